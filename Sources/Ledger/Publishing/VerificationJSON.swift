// What `verify` found, as the JSON object that other programs rely on.

extension JSONValue {
    /// `verify --json`: `plan`, `entries`, `head`, `verdict`, `after` (the lines no anchor covers),
    /// `line` and `why` of the first damage, and `findings`, an array of `{line, kind, why}`;
    /// besides `checkpoints`, those that were held against the journal, `restores`, where it says
    /// that it came back from a backup, and with `--rules` `signed`, the entries whose signatures
    /// hold.
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
            .init(name: "checkpoints", value: .array(verification.anchors.map(JSONValue.init))),
            .init(
                name: "restores",
                value: .array(verification.contents.restores.map(JSONValue.init))
            ),
            .init(name: "signed", value: .array(verification.signed.map(JSONValue.init))),
        ])
    }

    private init(_ anchor: Anchor) {
        let outcome: String
        switch anchor.outcome {
        case .holds: outcome = "holds"
        case .restored: outcome = "before-restore"
        case .doesNotHold: outcome = "does-not-hold"
        }
        self = .object([
            .init(name: "from", value: .string(anchor.source)),
            .init(name: "origin", value: .string(anchor.checkpoint.origin)),
            .init(name: "size", value: .integer(anchor.checkpoint.size)),
            .init(name: "root", value: .string(anchor.checkpoint.root.hex)),
            .init(name: "signers", value: .array(anchor.signers.map { .string($0.vkey) })),
            .init(name: "missing", value: .array(anchor.missing.map { .string($0) })),
            .init(name: "outcome", value: .string(outcome)),
        ])
    }

    private init(_ restore: Restore) {
        self = .object([
            .init(name: "entry", value: .integer(restore.seq)),
            .init(name: "size", value: .integer(restore.size)),
            .init(name: "root", value: .string(restore.root.hex)),
            .init(name: "lost", value: .integer(restore.lost)),
            .init(name: "origin", value: .string(restore.origin)),
        ])
    }

    private init(_ signed: SignedEntry) {
        self = .object([
            .init(name: "entry", value: .integer(signed.seq)),
            .init(name: "by", value: .string(signed.by.text)),
            .init(name: "key", value: .string(signed.key)),
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
