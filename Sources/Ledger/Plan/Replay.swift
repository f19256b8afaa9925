// Replay: entries in, plan out. No rule is tested here: what stands in a journal has happened.

extension Plan {
    /// The plan as `entries` make it: as it was known then, as it stood on the day `asAt`.
    ///
    /// Entries recorded later than what was known are left out by the caller. What had not
    /// happened by `asAt` is left out here; strikes and corrections hold for every day. Structure
    /// applies in the order of the journal; of other facts the one with the greatest stamp holds.
    ///
    /// - Complexity: O(events), besides sorting in what was recorded out of order.
    public static func replay(_ entries: some Collection<Entry>, asAt: Day? = nil) -> Plan {
        let amendments = Amendments(entries)
        let struck = amendments.struck
        var plan = Plan()
        plan.struck = struck
        plan.corrections = amendments.corrections.filter { struck[$0.stamp.seq] == nil }
        // Made optional once: to do it for every entry would copy it every time.
        let known: Amendments? = amendments
        for entry in entries {
            plan.remember(entry)
            guard struck[entry.seq] == nil, asAt.map({ entry.day <= $0 }) ?? true else { continue }
            plan.apply(entry, known)
        }
        return plan
    }

    /// Adds what one more entry says, where nothing in it amends an earlier one.
    mutating func apply(_ entry: Entry) {
        remember(entry)
        apply(entry, nil)
    }

    private mutating func apply(_ entry: Entry, _ amendments: Amendments?) {
        var stamp = Stamp(entry, place: 0)
        let events = entry.act.events.span
        for place in events.indices {
            stamp.place = place
            apply(events[place], stamp, amendments)
        }
    }

    /// Keeps the entry's idempotency key: of two entries with one key the first holds it.
    mutating func remember(_ entry: Entry) {
        if let key = entry.act.key { idempotency[key] = idempotency[key] ?? entry.seq }
    }

    /// Adds one event. An approval freezes the dates that stand in the plan unless `amendments`
    /// tell what stood when it was recorded.
    mutating func apply(_ event: Event, _ stamp: Stamp, _ amendments: Amendments? = nil) {
        switch event {
        case .board(let event): apply(event, stamp, amendments?.originals[stamp])
        case .structure(let event): apply(event, stamp, amendments)
        case .date(let event): apply(event, stamp, amendments)
        case .progress(let event): apply(event, stamp)
        case .delivery(let event): apply(event, stamp)
        case .trust(let event): apply(event, stamp)
        }
    }

    /// Changes milestone `name`, where it is in the plan.
    mutating func change(_ name: MilestoneName, _ change: (inout Milestone.Facts) -> Void) {
        actions[name.action]?.facts.change(name.number, change)
    }
}

extension Action.Facts {
    fileprivate mutating func change(
        _ number: Ordinal,
        _ change: (inout Milestone.Facts) -> Void
    ) {
        if let index = milestones.firstIndex(where: { $0.name.number == number }) {
            change(&milestones[index].facts)
        }
    }
}

extension Event {
    /// Whether it changes what earlier entries are taken to say.
    var amends: Bool {
        switch self {
        case .trust(.entryStruck), .date(.corrected): true
        case .board, .structure, .date, .progress, .delivery, .trust: false
        }
    }
}
