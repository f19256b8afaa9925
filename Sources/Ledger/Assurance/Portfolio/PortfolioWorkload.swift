// Workload across plans: one key is one person in all plans of a ledger.

/// What each lead and each organisation has on its hands in all plans together.
public struct PortfolioWorkload: Sendable {
    /// A line for each lead that leads something, in the order in which the plans name them.
    public let leads: [Line]
    /// A line for each organisation of those leads, in the same order.
    public let organisations: [Line]

    /// What one of them has on its hands.
    public struct Line: Sendable {
        /// The key of a lead; nil for an organisation.
        public let key: Key?
        /// The name of the lead or the organisation; nil for people without an organisation.
        public let name: String?
        /// The organisation of a lead, where one is known.
        public let organisation: String?
        /// How many actions it answers for.
        public internal(set) var accountable = 0
        /// How many it does the work of.
        public internal(set) var responsible = 0
        /// How many milestones of either are neither delivered nor closed.
        public internal(set) var open = 0
        /// How many of those are overdue.
        public internal(set) var overdue = 0
        /// The plans in which it leads something.
        public internal(set) var plans: [Code] = []

        mutating func add(_ load: Workload.Load, of known: KnownPlan) {
            accountable += load.accountable.count
            responsible += load.responsible.count
            open += load.open.count
            overdue += load.open.count { known.ratings[milestone: $0]?.isOverdue ?? false }
            plans.append(known.code)
        }
    }

    /// The workload of `plans`.
    ///
    /// - Complexity: that of ``Workload/init(_:)`` for each plan.
    public init(_ plans: [KnownPlan]) {
        var leads = OrderedMap<Key, Line>()
        var organisations = OrderedMap<String, Line>()
        for known in plans {
            let plan = known.plan
            let workload = Workload(plan)
            for lead in workload.leads {
                let new = Line(
                    key: lead.key,
                    name: plan.name(of: lead.key),
                    organisation: plan.organisation(of: lead.key)
                )
                leads[lead.key, default: new].add(lead.load, of: known)
            }
            for organisation in workload.organisations {
                let name = organisation.organisation
                let new = Line(key: nil, name: name, organisation: name)
                organisations[name ?? "", default: new].add(organisation.load, of: known)
            }
        }
        self.leads = leads.values.map(\.self)
        self.organisations = organisations.values.map(\.self)
    }
}
