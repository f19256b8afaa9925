// What somebody may record, by the role in which they do.

/// The role in which somebody records. Whoever types at the command line is an officer; a server
/// knows the role of whoever signed in.
public enum RecorderRole: String, CaseIterable, Sendable {
    /// Leads actions, and records what becomes of those.
    case leader
    /// Helps leads, and records everything, for others too.
    case officer
    /// Keeps the board's papers: records what the board does and decides.
    case secretary
    /// Says independently whether what was declared is done.
    case verifier
    /// Reads all there is, and what proves it. Records nothing.
    case auditor
    /// Reads the plan. Records nothing.
    case reader

    /// Whether it records at all.
    public var records: Bool { self != .auditor && self != .reader }

    /// Whether it records what others told.
    public var recordsForOthers: Bool { self == .officer || self == .secretary }

    /// Whether it ever records `event`, whatever that is about.
    func mayRecord(_ event: Event) -> Bool {
        switch self {
        case .officer: true
        case .leader: event.isOfALead
        case .secretary: event.isOfTheBoard
        case .verifier: event.isOfAVerifier
        case .auditor, .reader: false
        }
    }
}

extension Event {
    /// Whether a lead records such a thing.
    fileprivate var isOfALead: Bool {
        switch self {
        case .progress(.measureAdded): false
        case .progress, .date(.requested), .date(.forecast), .delivery(.declared),
            .delivery(.evidenceFiled):
            true
        case .board, .structure, .date, .delivery, .trust: false
        }
    }

    /// Whether the board does such a thing, as its secretary records.
    fileprivate var isOfTheBoard: Bool {
        switch self {
        case .board(.planOpened): false
        case .board, .date(.agreed), .date(.refused), .delivery(.closureApproved): true
        case .structure, .date, .progress, .delivery, .trust: false
        }
    }

    fileprivate var isOfAVerifier: Bool {
        switch self {
        case .delivery(.confirmed), .delivery(.returned), .delivery(.evidenceFiled): true
        case .board, .structure, .date, .progress, .delivery, .trust: false
        }
    }
}

extension Plan {
    /// Whether `key` leads the action, itself or as a member of a body.
    public func leads(_ key: Key, _ code: Code) -> Bool {
        let leads = leads(of: code, as: .accountable) + leads(of: code, as: .responsible)
        return leads.contains { $0 == key || bodies[$0]?.members.contains(key) == true }
    }

    /// Tests whether `key` may record `event` in `role`.
    func decide(_ event: Event, by key: Key, as role: RecorderRole) throws(Refusal) {
        guard role.mayRecord(event) else { throw .roleMustAllow(role, type: event.type) }
        guard role == .leader else { return }
        let subject = subject(of: event)
        guard let subject, actions[subject] != nil else {
            // What is not there is refused by the rule that says so.
            if let subject, priority(subject) != nil { throw .leaderMustLead(key, subject) }
            return
        }
        if !leads(key, subject) { throw .leaderMustLead(key, subject) }
    }

    /// Tests whether an entry of `role` may speak for somebody else.
    func decide(_ act: Entry.Act, as role: RecorderRole) throws(Refusal) {
        if let behalf = act.behalf, behalf != act.by, !role.recordsForOthers {
            throw .roleMustSpeakForItself(role)
        }
    }

    /// What a lead's event is about: an action, or the priority that a risk or measure is about.
    private func subject(of event: Event) -> Code? {
        switch event {
        case .progress(.riskRaised(_, let about, _)): about
        case .progress(.riskAnswered(let code, _)), .progress(.riskClosed(let code)):
            risks.first { $0.code == code }?.about
        case .progress(.measureRead(let code, _)):
            measures.first { $0.measure.code == code }?.measure.about
        case .board, .structure, .date, .progress, .delivery, .trust: event.action
        }
    }
}
