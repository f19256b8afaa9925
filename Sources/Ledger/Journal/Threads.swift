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
