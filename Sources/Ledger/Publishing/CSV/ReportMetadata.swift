// metadata.json: what the report's CSV files are and what stands in their columns, for programs.

/// What the report's CSV files are, in the W3C's "Metadata Vocabulary for Tabular Data" (CSVW).
///
///     {
///       "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
///       "dc:title": "County plan: assurance report",
///       …
///       "tables": [
///         {
///           "url": "plan.csv",
///           "dc:title": "The full plan: a row a milestone, and one for an action without any",
///           "tableSchema": {"columns": [{"name": "action", "titles": "action", …}, …]},
///           "notes": [{"type": "Annotation", "target": "plan.csv#cell=7,23", …}]
///         },
///
/// A column's `titles` is its name in the header row; `name`, which may hold no hyphen (RFC 6570,
/// section 2.3), has underscores. `notes` point out the cells that a spreadsheet would run as
/// formulas, by row and column (RFC 7111), the header being row 1.
struct ReportMetadata {
    private let report: AssuranceReport
    private let sheets: [ReportSheet]

    init(_ report: AssuranceReport, _ sheets: [ReportSheet]) {
        (self.report, self.sheets) = (report, sheets)
    }

    var json: JSONValue {
        let basis = report.basis
        return PlanJSON.object([
            (
                "@context",
                .array([
                    .string("http://www.w3.org/ns/csvw"),
                    PlanJSON.object([("@language", .string(Document.language))]),
                ])
            ),
            ("dc:title", .string("\(basis.plan.title): assurance report")),
            ("dc:description", .string(Self.description)),
            ("dc:language", .string(Document.language)),
            ("dc:publisher", .string(basis.board)),
            ("schema:additionalProperty", .array(properties)),
            // Without this a row whose first cell begins with # would be a comment.
            ("dialect", PlanJSON.object([("commentPrefix", .null)])),
            ("tables", .array(sheets.map(table))),
        ])
    }

    private static let description =
        "The assurance report as data for programs: RFC 4180, UTF-8, dates in ISO 8601 as "
        + "precisely as they were stated, an empty cell where there is nothing to say. Cells hold "
        + "what the ledger holds, unaltered. A spreadsheet would run a cell that begins with =, +, "
        + "-, @, a tab or a carriage return as a formula: the notes of a table name each. Import "
        + "the columns as text; never open these files by a double click."

    /// What the report rests on, by name.
    private var properties: [JSONValue] {
        let basis = report.basis
        let last = report.since?.last
        let values: [(String, JSONValue)] = [
            ("plan", .string(basis.plan.plan.text)),
            ("title", .string(basis.plan.title)),
            ("board", .string(basis.board)),
            ("meeting", PlanJSON.text(basis.meeting.day)),
            ("as-at", PlanJSON.text(basis.asAt)),
            ("known-at", .integer(basis.knownAt)),
            ("known-until", PlanJSON.text(basis.knownUntil)),
            ("head", .string(basis.head.hex)),
            ("merkle-root", .string(basis.merkleRoot.hex)),
            ("renderer", .string(AssuranceReport.renderer)),
            ("compared-with-meeting", PlanJSON.text(last?.publication?.fact.meeting)),
            ("compared-with-as-at", PlanJSON.text(last?.asAt)),
            ("compared-with-known-at", last.map { .integer($0.knownAt) } ?? .null),
        ]
        return values.filter { $0.1 != .null }.map { name, value in
            PlanJSON.object([
                ("@type", .string("schema:PropertyValue")), ("schema:name", .string(name)),
                ("schema:value", value),
            ])
        }
    }

    private func table(_ sheet: ReportSheet) -> JSONValue {
        let notes = notes(sheet)
        return PlanJSON.object(
            [
                ("url", .string(sheet.file)),
                ("dc:title", .string(sheet.title)),
                (
                    "tableSchema",
                    PlanJSON.object([("columns", .array(sheet.columns.map(column)))])
                ),
            ] + (notes.isEmpty ? [] : [("notes", .array(notes))])
        )
    }

    private func column(_ column: ReportSheet.Column) -> JSONValue {
        let name = String(column.name.map { $0 == "-" ? "_" : $0 })
        return PlanJSON.object(
            [
                ("name", .string(name)), ("titles", .string(column.name)),
                ("dc:description", .string(column.words)),
                ("datatype", column.type.datatype),
            ] + (column.type == .list ? [("separator", .string("; "))] : [])
        )
    }

    private func notes(_ sheet: ReportSheet) -> [JSONValue] {
        let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]
        return sheet.records.enumerated().flatMap { row, cells in
            cells.enumerated().compactMap { column, cell -> JSONValue? in
                // A value below zero is a number to a spreadsheet too.
                guard sheet.columns[column].type != .decimal,
                    let first = cell.unicodeScalars.first, starts.contains(first)
                else { return nil }
                return PlanJSON.object([
                    ("type", .string("Annotation")),
                    ("target", .string("\(sheet.file)#cell=\(row + 2),\(column + 1)")),
                    ("body", .string("A spreadsheet would run this text as a formula.")),
                ])
            }
        }
    }
}

extension CSVType {
    /// The type as CSVW has it; `format` of words is a regular expression.
    fileprivate var datatype: JSONValue {
        switch self {
        case .text, .list: return .string("string")
        case .integer: return .string("integer")
        case .decimal: return .string("decimal")
        case .boolean: return .string("boolean")
        case .day: return .string("date")
        case .moment: return .string("dateTime")
        case .date:
            let point = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
            return PlanJSON.object([
                ("base", .string("string")), ("format", .string("\(point)(/\(point))?")),
                (
                    "dc:description",
                    .string("ISO 8601: a day, month or year, or two with / between.")
                ),
            ])
        }
    }
}
