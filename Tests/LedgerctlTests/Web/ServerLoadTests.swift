// The server and those who ask too much, too slowly, or go away.

#if Web
    import Glibc
    import Synchronization
    import Testing

    @testable import Ledger
    @testable import ledgerctl

    @Suite("The server under load")
    struct ServerLoadTests {
        private static func milliseconds(_ work: () -> Void) -> Int {
            let start = Wire.now
            work()
            return (Wire.now - start) / 1_000
        }

        private static func ask(_ port: Int, _ target: String) -> RawClient {
            let client = RawClient(port: port)
            client.say("GET \(target) HTTP/1.1\r\nHost: here\r\n\r\n")
            return client
        }

        @Test("works on 64 requests at once, and serves what is at hand meanwhile")
        func sixtyFour() throws {
            let site = EchoSite()
            try serve(site) { port in
                let clients = (0..<80).map { _ in Self.ask(port, "/wait") }
                #expect(site.isWorking(on: 64))
                #expect(RawClient(port: port).get("/now")?.status == 200)
                site.isHeld.withLock { $0 = false }
                for client in clients { #expect(client.answer()?.text == "waited") }
                #expect(site.working.withLock(\.most) == 64)
            }
        }

        @Test("answers 503 where too many wait")
        func full() throws {
            let site = EchoSite()
            var limits = HTTPServer.Limits()
            limits.workerMax = 2
            limits.waitingMax = 3
            try serve(site, limits) { port in
                let clients = (0..<5).map { _ in Self.ask(port, "/wait") }
                #expect(site.isWorking(on: 2))
                // The three that wait are taken by one thread or the other.
                usleep(200_000)
                for _ in 0..<3 {
                    let answer = RawClient(port: port).get("/wait")
                    #expect(answer?.status == 503)
                    #expect(answer?.header("Retry-After") == "2")
                }
                site.isHeld.withLock { $0 = false }
                for client in clients { #expect(client.answer()?.status == 200) }
                #expect(RawClient(port: port).get("/wait")?.status == 200)
            }
        }

        @Test("cuts off a head that comes too slowly, though it never falls silent")
        func slowHead() throws {
            var limits = HTTPServer.Limits()
            limits.headSeconds = 1
            limits.idleSeconds = 2
            try serve(EchoSite(), limits) { port in
                for isFirst in [true, false] {
                    let client = RawClient(port: port)
                    if !isFirst { #expect(client.get("/now")?.status == 200) }
                    client.say("GET / HTTP/1.1\r\n")
                    let time = Self.milliseconds {
                        while !client.hears(within: 100), client.say("X") {}
                    }
                    #expect(client.isEnded())
                    // Looked at once a second.
                    #expect((900...4_000).contains(time), "\(time) ms")
                }
                // Whoever says nothing at all, or no whole line.
                let silent = RawClient(port: port)
                let dripping = RawClient(port: port)
                let time = Self.milliseconds {
                    while !dripping.hears(within: 100), dripping.say("G") {}
                }
                #expect((900...4_000).contains(time), "\(time) ms")
                #expect(silent.isEnded())
            }
        }

        @Test("cuts off a body that comes too slowly, and one that never comes")
        func slowBody() throws {
            var limits = HTTPServer.Limits()
            limits.bodySeconds = 1
            let log = KeptLog()
            try serve(EchoSite(), limits, log: log) { port in
                let head = "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\n"
                let silent = RawClient(port: port)
                silent.say(head)
                let client = RawClient(port: port)
                client.say(head)
                let time = Self.milliseconds {
                    while !client.hears(within: 100), client.say("x") {}
                }
                #expect(client.isEnded())
                #expect(silent.isEnded())
                #expect((900...4_000).contains(time), "\(time) ms")
                #expect(log.exchanges(2).allSatisfy { !$0.isWhole && $0.status == 0 })
            }
        }

        @Test("cuts off whoever does not take the answer")
        func slowReader() throws {
            var limits = HTTPServer.Limits()
            limits.idleSeconds = 1
            let log = KeptLog()
            try serve(EchoSite(), limits, log: log) { port in
                let client = Self.ask(port, "/large")
                let exchange = try #require(log.exchanges(1).first)
                #expect(!exchange.isWhole)
                #expect(exchange.status == 200)
                #expect(client.answer() == nil)
            }
        }

        @Test("closes a connection that falls silent between requests")
        func idle() throws {
            var limits = HTTPServer.Limits()
            limits.idleSeconds = 1
            try serve(EchoSite(), limits) { port in
                let client = RawClient(port: port)
                #expect(client.get("/now")?.status == 200)
                let time = Self.milliseconds { #expect(client.isEnded()) }
                #expect((900...4_000).contains(time), "\(time) ms")
            }
        }

        @Test("has more connections wait than it may have")
        func connections() throws {
            var limits = HTTPServer.Limits()
            limits.connectionMax = 2
            try serve(EchoSite(), limits) { port in
                var clients = [RawClient(port: port), RawClient(port: port)]
                for client in clients { #expect(client.get("/now")?.status == 200) }
                let third = Self.ask(port, "/now")
                #expect(!third.hears(within: 300))
                clients.removeLast()
                #expect(third.answer()?.status == 200)
            }
        }

        @Test("holds no more of large bodies than it may")
        func heldBytes() throws {
            var limits = HTTPServer.Limits()
            limits.heldByteMax = 150_000
            try serve(EchoSite(), limits) { port in
                let first = RawClient(port: port)
                let body = [UInt8](repeating: 0x61, count: 100_000)
                first.say("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\n")
                first.say(Array(body.dropLast()))
                usleep(100_000)
                #expect(RawClient(port: port).post("/", "text/plain", body)?.status == 503)
                // A small one is always taken, and a large one where there is no other.
                #expect(RawClient(port: port).post("/", "text/plain", [0x61])?.status == 200)
                first.say([0x61])
                #expect(first.answer()?.status == 200)
                let large = [UInt8](repeating: 0x61, count: 200_000)
                #expect(first.post("/", "text/plain", large)?.status == 200)
            }
        }

        @Test("goes on when clients go away, wherever they were")
        func leavers() throws {
            let site = EchoSite()
            let log = KeptLog()
            // Of one that left in the middle the library may hear nothing but silence.
            var limits = HTTPServer.Limits()
            limits.headSeconds = 1
            limits.bodySeconds = 1
            try serve(site, limits, log: log) { port in
                let starts = [
                    "GET /wa", "GET /wait HTTP/1.1\r\nHost: here\r\n", "",
                    "POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nabc",
                    "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                    "GET /wait HTTP/1.1\r\nHost: here\r\n\r\n",
                    "GET /large HTTP/1.1\r\nHost: here\r\n\r\n",
                ]
                for _ in 0..<10 {
                    for start in starts { RawClient(port: port).say(start) }
                }
                #expect(site.isWorking(on: 10))
                site.isHeld.withLock { $0 = false }
                #expect(site.isWorking(on: 0))
                // All but those whose first line was not whole.
                #expect(log.exchanges(50).count == 50)
                #expect(RawClient(port: port).get("/now")?.status == 200)
            }
        }

        @Test("finishes what is in flight when it stops, and lets nobody in")
        func stops() throws {
            let site = EchoSite()
            let address = try #require(ListenAddress("127.0.0.1:0"))
            let server = try HTTPServer.start(site, at: address) { _ in }
            let idle = RawClient(port: server.port)
            #expect(idle.get("/now")?.status == 200)
            let clients = (0..<10).map { _ in Self.ask(server.port, "/wait") }
            #expect(site.isWorking(on: 10))
            let hasStopped = Mutex(false)
            Threads.begin {
                server.stop()
                hasStopped.withLock { $0 = true }
            }
            usleep(300_000)
            #expect(hasStopped.withLock(\.self) == false)
            #expect(Self.ask(server.port, "/now").answer() == nil)
            site.isHeld.withLock { $0 = false }
            for client in clients {
                let answer = client.answer()
                #expect(answer?.text == "waited")
                #expect(answer?.header("Connection") == "close")
            }
            #expect(idle.isEnded())
            // A second call waits for the first.
            server.stop()
            usleep(100_000)
            #expect(hasStopped.withLock(\.self) == true)
        }

        @Test("tells whoever still waits, when it may wait no longer to stop")
        func stopsInTime() throws {
            let site = EchoSite()
            let address = try #require(ListenAddress("127.0.0.1:0"))
            var limits = HTTPServer.Limits()
            limits.stopSeconds = 1
            limits.workerMax = 2
            let server = try HTTPServer.start(site, at: address, limits: limits) { _ in }
            let clients = (0..<5).map { _ in Self.ask(server.port, "/wait") }
            let reader = RawClient(port: server.port)
            reader.say("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nabc")
            #expect(site.isWorking(on: 2))
            let time = Self.milliseconds { server.stop() }
            #expect((1_000...4_000).contains(time), "\(time) ms")
            for client in clients { #expect(client.answer()?.status == 503) }
            #expect(reader.isEnded())
            // The two end their work, which nobody waits for; the three never begin theirs.
            #expect(site.working.withLock(\.now) == 2)
            site.isHeld.withLock { $0 = false }
            #expect(site.isWorking(on: 0))
            #expect(site.working.withLock(\.most) == 2)
        }
    }
#endif
