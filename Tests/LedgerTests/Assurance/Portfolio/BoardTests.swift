// Boards of several plans: their meetings, their papers, and what waits for them.

import Testing

@testable import Ledger

@Suite("The boards of several plans")
struct BoardTests {
    private static func call(_ day: Day, papers: Day? = nil, board: String? = nil) -> Event {
        let call = MeetingCall(meeting: day, title: "Meeting", board: board, papers: papers)
        return .board(.meetingCalled(call))
    }

    /// Two plans of the County Board; one of a Delivery Board and one of a Town Board.
    private func plans() throws -> [KnownPlan] {
        var one = PlanScene("one")
        // Thursday 13 June 2024, papers stated; Thursday 18 July, not.
        one.record(
            "2024-03-02",
            Self.call("2024-06-13", papers: "2024-06-04"),
            Self.call("2024-07-18")
        )
        var two = PlanScene("two")
        two.record("2024-03-02", Self.call("2024-06-13"))
        var three = PlanScene("three", board: "DB", boardName: "Delivery Board")
        three.record(
            "2024-03-02",
            Self.call("2024-06-04"),
            Self.call("2024-06-05"),
            Self.call("2024-07-11"),
            Self.call("2024-05-02")
        )
        var four = PlanScene("four", board: "TB", boardName: "Town Board")
        four.record("2024-03-02", Self.call("2024-07-10", papers: "2024-07-01"))
        return try [one, two, three, four].map { try $0.known("2024-06-01") }
    }

    @Test("meet in one calendar, with papers worked back from the County Board's dates")
    func meetings() throws {
        let meetings = Portfolio(try plans(), asAt: "2024-06-01").meetingsAhead
        let rows = meetings.map { meeting in
            [
                meeting.day.description, meeting.name, meeting.papers.description,
                meeting.isStated ? "stated" : "worked back", meeting.reaches?.description ?? "",
                meeting.plans.map(\.text).joined(separator: "+"),
            ]
        }
        // Five clear weekdays before Thursday 18 July are Thursday 11, Friday 12, Monday 15,
        // Tuesday 16 and Wednesday 17: papers by Wednesday 10. So the Delivery Board of 11 July is
        // a day too late for it, and nothing later is called; the Town Board of 10 July is not.
        #expect(
            rows == [
                [
                    "2024-06-04", "Delivery Board", "2024-05-27", "worked back", "2024-06-13",
                    "three",
                ],
                [
                    "2024-06-05", "Delivery Board", "2024-05-28", "worked back", "2024-07-18",
                    "three",
                ],
                ["2024-06-13", "County Board", "2024-06-04", "stated", "", "one+two"],
                ["2024-07-10", "Town Board", "2024-07-01", "stated", "2024-07-18", "four"],
                ["2024-07-11", "Delivery Board", "2024-07-03", "worked back", "", "three"],
                ["2024-07-18", "County Board", "2024-07-10", "worked back", "", "one"],
            ]
        )
    }

    @Test("stand in one calendar file, each meeting and its papers once")
    func calendar() throws {
        let text = ReportCalendar.render(Portfolio(try plans(), asAt: "2024-06-01"))
        let starts = text.split(separator: "\r\n").compactMap { line in
            line.hasPrefix("DTSTART;VALUE=DATE:") ? String(line.dropFirst(19)) : nil
        }
        // The meeting of 2 May is over, and stays in calendars that have it; its papers were due
        // on 24 April: 25, 26, 29, 30 April and 1 May are clear.
        #expect(
            starts.sorted() == [
                "20240424", "20240502", "20240527", "20240528", "20240604", "20240604", "20240605",
                "20240613", "20240701", "20240703", "20240710", "20240710", "20240711", "20240718",
            ]
        )
        let uids = text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") }
        #expect(Set(uids).count == 14)
    }

    @Test("are one by their key, and what plans say otherwise of a meeting is told")
    func otherwise() throws {
        var one = PlanScene("one")
        one.record(
            "2024-03-02",
            Self.call("2024-06-13", papers: "2024-06-05"),
            Self.call("2024-07-18"),
            Self.call("2024-09-19")
        )
        one.record("2024-03-03", .board(.meetingCancelled(meeting: "2024-09-19", board: nil)))
        // Another name for the same key, and papers a day earlier.
        var two = PlanScene("two", boardName: "Board of the County")
        let moved = MeetingCall(
            meeting: "2024-07-25",
            title: "Meeting",
            board: nil,
            papers: nil,
            movedFrom: "2024-07-18"
        )
        two.record(
            "2024-03-02",
            Self.call("2024-06-13", papers: "2024-06-04"),
            Self.call("2024-07-18"),
            .board(.meetingCalled(moved)),
            Self.call("2024-09-19")
        )
        let all = Portfolio(try [one, two].map { try $0.known() }, asAt: "2024-06-01")
        let rows = all.meetingsAhead.map { meeting in
            "\(meeting.day) \(meeting.name), papers \(meeting.papers), "
                + "\(meeting.plans.map(\.text)): \(meeting.otherwise.joined(separator: "; "))"
        }
        #expect(
            rows == [
                "2024-06-13 County Board, papers 2024-06-04, [\"one\", \"two\"]: "
                    + "one: papers by 5 June 2024",
                "2024-07-18 County Board, papers 2024-07-10, [\"one\"]: "
                    + "two: moved to 25 July 2024",
                "2024-07-25 County Board, papers 2024-07-17, [\"two\"]: ",
                "2024-09-19 County Board, papers 2024-09-11, [\"two\"]: one: cancelled",
            ]
        )
        // The calendar says the same: nothing that stands somewhere is cancelled.
        let text = ReportCalendar.render(all)
        #expect(!text.contains("STATUS:CANCELLED"))
        #expect(text.contains("DTSTART;VALUE=DATE:20240604"))
        #expect(!text.contains("DTSTART;VALUE=DATE:20240605"))
    }

    @Test("are told where plans moved one meeting to two days")
    func movedApart() throws {
        var plans: [PlanScene] = []
        for (code, day): (Code, Day) in [("one", "2024-07-25"), ("two", "2024-07-26")] {
            var scene = PlanScene(code)
            let moved = MeetingCall(
                meeting: day,
                title: "Meeting",
                board: nil,
                papers: nil,
                movedFrom: "2024-07-18"
            )
            scene.record("2024-03-02", Self.call("2024-07-18"), .board(.meetingCalled(moved)))
            plans.append(scene)
        }
        let all = Portfolio(try plans.map { try $0.known() }, asAt: "2024-06-01")
        #expect(
            all.meetingsAhead.map(\.otherwise) == [
                ["two: moved to 26 July 2024, as that of 18 July 2024"],
                ["one: moved to 25 July 2024, as that of 18 July 2024"],
            ]
        )
    }

    @Test("report to none of two that have as many plans, unless one is named")
    func tie() throws {
        var one = PlanScene("one")
        one.record("2024-03-02", Self.call("2024-07-18"))
        var two = PlanScene("two", board: "DB", boardName: "Delivery Board")
        two.record("2024-03-02", Self.call("2024-07-01"))
        let plans = try [one, two].map { try $0.known() }
        #expect(Portfolio(plans, asAt: "2024-06-01").meetings.allSatisfy { $0.reaches == nil })
        for board in ["BRD", "County Board"] {
            let named = Portfolio(plans, placeBoard: board, asAt: "2024-06-01")
            #expect(named.meetings.map(\.reaches) == ["2024-07-18", nil])
        }
    }

    @Test("are asked nothing of a plan that is closed")
    func closedPlan() throws {
        var one = PlanScene("one")
        one.record("2024-04-03", .progress(.helpAsked("A1", help: .first, note: "Two nurses")))
        #expect(Portfolio([try one.known()], asAt: "2024-06-01").decisions.count == 1)
        one.record("2024-05-03", .board(.planClosed(meeting: "2024-05-03", by: "BRD")))
        let closed = Portfolio([try one.known()], asAt: "2024-06-01")
        #expect(closed.decisions.isEmpty)
        let text = MarkdownPaper.render(Document(closed))
        #expect(text.contains("Plan one, closed on 3 May 2024"))
    }

    @Test("are asked for what waits, the longest first, each board by itself")
    func decisions() throws {
        var one = PlanScene("one")
        one.milestone("A1", "2024-07")
        one.record(
            "2024-05-02",
            .date(.requested(MilestoneName("A1", .first), due: "2024-09"))
        )
        var two = PlanScene("two")
        two.record("2024-04-03", .progress(.helpAsked("A1", help: .first, note: "Two nurses")))
        var three = PlanScene("three", board: "DB", boardName: "Delivery Board")
        three.milestone("A1", "2024-07")
        let closure = Closure(action: "A1", milestone: nil, way: .withdrawn, to: nil, place: nil)
        three.record("2024-05-20", because: "no money", .delivery(.closed(closure)))
        let all = Portfolio(
            try [one, two, three].map { try $0.known("2024-06-01") },
            asAt: "2024-06-01"
        )
        let said = all.decisions.map { decisions in
            [decisions.board]
                + decisions.waiting.map {
                    "\($0.about) \(PortfolioWords.words($0.what)), since \($0.since)"
                }
        }
        #expect(
            said == [
                [
                    "County Board", "two:A1 help: Two nurses, since 2024-04-03",
                    "one:A1 another date, September 2024 for July 2024: why, since 2024-05-02",
                ],
                ["Delivery Board", "three:A1 that it is withdrawn: no money, since 2024-05-20"],
            ]
        )
    }

    @Test("leave five clear weekdays for papers, whatever the day of the meeting")
    func clearDays() {
        // Thursday 15 November 2018: clear are 8, 9, 12, 13 and 14, so by Wednesday 7.
        let days: [(Day, Day)] = [
            ("2018-11-15", "2018-11-07"), ("2018-11-12", "2018-11-02"),
            ("2018-11-16", "2018-11-08"), ("2018-11-17", "2018-11-09"),
            ("2018-11-18", "2018-11-09"), ("2018-11-19", "2018-11-09"),
        ]
        for (meeting, papers) in days { #expect(meeting.beforeFiveClearDays == papers) }
    }
}
