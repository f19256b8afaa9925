// One plan's journal on disk: reading it whole, and appending to it.

import Synchronization

/// The journal of one plan, a file of a ledger's folder.
///
/// The life of an entry, from request to disk:
///
/// 1. Writers of this process queue; the first of them leads, and works for all that wait.
/// 2. It takes the exclusive lock of the journal file, which keeps out other processes.
/// 3. It reads and verifies what others have appended, and mends a torn tail.
/// 4. It asks each request, in turn, what to record after what stands there by then.
/// 5. It writes all their lines in one write and flushes them to the device.
/// 6. It releases the lock, and only then answers the requests: the next to lead is woken, who is
///    the first of those that came meanwhile, then all that were answered.
///
/// One `Journal` has one follower: what one request has been shown as new is not shown again.
public final class Journal: Sendable {
    /// The plan whose journal this is.
    public let plan: Code
    /// Who is told how far a reading is.
    let progress: Progress?

    let home: JournalHome
    private let queue = Mutex(JournalQueue())
    private let writer: Mutex<JournalWriter>

    /// The journal of `plan` in `folder`. No file is touched yet.
    public convenience init(folder: String, plan: Code) {
        self.init(folder: folder, plan: plan, files: SystemFiles(), clock: Instant.now)
    }

    init(
        folder: String,
        plan: Code,
        files: any FileSystem,
        clock: @escaping @Sendable () -> Instant,
        snapshotsFrom: Int = JournalSnapshot.byteCountMin,
        progress: Progress? = nil
    ) {
        self.plan = plan
        self.progress = progress
        home = JournalHome(
            folder: folder,
            plan: plan,
            files: files,
            clock: clock,
            snapshotsFrom: snapshotsFrom
        )
        writer = Mutex(JournalWriter(home: home))
    }

    /// The journal `journal`, of which a writer verifies only what stands behind `start`, the end
    /// of a line.
    init(_ journal: Journal, from start: (tip: Tip, byteCount: Int)) {
        (plan, home, progress) = (journal.plan, journal.home, journal.progress)
        writer = Mutex(JournalWriter(home: journal.home, from: start))
    }

    /// The plans that have a journal in `folder` of `files`, or another file that ends in one of
    /// `endings`, in byte order of their codes.
    static func plans(
        in folder: String,
        files: any FileSystem,
        _ endings: [String] = [".jsonl"]
    ) throws(JournalError) -> [Code] {
        do throws(FileError) {
            let names = try files.list(folder)
            let codes = endings.flatMap { ending in
                names.compactMap { $0.hasSuffix(ending) ? Code($0.dropLast(ending.count)) : nil }
            }
            return Set(codes).sorted()
        } catch {
            throw error.reason == .missing ? .noSuchFolder(folder) : JournalError(error)
        }
    }

    /// Reads the whole journal and finds all that is wrong with it. Never writes.
    ///
    /// It waits for no writer unless something looks wrong; then it looks again beside none, so
    /// that a line half written is not taken for a torn one. The last entries may be so new that
    /// the device has not confirmed them yet.
    ///
    /// - Parameters:
    ///   - keepsEntries: Whether the entries are wanted, or only what is wrong with them.
    ///   - hashesLeaves: Whether the leaves of the lines in a Merkle tree are wanted too.
    /// - Complexity: O(n) in the bytes of the journal, twice that where it is damaged.
    public func read(
        keepsEntries: Bool = true,
        hashesLeaves: Bool = false
    ) throws(JournalError) -> JournalContents {
        let wish = JournalStretch.Wish(
            entries: keepsEntries,
            lines: keepsEntries,
            leaves: hashesLeaves
        )
        return try walk(wish, nil).contents
    }

    /// Reads the whole journal in the same way, and finds the roots of `ranges` of its lines.
    ///
    /// - Complexity: besides, a second hash of each line; no line is kept.
    func read(rootsOf ranges: [Range<Int>]) throws(JournalError) -> JournalContents {
        let wish = JournalStretch.Wish(entries: false, lines: false, leaves: true)
        return try walk(wish, nil, roots: SubtreeRoots(of: ranges)).contents
    }

    /// Reads the whole journal in the same way, and shows its lines to `follower`, as far as
    /// nothing is wrong with them; where `ranges` are given, it finds their roots too.
    func read<Follower: LineFollower>(
        showing follower: Follower,
        rootsOf ranges: [Range<Int>] = []
    ) throws(JournalError) -> (contents: JournalContents, follower: Follower) {
        let wish = JournalStretch.Wish(
            entries: false,
            leaves: !ranges.isEmpty,
            condenser: follower.condenser
        )
        let roots = ranges.isEmpty ? nil : SubtreeRoots(of: ranges)
        let walk = try walk(wish, follower, roots: roots)
        return (walk.contents, walk.follower as? Follower ?? follower)
    }

    /// Where the journal ends, after it was read and verified.
    func end() throws(JournalError) -> JournalEnd {
        let walk = try walk(.init(entries: false), nil)
        return JournalEnd(tip: walk.tip, byteCount: walk.byteCount, damage: walk.damage)
    }

    private func walk(
        _ wish: JournalStretch.Wish,
        _ follower: (any LineFollower)?,
        roots: SubtreeRoots? = nil
    ) throws(JournalError) -> JournalWalk {
        let file = try home.open(for: .reading)
        do throws(FileError) {
            var walk = JournalWalk(file: home.name, wish, follower: follower)
            walk.progress = progress
            walk.roots = roots
            try walk.readOn(in: file)
            if walk.contents.verdict == .unanchored { return walk }
            try file.lock(.shared)
            defer { file.unlock() }
            if try home.files.node(at: home.path)?.identity == file.identity {
                // What stood after the last LF may have been cut, finished or written over.
                walk.forgetRest()
                let size = try file.node().size
                if walk.damage == nil, size >= walk.byteCount {
                    try walk.readOn(in: file)
                    if walk.damage == nil { return walk }
                }
                walk = JournalWalk(file: home.name, wish, follower: follower)
                walk.roots = roots
                try walk.readOn(in: file)
                return walk
            }
        } catch {
            throw JournalError(error)
        }
        // The name leads to another file by now, or to none.
        return try self.walk(wish, follower, roots: roots)
    }

    /// Records what `decide` makes of the journal as it stands, all of it or nothing, and returns
    /// once the device has confirmed it.
    ///
    /// `decide` runs while nobody else can write, on the thread of whichever writer has its turn,
    /// and must not append to this journal itself. It may be asked more than once, where another
    /// process was first to begin the journal; then the second look starts over, and the last
    /// answer counts.
    ///
    /// - Parameters:
    ///   - creating: Begin the journal where there is none.
    ///   - decide: The entries to record, made one after the other with ``Tip/next(_:at:)`` and
    ///     ``Tip/after(_:)``; none where the caller is told what stands there already; nil where
    ///     the caller is refused; or an error of its own.
    /// - Complexity: O(n) in the bytes appended since the last look, the whole journal at first;
    ///   one write and one flush for all requests that wait together. Where nothing is to be
    ///   recorded there is no write, and no flush either unless what the caller is told rests on
    ///   entries that a process which was killed may have left unflushed.
    public func append(
        creating: Bool = false,
        _ decide: @escaping @Sendable (Look) throws(JournalError) -> [Entry]?
    ) throws(JournalError) {
        let request = JournalRequest(creating: creating, decide: decide)
        queue.withLock { $0.join(request) }?.wait()
        // Whoever led before may have done this one's work along with its own.
        if request.answer == nil { lead() }
        guard let answer = request.answer else {
            preconditionFailure("a request was taken from the queue and not answered")
        }
        try answer.get()
    }

    /// Serves all that wait, of which this thread's request is the first.
    private func lead() {
        let batch = queue.withLock { $0.takeAll() }
        writer.withLock { $0.serve(batch.map { $0.request }) }
        queue.withLock { $0.passOn() }?.wake()
        for waiting in batch.dropFirst() { waiting.turn?.wake() }
    }

    /// The entries on some lines; nil where one is not there.
    ///
    /// - Complexity: O(n) in the bytes between the places and the lines; memory for a stretch.
    func entries(at places: [LinePlace]) throws(JournalError) -> [Entry]? {
        let file = try home.open(for: .reading)
        var stretch = JournalStretch()
        var entries: [Entry] = []
        do throws(FileError) {
            let size = try file.node().size
            for var place in places {
                while place.offset < size, !(try stretch.seek(&place, in: file, size)) {}
                guard place.offset < size, let entry = stretch.firstEntry() else { return nil }
                entries.append(entry)
            }
        } catch { throw JournalError(error) }
        return entries
    }

    /// The digest of the first line, and how it opens a plan where it opens one; nil where there
    /// is no such line.
    var firstLine: (digest: Digest, opening: PlanOpening?)? {
        firstBytes.map { (Digest(of: $0), Journal.opening($0)) }
    }

    /// How the first line opens a plan; nil where it opens none. Nothing is hashed.
    var opening: PlanOpening? { firstBytes.flatMap(Journal.opening) }

    private static func opening(_ line: ArraySlice<UInt8>) -> PlanOpening? {
        guard case .board(.planOpened(let opening))? = (try? Entry.parse(line))?.act.events.first
        else { return nil }
        return opening
    }

    /// The first line without its LF, however long a line may be.
    private var firstBytes: ArraySlice<UInt8>? {
        guard let file = try? home.open(for: .reading) else { return nil }
        for wanted in [4_096, Entry.byteCountMax + 1] {
            var bytes = [UInt8](repeating: 0, count: wanted)
            guard let count = try? file.read(into: &bytes, at: 0) else { return nil }
            if let end = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")) { return bytes[..<end] }
        }
        return nil
    }

    /// The whole lines, without their LFs, that are wanted by number, from 0, and bytes. Nothing is
    /// checked.
    ///
    /// - Complexity: O(n) in the bytes of the journal; memory for a stretch and for what is wanted.
    func lines(
        where isWanted: (Int, ArraySlice<UInt8>) -> Bool
    ) throws(JournalError) -> [(index: Int, line: [UInt8])] {
        let file = try home.open(for: .reading)
        var stretch = JournalStretch()
        var lines: [(index: Int, line: [UInt8])] = []
        var (offset, index) = (0, 0)
        do throws(FileError) {
            let size = try file.node().size
            while offset < size {
                let end = min(size, offset + JournalStretch.byteCount)
                try stretch.fill(from: file, offset..<end, begins: true)
                if stretch.bytes.isEmpty { break }
                var rest = stretch.bytes
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = rest[rest.startIndex..<end]
                    if isWanted(index, line) { lines.append((index, Array(line))) }
                    index += 1
                    rest = rest[(end + 1)...]
                }
                offset += stretch.bytes.count
            }
        } catch { throw JournalError(error) }
        return lines
    }

    /// What was saved of the journal, where that still stands for it.
    var snapshot: JournalSnapshot? { home.snapshot }

    /// Begins to save something of the journal; nil where nothing can be written beside it, or it
    /// is too short to be worth it.
    func draftSnapshot(from byteCount: Int = 0) -> SnapshotDraft? {
        home.draftSnapshot(from: byteCount)
    }

    /// The files that the entries of this ledger name.
    var evidence: EvidenceStore { EvidenceStore(folder: home.folder, files: home.files) }

    /// How many requests wait for their turn.
    var waitingCount: Int { queue.withLock { $0.waiting.count } }
}

/// Where one journal lives.
struct JournalHome: Sendable {
    let folder: String
    let plan: Code
    let files: any FileSystem
    let clock: @Sendable () -> Instant
    /// How long a journal is for a snapshot to be worth its while, in bytes.
    let snapshotsFrom: Int

    /// The name of the file: `cqc-2018.jsonl`.
    let name: String
    let path: String

    init(
        folder: String,
        plan: Code,
        files: any FileSystem,
        clock: @escaping @Sendable () -> Instant,
        snapshotsFrom: Int
    ) {
        (self.folder, self.plan, self.files, self.clock) = (folder, plan, files, clock)
        self.snapshotsFrom = snapshotsFrom
        name = "\(plan).jsonl"
        path = "\(folder)/\(name)"
    }

    /// Opens the journal, and where there is none says which there are.
    func open(for use: FileUse) throws(JournalError) -> any OpenFile {
        do throws(FileError) {
            return try files.open(path, for: use)
        } catch {
            throw error.reason == .missing ? missing : JournalError(error)
        }
    }

    /// Why there is no such journal.
    var missing: JournalError {
        do throws(JournalError) {
            let there = try Journal.plans(in: folder, files: files)
            return .noSuchJournal(plan: plan, folder: folder, there: there)
        } catch {
            return error
        }
    }
}
