// A site for tests: it says back what it was asked.

#if Web
    import Glibc
    import Synchronization
    import Testing

    @testable import ledgerctl

    /// Answers `/now…` at hand, and everything else by a worker; see ``respond(to:)``.
    final class EchoSite: Site {
        /// How many requests it works on, and at most did.
        let working = Mutex((now: 0, most: 0))
        /// Whether `/wait` is held up.
        let isHeld = Mutex(true)
        let byteCountMax: Int

        init(byteCountMax: Int = 1 << 20) {
            self.byteCountMax = byteCountMax
        }

        func byteCountMax(of head: Request) -> Int { head.path == "/none" ? 0 : byteCountMax }

        func atHand(_ request: Request) -> Response? {
            request.path.hasPrefix("/now") ? Response(body: EchoSite.words(request)) : nil
        }

        func respond(to request: Request) -> Response {
            working.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            defer { working.withLock { $0.now -= 1 } }
            switch request.path {
            case "/wait":
                for _ in 0..<10_000 {
                    if isHeld.withLock(\.self) == false { break }
                    usleep(1_000)
                }
                return Response(body: Array("waited".utf8), user: "KT", remark: "held up")
            case "/injected":
                return Response(headers: [("Location", "/\r\nSet-Cookie: a=b")])
            case "/nul": return Response(headers: [("Location", "/\0/")])
            case "/name": return Response(headers: [("X: y\r\nX", "z")])
            case "/status": return Response(status: 7)
            case "/large": return Response(body: [UInt8](repeating: 0x61, count: 8 << 20))
            default: return Response(body: EchoSite.words(request))
            }
        }

        /// Waits until it works on `count` requests.
        func isWorking(on count: Int) -> Bool {
            for _ in 0..<5_000 {
                if working.withLock(\.now) == count { return true }
                usleep(1_000)
            }
            return false
        }

        /// What was asked, line by line.
        private static func words(_ request: Request) -> [UInt8] {
            var lines = ["\(request.method) \(request.path) \(request.peer)"]
            lines += request.query.map { "?\($0.name)=\(escaped($0.bytes))" }
            lines += request.fields.map { field in
                "\(field.name)=\(escaped(field.bytes))" + (field.fileName.map { " in \($0)" } ?? "")
            }
            if !request.body.isEmpty { lines.append("body \(escaped(request.body))") }
            lines += request.headers.filter { $0.name.hasPrefix("x-") }.map {
                "\($0.name): \($0.value)"
            }
            return Array(lines.joined(separator: "\n").utf8)
        }

        private static func escaped(_ bytes: [UInt8]) -> String {
            if bytes.count > 100 { return "\(bytes.count) bytes" }
            return String(decoding: bytes, as: UTF8.self).replacing("\0", with: "<NUL>")
                .replacing("\r\n", with: "<CRLF>")
        }
    }

    /// What a server says to its log.
    final class KeptLog: Sendable {
        private let kept = Mutex<[HTTPServer.Exchange]>([])

        func keep(_ exchange: HTTPServer.Exchange) { kept.withLock { $0.append(exchange) } }

        /// The exchanges, once there are `count`.
        func exchanges(_ count: Int) -> [HTTPServer.Exchange] {
            for _ in 0..<5_000 {
                if kept.withLock(\.count) >= count { break }
                usleep(1_000)
            }
            return kept.withLock(\.self)
        }
    }

    /// Serves `site` while `use` runs.
    func serve(
        _ site: EchoSite = EchoSite(),
        _ limits: HTTPServer.Limits = .init(),
        log: KeptLog = KeptLog(),
        use: (Int) throws -> Void
    ) throws {
        let address = try #require(ListenAddress("127.0.0.1:0"))
        let server = try HTTPServer.start(site, at: address, limits: limits, log: log.keep)
        defer {
            site.isHeld.withLock { $0 = false }
            server.stop()
        }
        try use(server.port)
    }
#endif
