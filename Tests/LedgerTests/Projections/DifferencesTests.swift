// Differences between two moments of a plan, complete both ways.

import Testing

@testable import Ledger

private func lines(_ differences: Differences) -> [String] {
    differences.list.map { difference in
        let part = difference.part.map { " \($0)" } ?? ""
        let before = difference.before?.words ?? "-"
        let after = difference.after?.words ?? "-"
        return "\(difference.kind.rawValue) \(difference.subject.words) "
            + "\(difference.field.rawValue)\(part): \(before) > \(after)"
    }
}

@Suite("Differences")
struct DifferencesTests {
    private static let history = Scene.everyEvent().history

    private func plan(_ known: Int) -> Plan { Self.history.plan(known: known, asAt: nil) }

    @Test("are there after every act", arguments: 1...53)
    func everyAct(entry: Int) {
        #expect(!Differences(from: plan(entry - 1), to: plan(entry)).isEmpty)
    }

    @Test("are none between a plan and itself", arguments: [0, 1, 20, 53])
    func none(known: Int) {
        #expect(Differences(from: plan(known), to: plan(known)).isEmpty)
    }

    @Test("lead from either plan to the other, and are the same the other way round")
    func bothWays() {
        let fields = (0...53).map { PlanFields(plan($0)).fields }
        for (from, to) in (0...53).flatMap({ from in [0, 1, 15, 40, 53].map { (from, $0) } }) {
            let there = Differences(from: plan(from), to: plan(to)).list
            let back = Differences(from: plan(to), to: plan(from)).list
            var made = fields[from]
            for difference in there {
                let name = PlanFields.Name(field: difference.field, part: difference.part)
                made[difference.subject, default: [:]][name] = difference.after
            }
            for (subject, values) in made where values.isEmpty { made[subject] = nil }
            #expect(made == fields[to], "\(from) to \(to)")
            #expect(back.count == there.count)
            let turned = back.map { [$0.after, $0.before] }
            #expect(Set(turned) == Set(there.map { [$0.before, $0.after] }))
        }
    }

    @Test("tell of each field what it said and what it says")
    func fields() {
        var scene = Scene.marsh()  // 1 to 7
        scene.go(to: "2024-07-01")
        scene.record(.rated(.amber), .note("late"), .forecast("2024-08"))  // 8
        scene.record(.requested("2024-10", "A1/2"))  // 9
        scene.record(.progress(.helpAsked("A1", help: 1, note: "a crane")))  // 10
        scene.record(.progress(.riskRaised("R1", about: "A1", title: "Flood")))  // 11
        scene.record(by: "JM", .confirmed("B1/1"))  // 12
        scene.record(.leads("B1", "KT"), .closed("B2"), .closureApproved("B2"))  // 13
        let day: Day = "2024-07-01"
        #expect(
            lines(Differences(from: scene.plan(day, known: 7), to: scene.plan(day))) == [
                "changed action A1 rating: - > amber",
                "changed action A1 note: - > late",
                "changed action A1 notes: - > 1",
                "changed action A1 help 1: - > a crane",
                "changed milestone A1/1 forecast: - > 2024-08",
                "changed milestone A1/2 request: - > 2024-10",
                "changed action B1 accountable: CD > KT",
                "changed milestone B1/1 confirmed: - > 2024-07-01",
                "changed action B2 closure: - > withdrawn",
                "changed action B2 closure-approval: - > BRD",
                "added risk R1 title: - > Flood",
                "added risk R1 about: - > A1",
            ]
        )
    }

    @Test("are taken on either clock")
    func clocks() {
        let scene = Scene.marsh()
        // On 30 April B1/1 is delivered; on 19 April it is not, and A1 not yet moved on either.
        #expect(
            lines(Differences(from: scene.plan("2024-04-19"), to: scene.plan("2024-04-30"))) == [
                "changed action A1.i note: - > rota drafted", "changed action A1.i notes: - > 1",
                "changed milestone B1/1 delivered: - > 2024-04-20",
            ]
        )
        let day: Day = "2024-07-10"
        #expect(
            lines(Differences(from: scene.plan(day, known: 4), to: scene.plan(day, known: 5)))
                == ["changed milestone A1/1 due: 2024-05 > 2024-07"]
        )
    }

    @Test("put what is gone where it was")
    func gone() {
        var scene = Scene.county()  // 1
        scene.record(.action("A2"))  // 2
        scene.record(.action("A3"))  // 3
        scene.record(.struck(2))  // 4
        let gone = Differences(
            from: scene.plan("2024-03-01", known: 3),
            to: scene.plan("2024-03-01")
        )
        #expect(
            lines(gone) == [
                "changed plan strike 2: - > 4", "gone action A2 title: Action A2 > -",
                "gone action A2 under: A > -",
            ]
        )
        let added = Differences(
            from: scene.plan("2024-03-01", known: 1),
            to: scene.plan("2024-03-01", known: 3)
        )
        #expect(added.list.map(\.kind) == [.added, .added, .added, .added])
        #expect(added.list.map(\.subject).last == .action("A3"))
    }
}
