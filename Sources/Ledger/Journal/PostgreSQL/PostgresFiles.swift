// A ledger in a database, through the same few calls as one in a folder.

#if PostgreSQL
    private import Glibc
    private import Synchronization

    /// A ledger in a database, seen as the folder it would be: a journal is a file of lines, and
    /// evidence and checkpoints lie beside it. What reads and writes a ledger of files reads and
    /// writes this one in the same way, down to the byte.
    ///
    /// What a file's lock is, is here the lock of the plan's head row; what writing is, inserting;
    /// and what flushing is, committing. Files that are written beside others and then renamed are
    /// kept in memory until they have their name.
    final class PostgresFiles: FileSystem {
        /// How long a server that went away is waited for, in milliseconds: a standby may take its
        /// place meanwhile.
        private let patienceMilliseconds: Int

        /// The ledger as people are told it.
        let home: String
        private let address: String
        /// Why the address cannot be read, where it cannot.
        private let fault: DatabaseFault?
        private let state = Mutex(State())

        private struct State {
            var idle: [PostgresConnection] = []
            /// The connection on which notices come.
            var listener: PostgresConnection?
            /// Files that have no name of their own yet.
            var drafts: [String: PostgresDocument] = [:]
            /// The server's clock less this machine's since it was started, in microseconds.
            var clockOffset: Int?
            /// Whether there was a connection once: then one is waited for.
            var wasConnected = false
        }

        /// The ledger in the database at `address`, which is not looked for yet.
        init(_ address: String, patienceMilliseconds: Int = 60_000) {
            (self.address, self.patienceMilliseconds) = (address, patienceMilliseconds)
            do throws(PostgresError) {
                (home, fault) = (try PostgresAddress(address).home, nil)
            } catch {
                (home, fault) = ("postgres://", .notAnAddress(why: error.message))
            }
        }

        /// Evidence is filed from this machine.
        var ofUser: any FileSystem { SystemFiles() }

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

        // MARK: Connections

        /// A connection that nobody else uses. Where a server answered before, one is waited for.
        func connect(
            _ call: String,
            _ path: String,
            forInit: Bool = false
        ) throws(FileError) -> PostgresConnection {
            if let fault { throw FileError(call, path, fault) }
            if let idle = state.withLock({ $0.idle.popLast() }) { return idle }
            let patience = state.withLock(\.wasConnected) ? patienceMilliseconds : 0
            var waited = 0
            while true {
                do throws(DatabaseFault) {
                    let connection = try open(forInit: forInit)
                    state.withLock { $0.wasConnected = true }
                    return connection
                } catch {
                    guard waited < patience, error.mayPass else {
                        throw FileError(call, path, error)
                    }
                    Threads.sleep(milliseconds: 100)
                    waited += 100
                }
            }
        }

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

        /// What `work` makes of a connection; asked again, once, where the connection had ended.
        private func ask<Value>(
            _ call: String,
            _ path: String,
            _ work: (PostgresConnection) throws(PostgresError) -> Value
        ) throws(FileError) -> Value {
            var isAgain = false
            while true {
                let connection = try connect(call, path)
                do throws(PostgresError) {
                    let value = try work(connection)
                    give(back: connection)
                    return value
                } catch {
                    if error.isLost {
                        // The others that wait to be used ended with it, as like as not.
                        state.withLock { $0.idle = [] }
                        if !isAgain {
                            isAgain = true
                            continue
                        }
                    }
                    if !error.isLost { give(back: connection) }
                    throw FileError(call, path, error, home)
                }
            }
        }

        /// Makes what the database needs to be a ledger.
        ///
        /// - Returns: Whether it was made; false where it is there already.
        func initialise() throws(FileError) -> Bool {
            do throws(FileError) {
                give(back: try connect("look at", home))
                return false
            } catch {
                guard case .noSchema? = error.fault else { throw error }
            }
            let connection = try connect("make a ledger", home, forInit: true)
            do throws(PostgresError) {
                try connection.run(PostgresSchema.making)
            } catch {
                _ = try? connection.run("ROLLBACK")
                // Somebody else may have made it meanwhile: a schema, or a role, of that name.
                if error.state == "42P06" || error.state == "42710" { return try initialise() }
                throw FileError("make a ledger", home, error, home)
            }
            return true
        }

        /// Waits for a notice that something was recorded. Notices get lost, and a standby has none,
        /// so that whoever waits looks from time to time all the same.
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

        // MARK: Files

        /// What a path leads to.
        private enum Place {
            case ledger, journal(Code), evidence, file(Digest), checkpoint(String), other
        }

        private func place(of path: String) -> Place {
            if path == home { return .ledger }
            guard path.hasPrefix(home + "/") else { return .other }
            let name = path.dropFirst(home.count + 1)
            if name == "evidence" { return .evidence }
            if name.hasPrefix("evidence/") {
                return Digest(hex: name.dropFirst(9)).map(Place.file) ?? .other
            }
            if name.hasSuffix(".jsonl"), let plan = Code(name.dropLast(6)) { return .journal(plan) }
            let marks = name.ranges(of: ".checkpoint")
            if let mark = marks.last, Code(name[..<mark.lowerBound]) != nil,
                name[mark.upperBound...].allSatisfy({ $0.isHexDigit || $0 == "-" })
            {
                return .checkpoint(String(name))
            }
            return .other
        }

        func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
            let place = place(of: path)
            switch (use, place) {
            case (.reading, .journal(let plan)), (.appending, .journal(let plan)):
                guard let head = try head(of: plan, path) else { throw FileError(.missing, path) }
                return PostgresJournal(self, plan, path, head)
            case (.creating, .journal(let plan)):
                if try head(of: plan, path) != nil { throw FileError(.exists, path) }
                return PostgresJournal(self, plan, path, nil)
            case (.reading, .file), (.reading, .checkpoint):
                guard let bytes = try bytes(at: place, path) else {
                    throw FileError(.missing, path)
                }
                return PostgresDocument(path, bytes)
            case (.creating, _) where isDraft(path):
                let draft = PostgresDocument(path, [])
                let isNew = state.withLock { state in
                    if state.drafts[path] != nil { return false }
                    state.drafts[path] = draft
                    return true
                }
                if !isNew { throw FileError(.exists, path) }
                return draft
            case (.reading, .ledger), (.reading, .evidence): throw FileError(.folder, path)
            case (.creating, _), (.creatingPrivately, _): throw FileError(.permission, path)
            default: throw FileError(.missing, path)
            }
        }

        /// Whether `path` is that of a file which gets the name of another once it is whole.
        private func isDraft(_ path: String) -> Bool {
            guard let mark = path.ranges(of: ".part").last else { return false }
            if case .other = place(of: String(path[..<mark.lowerBound])) { return false }
            return true
        }

        func head(of plan: Code, _ path: String) throws(FileError) -> PostgresJournal.Head? {
            let query = PostgresQuery(
                """
                SELECT h.seq, h.byte_count, h.digest,
                    (SELECT max(seq) FROM ledger.entry e WHERE e.plan = p.plan)
                FROM (SELECT $1::text) p (plan) LEFT JOIN ledger.head h ON h.plan = p.plan
                """,
                .text(plan.text)
            )
            let row = try ask("open", path) { (connection) throws(PostgresError) in
                try connection.ask(query).first
            }
            guard let row, row.number(0) != nil || row.number(3) != nil else { return nil }
            return PostgresJournal.Head(row, last: row.number(3) ?? 0)
        }

        private func bytes(at place: Place, _ path: String) throws(FileError) -> [UInt8]? {
            let query: PostgresQuery
            switch place {
            case .file(let digest):
                query = PostgresQuery(
                    "SELECT bytes FROM ledger.evidence WHERE digest = $1",
                    .bytes(digest.bytes[...])
                )
            case .checkpoint(let name):
                query = PostgresQuery(
                    "SELECT note FROM ledger.checkpoint WHERE name = $1 ORDER BY number DESC LIMIT 1",
                    .text(name)
                )
            case .ledger, .journal, .evidence, .other: return nil
            }
            return try ask("read", path) { (connection) throws(PostgresError) in
                try connection.ask(query).first?.bytes(0)
            }
        }

        func node(at path: String) throws(FileError) -> FileNode? {
            let place = place(of: path)
            switch place {
            case .ledger, .evidence:
                return FileNode(identity: .init(path), kind: .folder, size: 0)
            case .journal(let plan):
                guard let head = try head(of: plan, path) else { return nil }
                return FileNode(identity: .init(path), kind: .file, size: head.byteCount)
            case .file, .checkpoint:
                return try bytes(at: place, path).map {
                    FileNode(identity: .init(path), kind: .file, size: $0.count)
                }
            case .other:
                return state.withLock { $0.drafts[path] }?.node()
            }
        }

        func list(_ path: String) throws(FileError) -> [String] {
            let sql: String
            switch place(of: path) {
            case .ledger:
                sql =
                    "SELECT plan || '.jsonl' FROM ledger.head"
                    + " UNION SELECT DISTINCT name FROM ledger.checkpoint"
            case .evidence: sql = "SELECT encode(digest, 'hex') FROM ledger.evidence"
            default: throw FileError(.missing, path)
            }
            return try ask("list", path) { (connection) throws(PostgresError) in
                try connection.ask(PostgresQuery(sql)).compactMap { $0.text(0) }
            }
        }

        /// What has its name is committed.
        func flushFolder(_ path: String) throws(FileError) {}

        func remove(_ path: String) throws(FileError) {
            let was = state.withLock { $0.drafts.removeValue(forKey: path) }
            if was == nil { throw FileError(.permission, path) }
        }

        func rename(_ path: String, to other: String) throws(FileError) {
            guard let draft = state.withLock({ $0.drafts[path] }) else {
                throw FileError(.missing, path)
            }
            let query: PostgresQuery
            switch place(of: other) {
            case .file:
                query = PostgresQuery(
                    "INSERT INTO ledger.evidence (bytes) VALUES ($1) ON CONFLICT DO NOTHING",
                    .bytes(draft.bytes[...])
                )
            case .checkpoint(let name):
                query = PostgresQuery(
                    "INSERT INTO ledger.checkpoint (name, note) VALUES ($1, $2)",
                    .text(name),
                    .bytes(draft.bytes[...])
                )
            case .ledger, .journal, .evidence, .other: throw FileError(.permission, other)
            }
            try ask("keep", other) { (connection) throws(PostgresError) in
                let warnings = connection.warningCount
                _ = try connection.ask(query)
                // A wait for the standby that was broken off is warned of, see PostgresJournal.
                if connection.warningCount != warnings { _ = try connection.ask(query) }
            }
            _ = state.withLock { $0.drafts.removeValue(forKey: path) }
        }

        func makeFolder(_ path: String) throws(FileError) {
            switch place(of: path) {
            case .ledger, .evidence: throw FileError(.exists, path)
            default: throw FileError(.permission, path)
            }
        }
    }

    /// A file of a database that is read or written as a whole, in memory.
    final class PostgresDocument: OpenFile {
        private let path: String
        private let contents: Mutex<[UInt8]>

        init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            contents = Mutex(bytes)
        }

        var bytes: [UInt8] { contents.withLock(\.self) }
        var identity: FileNode.Identity { .init(path) }

        func node() -> FileNode {
            FileNode(identity: identity, kind: .file, size: contents.withLock(\.count))
        }

        func read(into buffer: inout [UInt8], _ range: Range<Int>, at offset: Int) -> Int {
            contents.withLock { bytes in
                let rest = bytes.dropFirst(offset).prefix(range.count)
                buffer.overwrite(from: range.lowerBound, with: rest)
                return rest.count
            }
        }

        func write(_ bytes: ArraySlice<UInt8>) -> Int {
            contents.withLock { $0 += bytes }
            return bytes.count
        }

        func flush() {}
        func cut(to size: Int) { contents.withLock { $0.removeLast($0.count - size) } }
        func lock(_ lock: FileLock) {}
        func unlock() {}
    }

    extension FileNode.Identity {
        /// What stands under one name of a ledger in a database is the same for ever.
        init(_ path: String) {
            let digest = Digest(of: Array(path.utf8)).bytes
            self.init(device: 0, number: digest[0..<8].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    extension FileError {
        /// What the system would say of a folder.
        init(_ reason: Reason, _ path: String) {
            let code =
                switch reason {
                case .exists: EEXIST
                case .folder: EISDIR
                case .permission: EACCES
                default: ENOENT
                }
            self.init(call: "open", path: path, code: code)
        }

        /// What the database made of `call`.
        init(_ call: String, _ path: String, _ fault: DatabaseFault) {
            self.init(call: call, path: path, code: EIO, fault: fault)
        }

        init(_ call: String, _ path: String, _ error: PostgresError, _ home: String) {
            if error.state == "53100" {
                self.init(call: call, path: path, code: ENOSPC)
            } else {
                self.init(call, path, DatabaseFault(error, call, home))
            }
        }
    }

    extension DatabaseFault {
        /// What `error` of the server at `home` means (PostgreSQL, Appendix A).
        init(_ error: PostgresError, _ call: String, _ home: String) {
            let why = error.message
            switch error.state {
            case _ where error.isLost: self = .lost(home: home, why: why)
            case "57014", "55P03": self = .timeout(home: home)
            case "25006": self = .readOnly(home: home)
            case "42501": self = .notAllowed(home: home, why: why)
            case "LG008":
                let found = Int(why) ?? 0
                self = .otherSchema(home: home, found: found, known: PostgresSchema.version)
            case "3F000", "42P01", "42883": self = .noSchema(home: home)
            case _ where error.isTransient: self = .overtaken(home: home)
            case let state where ["LG", "22", "23"].contains(state.prefix(2)):
                self = .refused(home: home, why: why)
            default: self = .other(call: call, home: home, why: why)
            }
        }

        /// Why there is no connection. libpq gives no SQLSTATE for that, only the words.
        static func connecting(_ error: PostgresError, _ home: String) -> DatabaseFault {
            let why = error.message
            let marks = ["password", "authentication", "pg_hba", "role \"", "permission denied"]
            return marks.contains(where: why.contains)
                ? .noEntry(home: home, why: why) : .unreachable(home: home, why: why)
        }

        /// Whether it may have passed a moment later, of a server that answered before.
        fileprivate var mayPass: Bool {
            switch self {
            case .unreachable, .lost: true
            default: false
            }
        }
    }
#endif
