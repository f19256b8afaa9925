// Slippage: how far a milestone lies behind its original date, and in which unit; and which date
// is the original one.

import Testing

@testable import Ledger

private struct SlipRow: Sendable, CustomTestStringConvertible {
    let rule: String
    let due: StatedDate
    let asAt: Day
    let slip: String
    var isRunning = false
    let before: @Sendable (inout Scene) -> Void

    init(
        _ rule: String,
        due: StatedDate,
        _ asAt: Day,
        _ slip: String,
        running: Bool = false,
        before: @escaping @Sendable (inout Scene) -> Void = { _ in }
    ) {
        self.rule = rule
        self.due = due
        self.asAt = asAt
        self.slip = slip
        isRunning = running
        self.before = before
    }

    var testDescription: String { "\(rule): \(slip)" }
}

@Suite("The slippage of a milestone")
struct MilestoneSlippageTests {
    private static let rows: [SlipRow] = [
        .init("open and never moved", due: "2024-05", "2024-05-31", "0 months"),
        .init("moved by a day", due: "2024-05-10", "2024-04-02", "1 day") {
            $0.on("2024-04-01", act(.agreed("2024-05-11")))
        },
        // 10 May to 9 June: 21 days to 31 May, 9 in June.
        .init("moved by days", due: "2024-05-10", "2024-04-02", "30 days") {
            $0.on("2024-04-01", act(.agreed("2024-06-09")))
        },
        .init("moved by months", due: "2024-05", "2024-04-02", "2 months") {
            $0.on("2024-04-01", act(.agreed("2024-07")))
        },
        .init("moved over a year's end", due: "2024-11", "2024-04-02", "3 months") {
            $0.on("2024-04-01", act(.agreed("2025-02")))
        },
        .init("moved from a month to a day", due: "2024-05", "2024-04-02", "1 month") {
            $0.on("2024-04-01", act(.agreed("2024-06-01")))
        },
        .init("moved from a day to a month", due: "2024-05-31", "2024-04-02", "1 month") {
            $0.on("2024-04-01", act(.agreed("2024-06")))
        },
        .init("moved from a quarter, by its end", due: "2024-04/2024-06", "2024-04-02", "3 months")
        {
            $0.on("2024-04-01", act(.agreed("2024-07/2024-09")))
        },
        .init(
            "moved between intervals of days",
            due: "2024-05-01/2024-05-10",
            "2024-04-02",
            "5 days"
        ) {
            $0.on("2024-04-01", act(.agreed("2024-05-12/2024-05-15")))
        },
        .init("moved to a year", due: "2024-05", "2024-04-02", "1 year") {
            $0.on("2024-04-01", act(.agreed("2025")))
        },
        .init("moved inside a year", due: "2024", "2024-04-02", "0 years") {
            $0.on("2024-04-01", act(.agreed("2024-12")))
        },
        .init("moved to an earlier date", due: "2024-05", "2024-04-02", "0 months") {
            $0.on("2024-04-01", act(.agreed("2024-04")))
        },
        .init("moved and moved back", due: "2024-05", "2024-04-03", "0 months") {
            $0.on("2024-04-01", act(.agreed("2024-08")))
            $0.on("2024-04-02", act(.agreed("2024-05")))
        },
        .init("a forecast alone", due: "2024-05", "2024-04-02", "0 months") {
            $0.on("2024-04-01", act(.forecast("2024-12")))
        },
        .init("overdue by a day", due: "2024-05-10", "2024-05-11", "1 day", running: true),
        .init("overdue in months", due: "2024-05", "2024-06-01", "1 month", running: true),
        .init("overdue in months still", due: "2024-05", "2024-06-30", "1 month", running: true),
        .init("overdue in years", due: "2024", "2025-01-01", "1 year", running: true),
        .init(
            "overdue, from the original date",
            due: "2024-05",
            "2024-08-01",
            "3 months",
            running: true
        ) {
            $0.on("2024-04-01", act(.agreed("2024-07")))
        },
        .init(
            "overdue, by a date made earlier",
            due: "2024-08",
            "2024-06-01",
            "0 months",
            running: true
        ) {
            $0.on("2024-04-01", act(.agreed("2024-05")))
        },
        .init("delivered in time", due: "2024-05", "2024-06-30", "0 months") {
            $0.on("2024-05-31", act(.declared()))
        },
        .init("delivered early", due: "2024-05-10", "2024-06-30", "0 days") {
            $0.on("2024-04-10", act(.declared()))
        },
        .init("delivered late by days", due: "2024-05-10", "2024-06-30", "12 days") {
            $0.on("2024-05-22", act(.declared()))
        },
        .init(
            "delivered late by months, though said to the day",
            due: "2024-05",
            "2024-06-30",
            "1 month"
        ) {
            $0.on("2024-06-01", act(.declared()))
        },
        // June is said to the month, so months are counted, though the date was a day.
        .init("delivered late, said to the month", due: "2024-05-10", "2024-07-31", "1 month") {
            $0.on("2024-07-02", act(.declared(), on: "2024-06"))
        },
        // 1 June as "June": its day is 1 June, its unit the month.
        .init("delivered this month, said to the month", due: "2024-05-10", "2024-07-31", "1 month")
        {
            $0.on("2024-06-01", act(.declared(), on: "2024-06"))
        },
        .init("delivered late, said to the year", due: "2024-05", "2025-07-31", "1 year") {
            $0.on("2025-03-01", act(.declared(), on: "2025"))
        },
        .init(
            "delivered by the new date, late by the old",
            due: "2024-05",
            "2024-12-31",
            "2 months"
        ) {
            $0.on("2024-04-01", act(.agreed("2024-08")))
            $0.on("2024-07-01", act(.declared()))
        },
        .init("delivered, then closed", due: "2024-05", "2024-12-31", "1 month") {
            $0.on("2024-06-01", act(.declared()))
            $0.on("2024-06-02", act(.closed(), .closureApproved()))
        },
        .init("closed, the approval open", due: "2024-05", "2024-06-02", "1 month", running: true) {
            $0.on("2024-06-01", act(.closed()))
        },
    ]

    @Test("is counted in the precision of the dates", arguments: rows)
    private func slip(_ row: SlipRow) throws {
        var scene = Scene.county(due: row.due)
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        row.before(&scene)
        let rating = try #require(scene.rating(row.asAt))
        #expect(rating.slippage?.description == row.slip)
        #expect(rating.isRunning == row.isRunning)
    }

    @Test("is none without an original date, or once closed and undelivered")
    func none() {
        var scene = Scene.county(due: "2024-02")
        #expect(scene.rating("2024-03-02")?.slippage == nil)
        #expect(scene.rating("2024-03-02")?.isRunning == false)
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        #expect(scene.rating("2024-03-21")?.slippage?.description == "1 month")
        scene.on("2024-03-22", act(.closed(), .closureApproved()))
        #expect(scene.rating("2024-03-22")?.slippage == nil)
    }
}

@Suite("An original date")
struct OriginalDateTests {
    private func original(_ scene: Scene, _ name: MilestoneName = "A1/1") -> StatedDate? {
        scene.history.plan.milestone(name)?.original
    }

    @Test("is the one recorded at the approval, and nothing later alters it")
    func frozen() {
        var scene = Scene.county(due: "2024-09")
        #expect(original(scene) == nil)
        scene.record(.agreed("2024-05", by: nil))
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-03-22", act(.corrected("2024-04", entry: 2)))
        scene.on("2024-03-23", act(.agreed("2024-10")))
        scene.on("2024-03-24", act(.approved("2024-03-24")))
        #expect(original(scene) == "2024-05")
        #expect(scene.plan("2024-12-31").milestone("A1/1")?.original == "2024-05")
        #expect(scene.plan("2024-03-20").milestone("A1/1")?.original == nil)
    }

    @Test("is the one as corrected and struck before the approval")
    func amendedBefore() {
        var scene = Scene.county(due: "2024-05")
        scene.record(.agreed("2024-08", by: nil))  // 2
        scene.record(.struck(2))
        scene.record(.corrected("2024-06", entry: 1))
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        #expect(original(scene) == "2024-06")
    }

    @Test("is the latest by day among those recorded, whatever its day or the as-at")
    func whateverItsDay() {
        var scene = Scene.county(due: "2024-05")
        scene.on("2024-03-10", act(.agreed("2024-07", by: nil)))
        scene.on("2024-03-12", act(.agreed("2024-06", by: nil), on: "2024-03-05"))
        // The approval happened on 8 March and was recorded after both.
        scene.on("2024-03-21", act(.approved("2024-03-08"), on: "2024-03-08"))
        #expect(original(scene) == "2024-07")
        #expect(scene.plan("2024-03-08").milestone("A1/1")?.original == "2024-07")
        // On 8 March the current date is the one agreed on 5 March.
        #expect(scene.plan("2024-03-08").milestone("A1/1")?.current == "2024-06")
    }

    @Test("of a milestone added since is the one at the next approval, its moves counted before")
    func addedSince() {
        var scene = Scene.county()
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-03-22", act(.milestone("A1", 2, due: "2024-06")))
        scene.on("2024-03-23", act(.agreed("2024-07", "A1/2")))
        #expect(original(scene, "A1/2") == nil)
        #expect(scene.rating("2024-03-23", of: "A1/2")?.moves.count == 1)
        #expect(scene.rating("2024-03-23", of: "A1/2")?.slippage == nil)
        scene.on("2024-04-01", act(.approved("2024-04-01")))
        #expect(original(scene, "A1/2") == "2024-07")
        #expect(scene.rating("2024-04-01", of: "A1/2")?.moves.count == 1)
        #expect(scene.rating("2024-04-01", of: "A1/2")?.slippage?.amount == 0)
    }

    @Test("of an undated milestone is the first date agreed after the approval, which is no move")
    func undated() {
        var scene = Scene.county(due: nil)
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        #expect(original(scene) == nil)
        scene.on("2024-04-10", act(.agreed("2024-08")))  // 3
        #expect(original(scene) == "2024-08")
        #expect(scene.rating("2024-04-10")?.moves.isEmpty == true)
        scene.on("2024-04-12", act(.agreed("2024-06"), on: "2024-04-05"))  // 4
        // First in the journal among those that have happened: on 7 April entry 4 alone has.
        #expect(original(scene) == "2024-08")
        #expect(scene.plan("2024-04-07").milestone("A1/1")?.original == "2024-06")
        // In the order of days, June then August: the second is a move, wherever it stands.
        #expect(scene.rating("2024-04-12")?.moves.map(\.stamp.seq) == [3])
    }

    @Test("of an undated milestone follows a correction to an earlier date, never to a later one")
    func correctedFirst() {
        var scene = Scene.county(due: nil)
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-04-10", act(.agreed("2024-08")))  // 3
        scene.on("2024-04-11", act(.corrected("2024-07", entry: 3)))
        #expect(original(scene) == "2024-07")
        scene.on("2024-04-12", act(.corrected("2024-10", entry: 3, by: "BRD")))
        #expect(original(scene) == "2024-07")
        #expect(scene.rating("2024-04-12")?.moves.map(\.from) == ["2024-07"])
        #expect(scene.rating("2024-04-12")?.slippage?.description == "3 months")
    }

    @Test("of an undated milestone dated before the approval is that date")
    func datedBefore() {
        var scene = Scene.county(due: nil)
        scene.record(.agreed("2024-05", by: nil))
        scene.record(.agreed("2024-06", by: nil))
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        #expect(original(scene) == "2024-06")
    }
}
