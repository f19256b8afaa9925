// What is due at a meeting when the meeting is moved or cancelled.

import Ledger
import Testing

@testable import ledgerctl

@Suite("A meeting with nine milestones due at it")
struct MeetingTests {
    /// The plan: nine milestones tied to the meeting of 17 May 2018, with that day as their date,
    /// and of no meeting's one due on 17 May, one on 24 May, one in May. A1/1 is due in July.
    private let county: VerbLedger

    init() throws {
        county = try VerbLedger()
        county.run(#"add meeting 2018-05-17 "The Board""#)
        for number in 2...10 {
            county.run("add milestone A1/\(number) 2018-05-17 --meeting 2018-05-17")
        }
        county.run("add milestone A1/11 2018-05-17")
        county.run("add milestone A1/12 2018-05-24")
        county.run("add milestone A1/13 2018-05")
    }

    private func report(_ meeting: String, asAt: String) throws -> AssuranceReport {
        let history = try county.history()
        return try AssuranceReport(
            of: history,
            meeting: #require(Day(meeting)),
            asAt: #require(Day(asAt)),
            knownAt: history.entries.count
        )
    }

    private func due(_ report: AssuranceReport) -> [Int] {
        report.dueAtMeeting.map(\.milestone.name.number.number)
    }

    @Test("has them due at it, with what is due on its day")
    func asCalled() throws {
        let report = try report("2018-05-17", asAt: "2018-05-10")
        #expect(due(report) == Array(2...11))
        #expect(report.counts.dueAtMeeting == 10)
        #expect(report.counts.milestones == 13)
        #expect(report.counts.overdue == 0)
        // On the day after it, all that was due then is overdue: the nine and A1/11.
        #expect(try self.report("2018-05-17", asAt: "2018-05-18").counts.overdue == 10)
    }

    @Test("moved by a week takes them along, and what is due on its new day")
    func moved() throws {
        county.run(#"add meeting 2018-05-24 "The Board" --moved-from 2018-05-17"#)
        let before = try report("2018-05-24", asAt: "2018-05-16")
        #expect(due(before) == Array(2...10) + [12])
        // Between the two days only A1/11, tied to no meeting, is late.
        let between = try report("2018-05-24", asAt: "2018-05-20")
        #expect(due(between) == Array(2...10) + [12])
        #expect(between.overdue.map(\.milestone.name.description) == ["A1/11"])
        // From the day after the new one the nine are too, with A1/12.
        let after = try report("2018-05-24", asAt: "2018-05-25")
        #expect(after.counts.dueAtMeeting == 0)
        #expect(after.counts.overdue == 11)
        let error = #expect(throws: ReportError.self) {
            try report("2018-05-17", asAt: "2018-05-10")
        }
        #expect(
            error?.words
                == "no meeting of the plan's board is known for 2018-05-17; meetings are known "
                + "for 2018-03-22, 2018-05-24"
        )
        let refused = county.run("cancel 2018-05-17 --because Snow", expecting: .refused)
        #expect(
            refused.errors
                == "ledgerctl: Not recorded: no meeting of that board stands for 2018-05-17; "
                + "meetings stand for 2018-03-22, 2018-05-24.\n"
        )
    }

    @Test("cancelled leaves them due on its day, and at no other meeting")
    func cancelled() throws {
        county.run("cancel 2018-05-17 --because Snow")
        county.run(#"add meeting 2018-06-14 "The Board""#)
        let next = try report("2018-06-14", asAt: "2018-05-17")
        #expect(next.counts.dueAtMeeting == 0)
        #expect(next.counts.overdue == 0)
        // The nine, and A1/11; A1/12 from 25 May, A1/13 from 1 June.
        #expect(try report("2018-06-14", asAt: "2018-05-18").counts.overdue == 10)
        #expect(try report("2018-06-14", asAt: "2018-06-01").counts.overdue == 12)
        #expect(throws: ReportError.self) { try report("2018-05-17", asAt: "2018-05-10") }
    }

    @Test("moved and then cancelled leaves them due on the day it was moved to")
    func movedThenCancelled() throws {
        county.run(#"add meeting 2018-05-24 "The Board" --moved-from 2018-05-17"#)
        county.run("cancel 2018-05-24 --because Snow")
        county.run(#"add meeting 2018-06-14 "The Board""#)
        #expect(try report("2018-06-14", asAt: "2018-05-24").counts.overdue == 1)
        #expect(try report("2018-06-14", asAt: "2018-05-25").counts.overdue == 11)
    }
}
