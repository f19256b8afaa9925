// The query language: one for every command that reads.

/// Which actions, or milestones, a reader wants.
///
/// A query is a list of words. `rating:red`, `due:..2018-09` or `lead:KT` is a term; a word without
/// a colon is looked for in codes, where it must be the whole code, and in titles, where it may
/// stand anywhere in capital or small letters. Terms of one kind are alternatives, given twice
/// (`rating:red rating:amber`) or with commas (`rating:red,amber`); terms of different kinds must
/// all hold. `not:` before a term, or before a word, turns it round, and each `not:` must hold.
///
///     priority:A lead:KT org:OCC rating:red,amber due:..2018-09 moved:>0 not:confirmed:yes
///
/// Dates are compared by their ends: a milestone due in May 2018 matches `due:2018-05` and
/// `due:..2018-05`, and not `due:2018-05-15`. What is asked of a milestone (`due`, `moved`,
/// `slipped`, `evidence`, `delivered`, `confirmed`) an action answers by one milestone of its own
/// that answers all of it; an action without any, and with none under it, answers as one that is
/// undated, open and never moved.
public struct Query: Hashable, Sendable {
    /// The kinds of term; the raw value is the word before the colon.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Which priority it stands under.
        case priority
        /// The action itself.
        case action
        /// The action or priority itself, and all that stands under it.
        case under
        /// Who leads, in either role; leads of the action above count where it has none.
        case lead
        /// Who answers for it.
        case accountable
        /// Who does the work.
        case responsible
        /// The organisation of a lead, whole, or as the short form that stands in brackets.
        case org
        /// The published rating.
        case rating
        /// The agreed date; `none` where there is none.
        case due
        /// How often an agreed date was moved.
        case moved
        /// How far it lies behind its original date.
        case slipped
        /// The age of the last progress note, on the action or one under it; none at all is older
        /// than any.
        case stale
        /// Whether anything shows that it was done.
        case evidence
        /// Whether it is delivered, confirmed or not.
        case delivered
        /// Whether it is confirmed.
        case confirmed

        var example: String {
            switch self {
            case .priority: "priority:A"
            case .action: "action:A4"
            case .under: "under:C1"
            case .lead: "lead:KT"
            case .accountable: "accountable:KT"
            case .responsible: "responsible:KT"
            case .org: "org:OCC"
            case .rating: "rating:red"
            case .due: "due:2018-11"
            case .moved: "moved:>0"
            case .slipped: "slipped:>2m"
            case .stale: "stale:>35d"
            case .evidence: "evidence:none"
            case .delivered: "delivered:no"
            case .confirmed: "confirmed:no"
            }
        }

        /// Whether it asks something of a milestone; of an action the rating is its own.
        var isOfMilestones: Bool {
            switch self {
            case .due, .moved, .slipped, .evidence, .delivered, .confirmed: true
            case .priority, .action, .under, .lead, .accountable, .responsible, .org, .rating,
                .stale:
                false
            }
        }
    }

    /// Terms of one kind, of which one must hold; nil stands for bare words.
    struct Clause: Hashable, Sendable {
        let kind: Kind?
        var tests: [Test]
        /// Whether none of the tests may hold.
        let isNegated: Bool
    }

    /// What one term asks.
    enum Test: Hashable, Sendable {
        case name(Kind, String)
        case organisation(String)
        case rating(Rating)
        case dueNone
        case due(DueSpan)
        case moved(Comparison)
        case slipped(Comparison, unit: StatedDate.Precision)
        case stale(Comparison)
        case hasEvidence(Bool)
        case isDelivered(Bool)
        case isConfirmed(Bool)
        case word(String)
    }

    /// From the first day of one date to the end of another; open where there is none.
    struct DueSpan: Hashable, Sendable {
        let first: StatedDate?
        let last: StatedDate?

        func contains(_ end: Day) -> Bool {
            first.map { end >= $0.firstDay } ?? true && last.map { end <= $0.end } ?? true
        }
    }

    /// A number to compare with.
    struct Comparison: Hashable, Sendable {
        enum Relation: String, CaseIterable {
            // Longer signs first, for reading.
            case atLeast = ">="
            case atMost = "<="
            case over = ">"
            case under = "<"
            case equal = "="
        }

        let relation: Relation
        let number: Int

        func holds(for value: Int) -> Bool {
            switch relation {
            case .atLeast: value >= number
            case .atMost: value <= number
            case .over: value > number
            case .under: value < number
            case .equal: value == number
            }
        }
    }

    var clauses: [Clause] = []

    /// Whether it asks for nothing, and so matches everything.
    public var isEmpty: Bool { clauses.isEmpty }
}

extension Query {
    /// What a query is asked about: a plan on a day, and what only the rating engine knows.
    public struct Scope {
        /// The plan, replayed as at `asAt`.
        public let plan: Plan
        /// The day.
        public let asAt: Day
        /// The published rating of an action.
        public let actionRating: (Code) -> Rating?
        /// The published rating of a milestone.
        public let milestoneRating: (MilestoneName) -> Rating?
        /// How far a milestone lies behind its original date.
        public let slippage: (MilestoneName) -> Slippage?

        /// The plan `plan` on the day `asAt`. Without ratings no `rating:` term holds, and without
        /// slippage no `slipped:` term.
        public init(
            _ plan: Plan,
            asAt: Day,
            actionRating: @escaping (Code) -> Rating? = { _ in nil },
            milestoneRating: @escaping (MilestoneName) -> Rating? = { _ in nil },
            slippage: @escaping (MilestoneName) -> Slippage? = { _ in nil }
        ) {
            self.plan = plan
            self.asAt = asAt
            self.actionRating = actionRating
            self.milestoneRating = milestoneRating
            self.slippage = slippage
        }
    }

    /// The actions that match, in plan order.
    ///
    /// - Complexity: O(actions × (depth + milestones)); with `stale:` also the actions under each.
    public func actions(in scope: Scope) -> [Action] {
        scope.plan.orderedActions.filter { matches($0, in: scope) }
    }

    /// The milestones that match, in plan order.
    public func milestones(in scope: Scope) -> [Milestone] {
        scope.plan.orderedActions.flatMap { action in
            action.milestones.filter { matches($0, in: scope) }
        }
    }

    /// Whether an action of the plan matches.
    public func matches(_ action: Action, in scope: Scope) -> Bool {
        let whole = clauses.filter { $0.kind?.isOfMilestones != true }
        let dated = clauses.filter { $0.kind?.isOfMilestones == true }
        guard whole.allSatisfy({ $0.holds(for: action, nil, scope) }) else { return false }
        if dated.isEmpty { return true }
        if action.milestones.isEmpty {
            let parts = scope.plan.withParts(action.code).flatMap(\.milestones)
            return parts.isEmpty && dated.allSatisfy { $0.holds(for: action, nil, scope) }
        }
        return action.milestones.contains { milestone in
            dated.allSatisfy { $0.holds(for: action, milestone, scope) }
        }
    }

    /// Whether a milestone of the plan matches.
    public func matches(_ milestone: Milestone, in scope: Scope) -> Bool {
        guard let action = scope.plan.actions[milestone.name.action] else { return false }
        return clauses.allSatisfy { $0.holds(for: action, milestone, scope) }
    }
}
