// What stays the same of an event from one calendar to the next: its UID, and how often it changed.

/// Meetings each of which took the place of the one before it, which a calendar takes for one
/// event.
struct MeetingSeries {
    /// The last of them: it stands, or is cancelled.
    private(set) var meeting: Meeting
    /// Where the first of them was called.
    let first: Stamp
    /// How often it was moved.
    private(set) var moves = 0
    /// The day by which its papers must be in, or had to be before it was moved.
    private(set) var papers: Day?

    /// The series that `meeting` begins.
    init(_ meeting: Meeting) {
        self.meeting = meeting
        first = meeting.called
        papers = meeting.call.papers
    }

    /// `meeting` takes the place of the last one.
    mutating func move(to meeting: Meeting) {
        self.meeting = meeting
        moves += 1
        papers = meeting.call.papers ?? papers
    }

    /// How often it changed.
    var changes: Int { moves + (meeting.cancelled == nil ? 0 : 1) }
}

extension Plan {
    /// The meetings of every board, those that were moved with those they were moved to, in the
    /// order in which they were first called.
    ///
    /// A meeting called later for the day from which one was moved is another meeting.
    ///
    /// - Complexity: O(meetings × meetings).
    var meetingSeries: [MeetingSeries] {
        var all: [MeetingSeries] = []
        for meeting in meetings {
            let before = meeting.call.movedFrom.flatMap { from in
                all.lastIndex { $0.meeting.day == from && $0.meeting.board == meeting.board }
            }
            if let before {
                all[before].move(to: meeting)
            } else {
                all.append(MeetingSeries(meeting))
            }
        }
        return all
    }
}

/// The identifiers of a plan's events (RFC 5545, 3.8.4.7).
///
///     milestone_A4_2@20261121T054313Z.cqc-2018.invalid
///     meeting_6.0@20261121T054313Z.cqc-2018.invalid
///
/// What follows the `@` is the moment at which the plan was opened, and its code: two plans of one
/// code, in two ledgers, are told apart. `.invalid` is nobody's (RFC 2606): it is no address and
/// names no machine.
struct CalendarNames {
    private let scope: String

    /// The identifiers of events of `plan`.
    init(_ plan: Plan) {
        scope =
            plan.opening.map { "\($0.stamp.at.calendarWords).\($0.fact.plan).invalid" } ?? "invalid"
    }

    /// The event called `words`, none of which has a blank or `_` in it. No code or key has
    /// either.
    func uid(_ words: String...) -> String { "\(words.joined(separator: "_"))@\(scope)" }

    /// A milestone.
    func milestone(_ name: MilestoneName) -> String {
        uid("milestone", name.action.text, name.number.description)
    }

    /// A meeting, by the entry that first called it and the place of the event in the entry: the
    /// day may change, and another meeting be called for it.
    func meeting(_ series: MeetingSeries) -> String { uid("meeting", word(series)) }

    /// The day by which the papers of a meeting must be in.
    func papers(_ series: MeetingSeries) -> String { uid("papers", word(series)) }

    /// A meeting as a word of an identifier.
    func word(_ series: MeetingSeries) -> String { "\(series.first.seq).\(series.first.place)" }
}
