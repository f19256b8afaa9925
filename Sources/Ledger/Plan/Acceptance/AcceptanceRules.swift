// The rules of structure and progress, as far as few bytes tell that they are kept.

/// What becomes of an event.
enum Acceptability {
    /// It breaks no rule.
    case allowed
    /// Perhaps it does; what is to be known for that, the frame says.
    case doubtful
    /// Perhaps it does, and the family of the action of this number has to be looked at.
    case doubtfulIn(Int)
}

extension Acceptance {
    /// Takes the next event: applies it, and notes whether it is in doubt.
    mutating func take(_ event: ScannedEvent, _ context: Context, _ bytes: Span<UInt8>) {
        var acceptability: Acceptability
        switch event.type {
        case .assuranceGiven, .decisionMinuted, .bodyNamed, .meetingCalled, .personNamed,
            .priorityAdded:
            takeOfFrame(event, context, bytes)
            return
        case .entryStruck: acceptability = strike(event, context, bytes)
        case .actionAdded: acceptability = addAction(event, context, bytes)
        case .actionLinked: acceptability = link(event, context, bytes)
        case .measureAdded, .measureRead, .riskAnswered, .riskClosed, .riskRaised:
            acceptability = takeConcern(event, context, bytes)
        case .actionClosed, .actionReopened, .actionReworded, .closureApproved, .dateAgreed,
            .dateCorrected, .dateRefused, .dateRequested, .deliveryConfirmed,
            .deliveryDeclared, .deliveryReturned, .evidenceFiled, .forecastGiven, .helpAsked,
            .helpGiven, .leadsNamed, .milestoneAdded, .progressNoted, .ratingDeclared:
            guard let number = action(event, context, bytes) else {
                // What is about no action of the plan is refused whatever it says.
                acceptability = .doubtful
                if event.type == .evidenceFiled { keepFile(event, context, bytes) }
                break
            }
            lines.note(number)
            acceptability = take(event, of: number, context, bytes)
        }
        if isBarred(event, context, bytes), case .allowed = acceptability {
            acceptability = .doubtful
        }
        switch acceptability {
        case .allowed: return
        case .doubtful: doubts.append(context.doubt(-1))
        case .doubtfulIn(let number): doubt(number, context.seq, context.place)
        }
    }

    /// Whether an event is refused whatever it is about: before the opening, after the closing,
    /// and without the reason that its kind needs.
    @inline(__always)
    private func isBarred(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Bool {
        if frame.opening == nil { return true }
        if frame.closed != nil, event.type != .evidenceFiled, event.type != .entryStruck {
            return true
        }
        if context.hasBecause { return false }
        switch event.type {
        case .ratingDeclared:
            return bytes[context.range(event[.rating]).lowerBound] != UInt8(ascii: "g")
        case .actionReworded, .dateRequested, .dateAgreed, .dateRefused, .dateCorrected,
            .riskClosed, .deliveryReturned, .actionReopened, .actionClosed, .entryStruck:
            return true
        case .actionAdded, .actionLinked, .assuranceGiven, .bodyNamed, .closureApproved,
            .decisionMinuted, .deliveryConfirmed, .deliveryDeclared, .evidenceFiled,
            .forecastGiven, .helpAsked, .helpGiven, .leadsNamed, .measureAdded, .measureRead,
            .meetingCalled, .milestoneAdded, .personNamed, .priorityAdded, .progressNoted,
            .riskAnswered, .riskRaised:
            return false
        }
    }

    /// Marks the family of an action, and leaves the event to its audit.
    mutating func doubt(_ number: Int, _ seq: Int, _ place: Int) {
        let family = codes[number].family
        codes[Int(family)].isMarked = true
        doubts.append(Doubt(seq: seq, place: place, family: family))
    }

    /// Whether nothing that rests on earlier events of the family of `number` is accepted.
    func isMarked(_ number: Int) -> Bool { codes[Int(codes[number].family)].isMarked }

    // MARK: What stands in a line

    private func action(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Int? {
        let found = Int(context.found.action)
        if found >= 0 { return kinds[found] == .action ? found : nil }
        return code(Name(bytes, context.range(event[.action]))).flatMap {
            kinds[$0] == .action ? $0 : nil
        }
    }

    /// Whether a reference to another plan, or to what is in this one, stands at `slice`, or
    /// nothing.
    private func isKnown(
        _ slice: Slice,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Bool {
        if slice.isEmpty { return true }
        let reference = Reference(String(bytes, context.range(slice)))
        guard let code = frame.ownCode(reference) else { return reference != nil }
        return isSubject(self.code(Name(code.text)))
    }

    // MARK: Structure

    private mutating func addAction(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Acceptability {
        let name = Name(bytes, context.range(event[.action]))
        if code(name) != nil || codes.count >= LineMarks.actionMax {
            needsWhole = true
            return .allowed
        }
        guard let above = code(Name(bytes, context.range(event[.under]))), isSubject(above)
        else {
            unknownReferences.insert(context.doubt(-1))
            return .doubtful
        }
        let number = add(name, .action)
        let own = Int32(truncatingIfNeeded: number)
        codes[number].under = Int32(truncatingIfNeeded: above)
        codes[number].family = kinds[above] == .action ? codes[above].family : own
        lines.note(number)
        return .allowed
    }

    private mutating func addMilestone(
        _ event: ScannedEvent,
        to action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Acceptability {
        let isKnown = isKnown(event[.depends], context, bytes)
        if !isKnown { unknownReferences.insert(context.doubt(codes[action].family)) }
        guard let number = bytes.number(at: context.range(event[.milestone])),
            milestone(number, of: action) == nil
        else { return .doubtfulIn(action) }
        milestones.append(MilestoneRow(action: Int32(truncatingIfNeeded: action)))
        _ = circles.add(number, to: action)
        return isKnown ? .allowed : .doubtfulIn(action)
    }

    private mutating func nameLeads(
        _ event: ScannedEvent,
        of action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Acceptability {
        var isAllowed = true
        var named: [Int32] = []
        let range = context.range(event[.leads])
        var place = range.lowerBound
        while place < range.upperBound {
            // Behind its first quotation mark a key goes on to the second, a comma behind it.
            let from = place + 1
            place = from
            while bytes[place] != UInt8(ascii: "\"") { place += 1 }
            let key = key(Name(bytes, from..<place))
            place += 2
            let row = (isKnown: keys[Int(key)].isKnown, hasLeft: keys[Int(key)].hasLeft)
            if !row.isKnown || row.hasLeft || named.contains(key) { isAllowed = false }
            named.append(key)
            if hasLed(key, action) { continue }
            leads.append(LeadRow(key: key, before: codes[action].lastLead))
            codes[action].lastLead = Int32(truncatingIfNeeded: leads.count - 1)
        }
        return isAllowed ? .allowed : .doubtfulIn(action)
    }

    /// Whether `key` was named to lead the action itself.
    private func hasLed(_ key: Int32, _ action: Int) -> Bool {
        var place = codes[action].lastLead
        while place >= 0 {
            if leads[Int(place)].key == key { return true }
            place = leads[Int(place)].before
        }
        return false
    }

    private mutating func link(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Acceptability {
        guard let from = code(Name(bytes, context.range(event[.from]))),
            kinds[from] == .action
        else { return .doubtful }
        lines.note(from)
        if isKnown(event[.to], context, bytes) { return .allowed }
        unknownReferences.insert(context.doubt(codes[from].family))
        return .doubtfulIn(from)
    }

    /// What a strike takes back is seen when all is followed.
    private mutating func strike(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Acceptability {
        let entry = bytes.number(at: context.range(event[.entry])) ?? 0
        guard (1..<context.seq).contains(entry) else { return .doubtful }
        strikes.append(Amendment(seq: context.seq, place: context.place, entry: entry))
        return .allowed
    }

    private mutating func takeOfFrame(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        guard let made = try? Event(event, bytes.extracting(context.start..<bytes.count)) else {
            needsWhole = true
            return
        }
        lines.last = .frame
        let day = Day(number: Int(context.day))
        takeOfFrame(
            made,
            Stamp(
                day: day,
                seq: context.seq,
                place: context.place,
                at: Instant(seconds: day.number * 86_400),
                on: StatedDate(day)
            )
        )
    }

    // MARK: Risks and measures

    private mutating func takeConcern(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Acceptability {
        let member = event.has(.risk) ? QuickMember.risk : .measure
        let name = Name(bytes, context.range(event[member]))
        let kind = event.has(.risk) ? Kind.risk : .measure
        let number = code(name)
        if event.type == .riskRaised || event.type == .measureAdded {
            if number != nil || codes.count >= LineMarks.actionMax {
                needsWhole = true
                return .allowed
            }
            guard isSubject(code(Name(bytes, context.range(event[.about])))) else {
                unknownReferences.insert(context.doubt(-1))
                return .doubtful
            }
            codes[add(name, kind)].day = context.day
            return .allowed
        }
        guard let number, kinds[number] == kind else { return .doubtful }
        if event.type == .measureRead { return .allowed }
        // To audit this takes the risk, and what that is about.
        if codes[number].isOver || context.day < codes[number].day { needsWhole = true }
        if event.type == .riskClosed { codes[number].isOver = true }
        return .allowed
    }

    // MARK: What is about an action

    private mutating func take(
        _ event: ScannedEvent,
        of action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Acceptability {
        switch event.type {
        case .progressNoted, .ratingDeclared, .actionReworded: return .allowed
        case .leadsNamed: return nameLeads(event, of: action, context, bytes)
        case .milestoneAdded: return addMilestone(event, to: action, context, bytes)
        case .helpAsked, .helpGiven:
            return takeHelp(event, of: action, context, bytes)
                ? .allowed : .doubtfulIn(action)
        case .actionClosed, .actionReopened, .closureApproved:
            return takeClosure(event, of: action, context, bytes)
                ? .allowed : .doubtfulIn(action)
        case .evidenceFiled:
            keepFile(event, context, bytes)
            guard let number = bytes.number(at: context.range(event[.milestone])) else {
                return .allowed
            }
            return milestone(number, of: action) == nil ? .doubtfulIn(action) : .allowed
        default:
            if event.type == .dateCorrected { noteCorrection(event, context, bytes) }
            var place = Int(context.found.milestone)
            if place < 0 {
                let number = bytes.number(at: context.range(event[.milestone]))
                place = number.flatMap { milestone($0, of: action) } ?? -1
            }
            if place < 0 { return .doubtfulIn(action) }
            if event.type == .forecastGiven { return .allowed }
            return step(event, ofMilestone: place, context, bytes)
                ? .allowed : .doubtfulIn(action)
        }
    }

    private mutating func keepFile(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        guard event.has(.sha256) else { return }
        let digest = Digest(
            hexWords: bytes.hexWords(at: context.range(event[.sha256]).lowerBound)
        )
        files.append((context.seq, digest))
    }

    private mutating func noteCorrection(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) {
        let entry = bytes.number(at: context.range(event[.entry])) ?? 0
        corrections.append(Amendment(seq: context.seq, place: context.place, entry: entry))
    }

    private mutating func takeHelp(
        _ event: ScannedEvent,
        of action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Bool {
        guard !isMarked(action), let number = bytes.number(at: context.range(event[.help])) else {
            return false
        }
        var place = codes[action].lastHelp
        while place >= 0, helps[Int(place)].number != number { place = helps[Int(place)].before }
        if event.type == .helpAsked {
            guard place < 0 else { return false }
            helps.append(
                HelpRow(
                    number: UInt16(truncatingIfNeeded: number),
                    day: context.day,
                    before: codes[action].lastHelp
                )
            )
            codes[action].lastHelp = Int32(truncatingIfNeeded: helps.count - 1)
            return true
        }
        guard place >= 0, helps[Int(place)].isOpen, context.day >= helps[Int(place)].day else {
            return false
        }
        helps[Int(place)].isOpen = false
        return true
    }
}
