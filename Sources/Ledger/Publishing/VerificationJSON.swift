// What `verify` found, as the JSON object that other programs rely on.

extension JSONValue {
    /// `verify --json`: `plan`, `entries`, `head`, `verdict`, `after` (the lines no anchor covers),
    /// `line` and `why` of the first damage, and `findings`, an array of `{line, kind, why}`.
    public init(_ verification: Verification) {
        let damage = verification.damage
        self = .object([
            .init(name: "plan", value: .string(verification.plan.text)),
            .init(name: "entries", value: .integer(verification.contents.size)),
            .init(name: "head", value: .string(verification.contents.head.hex)),
            .init(name: "verdict", value: .string(verification.verdict.rawValue)),
            .init(name: "after", value: .integer(verification.after)),
            .init(name: "line", value: damage?.line.map { .integer($0) } ?? .null),
            .init(name: "why", value: damage.map { .string($0.why) } ?? .null),
            .init(name: "findings", value: .array(verification.findings.map(JSONValue.init))),
        ])
    }

    private init(_ finding: Finding) {
        self = .object([
            .init(name: "line", value: finding.line.map { .integer($0) } ?? .null),
            .init(name: "kind", value: .string(finding.kind.rawValue)),
            .init(name: "why", value: .string(finding.why)),
        ])
    }
}
