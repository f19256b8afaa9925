// The figures of the paper as data: the delivery curve and the dates that slipped.

/// How many milestones should have been, and were, delivered by the end of each month.
public struct DeliveryCurve: Sendable {
    /// The months, from the first to the last that any date or delivery falls in.
    public let months: [StatedDate]
    /// By the original dates.
    public let original: [Int]
    /// By the current dates.
    public let current: [Int]
    /// Delivered, to the month of the report and no further.
    public let delivered: [Int]
    /// Confirmed, to the month of the report and no further.
    public let confirmed: [Int]
}

extension Ratings {
    /// The delivery curve of the plan, cumulative by month. Closed milestones keep their dates.
    var curve: DeliveryCurve {
        let milestones = orderedMilestones
        let original = milestones.compactMap { $0.original?.end }
        let current = milestones.compactMap { $0.current?.end }
        let deliveries = milestones.compactMap(\.delivery)
        let delivered = deliveries.map(\.declared.day)
        let confirmed = deliveries.compactMap { $0.confirmed?.stamp.day }
        let all = original + current + delivered + confirmed
        guard let first = all.min(), let last = all.max() else {
            return DeliveryCurve(
                months: [],
                original: [],
                current: [],
                delivered: [],
                confirmed: []
            )
        }
        let months = Ratings.months(from: first, to: max(last, asAt))
        let counted = { (days: [Day], months: [StatedDate]) in
            months.map { month in days.count { $0 <= month.end } }
        }
        let past = months.filter { $0.firstDay <= asAt }
        return DeliveryCurve(
            months: months,
            original: counted(original, months),
            current: counted(current, months),
            delivered: counted(delivered, past),
            confirmed: counted(confirmed, past)
        )
    }

    private static func months(from first: Day, to last: Day) -> [StatedDate] {
        let (from, to) = (first.civil, last.civil)
        let numbers = (from.year * 12 + from.month - 1)...(to.year * 12 + to.month - 1)
        return numbers.map { StatedDate(.month(year: $0 / 12, month: $0 % 12 + 1)) }
    }
}

/// A milestone whose date was changed, with every date it had.
public struct SlipHistory: Sendable {
    /// The milestone.
    public let milestone: MilestoneName
    /// Every date it had: the day it was set, and the date. The original is always among them.
    public let dates: [(set: Day, due: StatedDate)]
    /// When it was delivered, where it was.
    public let delivered: Day?
}

extension Ratings {
    /// The history of dates of every milestone that was moved, in plan order.
    var slips: [SlipHistory] {
        orderedMilestones.filter { !($0.moves.isEmpty) }.map { milestone in
            SlipHistory(
                milestone: milestone.name,
                dates: milestone.datesWithOriginal,
                delivered: milestone.delivery?.declared.day
            )
        }
    }
}

extension Milestone {
    /// Every date with the day it was set. A correction after the approval is a move too and
    /// leaves the original as it was; so the date that was corrected stands twice, as the original
    /// and on the day of the correction, if nothing else was agreed before that.
    fileprivate var datesWithOriginal: [(set: Day, due: StatedDate)] {
        let recorded =
            [first.map { (added, $0) }].compactMap(\.self)
            + agreed.facts.map { ($0.stamp, $0.fact.date) }
        var dates = recorded.map { (set: $0.day, due: $1.due) }
        guard let original, let start = dates.first, !dates.contains(where: { $0.due == original })
        else { return dates }
        let place = recorded.firstIndex { _, date in
            date.recorded == original || date.corrections.contains { $0.fact == original }
        }
        guard let place, let corrected = recorded[place].1.corrections.last?.stamp.day else {
            return [(set: start.set, due: original)] + dates
        }
        let set = dates[place].set
        if dates[(place + 1)...].allSatisfy({ corrected <= $0.set }) {
            dates[place].set = corrected
        }
        dates.insert((set: set, due: original), at: place)
        return dates
    }
}
