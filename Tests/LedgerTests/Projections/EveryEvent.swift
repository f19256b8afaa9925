// One history that holds every type of event, for the tests of projections.

import Testing

@testable import Ledger

extension Scene {
    /// Every type of event at least once, one act a day from 6 January 2020 on.
    static func everyEvent() -> Scene {
        var scene = Scene("2020-01-06")
        for (by, event) in opening + dates + progress + delivery + ending {
            scene.record(by: by, event)
            scene.clock = Instant(seconds: scene.clock.seconds + 86_400)
        }
        return scene
    }

    private typealias Act = (by: Key, event: Event)

    /// Entries 1 to 16.
    private static let opening: [Act] = [
        (
            "SEC",
            .board(
                .planOpened(
                    .init(
                        plan: "county",
                        title: "Marsh plan",
                        board: "BRD",
                        place: "Marshshire",
                        source: "Plan of 2019",
                        sourceDigest: .zero
                    )
                )
            )
        ),  // 1
        (
            "SEC",
            .structure(.bodyNamed("BRD", name: "Marsh Board", organisation: nil, members: []))
        ),  // 2
        ("SEC", .person("AB")),  // 3
        ("SEC", .person("CD")),  // 4
        (
            "SEC",
            .board(
                .policyAdopted(
                    .init(policy: "P1", agreedBy: "BRD", thresholds: [.nearDays: 14])
                )
            )
        ),  // 5
        ("SEC", .called("2020-02-10")),  // 6
        ("SEC", .structure(.priorityAdded("A", title: "First", under: nil, aim: "Be well"))),  // 7
        ("SEC", .action("A1")),  // 8
        ("SEC", .action("A1.i", under: "A1")),  // 9
        ("SEC", .action("A2")),  // 10
        ("SEC", .leads("A1", "AB")),  // 11
        ("SEC", .milestone("A1", due: "2020-05")),  // 12
        ("SEC", .milestone("A2", due: nil, depends: "other:X")),  // 13
        (
            "SEC",
            .structure(.actionLinked(.init(from: "A2", to: "A1", kind: .feeds, note: "its result")))
        ),  // 14
        ("SEC", .approved("2020-02-10")),  // 15
        ("SEC", .structure(.actionReworded("A1", title: "Open two wards"))),  // 16
    ]

    /// Entries 17 to 22.
    private static let dates: [Act] = [
        ("AB", .requested("2020-06")),  // 17
        ("SEC", .date(.refused("A1/1", by: "BRD", meeting: "2020-02-10"))),  // 18
        ("AB", .requested("2020-07")),  // 19
        ("SEC", .agreed("2020-07")),  // 20
        ("AB", .forecast("2020-08")),  // 21
        ("SEC", .corrected("2020-06", entry: 20)),  // 22
    ]

    /// Entries 23 to 31.
    private static let progress: [Act] = [
        ("AB", .note("bricks bought")),  // 23
        ("AB", .rated(.amber)),  // 24
        ("AB", .progress(.helpAsked("A1", help: 1, note: "a crane"))),  // 25
        ("SEC", .progress(.helpGiven("A1", help: 1, note: "one is lent"))),  // 26
        ("AB", .progress(.riskRaised("R1", about: "A1", title: "Flood"))),  // 27
        ("AB", .progress(.riskAnswered("R1", mitigation: "a wall"))),  // 28
        ("AB", .progress(.riskClosed("R1"))),  // 29
        (
            "SEC",
            .progress(
                .measureAdded(
                    .init(
                        code: "M1",
                        about: "A1",
                        title: "Beds",
                        unit: "beds",
                        direction: .up,
                        target: .integer(20),
                        due: "2020-12"
                    )
                )
            )
        ),  // 30
        ("SEC", .progress(.measureRead("M1", value: .decimal("12.5")))),  // 31
    ]

    /// Entries 32 to 39.
    private static let delivery: [Act] = [
        ("AB", .declared()),  // 32
        (
            "AB",
            .delivery(
                .evidenceFiled(
                    .init(
                        action: "A1",
                        milestone: 1,
                        title: "Photograph",
                        place: .url("https://marsh.invalid/ward")
                    )
                )
            )
        ),  // 33
        ("SEC", .returned()),  // 34
        ("AB", .declared()),  // 35
        ("CD", .confirmed()),  // 36
        ("SEC", .reopened("A1", 1)),  // 37
        ("SEC", .closed("A2", nil, .superseded, to: "A1")),  // 38
        ("SEC", .closureApproved("A2")),  // 39
    ]

    /// Entries 40 to 53.
    private static let ending: [Act] = [
        (
            "SEC",
            .board(.assuranceGiven(priority: "A", level: "limited", meeting: "2020-02-10"))
        ),  // 40
        (
            "SEC",
            .board(.decisionMinuted(meeting: "2020-02-10", minute: "Noted", entries: [20]))
        ),  // 41
        (
            "SEC",
            .board(.paperWorded(meeting: "2020-02-10", part: .summary, text: "All is well"))
        ),  // 42
        (
            "SEC",
            .board(
                .reportPublished(
                    .init(
                        meeting: "2020-02-10",
                        asAt: "2020-02-09",
                        knownAt: 40,
                        format: .html,
                        bytes: .zero,
                        data: .zero,
                        renderer: "ledger 1"
                    )
                )
            )
        ),  // 43
        ("SEC", .called("2020-04-14")),  // 44
        ("SEC", .called("2020-04-21", from: "2020-04-14")),  // 45
        ("SEC", .board(.meetingCancelled(meeting: "2020-04-21", board: nil))),  // 46
        ("AB", .trust(.keyRegistered("AB", public: Keys.first))),  // 47
        ("AB", .trust(.keyRevoked("AB", public: Keys.first))),  // 48
        ("SEC", .structure(.personLeft("CD"))),  // 49
        ("SEC", .note("the wrong action", "A1.i")),  // 50
        ("SEC", .struck(50)),  // 51
        (
            "SEC",
            .trust(.ledgerRestored(size: 51, root: .zero, lost: 0, origin: "marsh.invalid/2"))
        ),  // 52
        ("SEC", .board(.planClosed(meeting: "2020-04-21", by: "BRD"))),  // 53
    ]
}
