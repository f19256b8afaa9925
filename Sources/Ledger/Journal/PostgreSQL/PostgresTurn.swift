// Appending to a journal in a database: the turn of the plan, the rows, and what became of a commit
// whose answer was lost.

#if PostgreSQL
    internal import Synchronization

    extension PostgresJournal {
        /// The shared lock is for a line half written, which no reader of a database sees.
        func lock(_ lock: FileLock) throws(FileError) {
            if lock == .shared { return }
            try state.withLock { state throws(FileError) in try takeTurn(&state) }
        }

        func unlock() {
            state.withLock { giveUpTurn(&$0) }
        }

        /// Keeps `bytes` until they are flushed.
        func write(_ bytes: ArraySlice<UInt8>) -> Int {
            state.withLock { $0.pending += bytes }
            return bytes.count
        }

        /// Takes back what was written and not flushed; what was committed is never cut.
        func cut(to size: Int) {
            state.withLock { $0.pending = [] }
        }

        /// Commits what was written, and returns once that is kept as safely as the server keeps
        /// anything. Where nothing was written, what was read is then kept in the same way: a
        /// commit waits for all before it.
        func flush() throws(FileError) {
            try state.withLock { state throws(FileError) in
                if !state.isLocked { try takeTurn(&state) }
                let lines = state.pending.split(separator: UInt8(ascii: "\n"))
                state.pending = []
                if lines.isEmpty {
                    try commitNothing(&state)
                } else {
                    try commit(lines, &state)
                }
            }
        }

        // MARK: The turn

        private static let begin = PostgresQuery("BEGIN ISOLATION LEVEL READ COMMITTED")
        private static let commit = PostgresQuery("COMMIT")

        /// Locks the plan's head row, and asks for the lines behind entry `after`.
        private func lockingHead(creating: Bool, after: Int) -> PostgresQuery {
            PostgresQuery(
                "SELECT * FROM ledger.lock_head($1, $2, $3, $4)",
                .number(PostgresSchema.version),
                .text(plan.text),
                .number(creating ? 1 : 0),
                .number(after)
            )
        }

        /// Begins a transaction that has the lock of the plan's head row. A connection that had
        /// ended is made anew, and a deadlock is tried again.
        func takeTurn(_ state: inout State) throws(FileError) {
            endCopy(&state)
            let query = lockingHead(creating: creates, after: state.seq)
            for _ in 0..<Self.attemptCountMax {
                let connection = try connection(&state, "append to")
                let row: PostgresRow?
                do throws(PostgresError) {
                    row = try connection.ask([Self.begin, query]).last?.first
                    state.isLocked = true
                } catch {
                    try giveUpTurn(&state, after: error)
                    continue
                }
                guard let row, row.number(0) != nil else {
                    giveUpTurn(&state)
                    throw FileError(.missing, path)
                }
                if let fault = database.fault(ofSettingsIn: row) {
                    giveUpTurn(&state)
                    throw FileError("append to", path, fault)
                }
                take(row, &state)
                return
            }
            throw FileError("append to", path, .overtaken(home: database.home))
        }

        /// Takes in where the journal ends now, and the lines behind the last at hand where the
        /// server sent them along.
        private func take(_ row: PostgresRow, _ state: inout State) {
            state.head = Head(row, rows: row.number(0) ?? 0)
            if let clock = row.number(4) { database.learn(clock: clock) }
            guard let news = row.bytes(3), state.end + news.count == state.head.byteCount else {
                return
            }
            state.window += news
            state.seq = state.head.seq
        }

        /// Ends the transaction without a trace.
        private func giveUpTurn(_ state: inout State) {
            endCopy(&state)
            if state.isLocked, let connection = state.connection {
                do throws(PostgresError) { try connection.run("ROLLBACK") } catch {
                    state.connection = nil
                }
            }
            (state.isLocked, state.pending) = (false, [])
        }

        /// Ends the transaction after `error`, of which it is thrown what cannot pass.
        private func giveUpTurn(
            _ state: inout State,
            after error: PostgresError
        ) throws(FileError) {
            state.isLocked = true
            if error.isLost { state.connection = nil }
            giveUpTurn(&state)
            if error.isLost || error.isTransient { return }
            var failure = FileError("append to", path, error, database.home)
            failure.leavesNothing = true
            throw failure
        }

        // MARK: The commit

        /// Inserts `lines` and commits.
        ///
        /// Each attempt carries a number of its own, which is no part of the line: where the answer
        /// to the commit was lost, it tells this writer's entry from one that another recorded in
        /// the same words at the same second.
        private func commit(
            _ lines: [ArraySlice<UInt8>],
            _ state: inout State
        ) throws(FileError) {
            let before = state.head
            var numbers = SystemRandomNumberGenerator()
            let attempt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            for _ in 0..<Self.attemptCountMax {
                // Whether it may stand, though nobody said so.
                var mayStand = false
                do throws(PostgresError) {
                    mayStand = try !insert(lines, attempt, &state)
                    if !mayStand {
                        go(behind: lines, after: before, &state)
                        notify(&state)
                        return
                    }
                } catch {
                    try giveUpTurn(&state, after: error)
                    mayStand = error.isLost
                }
                if !mayStand {
                    try takeTurn(&state)
                } else if try stands(attempt, as: before.seq + 1, &state) {
                    go(behind: lines, after: before, &state)
                    return
                }
                if state.head.seq != before.seq || state.head.digest != before.digest { break }
            }
            giveUpTurn(&state)
            var failure = FileError("append to", path, .overtaken(home: database.home))
            failure.leavesNothing = true
            throw failure
        }

        /// Goes on behind `lines`, which stand after `before`.
        private func go(
            behind lines: [ArraySlice<UInt8>],
            after before: Head,
            _ state: inout State
        ) {
            state.head.seq = before.seq + lines.count
            state.head.byteCount = before.byteCount + lines.reduce(0) { $0 + $1.count + 1 }
            state.head.last = state.head.seq
            state.move(to: state.head.byteCount, state.head.seq)
        }

        /// Takes the turn again, which waits for the end of what was sent before, and tells whether
        /// that stands. Then it is confirmed, and the turn is over.
        ///
        /// What may stand is never said not to: whatever goes wrong is tried again for as long as a
        /// server is waited for, and then nobody knows.
        private func stands(
            _ attempt: [UInt8],
            as seq: Int,
            _ state: inout State
        ) throws(FileError) -> Bool {
            let deadline = database.deadline
            while true {
                do throws(FileError) {
                    try takeTurn(&state)
                    guard try isRecorded(attempt, as: seq, &state) else { return false }
                    try commitNothing(&state)
                    return true
                } catch {
                    giveUpTurn(&state)
                    state.connection = nil
                    database.forgetIdle()
                    if deadline < .now {
                        var failure = error
                        failure.leavesNothing = false
                        throw failure
                    }
                    Threads.sleep(milliseconds: 100)
                }
            }
        }

        /// Inserts `lines` and commits them; whether they are kept for sure, see
        /// ``commitNothing(_:)``.
        private func insert(
            _ lines: [ArraySlice<UInt8>],
            _ attempt: [UInt8],
            _ state: inout State
        ) throws(PostgresError) -> Bool {
            guard let connection = state.connection else { throw PostgresError.noConnection }
            var queries: [PostgresQuery] = []
            for (index, line) in lines.enumerated() {
                queries.append(
                    PostgresQuery(
                        "INSERT INTO ledger.entry (plan, seq, line, attempt) VALUES ($1, $2, $3, $4)",
                        .text(plan.text),
                        .number(state.head.seq + index + 1),
                        .bytes(line),
                        .bytes(attempt[...])
                    )
                )
                if queries.count == Self.lineCountAtOnce, index < lines.count - 1 {
                    _ = try connection.ask(queries)
                    queries = []
                }
            }
            let warnings = connection.warningCount
            _ = try connection.ask(queries + [Self.commit])
            state.isLocked = false
            return connection.warningCount == warnings
        }

        /// How many lines go to the server at once.
        private static let lineCountAtOnce = 256

        /// Ends the transaction of the turn so that all that was seen in it is kept.
        ///
        /// Where the server breaks off its wait for the standby it commits all the same and only
        /// warns (PostgreSQL, Synchronous Replication): then a later commit is waited for.
        private func commitNothing(_ state: inout State) throws(FileError) {
            let query = lockingHead(creating: false, after: 0)
            do throws(PostgresError) {
                guard let connection = state.connection else { throw PostgresError.noConnection }
                var warnings = connection.warningCount
                _ = try connection.ask([Self.commit])
                state.isLocked = false
                for _ in 0..<Self.attemptCountMax {
                    if connection.warningCount == warnings { return }
                    warnings = connection.warningCount
                    _ = try connection.ask([Self.begin, query, Self.commit])
                }
                throw PostgresError(state: "", message: "no standby confirmed the entry")
            } catch {
                if error.isLost { state.connection = nil }
                state.isLocked = true
                giveUpTurn(&state)
                throw FileError("append to", path, error, database.home)
            }
        }

        /// Whether entry `seq` was written by `attempt`.
        private func isRecorded(
            _ attempt: [UInt8],
            as seq: Int,
            _ state: inout State
        ) throws(FileError) -> Bool {
            let connection = try connection(&state, "look at")
            let query = PostgresQuery(
                "SELECT attempt = $3 FROM ledger.entry WHERE plan = $1 AND seq = $2",
                .text(plan.text),
                .number(seq),
                .bytes(attempt[...])
            )
            do throws(PostgresError) {
                return try connection.ask(query).first?.number(0) == 1
            } catch {
                throw FileError("look at", path, error, database.home)
            }
        }

        /// Tells whoever listens, in a transaction of its own: inside the one that commits, it
        /// would make the writers of all plans wait for each other. A notice may be lost, so that
        /// nobody depends on one, and nobody waits for it to be kept. Of entries that follow each
        /// other at once only the first is told: whoever is told looks again a little later.
        private func notify(_ state: inout State) {
            let now = ContinuousClock.now
            if let told = state.told, told.duration(to: now) < .milliseconds(250) { return }
            state.told = now
            let sql =
                "BEGIN; SET LOCAL synchronous_commit = off; NOTIFY ledger, '\(plan)'; COMMIT"
            guard let connection = state.connection else { return }
            do throws(PostgresError) { try connection.tell(sql) } catch {
                state.connection = nil
            }
        }
    }

    extension PostgresDatabase {
        /// What is wrong with the settings that decide when an entry is kept, as a turn's row tells
        /// them; nil where nothing is.
        fileprivate func fault(ofSettingsIn row: PostgresRow) -> DatabaseFault? {
            if row.text(7) == "on" { return nil }
            if let value = row.text(5), value != "on", value != "remote_apply" {
                return .notDurable(home: home, setting: "synchronous_commit", value: value)
            }
            if let value = row.text(6), value != "on" {
                return .notDurable(home: home, setting: "fsync", value: value)
            }
            return nil
        }
    }
#endif
