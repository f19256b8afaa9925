// Dates of stated precision: their forms, their ends, their slippage.

import Testing

@testable import Ledger

@Suite("A date of stated precision")
struct StatedDateTests {
    @Test(
        "is the interval of its days, and is printed as it was read",
        arguments: [
            ("2018-05-31", "2018-05-31", "2018-05-31", StatedDate.Precision.day),
            ("2018-05", "2018-05-01", "2018-05-31", .month),
            ("2018-02", "2018-02-01", "2018-02-28", .month),
            ("2020-02", "2020-02-01", "2020-02-29", .month),
            ("2018-12", "2018-12-01", "2018-12-31", .month),
            ("2018", "2018-01-01", "2018-12-31", .year),
            ("2019-10/2019-12", "2019-10-01", "2019-12-31", .month),
            ("2018/2020", "2018-01-01", "2020-12-31", .year),
            ("2018-05-31/2018-06-01", "2018-05-31", "2018-06-01", .day),
            ("1000", "1000-01-01", "1000-12-31", .year),
            ("9999-12", "9999-12-01", "9999-12-31", .month),
        ]
    )
    func interval(
        text: String,
        first: String,
        last: String,
        precision: StatedDate.Precision
    ) throws {
        let date = try #require(StatedDate(text))
        #expect(date.description == text)
        #expect(date.firstDay.description == first)
        #expect(date.end.description == last)
        #expect(date.precision == precision)
        #expect((date.day != nil) == (text.utf8.count == 10))
    }

    @Test(
        "refuses other forms, and intervals of two kinds or out of order",
        arguments: [
            "", "/", "2018/", "/2018", "2018-13", "2018-00", "2018-02-29", "2018-5", "18", "0999",
            "2018-05-31/2018-06", "2018-05/2018", "2018/2018", "2018-05/2018-05", "2019/2018",
            "2018-06/2018-05", "2018-05-31/2018-05-30", "2016/2017/2018", "2018 ", " 2018",
            "2018-05-31T00:00:00Z", "2018-Q3", "2018--05", "２０１８", "2018-+5",
        ]
    )
    func refused(text: String) {
        #expect(StatedDate(text) == nil)
    }

    @Test("November 2018 ends on the 30th, so that it is late from 1 December")
    func end() throws {
        let november = StatedDate("2018-11")
        #expect(Day("2018-11-30") <= november.end)
        #expect(Day("2018-12-01") > november.end)
    }

    @Test("orders precisions from fine to coarse")
    func precisions() {
        #expect(StatedDate.Precision.day < .month)
        #expect(StatedDate.Precision.month < .year)
    }
}

@Suite("A slippage")
struct SlippageTests {
    @Test(
        "is in days for days, in years where either is a year, else in months of the two ends",
        arguments: [
            ("2018-05-31", "2018-06-01", "1 day"),
            ("2018-05-31", "2018-07-31", "61 days"),
            // A source that said "May" slips by months, never by days.
            ("2018-05", "2018-07", "2 months"),
            ("2018-05", "2018-06-01", "1 month"),
            ("2018-05-31", "2018-07", "2 months"),
            ("2018-11", "2019-01", "2 months"),
            ("2018-05", "2018-05-17", "0 months"),
            ("2018", "2019-01", "1 year"),
            ("2018-12-31", "2020", "2 years"),
            ("2018", "2018-12-31", "0 years"),
            // Intervals count by their ends; an interval of days counts as days.
            ("2019-10/2019-12", "2020-01/2020-03", "3 months"),
            ("2018-05-01/2018-05-10", "2018-05-31", "21 days"),
            ("2018/2019", "2020", "1 year"),
            // Early is on time.
            ("2018-07", "2018-05", "0 months"),
            ("2018-05-31", "2018-05-01", "0 days"),
            ("2019", "2018", "0 years"),
        ]
    )
    func amount(original: String, later: String, words: String) throws {
        let from = try #require(StatedDate(original))
        let to = try #require(StatedDate(later))
        #expect(Slippage(from: from, to: to).description == words)
    }
}
