// A primary and a synchronous standby: the primary is killed while eight writers record.

#if PostgreSQL
    import Foundation
    import Glibc
    import Synchronization
    import Testing

    @testable import Ledger

    /// How often the primary is killed: `FAILOVERS`, else three times.
    private let failoverCount =
        ProcessInfo.processInfo.environment["FAILOVERS"].flatMap(Int.init) ?? 3

    @Suite(
        "A primary that is killed",
        .enabled(if: PostgresPrograms.folder != nil, "PostgreSQL's server is missing"),
        .serialized
    )
    struct FailoverTests {
        /// A primary with its standby, of which either may become the other.
        private final class Pair {
            var primary: Cluster
            var standby: Cluster
            private let ports: [Int]
            private static let settings = [
                "synchronous_standby_names=*", "wal_level=replica", "hot_standby=on",
                "max_wal_senders=8",
            ]

            init() throws {
                ports = [try freePort(), try freePort()]
                primary = try Cluster(port: ports[0], settings: Pair.alone)
                try primary.sql("CREATE DATABASE county")
                _ = try LedgerHome(PostgresFiles(primary.address("county"))).initialise()
                standby = try Cluster(port: ports[1], settings: Pair.settings, copyOf: primary)
                try primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
                try primary.sql("SELECT pg_reload_conf()")
                try waitForStandby()
            }

            private static let alone = ["wal_level=replica", "max_wal_senders=8"]

            /// An address that leads to whichever of the two takes entries.
            var address: String {
                "postgres://postgres@127.0.0.1:\(ports[0]),127.0.0.1:\(ports[1])/county"
                    + "?target_session_attrs=read-write&connect_timeout=2"
            }

            /// Kills the primary's processes at once, with a signal that no process sees.
            func kill() throws {
                try PostgresPrograms.run(
                    """
                    main=$(head -1 \(primary.folder)/data/postmaster.pid)
                    kill -9 $main $(pgrep -P $main) 2>/dev/null || true
                    """
                )
            }

            /// Makes the standby the primary, and another standby of it.
            func failOver() throws {
                try PostgresPrograms.run(
                    "pg_ctl -D \(standby.folder)/data -w -t 60 promote >/dev/null"
                )
                primary.stop()
                let port = primary.port
                primary = standby
                standby = try Cluster(port: port, settings: Pair.settings, copyOf: primary)
                try waitForStandby()
            }

            /// Lets the standby come back that was halted.
            func restartStandby() throws { try standby.start(Pair.settings) }

            /// Waits until a commit waits for the standby and breaks that off; how many were told.
            func breakOffWait() throws -> Int {
                for _ in 0..<200 {
                    let said = try primary.sql(
                        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event ="
                            + " 'SyncRep'"
                    )
                    if said.contains("t") { return said.split(separator: "\n").count }
                    usleep(20_000)
                }
                return 0
            }

            private func waitForStandby() throws {
                for _ in 0..<300 {
                    let state = try primary.sql("SELECT sync_state FROM pg_stat_replication")
                    if state.contains("sync") && !state.contains("async") { return }
                    usleep(50_000)
                }
                throw PostgresPrograms.Failed(output: "the standby did not become synchronous")
            }
        }

        /// What the writers were told.
        private struct Told {
            var acknowledged: [String] = []
            var unsure = 0
            var isOver = false
        }

        @Test("loses nothing that was acknowledged, and records nothing twice")
        func failsOver() throws {
            let pair = try Pair()
            let address = pair.address
            try ActionLedger(LedgerHome(PostgresFiles(address)), plan: .county).open()
            let told = Mutex(Told())
            let writers = Mutex(8)
            for writer in 1...8 {
                Threads.begin {
                    Self.write(writer, address, told)
                    writers.withLock { $0 -= 1 }
                }
            }
            for round in 1...failoverCount {
                let before = told.withLock { $0.acknowledged.count }
                // In mid-write: as soon as this round's first entries are acknowledged.
                while told.withLock({ $0.acknowledged.count }) < before + 20 { usleep(2_000) }
                usleep(useconds_t(round * 7_919 % 60_000))
                try pair.kill()
                try pair.failOver()
            }
            let before = told.withLock { $0.acknowledged.count }
            while told.withLock({ $0.acknowledged.count }) < before + 20 { usleep(2_000) }
            told.withLock { $0.isOver = true }
            while writers.withLock(\.self) > 0 { usleep(10_000) }

            let end = told.withLock(\.self)
            let home = TestHome(kind: .database, place: address)
            let notes = try home.ledger().notes()
            let count = Dictionary(notes.map { ($0, 1) }, uniquingKeysWith: +)
            #expect(count.values.allSatisfy { $0 == 1 })
            #expect(end.acknowledged.filter { count[$0] == nil } == [])
            // Each writer's entries stand in the order in which it recorded them.
            for (_, notes) in Dictionary(grouping: notes, by: { $0.prefix(2) }) {
                let numbers = notes.compactMap { Int($0.dropFirst(2)) }
                #expect(numbers == numbers.sorted())
            }
            let contents = try home.contents()
            #expect(contents.findings.isEmpty)
            #expect(contents.verdict == .unanchored)
            let copy = try HomeKind.folder.make()
            let copied = try home.home.copy(.county, to: copy.home)
            #expect(copied.root == MerkleTree(of: contents.leaves).root)
            print(
                "failovers: the primary was killed \(failoverCount) times; \(end.acknowledged.count)"
                    + " entries acknowledged, \(notes.count) stand, \(end.unsure) answers unsure,"
                    + " 0 lost, 0 twice"
            )
        }

        @Test(
            "takes a wait for the standby that was broken off for no answer",
            arguments: ["", "&options=-cstatement_timeout%3D400%20-clock_timeout%3D300"]
        )
        func brokenOff(settings: String) throws {
            let pair = try Pair()
            let home = TestHome(kind: .database, place: pair.address + settings)
            try home.ledger().open()
            pair.standby.halt()
            let isDone = Mutex(false)
            let failure = Mutex<String?>(nil)
            Threads.begin {
                do { try home.ledger().note("kept") } catch {
                    failure.withLock { $0 = "\(error)" }
                }
                isDone.withLock { $0 = true }
            }
            // The server commits where it stands, and only warns: nobody has been told yet.
            for _ in 1...3 {
                // With a timeout the server breaks it off by itself, every time.
                #expect(try pair.breakOffWait() <= 1)
                usleep(500_000)
                #expect(isDone.withLock(\.self) == false)
            }
            #expect(try home.ledger().notes() == ["kept"])
            try pair.restartStandby()
            for _ in 0..<1_000 where !isDone.withLock(\.self) { usleep(20_000) }
            #expect(isDone.withLock(\.self) == true)
            let said = failure.withLock(\.self)
            #expect(said == nil)
            #expect(try home.ledger().notes() == ["kept"])
        }

        /// Records notes until it is over; where the ledger cannot say whether one was recorded,
        /// goes on with the next.
        private static func write(_ writer: Int, _ address: String, _ told: borrowing Mutex<Told>) {
            var ledger = ActionLedger(LedgerHome(PostgresFiles(address)), plan: .county)
            var number = 0
            while !told.withLock(\.isOver) {
                number += 1
                let note = "\(writer) \(number)"
                do {
                    try ledger.note(note)
                    told.withLock { $0.acknowledged.append(note) }
                } catch {
                    told.withLock { $0.unsure += 1 }
                    ledger = ActionLedger(LedgerHome(PostgresFiles(address)), plan: .county)
                }
            }
        }
    }

    /// A port on loopback that nothing listens on.
    func freePort() throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var count = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(handle, pointer, count) == 0 && getsockname(handle, pointer, &count) == 0
            }
        }
        guard isBound else { throw PostgresPrograms.Failed(output: "no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
#endif
