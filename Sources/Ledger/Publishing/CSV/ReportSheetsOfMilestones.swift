// The tables of the report that have a row a milestone, and its numbers by priority.

/// A row of the plan: a milestone, or an action that has none.
struct PlanLine {
    let action: Action
    let row: AssuranceReport.MilestoneRow?
}

extension ReportSheets {
    /// The columns of the plan, which every table of milestones has.
    var planColumns: [CSVColumn<PlanLine>] {
        actionColumns + dateColumns + ratingColumns + progressColumns
    }

    private var actionColumns: [CSVColumn<PlanLine>] {
        let leads = { (line: PlanLine, role: LeadRole) in
            known.leads(of: line.action.code, as: role)
        }
        return [
            .text("action", "The code of the action.") { $0.action.code.text },
            .text("priority", "The code of the strategic priority that the action stands under.") {
                known.priorityCode(of: $0.action.code).text
            },
            .text("parent", "The code of the action that this one is a part of.") {
                known.actions[$0.action.under]?.code.text
            },
            .text("title", "What the action promises.") { $0.action.title },
            .text("accountable", "The names of those who answer for it, with `; ` between them.") {
                names(leads($0, .accountable))
            },
            .list("accountable-keys", "Their keys in the ledger.") { leads($0, .accountable) },
            .text("responsible", "The names of those who do the work, with `; ` between them.") {
                names(leads($0, .responsible))
            },
            .list("responsible-keys", "Their keys in the ledger.") { leads($0, .responsible) },
            .count("milestone", "The number of the milestone within its action.") {
                $0.row?.milestone.name.number.number
            },
            .text("label", "The milestone's own words.") { $0.row?.milestone.start.label },
        ]
    }

    private var dateColumns: [CSVColumn<PlanLine>] {
        [
            .text("written", "The date as the source wrote it.") {
                $0.row?.milestone.start.written
            },
            .date("original", "The date at approval, which nothing alters.") {
                $0.row?.milestone.original
            },
            .date("current", "The date agreed last.") { $0.row?.milestone.current },
            .date("forecast", "The lead's latest estimate.") { $0.row?.milestone.forecast },
            .date("delivered", "When the delivery that stands was declared to have happened.") {
                $0.row?.rating.delivery?.declared.on
            },
            .date("confirmed", "When somebody independent confirmed it.") {
                $0.row?.rating.delivery?.confirmed?.stamp.on
            },
            .count("moves", "How often the date was moved after approval.") {
                $0.row?.rating.moves.count
            },
            .count("slippage", "How far it lies, or lay, behind the original date.") {
                $0.row?.rating.slippage?.amount
            },
            .text("slippage-unit", "What the slippage counts: `day`, `month` or `year`.") {
                $0.row?.rating.slippage.map { "\($0.unit)" }
            },
            .flag("slippage-running", "Whether the slippage still grows.") { line in
                line.row.flatMap { row in row.rating.slippage.map { _ in row.rating.isRunning } }
            },
        ]
    }

    private var ratingColumns: [CSVColumn<PlanLine>] {
        let result = { (line: PlanLine) in
            line.row?.rating.result ?? report.ratings[action: line.action.code]
        }
        return [
            .text("published", "The rating as published: `red`, `amber`, `grey`, `green`, `blue`.")
            {
                result($0)?.published.rawValue
            },
            .text("declared", "The rating that the lead declared, where it bears on this.") {
                result($0)?.declared?.rawValue
            },
            .text("computed", "The rating that the dates and facts give.") {
                result($0)?.computed.rawValue
            },
            .text("why", "The test or rule that decided the rating.") { result($0)?.why },
        ]
    }

    private var progressColumns: [CSVColumn<PlanLine>] {
        let closure = { (line: PlanLine) in
            known.closure(of: line.action.code, line.row?.milestone.name.number)
        }
        return [
            .text("note", "The latest progress note of the action or of one under it.") {
                note($0)?.fact.text
            },
            .date("note-on", "The date that the note speaks of.") { note($0)?.stamp.on },
            .date("by-when", "By when what the note speaks of should be done.") {
                note($0)?.fact.byWhen
            },
            .count(
                "evidence",
                "How many pieces of evidence are filed for the milestone, or for its whole action."
            ) { line in
                line.row.map { known.evidence(for: $0.milestone.name).count }
                    ?? line.action.evidence.facts.count
            },
            .text(
                "closed",
                "How it was closed without delivery: `transferred`, `superseded`, `withdrawn`."
            ) { closure($0)?.closed.fact.way.rawValue },
            .flag("closed-approved", "Whether that closure is approved.") {
                closure($0).map { $0.approved != nil }
            },
        ]
    }

    private func note(_ line: PlanLine) -> Stamped<Note>? {
        if let row = line.row { return row.note }
        return known.withParts(line.action.code).compactMap(\.notes.latest).max {
            $0.stamp < $1.stamp
        }
    }

    private func lines(_ rows: [AssuranceReport.MilestoneRow]) -> [PlanLine] {
        rows.compactMap { row in
            known.actions[row.milestone.name.action].map { PlanLine(action: $0, row: row) }
        }
    }

    var exceptions: ReportSheet {
        let agreedBy = { (line: PlanLine) in line.row?.rating.moves.last?.by }
        return ReportSheet(
            "exceptions",
            "Milestones that are red, then those that are amber",
            lines(report.exceptions),
            planColumns + [
                .text("agreed-by", "The key of whoever agreed to the last move of its date.") {
                    agreedBy($0)?.text
                },
                .text("agreed-by-name", "Their name.") { name(agreedBy($0)) },
                .list("help", "The numbers of its calls for help that wait: see help.csv.") {
                    line in
                    report.pending.help.filter { $0.action == line.action.code }.map(\.help)
                },
            ]
        )
    }

    var dueAtMeeting: ReportSheet {
        ReportSheet(
            "due-at-meeting",
            "Milestones due at the meeting itself",
            lines(report.dueAtMeeting),
            planColumns
        )
    }

    var nextPeriod: ReportSheet {
        ReportSheet(
            "next-period",
            "Milestones due by \(report.nextPeriodEnd), in order of their dates",
            lines(report.nextPeriod),
            planColumns
        )
    }

    var differing: ReportSheet {
        ReportSheet(
            "ratings-that-differ",
            "Milestones whose declared rating is not the computed one",
            lines(report.differing),
            planColumns
        )
    }

    /// The totals of each priority and of the plan, which is the row without a priority.
    var position: ReportSheet {
        typealias Line = (code: String?, title: String, counts: AssuranceReport.Counts)
        typealias Counts = AssuranceReport.Counts
        let lines: [Line] =
            report.priorities.map { ($0.priority.code.text, $0.priority.title, $0.counts) }
            + [(nil, "All", report.counts)]
        let counts: [CSVColumn<Counts>] =
            [.count("milestones", "All milestones.") { $0.milestones }]
            + Rating.allCases.map { rating in
                .count(rating.rawValue, "Those published \(rating.rawValue).") { $0[rating] }
            } + [
                .count("overdue", "Past their date and not delivered.") { $0.overdue },
                .count("due-at-meeting", "Due at the meeting itself.") { $0.dueAtMeeting },
                .count("undated", "Open and without a date.") { $0.undated },
                .count("delivered", "Delivered, confirmed or not.") { $0.delivered },
                .count("confirmed", "Delivered, and confirmed by somebody independent.") {
                    $0.confirmed
                },
                .count("closed", "Closed without delivery, and that approved.") { $0.closed },
                .count("moved", "Moved at least once.") { $0.moved },
                .count("moves", "How often dates were moved in all.") { $0.moves },
                .count("slipped", "Later than the original date, delivered or not.") { $0.slipped },
                .count("met-original", "Delivered by the original date.") { $0.metOriginal },
                .count("met-current", "Delivered by the current date.") { $0.metCurrent },
            ]
        return ReportSheet(
            "position",
            "How many milestones of each priority, and of the plan, there are of each kind",
            lines,
            [
                .text("priority", "The code of the priority; nothing in the row of the plan.") {
                    $0.code
                },
                .text("title", "What the priority is called; `All` in the row of the plan.") {
                    $0.title
                },
            ] + counts.map { $0.at { $0.counts } }
        )
    }
}
