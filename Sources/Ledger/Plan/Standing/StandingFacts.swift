// What lines say that bears on the plan as it stands, in few bytes: most of a long journal is
// notes, declared ratings and forecasts.

/// Lines condensed for ``Standing``: of most nothing but a fact of 32 bytes is kept.
struct StandingFacts: LineCondenser {
    /// What an event says.
    struct Fact: Sendable {
        /// The code of the action it is about, of at most eight bytes.
        let name: UInt64
        /// Where it stands.
        let stamp: CompactStamp
        /// The bits of a date; a declared rating; whether there are leads; the precision of the
        /// day; or the place of a line among ``lines``.
        let value: UInt64
        /// What the code spreads to.
        let spread: UInt32
        /// The number of the milestone it is about, 0 where it is about an action.
        let milestone: UInt16
        let kind: Kind

        /// The place among ``lines``.
        var line: Int { Int(truncatingIfNeeded: value) }
    }

    /// What is said.
    enum Kind: Sendable {
        case noted, declared, leadsNamed
        case milestoneAdded, forecast, deliveryDeclared, deliveryConfirmed, deliveryReturned
        /// More than that: see the line.
        case line
    }

    private(set) var facts: ContiguousArray<Fact> = []
    /// The lines that say something else, and their events, in order.
    private(set) var lines: ContiguousArray<ScannedLine> = []
    private(set) var events: ContiguousArray<ScannedEvent> = []
    /// The entries on those of them that the plain way has read, in order.
    private(set) var plain: [Entry] = []
    /// Where some of the lines begin: their numbers, and their places in the bytes.
    private(set) var marks: [(seq: Int, start: Int)] = []
    /// The number of the last line, and the latest day that anything counts from.
    private(set) var last: (seq: Int, latestDay: Day)?
    /// Whether a line has more events than a stamp can tell.
    private(set) var needsReplay = false

    mutating func reset() {
        facts.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        plain.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        (last, needsReplay) = (nil, false)
    }

    mutating func add(_ lines: LineScanner, _ bytes: Span<UInt8>) {
        guard let first = lines.lines.first else { return }
        marks.append((first.seq, first.start))
        let (all, events) = (lines.lines.span, lines.events.span)
        var latestDay = last?.latestDay ?? Day(number: .min)
        for index in all.indices {
            if all[index].isPlain {
                keep(all[index])
                continue
            }
            let range = all[index].events
            if range.count > CompactStamp.placeMax { needsReplay = true }
            let day = all[index].day(bytes)
            latestDay = max(latestDay, day)
            let count = facts.count
            for event in range {
                let place = event - range.lowerBound
                let stamp = CompactStamp(day, all[index].seq, place: place)
                if add(events[event], of: all[index], stamp, bytes) { continue }
                facts.removeSubrange(count...)
                keep(all[index], events.extracting(range))
                break
            }
        }
        plain += lines.plain
        last = (all[all.count - 1].seq, latestDay)
    }

    private mutating func keep(_ line: ScannedLine, _ events: Span<ScannedEvent> = .init()) {
        let fact = Fact(
            name: 0,
            stamp: .none,
            value: UInt64(lines.count),
            spread: 0,
            milestone: 0,
            kind: .line
        )
        facts.append(fact)
        var line = line
        let first = self.events.count
        for index in events.indices { self.events.append(events[index]) }
        line.stand(in: line.start..<line.start + line.count, first..<self.events.count)
        lines.append(line)
    }

    /// What an event says.
    private enum Said {
        /// Nothing that bears on the plan as it stands.
        case nothing
        case fact(Kind, UInt64)
        /// What does not fit into a fact.
        case more
    }

    @inline(__always)
    private func said(
        by event: borrowing ScannedEvent,
        of line: borrowing ScannedLine,
        _ bytes: Span<UInt8>
    ) -> Said {
        let start = line.start
        switch event.type {
        case .progressNoted: return .fact(.noted, 0)
        case .ratingDeclared:
            return .fact(.declared, UInt64(bytes[start + Int(event[.rating].start)]))
        case .leadsNamed:
            // Of the leads of an action the accountable alone bear on its rating.
            guard bytes[start + Int(event[.role].start)] == UInt8(ascii: "a") else {
                return .nothing
            }
            return .fact(.leadsNamed, event[.leads].isEmpty ? 0 : 1)
        case .forecastGiven: return .fact(.forecast, bytes.dateBits(event[.due], start))
        case .milestoneAdded:
            if event.has(.depends) { return .more }
            if event.has(.meeting) { return .more }
            return .fact(.milestoneAdded, bytes.dateBits(event[.due], start))
        case .deliveryDeclared:
            return .fact(.deliveryDeclared, UInt64(line.statedDay(bytes).precision.rawValue))
        case .deliveryConfirmed: return .fact(.deliveryConfirmed, 0)
        case .deliveryReturned: return .fact(.deliveryReturned, 0)
        case .actionLinked, .actionReworded, .assuranceGiven, .dateRefused, .dateRequested,
            .decisionMinuted, .evidenceFiled, .helpAsked, .helpGiven, .measureAdded,
            .measureRead, .riskAnswered, .riskClosed, .riskRaised:
            return .nothing
        case .actionAdded, .actionClosed, .actionReopened, .closureApproved, .dateAgreed,
            .dateCorrected, .entryStruck:
            return .more
        }
    }

    /// Adds what `event` of `line` says; false where that does not fit into a fact.
    @inline(__always)
    private mutating func add(
        _ event: borrowing ScannedEvent,
        of line: borrowing ScannedLine,
        _ stamp: CompactStamp,
        _ bytes: Span<UInt8>
    ) -> Bool {
        let kind: Kind
        let value: UInt64
        switch said(by: event, of: line, bytes) {
        case .nothing: return true
        case .more: return false
        case .fact(let said, let bits): (kind, value) = (said, bits)
        }
        var milestone = 0
        if event.has(.milestone) {
            var cursor = Cursor(line.start + Int(event[.milestone].start))
            milestone = cursor.number(bytes) ?? 0
        }
        let code = event[.action]
        guard code.count <= 8, milestone <= UInt16.max else { return false }
        let name = bytes.shortName(at: code.range(from: line.start))
        facts.append(
            Fact(
                name: name,
                stamp: stamp,
                value: value,
                spread: Name.spread(name),
                milestone: UInt16(truncatingIfNeeded: milestone),
                kind: kind
            )
        )
        return true
    }
}

extension Span<UInt8> {
    /// The bits of the date at `slice` of the line that begins at `start`.
    @inline(__always)
    fileprivate func dateBits(_ slice: Slice, _ start: Int) -> UInt64 {
        if slice.isEmpty { return CompactDate.none.bits }
        var cursor = Cursor(start + Int(slice.start))
        return CompactDate(cursor.date(self)).bits
    }
}
