// What each scanned event makes of the plan as it stands.

extension Standing {
    /// Where an event stands, and when it was recorded.
    struct Context {
        let stamp: CompactStamp
        let seq: Int
        private let start: Int
        private let at: Instant
        private let on: Slice

        @inline(__always)
        init(_ line: ScannedLine, _ stamp: CompactStamp) {
            self.stamp = stamp
            (seq, start, at, on) = (line.seq, line.start, line.at, line.on)
        }

        /// Where `slice` of the line stands.
        func range(_ slice: Slice) -> Range<Int> { slice.range(from: start) }

        /// The number of the day it was recorded on.
        var recordedOn: Int32 { Int32(truncatingIfNeeded: at.day.number) }

        /// The date it happened on as it was stated; the day recorded where it was not.
        func statedDay(_ bytes: Span<UInt8>) -> StatedDate {
            var cursor = Cursor(start + Int(on.start))
            return (on.isEmpty ? nil : cursor.date(bytes)) ?? StatedDate(at.day)
        }

        /// The stamp as replay has it; who recorded it is left out.
        func full(_ bytes: Span<UInt8>) -> Stamp {
            Stamp(stamp, at: at, on: statedDay(bytes))
        }
    }

    /// Applies what a fact says of `places`.
    @inline(__always)
    mutating func apply(_ fact: StandingFacts.Fact, _ place: FactPlaces.Place) {
        var (action, milestone) = place
        if action < 0 {
            // It may have been added since the places were looked for.
            action = names.number(of: fact.subject)
            if action < 0 { return }
        }
        switch fact.kind {
        case .noted: notes[Int(action)].add((), fact.stamp)
        case .declared:
            let rating: Rating.Declared =
                switch UInt8(truncatingIfNeeded: fact.value) {
                case UInt8(ascii: "g"): .green
                case UInt8(ascii: "a"): .amber
                default: .red
                }
            declarations[Int(action)].add(rating, fact.stamp)
        case .leadsNamed:
            guard actions[Int(action)].accountableStamp < fact.stamp else { return }
            actions[Int(action)].accountableStamp = fact.stamp
            actions[Int(action)].hasAccountable = fact.value != 0
        case .milestoneAdded:
            if milestone >= 0 { return }
            add(Int(fact.subject.milestone), CompactDate(bits: fact.value), Int(action), fact.stamp)
        case .forecast, .deliveryDeclared, .deliveryConfirmed, .deliveryReturned:
            if milestone < 0 {
                let number = Int(fact.subject.milestone)
                guard let place = self.milestone(number, of: Int(action)) else { return }
                milestone = Int32(truncatingIfNeeded: place)
            }
            apply(fact, toMilestone: Int(milestone))
        case .more, .plain: return
        }
    }

    @inline(__always)
    private mutating func apply(_ fact: StandingFacts.Fact, toMilestone place: Int) {
        switch fact.kind {
        case .forecast: forecast(CompactDate(bits: fact.value), place, fact.stamp)
        case .deliveryDeclared:
            let precision = StatedDate.Precision(rawValue: Int(fact.value)) ?? .day
            step(.declared(precision), place, fact.stamp)
        case .deliveryConfirmed: step(.confirmed, place, fact.stamp)
        default: step(.returned, place, fact.stamp)
        }
    }

    /// Applies an event.
    mutating func apply(_ event: ScannedEvent, _ context: Context, _ bytes: Span<UInt8>) {
        switch event.type {
        case .actionAdded: addAction(event, context, bytes)
        case .milestoneAdded: addMilestone(event, context, bytes)
        case .entryStruck:
            guard let seq = bytes.number(at: context.range(event[.entry])), seq < context.seq else {
                return
            }
            struck.append(seq)
        case .actionLinked, .assuranceGiven, .dateRefused, .dateRequested, .decisionMinuted,
            .evidenceFiled, .helpAsked, .helpGiven, .measureAdded, .measureRead, .riskAnswered,
            .riskClosed, .riskRaised, .actionReworded, .bodyNamed, .personNamed:
            return
        case .meetingCalled, .priorityAdded:
            // Lines with these are followed as entries.
            needsReplay = true
        case .actionClosed, .actionReopened, .closureApproved, .dateAgreed, .dateCorrected,
            .deliveryConfirmed, .deliveryDeclared, .deliveryReturned, .forecastGiven,
            .leadsNamed, .progressNoted, .ratingDeclared:
            guard let action = action(event, context, bytes) else { return }
            apply(event, toAction: action, context, bytes)
        }
    }

    private mutating func apply(
        _ event: ScannedEvent,
        toAction action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let stamp = context.stamp
        switch event.type {
        case .progressNoted: notes[action].add((), stamp)
        case .ratingDeclared:
            let rating: Rating.Declared =
                switch bytes[context.range(event[.rating]).lowerBound] {
                case UInt8(ascii: "g"): .green
                case UInt8(ascii: "a"): .amber
                default: .red
                }
            declarations[action].add(rating, stamp)
        case .leadsNamed:
            guard bytes[context.range(event[.role]).lowerBound] == UInt8(ascii: "a"),
                actions[action].accountableStamp < stamp
            else { return }
            actions[action].accountableStamp = stamp
            actions[action].hasAccountable = !event[.leads].isEmpty
        case .actionClosed, .actionReopened, .closureApproved:
            close(event, action, context, bytes)
        default:
            guard let number = bytes.number(at: context.range(event[.milestone])),
                let milestone = milestone(number, of: action)
            else { return }
            apply(event, toMilestone: milestone, context, bytes)
        }
    }

    /// The action that an event names.
    private func name(_ event: ScannedEvent, _ context: Context, _ bytes: Span<UInt8>) -> Name {
        Name(bytes, context.range(event[.action]))
    }

    /// The number of the action that an event names; nil where there is none.
    private func action(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Int? {
        number(of: name(event, context, bytes)).flatMap { number in
            actions[number].kind == .action ? number : nil
        }
    }

    func date(_ slice: Slice, _ context: Context, _ bytes: Span<UInt8>) -> StatedDate? {
        if slice.isEmpty { return nil }
        var cursor = Cursor(context.range(slice).lowerBound)
        return cursor.date(bytes)
    }

    // MARK: Structure

    private mutating func addAction(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let under = Name(bytes, context.range(event[.under]))
        let name = name(event, context, bytes)
        guard let above = self.number(of: under), self.number(of: name) == nil else { return }
        let number = add(name, .action)
        let place = Int32(truncatingIfNeeded: number)
        actions[number].under = Int32(truncatingIfNeeded: above)
        // A priority's row holds the actions right under it as an action's holds its parts.
        let last = actions[above].lastPart
        actions[number].nextPart = last < 0 ? place : actions[Int(last)].nextPart
        if last >= 0 { actions[Int(last)].nextPart = place }
        actions[above].lastPart = place
    }

    private mutating func addMilestone(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        guard let action = action(event, context, bytes),
            let number = bytes.number(at: context.range(event[.milestone])),
            let place = add(
                number,
                CompactDate(date(event[.due], context, bytes)),
                action,
                context.stamp
            )
        else { return }
        guard event.has(.depends) || event.has(.meeting) else { return }
        let depends = event.has(.depends) ? String(bytes, context.range(event[.depends])) : nil
        let meeting = event.has(.meeting) ? String(bytes, context.range(event[.meeting])) : nil
        enrich(
            place,
            depends: depends.flatMap { Reference($0) },
            meeting: meeting.flatMap { Day($0) }
        )
    }

    // MARK: Dates and delivery

    private mutating func apply(
        _ event: ScannedEvent,
        toMilestone place: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        switch event.type {
        case .forecastGiven:
            let due = CompactDate(date(event[.due], context, bytes))
            forecast(due, place, context.stamp)
        case .dateAgreed:
            guard let due = date(event[.due], context, bytes) else { return }
            agree(due, place, context)
        case .dateCorrected:
            guard let due = date(event[.due], context, bytes),
                let seq = bytes.number(at: context.range(event[.entry])), seq < context.seq
            else { return }
            correct(place, seq, due, context.full(bytes))
        case .deliveryDeclared:
            step(.declared(context.statedDay(bytes).precision), place, context.stamp)
        case .deliveryConfirmed: step(.confirmed, place, context.stamp)
        case .deliveryReturned: step(.returned, place, context.stamp)
        default: return
        }
    }

    // MARK: Closure

    private mutating func close(
        _ event: ScannedEvent,
        _ action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let number = bytes.number(at: context.range(event[.milestone]))
        let step: ClosureStep
        switch event.type {
        case .actionReopened:
            reopen(number, of: action, context.stamp)
            return
        case .closureApproved: step = .approved(by: Key(wellFormed: "?"), meeting: nil)
        default:
            let way = Closure.Way(rawValue: String(bytes, context.range(event[.how])))
            guard let way else { return }
            let code = Code(wellFormed: names[action].text)
            step = .closed(Closure(action: code, way: way))
        }
        if let number {
            guard let place = milestone(number, of: action) else { return }
            let known = enrich(place)
            rich[known].facts.closures.insert(step, context.full(bytes))
        } else {
            closures[action, default: .init()].insert(step, context.full(bytes))
        }
    }

    /// Reopens a milestone of an action, or the action and all its milestones.
    private mutating func reopen(_ number: Int?, of action: Int, _ stamp: CompactStamp) {
        if number == nil { actions[action].reopened = max(actions[action].reopened, stamp) }
        for place in circles.places(in: action) {
            if let number {
                if number != circles.number(place) { continue }
                milestones[place].reopened = max(milestones[place].reopened, stamp)
            }
            step(.reopened, place, stamp)
        }
    }
}

extension Stamp {
    /// The stamp that `compact` is of, with nothing about who recorded it.
    init(_ compact: CompactStamp, at: Instant? = nil, on: StatedDate? = nil) {
        self.init(
            day: compact.day,
            seq: compact.seq,
            place: compact.place,
            at: at ?? Instant(seconds: compact.day.number * 86_400),
            on: on ?? StatedDate(compact.day)
        )
    }
}

extension CompactStamp {
    init(_ stamp: Stamp) { self.init(stamp.day, stamp.seq, place: stamp.place) }
}

extension ScannedLine {
    /// The date it happened on as it was stated; the day recorded where it was not.
    func statedDay(_ bytes: Span<UInt8>) -> StatedDate {
        if on.isEmpty { return StatedDate(at.day) }
        var cursor = Cursor(start + Int(on.start))
        return cursor.date(bytes) ?? StatedDate(at.day)
    }
}
