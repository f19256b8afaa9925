// What is asked of an audit trail: an action, a key, blame.

import Testing

@testable import Ledger

@Suite("An audit trail, asked")
struct TrailQueriesTests {
    private static let trail = AuditTrail(Scene.everyEvent().history.entries)

    @Test("about an action, tells it with its milestones, risks and measures, and links to it")
    func action() {
        let entries = Set(Self.trail.changes(of: "A1").map(\.entry))
        // Not 9 and 50, on the action under it; 51 strikes 50.
        #expect(
            entries
                == Set([8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27])
                .union([28, 29, 30, 31, 32, 33, 34, 35, 36, 37])
        )
        let withParts = Set(Self.trail.changes(of: "A1", withParts: true).map(\.entry))
        #expect(withParts == entries.union([9, 50, 51]))
        #expect(Self.trail.changes(of: "Z9").isEmpty)
    }

    @Test("about a key, tells what names it, what it recorded, and what it led before")
    func key() {
        // Named a person in 4, confirms in 36, leaves in 49.
        #expect(Set(Self.trail.changes(naming: "CD").map(\.entry)) == [4, 36, 49])
        // The board of the plan: opened, named, policy, approvals, agreements, closures.
        #expect(
            Set(Self.trail.changes(naming: "BRD").map(\.entry)) == [1, 2, 5, 15, 18, 20, 39, 53]
        )
        var scene = Scene.county()  // 1
        scene.record(for: "CD", .leads("A1", "SEC"))  // 2
        let trail = AuditTrail(scene.history.entries)
        #expect(Set(trail.changes(naming: "AB").map(\.entry)) == [1, 2])
        #expect(trail.changes(naming: "CD").contains { $0.entry == 2 })
    }

    @Test("about a field or a subject, tells that alone")
    func field() {
        #expect(Self.trail.changes(of: Field.delivery).map(\.entry) == [32, 34, 35, 36, 37])
        #expect(Set(Self.trail.changes(of: Subject.risk("R1")).map(\.entry)) == [27, 28, 29])
    }

    private func blame(_ trail: AuditTrail, asAt: Day? = nil) -> [String] {
        trail.blame("A1", asAt: asAt).map {
            "\($0.subject.words) \($0.field.rawValue) \($0.present?.words ?? "-") \($0.entry)"
        }
    }

    @Test("for blame, tells of each field the change that made it what it is")
    func blame() {
        #expect(
            blame(Self.trail) == [
                "action A1 title Open two wards 16", "action A1 under A 8",
                "action A1 accountable AB 11", "action A1 rating amber 24",
                "action A1 note bricks bought 23", "action A1 help a crane 25",
                "action A1 answer one is lent 26", "milestone A1/1 due 2020-06 20",
                "milestone A1/1 original 2020-05 15", "milestone A1/1 request agreed 20",
                "milestone A1/1 forecast 2020-08 21", "milestone A1/1 delivery reopened 37",
                "milestone A1/1 evidence Photograph 33",
            ]
        )
        // Entry 8 is of 13 January 2020, entry 12 of the 17th.
        #expect(
            blame(Self.trail, asAt: "2020-01-17") == [
                "action A1 title Action A1 8", "action A1 under A 8",
                "action A1 accountable AB 11", "milestone A1/1 due 2020-05 12",
            ]
        )
        #expect(blame(Self.trail, asAt: "2020-01-12").isEmpty)
    }

    @Test("for blame, takes the fact of the latest day, not the latest entry")
    func blameByDay() {
        var scene = Scene.county()  // 1
        scene.go(to: "2024-05-10")
        scene.record(.note("later"))  // 2
        scene.go(to: "2024-05-11")
        scene.record(on: "2024-04-20", .note("earlier"))  // 3
        let trail = AuditTrail(scene.history.entries)
        let note = { (day: Day?) in
            trail.blame("A1", asAt: day).first { $0.field == .note }?.entry
        }
        #expect(note(nil) == 2)
        #expect(note("2024-05-09") == 3)
        #expect(note("2024-04-19") == nil)
    }

    @Test("about a closed action and a part of it, tells that reopening lifts the closure")
    func reopening() {
        var scene = Scene.county()  // 1
        scene.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: "2024-06"))  // 2
        scene.go(to: "2024-03-02")
        scene.record(.declared("A1.i/1"))  // 3
        scene.go(to: "2024-03-03")
        scene.record(.closed())  // 4
        scene.go(to: "2024-03-04")
        scene.record(.reopened("A1.i", 1))  // 5
        let changes = AuditTrail(scene.history.entries).changes.filter { $0.entry == 5 }
        #expect(changes.map(\.field) == [.delivery, .closure])
        #expect(changes.map(\.subject) == [.milestone("A1.i/1"), .milestone("A1.i/1")])
    }
}
