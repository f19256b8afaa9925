// The portfolio, highlight reports and what other plans say, as JSON objects.

extension PlanJSON {
    /// `report --portfolio --format json`: `as-at`, `plans` (each with `plan`, `title`, `board`,
    /// `entries`, `head` and `counts`), `missing` and `warnings` (`plan`, `why`),
    /// `unopened`,
    /// `counts` of all together, `exceptions`, `waits`, `circles`, `conflicts`, `workload`
    /// (`leads`, `organisations`), `decisions` by board, and `meetings`.
    public static func portfolio(_ portfolio: Portfolio) -> JSONValue {
        object([
            ("as-at", text(portfolio.asAt)),
            ("plans", .array(portfolio.plans.map(plan))),
            (
                "missing",
                .array(
                    portfolio.missing.map(remark)
                )
            ),
            ("warnings", .array(portfolio.warnings.map(remark))),
            ("unopened", .array(portfolio.unopened.map { .string($0.text) })),
            ("counts", counts(portfolio.counts)),
            (
                "exceptions",
                .array(
                    portfolio.worst.map { worst in
                        object([("plan", text(worst.plan)), ("milestone", row(worst.row))])
                    }
                )
            ),
            ("waits", .array(portfolio.waits.map(wait))),
            (
                "circles",
                .array(portfolio.circles.map { .array($0.map { .string($0.description) }) })
            ),
            ("conflicts", .array(portfolio.conflicts.map(conflict))),
            (
                "workload",
                object([
                    ("leads", .array(portfolio.workload.leads.map(line))),
                    ("organisations", .array(portfolio.workload.organisations.map(line))),
                ])
            ),
            ("decisions", .array(portfolio.decisions.map(decisions))),
            ("meetings", .array(portfolio.meetingsAhead.map(meeting))),
        ])
    }

    /// `report --highlight`: the plan, the period, and each programme.
    public static func highlights(_ highlights: [Highlight]) -> JSONValue {
        .array(highlights.map(highlight))
    }

    /// What other plans say of a code, and what it says of them.
    public static func crossings(_ crossings: [Crossing]) -> JSONValue {
        .array(
            crossings.map { crossing in
                let kind =
                    switch crossing.kind {
                    case .waits: "waits"
                    case .link(let kind): kind.rawValue
                    }
                let (from, to) =
                    crossing.isOutgoing
                    ? (crossing.near, crossing.far) : (crossing.far, crossing.near)
                return object([
                    ("from", text(from)), ("kind", text(kind)), ("to", text(to)),
                    ("inferred", .bool(crossing.inferred)), ("note", text(crossing.note)),
                    ("found", text(crossing.found.word)), ("said", found(crossing.found)),
                ])
            }
        )
    }

    /// What the plans shown beside a report say: each with what it rests on and its actions.
    static func beside(_ known: KnownPlan) -> JSONValue {
        guard case .object(let own) = plan(known) else { return .null }
        let actions = list(known.plan.orderedActions, known.ratings)
        let links = known.plan.links.map { event(.structure(.actionLinked($0.fact))) }
        return .object(
            own + [
                .init(name: "actions", value: actions), .init(name: "links", value: .array(links)),
            ]
        )
    }

    private static func remark(_ remark: Portfolio.Remark) -> JSONValue {
        object([("plan", text(remark.plan)), ("why", text(remark.words))])
    }

    private static func plan(_ known: KnownPlan) -> JSONValue {
        object([
            ("plan", text(known.code)), ("title", text(known.title)),
            ("board", text(known.plan.name(ofBoard: known.plan.board))),
            ("closed", text(known.closed?.day)),
            ("entries", .integer(known.size)), ("head", text(known.head.hex)),
            ("counts", counts(known.counts)),
        ])
    }

    private static func found(_ found: Found) -> JSONValue {
        guard case .said(let borrowed) = found else { return .null }
        return object([
            ("reference", text(borrowed.reference)), ("title", text(borrowed.title)),
            ("rating", text(borrowed.rating?.rawValue)),
            ("accountable", keys(borrowed.accountable)),
            ("dates", .array(borrowed.dates.map { .string($0.description) })),
            ("undated", .integer(borrowed.undated)),
            ("milestones", .integer(borrowed.rows.count)),
            ("overdue", .integer(borrowed.overdue)),
            ("delivered", .integer(borrowed.delivered.all)),
            ("confirmed", .integer(borrowed.delivered.confirmed)),
            ("closed", text(borrowed.closure?.closed.fact.way.rawValue)),
            ("entries", .integer(borrowed.size)), ("head", text(borrowed.head.hex)),
        ])
    }

    private static func wait(_ wait: Wait) -> JSONValue {
        object([
            ("plan", text(wait.plan)), ("milestone", text(wait.row.milestone.name)),
            ("rating", text(wait.row.rating.result.published.rawValue)),
            ("waits-for", text(wait.reference)), ("found", text(wait.found.word)),
            ("said", found(wait.found)),
        ])
    }

    private static func conflict(_ conflict: Conflict) -> JSONValue {
        object([
            ("about", .array(conflict.subjects.map { .string($0.rawValue) })),
            ("inferred", .bool(conflict.inferred)), ("note", text(conflict.note)),
            (
                "sides",
                .array(
                    conflict.sides.map { side in
                        object([
                            ("reference", text(side.reference)), ("title", text(side.title)),
                            ("accountable", keys(side.accountable)),
                            ("dates", .array(side.rows.map { text($0.milestone.current) })),
                        ])
                    }
                )
            ),
        ])
    }

    private static func line(_ line: PortfolioWorkload.Line) -> JSONValue {
        object([
            ("key", text(line.key)), ("name", text(line.name)),
            ("organisation", text(line.organisation)),
            ("plans", .array(line.plans.map { .string($0.text) })),
            ("accountable", .integer(line.accountable)),
            ("responsible", .integer(line.responsible)), ("open", .integer(line.open)),
            ("overdue", .integer(line.overdue)),
        ])
    }

    private static func decisions(_ decisions: BoardDecisions) -> JSONValue {
        object([
            ("board", text(decisions.board)),
            (
                "waiting",
                .array(
                    decisions.waiting.map { waiting in
                        object([
                            ("about", text(waiting.about)), ("milestone", text(waiting.milestone)),
                            ("asked", text(PortfolioWords.words(waiting.what))),
                            ("since", text(waiting.since)),
                        ])
                    }
                )
            ),
        ])
    }

    private static func meeting(_ meeting: BoardMeeting) -> JSONValue {
        object([
            ("board", text(meeting.name)), ("day", text(meeting.day)),
            ("title", text(meeting.title)), ("papers", text(meeting.papers)),
            ("papers-stated", .bool(meeting.isStated)), ("reaches", text(meeting.reaches)),
            ("plans", .array(meeting.plans.map { .string($0.text) })),
            ("otherwise", .array(meeting.otherwise.map { .string($0) })),
        ])
    }

    private static func highlight(_ highlight: Highlight) -> JSONValue {
        object([
            ("plan", text(highlight.plan.code)), ("entries", .integer(highlight.plan.size)),
            ("head", text(highlight.plan.head.hex)),
            ("as-at", text(highlight.plan.ratings.asAt)),
            ("programme", text(highlight.programme.code)),
            ("title", text(highlight.programme.title)), ("aim", text(highlight.programme.aim)),
            ("period", text(highlight.period)), ("next", text(highlight.next)),
            ("counts", counts(highlight.counts)),
            ("without-milestone", .array(highlight.undatedActions.map { .string($0.text) })),
            ("delivered", rows(highlight.delivered)),
            ("not-delivered", rows(highlight.notDelivered)), ("moved", rows(highlight.moved)),
            (
                "notes",
                .array(
                    highlight.notes.map { told in
                        object([("action", text(told.action)), ("note", note(told.note))])
                    }
                )
            ),
            ("due", rows(highlight.due)), ("exceptions", rows(highlight.exceptions)),
            ("risks", .array(highlight.risks.map(risk))),
            ("help", .array(highlight.help.map(help))),
        ])
    }

    private static func help(_ call: HelpCall) -> JSONValue {
        object([
            ("action", text(call.action)), ("help", text(call.help)),
            ("note", text(call.note.fact)), ("since", text(call.note.stamp.day)),
        ])
    }
}
