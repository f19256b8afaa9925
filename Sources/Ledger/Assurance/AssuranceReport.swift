// The assurance report as data: what the board is shown, for a meeting, at a cut-off.

/// What the board is shown for a meeting: data first; every form it is printed in is made of this.
///
/// The same entries, meeting, as-at and known-at give the same report for ever.
public struct AssuranceReport: Sendable {
    /// What the report rests on.
    public let basis: Basis
    /// The plan's totals.
    public let counts: Counts
    /// The totals of each priority, in plan order.
    public let priorities: [PriorityPosition]
    /// Milestones that are overdue, longest first.
    public let overdue: [MilestoneRow]
    /// Milestones due at this meeting.
    public let dueAtMeeting: [MilestoneRow]
    /// Milestones due next, in date order.
    public let nextPeriod: [MilestoneRow]
    /// The last day of the next period.
    public let nextPeriodEnd: Day
    /// Open milestones without a date.
    public let undated: [MilestoneRow]
    /// Milestones whose date was moved.
    public let moved: [MilestoneRow]
    /// Milestones whose declared rating is not the computed one.
    public let differing: [MilestoneRow]
    /// Every milestone of the plan, in plan order.
    public let rows: [MilestoneRow]
    /// Red, then amber, in plan order.
    public let exceptions: [MilestoneRow]
    /// The words that officers supplied for this meeting's paper.
    public let words: [PaperPart: String]
    /// What waits for the board's decision.
    public let pending: Pending
    /// What changed since the board was last told; nil where it never was.
    public let since: Since?
    /// The dates agreed since.
    public let datesAgreed: [DateChange]
    /// The closures that stand.
    public let closures: [ClosureRow]
    /// How sure the board may be of each priority.
    public let assurance: [PriorityAssurance]
    /// Everything filed as evidence.
    public let evidence: [EvidenceRow]
    /// What the plan ought to say and does not.
    public let gaps: Gaps
    /// The entries recorded more than the policy's quiet days after the day they speak of.
    public let recordedLate: [Entry]
    /// The delivery curve.
    public let curve: DeliveryCurve
    /// The dates of everything that was moved.
    public let slips: [SlipHistory]
    /// How the plan ended; nil while it goes on.
    public let closing: Closing?
    /// The plan and its ratings.
    public let ratings: Ratings
    /// Other plans that the board is shown beside this one: nothing in them is rated or counted
    /// here.
    public let beside: [KnownPlan]

    /// What a report rests on.
    public struct Basis: Sendable {
        /// The plan.
        public let plan: PlanOpening
        /// The name of the board.
        public let board: String
        /// The meeting it is for.
        public let meeting: Meeting
        /// The day it speaks of, T.
        public let asAt: Day
        /// The cut-off: the last entry it knows.
        public let knownAt: Int
        /// When that entry was recorded.
        public let knownUntil: Instant
        /// The digest of that entry's line.
        public let head: Digest
        /// The Merkle root of the lines up to that entry (RFC 6962; each without its line feed).
        public let merkleRoot: Digest
        /// The policy by which it is rated.
        public let policy: Policy
        /// The first approval.
        public let approval: Stamped<Plan.Approval>?
    }

    /// A priority and its totals.
    public struct PriorityPosition: Sendable {
        /// The priority.
        public let priority: Priority
        /// Its totals.
        public let counts: Counts
    }

    /// A milestone as the tables show it.
    public struct MilestoneRow: Sendable {
        /// The milestone.
        public let milestone: Milestone
        /// The priority that its action stands under.
        public let priority: Code
        /// The words of its action.
        public let title: String
        /// Who answers for it.
        public let accountable: [Key]
        /// Who does the work.
        public let responsible: [Key]
        /// Its rating.
        public let rating: MilestoneRating
        /// The latest progress note of its action.
        public let note: Stamped<Note>?
    }
}

/// Why no report can be made.
public enum ReportError: Error, Hashable, Sendable {
    /// The meeting is not in the ledger.
    case meetingMustBeCalled(Day, called: [Day])
    /// The meeting is not ahead, so nothing can be asked for before it.
    case meetingMustBeAhead(Day, asAt: Day)
    /// The plan was not open yet.
    case planMustBeOpen(asAt: Day, knownAt: Int)
    /// The cut-off is no entry of the journal.
    case entryMustBeThere(Int, of: Int)

    /// The refusal as a sentence.
    public var words: String {
        switch self {
        case .meetingMustBeCalled(let day, let called):
            "no meeting of the plan's board is known for \(day); "
                + (called.isEmpty
                    ? "call one with `ledgerctl add meeting`"
                    : "meetings are known for \(called.map(\.description).joined(separator: ", "))")
        case .meetingMustBeAhead(let day, let asAt):
            "the meeting of \(day) is not ahead on \(asAt); name a later one, or take an earlier "
                + "--as-at"
        case .entryMustBeThere(let entry, let count):
            "there is no entry \(entry) to be known at; the journal has \(count)"
        case .planMustBeOpen(let asAt, let knownAt):
            "on \(asAt), as known at entry \(knownAt), the plan was not open; take a later "
                + "--as-at or --known-at"
        }
    }
}

extension AssuranceReport {
    /// The report for the meeting of the plan's board on `meeting`, as at `asAt`, from the first
    /// `knownAt` entries of `history`.
    ///
    /// - Parameter beside: other plans to be shown beside it, as at the same day.
    /// - Throws: that the meeting, or the plan, was not there.
    /// - Complexity: one replay and one rating of the plan.
    public init(
        of history: History,
        meeting: Day,
        asAt: Day,
        knownAt: Int,
        beside: [KnownPlan] = []
    ) throws(ReportError) {
        let plan = try AssuranceReport.plan(of: history, knownAt, asAt)
        let ratings = Ratings(plan, asAt: asAt)
        basis = try Basis(of: history, ratings, meeting: meeting, knownAt: knownAt)
        let rows = ratings.rows
        let isDue = { (row: MilestoneRow) in row.isDue(at: meeting, asAt: asAt, plan) }
        (self.ratings, self.rows, self.beside) = (ratings, rows, beside)
        counts = Counts(rows, isDue)
        let byPriority = AssuranceReport.countsByPriority(rows, isDue)
        priorities = plan.priorities.map {
            PriorityPosition(priority: $0, counts: byPriority[$0.code] ?? Counts())
        }
        since = Since(history, ratings, knownAt: knownAt, meeting: meeting)
        datesAgreed = since.map { ratings.datesAgreed(since: $0.last, rows) } ?? []
        pending = ratings.pending(rows)
        closures = ratings.closures
        let gaps = ratings.gaps
        self.gaps = gaps
        assurance = ratings.assurance(byPriority, gaps)
        evidence = ratings.evidence
        (curve, slips) = (ratings.curve, ratings.slips)
        closing = ratings.closing(rows)
        words = plan.words(ofPaperFor: meeting)
        recordedLate = ratings.recordedLate(among: history.entries.prefix(knownAt))
        exceptions = [Rating.red, .amber].flatMap { colour in
            rows.filter { $0.rating.result.published == colour }
        }
        overdue = rows.filter(\.rating.isOverdue).sorted { $0.end < $1.end }
        dueAtMeeting = rows.filter(isDue)
        undated = rows.filter { $0.rating.isOpen && $0.milestone.current == nil }
        moved = rows.filter { !$0.rating.moves.isEmpty }
        differing = rows.filter(\.rating.result.differs)
        let until = AssuranceReport.nextPeriodEnd(after: meeting, plan)
        nextPeriodEnd = until
        nextPeriod = rows.filter { row in
            row.rating.isOpen && !row.rating.isOverdue && row.milestone.current != nil
                && row.end <= until && !isDue(row)
        }.sorted { $0.end < $1.end }
    }

    /// The totals of each priority.
    private static func countsByPriority(
        _ rows: [MilestoneRow],
        _ isDue: (MilestoneRow) -> Bool
    ) -> [Code: Counts] {
        rows.reduce(into: [:]) { counts, row in
            counts[row.priority, default: Counts()].add(row, isDue: isDue(row))
        }
    }

    private static func plan(
        of history: History,
        _ knownAt: Int,
        _ asAt: Day
    ) throws(ReportError) -> Plan {
        guard (0...history.entries.count).contains(knownAt) else {
            throw .entryMustBeThere(knownAt, of: history.entries.count)
        }
        return history.plan(known: knownAt, asAt: asAt)
    }

    /// The end of the quarter after the one in which the board next meets (April to June is the
    /// first of a year), or after the meeting's own where no later one is called.
    private static func nextPeriodEnd(after meeting: Day, _ plan: Plan) -> Day {
        let later = plan.meetings.filter {
            $0.board == plan.board && $0.stands && $0.day > meeting
        }.map(\.day).min()
        let (year, month, _) = (later ?? meeting).civil
        let last = (month - 1) / 3 * 3 + 6
        return StatedDate.Point.month(
            year: last > 12 ? year + 1 : year,
            month: last > 12 ? last - 12 : last
        ).lastDay
    }
}

extension AssuranceReport.Basis {
    fileprivate init(
        of history: History,
        _ ratings: Ratings,
        meeting: Day,
        knownAt: Int
    ) throws(ReportError) {
        let plan = ratings.plan
        guard let opening = plan.opening?.fact, knownAt > 0 else {
            throw .planMustBeOpen(asAt: ratings.asAt, knownAt: knownAt)
        }
        guard let called = plan.meeting(meeting), called.stands else {
            let days = plan.meetings.filter { $0.board == plan.board && $0.stands }.map(\.day)
            throw .meetingMustBeCalled(meeting, called: days.sorted())
        }
        let last = history.entries[knownAt - 1]
        self.init(
            plan: opening,
            board: plan.name(ofBoard: plan.board),
            meeting: called,
            asAt: ratings.asAt,
            knownAt: knownAt,
            knownUntil: last.at,
            head: Digest(of: last.format()),
            merkleRoot: history.merkleRoot(known: knownAt),
            policy: ratings.policy,
            approval: plan.approval
        )
    }
}

extension Plan {
    /// The words supplied for the paper for a meeting.
    fileprivate func words(ofPaperFor meeting: Day) -> [PaperPart: String] {
        var words: [PaperPart: String] = [:]
        for part in PaperPart.allCases {
            words[part] = self.words[PaperWords(meeting: meeting, part: part)]?.latest?.fact
        }
        return words
    }
}

extension Ratings {
    /// What the plan ought to say and does not, by the policy's thresholds.
    var gaps: Gaps {
        Gaps(
            plan,
            placed,
            asAt: asAt,
            staleDays: policy[.staleDays],
            evidenceDays: policy[.evidenceDays],
            // The paper rests on its own journal alone, which knows of no other.
            plans: nil
        )
    }

    /// The entries recorded more than the policy's quiet days after the day they speak of, as far
    /// as they count; corrections and strikes have no day.
    func recordedLate(among entries: ArraySlice<Entry>) -> [Entry] {
        entries.filter { entry in
            plan.struck[entry.seq] == nil && entry.day <= asAt
                && entry.at.day - entry.day > policy[.quietDays]
                && entry.act.events.contains { !$0.amends }
        }
    }

    /// The rows of every milestone, in plan order.
    var rows: [AssuranceReport.MilestoneRow] { placed.flatMap { rows(of: $0) } }

    /// The plan's totals for a meeting.
    func counts(at meeting: Day) -> AssuranceReport.Counts {
        AssuranceReport.Counts(rows) { $0.isDue(at: meeting, asAt: asAt, plan) }
    }

    /// The rows of an action's own milestones.
    func rows(of placed: PlacedAction) -> [AssuranceReport.MilestoneRow] {
        placed.action.milestones.compactMap { milestone in
            self[milestone: milestone.name].map { rating in
                AssuranceReport.MilestoneRow(
                    milestone: milestone,
                    priority: placed.priority,
                    title: placed.action.title,
                    accountable: placed.accountable,
                    responsible: placed.responsible,
                    rating: rating,
                    note: placed.lastNote
                )
            }
        }
    }
}

extension AssuranceReport.MilestoneRow {
    /// The last day of the current date; the first of all days where there is none.
    fileprivate var end: Day { milestone.current?.end ?? Day(number: Int.min / 2) }

    /// Rule D4: open, before the meeting, and either tied to that meeting, wherever it was moved,
    /// or tied to none and due on its day.
    func isDue(at meeting: Day, asAt: Day, _ plan: Plan) -> Bool {
        guard rating.isOpen, asAt < meeting else { return false }
        if let held = plan.meetingDay(of: milestone) { return held == meeting }
        return milestone.current?.day == meeting
    }
}
