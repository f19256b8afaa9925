// The ratings of a plan that is kept in few bytes, by the same rules as of one that is kept whole.

/// Rates what stands, row by row, without keeping a rating.
struct StandingRatings {
    private let standing: Standing
    private let rules: RatingRules
    /// The ratings of the families that had to be replayed from their own entries.
    private let ratings: Ratings
    /// The actions of those families, by code.
    private var replayed: [Code: PlacedAction] = [:]
    /// Whether each code names something red, by their numbers.
    private var isRed: [Bool]
    private var places: [Place] = []

    /// An action with what it has from those above it and under it.
    private struct Place {
        let action: Int32
        /// The number of its priority in plan order.
        let row: Int32
        let hasAccountable: Bool
        var lastNote: CompactStamp
    }

    /// Rates `standing` on `asAt`, by which everything in it has happened; `unsettled` is the plan
    /// of the families that it cannot tell itself.
    init(_ standing: Standing, asAt: Day, unsettled: Plan) {
        self.standing = standing
        rules = RatingRules(asAt: asAt, policy: Policy(on: asAt, in: standing.frame))
        ratings = Ratings(unsettled, asAt: asAt)
        isRed = Array(repeating: false, count: standing.actions.count)
        places.reserveCapacity(standing.actions.count)
        for placed in ratings.placed { replayed[placed.action.code] = placed }
        for (row, priority) in standing.frame.priorities.enumerated() {
            guard let number = standing.number(of: Name(priority.code.text)) else { continue }
            put(partsOf: number, Int32(truncatingIfNeeded: row), hasAccountable: false)
        }
    }

    /// Puts the actions under `number` in their places; the latest note on them.
    @discardableResult
    private mutating func put(
        partsOf number: Int,
        _ row: Int32,
        hasAccountable: Bool
    ) -> CompactStamp {
        var latest = CompactStamp.none
        for part in standing.parts(of: number) {
            let index = places.count
            let has = standing.actions[part].hasAccountable || hasAccountable
            let note = standing.actions[part].note.stamp
            places.append(
                Place(
                    action: Int32(truncatingIfNeeded: part),
                    row: row,
                    hasAccountable: has,
                    lastNote: note
                )
            )
            places[index].lastNote = max(note, put(partsOf: part, row, hasAccountable: has))
            latest = max(latest, places[index].lastNote)
        }
        return latest
    }

    /// Where the plan stands.
    mutating func position() -> Position {
        var position = Position(standing.frame)
        var list = WorstList<(Place, Int)>()
        var waiting: [(place: Place, milestone: Int, order: Int)] = []
        var order = 0
        for place in places {
            for milestone in standing.milestones(of: Int(place.action)) {
                let facts = situation(milestone, place)
                let published = published(facts, place)
                if published == .red { redden(Int(place.action)) }
                if facts.depends == nil {
                    position.add(mark(facts, published), toRow: Int(place.row))
                    list.add((place, milestone), published, facts.current?.end, order: order)
                } else {
                    waiting.append((place, milestone, order))
                }
                order += 1
            }
        }
        // What a milestone depends on can make it amber, never red: so what is red is known.
        for (place, milestone, order) in waiting {
            let facts = situation(milestone, place)
            let published = published(facts, place)
            position.add(mark(facts, published), toRow: Int(place.row))
            list.add((place, milestone), published, facts.current?.end, order: order)
        }
        position.show(list.items.map { bad($0.1, $0.0) })
        return position
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
        replayed.isEmpty
            ? standing.actions[Int(place.action)].declaration.fact
            : replayed[code(place)].map { $0.action.declared?.fact }
                ?? standing.actions[Int(place.action)].declaration.fact
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
        Code(wellFormed: standing.names[Int(place.action)].text)
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
        if !replayed.isEmpty, let action = replayed[code(place)] {
            return situation(replayed: action, standing.circles.number(milestone))
        }
        let row = standing.milestones[milestone]
        var facts = Situation()
        facts.hasAccountable = place.hasAccountable
        facts.lastNote = place.lastNote.isNone ? nil : place.lastNote.day
        facts.delivery = row.delivery
        facts.approval = approval(row)
        guard row.rich >= 0 else {
            facts.current = row.due.date
            facts.original = row.hasOriginal ? facts.current : nil
            facts.forecast = row.forecast.fact?.date
            facts.closure = closure([], Int(place.action))
            return facts
        }
        let known = standing.rich[Int(row.rich)]
        facts.original = known.original
        facts.current = known.current
        facts.forecast = known.forecast
        facts.meeting = standing.frame.meetingDay(of: known)
        facts.depends = known.start.depends
        facts.closure = closure([known.closures], Int(place.action))
        facts.redDependency = red(facts.depends)
        let moves = known.moves
        facts.moveCount = moves.count
        if facts.isOpen, let move = standing.frame.lateMove(of: known, moves) {
            facts.lateMove = .init(from: move.from, to: move.to, entry: move.stamp.seq)
        }
        return facts
    }

    private func situation(replayed action: PlacedAction, _ number: Int) -> Situation {
        guard let ordinal = Ordinal(number), let milestone = action.action.milestone(ordinal) else {
            return Situation()
        }
        return ratings.situation(
            milestone,
            action,
            milestone.moves,
            milestone.delivery,
            red: Set([red(milestone.start.depends)].compactMap(\.self))
        )
    }

    /// How a milestone with closures of its own, nearest first, on `action` was closed.
    private func closure(_ own: [Timeline<ClosureStep>], _ action: Int) -> Closure.Way? {
        if standing.closures.isEmpty, own.allSatisfy(\.facts.isEmpty) { return nil }
        var levels = own
        var number = action
        while number >= 0, standing.actions[number].kind == .action {
            if let steps = standing.closures[number] { levels.append(steps) }
            number = Int(standing.actions[number].under)
        }
        let closure = StandingClosure(levels: levels)
        return closure?.approved == nil ? nil : closure?.closed.fact.way
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
