// What changed since the board was last told, and what was told then that was not so.

/// What the board was told last: the report published for an earlier meeting, or the plan as it
/// was approved.
public struct LastReport: Sendable {
    /// The report; nil where none was published and the approval counts.
    public let publication: Stamped<Publication>?
    /// The day it spoke of.
    public let asAt: Day
    /// The last entry it knew.
    public let knownAt: Int

    /// The last report known for an earlier meeting of the plan's board; if none, the approval;
    /// nil where there is neither.
    ///
    /// A meeting that was moved is the same meeting, so what was published for it before counts
    /// for the day it was moved to; at one that was cancelled the board was told nothing.
    init?(before meeting: Day, in plan: Plan) {
        let told = plan.publications.filter {
            (1..<$0.stamp.seq).contains($0.fact.knownAt)
        }.map { (day: plan.held($0.fact.meeting, namedAt: $0.stamp), publication: $0) }
        let earlier = told.filter { $0.day < meeting && plan.meeting($0.day)?.cancelled == nil }
        if let last = earlier.max(by: {
            ($0.day, $0.publication.stamp.seq) < ($1.day, $1.publication.stamp.seq)
        })?.publication {
            publication = last
            asAt = last.fact.asAt
            knownAt = last.fact.knownAt
        } else if let approval = plan.approval {
            publication = nil
            asAt = approval.stamp.day
            knownAt = approval.stamp.seq
        } else {
            return nil
        }
    }

    /// The entries recorded since that speak of days it covered, as far as they count: by their
    /// own day, or where they correct or strike, which has no day, by that of the entry they name,
    /// if the board was told of it.
    fileprivate func late(among entries: ArraySlice<Entry>, _ plan: Plan) -> [Entry] {
        let told = entries.prefix(knownAt)
        return entries.dropFirst(knownAt).filter { entry in
            guard plan.struck[entry.seq] == nil else { return false }
            return entry.act.events.contains { event in
                guard let named = event.amendedEntry else { return entry.day <= asAt }
                return told.contains { $0.seq == named && $0.day <= asAt }
            }
        }
    }

    /// Whether the board was not told of what stands at `stamp`: it was recorded later, or had not
    /// happened by then.
    func isNew(_ stamp: Stamp) -> Bool { stamp.seq > knownAt || stamp.day > asAt }
}

/// What changed since the board was last told.
public struct Since: Sendable {
    /// What it was told last.
    public let last: LastReport
    /// The totals it was told.
    public let counts: AssuranceReport.Counts
    /// Every milestone whose published rating is not what the board was told, in plan order.
    public let changes: [RatingChange]
    /// Every milestone of which something else was told than is known now of the same day.
    public let restatements: [RatingChange]
    /// The entries recorded since that speak of days the last report covered, corrections and
    /// strikes of what it knew among them; not those that were struck.
    public let late: [Entry]
}

/// What became of the number of milestones that were published in one colour. What there was then,
/// and what came in, less what went out, is what there is now.
public struct Reconciliation: Hashable, Sendable {
    /// The colour.
    public let rating: Rating
    /// How many the board was told.
    public let then: Int
    /// How many have come to it since.
    public let came: Int
    /// How many have left it since.
    public let went: Int

    /// How many there are now.
    public var now: Int { then + came - went }
}

extension Since {
    /// The totals by colour, from what the board was told to what it is told now.
    public var reconciled: [Reconciliation] {
        Rating.allCases.map { rating in
            Reconciliation(
                rating: rating,
                then: counts[rating],
                came: changes.count { $0.after?.published == rating },
                went: changes.count { $0.before?.published == rating }
            )
        }
    }
}

/// A milestone rated otherwise than before.
public struct RatingChange: Sendable {
    /// The milestone.
    public let milestone: MilestoneName
    /// The words of its action.
    public let title: String
    /// What was published; nil where it was not in the plan.
    public let before: RatingResult?
    /// What is published now; nil where it is no longer in the plan.
    public let after: RatingResult?
}

extension Since {
    /// What changed between the last report before `meeting` and `now`.
    ///
    /// - Complexity: two replays and ratings besides the one that `now` is.
    init?(_ history: History, _ now: Ratings, knownAt: Int, meeting: Day) {
        guard let last = LastReport(before: meeting, in: now.plan) else { return nil }
        self.last = last
        let told = Ratings(history.plan(known: last.knownAt, asAt: last.asAt), asAt: last.asAt)
        let restated = Ratings(history.plan(known: knownAt, asAt: last.asAt), asAt: last.asAt)
        let meetingTold = last.publication?.fact.meeting ?? last.asAt
        counts = told.counts(at: meetingTold)
        changes = RatingChange.between(told, now)
        restatements = RatingChange.between(told, restated)
        late = last.late(among: history.entries.prefix(knownAt), now.plan)
    }
}

extension RatingChange {
    fileprivate static func between(_ before: Ratings, _ after: Ratings) -> [RatingChange] {
        let gone = before.orderedMilestones.filter { after[milestone: $0.name] == nil }
        return (after.orderedMilestones + gone).compactMap { milestone in
            let name = milestone.name
            let (old, new) = (before[milestone: name]?.result, after[milestone: name]?.result)
            guard old?.published != new?.published else { return nil }
            let action = after.plan.actions[name.action] ?? before.plan.actions[name.action]
            return RatingChange(
                milestone: name,
                title: action?.title ?? "",
                before: old,
                after: new
            )
        }
    }
}
