// The rows that the events of some lines are about, found before any event is looked at.

/// Rows that codes lead to.
protocol NamedRows {
    /// The last milestone of what row `number` is of, -1 where there is none.
    func lastMilestone(_ number: Int) -> Int32
    /// Whether row `number` is that of an action.
    func isAction(_ number: Int) -> Bool
}

extension Standing: NamedRows {
    @inline(__always)
    func lastMilestone(_ number: Int) -> Int32 { actions[number].lastMilestone }

    @inline(__always)
    func isAction(_ number: Int) -> Bool { actions[number].kind == .action }
}

/// The actions and milestones that some scanned events name.
///
/// In a long plan each step, from a name to its slot, from that to the action, from that to the
/// milestone, waits for memory. Here each is taken for many events at once, so that a processor
/// waits for all of them together.
struct FoundRows {
    /// For how many lines at once: few enough that the rows are still at hand afterwards.
    private static let lineCount = 128

    /// What an event names.
    struct Found {
        /// The number of the action; -1 where it was not there before.
        var action: Int32 = -1
        /// The place of the milestone, where the event is about a milestone alone; -1 where it is
        /// not, or the milestone was not there before.
        var milestone: Int32 = -1
    }

    /// What is known of an event on the way.
    private struct Probe {
        /// Where the name of the action begins, and its length; 0 where there is none.
        var start = 0
        var count = 0
        /// Where the number of the milestone begins, where the event is about one; else 0.
        var ordinal = 0
        var name = Name.none
        var spread: UInt32 = 0
        var slot = NameTable.Slot()
        var number: Int32 = 0
        var last: Int32 = -1
        var found = Found()
    }

    private var probes: [Probe] = []
    /// The number of the first event.
    private var first = 0
    /// How many lines were looked at, these included.
    private var lineCount = 0

    /// What event `number` names.
    subscript(number: Int) -> Found { probes[number - first].found }

    /// Finds what the events of the next few lines name.
    ///
    /// - Parameters:
    ///   - names: The codes of the rows.
    ///   - circles: Which milestones belong together.
    /// - Returns: The places of these lines among `lines`; nil after the last.
    mutating func findNext<Rows: NamedRows>(
        of lines: LineScanner,
        _ bytes: Span<UInt8>,
        _ names: NameTable,
        _ circles: MilestoneCircles,
        in rows: borrowing Rows
    ) -> Range<Int>? {
        let range = lineCount..<min(lineCount + FoundRows.lineCount, lines.lines.count)
        if range.isEmpty { return nil }
        lineCount = range.upperBound
        look(range, lines)
        var all = probes.mutableSpan
        for index in all.indices {
            let start = all[index].start
            let name = Name(bytes, start..<start + all[index].count)
            (all[index].name, all[index].spread) = (name, name.spread)
            if all[index].ordinal > 0 {
                var cursor = Cursor(all[index].ordinal)
                all[index].number = Int32(truncatingIfNeeded: cursor.number(bytes) ?? 0)
            }
        }
        for index in all.indices {
            all[index].slot = names.firstSlot(all[index].spread)
        }
        for index in all.indices {
            let slot = names.candidate(all[index].spread, first: all[index].slot)
            all[index].slot = slot
            all[index].found.action = slot.number
            if slot.number >= 0 { all[index].last = rows.lastMilestone(Int(slot.number)) }
        }
        for index in all.indices where all[index].found.action >= 0 {
            let action = Int(all[index].found.action)
            if !rows.isAction(action) {
                all[index].found.action = -1
            } else if !all[index].slot.isSurely(all[index].name) {
                if names[action] != all[index].name { all[index].found.action = -1 }
            }
        }
        for index in all.indices where all[index].number > 0 && all[index].found.action >= 0 {
            let number = Int(all[index].number)
            let place = circles.place(of: number, last: all[index].last) ?? -1
            all[index].found.milestone = Int32(truncatingIfNeeded: place)
        }
        return range
    }

    /// Looks where the names stand.
    private mutating func look(_ range: Range<Int>, _ lines: LineScanner) {
        probes.removeAll(keepingCapacity: true)
        first = lines.lines[range.lowerBound].events.lowerBound
        let events = lines.events.span
        for index in range {
            let start = lines.lines[index].start
            for event in lines.lines[index].events {
                var probe = Probe()
                let target = events[event].type.target
                if target != .none {
                    let slice = events[event][.action]
                    (probe.start, probe.count) = (start + Int(slice.start), Int(slice.count))
                }
                if target == .milestone {
                    probe.ordinal = start + Int(events[event][.milestone].start)
                }
                probes.append(probe)
            }
        }
    }
}

extension QuickType {
    /// What an event changes in the plan as it stands.
    fileprivate enum Target {
        case none, action, milestone
    }

    fileprivate var target: Target {
        switch self {
        case .actionLinked, .assuranceGiven, .decisionMinuted, .entryStruck, .measureAdded,
            .measureRead, .riskAnswered, .riskClosed, .riskRaised:
            .none
        case .actionAdded, .actionClosed, .actionReopened, .actionReworded, .closureApproved,
            .evidenceFiled, .helpAsked, .helpGiven, .leadsNamed, .milestoneAdded,
            .progressNoted, .ratingDeclared:
            .action
        case .dateAgreed, .dateCorrected, .dateRefused, .dateRequested, .deliveryConfirmed,
            .deliveryDeclared, .deliveryReturned, .forecastGiven:
            .milestone
        }
    }
}
