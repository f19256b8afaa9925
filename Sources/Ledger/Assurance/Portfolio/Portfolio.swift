// Several plans beside one another: what stands in each, and what lies between them.

/// The plans of a ledger, as they stand on a day: each from its own journal alone, and what links,
/// waits and disagrees between them.
public struct Portfolio: Sendable {
    /// The day spoken of.
    public let asAt: Day
    /// The plans, in the order given.
    public let plans: [KnownPlan]
    /// The plans that are not shown, and why.
    public let missing: [Remark]
    /// What is to be said of plans that are shown: that a journal is torn.
    public let warnings: [Remark]
    /// The plans that were not open yet on the day.
    public let unopened: [Code]
    /// The worst milestones of all: red before amber, the longest due first; at most ten.
    public let worst: [Worst]
    /// The totals of all plans together: of milestones, each of which stands in one plan.
    public let counts: AssuranceReport.Counts
    /// The open milestones that wait for something, of every plan in order.
    public let waits: [Wait]
    /// The circles among them: everything that stands in one is in one of these.
    public let circles: [[Reference]]
    /// Where plans, or parts of one, disagree.
    public let conflicts: [Conflict]
    /// What every lead and organisation has on its hands.
    public let workload: PortfolioWorkload
    /// The meetings of all boards, and their papers, by day.
    public let meetings: [BoardMeeting]
    /// What waits for which board, the longest first.
    public let decisions: [BoardDecisions]

    /// Something about one plan.
    public struct Remark: Sendable {
        /// The plan.
        public let plan: Code
        /// What is to be said, as a sentence.
        public let words: String

        /// `words` about `plan`.
        public init(_ plan: Code, _ words: String) {
            self.plan = plan
            self.words = words
        }
    }

    /// A milestone of one of the plans.
    public struct Worst: Sendable {
        /// The plan.
        public let plan: Code
        /// The milestone.
        public let row: AssuranceReport.MilestoneRow
    }

    /// The plans `plans` beside one another, without those `missing` and those `unopened`.
    ///
    /// - Parameter placeBoard: the key or name of the board to which the others report; without
    ///   one, that of most plans, where there is one.
    /// - Complexity: O(milestones × depth + links × milestones + leads × actions).
    public init(
        _ plans: [KnownPlan],
        missing: [Remark] = [],
        warnings: [Remark] = [],
        unopened: [Code] = [],
        placeBoard: String? = nil,
        asAt: Day
    ) {
        self.asAt = asAt
        self.plans = plans
        self.missing = missing
        self.warnings = warnings
        self.unopened = unopened
        worst = Worst.all(in: plans)
        counts = AssuranceReport.Counts(plans.flatMap(\.rows)) { _ in false }
        let index = PlanIndex(plans, missing: missing.map(\.plan), unopened: unopened)
        waits = index.waits
        circles = index.circles(of: waits)
        conflicts = index.conflicts(waits)
        workload = PortfolioWorkload(plans)
        let boards = BoardNames(plans)
        meetings = BoardMeeting.all(of: plans, boards, placeBoard: placeBoard)
        decisions = BoardDecisions.all(of: plans, boards)
    }

    /// The meetings that are not over on the day.
    public var meetingsAhead: [BoardMeeting] { meetings.filter { $0.stands && $0.day >= asAt } }
}

extension Portfolio.Worst {
    fileprivate static func all(in plans: [KnownPlan]) -> [Self] {
        var list = WorstList<Self>()
        var order = 0
        for known in plans {
            for row in known.rows {
                order += 1
                let rating = row.rating.result.published
                let end = row.milestone.current?.end
                list.add(Self(plan: known.code, row: row), rating, end, order: order)
            }
        }
        return list.items
    }
}

/// Plans by their codes, and what their references lead to.
struct PlanIndex {
    let plans: [KnownPlan]
    private let byCode: [Code: KnownPlan]
    private let others: [Code: Found]
    private let besides: Found

    /// The plans `plans` of a ledger; of every other plan holds `besides`.
    init(
        _ plans: [KnownPlan],
        missing: [Code] = [],
        unopened: [Code] = [],
        besides: Found = .noPlan
    ) {
        self.plans = plans
        self.besides = besides
        byCode = Dictionary(plans.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        others = Dictionary(
            missing.map { ($0, .unreadable) } + unopened.map { ($0, .unopened) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    subscript(code: Code) -> KnownPlan? { byCode[code] }

    /// What `reference`, which names its plan, leads to.
    func found(_ reference: Reference) -> Found {
        guard let plan = reference.plan, let known = byCode[plan] else {
            return reference.plan.flatMap { others[$0] } ?? besides
        }
        return Borrowed(reference.code, of: known).map { .said($0) } ?? .nothing
    }
}
