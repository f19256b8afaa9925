// The audit trail: everything recorded, field by field, with what each field said before.

/// Every change of every field: what it says, what the field said before, who recorded it, for
/// whom, when, when it happened, and why.
///
/// Nothing recorded is missing from it: each event makes at least one change, and what was struck
/// or corrected stays, marked as such. It is built by feeding it entries in order; what was known
/// earlier is a trail fed fewer entries.
public struct AuditTrail: Sendable {
    /// All changes, in the order of the journal.
    public internal(set) var changes: [Change] = []

    // The changes that set each field, by their places in `changes`, in the order in which they
    // hold: the last one not struck is what the field says.
    var slots: [Slot: [Int]] = [:]
    // The fields of each subject, in the order they were first recorded.
    var fields: [Subject: [Slot]] = [:]
    // The changes that each entry made.
    var ofEntry: [Int: Range<Int>] = [:]
    var corrections: [Correction] = []
    var milestones: [MilestoneName] = []
    var board = ""
    var approvals: [Stamp] = []

    /// A field of a subject; `part` tells apart what a subject has several of.
    struct Slot: Hashable, Sendable {
        let subject: Subject
        let field: Field
        let part: String?
    }

    struct Correction: Sendable {
        let milestone: MilestoneName
        let entry: Int
        let date: Stamped<StatedDate>
        var isStruck = false
    }

    /// The trail before anything is recorded.
    public init() {}

    /// The trail of the first `known` of `entries`, or of all.
    ///
    /// - Complexity: O(events), besides sorting in what was recorded out of order.
    public init(_ entries: some Sequence<Entry>, known: Int? = nil) {
        for entry in entries where known.map({ entry.seq <= $0 }) ?? true { append(entry) }
    }

    /// One field as one event changed it.
    public struct Change: Sendable {
        /// What it is about.
        public let subject: Subject
        /// Which field.
        public let field: Field
        /// Which one, of what a subject has several of: the number of a call for help, the end of
        /// a link, the place of evidence, the part of a paper, a key.
        public let part: String?
        /// What was recorded; for a strike, what the field says without the struck entry. Nil is
        /// nothing: no date agreed, no role any more.
        public let value: FieldValue?
        /// What the field said just before, as it was known then, whatever day that was of.
        public let before: FieldValue?
        /// Where it was recorded, by whom, for whom, when it happened, and why.
        public let stamp: Stamp
        /// The event as it was recorded.
        public let event: Event
        /// Everybody whom the event names.
        public let keys: Set<Key>
        /// Whether the field said this from then on: not where a fact of a later day stood
        /// already.
        public let tookHold: Bool
        /// Where the entry was struck; nil where it stands.
        public internal(set) var struck: Stamp?
        /// The date that a standing correction puts in place of this one.
        public internal(set) var corrected: Stamped<StatedDate>?
        /// Whether it sets the field by itself: strikes and corrections act on what others set.
        let isFact: Bool
        /// Whether it comes before all others, whatever its day.
        let isFirst: Bool

        /// The number of the entry.
        public var entry: Int { stamp.seq }

        /// What the field says by this change, corrections applied.
        public var present: FieldValue? { corrected.map { .date($0.fact) } ?? value }

        /// The members of the event as it was recorded, besides its type: who agreed, at which
        /// meeting, and the like.
        public var members: [JSONValue.Member] {
            guard case .object(let members) = event.json else { return [] }
            return members.filter { $0.name != "type" }
        }
    }
}

extension AuditTrail {
    /// The changes of an action, of its milestones, of the risks to it and of its measures, with
    /// the links to it; and `withParts` those of the actions under it.
    ///
    /// - Complexity: O(changes).
    public func changes(of action: Code, withParts: Bool = false) -> [Change] {
        var codes: Set<Code> = [action]
        var subjects: Set<Subject> = [.action(action)]
        return changes.filter { change in
            if case .code(let above)? = change.value, codes.contains(above) {
                switch (change.subject, change.field) {
                case (.action(let part), .under) where withParts:
                    codes.insert(part)
                    subjects.insert(change.subject)
                case (.risk, .about), (.measure, .about): subjects.insert(change.subject)
                default: break
                }
            }
            if case .milestone(let name) = change.subject { return codes.contains(name.action) }
            return subjects.contains(change.subject) || change.links(toAnyOf: codes)
        }
    }

    /// The changes that concern a person or a body: it is the subject, is named in the event or
    /// was named in what the field said before, or the change was recorded by it or for it.
    public func changes(naming key: Key) -> [Change] {
        changes.filter { change in
            if case .keys(let before)? = change.before, before.contains(key) { return true }
            return change.keys.contains(key) || change.stamp.by == key
                || change.stamp.behalf == key
        }
    }

    /// The changes of a field, of whatever subject.
    public func changes(of field: Field) -> [Change] { changes.filter { $0.field == field } }

    /// The changes of one subject.
    public func changes(of subject: Subject) -> [Change] {
        changes.filter { $0.subject == subject }
    }

    /// The present value of each field of an action and of its milestones, told by the change
    /// that made it so: entry, who, when, why; as it stood on `asAt`, or whatever the day.
    ///
    /// In the order of a page: the action's fields, then those of each milestone. Empty where the
    /// action is not there. What was struck is left out; ``Change/present`` has corrections
    /// applied.
    public func blame(_ action: Code, asAt: Day? = nil) -> [Change] {
        guard standing(Slot(subject: .action(action), field: .title, part: nil), asAt) != nil else {
            return []
        }
        let own = milestones.filter { $0.action == action }.map(Subject.milestone)
        return ([.action(action)] + own).flatMap { subject in
            fields(of: subject).compactMap { standing($0, asAt) }.filter { change in
                change.present != nil || change.field == .due
            }
        }
    }

    private func fields(of subject: Subject) -> [Slot] {
        let slots = fields[subject] ?? []
        return Field.allCases.flatMap { field in slots.filter { $0.field == field } }
    }

    /// The change by which a field says what it says.
    func standing(_ slot: Slot, _ asAt: Day? = nil) -> Change? {
        let latest = slots[slot]?.last { stands(changes[$0], asAt) }
        if latest == nil, slot.field == .original { return firstDate(of: slot.subject, asAt) }
        return latest.map { changes[$0] }
    }

    private func stands(_ change: Change, _ asAt: Day?) -> Bool {
        change.struck == nil && asAt.map { change.stamp.day <= $0 } ?? true
    }

    /// The original date of a milestone that had none at the approval: the first in the journal
    /// that was agreed after it, among those that stand.
    private func firstDate(of milestone: Subject, _ asAt: Day?) -> Change? {
        let due = Slot(subject: milestone, field: .due, part: nil)
        let dates = (slots[due] ?? []).filter {
            stands(changes[$0], asAt) && changes[$0].value != nil
        }
        guard let first = dates.min().map({ changes[$0] }), !first.isFirst,
            approvals.contains(where: { approval in
                approval.seq < first.entry && asAt.map { approval.day <= $0 } ?? true
            })
        else { return nil }
        return first.asOriginal(corrections(of: first.entry, milestone))
    }

    /// The corrections that stand of the dates that `entry` recorded for a milestone.
    func corrections(of entry: Int, _ milestone: Subject) -> [Stamped<StatedDate>] {
        corrections.filter {
            $0.entry == entry && .milestone($0.milestone) == milestone && !$0.isStruck
        }.map(\.date)
    }
}

extension AuditTrail.Change {
    var slot: AuditTrail.Slot { .init(subject: subject, field: field, part: part) }

    /// An agreed date as an original one, which follows a correction only where that does not make
    /// it later.
    fileprivate func asOriginal(_ corrections: [Stamped<StatedDate>]) -> Self {
        guard case .date(let recorded)? = value else { return self }
        let date = RecordedDate(recorded, corrections).firstDate
        return Self(
            subject: subject,
            field: .original,
            part: nil,
            value: value,
            before: nil,
            stamp: stamp,
            event: event,
            keys: keys,
            tookHold: true,
            corrected: date == recorded ? nil : corrections.last { $0.fact == date },
            isFact: false,
            isFirst: false
        )
    }

    fileprivate func links(toAnyOf codes: Set<Code>) -> Bool {
        guard case .structure(.actionLinked(let link)) = event, link.to.plan == nil else {
            return false
        }
        return link.to.code.map(codes.contains) ?? false
    }
}
