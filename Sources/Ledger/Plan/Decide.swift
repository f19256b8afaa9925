// Decide: whether an event may be recorded on the plan as everything recorded so far makes it.
// No clock is read: the day is the entry's own.

extension Plan {
    /// Tests one event of `entry` against every rule it could break; `entries` stand before it.
    ///
    /// - Throws: the first rule that it would break.
    func decide(
        _ event: Event,
        _ stamp: Stamp,
        _ entries: [Entry],
        _ entry: Entry
    ) throws(Refusal) {
        if case .board(.planOpened) = event {
            if opening != nil { throw .planMustBeOpenedOnce }
        } else if opening == nil {
            throw .planMustBeOpenedFirst
        }
        if let closed, !event.isRecordedAfterClosing {
            throw .planMustNotBeClosed(entry: closed.stamp.seq)
        }
        if event.needsBecause, stamp.because == nil { throw .reasonMustBeGiven(type: event.type) }
        switch event {
        case .board(let event): try decide(event, stamp)
        case .structure(let event): try decide(event)
        case .date(let event): try decide(event, stamp)
        case .progress(let event): try decide(event, stamp)
        case .delivery(let event): try decide(event, stamp)
        case .trust(.entryStruck(let seq)):
            let begun = stamp.place > 0 ? [entry.cut(to: stamp.place)] : []
            try decideStrike(of: seq, stamp, entries + begun)
        case .trust(let event): try decide(event, stamp)
        }
    }

    /// Tests what an entry says of itself: who records it, for whom, and when.
    func decide(_ entry: Entry) throws(Refusal) {
        let act = entry.act
        if let on = act.on, on.firstDay > entry.at.day + (on.day == nil ? 0 : 1) {
            throw .dayMustHaveCome(on, today: entry.at.day)
        }
        if let left = people[act.by]?.left {
            throw .recorderMustNotHaveLeft(act.by, entry: left.seq)
        }
        if let behalf = act.behalf { try known(behalf) }
        let keyCount = act.events.count { event in
            if case .trust(.keyRegistered) = event { true } else { false }
        }
        if keyCount > 1 { throw .signingKeyMustBeTheOnlyOne }
    }

    /// Whether `entry`, about to be added, lacks the signature it must carry.
    func isUnsigned(_ entry: Entry) -> Bool {
        entry.sig == nil && signature(of: entry) == .missing
    }

    func known(_ key: Key) throws(Refusal) {
        guard people[key] != nil || bodies[key] != nil else { throw .keyMustBeKnown(key) }
    }

    func knownPerson(_ key: Key) throws(Refusal) -> Person {
        guard let person = people[key] else {
            throw bodies[key] == nil ? .keyMustBeKnown(key) : .keyMustBeOfAPerson(key)
        }
        return person
    }

    func known(_ code: Code) throws(Refusal) -> Action {
        guard let action = actions[code] else { throw .codeMustBeKnown(code, kind: .action) }
        return action
    }

    func known(_ name: MilestoneName) throws(Refusal) -> Milestone {
        let action = try known(name.action)
        guard let milestone = action.milestone(name.number) else {
            throw .milestoneMustBeKnown(name, of: action.milestones.map(\.name.number))
        }
        return milestone
    }

    /// Milestone `number` of an action, or its only one where none is given.
    ///
    /// - Throws: that there is none, or that there are several to choose from.
    public func milestone(
        _ number: Ordinal?,
        of code: Code
    ) throws(Refusal) -> MilestoneName {
        if let number { return try known(MilestoneName(code, number)).name }
        let milestones = try known(code).milestones.map(\.name)
        guard let only = milestones.first, milestones.count == 1 else {
            let numbers = milestones.map(\.number)
            throw milestones.isEmpty
                ? .milestoneMustBeKnown(MilestoneName(code, .first), of: [])
                : .milestoneMustBeSaid(code, of: numbers)
        }
        return only
    }

    func knownSubject(_ code: Code) throws(Refusal) {
        guard actions[code] != nil || priority(code) != nil else {
            throw .codeMustBeKnown(code, kind: .priorityOrAction)
        }
    }

    func new(_ code: Code) throws(Refusal) {
        let isUsed =
            actions[code] != nil || priority(code) != nil
            || risks.contains { $0.code == code } || measures.contains { $0.measure.code == code }
        if isUsed { throw .codeMustBeNew(code) }
    }

    /// Where a reference stays in this plan, what it names must be there; an unknown plan is said
    /// elsewhere, and refused nowhere.
    func known(_ reference: Reference?) throws(Refusal) {
        if let code = ownCode(reference) { try knownSubject(code) }
    }

    /// A body, or a person who does not lead the action.
    func independent(_ key: Key, of code: Code) throws(Refusal) {
        try known(key)
        if bodies[key] != nil { return }
        let leads = leads(of: code, as: .accountable) + leads(of: code, as: .responsible)
        if leads.contains(key) { throw .agreementMustBeIndependent(key, of: code) }
    }

    func inOrder(_ answer: Stamp, after question: Stamp) throws(Refusal) {
        if answer.day < question.day {
            throw .answerMustNotComeBefore(
                question: question.day,
                answer: answer.day,
                entry: question.seq
            )
        }
    }
}

extension Entry {
    /// The entry with its first `count` events alone: what others in it are tested against.
    func cut(to count: Int) -> Entry {
        var entry = self
        entry.act.events = Array(act.events.prefix(count))
        return entry
    }
}

extension Event {
    fileprivate var isRecordedAfterClosing: Bool {
        switch self {
        case .board(.reportPublished), .board(.decisionMinuted), .delivery(.evidenceFiled),
            .trust(.entryStruck), .trust(.ledgerRestored):
            true
        case .board, .structure, .date, .progress, .delivery, .trust: false
        }
    }
}
