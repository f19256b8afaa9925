// Boards: when each of them meets, by when its papers must be in, and what waits for it.

/// A meeting of a board, of all the plans that call it.
public struct BoardMeeting: Sendable {
    /// The name of the board.
    public let board: String
    /// The day.
    public let day: Day
    /// What it is called.
    public let title: String
    /// The day by which papers must be in: as stated, else worked back from the meeting.
    public let papers: Day
    /// Whether a plan states that day.
    public let isStated: Bool
    /// The plans that call it.
    public internal(set) var plans: [Code]
    /// The next meeting of the place's board whose papers close on this day or later: what this
    /// meeting agrees can still be told there. Nil for that board itself, and where none is called.
    public fileprivate(set) var reaches: Day?

    /// The meetings of all boards in `plans` from `day` on, those of one day in the order of the
    /// plans. One that several plans call is one.
    ///
    /// The place's board is that of most plans: the others report to it.
    static func all(of plans: [KnownPlan], from day: Day) -> [BoardMeeting] {
        var meetings: [BoardMeeting] = []
        for known in plans {
            for meeting in known.plan.meetings where meeting.stands && meeting.day >= day {
                let board = known.plan.name(ofBoard: meeting.board)
                let same = meetings.firstIndex { $0.board == board && $0.day == meeting.day }
                if let same {
                    meetings[same].add(meeting, of: known)
                } else {
                    meetings.append(BoardMeeting(meeting, board, known.code))
                }
            }
        }
        let place = placeBoard(of: plans)
        let deadlines = meetings.filter { $0.board == place }.sorted { $0.day < $1.day }
        for index in meetings.indices where meetings[index].board != place {
            meetings[index].reaches =
                deadlines.first { $0.papers >= meetings[index].day }?.day
        }
        return meetings.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }.map(\.element)
    }

    /// The board that most plans answer to, the first of them where several do.
    static func placeBoard(of plans: [KnownPlan]) -> String? {
        var counts = OrderedMap<String, Int>()
        for known in plans { counts[known.board, default: 0] += 1 }
        let most = counts.values.max()
        return counts.first { $0.1 == most }?.0
    }

    private init(_ meeting: Meeting, _ board: String, _ plan: Code) {
        self.board = board
        day = meeting.day
        title = meeting.call.title
        papers = meeting.call.papers ?? meeting.day.beforeFiveClearDays
        isStated = meeting.call.papers != nil
        plans = [plan]
    }

    /// Another plan calls the same meeting; a day that it states for papers is stated.
    private mutating func add(_ meeting: Meeting, of known: KnownPlan) {
        let plans = plans + (plans.contains(known.code) ? [] : [known.code])
        if !isStated, meeting.call.papers != nil {
            self = BoardMeeting(meeting, board, known.code)
        }
        self.plans = plans
    }
}

extension Day {
    /// The last weekday on which papers can be opened to inspection for five clear days before a
    /// meeting on this day (Local Authorities (Executive Arrangements) Regulations, SI 2002/715):
    /// neither the day itself nor that of the meeting counts. Bank holidays are not known.
    var beforeFiveClearDays: Day {
        var day = self
        var left = 6
        while left > 0 {
            day = day - 1
            if (1...5).contains(day.weekday) { left -= 1 }
        }
        return day
    }
}

/// What one board is asked to decide, in all plans together.
public struct BoardDecisions: Sendable {
    /// The name of the board.
    public let board: String
    /// What waits for it, the longest first.
    public let waiting: [Waiting]

    /// One thing that waits.
    public struct Waiting: Sendable {
        /// What it is about, with its plan.
        public let about: Reference
        /// The milestone, where it is one.
        public let milestone: Ordinal?
        /// What is asked for.
        public let what: What
        /// Since when.
        public let since: Day
    }

    /// What can be asked for.
    public enum What: Sendable {
        /// Another date.
        case date(from: StatedDate?, to: StatedDate, because: String?)
        /// That a closure be approved.
        case closure(Closure, because: String?)
        /// Help.
        case help(String)
    }

    /// What waits for each board, in the order of the plans; a board that nothing waits for is
    /// left out.
    static func all(of plans: [KnownPlan]) -> [BoardDecisions] {
        var waiting = OrderedMap<String, [Waiting]>()
        for known in plans {
            let asked = Waiting.all(known.ratings.pending(known.rows), known.code)
            if !asked.isEmpty { waiting[known.board, default: []] += asked }
        }
        return waiting.map { board, asked in
            let sorted = asked.enumerated().sorted {
                ($0.element.since, $0.offset) < ($1.element.since, $1.offset)
            }
            return BoardDecisions(board: board, waiting: sorted.map(\.element))
        }
    }
}

extension BoardDecisions.Waiting {
    fileprivate static func all(_ pending: Pending, _ plan: Code) -> [Self] {
        let dates = pending.dates.map { change in
            Self(
                about: Reference(change.milestone.name.action, in: plan),
                milestone: change.milestone.name.number,
                what: .date(from: change.from, to: change.to, because: change.stamp.because),
                since: change.stamp.day
            )
        }
        let closures = pending.closures.map { row in
            Self(
                about: Reference(row.closure.action, in: plan),
                milestone: row.closure.milestone,
                what: .closure(row.closure, because: row.stamp.because),
                since: row.stamp.day
            )
        }
        let help = pending.help.map { call in
            Self(
                about: Reference(call.action, in: plan),
                milestone: nil,
                what: .help(call.note.fact),
                since: call.note.stamp.day
            )
        }
        return dates + closures + help
    }
}
