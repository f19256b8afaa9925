// How a plan ended: what became of every milestone, when the board closed it.

/// How a closed plan ended.
public struct Closing: Sendable {
    /// Where the plan was closed, at which meeting and with whose agreement.
    public let closed: Stamped<Plan.Approval>
    /// What became of the milestones of each priority, in plan order.
    public let priorities: [(priority: Priority, outcomes: [Outcome: Int])]
    /// Every milestone that was not delivered, in plan order.
    public let undelivered: [Undelivered]

    /// What became of a milestone. Every milestone has one, so those of a priority add up to all
    /// that it promised.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// Delivered, and confirmed by somebody independent.
        case confirmed
        /// Delivered, and confirmed by nobody.
        case unconfirmed = "delivered"
        /// Somebody else has it now.
        case transferred
        /// Something else took its place.
        case superseded
        /// It will not be done.
        case withdrawn
        /// Nothing became of it: neither delivered nor closed with approval.
        case open
    }

    /// A milestone that was not delivered.
    public struct Undelivered: Sendable {
        /// The milestone.
        public let row: AssuranceReport.MilestoneRow
        /// What became of it.
        public let outcome: Outcome
        /// The closure, approved or not, where there is one.
        public let closure: StandingClosure?
    }
}

extension Ratings {
    /// How the plan ended; nil while it goes on.
    func closing(_ rows: [AssuranceReport.MilestoneRow]) -> Closing? {
        guard let closed = plan.closed else { return nil }
        let grouped = Dictionary(grouping: rows, by: \.priority)
        return Closing(
            closed: closed,
            priorities: plan.priorities.map { priority in
                let outcomes = (grouped[priority.code] ?? []).map { (outcome(of: $0), 1) }
                return (priority, Dictionary(outcomes, uniquingKeysWith: +))
            },
            undelivered: rows.filter { $0.rating.delivery == nil }.map { row in
                Closing.Undelivered(
                    row: row,
                    outcome: outcome(of: row),
                    closure: closure(of: row)
                )
            }
        )
    }

    private func closure(of row: AssuranceReport.MilestoneRow) -> StandingClosure? {
        plan.closure(of: row.milestone.name.action, row.milestone.name.number)
    }

    /// What became of a milestone.
    private func outcome(of row: AssuranceReport.MilestoneRow) -> Closing.Outcome {
        if row.rating.isClosed, let closure = closure(of: row) {
            return switch closure.closed.fact.way {
            case .transferred: .transferred
            case .superseded: .superseded
            case .withdrawn: .withdrawn
            }
        }
        guard let delivery = row.rating.delivery else { return .open }
        return delivery.confirmed == nil ? .unconfirmed : .confirmed
    }
}
