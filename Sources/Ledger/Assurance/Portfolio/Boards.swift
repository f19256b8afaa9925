// Boards: when each of them meets, by when its papers must be in, and what waits for it.

/// What the boards of several plans are called: one key is one board in all of them, whether a
/// plan names it or not.
struct BoardNames {
    private var keys: [String: String] = [:]
    private var names: [String: String] = [:]

    init(_ plans: [KnownPlan]) {
        for known in plans {
            for (key, body) in known.plan.bodies {
                if names[key.text] == nil { names[key.text] = body.name }
                if keys[body.name] == nil { keys[body.name] = key.text }
            }
        }
    }

    /// The key of the board that a plan writes as `board`: by key, or by name.
    func key(of board: String) -> String { names[board] == nil ? keys[board] ?? board : board }

    /// What the board of `key` is called.
    func name(of key: String) -> String { names[key] ?? key }
}

/// A meeting of a board, of all the plans that call it.
public struct BoardMeeting: Sendable {
    /// The key of the board, or its name where it has none.
    public let board: String
    /// The name of the board.
    public let name: String
    /// The day.
    public let day: Day
    /// What it is called.
    public fileprivate(set) var title: String
    /// The day by which papers must be in: the earliest that a plan states, else worked back from
    /// the meeting.
    public fileprivate(set) var papers: Day
    /// Whether a plan states that day.
    public fileprivate(set) var isStated: Bool
    /// The plans in which it stands.
    public fileprivate(set) var plans: [Code] = []
    /// What plans say otherwise: that it was moved or cancelled, or another day for its papers.
    public fileprivate(set) var otherwise: [String] = []
    private var stated: [(plan: Code, papers: Day)] = []
    /// The days from which plans moved it.
    private var origins: [(plan: Code, day: Day)] = []
    /// The next meeting of the place's board whose papers close on this day or later: what this
    /// meeting agrees can still be told there. Nil for that board itself, and where none is called.
    public fileprivate(set) var reaches: Day?

    /// Whether it is one of the board of this key or name.
    public func isOf(_ board: String) -> Bool { [self.board, name].contains(board) }

    /// Whether it stands in any plan.
    public var stands: Bool { !plans.isEmpty }

    /// The meetings of all boards in `plans`, by day. One that several plans call is one.
    static func all(
        of plans: [KnownPlan],
        _ boards: BoardNames,
        placeBoard: String?
    ) -> [BoardMeeting] {
        var meetings: [BoardMeeting] = []
        for known in plans {
            for meeting in known.plan.meetings {
                let board = boards.key(of: meeting.board)
                let place = meetings.firstIndex { $0.board == board && $0.day == meeting.day }
                if place == nil {
                    meetings.append(BoardMeeting(meeting, board, boards.name(of: board)))
                }
                meetings[place ?? meetings.count - 1].add(meeting, of: known.code)
            }
        }
        let unsettled = meetings
        for index in meetings.indices { meetings[index].settle(among: unsettled) }
        let place = placeBoard.map(boards.key) ?? Self.placeBoard(of: plans, boards)
        let deadlines = meetings.filter { $0.board == place && $0.stands }
            .sorted { $0.day < $1.day }
        for index in meetings.indices where meetings[index].board != place {
            meetings[index].reaches =
                deadlines.first { min($0.papers, $0.day) >= meetings[index].day }?.day
        }
        return meetings.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }.map(\.element)
    }

    /// The board that more plans answer to than to any other: the others report to it.
    private static func placeBoard(of plans: [KnownPlan], _ boards: BoardNames) -> String? {
        var counts = OrderedMap<String, Int>()
        for known in plans { counts[boards.key(of: known.plan.board), default: 0] += 1 }
        let most = counts.values.max()
        let first = counts.filter { $0.1 == most }
        return first.count == 1 ? first[0].0 : nil
    }

    private init(_ meeting: Meeting, _ board: String, _ name: String) {
        self.board = board
        self.name = name
        day = meeting.day
        title = meeting.call.title
        papers = meeting.day.beforeFiveClearDays
        isStated = false
    }

    /// What `plan` says of it. What it says last holds: it may have called it again.
    private mutating func add(_ meeting: Meeting, of plan: Code) {
        let start = "\(plan): "
        otherwise.removeAll { $0.hasPrefix(start) }
        plans.removeAll { $0 == plan }
        guard meeting.stands else {
            otherwise.append(
                start + (meeting.movedTo.map { "moved to \($0.words)" } ?? "cancelled")
            )
            return
        }
        if plans.isEmpty { title = meeting.call.title }
        plans.append(plan)
        if let from = meeting.call.movedFrom { origins.append((plan, from)) }
        stated.removeAll { $0.plan == plan }
        if let papers = meeting.call.papers { stated.append((plan, papers)) }
    }

    /// Settles what all plans together say, once each has been heard.
    private mutating func settle(among all: [BoardMeeting]) {
        // What others say of the meeting that this one took the place of.
        for (plan, day) in origins where plans.contains(plan) {
            let before = all.first { $0.board == board && $0.day == day }
            let same = "moved to \(self.day.words)"
            for words in before?.otherwise ?? [] where !words.hasSuffix(same) {
                otherwise.append("\(words), as that of \(day.words)")
            }
        }
        // Where it stands nowhere, that it was moved or cancelled is no disagreement.
        if !stands { otherwise = [] }
        let days = stated.filter { plans.contains($0.plan) }
        guard let earliest = days.map(\.papers).min() else { return }
        papers = earliest
        isStated = true
        otherwise += days.filter { $0.papers != earliest }.map {
            "\($0.plan): papers by \($0.papers.words)"
        }
    }
}

extension Day {
    /// The last weekday on which papers can be opened to inspection for five clear days before a
    /// meeting on this day (SI 2002/715): neither the day itself nor that of the meeting counts.
    /// Bank holidays are not known.
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
    /// left out. A closed plan asks for nothing: nothing more can be agreed in it.
    static func all(of plans: [KnownPlan], _ boards: BoardNames) -> [BoardDecisions] {
        var waiting = OrderedMap<String, [Waiting]>()
        for known in plans where known.closed == nil {
            let asked = Waiting.all(known.ratings.pending(known.rows), known.code)
            let board = boards.key(of: known.plan.board)
            if !asked.isEmpty { waiting[board, default: []] += asked }
        }
        return waiting.map { board, asked in
            let sorted = asked.enumerated().sorted {
                ($0.element.since, $0.offset) < ($1.element.since, $1.offset)
            }
            return BoardDecisions(board: boards.name(of: board), waiting: sorted.map(\.element))
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
