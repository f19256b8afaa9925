// The story in one file: open, replay, decide, append, return.

import Synchronization

/// One plan of a ledger: what is recorded in it, and what it says.
///
/// Recording goes through five steps: what others appended is followed, the plan is replayed, each
/// act is decided on the plan as it stands, what is allowed is appended to the journal, and only
/// when the device has it is the answer returned.
public final class ActionLedger: Sendable {
    /// The plan.
    public let plan: Code
    let journal: Journal
    private let clock: @Sendable () -> Instant
    private let history: Mutex<History>
    let notices = Mutex<[Journal.Notice]>([])

    /// The plan `plan` of the ledger in `folder`, recorded by `clock`. Nothing is read yet;
    /// `progress` is told how far a reading is.
    public convenience init(
        folder: String,
        plan: Code,
        clock: @escaping @Sendable () -> Instant = Instant.now,
        progress: Progress? = nil
    ) {
        let home = LedgerHome(description: folder, files: SystemFiles(), clock: clock)
        self.init(home, plan: plan, progress: progress)
    }

    /// The plan `plan` of the ledger at `home`.
    public convenience init(_ home: LedgerHome, plan: Code, progress: Progress? = nil) {
        self.init(home.journal(of: plan, progress: progress), clock: home.clock)
    }

    /// The plan whose journal is `journal`.
    init(_ journal: Journal, clock: @escaping @Sendable () -> Instant = Instant.now) {
        self.journal = journal
        self.clock = clock
        plan = journal.plan
        history = Mutex(History(of: journal.plan))
    }

    /// The files of evidence of the ledger that the plan is in.
    public var evidence: EvidenceStore { journal.evidence }

    /// How the first line of the journal opens a plan, which may be another than ``plan``: of a
    /// file that was copied. Nil where it opens none. Nothing else is read or verified.
    public var opening: PlanOpening? { journal.opening }

    /// What is asked of ``record(_:how:)``.
    public struct Manner: Sendable {
        /// Whether a journal is begun where there is none.
        public var creates = false
        /// Whether everything is decided and nothing written.
        public var isDryRun = false
        /// Whether the entry before is taken at its word where its time lies in the future.
        public var clockWasWrong = false
        /// Whether the history before and after is wanted: a copy of all that is known.
        public var tellsChange = false
        /// The one action that is recorded of, where it is only one: then of a long journal with a
        /// snapshot only what bears on it is read.
        public var about: Code?
        /// Who records it, and for whom, where ``about`` is given.
        public var keys: [Key] = []
        /// The role of whoever records it.
        public var role = RecorderRole.officer
        /// An action and the last entry that whoever records saw: refused where more about the
        /// action was recorded since. An entry that is brought back by its key is not.
        public var seen: (action: Code, entry: Int)?
        /// The private keys of this user, with which entries by whoever registered one are signed.
        public var store: KeyStore?

        /// Record for real, in a journal that is there, by a clock that is right.
        public init() {}
    }

    /// What came of recording.
    public struct Recorded: Sendable {
        /// The new entries, one an act, in order.
        public let new: [Entry]
        /// The entries that were recorded before and brought back by their keys.
        public let brought: [Entry]
        /// The history without the new entries and with them, where that was asked for.
        public var change: (before: History, after: History)? { changes.first }
        /// One change or none, in an array: a value that is handed on is quicker when small.
        fileprivate let changes: [(before: History, after: History)]
        /// How many entries that stood in the journal were verified for this: all, or those that
        /// were added since a snapshot.
        public let verified: Int
        /// Whether only what bears on one action was read, so that nothing else can differ.
        public internal(set) var isAlone = false
    }

    /// Hands over what was mended while recording since it was last asked, also where nothing was
    /// recorded in the end.
    public func takeNotices() -> [Journal.Notice] {
        notices.withLock { notices in
            defer { notices = [] }
            return notices
        }
    }

    /// Records acts, all or none, in one write and one flush.
    ///
    /// - Parameter make: makes the acts of the plan as it stands when their turn has come, so
    ///   that nobody else records in between.
    /// - Throws: the rule one of them would break, or why the journal could not be written; then
    ///   nothing is recorded.
    /// - Complexity: O(entries) the first time, then O(entries others appended since), and a copy
    ///   of all that is known where the change is to be told.
    public func record(
        how manner: Manner = Manner(),
        _ make: @escaping @Sendable (Plan) throws(Refusal) -> [Entry.Act]
    ) throws(LedgerError) -> Recorded {
        if manner.isDryRun { return try rehearse(manner, make) }
        if let recorded = try recordAlone(manner, make) { return recorded }
        let decided = Decided()
        do throws(JournalError) {
            try journal.append(creating: manner.creates) { [self] look throws(JournalError) in
                if !look.notices.isEmpty { notices.withLock { $0 += look.notices } }
                return decided.keep(
                    history.withLock { ActionLedger.decide(make, manner, look, &$0) }
                )
            }
        } catch {
            throw .journal(error)
        }
        guard let result = decided.result else {
            preconditionFailure("a request was answered and not decided")
        }
        return try result.get()
    }

    /// What was decided, until it stands.
    final class Decided: Sendable {
        private let last = Mutex<Result<Recorded, LedgerError>?>(nil)

        /// Keeps `result` in place of an earlier one.
        ///
        /// - Returns: The entries to record, nil where that is refused or nothing was decided.
        func keep(_ result: Result<Recorded, LedgerError>?) -> [Entry]? {
            last.withLock { $0 = result }
            return try? result?.get().new
        }

        /// What was decided last.
        var result: Result<Recorded, LedgerError>? { last.withLock { $0 } }
    }

    /// Decides what would be recorded. The journal is only read, so that not even a torn tail is
    /// mended.
    private func rehearse(
        _ manner: Manner,
        _ make: (Plan) throws(Refusal) -> [Entry.Act]
    ) throws(LedgerError) -> Recorded {
        var history = History(of: plan)
        var tip = Tip()
        do throws(LedgerError) {
            let reading = try read()
            history = reading.history
            tip = Tip(
                seq: reading.contents.size,
                head: reading.contents.head,
                at: history.entries.last?.at
            )
        } catch {
            guard manner.creates, case .journal(.noSuchJournal) = error else { throw error }
        }
        let look = Journal.Look(
            entries: [],
            startsOver: false,
            tip: tip,
            notices: [],
            now: clock()
        )
        let recorded = try ActionLedger.decide(make, manner, look, &history).get()
        for entry in recorded.new {
            let bytes = entry.format().count
            if bytes > Entry.byteCountMax { throw .journal(.lineTooLong(bytes: bytes)) }
        }
        return recorded
    }

    private static func decide(
        _ make: (Plan) throws(Refusal) -> [Entry.Act],
        _ manner: Manner,
        _ look: Journal.Look,
        _ history: inout History
    ) -> Result<Recorded, LedgerError> {
        // 1. Follow what was appended since the last look, and ask what to record on it.
        history.follow(look)
        return decide(make, manner, look, on: &history)
    }

    /// Decides on `history`, which has all that bears on what `make` makes.
    static func decide(
        _ make: (Plan) throws(Refusal) -> [Entry.Act],
        _ manner: Manner,
        _ look: Journal.Look,
        on history: inout History
    ) -> Result<Recorded, LedgerError> {
        let count = history.entries.count
        let before = manner.tellsChange ? history : nil
        var new: [Entry] = []
        var brought: [Entry] = []
        do throws(LedgerError) {
            let at = try look.tip.attempt(now: look.now, manner)
            for act in try history.plan.attempt(make) {
                // 2. A key that was used brings back its entry, before any rule is tested.
                if let entry = try history.attempt(before: act) {
                    brought.append(entry)
                    continue
                }
                // 3. Decide on the plan as everything before has made it.
                let tip = new.last.map { look.tip.after($0) } ?? look.tip
                if new.isEmpty, let seen = manner.seen { try history.attempt(seen) }
                let unsigned = tip.next(act.dated(at, today: look.now.londonDay), at: at)
                let entry = try unsigned.signed(as: history.plan, asks: manner.store)
                try history.attempt(entry, as: manner.role)
                new.append(entry)
            }
        } catch {
            history.truncate(to: count)
            return .failure(error)
        }
        let changes = before.map { [($0, history)] } ?? []
        let recorded = Recorded(
            new: new,
            brought: brought,
            changes: changes,
            verified: look.entries.count
        )
        // 4. The journal appends what was decided, and 5. answers when it is on the device.
        return .success(recorded)
    }

    /// Reads the journal for an answer.
    ///
    /// A torn journal answers from its whole lines; whoever asks is warned by
    /// ``Reading/warning``.
    ///
    /// - Parameter hashesLeaves: Whether the answer gives a Merkle root: it is quicker to hash the
    ///   lines for it while they are read.
    /// - Throws: why the journal cannot be read; a damaged one, and one that speaks of what this
    ///   version does not know, answer nothing.
    public func read(hashesLeaves: Bool = false) throws(LedgerError) -> Reading {
        let contents = try contents(hashesLeaves: hashesLeaves)
        _ = try contents.warning()
        var history = History(of: plan)
        history.append(contents.entries, leaves: contents.leaves)
        return Reading(history: history, contents: contents)
    }

    /// What a reading command answers from.
    public struct Reading: Sendable {
        /// The entries and the plan they make.
        public let history: History
        /// What reading the journal found.
        public let contents: JournalContents

        /// What to tell whoever asked before the answer, nil where all is well.
        public var warning: String? {
            (try? contents.warning()) ?? nil
        }
    }

    /// Shows entries as they are recorded, in their order and each once, as long as `show` wants
    /// more: those behind what was read as `reading`.
    ///
    /// - Throws: why the journal cannot be read on.
    /// - Complexity: O(n) in the bytes of what is recorded; between entries it sleeps, and looks
    ///   again at least every two seconds.
    public func follow(
        behind reading: Reading,
        _ show: ([Entry]) -> Bool
    ) throws(LedgerError) {
        let contents = reading.contents
        let tip = Tip(
            seq: contents.size,
            head: contents.head,
            at: reading.history.entries.last?.at
        )
        let end = JournalEnd(tip: tip, byteCount: contents.byteCount)
        try onJournal { () throws(JournalError) in
            try journal.follow(behind: end, lookingEvery: 2_000, show)
        }
    }

    func contents(
        keepsEntries: Bool = true,
        hashesLeaves: Bool = false
    ) throws(LedgerError) -> JournalContents {
        do throws(JournalError) {
            return try journal.read(keepsEntries: keepsEntries, hashesLeaves: hashesLeaves)
        } catch { throw .journal(error) }
    }
}

extension JournalContents {
    /// What to tell whoever asks before the answer; nil where all is well.
    ///
    /// - Throws: that a damaged journal answers nothing, nor one that speaks of what this version
    ///   does not know.
    func warning() throws(LedgerError) -> String? {
        if let damage = findings.first(where: { $0.kind == .damage }) { throw .tampered(damage) }
        if let unknown = findings.first(where: { $0.kind == .unknownType }) {
            throw .unknown(unknown)
        }
        return verdict == .torn ? findings.first?.why ?? tornWords : nil
    }

    /// What is torn, for whoever reads the whole lines.
    private var tornWords: String {
        if size == 0, tail == .none { return "The journal is an empty file." }
        return "The journal ends in an unfinished line after entry \(size); the answer rests on"
            + " the whole lines before it."
    }
}

extension Entry.Act {
    /// The act with the writer's day in London, where nothing was stated and that is not the day
    /// written in `at`: on a summer evening, or where `at` repeats that of an entry by a clock
    /// that was wrong.
    fileprivate func dated(_ at: Instant, today: Day) -> Entry.Act {
        guard on == nil, today != at.day else { return self }
        var act = self
        act.on = StatedDate(today)
        return act
    }
}

extension Tip {
    fileprivate func attempt(
        now: Instant,
        _ manner: ActionLedger.Manner
    ) throws(LedgerError) -> Instant {
        do throws(JournalError) {
            return try time(now: now, clockWasWrong: manner.clockWasWrong)
        } catch { throw .journal(error) }
    }
}

extension Plan {
    fileprivate func attempt(
        _ make: (Plan) throws(Refusal) -> [Entry.Act]
    ) throws(LedgerError) -> [Entry.Act] {
        do throws(Refusal) { return try make(self) } catch { throw .refused(error) }
    }
}

extension History {
    /// Takes in what a look at the journal shows, and drops what was decided and never written.
    /// What this ledger decided and wrote comes first among it, and is known already.
    ///
    /// - Complexity: O(entries that are new); O(entries) where something is dropped.
    fileprivate mutating func follow(_ look: Journal.Look) {
        let start = look.tip.seq - look.entries.count
        var known = look.startsOver ? 0 : start
        while !look.startsOver, known < min(entries.count, look.tip.seq),
            entries[known] == look.entries[known - start]
        {
            known += 1
        }
        truncate(to: known)
        if known < look.tip.seq { append(look.entries[(known - start)...]) }
    }

    fileprivate func attempt(before act: Entry.Act) throws(LedgerError) -> Entry? {
        do throws(Refusal) { return try recordedBefore(act) } catch { throw .refused(error) }
    }

    fileprivate mutating func attempt(
        _ entry: Entry,
        as role: RecorderRole
    ) throws(LedgerError) {
        do throws(Refusal) { try decide(entry, as: role) } catch { throw .refused(error) }
    }

    fileprivate func attempt(_ seen: (action: Code, entry: Int)) throws(LedgerError) {
        do throws(Refusal) { try decide(seen.action, asSeenAt: seen.entry) } catch {
            throw .refused(error)
        }
    }
}
