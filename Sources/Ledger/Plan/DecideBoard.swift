// The rules of events about the plan, its board and its structure.

extension Plan {
    /// The words for levels of assurance where no policy gives any, least first.
    public static let builtInLevels = ["none", "limited", "reasonable", "substantial"]

    func decide(_ event: BoardEvent, _ stamp: Stamp) throws(Refusal) {
        switch event {
        case .planOpened, .paperWorded: return
        case .planApproved(_, let agreedBy):
            if let agreedBy { try known(agreedBy) }
        case .planClosed(_, let agreedBy):
            try known(agreedBy)
            if let led = actions.keys.first(where: { leadsItself(agreedBy, $0) }) {
                throw .agreementMustBeIndependent(agreedBy, of: led)
            }
        case .meetingCalled(let call): try decide(call)
        case .meetingCancelled(let day, let board): try stands(day, board ?? self.board)
        case .decisionMinuted(_, _, let entries):
            if let later = entries.first(where: { $0 >= stamp.seq || $0 < 1 }) {
                throw .entryMustComeBefore(later, seq: stamp.seq)
            }
        case .assuranceGiven(let code, let level, _):
            guard priority(code) != nil else { throw .codeMustBeKnown(code, kind: .priority) }
            var levels = policies.last?.fact.levels ?? []
            if levels.isEmpty { levels = Plan.builtInLevels }
            guard levels.contains(level) else {
                throw .levelMustBeOfThePolicy(level, levels: levels)
            }
        case .policyAdopted(let policy): try known(policy.agreedBy)
        case .reportPublished(let publication):
            guard (1..<stamp.seq).contains(publication.knownAt) else {
                throw .publicationMustRestOnEntries(
                    knownAt: publication.knownAt,
                    seq: stamp.seq
                )
            }
        }
    }

    private func leadsItself(_ key: Key, _ code: Code) -> Bool {
        bodies[key] == nil
            && (leads(of: code, as: .accountable) + leads(of: code, as: .responsible))
                .contains(key)
    }

    private func decide(_ call: MeetingCall) throws(Refusal) {
        let board = call.board ?? self.board
        if meetings.contains(where: { $0.day == call.meeting && $0.board == board && $0.stands }) {
            throw .meetingMustBeNew(call.meeting)
        }
        if let from = call.movedFrom { try stands(from, board) }
    }

    private func stands(_ day: Day, _ board: String) throws(Refusal) {
        let standing = meetings.filter { $0.board == board && $0.stands }.map(\.day).sorted()
        guard standing.contains(day) else { throw .meetingMustBeCalled(day, called: standing) }
    }

    func decide(_ event: StructureEvent) throws(Refusal) {
        switch event {
        case .personNamed(let key, _, _, _):
            if bodies[key] != nil { throw .keyMustBeOfAPerson(key) }
        case .personLeft(let key):
            let person = try knownPerson(key)
            if let left = person.left { throw .personMustBeThere(key, entry: left.seq) }
        case .bodyNamed(let key, _, _, let members):
            if people[key] != nil { throw .keyMustBeOfABody(key) }
            for member in members { try known(member) }
        case .priorityAdded(let code, _, let under, _):
            try new(code)
            if let under, priority(under) == nil {
                throw .codeMustBeKnown(under, kind: .priority)
            }
        case .actionAdded(let code, let under, _, _):
            try new(code)
            try knownSubject(under)
        case .actionReworded(let code, _): _ = try known(code)
        case .leadsNamed(let code, _, let leads):
            _ = try known(code)
            try decide(leads: leads)
        case .actionLinked(let link):
            _ = try known(link.from)
            try known(link.to)
        case .milestoneAdded(let start):
            let action = try known(start.name.action)
            if action.milestone(start.name.number) != nil {
                throw .milestoneMustBeNew(start.name)
            }
            try known(start.depends)
        }
    }

    private func decide(leads: [Key]) throws(Refusal) {
        var seen: Set<Key> = []
        for lead in leads {
            try known(lead)
            if let left = people[lead]?.left { throw .leadMustNotHaveLeft(lead, entry: left.seq) }
            if !seen.insert(lead).inserted { throw .leadMustBeNamedOnce(lead) }
        }
    }
}
