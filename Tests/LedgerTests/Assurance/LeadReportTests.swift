// One lead's own list: what is on it, in which order, and what it says in each form.

import Testing

@testable import Ledger

/// AB leads A1, whose parts have its leads; B1 is CD's, and AB does the work of it. The board meets
/// on 20 June 2024; everything speaks of 10 June.
private func plan() -> Scene {
    var scene = Scene.county("2024-01-15", due: "2024-12")
    scene.record(.called("2024-06-20"))
    scene.record(
        .milestone("A1", 2, due: nil),
        .milestone("A1", 3, due: "2024-05"),
        .milestone("A1", 4, due: "2024-04"),
        .action("A1.i", under: "A1"),
        .priority("B"),
        .action("B1", under: "B"),
        .leads("B1", "CD"),
        .leads("B1", "AB", as: .responsible),
        .milestone("B1", due: "2024-11"),
        .milestone("B1", 2, due: "2024-03"),
        .milestone("B1", 3, due: "2024-03"),
        .action("B2", under: "B"),
        .leads("B2", "CD"),
        .milestone("B2", due: "2024-05")
    )
    scene.on("2024-05-31", act(.note("A; b, \"c\"\nd"), .note("Hired", "B1")))
    scene.on("2024-06-01", act(.declared("B1/2"), .closed("B1", 3)))
    scene.on("2024-06-02", act(.closureApproved("B1", 3)))
    return scene
}

private func report(_ lead: Key = "AB", _ scene: Scene = plan()) throws -> LeadReport {
    try LeadReport(of: lead, scene.ratings("2024-06-10"))
}

@Suite("A lead's list")
struct LeadReportTests {
    @Test("has what is open or delivered of all it leads, worst first, then by date")
    func rows() throws {
        let report = try report()
        // Overdue since April and May; undated is grey; on track until November and December, and
        // a delivery that is not confirmed, of March, is green too.
        #expect(
            report.rows.map(\.milestone.name) == [
                "A1/4", "A1/3", "A1/2", "B1/2", "B1/1", "A1/1",
            ]
        )
        #expect(
            report.rows.map(\.rating.result.published) == [
                .red, .red, .grey, .green, .green, .green,
            ]
        )
        #expect(report.withoutMilestone.map(\.code) == ["A1.i"])
        #expect(report.rows.map { report.noteAge(of: $0) } == [10, 10, 10, 10, 10, 10])
        #expect(report.roles(in: report.rows[0]) == ["accountable"])
        #expect(report.roles(in: report.rows[3]) == ["responsible"])
    }

    @Test("has what is asked of that lead alone")
    func asks() throws {
        let report = try report()
        let list = { (asks: [Chase.Ask]) in asks.map { "\($0.subject) \($0.kind.rawValue)" } }
        #expect(
            list(report.chase.asks) == [
                "A1/3 overdue", "A1/4 overdue", "A1/2 no-date", "B1/2 no-evidence",
            ]
        )
        #expect(list(report.asks(about: report.rows[0])) == ["A1/4 overdue"])
        #expect(report.asks(about: report.rows[5]).isEmpty)
        #expect(try LeadReportTests.none.rows.isEmpty)
        #expect(try LeadReportTests.none.chase.asks.isEmpty)
    }

    /// The Board leads nothing.
    private static var none: LeadReport { get throws { try report("BRD") } }

    @Test("is a document of two tables, and words where one would be empty")
    func document() throws {
        let tables = { (document: Document) in
            document.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
        }
        let found = tables(Document(try report()))
        #expect(found.map(\.id) == ["asked", "milestones"])
        #expect(found.map(\.rows.count) == [4, 6])
        for table in found {
            #expect(table.rows.allSatisfy { $0.count == table.columns.count })
        }
        #expect(
            found[1].rows[0].map(\.text) == [
                "A1/4", "Open the ward", "accountable", "", "April 2024", "", "0",
                "red\ntest 5: red, overdue: due 2024-04", "A; b, \"c\"\nd", "10",
            ]
        )
        #expect(tables(Document(try Self.none)).isEmpty)
    }

    @Test("is a record a milestone as CSV")
    func csv() throws {
        let bytes = try report().render(as: .csv, knownAt: 1, knownUntil: Instant(seconds: 0))
        let (records, problems) = CSV.parse(try #require(bytes), file: "ab.csv")
        #expect(problems == [])
        #expect(records.map(\.count) == Array(repeating: 14, count: 7))
        #expect(
            records[1].map(\.text) == [
                "A1/4", "Open the ward", "", "accountable", "", "2024-04", "", "0", "red",
                "test 5: red, overdue: due 2024-04", "A; b, \"c\"\nd", "2024-05-31", "10",
                "overdue: Deliver it, or ask the board for another date",
            ]
        )
    }

    @Test("is a calendar of its open milestones, named as in the report's, and of what is asked")
    func calendar() throws {
        let known = Instant(seconds: 19_849 * 86_400)
        let bytes = try report().render(as: .ics, knownAt: 1, knownUntil: known)
        let calendar = CalendarReader(String(decoding: try #require(bytes), as: UTF8.self))
        #expect(calendar.faults == [])
        #expect(calendar.properties["NAME"] == "County plan: Person AB")
        #expect(
            calendar.events.map { $0["UID"]?.split(separator: "@").first } == [
                "milestone_A1_4", "milestone_A1_3", "milestone_B1_1", "milestone_A1_1",
                "ask_2.0_overdue_A1_3", "ask_2.0_overdue_A1_4", "ask_2.0_no-date_A1_2",
                "ask_2.0_no-evidence_B1_2",
            ]
        )
        #expect(Set(calendar.events.map { $0["DTSTAMP"] }) == ["20240506T000000Z"])
    }
}
