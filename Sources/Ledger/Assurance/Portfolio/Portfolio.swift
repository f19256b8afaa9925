// Several plans beside one another: what stands in each, and what lies between them.

/// The plans of a ledger, as they stand on a day: each from its own journal alone, and what links,
/// waits and disagrees between them.
public struct Portfolio: Sendable {
    /// The day spoken of.
    public let asAt: Day
    /// The plans, in the order given.
    public let plans: [KnownPlan]
    /// The plans that could not be read, and why.
    public let missing: [Missing]
    /// The plans that were not open yet on the day.
    public let unopened: [Code]
    /// The worst milestones of all: red before amber, the longest due first; at most ten.
    public let worst: [Worst]
    /// The totals of all plans together: of milestones, each of which stands in one plan.
    public let counts: AssuranceReport.Counts
    /// The open milestones that wait for something, of every plan in order.
    public let waits: [Wait]
    /// The circles among them.
    public let circles: [[Reference]]
    /// Where plans, or parts of one, disagree.
    public let conflicts: [Conflict]
    /// What every lead and organisation has on its hands.
    public let workload: PortfolioWorkload
    /// The meetings of all boards that are not over on the day, and their papers.
    public let meetings: [BoardMeeting]
    /// What waits for which board, the longest first.
    public let decisions: [BoardDecisions]

    /// A milestone of one of the plans.
    public struct Worst: Sendable {
        /// The plan.
        public let plan: Code
        /// The milestone.
        public let row: AssuranceReport.MilestoneRow
    }

    /// A plan that is not shown.
    public struct Missing: Sendable {
        /// The plan.
        public let plan: Code
        /// Why, as a sentence.
        public let why: String

        /// `plan` is not shown, for the reason `why`.
        public init(plan: Code, why: String) {
            self.plan = plan
            self.why = why
        }
    }

    /// The plans `plans` beside one another, without those `missing` and those `unopened`.
    ///
    /// - Complexity: O(links × milestones + waits² + leads × actions).
    public init(
        _ plans: [KnownPlan],
        missing: [Missing] = [],
        unopened: [Code] = [],
        asAt: Day
    ) {
        self.asAt = asAt
        self.plans = plans
        self.missing = missing
        self.unopened = unopened
        worst = Worst.all(in: plans)
        counts = AssuranceReport.Counts(plans.flatMap(\.rows)) { _ in false }
        let index = PlanIndex(plans)
        waits = index.waits
        circles = index.circles
        conflicts = index.conflicts
        workload = PortfolioWorkload(plans)
        meetings = BoardMeeting.all(of: plans, from: asAt)
        decisions = BoardDecisions.all(of: plans)
    }

    /// The plan called `code`.
    public subscript(code: Code) -> KnownPlan? { plans.first { $0.code == code } }

    /// Everything that another plan says of `code` of `plan`, and what that says of other plans:
    /// of the code itself, then of what it stands under.
    public func said(of code: Code, in plan: Code) -> [Crossing] {
        PlanIndex(plans).crossings(of: code, in: plan)
    }
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

    init(_ plans: [KnownPlan]) {
        self.plans = plans
        byCode = Dictionary(plans.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(code: Code) -> KnownPlan? { byCode[code] }

    /// What `reference`, which names its plan, leads to.
    func found(_ reference: Reference) -> Found {
        guard let known = reference.plan.flatMap({ byCode[$0] }) else { return .noPlan }
        return Borrowed(reference.code, of: known).map { .said($0) } ?? .nothing
    }
}
