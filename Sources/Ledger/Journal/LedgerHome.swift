// Where a ledger is kept: a folder, or a database.

#if PostgreSQL
    private import Synchronization
#endif

/// Where a ledger is kept: a folder of files, or a PostgreSQL database. Both hold the same lines,
/// and so the same digests, roots and papers.
public struct LedgerHome: Sendable, CustomStringConvertible {
    /// The home as people are told it: the path of the folder; of a database the hosts and its
    /// name, without the user or a password.
    public let description: String
    let files: any FileSystem
    let clock: @Sendable () -> Instant

    #if PostgreSQL
        /// The databases this process knows, so that it connects to each once.
        private static let databases = Mutex<[String: PostgresFiles]>([:])
    #endif

    /// The ledger at `place`: the path of a folder, or the address of a database, which begins with
    /// `postgres://` or `postgresql://` (PostgreSQL, Connection URIs). Nothing is looked for yet:
    /// that there is no such place, or that this program was built without PostgreSQL, is said by
    /// whatever looks first.
    ///
    /// - Parameter clock: The time by which is recorded in a folder; a database has its own.
    public init(_ place: String, clock: @escaping @Sendable () -> Instant = Instant.now) {
        guard place.hasPrefix("postgres://") || place.hasPrefix("postgresql://") else {
            self.init(description: place, files: SystemFiles(), clock: clock)
            return
        }
        #if PostgreSQL
            let database = LedgerHome.databases.withLock { known in
                let database = known[place] ?? PostgresFiles(place)
                known[place] = database
                return database
            }
            self.init(database)
        #else
            // What stands before an @ may be a password.
            let plain = place.prefix { $0 != "?" }
            let start = plain.lastIndex(of: "@").map(plain.index(after:))
            let home = start.map { "postgres://\(plain[$0...])" } ?? String(plain)
            let files = UnknownFiles(fault: .notBuilt(home: home))
            self.init(description: home, files: files, clock: clock)
        #endif
    }

    init(description: String, files: any FileSystem, clock: @escaping @Sendable () -> Instant) {
        (self.description, self.files, self.clock) = (description, files, clock)
    }

    #if PostgreSQL
        init(_ files: PostgresFiles) {
            let database = files.database
            self.init(description: database.home, files: files, clock: database.now)
        }
    #endif

    /// Whether the ledger is in a database.
    public var isDatabase: Bool { description.hasPrefix("postgres://") }

    /// The name of the database, where the ledger is in one.
    public var databaseName: String? {
        #if PostgreSQL
            return (files as? PostgresFiles)?.database.name
        #else
            return nil
        #endif
    }

    /// Makes what a ledger needs there: the folder, or the schema of a database.
    ///
    /// - Returns: Whether it was made; false where it was there already.
    public func initialise() throws(JournalError) -> Bool {
        do throws(FileError) {
            #if PostgreSQL
                if let files = files as? PostgresFiles { return try files.database.initialise() }
            #endif
            let node = try files.node(at: description)
            if let node, node.kind != .folder { throw FileError.notAFolder(description) }
            try files.makeFolders(description)
            return node == nil
        } catch { throw JournalError(error) }
    }

    /// The plans that have a journal there, or another file that ends in one of `endings`, in byte
    /// order of their codes.
    public func plans(endings: [String] = [".jsonl"]) throws(JournalError) -> [Code] {
        try Journal.plans(in: description, files: files, endings)
    }

    /// The journal of `plan`, of which nothing is read yet.
    func journal(of plan: Code, progress: Progress? = nil) -> Journal {
        Journal(
            folder: description,
            plan: plan,
            files: files,
            clock: clock,
            progress: progress
        )
    }
}

#if !PostgreSQL
    /// The files of a ledger that this program cannot reach: each call says why.
    private struct UnknownFiles: FileSystem {
        let fault: DatabaseFault

        private func failure(_ path: String) -> FileError {
            FileError(call: "reach", path: path, code: 0, fault: fault)
        }

        func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
            throw failure(path)
        }

        func node(at path: String) throws(FileError) -> FileNode? { throw failure(path) }
        func list(_ path: String) throws(FileError) -> [String] { throw failure(path) }
        func flushFolder(_ path: String) throws(FileError) { throw failure(path) }
        func remove(_ path: String) throws(FileError) { throw failure(path) }
        func rename(_ path: String, to other: String) throws(FileError) { throw failure(path) }
        func makeFolder(_ path: String) throws(FileError) { throw failure(path) }
    }
#endif
