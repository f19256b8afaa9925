// Moments against Foundation's clock of London.

import Foundation
import Testing

@testable import Ledger

@Suite("A moment")
struct InstantTests {
    private static func london() throws -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/London"))
        return calendar
    }

    private static func day(_ seconds: Int, in calendar: Calendar) -> Day? {
        let date = Date(timeIntervalSince1970: Double(seconds))
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day else {
            return nil
        }
        return Day(year: year, month: month, day: day)
    }

    @Test("has the day that London's calendar shows, around midnight of every day 1996 to 2037")
    func londonDay() throws {
        let calendar = try Self.london()
        let first = Day("1996-01-01")
        let last = Day("2037-12-31")
        var wrong: [Int] = []
        for number in first.number...last.number {
            let midnight = number * 86_400
            for offset in [-3601, -3600, -1, 0, 1, 43_200] {
                let seconds = midnight + offset
                if Instant(seconds: seconds).londonDay != Self.day(seconds, in: calendar) {
                    wrong.append(seconds)
                }
            }
        }
        #expect(wrong == [])
    }

    @Test("is the last of its London day, on every day 1996 to 2037")
    func endOfLondonDay() throws {
        let calendar = try Self.london()
        let first = Day("1996-01-01")
        let last = Day("2037-12-31")
        var wrong: [Int] = []
        for number in first.number...last.number {
            let day = Day(number: number)
            let end = Instant.end(ofLondonDay: day).seconds
            let holds =
                Self.day(end, in: calendar) == day && Self.day(end + 1, in: calendar) == day + 1
            if !holds { wrong.append(number) }
        }
        #expect(wrong == [])
    }

    @Test(
        "has words by London's clock, which no other moment has",
        arguments: [
            ("2018-03-22T14:05:09Z", "22 March 2018, 14:05:09 GMT"),
            ("2025-06-17T09:05:24Z", "17 June 2025, 10:05:24 BST"),
            ("2025-06-17T23:30:00Z", "18 June 2025, 00:30:00 BST"),
            // The hour that clocks show twice.
            ("2025-10-26T00:30:00Z", "26 October 2025, 01:30:00 BST"),
            ("2025-10-26T01:30:00Z", "26 October 2025, 01:30:00 GMT"),
        ]
    )
    func words(exact: String, words: String) {
        #expect(Instant(exact)?.words == words)
    }

    @Test("changes its offset at 01:00 UTC on the last Sundays of March and October")
    func changeover() throws {
        // The hours of the two changes cannot be seen in the day alone, save by the days' ends:
        // 25 March 2018 has 23 hours, 28 October 2018 has 25, and all others between have 24.
        func hours(_ text: String) throws -> Int {
            let day = try #require(Day(text))
            let end = Instant.end(ofLondonDay: day).seconds
            return (end - Instant.end(ofLondonDay: day - 1).seconds) / 3600
        }
        #expect(try hours("2018-03-24") == 24)
        #expect(try hours("2018-03-25") == 23)
        #expect(try hours("2018-03-26") == 24)
        #expect(try hours("2018-10-27") == 24)
        #expect(try hours("2018-10-28") == 25)
        #expect(try hours("2018-10-29") == 24)
        let summer = try #require(Instant("2018-07-01T23:00:00Z"))
        #expect(summer.londonDay.description == "2018-07-02")
        #expect(summer.day.description == "2018-07-01")
        let winter = try #require(Instant("2018-12-01T23:59:59Z"))
        #expect(winter.londonDay.description == "2018-12-01")
    }

    @Test(
        "is printed as it was read",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
            // 17,612 days: 48 years, 12 leap days, and 31 + 28 + 21 days of 2018.
            ("2018-03-22T14:05:09Z", 17_612 * 86_400 + 14 * 3600 + 5 * 60 + 9),
            ("2000-02-29T12:00:00Z", 951_825_600),
        ]
    )
    func readBack(text: String, seconds: Int) throws {
        #expect(try #require(Instant(text)).seconds == seconds)
        #expect(Instant(seconds: seconds).description == text)
    }

    @Test(
        "is read in its one form and in no other",
        arguments: [
            "", "2018-03-22", "2018-03-22T14:05:09", "2018-03-22T14:05:09z",
            "2018-03-22t14:05:09Z", "2018-03-22 14:05:09Z", "2018-03-22T14:05:60Z",
            "2018-03-22T14:60:09Z", "2018-03-22T24:00:00Z", "2018-02-29T14:05:09Z",
            "2018-03-22T14:05:09.0Z", "2018-03-22T14:05:09+00:00", "2018-03-22T1405:09Z:",
            "2018-03-22T14:05:+9Z", "2018-03-22T14:05:09Z ",
        ]
    )
    func form(text: String) {
        #expect(Instant(text) == nil)
    }
}
