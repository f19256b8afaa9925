// The answer of `report --check` as JSON.

extension JSONValue {
    /// `report --check FILE --json`: `verdict` (`published`, `same-content` or `differs`), `sha256`
    /// of the file, the publication's `entry`, `meeting`, `as-at`, `known-at`, `format`,
    /// `published-sha256`, `data` and `renderer` (null where none was published), `entries-agree`
    /// (null where that cannot be told),
    /// `missing` (the plans it showed that are not there as they were), and where it differs
    /// `line`, `column`, `published` and `found`.
    public init(_ check: PublicationCheck) {
        let publication = check.publication?.fact
        var verdict = "differs"
        var difference: PublicationCheck.Difference?
        switch check.verdict {
        case .published: verdict = "published"
        case .sameContent: verdict = "same-content"
        case .differs(let found): difference = found
        }
        let text = { (value: (any CustomStringConvertible)?) in
            value.map { JSONValue.string($0.description) } ?? .null
        }
        let number = { (value: Int?) in value.map { JSONValue.integer($0) } ?? .null }
        self = PlanJSON.object([
            ("verdict", .string(verdict)),
            ("sha256", text(check.sha256.hex)),
            ("entry", number(check.publication?.stamp.seq)),
            ("meeting", text(publication?.meeting)),
            ("as-at", text(publication?.asAt)),
            ("known-at", number(publication?.knownAt)),
            ("format", text(publication?.format.rawValue)),
            ("published-sha256", text(publication?.bytes.hex)),
            ("data", text(publication?.data.hex)),
            ("renderer", text(publication?.renderer)),
            ("entries-agree", check.missing.isEmpty ? .bool(check.entriesAgree) : .null),
            ("missing", .array(check.missing.map { .string($0.plan.text) })),
            ("line", number(difference?.line)),
            ("column", number(difference?.column)),
            ("published", text(difference?.published)),
            ("found", text(difference?.found)),
        ])
    }
}
