// The portfolio as a document: the position of several plans on a page, and what lies between them.

extension Document {
    /// What several plans say beside one another: what each board must decide, position,
    /// exceptions, what waits for what, conflicts, workload, meetings, and what all of it rests on.
    public init(_ portfolio: Portfolio) {
        let paper = PortfolioPaper(portfolio: portfolio)
        self.init(title: paper.title)
        blocks =
            paper.opening + paper.decisions + paper.position + paper.exceptions + paper.waits
            + paper.conflicts + paper.workload + paper.meetings + paper.basis
    }
}

/// The portfolio's paper in the making.
struct PortfolioPaper {
    typealias Table = Document.Table
    typealias Column = Document.Column
    typealias Cell = Document.Cell

    let portfolio: Portfolio

    var title: String {
        let count = portfolio.plans.count
        return "Portfolio of \(count) \(count == 1 ? "plan" : "plans")"
    }

    private func heading(_ id: String, _ words: String) -> Document.Block {
        .heading(level: 2, id: id, words)
    }

    private func says(_ words: String) -> Document.Block { .paragraph([.plain(words)]) }

    var opening: [Document.Block] {
        let unopened = portfolio.unopened.map(\.text).joined(separator: ", ")
        let start: [Document.Block] =
            [
                .heading(level: 1, id: "title", title),
                .paragraph([
                    .plain("Position on "), .strong(portfolio.asAt.words),
                    .plain(". Each plan is rated from its own entries alone."),
                ]),
            ]
            + (unopened.isEmpty
                ? [] : [says("Not open on that day, as far as was recorded by then: \(unopened).")])
        let remarks =
            portfolio.missing.map { remark -> [Document.Span] in
                [.strong("\(remark.plan) is missing. "), .plain(remark.words)]
            }
            + portfolio.warnings.map { remark -> [Document.Span] in
                [.strong("\(remark.plan): "), .plain(remark.words)]
            }
        return start + (remarks.isEmpty ? [] : [.list(remarks, isNumbered: false)])
    }

    // MARK: What the boards are asked

    var decisions: [Document.Block] {
        let title = heading("decisions", "1. What each board must decide")
        if portfolio.decisions.isEmpty { return [title, says("Nothing waits for any board.")] }
        let tables = portfolio.decisions.enumerated().map { number, decisions in
            Table(
                id: "decisions-\(number + 1)",
                caption: "Waiting for \(decisions.board)",
                columns: [
                    Column("About", namesRow: true), Column("What is asked"), Column("Since"),
                ],
                rows: decisions.waiting.map { waiting in
                    let number = waiting.milestone.map { "/\($0)" } ?? ""
                    return [
                        Cell([[.strong("\(waiting.about)\(number)")]]),
                        Cell(PortfolioWords.words(waiting.what)), Cell(waiting.since.words),
                    ]
                }
            )
        }
        return [title] + tables.map { .table($0) }
    }

    // MARK: Where plans stand

    var position: [Document.Block] {
        [
            heading("position", "2. Position by plan"),
            .table(
                Table(
                    id: "plans",
                    caption: "Table 1. Position by plan, in milestones",
                    columns: [Column("Plan", namesRow: true), Column("Board")]
                        + counted.map { Column($0.capitalised, isNumber: true) },
                    rows: portfolio.plans.map { known in
                        let closed = known.closed.map { ", closed on \($0.day.words)" } ?? ""
                        let title = " \(known.title)\(closed)"
                        let board = known.plan.name(ofBoard: known.plan.board)
                        return [
                            Cell([[.strong(known.code.text), .plain(title)]]), Cell(board),
                        ] + numbers(known.counts)
                    },
                    total: [Cell([[.strong("All plans")]]), ""] + numbers(portfolio.counts)
                )
            ),
        ]
    }

    private var counted: [String] {
        ["milestones"] + Rating.allCases.map(\.rawValue)
            + ["overdue", "undated", "delivered", "confirmed", "moved"]
    }

    private func numbers(_ counts: AssuranceReport.Counts) -> [Cell] {
        ([counts.milestones] + Rating.allCases.map { counts[$0] }
            + [counts.overdue, counts.undated, counts.delivered, counts.confirmed, counts.moved])
            .map { Cell($0) }
    }

    var exceptions: [Document.Block] {
        let title = heading("exceptions", "3. Exceptions, worst first")
        if portfolio.worst.isEmpty { return [title, says("Nothing is red or amber.")] }
        let all = portfolio.counts[.red] + portfolio.counts[.amber]
        let more = all - portfolio.worst.count
        return [
            title,
            .table(
                Table(
                    id: "exceptions",
                    caption: "Table 2. Exceptions",
                    columns: [
                        Column("Milestone", namesRow: true), Column("Accountable"),
                        Column("Due"), Column("Rating"), Column("Why"),
                    ],
                    rows: portfolio.worst.map { worst in
                        let row = worst.row
                        return [
                            promise(row, in: worst.plan),
                            Cell(PortfolioWords.keys(row.accountable)),
                            Cell(row.milestone.current?.words ?? "none"),
                            Cell([[.rating(row.rating.result.published)]]),
                            Cell(row.rating.result.why.inWords),
                        ]
                    },
                    note: more > 0 ? "and \(more) more, in the plans' own papers" : nil
                )
            ),
        ]
    }

    private func promise(_ row: AssuranceReport.MilestoneRow, in plan: Code) -> Cell {
        let label = row.milestone.start.label.map { ": \($0)" } ?? ""
        return Cell([
            [.strong("\(plan):\(row.milestone.name)"), .plain(" \(row.title)\(label)")]
        ])
    }

    // MARK: What lies between plans

    var waits: [Document.Block] {
        let title = heading("waits", "4. What waits for what")
        let more = portfolio.circles.count - 10
        let circles =
            portfolio.circles.prefix(10).map { circle in
                says(
                    "A circle: \(PortfolioWords.words(circle: circle)). None of it can be done "
                        + "first."
                )
            } + (more > 0 ? [says("and \(more) more circles, in the data")] : [])
        if portfolio.waits.isEmpty { return [title, says("Nothing waits for anything.")] }
        let table = Table(
            id: "waits",
            caption: "Table 3. Open milestones that wait for something",
            columns: [
                Column("Milestone", namesRow: true), Column("Rating"), Column("Waits for"),
                Column("What is said there"), Column("As known from"),
            ],
            rows: portfolio.waits.map { wait in
                var basis = "not known"
                if case .said(let borrowed) = wait.found {
                    basis = PortfolioWords.basis(of: borrowed)
                }
                return [
                    promise(wait.row, in: wait.plan),
                    Cell([[.rating(wait.row.rating.result.published)]]),
                    Cell("\(wait.reference)".inWords),
                    Cell(PortfolioWords.words(wait.found, wait.reference)), Cell(basis),
                ]
            }
        )
        return [title] + circles + [.table(table)]
    }

    var conflicts: [Document.Block] {
        let title = heading("conflicts", "5. Where plans disagree")
        if portfolio.conflicts.isEmpty { return [title, says("No disagreement is found.")] }
        let table = Table(
            id: "conflicts",
            caption: "Table 4. Places that should say the same and do not",
            columns: [
                Column("One place", namesRow: true), Column("The other"),
                Column("They disagree about"), Column("Why they belong together"),
            ],
            rows: portfolio.conflicts.map { conflict in
                conflict.sides.map { side($0, conflict) } + [
                    Cell(PortfolioWords.words(conflict)),
                    Cell(why(conflict)),
                ]
            }
        )
        return [title, .table(table)]
    }

    private func side(_ side: Conflict.Side, _ conflict: Conflict) -> Cell {
        let keys = PortfolioWords.keys(side.accountable)
        let place = "\(side.reference)".inWords
        if conflict.subjects == [.name] {
            return Cell([[.strong(place), .plain(" \(keys) is \(side.title)")]])
        }
        let dates = PortfolioWords.dates(side.rows)
        let accountable = side.reference.code == nil ? [] : [[plain("accountable \(keys)")]]
        return Cell([[.strong(place), .plain(" \(side.title)")], [plain(dates)]] + accountable)
    }

    private func plain(_ words: String) -> Document.Span { .plain(words) }

    private func why(_ conflict: Conflict) -> String {
        switch conflict.subjects {
        case [.name]: "one key is one person or body in all plans of a ledger"
        case [.order]: "the one waits for the other"
        default: conflict.note ?? (conflict.inferred ? "inferred" : "stated")
        }
    }

    // MARK: Who does it, and when boards meet

    var workload: [Document.Block] {
        let leads = table(
            portfolio.workload.leads,
            id: "leads",
            caption: "Table 5. Workload by lead, in all plans"
        )
        let organisations = table(
            portfolio.workload.organisations,
            id: "organisations",
            caption: "Table 6. Workload by organisation, in all plans"
        )
        return [heading("workload", "6. Workload")]
            + (leads.rows.isEmpty
                ? [says("Nobody leads anything.")] : [.table(leads), .table(organisations)])
    }

    private func table(
        _ lines: [PortfolioWorkload.Line],
        id: String,
        caption: String
    ) -> Table {
        Table(
            id: id,
            caption: caption,
            columns: [
                Column(id == "leads" ? "Lead" : "Organisation", namesRow: true),
                Column("Plans"), Column("Accountable for actions", isNumber: true),
                Column("Responsible for actions", isNumber: true),
                Column("Open milestones", isNumber: true), Column("Overdue", isNumber: true),
            ],
            rows: lines.map { line in
                let name = line.name ?? "no organisation named"
                return [
                    Cell(line.key.map { "\(name) (\($0))" } ?? name),
                    Cell(line.plans.map(\.text).joined(separator: ", ")), Cell(line.accountable),
                    Cell(line.responsible), Cell(line.open), Cell(line.overdue),
                ]
            }
        )
    }

    var meetings: [Document.Block] {
        let title = heading("meetings", "7. Meetings and their papers")
        let meetings = portfolio.meetingsAhead
        if meetings.isEmpty { return [title, says("No meeting of any board is ahead.")] }
        let table = Table(
            id: "meetings",
            caption: "Table 7. Meetings of all boards, and the day by which papers must be in",
            columns: [
                Column("Meeting", namesRow: true), Column("Board"), Column("Papers by"),
                Column("Can still be told at"), Column("Plans"), Column("Said otherwise"),
            ],
            rows: meetings.map { meeting in
                [
                    Cell("\(meeting.day.words), \(meeting.title)"), Cell(meeting.name),
                    Cell(meeting.papers.words + (meeting.isStated ? "" : ", worked back")),
                    Cell(meeting.reaches?.words ?? ""),
                    Cell(meeting.plans.map(\.text).joined(separator: ", ")),
                    Cell(meeting.otherwise.joined(separator: "; ")),
                ]
            },
            note: meetings.allSatisfy(\.isStated)
                ? nil
                : "Worked back: the last weekday that leaves five clear weekdays before the "
                    + "meeting. Bank holidays are not known here."
        )
        return [title, .table(table)]
    }

    var basis: [Document.Block] {
        let table = Table(
            id: "basis",
            caption: "Table 8. What this rests on",
            columns: [
                Column("Plan", namesRow: true), Column("Entries", isNumber: true),
                Column("Head, the SHA-256 of the last line"),
            ],
            rows: portfolio.plans.map { known in
                [Cell(known.code.text), Cell(known.size), Cell([[.code(known.head.hex)]])]
            }
        )
        return [heading("basis", "8. Basis"), .table(table)]
    }
}
