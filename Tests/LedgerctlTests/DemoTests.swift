// The demonstration: the same for everybody, within the rules, and with something in every table.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The demonstration")
struct DemoTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "demo-\(UUID().uuidString)").path

    private func text(_ folder: String) throws -> String {
        try String(contentsOfFile: "\(folder)/moorland-2024.jsonl", encoding: .utf8)
    }

    /// Runs `ledgerctl demo` in the test's folder.
    private func demo(_ options: String..., to witness: Witness = Witness()) -> ExitCode {
        Ledgerctl.run(in: witness.world(["demo", folder] + options))
    }

    private func history() throws -> History {
        try ActionLedger(folder: folder, plan: Demo.plan).read().history
    }

    private func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }

    @Test("records the same bytes each time, and at other times of day from another seed")
    func isTheSame() throws {
        defer { cleanUp() }
        let witness = Witness()
        #expect(demo(to: witness) == .done)
        #expect(witness.output.contains("an invented county"))
        let first = try text(folder)
        try FileManager.default.removeItem(atPath: folder)
        #expect(demo() == .done)
        #expect(try text(folder) == first)
        try FileManager.default.removeItem(atPath: folder)
        #expect(demo("--seed", "2") == .done)
        #expect(try text(folder) != first)
        #expect(
            Story.moorland(seed: 1).sittings.flatMap(\.acts)
                == Story.moorland(seed: 2).sittings.flatMap(\.acts)
        )
    }

    @Test("makes the folder, and refuses one that holds the plan already")
    func refusesTwice() throws {
        defer { cleanUp() }
        #expect(demo() == .done)
        let first = try text(folder)
        let witness = Witness()
        #expect(demo(to: witness) == .refused)
        #expect(witness.errors.contains("holds a plan moorland-2024 already"))
        #expect(try text(folder) == first)
    }

    @Test("is read as its lines are one by one")
    func lineByLine() throws {
        defer { cleanUp() }
        #expect(demo() == .done)
        let lines = try text(folder).utf8.split(separator: 0x0A)
        #expect(try history().entries == lines.map { try Entry.parse(Array($0)[...]) })
    }

    @Test("breaks no rule, between January 2024 and June 2025")
    func isWithinTheRules() throws {
        defer { cleanUp() }
        #expect(demo() == .done)
        let verification = try ActionLedger(folder: folder, plan: Demo.plan).verify(rules: true)
        #expect(verification.findings.isEmpty)
        #expect(verification.verdict == .unanchored)
        let entries = try history().entries
        #expect((250...400).contains(entries.count))
        #expect(entries.first?.at.day.description == "2024-01-08")
        #expect(entries.last?.at.day.description == "2025-06-17")
    }

    @Test("holds every type of event, but for keys, restores, publishing and the end of the plan")
    func holdsEveryType() throws {
        defer { cleanUp() }
        #expect(demo() == .done)
        let types = Set(try history().entries.flatMap(\.act.events).map(\.type))
        #expect(
            types == [
                "plan-opened", "plan-approved", "meeting-called", "meeting-cancelled",
                "decision-minuted", "assurance-given", "policy-adopted", "paper-worded",
                "person-named", "person-left", "body-named", "priority-added", "action-added",
                "action-reworded", "leads-named", "action-linked", "milestone-added",
                "date-requested", "date-agreed", "date-refused", "date-corrected",
                "forecast-given", "progress-noted", "rating-declared", "help-asked", "help-given",
                "risk-raised", "risk-answered", "risk-closed", "measure-added", "measure-read",
                "delivery-declared", "evidence-filed", "delivery-confirmed", "delivery-returned",
                "action-reopened", "action-closed", "closure-approved", "entry-struck",
            ]
        )
    }

    @Test("names nothing real")
    func namesNothingReal() throws {
        defer { cleanUp() }
        let real = [
            "Oxford", "NHS", "CQC", "England", "Wales", "Scotland", "Ireland", "London", "Trust",
            "Healthwatch", "Age UK", "ICB", "Banbury", "Bicester", "Yorkshire", "Cornwall",
            "Devon", "Cumbria", "Kent", ".gov", ".org", ".com", ".uk",
        ]
        #expect(demo() == .done)
        let moorland = try text(folder)
        try FileManager.default.removeItem(atPath: folder)
        #expect(demo("--actions", "50", "--entries", "2000") == .done)
        let made = try text(folder)
        for name in real {
            #expect(!moorland.contains(name), "\(name)")
            #expect(!made.contains(name), "\(name)")
        }
    }

    @Test("fills every table of the report for the meeting of June 2025")
    func fillsTheReport() throws {
        defer { cleanUp() }
        #expect(demo() == .done)
        let history = try history()
        let report = try AssuranceReport(
            of: history,
            meeting: Story.day("2025-06-26"),
            asAt: Story.day("2025-06-17"),
            knownAt: history.entries.count
        )
        let names = { (rows: [AssuranceReport.MilestoneRow]) in
            rows.map(\.milestone.name.description)
        }
        #expect(report.priorities.map(\.priority.code.text) == ["A", "B", "C", "D", "E", "F"])
        #expect(report.priorities.allSatisfy { $0.counts.milestones > 0 })
        #expect(names(report.overdue) == ["A2/1", "B1.i/1", "F4/1", "E2/1"])
        #expect(names(report.dueAtMeeting) == ["A3/1", "B4/2"])
        #expect(names(report.undated) == ["B4/1"])
        #expect(
            names(report.moved) == ["A1/2", "A2/1", "B1/2", "D1.i/1", "E1/1", "E2/1", "F3/1"]
        )
        #expect(names(report.differing) == ["A2/1", "B2/1", "F2/1"])
        #expect(report.nextPeriod.count > 8)
        #expect(report.counts.closed == 2)
        #expect(report.counts.confirmed > 0 && report.counts.confirmed < report.counts.delivered)
        #expect(Set(report.counts.ratings.keys) == Set(Rating.allCases))
        #expect(report.basis.policy.adopted?.fact.policy == "rating-2")
    }

    @Test(
        "lets each of the eleven tests decide a milestone on the day a paper closed",
        arguments: [
            (1, "C1.i/1", "2025-06-17"), (2, "A1.i/1", "2024-05-14"), (3, "C4/1", "2025-06-17"),
            (4, "F3/1", "2025-06-17"), (5, "B1.i/1", "2024-11-26"), (6, "A2/1", "2024-05-14"),
            (7, "D1.i/1", "2025-06-17"), (8, "B4/1", "2024-09-03"), (9, "B1/2", "2025-03-11"),
            (10, "C4/1", "2024-05-14"), (11, "A3/1", "2025-06-17"),
        ]
    )
    func ratings(number: Int, milestone: String, asAt: String) throws {
        defer { cleanUp() }
        #expect(demo() == .done)
        let day = Story.day(asAt)
        let history = try history()
        let known = history.entries.count { $0.at <= Instant.end(ofLondonDay: day) }
        let ratings = Ratings(history.plan(known: known, asAt: day), asAt: day)
        #expect(ratings[milestone: .written(milestone)]?.test.rawValue == number)
        #expect(ratings.plan.meetings.contains { $0.call.papers == day })
    }
}
