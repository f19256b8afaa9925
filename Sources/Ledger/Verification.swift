// What looking for everything that is wrong with a journal comes to.

/// What `verify` found.
public struct Verification: Sendable {
    /// The plan.
    public let plan: Code
    /// What reading the journal found.
    public let contents: JournalContents
    /// Everything that is wrong, in the order of the lines.
    public let findings: [Finding]

    init(plan: Code, contents: JournalContents, findings: [Finding]) {
        self.plan = plan
        self.contents = contents
        self.findings = findings.enumerated().sorted {
            ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset)
        }.map(\.element)
    }

    /// What the bytes come to.
    public var verdict: Verdict { contents.verdict }

    /// The number of lines that no trusted checkpoint covers.
    public var after: Int { contents.size }

    /// The first damage.
    public var damage: Finding? { findings.first { $0.kind == .damage } }
}
