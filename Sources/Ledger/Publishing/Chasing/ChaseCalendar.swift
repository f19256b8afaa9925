// What leads are asked for as a calendar, for their diaries.

/// Renders what leads are asked for as an iCalendar file (RFC 5545).
///
/// Each ask is one all-day event, whoever and however many are asked, on the day by which it is
/// asked. They are events and not to-dos, which Outlook and Google's calendar leave out.
/// Their UIDs name the meeting, what is asked and about what: run again, or for one lead, the same
/// ask is the same event, and it moves with the meeting. Where nothing is asked the file has no
/// event.
public enum ChaseCalendar {
    /// The whole file, as known at the moment `knownUntil`, that of the last entry known.
    public static func render(_ chase: Chase, knownUntil: Instant) -> String {
        let plan = chase.ratings.plan
        let title = plan.opening?.fact.title ?? ""
        let lead = chase.lead.map { ", \(plan.name(of: $0))" } ?? ""
        let before = chase.meeting.map { "before the meeting of \($0.day.words)" } ?? "as at today"
        return ICalendar(
            name: "\(title): what is asked\(lead)",
            description: "What is asked \(before), by \(chase.by.words). Position on "
                + chase.ratings.asAt.words,
            stamp: knownUntil,
            events: events(chase)
        ).format()
    }

    /// The events of the asks alone.
    static func events(_ chase: Chase) -> [ICalendar.Event] {
        let plan = chase.ratings.plan
        let names = CalendarNames(plan)
        let series = chase.meeting.flatMap { meeting in
            plan.meetingSeries.last {
                $0.meeting.day == meeting.day && $0.meeting.board == meeting.board
            }
        }
        let before = series.map(names.word) ?? chase.by.calendarWords
        return chase.asks.map { ask in
            let keys = ask.leads.isEmpty ? ["nobody named"] : ask.leads.map(\.text)
            let leads = ask.leads.map { plan.name(of: $0) }
            let subject = String(ask.subject.map { $0 == "/" ? "_" : $0 })
            return ICalendar.Event(
                uid: names.uid("ask", before, ask.kind.rawValue, subject),
                day: chase.by,
                summary: "\(ask.subject) \(ask.kind.words): \(keys.joined(separator: ", "))",
                details: [
                    "\(ask.kind.request).", "\(ask.subject) \(ask.title): \(ask.why)",
                    leads.isEmpty ? nil : "Asked of: \(leads.joined(separator: ", "))",
                    chase.meeting.map { "Before the meeting of \($0.day.words)" },
                    "Position on \(chase.ratings.asAt.words)",
                ].compactMap(\.self),
                categories: ["Asked", ask.kind.words],
                isCancelled: false,
                sequence: (series?.changes ?? 0) + plan.struck.count
            )
        }
    }
}
