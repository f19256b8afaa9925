// The rules of dates, delivery and closure, as far as few bytes tell that they are kept.

extension Acceptance {
    /// Whether the next step of a milestone is allowed for sure; then it is applied.
    mutating func step(
        _ event: ScannedEvent,
        ofMilestone place: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Bool {
        let action = Int(milestones[place].action)
        if isMarked(action) { return false }
        switch event.type {
        case .dateRequested:
            if milestones[place].isDelivered || milestones[place].isRequested { return false }
            milestones[place].isRequested = true
            milestones[place].requestDay = context.day
            return true
        case .dateAgreed:
            if milestones[place].isDelivered { return false }
            if milestones[place].isRequested, context.day < milestones[place].requestDay {
                return false
            }
            if event.has(.agreedBy) {
                guard isIndependent(event, of: action, context, bytes) else { return false }
            } else if frame.approval != nil {
                return false
            }
            milestones[place].isRequested = false
            return true
        case .dateRefused:
            guard milestones[place].isRequested, context.day >= milestones[place].requestDay,
                isIndependent(event, of: action, context, bytes)
            else { return false }
            milestones[place].isRequested = false
            return true
        case .deliveryDeclared: return declare(place, context)
        case .deliveryConfirmed, .deliveryReturned:
            guard milestones[place].isDelivered, !milestones[place].isConfirmed,
                context.day >= milestones[place].declaredDay
            else { return false }
            milestones[place].lastStepDay = context.day
            if event.type == .deliveryReturned {
                milestones[place].isDelivered = false
                return true
            }
            milestones[place].isConfirmed = true
            return isConfirmer(context.by, place)
                && (context.behalf < 0 || isConfirmer(context.behalf, place))
        default: return false
        }
    }

    private mutating func declare(_ place: Int, _ context: Context) -> Bool {
        if milestones[place].isDelivered || context.day < milestones[place].lastStepDay {
            return false
        }
        milestones[place].isDelivered = true
        milestones[place].isConfirmed = false
        milestones[place].declaredDay = context.day
        milestones[place].lastStepDay = context.day
        milestones[place].declaredBy = context.by
        milestones[place].declaredFor = context.behalf
        return true
    }

    /// Whether `key` neither declared the milestone delivered nor ever led its action.
    private func isConfirmer(_ key: Int32, _ place: Int) -> Bool {
        key != milestones[place].declaredBy && key != milestones[place].declaredFor
            && !everLed(key, Int(milestones[place].action), orByBody: true)
    }

    /// Whether who agreed is a body, or a person who never led the action.
    private mutating func isIndependent(
        _ event: ScannedEvent,
        of action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Bool {
        let key = key(Name(bytes, context.range(event[.agreedBy])))
        if keys[Int(key)].isBody { return true }
        return keys[Int(key)].isPerson && !everLed(key, action, orByBody: false)
    }

    // MARK: Closure

    /// Whether a closure, its approval or a reopening is allowed for sure; then it is applied.
    mutating func takeClosure(
        _ event: ScannedEvent,
        of action: Int,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Bool {
        let number = bytes.number(at: context.range(event[.milestone]))
        if event.type == .actionClosed, !isKnownHeir(event, context, bytes) {
            unknownReferences.insert(context.doubt(codes[action].family))
            return false
        }
        if isMarked(action) { return false }
        if let number, milestone(number, of: action) == nil { return false }
        let family = codes[action].family
        switch event.type {
        case .actionReopened: return reopen(number, of: action, context)
        case .actionClosed:
            let isWithdrawn =
                bytes[context.range(event[.how]).lowerBound] == UInt8(ascii: "w")
            guard closures[family] == nil,
                isWithdrawn || event.has(.to) || event.has(.place)
            else { return false }
            closures[family] = .closed(
                action: Int32(truncatingIfNeeded: action),
                milestone: number ?? 0,
                day: context.day,
                isApproved: false
            )
            return true
        default:
            guard case .closed(let closed, let milestone, let day, false)? = closures[family],
                closed == action, milestone == number ?? 0, context.day >= day,
                isIndependent(event, of: action, context, bytes)
            else { return false }
            closures[family] = .closed(
                action: closed,
                milestone: milestone,
                day: day,
                isApproved: true
            )
            return true
        }
    }

    /// Whether what has it now is another plan's, or in this one: an action, a priority or a lead.
    private mutating func isKnownHeir(
        _ event: ScannedEvent,
        _ context: Context,
        _ bytes: Span<UInt8>
    ) -> Bool {
        guard event.has(.to) else { return true }
        guard let reference = Reference(String(bytes, context.range(event[.to]))) else {
            return false
        }
        guard reference.plan == nil, let code = reference.code else { return true }
        let name = Name(code.text)
        return keys[Int(key(name))].isKnown || isSubject(self.code(name))
    }

    /// Reopens a milestone of an action, or all of them, where that undoes a delivery.
    private mutating func reopen(_ number: Int?, of action: Int, _ context: Context) -> Bool {
        let family = codes[action].family
        if case .closed? = closures[family] { return false }
        let places = circles.places(in: action).filter {
            number == nil || number == circles.number($0)
        }
        let isUndone = places.contains { milestones[$0].isDelivered }
        let isInOrder = places.allSatisfy { milestones[$0].lastStepDay <= context.day }
        guard isUndone, isInOrder else { return false }
        closures[family] = .reopened
        for place in places {
            milestones[place].isDelivered = false
            milestones[place].lastStepDay = context.day
        }
        return true
    }
}
