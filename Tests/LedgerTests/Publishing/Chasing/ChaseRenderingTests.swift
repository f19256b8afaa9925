// What leads are asked for as letters and as a calendar: rows that Word takes, events that move.

import Testing

@testable import Ledger

/// A1 of AB and GRP is overdue since the end of May; A2 of nobody is. The board meets on 20 June
/// 2024, papers by 11 June; everything speaks of 10 June.
private func plan(title: String = "Open the ward") -> Scene {
    var scene = Scene("2024-01-15")
    scene.record(
        .board(.planOpened(.init(plan: "county", title: "County plan", board: "BRD"))),
        .board(.meetingCalled(.init(meeting: "2024-06-20", title: "June", papers: "2024-06-11"))),
        .structure(
            .personNamed("AB", name: "Ann Bell, Dr", role: "Director", organisation: "Moor (M)")
        ),
        .structure(.bodyNamed("GRP", name: "Flow group", organisation: nil, members: [])),
        .structure(.priorityAdded("A", title: "First", under: nil, aim: nil)),
        .structure(.actionAdded("A1", under: "A", title: title)),
        .action("A2"),
        .leads("A1", "AB"),
        .leads("A1", "GRP", "AB", as: .responsible),
        .milestone("A1", due: "2024-05"),
        .milestone("A2", due: "2024-06-09")
    )
    scene.on("2024-06-01", act(.note("Going on"), .note("Going on", "A2")))
    return scene
}

private func chase(_ scene: Scene, of lead: Key? = nil) throws -> Chase {
    try Chase(scene.ratings("2024-06-10"), of: lead)
}

@Suite("Letters to leads")
struct MailMergeTests {
    private static func records(_ chase: Chase) throws -> [[String]] {
        let bytes = MailMerge.render(chase)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let (records, problems) = CSV.parse(bytes, file: "chase.csv")
        #expect(problems == [])
        #expect(records.allSatisfy { $0.count == 49 })
        return records.map { $0.map(\.text) }
    }

    private static let asked =
        "A1/1 overdue: due May 2024, 10 days overdue. "
        + "Deliver it, or ask the board for another date. (Open the ward)"

    @Test("have a row a lead, with the asks in columns")
    func rows() throws {
        let records = try Self.records(chase(plan()))
        #expect(
            records[0].prefix(10) == [
                "organisation", "name", "role", "lead", "left", "meeting", "by", "asks", "ask_1",
                "ask_2",
            ]
        )
        #expect(records[0].suffix(2) == ["ask_40", "more"])
        let (meeting, papers) = ("20 June 2024", "11 June 2024")
        #expect(
            records.dropFirst().map { Array($0.prefix(10)) } == [
                [
                    "Moor (M)", "Ann Bell, Dr", "Director", "AB", "", meeting, papers, "1",
                    Self.asked, "",
                ],
                ["Flow group", "Flow group", "", "GRP", "", meeting, papers, "1", Self.asked, ""],
                [
                    "", "nobody named", "", "", "", meeting, papers, "1",
                    "A2/1 overdue: due 9 June 2024, 1 day overdue. "
                        + "Deliver it, or ask the board for another date. (Action A2)", "",
                ],
            ]
        )
    }

    @Test("say when a lead has left, and are none where nothing is asked")
    func leftAndNothing() throws {
        var scene = plan()
        scene.on("2024-06-05", act(.left("AB")))
        #expect(try Self.records(chase(scene, of: "AB"))[1][4] == "5 June 2024")
        scene.record(.requested("2024-12", "A1/1"))
        #expect(try Self.records(chase(scene, of: "AB")).count == 1)
    }

    @Test("say how many asks have no column")
    func more() throws {
        var scene = plan()
        scene.go(to: "2024-06-01")
        for number in 2...41 { scene.record(.milestone("A1", number, due: "2024-05")) }
        let row = try Self.records(chase(scene, of: "AB"))[1]
        #expect(row[7] == "41")
        #expect(row[47].hasPrefix("A1/40 overdue"))
        #expect(row[48] == "and 1 more")
    }

    @Test(
        "have cells that Word takes whole and Excel does not compute",
        arguments: [
            ("one\ntwo\r\nthree", "one two three"), ("=1+1", "'=1+1"), ("@a", "'@a"), ("-", "'-"),
            ("+44", "'+44"), ("a=b", "a=b"), ("", ""),
            (String(repeating: "x", count: 255), String(repeating: "x", count: 255)),
            (String(repeating: "x", count: 256), String(repeating: "x", count: 254) + "…"),
            // Each of these is two UTF-16 units: 127 are 254.
            (String(repeating: "😀", count: 128), String(repeating: "😀", count: 127) + "…"),
        ]
    )
    func cells(text: String, expected: String) {
        #expect(MailMerge.cell(text) == expected)
    }

    @Test("cut the title of an action and nothing before it")
    func longTitle() throws {
        let scene = plan(title: String(repeating: "ward; \"a\", ", count: 900) + "END")
        let ask = try Self.records(chase(scene, of: "AB"))[1][8]
        #expect(ask.hasPrefix(Self.asked.prefix(93)))
        #expect(ask.utf16.count == 255)
    }
}

@Suite("A chase's calendar")
struct ChaseCalendarTests {
    private static func calendar(_ scene: Scene, of lead: Key? = nil) throws -> CalendarReader {
        let known = scene.history.entries.last?.at ?? scene.clock
        let file = ChaseCalendar.render(try chase(scene, of: lead), knownUntil: known)
        let calendar = CalendarReader(file)
        #expect(calendar.faults == [])
        return calendar
    }

    @Test("has each ask once, whoever is asked, on the day by which")
    func events() throws {
        let calendar = try Self.calendar(plan())
        // Entry 1 called the meeting, its second event.
        #expect(
            calendar.events.map { $0["UID"] } == [
                "ask_1.1_overdue_A1_1@20240115T120000Z.county.invalid",
                "ask_1.1_overdue_A2_1@20240115T120000Z.county.invalid",
            ]
        )
        #expect(calendar.events.map { $0["DTSTART;VALUE=DATE"] } == ["20240611", "20240611"])
        #expect(
            calendar.events.map { $0["SUMMARY"] }
                == ["A1/1 overdue: AB, GRP", "A2/1 overdue: nobody named"]
        )
        #expect(
            calendar.events[0]["DESCRIPTION"] == """
                Deliver it, or ask the board for another date.
                A1/1 Open the ward: due May 2024, 10 days overdue
                Asked of: Ann Bell, Dr, Flow group
                Before the meeting of 20 June 2024
                Position on 10 June 2024
                """
        )
        #expect(calendar.events.allSatisfy { $0["DTSTAMP"] == "20240601T120000Z" })
        #expect(calendar.properties["NAME"] == "County plan: what is asked")
    }

    @Test("has for one lead the same events under the same names")
    func lead() throws {
        let calendar = try Self.calendar(plan(), of: "GRP")
        #expect(
            calendar.events.map { $0["UID"] } == [
                "ask_1.1_overdue_A1_1@20240115T120000Z.county.invalid"
            ]
        )
        #expect(calendar.properties["NAME"] == "County plan: what is asked, Flow group")
        #expect(try Self.calendar(plan(), of: "BRD").events.isEmpty)
    }

    @Test("moves with the meeting")
    func moved() throws {
        var scene = plan()
        scene.on("2024-06-02", act(.called("2024-06-27", from: "2024-06-20")))
        let calendar = try Self.calendar(scene)
        let event = try #require(calendar["ask_1.1_overdue_A1_1"])
        #expect(event["DTSTART;VALUE=DATE"] == "20240627")
        #expect(event["SEQUENCE"] == "1")
    }

    @Test("has the day itself where no meeting is ahead")
    func noMeeting() throws {
        var scene = plan()
        scene.on("2024-06-02", act(.cancelled("2024-06-20")))
        let calendar = try Self.calendar(scene)
        let event = try #require(calendar["ask_20240610_overdue_A1_1"])
        #expect(event["DTSTART;VALUE=DATE"] == "20240610")
        #expect(event["DESCRIPTION"]?.contains("meeting") == false)
    }

    @Test(
        "holds whatever stands in a title",
        arguments: [
            "END:VCALENDAR", "a;b,c\\d\\n", "שלום", String(repeating: "😀", count: 2_500),
            String(repeating: "x", count: 10_000),
        ]
    )
    func hostile(title: String) throws {
        let calendar = try Self.calendar(plan(title: title))
        #expect(calendar.events.count == 2)
        #expect(
            calendar.events[0]["DESCRIPTION"]?
                .contains("\nA1/1 \(title): due May 2024, 10 days overdue\n") == true
        )
    }
}
