// Differences between two moments of a plan: what was added, what is gone, what changed.

/// Every difference between a plan at two moments, on either clock.
///
/// They are complete both ways: with them the fields of either plan become those of the other, and
/// swapping the plans swaps ``Difference/before`` and ``Difference/after``. They stand in plan
/// order; what is gone stands where it was.
public struct Differences: Sendable {
    /// The differences, all those of one subject together.
    public let list: [Difference]

    /// One field that differs.
    public struct Difference: Hashable, Sendable {
        /// What it is about.
        public let subject: Subject
        /// Whether the subject itself came, went, or is there in both.
        public let kind: Kind
        /// Which field.
        public let field: Field
        /// Which one, of what a subject has several of.
        public let part: String?
        /// What it said; nil is nothing.
        public let before: FieldValue?
        /// What it says; nil is nothing.
        public let after: FieldValue?
    }

    /// What happened to a subject between the two moments.
    public enum Kind: String, Hashable, Sendable {
        /// It is there only in the later plan; all its fields are listed.
        case added
        /// It is there only in the earlier plan; all its fields are listed.
        case gone
        /// It is there in both, and differs.
        case changed
    }

    /// The differences that lead from `earlier` to `later`.
    ///
    /// - Parameter actionsAlone: Whether the caller knows that nothing differs but actions and
    ///   their milestones.
    /// - Complexity: O(fields of both plans), and O(subjects) for each that is gone.
    public init(from earlier: Plan, to later: Plan, actionsAlone: Bool = false) {
        let before = PlanFields(earlier, actionsAlone: actionsAlone)
        let after = PlanFields(later, actionsAlone: actionsAlone)
        list = Differences.order(before.subjects, after.subjects).flatMap { subject in
            Differences.between(subject, before.fields[subject], after.fields[subject])
        }
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { list.isEmpty }

    /// All subjects in the order of `after`; those that are gone after what they stood after.
    private static func order(_ before: [Subject], _ after: [Subject]) -> [Subject] {
        var order = after
        var known = Set(after)
        var previous: Subject?
        for subject in before {
            if known.insert(subject).inserted {
                let index = previous.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
                order.insert(subject, at: index)
            }
            previous = subject
        }
        return order
    }

    private static func between(
        _ subject: Subject,
        _ before: OrderedMap<PlanFields.Name, FieldValue>?,
        _ after: OrderedMap<PlanFields.Name, FieldValue>?
    ) -> [Difference] {
        let kind: Kind = before == nil ? .added : after == nil ? .gone : .changed
        let gone = (before ?? .init()).keys.filter { after?[$0] == nil }
        let names = gone + (after ?? .init()).keys
        return names.sorted().compactMap { name in
            let old = before?[name]
            let new = after?[name]
            guard old != new else { return nil }
            return Difference(
                subject: subject,
                kind: kind,
                field: name.field,
                part: name.part,
                before: old,
                after: new
            )
        }
    }
}
