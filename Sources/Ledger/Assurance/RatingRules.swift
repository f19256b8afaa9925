// The eleven tests, in their order, on what a milestone's rating rests on.

/// What the rating of a milestone rests on, wherever that is known from.
struct Situation {
    /// A delivery that stands.
    struct Delivered {
        /// The day it counts from, in the precision in which it was stated.
        var declared: StatedDate
        /// The day of the first declaration since the milestone was last reopened.
        var firstDeclared: Day
        var isConfirmed: Bool
    }

    /// A move that was agreed when it was late.
    struct LateMove {
        var from: StatedDate
        var to: StatedDate
        var entry: Int
    }

    var original: StatedDate?
    var current: StatedDate?
    var forecast: StatedDate?
    /// The day of the meeting it is due at, wherever that was moved.
    var meeting: Day?
    /// How it was closed, where that is approved.
    var closure: Closure.Way?
    var delivery: Delivered?
    var moveCount = 0
    var lateMove: LateMove?
    var hasAccountable = false
    /// The day of the last note on its action, or on one under it.
    var lastNote: Day?
    /// The day of the first approval recorded after the milestone was.
    var approval: Day?
    var depends: Reference?
    /// What it depends on, where that is red.
    var redDependency: Code?

    /// Whether it still has to be done: neither delivered nor closed.
    var isOpen: Bool { delivery == nil && closure == nil }

    /// Whether a date that ends on `end` is past on `day`, and so is the meeting it is tied to.
    func isPast(_ end: Day, on day: Day) -> Bool { day > max(end, meeting ?? end) }
}

/// The rules by which a situation is rated on a day.
struct RatingRules: Sendable {
    /// The day, T in the rules.
    let asAt: Day
    /// The policy in force on that day.
    let policy: Policy
    /// Its thresholds, looked up once: they are asked for of every milestone.
    private let limits: Limits

    private struct Limits: Sendable {
        let evidence, tolerance, months, near, quiet, stale, start: Int
    }

    init(asAt: Day, policy: Policy) {
        (self.asAt, self.policy) = (asAt, policy)
        limits = Limits(
            evidence: policy[.evidenceDays],
            tolerance: policy[.toleranceDays],
            months: policy[.toleranceMonths],
            near: policy[.nearDays],
            quiet: policy[.quietDays],
            stale: policy[.staleDays],
            start: policy[.startDays]
        )
    }

    /// The first test that applies.
    func test(_ facts: Situation) -> RatingTest {
        if facts.closure != nil { return .closedOtherwise }
        if let delivery = facts.delivery {
            if delivery.isConfirmed { return .confirmed }
            return asAt - delivery.firstDeclared > limits.evidence
                ? .confirmationOverdue : .confirmationAwaited
        }
        if isOverdue(facts) { return .overdue }
        if let current = facts.current, let forecast = facts.forecast,
            current.isMissed(by: forecast, days: limits.tolerance, months: limits.months)
        {
            return .forecastToMiss
        }
        if facts.lateMove != nil { return .movedWhenLate }
        guard let current = facts.current, facts.hasAccountable else { return .notRated }
        if isAtRisk(facts, current) { return .atRisk }
        if facts.lastNote == nil, let approval = facts.approval,
            asAt - approval > limits.start
        {
            return .notReported
        }
        return .onTrack
    }

    /// Whether it is overdue (rule D3).
    func isOverdue(_ facts: Situation) -> Bool {
        guard let current = facts.current, facts.isOpen else { return false }
        return facts.isPast(current.end, on: asAt)
    }

    /// Whether a date is near and nobody has written of late: near-days or less are left to its
    /// end, and the last note is more than quiet-days old, or there is none.
    func isQuiet(before due: StatedDate, lastNote: Day?) -> Bool {
        due.end - asAt <= limits.near
            && lastNote.map { asAt - $0 > limits.quiet } ?? true
    }

    private func isAtRisk(_ facts: Situation, _ current: StatedDate) -> Bool {
        facts.moveCount > 0 || facts.redDependency != nil
            || facts.forecast.map { $0.end > current.end } ?? false
            || facts.lastNote.map { asAt - $0 > limits.stale } ?? false
            || isQuiet(before: current, lastNote: facts.lastNote)
    }

    /// How far the milestone lies behind its original date; nil where it has none, or is closed
    /// undelivered.
    func slippage(_ facts: Situation) -> Slippage? {
        guard let original = facts.original else { return nil }
        if let delivery = facts.delivery {
            return Slippage(from: original, to: delivery.declared)
        }
        if facts.closure != nil { return nil }
        if isOverdue(facts) { return Slippage(from: original, to: StatedDate(asAt)) }
        return facts.current.map { Slippage(from: original, to: $0) }
    }

    /// What `test` found, where that needs words.
    func detail(of test: RatingTest, _ facts: Situation) -> String? {
        let due = facts.current.map { "due \($0)" } ?? ""
        switch test {
        case .closedOtherwise: return facts.closure?.rawValue
        case .confirmed:
            return slippage(facts).flatMap { $0.amount > 0 ? "delivered late, \($0)" : nil }
        case .confirmationOverdue:
            return facts.delivery.map { "declared \(asAt - $0.firstDeclared) days ago" }
        case .overdue: return due
        case .forecastToMiss: return facts.forecast.map { "forecast \($0), \(due)" }
        case .movedWhenLate:
            return facts.lateMove.map { "from \($0.from) to \($0.to) by entry \($0.entry)" }
        case .notRated:
            guard facts.current == nil else { return "no accountable lead" }
            let waits = facts.depends.map { ", waits for \($0)" } ?? ""
            return "no date agreed" + waits
        case .atRisk: return risks(facts).joined(separator: "; ")
        case .notReported:
            return facts.approval.map { "no progress note since the approval on \($0)" }
        case .confirmationAwaited, .onTrack: return nil
        }
    }

    /// What puts a milestone at risk.
    private func risks(_ facts: Situation) -> [String] {
        guard let current = facts.current else { return [] }
        var risks: [String] = []
        if let forecast = facts.forecast, forecast.end > current.end {
            risks.append("forecast \(forecast), due \(current)")
        }
        let moves = facts.moveCount
        if moves > 0 { risks.append("moved \(moves == 1 ? "once" : "\(moves) times")") }
        if isQuiet(before: current, lastNote: facts.lastNote) {
            let left = current.end - asAt
            // Past its date and not overdue is what waits for a later meeting.
            let near = left < 0 ? "\(-left) days past its date" : "\(left) days left"
            risks.append("\(near) and no progress note in \(policy[.quietDays]) days")
        }
        if let quiet = facts.lastNote.map({ asAt - $0 }), quiet > policy[.staleDays] {
            risks.append("last progress note \(quiet) days ago")
        }
        if let code = facts.redDependency { risks.append("depends on \(code), which is red") }
        return risks
    }

    /// The rating by `test`, and by what a lead declared (rule R1).
    func result(
        _ test: RatingTest,
        _ facts: Situation,
        declared: Rating.Declared?
    ) -> (result: RatingResult, detail: String?) {
        let detail = detail(of: test, facts)
        let declared = test.takesDeclared ? declared?.rating : nil
        var why = test.words + (detail.map { ": \($0)" } ?? "")
        if let declared, declared < test.rating {
            why = "rule R1: declared \(declared.rawValue) is worse; \(why)"
        }
        let published = min(declared ?? test.rating, test.rating)
        let result = RatingResult(
            published: published,
            declared: declared,
            computed: test.rating,
            why: why
        )
        return (result, detail)
    }
}

extension Policy {
    /// Whether a forecast ends later than the current date by more than the tolerance.
    func misses(_ forecast: StatedDate, _ current: StatedDate) -> Bool {
        current.isMissed(by: forecast, days: self[.toleranceDays], months: self[.toleranceMonths])
    }
}

extension StatedDate {
    /// Whether a forecast ends later than this, the current date, by more than a tolerance: in
    /// `days` where both are days, else in `months`.
    fileprivate func isMissed(by forecast: StatedDate, days: Int, months: Int) -> Bool {
        guard max(forecast.precision, precision) > .day else {
            return forecast.end - end > days
        }
        let (from, to) = (end.civil, forecast.end.civil)
        return 12 * (to.year - from.year) + to.month - from.month > months
    }
}
