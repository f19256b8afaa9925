// What a report says beside its counts: what waits, what came late, what speaks for a priority.

import Testing

@testable import Ledger

private func report(
    _ scene: Scene,
    meeting: Day = "2024-07-18",
    asAt: Day
) throws(ReportError) -> AssuranceReport {
    try AssuranceReport(
        of: scene.history,
        meeting: meeting,
        asAt: asAt,
        knownAt: scene.history.entries.count
    )
}

@Suite("A report's decisions")
struct ReportDecisionsTests {
    /// A1 with the part A1.i, both due in December; of four others one waits for each of A1.i,
    /// A1 and A, and one, by the plan's own name, for A1.
    private static func scene() -> Scene {
        var scene = Scene.county(due: "2024-12")
        scene.record(.called("2024-07-18"))
        scene.record(
            .action("A1.i", under: "A1"),
            .milestone("A1.i", due: "2024-12"),
            .milestone("A1.i", 2, due: "2024-12", depends: "A1"),
            .action("A2"),
            .leads("A2", "AB"),
            .milestone("A2", 1, due: "2025-01", depends: "A1.i"),
            .milestone("A2", 2, due: "2025-01", depends: "A1"),
            .milestone("A2", 3, due: "2025-01", depends: "A"),
            .milestone("A2", 4, due: "2025-01", depends: "county:A1"),
            .milestone("A2", 5, due: "2025-01", depends: "town:A1")
        )
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        return scene
    }

    @Test("say what waits for a date: whatever depends on the action or on what it stands under")
    func waiting() throws {
        var scene = Self.scene()
        scene.on("2024-04-01", act(.requested("2025-02", "A1.i/1")))
        let change = try #require(try report(scene, asAt: "2024-04-02").pending.dates.first)
        #expect(change.waiting == ["A1.i/2", "A2/1", "A2/2", "A2/3", "A2/4"])
        // A move of the whole waits for no part: A1's own date is not A1.i's.
        scene.on("2024-04-03", act(.requested("2025-02", "A1/1")))
        let whole = try #require(try report(scene, asAt: "2024-04-04").pending.dates.first)
        #expect(whole.milestone.name == "A1/1")
        #expect(whole.waiting == ["A1.i/2", "A2/2", "A2/3", "A2/4"])
        // What is done or does not wait for its own date any more is left out.
        scene.on("2024-04-05", act(.declared("A2/2")))
        scene.on("2024-04-06", act(.requested("2025-03", "A1.i/2")))
        let pending = try report(scene, asAt: "2024-04-06").pending.dates
        #expect(pending.map(\.milestone.name) == ["A1/1", "A1.i/1", "A1.i/2"])
        #expect(pending.last?.waiting == ["A2/1", "A2/3", "A2/4"])
    }

    @Test("ask nothing of the board about a date that cannot be agreed any more")
    func delivered() throws {
        var scene = Self.scene()
        scene.on("2024-04-01", act(.requested("2025-02")))
        scene.on("2024-04-02", act(.declared()))
        #expect(try report(scene, asAt: "2024-04-01").pending.dates.count == 1)
        #expect(try report(scene, asAt: "2024-04-02").pending.isEmpty)
        scene.on("2024-04-03", act(.returned(), by: "CD"))
        #expect(try report(scene, asAt: "2024-04-03").pending.dates.count == 1)
        scene.on("2024-04-04", act(.closed(), .closureApproved()))
        #expect(try report(scene, asAt: "2024-04-04").pending.isEmpty)
    }

    @Test("keep a request that was recorded after an answer, whatever day it states")
    func backdated() throws {
        var scene = Self.scene()
        scene.on("2024-04-10", act(.agreed("2025-01")))
        scene.on("2024-04-12", act(.requested("2025-02"), on: "2024-04-05"))
        let pending = try report(scene, asAt: "2024-04-12").pending.dates
        #expect(pending.map(\.to) == ["2025-02"])
        #expect(pending.map(\.from) == ["2025-01"])
    }
}

@Suite("A report's late entries")
struct ReportLateTests {
    /// Approved on 21 March by entry 3, and published, as at 1 May and entry 4, by entry 5.
    private static func scene() -> Scene {
        var scene = Scene.county(due: "2024-06")  // 1
        scene.record(.called("2024-05-16"), .called("2024-07-18"))  // 2
        scene.on("2024-03-21", act(.approved("2024-03-21")))  // 3
        scene.on("2024-04-20", act(.forecast("2024-05-31")))  // 4
        scene.on("2024-05-07", act(.published(knownAt: 4, for: "2024-05-16", asAt: "2024-05-01")))
        return scene
    }

    @Test("are those of the days it covered, and amendments of what it knew")
    func since() throws {
        var scene = Self.scene()
        scene.on("2024-05-08", act(.note("begun"), on: "2024-04-30"))  // 6: covered
        scene.on("2024-05-09", act(.note("more")))  // 7: of its own day
        scene.on("2024-05-10", act(.struck(4)))  // 8: what the board was told of
        scene.on("2024-05-11", act(.struck(7)))  // 9: what it was not told of
        let since = try #require(try report(scene, asAt: "2024-06-01").since)
        #expect(since.last.knownAt == 4)
        #expect(since.late.map(\.seq) == [6, 8])
        scene.on("2024-05-12", act(.struck(6)))  // 10: and with it, what came late is gone
        #expect(try report(scene, asAt: "2024-06-01").since?.late.map(\.seq) == [8])
    }

    @Test("count from what was published for a meeting wherever it was moved, if it was held")
    func meetings() throws {
        var scene = Self.scene()
        scene.record(.called("2024-06-13"), .called("2024-06-27"))  // 6
        scene.on("2024-06-04", act(.published(knownAt: 6, for: "2024-06-13")))  // 7
        let last = { (meeting: Day) in
            try report(scene, meeting: meeting, asAt: "2024-06-20").since?.last
        }
        #expect(try last("2024-06-27")?.knownAt == 6)
        scene.record(.called("2024-06-20", from: "2024-06-13"))  // 8: still before the 27th
        #expect(try last("2024-06-20")?.publication?.fact.meeting == "2024-05-16")
        #expect(try last("2024-06-27")?.publication?.fact.meeting == "2024-06-13")
        scene.record(.cancelled("2024-06-20"))  // 9
        #expect(try last("2024-06-27")?.publication?.fact.meeting == "2024-05-16")
    }

    @Test("are corrections too, which have no day, by the entry they correct")
    func corrections() throws {
        var scene = Self.scene()
        scene.on("2024-05-08", act(.corrected("2024-05", entry: 1, by: "BRD")))  // 6
        let since = try #require(try report(scene, asAt: "2024-06-01").since)
        #expect(since.late.map(\.seq) == [6])
    }

    @Test("never rest on a publication of entries that were not there")
    func nowhere() throws {
        var scene = Self.scene()
        var wrong = scene.next(act(.published(knownAt: 99, for: "2024-06-13")))
        #expect(scene.refusal(of: wrong.act) != nil)
        scene.history.append([wrong])  // a journal that breaks the rule is read all the same
        let since = try #require(try report(scene, asAt: "2024-06-20").since)
        #expect(since.last.publication?.fact.meeting == "2024-05-16")
        wrong = scene.next(act(.note("begun")))
        scene.history.append([wrong])
        #expect(try report(scene, asAt: "2024-06-20").since?.last.knownAt == 4)
    }

    @Test("are recorded late when more than 35 days after their day, if they have one and count")
    func recordedLate() throws {
        var scene = Self.scene()
        scene.on("2024-05-20", act(.note("35 days"), on: "2024-04-15"))  // 6
        scene.on("2024-05-20", act(.note("36 days"), on: "2024-04-14"))  // 7
        scene.on("2024-05-20", act(.note("struck"), on: "2024-04-14"))  // 8
        scene.on("2024-05-21", act(.struck(8), on: "2024-04-01"))  // 9
        let late = try report(scene, asAt: "2024-06-01").recordedLate
        #expect(late.map(\.seq) == [7])
    }
}

@Suite("A report's assurance and gaps")
struct ReportAssuranceTests {
    @Test("counts twelve months by the calendar, to the day")
    func twelveMonths() throws {
        var scene = Scene.county(due: "2024-04")
        scene.record(.called("2024-07-18"))
        scene.on("2024-03-31", act(.declared()))
        scene.on("2024-04-01", act(.confirmed(), by: "CD"))
        let suggested = { (day: Day) in
            try report(scene, asAt: day).assurance.map(\.suggested)
        }
        #expect(try suggested("2024-03-31") == ["none"])  // a lead's word only
        #expect(try suggested("2024-04-01") == ["reasonable"])
        #expect(try suggested("2025-04-01") == ["reasonable"])
        #expect(try suggested("2025-04-02") == ["limited"])
    }

    @Test("takes the 29th of February for the 28th of the year before")
    func leapDay() throws {
        var scene = Scene.county("2023-02-01", due: "2023-04")
        scene.record(.called("2024-07-18"))
        scene.on("2023-02-27", act(.declared()))
        scene.on("2023-02-28", act(.confirmed(), by: "CD"))
        #expect(try report(scene, asAt: "2024-02-29").assurance[0].suggested == "reasonable")
        #expect(try report(scene, asAt: "2024-03-01").assurance[0].suggested == "limited")
    }

    @Test("finds no gap in a milestone that is closed with approval")
    func closed() throws {
        var scene = Scene.county(due: "2024-12")
        scene.record(.milestone("A1", 2, due: nil))
        let undated = { () in
            scene.ratings("2024-03-20").gaps.list.filter { $0.kind == .undated }
        }
        #expect(undated().map(\.milestone) == [2])
        scene.on("2024-03-10", act(.closed("A1", 2)))
        #expect(undated().count == 1)
        scene.on("2024-03-11", act(.closureApproved("A1", 2)))
        #expect(undated().isEmpty)
    }
}

@Suite("A history of dates")
struct SlipHistoryTests {
    private func dates(_ scene: Scene, _ asAt: Day = "2024-12-01") -> [String] {
        scene.ratings(asAt).slips.flatMap { $0.dates.map { "\($0.set): \($0.due)" } }
    }

    @Test("has every date with the day it was set, and none where nothing was moved")
    func moves() {
        var scene = Scene.county(due: "2024-05")
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        #expect(dates(scene).isEmpty)
        scene.on("2024-04-02", act(.agreed("2024-07")))
        scene.on("2024-06-03", act(.agreed("2024-06-30")))
        #expect(
            dates(scene) == [
                "2024-03-01: 2024-05", "2024-04-02: 2024-07", "2024-06-03: 2024-06-30",
            ]
        )
    }

    @Test("keeps the original where a correction, which is a move then, made it later")
    func correctedOriginal() {
        var scene = Scene.county(due: "2024-05")  // 1
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-04-02", act(.corrected("2024-08", entry: 1, by: "BRD")))
        #expect(dates(scene) == ["2024-03-01: 2024-05", "2024-04-02: 2024-08"])
        // Had September been agreed on 1 April, the correction found the date replaced already.
        scene.on("2024-04-03", act(.agreed("2024-09"), on: "2024-04-01"))
        #expect(
            dates(scene) == ["2024-03-01: 2024-05", "2024-03-01: 2024-08", "2024-04-01: 2024-09"]
        )
    }

    @Test("shows a correction before the approval in place of the mistake")
    func correctedBefore() {
        var scene = Scene.county(due: "2024-05")  // 1
        scene.on("2024-03-10", act(.corrected("2024-06", entry: 1)))
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-04-02", act(.agreed("2024-07")))
        #expect(dates(scene) == ["2024-03-01: 2024-06", "2024-04-02: 2024-07"])
    }
}
