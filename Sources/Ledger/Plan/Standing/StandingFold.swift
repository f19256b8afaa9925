// What each scanned event makes of the plan as it stands.

extension Standing {
    /// Where an event stands, and when it was recorded.
    struct Context {
        let line: ScannedLine
        let stamp: CompactStamp

        init(_ line: ScannedLine, _ day: Day, _ place: Int) {
            self.line = line
            stamp = CompactStamp(day, line.seq, place: place)
        }

        /// Where `slice` of the line stands.
        func range(_ slice: Slice) -> Range<Int> {
            let start = line.start + Int(slice.start)
            return start..<start + Int(slice.count)
        }

        /// The stamp as replay has it; who recorded it is left out.
        func full(_ bytes: Span<UInt8>) -> Stamp {
            Stamp(stamp, at: line.at, on: line.statedDay(bytes))
        }
    }

    /// The number of the row of `name`, which is added where it is not there.
    mutating func row(of name: NameTable.Name) -> (number: Int, isNew: Bool) {
        let (number, isNew) = codes.insert(name)
        if isNew { actions.append(ActionRow(under: -1, kind: .unknown)) }
        return (number, isNew)
    }

    mutating func apply(_ event: ScannedEvent, _ context: Context, _ bytes: Span<UInt8>) {
        switch event.type {
        case .actionAdded: addAction(event, context, bytes)
        case .milestoneAdded: addMilestone(event, context, bytes)
        case .entryStruck:
            guard let seq = number(event[.entry], context, bytes), seq < context.line.seq else {
                return
            }
            struck.append(seq)
        case .actionLinked, .assuranceGiven, .dateRefused, .dateRequested, .decisionMinuted,
            .evidenceFiled, .helpAsked, .helpGiven, .measureAdded, .measureRead, .riskAnswered,
            .riskClosed, .riskRaised, .actionReworded:
            return
        case .actionClosed, .actionReopened, .closureApproved, .dateAgreed, .dateCorrected,
            .deliveryConfirmed, .deliveryDeclared, .deliveryReturned, .forecastGiven,
            .leadsNamed, .progressNoted, .ratingDeclared:
            let name = NameTable.name(bytes, context.range(event[.action]))
            guard let action = codes.number(of: name), actions[action].kind == .action else {
                return
            }
            apply(event, to: action, context, bytes)
        }
    }

    private mutating func apply(
        _ event: ScannedEvent,
        to action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let stamp = context.stamp
        switch event.type {
        case .progressNoted: actions[action].note.add((), stamp)
        case .ratingDeclared:
            let rating: Rating.Declared =
                switch bytes[context.range(event[.rating]).lowerBound] {
                case UInt8(ascii: "g"): .green
                case UInt8(ascii: "a"): .amber
                default: .red
                }
            actions[action].declaration.add(rating, stamp)
        case .leadsNamed:
            guard bytes[context.range(event[.role]).lowerBound] == UInt8(ascii: "a"),
                actions[action].accountableStamp < stamp
            else { return }
            actions[action].accountableStamp = stamp
            actions[action].hasAccountable = !event[.leads].isEmpty
        case .actionClosed, .actionReopened, .closureApproved:
            close(event, action, context, bytes)
        default:
            guard let number = number(event[.milestone], context, bytes),
                let milestone = milestone(number, of: action)
            else { return }
            apply(event, toMilestone: milestone, context, bytes)
        }
    }

    /// The place of milestone `number` of `action`.
    func milestone(_ number: Int, of action: Int) -> Int? {
        var place = actions[action].firstMilestone
        while place >= 0 {
            if milestones[Int(place)].number == number { return Int(place) }
            place = milestones[Int(place)].next
        }
        return nil
    }

    private func number(
        _ slice: Slice,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Int? {
        if slice.isEmpty { return nil }
        var cursor = Cursor(context.range(slice).lowerBound)
        return cursor.number(bytes)
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
        let under = NameTable.name(bytes, context.range(event[.under]))
        guard let above = codes.number(of: under), actions[above].kind != .unknown else { return }
        let (number, _) = row(of: NameTable.name(bytes, context.range(event[.action])))
        guard actions[number].kind == .unknown else { return }
        actions[number].kind = .action
        actions[number].under = Int32(truncatingIfNeeded: above)
        let place = Int32(truncatingIfNeeded: number)
        // A priority's row holds the actions right under it as an action's holds its parts.
        if actions[above].lastPart >= 0 {
            actions[Int(actions[above].lastPart)].nextPart = place
        } else {
            actions[above].firstPart = place
        }
        actions[above].lastPart = place
    }

    private mutating func addMilestone(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let name = NameTable.name(bytes, context.range(event[.action]))
        guard let action = codes.number(of: name), actions[action].kind == .action,
            let number = number(event[.milestone], context, bytes),
            milestone(number, of: action) == nil
        else { return }
        let place = Int32(truncatingIfNeeded: milestones.count)
        if actions[action].lastMilestone >= 0 {
            milestones[Int(actions[action].lastMilestone)].next = place
        } else {
            actions[action].firstMilestone = place
        }
        actions[action].lastMilestone = place
        var row = MilestoneRow(
            action: Int32(truncatingIfNeeded: action),
            number: Int32(truncatingIfNeeded: number),
            added: context.stamp,
            due: CompactDate(date(event[.due], context, bytes))
        )
        row.isApproved = !frame.approvals.isEmpty
        milestones.append(row)
        guard event.has(.depends) || event.has(.meeting) else { return }
        let depends = event.has(.depends) ? String(bytes, context.range(event[.depends])) : nil
        let meeting = event.has(.meeting) ? String(bytes, context.range(event[.meeting])) : nil
        enrich(
            Int(place),
            depends: depends.flatMap { Reference($0) },
            meeting: meeting.flatMap { Day($0) }
        )
    }

    /// Keeps the milestone at `place` as replay does, from here on.
    @discardableResult
    mutating func enrich(_ place: Int, depends: Reference? = nil, meeting: Day? = nil) -> Int {
        let row = milestones[place]
        if row.rich >= 0 { return Int(row.rich) }
        let code = Code(wellFormed: codes.text(Int(row.action)))
        let start = MilestoneStart(
            name: MilestoneName(code, Ordinal(Int(row.number)) ?? .first),
            due: row.due.date,
            depends: depends,
            meeting: meeting
        )
        var milestone = Milestone(start, Stamp(row.added))
        milestone.facts.first = start.due.map { RecordedDate($0, []) }
        milestone.facts.original = row.original.date
        milestone.facts.approved = row.isApproved ? frame.approvals.first?.stamp : nil
        if let forecast = row.forecast.fact.date {
            milestone.facts.forecasts.insert(
                RecordedDate(forecast, []),
                Stamp(row.forecast.stamp)
            )
        }
        milestones[place].rich = Int32(truncatingIfNeeded: rich.count)
        rich.append(milestone)
        return rich.count - 1
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
            forecast(date(event[.due], context, bytes), place, context, bytes)
        case .dateAgreed:
            guard let due = date(event[.due], context, bytes) else { return }
            agree(due, place, context, bytes)
        case .dateCorrected:
            guard let due = date(event[.due], context, bytes),
                let seq = number(event[.entry], context, bytes), seq < context.line.seq
            else { return }
            correct(place, seq, due, context.full(bytes))
        case .deliveryDeclared, .deliveryConfirmed, .deliveryReturned:
            step(event.type, place, context, bytes)
        default: return
        }
    }

    private mutating func forecast(
        _ due: StatedDate?,
        _ place: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let row = milestones[place]
        milestones[place].forecast.add(CompactDate(due), context.stamp)
        guard row.rich >= 0, let due else { return }
        guard row.forecast.stamp < context.stamp else {
            unsettle(row.action)
            return
        }
        let last = rich[Int(row.rich)].agreed.latest?.stamp
        if let last, CompactStamp(last) > context.stamp { unsettle(row.action) }
        rich[Int(row.rich)].facts.forecasts.supersede(
            RecordedDate(due, []),
            context.full(bytes),
            after: last
        )
    }

    private mutating func agree(
        _ due: StatedDate,
        _ place: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let row = milestones[place]
        let known = enrich(place)
        // An agreement of an earlier day than what is known was perhaps judged by what is gone.
        let latest = rich[known].agreed.latest.map { CompactStamp($0.stamp) } ?? .none
        if context.stamp < max(latest, row.forecast.stamp) { unsettle(row.action) }
        rich[known].facts.agree(
            AgreedDate(date: RecordedDate(due, []), by: nil, meeting: nil),
            context.full(bytes)
        )
        rich[known].facts.requests = []
    }

    private mutating func step(
        _ type: QuickType,
        _ place: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let row = milestones[place]
        if context.stamp < row.lastStep { unsettle(row.action) }
        milestones[place].lastStep = context.stamp
        switch type {
        case .deliveryDeclared:
            milestones[place].declared = context.stamp
            milestones[place].declaredPrecision = context.line.statedDay(bytes).precision
            if row.firstDeclared.isNone { milestones[place].firstDeclared = context.stamp }
            milestones[place].isConfirmed = false
        case .deliveryConfirmed: milestones[place].isConfirmed = true
        case .deliveryReturned: milestones[place].declared = .none
        default:
            milestones[place].declared = .none
            milestones[place].firstDeclared = .none
        }
    }

    // MARK: Closure

    private mutating func close(
        _ event: ScannedEvent,
        _ action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let number = number(event[.milestone], context, bytes)
        let step: ClosureStep
        switch event.type {
        case .actionReopened: step = .reopened
        case .closureApproved: step = .approved(by: Key(wellFormed: "?"), meeting: nil)
        default:
            let way = Closure.Way(rawValue: String(bytes, context.range(event[.how])))
            guard let way else { return }
            let code = Code(wellFormed: codes.text(action))
            step = .closed(Closure(action: code, way: way))
        }
        if let number {
            guard let place = milestone(number, of: action) else { return }
            let known = enrich(place)
            rich[known].facts.closures.insert(step, context.full(bytes))
        } else {
            closures[action, default: .init()].insert(step, context.full(bytes))
        }
        guard event.type == .actionReopened else { return }
        var place = actions[action].firstMilestone
        while place >= 0 {
            let row = milestones[Int(place)]
            if number.map({ $0 == row.number }) ?? true {
                self.step(event.type, Int(place), context, bytes)
            }
            place = row.next
        }
    }
}

extension Stamp {
    /// The stamp that `compact` is of, with nothing about who recorded it.
    init(_ compact: CompactStamp, at: Instant? = nil, on: StatedDate? = nil) {
        let day = Day(number: Int(compact.day))
        self.init(
            day: day,
            seq: Int(compact.seq),
            place: Int(compact.place),
            at: at ?? Instant(seconds: day.number * 86_400),
            on: on ?? StatedDate(day)
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
        var cursor = Cursor(start)
        _ = cursor.pass(Int(on.start))
        return cursor.date(bytes) ?? StatedDate(at.day)
    }
}
