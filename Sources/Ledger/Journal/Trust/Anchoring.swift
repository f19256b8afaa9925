// Checkpoints held against a journal: which are believed, which hold, and how much they cover.

/// Whose word counts about the journal of a plan, and what was brought along.
public struct Trust: Sendable {
    /// The keys that are believed, and the witnesses that must have signed.
    public var policy: TrustPolicy
    /// Those of them that are known to be the plan's own.
    public var own: [NoteKey]
    /// Checkpoints besides those beside the journal, and where each came from.
    public var others: [(source: String, signed: SignedCheckpoint)]
    /// Whether somebody asked for an anchor, so that to find none is no success.
    public var isAsked: Bool
    /// What this user signed of the plan, and the digest of the first line of that journal.
    var records: [(signed: SignedCheckpoint, first: Digest)] = []

    /// Nobody is believed, where nothing else is given.
    public init(
        policy: TrustPolicy = TrustPolicy(),
        own: [NoteKey] = [],
        others: [(source: String, signed: SignedCheckpoint)] = [],
        isAsked: Bool = false
    ) {
        (self.policy, self.own, self.others) = (policy, own, others)
        self.isAsked = isAsked
    }

    /// The same, which also believes the keys of `plan` in `store`, and knows what they signed.
    ///
    /// - Throws: that one of the keys, or what was signed last, cannot be read.
    public func adding(_ store: KeyStore, of plan: Code) throws(JournalError) -> Trust {
        var trust = self
        let keys = try store.keys(of: .plan(plan)).map(\.key)
        trust.own += keys.filter { !own.contains($0) }
        trust.policy = policy.adding(logs: keys)
        trust.records += try store.records(of: plan).all.map { ($0.signed, $0.first) }
        return trust
    }
}

/// A checkpoint that is believed, held against a journal.
public struct Anchor: Sendable {
    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// The journal is what it says.
        case holds
        /// The journal says that it came back from a backup since, and owns to what this says.
        case restored(entry: Int)
        /// The journal is not what it says.
        case doesNotHold
    }

    /// Where it came from: a path, or what it was brought along as.
    public let source: String
    /// What it says.
    public let checkpoint: Checkpoint
    /// The believed keys that signed it; none where it is the bare lines of minutes.
    public let signers: [NoteKey]
    /// The witnesses that had to sign it and did not, by their names in the policy.
    public let missing: [String]
    /// What came of it.
    public let outcome: Outcome

    /// How many lines it vouches for.
    public var covers: Int { outcome == .holds && missing.isEmpty ? checkpoint.size : 0 }
}

/// The checkpoints of one plan on their way to the journal.
struct AnchorCheck {
    /// Where a checkpoint comes from.
    private enum Whence {
        /// It lies beside the journal as the newest, or from before a restore.
        case beside, archived
        /// Somebody brought it along.
        case brought
        /// It is the user's own record.
        case record
    }

    /// A checkpoint that is believed.
    private struct Believed {
        let source: String
        let signed: SignedCheckpoint
        let signers: [NoteKey]
        let missing: [String]
        let whence: Whence

        var checkpoint: Checkpoint { signed.checkpoint }
    }

    private let plan: Code
    private let trust: Trust
    private var believed: [Believed] = []
    /// The plan that the first line opens, where it is another.
    private var opensAnother: Code?
    /// What is wrong with the others.
    private(set) var findings: [Finding] = []

    /// Tells which of the checkpoints are believed: those that stand beside `journal`, and those
    /// that were brought along.
    init(_ journal: Journal, _ trust: Trust) {
        (plan, self.trust) = (journal.plan, trust)
        let kept = Result { () throws(JournalError) in try journal.keptCheckpoint() }
        let isNobody = trust.policy.logs.isEmpty && trust.others.isEmpty
        if isNobody, case .success = kept { return }
        let first = journal.firstLine
        if let opened = first?.opening?.plan, opened != plan { opensAnother = opened }
        add(kept, journal.checkpointPath, .beside)
        do throws(JournalError) {
            for (path, found) in try journal.archivedCheckpoints() { add(found, path, .archived) }
        } catch { note(error.words) }
        for (source, signed) in trust.others { add(signed, source, .brought) }
        var isAnother = false
        for (signed, digest) in trust.records {
            if let first, first.digest != digest {
                isAnother = true
            } else {
                add(signed, "your own record", .record)
            }
        }
        if isAnother {
            note(
                "with a key of yours a journal called \(plan) was signed that begins with another "
                    + "line; what you know of that says nothing of this one."
            )
        }
    }

    private mutating func note(_ words: String) {
        findings.append(Finding(line: nil, kind: .checkpoint, why: words))
    }

    private mutating func add(
        _ found: Result<SignedCheckpoint?, JournalError>,
        _ path: String,
        _ whence: Whence
    ) {
        switch found {
        case .success(let signed?): add(signed, path, whence)
        case .success(nil): break
        case .failure(let error): note(error.words)
        }
    }

    private mutating func add(
        _ signed: SignedCheckpoint,
        _ source: String,
        _ whence: Whence
    ) {
        var signers: [NoteKey] = []
        if !signed.isBare {
            do throws(NoteError) {
                signers = try signed.note.signers(among: trust.policy.logs + trust.policy.witnesses)
            } catch {
                note("\(source): \(error.words)")
                return
            }
            let origin = signed.checkpoint.origin
            guard signers.contains(where: { $0.kind == .note && $0.isNamed(origin) }) else {
                // Whoever believes nobody is not told that he believes nobody.
                if whence == .brought || (whence == .beside && !trust.policy.logs.isEmpty) {
                    let names = signed.note.signatures.map(\.name)
                    note("\(source): \(NoteError.unknownSigners(names).words)")
                }
                return
            }
        }
        // What is kept twice is told of once.
        let isKnown = believed.contains {
            $0.checkpoint == signed.checkpoint && $0.signers == signers
        }
        if isKnown { return }
        believed.append(
            Believed(
                source: source,
                signed: signed,
                signers: signers,
                missing: signed.isBare ? [] : trust.policy.missing(where: signers),
                whence: whence
            )
        )
    }

    /// The leaves over which a root is asked for.
    var ranges: [Range<Int>] { believed.map { 0..<$0.checkpoint.size } }

    /// Whether no checkpoint is believed.
    var isEmpty: Bool { believed.isEmpty }

    /// Holds the checkpoints against `contents`, whose ``JournalContents/roots`` are over
    /// ``ranges``, and adds what is wrong to ``findings``.
    mutating func judge(_ contents: JournalContents) -> [Anchor] {
        var anchors: [Anchor] = []
        for believed in believed {
            let (outcome, damage) = outcome(of: believed.checkpoint, believed.source, contents)
            if outcome == .holds, let opensAnother {
                note(
                    "\(believed.source) holds, but line 1 of \(plan).jsonl opens the plan "
                        + "\(opensAnother): this is another plan's journal."
                )
                continue
            }
            guard outcome == .holds || isOfPlan(believed, contents.restores) else {
                note(
                    "\(believed.source): this is a checkpoint of \(believed.checkpoint.origin), which "
                        + "is another plan's; it says nothing of \(plan)."
                )
                continue
            }
            noteMissing(of: believed)
            if let damage { findings.append(damage) }
            anchors.append(
                Anchor(
                    source: believed.source,
                    checkpoint: believed.checkpoint,
                    signers: believed.signers,
                    missing: believed.missing,
                    outcome: outcome
                )
            )
        }
        noteRestores(contents.restores, anchors)
        return anchors
    }

    /// Says which witnesses are wanting, unless the same checkpoint is there with them.
    private mutating func noteMissing(of one: Believed) {
        let isMet = believed.contains { $0.checkpoint == one.checkpoint && $0.missing.isEmpty }
        let isShown = one.whence == .beside || one.whence == .brought
        guard isShown, !one.missing.isEmpty, !isMet else { return }
        note(
            "\(one.source): the policy expects the signature of "
                + one.missing.joined(separator: " and of ")
                + ", which is not there. Ask the witness for it, or look for a checkpoint that has it."
        )
    }

    /// Says of each restore that names a checkpoint nobody knows, or an origin whose key nobody
    /// knows, where others of its time are known: an entry alone can say anything.
    private mutating func noteRestores(_ restores: [Restore], _ anchors: [Anchor]) {
        for (number, restore) in restores.enumerated() {
            let before = anchors.map(\.checkpoint).filter { era(of: $0.origin, restores) == number }
            if before.isEmpty { continue }
            if !before.contains(where: { $0.size == restore.size && $0.root == restore.root }) {
                note(
                    "entry \(restore.seq) says that \(restore.size) entries were signed before the "
                        + "journal came back from a backup, and no checkpoint that is believed here "
                        + "says so. Ask for that checkpoint, and give it with --since."
                )
            }
            if !trust.policy.logs.isEmpty,
                !trust.policy.logs.contains(where: { $0.isNamed(restore.origin) })
            {
                note(
                    "entry \(restore.seq) says that after a backup checkpoints go on as "
                        + "\(restore.origin), and no key of that name is believed here. Ask whoever "
                        + "keeps the journal for it, and how it came to that."
                )
            }
        }
    }

    /// How many restores had been before checkpoints had the origin `origin`.
    private func era(of origin: String, _ restores: [Restore]) -> Int {
        restores.firstIndex { $0.origin.isSame(as: origin) }.map { $0 + 1 } ?? 0
    }

    /// Whether a checkpoint that does not hold is one of the plan all the same: it lies beside the
    /// journal; or its name, but for restores, is that of one of the plan's own keys, or of one
    /// beside the journal; or ends in the plan's code; or no other name is known.
    private func isOfPlan(_ one: Believed, _ restores: [Restore]) -> Bool {
        let origin = one.checkpoint.origin.withoutRestores
        let isBeside = one.whence == .beside || one.whence == .archived
        if isBeside || origin.hasSuffix("/\(plan)") { return true }
        let beside = believed.filter { $0.whence != .brought }.map(\.checkpoint.origin)
        let own = trust.own.map(\.name) + restores.map(\.origin) + beside
        if own.contains(where: { $0.withoutRestores.isSame(as: origin) }) { return true }
        let names = own + (one.signed.isBare ? [] : trust.policy.logs.map(\.name))
        return names.allSatisfy { $0.withoutRestores.isSame(as: origin) }
    }

    private func outcome(
        of checkpoint: Checkpoint,
        _ source: String,
        _ contents: JournalContents
    ) -> (Anchor.Outcome, Finding?) {
        let told = "the checkpoint of \(checkpoint.origin) (\(source))"
        let (size, file) = (checkpoint.size, "\(plan).jsonl")
        func damage(_ line: Int?, _ why: String) -> (Anchor.Outcome, Finding?) {
            (.doesNotHold, Finding(line: line, kind: .damage, why: why))
        }
        let found = size == 0 ? MerkleTree().root : contents.roots?.found[0..<size]
        // The first restore after the time in which this origin was in use.
        let next = contents.restores.dropFirst(era(of: checkpoint.origin, contents.restores)).first
        if size < next?.seq ?? .max, found == checkpoint.root { return (.holds, nil) }
        if let next, size > next.size - next.lost || size >= next.seq {
            if size < next.size || (size == next.size && checkpoint.root == next.root) {
                return (.restored(entry: next.seq), nil)
            }
            return damage(
                next.seq,
                "line \(next.seq) of \(file) says that \(next.size) entries were signed before the "
                    + "journal came back from a backup, with the root \(next.root.hex.prefix(12))…, "
                    + "and \(told) says \(size), with \(checkpoint.root.hex.prefix(12))…: more is "
                    + "missing than that line owns to."
            )
        }
        guard let found else {
            return damage(
                contents.size + 1,
                "line \(contents.size + 1) of \(file) is missing, where \(told) covers \(size) "
                    + "lines: the end of the journal was cut off, or it is an older one."
            )
        }
        return damage(
            nil,
            "the first \(size) lines of \(file) have the Merkle root \(found.hex.prefix(12))…, and "
                + "\(told) says \(checkpoint.root.hex.prefix(12))…: one of them was changed since it "
                + "was signed."
        )
    }
}

extension String {
    /// The origin under which checkpoints go on after a restore that entry `seq` tells of. The last
    /// part of an origin tells the plan, so the restore stands before it, in the place of an
    /// earlier one.
    func restored(before seq: Int) -> String {
        var parts = withoutRestores.split(separator: "/", omittingEmptySubsequences: false)
            .map(String.init)
        parts.insert("restored-\(seq)", at: parts.count - 1)
        return parts.joined(separator: "/")
    }

    /// The origin as it was before any restore, by the names that ``restored(before:)`` gives.
    fileprivate var withoutRestores: String {
        var parts = split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        while parts.count > 1, parts[parts.count - 2].hasPrefix("restored-") {
            parts.remove(at: parts.count - 2)
        }
        return parts.joined(separator: "/")
    }
}
