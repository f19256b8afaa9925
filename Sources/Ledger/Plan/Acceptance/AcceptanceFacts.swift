// What the rules ask of most lines, in few bytes: who wrote of which action or measure.

/// Lines condensed for ``Acceptance``: of a line that only notes, rates, forecasts or reads nothing
/// but facts of 40 bytes are kept.
struct AcceptanceFacts: LineCondenser {
    /// What an event says.
    struct Fact: NamedFact, Sendable {
        /// The action, milestone or measure it is about.
        let subject: FactSubject
        let kind: Kind
        /// Whether it gives no reason where its kind needs one.
        let lacksReason: Bool
        /// The keys of who recorded it, and on whose behalf, 0 for nobody's.
        let by: UInt64
        let behalf: UInt64
        /// Where in the bytes its line begins.
        let start: UInt32
        /// Which event of its line it is.
        let place: UInt16
    }

    /// What is said.
    enum Kind: Sendable {
        case noted, declared, forecast, measureRead
        /// More than that: see the next of the lines. The fact says what it is about, where that
        /// is one event.
        case more
    }

    private(set) var facts: ContiguousArray<Fact> = []
    /// The lines that say more, and their events, in order.
    private(set) var lines: ContiguousArray<ScannedLine> = []
    private(set) var events: ContiguousArray<ScannedEvent> = []
    /// The entries on those of them that are plain, in order.
    private(set) var plain: [Entry] = []
    /// The number of all lines.
    private(set) var lineCount = 0

    mutating func reset() {
        facts.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        plain.removeAll(keepingCapacity: true)
        lineCount = 0
    }

    mutating func add(_ lines: LineScanner, _ bytes: Span<UInt8>) {
        let (all, events) = (lines.lines.span, lines.events.span)
        for index in all.indices {
            let range = all[index].events
            let count = facts.count
            var isWhole = all[index].isUsual && range.count <= UInt16.max
            for event in range where isWhole {
                isWhole = add(event, of: events, range.lowerBound, all, index, bytes)
            }
            if isWhole, facts.count > count { continue }
            facts.removeSubrange(count...)
            keep(all[index], events.extracting(range), bytes)
        }
        lineCount += all.count
        plain += lines.plain
    }

    /// Keeps a line whole. Where it is of one event, what that is about can be found as of a fact.
    private mutating func keep(
        _ line: ScannedLine,
        _ events: Span<ScannedEvent>,
        _ bytes: Span<UInt8>
    ) {
        var subject: FactSubject?
        if events.count == 1 {
            let (code, milestone) = (events[0].action, events[0][.milestone])
            subject = FactSubject(code, milestone, of: line.start, bytes)
        }
        facts.append(
            Fact(
                subject: subject ?? .none,
                kind: .more,
                lacksReason: false,
                by: 0,
                behalf: 0,
                start: 0,
                place: 0
            )
        )
        let first = self.events.count
        for index in events.indices { self.events.append(events[index]) }
        var line = line
        line.stand(in: line.start..<line.start + line.count, first..<self.events.count)
        lines.append(line)
    }

    /// Adds what event `event` of line `line` says; false where that does not fit into a fact.
    @inline(__always)
    private mutating func add(
        _ event: Int,
        of events: Span<ScannedEvent>,
        _ first: Int,
        _ lines: Span<ScannedLine>,
        _ line: Int,
        _ bytes: Span<UInt8>
    ) -> Bool {
        let start = lines[line].start
        let kind: Kind
        var lacksReason = false
        switch events[event].type {
        case .progressNoted: kind = .noted
        case .ratingDeclared:
            kind = .declared
            if bytes[start + Int(events[event][.rating].start)] != UInt8(ascii: "g") {
                lacksReason = lines[line].because.isEmpty
            }
        case .forecastGiven: kind = .forecast
        case .measureRead: kind = .measureRead
        default: return false
        }
        let code = kind == .measureRead ? events[event][.measure] : events[event].action
        let milestone = events[event][.milestone]
        guard let subject = FactSubject(code, milestone, of: start, bytes) else { return false }
        let behalf = lines[line].behalf
        facts.append(
            Fact(
                subject: subject,
                kind: kind,
                lacksReason: lacksReason,
                by: bytes.shortName(at: lines[line].by.range(from: start)),
                behalf: behalf.isEmpty ? 0 : bytes.shortName(at: behalf.range(from: start)),
                start: UInt32(truncatingIfNeeded: start),
                place: UInt16(truncatingIfNeeded: event - first)
            )
        )
        return true
    }
}

extension ScannedLine {
    /// Whether it says nothing of itself but when, by whom and for whom, all in few bytes.
    @inline(__always)
    fileprivate var isUsual: Bool {
        !isPlain && key.isEmpty && sig.isEmpty && by.count <= 8 && behalf.count <= 8
    }
}

extension Acceptance {
    /// Takes the next fact as the event that it is of.
    ///
    /// - Parameters:
    ///   - found: What it names, as far as that was there before.
    ///   - isOpen: Whether the plan was opened, and not closed.
    ///   - offset: Where in the file its stretch begins.
    @inline(__always)
    mutating func take(
        _ fact: AcceptanceFacts.Fact,
        _ found: FactPlaces.Place,
        isOpen: Bool,
        at offset: Int
    ) {
        if fact.place == 0 {
            size += 1
            lines.add(offset: offset + Int(fact.start))
            if isDoubtful(fact.by, for: fact.behalf) {
                doubts.append(Doubt(seq: size, place: -1, family: -1))
            }
        }
        var number = Int(found.action)
        if number < 0 { number = Int(names.number(of: fact.subject)) }
        let place = Int(fact.place)
        guard number >= 0, kinds[number] == (fact.kind == .measureRead ? .measure : .action)
        else {
            doubts.append(Doubt(seq: size, place: place, family: -1))
            return
        }
        if fact.kind != .measureRead { lines.note(number) }
        if fact.kind == .forecast, found.milestone < 0,
            milestone(Int(fact.subject.milestone), of: number) == nil
        {
            doubt(number, size, place)
        } else if !isOpen || fact.lacksReason {
            doubts.append(Doubt(seq: size, place: place, family: -1))
        }
    }

    /// Whether an entry without a signature by `by`, on behalf of `behalf`, has to be looked at.
    @inline(__always)
    private func isDoubtful(_ by: UInt64, for behalf: UInt64) -> Bool {
        let by = Int(keyNames.number(ofShort: by, Name.spread(by)))
        if by >= 0, keys[by].hasLeft || keys[by].mustSign { return true }
        if behalf == 0 { return false }
        let behalf = Int(keyNames.number(ofShort: behalf, Name.spread(behalf)))
        return behalf < 0 || !keys[behalf].isKnown
    }
}
