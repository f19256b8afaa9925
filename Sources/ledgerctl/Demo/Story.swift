// A history as it is told: days, and what each person recorded at one sitting.

import Ledger

/// What is recorded, by whom and when, before any of it is in a journal.
struct Story: Sendable {
    /// What is recorded at one time, in one write and one flush.
    struct Sitting: Sendable {
        /// When.
        let at: Instant
        /// What, each act an entry.
        var acts: [Entry.Act]
    }

    /// The sittings, in the order of their times.
    private(set) var sittings: [Sitting] = []
    /// How many acts there are, and so the number of the last one's entry.
    private(set) var size = 0
    /// The day of the last sitting.
    private(set) var lastDay = Instant(seconds: 0).day
    private let isCrowded: Bool
    private var clock = Instant(seconds: 0)
    private var chance: Chance
    private var isNewDay = true

    /// A story in which `chance` decides the time of day. A sitting is one person's; with
    /// `crowded` it is everybody's of a day, which is faster to record.
    init(chance: Chance, crowded: Bool = false) {
        self.chance = chance
        isCrowded = crowded
    }

    /// Turns to the morning of `day`.
    mutating func turn(to day: Day) {
        open(day, second: 8 * 3600 + chance.below(5400))
    }

    /// Turns to the morning of `day`, written `2024-01-15`.
    mutating func on(_ day: String) { turn(to: Story.day(day)) }

    /// Turns to late in the evening of `day`, when in summer it is the next day in London.
    mutating func lateOn(_ day: String) {
        open(Story.day(day), second: 23 * 3600 + 600 + chance.below(1800))
    }

    private mutating func open(_ day: Day, second: Int) {
        let time = Instant(seconds: day.number * 86_400 + second)
        precondition(time > clock, "the story goes back from \(clock) to \(time)")
        lastDay = day
        clock = time
        isNewDay = true
    }

    /// Records `events` as one entry of `recorder`, and returns its number.
    @discardableResult
    mutating func by(
        _ recorder: String,
        for behalf: String? = nil,
        on date: String? = nil,
        because: String? = nil,
        _ events: Event...
    ) -> Int {
        add(
            Entry.Act(
                by: Key(wellFormed: recorder),
                for: behalf.map(Key.init(wellFormed:)),
                on: date.map(Story.date),
                because: because,
                events: events
            )
        )
    }

    /// Adds an act, and returns the number its entry will have.
    @discardableResult
    mutating func add(_ act: Entry.Act) -> Int {
        size += 1
        let isSameHand = isCrowded || sittings.last?.acts.last?.by == act.by
        if isSameHand, !isNewDay {
            sittings[sittings.count - 1].acts.append(act)
            return size
        }
        if !isNewDay { clock = Instant(seconds: clock.seconds + 60 + chance.below(1500)) }
        sittings.append(Sitting(at: clock, acts: [act]))
        isNewDay = false
        return size
    }
}

extension Story {
    /// The day that the story writes. The story is part of the program, and a test tells it all:
    /// a slip of the pen is never met by a user.
    static func day(_ text: String) -> Day {
        guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
        return day
    }

    /// The date of stated precision that the story writes.
    static func date(_ text: String) -> StatedDate {
        guard let date = StatedDate(text) else { preconditionFailure("\(text) is no date") }
        return date
    }
}
