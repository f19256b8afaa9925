// The assurance report as a JSON object: all that it says, for other programs and for its digest.

extension PlanJSON {
    /// `report --format json`: all that the report says. A publication's data digest is that of
    /// its canonical form, so what a paper says cannot change without the digest changing.
    ///
    /// - What it rests on: `plan`, `title`, `board`, `meeting`, `meeting-title`, `papers` (the day
    ///   papers are due), `as-at`, `known-at`, `known-until` (when that entry was recorded),
    ///   `entries`, `head` and `merkle-root` of those entries, `approved`, `policy` and `words`,
    ///   those that officers supplied, by part; `people` and `meetings`, all there are.
    /// - Numbers: `counts`, `priorities` (each with its `counts`), `slippage` (`slipped`, `moves`,
    ///   `median`, `worst`, and `met-original`, `met-current` in per cent of all milestones).
    /// - Milestones, each with its action, dates, rating and latest note: `milestones`, which is
    ///   all of them; `exceptions`, `overdue`, `due-at-meeting`, `next-period` (to
    ///   `next-period-end`), `undated`, `moved`, `ratings-that-differ`.
    /// - Decisions: `pending` (`dates`, `closures`, `help`), `dates-agreed`, `closures`,
    ///   `deliveries`, `close-out` (null while the plan goes on).
    /// - Changes: `since`, null where the board was told nothing yet.
    /// - Assurance: `assurance`, `evidence`, `risks`, `dependencies`, `gaps`, `recorded-late`,
    ///   `corrections`.
    /// - Figures: `curve`, `slips`.
    /// - `measures`, there only where the plan has any; so what it says of a plan without measures,
    ///   and the digest of that, is what it was before a report told of them.
    /// - `beside`, where other plans are shown: each with what it rests on, and its actions.
    public static func report(_ report: AssuranceReport) -> JSONValue {
        let beside = report.beside.map(beside)
        return object(
            basis(report.basis) + [
                ("words", words(report.words)),
                (
                    "people",
                    .array(report.ratings.plan.keys.map { person($0, report.ratings.plan) })
                ),
                ("meetings", .array(report.ratings.plan.meetings.map(meeting))),
                ("counts", counts(report.counts)),
                ("priorities", .array(report.priorities.map(position))),
                ("slippage", slippage(report)),
                ("milestones", rows(report.rows)),
                ("exceptions", rows(report.exceptions)),
                ("overdue", rows(report.overdue)),
                ("due-at-meeting", rows(report.dueAtMeeting)),
                ("next-period-end", text(report.nextPeriodEnd)),
                ("next-period", rows(report.nextPeriod)),
                ("undated", rows(report.undated)),
                ("moved", rows(report.moved)),
                ("ratings-that-differ", rows(report.differing)),
                ("pending", pending(report.pending)),
                ("dates-agreed", .array(report.datesAgreed.map(dateChange))),
                ("closures", .array(report.closures.map(closure))),
                ("deliveries", .array(report.rows.compactMap { delivery($0, report.basis.asAt) })),
                ("close-out", report.closing.map(closing) ?? .null),
                ("since", report.since.map(since) ?? .null),
                ("assurance", .array(report.assurance.map(assurance))),
                ("evidence", .array(report.evidence.map(evidence))),
                ("risks", .array(report.openRisks.map(risk))),
                ("dependencies", .array(report.dependencies.map(dependency))),
                ("gaps", .array(report.gaps.list.map(gap))),
                ("recorded-late", .array(report.recordedLate.map(lateEntry))),
                ("corrections", .array(report.corrections.map(correction))),
                ("curve", curve(report.curve)),
                ("slips", .array(report.slips.map(slip))),
            ]
                + (report.measures.isEmpty
                    ? [] : [("measures", .array(report.measures.map(measure)))])
                + (beside.isEmpty ? [] : [("beside", .array(beside))])
        )
    }

    static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { .init(name: $0, value: $1) })
    }

    private static func basis(_ basis: AssuranceReport.Basis) -> [(String, JSONValue)] {
        [
            ("plan", text(basis.plan.plan)),
            ("title", text(basis.plan.title)),
            ("board", text(basis.board)),
            ("meeting", text(basis.meeting.day)),
            ("meeting-title", text(basis.meeting.call.title)),
            ("papers", text(basis.meeting.call.papers)),
            ("as-at", text(basis.asAt)),
            ("known-at", .integer(basis.knownAt)),
            ("known-until", text(basis.knownUntil)),
            ("entries", .integer(basis.knownAt)),
            ("head", text(basis.head.hex)),
            ("merkle-root", text(basis.merkleRoot.hex)),
            ("approved", text(basis.approval?.stamp.day)),
            ("policy", policy(basis.policy)),
        ]
    }

    private static func policy(_ policy: Policy) -> JSONValue {
        object(
            [("adopted", text(policy.adopted?.fact.policy))]
                + PolicyAdoption.Threshold.allCases.map { ($0.rawValue, .integer(policy[$0])) }
                + [("levels", .array(policy.levels.map { .string($0) }))]
        )
    }

    private static func words(_ words: [PaperPart: String]) -> JSONValue {
        object(PaperPart.allCases.map { ($0.rawValue, text(words[$0])) })
    }

    static func counts(_ counts: AssuranceReport.Counts) -> JSONValue {
        object(
            [
                ("milestones", .integer(counts.milestones)),
                ("overdue", .integer(counts.overdue)),
                ("due-at-meeting", .integer(counts.dueAtMeeting)),
                ("undated", .integer(counts.undated)),
                ("delivered", .integer(counts.delivered)),
                ("confirmed", .integer(counts.confirmed)),
                ("closed", .integer(counts.closed)),
                ("moved", .integer(counts.moved)),
                ("met-original", .integer(counts.metOriginal)),
                ("met-current", .integer(counts.metCurrent)),
            ] + Rating.allCases.map { ($0.rawValue, .integer(counts[$0])) }
        )
    }

    private static func position(_ position: AssuranceReport.PriorityPosition) -> JSONValue {
        object([
            ("priority", text(position.priority.code)),
            ("title", text(position.priority.title)),
            ("counts", counts(position.counts)),
        ])
    }

    private static func slippage(_ report: AssuranceReport) -> JSONValue {
        let counts = report.counts
        return object([
            ("slipped", .integer(counts.slipped)),
            ("moves", .integer(counts.moves)),
            ("median", text(report.medianSlip)),
            ("worst", text(report.slippages.last)),
            ("met-original", .integer(counts.percent(counts.metOriginal))),
            ("met-current", .integer(counts.percent(counts.metCurrent))),
        ])
    }

    static func rows(_ rows: [AssuranceReport.MilestoneRow]) -> JSONValue {
        .array(rows.map(row))
    }

    static func row(_ row: AssuranceReport.MilestoneRow) -> JSONValue {
        guard case .object(let own) = milestone(row.milestone, row.rating) else { return .null }
        return .object(
            [
                .init(name: "action", value: text(row.milestone.name.action)),
                .init(name: "title", value: text(row.title)),
                .init(name: "accountable", value: keys(row.accountable)),
                .init(name: "responsible", value: keys(row.responsible)),
            ] + own + [
                .init(name: "note", value: text(row.note?.fact.text)),
                .init(name: "note-on", value: text(row.note?.stamp.on)),
                .init(name: "by-when", value: text(row.note?.fact.byWhen)),
            ]
        )
    }
}
