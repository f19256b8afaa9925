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
    public let policy: Policy

    /// The actions in plan order, in their places.
    let placed: [PlacedAction]
    private var milestones: [MilestoneName: MilestoneRating] = [:]
    private var actions: [Code: RatingResult] = [:]

    /// Rates `plan`, which was replayed as at `asAt`.
    public init(_ plan: Plan, asAt: Day) {
        self.plan = plan
        self.asAt = asAt
        policy = Policy(on: asAt, in: plan)
        placed = plan.placedActions
        // What a milestone depends on can make it amber, never red; so what is red is known
        // before any dependency is looked at, and circles of dependencies need no care.
        rateMilestones(red: [])
        let red = redCodes()
        rateMilestones(red: red) { plan.ownCode($0.start.depends).map(red.contains) ?? false }
        for action in placed { actions[action.action.code] = rate(action) }
    }

    /// The rating of a milestone in the plan.
    public subscript(milestone name: MilestoneName) -> MilestoneRating? { milestones[name] }

    /// The rating of an action in the plan (rule R3).
    public subscript(action code: Code) -> RatingResult? { actions[code] }

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
                milestones[milestone.name] = rate(MilestoneFacts(milestone, action, plan), red: red)
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
    private func rate(_ placed: PlacedAction) -> RatingResult {
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
            return RatingResult(
                published: .grey,
                declared: declared,
                computed: .grey,
                why: "rule R3: grey, no open milestone"
            )
        }
        let computed = rated.map(\.1.result.computed).min() ?? .grey
        return RatingResult(
            published: worst.1.result.published,
            declared: declared,
            computed: computed,
            why: "\(worst.1.result.why) (\(worst.0))"
        )
    }
}

/// What the rating of a milestone rests on.
struct MilestoneFacts {
    let milestone: Milestone
    let placed: PlacedAction
    let delivery: Delivery?
    let closure: StandingClosure?
    let moves: [Move]
    /// The day of the last note on its action, or on one under it.
    let lastNote: Day?
    /// The day of the meeting it is due at, wherever that was moved.
    let meeting: Day?

    init(_ milestone: Milestone, _ placed: PlacedAction, _ plan: Plan) {
        self.milestone = milestone
        self.placed = placed
        delivery = milestone.delivery
        closure = plan.closure(of: milestone, in: placed)
        moves = milestone.moves
        lastNote = placed.lastNote?.stamp.day
        meeting = plan.meetingDay(of: milestone)
    }

    var isClosed: Bool { closure?.approved != nil }

    /// Whether a date that ends on `end` is past on `day`, and so is the meeting it is tied to.
    func isPast(_ end: Day, on day: Day) -> Bool { day > max(end, meeting ?? end) }
}

extension Ratings {
    private func rate(_ facts: MilestoneFacts, red: Set<Code>) -> MilestoneRating {
        let (test, detail) = decide(facts, red: red)
        let declared = test.takesDeclared ? facts.placed.action.declared?.fact.rating : nil
        let published = min(declared ?? test.rating, test.rating)
        var why = test.words + (detail.map { ": \($0)" } ?? "")
        if let declared, declared < test.rating {
            why = "rule R1: declared \(declared.rawValue) is worse; \(why)"
        }
        let isOverdue = isOverdue(facts)
        let slippage = slippage(facts, isOverdue: isOverdue)
        return MilestoneRating(
            result: RatingResult(
                published: published,
                declared: declared,
                computed: test.rating,
                why: why
            ),
            test: test,
            detail: detail,
            slippage: slippage,
            isRunning: isOverdue && slippage != nil,
            moves: facts.moves,
            isOverdue: isOverdue,
            delivery: facts.delivery,
            isClosed: facts.isClosed
        )
    }

    private func isOverdue(_ facts: MilestoneFacts) -> Bool {
        guard let current = facts.milestone.current, facts.delivery == nil, !facts.isClosed else {
            return false
        }
        return facts.isPast(current.end, on: asAt)
    }

    /// The first test that applies, and what it found.
    private func decide(
        _ facts: MilestoneFacts,
        red: Set<Code>
    ) -> (test: RatingTest, detail: String?) {
        if let closure = facts.closure, facts.isClosed {
            return (.closedOtherwise, closure.closed.fact.way.rawValue)
        }
        if let delivery = facts.delivery { return decide(delivered: delivery, facts) }
        let milestone = facts.milestone
        if let current = milestone.current, isOverdue(facts) {
            return (.overdue, "due \(current)")
        }
        if let current = milestone.current, let forecast = milestone.forecast,
            misses(forecast, current, policy)
        {
            return (.forecastToMiss, "forecast \(forecast), due \(current)")
        }
        if let move = lateMove(facts) {
            return (.movedWhenLate, "from \(move.from) to \(move.to) by entry \(move.stamp.seq)")
        }
        if milestone.current == nil {
            let waits = milestone.start.depends.map { "waits for \($0)" }
            return (
                .notRated, ["no date agreed", waits].compactMap(\.self).joined(separator: ", ")
            )
        }
        if facts.placed.accountable.isEmpty {
            return (.notRated, "no accountable lead")
        }
        let risks = risks(facts, red: red)
        if !risks.isEmpty { return (.atRisk, risks.joined(separator: "; ")) }
        if facts.lastNote == nil, let approved = approval(of: milestone),
            asAt - approved.day > policy[.startDays]
        {
            return (.notReported, "no progress note since the approval on \(approved.day)")
        }
        return (.onTrack, nil)
    }

    private func decide(
        delivered delivery: Delivery,
        _ facts: MilestoneFacts
    ) -> (test: RatingTest, detail: String?) {
        if delivery.confirmed != nil {
            let late = slippage(facts, isOverdue: false).flatMap { $0.amount > 0 ? $0 : nil }
            return (.confirmed, late.map { "delivered late, \($0)" })
        }
        let waiting = asAt - delivery.firstDeclared.day
        return waiting > policy[.evidenceDays]
            ? (.confirmationOverdue, "declared \(waiting) days ago")
            : (.confirmationAwaited, nil)
    }

    /// The first approval recorded after the milestone was.
    func approval(of milestone: Milestone) -> Stamp? {
        plan.approvals.first { $0.stamp.isRecorded(after: milestone.added) }?.stamp
    }

    /// Whether a forecast ends later than the current date by more than the tolerance: in days
    /// where both are days, else in months.
    private func misses(_ forecast: StatedDate, _ current: StatedDate, _ policy: Policy) -> Bool {
        guard max(forecast.precision, current.precision) > .day else {
            return forecast.end - current.end > policy[.toleranceDays]
        }
        let (from, to) = (current.end.civil, forecast.end.civil)
        return 12 * (to.year - from.year) + to.month - from.month > policy[.toleranceMonths]
    }

    /// A move that was agreed, or recorded, on a day on which test 5 or 6 held: as the facts before
    /// it stand now, or as they stood when it was recorded. So nothing that is recorded later, of
    /// whatever day, makes a late move a timely one.
    private func lateMove(_ facts: MilestoneFacts) -> Move? {
        let milestone = facts.milestone
        let late = facts.moves.first { move in
            let isBefore = { (stamp: Stamp) in stamp < move.stamp }
            return wasLate(
                move,
                facts,
                knownBefore: move.isCorrection ? move.stamp.seq : nil,
                isBefore
            )
        }
        return late
            ?? milestone.movesAsRecorded.first { move in
                wasLate(move, facts, knownBefore: move.stamp.seq) { $0.seq < move.stamp.seq }
            }
    }

    /// Whether test 5 or 6 held by the facts where `isBefore` holds, with their corrections before
    /// entry `seq`; all corrections where it is nil.
    private func wasLate(
        _ move: Move,
        _ facts: MilestoneFacts,
        knownBefore seq: Int?,
        _ isBefore: (Stamp) -> Bool
    ) -> Bool {
        // No delivery stands in the way: one that stood at the time was returned or reopened, or
        // this test would not be reached, and so is no delivery.
        let meeting = plan.meetingDay(of: facts.milestone, counting: isBefore)
        let estimate = facts.milestone.forecasts.facts.last { isBefore($0.stamp) }?.fact
        let forecast = estimate.map { $0.due(knownBefore: seq ?? .max) }
        return [move.stamp.day, move.stamp.at.day].contains { day in
            day > max(move.standing.end, meeting ?? move.standing.end)
                || forecast.map { misses($0, move.standing, Policy(on: day, in: plan)) } ?? false
        }
    }

    /// What puts a milestone at risk.
    private func risks(_ facts: MilestoneFacts, red: Set<Code>) -> [String] {
        guard let current = facts.milestone.current else { return [] }
        var risks: [String] = []
        if let forecast = facts.milestone.forecast, forecast.end > current.end {
            risks.append("forecast \(forecast), due \(current)")
        }
        let moves = facts.moves.count
        if moves > 0 { risks.append("moved \(moves == 1 ? "once" : "\(moves) times")") }
        let quiet = facts.lastNote.map { asAt - $0 }
        if isQuiet(before: current, lastNote: facts.lastNote) {
            let left = current.end - asAt
            // Past its date and not overdue is what waits for a later meeting.
            let near = left < 0 ? "\(-left) days past its date" : "\(left) days left"
            risks.append("\(near) and no progress note in \(policy[.quietDays]) days")
        }
        if let quiet, quiet > policy[.staleDays] {
            risks.append("last progress note \(quiet) days ago")
        }
        if let code = plan.ownCode(facts.milestone.start.depends), red.contains(code) {
            risks.append("depends on \(code), which is red")
        }
        return risks
    }

    /// Whether a date is near and nobody has written of late: near-days or less are left to its
    /// end, and the last note is more than quiet-days old, or there is none.
    func isQuiet(before due: StatedDate, lastNote: Day?) -> Bool {
        due.end - asAt <= policy[.nearDays]
            && lastNote.map { asAt - $0 > policy[.quietDays] } ?? true
    }

    /// How far the milestone lies behind its original date; nil where it has none, or is closed
    /// undelivered.
    private func slippage(_ facts: MilestoneFacts, isOverdue: Bool) -> Slippage? {
        guard let original = facts.milestone.original else { return nil }
        if let delivery = facts.delivery {
            return Slippage(from: original, to: delivery.declared.stated)
        }
        if facts.isClosed { return nil }
        if isOverdue { return Slippage(from: original, to: StatedDate(asAt)) }
        return facts.milestone.current.map { Slippage(from: original, to: $0) }
    }
}

extension Stamp {
    /// The day that counts, in the precision in which it was stated.
    fileprivate var stated: StatedDate {
        let (year, month, _) = day.civil
        return switch on.precision {
        case .day: StatedDate(day)
        case .month: StatedDate(.month(year: year, month: month))
        case .year: StatedDate(.year(year))
        }
    }
}
