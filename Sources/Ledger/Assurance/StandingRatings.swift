// The ratings of a plan that is kept in few bytes, by the same rules as of one that is kept whole.

/// Rates what stands, row by row, without keeping a rating.
struct StandingRatings {
    private let standing: Standing
    private let rules: RatingRules
    /// The ratings of the families that had to be replayed from their own entries.
    private let ratings: Ratings
    /// The actions of those families, by code.
    private var replayed: [Code: PlacedAction] = [:]
    /// What is red, by the numbers of codes.
    private var red: Set<Int> = []
    private var places: [Place] = []

    /// An action with what it has from those above it and under it.
    private struct Place {
        let action: Int
        /// The number of its priority in plan order.
        let row: Int
        let hasAccountable: Bool
        var lastNote: CompactStamp
        var end = 0
    }

    /// Rates `standing` on `asAt`, by which everything in it has happened; `unsettled` is the plan
    /// of the families that it cannot tell itself.
    init(_ standing: Standing, asAt: Day, unsettled: Plan) {
        self.standing = standing
        rules = RatingRules(asAt: asAt, policy: Policy(on: asAt, in: standing.frame))
        ratings = Ratings(unsettled, asAt: asAt)
        for placed in ratings.placed { replayed[placed.action.code] = placed }
        for (row, priority) in standing.frame.priorities.enumerated() {
            guard let number = standing.codes.number(of: NameTable.name(priority.code.text)) else {
                continue
            }
            put(partsOf: number, row, hasAccountable: false)
        }
    }

    private mutating func put(partsOf number: Int, _ row: Int, hasAccountable: Bool) {
        var part = standing.actions[number].firstPart
        while part >= 0 {
            let action = standing.actions[Int(part)]
            let index = places.count
            let has = action.hasAccountable || hasAccountable
            places.append(
                Place(action: Int(part), row: row, hasAccountable: has, lastNote: action.note.stamp)
            )
            put(partsOf: Int(part), row, hasAccountable: has)
            for under in places[(index + 1)...] where places[index].lastNote < under.lastNote {
                places[index].lastNote = under.lastNote
            }
            part = action.nextPart
        }
    }

    /// Where the plan stands.
    mutating func position() -> Position {
        var position = Position(standing.frame)
        var list = WorstList<(Place, Int)>()
        var waiting: [(place: Place, milestone: Int, order: Int)] = []
        var order = 0
        for place in places {
            var milestone = standing.actions[place.action].firstMilestone
            while milestone >= 0 {
                let facts = situation(Int(milestone), place)
                let published = published(facts, place)
                if published == .red { redden(place.action) }
                if facts.depends == nil {
                    position.add(mark(facts, published), toRow: place.row)
                    list.add((place, Int(milestone)), published, facts.current?.end, order: order)
                } else {
                    waiting.append((place, Int(milestone), order))
                }
                order += 1
                milestone = standing.milestones[Int(milestone)].next
            }
        }
        // What a milestone depends on can make it amber, never red: so what is red is known.
        for (place, milestone, order) in waiting {
            let facts = situation(milestone, place)
            let published = published(facts, place)
            position.add(mark(facts, published), toRow: place.row)
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
            ? standing.actions[place.action].declaration.fact
            : replayed[code(place)].map { $0.action.declared?.fact }
                ?? standing.actions[place.action].declaration.fact
    }

    private func published(_ facts: Situation, _ place: Place) -> Rating {
        let test = rules.test(facts)
        guard test.takesDeclared, let declared = declared(place) else { return test.rating }
        return min(declared.rating, test.rating)
    }

    private func bad(_ milestone: Int, _ place: Place) -> Position.Bad {
        let facts = situation(milestone, place)
        let (result, _) = rules.result(rules.test(facts), facts, declared: declared(place))
        let number = Ordinal(Int(standing.milestones[milestone].number)) ?? .first
        return Position.Bad(
            name: MilestoneName(code(place), number),
            due: facts.current,
            rating: result.published,
            why: result.why
        )
    }

    private func code(_ place: Place) -> Code {
        Code(wellFormed: standing.codes.text(place.action))
    }

    /// Marks an action, those above it, its priority and those above that as red.
    private mutating func redden(_ action: Int) {
        var number = action
        while !red.contains(number) {
            red.insert(number)
            if standing.actions[number].kind == .action {
                number = Int(standing.actions[number].under)
                continue
            }
            let priority = standing.frame.priority(Code(wellFormed: standing.codes.text(number)))
            guard let under = priority?.under,
                let above = standing.codes.number(of: NameTable.name(under.text))
            else { return }
            number = above
        }
    }

    // MARK: What a rating rests on

    private func situation(_ milestone: Int, _ place: Place) -> Situation {
        if !replayed.isEmpty, let action = replayed[code(place)] {
            return situation(replayed: action, Int(standing.milestones[milestone].number))
        }
        let row = standing.milestones[milestone]
        var facts = Situation()
        facts.hasAccountable = place.hasAccountable
        facts.lastNote = place.lastNote.isNone ? nil : Day(number: Int(place.lastNote.day))
        facts.delivery = row.delivery
        facts.approval = approval(row)
        var levels: [Timeline<ClosureStep>] = []
        if row.rich >= 0 {
            let milestone = standing.rich[Int(row.rich)]
            facts.original = milestone.original
            facts.current = milestone.current
            facts.forecast = milestone.forecast
            facts.meeting = standing.frame.meetingDay(of: milestone)
            facts.depends = milestone.start.depends
            levels = [milestone.closures]
            let moves = milestone.moves
            facts.moveCount = moves.count
            if let move = standing.frame.lateMove(of: milestone, moves) {
                facts.lateMove = .init(from: move.from, to: move.to, entry: move.stamp.seq)
            }
        } else {
            facts.original = row.original.date
            facts.current = row.due.date
            facts.forecast = row.forecast.fact.date
        }
        facts.closure = closure(levels, place.action)
        if let code = standing.frame.ownCode(facts.depends),
            let number = standing.codes.number(of: NameTable.name(code.text)),
            red.contains(number)
        {
            facts.redDependency = code
        }
        return facts
    }

    private func situation(replayed action: PlacedAction, _ number: Int) -> Situation {
        guard let ordinal = Ordinal(number), let milestone = action.action.milestone(ordinal) else {
            return Situation()
        }
        var codes: Set<Code> = []
        if let code = standing.frame.ownCode(milestone.start.depends),
            let number = standing.codes.number(of: NameTable.name(code.text)),
            red.contains(number)
        {
            codes = [code]
        }
        return ratings.situation(
            milestone,
            action,
            milestone.moves,
            milestone.delivery,
            red: codes
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
            let stamp = CompactStamp(approval.stamp)
            return (stamp.seq, stamp.place) > (row.added.seq, row.added.place)
        }?.stamp.day
    }
}

extension Standing.MilestoneRow {
    fileprivate var delivery: Situation.Delivered? {
        if declared.isNone { return nil }
        return Situation.Delivered(
            declared: StatedDate(Day(number: Int(declared.day)), in: declaredPrecision),
            firstDeclared: Day(number: Int(firstDeclared.day)),
            isConfirmed: isConfirmed
        )
    }
}
