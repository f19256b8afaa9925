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
        var (placed, signed) = findings(of: audits, in: entries)
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
        signed.sort { $0.seq < $1.seq }
        return RulesFound(contents: contents, findings: findings, signed: signed)
    }

    /// Looks for everything that is wrong with the journal that `contents` was read of, its rules
    /// included, by deciding every entry again on the whole plan.
    func checkWhole(_ contents: JournalContents) throws(LedgerError) -> RulesFound {
        let read = try self.contents()
        var found = RulesFound(contents: contents, findings: read.findings, signed: [])
        var history = History(of: plan)
        journal.progress?.expect(read.entries.count)
        for entry in read.entries {
            let audit = history.audited(entry)
            found.findings += audit.placed.map(\.finding)
            found.signed += audit.signed
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
    ) -> (placed: [PlacedFinding], signed: [SignedEntry]) {
        let shared = SharedStart(of: audits, in: entries, plan: plan)
        let found = Threads.map(audits.count, on: Threads.coreCount) {
            audits[$0].findings(in: entries, after: shared)
        }
        let signed = shared.found.flatMap(\.audit.signed) + found.flatMap(\.signed)
        return (found.flatMap(\.placed), Array(Set(signed)))
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
    var signed: [SignedEntry]
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
    private(set) var found: [(entry: Entry, audit: History.Audit)] = []

    init(of audits: [FamilyAudit], in entries: [Int: Entry], plan: Code) {
        history = History(of: plan)
        let first = audits.first?.entries ?? []
        count = audits.reduce(first.count) { count, audit in
            zip(first.prefix(count), audit.entries).prefix { $0 == $1 }.count
        }
        for seq in first.prefix(count) {
            guard let entry = entries[seq] else { continue }
            found.append((entry, history.audited(entry)))
        }
    }
}

extension FamilyAudit {
    /// What is wrong with the events that are audited, and which of the entries are signed.
    fileprivate func findings(
        in entries: [Int: Entry],
        after shared: SharedStart
    ) -> (placed: [PlacedFinding], signed: [SignedEntry]) {
        var findings: [PlacedFinding] = []
        var signed: [SignedEntry] = []
        for (entry, audit) in shared.found { add(audit.placed, on: entry, to: &findings) }
        var history = shared.history
        for seq in self.entries.dropFirst(shared.count) {
            guard let entry = entries[seq] else { continue }
            let audit = history.audited(entry)
            add(audit.placed, on: entry, to: &findings)
            signed += audit.signed
        }
        return (findings, signed)
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

    /// What an audit of one entry has found.
    fileprivate typealias Audit = (placed: [Placed], signed: [SignedEntry])

    /// Adds an entry, and tells what each of its events breaks, and whether it is signed.
    fileprivate mutating func audited(_ entry: Entry) -> Audit {
        let signature = plan.signature(of: entry)
        let fault = finding(signature, on: entry)
        let refusals = auditByPlace(entry)
        var signed: [SignedEntry] = []
        if case .holds(let key) = signature {
            signed = [SignedEntry(seq: entry.seq, by: entry.act.by, key: key.short)]
        }
        if fault == nil, refusals.isEmpty { return ([], signed) }
        let start = "line \(entry.seq) of \(code).jsonl"
        var findings = fault.map { [(place: -1, refusal: nil, finding: $0)] as [Placed] } ?? []
        for (place, refusal) in refusals {
            let finding = Finding(
                line: entry.seq,
                kind: .brokenRule,
                why: "\(start) should have been refused: \(refusal.words)."
            )
            findings.append((place, refusal, finding))
        }
        return (findings, signed)
    }

    /// What is wrong with an entry whose signature comes to `signature`.
    private func finding(_ signature: EntrySignature, on entry: Entry) -> Finding? {
        let (kind, why): (Finding.Kind, String)
        switch signature {
        case .none, .holds: return nil
        case .missing:
            (kind, why) = (
                .unsigned,
                "is by \(entry.act.by), who has registered a key, and carries no signature"
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
