// Checkpoints held against a journal: which are believed, which hold, and how much they cover.

/// Whose word counts about the journal of a plan, and what was brought along.
public struct Trust: Sendable {
    /// The keys that are believed, and the witnesses that must have signed.
    public var policy: TrustPolicy
    /// Those of them that are known to be the plan's own.
    public var own: [NoteKey]
    /// Checkpoints besides the one beside the journal, and where each came from.
    public var others: [(source: String, signed: SignedCheckpoint)]
    /// Whether somebody asked for an anchor, so that to find none is no success.
    public var isAsked: Bool

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

    /// The same, which also believes the keys of `plan` in `store`, and knows what they signed
    /// last.
    ///
    /// - Throws: that one of the keys, or what was signed last, cannot be read.
    public func adding(_ store: KeyStore, of plan: Code) throws(JournalError) -> Trust {
        var trust = self
        let keys = try store.keys(of: .plan(plan)).map(\.key)
        trust.own += keys.filter { !own.contains($0) }
        trust.policy = policy.adding(logs: keys)
        if let last = try store.lastSigned(of: plan) {
            trust.others.append(("your own record in \(store.folder)", last.signed))
        }
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
    private let plan: Code
    private let trust: Trust
    /// Those that are believed.
    private var believed:
        [(source: String, signed: SignedCheckpoint, signers: [NoteKey], missing: [String])] = []
    /// What is wrong with the others.
    private(set) var findings: [Finding] = []

    /// Tells which of the checkpoints are believed: those that stand beside `journal`, and those
    /// that were brought along.
    init(_ journal: Journal, _ trust: Trust) {
        (plan, self.trust) = (journal.plan, trust)
        let kept = Result { () throws(JournalError) in try journal.keptCheckpoint() }
        for (path, found) in [(journal.checkpointPath, kept)] + journal.archivedCheckpoints() {
            switch found {
            case .success(let signed?): add(signed, path, isBrought: false)
            case .success(nil): break
            case .failure(let error): note(error.words)
            }
        }
        for (source, signed) in trust.others { add(signed, source, isBrought: true) }
    }

    private mutating func note(_ words: String) {
        findings.append(Finding(line: nil, kind: .checkpoint, why: words))
    }

    private mutating func add(_ signed: SignedCheckpoint, _ source: String, isBrought: Bool) {
        if signed.isBare {
            believed.append((source, signed, [], []))
            return
        }
        let signers: [NoteKey]
        do throws(NoteError) {
            signers = try signed.note.signers(among: trust.policy.logs + trust.policy.witnesses)
        } catch {
            note("\(source): \(error.words)")
            return
        }
        let origin = signed.checkpoint.origin
        guard signers.contains(where: { $0.kind == .note && $0.name == origin }) else {
            // Whoever believes nobody is not told that he believes nobody.
            if isBrought || !trust.policy.logs.isEmpty {
                let names = signed.note.signatures.map(\.name)
                note("\(source): \(NoteError.unknownSigners(names).words)")
            }
            return
        }
        let missing = trust.policy.missing(where: signers)
        if !missing.isEmpty {
            note(
                "\(source): the policy expects the signature of "
                    + missing.joined(separator: " and of ")
                    + ", which is not there. Ask the witness for it, or look for a checkpoint that "
                    + "has it."
            )
        }
        // What is kept twice is told of once.
        let isKnown = believed.contains {
            $0.signed.checkpoint == signed.checkpoint && $0.signers == signers
        }
        if !isKnown { believed.append((source, signed, signers, missing)) }
    }

    /// The leaves over which a root is asked for.
    var ranges: [Range<Int>] { believed.map { 0..<$0.signed.checkpoint.size } }

    /// Holds the checkpoints against `contents`, whose ``JournalContents/roots`` are over
    /// ``ranges``, and adds what is wrong to ``findings``.
    mutating func judge(_ contents: JournalContents) -> [Anchor] {
        var anchors: [Anchor] = []
        for (source, signed, signers, missing) in believed {
            let checkpoint = signed.checkpoint
            guard signed.isBare || isOfPlan(checkpoint.origin, contents.restores) else {
                note(
                    "\(source): this is a checkpoint of \(checkpoint.origin), which is another "
                        + "plan's; it says nothing of \(plan)."
                )
                continue
            }
            let (outcome, damage) = outcome(of: checkpoint, source, contents)
            if let damage { findings.append(damage) }
            anchors.append(
                Anchor(
                    source: source,
                    checkpoint: checkpoint,
                    signers: signers,
                    missing: missing,
                    outcome: outcome
                )
            )
        }
        return anchors
    }

    /// Whether `origin` is one of the plan's: of its own keys, or one under which the journal says
    /// that checkpoints go on, or, of the keys that are believed, one that ends in the plan's code;
    /// where none does, any of them.
    private func isOfPlan(_ origin: String, _ restores: [Restore]) -> Bool {
        if trust.own.contains(where: { $0.name == origin }) { return true }
        if restores.contains(where: { $0.origin == origin }) { return true }
        let names = trust.policy.logs.map(\.name).filter { $0.hasSuffix("/\(plan)") }
        return names.isEmpty && trust.own.isEmpty ? true : names.contains(origin)
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
        // The first restore after the time in which this origin was in use.
        let eras = contents.restores.map(\.origin)
        let era = eras.firstIndex(of: checkpoint.origin).map { $0 + 1 } ?? 0
        let next = era < contents.restores.count ? contents.restores[era] : nil
        if size <= next.map({ $0.seq - 1 }) ?? contents.size {
            let found = size == 0 ? MerkleTree().root : contents.roots?.found[0..<size]
            if found == checkpoint.root { return (.holds, nil) }
            return damage(
                nil,
                "the first \(size) lines of \(file) have the Merkle root "
                    + "\((found ?? .zero).hex.prefix(12))…, and \(told) says "
                    + "\(checkpoint.root.hex.prefix(12))…: one of them was changed since it was "
                    + "signed."
            )
        }
        guard let next else {
            return damage(
                contents.size + 1,
                "line \(contents.size + 1) of \(file) is missing, where \(told) covers \(size) "
                    + "lines: the end of the journal was cut off, or it is an older one."
            )
        }
        if size < next.size || (size == next.size && checkpoint.root == next.root) {
            return (.restored(entry: next.seq), nil)
        }
        return damage(
            next.seq,
            "line \(next.seq) of \(file) says that \(next.size) entries were signed before the "
                + "journal came back from a backup, with the root \(next.root.hex.prefix(12))…, and "
                + "\(told) says \(size), with \(checkpoint.root.hex.prefix(12))…: more is missing "
                + "than that line owns to."
        )
    }
}
