// What is asked about each action: its dates, its notes, its evidence.

/// Finds what is asked before a meeting.
struct ChaseFinder {
    private let ratings: Ratings
    private let meeting: Meeting?
    private let gaps: [Code: [Gaps.Gap]]

    private var plan: Plan { ratings.plan }
    private var asAt: Day { ratings.asAt }

    init(_ ratings: Ratings, _ meeting: Meeting?) {
        self.ratings = ratings
        self.meeting = meeting
        gaps = Dictionary(grouping: ratings.gaps.list, by: \.action)
    }

    /// What is asked, in plan order; of one action in the order of kinds.
    var asks: [Chase.Ask] {
        ratings.placed.flatMap { placed in
            let asks = asks(of: placed)
            return Chase.Kind.allCases.flatMap { kind in asks.filter { $0.kind == kind } }
        }
    }

    /// Something found, before it is known whom to ask.
    private typealias Found = (kind: Chase.Kind, milestones: [Milestone], why: String)

    private func asks(of placed: PlacedAction) -> [Chase.Ask] {
        let action = placed.action
        let rows = ratings.rows(of: placed).filter { row in
            plan.closure(of: action.code, row.milestone.name.number) == nil
        }
        let open = rows.filter(\.rating.isOpen)
        let found =
            open.compactMap(due) + note(action, open) + open.compactMap(undated)
            + noMilestone(action) + rows.flatMap(evidence)
        return found.map { found in
            Chase.Ask(
                kind: found.kind,
                action: action.code,
                title: action.title,
                milestones: found.milestones.map { .init(name: $0.name, due: $0.current) },
                why: found.why,
                accountable: placed.accountable,
                responsible: placed.responsible
            )
        }
    }

    /// An open milestone that is overdue, due at the meeting or due by then, unless a date after
    /// the meeting was asked for and not answered.
    private func due(_ row: AssuranceReport.MilestoneRow) -> Found? {
        let milestone = row.milestone
        let until = meeting?.day ?? asAt
        if let request = milestone.openRequest, request.fact.end > until { return nil }
        let words = milestone.current.map { "due \($0.words)" } ?? "no date agreed"
        if let meeting, row.isDue(at: meeting.day, asAt: asAt, plan) {
            let isOnItsDay = milestone.current?.day == meeting.day
            let at = isOnItsDay ? "" : ", at the meeting of \(meeting.day.words)"
            return (.dueAtMeeting, [milestone], words + at)
        }
        guard let current = milestone.current else { return nil }
        let last = max(current.end, plan.meetingDay(of: milestone) ?? current.end)
        if row.rating.isOverdue {
            return (.overdue, [milestone], "\(words), \(counted(asAt - last)) overdue")
        }
        return last <= until ? (.due, [milestone], words) : nil
    }

    /// A note that is missing or too old; notes are the action's, so it is asked for once.
    private func note(_ action: Action, _ open: [AssuranceReport.MilestoneRow]) -> [Found] {
        guard !open.isEmpty else { return [] }
        if let note = open[0].note?.stamp {
            let last = note.day
            let age = "last progress note \(note.on.words), \(counted(asAt - last)) ago"
            if gap(.stale, action) != nil { return [(.stale, open.map(\.milestone), age)] }
            let near = open.map(\.milestone).filter { milestone in
                milestone.current.map { ratings.isQuiet(before: $0, lastNote: last) } ?? false
            }
            guard let first = near.compactMap(\.current).min(by: { $0.end < $1.end }) else {
                return []
            }
            return [(.stale, near, "due \(first.words), \(age)")]
        }
        let bad = open.filter { $0.rating.result.published <= .amber }
        if let worst = bad.map(\.rating.result.published).min() {
            return [
                (.noNarrative, bad.map(\.milestone), "\(worst.rawValue), and no progress note")
            ]
        }
        let late = open.compactMap { row -> (Milestone, Day)? in
            guard let approved = ratings.approval(of: row.milestone)?.day,
                asAt - approved > ratings.policy[.startDays]
            else { return nil }
            return (row.milestone, approved)
        }
        guard let approved = late.map(\.1).min() else { return [] }
        let why = "no progress note since the approval on \(approved.words)"
        return [(.noNote, late.map(\.0), why)]
    }

    /// An open milestone without a date, unless one was asked for and not answered.
    private func undated(_ row: AssuranceReport.MilestoneRow) -> Found? {
        let milestone = row.milestone
        guard milestone.openRequest == nil,
            let gap = gap(.undated, milestone)
        else { return nil }
        return (.noDate, [milestone], gap.detail)
    }

    /// An action without a milestone. The parts of one that has a date need none of their own.
    private func noMilestone(_ action: Action) -> [Found] {
        guard plan.closure(of: action.code) == nil,
            plan.upwards(from: action.code).allSatisfy(\.milestones.isEmpty),
            let gap = gap(.noMilestone, action)
        else { return [] }
        return [(.noDate, [], gap.detail)]
    }

    /// A delivery that nobody has confirmed: too long ago, or with nothing to show for it.
    private func evidence(_ row: AssuranceReport.MilestoneRow) -> [Found] {
        guard let delivery = row.rating.delivery, delivery.confirmed == nil else { return [] }
        let milestone = row.milestone
        var found: [Found] = []
        if gap(.notConfirmed, milestone) != nil {
            let first = delivery.firstDeclared
            let why = "delivered \(first.on.words), \(counted(asAt - first.day)) ago"
            found.append((.notConfirmed, [milestone], why))
        }
        if gap(.noEvidence, milestone) != nil {
            let why = "delivered \(delivery.declared.on.words), and nothing filed shows it"
            found.append((.noEvidence, [milestone], why))
        }
        return found
    }

    private func counted(_ days: Int) -> String { "\(days) day\(days == 1 ? "" : "s")" }

    private func gap(_ kind: Gaps.Kind, _ action: Action) -> Gaps.Gap? {
        gaps[action.code]?.first { $0.kind == kind }
    }

    private func gap(_ kind: Gaps.Kind, _ milestone: Milestone) -> Gaps.Gap? {
        gaps[milestone.name.action]?.first {
            $0.kind == kind && $0.milestone == milestone.name.number
        }
    }
}
