// How an entry becomes changes of the audit trail, and what strikes and corrections do to earlier
// ones.

extension AuditTrail {
    /// What an event says of one field.
    struct Fact {
        let slot: Slot
        let value: FieldValue?
        /// How it stands to other facts about the field.
        let order: Order
        /// Whether it is told even where it says nothing and nothing was said before.
        var isAlwaysTold = false

        enum Order {
            /// The first of all: the date a milestone was added with.
            case first
            /// After what is in the journal: structure.
            case inJournal
            /// By its day: every other fact.
            case byDay
        }

        init(
            _ subject: Subject,
            _ field: Field,
            _ value: FieldValue?,
            part: String? = nil,
            _ order: Order = .byDay
        ) {
            slot = Slot(subject: subject, field: field, part: part)
            self.value = value
            self.order = order
        }
    }

    /// Adds what the next entry says.
    ///
    /// - Complexity: O(events); a strike or a correction, the events of the entry it names.
    public mutating func append(_ entry: Entry) {
        let start = changes.count
        for (place, event) in entry.act.events.enumerated() {
            let stamp = Stamp(entry, place: place)
            let original = event.dated.map { originalDate(of: $0) }
            for fact in facts(of: event) { record(fact, event, stamp) }
            switch event {
            case .board(.planOpened(let opening)): board = opening.board
            case .board(.planApproved): approvals.append(stamp)
            case .structure(.milestoneAdded(let new)):
                if !milestones.contains(new.name) { milestones.append(new.name) }
            case .date(.corrected(let name, let due, let seq, _)):
                let correction = Correction(
                    milestone: name,
                    entry: seq,
                    date: Stamped(stamp, due)
                )
                correct(correction, event)
            case .trust(.entryStruck(let seq)): strike(seq, event, stamp)
            case .board, .structure, .date, .progress, .delivery, .trust: break
            }
            if let name = event.dated, let original {
                tellOriginal(of: name, before: original, event, stamp)
            }
        }
        ofEntry[entry.seq] = start..<changes.count
    }

    private mutating func record(_ fact: Fact, _ event: Event, _ stamp: Stamp) {
        let standing = standing(fact.slot)
        guard fact.value != nil || fact.isAlwaysTold || standing?.present != nil else { return }
        var order = slots[fact.slot] ?? []
        if order.isEmpty { fields[fact.slot.subject, default: []].append(fact.slot) }
        let position = place(of: fact, stamp, among: order)
        let isLast = !order[position...].contains { changes[$0].struck == nil }
        order.insert(changes.count, at: position)
        slots[fact.slot] = order
        changes.append(
            Change(
                subject: fact.slot.subject,
                field: fact.slot.field,
                part: fact.slot.part,
                value: fact.value,
                before: standing?.present,
                stamp: stamp,
                event: event,
                keys: event.keys,
                tookHold: isLast,
                isFact: true,
                isFirst: fact.order == .first
            )
        )
    }

    /// Where a fact belongs among those recorded about its field.
    private func place(of fact: Fact, _ stamp: Stamp, among order: [Int]) -> Int {
        let last: Int? =
            switch fact.order {
            case .inJournal: order.indices.last
            case .first: order.lastIndex { changes[$0].isFirst }
            case .byDay:
                order.lastIndex { changes[$0].isFirst || changes[$0].stamp < stamp }
            }
        return last.map { $0 + 1 } ?? 0
    }

    /// Adds a change that acts on what others set.
    private mutating func amend(
        _ slot: Slot,
        from before: FieldValue?,
        to value: FieldValue?,
        tookHold: Bool,
        _ event: Event,
        _ stamp: Stamp,
        _ keys: Set<Key>
    ) {
        changes.append(
            Change(
                subject: slot.subject,
                field: slot.field,
                part: slot.part,
                value: value,
                before: before,
                stamp: stamp,
                event: event,
                keys: keys,
                tookHold: tookHold,
                isFact: false,
                isFirst: false
            )
        )
    }

    private func originalDate(of name: MilestoneName) -> FieldValue? {
        standing(Slot(subject: .milestone(name), field: .original, part: nil))?.present
    }

    /// Tells of an original date that the first date after the approval made, or its correction.
    private mutating func tellOriginal(
        of name: MilestoneName,
        before: FieldValue?,
        _ event: Event,
        _ stamp: Stamp
    ) {
        let slot = Slot(subject: .milestone(name), field: .original, part: nil)
        let value = originalDate(of: name)
        guard value != before else { return }
        if fields[slot.subject]?.contains(slot) != true {
            fields[slot.subject, default: []].append(slot)
        }
        amend(slot, from: before, to: value, tookHold: true, event, stamp, event.keys)
    }

    private mutating func correct(_ correction: Correction, _ event: Event) {
        corrections.append(correction)
        let amended = (ofEntry[correction.entry] ?? 0..<0).filter {
            changes[$0].canBeCorrected(for: correction.milestone)
        }
        let before = amended.map { standing(changes[$0].slot) }
        applyCorrections(of: correction.entry, correction.milestone)
        for (index, before) in zip(amended, before) {
            let slot = changes[index].slot
            let tookHold = slots[slot]?.last { changes[$0].struck == nil } == index
            amend(
                slot,
                from: before?.present,
                to: .date(correction.date.fact),
                tookHold: tookHold,
                event,
                correction.date.stamp,
                event.keys
            )
        }
        if amended.isEmpty {
            let slot = Slot(subject: .milestone(correction.milestone), field: .due, part: nil)
            amend(
                slot,
                from: standing(slot)?.present,
                to: .date(correction.date.fact),
                tookHold: false,
                event,
                correction.date.stamp,
                event.keys
            )
        }
    }

    /// Puts the corrections that stand into the dates that `entry` recorded for a milestone.
    private mutating func applyCorrections(of entry: Int, _ name: MilestoneName) {
        let latest = corrections(of: entry, .milestone(name)).last
        for index in ofEntry[entry] ?? 0..<0 where changes[index].canBeCorrected(for: name) {
            changes[index].corrected = latest
        }
    }

    private mutating func strike(_ seq: Int, _ event: Event, _ stamp: Stamp) {
        guard let range = ofEntry[seq], changes[range].allSatisfy({ $0.struck == nil }) else {
            return
        }
        var touched: [Slot] = []
        var keys: [Slot: Set<Key>] = [:]
        for change in changes[range] {
            if keys[change.slot] == nil { touched.append(change.slot) }
            keys[change.slot, default: []].formUnion(change.keys)
        }
        let before = touched.map { standing($0)?.present }
        for index in range { changes[index].struck = stamp }
        for index in corrections.indices where corrections[index].date.stamp.seq == seq {
            corrections[index].isStruck = true
            applyCorrections(of: corrections[index].entry, corrections[index].milestone)
        }
        for (slot, before) in zip(touched, before) {
            let value = standing(slot)?.present
            let tookHold = value != before
            amend(slot, from: before, to: value, tookHold: tookHold, event, stamp, keys[slot] ?? [])
        }
    }
}

extension AuditTrail.Change {
    /// Whether it recorded a date for milestone `name` that a correction of its entry bears on.
    /// The original dates that an approval froze are altered by nothing.
    fileprivate func canBeCorrected(for name: MilestoneName) -> Bool {
        guard isFact, subject == .milestone(name), case .date? = value else { return false }
        if case .board = event { return false }
        return true
    }
}

extension Event {
    /// The milestone whose agreed date it sets or corrects.
    fileprivate var dated: MilestoneName? {
        switch self {
        case .date(.agreed(let name, _, _, _)), .date(.corrected(let name, _, _, _)): name
        case .board, .structure, .date, .progress, .delivery, .trust: nil
        }
    }
}
