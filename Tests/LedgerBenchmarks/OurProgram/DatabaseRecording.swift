// Recording in a database by clients that each have a connection of their own, beside the bare
// transaction of the same shape by `pgbench` on the same server.

#if PostgreSQL
    import Ledger

    /// So many clients of a ledger in a database, each a thread with a ledger of its own.
    struct DatabaseClients {
        let count: Int
        /// Whether each has a plan of its own; else all record in one.
        let isApart: Bool
        /// How many entries each of them records in a turn.
        let each: Int

        var words: String {
            switch (count, isApart) {
            case (1, _): "1 client on 1 plan"
            case (_, false): "\(count) clients on 1 plan"
            case (_, true): "\(count) clients on \(count) plans"
            }
        }

        private var planCount: Int { isApart ? count : 1 }

        /// How many entries the clients record in a turn, with those that are not timed but for
        /// the opening of the plans.
        var entryCount: Int { count * (each + 1) }

        /// New plans, in which every client records one note that is not timed: it connects and
        /// reads the journal.
        func turn(_ number: Int, in address: String) throws -> Sample {
            let home = LedgerHome(address)
            let plans = (1...planCount).map { Code(wellFormed: "turn-\(number)-\($0)") }
            for plan in plans { try open(plan, in: home) }
            let acts = (0..<count).map { place in
                let ledger = ActionLedger(home, plan: plans[place % planCount])
                return { @Sendable () throws -> Void in
                    _ = try ledger.record { _ in [RecordingRate.act] }
                }
            }
            for act in acts { try act() }
            let before = monotonicSeconds()
            try Writers.run(acts, each: each)
            return Sample(seconds: (monotonicSeconds() - before) / Double(count * each))
        }

        private func open(_ plan: Code, in home: LedgerHome) throws {
            let made = MadePlan(plan, actions: 8, entries: 8, seed: MadeJournal.firstSeed)
            let acts = made.structure.filter { $0.by == MadePlan.secretary }
            var manner = ActionLedger.Manner()
            manner.creates = true
            _ = try ActionLedger(home, plan: plan).record(how: manner) { _ in acts }
        }
    }

    extension Bench {
        /// The contests of a ledger in a database.
        var databaseContests: [() throws -> Contest] {
            let clients = [
                DatabaseClients(count: 1, isApart: false, each: 1000),
                DatabaseClients(count: 8, isApart: false, each: 250),
                DatabaseClients(count: 64, isApart: false, each: 64),
                DatabaseClients(count: 64, isApart: true, each: 64),
            ]
            return clients.map { clients in { try recordingInDatabase(clients) } }
                + ["100k", "1m"].map { name in { try readingDatabase(name) } }
        }

        /// Entries a second, beside transactions of `pgbench` that lock a row, insert a line of the
        /// same size and move the row on.
        private func recordingInDatabase(_ clients: DatabaseClients) throws -> Contest {
            if let missing = database.start() { throw Failure(missing) }
            let name = "county_\(clients.count)\(clients.isApart ? "_apart" : "")"
            try database.ask("CREATE DATABASE \(name)")
            let address = database.address(name)
            _ = try LedgerHome(address).initialise()
            let peer = try lockedInsert(clients)
            var turn = 0
            let mine = Contestant("`ActionLedger.record`", .atLeast(0.7)) {
                turn += 1
                return try clients.turn(turn, in: address)
            }
            return Contest(
                title: "PostgreSQL, \(clients.words), as rates",
                rounds: 11,
                ofRates: true,
                contestants: [peer, mine],
                remarks: { [self] in
                    let theirs = try flushes { _ = try peer.run() }
                    // Connections of another name, so that none of those before is used.
                    let fresh = database.address(name, name: "flushes")
                    let ours = try flushes { _ = try clients.turn(0, in: fresh) }
                    let each = [
                        Double(ours) / Double(clients.entryCount),
                        Double(theirs) / Double(clients.count * clients.each),
                    ].map { fixed($0, 3) }
                    return ["Flushes an entry: ours \(each[0]), `pgbench` \(each[1])."]
                }
            )
        }

        /// How often the server flushed its log while `work` was done. What a client caused is told
        /// for certain when its connection has ended.
        private func flushes(_ work: () throws -> Void) throws -> Int {
            let end = """
                SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                """
            let count = "SELECT wal_sync FROM pg_stat_wal"
            try database.ask(end)
            let before = try database.number(count)
            try work()
            try database.ask(end)
            return try database.number(count) - before
        }
    }
#endif
