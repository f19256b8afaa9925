// The query language: what each term matches, how it is told, and what is refused.

import Testing

@testable import Ledger

private let today: Day = "2024-07-10"

private let actionRatings: [Code: Rating] = [
    "A1": .red, "A1.i": .amber, "A2": .grey, "B1": .green, "B2": .grey,
]
private let milestoneRatings: [MilestoneName: Rating] = [
    "A1/1": .red, "A1/2": .green, "A1.i/1": .amber, "A2/1": .grey, "B1/1": .green,
]

private func scope(_ scene: Scene = .marsh()) -> Query.Scope {
    Query.Scope(
        scene.plan(today),
        asAt: today,
        actionRating: { actionRatings[$0] },
        milestoneRating: { milestoneRatings[$0] },
        slippage: { $0 == "A1/1" ? Slippage(amount: 2, unit: .month) : nil }
    )
}

/// Queries, each with the actions of the small plan that match it.
private let actionCases: [(query: [String], actions: String)] = [
    ([], "A1 A1.i A2 B1 B2"),
    (["priority:A"], "A1 A1.i A2"),
    (["priority:a"], ""),
    (["priority:A,B"], "A1 A1.i A2 B1 B2"),
    (["action:A1"], "A1"),
    (["action:A1", "action:B1"], "A1 B1"),
    (["under:A1"], "A1 A1.i"),
    (["under:A"], "A1 A1.i A2"),
    (["lead:KT"], "A1 A1.i"),
    (["lead:JM"], "A1 A1.i"),
    (["lead:FG"], "A2 B1"),
    (["accountable:FG"], "A2"),
    (["responsible:FG"], "B1"),
    (["lead:KT,CD"], "A1 A1.i B1"),
    (["org:MC"], "A1 A1.i B1"),
    (["org:mc"], "A1 A1.i B1"),
    (["org:Marshshire Council"], "A1 A1.i B1"),
    (["org:Marshshire Council (MC)"], "A1 A1.i B1"),
    (["org:Marshshire"], ""),
    (["rating:red"], "A1"),
    (["rating:Red,amber"], "A1 A1.i"),
    (["rating:red", "rating:amber"], "A1 A1.i"),
    (["rating:blue"], ""),
    // A1/1 is due July 2024 since it was moved.
    (["due:2024-07"], "A1"),
    (["due:2024-05"], ""),
    (["due:..2024-06"], "A1.i B1"),
    (["due:2024-06.."], "A1 A1.i"),
    (["due:2024-04..2024-06"], "A1.i B1"),
    (["due:2024-06-15"], ""),
    (["due:2024-06-30"], "A1.i"),
    (["due:..2024-06-29"], "B1"),
    (["due:none"], "A2 B2"),
    (["due:none,2024-06"], "A1.i A2 B2"),
    (["due:thisquarter"], "A1"),
    (["due:2024-25 Q1"], "A1.i B1"),
    (["moved:>0"], "A1"),
    (["moved:1"], "A1"),
    (["moved:>1"], ""),
    (["moved:0"], "A1 A1.i A2 B1 B2"),
    (["slipped:>0"], "A1"),
    (["slipped:>2m"], ""),
    (["slipped:>=2m"], "A1"),
    (["slipped:<3m"], "A1"),
    (["slipped:<=1y"], "A1"),
    // Two months count as 60 days beside days.
    (["slipped:>59d"], "A1"),
    (["slipped:>60d"], ""),
    // The note of 25 April is 76 days old.
    (["stale:>75d"], "A1 A1.i A2 B1 B2"),
    (["stale:>76"], "A2 B1 B2"),
    (["stale:<80d"], "A1 A1.i"),
    (["evidence:some"], "A1"),
    (["evidence:none"], "A1 A1.i A2 B1 B2"),
    (["delivered:yes"], "B1"),
    (["delivered:no", "due:..2024-07"], "A1 A1.i"),
    (["confirmed:yes"], ""),
    (["delivered:yes", "confirmed:no"], "B1"),
    // One milestone must answer all: A1/1 was moved, A1/2 is due in September.
    (["moved:>0", "due:2024-09"], ""),
    (["moved:0", "due:2024-09"], "A1"),
    (["not:priority:A"], "B1 B2"),
    (["not:rating:red,amber"], "A2 B1 B2"),
    (["not:rating:red", "not:rating:amber"], "A2 B1 B2"),
    (["priority:A", "not:action:A2"], "A1 A1.i"),
    (["carers"], "B1 B2"),
    (["CARERS S"], "B1 B2"),
    (["A1"], "A1"),
    (["A1", "B1"], "A1 B1"),
    (["hub", "priority:A"], "A1 A1.i"),
    (["not:carers"], "A1 A1.i A2"),
]

@Suite("A query")
struct QueryTests {
    @Test("matches actions", arguments: actionCases)
    func actions(query: [String], actions: String) throws {
        let found = try Query.parse(query, today: today).actions(in: scope())
        #expect(found.map(\.code.text).joined(separator: " ") == actions)
    }

    @Test(
        "matches milestones",
        arguments: [
            (["due:2024-07"], "A1/1"),
            (["rating:red"], "A1/1"),
            (["rating:green"], "A1/2 B1/1"),
            (["lead:KT", "delivered:no"], "A1/1 A1/2 A1.i/1"),
            (["evidence:some"], "A1/2"),
            (["moved:0", "priority:A"], "A1/2 A1.i/1 A2/1"),
            (["due:none"], "A2/1"),
            (["rota"], "A1.i/1"),
        ]
    )
    func milestones(query: [String], milestones: String) throws {
        let found = try Query.parse(query, today: today).milestones(in: scope())
        #expect(found.map(\.name.description).joined(separator: " ") == milestones)
    }

    @Test("asks nothing of milestones of an action whose parts have them all")
    func parts() throws {
        var scene = Scene.marsh()
        scene.record(.action("A3"), .action("A3.i", under: "A3"))  // 8
        scene.record(.milestone("A3.i", due: "2024-12"))  // 9
        let found = try Query.parse(["due:none", "priority:A"], today: today)
            .actions(in: scope(scene))
        #expect(found.map(\.code) == ["A2"])
    }

    @Test("holds no rating where none is known")
    func noRatings() throws {
        let plain = Query.Scope(Scene.marsh().plan(today), asAt: today)
        #expect(try Query.parse(["rating:red"], today: today).actions(in: plain).isEmpty)
        #expect(try Query.parse(["slipped:0"], today: today).actions(in: plain).isEmpty)
    }

    @Test(
        "says how it was understood",
        arguments: [
            ([], ""),
            (["due:2018-19 Q3"], "due 2018-19 Q3, 1 October to 31 December 2018"),
            (["due:nov 18"], "due November 2018"),
            (["due:..2018-09"], "due by the end of September 2018"),
            (["due:2018-06.."], "due from June 2018"),
            (["due:2018-06..2018-09"], "due from June 2018 to the end of September 2018"),
            (["due:none,today"], "due no date or 10 July 2024"),
            (["rating:red,amber", "lead:KT"], "rating red or amber; lead KT"),
            (["moved:>0"], "moved more than 0 times"),
            (["moved:1"], "moved 1 time"),
            (["slipped:>=2m"], "slipped at least 2 months"),
            (["slipped:<1y"], "slipped less than 1 year"),
            (["stale:>35d"], "last progress note more than 35 days ago, or no note at all"),
            (["stale:<=7"], "last progress note at most 7 days ago"),
            (["evidence:none", "delivered:yes"], "no evidence; delivered"),
            (["org:OCC", "under:C1"], "organisation OCC; under C1"),
            (["not:confirmed:yes", "carers"], "except confirmed; code or title \"carers\""),
        ]
    )
    func words(query: [String], words: String) throws {
        #expect(try Query.parse(query, today: today).words == words)
    }

    @Test(
        "is refused by the word that cannot be read",
        arguments: [
            ("colour:red", QueryError.unknownTerm("colour:red")),
            ("not:colour:red", .unknownTerm("not:colour:red")),
            ("Rating:red", .unknownTerm("Rating:red")),
            ("rating:", .valueMissing("rating:")),
            ("rating:red,", .valueMissing("rating:red,")),
            ("not:", .valueMissing("not:")),
            (" ", .valueMissing(" ")),
            ("due:..", .valueMissing("due:..")),
            (
                "rating:purple",
                .notAChoice(
                    "rating:purple",
                    choices: ["red", "amber", "grey", "green", "blue"]
                )
            ),
            ("delivered:maybe", .notAChoice("delivered:maybe", choices: ["yes", "no"])),
            ("evidence:yes", .notAChoice("evidence:yes", choices: ["some", "none"])),
            ("due:2018-09..2018-06", .notASpan("due:2018-09..2018-06")),
            (
                "moved:>",
                .notANumber(
                    "moved:>",
                    expected: "a number of moves, as in moved:>0 or moved:2"
                )
            ),
            (
                "moved:2m",
                .notANumber(
                    "moved:2m",
                    expected: "a number of moves, as in moved:>0 or moved:2"
                )
            ),
            ("stale:>5w", .notANumber("stale:>5w", expected: "a number of days, as in stale:>35d")),
            (
                "stale:>9999999",
                .notANumber(
                    "stale:>9999999",
                    expected: "a number of days, as in stale:>35d"
                )
            ),
            ("lead:K T", .notAName("lead:K T")),
        ]
    )
    func refused(word: String, error: QueryError) {
        #expect(throws: error) { try Query.parse(["priority:A", word], today: today) }
    }

    @Test("that says no unit of slippage is told which there are")
    func slippageUnit() throws {
        let error = #expect(throws: QueryError.self) {
            try Query.parse(["slipped:>2"], today: today)
        }
        #expect(
            try #require(error).words
                == "\"slipped:>2\" has no number that can be read; write an amount in days, months "
                + "or years, as in slipped:>0, slipped:>30d, slipped:>=2m or slipped:>1y"
        )
    }

    @Test(
        "explains itself in sentences",
        arguments: [
            (
                QueryError.unknownTerm("colour:red"),
                "\"colour:red\" is no term of a query; the terms are priority:, action:, under:, "
                    + "lead:, accountable:, responsible:, org:, rating:, due:, moved:, slipped:, "
                    + "stale:, evidence:, delivered:, confirmed:, not:, and a word without a colon is "
                    + "looked for in codes and titles"
            ),
            (
                .valueMissing("due:.."),
                "\"due:..\" says nothing where a value is expected; write one, as in due:2018-11"
            ),
            (
                .valueMissing("not:"),
                "\"not:\" says nothing where a value is expected; write one, as in not:rating:red"
            ),
            (
                .notASpan("due:2018-09..2018-06"),
                "\"due:2018-09..2018-06\" ends before it begins; write the earlier date first, as in "
                    + "due:2018-06..2018-09"
            ),
            (
                .notAChoice("delivered:maybe", choices: ["yes", "no"]),
                "\"delivered:maybe\" is not known; write one of yes, no"
            ),
            (
                .notAName("lead:K T"),
                "\"lead:K T\" names nothing that can exist; a code or key has 1 to 32 letters, "
                    + "digits, `.` or `-`, and begins with a letter or digit"
            ),
            (
                .notADate("due:soon", why: "write a day"),
                "the date of \"due:soon\" cannot be read: write a day"
            ),
        ]
    )
    func sentences(error: QueryError, words: String) {
        #expect(error.words == words)
    }

    @Test("tells of a bad date what was expected")
    func badDate() throws {
        let error = #expect(throws: QueryError.self) {
            try Query.parse(["due:2018-06..31/02/18"], today: today)
        }
        let words = try #require(error).words
        #expect(words.hasPrefix("the date of \"due:2018-06..31/02/18\" cannot be read: "))
        #expect(words.contains("there is no 31 February 2018"))
    }
}
