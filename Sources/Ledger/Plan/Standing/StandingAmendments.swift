// Strikes and corrections: what they make of a plan of which only the latest was kept.

extension Standing {
    /// Where the entries of the numbers `seqs`, which are in order, stand.
    func places(of seqs: [Int]) -> [LinePlace] {
        var mark = 0
        return seqs.map { seq in
            while mark + 1 < marks.count, marks[mark + 1].seq <= seq { mark += 1 }
            return LinePlace(number: seq - marks[mark].seq, offset: marks[mark].offset)
        }
    }

    /// Takes back what a struck entry said, where the plan still knows what was there before; what
    /// it cannot tell becomes unsettled.
    mutating func takeBack(_ entry: Entry) {
        for (place, event) in entry.act.events.enumerated() {
            takeBack(event, Stamp(entry, place: place))
        }
    }

    private mutating func takeBack(_ event: Event, _ stamp: Stamp) {
        let stamp = CompactStamp(stamp)
        switch event {
        case .progress(.noted(let code, _, _, _)):
            change(code) { $0.notes[$1].remove(stamp) }
        case .progress(.ratingDeclared(let code, _)):
            change(code) { $0.declarations[$1].remove(stamp) }
        case .structure(.leadsNamed(let code, .accountable, _)):
            change(code) { $0.actions[$1].accountableStamp != stamp }
        case .date(.forecast(let name, _)):
            guard let place = place(of: name) else { return }
            let known = Int(milestones[place].rich)
            let isKept =
                known >= 0
                ? rich[known].forecasts.facts.contains { $0.stamp.seq == stamp.seq }
                : agreements(of: milestones[place]).contains { $0.forecastStamp == stamp }
            let isThere = milestones[place].forecast.remove(stamp)
            if isKept || !isThere { unsettle(milestones[place].action) }
        case .progress, .structure(.leadsNamed), .structure(.actionLinked),
            .structure(.actionReworded), .delivery(.evidenceFiled), .date(.requested),
            .date(.refused), .board(.decisionMinuted), .board(.assuranceGiven),
            .board(.paperWorded), .structure(.personNamed), .structure(.bodyNamed),
            .structure(.personLeft), .trust(.keyRegistered), .trust(.keyRevoked):
            return
        case .date(let event): change(event.milestone.action) { _, _ in false }
        case .delivery(.declared(let name)), .delivery(.confirmed(let name, _)),
            .delivery(.returned(let name)):
            change(name.action) { _, _ in false }
        case .delivery(.reopened(let code, _)), .delivery(.closureApproved(let code, _, _, _)):
            change(code) { _, _ in false }
        case .delivery(.closed(let closure)): change(closure.action) { _, _ in false }
        case .board, .structure, .trust: needsReplay = true
        }
        if case .date(.corrected) = event { needsReplay = true }
    }

    /// Changes an action; where that fails it is unsettled.
    private mutating func change(_ code: Code, _ change: (inout Standing, Int) -> Bool) {
        guard let number = self.number(of: Name(code.text)),
            actions[number].kind == .action
        else { return }
        if !change(&self, number) { unsettle(Int32(truncatingIfNeeded: number)) }
    }

    private func place(of name: MilestoneName) -> Int? {
        guard let number = self.number(of: Name(name.action.text)),
            actions[number].kind == .action
        else { return nil }
        return milestone(name.number.number, of: number)
    }

    /// What entry `seq` recorded as a date of a milestone should have been `due`.
    mutating func correct(_ place: Int, _ seq: Int, _ due: StatedDate, _ stamp: Stamp) {
        let correction = Stamped(stamp, due)
        let (action, added) = (milestones[place].action, milestones[place].added)
        // A forecast that neither holds nor stands before a move bears on nothing any more.
        milestones[place].forecast.replace(CompactDate(due), recordedBy: seq)
        let known = enrich(place)
        if rich[known].first == nil, rich[known].approved != nil { unsettle(action) }
        rich[known].facts.correct(seq, correction, addedBy: added.seq)
    }

    /// Marks an action, which stands for all above it and under it.
    mutating func unsettle(_ action: Int32) {
        var top = Int(action)
        while actions[top].kind == .action, actions[Int(actions[top].under)].kind == .action {
            top = Int(actions[top].under)
        }
        actions[top].isUnsettled = true
    }

    /// The families that have to be replayed, each the codes of its actions.
    var unsettledFamilies: [[Code]] {
        actions.indices.filter { actions[$0].isUnsettled }.map(codes(ofFamily:))
    }

    private func codes(ofFamily action: Int) -> [Code] {
        [Code(wellFormed: names[action].text)] + parts(of: action).flatMap(codes(ofFamily:))
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
    /// Where the latest stands; none where there are no facts.
    private(set) var stamp = CompactStamp.none
    /// Where the one before it stands; none where there was no other, `unknown` where one may
    /// have been let go.
    private var previousStamp = CompactStamp.none
    private var latest: Fact
    private var previous: Fact

    /// No facts; `filler` fills their room.
    init(_ filler: Fact) { (latest, previous) = (filler, filler) }

    /// What holds; nil where there are no facts.
    var fact: Fact? { stamp.isNone ? nil : latest }

    @inline(__always)
    mutating func add(_ fact: Fact, _ stamp: CompactStamp) {
        if self.stamp < stamp {
            (previousStamp, previous) = (self.stamp, latest)
            (self.stamp, latest) = (stamp, fact)
        } else if previousStamp < stamp {
            (previousStamp, previous) = (stamp, fact)
        }
    }

    /// Replaces what entry `seq` recorded.
    mutating func replace(_ fact: Fact, recordedBy seq: Int) {
        if stamp.seq == seq { latest = fact }
        if previousStamp.seq == seq { previous = fact }
    }

    /// Takes back what was added at `stamp`; false where it is no longer known what holds then.
    mutating func remove(_ stamp: CompactStamp) -> Bool {
        if self.stamp == stamp {
            if previousStamp == .unknown { return false }
            (self.stamp, latest) = (previousStamp, previous)
            previousStamp = self.stamp.isNone ? .none : .unknown
        } else if previousStamp == stamp {
            previousStamp = .unknown
        }
        return true
    }
}
