// A highlight report: one programme of a plan over a period, and what the next one brings.

/// What a programme, a priority with all that stands under it, did in a period and is to do in the
/// next.
public struct Highlight: Sendable {
    /// The plan.
    public let plan: KnownPlan
    /// The programme.
    public let programme: Priority
    /// The period.
    public let period: StatedDate
    /// The one after it, as long.
    public let next: StatedDate
    /// The programme's totals, of all its milestones.
    public let counts: AssuranceReport.Counts
    /// The actions of which neither they nor what stands under or above them has a milestone:
    /// nothing says when they are due.
    public let undatedActions: [Code]
    /// Delivered in the period.
    public let delivered: [AssuranceReport.MilestoneRow]
    /// Due in the period, and neither delivered nor closed.
    public let notDelivered: [AssuranceReport.MilestoneRow]
    /// Moved in the period.
    public let moved: [AssuranceReport.MilestoneRow]
    /// What was written about progress in the period, by its day.
    public let notes: [Told]
    /// Due in the next period, the earliest first.
    public let due: [AssuranceReport.MilestoneRow]
    /// Red, then amber, in plan order.
    public let exceptions: [AssuranceReport.MilestoneRow]
    /// The risks that are not closed.
    public let risks: [Risk]
    /// The calls for help that nobody has answered.
    public let help: [HelpCall]

    /// A progress note and its action.
    public struct Told: Sendable {
        /// The action.
        public let action: Code
        /// The note.
        public let note: Stamped<Note>
    }

    /// What `programme` of `plan` did in `period`; nil where it is no priority of the plan.
    ///
    /// - Complexity: O(actions × depth + notes).
    public init?(of programme: Code, in known: KnownPlan, period: StatedDate) {
        guard let priority = known.plan.priority(programme) else { return nil }
        let plan = known.plan
        let rows = known.rows(under: programme)
        let isIn = { (day: Day) in day >= period.firstDay && day <= period.end }
        let next = period.following
        self.plan = known
        self.programme = priority
        self.period = period
        self.next = next
        counts = AssuranceReport.Counts(rows) { _ in false }
        delivered = rows.filter { $0.rating.delivery.map { isIn($0.declared.day) } ?? false }
        let lastDay = { (row: AssuranceReport.MilestoneRow) in
            row.rating.isOpen ? known.lastDay(of: row) : nil
        }
        notDelivered = rows.filter { lastDay($0).map(isIn) ?? false }
        moved = rows.filter { $0.rating.moves.contains { isIn($0.stamp.day) } }
        let actions = plan.orderedActions.filter { plan.lineage(of: $0.code).contains(programme) }
        let dated = Set(rows.map(\.milestone.name.action))
        let above = Set(dated.flatMap { plan.lineage(of: $0) })
        undatedActions = actions.map(\.code).filter { code in
            !above.contains(code) && !plan.upwards(from: code).contains { dated.contains($0.code) }
        }
        notes = actions.flatMap { action in
            action.notes.facts.filter { isIn($0.stamp.day) }.map {
                Told(action: action.code, note: $0)
            }
        }.sorted { $0.note.stamp.day < $1.note.stamp.day }
        due = rows.compactMap { row in lastDay(row).map { (row: row, day: $0) } }
            .filter { $0.day > period.end && $0.day <= next.end }
            .sorted { $0.day < $1.day }.map(\.row)
        exceptions = [Rating.red, .amber].flatMap { colour in
            rows.filter { $0.rating.result.published == colour }
        }
        let codes = Set(actions.map(\.code)).union(plan.programmes(under: programme))
        risks = plan.risks.filter { $0.closed == nil && codes.contains($0.about) }
        help = known.ratings.pending(known.rows).help.filter { codes.contains($0.action) }
    }

    /// The programmes of `known` that a report is made of where none is named: the priorities
    /// with actions right under them.
    public static func programmes(of known: KnownPlan) -> [Code] {
        let held = Set(known.plan.actions.values.map(\.under))
        return known.plan.priorities.map(\.code).filter(held.contains)
    }
}

extension Plan {
    /// `code` and the priorities under it.
    fileprivate func programmes(under code: Code) -> [Code] {
        [code]
            + priorities.filter { $0.under == code && $0.code != code }
            .flatMap { programmes(under: $0.code) }
    }
}

extension StatedDate {
    /// The interval of the same length and kind that begins the day after this one ends: the next
    /// quarter after a quarter, the next day after a day; itself where years have no more digits.
    var following: StatedDate {
        let length = end - firstDay + 1
        switch precision {
        case .day:
            let first = end + 1
            let last = end + length
            return StatedDate(from: .day(first), to: .day(last)) ?? StatedDate(first)
        case .month: return followingMonths
        case .year:
            let (first, last) = (firstDay.civil.year, end.civil.year)
            if 2 * last - first + 1 > 9999 { return self }
            let next = StatedDate.Point.year(2 * last - first + 1)
            return StatedDate(from: .year(last + 1), to: next) ?? StatedDate(next)
        }
    }

    private var followingMonths: StatedDate {
        let (firstYear, firstMonth, _) = firstDay.civil
        let (lastYear, lastMonth, _) = end.civil
        let count = 12 * (lastYear - firstYear) + lastMonth - firstMonth + 1
        let start = 12 * lastYear + lastMonth
        if (start + count - 1) / 12 > 9999 { return self }
        func month(_ number: Int) -> StatedDate.Point {
            .month(year: number / 12, month: number % 12 + 1)
        }
        let (first, last) = (month(start), month(start + count - 1))
        return StatedDate(from: first, to: last) ?? StatedDate(first)
    }
}
