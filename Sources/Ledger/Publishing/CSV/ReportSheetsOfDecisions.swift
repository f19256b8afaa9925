// The tables of the report about decisions, changes and the end of the plan.

extension ReportSheets {
    /// Which milestone a row is about, as plan.csv names it.
    var milestoneColumns: [CSVColumn<MilestoneName>] {
        [
            .text("action", "The code of the action.") { $0.action.text },
            .count("milestone", "The number of the milestone within its action.") {
                $0.number.number
            },
        ]
    }

    /// Which action, or which of its milestones, a row is about.
    var partColumns: [CSVColumn<(action: Code, number: Ordinal?)>] {
        [
            .text("action", "The code of the action.") { $0.action.text },
            .count("milestone", "The number of the milestone; nothing for the whole action.") {
                $0.number?.number
            },
        ]
    }

    /// When something happened, by whose word, why, and where it stands in the journal.
    var stampColumns: [CSVColumn<Stamp>] {
        [
            .date("on", "When it happened.") { $0.on },
            .text("by", "The key of whoever recorded it.") { $0.by.text },
            .text("for", "The key of the lead on whose behalf.") { $0.behalf?.text },
            .text("who", "The name of that lead, or else of whoever recorded it.") {
                name($0.behalf ?? $0.by)
            },
            .text("because", "Why.") { $0.because },
            .count("entry", "The number of the entry in the journal.") { $0.seq },
        ]
    }

    private var dateColumns: [CSVColumn<DateChange>] {
        milestoneColumns.map { $0.at(\.milestone.name) } + [
            .text("title", "What the action promises.") { $0.title },
            .date("original", "The date at approval, which nothing alters.") {
                $0.milestone.original
            },
            .date("from", "The date before.") { $0.from },
            .date("to", "The date asked for or agreed.") { $0.to },
            .flag("move", "Whether it is a move, or would be: a later date after approval.") {
                $0.isMove
            },
            .list("waiting", "The milestones that wait for this one.") { $0.waiting },
        ] + stampColumns.map { $0.at(\.stamp) }
    }

    var datesRequested: ReportSheet {
        ReportSheet(
            "dates-requested",
            "Other dates that are asked for and not answered",
            report.pending.dates,
            dateColumns
        )
    }

    var datesAgreed: ReportSheet {
        ReportSheet(
            "dates-agreed",
            "Dates agreed since the board was last told",
            report.datesAgreed,
            dateColumns + [
                .text("agreed-by", "The key of whoever agreed.") { $0.agreedBy?.text },
                .text("agreed-by-name", "Their name.") { name($0.agreedBy) },
            ]
        )
    }

    var closures: ReportSheet {
        ReportSheet(
            "closures",
            "Closures that stand, of what ends without being delivered here",
            report.closures,
            partColumns.map { $0.at { ($0.closure.action, $0.closure.milestone) } } + [
                .text("title", "What the action promises.") { $0.title },
                .text("how", "`transferred`, `superseded` or `withdrawn`.") {
                    $0.closure.way.rawValue
                },
                .text("to", "The action, plan or lead that has it now.") {
                    $0.closure.to?.description
                },
                .text("place", "Where it went, in words.") { $0.closure.place },
                .flag("approved", "Whether the closure is approved.") { $0.approved != nil },
                .text("agreed-by", "The key of whoever approved it.") { $0.approved?.fact.by.text },
                .text("agreed-by-name", "Their name.") { name($0.approved?.fact.by) },
                .day("meeting", "The meeting at which.") { $0.approved?.fact.meeting },
                .list("milestones", "The milestones it takes along.") { $0.milestones },
            ] + stampColumns.map { $0.at(\.stamp) }
        )
    }

    var deliveries: ReportSheet {
        typealias Line = (row: AssuranceReport.MilestoneRow, delivery: Delivery)
        let lines = report.rows.compactMap { row -> Line? in
            row.rating.delivery.map { (row, $0) }
        }
        let verifier = { (line: Line) in
            line.delivery.confirmed.map { $0.stamp.behalf ?? $0.stamp.by }
        }
        return ReportSheet(
            "deliveries",
            "Deliveries that stand, confirmed or not",
            lines,
            milestoneColumns.map { $0.at { $0.row.milestone.name } } + [
                .text("title", "What the action promises.") { $0.row.title },
                .date("first-declared", "When a delivery was first declared; reopening undoes it.")
                {
                    $0.delivery.firstDeclared.on
                },
            ] + stampColumns.map { $0.at { $0.delivery.declared } } + [
                .date("confirmed", "When somebody independent confirmed it.") {
                    $0.delivery.confirmed?.stamp.on
                },
                .text("confirmed-by", "The key of whoever confirmed it.") { verifier($0)?.text },
                .text("confirmed-by-name", "Their name.") { name(verifier($0)) },
                .count("line", "The line of assurance that confirmed it, 1 to 3.") {
                    $0.delivery.confirmed?.fact?.rawValue
                },
                .count("waiting", "The days it has waited for confirmation.") {
                    $0.delivery.confirmed == nil
                        ? report.basis.asAt - $0.delivery.firstDeclared.day : nil
                },
            ]
        )
    }

    var help: ReportSheet {
        ReportSheet(
            "help",
            "Calls for help that nobody has answered",
            report.pending.help,
            [
                .text("action", "The code of the action.") { $0.action.text },
                .count("help", "The number of the call within its action.") { $0.help.number },
                .text("title", "What the action promises.") { $0.title },
                .text("asked", "What is asked for.") { $0.note.fact },
            ] + stampColumns.map { $0.at(\.note.stamp) }
        )
    }

    // MARK: Changes

    private var changeColumns: [CSVColumn<RatingChange>] {
        milestoneColumns.map { $0.at(\.milestone) } + [
            .text("title", "What the action promises.") { $0.title },
            .text("before", "The rating that was published; nothing where it was not in the plan.")
            {
                $0.before?.published.rawValue
            },
            .text("now", "The rating as it is known now; nothing where it is not in the plan.") {
                $0.after?.published.rawValue
            },
            .text("why", "The test or rule that decides it now.") { $0.after?.why },
        ]
    }

    var changes: ReportSheet {
        ReportSheet(
            "changes",
            "Milestones that are rated otherwise than the board was last told",
            report.since?.changes ?? [],
            changeColumns
        )
    }

    var restatements: ReportSheet {
        ReportSheet(
            "restatements",
            "Milestones of which the board was told something else than is known now of that day",
            report.since?.restatements ?? [],
            changeColumns
        )
    }

    var reconciliation: ReportSheet {
        ReportSheet(
            "reconciliation",
            "How many milestones of each rating came and went since the board was last told",
            report.since?.reconciled ?? [],
            [
                .text("rating", "The published rating.") { $0.rating.rawValue },
                .count("then", "How many there were.") { $0.then },
                .count("came", "How many came to it.") { $0.came },
                .count("went", "How many went from it.") { $0.went },
                .count("now", "How many there are.") { $0.now },
            ]
        )
    }

    // MARK: The end of the plan

    var closeOut: ReportSheet {
        ReportSheet(
            "close-out",
            "What became of the milestones of each priority of a closed plan",
            report.closing?.priorities ?? [],
            [
                .text("priority", "The code of the priority.") { $0.priority.code.text },
                .text("title", "What the priority is called.") { $0.priority.title },
            ]
                + Closing.Outcome.allCases.map { outcome in
                    .count(outcome.rawValue, "How many were \(outcome.rawValue) at the end.") {
                        $0.outcomes[outcome] ?? 0
                    }
                }
        )
    }

    var undelivered: ReportSheet {
        ReportSheet(
            "undelivered",
            "Every milestone of a closed plan that was not delivered",
            report.closing?.undelivered ?? [],
            milestoneColumns.map { $0.at { $0.row.milestone.name } } + [
                .text("title", "What the action promises.") { $0.row.title },
                .text("outcome", "What became of it; `open` where nothing did.") {
                    $0.outcome.rawValue
                },
                .text("to", "The action, plan or lead that has it now.") {
                    $0.closure?.closed.fact.to?.description
                },
                .text("place", "Where it went, in words.") { $0.closure?.closed.fact.place },
            ]
        )
    }
}
