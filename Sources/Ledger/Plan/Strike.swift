// The rules of events about trust; above all, when an entry may be struck: only while nothing
// rests on it.

extension Plan {
    func decide(_ event: TrustEvent, _ stamp: Stamp) throws(Refusal) {
        switch event {
        case .keyRegistered(let key, let vkey):
            _ = try knownPerson(key)
            guard let parsed = try? NoteKey(parsing: vkey), parsed.kind == .note else {
                throw .signingKeyMustBeAKey(vkey)
            }
            if stamp.by != key {
                throw .signingKeyMustBeRegisteredByItsPerson(key, by: stamp.by)
            }
            let known = (signingKeys[key] ?? []) + (revokedKeys[key] ?? [])
            if known.contains(vkey) { throw .signingKeyMustBeNew(key) }
        case .keyRevoked(let key, let vkey):
            guard signingKeys[key]?.contains(vkey) == true else {
                throw .signingKeyMustBeRegistered(key)
            }
        case .ledgerRestored(let size, _, let lost, let origin):
            let isUsed = restores.contains { restore in
                if case .ledgerRestored(_, _, _, origin) = restore.fact { true } else { false }
            }
            if isUsed { throw .restoreMustHaveANewOrigin(origin) }
            guard size >= lost, size - lost < stamp.seq else {
                throw .restoreMustFit(size: size, seq: stamp.seq)
            }
        case .entryStruck: return  // Tested with the entries: see below.
        }
    }

    /// `entries` end with what stands before this strike in its own entry, if anything does.
    func decideStrike(
        of seq: Int,
        _ stamp: Stamp,
        _ entries: [Entry]
    ) throws(Refusal) {
        guard (1..<stamp.seq).contains(seq) else {
            throw .entryMustComeBefore(seq, seq: stamp.seq)
        }
        if let by = struck[seq] { throw .entryMustNotBeStruck(seq, struckBy: by.seq) }
        // Entries may have been left out; this one and those that rest on it never are.
        let index = entries.firstIndex(numbered: seq)
        guard index < entries.count, entries[index].seq == seq else { return }
        let entry = entries[index]
        if let event = entry.act.events.first(where: \.isNeverStruck) {
            throw .entryMustBeOneThatCanBeStruck(seq, type: event.type)
        }
        let later = entries[(index + 1)...].filter { struck[$0.seq] == nil }
        if entry.act.events.contains(where: \.isApprovedStructure),
            let approval = later.first(where: { $0.act.events.contains(where: \.isApproval) })
        {
            throw .approvedStructureMustStand(seq, approval: approval.seq)
        }
        let groundwork = Groundwork(
            entry,
            board: board,
            isFirst: { key in
                (people[key]?.offices.first?.stamp.seq ?? bodies[key]?.named.seq) == seq
            }
        )
        if let other = later.first(where: groundwork.isRestedOn(by:)) {
            throw .entryThatOthersRestOnMustStand(seq, other: other.seq)
        }
    }
}

extension [Entry] {
    /// The index of the first entry whose number is `seq` or greater.
    fileprivate func firstIndex(numbered seq: Int) -> Int {
        var (low, high) = (0, Swift.min(count, seq))
        // Mostly none is left out.
        if indices.contains(seq - 1), self[seq - 1].seq == seq { return seq - 1 }
        while low < high {
            let middle = (low + high) / 2
            if self[middle].seq < seq { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// What one entry brought in or asked, to find out whether a later entry rests on it.
private struct Groundwork {
    private let entry: Entry
    private let board: String
    private var brought: Set<Mention>

    init(_ entry: Entry, board: String, isFirst: (Key) -> Bool) {
        self.entry = entry
        self.board = board
        brought = Set(entry.act.events.flatMap { $0.brings(board: board) })
        brought = brought.filter { if case .key(let key) = $0 { isFirst(key) } else { true } }
        brought.insert(.entry(entry.seq))
    }

    /// Whether an event of `later` names what this entry brought in, answers it, or replaces a
    /// date it set.
    func isRestedOn(by later: Entry) -> Bool {
        if let behalf = later.act.behalf, brought.contains(.key(behalf)) { return true }
        return later.act.events.contains { event in
            event.names(board: board).contains(where: brought.contains)
                || entry.act.events.contains { event.rests(on: $0, later.day >= entry.day) }
        }
    }
}

/// Something an event can speak of.
private enum Mention: Hashable {
    case entry(Int)
    case code(Code)
    case key(Key)
    case milestone(MilestoneName)
    case meeting(String, Day)
    case help(Code, Ordinal)
    case signingKey(String)
}

extension Event {
    fileprivate var isNeverStruck: Bool {
        switch self {
        case .board(.planOpened), .board(.planApproved), .board(.planClosed),
            .board(.reportPublished), .trust:
            true
        case .board, .structure, .date, .progress, .delivery: false
        }
    }

    fileprivate var isApproval: Bool {
        if case .board(.planApproved) = self { true } else { false }
    }

    fileprivate var isApprovedStructure: Bool {
        switch self {
        case .structure(.actionAdded), .structure(.milestoneAdded): true
        case .board, .structure, .date, .progress, .delivery, .trust: false
        }
    }

    /// What it brings into the plan.
    fileprivate func brings(board: String) -> [Mention] {
        switch self {
        case .board(.meetingCalled(let call)): [.meeting(call.board ?? board, call.meeting)]
        case .structure(.personNamed(let key, _, _, _)), .structure(.bodyNamed(let key, _, _, _)):
            [.key(key)]
        case .structure(.priorityAdded(let code, _, _, _)),
            .structure(.actionAdded(let code, _, _, _)),
            .progress(.riskRaised(let code, _, _)):
            [.code(code)]
        case .progress(.measureAdded(let measure)): [.code(measure.code)]
        case .structure(.milestoneAdded(let start)): [.milestone(start.name)]
        case .progress(.helpAsked(let code, let help, _)): [.help(code, help)]
        case .trust(.keyRegistered(_, let vkey)): [.signingKey(vkey)]
        case .board, .structure, .date, .progress, .delivery, .trust: []
        }
    }

    /// Whether it answers `earlier`, undoes it, or replaces the date it set.
    fileprivate func rests(on earlier: Event, _ isNoEarlier: Bool) -> Bool {
        switch (earlier, self) {
        case (.date(.requested(let name, _)), .date(.agreed(let other, _, _, _))),
            (.date(.requested(let name, _)), .date(.refused(let other, _, _))),
            (.delivery(.declared(let name)), .delivery(.confirmed(let other, _))),
            (.delivery(.declared(let name)), .delivery(.returned(let other))):
            name == other
        case (.date(.agreed(let name, _, _, _)), .date(.agreed(let other, _, _, _))):
            name == other && isNoEarlier
        case (.delivery(.declared(let name)), .delivery(.reopened(let code, let number))),
            (.delivery(.confirmed(let name, _)), .delivery(.reopened(let code, let number))):
            name.action == code && number.map { $0 == name.number } ?? true
        case (
            .delivery(.closed(let closure)), .delivery(.closureApproved(let code, let number, _, _))
        ),
            (.delivery(.closed(let closure)), .delivery(.reopened(let code, let number))):
            closure.action == code && closure.milestone == number
        case (
            .delivery(.closureApproved(let code, let number, _, _)),
            .delivery(.reopened(let other, let part))
        ):
            code == other && number == part
        default: false
        }
    }
}

extension Event {
    /// What it speaks of.
    fileprivate func names(board: String) -> [Mention] {
        switch self {
        case .board(let event): event.names(board)
        case .structure(let event): event.names(board)
        case .date(let event): event.names(board)
        case .progress(let event): event.names
        case .delivery(let event): event.names(board)
        case .trust(let event): event.names
        }
    }
}

private func mentions(_ name: MilestoneName) -> [Mention] {
    [.milestone(name), .code(name.action)]
}

private func mentions(_ code: Code, _ number: Ordinal?) -> [Mention] {
    number.map { mentions(MilestoneName(code, $0)) } ?? [.code(code)]
}

private func mentions(_ reference: Reference?) -> [Mention] {
    guard let reference, reference.plan == nil, let code = reference.code else { return [] }
    return [.code(code), .key(Key(wellFormed: code.text))]
}

private func mentions(_ key: Key?) -> [Mention] { key.map { [.key($0)] } ?? [] }

private func mentions(_ board: String, _ meeting: Day?) -> [Mention] {
    meeting.map { [.meeting(board, $0)] } ?? []
}

extension BoardEvent {
    fileprivate func names(_ board: String) -> [Mention] {
        switch self {
        case .planOpened: []
        case .planApproved(let meeting, let agreedBy):
            mentions(board, meeting) + mentions(agreedBy)
        case .planClosed(let meeting, let agreedBy): mentions(board, meeting) + mentions(agreedBy)
        case .meetingCalled(let call):
            mentions(call.board ?? board, call.movedFrom) + mentions(call.board.flatMap(Key.init))
        case .meetingCancelled(let meeting, let other):
            mentions(other ?? board, meeting) + mentions(other.flatMap(Key.init))
        case .decisionMinuted(let meeting, _, let entries):
            mentions(board, meeting) + entries.map(Mention.entry)
        case .assuranceGiven(let priority, _, let meeting):
            mentions(board, meeting) + [.code(priority)]
        case .policyAdopted(let policy): mentions(policy.agreedBy) + mentions(board, policy.meeting)
        case .paperWorded(let meeting, _, _): mentions(board, meeting)
        case .reportPublished(let publication): mentions(board, publication.meeting)
        }
    }
}

extension StructureEvent {
    fileprivate func names(_ board: String) -> [Mention] {
        switch self {
        case .personNamed(let key, _, _, _), .personLeft(let key): mentions(key)
        case .bodyNamed(let key, _, _, let members): ([key] + members).map(Mention.key)
        case .priorityAdded(_, _, let under, _): under.map { [.code($0)] } ?? []
        case .actionAdded(_, let under, _, _): [.code(under)]
        case .actionReworded(let code, _): [.code(code)]
        case .leadsNamed(let code, _, let leads): [.code(code)] + leads.map(Mention.key)
        case .actionLinked(let link): [.code(link.from)] + mentions(link.to)
        case .milestoneAdded(let start):
            [.code(start.name.action)] + mentions(start.depends) + mentions(board, start.meeting)
        }
    }
}

extension DateEvent {
    fileprivate func names(_ board: String) -> [Mention] {
        switch self {
        case .requested(let name, _), .forecast(let name, _): mentions(name)
        case .agreed(let name, _, let agreedBy, let meeting):
            mentions(name) + mentions(agreedBy) + mentions(board, meeting)
        case .refused(let name, let agreedBy, let meeting):
            mentions(name) + mentions(agreedBy) + mentions(board, meeting)
        case .corrected(let name, _, let entry, let agreedBy):
            mentions(name) + mentions(agreedBy) + [.entry(entry)]
        }
    }
}

extension ProgressEvent {
    fileprivate var names: [Mention] {
        switch self {
        case .noted(let code, _, _, _), .ratingDeclared(let code, _): [.code(code)]
        case .helpAsked(let code, _, _): [.code(code)]
        case .helpGiven(let code, let help, _): [.code(code), .help(code, help)]
        case .riskRaised(_, let about, _): [.code(about)]
        case .riskAnswered(let code, _), .riskClosed(let code): [.code(code)]
        case .measureAdded(let measure): [.code(measure.about)]
        case .measureRead(let code, _): [.code(code)]
        }
    }
}

extension DeliveryEvent {
    fileprivate func names(_ board: String) -> [Mention] {
        switch self {
        case .declared(let name), .returned(let name), .confirmed(let name, _): mentions(name)
        case .evidenceFiled(let evidence): mentions(evidence.action, evidence.milestone)
        case .reopened(let code, let number): mentions(code, number)
        case .closed(let closure):
            mentions(closure.action, closure.milestone) + mentions(closure.to)
        case .closureApproved(let code, let number, let agreedBy, let meeting):
            mentions(code, number) + mentions(agreedBy) + mentions(board, meeting)
        }
    }
}

extension TrustEvent {
    fileprivate var names: [Mention] {
        switch self {
        case .keyRegistered(let key, _): mentions(key)
        case .keyRevoked(let key, let vkey): mentions(key) + [.signingKey(vkey)]
        case .entryStruck(let seq): [.entry(seq)]
        case .ledgerRestored: []
        }
    }
}
