// Highlight reports: what falls into a period, and what into the next.

import Testing

@testable import Ledger

@Suite("A highlight report")
struct HighlightTests {
    @Test("tells a programme's period and the next, and nothing of another programme")
    func periods() throws {
        var scene = PlanScene("one", actions: ["A1", "A2", "A3", "A4"])
        for (action, due): (Code, StatedDate) in [
            ("A1", "2024-05"), ("A2", "2024-06"), ("A3", "2024-07/2024-09"), ("A4", "2024-10"),
        ] { scene.milestone(action, due) }
        scene.record(
            "2024-03-02",
            .structure(.priorityAdded("B", title: "Second", under: nil, aim: nil)),
            .structure(.actionAdded("B1", under: "B", title: "Other")),
            .progress(.riskRaised("R1", about: "A", title: "Rain")),
            .progress(.riskRaised("R2", about: "B", title: "Snow"))
        )
        scene.record("2024-05-20", .delivery(.declared(MilestoneName("A1", .first))))
        scene.record(
            "2024-06-02",
            .progress(.noted("A2", note: "Half done", line: nil, byWhen: nil)),
            .progress(.noted("B1", note: "Not of A", line: nil, byWhen: nil)),
            .progress(.helpAsked("A3", help: .first, note: "A nurse"))
        )
        let quarter: StatedDate = "2024-04/2024-06"
        let known = try scene.known("2024-06-30")
        let found = try #require(Highlight(of: "A", in: known, period: quarter))
        let names = { (rows: [AssuranceReport.MilestoneRow]) in
            rows.map(\.milestone.name.description)
        }
        #expect(found.next.description == "2024-07/2024-09")
        #expect(names(found.delivered) == ["A1/1"])
        #expect(names(found.notDelivered) == ["A2/1"])
        #expect(names(found.due) == ["A3/1"])
        #expect(found.notes.map(\.note.fact.text) == ["Half done"])
        #expect(found.risks.map(\.code) == ["R1"])
        #expect(found.help.map(\.note.fact) == ["A nurse"])
        #expect(found.counts.milestones == 4)
        #expect(found.undatedActions.isEmpty)
        let other = try #require(Highlight(of: "B", in: known, period: quarter))
        #expect(other.undatedActions == ["B1"])
        let text = MarkdownPaper.render(Document([other]))
        #expect(text.contains("Nothing says when B1 is due: 1 of its actions has no milestone."))
        #expect(Highlight(of: "Z", in: known, period: quarter) == nil)
        #expect(Highlight.programmes(of: known) == ["A", "B"])
    }

    @Test("counts what is due at a meeting by the day to which that was moved")
    func movedMeeting() throws {
        var scene = PlanScene("one")
        let call = MeetingCall(meeting: "2024-03-22", title: "Meeting", board: nil, papers: nil)
        let moved = MeetingCall(
            meeting: "2024-05-10",
            title: "Meeting",
            board: nil,
            papers: nil,
            movedFrom: "2024-03-22"
        )
        let start = MilestoneStart(
            name: MilestoneName("A1", .first),
            due: "2024-03-22",
            meeting: "2024-03-22"
        )
        scene.record(
            "2024-03-02",
            .board(.meetingCalled(call)),
            .structure(.milestoneAdded(start)),
            .board(.meetingCalled(moved))
        )
        let known = try scene.known("2024-06-30")
        let first = try #require(Highlight(of: "A", in: known, period: "2024-01/2024-03"))
        #expect(first.notDelivered.isEmpty && first.due.count == 1)
        let second = try #require(Highlight(of: "A", in: known, period: "2024-04/2024-06"))
        #expect(second.notDelivered.count == 1)
    }

    @Test(
        "is followed by a period of the same kind and length",
        arguments: [
            ("2024-04/2024-06", "2024-07/2024-09"), ("2024-01/2024-03", "2024-04/2024-06"),
            ("2024-12", "2025-01"), ("2024", "2025"), ("2024-02-28", "2024-02-29"),
            ("2024-02-01/2024-02-14", "2024-02-15/2024-02-28"),
            ("2023-11/2024-01", "2024-02/2024-04"),
        ]
    )
    func following(period: String, next: String) throws {
        #expect(try #require(StatedDate(period)).following.description == next)
    }
}
