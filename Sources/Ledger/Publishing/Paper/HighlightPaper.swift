// Highlight reports as a document: a page for each programme of a plan.

extension Document {
    /// The highlight reports of programmes of one plan, one after the other.
    public init(_ highlights: [Highlight]) {
        let plan = highlights.first?.plan
        self.init(title: "Highlight report: \(plan?.title ?? "no programme")")
        blocks = [.heading(level: 1, id: "title", title)]
        guard let first = highlights.first, let plan else { return }
        blocks += [
            .paragraph([
                .plain("Period "), .strong(first.period.words), .plain("; position on "),
                .strong(plan.ratings.asAt.words), .plain("; next period \(first.next.words)."),
            ])
        ]
        for highlight in highlights { blocks += HighlightPaper(highlight: highlight).blocks }
        blocks.append(.paragraph([.plain("It rests on \(PortfolioWords.basis(of: plan)).")]))
    }
}

/// One programme's page in the making.
private struct HighlightPaper {
    typealias Table = Document.Table
    typealias Column = Document.Column
    typealias Cell = Document.Cell

    let highlight: Highlight

    private var code: String { highlight.programme.code.text }

    var blocks: [Document.Block] {
        let programme = highlight.programme
        let aim = programme.aim.map { [says("Aim: \($0)")] } ?? []
        return [.heading(level: 2, id: "programme-\(code)", "\(code). \(programme.title)")] + aim
            + [says(summary)] + thisPeriod + nextPeriod + exceptions + risks + help
    }

    private func says(_ words: String) -> Document.Block { .paragraph([.plain(words)]) }

    private func heading(_ id: String, _ words: String) -> Document.Block {
        .heading(level: 3, id: "\(id)-\(code)", words)
    }

    private var summary: String {
        let counts = highlight.counts
        let colours = Rating.allCases.map { "\(counts[$0]) \($0.rawValue)" }.joined(separator: ", ")
        return "Of \(counts.milestones) \(counts.milestones == 1 ? "milestone" : "milestones"): "
            + "\(colours); \(counts.overdue) overdue, \(counts.delivered) delivered, "
            + "\(counts.confirmed) confirmed.\(unpromised)"
    }

    /// What no milestone speaks of.
    private var unpromised: String {
        let codes = highlight.undatedActions
        if codes.isEmpty { return "" }
        let verb = codes.count == 1 ? "has" : "have"
        return " Nothing says when \(codes.map(\.text).joined(separator: ", ")) "
            + "\(codes.count == 1 ? "is" : "are") due: \(codes.count) of its actions \(verb) no milestone."
    }

    private var thisPeriod: [Document.Block] {
        let notes = highlight.notes.map { told -> [Document.Span] in
            [
                .strong("\(told.action)"),
                .plain(", \(told.note.stamp.on.words): \(told.note.fact.text)"),
            ]
        }
        return [heading("this", "This period: \(highlight.period.words)")]
            + block(highlight.delivered, "delivered", "Delivered", empty: "Nothing was delivered.")
            + block(
                highlight.notDelivered,
                "due",
                "Due in the period and not delivered",
                empty: "Nothing due in the period is undelivered."
            )
            + block(highlight.moved, "moved", "Moved", empty: nil)
            + (notes.isEmpty
                ? [says("No progress was noted.")] : [.list(notes, isNumbered: false)])
    }

    private var nextPeriod: [Document.Block] {
        [heading("next", "Next period: \(highlight.next.words)")]
            + block(highlight.due, "next", "Due", empty: "Nothing is due.")
    }

    private var exceptions: [Document.Block] {
        [heading("exceptions", "Exceptions")]
            + block(
                highlight.exceptions,
                "exceptions",
                "Red, then amber",
                empty: "Nothing is red or amber."
            )
    }

    private var risks: [Document.Block] {
        let title = heading("risks", "Risks")
        if highlight.risks.isEmpty { return [title, says("No risk is recorded.")] }
        let table = Table(
            id: "risks-\(code)",
            caption: "Risks",
            columns: [
                Column("Risk", namesRow: true), Column("To"), Column("What is done about it"),
            ],
            rows: highlight.risks.map { risk in
                [
                    Cell([[.strong(risk.code.text), .plain(" \(risk.title)")]]),
                    Cell(risk.about.text),
                    Cell(risk.mitigations.latest?.fact ?? "nothing recorded"),
                ]
            }
        )
        return [title, .table(table)]
    }

    private var help: [Document.Block] {
        let title = heading("help", "Help wanted")
        if highlight.help.isEmpty { return [title, says("None is asked for.")] }
        let calls = highlight.help.map { call -> [Document.Span] in
            [
                .strong("\(call.action)"),
                .plain(" since \(call.note.stamp.day.words): \(call.note.fact)"),
            ]
        }
        return [title, .list(calls, isNumbered: false)]
    }

    private func block(
        _ rows: [AssuranceReport.MilestoneRow],
        _ id: String,
        _ caption: String,
        empty: String?
    ) -> [Document.Block] {
        if rows.isEmpty { return empty.map { [says($0)] } ?? [] }
        let table = Table(
            id: "\(id)-\(code)-table",
            caption: caption,
            columns: [
                Column("Milestone", namesRow: true), Column("Leads"), Column("Due"),
                Column("Rating"), Column("Why"),
            ],
            rows: rows.map { row in
                let label = row.milestone.start.label.map { ": \($0)" } ?? ""
                let leads =
                    row.accountable + row.responsible.filter { !row.accountable.contains($0) }
                return [
                    Cell([[.strong("\(row.milestone.name)"), .plain(" \(row.title)\(label)")]]),
                    Cell(PortfolioWords.keys(leads)), Cell(due(row)),
                    Cell([[.rating(row.rating.result.published)]]),
                    Cell(row.rating.result.why.inWords),
                ]
            }
        )
        return [.table(table)]
    }

    /// The date, and the meeting at which it is due where that is another day.
    private func due(_ row: AssuranceReport.MilestoneRow) -> String {
        let current = row.milestone.current
        let meeting = highlight.plan.plan.meetingDay(of: row.milestone)
        let words = meeting.flatMap { $0 == current?.day ? nil : "at the meeting of \($0.words)" }
        return [current?.words, words].compactMap(\.self).joined(separator: ", ")
    }
}
