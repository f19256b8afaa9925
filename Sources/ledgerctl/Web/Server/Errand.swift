// A request that a thread works on while its connection sleeps.

#if Web
    internal import CMicroHTTPD
    private import Synchronization

    /// A request on its way to a worker, and its answer on the way back.
    ///
    /// Sendable, though the compiler cannot see it: the connection never changes, any thread may
    /// wake it (libmicrohttpd), and it is woken once, by the first answer. A connection that sleeps
    /// is not closed, so it is there until then.
    @safe final class Errand: @unchecked Sendable {
        let request: Request
        private let connection: OpaquePointer
        private let state = Mutex(State.waiting)

        private enum State {
            case waiting, answered(Response), taken
        }

        /// An errand for `connection`, which was put to sleep.
        init(_ request: Request, for connection: OpaquePointer) {
            self.request = request
            unsafe self.connection = connection
        }

        /// Whether nobody answered it yet.
        var isWaiting: Bool {
            state.withLock { state in
                if case .waiting = state { true } else { false }
            }
        }

        /// Answers it and wakes the connection, unless it was answered before.
        func answer(_ response: Response) {
            let isFirst = state.withLock { state in
                guard case .waiting = state else { return false }
                state = .answered(response)
                return true
            }
            // Not while it is locked: whoever is woken asks for the answer at once.
            if isFirst { unsafe MHD_resume_connection(connection) }
        }

        /// The answer, once.
        func takeAnswer() -> Response? {
            state.withLock { state in
                guard case .answered(let response) = state else { return nil }
                state = .taken
                return response
            }
        }
    }

    /// The errands whose connections sleep.
    final class Errands: Sendable {
        private let waiting = Mutex<[ObjectIdentifier: Errand]?>([:])

        /// Whether `errand` may begin: not after ``close()``.
        func begin(_ errand: Errand) -> Bool {
            waiting.withLock { waiting in
                guard waiting != nil else { return false }
                waiting?[ObjectIdentifier(errand)] = errand
                return true
            }
        }

        func end(_ errand: Errand) {
            waiting.withLock { _ = $0?.removeValue(forKey: ObjectIdentifier(errand)) }
        }

        /// Lets none begin any more, and returns those that have not ended.
        func close() -> [Errand] {
            waiting.withLock { waiting in
                defer { waiting = nil }
                return waiting.map { Array($0.values) } ?? []
            }
        }
    }
#endif
