// Which entries may be struck: only those that nothing rests on, and never some.

import Testing

@testable import Ledger

/// Entry 2 is recorded, then entry 3, which rests on it.
private struct RestRow: Sendable, CustomTestStringConvertible {
    let rule: String
    let ground: Entry.Act
    let other: Entry.Act

    init(_ rule: String, _ ground: Entry.Act, other: Entry.Act) {
        self.rule = rule
        self.ground = ground
        self.other = other
    }

    var testDescription: String { rule }
}

@Suite("Striking an entry")
struct StrikeTests {
    private static let never: [RefusalRow] = [
        .init(
            "plan-opened",
            act(.struck(1)),
            .entryMustBeOneThatCanBeStruck(1, type: "plan-opened"),
            "entry 1 carries plan-opened, which is never struck",
            allowed: nil
        ),
        .init(
            "plan-approved",
            act(.struck(2)),
            .entryMustBeOneThatCanBeStruck(2, type: "plan-approved"),
            "entry 2 carries plan-approved, which is never struck",
            allowed: nil
        ) { $0.record(.approved("2024-03-21")) },
        .init(
            "plan-approved among others",
            act(.struck(2)),
            .entryMustBeOneThatCanBeStruck(2, type: "plan-approved"),
            "entry 2 carries plan-approved, which is never struck",
            allowed: nil
        ) { $0.record(.note("begun"), .approved("2024-03-21")) },
        .init(
            "plan-closed",
            act(.struck(2)),
            .entryMustBeOneThatCanBeStruck(2, type: "plan-closed"),
            "entry 2 carries plan-closed, which is never struck",
            allowed: nil
        ) { $0.record(.planClosed()) },
        .init(
            "entry-struck",
            act(.struck(3)),
            .entryMustBeOneThatCanBeStruck(3, type: "entry-struck"),
            "entry 3 carries entry-struck, which is never struck",
            allowed: act(.note("again"))
        ) {
            $0.record(.note("wrong"))
            $0.record(.struck(2))
        },
        .init(
            "ledger-restored",
            act(.struck(2)),
            .entryMustBeOneThatCanBeStruck(2, type: "ledger-restored"),
            "entry 2 carries ledger-restored, which is never struck",
            allowed: nil
        ) { $0.record(.restored(size: 1, lost: 0)) },
        .init(
            "key-registered",
            act(.struck(2)),
            .entryMustBeOneThatCanBeStruck(2, type: "key-registered"),
            "entry 2 carries key-registered, which is never struck",
            allowed: nil
        ) { $0.record(.registered()) },
        .init(
            "key-revoked",
            act(.struck(3)),
            .entryMustBeOneThatCanBeStruck(3, type: "key-revoked"),
            "entry 3 carries key-revoked, which is never struck",
            allowed: nil
        ) {
            $0.record(.registered())
            $0.record(.revoked())
        },
        .init(
            "report-published",
            act(.struck(2)),
            .entryMustBeOneThatCanBeStruck(2, type: "report-published"),
            "entry 2 carries report-published, which is never struck",
            allowed: nil
        ) { $0.record(.published(knownAt: 1)) },
        .init(
            "itself",
            act(.struck(2)),
            .entryMustComeBefore(2, seq: 2),
            "there is no entry 2 before this one, which would be entry 2",
            allowed: nil
        ),
        .init(
            "entry 0",
            act(.struck(0)),
            .entryMustComeBefore(0, seq: 2),
            "there is no entry 0 before this one, which would be entry 2",
            allowed: nil
        ),
        .init(
            "what is struck",
            act(.struck(2)),
            .entryMustNotBeStruck(2, struckBy: 3),
            "entry 2 was struck by entry 3",
            allowed: nil
        ) {
            $0.record(.note("wrong"))
            $0.record(.struck(2))
        },
        .init(
            "twice in one breath",
            act(.struck(2), .struck(2)),
            .entryMustNotBeStruck(2, struckBy: 3),
            "entry 2 was struck by entry 3",
            allowed: act(.struck(2))
        ) { $0.record(.note("wrong")) },
    ]

    private static let approved: [RefusalRow] = [
        .init(
            "an action recorded before an approval stands",
            act(.struck(2)),
            .approvedStructureMustStand(2, approval: 3),
            "entry 2 brought in what entry 3 approved, so it stands; close the action instead",
            allowed: act(.closed("A2"))
        ) {
            $0.record(.action("A2"))
            $0.record(.approved("2024-03-21"))
        },
        .init(
            "a milestone recorded before a second approval stands",
            act(.struck(3)),
            .approvedStructureMustStand(3, approval: 4),
            "entry 3 brought in what entry 4 approved, so it stands; close the action instead",
            allowed: act(.closed("A1", 2))
        ) {
            $0.record(.approved("2024-03-21"))
            $0.record(.milestone("A1", 2, due: "2024-06"))
            $0.record(.approved("2024-03-21"))
        },
        .init(
            "an action approved in the same breath stands",
            act(.approved("2024-03-21"), .struck(2)),
            .approvedStructureMustStand(2, approval: 3),
            "entry 2 brought in what entry 3 approved, so it stands; close the action instead",
            allowed: act(.struck(2), .approved("2024-03-21"))
        ) { $0.record(.action("A2")) },
    ]

    private static let rests: [RestRow] = [
        .init("named by number in a minute", act(.note("x")), other: act(.minuted(2))),
        .init(
            "named by number in a correction",
            act(.agreed("2024-06")),
            other: act(.corrected("2024-04", entry: 2))
        ),
        .init(
            "named by the code of a priority",
            act(.priority("B")),
            other: act(.action("B1", under: "B"))
        ),
        .init(
            "named by a priority under it",
            act(.priority("B")),
            other: act(.priority("C", under: "B"))
        ),
        .init("named in an assurance", act(.priority("B")), other: act(.assured("none", of: "B"))),
        .init(
            "named by an action under it",
            act(.action("A2")),
            other: act(.action("A2.i", under: "A2"))
        ),
        .init("named by a milestone", act(.action("A2")), other: act(.milestone("A2", due: nil))),
        .init("named by a note", act(.action("A2")), other: act(.note("begun", "A2"))),
        .init("named by a rating", act(.action("A2")), other: act(.rated(.green, "A2"))),
        .init("named by new words", act(.action("A2")), other: act(.reworded("A2"))),
        .init("named by leads", act(.action("A2")), other: act(.leads("A2", "CD"))),
        .init("named by a link from it", act(.action("A2")), other: act(.linked("A2", to: "A"))),
        .init("named by a link to it", act(.action("A2")), other: act(.linked("A1", to: "A2"))),
        .init(
            "named by what depends on it",
            act(.action("A2")),
            other: act(.milestone("A1", 2, due: nil, depends: "A2"))
        ),
        .init("named by a risk", act(.action("A2")), other: act(.raised("R1", about: "A2"))),
        .init("named by a measure", act(.action("A2")), other: act(.measure("M1", about: "A2"))),
        .init("named by a call for help", act(.action("A2")), other: act(.asked(1, "A2"))),
        .init("named by evidence", act(.action("A2")), other: act(.evidence("A2"))),
        .init("named by a closure", act(.action("A2")), other: act(.closed("A2"))),
        .init(
            "named by what makes way for it",
            act(.action("A2")),
            other: act(.closed("A1", 1, .superseded, to: "A2"))
        ),
        .init("named by the code of a risk", act(.raised()), other: act(.answered())),
        .init("named by the end of a risk", act(.raised()), other: act(.over())),
        .init("named by the code of a measure", act(.measure()), other: act(.read())),
        .init("named as a lead", act(.person("EF")), other: act(.leads("A1", "EF"))),
        .init("named as a member", act(.person("EF")), other: act(.body("GRP", "EF"))),
        .init("named by a new role", act(.person("EF")), other: act(.person("EF"))),
        .init("named as gone", act(.person("EF")), other: act(.left("EF"))),
        .init("named as who agreed", act(.person("EF")), other: act(.agreed("2024-06", by: "EF"))),
        .init("named as who adopted", act(.body("GRP")), other: act(.adopted(by: "GRP"))),
        .init(
            "named as whom it is recorded for",
            act(.person("EF")),
            other: act(.note("x"), for: "EF")
        ),
        .init(
            "named as who has it now",
            act(.person("EF")),
            other: act(.closed("A1", nil, .transferred, to: "EF"))
        ),
        .init(
            "named by the board that meets",
            act(.body("GRP")),
            other: act(.called("2024-03-21", by: "GRP"))
        ),
        .init(
            "named by a forecast",
            act(.milestone("A1", 2, due: nil)),
            other: act(.forecast("2024-06", "A1/2"))
        ),
        .init(
            "named by a request",
            act(.milestone("A1", 2, due: nil)),
            other: act(.requested("2024-06", "A1/2"))
        ),
        .init(
            "named by a date",
            act(.milestone("A1", 2, due: nil)),
            other: act(.agreed("2024-06", "A1/2"))
        ),
        .init(
            "named by a delivery",
            act(.milestone("A1", 2, due: nil)),
            other: act(.declared("A1/2"))
        ),
        .init(
            "named by a part's evidence",
            act(.milestone("A1", 2, due: nil)),
            other: act(.evidence("A1", 2))
        ),
        .init(
            "named by a part's closure",
            act(.milestone("A1", 2, due: nil)),
            other: act(.closed("A1", 2))
        ),
        .init(
            "named by a cancellation",
            act(.called("2024-03-21")),
            other: act(.cancelled("2024-03-21"))
        ),
        .init(
            "named by the meeting it was moved to",
            act(.called("2024-03-21")),
            other: act(.called("2024-04-18", from: "2024-03-21"))
        ),
        .init(
            "named by a milestone due at it",
            act(.called("2024-03-21")),
            other: act(.milestone("A1", 2, due: nil, meeting: "2024-03-21"))
        ),
        .init("named by a minute of it", act(.called("2024-03-21")), other: act(.minuted())),
        .init(
            "named by assurance given at it",
            act(.called("2024-03-21")),
            other: act(.assured("none"))
        ),
        .init(
            "named by words for it",
            act(.called("2024-03-21")),
            other: act(.board(.paperWorded(meeting: "2024-03-21", part: .summary, text: "Well.")))
        ),
        .init(
            "named by a date agreed at it",
            act(.called("2024-03-21")),
            other: act(.date(.agreed("A1/1", due: "2024-06", by: "BRD", meeting: "2024-03-21")))
        ),
        .init("named by an answer to its call", act(.asked()), other: act(.given())),
        .init("answered by a date", act(.requested("2024-06")), other: act(.agreed("2024-06"))),
        .init("answered by a refusal", act(.requested("2024-06")), other: act(.refused())),
        .init("answered by a confirmation", act(.declared()), other: act(.confirmed(), by: "CD")),
        .init("answered by a return", act(.declared()), other: act(.returned())),
        .init("undone by a reopening", act(.declared()), other: act(.reopened())),
        .init(
            "undone by the reopening of the part",
            act(.declared()),
            other: act(.reopened("A1", 1))
        ),
        .init("answered by an approval", act(.closed()), other: act(.closureApproved())),
        .init("closed, and reopened", act(.closed("A1", 1)), other: act(.reopened("A1", 1))),
        .init("replaced by a later date", act(.agreed("2024-06")), other: act(.agreed("2024-07"))),
    ]

    @Test("is refused for good", arguments: never)
    func neverStruck(_ row: RefusalRow) { row.check() }

    @Test("leaves what was approved", arguments: approved)
    func approvedStands(_ row: RefusalRow) { row.check() }

    @Test("is refused while a later entry rests on it", arguments: rests)
    fileprivate func restedOn(_ row: RestRow) {
        var scene = Scene.county()
        scene.record(row.ground)
        #expect(scene.refusal(of: act(.struck(2))) == nil)
        scene.record(row.other)
        let refusal = scene.refusal(of: act(.struck(2)))
        #expect(refusal == .entryThatOthersRestOnMustStand(2, other: 3))
        #expect(
            refusal?.words == "entry 3 rests on entry 2; strike entry 3 first, if it can be"
        )
        scene.record(act(.struck(3)))
        #expect(scene.refusal(of: act(.struck(2))) == nil)
    }

    @Test("is refused while what rests on it stands in the very entry that strikes")
    func sameBreath() {
        var scene = Scene.county()
        scene.record(.action("A2"))
        #expect(
            scene.refusal(of: act(.milestone("A2", due: nil), .struck(2)))
                == .entryThatOthersRestOnMustStand(2, other: 3)
        )
        #expect(scene.refusal(of: act(.struck(2), .action("A2"))) == nil)
    }

    @Test("of a confirmation waits for the reopening that undid it")
    func undoneConfirmation() {
        var scene = Scene.county()
        scene.record(.declared())  // 2
        scene.record(by: "CD", .confirmed())  // 3
        #expect(scene.refusal(of: act(.struck(3))) == nil)
        scene.record(.reopened("A1", 1))  // 4
        #expect(
            scene.refusal(of: act(.struck(3))) == .entryThatOthersRestOnMustStand(3, other: 4)
        )
    }

    @Test("of an approval of a closure waits for the reopening that undid it")
    func undoneApproval() {
        var scene = Scene.county()
        scene.record(.closed())  // 2
        scene.record(.closureApproved())  // 3
        scene.record(.reopened())  // 4
        #expect(
            scene.refusal(of: act(.struck(3))) == .entryThatOthersRestOnMustStand(3, other: 4)
        )
    }

    @Test("is allowed where nothing was brought in, or only earlier entries name it")
    func allowed() {
        var scene = Scene.county()
        scene.record(.approved("2024-03-21"))  // 2
        scene.record(.note("wrong"))  // 3
        scene.record(.person("CD"))  // 4: a new role of a known key
        scene.record(.leads("A1", "CD"))  // 5: names CD, whom entry 1 brought in
        scene.record(.action("A2"))  // 6: since the approval
        scene.record(.agreed("2024-07"))  // 7: the last move
        scene.record(.adopted([.nearDays: 7]))  // 8
        scene.record(.left("CD"))  // 9
        scene.record(.priority("B"))  // 10
        for entry in 3...10 where entry != 4 {
            #expect(scene.refusal(of: act(.struck(entry))) == nil, "entry \(entry)")
        }
        #expect(scene.refusal(of: act(.struck(4))) == nil, "a later entry names CD, not the role")
    }

    @Test("of a date is allowed where the other date counts from an earlier day")
    func earlierDay() {
        var scene = Scene.county()
        scene.record(.agreed("2024-07"))  // 2, 1 March
        scene.record(on: "2024-02-20", .agreed("2024-06"))  // 3 replaces nothing of entry 2
        #expect(scene.refusal(of: act(.struck(2))) == nil)
    }

    @Test("gives its reason")
    func reason() {
        var scene = Scene.county()
        scene.record(.note("wrong"))
        #expect(
            scene.refusal(of: act(.struck(2), because: nil))
                == .reasonMustBeGiven(type: "entry-struck")
        )
    }

    @Test("undoes the whole entry, for every day, and is listed")
    func wholeEntry() {
        var scene = Scene.county()
        scene.record(.note("wrong"), .rated(.red), .forecast("2024-12"))  // 2
        scene.go(to: "2024-03-20")
        scene.record(.struck(2))  // 3
        let plan = scene.plan("2024-03-05")
        #expect(plan.actions["A1"]?.notes.facts.isEmpty == true)
        #expect(plan.actions["A1"]?.declared == nil)
        #expect(plan.milestone("A1/1")?.forecast == nil)
        #expect(plan.struck.keys == [2] && plan.struck[2]?.seq == 3)
        #expect(scene.plan("2024-03-05", known: 2).milestone("A1/1")?.forecast == "2024-12")
    }
}
