// The threads on which requests are worked on.

#if Web
    private import Glibc
    private import Synchronization

    /// Threads that do what they are given, in the order given, so many at once. They begin when
    /// they are needed and stay until the end.
    ///
    /// Sendable, though the compiler cannot see it: the pointer never changes, what it points to is
    /// touched by calls alone that are made for many threads (POSIX, `sem_post`), and it is given
    /// back when no thread holds the workers any more.
    @safe final class Workers: @unchecked Sendable {
        private let threadMax: Int
        private let waitingMax: Int
        private let state = Mutex(State())
        /// Counts what there is to take: work, or at the end nothing.
        private let semaphore: UnsafeMutablePointer<sem_t>

        private struct State {
            var waiting: [@Sendable () -> Void] = []
            var threadCount = 0
            var busyCount = 0
            var isEnding = false
        }

        init(threadMax: Int, waitingMax: Int) {
            self.threadMax = threadMax
            self.waitingMax = waitingMax
            unsafe semaphore = .allocate(capacity: 1)
            unsafe sem_init(semaphore, 0, 0)
        }

        deinit {
            unsafe sem_destroy(semaphore)
            unsafe semaphore.deallocate()
        }

        /// Has `work` done by a thread, as soon as one is free. Whether it will be: not where too
        /// much waits already, or the system gives no thread.
        func take(_ work: @escaping @Sendable () -> Void) -> Bool {
            let isTaken = state.withLock { state in
                let free = threadMax - state.busyCount
                guard !state.isEnding, state.waiting.count < free + waitingMax else { return false }
                let idleCount = state.threadCount - state.busyCount
                if state.waiting.count >= idleCount, state.threadCount < threadMax, start() {
                    state.threadCount += 1
                }
                guard state.threadCount > 0 else { return false }
                state.waiting.append(work)
                return true
            }
            if isTaken { _ = unsafe sem_post(semaphore) }
            return isTaken
        }

        /// Ends the threads, each when it has done what it does.
        func end() {
            let count = state.withLock { state in
                state.isEnding = true
                return state.threadCount
            }
            for _ in 0..<count { _ = unsafe sem_post(semaphore) }
        }

        private func start() -> Bool {
            var thread = pthread_t()
            let box = unsafe Unmanaged.passRetained(self)
            guard unsafe pthread_create(&thread, nil, work, box.toOpaque()) == 0 else {
                unsafe box.release()
                return false
            }
            pthread_detach(thread)
            return true
        }

        fileprivate func run() {
            while let work = next() {
                work()
                state.withLock { $0.busyCount -= 1 }
            }
        }

        private func next() -> (@Sendable () -> Void)? {
            // A signal may interrupt it.
            while unsafe sem_wait(semaphore) != 0 {}
            return state.withLock { state in
                guard !state.waiting.isEmpty else { return nil }
                state.busyCount += 1
                return state.waiting.removeFirst()
            }
        }
    }

    private func work(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let box = unsafe box {
            unsafe Unmanaged<Workers>.fromOpaque(box).takeRetainedValue().run()
        }
        return nil
    }
#endif
