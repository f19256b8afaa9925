// The database of a ledger: its connections, its clock, its notices, and how it is made.

#if PostgreSQL
    private import Synchronization

    /// A database that holds a ledger, or is to hold one. Connections are kept and used again.
    /// Where a server answered once and then goes away, one is waited for.
    final class PostgresDatabase: Sendable {
        /// How long a server that went away is waited for, in milliseconds: a standby may take its
        /// place meanwhile.
        private let patienceMilliseconds: Int

        /// The ledger as people are told it.
        let home: String
        /// The name of the database.
        let name: String
        private let address: String
        /// Why the address cannot be read, where it cannot.
        private let fault: DatabaseFault?
        private let state = Mutex(State())

        private struct State {
            var idle: [PostgresConnection] = []
            /// The connection on which notices come.
            var listener: PostgresConnection?
            /// The server's clock less this machine's since it was started, in microseconds.
            var clockOffset: Int?
            /// Whether there was a connection once: then one is waited for.
            var wasConnected = false
        }

        /// The ledger in the database at `address`, which is not looked for yet.
        init(_ address: String, patienceMilliseconds: Int = 60_000) {
            (self.address, self.patienceMilliseconds) = (address, patienceMilliseconds)
            do throws(PostgresError) {
                let read = try PostgresAddress(address)
                (home, name, fault) = (read.home, read.database, nil)
            } catch {
                (home, name, fault) = ("postgres://", "", .notAnAddress(why: error.message))
            }
        }

        /// The time by the server's clock: as it was told last, and what passed since.
        func now() -> Instant {
            if state.withLock({ $0.clockOffset }) == nil {
                // Where no server answers that is said by whatever comes next.
                if let connection = try? connect("ask the time", home) { give(back: connection) }
            }
            guard let offset = state.withLock({ $0.clockOffset }) else { return .now() }
            return Instant(seconds: (Self.uptime + offset) / 1_000_000)
        }

        /// Takes in what the server's clock shows, in microseconds.
        func learn(clock: Int) { state.withLock { $0.clockOffset = clock - Self.uptime } }

        /// Microseconds since the first time this was asked.
        private static var uptime: Int {
            let passed = start.duration(to: .now).components
            return Int(passed.seconds) * 1_000_000 + Int(passed.attoseconds / 1_000_000_000_000)
        }

        private static let start = ContinuousClock.now

        /// A connection that nobody else uses. Where a server answered before, one is waited for.
        func connect(
            _ call: String,
            _ path: String,
            forInit: Bool = false
        ) throws(FileError) -> PostgresConnection {
            if let fault { throw FileError(call, path, fault) }
            if let idle = state.withLock({ $0.idle.popLast() }) { return idle }
            let deadline = state.withLock(\.wasConnected) ? deadline : .now
            while true {
                do throws(DatabaseFault) {
                    let connection = try open(forInit: forInit)
                    state.withLock { $0.wasConnected = true }
                    return connection
                } catch {
                    guard error.mayPass, .now < deadline else {
                        throw FileError(call, path, error)
                    }
                    Threads.sleep(milliseconds: 100)
                }
            }
        }

        /// Until when a server that went away now is waited for.
        var deadline: ContinuousClock.Instant { .now + .milliseconds(patienceMilliseconds) }

        /// Ends the connections that nobody uses.
        func forgetIdle() { state.withLock { $0.idle = [] } }

        private func open(forInit: Bool) throws(DatabaseFault) -> PostgresConnection {
            let connection: PostgresConnection
            let row: PostgresRow?
            do throws(PostgresError) { connection = try PostgresConnection(address) } catch {
                throw .connecting(error, home)
            }
            do throws(PostgresError) {
                row = try connection.ask(PostgresSchema.looks).first
            } catch { throw DatabaseFault(error, "look at", home) }
            guard let row, let server = row.number(0), let clock = row.number(5) else {
                throw .other(call: "look at", home: home, why: "it did not say what it is")
            }
            if server < 120_000 { throw .tooOld(home: home, version: row.text(1) ?? "") }
            if row.text(3) != "UTF8" { throw .notUTF8(home: home, encoding: row.text(3) ?? "") }
            learn(clock: clock)
            if forInit { return connection }
            let found = row.text(2).flatMap { Int($0.drop { !$0.isNumber }) }
            guard let found else { throw .noSchema(home: home) }
            if found != PostgresSchema.version {
                throw .otherSchema(home: home, found: found, known: PostgresSchema.version)
            }
            return connection
        }

        /// Takes back a connection on which nothing is under way.
        func give(back connection: PostgresConnection) {
            state.withLock { $0.idle.append(connection) }
        }

        /// What `work` makes of a connection; asked again where the connection ends.
        func ask<Value>(
            _ call: String,
            _ path: String,
            _ work: (PostgresConnection) throws(PostgresError) -> Value
        ) throws(FileError) -> Value {
            var attempts = 0
            while true {
                let connection = try connect(call, path)
                do throws(PostgresError) {
                    let value = try work(connection)
                    give(back: connection)
                    return value
                } catch {
                    attempts += 1
                    if error.isLost {
                        // The others that wait to be used ended with it, as like as not.
                        forgetIdle()
                        if attempts < 20 { continue }
                    } else {
                        give(back: connection)
                    }
                    throw FileError(call, path, error, home)
                }
            }
        }

        /// Makes what the database needs to be a ledger.
        ///
        /// - Returns: Whether it was made; false where it is there already.
        func initialise() throws(FileError) -> Bool {
            if try isLedger() { return false }
            let connection = try connect("make a ledger", home, forInit: true)
            do throws(PostgresError) {
                try connection.run(PostgresSchema.making)
            } catch {
                _ = try? connection.run("ROLLBACK")
                // 42P06, 42710: a schema, or a role, of that name is there.
                guard ["42P06", "42710"].contains(error.state) else {
                    throw FileError("make a ledger", home, error, home)
                }
                // Somebody else has made it meanwhile, or something else.
                if try isLedger() { return false }
                throw FileError("make a ledger", home, .foreignSchema(home: home))
            }
            return true
        }

        /// Whether the database holds a ledger.
        private func isLedger() throws(FileError) -> Bool {
            do throws(FileError) {
                give(back: try connect("look at", home))
                return true
            } catch {
                if case .noSchema? = error.fault { return false }
                throw error
            }
        }

        // MARK: Notices

        /// Waits for a notice that something was recorded. Notices get lost, a standby has none, so
        /// that whoever waits looks from time to time all the same.
        func waitForChange(milliseconds: Int) throws(FileError) {
            let known = state.withLock { $0.listener.take() }
            let listener = if let known { known } else { try connect("listen to", home) }
            do throws(PostgresError) {
                if known == nil { try listener.run("LISTEN ledger") }
                _ = try listener.waitForNotice(milliseconds: milliseconds)
                state.withLock { $0.listener = listener }
            } catch {
                // What is to be said of a lost connection is said by whoever reads next.
                Threads.sleep(milliseconds: milliseconds)
            }
        }
    }
#endif
