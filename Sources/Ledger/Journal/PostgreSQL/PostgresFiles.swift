// A ledger in a database, through the same few calls as one in a folder.

#if PostgreSQL
    private import Synchronization

    /// A ledger in a database, seen as the folder it would be: a journal is a file of lines, and
    /// evidence and checkpoints lie beside it. What reads and writes a ledger of files reads and
    /// writes this one in the same way, down to the byte.
    ///
    /// What a file's lock is, is here the lock of the plan's head row; what writing is, inserting;
    /// and what flushing is, committing. Files that are written beside others and then renamed are
    /// kept in memory until they have their name.
    final class PostgresFiles: FileSystem {
        let database: PostgresDatabase
        /// Files that have no name of their own yet.
        private let drafts = Mutex<[String: PostgresDocument]>([:])

        /// The ledger in the database at `address`, which is not looked for yet.
        init(_ address: String, patienceMilliseconds: Int = 60_000) {
            database = PostgresDatabase(address, patienceMilliseconds: patienceMilliseconds)
        }

        /// The ledger as people are told it.
        private var home: String { database.home }

        /// Evidence is filed from this machine.
        var ofUser: any FileSystem { SystemFiles() }

        func waitForChange(milliseconds: Int) throws(FileError) {
            try database.waitForChange(milliseconds: milliseconds)
        }

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
                return PostgresJournal(database, plan, path, head)
            case (.creating, .journal(let plan)):
                if try head(of: plan, path) != nil { throw FileError(.exists, path) }
                return PostgresJournal(database, plan, path, nil)
            case (.reading, .file), (.reading, .checkpoint):
                guard let bytes = try row(at: place, path)?.bytes(0) else {
                    throw FileError(.missing, path)
                }
                return PostgresDocument(path, bytes)
            case (.creating, _) where isDraft(path):
                let draft = PostgresDocument(path, [])
                let isNew = drafts.withLock { drafts in
                    if drafts[path] != nil { return false }
                    drafts[path] = draft
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

        private func head(
            of plan: Code,
            _ path: String
        ) throws(FileError) -> PostgresJournal.Head? {
            try database.ask("open", path) { (connection) throws(PostgresError) in
                try PostgresJournal.head(of: plan, connection)
            }
        }

        /// What stands at `place`: its bytes, or with `isSize` how many they are; nil where nothing
        /// does.
        private func row(
            at place: Place,
            _ path: String,
            isSize: Bool = false
        ) throws(FileError) -> PostgresRow? {
            let query: PostgresQuery
            switch place {
            case .file(let digest):
                query = PostgresQuery(
                    "SELECT \(isSize ? "octet_length(bytes)" : "bytes") FROM ledger.evidence"
                        + " WHERE digest = $1",
                    .bytes(digest.bytes[...])
                )
            case .checkpoint(let name):
                query = PostgresQuery(
                    "SELECT \(isSize ? "octet_length(note)" : "note") FROM ledger.checkpoint"
                        + " WHERE name = $1 ORDER BY number DESC LIMIT 1",
                    .text(name)
                )
            case .ledger, .journal, .evidence, .other: return nil
            }
            return try database.ask("read", path) { (connection) throws(PostgresError) in
                try connection.ask(query).first
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
                return try row(at: place, path, isSize: true)?.number(0).map {
                    FileNode(identity: .init(path), kind: .file, size: $0)
                }
            case .other:
                return drafts.withLock { $0[path] }?.node()
            }
        }

        func list(_ path: String) throws(FileError) -> [String] {
            let sql: String
            switch place(of: path) {
            case .ledger:
                sql =
                    """
                    WITH RECURSIVE entries (plan) AS (
                        (SELECT plan FROM ledger.entry ORDER BY plan LIMIT 1)
                        UNION ALL
                        SELECT (SELECT e.plan FROM ledger.entry e WHERE e.plan > p.plan
                            ORDER BY e.plan LIMIT 1)
                        FROM entries p WHERE p.plan IS NOT NULL
                    )
                    SELECT plan || '.jsonl' FROM entries WHERE plan IS NOT NULL
                    UNION SELECT plan || '.jsonl' FROM ledger.head WHERE seq > 0
                    UNION SELECT name FROM ledger.checkpoint
                    """
            case .evidence: sql = "SELECT encode(digest, 'hex') FROM ledger.evidence"
            default: throw FileError(.missing, path)
            }
            return try database.ask("list", path) { (connection) throws(PostgresError) in
                try connection.ask(PostgresQuery(sql)).compactMap { $0.text(0) }
            }
        }

        /// What has its name is committed.
        func flushFolder(_ path: String) throws(FileError) {}

        func remove(_ path: String) throws(FileError) {
            let was = drafts.withLock { $0.removeValue(forKey: path) }
            if was == nil { throw FileError(.permission, path) }
        }

        func rename(_ path: String, to other: String) throws(FileError) {
            guard let draft = drafts.withLock({ $0[path] }) else {
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
            try database.ask("keep", other) { (connection) throws(PostgresError) in
                // A wait for the standby that was broken off is warned of, see PostgresJournal.
                for _ in 0..<PostgresJournal.attemptCountMax {
                    let warnings = connection.warningCount
                    _ = try connection.ask(query)
                    if connection.warningCount == warnings { return }
                }
                throw PostgresError(state: "", message: "no standby confirmed the file")
            }
            _ = drafts.withLock { $0.removeValue(forKey: path) }
        }

        func makeFolder(_ path: String) throws(FileError) {
            switch place(of: path) {
            case .ledger, .evidence: throw FileError(.exists, path)
            default: throw FileError(.permission, path)
            }
        }
    }

    extension FileNode.Identity {
        /// What stands under one name of a ledger in a database is the same for ever.
        init(_ path: String) {
            let digest = Digest(of: Array(path.utf8)).bytes
            self.init(device: 0, number: digest[0..<8].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }
#endif
