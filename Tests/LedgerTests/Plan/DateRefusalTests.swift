// Refusals that concern dates: requested, agreed, refused, corrected.

import Testing

@testable import Ledger

private func ownChange(_ key: Key, _ code: Code) -> String {
    "\(key) leads \(code) and cannot agree to its own change; give --agreed-by with a body, or a "
        + "person who does not lead it"
}

private func tooEarly(_ answer: Day, _ question: Day, _ entry: Int) -> String {
    "the answer is dated \(answer), before the \(question) of entry \(entry), which it answers; "
        + "check --on"
}

private let laterEnd =
    "the plan is approved and the correction gives A1/1 a later end, so it needs --agreed-by, and "
    + "it counts as a move"

@Suite("A completion date")
struct DateRefusalTests {
    private static let agreements: [RefusalRow] = [
        .init(
            "after the approval it is said who agreed",
            act(.agreed("2024-06", by: nil)),
            .agreementMustSayWho(type: "date-agreed"),
            "the plan is approved, so date-agreed must say who agreed; give --agreed-by with a "
                + "body, or a person who does not lead the action",
            allowed: act(.agreed("2024-06", by: "CD"))
        ) { $0.record(.approved("2024-03-21")) },
        .init(
            "an earlier date, too, is agreed by somebody",
            act(.agreed("2024-04", by: nil)),
            .agreementMustSayWho(type: "date-agreed"),
            "the plan is approved, so date-agreed must say who agreed; give --agreed-by with a "
                + "body, or a person who does not lead the action",
            allowed: act(.agreed("2024-04"))
        ) { $0.record(.approved("2024-03-21")) },
        .init(
            "who agrees is known",
            act(.agreed("2024-06", by: "ZZ")),
            .keyMustBeKnown("ZZ"),
            "nobody is called ZZ in this plan; name a person with `ledgerctl add person` or a "
                + "body with `ledgerctl add body` first",
            // Before the approval nobody need agree.
            allowed: act(.agreed("2024-06", by: nil))
        ),
        .init(
            "a lead does not agree for itself",
            act(.agreed("2024-06", by: "AB")),
            .agreementMustBeIndependent("AB", of: "A1"),
            ownChange("AB", "A1"),
            allowed: act(.agreed("2024-06", by: "CD"))
        ),
        .init(
            "a responsible lead does not agree for itself",
            act(.agreed("2024-06", by: "CD")),
            .agreementMustBeIndependent("CD", of: "A1"),
            ownChange("CD", "A1"),
            allowed: act(.agreed("2024-06", by: "SEC"))
        ) { $0.record(.leads("A1", "CD", as: .responsible)) },
        .init(
            "an inherited lead does not agree for itself",
            act(.agreed("2024-06", "A1.i/1", by: "AB")),
            .agreementMustBeIndependent("AB", of: "A1.i"),
            ownChange("AB", "A1.i"),
            // A body may agree even to what it leads: DESIGN.md, date-agreed.
            allowed: act(.leads("A1.i", "BRD"), .agreed("2024-06", "A1.i/1", by: "BRD"))
        ) { $0.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: "2024-05")) },
        .init(
            "a lead does not refuse its own request",
            act(.refused(by: "AB")),
            .agreementMustBeIndependent("AB", of: "A1"),
            ownChange("AB", "A1"),
            allowed: act(.refused(by: "CD"))
        ) { $0.record(.requested("2024-06")) },
        .init(
            "a lead does not agree to its own correction",
            act(.corrected("2024-04", entry: 1, by: "AB")),
            .agreementMustBeIndependent("AB", of: "A1"),
            ownChange("AB", "A1"),
            allowed: act(.corrected("2024-04", entry: 1))
        ),
    ]

    private static let requests: [RefusalRow] = [
        .init(
            "one request is open at a time",
            act(.requested("2024-07")),
            .requestMustBeAnsweredFirst("A1/1", entry: 2),
            "entry 2 asks for another date of A1/1 and nobody has answered; one request is open "
                + "at a time",
            allowed: act(.refused(), .requested("2024-07"))
        ) { $0.record(.requested("2024-06")) },
        .init(
            "a refusal answers a request",
            act(.refused()),
            .requestMustBeOpen("A1/1"),
            "no request for another date of A1/1 is open",
            // An agreed date stands alone as well.
            allowed: act(.agreed("2024-06"))
        ),
        .init(
            "a request is answered once",
            act(.refused()),
            .requestMustBeOpen("A1/1"),
            "no request for another date of A1/1 is open",
            allowed: act(.requested("2024-08"))
        ) {
            $0.record(.requested("2024-06"))
            $0.record(.agreed("2024-07"))
        },
        .init(
            "a date is agreed no earlier than it was asked for",
            act(.agreed("2024-06"), on: "2024-02-29"),
            .answerMustNotComeBefore(question: "2024-03-01", answer: "2024-02-29", entry: 2),
            tooEarly("2024-02-29", "2024-03-01", 2),
            allowed: act(.agreed("2024-06"))
        ) { $0.record(.requested("2024-06")) },
        .init(
            "a date is refused no earlier than it was asked for",
            act(.refused(), on: "2024-02"),
            .answerMustNotComeBefore(question: "2024-03-01", answer: "2024-02-29", entry: 2),
            tooEarly("2024-02-29", "2024-03-01", 2),
            allowed: act(.refused(), on: "2024-03")
        ) { $0.record(.requested("2024-06")) },
        .init(
            "what is delivered is not asked for later",
            act(.requested("2024-06")),
            .milestoneMustNotBeDelivered("A1/1", entry: 2),
            "A1/1 is delivered (entry 2), so its date no longer moves; reopen it first if it is "
                + "not done",
            allowed: act(.returned(), .requested("2024-06"))
        ) { $0.record(.declared()) },
        .init(
            "what is delivered is not moved",
            act(.agreed("2024-06")),
            .milestoneMustNotBeDelivered("A1/1", entry: 2),
            "A1/1 is delivered (entry 2), so its date no longer moves; reopen it first if it is "
                + "not done",
            allowed: act(.reopened(), .agreed("2024-06"))
        ) {
            $0.record(.declared())
            $0.record(by: "CD", .confirmed())
        },
    ]

    private static let corrections: [RefusalRow] = [
        .init(
            "a correction names an entry with a date of the milestone",
            act(.corrected("2024-04", entry: 2)),
            .correctionMustNameADate("A1/1", entry: 2),
            "entry 2 records no date of A1/1; name the entry with the mistake, not a correction. "
                + "`ledgerctl history A1` shows the entries",
            allowed: act(.corrected("2024-04", entry: 1))
        ) { $0.record(.note("begun")) },
        .init(
            "a correction does not name a correction",
            act(.corrected("2024-04", entry: 2)),
            .correctionMustNameADate("A1/1", entry: 2),
            "entry 2 records no date of A1/1; name the entry with the mistake, not a correction. "
                + "`ledgerctl history A1` shows the entries",
            allowed: act(.corrected("2024-04", entry: 1))
        ) { $0.record(.corrected("2024-06", entry: 1)) },
        .init(
            "a correction names nothing of its own entry or later",
            act(.agreed("2024-06"), .corrected("2024-04", entry: 2)),
            .correctionMustNameADate("A1/1", entry: 2),
            "entry 2 records no date of A1/1; name the entry with the mistake, not a correction. "
                + "`ledgerctl history A1` shows the entries",
            allowed: act(.agreed("2024-06"))
        ),
        .init(
            "a struck date is corrected no more",
            act(.corrected("2024-04", entry: 2)),
            .correctionMustNameADate("A1/1", entry: 2),
            "entry 2 records no date of A1/1; name the entry with the mistake, not a correction. "
                + "`ledgerctl history A1` shows the entries",
            allowed: act(.corrected("2024-04", entry: 1))
        ) {
            $0.record(.agreed("2024-06"))
            $0.record(.struck(2))
        },
        .init(
            "what was published is corrected by agreement",
            act(.corrected("2024-04", entry: 1)),
            .correctionMustBeAgreedOncePublished(entry: 1, publication: 2),
            "the report published by entry 2 rests on entry 1, so correcting it needs --agreed-by",
            allowed: act(.corrected("2024-04", entry: 1, by: "BRD"))
        ) { $0.record(.published(knownAt: 1)) },
        .init(
            "a correction to a later end is agreed, once approved",
            act(.corrected("2024-06", entry: 1)),
            .correctionToALaterEndMustBeAgreed("A1/1"),
            laterEnd,
            allowed: act(.corrected("2024-05-31", entry: 1))
        ) { $0.record(.approved("2024-03-21")) },
        // One entry with May agreed and September forecast: June is later than the agreed date.
        .init(
            "of several dates of one entry none is made later unagreed",
            act(.corrected("2024-06", entry: 3)),
            .correctionToALaterEndMustBeAgreed("A1/1"),
            laterEnd,
            allowed: act(.corrected("2024-06", entry: 3, by: "BRD"))
        ) {
            $0.record(.approved("2024-03-21"))
            $0.record(.agreed("2024-05-10"), .forecast("2024-09"))
        },
        // May, corrected to April: May again is later than what stands.
        .init(
            "a correction is compared with what the one before made of it",
            act(.corrected("2024-05", entry: 1)),
            .correctionToALaterEndMustBeAgreed("A1/1"),
            laterEnd,
            allowed: act(.corrected("2024-04", entry: 1))
        ) {
            $0.record(.approved("2024-03-21"))
            $0.record(.corrected("2024-04", entry: 1))
        },
    ]

    @Test("is agreed by somebody independent", arguments: agreements)
    func agreement(_ row: RefusalRow) { row.check() }

    @Test("is asked for once, and not when delivered", arguments: requests)
    func request(_ row: RefusalRow) { row.check() }

    @Test(
        "is corrected where it was recorded, by agreement where it matters",
        arguments: corrections
    )
    func correction(_ row: RefusalRow) { row.check() }

    @Test("is corrected without agreement before the approval, or where a report came before it")
    func correctionAlone() {
        var scene = Scene.county()
        #expect(scene.refusal(of: act(.corrected("2024-09", entry: 1))) == nil)
        scene.record(.published(knownAt: 1))
        scene.record(.agreed("2024-06"))
        #expect(scene.refusal(of: act(.corrected("2024-07", entry: 3))) == nil)
    }

    @Test("asked for after an agreement is open, though it counts from an earlier day")
    func askedAfterwards() {
        var scene = Scene.county()
        scene.record(.agreed("2024-06"))  // 2, 1 March
        scene.record(on: "2024-02-20", .requested("2024-07"))  // 3: nobody has answered it
        #expect(scene.history.plan.milestone("A1/1")?.openRequest?.stamp.seq == 3)
        #expect(
            scene.refusal(of: act(.requested("2024-08")))
                == .requestMustBeAnsweredFirst("A1/1", entry: 3)
        )
        #expect(scene.refusal(of: act(.refused())) == nil)
        #expect(scene.refusal(of: act(.refused(), on: "2024-02-19")) != nil)
    }

    @Test("may be forecast, and corrected, when delivered")
    func whenDelivered() {
        var scene = Scene.county()
        scene.record(.declared())
        #expect(scene.refusal(of: act(.forecast("2024-06"))) == nil)
        #expect(scene.refusal(of: act(.corrected("2024-04", entry: 1))) == nil)
    }
}
