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

    /// The plan of `history` as at `asAt`, as its first `knownAt` entries have it; nil where it
    /// was not open then.
    ///
    /// - Complexity: one replay and one rating of the plan.
    public init?(_ history: History, asAt: Day, knownAt: Int) {
        guard (1...history.entries.count).contains(knownAt) else { return nil }
        let plan = history.plan(known: knownAt, asAt: asAt)
        if plan.opening == nil { return nil }
        code = history.code
        size = knownAt
        head = Digest(of: history.entries[knownAt - 1].format())
        knownUntil = history.entries[knownAt - 1].at
        ratings = Ratings(plan, asAt: asAt)
        rows = ratings.rows
    }

    /// The plan as it stands.
    public var plan: Plan { ratings.plan }

    /// What the plan is called.
    public var title: String { plan.opening?.fact.title ?? code.text }

    /// The name of its board.
    public var board: String { plan.name(ofBoard: plan.board) }

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
        return rows.filter { plan.lineage(of: $0.milestone.name.action).contains(code) }
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
    /// The open milestones that it is made of: its own and those under it.
    public let open: [Milestone]
    /// How many milestones it has in all, and how many of them are overdue and red.
    public let counts: (milestones: Int, overdue: Int, red: Int)
    /// How it was closed, where it was.
    public let closure: StandingClosure?
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
        let rows = known.rows(under: code)
        reference = Reference(code, in: known.code)
        title = found
        rating = action.flatMap { known.ratings[action: $0.code]?.published }
        accountable = action.map { plan.leads(of: $0.code, as: .accountable) } ?? []
        open = rows.filter(\.rating.isOpen).map(\.milestone)
        counts = (
            rows.count, rows.count(where: \.rating.isOverdue),
            rows.count { $0.rating.result.published == .red }
        )
        closure = action.flatMap { plan.closure(of: $0.code) }
        size = known.size
        head = known.head
    }

    /// The dates of what is open, each once, the earliest end first.
    public var dates: [StatedDate] {
        let dates = Set(open.compactMap(\.current))
        return dates.sorted { ($0.end, $0.firstDay) < ($1.end, $1.firstDay) }
    }

    /// How many open milestones have no date.
    public var undated: Int { open.count { $0.current == nil } }
}

/// What stands at the end of a reference from one plan to another.
public enum Found: Sendable {
    /// What that plan says of it.
    case said(Borrowed)
    /// The plan is not in the ledger, or could not be read.
    case noPlan
    /// The plan has nothing of that code.
    case nothing
}
