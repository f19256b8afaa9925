// Looking for everything that is wrong with a journal, and what that comes to.

/// What `verify` found.
public struct Verification: Sendable {
    /// The plan.
    public let plan: Code
    /// What reading the journal found.
    public let contents: JournalContents
    /// The checkpoints that were held against the journal.
    public let anchors: [Anchor]
    /// Which entries carry a signature that holds, where that was looked at.
    public let signed: [SignedEntry]
    /// Everything that is wrong, in the order of the lines.
    public let findings: [Finding]

    init(
        plan: Code,
        contents: JournalContents,
        findings: [Finding],
        anchors: [Anchor] = [],
        signed: [SignedEntry] = []
    ) {
        self.plan = plan
        self.contents = contents
        (self.anchors, self.signed) = (anchors, signed)
        self.findings = findings.enumerated().sorted {
            ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset)
        }.map(\.element)
    }

    /// What the bytes come to, and the checkpoints.
    public var verdict: Verdict {
        if damage != nil { return .tampered }
        let verdict = contents.verdict
        return verdict == .unanchored && after == 0 ? .anchored : verdict
    }

    /// The number of lines that no trusted checkpoint covers.
    public var after: Int { contents.size - (anchors.map(\.covers).max() ?? 0) }

    /// The first damage.
    public var damage: Finding? { findings.first { $0.kind == .damage } }
}

extension ActionLedger {
    /// Looks for everything that is wrong with the journal.
    ///
    /// - Parameters:
    ///   - rules: Whether every entry is decided again, its signature checked, and every file it
    ///     names read.
    ///   - trust: Whose checkpoints are held against it.
    /// - Throws: why the journal cannot be read at all.
    /// - Complexity: O(n) in the bytes of the journal; with a checkpoint that is believed each line
    ///   is hashed twice.
    public func verify(
        rules: Bool,
        trust: Trust = Trust()
    ) throws(LedgerError) -> Verification {
        var check = AnchorCheck(journal, trust)
        var found: RulesFound
        do throws(LedgerError) {
            if rules {
                found = try checkRules(rootsOf: check.ranges)
            } else {
                let contents = try contents(rootsOf: check.ranges)
                found = RulesFound(contents: contents, findings: contents.findings, signed: [])
            }
        } catch {
            // That a journal is gone is seen by a checkpoint alone.
            guard case .journal(.noSuchJournal) = error, !check.isEmpty else { throw error }
            found = RulesFound(contents: .none, findings: [], signed: [])
        }
        let anchors = check.judge(found.contents)
        return Verification(
            plan: plan,
            contents: found.contents,
            findings: found.findings + check.findings,
            anchors: anchors,
            signed: found.signed
        )
    }

    private func contents(rootsOf ranges: [Range<Int>]) throws(LedgerError) -> JournalContents {
        if ranges.isEmpty { return try contents(keepsEntries: false) }
        do throws(JournalError) {
            return try journal.read(rootsOf: ranges)
        } catch { throw .journal(error) }
    }
}
