// Moves: what counts as one, and which of them leave a milestone red until delivery (test 7).

import Testing

@testable import Ledger

/// The county, approved on 21 March, its A1/1 due in May.
private func approved(_ due: StatedDate? = "2024-05") -> Scene {
    var scene = Scene.county(due: due)
    scene.on("2024-03-21", act(.approved("2024-03-21")))
    return scene
}

private struct MoveRow: Sendable, CustomTestStringConvertible {
    let from: StatedDate
    let to: StatedDate
    let isMove: Bool

    init(_ from: StatedDate, _ to: StatedDate, _ isMove: Bool) {
        self.from = from
        self.to = to
        self.isMove = isMove
    }

    var testDescription: String { "from \(from) to \(to)" }
}

@Suite("A move")
struct MovesTests {
    /// Rule D5: any later end is one; inside the old interval, or earlier, is none.
    private static let ends: [MoveRow] = [
        .init("2024-05", "2024-06", true), .init("2024-05", "2024-06-01", true),
        .init("2024-05", "2024-05-31", false), .init("2024-05", "2024-05-17", false),
        .init("2024-05", "2024-04", false), .init("2024-05-17", "2024-05", true),
        .init("2024-05-31", "2024-05", false), .init("2024-05", "2024", true),
        .init("2024", "2024-12", false), .init("2024", "2024-10/2024-12", false),
        .init("2024-04/2024-06", "2024-05/2024-06", false),
        .init("2024-04/2024-06", "2024-06/2024-07", true),
        .init("2024-05-10", "2024-05-09/2024-05-11", true),
    ]

    @Test("has a later end than the date it replaces", arguments: ends)
    private func end(_ row: MoveRow) throws {
        var scene = approved(row.from)
        scene.on("2024-03-25", act(.agreed(row.to)))
        let milestone = try #require(scene.plan("2024-03-25").milestone("A1/1"))
        #expect(milestone.moves.map(\.to) == (row.isMove ? [row.to] : []))
        #expect(milestone.current == row.to)
        #expect(milestone.original == row.from)
    }

    @Test("is none before the approval, however late its date")
    func beforeApproval() {
        var scene = Scene.county(due: "2024-05")
        scene.record(.agreed("2024-08", by: nil))
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        #expect(scene.rating("2024-03-21")?.moves.isEmpty == true)
        #expect(scene.plan("2024-03-21").milestone("A1/1")?.original == "2024-08")
    }

    @Test("is not netted off by an earlier date")
    func noNetting() {
        var scene = approved()
        scene.on("2024-03-25", act(.agreed("2024-07")))
        scene.on("2024-03-26", act(.agreed("2024-05")))
        scene.on("2024-03-27", act(.agreed("2024-07")))
        let moves = scene.rating("2024-03-27")?.moves
        #expect(moves?.map(\.stamp.seq) == [3, 5])
        #expect(moves?.map(\.from) == ["2024-05", "2024-05"])
    }

    @Test("leaves the current date where another counts from a later day")
    func backdated() {
        var scene = approved()
        scene.on("2024-04-10", act(.agreed("2024-07")))  // 3
        scene.on("2024-04-12", act(.agreed("2024-06"), on: "2024-04-05"))  // 4
        // In order of days: May, June (5 April), July (10 April). Both ends are later.
        #expect(scene.rating("2024-04-12")?.moves.map(\.stamp.seq) == [4, 3])
        #expect(scene.plan("2024-04-12").milestone("A1/1")?.current == "2024-07")
        #expect(scene.rating("2024-04-07")?.moves.map(\.to) == ["2024-06"])
        #expect(scene.plan("2024-04-07", known: 3).milestone("A1/1")?.current == "2024-05")
    }

    /// Test 7 holds for a move on a day on which test 5 or 6 held.
    private static let late: [RatingRow] = [
        .init("on the last day", ["2024-05-31": .atRisk, "2024-06-30": .atRisk]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-05-31", act(.agreed("2024-08")))
        },
        .init(
            "a day late",
            ["2024-06-01": .movedWhenLate, "2024-08-31": .movedWhenLate, "2024-09-01": .overdue]
        ) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-06-01", act(.agreed("2024-08")))
        },
        .init("agreed in time and recorded late", ["2024-05-31": .movedWhenLate]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-06-01", act(.agreed("2024-08"), on: "2024-05-31"))
        },
        .init("agreed tomorrow, which is late, on a summer evening", ["2024-06-01": .movedWhenLate])
        {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-05-31", act(.agreed("2024-08"), on: "2024-06-01"))
        },
        .init("late, and moved again in time", ["2024-06-20": .movedWhenLate]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-06-01", act(.agreed("2024-08")))
            $0.on("2024-06-15", act(.agreed("2024-12")))
        },
        .init("late, and then made earlier", ["2024-06-20": .movedWhenLate]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-06-01", act(.agreed("2024-08")))
            $0.on("2024-06-15", act(.agreed("2024-07")))
        },
        .init(
            "when the forecast missed",
            ["2024-04-09": .forecastToMiss, "2024-04-10": .movedWhenLate]
        ) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-04-01", act(.forecast("2024-07")))
            $0.on("2024-04-10", act(.agreed("2024-07")))
        },
        .init("when the forecast was within the tolerance", ["2024-04-10": .atRisk]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-04-01", act(.forecast("2024-06")))
            $0.on("2024-04-10", act(.agreed("2024-06")))
        },
        .init("when the forecast had been taken back", ["2024-04-10": .atRisk]) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-04-01", act(.forecast("2024-07")))
            $0.on("2024-04-05", act(.forecast("2024-05")))
            $0.on("2024-04-10", act(.agreed("2024-06")))
        },
        .init(
            "late, until it is delivered; and again where that was returned",
            [
                "2024-06-09": .movedWhenLate, "2024-06-10": .confirmationAwaited,
                "2024-06-12": .movedWhenLate,
            ]
        ) {
            $0.on("2024-03-21", act(.approved("2024-03-21")))
            $0.on("2024-06-01", act(.agreed("2024-08")))
            $0.on("2024-06-10", act(.declared()))
            $0.on("2024-06-12", act(.returned()))
        },
        .init("before the approval", ["2024-06-10": .atRisk]) {
            $0.on("2024-06-01", act(.agreed("2024-08", by: nil)))
            $0.on("2024-06-02", act(.approved("2024-06-02"), .note("begun")))
            $0.on("2024-06-03", act(.agreed("2024-09")))
        },
    ]

    @Test("leaves it red until delivery where it was late already", arguments: late)
    func lateRows(_ row: RatingRow) { row.check() }

    @Test("goes by the policy of its own day, not of today's")
    func policyOfTheDay() {
        var scene = approved()
        scene.on("2024-04-01", act(.forecast("2024-07")))
        scene.on("2024-04-10", act(.agreed("2024-07")))  // two months missed: red
        scene.on("2024-05-01", act(.adopted([.toleranceMonths: 2]), .note("begun")))
        #expect(scene.rating("2024-05-02")?.test == .movedWhenLate)
        // Under the laxer policy the same thing is no miss.
        var later = approved()
        later.on("2024-04-01", act(.adopted([.toleranceMonths: 2]), .forecast("2024-07")))
        later.on("2024-04-10", act(.agreed("2024-07")))
        later.on("2024-05-01", act(.adopted([.toleranceMonths: 0]), .note("begun")))
        #expect(later.rating("2024-05-02")?.test == .atRisk)
    }

    @Test("names its dates and its entry in the reason for the colour")
    func words() {
        var scene = approved()
        scene.on("2024-06-01", act(.agreed("2024-08")))
        #expect(
            scene.rating("2024-06-02")?.result.why
                == "test 7: red, moved when late: from 2024-05 to 2024-08 by entry 3"
        )
        #expect(scene.rating("2024-06-02")?.moves.first?.by == "BRD")
    }

    @Test("is a correction, too, once approved and to a later end")
    func correction() throws {
        var scene = approved()
        scene.on("2024-06-03", act(.corrected("2024-08", entry: 1, by: "BRD")))  // 3
        let rating = try #require(scene.rating("2024-06-03"))
        // It was overdue on 3 June: the correction is a late move.
        #expect(rating.test == .movedWhenLate)
        #expect(rating.moves.map(\.isCorrection) == [true])
        #expect(rating.moves.map(\.from) == ["2024-05"])
        // A correction has no day: it holds for every day, though not before it is known.
        #expect(scene.rating("2024-04-01")?.moves.count == 1)
        #expect(scene.rating("2024-06-03", known: 2)?.test == .overdue)
        #expect(scene.plan("2024-06-03").milestone("A1/1")?.original == "2024-05")
    }

    @Test("is a correction of a date replaced long since, and late only if the current date was")
    func correctionOfAReplacedDate() {
        var scene = approved()
        scene.on("2024-04-01", act(.agreed("2024-09"), .note("begun")))  // 3
        // On 5 June May was past, but September, which stood, was not.
        scene.on("2024-06-05", act(.corrected("2024-06", entry: 1, by: "BRD"), .note("on")))
        #expect(scene.rating("2024-06-05")?.moves.map(\.isCorrection) == [false, true])
        #expect(scene.rating("2024-06-05")?.test == .atRisk)
        scene.on("2024-10-02", act(.corrected("2024-07", entry: 1, by: "BRD")))
        scene.on("2024-10-03", act(.agreed("2024-12")))
        #expect(scene.rating("2024-10-03")?.test == .movedWhenLate)
    }

    @Test("is none where a correction comes before the approval, or to no later end")
    func innocentCorrections() throws {
        var scene = Scene.county(due: "2024-05")
        scene.record(.corrected("2024-08", entry: 1))
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-03-22", act(.corrected("2024-07", entry: 1)))
        let milestone = try #require(scene.plan("2024-03-22").milestone("A1/1"))
        #expect(milestone.moves.isEmpty)
        #expect(milestone.current == "2024-07")
        #expect(milestone.original == "2024-08")
        #expect(scene.history.plan.corrections.map(\.due) == ["2024-08", "2024-07"])
    }

    @Test("is weighed by the date as corrected, and by the later of two corrections")
    func correctedMove() throws {
        var scene = approved()
        scene.on("2024-03-25", act(.agreed("2024-08")))  // 3
        scene.on("2024-03-26", act(.corrected("2024-06", entry: 3)))  // 4
        #expect(scene.rating("2024-03-26")?.moves.map(\.to) == ["2024-06"])
        scene.on("2024-03-27", act(.corrected("2024-05", entry: 3)))  // 5: no move at all
        #expect(scene.rating("2024-03-27")?.moves.isEmpty == true)
        scene.on("2024-03-28", act(.struck(5)))
        #expect(scene.rating("2024-03-28")?.moves.map(\.to) == ["2024-06"])
        #expect(scene.history.plan.corrections.map(\.stamp.seq) == [4])
    }
}
