// Every entry decided again: most by a compact test while the lines are read, what is left in
// doubt in full.

extension ActionLedger {
    /// Looks for everything that is wrong with the journal, its rules included.
    ///
    /// - Complexity: O(n) in the bytes of the journal, on all cores, and memory for the plan as it
    ///   stands; besides, for what the compact test leaves in doubt, a replay of the families it
    ///   is about; of all entries where a doubt is about more than that.
    ///
    /// - Parameter ranges: Lines over which roots are wanted besides.
    func checkRules(rootsOf ranges: [Range<Int>]) throws(LedgerError) -> RulesFound {
        var (contents, acceptance) = try follow(Acceptance(plan: plan), rootsOf: ranges)
        if acceptance.size > LineMarks.seqMax { acceptance.needsWhole = true }
        let audits = try audits(&acceptance)
        guard let audits, let entries = try entries(of: audits, acceptance.lines) else {
            return try checkWhole(contents)
        }
        var placed = findings(of: audits, in: entries)
        placed.sort { ($0.seq, $0.place, $0.number) < ($1.seq, $1.place, $1.number) }
        var findings = contents.findings
        var last: (seq: Int, place: Int)?
        for (index, found) in placed.enumerated() {
            // An event may be in doubt for two reasons; what an entry breaks may be many rules.
            if found.place >= 0, let last, last == (found.seq, found.place), index > 0 {
                continue
            }
            last = (found.seq, found.place)
            findings.append(found.finding)
        }
        findings += evidence.findings(
            on: acceptance.files,
            of: "\(plan).jsonl",
            struck: Set(acceptance.strikes.map(\.entry))
        )
        return RulesFound(contents: contents, findings: findings, signed: [])
    }

    /// Looks for everything that is wrong with the journal that `contents` was read of, its rules
    /// included, by deciding every entry again on the whole plan.
    func checkWhole(_ contents: JournalContents) throws(LedgerError) -> RulesFound {
        let read = try self.contents()
        var found = RulesFound(contents: contents, findings: read.findings, signed: [])
        var history = History(of: plan)
        journal.progress?.expect(read.entries.count)
        for entry in read.entries {
            if case .holds(let key) = history.plan.signature(of: entry), entry.sig != nil {
                found.signed.append(.init(seq: entry.seq, by: entry.act.by, key: key.short))
            }
            found.findings += history.findings(on: entry)
            journal.progress?.add(1)
        }
        found.findings += evidence.findings(
            on: read.entries,
            of: "\(plan).jsonl",
            struck: Set(history.plan.struck.keys)
        )
        return found
    }

    /// What all audits find, on all cores.
    private func findings(
        of audits: [FamilyAudit],
        in entries: [Int: Entry]
    ) -> [PlacedFinding] {
        let shared = SharedStart(of: audits, in: entries, plan: plan)
        return Threads.map(audits.count, on: Threads.coreCount) {
            audits[$0].findings(in: entries, after: shared)
        }.flatMap(\.self)
    }

    /// What is to be audited in full; nil where that is the whole journal.
    private func audits(
        _ acceptance: inout Acceptance
    ) throws(LedgerError) -> [FamilyAudit]? {
        if acceptance.needsWhole { return nil }
        let struck = Set(acceptance.strikes.map(\.entry)).sorted()
        guard let found = try entries(struck, acceptance.lines) else { return nil }
        return acceptance.audits(struck: found)
    }

    private func entries(
        of audits: [FamilyAudit],
        _ lines: LineMarks
    ) throws(LedgerError) -> [Int: Entry]? {
        let all = Set(audits.flatMap(\.entries)).sorted()
        // Where little is left out it is quicker to read everything in one go.
        if all.count > max(10_000, lines.count / 2) { return nil }
        return try entries(all, lines)
    }

    /// The entries of the numbers `seqs`; nil where one is not found any more.
    private func entries(
        _ seqs: [Int],
        _ lines: LineMarks
    ) throws(LedgerError) -> [Int: Entry]? {
        let known = lines.entries
        let others = seqs.filter { known[$0] == nil }
        let places = others.compactMap(lines.offset(of:)).map { LinePlace(offset: $0) }
        guard places.count == others.count else { return nil }
        if others.isEmpty { return known }
        do throws(JournalError) {
            guard let entries = try journal.entries(at: places),
                zip(entries, others).allSatisfy({ $0.seq == $1 })
            else { return nil }
            let found = Dictionary(uniqueKeysWithValues: zip(others, entries))
            return found.merging(known) { found, _ in found }
        } catch { throw .journal(error) }
    }
}

/// What deciding every entry again has found.
struct RulesFound {
    /// What reading the journal found.
    let contents: JournalContents
    /// That and what breaks rules.
    var findings: [Finding]
    /// The entries whose signatures hold.
    var signed: [Verification.SignedEntry]
}

/// A finding, and which event of its entry it is about.
struct PlacedFinding {
    let seq: Int
    /// The place of the event, -1 for the entry itself.
    let place: Int
    /// Of several about one event, which.
    let number: Int
    let finding: Finding
}

/// What all audits begin with, most of it who is who: it is decided once.
private struct SharedStart: Sendable {
    /// How many entries that is.
    let count: Int
    /// The history of them, and what each breaks.
    private(set) var history: History
    private(set) var found: [(entry: Entry, placed: [History.Placed])] = []

    init(of audits: [FamilyAudit], in entries: [Int: Entry], plan: Code) {
        history = History(of: plan)
        let first = audits.first?.entries ?? []
        count = audits.reduce(first.count) { count, audit in
            zip(first.prefix(count), audit.entries).prefix { $0 == $1 }.count
        }
        for seq in first.prefix(count) {
            guard let entry = entries[seq] else { continue }
            found.append((entry, history.placedFindings(on: entry)))
        }
    }
}

extension FamilyAudit {
    /// What is wrong with the events that are audited.
    fileprivate func findings(
        in entries: [Int: Entry],
        after shared: SharedStart
    ) -> [PlacedFinding] {
        var findings: [PlacedFinding] = []
        for (entry, placed) in shared.found { add(placed, on: entry, to: &findings) }
        var history = shared.history
        for seq in self.entries.dropFirst(shared.count) {
            guard let entry = entries[seq] else { continue }
            add(history.placedFindings(on: entry), on: entry, to: &findings)
        }
        return findings
    }

    /// Adds those of `placed` that hold for the whole journal.
    private func add(
        _ placed: [History.Placed],
        on entry: Entry,
        to findings: inout [PlacedFinding]
    ) {
        for (place, refusal, finding) in placed where concerns(entry, place, refusal) {
            findings.append(
                PlacedFinding(
                    seq: entry.seq,
                    place: place,
                    number: findings.count,
                    finding: finding
                )
            )
        }
    }
}

extension History {
    /// What one event of an entry breaks, -1 standing for the entry itself; a finding without a
    /// refusal is of its signature.
    fileprivate typealias Placed = (place: Int, refusal: Refusal?, finding: Finding)

    /// Adds an entry, and tells what it breaks.
    mutating func findings(on entry: Entry) -> [Finding] {
        placedFindings(on: entry).map(\.finding)
    }

    /// Adds an entry, and tells what each of its events breaks.
    fileprivate mutating func placedFindings(on entry: Entry) -> [Placed] {
        let signature = signatureFinding(on: entry)
        let refusals = auditByPlace(entry)
        if signature == nil, refusals.isEmpty { return [] }
        let start = "line \(entry.seq) of \(code).jsonl"
        var findings = signature.map { [(place: -1, refusal: nil, finding: $0)] as [Placed] } ?? []
        for (place, refusal) in refusals {
            let finding = Finding(
                line: entry.seq,
                kind: .brokenRule,
                why: "\(start) should have been refused: \(refusal.words)."
            )
            findings.append((place, refusal, finding))
        }
        return findings
    }

    /// What is wrong with the signature of an entry about to be added.
    private func signatureFinding(on entry: Entry) -> Finding? {
        let (kind, why): (Finding.Kind, String)
        switch plan.signature(of: entry) {
        case .none, .holds: return nil
        case .missing:
            (kind, why) = (
                .unsigned, "is by \(entry.act.by), who has registered a key, and carries no signature"
            )
        case .revoked(let key):
            (kind, why) = (
                .brokenRule,
                "is signed with the key \(key.short) of \(entry.act.by), which was revoked before"
            )
        case .wrong(isRegistered: true):
            (kind, why) = (
                .damage,
                "carries a signature that was made with no registered key of \(entry.act.by), or "
                    + "was changed after it was signed"
            )
        case .wrong(isRegistered: false):
            (kind, why) = (
                .brokenRule,
                "carries a signature, and \(entry.act.by) has no registered key to check it with"
            )
        }
        return Finding(
            line: entry.seq,
            kind: kind,
            why: "line \(entry.seq) of \(code).jsonl \(why)."
        )
    }
}
