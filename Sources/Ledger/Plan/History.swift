// The history of a plan: its entries and the plan they make, kept together as entries arrive.

/// All entries of a journal and the plan they make, whatever day they count from: what decisions
/// are made on.
public struct History: Sendable {
    /// The name of the journal's file, which the plan must bear.
    public let code: Code
    /// The entries, in order.
    public private(set) var entries: [Entry] = []
    /// The plan on everything recorded, whatever its day.
    public private(set) var plan = Plan()
    /// The leaves that the lines of the first entries are in a Merkle tree, as far as they were
    /// hashed when they were read.
    private var leaves: [Digest] = []

    /// The history of plan `code` before anything is recorded.
    public init(of code: Code) {
        self.code = code
    }

    /// Adds entries that stand in the journal, with the leaves that their lines are in a Merkle
    /// tree where those are known. No rule is tested.
    public mutating func append(_ new: some Sequence<Entry>, leaves: [Digest] = []) {
        if self.leaves.count == entries.count { self.leaves += leaves }
        if entries.isEmpty { entries = Array(new) } else { entries += new }
        if new.contains(where: { $0.act.events.contains(where: \.amends) }) {
            plan = Plan.replay(entries)
        } else {
            for entry in new { plan.apply(entry) }
        }
    }

    /// Drops all entries but the first `count`.
    mutating func truncate(to count: Int) {
        guard count < entries.count else { return }
        entries.removeSubrange(count...)
        leaves.removeLast(max(0, leaves.count - count))
        plan = Plan.replay(entries)
    }

    /// The plan as it was known when entry `known` was the last, as it stood on `asAt`.
    ///
    /// - Complexity: O(events), see ``Plan/replay(_:asAt:)``; O(entries) where all of them are
    ///   known and have happened.
    public func plan(known: Int, asAt: Day?) -> Plan {
        let isAll = asAt.map { day in entries.allSatisfy { $0.day <= day } } ?? true
        if isAll, known >= entries.count { return plan }
        return Plan.replay(entries.prefix(known), asAt: asAt)
    }

    /// The Merkle root of the lines up to entry `known` (RFC 6962).
    ///
    /// - Complexity: O(entries), a hash or two each.
    public func merkleRoot(known: Int) -> Digest {
        var tree = MerkleTree()
        for (index, entry) in entries.prefix(known).enumerated() {
            tree.append(
                leaf: index < leaves.count ? leaves[index] : MerkleTree.leaf(entry.format())
            )
        }
        return tree.root
    }

    /// The entry that an act's idempotency key brings back, nil where the key is new.
    ///
    /// - Throws: that the key stands for something else, or for what was struck.
    public func recordedBefore(_ act: Entry.Act) throws(Refusal) -> Entry? {
        guard let key = act.key, let seq = plan.idempotency[key] else { return nil }
        let first = entries[seq - 1]
        var given = act
        if given.on == nil { given.on = first.act.on }
        if let by = plan.struck[seq] {
            throw .idempotencyKeyMustNotBeStruck(key, entry: seq, struckBy: by.seq)
        }
        guard first.act == given else { throw .idempotencyKeyMustMeanOneThing(key, entry: seq) }
        return first
    }

    /// Tests that nothing was recorded about `action` behind entry `seen`.
    func decide(_ action: Code, asSeenAt seen: Int) throws(Refusal) {
        let last = entries.last { entry in entry.act.events.contains { $0.action == action } }
        if let last, last.seq > seen { throw .actionMustBeAsSeen(action, entry: last.seq) }
    }

    /// Decides whether `entry` may be recorded next, and adds it if so.
    ///
    /// Its events are tested in order, each on the plan that those before it have made. Where one
    /// is refused the history is as it was. Idempotency keys come before:
    /// see ``recordedBefore(_:)``.
    ///
    /// - Parameter role: The role of whoever records it.
    /// - Throws: the first rule that would be broken.
    public mutating func decide(
        _ entry: Entry,
        as role: RecorderRole = .officer
    ) throws(Refusal) {
        if let refusal = refusals(to: entry, as: role, all: false).first?.refusal {
            if entry.act.events.count > 1 { plan = Plan.replay(entries) }
            throw refusal
        }
        entries.append(entry)
        plan.remember(entry)
    }

    /// Tests `entry` and applies its events one by one: all of them, or up to the first that is
    /// refused.
    private mutating func refusals(
        to entry: Entry,
        as role: RecorderRole = .officer,
        all: Bool
    ) -> [PlacedRefusal] {
        var refusals: [PlacedRefusal] = []
        func test(_ place: Int, _ rule: () throws(Refusal) -> Void) {
            do throws(Refusal) { try rule() } catch { refusals.append((place, error)) }
        }
        test(-1) { () throws(Refusal) in
            try plan.decide(entry)
            try plan.decide(entry.act, as: role)
        }
        for (place, event) in entry.act.events.enumerated() where all || refusals.isEmpty {
            let stamp = Stamp(entry, place: place)
            test(place) { () throws(Refusal) in
                try plan.decide(event, by: entry.act.by, as: role)
                try plan.decide(event, stamp, entries, entry)
                if case .board(.planOpened(let opening)) = event, opening.plan != code {
                    throw .planMustBeNamedAsItsFile(found: opening.plan, file: code)
                }
            }
            guard all || refusals.isEmpty else { break }
            if event.amends {
                plan = Plan.replay(entries + [entry.cut(to: place + 1)])
            } else {
                plan.apply(event, stamp)
            }
        }
        return refusals
    }

    /// A refusal and the place of the event that is refused, -1 for the entry itself.
    typealias PlacedRefusal = (place: Int, refusal: Refusal)

    /// Adds an entry that stands in the journal, and tells every rule that recording it broke.
    ///
    /// A person who has registered a key signs what they record; an entry of theirs without a
    /// signature is told by ``isUnsigned(_:)``.
    public mutating func audit(_ entry: Entry) -> [Refusal] {
        auditByPlace(entry).map(\.refusal)
    }

    /// Adds an entry that stands in the journal, and tells every rule that recording it broke,
    /// with the place of the event that broke it.
    ///
    /// Entries may have been left out on which none of those that are audited rests.
    mutating func auditByPlace(_ entry: Entry) -> [PlacedRefusal] {
        var broken: [PlacedRefusal] = []
        if let key = entry.act.key, let first = plan.idempotency[key] {
            broken.append((-1, .idempotencyKeyMustMeanOneThing(key, entry: first)))
        }
        broken += refusals(to: entry, all: true)
        entries.append(entry)
        plan.remember(entry)
        return broken
    }

    /// Whether `entry`, about to be added, lacks the signature it must carry.
    public func isUnsigned(_ entry: Entry) -> Bool { plan.isUnsigned(entry) }
}
