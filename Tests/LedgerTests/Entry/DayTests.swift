// The civil calendar against Foundation's, day by day.

import Foundation
import Testing

@testable import Ledger

@Suite("A day")
struct DayTests {
    @Test("agrees with Foundation on every day from 1900 to 2200, both ways")
    func everyDay() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        // 1900-01-01 is 25,567 days before 1970-01-01: 70 years and 17 leap days. 2200-12-31 is
        // 84,370 after it: 231 years and 56 leap days (58 multiples of 4, less 2100 and 2200).
        var wrong: [Int] = []
        for number in -25_567...84_370 {
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            guard let year = parts.year, let month = parts.month, let day = parts.day,
                let weekday = parts.weekday
            else {
                wrong.append(number)
                continue
            }
            let civil = Day(number: number).civil
            let agrees =
                civil == (year, month, day)
                && Day(year: year, month: month, day: day)?.number == number
                && Day(number: number).weekday == weekday - 1
            if !agrees { wrong.append(number) }
        }
        #expect(wrong == [])
        #expect(Day(number: -25_567).description == "1900-01-01")
        #expect(Day(number: 84_370).description == "2200-12-31")
    }

    @Test("agrees with Foundation on the length of every month from 1900 to 2200")
    func lengths() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for year in 1900...2200 {
            for month in 1...12 {
                let first = DateComponents(year: year, month: month, day: 1)
                let date = try #require(calendar.date(from: first))
                let length = calendar.range(of: .day, in: .month, for: date)?.count
                #expect(Day.length(ofMonth: month, year: year) == length)
                let last = Day.length(ofMonth: month, year: year)
                #expect(Day(year: year, month: month, day: last) != nil)
                #expect(Day(year: year, month: month, day: last + 1) == nil)
            }
        }
    }

    @Test("holds at the ends of its range")
    func ends() throws {
        let first = Day("1000-01-01")
        let last = Day("9999-12-31")
        #expect(first.civil == (1000, 1, 1))
        #expect(last.civil == (9999, 12, 31))
        // 9,000 years are 22 full cycles of 146,097 days and 200 years: 8,800 + 200, of which the
        // years 9800 to 9999 have 48 leap years (50 less 9800 + 9900, neither divisible by 400).
        #expect(last - first == 22 * 146_097 + 200 * 365 + 48 - 1)
    }

    @Test(
        "refuses what no calendar has",
        arguments: [
            (2018, 2, 29), (2100, 2, 29), (2018, 0, 1), (2018, 13, 1), (2018, 1, 0), (2018, 4, 31),
            (2018, 1, 32), (999, 12, 31), (10_000, 1, 1), (2018, -1, 1), (2018, 1, -1),
        ]
    )
    func refused(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test("counts: 31 December is followed by 1 January, and differences are days")
    func counts() throws {
        let eve = Day("2018-12-31")
        #expect((eve + 1).description == "2019-01-01")
        #expect((eve - 365).description == "2017-12-31")
        #expect((eve + 1) - eve == 1)
        #expect(eve < eve + 1)
        #expect(eve.weekday == 1)  // 31 December 2018 was a Monday.
    }

    @Test(
        "is read in its one form and in no other",
        arguments: [
            "", "2018", "2018-05", "2018-5-31", "2018-05-31 ", " 2018-05-31", "2018-05-32",
            "2018-02-29", "2018/05/31", "20180531", "+018-05-31", "2018-05-3１", "0999-12-31",
            "2018-05-31/2018-06-01",
        ]
    )
    func form(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("is printed for people with the month spelt out")
    func words() throws {
        #expect(Day("2018-05-31").words == "31 May 2018")
        #expect(Day("2018-09-01").words == "1 September 2018")
    }
}
