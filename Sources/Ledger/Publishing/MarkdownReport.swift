// The assurance report in Markdown: plain enough to read as it stands.

/// Renders the assurance report in GitHub-flavoured Markdown, with pipe tables.
public enum MarkdownReport {
    /// The whole report, ending in a line feed.
    public static func render(_ report: AssuranceReport) -> String {
        let parts =
            [heading(report), position(report)]
            + tables(report).map { table(of: $0.rows, $0.title, $0.lead) }
            + [differing(report), basis(report)]
        return parts.joined(separator: "\n")
    }

    private static func heading(_ report: AssuranceReport) -> String {
        let basis = report.basis
        let counts = report.counts
        return """
            # \(text(basis.plan.title)): assurance report

            \(text(basis.board)), meeting of \(basis.meeting.day.words)

            Position on \(basis.asAt.words), from the \(basis.knownAt) entries recorded by \
            \(basis.knownUntil).

            Of \(counts.milestones) milestones \(counts.overdue) are overdue, \
            \(counts.dueAtMeeting) are due at this meeting, \(counts.undated) have no date, \
            \(counts.delivered) are delivered (\(counts.percent(counts.delivered)) per cent) and \
            \(counts.confirmed) of these are confirmed by somebody independent \
            (\(counts.percent(counts.confirmed)) per cent). \(counts.moved) have been moved.

            """
    }

    private static func position(_ report: AssuranceReport) -> String {
        let header = [
            "Priority", "", "Milestones", "Red", "Amber", "Grey", "Green", "Blue", "Overdue",
            "Delivered", "Confirmed",
        ]
        let lines = report.priorities.map { position in
            [position.priority.code.text, text(position.priority.title)] + cells(position.counts)
        }
        let total = ["", "**All**"] + cells(report.counts)
        return "## Position by priority\n\n" + table(header, lines + [total], numbers: 2)
    }

    private static func cells(_ counts: AssuranceReport.Counts) -> [String] {
        ([counts.milestones] + Rating.allCases.map { counts.ratings[$0] ?? 0 }
            + [counts.overdue, counts.delivered, counts.confirmed]).map(String.init)
    }

    private struct Table {
        let title: String
        let lead: String
        let rows: [AssuranceReport.MilestoneRow]
    }

    private static func tables(_ report: AssuranceReport) -> [Table] {
        [
            Table(
                title: "Overdue",
                lead: "Past their date and not delivered, longest first.",
                rows: report.overdue
            ),
            Table(
                title: "Due at this meeting",
                lead: "Due on the day of the meeting itself, so neither late nor done here.",
                rows: report.dueAtMeeting
            ),
            Table(
                title: "Next period",
                lead: "Due by \(report.nextPeriodEnd.words), in order of their dates.",
                rows: report.nextPeriod
            ),
            Table(
                title: "Without a date",
                lead: "No completion date is agreed.",
                rows: report.undated
            ),
            Table(
                title: "Moved dates",
                lead: "After approval a later date was agreed; a move never improves a rating.",
                rows: report.moved
            ),
        ]
    }

    private static func table(
        of rows: [AssuranceReport.MilestoneRow],
        _ title: String,
        _ lead: String
    ) -> String {
        let header = [
            "Milestone", "What was promised", "Accountable", "Responsible", "Original", "Current",
            "Forecast", "Slippage", "Moves", "Rating", "Latest progress",
        ]
        let lines = rows.map { row in
            let rating = row.rating
            return [
                row.milestone.name.description,
                [row.title, row.milestone.start.label].compactMap(\.self).map(text)
                    .joined(separator: " – "),
                leads(row.accountable), leads(row.responsible), date(row.milestone.original),
                date(row.milestone.current), date(row.milestone.forecast),
                PlanJSON.words(ofSlippage: rating) ?? "", String(rating.moves.count),
                "\(rating.result.published.rawValue): \(text(rating.result.why))",
                row.note.map { text($0.fact.text) } ?? "none given",
            ]
        }
        let body = rows.isEmpty ? "None.\n" : table(header, lines, numbers: header.count)
        return "## \(title)\n\n\(lead)\n\n\(body)"
    }

    private static func differing(_ report: AssuranceReport) -> String {
        let header = ["Milestone", "Declared", "Computed", "Published", "Why"]
        let lines = report.differing.map { row in
            let result = row.rating.result
            return [
                row.milestone.name.description, result.declared?.rawValue ?? "",
                result.computed.rawValue, result.published.rawValue, text(result.why),
            ]
        }
        let body = lines.isEmpty ? "None.\n" : table(header, lines, numbers: header.count)
        return "## Ratings that differ\n\nThe published rating is the worse of the two.\n\n\(body)"
    }

    private static func basis(_ report: AssuranceReport) -> String {
        let basis = report.basis
        let adopted =
            basis.policy.adopted.map { "The policy in force is \($0.fact.policy)." }
            ?? "No rating policy has been adopted; the built-in thresholds hold."
        let thresholds = PolicyAdoption.Threshold.allCases.map {
            "\($0.rawValue) \(basis.policy[$0])"
        }
        return """
            ## Basis

            - As at: \(basis.asAt)
            - Cut-off: entry \(basis.knownAt), recorded \(basis.knownUntil)
            - Entries: \(basis.knownAt)
            - Head: \(basis.head.hex)
            - \(adopted) In days, the tolerance of months in months: \
            \(thresholds.joined(separator: ", ")).
            - Percentages are of all milestones of the plan.

            """
    }

    private static func date(_ date: StatedDate?) -> String { date?.words ?? "" }

    private static func leads(_ keys: [Key]) -> String {
        keys.isEmpty ? "nobody named" : keys.map(\.text).joined(separator: ", ")
    }

    /// A pipe table; the columns from `numbers` on are aligned to the right.
    private static func table(_ header: [String], _ lines: [[String]], numbers: Int) -> String {
        let rule = header.indices.map { $0 >= numbers ? "---:" : "---" }
        return ([header, rule] + lines).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }

    /// Text in which nothing is taken for markup: ASCII punctuation that Markdown could read is
    /// escaped, and a line feed becomes a space.
    static func text(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": escaped += " "
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "&":
                escaped += "\\\(scalar)"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
