// The assurance report of a small plan: its counts, its tables, its percentages.

import Testing

@testable import Ledger

@Suite("An assurance report")
struct AssuranceReportTests {
    /// Two priorities, eight milestones, and as at 10 June, for the meeting of 18 July:
    ///
    ///     A1/1 due May: overdue             A1/5 delivered in time, not confirmed
    ///     A1/2 due 15 April: overdue        B1/1 delivered and confirmed
    ///     A1/3 due at the meeting           B1/2 withdrawn, which is approved
    ///     A1/4 undated                      B1/3 moved from August to October
    private static func scene() -> Scene {
        var scene = Scene.county(due: "2024-05")
        scene.record(.called("2024-03-21"), .called("2024-07-18"), .called("2024-09-19"))  // 2
        scene.record(  // 3
            .milestone("A1", 2, due: "2024-04-15"),
            .milestone("A1", 3, due: "2024-07-18", meeting: "2024-07-18"),
            .milestone("A1", 4, due: nil),
            .milestone("A1", 5, due: "2024-06"),
            .priority("B"),
            .action("B1", under: "B"),
            .leads("B1", "AB"),
            .milestone("B1", 1, due: "2024-05"),
            .milestone("B1", 2, due: "2024-05"),
            .milestone("B1", 3, due: "2024-08")
        )
        scene.on("2024-03-21", act(.approved("2024-03-21")))  // 4
        scene.on("2024-04-01", act(.agreed("2024-10", "B1/3")))  // 5
        scene.on("2024-05-20", act(.note("half way")))  // 6
        scene.on("2024-05-30", act(.declared("A1/5"), .declared("B1/1")))  // 7
        scene.on("2024-06-01", act(.confirmed("B1/1"), by: "CD"))  // 8
        scene.on("2024-06-02", act(.closed("B1", 2), .closureApproved("B1", 2)))  // 9
        scene.on("2024-06-03", act(.rated(.green)))  // 10
        return scene
    }

    private static func report(
        _ scene: Scene,
        meeting: Day = "2024-07-18",
        asAt: Day = "2024-06-10",
        knownAt: Int? = nil
    ) throws(ReportError) -> AssuranceReport {
        try AssuranceReport(
            of: scene.history,
            meeting: meeting,
            asAt: asAt,
            knownAt: knownAt ?? scene.history.entries.count
        )
    }

    @Test("counts milestones of every kind, closed ones among them")
    func counts() throws {
        let counts = try Self.report(Self.scene()).counts
        #expect(counts.milestones == 8)
        #expect(counts.overdue == 2)
        #expect(counts.dueAtMeeting == 1)
        #expect(counts.undated == 1)
        #expect(counts.delivered == 2)
        #expect(counts.confirmed == 1)
        #expect(counts.closed == 1)
        #expect(counts.moved == 1)
        // A1/1, A1/2 red; B1/3 moved; A1/4 undated and B1/2 closed; A1/3 and A1/5; B1/1.
        #expect(counts.ratings == [.red: 2, .amber: 1, .grey: 2, .green: 2, .blue: 1])
    }

    @Test("counts each priority, in plan order, and they add up to the whole")
    func byPriority() throws {
        let report = try Self.report(Self.scene())
        #expect(report.priorities.map(\.priority.code) == ["A", "B"])
        let (first, second) = (report.priorities[0].counts, report.priorities[1].counts)
        #expect([first.milestones, second.milestones] == [5, 3])
        #expect([first.overdue, second.overdue] == [2, 0])
        #expect([first.dueAtMeeting, second.dueAtMeeting] == [1, 0])
        #expect([first.undated, second.undated] == [1, 0])
        #expect([first.delivered, second.delivered] == [1, 1])
        #expect([first.confirmed, second.confirmed] == [0, 1])
        #expect([first.closed, second.closed] == [0, 1])
        #expect([first.moved, second.moved] == [0, 1])
        #expect(first.ratings == [.red: 2, .grey: 1, .green: 2])
        #expect(second.ratings == [.amber: 1, .grey: 1, .blue: 1])
    }

    @Test("lists what is overdue, longest first, due, undated, moved and rated otherwise")
    func tables() throws {
        let report = try Self.report(Self.scene())
        let names = { (rows: [AssuranceReport.MilestoneRow]) in rows.map(\.milestone.name) }
        #expect(names(report.overdue) == ["A1/2", "A1/1"])
        #expect(names(report.dueAtMeeting) == ["A1/3"])
        #expect(names(report.undated) == ["A1/4"])
        #expect(names(report.moved) == ["B1/3"])
        // Declared green: A1/3 is green too, A1/5 is delivered and takes no declaration.
        #expect(names(report.differing) == ["A1/1", "A1/2", "A1/4"])
        let row = try #require(report.overdue.last)
        #expect(row.title == "Open the ward")
        #expect(row.accountable == ["AB"])
        #expect(row.responsible.isEmpty)
        #expect(row.note?.fact.text == "half way")
        #expect(row.rating.slippage?.description == "1 month")
    }

    @Test("looks forward to the end of the quarter after the next meeting, in date order")
    func nextPeriod() throws {
        var scene = Self.scene()
        // The board meets next on 19 September, in July to September: to the end of December.
        #expect(try Self.report(scene).nextPeriodEnd == "2024-12-31")
        #expect(try Self.report(scene).nextPeriod.map(\.milestone.name) == ["B1/3"])
        // No later meeting is called: the quarter after January to March, and of the next year.
        scene.record(.called("2024-11-14"), .called("2025-01-16"))
        #expect(try Self.report(scene, meeting: "2025-01-16").nextPeriodEnd == "2025-06-30")
        #expect(try Self.report(scene, meeting: "2024-09-19").nextPeriodEnd == "2025-03-31")
        scene.record(
            .milestone("A1", 6, due: "2024-12-31"),
            .milestone("A1", 7, due: "2025-01-01"),
            .milestone("A1", 8, due: "2024-09")
        )
        #expect(
            try Self.report(scene).nextPeriod.map(\.milestone.name) == ["A1/8", "B1/3", "A1/6"]
        )
    }

    @Test("gives percentages of the whole plan, halves up")
    func percentages() throws {
        let counts = try Self.report(Self.scene()).counts
        // Of 8: 12.5, 25, 37.5, 62.5, 87.5, 100.
        #expect([0, 1, 2, 3, 5, 7, 8].map(counts.percent) == [0, 13, 25, 38, 63, 88, 100])
        var other = AssuranceReport.Counts()
        #expect(other.percent(0) == 0)
        other.milestones = 3
        #expect([1, 2, 3].map(other.percent) == [33, 67, 100])
        other.milestones = 200
        // A half of one, and just below three halves.
        #expect([1, 2, 3, 199].map(other.percent) == [1, 1, 2, 100])
        other.milestones = 1000
        #expect([4, 5, 14, 15, 994, 995].map(other.percent) == [0, 1, 1, 2, 99, 100])
    }

    @Test("keeps what is closed and what was added since in the denominator")
    func denominator() throws {
        var scene = Self.scene()
        scene.record(.milestone("B1", 4, due: "2024-12"), .closed("B1"), .closureApproved("B1"))
        let counts = try Self.report(scene).counts
        #expect(counts.milestones == 9)
        // B1/1 to B1/4, of which B1/1 stays delivered and confirmed.
        #expect(counts.closed == 4)
        #expect(counts.delivered == 2)
        #expect(counts.percent(counts.delivered) == 22)
    }

    @Test("says what it rests on")
    func basis() throws {
        let scene = Self.scene()
        let basis = try Self.report(scene).basis
        #expect(basis.plan.plan == "county")
        #expect(basis.board == "Board")
        #expect(basis.meeting.day == "2024-07-18")
        #expect(basis.asAt == "2024-06-10")
        #expect(basis.knownAt == 10)
        #expect(basis.knownUntil.day == "2024-06-03")
        #expect(basis.head == Digest(of: scene.history.entries[9].format()))
        #expect(basis.policy.adopted == nil)
        #expect(basis.approval?.stamp.seq == 4)
    }

    @Test("knows nothing after its cut-off, and says nothing that had not happened")
    func twoClocks() throws {
        let scene = Self.scene()
        let before = try Self.report(scene, knownAt: 6).counts
        #expect([before.milestones, before.delivered, before.closed] == [8, 0, 0])
        // A1/1, A1/2, B1/1 and B1/2 were due in May or April.
        #expect(before.overdue == 4)
        let earlier = try Self.report(scene, asAt: "2024-05-31").counts
        #expect([earlier.delivered, earlier.confirmed, earlier.closed] == [2, 0, 0])
        #expect(earlier.overdue == 1)
        var later = scene
        later.go(to: "2024-12-01")
        later.record(.declared("A1/1"))
        #expect(try Self.report(later, knownAt: 10).counts == Self.report(scene).counts)
    }

    @Test("is refused for a meeting that does not stand, or before the plan was open")
    func refusals() {
        var scene = Self.scene()
        scene.record(.called("2024-07-25", from: "2024-07-18"), .cancelled("2024-09-19"))
        let called: [Day] = ["2024-03-21", "2024-07-25"]
        for day: Day in ["2024-07-18", "2024-09-19", "2024-08-01"] {
            #expect(throws: ReportError.meetingMustBeCalled(day, called: called)) {
                try Self.report(scene, meeting: day)
            }
        }
        #expect(
            ReportError.meetingMustBeCalled("2024-08-01", called: called).words
                == "no meeting of the plan's board is known for 2024-08-01; meetings are known for 2024-03-21, "
                + "2024-07-25"
        )
        #expect(throws: ReportError.planMustBeOpen(asAt: "2024-02-29", knownAt: 11)) {
            try Self.report(scene, asAt: "2024-02-29")
        }
        #expect(throws: ReportError.planMustBeOpen(asAt: "2024-06-10", knownAt: 0)) {
            try Self.report(scene, knownAt: 0)
        }
        for entry in [-1, 12] {
            #expect(throws: ReportError.entryMustBeThere(entry, of: 11)) {
                try Self.report(scene, knownAt: entry)
            }
        }
        #expect(
            ReportError.entryMustBeThere(12, of: 11).words
                == "there is no entry 12 to be known at; the journal has 11"
        )
    }
}
