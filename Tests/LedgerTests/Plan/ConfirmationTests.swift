// Who may confirm a delivery: nobody who declared it, led it, or sat in a body that did.

import Testing

@testable import Ledger

@Suite("A delivery")
struct ConfirmationTests {
    private static func ledIt(
        _ rule: String,
        _ key: Key,
        because before: @escaping @Sendable (inout Scene) -> Void
    ) -> RefusalRow {
        .init(
            rule,
            act(.confirmed(), by: key),
            .confirmationMustBeIndependent(key, .ledIt, of: "A1/1"),
            "\(key) leads or has led A1, alone or in a body, and cannot confirm A1/1; somebody "
                + "independent must",
            allowed: act(.confirmed(), by: "IND")
        ) {
            before(&$0)
            $0.record(by: "SEC", .declared())
        }
    }

    private static func declaredIt(
        _ rule: String,
        _ refused: Entry.Act,
        _ key: Key,
        allowed: Entry.Act,
        because before: @escaping @Sendable (inout Scene) -> Void
    ) -> RefusalRow {
        .init(
            rule,
            refused,
            .confirmationMustBeIndependent(key, .declaredIt, of: "A1/1"),
            "\(key) declared A1/1 delivered and cannot confirm it; somebody else must",
            allowed: allowed,
            before: before
        )
    }

    private static let rows: [RefusalRow] = [
        declaredIt(
            "not by who declared it",
            act(.confirmed(), by: "CD"),
            "CD",
            allowed: act(.confirmed(), by: "SEC")
        ) { $0.record(by: "CD", .declared()) },
        declaredIt(
            "not by whom it was declared for",
            act(.confirmed(), by: "CD"),
            "CD",
            allowed: act(.confirmed(), by: "IND")
        ) { $0.record(by: "SEC", for: "CD", .declared()) },
        declaredIt(
            "not for who declared it",
            act(.confirmed(), by: "IND", for: "SEC"),
            "SEC",
            allowed: act(.confirmed(), by: "IND", for: "CD")
        ) { $0.record(by: "SEC", .declared()) },
        declaredIt(
            "not in the same breath",
            act(.declared(), .confirmed(), by: "IND"),
            "IND",
            allowed: act(.declared(), by: "IND")
        ) { _ in },
        declaredIt(
            "not by who declared it again",
            act(.confirmed(), by: "CD"),
            "CD",
            // SEC's declaration was returned and is no declaration.
            allowed: act(.confirmed(), by: "SEC")
        ) {
            $0.record(by: "SEC", .declared())
            $0.record(.returned())
            $0.record(by: "CD", .declared())
        },
        ledIt("not by its lead", "AB") { _ in },
        ledIt("not by its responsible lead", "CD") {
            $0.record(.leads("A1", "CD", as: .responsible))
        },
        ledIt("not by who led it once", "AB") { $0.record(.leads("A1", "CD")) },
        ledIt("not by who led it until everybody was unnamed", "AB") { $0.record(.leads("A1")) },
        ledIt("not by a body that leads it", "GRP") {
            $0.record(.body("GRP", "CD"), .leads("A1", "GRP"))
        },
        ledIt("not by a member of a body that leads it", "CD") {
            $0.record(.body("GRP", "CD"), .leads("A1", "GRP"))
        },
        ledIt("not by a member of a body that led it once", "CD") {
            $0.record(.body("GRP", "CD"), .leads("A1", "GRP"))
            $0.record(.leads("A1", "AB"))
        },
        // To rename a body does not take a member out of what it led.
        ledIt("not by a member that a body lost since", "CD") {
            $0.record(.body("GRP", "CD"), .leads("A1", "GRP"))
            $0.record(.body("GRP", "AB"))
        },
        ledIt("not by a member that a body won since", "CD") {
            $0.record(.body("GRP", "AB"), .leads("A1", "GRP"))
            $0.record(.body("GRP", "AB", "CD"))
        },
        ledIt("not by who left since", "CD") {
            $0.record(.leads("A1", "CD"))
            $0.record(.leads("A1", "AB"))
        },
    ]

    @Test("is confirmed by somebody independent", arguments: rows)
    func confirmation(_ row: RefusalRow) { row.check() }

    @Test("of a sub-action is not confirmed by who leads, or ever led, the action above it")
    func inherited() {
        var scene = Scene.county()
        scene.record(
            .action("A1.i", under: "A1"),
            .milestone("A1.i", due: "2024-05"),
            .leads("A1.i", "CD")
        )
        scene.record(.leads("A1", "SEC"))
        scene.record(by: "IND", .declared("A1.i/1"))
        for key: Key in ["AB", "SEC", "CD"] {
            #expect(
                scene.refusal(of: act(.confirmed("A1.i/1"), by: key))
                    == .confirmationMustBeIndependent(key, .ledIt, of: "A1.i/1")
            )
        }
        #expect(scene.refusal(of: act(.confirmed("A1.i/1"), by: "OTH")) == nil)
    }

    @Test("of an action is confirmed by who leads a sub-action alone")
    func below() {
        var scene = Scene.county()
        scene.record(.action("A1.i", under: "A1"), .leads("A1.i", "CD"))
        scene.record(by: "SEC", .declared())
        #expect(scene.refusal(of: act(.confirmed(), by: "CD")) == nil)
    }

    @Test("is confirmed by who was named lead in an entry that was struck")
    func struckLead() {
        var scene = Scene.county()
        let wrong = scene.record(.leads("A1", "CD"))
        scene.record(.struck(wrong))
        scene.record(by: "SEC", .declared())
        #expect(scene.refusal(of: act(.confirmed(), by: "CD")) == nil)
    }
}
