// The tables of the paper, 1 to 8, whole and as the body shows them.

extension Paper {
    typealias Table = Document.Table
    typealias Column = Document.Column
    typealias Cell = Document.Cell

    /// The most rows that the body shows of the exceptions.
    static let exceptionRowsMax = 10
    /// The most rows that the body shows of any other table.
    static let rowsMax = 8

    /// A heading, and the table cut to what the body shows; words where it has no rows.
    func section(
        _ id: String,
        _ heading: String,
        _ table: Table,
        max: Int = rowsMax,
        empty: String
    ) -> [Document.Block] {
        let title = Document.Block.heading(level: 2, id: id, heading)
        if table.rows.isEmpty { return [title, says(empty)] }
        let more = table.rows.count - max
        let shown = Table(
            id: table.id,
            caption: table.caption,
            columns: table.columns,
            rows: Array(table.rows.prefix(max)),
            total: table.total,
            note: more > 0 ? "and \(more) more, appendix C" : table.note
        )
        return [title, .table(shown)]
    }

    func rating(_ row: AssuranceReport.MilestoneRow) -> Cell {
        Cell([[.rating(row.rating.result.published)], [.plain(row.rating.result.why)]])
    }

    func promise(_ row: AssuranceReport.MilestoneRow) -> Cell {
        Cell([row.title, row.milestone.start.label].compactMap(\.self).joined(separator: "\n"))
    }

    /// 4 and 5. The position by priority, and the delivery curve.
    var position: [Document.Block] {
        [
            .heading(level: 2, id: "position", "4. Position by priority"), .table(positionTable),
            .figure(positionFigure), .heading(level: 2, id: "curve", "5. Delivery"),
            .figure(curveFigure),
        ]
    }

    private func numbers(_ counts: AssuranceReport.Counts) -> [Cell] {
        let colours = Rating.allCases.map { Cell(counts.ratings[$0] ?? 0) }
        return [Cell(counts.milestones)] + colours
            + [counts.overdue, counts.dueAtMeeting, counts.delivered, counts.confirmed].map {
                Cell($0)
            }
    }

    var positionTable: Table {
        let headings =
            ["Milestones"] + Rating.allCases.map(\.rawValue)
            + ["Overdue", "Due now", "Delivered", "Confirmed"]
        return Table(
            id: "position",
            caption: "Table 1. Position by priority",
            columns: [Column("Priority", namesRow: true)]
                + headings.map { Column($0, isNumber: true) },
            rows: report.priorities.map { position in
                [Cell("\(position.priority.code) \(position.priority.title)")]
                    + numbers(position.counts)
            },
            total: ["All"] + numbers(report.counts)
        )
    }

    /// 6. What is red, then what is amber.
    var exceptions: [Document.Block] {
        section(
            "exceptions",
            "6. Exceptions",
            exceptionTable,
            max: Paper.exceptionRowsMax,
            empty: "Nothing is red or amber."
        )
    }

    var exceptionTable: Table {
        let columns =
            [Column("Milestone", namesRow: true)]
            + [
                "What was promised", "Leads", "Original", "Current", "Forecast", "Slip", "Moves",
                "Rating", "What is being done", "By when", "Help wanted",
            ].map { Column($0, isNumber: $0 == "Moves") }
        return Table(
            id: "exceptions",
            caption: "Table 2. Exceptions, worst first",
            columns: columns,
            rows: report.exceptions.map { row in
                let help = report.pending.help.filter { $0.action == row.milestone.name.action }
                let agreed = row.rating.moves.last?.by.map { "agreed by \(plan.name(of: $0))" }
                return [
                    Cell(row.milestone.name.description), promise(row),
                    Cell(leads(row.accountable) + "\n" + leads(row.responsible)),
                    Cell(date(row.milestone.original)),
                    Cell(
                        [date(row.milestone.current), agreed].compactMap(\.self).joined(
                            separator: "\n"
                        )
                    ),
                    Cell(date(row.milestone.forecast)),
                    Cell(PlanJSON.words(ofSlippage: row.rating) ?? ""),
                    Cell(row.rating.moves.count), rating(row),
                    Cell(row.note?.fact.text ?? "none given"), Cell(date(row.note?.fact.byWhen)),
                    Cell(help.map(\.note.fact).joined(separator: "\n")),
                ]
            }
        )
    }

    private func milestones(
        _ id: String,
        _ caption: String,
        _ rows: [AssuranceReport.MilestoneRow]
    ) -> Table {
        let columns =
            [Column("Milestone", namesRow: true)]
            + ["What was promised", "Leads", "Original", "Current", "Forecast", "Rating", "Latest"]
            .map { Column($0) }
        return Table(
            id: id,
            caption: caption,
            columns: columns,
            rows: rows.map { row in
                [
                    Cell(row.milestone.name.description), promise(row),
                    Cell(leads(row.accountable)), Cell(date(row.milestone.original)),
                    Cell(date(row.milestone.current)), Cell(date(row.milestone.forecast)),
                    rating(row), Cell(row.note?.fact.text ?? "none given"),
                ]
            }
        )
    }

    /// 7. What is due at the meeting itself, so neither late nor done here.
    var dueAtMeeting: [Document.Block] {
        section(
            "due-at-meeting",
            "7. Due at this meeting",
            dueTable,
            empty: "Nothing is due at this meeting."
        )
    }

    var dueTable: Table {
        milestones("due-at-meeting", "Table 3. Due at this meeting", report.dueAtMeeting)
    }

    /// 8. Dates asked for, and dates agreed since the board was last told.
    var dates: [Document.Block] {
        section(
            "dates",
            "8. Date changes",
            requestTable,
            empty: "No change of date is asked for."
        )
            + (agreedTable.rows.isEmpty
                ? [says("No date was agreed since the last report.")] : [.table(agreedTable)])
            + (report.slips.isEmpty ? [] : [.figure(slipFigure)])
    }

    private func changes(
        _ id: String,
        _ caption: String,
        _ changes: [DateChange]
    ) -> Table {
        let columns =
            [Column("Milestone", namesRow: true)]
            + [
                "What was promised", "Original", "Before", "Date", "Why", "By", "Agreed by",
                "Waiting for it",
            ]
            .map { Column($0) }
        return Table(
            id: id,
            caption: caption,
            columns: columns,
            rows: changes.map { change in
                let stamp = change.stamp
                let agreed = change.agreedBy.map { plan.name(of: $0) } ?? "not answered"
                return [
                    Cell(change.milestone.name.description), Cell(change.title),
                    Cell(date(change.milestone.original)), Cell(date(change.from)),
                    Cell(date(change.to) + (change.isMove ? "\na move" : "")),
                    Cell(stamp.because ?? ""),
                    Cell("\(plan.name(of: stamp.behalf ?? stamp.by)), \(stamp.on.words)"),
                    Cell(agreed),
                    Cell(change.waiting.map(\.description).joined(separator: ", ")),
                ]
            }
        )
    }

    var requestTable: Table {
        changes("dates-requested", "Table 4(i). Changes of date asked for", report.pending.dates)
    }

    var agreedTable: Table {
        changes(
            "dates-agreed",
            "Table 4(ii). Dates agreed since the last report",
            report.datesAgreed
        )
    }

    /// 9. What is delivered and confirmed, what waits for confirmation, what ended otherwise.
    var closures: [Document.Block] {
        section(
            "closures",
            "9. Closures",
            closureTable,
            empty: "Nothing is delivered or closed otherwise."
        )
    }

    var closureTable: Table {
        let delivered = report.rows.compactMap { row -> [Cell]? in
            guard let delivery = row.rating.delivery else { return nil }
            let waiting = report.basis.asAt - delivery.firstDeclared.day
            let state =
                delivery.confirmed.map { confirmed in
                    "confirmed by \(plan.name(of: confirmed.stamp.by)) on "
                        + "\(confirmed.stamp.on.words)"
                        + (confirmed.fact.map { ", line \($0.rawValue)" } ?? "")
                } ?? "confirmation awaited for \(counted(waiting, "day"))"
            return [
                Cell(row.milestone.name.description), Cell(row.title),
                Cell("delivered \(delivery.declared.on.words)"), Cell(state),
                Cell(PlanJSON.words(ofSlippage: row.rating) ?? ""),
            ]
        }
        let closed = report.closures.map { row -> [Cell] in
            let closure = row.closure
            let to = [closure.to.map(\.description), closure.place].compactMap(\.self)
            let state =
                row.approved.map { "approved by \(plan.name(of: $0.fact.by))" }
                ?? "approval awaited"
            let name = closure.milestone.map { "\(closure.action)/\($0)" } ?? closure.action.text
            return [
                Cell(name), Cell(row.title),
                Cell(([closure.way.rawValue] + to).joined(separator: ", ")),
                Cell(state + "\n" + (row.stamp.because ?? "")), Cell(""),
            ]
        }
        return Table(
            id: "closures",
            caption: "Table 5. Delivered, and closed otherwise",
            columns: [Column("Reference", namesRow: true)]
                + ["What was promised", "How it ended", "Confirmed or approved", "Slip"].map {
                    Column($0)
                },
            rows: delivered + closed
        )
    }

    /// 10. What is due next.
    var nextPeriod: [Document.Block] {
        section(
            "next-period",
            "10. Next period",
            nextTable,
            empty: "Nothing is due by \(report.nextPeriodEnd.words)."
        )
    }

    var nextTable: Table {
        milestones(
            "next-period",
            "Table 6. Due by \(report.nextPeriodEnd.words), in order of dates",
            report.nextPeriod
        )
    }

    /// 11. Where leads see it otherwise than the dates.
    var differing: [Document.Block] {
        section(
            "ratings",
            "11. Ratings that differ",
            differingTable,
            empty: "No declared rating differs from the computed one."
        )
    }

    var differingTable: Table {
        Table(
            id: "ratings-that-differ",
            caption: "Table 7. Declared and computed ratings that differ",
            columns: [Column("Milestone", namesRow: true)]
                + ["Declared", "Computed", "Published", "Why"].map { Column($0) },
            rows: report.differing.map { row in
                let result = row.rating.result
                return [
                    Cell(row.milestone.name.description),
                    Cell([[result.declared.map { .rating($0) } ?? .plain("")]]),
                    Cell([[.rating(result.computed)]]), Cell([[.rating(result.published)]]),
                    Cell(result.why),
                ]
            }
        )
    }

    /// 12. What changed since the board was last told, and what was told otherwise then.
    var changes: [Document.Block] {
        guard let since = report.since else {
            return [
                .heading(level: 2, id: "changes", "12. What changed"),
                says(
                    "The plan is not approved and no report was published, so there is nothing to compare."
                ),
            ]
        }
        let last =
            since.last.publication.map { "the report for \($0.fact.meeting.words)" }
            ?? "the approval of the plan"
        return section(
            "changes",
            "12. What changed",
            changeTable,
            empty: "No rating changed since \(last)."
        )
            + [
                says(
                    "Compared with \(last): position on \(since.last.asAt.words), known at entry "
                        + "\(since.last.knownAt). \(counted(since.late.count, "entry").replacingEntries) "
                        + "recorded since speak of days it covered."
                )
            ] + (restatementTable.rows.isEmpty ? [] : [.table(restatementTable)])
    }

    private func changes(_ id: String, _ caption: String, _ changes: [RatingChange]) -> Table {
        Table(
            id: id,
            caption: caption,
            columns: [Column("Milestone", namesRow: true)]
                + ["What was promised", "Before", "Now", "Why"].map { Column($0) },
            rows: changes.map { change in
                [
                    Cell(change.milestone.description), Cell(change.title),
                    Cell([
                        [change.before.map { .rating($0.published) } ?? .plain("not in the plan")]
                    ]),
                    Cell([[change.after.map { .rating($0.published) } ?? .plain("not in the plan")]]
                    ),
                    Cell(change.after?.why ?? ""),
                ]
            }
        )
    }

    var changeTable: Table {
        changes(
            "changes",
            "Table 8. What changed since the last report",
            report.since?.changes ?? []
        )
    }

    var restatementTable: Table {
        changes(
            "restatements",
            "Table 8(ii). Restated: what was reported then, and what is known of it now",
            report.since?.restatements ?? []
        )
    }
}

extension String {
    /// "0 entries", "1 entry": the plural of the one noun that does not only add an s.
    fileprivate var replacingEntries: String {
        hasSuffix("entrys") ? String(dropLast(6)) + "entries" : self
    }
}
