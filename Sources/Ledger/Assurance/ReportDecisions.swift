// What waits for the board's decision, and what was decided since it last met.

/// What the board is asked to decide, in plan order.
public struct Pending: Sendable {
    /// Requests for another date that nobody has answered, of milestones that are still open: no
    /// other date can be agreed for the rest.
    public let dates: [DateChange]
    /// Closures that are not approved yet.
    public let closures: [ClosureRow]
    /// Calls for help that nobody has answered.
    public let help: [HelpCall]

    /// Whether nothing waits.
    public var isEmpty: Bool { dates.isEmpty && closures.isEmpty && help.isEmpty }

    /// How many of each wait: `1 change of date, 2 closures`; empty where nothing does.
    public var words: String {
        let counts = [
            (dates.count, "change of date", "changes of date"),
            (closures.count, "closure", "closures"),
            (help.count, "call for help", "calls for help"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\($0) \($0 == 1 ? $1 : $2)" }
            .joined(separator: ", ")
    }
}

/// Another date for a milestone: asked for, or agreed.
public struct DateChange: Sendable {
    /// The milestone.
    public let milestone: Milestone
    /// The words of its action.
    public let title: String
    /// The date it had before.
    public let from: StatedDate?
    /// The date asked for or agreed.
    public let to: StatedDate
    /// Where it was asked for or agreed, by whom and why.
    public let stamp: Stamp
    /// Who agreed; nil where it is only asked for.
    public let agreedBy: Key?
    /// Whether it is a move, or would be.
    public let isMove: Bool
    /// The open milestones that wait for its action, or for what that stands under.
    public let waiting: [MilestoneName]
}

/// A closure of an action or of one of its milestones.
public struct ClosureRow: Sendable {
    /// What is closed, and how.
    public let closure: Closure
    /// The words of the action.
    public let title: String
    /// Where it was closed, by whom and why.
    public let stamp: Stamp
    /// Who approved it; nil where that waits.
    public let approved: Stamped<Plan.ClosureApproval>?
    /// The milestones it takes along.
    public let milestones: [MilestoneName]
}

/// A call for help.
public struct HelpCall: Sendable {
    /// The action.
    public let action: Code
    /// Its number.
    public let help: Ordinal
    /// The words of the action.
    public let title: String
    /// What is asked for.
    public let note: Stamped<String>
}

extension Ratings {
    /// What waits for the board's decision.
    func pending(_ rows: [AssuranceReport.MilestoneRow]) -> Pending {
        let waits = waits(rows)
        return Pending(
            dates: rows.filter(\.rating.isOpen).compactMap { row in
                row.milestone.openRequest.map { request in
                    change(
                        of: row.milestone,
                        row.title,
                        from: row.milestone.current,
                        to: request.fact,
                        request.stamp,
                        agreedBy: nil,
                        waits
                    )
                }
            },
            closures: closures.filter { $0.approved == nil },
            help: placed.map(\.action).flatMap { action in
                action.helps.sorted { $0.key < $1.key }.compactMap { help, steps in
                    guard let latest = steps.latest, case .asked(let note) = latest.fact else {
                        return nil
                    }
                    return HelpCall(
                        action: action.code,
                        help: help,
                        title: action.title,
                        note: Stamped(latest.stamp, note)
                    )
                }
            }
        )
    }

    /// The dates agreed by entries after `seq`, or of days after `day`, in plan order.
    func datesAgreed(
        since last: LastReport,
        _ rows: [AssuranceReport.MilestoneRow]
    ) -> [DateChange] {
        let waits = waits(rows)
        return rows.flatMap { row -> [DateChange] in
            let dates = row.milestone.dates
            return zip(dates, dates.dropFirst()).compactMap { before, agreed in
                guard last.isNew(agreed.stamp), let due = agreed.due else { return nil }
                return change(
                    of: row.milestone,
                    row.title,
                    from: before.due,
                    to: due,
                    agreed.stamp,
                    agreedBy: agreed.agreedBy,
                    waits
                )
            }
        }
    }

    /// An open milestone that waits for something, and its place in the order of the plan.
    private struct Wait {
        let milestone: MilestoneName
        let place: Int
    }

    /// The open milestones of this plan by what they wait for in it.
    private func waits(_ rows: [AssuranceReport.MilestoneRow]) -> [Code: [Wait]] {
        var waits: [Code: [Wait]] = [:]
        for (place, row) in rows.enumerated() where row.rating.isOpen {
            guard let code = plan.ownCode(row.milestone.start.depends) else { continue }
            waits[code, default: []].append(Wait(milestone: row.milestone.name, place: place))
        }
        return waits
    }

    private func change(
        of milestone: Milestone,
        _ title: String,
        from: StatedDate?,
        to: StatedDate,
        _ stamp: Stamp,
        agreedBy: Key?,
        _ waits: [Code: [Wait]]
    ) -> DateChange {
        let waiting = plan.lineage(of: milestone.name.action).flatMap { waits[$0] ?? [] }
            .filter { $0.milestone != milestone.name }.sorted { $0.place < $1.place }
        return DateChange(
            milestone: milestone,
            title: title,
            from: from,
            to: to,
            stamp: stamp,
            agreedBy: agreedBy,
            isMove: from.map { to.end > $0.end } ?? false,
            waiting: waiting.map(\.milestone)
        )
    }

    /// The closures that stand, each once, in plan order.
    var closures: [ClosureRow] {
        placed.map(\.action).flatMap { action -> [ClosureRow] in
            let own = StandingClosure(action.closures).map { row($0, action, nil) }
            let parts = action.milestones.compactMap { milestone in
                StandingClosure(milestone.closures).map { row($0, action, milestone) }
            }
            return [own].compactMap(\.self) + parts
        }
    }

    private func row(
        _ standing: StandingClosure,
        _ action: Action,
        _ milestone: Milestone?
    ) -> ClosureRow {
        let taken = milestone.map { [$0.name] }
        let all = plan.withParts(action.code).flatMap(\.milestones).map(\.name)
        return ClosureRow(
            closure: standing.closed.fact,
            title: action.title,
            stamp: standing.closed.stamp,
            approved: standing.approved,
            milestones: taken
                ?? all.filter { name in
                    plan.closure(of: name.action, name.number)?.closed.stamp
                        == standing.closed.stamp
                }
        )
    }
}

extension Milestone {
    /// A date as it was set, with who agreed to it.
    struct DateSet {
        let due: StatedDate?
        let stamp: Stamp
        let agreedBy: Key?
    }

    /// The dates it had, in order: the one it was added with, even where that is none, then the
    /// agreed ones.
    var dates: [DateSet] {
        [DateSet(due: first?.due, stamp: added, agreedBy: nil)]
            + agreed.facts.map {
                DateSet(due: $0.fact.date.due, stamp: $0.stamp, agreedBy: $0.fact.by)
            }
    }
}
