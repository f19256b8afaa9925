// Where plans, or two places of one, disagree.

/// Two places that should say the same and do not.
public struct Conflict: Sendable {
    /// What they disagree about.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        /// One piece of work under two codes has two dates.
        case dates
        /// One piece of work under two codes is open at one and delivered or closed at the other.
        case state
        /// One piece of work under two codes has two people who answer for it.
        case accountable
        /// One key is of two people.
        case name
        /// What is waited for is due later than what waits.
        case order
    }

    /// What they disagree about.
    public let subjects: [Subject]
    /// The two places.
    public let sides: [Side]
    /// Whether that they belong together is a reading, not stated in a plan.
    public let inferred: Bool
    /// Why they belong together, where a plan says so.
    public let note: String?

    /// One of the places.
    public struct Side: Sendable {
        /// Where it stands.
        public let reference: Reference
        /// What stands there.
        public let title: String
        /// The milestones: its own, or where it has none those under it.
        public let rows: [AssuranceReport.MilestoneRow]
        /// Who answers for it.
        public let accountable: [Key]
        /// The last days of all that is not closed, delivered or not; one without a date is nil.
        fileprivate var lastDays: Set<Day?> = []
    }
}

extension PlanIndex {
    /// Every disagreement: of work under two codes in the order of the links, then of what waits,
    /// then of names.
    func conflicts(_ waits: [Wait]) -> [Conflict] { sameWork + order(waits) + names }

    private var sameWork: [Conflict] {
        var seen: Set<Set<Reference>> = []
        return plans.flatMap { known in
            known.plan.links.map(\.fact).compactMap { link -> Conflict? in
                guard link.kind == .sameAs else { return nil }
                let ends = [Reference(link.from, in: known.code), known.full(link.to)]
                guard seen.insert(Set(ends)).inserted else { return nil }
                let sides = ends.compactMap(side)
                guard sides.count == 2 else { return nil }
                let subjects = PlanIndex.subjects(sides[0], sides[1])
                if subjects.isEmpty { return nil }
                return Conflict(
                    subjects: subjects,
                    sides: sides,
                    inferred: link.inferred,
                    note: link.note
                )
            }
        }
    }

    private static func subjects(
        _ one: Conflict.Side,
        _ other: Conflict.Side
    ) -> [Conflict.Subject] {
        var subjects: [Conflict.Subject] = []
        // Where nothing was promised, or all is closed, there is no date to disagree with.
        if !one.lastDays.isEmpty, !other.lastDays.isEmpty, one.lastDays != other.lastDays {
            subjects.append(.dates)
        }
        if let state = one.state, let another = other.state, state != another {
            subjects.append(.state)
        }
        if Set(one.accountable) != Set(other.accountable) { subjects.append(.accountable) }
        return subjects
    }

    /// What stands at `reference`, where that is an action.
    private func side(_ reference: Reference) -> Conflict.Side? {
        guard case .said(let borrowed) = found(reference),
            let action = reference.code, let plan = reference.plan,
            let known = self[plan], known.plan.actions[action] != nil
        else { return nil }
        var side = Conflict.Side(borrowed)
        side.lastDays = Set(side.rows.filter { !$0.rating.isClosed }.map(known.lastDay))
        return side
    }

    private func order(_ waits: [Wait]) -> [Conflict] {
        waits.compactMap { wait in
            guard let known = self[wait.plan], let due = known.lastDay(of: wait.row),
                case .said(let borrowed) = wait.found, let last = borrowed.lastDay, last > due
            else { return nil }
            let waiting = Conflict.Side(
                reference: wait.from,
                title: wait.row.title,
                rows: [wait.row],
                accountable: wait.row.accountable
            )
            let other = self[borrowed.reference.plan ?? wait.plan]
            let late = borrowed.open.filter { other?.lastDay(of: $0).map { $0 > due } ?? false }
            let side = Conflict.Side(
                reference: borrowed.reference,
                title: borrowed.title,
                rows: late,
                accountable: borrowed.accountable
            )
            return Conflict(
                subjects: [.order],
                sides: [waiting, side],
                inferred: false,
                note: nil
            )
        }
    }

    /// One key means one person in all plans of a ledger.
    private var names: [Conflict] {
        var first: [Key: (name: String, plan: Code)] = [:]
        var conflicts: [Conflict] = []
        for known in plans {
            for key in known.plan.keys {
                let name = known.plan.name(of: key)
                guard let other = first[key] else {
                    first[key] = (name, known.code)
                    continue
                }
                if other.name == name { continue }
                let sides = [(other.plan, other.name), (known.code, name)].map { plan, name in
                    Conflict.Side(
                        reference: Reference(nil, in: plan),
                        title: name,
                        rows: [],
                        accountable: [key]
                    )
                }
                conflicts.append(
                    Conflict(subjects: [.name], sides: sides, inferred: false, note: nil)
                )
            }
        }
        return conflicts
    }
}

extension Conflict.Side {
    fileprivate init(_ borrowed: Borrowed) {
        let own = borrowed.rows.filter { $0.milestone.name.action == borrowed.reference.code }
        self.init(
            reference: borrowed.reference,
            title: borrowed.title,
            rows: own.isEmpty ? borrowed.rows : own,
            accountable: borrowed.accountable
        )
    }

    /// Whether something is still to be done; nil where nothing was promised.
    fileprivate var state: Bool? {
        rows.isEmpty ? nil : rows.contains(where: \.rating.isOpen)
    }
}
