// The report's decisions, changes, assurance and figures as JSON.

extension PlanJSON {
    static func pending(_ pending: Pending) -> JSONValue {
        object([
            ("dates", .array(pending.dates.map(dateChange))),
            ("closures", .array(pending.closures.map(closure))),
            ("help", .array(pending.help.map(helpCall))),
        ])
    }

    /// `original`, `from`, `to`, `move`, `because`, `on`, `by`, `for`, `entry`, `agreed-by` (null
    /// where it is only asked for) and `waiting`, the milestones that wait for this one.
    static func dateChange(_ change: DateChange) -> JSONValue {
        object(
            [
                ("milestone", text(change.milestone.name)),
                ("title", text(change.title)),
                ("original", text(change.milestone.original)),
                ("from", text(change.from)),
                ("to", text(change.to)),
                ("move", .bool(change.isMove)),
                ("agreed-by", text(change.agreedBy)),
                ("waiting", .array(change.waiting.map { text($0) })),
            ] + stamp(change.stamp)
        )
    }

    private static func stamp(_ stamp: Stamp) -> [(String, JSONValue)] {
        [
            ("because", text(stamp.because)),
            ("on", text(stamp.on)),
            ("by", text(stamp.by)),
            ("for", text(stamp.behalf)),
            ("entry", .integer(stamp.seq)),
        ]
    }

    static func closure(_ row: ClosureRow) -> JSONValue {
        object(
            [
                ("action", text(row.closure.action)),
                ("milestone", text(row.closure.milestone)),
                ("title", text(row.title)),
                ("how", text(row.closure.way.rawValue)),
                ("to", text(row.closure.to)),
                ("place", text(row.closure.place)),
                ("agreed-by", text(row.approved?.fact.by)),
                ("meeting", text(row.approved?.fact.meeting)),
                ("milestones", .array(row.milestones.map { text($0) })),
            ] + stamp(row.stamp)
        )
    }

    private static func helpCall(_ call: HelpCall) -> JSONValue {
        object(
            [
                ("action", text(call.action)),
                ("help", text(call.help)),
                ("title", text(call.title)),
                ("asked", text(call.note.fact)),
            ] + stamp(call.note.stamp)
        )
    }

    /// A delivery that stands, with `waiting`: the days since it was first declared, null once it
    /// is confirmed.
    static func delivery(_ row: AssuranceReport.MilestoneRow, _ asAt: Day) -> JSONValue? {
        guard let delivery = row.rating.delivery else { return nil }
        let confirmed = delivery.confirmed
        return object([
            ("milestone", text(row.milestone.name)),
            ("title", text(row.title)),
            ("declared", text(delivery.declared.on)),
            ("by", text(delivery.declared.behalf ?? delivery.declared.by)),
            ("confirmed", text(confirmed?.stamp.on)),
            ("verifier", text(confirmed.map { $0.stamp.behalf ?? $0.stamp.by })),
            ("line", confirmed?.fact.map { .integer($0.rawValue) } ?? .null),
            (
                "waiting",
                confirmed == nil ? .integer(asAt - delivery.firstDeclared.day) : .null
            ),
        ])
    }

    static func closing(_ closing: Closing) -> JSONValue {
        object([
            ("on", text(closing.closed.stamp.on)),
            ("meeting", text(closing.closed.fact.meeting)),
            ("agreed-by", text(closing.closed.fact.by)),
            (
                "priorities",
                .array(
                    closing.priorities.map { priority, outcomes in
                        object(
                            [("priority", text(priority.code))]
                                + Closing.Outcome.allCases.map {
                                    ($0.rawValue, .integer(outcomes[$0] ?? 0))
                                }
                        )
                    }
                )
            ),
            (
                "undelivered",
                .array(
                    closing.undelivered.map { undelivered in
                        object([
                            ("milestone", text(undelivered.row.milestone.name)),
                            ("outcome", text(undelivered.outcome.rawValue)),
                            ("to", text(undelivered.closure?.closed.fact.to)),
                            ("place", text(undelivered.closure?.closed.fact.place)),
                        ])
                    }
                )
            ),
        ])
    }

    /// `meeting` of the last report (null where the approval counts), its `as-at`, `known-at` and
    /// `counts`; `changes` and `restatements`, `late` (entries recorded since that speak of days it
    /// covered) and `reconciled`, by colour.
    static func since(_ since: Since) -> JSONValue {
        object([
            ("meeting", text(since.last.publication?.fact.meeting)),
            ("as-at", text(since.last.asAt)),
            ("known-at", .integer(since.last.knownAt)),
            (
                "counts",
                object(
                    [
                        ("milestones", .integer(since.counts.milestones)),
                        ("overdue", .integer(since.counts.overdue)),
                        ("delivered", .integer(since.counts.delivered)),
                        ("confirmed", .integer(since.counts.confirmed)),
                        ("moved", .integer(since.counts.moved)),
                    ] + Rating.allCases.map { ($0.rawValue, .integer(since.counts[$0])) }
                )
            ),
            ("changes", .array(since.changes.map(change))),
            ("restatements", .array(since.restatements.map(change))),
            ("late", .array(since.late.map { .integer($0.seq) })),
            (
                "reconciled",
                .array(
                    since.reconciled.map { colour in
                        object([
                            ("rating", text(colour.rating.rawValue)),
                            ("then", .integer(colour.then)),
                            ("came", .integer(colour.came)),
                            ("went", .integer(colour.went)),
                            ("now", .integer(colour.now)),
                        ])
                    }
                )
            ),
        ])
    }

    private static func change(_ change: RatingChange) -> JSONValue {
        object([
            ("milestone", text(change.milestone)),
            ("title", text(change.title)),
            ("before", text(change.before?.published.rawValue)),
            ("now", text(change.after?.published.rawValue)),
            ("why", text(change.after?.why)),
        ])
    }

    static func assurance(_ assurance: PriorityAssurance) -> JSONValue {
        object([
            ("priority", text(assurance.priority.code)),
            ("suggested", text(assurance.suggested)),
            ("given", text(assurance.given?.fact.level)),
            ("line", assurance.line.map { .integer($0.rawValue) } ?? .null),
            ("latest", text(assurance.latest)),
            ("gaps", .integer(assurance.gaps)),
        ])
    }

    /// What its event says; of exempt evidence neither its address nor its name and digest, which
    /// are kept from the public.
    static func evidence(_ row: EvidenceRow) -> JSONValue {
        guard case .object(var members) = event(.delivery(.evidenceFiled(row.evidence))) else {
            return .null
        }
        if row.evidence.exempt {
            members.removeAll { ["url", "name", "sha256", "bytes"].contains($0.name) }
        }
        return .object(
            members + [
                .init(name: "on", value: text(row.stamp.on)),
                .init(name: "by", value: text(row.stamp.by)),
                .init(name: "entry", value: .integer(row.stamp.seq)),
            ]
        )
    }

    static func person(_ key: Key, _ plan: Plan) -> JSONValue {
        object([
            ("key", text(key)),
            ("name", text(plan.name(of: key))),
            ("role", text(plan.people[key]?.office.role)),
            ("organisation", text(plan.organisation(of: key))),
            ("left", text(plan.people[key]?.left?.day)),
        ])
    }

    static func meeting(_ meeting: Meeting) -> JSONValue {
        object([
            ("meeting", text(meeting.day)),
            ("title", text(meeting.call.title)),
            ("board", text(meeting.board)),
            ("papers", text(meeting.call.papers)),
            ("moved-from", text(meeting.call.movedFrom)),
            ("moved-to", text(meeting.movedTo)),
            ("cancelled", text(meeting.cancelled?.on)),
        ])
    }

    static func dependency(_ milestone: Milestone) -> JSONValue {
        object([
            ("milestone", text(milestone.name)),
            ("waits-for", text(milestone.start.depends)),
            ("current", text(milestone.current)),
            ("written", text(milestone.start.written)),
        ])
    }

    static func gap(_ gap: Gaps.Gap) -> JSONValue {
        object([
            ("gap", text(gap.kind.rawValue)),
            ("action", text(gap.action)),
            ("milestone", text(gap.milestone)),
            ("detail", text(gap.detail)),
        ])
    }

    static func lateEntry(_ entry: Entry) -> JSONValue {
        object([
            ("entry", .integer(entry.seq)),
            ("recorded", text(entry.at)),
            ("day", text(entry.day)),
        ])
    }

    /// `corrects` or `strikes` names the entry that was mistaken.
    static func correction(_ correction: AssuranceReport.Correction) -> JSONValue {
        object([
            ("entry", .integer(correction.stamp.seq)),
            ("corrects", correction.date.map { .integer($0.entry) } ?? .null),
            ("milestone", text(correction.date?.milestone)),
            ("due", text(correction.date?.due)),
            ("strikes", correction.struck.map { .integer($0) } ?? .null),
            ("because", text(correction.stamp.because)),
        ])
    }

    static func curve(_ curve: DeliveryCurve) -> JSONValue {
        let numbers = { (values: [Int]) in JSONValue.array(values.map { .integer($0) }) }
        return object([
            ("months", .array(curve.months.map { text($0) })),
            ("original", numbers(curve.original)),
            ("current", numbers(curve.current)),
            ("delivered", numbers(curve.delivered)),
            ("confirmed", numbers(curve.confirmed)),
        ])
    }

    static func slip(_ slip: SlipHistory) -> JSONValue {
        object([
            ("milestone", text(slip.milestone)),
            ("delivered", text(slip.delivered)),
            (
                "dates",
                .array(
                    slip.dates.map { object([("set", text($0.set)), ("date", text($0.due))]) }
                )
            ),
        ])
    }
}
