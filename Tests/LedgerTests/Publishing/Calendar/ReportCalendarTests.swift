// The assurance report as a calendar: which events, on which days, under which names.

import Testing

@testable import Ledger

@Suite("A report's calendar")
struct ReportCalendarTests {
    /// A1/1 by the end of May, A1/2 on 16 May at the meeting of that day, A1/3 on the very day of
    /// a meeting, A1/4 undated. Papers for 16 May by 7 May.
    private static func county() -> Scene {
        var scene = Scene.county()
        scene.record(
            .called("2024-05-16", papers: "2024-05-07"),
            .called("2024-07-18", papers: nil),
            .milestone("A1", 2, due: "2024-05-16", meeting: "2024-05-16"),
            .milestone("A1", 3, due: "2024-07-18"),
            .milestone("A1", 4, due: nil)
        )
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        return scene
    }

    /// The calendar of the report for the meeting of 18 July as at `asAt`, which must be without
    /// fault.
    private static func calendar(
        _ scene: Scene,
        asAt: Day = "2024-04-30",
        known: Int? = nil,
        at place: SourceLocation = #_sourceLocation
    ) throws -> CalendarReader {
        let report = try AssuranceReport(
            of: scene.history,
            meeting: "2024-07-18",
            asAt: asAt,
            knownAt: known ?? scene.history.entries.count
        )
        let file = ReportCalendar.render(report)
        #expect(report.render(as: .ics) == Array(file.utf8), sourceLocation: place)
        let calendar = CalendarReader(file)
        #expect(calendar.faults == [], sourceLocation: place)
        let uids = calendar.events.compactMap { $0["UID"] }
        #expect(Set(uids).count == calendar.events.count, sourceLocation: place)
        return calendar
    }

    @Test("has every open milestone with a date, every meeting and the papers days, once each")
    func events() throws {
        let calendar = try Self.calendar(Self.county())
        // Opened at noon on 1 March 2024; entry 2 calls the meetings, the first two events of it.
        #expect(
            calendar.events.map { $0["UID"] }
                == [
                    "milestone_A1_1", "milestone_A1_2", "milestone_A1_3", "meeting_2.0",
                    "papers_2.0",
                    "meeting_2.1",
                ].map { "\($0)@20240301T120000Z.county.invalid" }
        )
        #expect(
            calendar.events.map { $0["DTSTART;VALUE=DATE"] }
                == ["20240531", "20240516", "20240718", "20240516", "20240507", "20240718"]
        )
        #expect(
            calendar.events.map { $0["DTEND;VALUE=DATE"] }
                == ["20240601", "20240517", "20240719", "20240517", "20240508", "20240719"]
        )
        #expect(
            calendar.events.map { $0["SUMMARY"] } == [
                "A1/1 Open the ward, by the end of May 2024",
                "A1/2 Open the ward, due at the meeting of 16 May 2024",
                "A1/3 Open the ward, due at the meeting of 18 July 2024", "Board",
                "Papers due for Board, 16 May 2024", "Board",
            ]
        )
        #expect(calendar.events.allSatisfy { $0["STATUS"] == "CONFIRMED" && $0["SEQUENCE"] == "0" })
        #expect(calendar.properties["X-WR-CALNAME"] == "County plan")
        // The approval, recorded at noon on 21 March, is the last entry known.
        for event in calendar.events {
            #expect(event["DTSTAMP"] == "20240321T120000Z")
            #expect(event["LAST-MODIFIED"] == "20240321T120000Z")
        }
    }

    @Test("describes a milestone: leads, dates, rating and why, the latest note")
    func description() throws {
        var scene = Self.county()
        scene.on(
            "2024-04-02",
            act(.leads("A1", "CD", as: .responsible), .forecast("2024-06"), .note("Beds ordered"))
        )
        let event = try #require(try Self.calendar(scene)["milestone_A1_1"])
        #expect(
            event["DESCRIPTION"] == """
                Accountable: Person AB
                Responsible: Person CD
                Due May 2024, originally May 2024, forecast June 2024
                Rating: amber, test 9: amber, at risk: forecast 2024-06, due 2024-05
                Latest note, 2 April 2024: Beds ordered
                Position on 30 April 2024
                """
        )
        #expect(event["CATEGORIES"] == "Milestone,amber")
    }

    @Test(
        "puts a milestone on the last day of its date, and says which date is meant",
        arguments: [
            ("2024-05-31", "20240531", ""),
            ("2024-02", "20240229", ", by the end of February 2024"),
            ("2025", "20251231", ", by the end of 2025"),
            ("2024-10/2024-12", "20241231", ", by the end of December 2024"),
            ("2024-05-30/2024-06-02", "20240602", ", by the end of 2 June 2024"),
        ] as [(StatedDate, String, String)]
    )
    func lastDays(due: StatedDate, day: String, words: String) throws {
        var scene = Scene.county(due: due)
        scene.record(.called("2024-07-18"))
        let event = try #require(try Self.calendar(scene)["milestone_A1_1"])
        #expect(event["DTSTART;VALUE=DATE"] == day)
        #expect(event["SUMMARY"] == "A1/1 Open the ward\(words)")
    }

    @Test("leaves out what is delivered, confirmed or closed, and keeps what waits for approval")
    func openOnly() throws {
        var scene = Self.county()
        scene.on("2024-04-02", act(.declared("A1/1"), .closed("A1", 2), .closed("A1", 3)))
        scene.on("2024-04-03", act(.closureApproved("A1", 3)))
        let names = try Self.calendar(scene).events.compactMap { $0["UID"]?.prefix(14) }
        #expect(names.filter { $0.hasPrefix("milestone") } == ["milestone_A1_2"])
    }

    @Test("moves a milestone under the same name, once more for every change of its date")
    func movedMilestone() throws {
        var scene = Self.county()
        let name = "milestone_A1_1"
        let before = try #require(try Self.calendar(scene)[name])
        scene.on("2024-04-02", act(.agreed("2024-08")))
        let after = try #require(try Self.calendar(scene)[name])
        #expect(after["UID"] == before["UID"])
        #expect(after["DTSTART;VALUE=DATE"] == "20240831")
        #expect(after["SEQUENCE"] == "1")
        // An earlier date is no move of the plan's, and a change for a calendar all the same.
        scene.on("2024-04-03", act(.agreed("2024-07")))
        let earlier = try #require(try Self.calendar(scene)[name])
        #expect(earlier["DTSTART;VALUE=DATE"] == "20240731")
        #expect(earlier["SEQUENCE"] == "2")
        // Struck, it stands in August again, and that is the latest word.
        scene.on("2024-04-04", act(.struck(5)))
        let struck = try #require(try Self.calendar(scene)[name])
        #expect(struck["DTSTART;VALUE=DATE"] == "20240831")
        #expect(struck["SEQUENCE"] == "2")
        scene.on("2024-04-05", act(.corrected("2024-09", entry: 4, by: "BRD")))
        let corrected = try #require(try Self.calendar(scene)[name])
        #expect(corrected["DTSTART;VALUE=DATE"] == "20240930")
        #expect(corrected["SEQUENCE"] == "3")
        // Known at the approval, it is where it was.
        #expect(try Self.calendar(scene, known: 3)[name]?["SEQUENCE"] == "0")
    }

    @Test("moves a meeting, its papers and what is tied to it under the same names")
    func movedMeeting() throws {
        var scene = Self.county()
        scene.on(
            "2024-04-02",
            act(.called("2024-05-30", papers: "2024-05-21", from: "2024-05-16"))
        )
        let moved = try Self.calendar(scene)
        for (name, day) in [
            ("meeting_2.0", "20240530"), ("papers_2.0", "20240521"), ("milestone_A1_2", "20240530"),
        ] {
            #expect(moved[name]?["DTSTART;VALUE=DATE"] == day)
            #expect(moved[name]?["SEQUENCE"] == "1")
            #expect(moved[name]?["STATUS"] == "CONFIRMED")
        }
        #expect(
            moved["meeting_2.0"]?["DESCRIPTION"] == """
                Meeting of Board
                Moved from 16 May 2024: why
                Papers by 21 May 2024
                Due at it: A1/2
                """
        )
        // Six events, as before: the meeting of 16 May is not there a second time.
        #expect(moved.events.count == 6)
        // Moved again, without a papers day: the one that calendars have is cancelled.
        scene.on("2024-04-03", act(.called("2024-06-06", papers: nil, from: "2024-05-30")))
        let again = try Self.calendar(scene)
        #expect(again["meeting_2.0"]?["DTSTART;VALUE=DATE"] == "20240606")
        #expect(again["meeting_2.0"]?["SEQUENCE"] == "2")
        #expect(again["papers_2.0"]?["DTSTART;VALUE=DATE"] == "20240521")
        #expect(again["papers_2.0"]?["STATUS"] == "CANCELLED")
        // And back to its first day.
        scene.on("2024-04-04", act(.called("2024-05-16", papers: nil, from: "2024-06-06")))
        let back = try Self.calendar(scene)
        #expect(back["meeting_2.0"]?["DTSTART;VALUE=DATE"] == "20240516")
        #expect(back["meeting_2.0"]?["SEQUENCE"] == "3")
    }

    @Test("has a name of its own for another meeting on the day that one was moved from")
    func anotherMeeting() throws {
        var scene = Self.county()
        scene.on("2024-04-02", act(.called("2024-05-30", papers: nil, from: "2024-05-16")))
        scene.on("2024-04-03", act(.called("2024-05-16", papers: nil)))
        let calendar = try Self.calendar(scene)
        #expect(calendar["meeting_2.0"]?["DTSTART;VALUE=DATE"] == "20240530")
        #expect(calendar["meeting_5.0"]?["DTSTART;VALUE=DATE"] == "20240516")
    }

    @Test("says of a cancelled meeting that it is, and of what was due at it")
    func cancelledMeeting() throws {
        var scene = Self.county()
        scene.on("2024-04-02", act(.cancelled("2024-05-16"), because: "snow"))
        let calendar = try Self.calendar(scene)
        let meeting = try #require(calendar["meeting_2.0"])
        #expect(meeting["STATUS"] == "CANCELLED")
        #expect(meeting["SEQUENCE"] == "1")
        #expect(meeting["SUMMARY"] == "Cancelled: Board")
        #expect(meeting["DESCRIPTION"]?.contains("Cancelled: snow\n") == true)
        #expect(calendar["papers_2.0"]?["STATUS"] == "CANCELLED")
        let due = try #require(calendar["milestone_A1_2"])
        #expect(due["STATUS"] == "CONFIRMED")
        #expect(due["DTSTART;VALUE=DATE"] == "20240516")
        #expect(due["SUMMARY"]?.hasSuffix("meeting of 16 May 2024, which is cancelled") == true)
    }

    @Test("has the meetings of other boards, and takes no milestone for due at them")
    func otherBoards() throws {
        var scene = Self.county()
        scene.on("2024-04-02", act(.called("2024-05-31", by: "Trust board")))
        scene.on("2024-04-02", act(.agreed("2024-05-31")))
        let calendar = try Self.calendar(scene)
        #expect(calendar["meeting_4.0"]?["DESCRIPTION"] == "Meeting of Trust board")
        #expect(calendar["milestone_A1_1"]?["SUMMARY"] == "A1/1 Open the ward")
    }

    @Test(
        "holds whatever stands in a field",
        arguments: [
            "END:VCALENDAR\nEND:VEVENT", "a;b,c\\d\\n:\"e\"", "שלום, עולם; مرحبا",
            String(repeating: "😀", count: 2_500), String(repeating: "x", count: 10_000),
            String(repeating: "\n", count: 200) + "BEGIN:VEVENT",
        ]
    )
    func hostile(words: String) throws {
        var scene = Scene("2024-03-01")
        scene.record(
            because: words,
            .board(.planOpened(.init(plan: "county", title: words, board: words))),
            .structure(.personNamed("AB", name: words, role: words, organisation: words)),
            .structure(.priorityAdded("A", title: words, under: nil, aim: words)),
            .structure(.actionAdded("A1", under: "A", title: words)),
            .leads("A1", "AB"),
            .structure(
                .milestoneAdded(.init(name: "A1/1", due: "2024-05", label: words, written: words))
            ),
            .board(.meetingCalled(.init(meeting: "2024-07-11", title: words))),
            .note(words)
        )
        scene.record(
            because: words,
            .board(
                .meetingCalled(
                    .init(
                        meeting: "2024-07-18",
                        title: words,
                        papers: "2024-07-09",
                        movedFrom: "2024-07-11"
                    )
                )
            )
        )
        let calendar = try Self.calendar(scene)
        #expect(calendar.properties["NAME"] == words)
        #expect(calendar.events.count == 3)
        #expect(
            calendar["milestone_A1_1"]?["SUMMARY"]
                == "A1/1 \(words) (\(words)), by the end of May 2024"
        )
        #expect(calendar["meeting_1.6"]?["SUMMARY"] == words)
        #expect(
            calendar["meeting_1.6"]?["DESCRIPTION"]
                == "Meeting of \(words)\nMoved from 11 July 2024: \(words)\nPapers by 9 July 2024"
        )
        #expect(calendar["papers_1.6"]?["SUMMARY"] == "Papers due for \(words), 18 July 2024")
    }
}

extension Event {
    fileprivate static func called(_ meeting: Day, papers: Day?, from: Day? = nil) -> Event {
        .board(
            .meetingCalled(.init(meeting: meeting, title: "Board", papers: papers, movedFrom: from))
        )
    }
}
