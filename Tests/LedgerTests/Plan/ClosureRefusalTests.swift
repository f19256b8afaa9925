// Refusals that concern closures and their approval, and the keys people sign with.

import Testing

@testable import Ledger

private func before(_ entry: Int) -> Refusal {
    .answerMustNotComeBefore(question: "2024-03-01", answer: "2024-02-29", entry: entry)
}

private func tooEarly(_ entry: Int) -> String {
    "the answer is dated 2024-02-29, before the 2024-03-01 of entry \(entry), which it answers; "
        + "check --on"
}

@Suite("A closure")
struct ClosureRefusalTests {
    private static let closures: [RefusalRow] = [
        .init(
            "what is transferred goes somewhere",
            act(.closed("A1", nil, .transferred)),
            .closureMustSayWhere(.transferred),
            "what is transferred must say to whom or what: give --to or --place",
            allowed: act(.closed("A1", nil, .transferred, to: "CD"))
        ),
        .init(
            "what is superseded makes way for something",
            act(.closed("A1", 1, .superseded)),
            .closureMustSayWhere(.superseded),
            "what is superseded must say to whom or what: give --to or --place",
            allowed: act(
                .delivery(
                    .closed(.init(action: "A1", way: .superseded, place: "The winter plan"))
                )
            )
        ),
        .init(
            "where it goes is there",
            act(.closed("A1", nil, .transferred, to: "ZZ")),
            .codeMustBeKnown("ZZ", kind: .lead),
            "there is no action or lead ZZ in this plan; `ledgerctl list` shows what there is",
            allowed: act(.closed("A1", nil, .transferred, to: "BRD"))
        ),
        .init(
            "where it goes may be an action, a priority or another plan",
            act(.closed("A1", nil, .superseded, to: "R1")),
            .codeMustBeKnown("R1", kind: .lead),
            "there is no action or lead R1 in this plan; `ledgerctl list` shows what there is",
            allowed: act(.closed("A1", nil, .superseded, to: "town-2024:U1"))
        ) { $0.record(.raised()) },
        .init(
            "where it goes need not be said of what is withdrawn",
            act(.closed("A1", nil, .withdrawn, to: "ZZ")),
            .codeMustBeKnown("ZZ", kind: .lead),
            "there is no action or lead ZZ in this plan; `ledgerctl list` shows what there is",
            allowed: act(.closed())
        ),
        .init(
            "what is closed is not closed",
            act(.closed()),
            .closureMustBeNew("action A1", entry: 2),
            "action A1 is closed already (entry 2)",
            allowed: act(.reopened(), .closed())
        ) { $0.record(.closed()) },
        .init(
            "what was taken along is not closed",
            act(.closed("A1.i", 1)),
            .closureMustBeNew("milestone A1.i/1", entry: 3),
            "milestone A1.i/1 is closed already (entry 3)",
            allowed: act(.reopened("A1.i", 1), .closed("A1.i", 1))
        ) {
            $0.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: "2024-05"))
            $0.record(.closed())
        },
        .init(
            "what is closed is there",
            act(.closed("A")),
            .codeMustBeKnown("A", kind: .action),
            "there is no action A in this plan; `ledgerctl list` shows what there is",
            allowed: act(.closed("A1"))
        ),
        .init(
            "it is reopened no earlier than it was closed",
            act(.reopened(), on: "2024-02-29"),
            before(2),
            tooEarly(2),
            allowed: act(.reopened())
        ) { $0.record(.closed()) },
        .init(
            "it is reopened no earlier than its closure was approved",
            act(.reopened(), on: "2024-02-29"),
            before(3),
            tooEarly(3),
            allowed: act(.reopened())
        ) {
            $0.record(on: "2024-02-10", .closed())
            $0.record(.closureApproved())
        },
        .init(
            "what was reopened is not reopened",
            act(.reopened("A1", 1)),
            .reopeningMustUndoSomething("milestone A1/1"),
            "milestone A1/1 is neither delivered nor closed, so there is nothing to reopen",
            // The action itself is closed still.
            allowed: act(.reopened())
        ) {
            $0.record(.closed())
            $0.record(.reopened("A1", 1))
        },
    ]

    private static let approvals: [RefusalRow] = [
        .init(
            "what is approved was closed",
            act(.closureApproved()),
            .closureMustBeRecorded("action A1"),
            "action A1 itself is not closed",
            allowed: act(.closed(), .closureApproved())
        ),
        .init(
            "what is approved was closed itself",
            act(.closureApproved("A1", 1)),
            .closureMustBeRecorded("milestone A1/1"),
            "milestone A1/1 itself is not closed",
            allowed: act(.closureApproved())
        ) { $0.record(.closed()) },
        .init(
            "what was reopened is not approved",
            act(.closureApproved()),
            .closureMustBeRecorded("action A1"),
            "action A1 itself is not closed",
            allowed: act(.closed(), .closureApproved())
        ) {
            $0.record(.closed())
            $0.record(.reopened())
        },
        .init(
            "it is approved once",
            act(.closureApproved()),
            .closureMustNotBeApproved("action A1", entry: 3),
            "the closure of action A1 is approved already (entry 3)",
            allowed: act(.reopened())
        ) {
            $0.record(.closed())
            $0.record(.closureApproved())
        },
        .init(
            "a lead does not approve its own closure",
            act(.closureApproved("A1", by: "AB")),
            .agreementMustBeIndependent("AB", of: "A1"),
            "AB leads A1 and cannot agree to its own change; give --agreed-by with a body, or a "
                + "person who does not lead it",
            allowed: act(.closureApproved("A1", by: "CD"))
        ) { $0.record(.closed()) },
        .init(
            "who approves is known",
            act(.closureApproved("A1", by: "ZZ")),
            .keyMustBeKnown("ZZ"),
            "nobody is called ZZ in this plan; name a person with `ledgerctl add person` or a "
                + "body with `ledgerctl add body` first",
            allowed: act(.closureApproved("A1", by: "BRD"))
        ) { $0.record(.closed()) },
        .init(
            "it is approved no earlier than it was closed",
            act(.closureApproved(), on: "2024-02-29"),
            before(2),
            tooEarly(2),
            allowed: act(.closureApproved())
        ) { $0.record(.closed()) },
    ]

    private static let signing: [RefusalRow] = [
        .init(
            "who registers a key is a person",
            act(.registered("BRD", "k")),
            .keyMustBeOfAPerson("BRD"),
            "BRD is a body, and a person is wanted here",
            allowed: act(.registered("CD"), by: "CD")
        ),
        .init(
            "who registers a key is known",
            act(.registered("ZZ"), by: "ZZ"),
            .keyMustBeKnown("ZZ"),
            "nobody is called ZZ in this plan; name a person with `ledgerctl add person` or a "
                + "body with `ledgerctl add body` first",
            allowed: act(.person("ZZ"), .registered("ZZ"), by: "ZZ")
        ),
        .init(
            "a key is registered by whose it is",
            act(.registered("CD")),
            .signingKeyMustBeRegisteredByItsPerson("CD", by: "SEC"),
            "CD alone can register a key of CD, by signing with it; SEC cannot",
            allowed: act(.registered("CD"), by: "CD")
        ),
        .init(
            "what is registered is a key",
            act(.registered("CD", "CD+1+a"), by: "CD"),
            .signingKeyMustBeAKey("CD+1+a"),
            "`CD+1+a` is no public key to sign with; `ledgerctl keys show` writes one, such as "
                + "KT+1a2b3c4d+AQ…",
            allowed: act(.registered("CD"), by: "CD")
        ),
        .init(
            "a key is registered once",
            act(.registered("CD"), by: "CD"),
            .signingKeyMustBeNew("CD"),
            "CD has registered that key already",
            allowed: act(.registered("CD", Keys.second), by: "CD")
        ) { $0.record(by: "CD", .registered("CD")) },
        .init(
            "what is revoked was registered",
            act(.revoked("CD", Keys.second)),
            .signingKeyMustBeRegistered("CD"),
            "CD has no such key registered",
            allowed: act(.revoked("CD"))
        ) { $0.record(by: "CD", .registered("CD")) },
        .init(
            "a key is revoked once",
            act(.revoked("CD")),
            .signingKeyMustBeRegistered("CD"),
            "CD has no such key registered",
            allowed: act(
                .registered("CD", Keys.second),
                .revoked("CD", Keys.second),
                by: "CD"
            )
        ) {
            $0.record(by: "CD", .registered("CD"))
            $0.record(.revoked("CD"))
        },
        // Entry 2: one entry stands. Of 3 signed, 1 lost leaves 2, and there is but 1.
        .init(
            "a restore fits the journal",
            act(.restored(size: 3, lost: 1)),
            .restoreMustFit(size: 3, seq: 2),
            "a restore to 3 entries does not fit a journal of 1",
            allowed: act(.restored(size: 3, lost: 2))
        ),
        .init(
            "a restore loses no more than there was",
            act(.restored(size: 3, lost: 4)),
            .restoreMustFit(size: 3, seq: 2),
            "a restore to 3 entries does not fit a journal of 1",
            allowed: act(.restored(size: 3, lost: 3))
        ),
    ]

    @Test("says where, and of what", arguments: closures)
    func closure(_ row: RefusalRow) { row.check() }

    @Test("is approved once, by somebody independent, where it was recorded", arguments: approvals)
    func approval(_ row: RefusalRow) { row.check() }

    @Test(
        "stands beside keys that are registered and revoked, and restores that fit",
        arguments: signing
    )
    func trust(_ row: RefusalRow) { row.check() }
}
