// Threads of the system, for work that is divided over the cores: the other place of this folder
// that calls C.

private import Glibc

/// The threads of this process.
enum Threads {
    /// The number of cores that are running.
    static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Runs `work` on `count` threads at once, this one among them, and returns when all are done.
    /// Where the system gives fewer, the work is done by fewer.
    static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        var threads: [pthread_t] = []
        for _ in 1..<max(1, count) {
            var thread = pthread_t()
            let box = unsafe Unmanaged.passRetained(Work(work))
            let code = unsafe pthread_create(&thread, nil, runWork, box.toOpaque())
            if code == 0 { threads.append(thread) } else { unsafe box.release() }
        }
        work()
        for thread in threads { pthread_join(thread, nil) }
    }

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
