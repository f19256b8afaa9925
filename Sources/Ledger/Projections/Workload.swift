// Workload: what each lead, and each organisation, has on its hands.

/// What each lead and each organisation answers for, does, has open and has delivered.
public struct Workload: Sendable {
    /// One load for each person or body that leads something now, in the order they were named.
    /// A body counts as itself: its load is not spread over its members.
    public let leads: [LeadLoad]
    /// One load for each organisation of those leads, in the same order. A body without an
    /// organisation stands under its own name; people without one come under nil.
    public let organisations: [OrganisationLoad]

    /// The load of one lead.
    public struct LeadLoad: Sendable {
        /// The lead.
        public let key: Key
        /// What it has on its hands.
        public let load: Load
    }

    /// The load of one organisation.
    public struct OrganisationLoad: Sendable {
        /// The organisation; nil for people without one.
        public let organisation: String?
        /// Its leads.
        public let keys: [Key]
        /// What they have on their hands together, each thing counted once.
        public let load: Load
    }

    /// Actions and milestones, each in plan order and once.
    public struct Load: Hashable, Sendable {
        /// The actions it answers for.
        public fileprivate(set) var accountable: [Code] = []
        /// The actions it does the work of.
        public fileprivate(set) var responsible: [Code] = []
        /// The milestones of either, neither delivered nor closed with approval.
        public fileprivate(set) var open: [MilestoneName] = []
        /// The milestones of either that are delivered, confirmed or not.
        public fileprivate(set) var delivered: [MilestoneName] = []

        fileprivate var isEmpty: Bool { accountable.isEmpty && responsible.isEmpty }
    }

    /// The workload of `plan` as it stands. Leads inherited from the action above count; what is
    /// closed with approval counts for nobody.
    ///
    /// - Complexity: O(leads × (actions × depth + milestones)).
    public init(_ plan: Plan) {
        let actions = plan.orderedActions.filter { plan.closure(of: $0.code)?.approved == nil }
        let leads = plan.keys.compactMap { key -> LeadLoad? in
            let load = Load(of: [key], actions, plan)
            return load.isEmpty ? nil : LeadLoad(key: key, load: load)
        }
        var organisations: [(name: String?, keys: [Key])] = []
        for key in leads.map(\.key) {
            let name = plan.organisation(of: key) ?? plan.bodies[key]?.name
            if let index = organisations.firstIndex(where: { $0.name == name }) {
                organisations[index].keys.append(key)
            } else {
                organisations.append((name, [key]))
            }
        }
        self.leads = leads
        self.organisations = organisations.map { name, keys in
            OrganisationLoad(
                organisation: name,
                keys: keys,
                load: Load(of: Set(keys), actions, plan)
            )
        }
    }
}

extension Workload.Load {
    fileprivate init(of keys: Set<Key>, _ actions: [Action], _ plan: Plan) {
        for action in actions {
            let answers = !keys.isDisjoint(with: plan.leads(of: action.code, as: .accountable))
            let works = !keys.isDisjoint(with: plan.leads(of: action.code, as: .responsible))
            if answers { accountable.append(action.code) }
            if works { responsible.append(action.code) }
            guard answers || works else { continue }
            for milestone in action.milestones {
                if milestone.delivery != nil {
                    delivered.append(milestone.name)
                } else if plan.isOpen(milestone) {
                    open.append(milestone.name)
                }
            }
        }
    }
}
