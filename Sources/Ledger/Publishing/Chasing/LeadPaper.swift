// One lead's own list as a document: what is asked, and what it leads, worst first.

extension Document {
    /// A lead's own list: what it is asked for, then its milestones, in two tables.
    public init(_ report: LeadReport) {
        let paper = LeadPaper(report)
        self.init(title: paper.title, blocks: paper.opening + paper.asked + paper.milestones)
    }
}

/// The list in the making.
private struct LeadPaper {
    private let report: LeadReport
    private var plan: Plan { report.ratings.plan }

    init(_ report: LeadReport) {
        self.report = report
    }

    var title: String { "\(plan.name(of: report.lead)): what is led, and what is asked" }

    var opening: [Document.Block] {
        let person = plan.people[report.lead]
        let office = [person?.office.role, plan.organisation(of: report.lead)]
        let words = office.compactMap(\.self).joined(separator: ", ")
        let chase = report.chase
        let meeting = chase.meeting.map { "\($0.day.words), \($0.call.title)" } ?? "none is ahead"
        let terms: [(String, String?)] = [
            ("Plan", plan.opening?.fact.title), ("Office", words.isEmpty ? nil : words),
            ("Left", person?.left?.day.words), ("Position on", report.ratings.asAt.words),
            ("Next meeting", meeting), ("Asked by", chase.by.words),
        ]
        return [
            .heading(level: 1, id: "title", title),
            .terms(
                terms.compactMap { name, words in
                    words.map { Document.Term(name, [.plain($0)]) }
                }
            ),
        ]
    }

    var asked: [Document.Block] {
        let heading = Document.Block.heading(level: 2, id: "asked", "Asked before the meeting")
        let asks = report.chase.organisations.flatMap(\.leads).flatMap(\.asks)
        guard !asks.isEmpty else {
            return [heading, .paragraph([.plain("Nothing: all of it is up to date.")])]
        }
        let table = Document.Table(
            id: "asked",
            caption: "Table 1. What is asked by \(report.chase.by.words)",
            columns: [Document.Column("About", namesRow: true)]
                + ["What was promised", "Found", "Asked"].map { Document.Column($0) },
            rows: asks.map { ask in
                [
                    Document.Cell(ask.subject), Document.Cell(ask.title),
                    Document.Cell("\(ask.kind.words): \(ask.why)"), Document.Cell(ask.kind.request),
                ]
            }
        )
        return [heading, .table(table)]
    }

    var milestones: [Document.Block] {
        let heading = Document.Block.heading(level: 2, id: "milestones", "What is led")
        var blocks = [heading]
        if report.rows.isEmpty {
            blocks.append(.paragraph([.plain("No milestone that is open or delivered.")]))
        } else {
            blocks.append(.table(table))
        }
        if !report.withoutMilestone.isEmpty {
            blocks.append(.paragraph([.plain("Without a milestone of their own:")]))
            blocks.append(
                .list(
                    report.withoutMilestone.map { [.plain("\($0.code) \($0.title)")] },
                    isNumbered: false
                )
            )
        }
        return blocks
    }

    private var table: Document.Table {
        let columns =
            [Document.Column("Milestone", namesRow: true)]
            + [
                "What was promised", "Lead", "Original", "Current", "Forecast", "Moves", "Rating",
                "Latest note", "Days old",
            ].map { Document.Column($0, isNumber: $0 == "Moves" || $0 == "Days old") }
        return Document.Table(
            id: "milestones",
            caption: "Table 2. What is led, worst first",
            columns: columns,
            rows: report.rows.map(cells)
        )
    }

    private func cells(_ row: AssuranceReport.MilestoneRow) -> [Document.Cell] {
        let (milestone, result) = (row.milestone, row.rating.result)
        let promise = [row.title, milestone.start.label].compactMap(\.self)
        return [
            Document.Cell(milestone.name.description),
            Document.Cell(promise.joined(separator: "\n")),
            Document.Cell(report.roles(in: row).joined(separator: "\n")),
            Document.Cell(milestone.original?.words ?? ""),
            Document.Cell(milestone.current?.words ?? ""),
            Document.Cell(milestone.forecast?.words ?? ""), Document.Cell(row.rating.moves.count),
            Document.Cell([[.rating(result.published)], [.plain(result.why)]]),
            Document.Cell(row.note?.fact.text ?? "none given"),
            Document.Cell(report.noteAge(of: row).map { String($0) } ?? ""),
        ]
    }
}

extension LeadReport {
    /// As what the lead leads: "accountable", "responsible", or both.
    public func roles(in row: AssuranceReport.MilestoneRow) -> [String] {
        [(LeadRole.accountable, row.accountable), (.responsible, row.responsible)]
            .filter { $0.1.contains(lead) }.map(\.0.rawValue)
    }
}
