// A journal in a database: its rows, read as the lines of a file.

#if PostgreSQL
    internal import Synchronization

    /// One journal of a ledger in a database.
    ///
    /// It is read as a stream of rows in the order of their numbers, which is the order in which
    /// they were committed: whoever sees an entry sees all before it. Nothing that the database
    /// says besides the lines is believed: a row that is missing, or is not the one that the head
    /// row speaks of, is a line that is no entry.
    final class PostgresJournal: OpenFile {
        /// Where a journal ends, as its head row says.
        struct Head: Sendable {
            var seq = 0
            var byteCount = 0
            var digest = Digest.zero
            /// The greatest number that a row has, which is the same unless the rows were changed.
            var last = 0

            /// The end of a journal that is not there yet.
            init() {}

            /// What a head row says, where the greatest number of a row is `rows`; of rows that
            /// are missing at the end there is one.
            init(_ row: PostgresRow, rows: Int) {
                seq = row.number(0) ?? 0
                digest = row.bytes(2).flatMap(Digest.init(bytes:)) ?? .zero
                last = seq > rows ? rows + 1 : rows
                // It is a hint, and no longer than so many lines can be.
                let (longest, isOver) = last.multipliedReportingOverflow(by: Entry.byteCountMax + 1)
                byteCount = max(0, min(row.number(1) ?? 0, isOver ? 1 << 42 : longest, 1 << 42))
            }
        }

        /// Where the journal of `plan` ends, as `connection` tells; nil where there is none.
        static func head(
            of plan: Code,
            _ connection: PostgresConnection
        ) throws(PostgresError) -> Head? {
            let query = PostgresQuery(
                """
                SELECT h.seq, h.byte_count, h.digest,
                    (SELECT max(seq) FROM ledger.entry e WHERE e.plan = p.plan)
                FROM (SELECT $1::text) p (plan) LEFT JOIN ledger.head h ON h.plan = p.plan
                """,
                .text(plan.text)
            )
            guard let row = try connection.ask(query).first else { return nil }
            if row.number(0) ?? 0 == 0, row.number(3) == nil { return nil }
            return Head(row, rows: row.number(3) ?? 0)
        }

        let identity: FileNode.Identity
        let database: PostgresDatabase
        let plan: Code
        let path: String
        /// Whether the head row is made where there is none.
        let creates: Bool
        let state: Mutex<State>

        /// How many bytes behind the last that was asked for stay at hand, for stretches that are
        /// read beside each other.
        private static let windowByteCount = 3 << 20

        /// What is at hand of the journal, and what is under way.
        struct State {
            var head: Head
            var connection: PostgresConnection?
            var isLocked = false
            /// When listeners were last told of an entry.
            var told: ContinuousClock.Instant?
            /// What was written and not yet flushed: whole lines.
            var pending: [UInt8] = []

            /// The bytes at hand, from `start` on, up to the end of line `seq`.
            var window: [UInt8] = []
            var start = 0
            var seq = 0
            /// Whether rows are under way.
            var isCopying = false
            /// Whether there are no more rows up to the head's number.
            var isOver = false
            /// Where some lines end, to go back to.
            var marks: [(offset: Int, seq: Int)] = []

            var end: Int { start + window.count }

            /// The number of bytes of the journal, and while rows are to come at least one more
            /// than are known.
            var size: Int { seq >= head.last ? end : max(head.byteCount, end + 1) }

            /// Lets go of the bytes before `offset`, once they are many.
            mutating func forget(before offset: Int) {
                let surplus = min(offset - start, window.count)
                guard surplus > PostgresJournal.windowByteCount / 2 else { return }
                window.removeFirst(surplus)
                start += surplus
            }

            /// Goes on behind `seq`, which ends at `offset`.
            mutating func move(to offset: Int, _ seq: Int) {
                window.removeAll(keepingCapacity: true)
                (start, self.seq, isOver) = (offset, seq, false)
            }
        }

        init(_ database: PostgresDatabase, _ plan: Code, _ path: String, _ head: Head?) {
            (self.database, self.plan, self.path) = (database, plan, path)
            identity = .init(path)
            creates = head == nil
            state = Mutex(State(head: head ?? Head()))
        }

        deinit {
            state.withLock { state in
                if let connection = state.connection, !state.isCopying, !state.isLocked {
                    database.give(back: connection)
                }
            }
        }

        func node() -> FileNode {
            FileNode(identity: identity, kind: .file, size: state.withLock(\.size))
        }

        func node(named path: String, in files: any FileSystem) -> FileNode? { node() }

        // MARK: Reading

        func read(
            into buffer: inout [UInt8],
            _ range: Range<Int>,
            at offset: Int
        ) throws(FileError) -> Int {
            try state.withLock { state throws(FileError) in
                if offset < state.start { rewind(&state, to: offset) }
                while state.end < offset + range.count {
                    state.forget(before: offset - Self.windowByteCount)
                    guard try pull(&state) else { break }
                }
                let from = offset - state.start
                guard from < state.window.count else { return 0 }
                let part = state.window[from..<min(state.window.count, from + range.count)]
                buffer.overwrite(from: range.lowerBound, with: part)
                return part.count
            }
        }

        /// Goes back to where a line ends at or before `offset`.
        private func rewind(_ state: inout State, to offset: Int) {
            endCopy(&state)
            let mark = state.marks.last { $0.offset <= offset } ?? (0, 0)
            state.marks.removeAll { $0.offset > mark.offset }
            state.move(to: mark.offset, mark.seq)
        }

        /// Brings the connection back to where it can be asked something else.
        func endCopy(_ state: inout State) {
            guard state.isCopying else { return }
            state.isCopying = false
            // Where a turn depends on the connection its rows are taken to the end.
            var rest: [UInt8] = []
            while state.isLocked, let connection = state.connection {
                guard let row = try? connection.copyRow(addingTo: &rest), row > 0 else { return }
                rest = []
            }
            state.connection = nil
        }

        /// Takes the next line; false at the end.
        private func pull(_ state: inout State) throws(FileError) -> Bool {
            guard state.seq < state.head.last else { return false }
            let start = state.window.count
            let row = state.isOver ? nil : try row(&state)
            guard let row else {
                // A turn that was taken again may have brought the rest along.
                if state.seq >= state.head.last { return true }
                if !state.isOver { try lookWhetherBehind(&state) }
                state.isOver = true
                state.window += "entry \(state.seq + 1) is not in the database\n".utf8
                state.seq = state.head.last - state.seq > 1_000 ? state.head.last : state.seq + 1
                return true
            }
            var words = ""
            if row - state.seq > 1_000 {
                words = "entries \(state.seq + 1) to \(row - 1) are not in the database\n"
            } else if row > state.seq + 1 {
                for seq in state.seq + 1..<row { words += "entry \(seq) is not in the database\n" }
            }
            if row > state.head.seq {
                words += "the head row ends before: "
            } else if row == state.head.seq,
                Digest(of: state.window[start...]) != state.head.digest
            {
                words += "not the line of the head row: "
            }
            if !words.isEmpty { state.window.insert(contentsOf: words.utf8, at: start) }
            state.window.append(UInt8(ascii: "\n"))
            state.seq = row
            if state.end - (state.marks.last?.offset ?? 0) > Self.windowByteCount {
                state.marks.append((state.end, row))
            }
            return true
        }

        /// Makes sure that rows which do not come are missing, and not just unknown to a server
        /// that answers in the place of the one that told where the journal ends.
        private func lookWhetherBehind(_ state: inout State) throws(FileError) {
            guard !state.isLocked, let connection = state.connection else { return }
            let head: Head?
            do throws(PostgresError) { head = try Self.head(of: plan, connection) } catch {
                throw FileError("read", path, error, database.home)
            }
            if head?.last ?? 0 < state.head.last {
                throw FileError("read", path, .behind(home: database.home))
            }
        }

        /// Begins behind line `seq`, which ends at `offset`, where nothing was read yet.
        func begin(behind seq: Int, endingAt offset: Int) {
            state.withLock { state in
                if state.end == 0, seq <= state.head.last { state.move(to: offset, seq) }
            }
        }

        /// The number of the next row, whose bytes are added to the window. A connection that ends
        /// meanwhile is made anew, and goes on behind the last line.
        private func row(_ state: inout State) throws(FileError) -> Int? {
            var attempts = 0
            while true {
                attempts += 1
                let connection = try connection(&state, "read")
                let count = state.window.count
                do throws(PostgresError) {
                    if !state.isCopying {
                        let plan = try connection.literal(plan.text)
                        try connection.beginCopy(
                            of: "SELECT seq, line FROM ledger.entry WHERE plan = \(plan)"
                                + " AND seq > \(state.seq) AND seq <= \(state.head.last) ORDER BY seq"
                        )
                        state.isCopying = true
                    }
                    let row = try connection.copyRow(addingTo: &state.window)
                    if row == nil { state.isCopying = false }
                    return row
                } catch {
                    state.window.removeLast(state.window.count - count)
                    state.isCopying = false
                    // On a standby a reader may be broken off for what the primary does.
                    let mayPass = error.isLost || error.isTransient && !state.isLocked
                    if mayPass { state.connection = nil }
                    if !mayPass || attempts == Self.attemptCountMax {
                        throw FileError("read", path, error, database.home)
                    }
                    // With the connection the turn is gone: it is taken again, and what others
                    // recorded meanwhile is read as well.
                    if state.isLocked { try takeTurn(&state) }
                    if state.seq >= state.head.last { return nil }
                }
            }
        }

        func connection(
            _ state: inout State,
            _ call: String
        ) throws(FileError) -> PostgresConnection {
            if let connection = state.connection { return connection }
            let connection = try database.connect(call, path)
            state.connection = connection
            return connection
        }

        /// How often something is tried again that may succeed a moment later.
        static let attemptCountMax = 100
    }
#endif
