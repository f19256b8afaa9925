// What an entry says about earlier entries: strikes and corrections, and the dates that approvals
// froze before any of them.

/// What later entries have made of earlier ones, gathered before replay, since a strike or a
/// correction holds for every day once it is known.
struct Amendments {
    /// Struck entries: where each was struck.
    private(set) var struck = OrderedMap<Int, Stamp>()
    /// The dates that stood at each approval.
    private(set) var originals = OrderedMap<Stamp, OrderedMap<MilestoneName, StatedDate>>()
    /// All corrections, in the order of the journal.
    private(set) var corrections: [Plan.Correction] = []

    private var added = OrderedMap<MilestoneName, [Stamped<StatedDate>]>()
    private var agreed = OrderedMap<MilestoneName, [Stamped<StatedDate>]>()

    /// Gathers from `entries`, in order.
    ///
    /// - Complexity: O(events), and O(dates recorded so far) for each approval.
    init(_ entries: some Sequence<Entry>) {
        for entry in entries {
            // By a span, since nearly all are looked at and left: none is copied.
            let events = entry.act.events.span
            for place in events.indices { gather(events[place], entry, place) }
        }
    }

    private mutating func gather(_ event: Event, _ entry: Entry, _ place: Int) {
        // Few events matter here, so only those are given a stamp.
        var stamp: Stamp { Stamp(entry, place: place) }
        switch event {
        case .trust(.entryStruck(let earlier)):
            if earlier < entry.seq { struck[earlier] = struck[earlier] ?? stamp }
        case .date(.corrected(let name, let due, let earlier, let agreedBy)):
            guard earlier < entry.seq else { return }
            corrections.append(
                .init(milestone: name, entry: earlier, due: due, by: agreedBy, stamp: stamp)
            )
        case .date(.agreed(let name, let due, _, _)):
            agreed[name, default: []].append(Stamped(stamp, due))
        case .structure(.milestoneAdded(let start)):
            if let due = start.due { added[start.name, default: []].append(Stamped(stamp, due)) }
        case .board(.planApproved): freeze(stamp)
        case .board, .structure, .date, .progress, .delivery, .trust: break
        }
    }

    /// What stands now for every milestone, whatever the day it counts from: the latest date
    /// agreed, else the one it was added with. Which of them have an original already depends on
    /// which approvals have happened, so replay tells.
    private mutating func freeze(_ approval: Stamp) {
        var dates = OrderedMap<MilestoneName, StatedDate>()
        for name in Set(added.keys).union(agreed.keys) {
            let standing = { [struck] (dates: [Stamped<StatedDate>]?) in
                (dates ?? []).filter { struck[$0.stamp.seq] == nil }
            }
            let latest =
                standing(agreed[name]).max { $0.stamp < $1.stamp } ?? standing(added[name]).first
            guard let latest else { continue }
            let corrected = standingCorrections(of: name, entry: latest.stamp.seq).last?.fact
            dates[name] = corrected ?? latest.fact
        }
        originals[approval] = dates
    }

    /// The corrections of what `entry` recorded for a milestone that stand so far.
    func standingCorrections(of name: MilestoneName, entry: Int) -> [Stamped<StatedDate>] {
        corrections.filter {
            $0.milestone == name && $0.entry == entry && struck[$0.stamp.seq] == nil
        }.map { Stamped($0.stamp, $0.due) }
    }
}
