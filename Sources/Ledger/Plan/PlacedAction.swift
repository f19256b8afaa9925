// Actions in plan order, each with what it has from those above it and from those under it.

/// An action in its place in the plan. What it has from others is found in one pass for all
/// actions, for whoever asks about every one of them.
struct PlacedAction: Sendable {
    let action: Action
    /// The priority it stands under.
    let priority: Code
    /// Who answers for it: its own leads, or where it has none those of the action above it.
    let accountable: [Key]
    /// Who does the work, likewise.
    let responsible: [Key]
    /// The closure that stands for it.
    let closure: StandingClosure?
    /// The places in plan order of the action and of all under it.
    fileprivate(set) var withParts: Range<Int>
    /// The latest progress note on the action, or on one under it.
    fileprivate(set) var lastNote: Stamped<Note>?
}

extension Plan {
    /// All actions, in plan order: each priority's actions in the order they were added, each
    /// followed by the actions under it.
    ///
    /// - Complexity: O(actions + priorities).
    var placedActions: [PlacedAction] {
        var top = OrderedMap<Code, [Code]>()
        for (code, action) in actions where actions[action.under] == nil {
            top[action.under, default: []].append(code)
        }
        var placed: [PlacedAction] = []
        placed.reserveCapacity(actions.count)
        for priority in priorities {
            for code in top[priority.code] ?? [] {
                place(code, under: nil, priority.code, in: &placed)
            }
        }
        return placed
    }

    /// Places an action and those under it; returns the latest note on them.
    @discardableResult
    private func place(
        _ code: Code,
        under above: PlacedAction?,
        _ priority: Code,
        in placed: inout [PlacedAction]
    ) -> Stamped<Note>? {
        guard let action = actions[code] else { return nil }
        let leads = { (role: LeadRole) -> [Key]? in
            action.leads[role]?.latest.flatMap { $0.fact.isEmpty ? nil : $0.fact }
        }
        let place = placed.count
        let own = PlacedAction(
            action: action,
            priority: priority,
            accountable: leads(.accountable) ?? above?.accountable ?? [],
            responsible: leads(.responsible) ?? above?.responsible ?? [],
            // Where nothing closed or reopened the action itself, it stands as the one above it.
            closure: action.closures.facts.isEmpty ? above?.closure : closure(of: code),
            withParts: place..<place + 1,
            lastNote: action.notes.latest
        )
        placed.append(own)
        guard !action.parts.isEmpty else { return own.lastNote }
        var notes = [own.lastNote]
        for part in action.parts {
            notes.append(self.place(part, under: own, priority, in: &placed))
        }
        placed[place].withParts = place..<placed.count
        placed[place].lastNote = notes.compactMap(\.self).max { $0.stamp < $1.stamp }
        return placed[place].lastNote
    }

    /// The closure that stands for a milestone of `placed`: see ``closure(of:_:)``.
    func closure(of milestone: Milestone, in placed: PlacedAction) -> StandingClosure? {
        milestone.closures.facts.isEmpty
            ? placed.closure : closure(of: milestone.name.action, milestone.name.number)
    }
}
