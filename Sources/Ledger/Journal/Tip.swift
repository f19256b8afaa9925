// The end of a journal, what the next entry makes of it, and the rule of the clock.

/// The last entry of a journal, as far as the next one depends on it.
public struct Tip: Hashable, Sendable {
    /// Its number; 0 where there is no entry yet.
    public var seq = 0
    /// The digest of its line; zeros where there is none.
    public var head = Digest.zero
    /// When it was recorded; nil where there is none.
    public var at: Instant?

    /// How far a clock may stand behind the last entry before the writer refuses: five minutes.
    public static let clockLagSecondsMax = 300

    /// The end of an empty journal.
    public init() {}

    init(seq: Int, head: Digest, at: Instant?) {
        (self.seq, self.head, self.at) = (seq, head, at)
    }

    /// The entry that records `act` at `at`, next after this one, unsigned.
    public func next(_ act: Entry.Act, at: Instant) -> Entry {
        Entry(seq: seq + 1, prev: head, at: at, act: act)
    }

    /// The end of the journal once `entry` stands in it.
    public func after(_ entry: Entry) -> Tip {
        var tip = Tip()
        (tip.seq, tip.head, tip.at) = (entry.seq, Digest(of: entry.format()), entry.at)
        return tip
    }

    /// The time that the next entry carries, when the writer's clock shows `now`: the clock's, or
    /// the last entry's where that is later by at most five minutes.
    ///
    /// - Parameter clockWasWrong: Take the last entry's time however much later it is.
    /// - Throws: ``JournalError/clock(now:last:)`` where the clock is further behind than that.
    public func time(now: Instant, clockWasWrong: Bool = false) throws(JournalError) -> Instant {
        guard let at, now < at else { return now }
        if clockWasWrong || at.seconds - now.seconds <= Tip.clockLagSecondsMax { return at }
        throw .clock(now: now, last: at)
    }
}
