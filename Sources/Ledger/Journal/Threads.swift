// Threads of the system, for work that is divided over the cores: the other place of this folder
// that calls C.

private import Glibc
private import Synchronization

/// The threads of this process.
enum Threads {
    /// The number of cores that are running.
    static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Runs `work` on `count` threads at once, this one among them, and returns when all are done.
    /// Where the system gives fewer, the work is done by fewer.
    static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        var threads: [pthread_t] = []
        for _ in 1..<max(1, count) {
            if let thread = start(work) { threads.append(thread) }
        }
        work()
        for thread in threads { pthread_join(thread, nil) }
    }

    /// What `work` makes of each number below `count`, in their order, on up to `threadCount`
    /// threads.
    static func map<Result: Sendable>(
        _ count: Int,
        on threadCount: Int,
        _ work: @escaping @Sendable (Int) -> Result
    ) -> [Result] {
        let next = Mutex(0)
        let made = Mutex([Result?](repeating: nil, count: count))
        run(min(threadCount, count)) {
            while true {
                let number = next.withLock { next in
                    next += 1
                    return next - 1
                }
                if number >= count { return }
                let result = work(number)
                made.withLock { $0[number] = result }
            }
        }
        return made.withLock { $0.compactMap(\.self) }
    }

    /// Begins `work` beside this thread, which does not wait for it. Where the system gives no
    /// thread, it is not done.
    static func begin(_ work: @escaping @Sendable () -> Void) {
        if let thread = start(work) { pthread_detach(thread) }
    }

    private static func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(Work(work))
        if unsafe pthread_create(&thread, nil, runWork, box.toOpaque()) == 0 { return thread }
        unsafe box.release()
        return nil
    }

    /// Sleeps for some time.
    static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1_000) }

    /// Lets others go on for a moment: 20 microseconds.
    static func rest() { usleep(20) }
}

/// A place where one thread sleeps until it is woken, once. Being woken first is no loss.
///
/// Sendable, though the compiler cannot see it: the pointer never changes, what it points to is
/// touched by calls alone that are made for many threads (POSIX, `sem_post`), and it is given back
/// when nobody holds the turn any more.
@safe final class Turn: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        unsafe semaphore = .allocate(capacity: 1)
        unsafe sem_init(semaphore, 0, 0)
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    /// Sleeps until ``wake()`` is called.
    func wait() {
        // A signal may interrupt it.
        while unsafe sem_wait(semaphore) != 0 {}
    }

    /// Wakes the thread that waits.
    func wake() { unsafe _ = sem_post(semaphore) }
}

/// Work on its way to a thread.
private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func runWork(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let box = unsafe box { unsafe Unmanaged<Work>.fromOpaque(box).takeRetainedValue().run() }
    return nil
}
