// Refusals that concern progress and delivery.

import Testing

@testable import Ledger

private func tooEarly(_ entry: Int) -> String {
    "the answer is dated 2024-02-29, before the 2024-03-01 of entry \(entry), which it answers; "
        + "check --on"
}

private func before(_ entry: Int) -> Refusal {
    .answerMustNotComeBefore(question: "2024-03-01", answer: "2024-02-29", entry: entry)
}

@Suite("What happens to an action")
struct DeliveryRefusalTests {
    private static let progress: [RefusalRow] = [
        .init(
            "what is noted is there",
            act(.note("begun", "A")),
            .codeMustBeKnown("A", kind: .action),
            "there is no action A in this plan; `ledgerctl list` shows what there is",
            allowed: act(.note("begun"))
        ),
        .init(
            "what is rated is there",
            act(.rated(.green, "Z9")),
            .codeMustBeKnown("Z9", kind: .action),
            "there is no action Z9 in this plan; `ledgerctl list` shows what there is",
            allowed: act(.rated(.green))
        ),
        .init(
            "a call for help has a new number",
            act(.asked()),
            .helpMustBeNew("A1", 1),
            "A1 has a call for help 1 already; take the next number",
            allowed: act(.asked(2))
        ) { $0.record(.asked()) },
        .init(
            "an answered number is not used again",
            act(.asked()),
            .helpMustBeNew("A1", 1),
            "A1 has a call for help 1 already; take the next number",
            allowed: act(.asked(2))
        ) {
            $0.record(.asked())
            $0.record(.given())
        },
        .init(
            "help that is given was asked for",
            act(.given(2)),
            .helpMustBeAsked("A1", 2),
            "A1 has no call for help 2",
            allowed: act(.given(1))
        ) { $0.record(.asked()) },
        .init(
            "help is given once",
            act(.given()),
            .helpMustBeOpen("A1", 1),
            "the call for help 1 of A1 has been answered",
            allowed: act(.asked(2), .given(2))
        ) {
            $0.record(.asked())
            $0.record(.given())
        },
        .init(
            "help is given no earlier than it was asked for",
            act(.given(), on: "2024-02-29"),
            before(2),
            tooEarly(2),
            allowed: act(.given())
        ) { $0.record(.asked()) },
        .init(
            "a risk is about something",
            act(.raised("R1", about: "Z9")),
            .codeMustBeKnown("Z9", kind: .priorityOrAction),
            "there is no priority or action Z9 in this plan; `ledgerctl list` shows what there is",
            allowed: act(.raised("R1", about: "A"))
        ),
        .init(
            "a risk that is answered is there",
            act(.answered("A1")),
            .codeMustBeKnown("A1", kind: .risk),
            "there is no risk A1 in this plan; `ledgerctl list` shows what there is",
            allowed: act(.raised(), .answered())
        ),
        .init(
            "a closed risk is not answered",
            act(.answered()),
            .riskMustBeOpen("R1"),
            "the risk R1 is closed",
            allowed: act(.raised("R2"), .answered("R2"))
        ) { $0.record(.raised(), .over()) },
        .init(
            "a closed risk is not closed",
            act(.over()),
            .riskMustBeOpen("R1"),
            "the risk R1 is closed",
            allowed: nil
        ) { $0.record(.raised(), .over()) },
        .init(
            "a risk is closed no earlier than it was raised",
            act(.over(), on: "2024-02-29"),
            before(2),
            tooEarly(2),
            allowed: act(.over())
        ) { $0.record(.raised()) },
        .init(
            "a measure is about something",
            act(.measure("M1", about: "R1")),
            .codeMustBeKnown("R1", kind: .priorityOrAction),
            "there is no priority or action R1 in this plan; `ledgerctl list` shows what there is",
            allowed: act(.measure("M1", about: "A"))
        ) { $0.record(.raised()) },
        .init(
            "a measure that is read is there",
            act(.read("R1")),
            .codeMustBeKnown("R1", kind: .measure),
            "there is no measure R1 in this plan; `ledgerctl list` shows what there is",
            allowed: act(.read())
        ) { $0.record(.raised(), .measure()) },
    ]

    private static let deliveries: [RefusalRow] = [
        .init(
            "what is delivered is not declared",
            act(.declared()),
            .milestoneMustNotBeDelivered("A1/1", entry: 2),
            "A1/1 is delivered (entry 2), so its date no longer moves; reopen it first if it is "
                + "not done",
            allowed: act(.returned(), .declared())
        ) { $0.record(.declared()) },
        .init(
            "it is declared again no earlier than it was returned",
            act(.declared(), on: "2024-02-29"),
            before(3),
            tooEarly(3),
            allowed: act(.declared())
        ) {
            $0.record(on: "2024-02-20", .declared())
            $0.record(.returned())
        },
        .init(
            "it is declared again no earlier than it was reopened",
            act(.declared(), on: "2024-02-29"),
            before(3),
            tooEarly(3),
            allowed: act(.declared())
        ) {
            $0.record(on: "2024-02-20", .declared())
            $0.record(.reopened("A1", 1))
        },
        .init(
            "what is confirmed was declared",
            act(.confirmed(), by: "CD"),
            .deliveryMustBeDeclared("A1/1"),
            "A1/1 is not declared delivered; `ledgerctl deliver A1/1` comes first",
            allowed: act(.declared(), by: "CD")
        ),
        .init(
            "what is returned was declared",
            act(.returned()),
            .deliveryMustBeDeclared("A1/1"),
            "A1/1 is not declared delivered; `ledgerctl deliver A1/1` comes first",
            allowed: act(.declared(), .returned())
        ),
        .init(
            "it is confirmed once",
            act(.confirmed(), by: "CD"),
            .deliveryMustNotBeConfirmed("A1/1", entry: 3),
            "A1/1 is confirmed (entry 3); reopen it if it is not done",
            allowed: act(.reopened())
        ) {
            $0.record(.declared())
            $0.record(by: "CD", .confirmed())
        },
        .init(
            "what is confirmed is not returned",
            act(.returned()),
            .deliveryMustNotBeConfirmed("A1/1", entry: 3),
            "A1/1 is confirmed (entry 3); reopen it if it is not done",
            allowed: act(.reopened("A1", 1))
        ) {
            $0.record(.declared())
            $0.record(by: "CD", .confirmed())
        },
        .init(
            "it is confirmed no earlier than it was declared",
            act(.confirmed(), by: "CD", on: "2024-02-29"),
            before(2),
            tooEarly(2),
            allowed: act(.confirmed(), by: "CD")
        ) { $0.record(.declared()) },
        .init(
            "it is returned no earlier than it was declared",
            act(.returned(), on: "2024-02-29"),
            before(2),
            tooEarly(2),
            allowed: act(.returned())
        ) { $0.record(.declared()) },
        .init(
            "it is reopened no earlier than it was confirmed",
            act(.reopened("A1", 1), on: "2024-02-29"),
            before(3),
            tooEarly(3),
            allowed: act(.reopened("A1", 1))
        ) {
            $0.record(on: "2024-02-10", .declared())
            $0.record(by: "CD", .confirmed())
        },
        .init(
            "what is reopened was done",
            act(.reopened("A1", 1)),
            .reopeningMustUndoSomething("milestone A1/1"),
            "milestone A1/1 is neither delivered nor closed, so there is nothing to reopen",
            allowed: act(.declared(), .reopened("A1", 1))
        ),
        .init(
            "an action that is reopened was done",
            act(.reopened()),
            .reopeningMustUndoSomething("action A1"),
            "action A1 is neither delivered nor closed, so there is nothing to reopen",
            allowed: act(.closed(), .reopened())
        ),
        .init(
            "evidence is of what is there",
            act(.evidence("A1", 2)),
            .milestoneMustBeKnown("A1/2", of: [1]),
            "A1 has no milestone 2; it has 1",
            allowed: act(.evidence("A1", 1))
        ),
    ]

    @Test("is progress of what is there", arguments: progress)
    func progressRule(_ row: RefusalRow) { row.check() }

    @Test("is declared, returned, confirmed and reopened in order", arguments: deliveries)
    func delivery(_ row: RefusalRow) { row.check() }
}
