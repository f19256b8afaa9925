// The rating engine: every milestone and action of a plan, rated on a day.

/// The ratings of a plan on a day, by the rules D1 to D5 and R1 to R4, the eleven tests and the
/// slippage of the assurance report.
///
/// - Complexity: O(actions × depth + milestones + dates), once, when made.
public struct Ratings: Sendable {
    /// The plan that is rated.
    public let plan: Plan
    /// The day, T in the rules.
    public let asAt: Day
    /// The policy in force on that day.
    public var policy: Policy { rules.policy }

    let rules: RatingRules

    /// The actions in plan order, in their places.
    let placed: [PlacedAction]
    private var milestones = OrderedMap<MilestoneName, MilestoneRating>()
    private var actions = OrderedMap<Code, RatingResult>()
    private var deciding = OrderedMap<Code, MilestoneName>()

    /// Rates `plan`, which was replayed as at `asAt`.
    public init(_ plan: Plan, asAt: Day) {
        self.plan = plan
        self.asAt = asAt
        rules = RatingRules(asAt: asAt, policy: Policy(on: asAt, in: plan))
        placed = plan.placedActions
        // What a milestone depends on can make it amber, never red; so what is red is known
        // before any dependency is looked at, and circles of dependencies need no care.
        rateMilestones(red: [])
        if placed.contains(where: { $0.action.milestones.contains { $0.start.depends != nil } }) {
            let red = redCodes()
            rateMilestones(red: red) { plan.ownCode($0.start.depends).map(red.contains) ?? false }
        }
        for action in placed {
            let code = action.action.code
            (actions[code], deciding[code]) = rate(action)
        }
    }

    /// The rating of a milestone in the plan.
    public subscript(milestone name: MilestoneName) -> MilestoneRating? { milestones[name] }

    /// The rating of an action in the plan (rule R3).
    public subscript(action code: Code) -> RatingResult? { actions[code] }

    /// The milestone whose rating is that of an action; nil where it has none that is open or
    /// delivered.
    public func decidingMilestone(of code: Code) -> MilestoneName? { deciding[code] }

    /// The milestones in plan order.
    var orderedMilestones: [Milestone] { placed.flatMap(\.action.milestones) }

    /// What queries are asked of.
    public var scope: Query.Scope {
        Query.Scope(
            plan,
            asAt: asAt,
            actionRating: { self[action: $0]?.published },
            milestoneRating: { self[milestone: $0]?.result.published },
            slippage: { self[milestone: $0]?.slippage }
        )
    }

    private mutating func rateMilestones(
        red: Set<Code>,
        where isRated: (Milestone) -> Bool = { _ in true }
    ) {
        for action in placed {
            for milestone in action.action.milestones where isRated(milestone) {
                milestones[milestone.name] = rate(milestone, action, red: red)
            }
        }
    }

    /// The actions and priorities with a red milestone of their own or under them.
    private func redCodes() -> Set<Code> {
        var red: Set<Code> = []
        for (name, rating) in milestones where rating.result.published == .red {
            red.formUnion(plan.lineage(of: name.action))
        }
        return red
    }

    /// An action has the worst rating among its own milestones and those under it, leaving out
    /// the closed ones.
    private func rate(_ placed: PlacedAction) -> (RatingResult, MilestoneName?) {
        let action = placed.action
        var rated: [(MilestoneName, MilestoneRating)] = []
        for part in self.placed[placed.withParts] {
            for milestone in part.action.milestones {
                guard let rating = self[milestone: milestone.name], !rating.isClosed else {
                    continue
                }
                rated.append((milestone.name, rating))
            }
        }
        let declared = action.declared?.fact.rating
        guard let worst = rated.min(by: { $0.1.result.published < $1.1.result.published }) else {
            let grey = RatingResult(
                published: .grey,
                declared: declared,
                computed: .grey,
                why: "rule R3: grey, no open milestone"
            )
            return (grey, nil)
        }
        let result = RatingResult(
            published: worst.1.result.published,
            declared: declared,
            computed: rated.map(\.1.result.computed).min() ?? .grey,
            why: "\(worst.1.result.why) (\(worst.0))"
        )
        return (result, worst.0)
    }
}

extension Ratings {
    private func rate(_ milestone: Milestone, _ action: PlacedAction, red: Set<Code>)
        -> MilestoneRating
    {
        let moves = milestone.moves
        let delivery = milestone.delivery
        let facts = situation(milestone, action, moves, delivery, red: red)
        let test = rules.test(facts)
        let (result, detail) = rules.result(
            test,
            facts,
            declared: action.action.declared?.fact
        )
        let isOverdue = rules.isOverdue(facts)
        let slippage = rules.slippage(facts)
        return MilestoneRating(
            result: result,
            test: test,
            detail: detail,
            slippage: slippage,
            isRunning: isOverdue && slippage != nil,
            moves: moves,
            isOverdue: isOverdue,
            delivery: delivery,
            isClosed: facts.closure != nil
        )
    }

    func situation(
        _ milestone: Milestone,
        _ placed: PlacedAction,
        _ moves: [Move],
        _ delivery: Delivery?,
        red: Set<Code>
    ) -> Situation {
        var facts = Situation()
        facts.original = milestone.original
        facts.current = milestone.current
        facts.forecast = milestone.forecast
        facts.meeting = plan.meetingDay(of: milestone)
        let closure = plan.closure(of: milestone, in: placed)
        if closure?.approved != nil { facts.closure = closure?.closed.fact.way }
        facts.delivery = delivery.map { delivery in
            Situation.Delivered(
                declared: delivery.declared.stated,
                firstDeclared: delivery.firstDeclared.day,
                isConfirmed: delivery.confirmed != nil
            )
        }
        facts.moveCount = moves.count
        if facts.isOpen, let move = plan.lateMove(of: milestone, moves) {
            facts.lateMove = .init(from: move.from, to: move.to, entry: move.stamp.seq)
        }
        facts.hasAccountable = !placed.accountable.isEmpty
        facts.lastNote = placed.lastNote?.stamp.day
        facts.approval = approval(of: milestone)?.day
        facts.depends = milestone.start.depends
        facts.redDependency = plan.ownCode(facts.depends).flatMap { red.contains($0) ? $0 : nil }
        return facts
    }

    /// The first approval recorded after the milestone was.
    func approval(of milestone: Milestone) -> Stamp? {
        plan.approvals.first { $0.stamp.isRecorded(after: milestone.added) }?.stamp
    }

    /// Whether a date is near and nobody has written of late.
    func isQuiet(before due: StatedDate, lastNote: Day?) -> Bool {
        rules.isQuiet(before: due, lastNote: lastNote)
    }
}

extension Plan {
    /// A move that was agreed, or recorded, on a day on which test 5 or 6 held: as the facts before
    /// it stand now, or as they stood when it was recorded. So nothing that is recorded later, of
    /// whatever day, makes a late move a timely one.
    func lateMove(of milestone: Milestone, _ moves: [Move]) -> Move? {
        let late = moves.first { move in
            let isBefore = { (stamp: Stamp) in stamp < move.stamp }
            return wasLate(
                move,
                milestone,
                knownBefore: move.isCorrection ? move.stamp.seq : nil,
                isBefore
            )
        }
        return late
            ?? milestone.movesAsRecorded.first { move in
                wasLate(move, milestone, knownBefore: move.stamp.seq) { $0.seq < move.stamp.seq }
            }
    }

    /// Whether test 5 or 6 held by the facts where `isBefore` holds, with their corrections before
    /// entry `seq`; all corrections where it is nil.
    private func wasLate(
        _ move: Move,
        _ milestone: Milestone,
        knownBefore seq: Int?,
        _ isBefore: (Stamp) -> Bool
    ) -> Bool {
        // No delivery stands in the way: one that stood at the time was returned or reopened, or
        // this test would not be reached, and so is no delivery.
        let meeting = meetingDay(of: milestone, counting: isBefore)
        let estimate = milestone.forecasts.facts.last { isBefore($0.stamp) }?.fact
        let forecast = estimate.map { $0.due(knownBefore: seq ?? .max) }
        return wasLate(
            on: [move.stamp.day, move.stamp.at.day],
            move.standing,
            meeting: meeting,
            forecast
        )
    }

    /// Whether test 5 or 6 held on one of `days` for what was due on `standing`, at `meeting`, by
    /// `forecast`.
    func wasLate(
        on days: [Day],
        _ standing: StatedDate,
        meeting: Day? = nil,
        _ forecast: StatedDate?
    ) -> Bool {
        days.contains { day in
            day > max(standing.end, meeting ?? standing.end)
                || forecast.map { Policy(on: day, in: self).misses($0, standing) } ?? false
        }
    }
}

extension Stamp {
    /// The day that counts, in the precision in which it was stated.
    fileprivate var stated: StatedDate { StatedDate(day, in: on.precision) }
}

extension StatedDate {
    /// `day`, as precisely as `precision` says.
    init(_ day: Day, in precision: Precision) {
        let (year, month, _) = day.civil
        switch precision {
        case .day: self.init(day)
        case .month: self.init(.month(year: year, month: month))
        case .year: self.init(.year(year))
        }
    }
}
