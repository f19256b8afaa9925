// What lies between plans: links, and milestones that wait for something of another plan.

/// A link, or a wait, that crosses from one plan to another, as seen from one of its ends.
public struct Crossing: Sendable {
    /// What it is: the kind of link, or that a milestone waits.
    public enum Kind: Hashable, Sendable {
        /// A link of a kind.
        case link(Link.Kind)
        /// A milestone of the near end waits for the far one, or the other way about.
        case waits
    }

    /// What it is.
    public let kind: Kind
    /// Whether it starts at the near end.
    public let isOutgoing: Bool
    /// The near end: the code asked about, or what that stands under.
    public let near: Reference
    /// The far end.
    public let far: Reference
    /// What the other plan says of the far end.
    public let found: Found
    /// The words of the link.
    public let note: String?
    /// Whether it is a reading of the plan, not stated in it.
    public let inferred: Bool
}

extension Crossing {
    /// Everything that `plans` say of `code` of `plan`, and what that says of other
    /// plans.
    ///
    /// - Complexity: O(links and milestones of all plans).
    public static func all(
        of code: Code,
        in plan: Code,
        among plans: [KnownPlan],
        missing: [Code],
        unopened: [Code]
    ) -> [Crossing] {
        PlanIndex(plans, missing: missing, unopened: unopened).crossings(of: code, in: plan)
    }
}

/// An open milestone that waits for something.
public struct Wait: Sendable {
    /// The plan it stands in.
    public let plan: Code
    /// Its row.
    public let row: AssuranceReport.MilestoneRow
    /// What it waits for, with its plan.
    public let reference: Reference
    /// What is said of that.
    public let found: Found

    /// The milestone's action, with its plan.
    public var from: Reference { Reference(row.milestone.name.action, in: plan) }

    /// Whether it waits for another plan.
    public var crosses: Bool { reference.plan != plan }
}

extension PlanIndex {
    /// The open milestones that wait for something, of every plan in order.
    var waits: [Wait] {
        plans.flatMap { known in
            known.rows.compactMap { row in
                guard row.rating.isOpen, let depends = row.milestone.start.depends else {
                    return nil
                }
                let reference = known.full(depends)
                return Wait(
                    plan: known.code,
                    row: row,
                    reference: reference,
                    found: found(reference)
                )
            }
        }
    }

    /// The open milestones of `report` that wait for another plan.
    func waits(of report: AssuranceReport) -> [Wait] {
        let own = report.basis.plan.plan
        return report.rows.compactMap { row in
            guard row.rating.isOpen, let depends = row.milestone.start.depends,
                let other = depends.plan, other != own
            else { return nil }
            return Wait(plan: own, row: row, reference: depends, found: found(depends))
        }
    }

    /// Everything that other plans say of `code` of `plan`, and what that says of them: of the code
    /// itself, then of what it stands under.
    func crossings(of code: Code, in plan: Code) -> [Crossing] {
        guard let known = self[plan] else { return [] }
        let lineage = known.plan.lineage(of: code)
        return lineage.flatMap { near in
            outgoing(from: near, known, isOwn: near == code) + incoming(to: near, known)
        }
    }

    /// What leads from `code` to other plans; of what stands above only what leads to it is told.
    private func outgoing(from code: Code, _ known: KnownPlan, isOwn: Bool) -> [Crossing] {
        guard isOwn else { return [] }
        let near = Reference(code, in: known.code)
        let own = known.rows(under: code).filter { $0.milestone.name.action == code }
        let waits = own.filter(\.rating.isOpen).compactMap { row in
            row.milestone.start.depends.map { (Crossing.Kind.waits, $0, nil as String?, false) }
        }
        let links = known.plan.links.map(\.fact).filter { $0.from == code }.map { link in
            (Crossing.Kind.link(link.kind), link.to, link.note, link.inferred)
        }
        return (waits + links).compactMap { kind, to, note, inferred in
            let far = known.full(to)
            if far.plan == known.code { return nil }
            return Crossing(
                kind: kind,
                isOutgoing: true,
                near: near,
                far: far,
                found: found(far),
                note: note,
                inferred: inferred
            )
        }
    }

    /// What other plans say of `code`.
    private func incoming(to code: Code, _ known: KnownPlan) -> [Crossing] {
        let near = Reference(code, in: known.code)
        return plans.filter { $0.code != known.code }.flatMap { other -> [Crossing] in
            let links = other.plan.links.map(\.fact).filter { $0.to == near }.map { link in
                (Crossing.Kind.link(link.kind), link.from, link.note, link.inferred)
            }
            let waits = other.rows.filter {
                $0.rating.isOpen && $0.milestone.start.depends == near
            }.map { (Crossing.Kind.waits, $0.milestone.name.action, nil as String?, false) }
            return (links + waits).map { kind, from, note, inferred in
                let far = Reference(from, in: other.code)
                return Crossing(
                    kind: kind,
                    isOutgoing: false,
                    near: near,
                    far: far,
                    found: found(far),
                    note: note,
                    inferred: inferred
                )
            }
        }
    }
}
