// The lines of an iCalendar file: folding, escapes, whole days.

import Testing

@testable import Ledger

@Suite("An iCalendar file")
struct ICalendarTests {
    private static func calendar(_ events: ICalendar.Event...) -> ICalendar {
        ICalendar(
            name: "County plan; a, b",
            description: "Position",
            // 2024-05-06T07:08:09Z, 19,849 days and 25,689 seconds after 1970.
            stamp: Instant(seconds: 19_849 * 86_400 + 25_689),
            events: events
        )
    }

    private static func event(on day: Day, summary: String = "Wards") -> ICalendar.Event {
        ICalendar.Event(
            uid: "milestone_A1_1@x.invalid",
            day: day,
            summary: summary,
            details: ["One", "Two, three"],
            categories: ["Milestone", "r,ed"],
            isCancelled: false,
            sequence: 3
        )
    }

    @Test("has these lines, ended by CR LF")
    func whole() {
        let expected = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Ledger//ledgerctl 0.1.0//EN
            CALSCALE:GREGORIAN
            NAME:County plan\\; a\\, b
            X-WR-CALNAME:County plan\\; a\\, b
            DESCRIPTION:Position
            LAST-MODIFIED:20240506T070809Z
            BEGIN:VEVENT
            UID:milestone_A1_1@x.invalid
            DTSTAMP:20240506T070809Z
            LAST-MODIFIED:20240506T070809Z
            SEQUENCE:3
            STATUS:CONFIRMED
            DTSTART;VALUE=DATE:20241231
            DTEND;VALUE=DATE:20250101
            SUMMARY:Wards
            DESCRIPTION:One\\nTwo\\, three
            CATEGORIES:Milestone,r\\,ed
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR

            """
        #expect(
            Self.calendar(Self.event(on: "2024-12-31")).format()
                == expected.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n")
        )
    }

    @Test("states no end where the day after cannot be written")
    func lastDay() throws {
        let last = CalendarReader(Self.calendar(Self.event(on: "9999-12-31")).format())
        #expect(last.events.first?["DTSTART;VALUE=DATE"] == "99991231")
        #expect(last.events.first?["DTEND;VALUE=DATE"] == nil)
        let before = CalendarReader(Self.calendar(Self.event(on: "9999-12-30")).format())
        #expect(before.events.first?["DTEND;VALUE=DATE"] == "99991231")
    }

    @Test("folds a line of more than 75 bytes, and counts the blank of the rest")
    func folds() {
        // "X:" and 73 more are 75; then 74 fit after a blank.
        for (count, widths) in [
            (73, [75]), (74, [75, 2]), (73 + 74, [75, 75]), (73 + 75, [75, 75, 2]),
        ] {
            var lines = CalendarLines()
            lines.put("X", String(repeating: "a", count: count))
            let found = String(decoding: lines.bytes, as: UTF8.self).split(separator: "\r\n")
            #expect(found.map(\.utf8.count) == widths, "\(count)")
            #expect(found.dropFirst().allSatisfy { $0.hasPrefix(" a") })
        }
    }

    @Test(
        "cuts no character, wherever it stands at the fold",
        arguments: ["é", "한", "😀", "👩🏽‍⚕️", "e\u{301}", "שלום", "مرحبا"]
    )
    func cutsNothing(_ character: String) {
        for before in 60...80 {
            let words = String(repeating: "a", count: before) + character + "z"
            let file = Self.calendar(Self.event(on: "2024-05-01", summary: words)).format()
            let read = CalendarReader(file)
            #expect(read.faults == [], "\(before)")
            #expect(read.events.first?["SUMMARY"] == words)
        }
    }

    @Test(
        "escapes what a value may not hold, and nothing else",
        arguments: [
            ("a;b,c\\d", "a\\;b\\,c\\\\d"), ("one\ntwo", "one\\ntwo"), ("\\n", "\\\\n"),
            ("\"quoted\": 'so'", "\"quoted\": 'so'"),
            ("a\u{85}b\u{2028}c\u{2029}d", "a\\nb\\nc\\nd"),
            ("a\rb\tc\u{7F}d\u{0}e", "a b c d e"),
            ("\r\nEND:VCALENDAR\r\n", " \\nEND:VCALENDAR \\n"),
            ("", ""), ("שלום, עולם", "שלום\\, עולם"),
        ]
    )
    func escapes(words: String, expected: String) {
        #expect(CalendarLines.escaped(words) == expected)
    }
}
