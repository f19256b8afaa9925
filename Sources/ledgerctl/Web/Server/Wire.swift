// One connection, and the clock by which it is cut.

#if Web
    private import Glibc
    internal import Synchronization

    /// One connection, from its beginning to its end.
    final class Wire: Sendable {
        /// The socket. It is open as long as the line stands in the table of its ``Door``.
        let descriptor: Int32
        /// The address of the other end, in digits.
        let peer: String
        /// When it is cut, unless it gets on; in microseconds of ``now``, 0 for never.
        private let deadline: Atomic<Int>
        /// Whether the other end may still be sending what nobody reads.
        private let isRefused = Atomic(false)

        init(_ descriptor: Int32, peer: String, headSeconds: Int) {
            self.descriptor = descriptor
            self.peer = peer
            deadline = Atomic(Wire.now + headSeconds * 1_000_000)
        }

        /// The time of a clock that nobody sets, in microseconds.
        static var now: Int {
            var time = timespec()
            _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
        }

        /// Allows it `seconds` from now on for what comes next; nil for as long as it takes.
        func allow(seconds: Int?) {
            let time = seconds.map { Wire.now + $0 * 1_000_000 } ?? 0
            deadline.store(time, ordering: .relaxed)
        }

        /// Whether its time is up.
        func isLate(at time: Int) -> Bool {
            let deadline = deadline.load(ordering: .relaxed)
            return deadline != 0 && deadline < time
        }

        /// Notes that it was answered before its request was read.
        func refuse() { isRefused.store(true, ordering: .relaxed) }

        /// Whether it was answered before its request was read.
        var wasRefused: Bool { isRefused.load(ordering: .relaxed) }
    }
#endif
