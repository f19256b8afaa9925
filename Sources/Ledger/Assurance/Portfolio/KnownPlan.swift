// A plan of several, as it stands and is known, and what another plan may say of it.

/// A plan as it stands on a day, and the entries that this rests on.
///
/// Another plan shows what stands in it with its size and head, and never rates or counts by it.
public struct KnownPlan: Sendable {
    /// The name of its journal.
    public let code: Code
    /// How many of its entries are known.
    public let size: Int
    /// The digest of the last of them.
    public let head: Digest
    /// When that was recorded.
    public let knownUntil: Instant
    /// The plan and its ratings.
    public let ratings: Ratings
    /// The rows of every milestone, in plan order.
    public let rows: [AssuranceReport.MilestoneRow]
    /// The places of the rows that stand under each action and priority.
    private let places: [Code: [Int]]

    /// The plan of `history` as at `asAt`, as its first `knownAt` entries have it; nil where it
    /// was not open then.
    ///
    /// - Complexity: one replay and one rating of the plan.
    public init?(_ history: History, asAt: Day, knownAt: Int) {
        guard (1...max(1, history.entries.count)).contains(knownAt), !history.entries.isEmpty
        else { return nil }
        let plan = history.plan(known: knownAt, asAt: asAt)
        if plan.opening == nil { return nil }
        code = history.code
        size = knownAt
        head = Digest(of: history.entries[knownAt - 1].format())
        knownUntil = history.entries[knownAt - 1].at
        ratings = Ratings(plan, asAt: asAt)
        let rows = ratings.rows
        var places: [Code: [Int]] = [:]
        var lineages: [Code: [Code]] = [:]
        for (place, row) in rows.enumerated() {
            let action = row.milestone.name.action
            let lineage = lineages[action] ?? plan.lineage(of: action)
            lineages[action] = lineage
            for code in lineage { places[code, default: []].append(place) }
        }
        self.rows = rows
        self.places = places
    }

    /// The plan as it stands.
    public var plan: Plan { ratings.plan }

    /// What the plan is called.
    public var title: String { plan.opening?.fact.title ?? code.text }

    /// Where the plan was closed.
    public var closed: Stamp? { plan.closed?.stamp }

    /// The plan's totals.
    public var counts: AssuranceReport.Counts { AssuranceReport.Counts(rows) { _ in false } }

    /// What a published paper says it rests on.
    public var asOther: Publication.OtherPlan {
        Publication.OtherPlan(plan: code, size: size, head: head)
    }

    /// `reference`, which stands in this plan, with the plan it leads to.
    func full(_ reference: Reference) -> Reference {
        Reference(reference.code, in: reference.plan ?? code)
    }

    /// The rows that count for `code`: its own milestones and those of what stands under it; all
    /// of the plan's for nil.
    func rows(under code: Code?) -> [AssuranceReport.MilestoneRow] {
        guard let code else { return rows }
        return (places[code] ?? []).map { rows[$0] }
    }

    /// The last day on which a row's milestone is not late: the later of its date and of the
    /// meeting it is due at; nil where it has neither.
    func lastDay(of row: AssuranceReport.MilestoneRow) -> Day? {
        let meeting = plan.meetingDay(of: row.milestone)
        return row.milestone.current.map { max($0.end, meeting ?? $0.end) } ?? meeting
    }
}

/// What one plan says of something, to be shown in another: never rated or counted there.
public struct Borrowed: Sendable {
    /// What it speaks of, with its plan.
    public let reference: Reference
    /// The title of the action, priority or plan.
    public let title: String
    /// The published rating, where it is an action.
    public let rating: Rating?
    /// Who answers for it, where it is an action.
    public let accountable: [Key]
    /// The milestones that it is made of: its own and those under it.
    public let rows: [AssuranceReport.MilestoneRow]
    /// The last day of the latest of them that is open; nil where none is, or has a date.
    public let lastDay: Day?
    /// How it was closed, where it was: the action, or the whole plan.
    public let closure: StandingClosure?
    /// Where the whole plan was closed.
    public let planClosed: Stamp?
    /// How many entries of that plan are known.
    public let size: Int
    /// The digest of the last of them.
    public let head: Digest

    /// What `known` says of `code`, or as a whole; nil where it has nothing of that code.
    init?(_ code: Code?, of known: KnownPlan) {
        let plan = known.plan
        let action = code.flatMap { plan.actions[$0] }
        let found: String? =
            if let code { action?.title ?? plan.priority(code)?.title } else { known.title }
        guard let found else { return nil }
        reference = Reference(code, in: known.code)
        title = found
        rating = action.flatMap { known.ratings[action: $0.code]?.published }
        accountable = action.map { plan.leads(of: $0.code, as: .accountable) } ?? []
        rows = known.rows(under: code)
        lastDay = rows.filter(\.rating.isOpen).compactMap(known.lastDay).max()
        closure = action.flatMap { plan.closure(of: $0.code) }
        planClosed = known.closed
        size = known.size
        head = known.head
    }

    /// The milestones that still have to be done.
    public var open: [AssuranceReport.MilestoneRow] { rows.filter(\.rating.isOpen) }

    /// The dates of what is open, each once, the earliest end first.
    public var dates: [StatedDate] {
        let dates = Set(open.compactMap(\.milestone.current))
        return dates.sorted { ($0.end, $0.firstDay) < ($1.end, $1.firstDay) }
    }

    /// How many open milestones have no date.
    public var undated: Int { open.count { $0.milestone.current == nil } }

    /// How many are overdue.
    public var overdue: Int { rows.count(where: \.rating.isOverdue) }

    /// How many are red.
    public var red: Int { rows.count { $0.rating.result.published == .red } }

    /// How many are delivered, and how many of these confirmed.
    public var delivered: (all: Int, confirmed: Int) {
        (
            rows.count { $0.rating.delivery != nil },
            rows.count { $0.rating.delivery?.confirmed != nil }
        )
    }
}

/// What stands at the end of a reference from one plan to another.
public enum Found: Sendable {
    /// What that plan says of it.
    case said(Borrowed)
    /// The plan has nothing of that code.
    case nothing
    /// The plan is not in the ledger.
    case noPlan
    /// The plan was not open yet on the day.
    case unopened
    /// The plan is in the ledger and could not be read.
    case unreadable
    /// The plan is not among those shown.
    case notShown

    /// The word for it in JSON.
    public var word: String {
        switch self {
        case .said: "said"
        case .nothing: "nothing"
        case .noPlan: "no-plan"
        case .unopened: "unopened"
        case .unreadable: "unreadable"
        case .notShown: "not-shown"
        }
    }
}
