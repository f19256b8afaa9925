// Journals that broke the rules: replay takes them as they are, and audit tells every rule.

import Testing

@testable import Ledger

@Suite("A journal that broke the rules")
struct AuditTests {
    /// A broken act that stands in the journal as entry 2, and what is found of it.
    private struct Broken: Sendable, CustomTestStringConvertible {
        let act: Entry.Act
        let found: [Refusal]
        var testDescription: String { act.events.map(\.type).joined(separator: ", ") }
    }

    private static let broken: [Broken] = [
        .init(act: act(.opened()), found: [.planMustBeOpenedOnce]),
        .init(
            act: act(.opened("town")),
            found: [.planMustBeOpenedOnce]
        ),
        .init(
            act: act(.note("x", "Z9"), .milestone("A1", due: "2030"), .left("ZZ")),
            found: [
                .codeMustBeKnown("Z9", kind: .action), .milestoneMustBeNew("A1/1"),
                .keyMustBeKnown("ZZ"),
            ]
        ),
        .init(
            act: act(.note("x", "Z9"), on: "2024-05"),
            found: [
                .dayMustHaveCome("2024-05", today: "2024-03-01"),
                .codeMustBeKnown("Z9", kind: .action),
            ]
        ),
        .init(act: act(.action("A1", under: "A1")), found: [.codeMustBeNew("A1")]),
        .init(act: act(.action("A", under: "A1")), found: [.codeMustBeNew("A")]),
        .init(act: act(.priority("A", under: "A")), found: [.codeMustBeNew("A")]),
        .init(act: act(.struck(2)), found: [.entryMustComeBefore(2, seq: 2)]),
        .init(act: act(.struck(99)), found: [.entryMustComeBefore(99, seq: 2)]),
        .init(
            act: act(.corrected("2030", entry: 99)),
            found: [.correctionMustNameADate("A1/1", entry: 99)]
        ),
        .init(
            act: act(.requested("2024-06"), because: nil),
            found: [.reasonMustBeGiven(type: "date-requested")]
        ),
        .init(
            act: act(.confirmed(), by: "AB"),
            found: [.deliveryMustBeDeclared("A1/1")]
        ),
        .init(
            act: act(.declared(), .declared()),
            found: [.milestoneMustNotBeDelivered("A1/1", entry: 2)]
        ),
        .init(
            act: act(.closureApproved("A1", by: "AB")),
            found: [.closureMustBeRecorded("action A1")]
        ),
        .init(
            act: act(.called("2024-03-21", from: "2024-03-21")),
            found: [.meetingMustBeCalled("2024-03-21", called: [])]
        ),
        .init(
            act: act(.over(), .answered()),
            found: [
                .codeMustBeKnown("R1", kind: .risk), .codeMustBeKnown("R1", kind: .risk),
            ]
        ),
    ]

    @Test("is read all the same, and every rule is told", arguments: broken)
    private func told(_ row: Broken) {
        var scene = Scene.county()
        scene.verifyBothWays(row.act, nil, row.testDescription)
        let entry = scene.next(row.act)
        #expect(scene.history.audit(entry) == row.found)
        #expect(scene.history.entries.count == 2)
        #expect(scene.history.plan.observed == Plan.replay(scene.history.entries).observed)
        // What comes after it counts, and breaks no rule for its sake.
        #expect(scene.history.audit(scene.next(act(.note("goes on")))).isEmpty)
        #expect(scene.history.plan.actions["A1"]?.notes.latest?.fact.text == "goes on")
        #expect(scene.history.plan.observed == Plan.replay(scene.history.entries).observed)
        // It can be rated, and whatever was added twice is counted once.
        let ratings = scene.ratings("2024-03-02")
        #expect(ratings.plan.orderedMilestones.map(\.name) == ["A1/1"])
        #expect(ratings[milestone: "A1/1"] != nil)
    }

    @Test("of which nothing is broken tells nothing")
    func nothing() {
        var history = History(of: "county")
        for entry in Scene.county().history.entries { #expect(history.audit(entry).isEmpty) }
    }

    @Test("of another plan's name says so, and goes on")
    func otherName() {
        var history = History(of: "town")
        let entries = Scene.county().history.entries
        #expect(
            history.audit(entries[0]) == [.planMustBeNamedAsItsFile(found: "county", file: "town")]
        )
        #expect(history.plan.orderedMilestones.count == 1)
    }

    @Test("at its first line tells it of every event")
    func neverOpened() {
        var scene = Scene()
        #expect(
            scene.history.audit(scene.next(act(.person("AB"), .priority("A"))))
                == [.planMustBeOpenedFirst, .planMustBeOpenedFirst]
        )
        #expect(scene.history.plan.people["AB"] != nil)
    }

    @Test("by striking its opening or its approval is told, and replayed as it stands")
    func struckForbidden() {
        var scene = Scene.county()
        scene.record(.approved("2024-03-21"))  // 2
        scene.go(to: "2024-03-22")
        scene.record(.agreed("2024-08"))  // 3
        #expect(scene.history.plan.milestone("A1/1")?.moves.count == 1)
        #expect(
            scene.history.audit(scene.next(act(.struck(2))))
                == [.entryMustBeOneThatCanBeStruck(2, type: "plan-approved")]
        )
        #expect(scene.history.plan.approval == nil)
        #expect(
            scene.history.audit(scene.next(act(.struck(1))))
                == [.entryMustBeOneThatCanBeStruck(1, type: "plan-opened")]
        )
        #expect(scene.history.plan.opening == nil)
        #expect(scene.history.plan.orderedMilestones.isEmpty)
    }

    @Test("by using a key twice is told")
    func keyTwice() {
        var scene = Scene.county()
        scene.record(act(.note("one"), key: "k"))  // 2
        #expect(
            scene.history.audit(scene.next(act(.note("two"), key: "k")))
                == [.idempotencyKeyMustMeanOneThing("k", entry: 2)]
        )
        #expect(scene.history.plan.actions["A1"]?.notes.facts.count == 2)
    }

    @Test("by leaving out a signature is told from the registration to the revocation")
    func unsigned() {
        var scene = Scene.county()
        func isUnsigned(_ act: Entry.Act, sig: String? = nil) -> Bool {
            var entry = scene.next(act)
            entry.sig = sig
            return scene.history.isUnsigned(entry)
        }
        #expect(!isUnsigned(act(.note("x"), by: "CD")))
        // The entry that registers is signed by that key.
        #expect(isUnsigned(act(.registered("CD"), by: "CD")))
        #expect(!isUnsigned(act(.registered("CD"), by: "CD"), sig: "s"))
        scene.record(by: "CD", .registered("CD"))
        #expect(isUnsigned(act(.note("x"), by: "CD")))
        #expect(!isUnsigned(act(.note("x"), by: "CD"), sig: "s"))
        // `for` is no signature, and nobody else need sign.
        #expect(!isUnsigned(act(.note("x"), by: "SEC", for: "CD")))
        scene.record(by: "SEC", .revoked("CD"))
        #expect(!isUnsigned(act(.note("x"), by: "CD")))
    }
}
