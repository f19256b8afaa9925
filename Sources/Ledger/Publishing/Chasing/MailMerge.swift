// What leads are asked for as a table for letters: one row a lead, for mail merge.

/// Writes what leads are asked for as comma-separated values (RFC 4180) that Word takes as a list
/// of recipients.
///
///     organisation,name,role,lead,left,meeting,by,asks,ask_1,ask_2,…,ask_40,more
///
/// One row a lead, since a letter is a row: its asks stand in columns, worst first. A template
/// names `ask_1` to `ask_40`, a line each, and Word leaves out lines that are empty; `more` says
/// how many further ones there are. For Word's sake
/// - no cell has a line break, which it takes for the end of a record where it reads text
///   (Microsoft KB 142756: "records are separated by paragraph marks"), so one cell of lines
///   would not do;
/// - no cell has more than 255 characters (UTF-16), where it cuts one that comes by way of Excel;
///   what stands last in an ask, and is cut, is the title of the action;
/// - the columns are the same whatever is asked, so a template fits the next meeting too;
/// - the file begins with a byte order mark, without which Word and Excel take UTF-8 for another
///   encoding;
/// - a cell that begins with `=`, `+`, `-` or `@`, which Excel would compute, has an apostrophe
///   before it.
///
/// Whoever is up to date has no row; where nothing is asked, the header stands alone.
public enum MailMerge {
    /// How many asks have a column of their own.
    public static let asksMax = 40
    /// The most characters of a cell, in UTF-16 units.
    static let cellMax = 255

    /// The whole file; the same chase gives the same bytes.
    public static func render(_ chase: Chase) -> [UInt8] {
        let header =
            ["organisation", "name", "role", "lead", "left", "meeting", "by", "asks"]
            + (1...asksMax).map { "ask_\($0)" } + ["more"]
        let rows = chase.organisations.flatMap { organisation in
            organisation.leads.map { row($0, organisation.organisation, chase).map(cell) }
        }
        return [0xEF, 0xBB, 0xBF] + CSV.format([header] + rows)
    }

    private static func row(
        _ asked: Chase.LeadAsks,
        _ organisation: String?,
        _ chase: Chase
    ) -> [String] {
        let plan = chase.ratings.plan
        let person = asked.lead.flatMap { plan.people[$0] }
        let asks = asked.asks.prefix(asksMax).map(words)
        let more = asked.asks.count - asks.count
        return [
            organisation ?? "", asked.lead.map { plan.name(of: $0) } ?? "nobody named",
            person?.office.role ?? "", asked.lead?.text ?? "", person?.left?.day.words ?? "",
            chase.meeting?.day.words ?? "", chase.by.words, String(asked.asks.count),
        ] + asks + Array(repeating: "", count: asksMax - asks.count) + [
            more > 0 ? "and \(more) more" : ""
        ]
    }

    private static func words(_ ask: Chase.Ask) -> String {
        "\(ask.subject) \(ask.kind.words): \(ask.why). \(ask.kind.request). (\(ask.title))"
    }

    /// `text` as a cell that Word takes whole and Excel does not compute.
    static func cell(_ text: String) -> String {
        var cell = String(text.map { $0.isNewline ? " " : $0 })
        if let first = cell.first, "=+-@".contains(first) { cell = "'" + cell }
        guard cell.utf16.count > cellMax else { return cell }
        var width = 1
        let kept = cell.prefix { character in
            width += character.utf16.count
            return width <= cellMax
        }
        return kept + "…"
    }
}
