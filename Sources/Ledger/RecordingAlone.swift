// Recording of one action in a long journal: on what bears on it, which a snapshot finds.

private import Synchronization

extension ActionLedger {
    /// Records acts of one action on the entries that bear on it alone, and verifies only what
    /// stands behind the snapshot.
    ///
    /// - Returns: nil where the whole journal has to be read: where there is no snapshot, where
    ///   rules or effects of what is recorded go beyond the action, and where something is refused,
    ///   since the whole plan may have more to say on that.
    /// - Complexity: O(n) in the bytes that bear on the action and those behind the snapshot.
    func recordAlone(
        _ manner: Manner,
        _ make: @escaping @Sendable (Plan) throws(Refusal) -> [Entry.Act]
    ) throws(LedgerError) -> Recorded? {
        guard let action = manner.about, let snapshot = journal.snapshot,
            let known = entries(on: action, manner.keys, snapshot)
        else { return nil }
        let journal = Journal(journal, from: (snapshot.tip, snapshot.byteCount))
        let decided = Decided()
        do throws(JournalError) {
            try journal.append { [self] look throws(JournalError) in
                notices.withLock { $0 += look.notices }
                if look.startsOver || look.entries.contains(where: \.makesDependent) {
                    return decided.keep(nil)
                }
                var history = History(of: plan)
                history.append(known + look.entries)
                let decision = ActionLedger.decide(make, manner, look, on: &history)
                guard case .success(let recorded) = decision,
                    recorded.new.allSatisfy({ $0.isAlone(on: action) })
                else { return decided.keep(nil) }
                return decided.keep(decision)
            }
        } catch {
            throw .journal(error)
        }
        var recorded = try decided.result?.get()
        recorded?.isAlone = true
        return recorded
    }

    /// The entries that bear on `action` and `keys`, in order; nil where `snapshot` cannot tell.
    private func entries(
        on action: Code,
        _ keys: [Key],
        _ snapshot: JournalSnapshot
    ) -> [Entry]? {
        guard var index = SubjectIndex(snapshot), let found = index.lines(of: action, keys),
            let own = try? journal.entries(at: found.own)
        else { return nil }
        return Array(own, merging: found.general, inOrderOf: \.seq)
    }
}

extension Entry {
    /// Whether it makes milestones that depend on something.
    fileprivate var makesDependent: Bool {
        act.events.contains { event in
            if case .structure(.milestoneAdded(let start)) = event { return start.depends != nil }
            return false
        }
    }

    /// Whether all of it is about `action`, and no rule or effect of it goes beyond what stands
    /// over and under that.
    fileprivate func isAlone(on action: Code) -> Bool {
        act.key == nil && act.events.allSatisfy { $0.action == action && $0.staysWithAction }
    }
}

extension Event {
    fileprivate var staysWithAction: Bool {
        switch self {
        case .progress(.noted), .progress(.ratingDeclared), .progress(.helpAsked),
            .progress(.helpGiven), .date(.forecast), .date(.requested), .delivery(.declared),
            .delivery(.confirmed), .delivery(.returned), .delivery(.evidenceFiled):
            true
        case .board, .structure, .date, .progress, .delivery, .trust: false
        }
    }
}
