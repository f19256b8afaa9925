// Honest gaps: what a plan ought to say and does not.

/// What is missing from a plan on a day: dates, leads, notes, evidence, confirmation.
public struct Gaps: Sendable {
    /// The gaps, in plan order; of one action in the order of ``Kind``.
    public let list: [Gap]

    /// One gap.
    public struct Gap: Hashable, Sendable {
        /// What is missing.
        public let kind: Kind
        /// The action.
        public let action: Code
        /// The milestone, where it is missing from one alone.
        public let milestone: Ordinal?
        /// What was found, for the reader: "waits for aedb-2018:U1".
        public let detail: String
    }

    /// What can be missing.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No milestone, its own or of an action under it.
        case noMilestone = "no-milestone"
        /// A milestone, not delivered, without an agreed date.
        case undated
        /// Nobody answers for it, here or above.
        case notAccountable = "no-accountable-lead"
        /// Nobody does the work, here or above.
        case notResponsible = "no-responsible-lead"
        /// Bodies lead it, and no person.
        case bodyAlone = "body-alone"
        /// A lead has left.
        case leadLeft = "lead-left"
        /// No progress note, on it or on an action under it.
        case noNote = "no-note"
        /// The last such note is too old.
        case stale
        /// Delivered, and nothing shows it.
        case noEvidence = "no-evidence"
        /// Delivered, and not confirmed for too long.
        case notConfirmed = "not-confirmed"
        /// A link or a dependency leads to a plan that is not known.
        case unknownPlan = "unknown-plan"
    }

    /// The gaps of `plan`, replayed as at `asAt`.
    ///
    /// A note is stale when it is more than `staleDays` old, a delivery unconfirmed when it was
    /// first declared more than `evidenceDays` ago. `plans` are the plans known beside this one;
    /// nil where that is not known, as of what one journal alone can say.
    /// What is closed with approval has no gaps; what is wholly delivered needs no leads, dates or
    /// notes.
    ///
    /// - Complexity: O(actions × depth + milestones + notes).
    public init(
        _ plan: Plan,
        asAt: Day,
        staleDays: Int,
        evidenceDays: Int,
        plans: Set<Code>? = []
    ) {
        self.init(
            plan,
            plan.placedActions,
            asAt: asAt,
            staleDays: staleDays,
            evidenceDays: evidenceDays,
            plans: plans
        )
    }

    /// The gaps of `plan`, whose actions are `placed`.
    init(
        _ plan: Plan,
        _ placed: [PlacedAction],
        asAt: Day,
        staleDays: Int,
        evidenceDays: Int,
        plans: Set<Code>? = []
    ) {
        let limits = Limits(
            asAt: asAt,
            staleDays: staleDays,
            evidenceDays: evidenceDays,
            plans: plans?.union([plan.opening?.fact.plan].compactMap(\.self))
        )
        let links = Dictionary(grouping: plan.links.map(\.fact), by: \.from)
        list = placed.flatMap { action -> [Gap] in
            if action.closure?.approved != nil { return [] }
            let parts = placed[action.withParts]
            let hasMilestone = parts.contains { !$0.action.milestones.isEmpty }
            let isOpen = parts.contains { part in
                part.action.milestones.contains { plan.isOpen($0, in: part) }
            }
            var gaps: [Gap] = []
            if isOpen || !hasMilestone {
                if !hasMilestone { gaps.append(plan.gap(.noMilestone, action, "no milestone")) }
                gaps += plan.leadGaps(action)
                gaps += plan.noteGaps(action, limits)
            }
            for milestone in action.action.milestones {
                gaps += plan.gaps(milestone, action, limits)
            }
            gaps += plan.linkGaps(action, links[action.action.code] ?? [], limits)
            if gaps.count < 2 { return gaps }
            return Kind.allCases.flatMap { kind in gaps.filter { $0.kind == kind } }
        }
    }

    fileprivate struct Limits {
        let asAt: Day
        let staleDays: Int
        let evidenceDays: Int
        let plans: Set<Code>?
    }
}

extension Plan {
    /// Whether a milestone still has to be done: neither delivered nor closed with approval.
    func isOpen(_ milestone: Milestone) -> Bool {
        milestone.delivery == nil
            && closure(of: milestone.name.action, milestone.name.number)?.approved == nil
    }

    func isOpen(_ milestone: Milestone, in placed: PlacedAction) -> Bool {
        milestone.delivery == nil && closure(of: milestone, in: placed)?.approved == nil
    }

    /// The day of the last progress note on an action or on one under it.
    func lastNote(of code: Code) -> Day? {
        withParts(code).compactMap { $0.notes.latest?.stamp.day }.max()
    }

    /// The evidence for a milestone: filed for it, or for its action as a whole.
    func evidence(for name: MilestoneName) -> [Evidence] {
        let all = actions[name.action]?.evidence.facts.map(\.fact) ?? []
        return all.filter { $0.milestone == nil || $0.milestone == name.number }
    }

    fileprivate func leadGaps(_ action: PlacedAction) -> [Gaps.Gap] {
        let (accountable, responsible) = (action.accountable, action.responsible)
        var gaps: [Gaps.Gap] = []
        if accountable.isEmpty { gaps.append(gap(.notAccountable, action, "no accountable lead")) }
        if responsible.isEmpty { gaps.append(gap(.notResponsible, action, "no responsible lead")) }
        let leads = (accountable + responsible).reduce(into: [Key]()) { leads, key in
            if !leads.contains(key) { leads.append(key) }
        }
        if !leads.isEmpty, leads.allSatisfy({ bodies[$0] != nil }) {
            let names = leads.map(\.text).joined(separator: ", ")
            gaps.append(gap(.bodyAlone, action, "led by \(names), no person named"))
        }
        for lead in leads {
            guard let left = people[lead]?.left else { continue }
            gaps.append(gap(.leadLeft, action, "\(lead) left on \(left.day)"))
        }
        return gaps
    }

    fileprivate func noteGaps(_ action: PlacedAction, _ limits: Gaps.Limits) -> [Gaps.Gap] {
        guard let last = action.lastNote?.stamp.day else {
            return [gap(.noNote, action, "no progress note")]
        }
        let age = limits.asAt - last
        return age > limits.staleDays
            ? [gap(.stale, action, "last progress note on \(last), \(age) days ago")] : []
    }

    fileprivate func gaps(
        _ milestone: Milestone,
        _ action: PlacedAction,
        _ limits: Gaps.Limits
    ) -> [Gaps.Gap] {
        let number = milestone.name.number
        if closure(of: milestone, in: action)?.approved != nil { return [] }
        guard let delivery = milestone.delivery else {
            if milestone.current != nil { return [] }
            let waits = milestone.start.depends.map { ", waits for \($0)" } ?? ""
            return [gap(.undated, action, number, "no date agreed\(waits)")]
        }
        var gaps: [Gaps.Gap] = []
        if evidence(for: milestone.name).isEmpty {
            let day = delivery.declared.day
            gaps.append(gap(.noEvidence, action, number, "delivered on \(day), no evidence"))
        }
        let age = limits.asAt - delivery.firstDeclared.day
        if delivery.confirmed == nil, age > limits.evidenceDays {
            let detail = "delivered on \(delivery.firstDeclared.day), \(age) days ago"
            gaps.append(gap(.notConfirmed, action, number, "\(detail), not confirmed"))
        }
        return gaps
    }

    fileprivate func linkGaps(
        _ action: PlacedAction,
        _ links: [Link],
        _ limits: Gaps.Limits
    ) -> [Gaps.Gap] {
        func gaps(_ reference: Reference?, _ number: Ordinal?) -> [Gaps.Gap] {
            guard let reference, let other = reference.plan, let plans = limits.plans,
                !plans.contains(other)
            else { return [] }
            return [gap(.unknownPlan, action, number, "\(reference): no plan \(other) is known")]
        }
        return links.flatMap { gaps($0.to, nil) }
            + action.action.milestones.filter {
                $0.start.depends != nil && closure(of: $0, in: action)?.approved == nil
            }.flatMap { gaps($0.start.depends, $0.name.number) }
    }

    fileprivate func gap(
        _ kind: Gaps.Kind,
        _ action: PlacedAction,
        _ detail: String
    ) -> Gaps.Gap {
        gap(kind, action, nil, detail)
    }

    private func gap(
        _ kind: Gaps.Kind,
        _ action: PlacedAction,
        _ milestone: Ordinal?,
        _ detail: String
    ) -> Gaps.Gap {
        Gaps.Gap(kind: kind, action: action.action.code, milestone: milestone, detail: detail)
    }
}
