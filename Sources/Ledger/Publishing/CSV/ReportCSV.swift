// The assurance report as CSV: the plan as one table, or every table as a file of its own.

/// The assurance report as comma-separated values, for programs.
///
/// RFC 4180 in UTF-8, lines ending in CR LF, a header row, no byte order mark; a file of its own
/// says what the files are (GOV.UK, "Tabular data standard"). Dates are ISO 8601 in their own
/// precision, so `2018-11` stays a month; an empty cell says that there is nothing to say.
///
/// **Spreadsheets.** A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is run
/// as a formula by a spreadsheet that opens the file (OWASP, "CSV injection"). Such a cell is
/// written as it was recorded all the same: these files are for programs, which must read back
/// what stands in the ledger, and a mark put before it (an apostrophe, as OWASP has it for files
/// that are meant for spreadsheets) would alter `+44 1865` and `- first point` for every reader,
/// and stop not every spreadsheet. Instead `metadata.json` warns of it and names every such cell;
/// whoever wants a spreadsheet imports the columns as text. People read HTML or Word, which run
/// nothing.
public enum ReportCSV {
    /// The whole plan as one table, a row a milestone and one for an action without any:
    /// `plan.csv`, which is what `report --format csv` prints.
    ///
    /// - Complexity: O(milestones + evidence).
    public static func plan(_ report: AssuranceReport) -> String {
        ReportSheets(report).plan.contents
    }

    /// Every table of the report, a file each, and `metadata.json`, which describes them as the
    /// W3C's "Metadata Vocabulary for Tabular Data" has it.
    ///
    /// The names never change; a table without rows is a header row alone, but for `measures.csv`
    /// and `readings.csv`, which are there only where the plan has measures. The same report gives
    /// the same bytes.
    ///
    /// - Complexity: O(the words of the report).
    public static func files(_ report: AssuranceReport) -> [(name: String, contents: String)] {
        let sheets = ReportSheets(report).all
        return sheets.map { ($0.file, $0.contents) }
            + [("metadata.json", ReportMetadata(report, sheets).json.indented())]
    }
}

/// The tables in the making.
struct ReportSheets {
    let report: AssuranceReport

    init(_ report: AssuranceReport) {
        self.report = report
    }

    var plan: ReportSheet {
        let rows = Dictionary(grouping: report.rows) { $0.milestone.name.action }
        let lines = known.orderedActions.flatMap { action in
            (rows[action.code] ?? []).map { PlanLine(action: action, row: $0) }
                + (action.milestones.isEmpty ? [PlanLine(action: action, row: nil)] : [])
        }
        return ReportSheet(
            "plan",
            "The full plan: a row a milestone, and one for an action without any",
            lines,
            planColumns
        )
    }

    /// The tables, in the order of the paper.
    var all: [ReportSheet] {
        [
            plan, position, exceptions, dueAtMeeting, datesRequested, datesAgreed, closures,
            deliveries, nextPeriod, differing, changes, restatements, reconciliation, risks,
            dependencies, assurance, evidence, gaps, recordedLate, corrections, deliveryCurve,
            slips,
            help, words, closeOut, undelivered,
        ] + (report.measures.isEmpty ? [] : [measures, readings])
    }

    /// The plan that the report is of.
    var known: Plan { report.ratings.plan }

    func names(_ keys: [Key]) -> String { keys.map { known.name(of: $0) }.joined(separator: "; ") }

    func name(_ key: Key?) -> String? { key.map { known.name(of: $0) } }
}
