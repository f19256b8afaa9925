// Acts and events for the tests of rules, in one line each, and one event of every type.

@testable import Ledger

/// An act of the clerk's, with a reason, unless something else is said.
func act(
    _ events: Event...,
    by: Key = "SEC",
    for behalf: Key? = nil,
    on: StatedDate? = nil,
    because: String? = "why",
    key: String? = nil
) -> Entry.Act {
    Entry.Act(by: by, for: behalf, on: on, because: because, key: key, events: events)
}

/// Keys that people of the tests sign with.
enum Keys {
    static let signers = [3, 5, 7].compactMap { (number: UInt8) -> NoteSigner? in
        let secret = [1] + [UInt8](repeating: number, count: 32)
        guard let key = PrivateKey(seed: secret.dropFirst()) else { return nil }
        let digits = NoteKey(name: "CD", kind: .note, publicKey: key.publicKey).digits
        return try? NoteSigner(parsing: "PRIVATE+KEY+CD+\(digits)+\(Base64.encode(secret))")
    }
    static let first = signers[0].key.vkey
    static let second = signers[1].key.vkey
}

extension Event {
    static func opened(_ plan: Code = "county") -> Event {
        .board(.planOpened(.init(plan: plan, title: "County plan", board: "BRD")))
    }
    static func planClosed(by key: Key = "BRD") -> Event {
        .board(.planClosed(meeting: "2024-03-21", by: key))
    }
    static func approved(by key: Key?) -> Event {
        .board(.planApproved(meeting: "2024-03-21", by: key))
    }
    static func cancelled(_ meeting: Day, of board: String? = nil) -> Event {
        .board(.meetingCancelled(meeting: meeting, board: board))
    }
    static func called(_ meeting: Day, by board: String) -> Event {
        .board(.meetingCalled(.init(meeting: meeting, title: "Board", board: board)))
    }
    static func minuted(_ entries: Int...) -> Event {
        .board(.decisionMinuted(meeting: "2024-03-21", minute: "Agreed.", entries: entries))
    }
    static func assured(_ level: String, of priority: Code = "A") -> Event {
        .board(.assuranceGiven(priority: priority, level: level, meeting: "2024-03-21"))
    }
    static func adopted(
        _ thresholds: OrderedMap<PolicyAdoption.Threshold, Int> = .init(),
        levels: [String] = [],
        by key: Key = "BRD"
    ) -> Event {
        .board(
            .policyAdopted(
                .init(
                    policy: "key-2024",
                    agreedBy: key,
                    meeting: nil,
                    thresholds: thresholds,
                    levels: levels
                )
            )
        )
    }
    static func published(
        knownAt: Int,
        for meeting: Day = "2024-03-21",
        asAt: Day? = nil
    ) -> Event {
        .board(
            .reportPublished(
                .init(
                    meeting: meeting,
                    asAt: asAt ?? meeting,
                    knownAt: knownAt,
                    format: .html,
                    bytes: .zero,
                    data: .zero,
                    renderer: "test 1"
                )
            )
        )
    }
    static func left(_ key: Key) -> Event { .structure(.personLeft(key)) }
    static func body(_ key: Key, _ members: Key...) -> Event {
        .structure(
            .bodyNamed(key, name: "Body \(key)", organisation: nil, members: members)
        )
    }
    static func priority(_ code: Code, under: Code? = nil) -> Event {
        .structure(.priorityAdded(code, title: "Priority \(code)", under: under, aim: nil))
    }
    static func reworded(_ code: Code = "A1") -> Event {
        .structure(.actionReworded(code, title: "Open both wards"))
    }
    static func linked(_ from: Code, to: Reference) -> Event {
        .structure(.actionLinked(.init(from: from, to: to, kind: .feeds)))
    }
    static func refused(by key: Key = "BRD", _ name: MilestoneName = "A1/1") -> Event {
        .date(.refused(name, by: key, meeting: nil))
    }
    static func asked(_ help: Ordinal = 1, _ code: Code = "A1") -> Event {
        .progress(.helpAsked(code, help: help, note: "A van"))
    }
    static func given(_ help: Ordinal = 1, _ code: Code = "A1") -> Event {
        .progress(.helpGiven(code, help: help, note: "Lent"))
    }
    static func raised(_ code: Code = "R1", about: Code = "A1") -> Event {
        .progress(.riskRaised(code, about: about, title: "Snow"))
    }
    static func answered(_ code: Code = "R1") -> Event {
        .progress(.riskAnswered(code, mitigation: "Salt"))
    }
    static func over(_ code: Code = "R1") -> Event { .progress(.riskClosed(code)) }
    static func measure(_ code: Code = "M1", about: Code = "A1") -> Event {
        .progress(
            .measureAdded(
                .init(code: code, about: about, title: "Beds", unit: "beds", direction: .up)
            )
        )
    }
    static func read(_ code: Code = "M1") -> Event {
        .progress(.measureRead(code, value: .integer(12)))
    }
    static func evidence(_ code: Code = "A1", _ number: Ordinal? = nil) -> Event {
        .delivery(
            .evidenceFiled(
                .init(
                    action: code,
                    milestone: number,
                    title: "Minutes",
                    place: .url("https://county.invalid/minutes")
                )
            )
        )
    }
    static func closureApproved(_ code: Code, _ number: Ordinal? = nil, by key: Key) -> Event {
        .delivery(.closureApproved(code, number, by: key, meeting: nil))
    }
    static func registered(_ key: Key = "SEC", _ vkey: String = Keys.first) -> Event {
        .trust(.keyRegistered(key, public: vkey))
    }
    static func revoked(_ key: Key = "SEC", _ vkey: String = Keys.first) -> Event {
        .trust(.keyRevoked(key, public: vkey))
    }
    static func restored(size: Int, lost: Int) -> Event {
        .trust(.ledgerRestored(size: size, root: .zero, lost: lost, origin: "county.invalid/2"))
    }

    /// One event of every type of version 1, in the order of the format.
    static let oneOfEach: [Event] = [
        .opened(), .approved("2024-03-21"), .planClosed(), .called("2024-03-21"),
        .cancelled("2024-03-21"), .minuted(), .assured("limited"), .adopted(),
        .board(.paperWorded(meeting: "2024-03-21", part: .summary, text: "Well begun.")),
        .published(knownAt: 1),
        .person("EF"), .left("CD"), .body("GRP"), .priority("B"), .action("A2"), .reworded(),
        .leads("A1", "AB"), .linked("A1", to: "A"), .milestone("A1", 2, due: nil),
        .requested("2024-06"), .agreed("2024-06"), .refused(), .corrected("2024-04", entry: 1),
        .forecast("2024-06"),
        .note("begun"), .rated(.amber), .asked(), .given(), .raised(), .answered(), .over(),
        .measure(), .read(),
        .declared(), .evidence(), .confirmed(), .returned(), .reopened(), .closed(),
        .closureApproved(),
        .registered(), .revoked(), .struck(1), .restored(size: 1, lost: 0),
    ]
}
