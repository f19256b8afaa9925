// The ratings of a plan that is kept in few bytes, by the same rules as of one that is kept whole.

/// Rates what stands, row by row, without keeping a rating.
struct StandingRatings: Sendable {
    private let standing: Standing
    private let rules: RatingRules
    /// The actions of the families that had to be replayed from their own entries, by their
    /// numbers.
    private var replayed: [Int: Replayed] = [:]
    /// Whether each code names something red, by their numbers.
    private var isRed: [Bool]
    private var places: [Place] = []

    /// What the ratings of a replayed action and of its milestones rest on.
    private struct Replayed: Sendable {
        let declared: Rating.Declared?
        /// By the numbers of the milestones, but for what they depend on.
        var situations: [Int: Situation] = [:]
    }

    /// An action with what it has from those above it and under it.
    private struct Place: Sendable {
        let action: Int
        /// The number of its priority in plan order.
        let row: Int
        let hasAccountable: Bool
        /// Whether it or one above it was ever closed.
        let hasClosure: Bool
        var lastNote: CompactStamp
    }

    /// Rates `standing` on `asAt`, by which everything in it has happened. What it cannot tell
    /// itself has to be added by ``replay(_:)``.
    init(_ standing: Standing, asAt: Day) {
        self.standing = standing
        rules = RatingRules(asAt: asAt, policy: Policy(on: asAt, in: standing.frame))
        isRed = Array(repeating: false, count: standing.actions.count)
        places.reserveCapacity(standing.actions.count)
        for (row, priority) in standing.frame.priorities.enumerated() {
            guard let number = standing.number(of: Name(priority.code.text)) else { continue }
            put(partsOf: number, row, hasAccountable: false, hasClosure: false)
        }
    }

    /// Takes over what the ratings of `plan`, of one family alone, rest on.
    mutating func replay(_ plan: Plan) {
        let ratings = Ratings(plan, asAt: rules.asAt)
        for placed in ratings.placed {
            guard let number = standing.number(of: Name(placed.action.code.text)) else { continue }
            var known = Replayed(declared: placed.action.declared?.fact)
            for milestone in placed.action.milestones {
                known.situations[milestone.name.number.number] = ratings.situation(
                    milestone,
                    placed,
                    milestone.moves,
                    milestone.delivery,
                    red: []
                )
            }
            replayed[number] = known
        }
    }

    /// Puts the actions under `number` in their places; the latest note on them.
    @discardableResult
    private mutating func put(
        partsOf number: Int,
        _ row: Int,
        hasAccountable: Bool,
        hasClosure: Bool
    ) -> CompactStamp {
        var latest = CompactStamp.none
        var last: Int?
        while let part = standing.part(of: number, after: last) {
            last = part
            let index = places.count
            let place = Place(
                action: part,
                row: row,
                hasAccountable: standing.actions[part].hasAccountable || hasAccountable,
                hasClosure: hasClosure || standing.closures[part] != nil,
                lastNote: standing.notes[part].stamp
            )
            places.append(place)
            let below = put(
                partsOf: part,
                row,
                hasAccountable: place.hasAccountable,
                hasClosure: place.hasClosure
            )
            places[index].lastNote = max(place.lastNote, below)
            latest = max(latest, places[index].lastNote)
        }
        return latest
    }

    /// What some of the actions come to.
    private struct Part: Sendable {
        var position: Position
        var list = WorstList<Rated>()
        /// Milestones that depend on something.
        var waiting: [Rated] = []
        /// The actions with a red milestone.
        var red: [Int] = []
    }

    /// A milestone, and where it comes in the plan.
    private struct Rated: Sendable {
        let place: Place
        let milestone: Int
        let order: Int
    }

    /// How many actions are rated together.
    private static let partCount = 32
    /// How many there must be for each core that takes part.
    private static let countPerCore = 2_500

    /// Where the plan stands, found on all cores where it is long.
    mutating func position() -> Position {
        var whole = Part(position: Position(standing.frame))
        for part in parts() {
            whole.position.add(part.position)
            whole.list.add(part.list)
            whole.waiting += part.waiting
            for action in part.red { redden(action) }
        }
        // What a milestone depends on can make it amber, never red: so what is red is known.
        for waiting in whole.waiting {
            let facts = situation(waiting.milestone, waiting.place)
            add(waiting, facts, published(facts, waiting.place), to: &whole)
        }
        whole.position.show(whole.list.items.map { bad($0.milestone, $0.place) })
        return whole.position
    }

    private func parts() -> [Part] {
        let starts = Array(stride(from: 0, to: places.count, by: StandingRatings.partCount))
        let coreCount = min(Threads.coreCount, 1 + places.count / StandingRatings.countPerCore)
        return Threads.map(starts.count, on: coreCount) { [self] in part(from: starts[$0]) }
    }

    /// What the actions at the places from `start` on come to, but for what waits.
    private func part(from start: Int) -> Part {
        var part = Part(position: Position(standing.frame))
        for index in start..<min(places.count, start + StandingRatings.partCount) {
            let place = places[index]
            var last: Int?
            // No action has as many milestones as would reach the next one's numbers.
            var order = index << 16
            while let milestone = standing.milestone(of: place.action, after: last) {
                last = milestone
                order += 1
                let facts = situation(milestone, place)
                let published = published(facts, place)
                if published == .red { part.red.append(place.action) }
                let this = Rated(place: place, milestone: milestone, order: order)
                if facts.depends == nil {
                    add(this, facts, published, to: &part)
                } else {
                    part.waiting.append(this)
                }
            }
        }
        return part
    }

    private func add(
        _ rated: Rated,
        _ facts: Situation,
        _ published: Rating,
        to part: inout Part
    ) {
        part.position.add(mark(facts, published), toRow: rated.place.row)
        part.list.add(rated, published, facts.current?.end, order: rated.order)
    }

    private func mark(_ facts: Situation, _ published: Rating) -> Position.Mark {
        Position.Mark(
            published: published,
            isOverdue: rules.isOverdue(facts),
            isUndated: facts.isOpen && facts.current == nil,
            isDelivered: facts.delivery != nil,
            isConfirmed: facts.delivery?.isConfirmed ?? false,
            isMoved: facts.moveCount > 0
        )
    }

    private func declared(_ place: Place) -> Rating.Declared? {
        if !replayed.isEmpty, let action = replayed[place.action] {
            return action.declared
        }
        return standing.declarations[place.action].fact
    }

    private func published(_ facts: Situation, _ place: Place) -> Rating {
        let test = rules.test(facts)
        guard test.takesDeclared, let declared = declared(place) else { return test.rating }
        return min(declared.rating, test.rating)
    }

    private func bad(_ milestone: Int, _ place: Place) -> Position.Bad {
        let facts = situation(milestone, place)
        let (result, _) = rules.result(rules.test(facts), facts, declared: declared(place))
        let number = Ordinal(standing.circles.number(milestone)) ?? .first
        return Position.Bad(
            name: MilestoneName(code(place), number),
            due: facts.current,
            rating: result.published,
            why: result.why
        )
    }

    private func code(_ place: Place) -> Code {
        Code(wellFormed: standing.names[place.action].text)
    }

    /// Marks an action, those above it, its priority and those above that as red.
    private mutating func redden(_ action: Int) {
        var number = action
        while !isRed[number] {
            isRed[number] = true
            if standing.actions[number].kind == .action {
                number = Int(standing.actions[number].under)
                continue
            }
            let code = Code(wellFormed: standing.names[number].text)
            guard let under = standing.frame.priority(code)?.under,
                let above = standing.number(of: Name(under.text))
            else { return }
            number = above
        }
    }

    /// What `depends` names, where that is red.
    private func red(_ depends: Reference?) -> Code? {
        guard let code = standing.frame.ownCode(depends),
            let number = standing.number(of: Name(code.text))
        else { return nil }
        return isRed[number] ? code : nil
    }

    // MARK: What a rating rests on

    private func situation(_ milestone: Int, _ place: Place) -> Situation {
        if !replayed.isEmpty, let action = replayed[place.action] {
            var facts = action.situations[standing.circles.number(milestone)] ?? Situation()
            facts.redDependency = red(facts.depends)
            return facts
        }
        var facts = Situation()
        facts.hasAccountable = place.hasAccountable
        facts.lastNote = place.lastNote.isNone ? nil : place.lastNote.day
        take(standing.milestones[milestone], into: &facts)
        let rich = Int(standing.milestones[milestone].rich)
        if rich >= 0 {
            take(rich: standing.rich[rich], at: milestone, of: place, into: &facts)
        } else {
            if place.hasClosure { facts.closure = closure([], of: milestone, place.action) }
            takeMoves(of: standing.milestones[milestone], into: &facts)
        }
        return facts
    }

    /// Takes over what a row tells of a milestone.
    private func take(_ row: Standing.MilestoneRow, into facts: inout Situation) {
        facts.delivery = row.delivery
        facts.approval = approval(row)
        guard row.rich < 0 else { return }
        facts.current = standing.current(row).date
        facts.original = row.original.date
        facts.forecast = row.forecast.fact?.date
    }

    /// Takes over how often a milestone was moved, and when late: see ``Milestone/moves``.
    private func takeMoves(of row: Standing.MilestoneRow, into facts: inout Situation) {
        guard row.isApproved, row.lastAgreement >= 0,
            let approved = standing.frame.approvals.first?.stamp
        else { return }
        var before = row.due.date
        for agreement in standing.agreements(of: row) {
            guard let due = agreement.due.date else { continue }
            defer { before = due }
            let stamp = agreement.stamp
            guard let from = before, due.end > from.end,
                (stamp.seq, stamp.place) > (approved.seq, approved.place)
            else { continue }
            facts.moveCount += 1
            let wasLate = standing.frame.wasLate(
                on: [stamp.day, Day(number: Int(agreement.recordedOn))],
                from,
                agreement.forecast.date
            )
            if facts.isOpen, facts.lateMove == nil, wasLate {
                facts.lateMove = .init(from: from, to: due, entry: stamp.seq)
            }
        }
    }

    /// Takes over what is known of a milestone that something seldom happened to.
    private func take(
        rich known: borrowing Milestone,
        at milestone: Int,
        of place: Place,
        into facts: inout Situation
    ) {
        facts.original = known.original
        facts.current = known.current
        facts.forecast = known.forecast
        facts.meeting = standing.frame.meetingDay(of: known)
        facts.depends = known.start.depends
        facts.redDependency = red(facts.depends)
        let closures = known.closures.facts
        if place.hasClosure || !closures.isEmpty {
            facts.closure = closure(closures, of: milestone, place.action)
        }
        let moves = known.moves
        facts.moveCount = moves.count
        if facts.isOpen, let move = standing.frame.lateMove(of: known, moves) {
            facts.lateMove = .init(from: move.from, to: move.to, entry: move.stamp.seq)
        }
    }

    /// How a milestone of `action`, with closures of its `own`, was closed.
    private func closure(
        _ own: [Stamped<ClosureStep>],
        of milestone: Int,
        _ action: Int
    ) -> Closure.Way? {
        var levels = [steps(own, standing.milestones[milestone].reopened)]
        var number = action
        while number >= 0, standing.actions[number].kind == .action {
            let closures = standing.closures[number]?.facts ?? []
            levels.append(steps(closures, standing.actions[number].reopened))
            number = Int(standing.actions[number].under)
        }
        let closure = StandingClosure(levels: levels)
        return closure?.approved == nil ? nil : closure?.closed.fact.way
    }

    /// Closures and their approvals, with where it was reopened last.
    private func steps(
        _ closures: [Stamped<ClosureStep>],
        _ reopened: CompactStamp
    ) -> Timeline<ClosureStep> {
        var steps = Timeline<ClosureStep>()
        for step in closures { steps.insert(step.fact, step.stamp) }
        if !reopened.isNone { steps.insert(.reopened, Stamp(reopened)) }
        return steps
    }

    /// The day of the first approval recorded after the milestone was.
    private func approval(_ row: Standing.MilestoneRow) -> Day? {
        standing.frame.approvals.first { approval in
            (approval.stamp.seq, approval.stamp.place) > (row.added.seq, row.added.place)
        }?.stamp.day
    }
}

extension Standing.MilestoneRow {
    fileprivate var delivery: Situation.Delivered? {
        if declared == Self.noDay { return nil }
        return Situation.Delivered(
            declared: StatedDate(Day(number: Int(declared)), in: declaredPrecision),
            firstDeclared: Day(number: Int(firstDeclared)),
            isConfirmed: isConfirmed
        )
    }
}
