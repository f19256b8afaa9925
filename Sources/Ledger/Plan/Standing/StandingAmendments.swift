// Strikes and corrections: what they make of a plan of which only the latest was kept.

extension Standing {
    /// Takes back what the struck entries said, where the plan still knows what was there before;
    /// what it cannot tell becomes unsettled.
    ///
    /// - Parameter entry: The entry of a number.
    mutating func takeBack<Failure: Error>(
        _ entry: (Int) throws(Failure) -> Entry?
    ) throws(Failure) {
        for seq in Set(struck).sorted() {
            guard let entry = try entry(seq) else { continue }
            for (place, event) in entry.act.events.enumerated() {
                takeBack(event, Stamp(entry, place: place))
            }
        }
    }

    private mutating func takeBack(_ event: Event, _ stamp: Stamp) {
        let stamp = CompactStamp(stamp)
        switch event {
        case .progress(.noted(let code, _, _, _)):
            change(code) { $0.note.remove(stamp) }
        case .progress(.ratingDeclared(let code, _)):
            change(code) { $0.declaration.remove(stamp) }
        case .structure(.leadsNamed(let code, .accountable, _)):
            change(code) { $0.accountableStamp != stamp }
        case .date(.forecast(let name, _)):
            guard let place = place(of: name) else { return }
            let known = milestones[place].rich
            let isKept =
                known >= 0
                && rich[Int(known)].forecasts.facts.contains { $0.stamp.seq == stamp.seq }
            let isThere = milestones[place].forecast.remove(stamp)
            if isKept || !isThere { unsettle(milestones[place].action) }
        case .progress, .structure(.leadsNamed), .structure(.actionLinked),
            .structure(.actionReworded), .delivery(.evidenceFiled), .date(.requested),
            .date(.refused), .board(.decisionMinuted), .board(.assuranceGiven),
            .board(.paperWorded), .structure(.personNamed), .structure(.bodyNamed),
            .structure(.personLeft), .trust(.keyRegistered), .trust(.keyRevoked):
            return
        case .date(let event): change(event.milestone.action) { _ in false }
        case .delivery(.declared(let name)), .delivery(.confirmed(let name, _)),
            .delivery(.returned(let name)):
            change(name.action) { _ in false }
        case .delivery(.reopened(let code, _)), .delivery(.closureApproved(let code, _, _, _)):
            change(code) { _ in false }
        case .delivery(.closed(let closure)): change(closure.action) { _ in false }
        case .board, .structure, .trust: needsReplay = true
        }
        if case .date(.corrected) = event { needsReplay = true }
    }

    /// Changes an action; where that fails it is unsettled.
    private mutating func change(_ code: Code, _ change: (inout ActionRow) -> Bool) {
        guard let number = codes.number(of: NameTable.name(code.text)),
            actions[number].kind == .action
        else { return }
        if !change(&actions[number]) { unsettle(Int32(truncatingIfNeeded: number)) }
    }

    private func place(of name: MilestoneName) -> Int? {
        guard let number = codes.number(of: NameTable.name(name.action.text)),
            actions[number].kind == .action
        else { return nil }
        return milestone(name.number.number, of: number)
    }

    /// What entry `seq` recorded as a date of a milestone should have been `due`.
    mutating func correct(_ place: Int, _ seq: Int, _ due: StatedDate, _ stamp: Stamp) {
        let correction = Stamped(stamp, due)
        let row = milestones[place]
        // A forecast that neither holds nor stands before a move bears on nothing any more.
        milestones[place].forecast.replace(CompactDate(due), recordedBy: seq)
        let known = enrich(place)
        if rich[known].first == nil, rich[known].approved != nil { unsettle(row.action) }
        rich[known].facts.correct(seq, correction, addedBy: Int(row.added.seq))
    }

    /// Marks an action, which stands for all above it and under it.
    mutating func unsettle(_ action: Int32) {
        var top = Int(action)
        while actions[top].kind == .action, actions[Int(actions[top].under)].kind == .action {
            top = Int(actions[top].under)
        }
        actions[top].isUnsettled = true
    }

    /// The codes of the families that have to be replayed.
    var unsettledCodes: Set<Code> {
        var codes: Set<Code> = []
        for number in actions.indices where actions[number].isUnsettled { add(number, to: &codes) }
        return codes
    }

    private func add(_ action: Int, to codes: inout Set<Code>) {
        codes.insert(Code(wellFormed: self.codes.text(action)))
        var part = actions[action].firstPart
        while part >= 0 {
            add(Int(part), to: &codes)
            part = actions[Int(part)].nextPart
        }
    }
}

extension Milestone.Facts {
    fileprivate mutating func correct(
        _ seq: Int,
        _ correction: Stamped<StatedDate>,
        addedBy: Int
    ) {
        if addedBy == seq { first?.correct(correction) }
        agreed.change(recordedBy: seq) { fact in
            var date = fact.date
            date.correct(correction)
            return AgreedDate(date: date, by: fact.by, meeting: fact.meeting)
        }
        forecasts.change(recordedBy: seq) { date in
            var date = date
            date.correct(correction)
            return date
        }
    }
}

extension RecordedDate {
    fileprivate mutating func correct(_ correction: Stamped<StatedDate>) {
        corrections.append(correction)
        due = correction.fact
    }
}

/// The latest of facts, and the one before it, in case the latest is taken back.
struct LatestTwo<Fact: Sendable>: Sendable {
    private(set) var latest: (stamp: CompactStamp, fact: Fact)
    private(set) var previous: (stamp: CompactStamp, fact: Fact)
    /// Whether a fact before these two was let go.
    private var isCut = false
    private let nothing: Fact

    /// No facts: what holds then is `nothing`.
    init(_ nothing: Fact) {
        self.nothing = nothing
        latest = (.none, nothing)
        previous = (.none, nothing)
    }

    /// What holds.
    var fact: Fact { latest.fact }
    /// Where it stands.
    var stamp: CompactStamp { latest.stamp }

    mutating func add(_ fact: Fact, _ stamp: CompactStamp) {
        if latest.stamp < stamp {
            isCut = isCut || !previous.stamp.isNone
            previous = latest
            latest = (stamp, fact)
        } else if previous.stamp < stamp {
            isCut = isCut || !previous.stamp.isNone
            previous = (stamp, fact)
        } else {
            isCut = true
        }
    }

    /// Replaces what entry `seq` recorded.
    mutating func replace(_ fact: Fact, recordedBy seq: Int) {
        if Int(latest.stamp.seq) == seq { latest.fact = fact }
        if Int(previous.stamp.seq) == seq { previous.fact = fact }
    }

    /// Takes back what was added at `stamp`; false where it is no longer known what holds then.
    mutating func remove(_ stamp: CompactStamp) -> Bool {
        if latest.stamp == stamp {
            latest = previous
            previous = (.none, nothing)
            return !(latest.stamp.isNone && isCut)
        }
        if previous.stamp == stamp { previous = (.none, nothing) }
        return true
    }
}
