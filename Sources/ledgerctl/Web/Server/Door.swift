// The thread that lets connections in, and shows the late ones out.

#if Web
    internal import CMicroHTTPD
    private import Glibc
    private import Synchronization

    /// The daemon of libmicrohttpd, whose functions may be called by any thread.
    ///
    /// Sendable, though the compiler cannot see it: the pointer never changes, and the library
    /// locks what it points to. It is stopped once, after all who hold it have ended.
    @safe struct Daemon: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Accepts connections, cuts those whose time is up, and reads to their end those that were
    /// answered before they had said all: else the system would tell them of the end in a way
    /// (RST) that makes them forget the answer.
    final class Door: Sendable {
        /// How many connections are read to their end at most, and how long.
        private static let leavingMax = 64
        private static let leavingSeconds = 10
        /// How many connections are accepted before others have their turn.
        private static let acceptMax = 32

        private let listener: Listener
        private let lineMax: Int
        private let state = Mutex(State())
        /// What is written into the one end wakes the thread at the other.
        private let bell: (heard: Int32, rung: Int32)

        private struct State {
            var lines: [Int32: Wire] = [:]
            /// How many were accepted and have not left, with those that have not entered yet.
            var lineCount = 0
            var leaving: [(descriptor: Int32, until: Int)] = []
            var isOpen = true
            var isEnding = false
            var thread: pthread_t?
        }

        /// A door to `listener`, which it closes, that lets in `lineMax` at once.
        init(_ listener: Listener, lineMax: Int) throws(HTTPServerError) {
            var ends: [Int32] = [0, 0]
            guard unsafe pipe2(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else {
                close(listener.descriptor)
                throw HTTPServerError(message: "The server cannot begin: no descriptor is left.")
            }
            self.listener = listener
            self.lineMax = lineMax
            bell = (ends[0], ends[1])
        }

        deinit {
            close(bell.heard)
            close(bell.rung)
        }

        /// Begins to hand connections to `daemon`.
        func open(to daemon: Daemon) throws(HTTPServerError) {
            var thread = pthread_t()
            let box = unsafe Unmanaged.passRetained(DoorWork { self.run(daemon) })
            guard unsafe pthread_create(&thread, nil, doorWork, box.toOpaque()) == 0 else {
                unsafe box.release()
                throw HTTPServerError(message: "The server cannot begin: no thread is left.")
            }
            state.withLock { $0.thread = thread }
        }

        /// Lets nobody in any more.
        func shut() {
            state.withLock { $0.isOpen = false }
            ring()
        }

        /// Ends the thread. The daemon is not used after it.
        func end() {
            let thread = state.withLock { state in
                state.isEnding = true
                defer { state.thread = nil }
                return state.thread
            }
            ring()
            if let thread { pthread_join(thread, nil) }
        }

        /// Watches `line` from now on.
        func enter(_ line: Wire) { state.withLock { $0.lines[line.descriptor] = line } }

        /// Watches `line` no more, whose socket is about to be closed.
        func leave(_ line: Wire) {
            let isLeaving = state.withLock { state in
                state.lines[line.descriptor] = nil
                state.lineCount -= 1
                guard line.wasRefused, !state.isEnding, state.leaving.count < Door.leavingMax
                else { return false }
                // What it says is read through another descriptor of the same connection.
                let copy = fcntl(line.descriptor, F_DUPFD_CLOEXEC, 0)
                guard copy >= 0 else { return false }
                shutdown(copy, Int32(SHUT_WR))
                state.leaving.append((copy, Wire.now + Door.leavingSeconds * 1_000_000))
                return true
            }
            if isLeaving { ring() }
        }

        private func ring() {
            var byte: UInt8 = 1
            _ = unsafe write(bell.rung, &byte, 1)
        }

        private func run(_ daemon: Daemon) {
            var isListening = true
            var isTired = false
            while true {
                let (polled, isFull, isOpen) = whatToHear(but: isTired || !isListening)
                guard var polled else { break }
                if isListening, !isOpen {
                    close(listener.descriptor)
                    isListening = false
                    continue
                }
                // What has no event yet is looked at again soon.
                let wait = isFull || isTired ? 20 : 1_000
                _ = unsafe poll(&polled, UInt(polled.count), Int32(wait))
                var scratch = [UInt8](repeating: 0, count: 1 << 14)
                if polled[0].revents != 0 {
                    while unsafe read(bell.heard, &scratch, scratch.count) > 0 {}
                }
                isTired = false
                for answer in polled.dropFirst() where answer.revents != 0 {
                    if answer.fd == listener.descriptor, isListening {
                        isTired = !accept(for: daemon)
                    } else {
                        hear(answer.fd, &scratch)
                    }
                }
                cutLate()
            }
            if isListening { close(listener.descriptor) }
            state.withLock { state in
                for one in state.leaving { close(one.descriptor) }
                state.leaving = []
            }
        }

        /// What the thread waits for; nil at the end.
        private func whatToHear(but notListener: Bool) -> ([pollfd]?, isFull: Bool, isOpen: Bool) {
            state.withLock { state in
                if state.isEnding { return (nil, false, false) }
                let isFull = state.lineCount >= lineMax
                var polled = [pollfd(fd: bell.heard, events: Int16(POLLIN), revents: 0)]
                if state.isOpen, !isFull, !notListener {
                    polled.append(
                        pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)
                    )
                }
                for one in state.leaving {
                    polled.append(pollfd(fd: one.descriptor, events: Int16(POLLIN), revents: 0))
                }
                return (polled, isFull, state.isOpen)
            }
        }

        /// Whether there is a descriptor for whoever comes next.
        private func accept(for daemon: Daemon) -> Bool {
            let free = lineMax - state.withLock(\.lineCount)
            for _ in 0..<min(Door.acceptMax, free) {
                let accepted = unsafe listener.accept { line, address, count in
                    state.withLock { $0.lineCount += 1 }
                    // The library closes it where it cannot take it.
                    if unsafe MHD_add_connection(daemon.pointer, line, address, count) == .NO {
                        state.withLock { $0.lineCount -= 1 }
                    }
                }
                switch accepted {
                case .one: continue
                case .none: return true
                case .failed: return false
                }
            }
            return true
        }

        /// Reads what one says that is leaving, and lets it go when it has said all.
        private func hear(_ descriptor: Int32, _ scratch: inout [UInt8]) {
            let count = unsafe read(descriptor, &scratch, scratch.count)
            if count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR)) { return }
            state.withLock { state in
                state.leaving.removeAll { $0.descriptor == descriptor }
                close(descriptor)
            }
        }

        /// Ends the connections whose time is up: the library finds them ended, and closes them.
        /// It does so only when they have left the table, so no other's descriptor is touched.
        private func cutLate() {
            let now = Wire.now
            state.withLock { state in
                for line in state.lines.values where line.isLate(at: now) {
                    shutdown(line.descriptor, Int32(SHUT_RDWR))
                }
                for one in state.leaving where one.until < now { close(one.descriptor) }
                state.leaving.removeAll { $0.until < now }
            }
        }
    }

    /// Work on its way to the thread.
    private final class DoorWork: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    private func doorWork(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let box = unsafe box {
            unsafe Unmanaged<DoorWork>.fromOpaque(box).takeRetainedValue().run()
        }
        return nil
    }
#endif
