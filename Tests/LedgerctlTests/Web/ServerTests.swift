// The server, spoken to byte for byte: requests and answers as they should be.

#if Web
    import Glibc
    import Synchronization
    import Testing

    @testable import ledgerctl

    @Suite("The server")
    struct ServerTests {
        @Test("answers what is at hand, and what is worked for, on one connection")
        func keepsAlive() throws {
            try serve { port in
                let client = RawClient(port: port)
                for target in ["/now", "/later", "/now"] {
                    let answer = try #require(client.get(target))
                    #expect(answer.status == 200)
                    #expect(answer.text == "GET \(target) 127.0.0.1")
                    #expect(answer.header("X-Content-Type-Options") == "nosniff")
                    #expect(answer.header("Date") != nil)
                }
            }
        }

        @Test("answers a thousand requests on one connection, with the memory of one")
        func thousand() throws {
            let log = KeptLog()
            try serve(log: log) { port in
                let client = RawClient(port: port)
                for number in 0..<1_000 {
                    let target = "/\(number % 2 == 0 ? "now" : "later")/\(number)"
                    #expect(client.get(target)?.text == "GET \(target) 127.0.0.1")
                }
                #expect(log.exchanges(1_000).count == 1_000)
            }
        }

        @Test("answers requests that come in one go, in their order")
        func pipelining() throws {
            try serve { port in
                let client = RawClient(port: port)
                let targets = (0..<50).map { "/\($0 % 3 == 0 ? "later" : "now")/\($0)" }
                client.say(
                    targets.map { "GET \($0) HTTP/1.1\r\nHost: here\r\n\r\n" }.joined()
                )
                for target in targets {
                    #expect(client.answer()?.text == "GET \(target) 127.0.0.1")
                }
            }
        }

        @Test("answers HEAD with the head of GET alone")
        func head() throws {
            let log = KeptLog()
            try serve(log: log) { port in
                let client = RawClient(port: port)
                for target in ["/now", "/later"] {
                    client.say("HEAD \(target) HTTP/1.1\r\nHost: here\r\n\r\n")
                    let answer = try #require(client.answer(toHead: true))
                    #expect(answer.status == 200)
                    // "GET /now 127.0.0.1"
                    #expect(answer.header("Content-Length") == "\(14 + target.count)")
                }
                #expect(client.get("/now")?.text == "GET /now 127.0.0.1")
                let kept = log.exchanges(3)
                #expect(kept.map(\.method) == ["HEAD", "HEAD", "GET"])
                #expect(kept.map(\.byteCount) == [0, 0, 18])
            }
        }

        @Test(
            "refuses other methods",
            arguments: ["PUT", "DELETE", "OPTIONS", "TRACE", "get", "X"]
        )
        func methods(method: String) throws {
            try serve { port in
                let client = RawClient(port: port)
                client.say("\(method) /now HTTP/1.1\r\nHost: here\r\n\r\n")
                let answer = try #require(client.answer())
                #expect(answer.status == 405)
                #expect(answer.header("Allow") == "GET, HEAD, POST")
                #expect(answer.text == "The server knows no \(method) here.\n")
            }
        }

        @Test("reads the path and the query, and leaves both as they are")
        func targets() throws {
            try serve { port in
                let client = RawClient(port: port)
                let cases = [
                    ("/../etc/passwd", "GET /../etc/passwd 127.0.0.1"),
                    ("/a/../b/./c//d", "GET /a/../b/./c//d 127.0.0.1"),
                    ("/%2e%2e/%2fetc%2Fpasswd", "GET /..//etc/passwd 127.0.0.1"),
                    ("/a%20b+c%C3%A9", "GET /a b+cé 127.0.0.1"),
                    ("/a%zz%", "GET /a%zz% 127.0.0.1"),
                    ("/?a=1&b=&c&a=2+3%2B", "GET / 127.0.0.1\n?a=1\n?b=\n?c=\n?a=2 3+"),
                    ("/?a=%00b&%00=c", "GET / 127.0.0.1\n?a=<NUL>b\n?\0=c"),
                    ("/?a=b?c=d%26e", "GET / 127.0.0.1\n?a=b?c=d&e"),
                    ("/?%0D%0ASet-Cookie:x=y", "GET / 127.0.0.1\n?\r\nSet-Cookie:x=y"),
                ]
                for (target, words) in cases {
                    #expect(client.get(target)?.text == words, "\(target)")
                }
                for target in ["/now%00", "/a%00b", "/%ff", "/%C3"] {
                    let client = RawClient(port: port)
                    #expect(client.get(target)?.status == 400, "\(target)")
                    #expect(client.isEnded())
                }
            }
        }

        @Test("reads header fields in their order, their names in lower case")
        func headers() throws {
            try serve { port in
                let client = RawClient(port: port)
                client.say(
                    "GET / HTTP/1.1\r\nHost: here\r\nX-One: 1\r\nx-two:  2,3\r\nX-ONE: 4\r\n\r\n"
                )
                #expect(
                    client.answer()?.text
                        == "GET / 127.0.0.1\nx-one: 1\nx-two: 2,3\nx-one: 4"
                )
                for field in ["X-One : 1", "X One: 1", "X(: 1", "X\u{7F}: 1"] {
                    let client = RawClient(port: port)
                    client.say("GET / HTTP/1.1\r\nHost: here\r\n\(field)\r\n\r\n")
                    let answer = client.answer()
                    #expect(answer == nil || answer?.status == 400, "\(field)")
                    #expect(client.isEnded())
                }
            }
        }

        @Test("refuses a head that is too long, and goes on serving")
        func longHeads() throws {
            try serve { port in
                let client = RawClient(port: port)
                let long = String(repeating: "a", count: 40_000)
                client.say("GET / HTTP/1.1\r\nHost: here\r\nX-Long: \(long)\r\n\r\n")
                #expect(client.answer()?.status == 431)
                let other = RawClient(port: port)
                other.say("GET /\(long) HTTP/1.1\r\nHost: here\r\n\r\n")
                #expect(other.answer()?.status == 414)
                let many = RawClient(port: port)
                let fields = (0..<5_000).map { "X-\($0): a\r\n" }.joined()
                many.say("GET / HTTP/1.1\r\nHost: here\r\n\(fields)\r\n")
                #expect(many.answer()?.status == 431)
                #expect(RawClient(port: port).get("/now")?.status == 200)
            }
        }

        @Test("sends nothing that the site's header fields could smuggle in")
        func injection() throws {
            try serve { port in
                for target in ["/injected", "/nul", "/name", "/status"] {
                    let client = RawClient(port: port)
                    let answer = try #require(client.get(target))
                    #expect(answer.status == 500)
                    #expect(answer.header("Location") == nil)
                    #expect(answer.header("Set-Cookie") == nil)
                    #expect(answer.header("X") == nil)
                    #expect(answer.text.hasPrefix("The server cannot send its answer."))
                }
            }
        }

        @Test("sends large answers whole")
        func largeAnswers() throws {
            try serve { port in
                let answer = try #require(RawClient(port: port).get("/large"))
                #expect(answer.body == [UInt8](repeating: 0x61, count: 8 << 20))
            }
        }

        @Test("tells its log of every request")
        func log() throws {
            let log = KeptLog()
            let site = EchoSite()
            site.isHeld.withLock { $0 = false }
            try serve(site, log: log) { port in
                let client = RawClient(port: port)
                _ = client.get("/wait?secret=1")
                _ = client.get("/now%2F/%C3%A9")
                _ = client.get("/a%00")
                let kept = log.exchanges(3)
                #expect(kept.map(\.path) == ["/wait", "/now%2F/%C3%A9", "/a%00"])
                #expect(kept.map(\.status) == [200, 200, 400])
                #expect(kept.map(\.peer) == ["127.0.0.1", "127.0.0.1", "127.0.0.1"])
                #expect(kept.map(\.user) == ["KT", nil, nil])
                #expect(kept[0].remark == "held up")
                #expect(kept[2].remark == "The address is not written in UTF-8, or holds a NUL.")
                #expect(kept[0].byteCount == 6)
                #expect(kept.allSatisfy { $0.isWhole && $0.method == "GET" })
                #expect(kept.allSatisfy { (0..<5_000_000).contains($0.microseconds) })
            }
        }

        @Test("says why it cannot listen")
        func cannotListen() throws {
            try serve { port in
                let address = try #require(ListenAddress("127.0.0.1:\(port)"))
                let error = #expect(throws: HTTPServerError.self) {
                    try HTTPServer.start(EchoSite(), at: address) { _ in }
                }
                #expect(
                    error?.message
                        == "The server cannot listen at 127.0.0.1:\(port): Address already in use. "
                        + "Give it an address of this machine with a port, such as 127.0.0.1:8018 "
                        + "or [::1]:8018, or a port, that nothing else listens at."
                )
            }
        }
    }
#endif
