// The forms one lead's own list is written in.

extension LeadReport {
    /// The bytes of the list in `format`, from the entries up to `knownAt`, recorded at
    /// `knownUntil`; nil for PDF, which other programs make of its HTML.
    public func render(
        as format: ReportFormat,
        knownAt: Int,
        knownUntil: Instant
    ) -> [UInt8]? {
        switch format {
        case .html: Array(HTMLPaper.render(Document(self)).utf8)
        case .markdown: Array(MarkdownPaper.render(Document(self)).utf8)
        case .docx: WordPaper.render(Document(self))
        case .csv: CSV.format(records)
        case .json: Array(PlanJSON.lead(self, knownAt: knownAt).indented().utf8)
        case .ics: Array(calendar(knownUntil).format().utf8)
        case .pdf: nil
        }
    }

    /// The milestones as records, as table 2 of the document has them.
    private var records: [[String]] {
        let header = [
            "milestone", "title", "label", "role", "original", "current", "forecast", "moves",
            "rating", "why", "note", "note-on", "note-age", "asked",
        ]
        return [header]
            + rows.map { row in
                let (milestone, result) = (row.milestone, row.rating.result)
                return [
                    milestone.name.description, row.title, milestone.start.label ?? "",
                    roles(in: row).joined(separator: "/"), milestone.original?.description ?? "",
                    milestone.current?.description ?? "", milestone.forecast?.description ?? "",
                    String(row.rating.moves.count), result.published.rawValue, result.why,
                    row.note?.fact.text ?? "", row.note?.stamp.on.description ?? "",
                    noteAge(of: row).map { String($0) } ?? "",
                    asks(about: row).map { "\($0.kind.words): \($0.kind.request)" }
                        .joined(separator: "\n"),
                ]
            }
    }

    /// Its open milestones on their days, under the names they have in the report's calendar, and
    /// what is asked.
    private func calendar(_ knownUntil: Instant) -> ICalendar {
        let plan = ratings.plan
        return ICalendar(
            name: "\(plan.opening?.fact.title ?? ""): \(plan.name(of: lead))",
            description: "What \(plan.name(of: lead)) leads, and what is asked by "
                + "\(chase.by.words). Position on \(ratings.asAt.words)",
            stamp: knownUntil,
            events: ReportCalendar.events(of: rows, ratings) + ChaseCalendar.events(chase)
        )
    }
}

extension PlanJSON {
    /// `report --for KT --format json`: `plan`, `lead`, `name`, `role`, `organisation`, `left`,
    /// `as-at`, `known-at`, `meeting` (null where none is ahead), `by`, `milestones` (as `report`
    /// has them, worst first), `without-milestone` (codes of actions) and `asks` (as `chase` has
    /// them).
    public static func lead(_ report: LeadReport, knownAt: Int) -> JSONValue {
        let (plan, chase) = (report.ratings.plan, report.chase)
        let person = plan.people[report.lead]
        return object([
            ("plan", text(plan.opening?.fact.plan)),
            ("lead", text(report.lead)),
            ("name", text(plan.name(of: report.lead))),
            ("role", text(person?.office.role)),
            ("organisation", text(plan.organisation(of: report.lead))),
            ("left", text(person?.left?.day)),
            ("as-at", text(report.ratings.asAt)),
            ("known-at", .integer(knownAt)),
            ("meeting", text(chase.meeting?.day)),
            ("by", text(chase.by)),
            ("milestones", rows(report.rows)),
            ("without-milestone", .array(report.withoutMilestone.map { text($0.code) })),
            ("asks", .array(chase.organisations.flatMap(\.leads).flatMap(\.asks).map(ask))),
        ])
    }
}
