// What lines say that bears on the plan as it stands, in few bytes: most of a long journal is
// notes, declared ratings and forecasts.

/// Lines condensed for ``Standing``: of most nothing but a fact of 32 bytes is kept.
struct StandingFacts: LineCondenser {
    /// What an event says.
    struct Fact: NamedFact, Sendable {
        /// The action or milestone it is about.
        let subject: FactSubject
        let kind: Kind
        /// Where it stands.
        let stamp: CompactStamp
        /// The bits of a date; a declared rating; whether there are leads; the precision of the
        /// day; or the place of an event among ``events``.
        let value: UInt64

        /// The place among ``events``.
        var event: Int { Int(truncatingIfNeeded: value) }
    }

    /// What is said.
    enum Kind: Sendable {
        case noted, declared, leadsNamed
        case milestoneAdded, forecast, deliveryDeclared, deliveryConfirmed, deliveryReturned
        /// More than that: see the event.
        case more
        /// What the next of the entries on plain lines says.
        case plain
    }

    private(set) var facts: ContiguousArray<Fact> = []
    /// The events that say more, each with the line it stands in.
    private(set) var events: ContiguousArray<(event: ScannedEvent, line: ScannedLine)> = []
    /// The entries on plain lines, in order.
    private(set) var plain: [Entry] = []
    /// Where some of the lines begin: their numbers, and their places in the bytes.
    private(set) var marks: [(seq: Int, start: Int)] = []
    /// The number of the last line, and the latest day that anything counts from.
    private(set) var last: (seq: Int, latestDay: Day)?
    /// Whether a line has more events than a stamp can tell.
    private(set) var needsReplay = false

    mutating func reset() {
        facts.removeAll(keepingCapacity: true)
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
                add(.plain, .none)
                continue
            }
            let range = all[index].events
            if range.count > CompactStamp.placeMax { needsReplay = true }
            let day = all[index].day(bytes)
            latestDay = max(latestDay, day)
            var stamp = CompactStamp(day, all[index].seq, place: 0)
            for event in range {
                add(event, of: events, index, of: all, stamp, bytes)
                stamp = stamp.next
            }
        }
        plain += lines.plain
        last = (all[all.count - 1].seq, latestDay)
    }

    /// Adds a fact about nothing that is found by its name.
    private mutating func add(_ kind: Kind, _ stamp: CompactStamp, _ event: Int = 0) {
        let value = UInt64(truncatingIfNeeded: event)
        facts.append(Fact(subject: .none, kind: kind, stamp: stamp, value: value))
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
        by event: Int,
        of events: Span<ScannedEvent>,
        _ line: Int,
        of lines: Span<ScannedLine>,
        _ bytes: Span<UInt8>
    ) -> Said {
        let start = lines[line].start
        switch events[event].type {
        case .progressNoted: return .fact(.noted, 0)
        case .ratingDeclared:
            return .fact(.declared, UInt64(bytes[start + Int(events[event][.rating].start)]))
        case .leadsNamed:
            // Of the leads of an action the accountable alone bear on its rating.
            let role = start + Int(events[event][.role].start)
            guard bytes[role] == UInt8(ascii: "a") else { return .nothing }
            return .fact(.leadsNamed, events[event][.leads].isEmpty ? 0 : 1)
        case .forecastGiven: return .fact(.forecast, bytes.dateBits(events[event][.due], start))
        case .milestoneAdded:
            if events[event].has(.depends) { return .more }
            if events[event].has(.meeting) { return .more }
            return .fact(.milestoneAdded, bytes.dateBits(events[event][.due], start))
        case .deliveryDeclared:
            let precision = lines[line].statedDay(bytes).precision
            return .fact(.deliveryDeclared, UInt64(precision.rawValue))
        case .deliveryConfirmed: return .fact(.deliveryConfirmed, 0)
        case .deliveryReturned: return .fact(.deliveryReturned, 0)
        case .actionLinked, .actionReworded, .assuranceGiven, .dateRefused, .dateRequested,
            .decisionMinuted, .evidenceFiled, .helpAsked, .helpGiven, .measureAdded,
            .measureRead, .riskAnswered, .riskClosed, .riskRaised, .bodyNamed, .personNamed:
            return .nothing
        case .meetingCalled, .priorityAdded, .actionAdded, .actionClosed, .actionReopened,
            .closureApproved, .dateAgreed, .dateCorrected, .entryStruck:
            return .more
        }
    }

    /// Adds what event `event` of line `line` says.
    @inline(__always)
    private mutating func add(
        _ event: Int,
        of events: Span<ScannedEvent>,
        _ line: Int,
        of lines: Span<ScannedLine>,
        _ stamp: CompactStamp,
        _ bytes: Span<UInt8>
    ) {
        switch said(by: event, of: events, line, of: lines, bytes) {
        case .nothing: return
        case .more: break
        case .fact(let kind, let value):
            let (code, milestone) = (events[event].action, events[event][.milestone])
            if let subject = FactSubject(code, milestone, of: lines[line].start, bytes) {
                facts.append(Fact(subject: subject, kind: kind, stamp: stamp, value: value))
                return
            }
        }
        add(.more, stamp, self.events.count)
        self.events.append((events[event], lines[line]))
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
