// What becomes of a request: who answers it, and when.

#if Web
    internal import CMicroHTTPD
    private import Synchronization

    /// What the requests of a server have in common. All of it may be used by any thread.
    final class Serving: Sendable {
        /// Bodies that are no longer than this are not accounted for: so many connections hold no
        /// more of them than may be.
        private static let smallByteCount = 64 << 10

        let limits: HTTPServer.Limits
        let door: Door
        let errands = Errands()
        private let site: any Site
        private let log: @Sendable (HTTPServer.Exchange) -> Void
        private let workers: Workers
        private let flightCount = Atomic(0)
        private let heldByteCount = Atomic(0)
        private let isStopping = Atomic(false)

        init(
            _ site: any Site,
            _ door: Door,
            _ limits: HTTPServer.Limits,
            _ log: @escaping @Sendable (HTTPServer.Exchange) -> Void
        ) {
            self.site = site
            self.door = door
            self.limits = limits
            self.log = log
            workers = Workers(threadMax: limits.workerMax, waitingMax: limits.waitingMax)
        }

        /// Whether a request is on its way.
        var isBusy: Bool { flightCount.load(ordering: .acquiring) > 0 }

        /// Has every connection end with its next answer.
        func beginToStop() { isStopping.store(true, ordering: .releasing) }

        /// Ends the workers, each when it has done what it does.
        func end() { workers.end() }

        /// A request begins on `line`, for `target`.
        func begin(_ line: Wire, target: String) -> Passage {
            flightCount.add(1, ordering: .acquiringAndReleasing)
            line.allow(seconds: limits.headSeconds)
            let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
            return Passage(line, path: String(Substring(path)))
        }

        /// Its head has come. Whether it goes on.
        func head(
            _ visit: Passage,
            _ connection: OpaquePointer,
            _ url: UnsafePointer<CChar>,
            _ method: UnsafePointer<CChar>
        ) -> Bool {
            do throws(Declined) {
                unsafe try visit.readHead(connection, url, method)
                guard ["GET", "POST"].contains(visit.request.method) else {
                    throw Declined(
                        status: 405,
                        words: "The server knows no \(visit.method) here.",
                        header: ("Allow", "GET, HEAD, POST")
                    )
                }
                // Not answered here, though it could be: the library would end the connection.
                if let kind = try BodyKind.announced(by: visit.request) {
                    try expect(kind, visit)
                } else {
                    visit.stage = .ready
                }
                return true
            } catch {
                // Where its body ends is not known, or it is not waited for.
                visit.line.refuse()
                return unsafe answer(visit, error.response, connection, isLast: true)
            }
        }

        private func expect(_ kind: BodyKind, _ visit: Passage) throws(Declined) {
            visit.byteCountMax = max(0, site.byteCountMax(of: visit.request))
            if let byteCount = kind.byteCount, byteCount > visit.byteCountMax {
                throw .tooLong(visit.byteCountMax)
            }
            let wanted = kind.byteCount ?? visit.byteCountMax
            if wanted > Serving.smallByteCount {
                let held = heldByteCount.add(wanted, ordering: .relaxed).newValue
                visit.heldByteCount = wanted
                if held > limits.heldByteMax, held > wanted { throw .busy }
            }
            visit.line.allow(seconds: limits.bodySeconds)
            visit.stage = .body(kind)
        }

        /// All of it has come, or a worker has answered it. Whether it goes on.
        func goOn(_ visit: Passage, _ connection: OpaquePointer) -> Bool {
            switch visit.stage {
            case .head, .answered: return true
            case .ready:
                if let response = site.atHand(visit.request) {
                    return unsafe answer(visit, response, connection)
                }
                unsafe send(visit, connection)
                return true
            case .refused(let refusal):
                return unsafe answer(visit, refusal.response, connection, isLast: true)
            case .body(let kind):
                do throws(Declined) {
                    if kind.form != .otherwise {
                        let body = visit.request.body
                        visit.request.body = []
                        visit.request.fields = unsafe try PostedForm.fields(
                            of: body,
                            written: kind.form,
                            on: connection
                        )
                    }
                    unsafe send(visit, connection)
                    return true
                } catch {
                    return unsafe answer(visit, error.response, connection)
                }
            case .away(let errand):
                guard let response = errand.takeAnswer() else { return true }
                errands.end(errand)
                return unsafe answer(visit, response, connection)
            }
        }

        /// Puts the connection to sleep and the request to work.
        private func send(_ visit: Passage, _ connection: OpaquePointer) {
            visit.line.allow(seconds: nil)
            unsafe MHD_suspend_connection(connection)
            let errand = unsafe Errand(visit.request, for: connection)
            visit.request.body = []
            visit.request.fields = []
            visit.stage = .away(errand)
            guard errands.begin(errand) else {
                return errand.answer(Declined.stopping.response)
            }
            let isTaken = workers.take { [site] in
                // Whoever was told that the server stops is not to find it done nevertheless.
                if errand.isWaiting { errand.answer(site.respond(to: errand.request)) }
            }
            if !isTaken { errand.answer(Declined.busy.response) }
        }

        private func answer(
            _ visit: Passage,
            _ response: Response,
            _ connection: OpaquePointer,
            isLast: Bool = false
        ) -> Bool {
            let isLast = isLast || isStopping.load(ordering: .acquiring)
            visit.stage = .answered
            visit.answer = response
            visit.line.allow(seconds: limits.answerSeconds + response.body.count >> 13)
            if unsafe Sending.queue(response, on: connection, isLast: isLast) { return true }
            var failure = Declined.failed.response
            failure.user = response.user
            failure.remark = "the answer of the site has a status or a header field that is none"
            visit.answer = failure
            return unsafe Sending.queue(failure, on: connection, isLast: true)
        }

        /// The answer was sent, or the connection has ended. `status` is the library's own, of what
        /// it answered itself.
        func end(_ visit: Passage, isWhole: Bool, status: Int) {
            if visit.heldByteCount > 0 {
                heldByteCount.subtract(visit.heldByteCount, ordering: .relaxed)
            }
            visit.line.allow(seconds: limits.idleSeconds + limits.headSeconds)
            if case .away(let errand) = visit.stage { errands.end(errand) }
            let isSent = isWhole && visit.method != "HEAD"
            log(
                HTTPServer.Exchange(
                    method: visit.method,
                    path: visit.path,
                    peer: visit.line.peer,
                    status: visit.answer?.status ?? status,
                    byteCount: isSent ? visit.answer?.body.count ?? 0 : 0,
                    microseconds: Wire.now - visit.began,
                    isWhole: isWhole,
                    user: visit.answer?.user,
                    remark: visit.answer?.remark
                )
            )
            flightCount.subtract(1, ordering: .acquiringAndReleasing)
        }
    }
#endif
