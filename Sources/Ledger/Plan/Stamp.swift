// Where a fact stands: the day it counts from, and its place in the journal.

/// Where in the journal a fact was recorded, by whom, and the day from which it counts.
///
/// Stamps are ordered by day, then entry, then place in the entry: of two facts the one with the
/// greater stamp holds.
public struct Stamp: Hashable, Comparable, Sendable {
    /// The day that counts, ``Entry/day``.
    public let day: Day
    /// The entry's number.
    public let seq: Int
    /// The event's place in the entry, from 0.
    public internal(set) var place: Int
    private let recording: Recording

    /// What the stamps of one entry have in common, kept once: a plan holds very many stamps.
    private final class Recording: Sendable {
        let at: Instant
        let on: StatedDate
        let by: Key
        let behalf: Key?
        let because: String?

        init(at: Instant, on: StatedDate) {
            (self.at, self.on) = (at, on)
            by = Key(wellFormed: "?")
            (behalf, because) = (nil, nil)
        }

        init(_ entry: Entry) {
            at = entry.at
            on = entry.act.on ?? StatedDate(entry.at.day)
            by = entry.act.by
            behalf = entry.act.behalf
            because = entry.act.because
        }
    }

    /// The stamp of the event at `place` of `entry`.
    public init(_ entry: Entry, place: Int) {
        day = entry.day
        seq = entry.seq
        self.place = place
        recording = Recording(entry)
    }

    /// A stamp of which it is not known who recorded it, or why.
    init(day: Day, seq: Int, place: Int, at: Instant, on: StatedDate) {
        (self.day, self.seq, self.place) = (day, seq, place)
        recording = Recording(at: at, on: on)
    }

    /// When the entry was recorded.
    public var at: Instant { recording.at }
    /// The date it happened on, as precisely as it was stated; the day recorded where it was not.
    public var on: StatedDate { recording.on }
    /// Who recorded it.
    public var by: Key { recording.by }
    /// The lead on whose behalf.
    public var behalf: Key? { recording.behalf }
    /// Why.
    public var because: String? { recording.because }

    /// Whether both are of the same event.
    public static func == (left: Stamp, right: Stamp) -> Bool {
        (left.day, left.seq, left.place) == (right.day, right.seq, right.place)
            && (left.recording === right.recording
                || (left.at, left.on, left.by) == (right.at, right.on, right.by)
                    && (left.behalf, left.because) == (right.behalf, right.because))
    }

    /// Hashes what tells the events of a journal apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(seq)
        hasher.combine(place)
    }

    /// Whether it stands later in the journal than `other`, whatever day either counts from.
    public func isRecorded(after other: Stamp) -> Bool {
        (seq, place) > (other.seq, other.place)
    }

    /// Earlier days first; within a day the order of the journal.
    public static func < (left: Stamp, right: Stamp) -> Bool {
        (left.day.number, left.seq, left.place) < (right.day.number, right.seq, right.place)
    }
}

/// A fact and where it stands.
public struct Stamped<Fact: Sendable>: Sendable {
    /// Where it stands.
    public let stamp: Stamp
    /// What it is.
    public let fact: Fact

    /// `fact` as it stands at `stamp`.
    public init(_ stamp: Stamp, _ fact: Fact) {
        self.stamp = stamp
        self.fact = fact
    }
}

/// Facts of one kind about one thing, in the order of their stamps; the last one holds.
public struct Timeline<Fact: Sendable>: Sendable {
    /// The facts, earliest first.
    public private(set) var facts: [Stamped<Fact>] = []

    /// No facts yet.
    public init() {}

    /// The fact that holds.
    public var latest: Stamped<Fact>? { facts.last }

    /// Adds a fact where its stamp belongs.
    ///
    /// - Complexity: O(1) where it is the latest so far, as most are; else O(n).
    mutating func insert(_ fact: Fact, _ stamp: Stamp) {
        if let last = facts.last, !(last.stamp < stamp) {
            let index = facts.lastIndex { $0.stamp < stamp }.map { $0 + 1 } ?? 0
            facts.insert(Stamped(stamp, fact), at: index)
        } else {
            facts.append(Stamped(stamp, fact))
        }
    }

    /// Adds a fact that is the latest, in the place of the one before it where that stands after
    /// `other`: nothing rests on it any more.
    mutating func supersede(_ fact: Fact, _ stamp: Stamp, after other: Stamp?) {
        if let last = latest?.stamp, last < stamp, other.map({ $0 < last }) ?? true {
            facts.removeLast()
        }
        insert(fact, stamp)
    }

    /// Changes what entry `seq` recorded.
    mutating func change(recordedBy seq: Int, _ change: (Fact) -> Fact) {
        for index in facts.indices where facts[index].stamp.seq == seq {
            facts[index] = Stamped(facts[index].stamp, change(facts[index].fact))
        }
    }

    /// The facts that stand before `stamp`.
    public func facts(before stamp: Stamp) -> ArraySlice<Stamped<Fact>> {
        facts.prefix { $0.stamp < stamp }
    }
}
