// What is decided and what waits for decision: dates, closures, and the end of a plan.

extension Paper {
    /// 8. Dates asked for, and dates agreed since the board was last told.
    var dates: [Document.Block] {
        [
            heading("dates", "8. Date changes"),
            block(requestTable, empty: "No change of date is asked for."),
            block(agreedTable, empty: "No date was agreed since the last report."),
        ] + (report.slips.isEmpty ? [] : [.figure(slipFigure)])
    }

    var requestTable: Table {
        Table(
            id: "dates-requested-table",
            caption: "Table 4(i). Changes of date asked for",
            columns: [
                Column("Milestone", namesRow: true), Column("Original"), Column("Current"),
                Column("Proposed"), Column("Why, and who asks"), Column("What waits for it"),
            ],
            rows: report.pending.dates.map { change in
                let waiting = change.waiting.map(\.description).joined(separator: ", ")
                return [
                    promise(change.milestone, change.title, 48),
                    Cell(date(change.milestone.original)), Cell(date(change.from)),
                    Cell(proposed(change)), Cell(reason(change)),
                    Cell(waiting.isEmpty ? "nothing" : waiting),
                ]
            }
        )
    }

    var agreedTable: Table {
        Table(
            id: "dates-agreed-table",
            caption: "Table 4(ii). Dates agreed since the last report",
            columns: [
                Column("Milestone", namesRow: true), Column("Original"), Column("Before"),
                Column("Agreed"), Column("Why, and who asked"), Column("Agreed by"),
            ],
            rows: report.datesAgreed.map { change in
                [
                    promise(change.milestone, change.title, 48),
                    Cell(date(change.milestone.original)), Cell(date(change.from)),
                    Cell(proposed(change)), Cell(reason(change)),
                    Cell(change.agreedBy?.text ?? "nobody"),
                ]
            }
        )
    }

    private func proposed(_ change: DateChange) -> String {
        date(change.to) + (change.isMove ? ", a move" : "")
    }

    private func reason(_ change: DateChange) -> String {
        let stamp = change.stamp
        let who = "\(stamp.behalf ?? stamp.by), \(stamp.on.words)"
        return stamp.because.map { "\(cut($0, 44)) (\(who))" } ?? "no reason (\(who))"
    }

    /// 9. What is delivered and confirmed, what waits for confirmation, what ended otherwise.
    var closures: [Document.Block] {
        [
            heading("closures", "9. Closures"),
            block(closureTable, empty: "Nothing is delivered or closed otherwise."),
        ]
    }

    /// What waits for the board first, then what waits for somebody to confirm it.
    var closureTable: Table {
        let deliveries = report.rows.filter { $0.rating.delivery != nil }
        let pending = report.closures.filter { $0.approved == nil }
        let approved = report.closures.filter { $0.approved != nil }
        let awaited = deliveries.filter { $0.rating.delivery?.confirmed == nil }
        let confirmed = deliveries.filter { $0.rating.delivery?.confirmed != nil }
        return Table(
            id: "closures-table",
            caption: "Table 5. Delivered, and closed otherwise",
            columns: [
                Column("Reference", namesRow: true), Column("How it ended"),
                Column("Confirmed or approved"),
            ],
            rows: pending.map(row) + awaited.map(row) + confirmed.map(row) + approved.map(row)
        )
    }

    private func row(_ row: AssuranceReport.MilestoneRow) -> [Cell] {
        guard let delivery = row.rating.delivery else { return [] }
        let waiting = report.basis.asAt - delivery.firstDeclared.day
        let state =
            delivery.confirmed.map { confirmed in
                let verifier = plan.name(of: confirmed.stamp.behalf ?? confirmed.stamp.by)
                let line = confirmed.fact.map { ", line \($0.rawValue)" } ?? ""
                return "by \(verifier), \(confirmed.stamp.on.words)\(line)"
            } ?? "awaited for \(counted(waiting, "day"))"
        let late = slip(row.rating).map { ", \($0) late" } ?? ""
        return [
            promise(row, 44), Cell("delivered \(delivery.declared.on.words)\(late)"), Cell(state),
        ]
    }

    private func row(_ row: ClosureRow) -> [Cell] {
        let closure = row.closure
        let to = [closure.to.map(\.description), closure.place].compactMap(\.self)
        let whom = to.isEmpty ? "" : " to \(to.joined(separator: ", "))"
        let name = closure.milestone.map { "\(closure.action)/\($0)" } ?? closure.action.text
        let state =
            row.approved.map { approved in
                let meeting = approved.fact.meeting.map { ", meeting of \($0.words)" } ?? ""
                return "by \(plan.name(of: approved.fact.by))\(meeting)"
            } ?? "awaited"
        let why = row.stamp.because.map { "; \(cut($0, 40))" } ?? "; no reason"
        return [
            Cell([[.strong(name), .plain(" \(cut(row.title, 48))")]]),
            Cell("\(closure.way.rawValue)\(whom), \(counted(row.milestones.count, "milestone"))"),
            Cell(state + why),
        ]
    }

    /// How the plan ended, where it did: every milestone in one column, and each that was not
    /// delivered by name.
    var closeOut: [Document.Block] {
        guard let closing = report.closing else { return [] }
        let stamp = closing.closed.stamp
        let agreed = closing.closed.fact.by.map { ", agreed by \(plan.name(of: $0))" } ?? ""
        return [
            heading("close-out", "Close-out"),
            says(
                "The plan was closed on \(stamp.on.words) for the meeting of "
                    + "\(closing.closed.fact.meeting.words)\(agreed). Every milestone that it "
                    + "promised is counted once in the table below."
            ), .table(outcomeTable(closing)),
            block(undeliveredTable(closing), empty: "Everything was delivered."),
        ]
    }

    private func outcomeTable(_ closing: Closing) -> Table {
        let numbers = { (outcomes: [Closing.Outcome: Int]) in
            ([outcomes.values.reduce(0, +)] + Closing.Outcome.allCases.map { outcomes[$0] ?? 0 })
                .map { Cell($0) }
        }
        let all = closing.priorities.reduce(into: [:]) {
            $0.merge($1.outcomes, uniquingKeysWith: +)
        }
        return Table(
            id: "close-out-table",
            caption: "What became of the milestones of each priority",
            columns: [Column("Priority", namesRow: true), Column("All", isNumber: true)]
                + Closing.Outcome.allCases.map { Column($0.words, isNumber: true) },
            rows: closing.priorities.map { priority, outcomes in
                let title = cut(priority.title, 60)
                return [Cell([[.strong("\(priority.code)"), .plain(" \(title)")]])]
                    + numbers(outcomes)
            },
            total: ["All"] + numbers(all)
        )
    }

    func undeliveredTable(_ closing: Closing) -> Table {
        Table(
            id: "undelivered-table",
            caption: "What was not delivered, and who has it now",
            columns: [
                Column("Milestone", namesRow: true), Column("What became of it"),
                Column("Where it went"), Column("Approved by"),
            ],
            rows: closing.undelivered.map { undelivered in
                let closed = undelivered.closure?.closed.fact
                let to = [closed?.to.map(\.description), closed?.place].compactMap(\.self)
                let approved = undelivered.closure?.approved?.fact.by
                return [
                    promise(undelivered.row, 72), Cell(undelivered.outcome.words),
                    Cell(to.isEmpty ? "nowhere stated" : to.joined(separator: ", ")),
                    Cell(approved.map { plan.name(of: $0) } ?? "nobody"),
                ]
            }
        )
    }
}

extension Closing.Outcome {
    /// The outcome as the paper calls it.
    fileprivate var words: String {
        switch self {
        case .confirmed: "delivered and confirmed"
        case .unconfirmed: "delivered, not confirmed"
        case .open: "still open"
        case .transferred, .superseded, .withdrawn: rawValue
        }
    }
}
