// Where the plan stands: the position by priority, the exceptions, and what is due now and next.

extension Paper {
    /// 4 and 5. The position by priority, and the delivery curve.
    var position: [Document.Block] {
        [
            heading("position", "4. Position by priority"), .table(positionTable),
            heading("curve", "5. Position and delivery, drawn"), .figure(positionFigure),
            .figure(curveFigure),
        ]
    }

    private func numbers(_ counts: AssuranceReport.Counts) -> [Cell] {
        ([counts.milestones] + Rating.allCases.map { counts[$0] }
            + [
                counts.overdue, counts.dueAtMeeting, counts.delivered, counts.confirmed,
                counts.metOriginal,
            ]).map { Cell($0) }
    }

    var positionTable: Table {
        let headings =
            ["All"] + Rating.allCases.map(\.rawValue)
            + ["overdue", "due now", "delivered", "confirmed", "met original"]
        return Table(
            id: "position-table",
            caption: "Table 1. Milestones of each priority",
            columns: [Column("Priority", namesRow: true)]
                + headings.map { Column($0, isNumber: true) },
            rows: report.priorities.map { position in
                let title = cut(position.priority.title, 30)
                return [
                    Cell([[.strong("\(position.priority.code)"), .plain(" \(title)")]])
                ] + numbers(position.counts)
            },
            total: ["All"] + numbers(report.counts)
        )
    }

    /// 6. What is red, then what is amber.
    var exceptions: [Document.Block] {
        [
            heading("exceptions", "6. Exceptions"),
            block(
                exceptionTable,
                max: Paper.exceptionRowsMax,
                empty: "Nothing is red or amber."
            ),
        ]
    }

    var exceptionTable: Table {
        Table(
            id: "exceptions-table",
            caption: "Table 2. What is red, then what is amber",
            columns: [
                Column("Milestone and leads", namesRow: true), Column("Dates"), Column("Rating"),
                Column("What is being done"),
            ],
            rows: report.exceptions.map { row in
                let promise = promise(row, 72).paragraphs.joined()
                return [
                    Cell([promise + [.plain(" (\(leads(row)))")]]), Cell(dates(row)),
                    Cell([
                        [
                            .rating(row.rating.result.published),
                            .plain(" \(cut(why(row.rating), 48))"),
                        ]
                    ]),
                    Cell(narrative(row)),
                ]
            },
            note: initials
        )
    }

    /// Whom the initials stand for that the tables use.
    private var initials: String? {
        let rows = report.exceptions + report.dueAtMeeting + report.nextPeriod
        let changes = report.pending.dates + report.datesAgreed
        let askers = changes.flatMap {
            [$0.stamp.behalf ?? $0.stamp.by, $0.agreedBy].compactMap(\.self)
        }
        let movers = report.exceptions.compactMap { $0.rating.moves.last.flatMap(agreedBy) }
        let agreed = [report.basis.policy.adopted?.fact.agreedBy].compactMap(\.self)
        let leads = rows.flatMap { $0.accountable + $0.responsible }
        let keys = Set(leads + askers + movers + agreed)
        let names = plan.keys.filter(keys.contains).map { "\($0) \(plan.name(of: $0))" }
        return names.isEmpty ? nil : "Initials: \(names.joined(separator: "; "))."
    }

    /// The keys of the accountable leads and, where they are others, of the responsible ones.
    func leads(_ row: AssuranceReport.MilestoneRow) -> String {
        let accountable = keys(row.accountable)
        return row.responsible == row.accountable
            ? accountable : "\(accountable), with \(keys(row.responsible))"
    }

    /// Original, current and forecast date, the slip, the number of moves and who agreed.
    func dates(_ row: AssuranceReport.MilestoneRow) -> String {
        let milestone = row.milestone
        let current = milestone.current
        var parts: [String] = []
        var moved: String? = moves(row.rating)
        if let current, current == milestone.original, row.rating.moves.isEmpty {
            parts.append("\(current.words), never moved")
            moved = nil
        } else if current == nil, milestone.original == nil {
            let written = milestone.start.written.map { ", written as “\($0)”" } ?? ""
            parts.append("no date agreed\(written)")
            moved = nil
        } else {
            parts.append("original \(date(milestone.original))")
            parts.append("current \(current?.words ?? milestone.start.written ?? "none")")
        }
        if let forecast = milestone.forecast { parts.append("forecast \(forecast.words)") }
        if let slip = slip(row.rating) { parts.append("slip \(slip)") }
        return (parts + [moved].compactMap(\.self)).joined(separator: "; ")
    }

    private func moves(_ rating: MilestoneRating) -> String {
        guard let last = rating.moves.last else { return "0 moves" }
        let agreed = agreedBy(last).map { ", agreed by \($0)" } ?? ""
        return counted(rating.moves.count, "move") + agreed
    }

    /// Who agreed to a move; of one that was recorded as a correction, who agreed to that.
    func agreedBy(_ move: Move) -> Key? {
        move.by ?? plan.corrections.first { $0.stamp == move.stamp }?.by
    }

    /// The latest note, by when, and the help asked for; that there is none is said.
    private func narrative(_ row: AssuranceReport.MilestoneRow) -> [[Span]] {
        let help = report.pending.help.filter { $0.action == row.milestone.name.action }
        let asked: [[Span]] = help.map {
            [.strong("Help wanted"), .plain(" \(cut($0.note.fact, 60))")]
        }
        return [latest(row, 80)] + asked
    }

    private func latest(_ row: AssuranceReport.MilestoneRow, _ max: Int) -> [Span] {
        guard let note = row.note else { return [.strong("none given")] }
        let byWhen = note.fact.byWhen.map { "; by \($0.words)" } ?? ""
        return [.plain("\(cut(note.fact.text, max)) (\(note.stamp.on.words)\(byWhen))")]
    }

    /// 7. What is due at the meeting itself, so neither late nor done here.
    var dueAtMeeting: [Document.Block] {
        [
            heading("due-at-meeting", "7. Due at this meeting"),
            block(dueTable, empty: "Nothing is due at this meeting."),
        ]
    }

    var dueTable: Table {
        Table(
            id: "due-at-meeting-table",
            caption: "Table 3. Due at the meeting of \(report.basis.meeting.day.words)",
            columns: [
                Column("Milestone", namesRow: true), Column("Accountable"), Column("Rating"),
                Column("Latest"),
            ],
            rows: report.dueAtMeeting.map { row in
                [
                    promise(row, 64), Cell(keys(row.accountable)),
                    Cell([[.rating(row.rating.result.published)]]), Cell([latest(row, 60)]),
                ]
            }
        )
    }

    /// 10. What is due next.
    var nextPeriod: [Document.Block] {
        [
            heading("next-period", "10. Next period"),
            block(nextTable, empty: "Nothing is due by \(report.nextPeriodEnd.words)."),
        ]
    }

    var nextTable: Table {
        Table(
            id: "next-period-table",
            caption: "Table 6. Due by \(report.nextPeriodEnd.words), in the order of their dates",
            columns: [
                Column("Milestone", namesRow: true), Column("Accountable"), Column("Due"),
                Column("Forecast"), Column("Rating"),
            ],
            rows: report.nextPeriod.map { row in
                [
                    promise(row, 48), Cell(keys(row.accountable)),
                    Cell(date(row.milestone.current)), Cell(row.milestone.forecast?.words ?? ""),
                    Cell([[.rating(row.rating.result.published)]]),
                ]
            }
        )
    }
}
