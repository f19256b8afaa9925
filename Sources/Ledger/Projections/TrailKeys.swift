// Whom an event names: leads, members, those who agreed, those it is about.

extension Event {
    /// Everybody whom the event names. A board or the end of a transfer may be written as words or
    /// as a code; where it reads as a key it counts as one.
    var keys: Set<Key> {
        switch self {
        case .board(let event): Set(event.keys)
        case .structure(let event): Set(event.keys)
        case .date(let event): Set(event.keys)
        case .progress: []
        case .delivery(let event): Set(event.keys)
        case .trust(let event): Set(event.keys)
        }
    }
}

extension BoardEvent {
    fileprivate var keys: [Key] {
        switch self {
        case .planOpened(let opening): [Key(opening.board)].compactMap(\.self)
        case .planApproved(_, let agreedBy): [agreedBy].compactMap(\.self)
        case .planClosed(_, let agreedBy): [agreedBy]
        case .meetingCalled(let call): [call.board.flatMap { Key($0) }].compactMap(\.self)
        case .meetingCancelled(_, let board): [board.flatMap { Key($0) }].compactMap(\.self)
        case .policyAdopted(let policy): [policy.agreedBy]
        case .decisionMinuted, .assuranceGiven, .paperWorded, .reportPublished: []
        }
    }
}

extension StructureEvent {
    fileprivate var keys: [Key] {
        switch self {
        case .personNamed(let key, _, _, _), .personLeft(let key): [key]
        case .bodyNamed(let key, _, _, let members): [key] + members
        case .leadsNamed(_, _, let leads): leads
        case .priorityAdded, .actionAdded, .actionReworded, .actionLinked, .milestoneAdded: []
        }
    }
}

extension DateEvent {
    fileprivate var keys: [Key] {
        switch self {
        case .agreed(_, _, let agreedBy, _), .corrected(_, _, _, let agreedBy):
            [agreedBy].compactMap(\.self)
        case .refused(_, let agreedBy, _): [agreedBy]
        case .requested, .forecast: []
        }
    }
}

extension DeliveryEvent {
    fileprivate var keys: [Key] {
        switch self {
        case .closed(let closure):
            [closure.to].compactMap { to in
                to?.plan == nil ? to?.code.map { Key(wellFormed: $0.text) } : nil
            }
        case .closureApproved(_, _, let agreedBy, _): [agreedBy]
        case .declared, .evidenceFiled, .confirmed, .returned, .reopened: []
        }
    }
}

extension TrustEvent {
    fileprivate var keys: [Key] {
        switch self {
        case .keyRegistered(let key, _), .keyRevoked(let key, _): [key]
        case .entryStruck, .ledgerRestored: []
        }
    }
}
