// One lead's own list: what it leads, worst first, and what it is asked for.

/// What one person or body answers for and does, and what is asked of it before the board meets.
public struct LeadReport: Sendable {
    /// The lead.
    public let lead: Key
    /// The milestones of the actions it leads, accountable or responsible, that are open or
    /// delivered: worst published rating first, of one rating in the order of current dates (the
    /// undated last), else in plan order. What is closed with approval is nobody's any more.
    public let rows: [AssuranceReport.MilestoneRow]
    /// The actions it leads that have no milestone of their own, in plan order.
    public let withoutMilestone: [Action]
    /// What it is asked for.
    public let chase: Chase

    /// The list of `lead`, with what it is asked for before the meeting of the plan's board on
    /// `meeting`, or the next one.
    ///
    /// - Throws: as a chase does.
    /// - Complexity: that of a chase and of the workload of the plan.
    public init(of lead: Key, _ ratings: Ratings, meeting: Day? = nil) throws(ReportError) {
        self.lead = lead
        chase = try Chase(ratings, meeting: meeting, of: lead)
        let plan = ratings.plan
        let load = Workload(plan).leads.first { $0.key == lead }?.load
        let names = Set((load?.open ?? []) + (load?.delivered ?? []))
        let end = { (row: AssuranceReport.MilestoneRow) in
            row.milestone.current?.end.number ?? Int.max
        }
        rows = ratings.rows.filter { names.contains($0.milestone.name) }.sorted { one, other in
            let (left, right) = (one.rating.result.published, other.rating.result.published)
            return left == right ? end(one) < end(other) : left < right
        }
        let led = Set((load?.accountable ?? []) + (load?.responsible ?? []))
        withoutMilestone = plan.orderedActions.filter {
            led.contains($0.code) && $0.milestones.isEmpty
        }
    }

    /// The plan and its ratings.
    public var ratings: Ratings { chase.ratings }

    /// What is asked about the milestone of `row`, or about its action as a whole.
    public func asks(about row: AssuranceReport.MilestoneRow) -> [Chase.Ask] {
        chase.asks.filter { ask in ask.milestones.contains { $0.name == row.milestone.name } }
    }

    /// How many days old the latest progress note of `row` is; nil where there is none.
    public func noteAge(of row: AssuranceReport.MilestoneRow) -> Int? {
        row.note.map { ratings.asAt - $0.stamp.day }
    }
}
