// The journal that ships: what is in it, where it comes from, and what the paper says of it.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

private let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

@Suite("The shipped plan")
struct ShippedPlanTests {
    private let reading: ActionLedger.Reading

    init() throws {
        let plan = try #require(Code("cqc-2018"))
        let folder = packageRoot.appending(path: "events").path
        reading = try ActionLedger(folder: folder, plan: plan).read()
    }

    @Test("is read as its lines are one by one")
    func lineByLine() throws {
        let file = packageRoot.appending(path: "events/cqc-2018.jsonl")
        let lines = try Data(contentsOf: file).split(separator: 0x0A)
        #expect(try reading.history.entries == lines.map { try Entry.parse(Array($0)[...]) })
    }

    @Test("has the priorities, actions, leads, dates, notes, deliveries and links of its source")
    func counts() {
        let plan = reading.history.plan
        let top = plan.actions.values.count { plan.priority($0.under) != nil }
        #expect(plan.priorities.map(\.code.text).joined() == "ABCDEFGHIJKLMNO")
        #expect(plan.actions.count == 80)
        #expect(top == 46)
        #expect(plan.people.count == 13)
        #expect(plan.bodies.keys.map(\.text).sorted() == ["CEX", "HWB", "SFE"])
        let dates = plan.orderedMilestones.map { $0.current?.precision }
        #expect(dates.count == 60)
        #expect(dates.count { $0 == .day } == 24)
        #expect(dates.count { $0 == .month } == 31)
        #expect(dates.count { $0 == nil } == 5)
        #expect(plan.actions.values.reduce(0) { $0 + $1.notes.facts.count } == 75)
        #expect(plan.orderedMilestones.count { $0.delivery != nil } == 4)
        #expect(plan.orderedMilestones.count { $0.delivery?.confirmed != nil } == 0)
        #expect(plan.links.count == 43)
        #expect(plan.links.count { $0.fact.inferred } == 27)
        #expect(plan.meetings.map(\.day.description) == ["2018-03-22", "2018-07-19", "2018-11-15"])
        #expect(plan.approvals.map(\.fact.meeting.description) == ["2018-03-22"])
        #expect(plan.policies.isEmpty)
    }

    @Test("has two milestones on A4 and on N3, and blank leads where the source has blanks")
    func oddities() throws {
        let plan = reading.history.plan
        for code in ["A4", "N3"] {
            #expect(plan.actions[try #require(Code(code))]?.milestones.count == 2)
        }
        #expect(plan.actions[try #require(Code("I5"))]?.leads[.accountable] == nil)
        #expect(plan.actions[try #require(Code("G2"))]?.leads[.responsible] == nil)
    }

    @Test("breaks no rule, and says of each inference that it is one")
    func rules() throws {
        let folder = packageRoot.appending(path: "events").path
        let plan = try #require(Code("cqc-2018"))
        let verification = try ActionLedger(folder: folder, plan: plan).verify(rules: true)
        #expect(verification.findings.isEmpty)
        #expect(verification.verdict == .unanchored)
        for entry in reading.history.entries {
            let infers = entry.act.events.contains { event in
                switch event {
                case .board(.meetingCalled), .board(.planApproved), .board(.planOpened): true
                default: false
                }
            }
            if infers { #expect(entry.act.because?.hasPrefix("Inferred at import") == true) }
        }
    }

    @Test(
        "is what an import of its source records",
        .enabled(
            if: FileManager.default.fileExists(
                atPath: packageRoot.appending(path: "../shared/plans").path
            ),
            "the source's data is not beside the project"
        )
    )
    func source() throws {
        let folder = packageRoot.appending(path: "../shared/plans")
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".csv") {
            files[name] = Array(try Data(contentsOf: folder.appending(path: name)))
        }
        let imported = try PlanImport(
            of: #require(Code("cqc-2018")),
            from: files,
            by: #require(Key("import")),
            on: #require(Day("2018-03-22"))
        )
        // That the acts are the source's, field by field, is tested where imports are.
        #expect(reading.history.entries.map(\.act) == imported.acts)
    }

    /// The worked check: the computed ratings of the 60 milestones on three days.
    private static let worked: [(asAt: String, counts: [String: Int])] = [
        ("2018-05-17", ["red": 11, "amber": 11, "grey": 6, "green": 32]),
        (
            "2018-10-31",
            [
                "red": 27, "amber": 22, "grey": 11, "green": 0, "overdue": 27,
                "due-at-meeting": 9, "undated": 5, "delivered": 4, "confirmed": 0,
            ]
        ),
        ("2018-11-20", ["red": 36, "amber": 13, "grey": 11, "green": 0, "overdue": 36]),
    ]

    @Test("is reported as two people's models have it", arguments: worked)
    func report(_ asAt: String, _ expected: [String: Int]) throws {
        let witness = Witness()
        let folder = packageRoot.appending(path: "events").path
        let line = [
            "report", "--meeting", "2018-11-15", "--as-at", asAt, "--format", "json",
            "--ledger", folder, "--plan", "cqc-2018",
        ]
        #expect(Ledgerctl.run(in: witness.world(line)) == .done)
        let json = try JSONSerialization.jsonObject(with: Data(witness.output.utf8))
        let report = try #require(json as? [String: Any])
        let counts = try #require(report["counts"] as? [String: Int])
        #expect(counts["milestones"] == 60)
        #expect(counts["blue"] == 0)
        for (name, count) in expected { #expect(counts[name] == count, "\(name) on \(asAt)") }
    }
}
