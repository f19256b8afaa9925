// The audit trail as a table for an auditor's spreadsheet.

/// Writes changes of the audit trail as comma-separated values (RFC 4180): a row a change.
///
/// In UTF-8, lines ending in CR LF, a header row. The file begins with a byte order mark, without
/// which Excel takes UTF-8 for another encoding, and a cell that begins with `=`, `+`, `-`, `@`, a
/// tab or a carriage return, which a spreadsheet would compute, has an apostrophe before it: who
/// needs what was recorded to the byte has the journal.
public enum TrailCSV {
    /// The columns, in order.
    public static let header = [
        "entry", "recorded", "happened", "by", "for", "subject", "field", "part", "before", "value",
        "because", "struck-by", "corrected-to", "corrected-by",
    ]

    /// The whole file, in the order given; the same changes give the same bytes.
    ///
    /// - Complexity: O(the words of the changes).
    public static func render(_ changes: [AuditTrail.Change]) -> [UInt8] {
        [0xEF, 0xBB, 0xBF] + CSV.format([header] + changes.map { row($0).map(inert) })
    }

    private static func row(_ change: AuditTrail.Change) -> [String] {
        let stamp = change.stamp
        return [
            String(stamp.seq), stamp.at.description, stamp.on.description, stamp.by.text,
            stamp.behalf?.text ?? "", change.subject.words, change.field.rawValue,
            change.part ?? "", change.before?.words ?? "", change.value?.words ?? "",
            stamp.because ?? "", change.struck.map { String($0.seq) } ?? "",
            change.corrected.map { $0.fact.description } ?? "",
            change.corrected.map { String($0.stamp.seq) } ?? "",
        ]
    }

    /// `cell` as no spreadsheet computes it.
    private static func inert(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first)
        else { return cell }
        return "'" + cell
    }
}
