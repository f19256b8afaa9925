// One completion date of an action: its dates, its delivery, its closure.

/// One completion date of an action, with all that is known of it.
public struct Milestone: Sendable {
    /// The facts, in an array of one: a copy of a milestone is one reference, and the facts are
    /// copied only where shared ones are changed.
    private var one: [Facts]

    /// What is known of a milestone.
    struct Facts: Sendable {
        let start: MilestoneStart
        let added: Stamp
        var first: RecordedDate?
        var agreed = Timeline<AgreedDate>()
        var original: StatedDate?
        var forecasts = Timeline<RecordedDate>()
        var requests: [Stamped<DateRequest>] = []
        var deliveries = Timeline<DeliveryStep>()
        var closures = Timeline<ClosureStep>()
        var datesRecorded: [(entry: Int, date: StatedDate)] = []
        var approved: Stamp?
    }

    init(_ start: MilestoneStart, _ stamp: Stamp) {
        one = [Facts(start: start, added: stamp)]
    }

    /// The facts, to be changed.
    var facts: Facts {
        get { one[0] }
        _modify { yield &one[0] }
    }

    /// What it was added with.
    public var start: MilestoneStart { one[0].start }
    /// Where it was added.
    public var added: Stamp { one[0].added }
    /// The date it was added with, corrections applied.
    public var first: RecordedDate? { one[0].first }
    /// The dates agreed since, corrections applied.
    public var agreed: Timeline<AgreedDate> { one[0].agreed }
    /// The date at approval, which nothing alters.
    public var original: StatedDate? { one[0].original }
    /// The leads' estimates, corrections applied.
    public var forecasts: Timeline<RecordedDate> { one[0].forecasts }
    /// Requests for another date and their answers, in the order of the journal: an answer answers
    /// the request that was open when it was recorded, whatever day that was put to.
    public var requests: [Stamped<DateRequest>] { one[0].requests }
    /// Declarations of delivery and their answers.
    public var deliveries: Timeline<DeliveryStep> { one[0].deliveries }
    /// Its own closures and their answers.
    public var closures: Timeline<ClosureStep> { one[0].closures }
    /// The entries that recorded a date for it, in order, each with the date as it stands; of
    /// several dates the one that ends first.
    var datesRecorded: [(entry: Int, date: StatedDate)] { one[0].datesRecorded }
    /// Where the first approval stands in the journal, once it has happened.
    var approved: Stamp? { one[0].approved }

    /// Which milestone it is.
    public var name: MilestoneName { one[0].start.name }

    /// The date agreed last, or the one it was added with.
    public var current: StatedDate? { one[0].current }

    /// The lead's latest estimate.
    public var forecast: StatedDate? { forecasts.latest?.fact.due }

    /// The delivery that stands, with its confirmation where there is one.
    public var delivery: Delivery? { Delivery(deliveries.facts[...]) }

    /// The request for another date that nobody has answered.
    public var openRequest: Stamped<StatedDate>? {
        guard let latest = requests.last, case .requested(let due) = latest.fact else {
            return nil
        }
        return Stamped(latest.stamp, due)
    }
}

extension Milestone.Facts {
    var current: StatedDate? { agreed.latest?.fact.date.due ?? first?.due }

    mutating func remember(_ date: StatedDate, _ stamp: Stamp) {
        // Entries come in their order, so only the last can be this one.
        if let last = datesRecorded.last, last.entry == stamp.seq {
            if last.date.end <= date.end { return }
            datesRecorded.removeLast()
        }
        datesRecorded.append((stamp.seq, date))
    }
}

/// A date as it was recorded, and what corrections have made of it.
public struct RecordedDate: Sendable {
    /// The date as it stands.
    public internal(set) var due: StatedDate
    /// The date as it was recorded, before any correction.
    public let recorded: StatedDate
    /// The corrections, in the order of the journal.
    public internal(set) var corrections: [Stamped<StatedDate>] = []

    /// The date as it stood before entry `seq`.
    func due(knownBefore seq: Int) -> StatedDate {
        corrections.last { $0.stamp.seq < seq }?.fact ?? recorded
    }

    init(_ recorded: StatedDate, _ corrections: [Stamped<StatedDate>]) {
        self.recorded = recorded
        self.corrections = corrections
        due = corrections.last?.fact ?? recorded
    }
}

/// An agreed date and who agreed to it.
public struct AgreedDate: Sendable {
    /// The date.
    public let date: RecordedDate
    /// Who agreed.
    public let by: Key?
    /// The meeting at which.
    public let meeting: Day?
}

/// A step on the way to another date.
public enum DateRequest: Sendable {
    /// Another date is asked for.
    case requested(StatedDate)
    /// A date is agreed, and the request answered.
    case agreed(StatedDate, by: Key?)
    /// The request is refused.
    case refused(by: Key)
}

/// A step on the way to a confirmed delivery.
public enum DeliveryStep: Sendable {
    /// A lead says it is done.
    case declared
    /// Somebody independent says so.
    case confirmed(line: AssuranceLine?)
    /// It was sent back.
    case returned
    /// It was undone.
    case reopened
}

/// A delivery that stands: neither returned nor reopened.
public struct Delivery: Sendable {
    /// Where it was declared.
    public let declared: Stamp
    /// Where a delivery was first declared since the milestone was last reopened.
    public let firstDeclared: Stamp
    /// Where it was confirmed, and from which line of assurance.
    public let confirmed: Stamped<AssuranceLine?>?

    /// The delivery that stands after `steps`, nil where none does.
    init?(_ steps: ArraySlice<Stamped<DeliveryStep>>) {
        var declared: Stamp?
        var first: Stamp?
        var confirmed: Stamped<AssuranceLine?>?
        for step in steps {
            switch step.fact {
            case .declared:
                declared = step.stamp
                first = first ?? step.stamp
                confirmed = nil
            case .confirmed(let line): confirmed = Stamped(step.stamp, line)
            case .returned: declared = nil
            case .reopened:
                declared = nil
                first = nil
            }
        }
        guard let declared, let first else { return nil }
        self.declared = declared
        firstDeclared = first
        self.confirmed = confirmed
    }
}

/// A step on the way to an approved closure.
public enum ClosureStep: Sendable {
    /// It ends without being delivered here.
    case closed(Closure)
    /// That is approved.
    case approved(by: Key, meeting: Day?)
    /// It was undone.
    case reopened
}

/// A move: after approval, a date whose end is later than the one it replaces.
public struct Move: Sendable {
    /// Where it was agreed or, for a correction to a later end, corrected.
    public let stamp: Stamp
    /// The date it replaces.
    public let from: StatedDate
    /// The date that stood just before: the one it replaces, or for a correction of a date that
    /// was replaced since, the later one.
    public let standing: StatedDate
    /// The date it sets.
    public let to: StatedDate
    /// Who agreed.
    public let by: Key?
    /// Whether it was recorded as a correction.
    public let isCorrection: Bool
}

extension Milestone {
    /// Every move, in the order of their stamps.
    ///
    /// "After approval" is after the first approval in the journal, whatever day an agreement
    /// states; "the date it replaces" is the one before it in the order of days.
    public var moves: [Move] {
        guard let approved else { return [] }
        let isBefore = { (stamp: Stamp, correction: Stamp) in stamp < correction }
        var moves = corrections(first, after: approved, isBefore)
        var before = first?.due
        for agreed in agreed.facts {
            let due = agreed.fact.date.due
            if let before, agreed.stamp.isRecorded(after: approved), due.end > before.end {
                moves.append(
                    Move(
                        stamp: agreed.stamp,
                        from: before,
                        standing: before,
                        to: due,
                        by: agreed.fact.by,
                        isCorrection: false
                    )
                )
            }
            moves += corrections(agreed.fact.date, after: approved, isBefore)
            before = due
        }
        return moves.sorted { $0.stamp < $1.stamp }
    }

    /// The moves as each was when it was recorded: what later entries of earlier days, and later
    /// corrections of what it replaced, have not changed. A move that was late then stays late.
    public var movesAsRecorded: [Move] {
        guard let approved else { return [] }
        let dates = [first] + agreed.facts.map(\.fact.date)
        let corrected = dates.flatMap { corrections($0, after: approved) { $0.seq < $1.seq } }
        return corrected
            + agreed.facts.compactMap { agreed in
                let (stamp, fact) = (agreed.stamp, agreed.fact)
                let before = self.agreed.facts.last { $0.stamp < stamp && $0.stamp.seq < stamp.seq }
                let replaced = (before?.fact.date ?? first)?.due(knownBefore: stamp.seq)
                guard let replaced, stamp.isRecorded(after: approved),
                    fact.date.due.end > replaced.end
                else {
                    return nil
                }
                return Move(
                    stamp: stamp,
                    from: replaced,
                    standing: replaced,
                    to: fact.date.due,
                    by: fact.by,
                    isCorrection: false
                )
            }
    }

    /// The corrections of `date` to a later end, each with the date that stood among those agreed
    /// before it.
    private func corrections(
        _ date: RecordedDate?,
        after approved: Stamp,
        _ isBefore: (Stamp, Stamp) -> Bool
    ) -> [Move] {
        guard let date else { return [] }
        var before = date.recorded
        var moves: [Move] = []
        for correction in date.corrections {
            if correction.stamp.isRecorded(after: approved), correction.fact.end > before.end {
                let agreed = agreed.facts.last { isBefore($0.stamp, correction.stamp) }?.fact.date
                let standing = (agreed ?? first)?.due(knownBefore: correction.stamp.seq)
                moves.append(
                    Move(
                        stamp: correction.stamp,
                        from: before,
                        standing: standing ?? before,
                        to: correction.fact,
                        by: nil,
                        isCorrection: true
                    )
                )
            }
            before = correction.fact
        }
        return moves
    }
}
