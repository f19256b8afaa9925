// Whether the terms of a query hold.

extension Query.Clause {
    func holds(for action: Action, _ milestone: Milestone?, _ scope: Query.Scope) -> Bool {
        let found = tests.contains { $0.holds(for: action, milestone, scope) }
        return found != isNegated
    }
}

extension Query.Test {
    /// Whether it holds for an action, or for a milestone of it. What is asked of a milestone and
    /// is not there is answered as by one that is undated, open and never moved.
    fileprivate func holds(
        for action: Action,
        _ milestone: Milestone?,
        _ scope: Query.Scope
    ) -> Bool {
        let plan = scope.plan
        switch self {
        case .name(let kind, let name): return Self.names(kind, action, plan).contains(name)
        case .organisation(let name):
            return Self.names(.lead, action, plan).contains { key in
                Key(key).flatMap(plan.organisation).map { isOrganisation($0, name) } ?? false
            }
        case .rating(let rating):
            return milestone.map { scope.milestoneRating($0.name) == rating }
                ?? (scope.actionRating(action.code) == rating)
        case .dueNone: return milestone?.current == nil
        case .due(let span): return milestone?.current.map { span.contains($0.end) } ?? false
        case .moved(let comparison): return comparison.holds(for: milestone?.moves.count ?? 0)
        case .slipped(let comparison, let unit):
            guard let slippage = milestone.flatMap({ scope.slippage($0.name) }) else {
                return false
            }
            return comparison.holds(for: slippage, unit)
        case .stale(let comparison):
            guard let last = plan.lastNote(of: action.code) else {
                return comparison.holds(for: .max)
            }
            return comparison.holds(for: scope.asAt - last)
        case .hasEvidence(let wanted):
            let name = milestone?.name
            let evidence =
                name.map(plan.evidence(for:)) ?? action.evidence.facts.map(\.fact)
            return evidence.isEmpty != wanted
        case .isDelivered(let wanted): return (milestone?.delivery != nil) == wanted
        case .isConfirmed(let wanted): return (milestone?.delivery?.confirmed != nil) == wanted
        case .word(let word):
            return action.code.text == word
                || action.title.lowercased().place(of: word.lowercased()) != nil
        }
    }

    /// What an action answers to a term that asks for a name.
    private static func names(_ kind: Query.Kind, _ action: Action, _ plan: Plan) -> [String] {
        let leads = { (role: LeadRole) in plan.leads(of: action.code, as: role).map(\.text) }
        switch kind {
        case .priority: return [plan.priorityCode(of: action.code).text]
        case .action: return [action.code.text]
        case .under:
            let above = plan.upwards(from: action.code)
            return above.map(\.code.text) + above.map(\.under.text)
        case .accountable: return leads(.accountable)
        case .responsible: return leads(.responsible)
        case .lead: return leads(.accountable) + leads(.responsible)
        case .org, .rating, .due, .moved, .slipped, .stale, .evidence, .delivered, .confirmed:
            return []
        }
    }
}

/// Whether `name` is the organisation: all of "Oxfordshire County Council (OCC)", what stands
/// before the brackets, or the short form in them; capital and small letters alike.
private func isOrganisation(_ organisation: String, _ name: String) -> Bool {
    let whole = organisation.lowercased()
    var forms = [whole]
    if whole.hasSuffix(")"), let open = whole.lastIndex(of: "(") {
        forms.append(String(whole[whole.index(after: open)...].dropLast()))
        let long = whole[..<open]
        forms.append(String(long.last == " " ? long.dropLast() : long))
    }
    return forms.contains(name.lowercased())
}

extension Query.Comparison {
    /// Compares an amount of time. In one unit the numbers are compared; between units, and only
    /// there, a month counts as 30 days and a year as 365.
    fileprivate func holds(for slippage: Slippage, _ unit: StatedDate.Precision) -> Bool {
        if slippage.unit == unit || number == 0 { return holds(for: slippage.amount) }
        let days = Query.Comparison(relation: relation, number: number * unit.nominalDays)
        return days.holds(for: slippage.amount * slippage.unit.nominalDays)
    }
}

extension StatedDate.Precision {
    fileprivate var nominalDays: Int {
        switch self {
        case .day: 1
        case .month: 30
        case .year: 365
        }
    }
}
