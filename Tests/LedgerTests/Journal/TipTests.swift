// The rule of the clock.

import Testing

@testable import Ledger

@Suite("The time of an entry")
struct TipTests {
    /// A journal whose last entry is from 2018-03-22T14:05:09Z.
    private var tip: Tip {
        var tip = Tip()
        tip.at = Instant(seconds: Sample.start)
        return tip
    }

    @Test("is the clock's in an empty journal, and wherever the clock is not behind")
    func clock() throws {
        let now = Instant(seconds: Sample.start)
        #expect(try Tip().time(now: now) == now)
        #expect(try tip.time(now: now) == now)
        let later = Instant(seconds: Sample.start + 1)
        #expect(try tip.time(now: later) == later)
        #expect(try tip.time(now: later, clockWasWrong: true) == later)
    }

    @Test("is the last entry's where the clock is behind by up to five minutes")
    func behind() throws {
        for lag in [1, 299, 300] {
            let now = Instant(seconds: Sample.start - lag)
            #expect(try tip.time(now: now) == Instant(seconds: Sample.start))
        }
    }

    @Test("is refused beyond that, naming both times", arguments: [301, 3600])
    func refused(_ lag: Int) throws {
        let now = Instant(seconds: Sample.start - lag)
        let error = JournalError.clock(now: now, last: Instant(seconds: Sample.start))
        #expect(throws: error) { try tip.time(now: now) }
        #expect(error.words.contains(now.description))
        #expect(error.words.contains("2018-03-22T14:05:09Z"))
        #expect(try tip.time(now: now, clockWasWrong: true) == Instant(seconds: Sample.start))
    }

    @Test("after a clock that went to 2036 and back is refused, and recorded when that is said")
    func farAhead() throws {
        var tip = tip
        let wrong = try #require(Instant("2036-02-07T06:28:16Z"))
        tip.at = try tip.time(now: wrong)
        #expect(tip.at == wrong)
        let right = Instant(seconds: Sample.start + 60)
        #expect(throws: JournalError.clock(now: right, last: wrong)) { try tip.time(now: right) }
        #expect(try tip.time(now: right, clockWasWrong: true) == wrong)
    }

    @Test("is written into the next entry with the tip's number and digest")
    func next() {
        let first = Tip().next(Sample.opening, at: Instant(seconds: Sample.start))
        #expect(first.format() == Sample.lines(1)[0])
        let tip = Tip().after(first)
        let second = tip.next(Sample.note("Note 2"), at: Instant(seconds: Sample.start + 60))
        #expect(second.format() == Sample.lines(2)[1])
        #expect(tip.at == Instant(seconds: Sample.start) && tip.seq == 1)
    }
}
