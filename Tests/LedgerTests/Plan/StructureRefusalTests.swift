// Refusals that concern the board, its meetings, people and structure.

import Testing

@testable import Ledger

private let unknownKey =
    "nobody is called ZZ in this plan; name a person with `ledgerctl add person` or a body with "
    + "`ledgerctl add body` first"

private func inUse(_ code: Code) -> String {
    "\(code) is in use; a code names one priority, action, risk or measure for ever"
}

private func missing(_ kind: String, _ code: Code = "Z9") -> String {
    "there is no \(kind) \(code) in this plan; `ledgerctl list` shows what there is"
}

@Suite("The structure of a plan")
struct StructureRefusalTests {
    private static let codes: [RefusalRow] = [
        // Codes of priorities, actions, risks and measures are one namespace.
        .init(
            "a priority has a new code",
            act(.priority("A1")),
            .codeMustBeNew("A1"),
            inUse("A1"),
            allowed: act(.priority("B"))
        ),
        .init(
            "an action has a new code",
            act(.action("A")),
            .codeMustBeNew("A"),
            inUse("A"),
            allowed: act(.action("A2"))
        ),
        .init(
            "an action has no risk's code",
            act(.action("R1")),
            .codeMustBeNew("R1"),
            inUse("R1"),
            allowed: act(.action("R2"))
        ) { $0.record(.raised()) },
        .init(
            "a risk has a new code",
            act(.raised("M1")),
            .codeMustBeNew("M1"),
            inUse("M1"),
            allowed: act(.raised("R1"))
        ) { $0.record(.measure()) },
        .init(
            "a measure has a new code",
            act(.measure("A1")),
            .codeMustBeNew("A1"),
            inUse("A1"),
            allowed: act(.measure("M1"))
        ),
        .init(
            "a priority stands under a priority",
            act(.priority("B", under: "A1")),
            .codeMustBeKnown("A1", kind: .priority),
            missing("priority", "A1"),
            allowed: act(.priority("B", under: "A"))
        ),
        .init(
            "an action stands under something",
            act(.action("A2", under: "Z9")),
            .codeMustBeKnown("Z9", kind: .priorityOrAction),
            missing("priority or action"),
            allowed: act(.action("A1.i", under: "A1"))
        ),
        .init(
            "what is reworded is there",
            act(.reworded("Z9")),
            .codeMustBeKnown("Z9", kind: .action),
            missing("action"),
            allowed: act(.reworded())
        ),
        .init(
            "a priority is not reworded as an action",
            act(.reworded("A")),
            .codeMustBeKnown("A", kind: .action),
            missing("action", "A"),
            allowed: act(.reworded())
        ),
        .init(
            "what is linked is there",
            act(.linked("Z9", to: "A1")),
            .codeMustBeKnown("Z9", kind: .action),
            missing("action"),
            allowed: act(.linked("A1", to: "A"))
        ),
        .init(
            "what a link of this plan leads to is there",
            act(.linked("A1", to: "Z9")),
            .codeMustBeKnown("Z9", kind: .priorityOrAction),
            missing("priority or action"),
            // An unknown plan is said, not refused.
            allowed: act(.linked("A1", to: "aedb-2018:Z9"))
        ),
        .init(
            "what a milestone depends on is there",
            act(.milestone("A1", 2, due: nil, depends: "Z9")),
            .codeMustBeKnown("Z9", kind: .priorityOrAction),
            missing("priority or action"),
            allowed: act(.milestone("A1", 2, due: nil, depends: "aedb-2018:"))
        ),
        .init(
            "a milestone has a new number",
            act(.milestone("A1", 1, due: "2024-06")),
            .milestoneMustBeNew("A1/1"),
            "milestone A1/1 is there already; move it with `ledgerctl date`",
            allowed: act(.milestone("A1", 2, due: "2024-06"))
        ),
        .init(
            "a milestone belongs to an action",
            act(.milestone("A", 1, due: "2024-06")),
            .codeMustBeKnown("A", kind: .action),
            missing("action", "A"),
            allowed: act(.milestone("A1", 7, due: nil))
        ),
        .init(
            "a milestone that is named is there",
            act(.forecast("2024-06", "A1/3")),
            .milestoneMustBeKnown("A1/3", of: [1, 2]),
            "A1 has no milestone 3; it has 1, 2",
            allowed: act(.forecast("2024-06", "A1/2"))
        ) { $0.record(.milestone("A1", 2, due: nil)) },
        .init(
            "a milestone that is named is there, where there is none",
            act(.forecast("2024-06", "A2/1")),
            .milestoneMustBeKnown("A2/1", of: []),
            "A2 has no milestone; add one with `ledgerctl add milestone`",
            allowed: act(.milestone("A2", due: nil), .forecast("2024-06", "A2/1"))
        ) { $0.record(.action("A2")) },
        .init(
            "an assured priority is there",
            act(.assured("limited", of: "A1")),
            .codeMustBeKnown("A1", kind: .priority),
            missing("priority", "A1"),
            allowed: act(.assured("limited"))
        ),
    ]

    private static let keys: [RefusalRow] = [
        .init(
            "a lead is known",
            act(.leads("A1", "ZZ")),
            .keyMustBeKnown("ZZ"),
            unknownKey,
            allowed: act(.leads("A1", "CD", "BRD"))
        ),
        .init(
            "a lead is named once",
            act(.leads("A1", "CD", "AB", "CD")),
            .leadMustBeNamedOnce("CD"),
            "CD is named twice; name each lead once",
            // Nobody yet is allowed.
            allowed: act(.leads("A1"))
        ),
        .init(
            "a lead has not left",
            act(.leads("A1", "CD", as: .responsible)),
            .leadMustNotHaveLeft("CD", entry: 2),
            "CD has left (entry 2) and cannot be named a lead; name somebody else",
            allowed: act(.leads("A1", "AB", as: .responsible))
        ) { $0.record(.left("CD")) },
        .init(
            "who leaves is known",
            act(.left("ZZ")),
            .keyMustBeKnown("ZZ"),
            unknownKey,
            allowed: act(.left("CD"))
        ),
        .init(
            "who leaves is a person",
            act(.left("BRD")),
            .keyMustBeOfAPerson("BRD"),
            "BRD is a body, and a person is wanted here",
            allowed: act(.left("CD"))
        ),
        .init(
            "who leaves is there",
            act(.left("CD")),
            .personMustBeThere("CD", entry: 2),
            "CD has left already (entry 2)",
            allowed: act(.person("CD"), .left("CD"))
        ) { $0.record(.left("CD")) },
        .init(
            "a person has no body's key",
            act(.person("BRD")),
            .keyMustBeOfAPerson("BRD"),
            "BRD is a body, and a person is wanted here",
            allowed: act(.person("EF"))
        ),
        .init(
            "a body has no person's key",
            act(.body("AB")),
            .keyMustBeOfABody("AB"),
            "AB is a person, and a body is wanted here",
            allowed: act(.body("BRD", "AB"))
        ),
        .init(
            "a member is known",
            act(.body("GRP", "ZZ")),
            .keyMustBeKnown("ZZ"),
            unknownKey,
            allowed: act(.person("ZZ"), .body("GRP", "ZZ"))
        ),
        .init(
            "who approves the plan is known",
            act(.approved(by: "ZZ")),
            .keyMustBeKnown("ZZ"),
            unknownKey,
            allowed: act(.approved(by: nil))
        ),
        .init(
            "who adopts a policy is known",
            act(.adopted(by: "ZZ")),
            .keyMustBeKnown("ZZ"),
            unknownKey,
            allowed: act(.adopted())
        ),
        .init(
            "who closes the plan is known",
            act(.planClosed(by: "ZZ")),
            .keyMustBeKnown("ZZ"),
            unknownKey,
            allowed: act(.planClosed())
        ),
        .init(
            "who closes the plan leads nothing in it",
            act(.planClosed(by: "AB")),
            .agreementMustBeIndependent("AB", of: "A1"),
            "AB leads A1 and cannot agree to its own change; give --agreed-by with a body, or a "
                + "person who does not lead it",
            allowed: act(.planClosed(by: "CD"))
        ),
    ]

    private static let board: [RefusalRow] = [
        .init(
            "a board meets once a day",
            act(.called("2024-03-21")),
            .meetingMustBeNew("2024-03-21"),
            "a meeting of that board is called for 2024-03-21 already",
            allowed: act(.called("2024-03-21", by: "OTH"))
        ) { $0.record(.called("2024-03-21")) },
        .init(
            "what is cancelled was called",
            act(.cancelled("2024-03-21")),
            .meetingMustBeCalled("2024-03-21", called: []),
            "no meeting of that board stands for 2024-03-21; call one with `ledgerctl add meeting`",
            allowed: act(.cancelled("2024-03-21", of: "OTH"))
        ) { $0.record(.called("2024-03-21", by: "OTH")) },
        .init(
            "what is moved stands",
            act(.called("2024-06-20", from: "2024-03-21")),
            .meetingMustBeCalled("2024-03-21", called: ["2024-05-16", "2024-07-18"]),
            "no meeting of that board stands for 2024-03-21; meetings stand for 2024-05-16, "
                + "2024-07-18",
            allowed: act(.called("2024-06-20", from: "2024-07-18"))
        ) {
            $0.record(.called("2024-07-18"))
            $0.record(.called("2024-03-21"))
            $0.record(.called("2024-05-16", from: "2024-03-21"))
        },
        .init(
            "what is cancelled is not cancelled again",
            act(.cancelled("2024-03-21")),
            .meetingMustBeCalled("2024-03-21", called: []),
            "no meeting of that board stands for 2024-03-21; call one with `ledgerctl add meeting`",
            allowed: act(.called("2024-03-21"))
        ) {
            $0.record(.called("2024-03-21"))
            $0.record(.cancelled("2024-03-21"))
        },
        .init(
            "a minute refers to what was recorded",
            act(.minuted(1, 3)),
            .entryMustComeBefore(3, seq: 2),
            "there is no entry 3 before this one, which would be entry 2",
            allowed: act(.minuted(1))
        ),
        .init(
            "a minute does not refer to itself",
            act(.minuted(2)),
            .entryMustComeBefore(2, seq: 2),
            "there is no entry 2 before this one, which would be entry 2",
            allowed: act(.minuted())
        ),
        .init(
            "a level is one of the built-in ones",
            act(.assured("good")),
            .levelMustBeOfThePolicy(
                "good",
                levels: ["none", "limited", "reasonable", "substantial"]
            ),
            "`good` is no level of assurance of the policy in force; it has none, limited, "
                + "reasonable, substantial",
            allowed: act(.assured("substantial"))
        ),
        .init(
            "a level is one of the policy",
            act(.assured("substantial")),
            .levelMustBeOfThePolicy("substantial", levels: ["poor", "good"]),
            "`substantial` is no level of assurance of the policy in force; it has poor, good",
            allowed: act(.assured("good"))
        ) { $0.record(.adopted(levels: ["poor", "good"])) },
        .init(
            "what the policy in force leaves out is built in, not an older policy's",
            act(.assured("good")),
            .levelMustBeOfThePolicy(
                "good",
                levels: ["none", "limited", "reasonable", "substantial"]
            ),
            "`good` is no level of assurance of the policy in force; it has none, limited, "
                + "reasonable, substantial",
            allowed: act(.assured("none"))
        ) {
            $0.record(.adopted(levels: ["poor", "good"]))
            $0.record(.adopted([.nearDays: 14]))
        },
        .init(
            "a report rests on what was recorded",
            act(.published(knownAt: 2)),
            .publicationMustRestOnEntries(knownAt: 2, seq: 2),
            "a report known at entry 2 cannot be published by entry 2",
            allowed: act(.published(knownAt: 1))
        ),
        .init(
            "a report rests on something",
            act(.published(knownAt: 0)),
            .publicationMustRestOnEntries(knownAt: 0, seq: 2),
            "a report known at entry 0 cannot be published by entry 2",
            allowed: act(.published(knownAt: 1))
        ),
    ]

    @Test("has codes of one kind and one meaning", arguments: codes)
    func code(_ row: RefusalRow) { row.check() }

    @Test("has keys of people and bodies", arguments: keys)
    func key(_ row: RefusalRow) { row.check() }

    @Test("has a board that meets and decides", arguments: board)
    func boardRule(_ row: RefusalRow) { row.check() }

    @Test("keeps one namespace for codes and another for keys")
    func namespaces() {
        let scene = Scene.county()
        #expect(scene.refusal(of: act(.priority("AB"), .person("A1"), .body("A"))) == nil)
    }

    @Test("asks which milestone where there are several, and knows the only one")
    func whichMilestone() throws {
        var scene = Scene.county()
        #expect(try scene.history.plan.milestone(nil, of: "A1") == "A1/1")
        #expect(throws: Refusal.milestoneMustBeKnown("A1/4", of: [1])) {
            try scene.history.plan.milestone(4, of: "A1")
        }
        scene.record(.milestone("A1", 2, due: nil), .action("A2"))
        let refusal = Refusal.milestoneMustBeSaid("A1", of: [1, 2])
        #expect(throws: refusal) { try scene.history.plan.milestone(nil, of: "A1") }
        #expect(refusal.words == "A1 has 2 milestones; say which: A1/1, A1/2")
        #expect(try scene.history.plan.milestone(2, of: "A1") == "A1/2")
        #expect(throws: Refusal.milestoneMustBeKnown("A2/1", of: [])) {
            try scene.history.plan.milestone(nil, of: "A2")
        }
        #expect(throws: Refusal.codeMustBeKnown("Z9", kind: .action)) {
            try scene.history.plan.milestone(nil, of: "Z9")
        }
    }
}
