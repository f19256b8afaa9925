// Dates as people write them, and as people read them.

import Testing

@testable import Ledger

@Suite("Words for a date")
struct DateWordsTests {
    /// A Thursday in the fourth quarter of 2017-18.
    private static let today = Day(number: 17_612)

    @Test(
        "are read with the day first, as people in Britain write them",
        arguments: [
            ("31/05/18", "2018-05-31"), ("31/05/2018", "2018-05-31"), ("31/5/18", "2018-05-31"),
            ("1/5/18", "2018-05-01"), ("01/05/18", "2018-05-01"), ("5/1/99", "2099-01-05"),
            ("31-05-2018", "2018-05-31"), ("1-5-2018", "2018-05-01"),
            ("29/02/20", "2020-02-29"), ("31/12/00", "2000-12-31"),
            ("31 May 2018", "2018-05-31"), ("31 May 18", "2018-05-31"),
            ("31st May 2018", "2018-05-31"), ("2nd Jun 18", "2018-06-02"),
            ("3rd October 2018", "2018-10-03"), ("4th Sept 2018", "2018-09-04"),
            ("31 AUGUST 2018", "2018-08-31"), ("2018-05-31", "2018-05-31"),
            ("May 2018", "2018-05"), ("Nov 18", "2018-11"), ("Sept 2018", "2018-09"),
            ("sep 18", "2018-09"), ("November 2018", "2018-11"), ("nov 31", "2031-11"),
            ("2018-05", "2018-05"), ("05/2018", "2018-05"), ("5/2018", "2018-05"),
            ("2018", "2018"), ("1000", "1000"), ("9999", "9999"),
            ("2019-10/2019-12", "2019-10/2019-12"), ("2018/2019", "2018/2019"),
            ("2018-05-31/2018-06-30", "2018-05-31/2018-06-30"),
            ("October 2019 to December 2019", "2019-10/2019-12"),
            ("30 May 18 to 2 Jun 18", "2018-05-30/2018-06-02"), ("2018 to 2020", "2018/2020"),
            ("  31   May\t2018 ", "2018-05-31"), ("\u{A0}2018\u{A0}", "2018"),
            ("today", "2018-03-22"), ("Yesterday", "2018-03-21"), ("TOMORROW", "2018-03-23"),
        ]
    )
    func read(words: String, date: String) throws {
        #expect(try StatedDate.read(words, today: Self.today).description == date)
    }

    @Test(
        "mean financial quarters and years, April to June being Q1",
        arguments: [
            ("2019-20 Q1", "2019-04/2019-06"), ("2019-20 Q2", "2019-07/2019-09"),
            ("2019-20 Q3", "2019-10/2019-12"), ("2019-20 Q4", "2020-01/2020-03"),
            ("2019/20 Q3", "2019-10/2019-12"), ("Q3 2019-20", "2019-10/2019-12"),
            ("q4 2019/20", "2020-01/2020-03"), ("2011-12 Q1", "2011-04/2011-06"),
            ("1999-00 Q4", "2000-01/2000-03"), ("2018Q3", "2018-10/2018-12"),
            ("2018-19Q3", "2018-10/2018-12"), ("Q3 2018", "2018-10/2018-12"),
            ("2019-20", "2019-04/2020-03"), ("2012-13", "2012-04/2013-03"),
            ("1999-00", "1999-04/2000-03"), ("2011/12", "2011-04/2012-03"),
            // What can be a month is one.
            ("2011-12", "2011-12"), ("2019-12", "2019-12"), ("2000-01", "2000-01"),
            ("lastquarter", "2017-10/2017-12"), ("thisquarter", "2018-01/2018-03"),
            ("next quarter", "2018-04/2018-06"),
        ]
    )
    func financial(words: String, date: String) throws {
        #expect(try StatedDate.read(words, today: Self.today).description == date)
    }

    @Test(
        "name the quarter that a day is in, at both of its ends",
        arguments: [
            ("2018-04-01", "2018-04/2018-06"), ("2018-06-30", "2018-04/2018-06"),
            ("2018-07-01", "2018-07/2018-09"), ("2018-12-31", "2018-10/2018-12"),
            ("2019-01-01", "2019-01/2019-03"), ("2019-03-31", "2019-01/2019-03"),
        ]
    )
    func quarterOfDay(day: String, quarter: String) throws {
        let today = try #require(Day(day))
        #expect(try StatedDate.read("thisquarter", today: today).description == quarter)
    }

    private static let forms =
        "write a day such as 31/05/2018 or 31 May 2018, a month such as May 2018 or 2018-05, "
        + "a year such as 2018, or a quarter such as 2018-19 Q3"
    private static let yearMissing =
        " has no year; write it too, as in 31/05/2018, May 2018 or 2018-19 Q3"
    private static let interval =
        " is not an interval; write two days, two months or two years, the earlier first, "
        + "as in 2018-05-31/2018-06-30 or October 2018 to December 2018"

    @Test(
        "are refused with what was found, what is wrong and what to write instead",
        arguments: [
            ("", "there is no date here; \(forms)"),
            (" \t ", "there is no date here; \(forms)"),
            ("Soon", "\"Soon\" is not a date; \(forms)"),
            (
                "31/02/18",
                "\"31/02/18\": there is no 31 February 2018; February 2018 has 28 days; "
                    + "write one of them, as in 28 February 2018"
            ),
            (
                "31 Feb 2020",
                "\"31 Feb 2020\": there is no 31 February 2020; February 2020 has 29 days; "
                    + "write one of them, as in 29 February 2020"
            ),
            (
                "2018-04-31",
                "\"2018-04-31\": there is no 31 April 2018; April 2018 has 30 days; "
                    + "write one of them, as in 30 April 2018"
            ),
            (
                "0/5/18",
                "\"0/5/18\": there is no 0 May 2018; May 2018 has 31 days; "
                    + "write one of them, as in 31 May 2018"
            ),
            (
                "05/31/18",
                "\"05/31/18\": there is no month 31; write the day first, as in 31/05/2018"
            ),
            (
                "05-31-2018",
                "\"05-31-2018\": there is no month 31; write the day first, as in 31/05/2018"
            ),
            (
                "2018-31-05",
                "\"2018-31-05\": there is no month 31; write year, month and day, "
                    + "as in 2018-05-31"
            ),
            (
                "2018-13",
                "\"2018-13\": there is no month 13; write a month as in 2018-05, "
                    + "a financial year as in 2018-19"
            ),
            (
                "13/2018",
                "\"13/2018\": there is no month 13; write the month first, as in 05/2018"
            ),
            (
                "05/18",
                "\"05/18\" can be read in more than one way; write May 2018 or 2018-05"
            ),
            (
                "31-05-18",
                "\"31-05-18\" can be read in more than one way; "
                    + "write 31/05/2018 or 2018-05-31, year in full"
            ),
            ("31/05", "\"31/05\"\(yearMissing)"), ("5/6", "\"5/6\"\(yearMissing)"),
            ("May", "\"May\"\(yearMissing)"), ("31 May", "\"31 May\"\(yearMissing)"),
            ("Q3", "\"Q3\"\(yearMissing)"),
            (
                "2018-19 Q5",
                "\"2018-19 Q5\": there is no quarter 5; write one from Q1 (April to June) "
                    + "to Q4 (January to March), as in 2018-19 Q3"
            ),
            (
                "2019-21 Q3",
                "\"2019-21 Q3\" is not a financial year; the one that begins in April 2019 "
                    + "is written 2019-20"
            ),
            (
                "2018/05",
                "\"2018/05\" is not a financial year; the one that begins in April 2018 "
                    + "is written 2018-19"
            ),
            ("2019-12/2019-10", "\"2019-12/2019-10\"\(interval)"),
            ("2019-10/2020", "\"2019-10/2020\"\(interval)"),
            ("May 2018 to May 2018", "\"May 2018 to May 2018\"\(interval)"),
        ]
    )
    func refused(words: String, sentence: String) throws {
        let fault = #expect(throws: DateFault.self) {
            try StatedDate.read(words, today: Self.today)
        }
        #expect(fault?.words == sentence)
    }

    @Test(
        "are refused where they have no form of a date",
        arguments: [
            "18", "201", "20180531", "31.05.18", "31/05/018", "31/5/2018/", "a/b", "2018-5",
            "2018-05-", "-2018", "May 31 2018", "31 May 2018 Thursday", "32nd", "31th of May 2018",
            "Q 2018-19", "2018-19 Q3 Q4", "2018-19 Q", "Q333 2018-19", "2018-2019 Q3", "18 Q3",
            "９/5/18", "to", "0999", "31/05/0999", "2018 to 2019 to 2020", "9999-00", "9999-00 Q4",
            "+5/05/18", "Maytember 2018", "M 2018", "May May 2018", "2019-20-21-22",
        ]
    )
    func noForm(words: String) {
        #expect(throws: DateFault.self) { try StatedDate.read(words, today: Self.today) }
    }

    @Test("are not repeated where they are long or could deceive")
    func notRepeated() {
        for words in [String(repeating: "x", count: 61), "so\u{1B}on", "so\u{202E}on"] {
            let fault = #expect(throws: DateFault.self) {
                try StatedDate.read(words, today: Self.today)
            }
            #expect(fault?.words == "this is not a date; \(Self.forms)")
        }
    }

    @Test(
        "for people spell months out, say \"to\", and name quarters and their days",
        arguments: [
            ("2018-05-31", "31 May 2018", nil),
            ("2018-05-01", "1 May 2018", nil),
            ("2018-05", "May 2018", nil),
            ("2018", "2018", nil),
            ("2019-10/2019-12", "2019-20 Q3", "2019-20 Q3, 1 October to 31 December 2019"),
            ("2018-04/2018-06", "2018-19 Q1", "2018-19 Q1, 1 April to 30 June 2018"),
            ("2018-07/2018-09", "2018-19 Q2", "2018-19 Q2, 1 July to 30 September 2018"),
            ("2000-01/2000-03", "1999-00 Q4", "1999-00 Q4, 1 January to 31 March 2000"),
            ("2019-09/2019-11", "September 2019 to November 2019", nil),
            ("2019-10/2020-12", "October 2019 to December 2020", nil),
            ("2019-04/2020-03", "April 2019 to March 2020", nil),
            ("2018/2020", "2018 to 2020", nil),
            ("2018-05-31/2018-06-01", "31 May 2018 to 1 June 2018", nil),
        ] as [(String, String, String?)]
    )
    func forPeople(text: String, words: String, understood: String?) throws {
        let date = try #require(StatedDate(text))
        #expect(date.words == words)
        #expect(date.understood == understood ?? words)
        #expect(try StatedDate.read(date.words, today: Self.today) == date)
        #expect(try StatedDate.read(text, today: Self.today) == date)
    }

    @Test("are read back to the same date for every day, month and interval of months of ten years")
    func readBack() throws {
        for number in Self.today.number..<Self.today.number + 3653 {
            let day = StatedDate(Day(number: number))
            #expect(try StatedDate.read(day.words, today: Self.today) == day)
        }
        for index in 0..<120 {
            let first = StatedDate.Point.month(year: 2011 + index / 12, month: index % 12 + 1)
            for later in index..<120 {
                let last = StatedDate.Point.month(year: 2011 + later / 12, month: later % 12 + 1)
                let date = StatedDate(from: first, to: last) ?? StatedDate(first)
                #expect(try StatedDate.read(date.words, today: Self.today) == date)
            }
        }
    }
}
