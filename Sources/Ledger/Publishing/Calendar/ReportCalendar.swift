// The assurance report as a calendar: what is due when, when boards meet, when papers must be in.

/// Renders the assurance report as an iCalendar file (RFC 5545), for diaries to take in.
///
/// An all-day event for
/// - every open milestone with a date, on the last day on which it is not late: that of its date,
///   or that of the meeting it is due at where that is later;
/// - every meeting of every board that was not moved, and the day by which its papers must be in.
///   One that was moved keeps the UID of the first; one that is cancelled says so.
///
/// UIDs stay the same from one report to the next, and SEQUENCE grows with every change of a day
/// (and with every entry that is struck, since that may take one back), so a calendar moves what
/// it took in before. Times are those of the last entry the report knows, never the clock's.
public enum ReportCalendar {
    /// The whole file, its lines ended by CR LF; the same report gives the same bytes.
    ///
    /// - Complexity: O(the words of the report, and meetings × meetings).
    public static func render(_ report: AssuranceReport) -> String {
        let events = ReportEvents(report)
        return ICalendar(
            name: report.basis.plan.title,
            description: "Position on \(report.basis.asAt.words), from the \(report.basis.knownAt) "
                + "entries recorded by \(report.basis.knownUntil). Head \(report.basis.head.hex)",
            stamp: report.basis.knownUntil,
            events: events.milestones(report.rows) + events.meetings
        ).format()
    }

    /// The meetings of all boards of a portfolio and their papers in one file. One that several
    /// plans call is there once; where no day is stated for papers, it is the one worked back.
    ///
    /// - Complexity: O(meetings × meetings).
    public static func render(_ portfolio: Portfolio) -> String {
        let sources = portfolio.plans.map { ($0.code, ReportEvents($0.ratings)) }
        let events = portfolio.meetings.flatMap { meeting in
            // Where it stands nowhere, the first plan that called it says that it is cancelled.
            sources.filter { meeting.plans.isEmpty || meeting.plans.contains($0.0) }.lazy
                .map { $0.1.events(of: meeting) }.first { !$0.isEmpty } ?? []
        }
        let names = portfolio.plans.map(\.code.text).joined(separator: ", ")
        return ICalendar(
            name: "Meetings of all boards",
            description: "Position on \(portfolio.asAt.words), from the plans \(names)",
            stamp: portfolio.plans.map(\.knownUntil).max() ?? Instant(seconds: 0),
            events: events
        ).format()
    }

    /// The same of `rows` of the report alone: what one lead answers for, without the meetings.
    ///
    /// - Complexity: see ``render(_:)``.
    static func events(
        of rows: [AssuranceReport.MilestoneRow],
        _ ratings: Ratings
    ) -> [ICalendar.Event] {
        ReportEvents(ratings).milestones(rows)
    }
}

/// The events in the making.
private struct ReportEvents {
    private let plan: Plan
    private let asAt: Day
    private let names: CalendarNames
    private let series: [MeetingSeries]
    /// Open milestones by the day of the meeting of the plan's board at which they are due.
    private var dueAt: [Day: [MilestoneName]] = [:]

    init(_ report: AssuranceReport) { self.init(report.ratings) }

    init(_ ratings: Ratings) {
        plan = ratings.plan
        asAt = ratings.asAt
        names = CalendarNames(plan)
        series = plan.meetingSeries
        for row in ratings.rows where row.rating.isOpen {
            guard let meeting = meeting(of: row.milestone) else { continue }
            dueAt[meeting.meeting.day, default: []].append(row.milestone.name)
        }
    }

    func milestones(_ rows: [AssuranceReport.MilestoneRow]) -> [ICalendar.Event] {
        rows.filter(\.rating.isOpen).compactMap(event)
    }

    /// The meeting of the plan's board at which a milestone is due: the one it is tied to, or the
    /// one on the very day of its date; nil where none was called.
    private func meeting(of milestone: Milestone) -> MeetingSeries? {
        let tied = plan.meetingDay(of: milestone)
        let day = tied ?? milestone.current?.day
        return series.last {
            $0.meeting.day == day && $0.meeting.board == plan.board
                && (tied != nil || $0.meeting.stands)
        }
    }

    private func event(_ row: AssuranceReport.MilestoneRow) -> ICalendar.Event? {
        let milestone = row.milestone
        guard let current = milestone.current else { return nil }
        let meeting = meeting(of: milestone)
        let label = milestone.start.label.map { " (\($0))" }
        var summary = "\(milestone.name) \(row.title)\(label ?? "")"
        if current.day == nil { summary += ", by the end of \(current.last.words)" }
        if let meeting {
            summary += ", due at the meeting of \(meeting.meeting.day.words)"
            if meeting.meeting.cancelled != nil { summary += ", which is cancelled" }
        }
        return ICalendar.Event(
            uid: names.milestone(milestone.name),
            day: max(current.end, plan.meetingDay(of: milestone) ?? current.end),
            summary: summary,
            details: details(row, current),
            categories: ["Milestone", row.rating.result.published.rawValue],
            isCancelled: false,
            sequence: milestone.changes + (meeting?.changes ?? 0) + plan.struck.count
        )
    }

    private func details(
        _ row: AssuranceReport.MilestoneRow,
        _ current: StatedDate
    ) -> [String] {
        let milestone = row.milestone
        let moves = row.rating.moves.count
        let moved = moves == 0 ? nil : "moved \(moves == 1 ? "once" : "\(moves) times")"
        let dates = [
            "Due \(current.words)", "originally \(milestone.original?.words ?? "no date")",
            milestone.forecast.map { "forecast \($0.words)" }, moved,
        ]
        let note = row.note.map { "Latest note, \($0.stamp.on.words): \($0.fact.text)" }
        return [
            "Accountable: \(leads(row.accountable))", "Responsible: \(leads(row.responsible))",
            dates.compactMap(\.self).joined(separator: ", "),
            "Rating: \(row.rating.result.published.rawValue), \(row.rating.result.why)",
            note ?? "No progress note", "Position on \(asAt.words)",
        ]
    }

    private func leads(_ keys: [Key]) -> String {
        keys.isEmpty ? "nobody named" : keys.map { plan.name(of: $0) }.joined(separator: ", ")
    }

    /// Every meeting that was not moved, and its papers day.
    var meetings: [ICalendar.Event] {
        series.flatMap { series in [event(series)] + [papers(series)].compactMap(\.self) }
    }

    /// The events of a meeting of several plans: itself, and the day by which papers must be in.
    /// None where this plan did not call it, or moved it.
    func events(of merged: BoardMeeting) -> [ICalendar.Event] {
        let own = series.last { series in
            let meeting = series.meeting
            return meeting.day == merged.day && meeting.movedTo == nil
                && [merged.board, merged.name].contains(meeting.board)
        }
        guard let own else { return [] }
        guard own.meeting.stands else { return [event(own)] + [papers(own)].compactMap(\.self) }
        return [event(own, papers: merged.papers), papers(own, merged)]
    }

    private func papers(_ series: MeetingSeries, _ merged: BoardMeeting) -> ICalendar.Event {
        let workedBack = "Worked back: five clear weekdays before the meeting"
        return papers(
            series,
            on: merged.papers,
            isCancelled: false,
            ["Meeting of \(merged.name)"] + (merged.isStated ? [] : [workedBack])
                + merged.otherwise
        )
    }

    private func event(_ series: MeetingSeries, papers: Day? = nil) -> ICalendar.Event {
        let meeting = series.meeting
        let papers = papers ?? meeting.call.papers
        let cancelled = meeting.cancelled
        let moved = meeting.call.movedFrom.map {
            "Moved from \($0.words)\(meeting.called.because.map { why in ": \(why)" } ?? "")"
        }
        let due = meeting.board == plan.board ? dueAt[meeting.day] ?? [] : []
        let details: [String?] = [
            "Meeting of \(plan.name(ofBoard: meeting.board))",
            cancelled.map { "Cancelled\($0.because.map { why in ": \(why)" } ?? "")" },
            moved, papers.map { "Papers by \($0.words)" },
            due.isEmpty
                ? nil : "Due at it: \(due.map(\.description).joined(separator: ", "))",
        ]
        return ICalendar.Event(
            uid: names.meeting(series),
            day: meeting.day,
            summary: (cancelled == nil ? "" : "Cancelled: ") + meeting.call.title,
            details: details.compactMap(\.self),
            categories: ["Meeting"],
            isCancelled: cancelled != nil,
            sequence: series.changes + plan.struck.count
        )
    }

    /// The day by which papers must be in. Where the meeting was moved and no new one is stated,
    /// the old one is cancelled, not forgotten: calendars have it.
    private func papers(_ series: MeetingSeries) -> ICalendar.Event? {
        guard let day = series.papers else { return nil }
        let meeting = series.meeting
        let isCancelled = meeting.cancelled != nil || meeting.call.papers == nil
        let board = "Meeting of \(plan.name(ofBoard: meeting.board))"
        return papers(series, on: day, isCancelled: isCancelled, [board])
    }

    private func papers(
        _ series: MeetingSeries,
        on day: Day,
        isCancelled: Bool,
        _ details: [String]
    ) -> ICalendar.Event {
        ICalendar.Event(
            uid: names.papers(series),
            day: day,
            summary: (isCancelled ? "Cancelled: papers" : "Papers") + " due for "
                + "\(series.meeting.call.title), \(series.meeting.day.words)",
            details: details,
            categories: ["Papers"],
            isCancelled: isCancelled,
            sequence: series.changes + plan.struck.count
        )
    }
}

extension Milestone {
    /// How often a date was agreed or corrected, whether or not that was a move.
    fileprivate var changes: Int {
        let dates = [first].compactMap(\.self) + agreed.facts.map(\.fact.date)
        return agreed.facts.count + dates.reduce(0) { $0 + $1.corrections.count }
    }
}
