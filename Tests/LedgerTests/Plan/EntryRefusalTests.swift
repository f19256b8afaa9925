// Refusals that concern the plan as a whole, the entry itself, and the reason it must give.

import Testing

@testable import Ledger

/// The types that may still be recorded once the plan is closed: DESIGN.md 5, plan-closed.
private let afterClosing: Set = [
    "report-published", "evidence-filed", "decision-minuted", "entry-struck", "ledger-restored",
]

/// The types whose last column says "because"; rating-declared where it is amber or red.
private let needingBecause: Set = [
    "plan-closed", "meeting-cancelled", "person-left", "action-reworded", "date-requested",
    "date-agreed", "date-refused", "date-corrected", "rating-declared", "risk-closed",
    "delivery-returned", "action-reopened", "action-closed", "key-revoked", "entry-struck",
]

private struct OnRow: Sendable, CustomTestStringConvertible {
    let on: StatedDate
    let isAllowed: Bool
    var testDescription: String { "\(on) on 31 March" }
}

@Suite("An entry")
struct EntryRefusalTests {
    private static let rows = [
        RefusalRow(
            "the first event opens the plan",
            act(.person("AB")),
            .planMustBeOpenedFirst,
            "the plan has not been opened; the first event of a journal is plan-opened. "
                + "Open it with `ledgerctl add plan`",
            allowed: act(.opened(), .person("AB")),
            start: Scene()
        ),
        RefusalRow(
            "the first event opens the plan, not the second",
            act(.person("AB"), .opened()),
            .planMustBeOpenedFirst,
            "the plan has not been opened; the first event of a journal is plan-opened. "
                + "Open it with `ledgerctl add plan`",
            allowed: act(.opened()),
            start: Scene()
        ),
        RefusalRow(
            "a plan is opened once",
            act(.opened()),
            .planMustBeOpenedOnce,
            "the plan is open already; a journal opens its plan once, in its first event",
            allowed: act(.person("EF"))
        ),
        RefusalRow(
            "a plan bears its file's name",
            act(.opened("town")),
            .planMustBeNamedAsItsFile(found: "town", file: "county"),
            "the plan is called town and its file county.jsonl; the two must agree",
            allowed: act(.opened("county")),
            start: Scene()
        ),
        RefusalRow(
            "a closed plan takes no progress",
            act(.note("more")),
            .planMustNotBeClosed(entry: 2),
            "the plan was closed by entry 2; after that only evidence, minutes, published "
                + "reports, strikes and restores are recorded",
            allowed: act(.evidence())
        ) { $0.record(.planClosed()) },
        RefusalRow(
            "a closed plan is closed before a reason is missing",
            act(.left("AB"), because: nil),
            .planMustNotBeClosed(entry: 2),
            "the plan was closed by entry 2; after that only evidence, minutes, published "
                + "reports, strikes and restores are recorded",
            allowed: act(.minuted())
        ) { $0.record(.planClosed()) },
        RefusalRow(
            "a reason is given before anything else is asked",
            act(.agreed("2024-06", "Z9/1", by: "ZZ"), because: nil),
            .reasonMustBeGiven(type: "date-agreed"),
            "date-agreed needs a reason; give one with --because \"…\"",
            allowed: act(.agreed("2024-06"), because: "the snow")
        ),
        RefusalRow(
            "a month that begins after today has not come",
            act(.note("early"), on: "2024-04"),
            .dayMustHaveCome("2024-04", today: "2024-03-01"),
            "it cannot have happened on 2024-04, which begins after today, 2024-03-01; give a "
                + "date that has come",
            allowed: act(.note("early"), on: "2024-03")
        ),
        RefusalRow(
            "who has left records nothing",
            act(.note("bye"), by: "AB"),
            .recorderMustNotHaveLeft("AB", entry: 2),
            "AB has left (entry 2) and no longer records; give --by the key of somebody who is "
                + "there",
            allowed: act(.note("bye"), by: "CD", for: "AB")
        ) { $0.record(.left("AB")) },
        RefusalRow(
            "what is recorded for somebody is recorded for somebody known",
            act(.note("hers"), for: "ZZ"),
            .keyMustBeKnown("ZZ"),
            "nobody is called ZZ in this plan; name a person with `ledgerctl add person` or a "
                + "body with `ledgerctl add body` first",
            // `by` need not be a person of the plan.
            allowed: act(.note("hers"), by: "ZZ", for: "BRD")
        ),
    ]

    @Test("is refused by its rule, in its words", arguments: rows)
    func refusal(_ row: RefusalRow) { row.check() }

    @Test("of any type waits until the plan is open", arguments: Event.oneOfEach.dropFirst())
    func beforeOpening(_ event: Event) {
        #expect(Scene().refusal(of: act(event)) == .planMustBeOpenedFirst)
    }

    @Test("of five types alone is recorded once the plan is closed", arguments: Event.oneOfEach)
    func afterTheEnd(_ event: Event) {
        var scene = Scene.county()
        scene.record(.planClosed())
        let refusal = scene.refusal(of: act(event))
        if event.type == "plan-opened" {
            #expect(refusal == .planMustBeOpenedOnce)
        } else {
            #expect(
                (refusal != .planMustNotBeClosed(entry: 2)) == afterClosing.contains(event.type)
            )
        }
    }

    @Test("says why where the format asks it to, and only there", arguments: Event.oneOfEach)
    func reason(_ event: Event) {
        // Nothing else is tested before the reason but that the plan is open and not closed.
        let refusal = Scene.county().refusal(of: act(event, because: nil))
        #expect(
            (refusal == .reasonMustBeGiven(type: event.type))
                == needingBecause.contains(event.type)
        )
    }

    @Test("that rates says why for amber and red, not for green")
    func reasonOfRating() {
        let scene = Scene.county()
        #expect(
            scene.refusal(of: act(.rated(.red), because: nil))
                == .reasonMustBeGiven(type: "rating-declared")
        )
        #expect(scene.refusal(of: act(.rated(.green), because: nil)) == nil)
    }

    @Test(
        "happened on a date that has come; only a day may be one later",
        arguments: [
            OnRow(on: "2024-03-31", isAllowed: true),
            OnRow(on: "2024-04-01", isAllowed: true),
            OnRow(on: "2024-04-02", isAllowed: false),
            OnRow(on: "2024-03", isAllowed: true),
            OnRow(on: "2024-04", isAllowed: false),
            OnRow(on: "2024", isAllowed: true),
            OnRow(on: "2025", isAllowed: false),
            OnRow(on: "2024-03-31/2024-04-05", isAllowed: true),
            OnRow(on: "2024-04-01/2024-04-05", isAllowed: false),
        ]
    )
    fileprivate func day(_ row: OnRow) {
        var scene = Scene.county()
        scene.go(to: "2024-03-31")
        let refusal = scene.refusal(of: act(.note("done"), on: row.on))
        #expect(refusal == (row.isAllowed ? nil : .dayMustHaveCome(row.on, today: "2024-03-31")))
    }

    @Test("is recorded again by somebody who left and was named again")
    func comesBack() {
        var scene = Scene.county()
        scene.record(.left("AB"))
        scene.record(.person("AB"))
        #expect(scene.refusal(of: act(.note("back"), by: "AB")) == nil)
        #expect(scene.refusal(of: act(.leads("A1", "AB"))) == nil)
    }

    @Test("that comes first says why it is refused: its day before its events")
    func precedence() {
        var scene = Scene.county()
        scene.record(.left("AB"))
        #expect(
            scene.refusal(of: act(.note("", "Z9"), by: "AB", for: "ZZ", on: "2024-05"))
                == .dayMustHaveCome("2024-05", today: "2024-03-01")
        )
        #expect(
            scene.refusal(of: act(.note("", "Z9"), by: "AB", for: "ZZ"))
                == .recorderMustNotHaveLeft("AB", entry: 2)
        )
        #expect(scene.refusal(of: act(.note("", "Z9"), for: "ZZ")) == .keyMustBeKnown("ZZ"))
    }
}
