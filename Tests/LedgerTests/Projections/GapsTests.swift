// Gaps and workload of a small plan, reasoned by hand.

import Testing

@testable import Ledger

@Suite("Gaps")
struct GapsTests {
    private func gaps(
        _ scene: Scene,
        stale: Int = 70,
        evidence: Int = 42,
        asAt: Day = "2024-07-10"
    ) -> [String] {
        Gaps(
            scene.plan(asAt),
            asAt: asAt,
            staleDays: stale,
            evidenceDays: evidence,
            plans: ["known"]
        ).list.map { gap in
            let subject = gap.milestone.map { "\(gap.action)/\($0)" } ?? gap.action.text
            return "\(subject) \(gap.kind.rawValue): \(gap.detail)"
        }
    }

    @Test("are told in plan order")
    func all() {
        #expect(
            gaps(.marsh()) == [
                // From 25 April to 10 July are 76 days; the note is on the part.
                "A1 stale: last progress note on 2024-04-25, 76 days ago",
                "A1.i stale: last progress note on 2024-04-25, 76 days ago",
                "A2/1 undated: no date agreed, waits for other:U1",
                "A2 no-responsible-lead: no responsible lead",
                "A2 body-alone: led by FG, no person named",
                "A2 no-note: no progress note",
                "A2/1 unknown-plan: other:U1: no plan other is known",
                // Wholly delivered, B1 needs neither leads nor notes.
                "B1/1 no-evidence: delivered on 2024-04-20, no evidence",
                "B1/1 not-confirmed: delivered on 2024-04-20, 81 days ago, not confirmed",
                "B1 unknown-plan: other:U2: no plan other is known",
                "B2 no-milestone: no milestone",
                "B2 no-accountable-lead: no accountable lead",
                "B2 no-responsible-lead: no responsible lead",
                "B2 no-note: no progress note",
            ]
        )
    }

    @Test("begin on the day after the threshold")
    func thresholds() {
        #expect(gaps(.marsh(), stale: 75).contains { $0.contains("stale") })
        #expect(!gaps(.marsh(), stale: 76).contains { $0.contains("stale") })
        #expect(gaps(.marsh(), evidence: 80).contains { $0.contains("not-confirmed") })
        #expect(!gaps(.marsh(), evidence: 81).contains { $0.contains("not-confirmed") })
    }

    @Test("tell of a lead who has left while something is open")
    func leadLeft() {
        var scene = Scene.marsh()
        scene.go(to: "2024-06-03")
        scene.record(.reopened("B1", 1))  // 8
        let left = gaps(scene).filter { $0.hasPrefix("B1 lead-left") }
        #expect(left == ["B1 lead-left: CD left on 2024-06-01"])
        #expect(!gaps(scene).contains { $0.contains("no-evidence") })
    }

    @Test("are none where a closure is approved, and stay until it is")
    func closed() {
        var scene = Scene.marsh()
        scene.go(to: "2024-06-03")
        scene.record(.closed("B2"))  // 8
        #expect(gaps(scene).contains { $0.hasPrefix("B2") })
        scene.record(.closureApproved("B2"))  // 9
        #expect(!gaps(scene).contains { $0.hasPrefix("B2") })
    }

    @Test("take evidence for the whole action as evidence for its milestones")
    func evidence() {
        var scene = Scene.marsh()
        let evidence = Evidence(action: "B1", title: "Paper", place: .url("https://b.invalid"))
        scene.record(.delivery(.evidenceFiled(evidence)))  // 8
        #expect(!gaps(scene).contains { $0.contains("no-evidence") })
    }
}

@Suite("A workload")
struct WorkloadTests {
    private let workload = Workload(Scene.marsh().plan("2024-07-10"))

    private func words(_ load: Workload.Load) -> [String] {
        [
            load.accountable.map(\.text).joined(separator: " "),
            load.responsible.map(\.text).joined(separator: " "),
            load.open.map(\.description).joined(separator: " "),
            load.delivered.map(\.description).joined(separator: " "),
        ]
    }

    @Test("counts for each lead what is led, inherited leads included; a body as itself")
    func leads() {
        let hub = "A1/1 A1/2 A1.i/1"
        #expect(workload.leads.map(\.key) == ["FG", "KT", "JM", "CD"])
        #expect(
            workload.leads.map { words($0.load) } == [
                ["A2", "B1", "A2/1", "B1/1"],
                ["A1 A1.i", "", hub, ""],
                ["", "A1 A1.i", hub, ""],
                ["B1", "", "", "B1/1"],
            ]
        )
    }

    @Test("counts for each organisation everything once")
    func organisations() {
        let council = "Marshshire Council (MC)"
        #expect(
            workload.organisations.map(\.organisation) == [
                "Flow Group", council, "Marsh Hospitals Trust (MHT)",
            ]
        )
        #expect(workload.organisations.map(\.keys) == [["FG"], ["KT", "CD"], ["JM"]])
        #expect(
            words(workload.organisations[1].load)
                == ["A1 A1.i B1", "", "A1/1 A1/2 A1.i/1", "B1/1"]
        )
    }

    @Test("leaves out what is closed with approval")
    func closed() {
        var scene = Scene.marsh()
        scene.record(.closed("A1", 2), .closureApproved("A1", 2))  // 8
        scene.record(.closed("A2"), .closureApproved("A2"))  // 9
        let workload = Workload(scene.plan("2024-07-10"))
        #expect(workload.leads.first.map { words($0.load) } == ["", "B1", "", "B1/1"])
        #expect(workload.leads[1].load.open == ["A1/1", "A1.i/1"])
    }
}
