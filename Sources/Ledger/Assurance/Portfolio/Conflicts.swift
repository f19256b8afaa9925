// Where plans, or two places of one, disagree.

/// Two places that should say the same and do not.
public struct Conflict: Sendable {
    /// What they disagree about.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        /// One piece of work under two codes has two dates.
        case dates
        /// One piece of work under two codes has two people who answer for it.
        case accountable
        /// One key is of two people.
        case name
        /// What is waited for is due later than what waits.
        case order
    }

    /// What they disagree about; dates before leads.
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
        /// The open milestones.
        public let open: [Milestone]
        /// Who answers for it.
        public let accountable: [Key]
    }
}

extension PlanIndex {
    /// Every disagreement: of work under two codes in the order of the links, then of what waits,
    /// then of names.
    var conflicts: [Conflict] { sameWork + order + names }

    private var sameWork: [Conflict] {
        var seen: Set<Set<Reference>> = []
        return plans.flatMap { known in
            known.plan.links.map(\.fact).compactMap { link -> Conflict? in
                guard link.kind == .sameAs else { return nil }
                let ends = [Reference(link.from, in: known.code), known.full(link.to)]
                guard seen.insert(Set(ends)).inserted else { return nil }
                let sides = ends.compactMap(side)
                guard sides.count == 2 else { return nil }
                var subjects: [Conflict.Subject] = []
                if sides[0].dates != sides[1].dates { subjects.append(.dates) }
                if Set(sides[0].accountable) != Set(sides[1].accountable) {
                    subjects.append(.accountable)
                }
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

    private func side(_ reference: Reference) -> Conflict.Side? {
        guard case .said(let borrowed) = found(reference),
            let action = reference.code, let plan = reference.plan,
            self[plan]?.plan.actions[action] != nil
        else { return nil }
        return Conflict.Side(
            reference: reference,
            title: borrowed.title,
            open: borrowed.open.filter { $0.name.action == action },
            accountable: borrowed.accountable
        )
    }

    private var order: [Conflict] {
        waits.compactMap { wait in
            guard let due = wait.row.milestone.current, case .said(let borrowed) = wait.found,
                let last = borrowed.dates.last, last.end > due.end
            else { return nil }
            let waiting = Conflict.Side(
                reference: wait.from,
                title: wait.row.title,
                open: [wait.row.milestone],
                accountable: wait.row.accountable
            )
            let other = Conflict.Side(
                reference: borrowed.reference,
                title: borrowed.title,
                open: borrowed.open,
                accountable: borrowed.accountable
            )
            return Conflict(
                subjects: [.order],
                sides: [waiting, other],
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
                        open: [],
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
    /// The dates of what is open; one without a date is nil.
    fileprivate var dates: Set<StatedDate?> { Set(open.map(\.current)) }
}
