// Who may record what: every role and every type of event, and what a leader leads.

import Testing

@testable import Ledger

/// What each role but the officer's may record. An officer records everything.
private let allowed: [RecorderRole: Set<String>] = [
    .leader: [
        "progress-noted", "rating-declared", "help-asked", "help-given", "risk-raised",
        "risk-answered", "risk-closed", "measure-read", "date-requested", "forecast-given",
        "delivery-declared", "evidence-filed",
    ],
    .secretary: [
        "plan-approved", "plan-closed", "meeting-called", "meeting-cancelled", "decision-minuted",
        "assurance-given", "policy-adopted", "paper-worded", "report-published", "date-agreed",
        "date-refused", "closure-approved",
    ],
    .verifier: ["delivery-confirmed", "delivery-returned", "evidence-filed"],
    .auditor: [],
    .reader: [],
]

private func noted(_ code: Code, by: Key, for whom: Key? = nil) -> Entry.Act {
    act(.progress(.noted(code, note: "begun", line: nil, byWhen: nil)), by: by, for: whom)
}

@Suite("A role")
struct RoleTests {
    /// The refusal of `act`, recorded in `role`; nil where there is none.
    private func refusal(
        _ act: Entry.Act,
        as role: RecorderRole,
        in scene: Scene = .county()
    ) -> Refusal? {
        var history = scene.history
        do throws(Refusal) {
            try history.decide(scene.next(act), as: role)
            return nil
        } catch { return error }
    }

    @Test("records the types that are its own, and no other", arguments: RecorderRole.allCases)
    func types(_ role: RecorderRole) {
        for event in Event.oneOfEach {
            let refusal = refusal(act(event, by: "AB"), as: role)
            let isAllowed = role == .officer || allowed[role]?.contains(event.type) == true
            // Other rules come after this one, and may refuse what the role allows.
            #expect(
                (refusal != .roleMustAllow(role, type: event.type)) == isAllowed,
                "\(event.type)"
            )
        }
        #expect(Set(Event.oneOfEach.map(\.type)).isSuperset(of: allowed[role] ?? []))
    }

    @Test("of the command line is an officer's")
    func officer() {
        var scene = Scene.county()
        scene.record(noted("A1", by: "SEC"))
        #expect(ActionLedger.Manner().role == .officer)
    }

    @Test("of a leader is kept to the actions they lead, themselves or in a body")
    func leads() {
        var scene = Scene.county()
        scene.record(
            .structure(.actionAdded("A2", under: "A", title: "Another")),
            .structure(.actionAdded("A1.i", under: "A1", title: "A part of it")),
            .structure(.bodyNamed("GRP", name: "Group", organisation: nil, members: ["CD"])),
            .leads("A2", "GRP")
        )
        func ofNote(_ code: Code, _ key: Key) -> Refusal? {
            refusal(noted(code, by: key), as: .leader, in: scene)
        }
        #expect(ofNote("A1", "AB") == nil)
        // A part without leads of its own has those of the action above it.
        #expect(ofNote("A1.i", "AB") == nil)
        #expect(ofNote("A2", "CD") == nil)
        #expect(ofNote("A2", "AB") == .leaderMustLead("AB", "A2"))
        #expect(ofNote("A1", "CD") == .leaderMustLead("CD", "A1"))
        #expect(
            Refusal.leaderMustLead("AB", "A2").words
                == "AB does not lead A2, and a leader records on the actions they lead; ask one of "
                + "its leads, or an officer"
        )
        // Leads change, and with them who may record.
        scene.record(.leads("A1", "CD"))
        #expect(ofNote("A1", "AB") == .leaderMustLead("AB", "A1"))
    }

    @Test("of a leader reaches risks and measures by what those are about")
    func concerns() {
        var scene = Scene.county()
        scene.record(
            .structure(.actionAdded("A2", under: "A", title: "Another")),
            .progress(.riskRaised("R1", about: "A1", title: "Storm")),
            .progress(.riskRaised("R2", about: "A2", title: "Flood")),
            .progress(.riskRaised("R3", about: "A", title: "Both"))
        )
        let close = { (code: Code) in act(.progress(.riskClosed(code)), by: "AB") }
        #expect(refusal(close("R1"), as: .leader, in: scene) == nil)
        #expect(refusal(close("R2"), as: .leader, in: scene) == .leaderMustLead("AB", "A2"))
        #expect(refusal(close("R3"), as: .leader, in: scene) == .leaderMustLead("AB", "A"))
        // What is not there is told by the rule that says so.
        #expect(
            refusal(close("R9"), as: .leader, in: scene)
                == refusal(close("R9"), as: .officer, in: scene)
        )
        let new = act(.progress(.riskRaised("R4", about: "A2", title: "Fire")), by: "AB")
        #expect(refusal(new, as: .leader, in: scene) == .leaderMustLead("AB", "A2"))
    }

    @Test("but an officer's or a secretary's speaks for itself alone")
    func behalf() {
        let told = noted("A1", by: "AB", for: "CD")
        #expect(refusal(told, as: .leader) == .roleMustSpeakForItself(.leader))
        #expect(refusal(told, as: .officer) == nil)
        #expect(refusal(noted("A1", by: "AB", for: "AB"), as: .leader) == nil)
        let minuted = act(.minuted(), by: "SEC", for: "CD")
        #expect(refusal(minuted, as: .secretary) != .roleMustSpeakForItself(.secretary))
        #expect(
            Refusal.roleMustSpeakForItself(.leader).words
                == "a leader records in their own name alone; leave out for whom, or ask an officer to"
        )
    }

    @Test("is named in the refusal, with what to do")
    func words() {
        #expect(
            Refusal.roleMustAllow(.leader, type: "plan-closed").words
                == "a leader does not record plan-closed; ask an officer to"
        )
        #expect(
            Refusal.roleMustAllow(.auditor, type: "progress-noted").words
                == "an auditor reads and records nothing; ask an officer to"
        )
    }

    @Test("records on an action as it was seen, or is told what came since")
    func seen() {
        var scene = Scene.county()
        let seq = scene.record(noted("A1", by: "AB"))
        let history = scene.history
        #expect(throws: Refusal.actionMustBeAsSeen("A1", entry: seq)) {
            try history.decide("A1", asSeenAt: seq - 1)
        }
        #expect(throws: Never.self) { try history.decide("A1", asSeenAt: seq) }
        #expect(throws: Never.self) { try history.decide("A9", asSeenAt: 0) }
        #expect(
            Refusal.actionMustBeAsSeen("A1", entry: 57).words
                == "entry 57 about A1 was recorded after what you saw of it; look at it, and record "
                + "again what still holds"
        )
    }
}
