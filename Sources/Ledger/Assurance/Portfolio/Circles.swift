// Circles: milestones that wait for one another, so that none of them can be done first.

extension PlanIndex {
    /// The circles among `waits`: each a shortest one from its first action in plan order, and
    /// together all actions that stand in any.
    ///
    /// - Complexity: O(waits × depth + edges × circles).
    func circles(of waits: [Wait]) -> [[Reference]] {
        let (order, next) = graph(of: waits)
        var covered: Set<Node> = []
        var circles: [[Reference]] = []
        let groups = strongGroups(order, next)
        for start in order where !covered.contains(start) {
            guard let group = groups[start],
                let circle = shortestCircle(from: start, next, within: group)
            else { continue }
            covered.formUnion(circle)
            circles.append(circle.compactMap(\.action))
        }
        return circles
    }

    /// What waits, or is waited for.
    private enum Node: Hashable {
        /// An action with a milestone that waits.
        case action(Reference)
        /// Everything that stands under an action or a priority, or in a plan.
        case all(Reference)

        var action: Reference? {
            if case .action(let reference) = self { reference } else { nil }
        }
    }

    /// The waiting actions in plan order, and what leads where: an action to all that it waits
    /// for, and that to every waiting action in it.
    private func graph(of waits: [Wait]) -> (order: [Node], next: [Node: [Node]]) {
        var order: [Node] = []
        var next: [Node: [Node]] = [:]
        for wait in waits { next[.action(wait.from), default: []].append(.all(wait.reference)) }
        let waitedFor = Set(waits.map(\.reference))
        var seen: Set<Reference> = []
        for wait in waits where seen.insert(wait.from).inserted {
            order.append(.action(wait.from))
            guard let action = wait.from.code, let known = self[wait.plan] else { continue }
            let above = known.plan.lineage(of: action).map { Reference($0, in: wait.plan) }
            for place in above + [Reference(nil, in: wait.plan)] where waitedFor.contains(place) {
                next[.all(place), default: []].append(.action(wait.from))
            }
        }
        return (order, next)
    }

    /// For each action the number of the group of actions that all lead to one another (Tarjan's
    /// algorithm, with a stack of its own: a chain of waits may be long).
    private func strongGroups(
        _ order: [Node],
        _ next: [Node: [Node]]
    ) -> [Node: Set<Node>] {
        var number: [Node: Int] = [:]
        var low: [Node: Int] = [:]
        var waiting: [Node] = []
        var isWaiting: Set<Node> = []
        var groups: [Node: Set<Node>] = [:]
        for start in order where number[start] == nil {
            var path: [(place: Node, turn: Int)] = [(start, 0)]
            while let (place, turn) = path.last {
                if number[place] == nil {
                    number[place] = number.count
                    low[place] = number[place]
                    waiting.append(place)
                    isWaiting.insert(place)
                }
                let targets = next[place] ?? []
                if turn < targets.count {
                    path[path.count - 1].turn += 1
                    let target = targets[turn]
                    if number[target] == nil {
                        path.append((target, 0))
                    } else if isWaiting.contains(target) {
                        low[place] = min(low[place] ?? 0, number[target] ?? 0)
                    }
                    continue
                }
                path.removeLast()
                if let above = path.last?.place {
                    low[above] = min(low[above] ?? 0, low[place] ?? 0)
                }
                if low[place] == number[place], let start = waiting.lastIndex(of: place) {
                    let group = Set(waiting[start...])
                    for member in group { groups[member] = group }
                    isWaiting.subtract(group)
                    waiting.removeSubrange(start...)
                }
            }
        }
        return groups
    }

    /// The shortest way from `start` back to it through `group`; nil where there is none.
    private func shortestCircle(
        from start: Node,
        _ next: [Node: [Node]],
        within group: Set<Node>
    ) -> [Node]? {
        var before: [Node: Node] = [:]
        var queue = [start]
        var head = 0
        while head < queue.count {
            let place = queue[head]
            head += 1
            for target in next[place] ?? [] where group.contains(target) {
                if target == start {
                    var circle = [place]
                    while let last = circle.last, last != start, let above = before[last] {
                        circle.append(above)
                    }
                    return circle.reversed()
                }
                if before[target] == nil {
                    before[target] = place
                    queue.append(target)
                }
            }
        }
        return nil
    }
}
