// What a report says of measures: which readings, and how the latest stands.

import Testing

@testable import Ledger

@Suite("A report's measures")
struct ReportMeasuresTests {
    private func row(_ code: Code, asAt: Day = "2024-07-01") throws -> MeasureRow {
        try #require(
            try Scene.measured().report(asAt: asAt).measures.first { $0.measure.code == code }
        )
    }

    @Test("are those of the plan, in the order they were added")
    func order() throws {
        let report = try Scene.measured().report()
        #expect(report.measures.map(\.measure.code) == ["M1", "M2", "M3", "M4", "M5"])
        #expect(try Scene.papers().report().measures.isEmpty)
    }

    @Test("have their readings in the order of their days, whenever they were recorded")
    func readings() throws {
        let row = try row("M1")
        #expect(row.readings.map(\.fact) == ["80", "85.5", "85.50", "90", "95.0", "94.9"])
        #expect(row.readings.map(\.stamp.seq) == [3, 4, 9, 7, 8, 10])
        #expect(row.latest?.fact == "94.9")
        #expect(row.before?.fact == "95.0")
    }

    @Test("know what had been read by a day, and nothing that was struck")
    func clocks() throws {
        #expect(try row("M1", asAt: "2024-05-18").latest?.fact == "85.50")
        #expect(try row("M1", asAt: "2024-03-09").latest == nil)
        var scene = Scene.measured()
        scene.on("2024-06-19", act(.struck(10)))
        let row = try #require(try scene.report().measures.first)
        #expect(row.latest?.fact == "95.0")
        #expect(row.meetsTarget == true)
    }

    @Test("say whether the latest meets the target, by the digits and the direction")
    func target() throws {
        #expect(try row("M1").meetsTarget == false)
        #expect(try row("M1", asAt: "2024-06-10").meetsTarget == true, "95.0 is 95")
        #expect(try row("M2").meetsTarget == nil)
        #expect(try row("M3").meetsTarget == nil)
        #expect(try row("M4").meetsTarget == true, "35 is at most 35")
        #expect(try row("M4", asAt: "2024-05-01").meetsTarget == false, "40 is not")
        #expect(try row("M5").meetsTarget == true, "0.50 is 0.5")
    }

    @Test("meet a target of thirty digits by the last of them")
    func digits() throws {
        var scene = Scene.county()
        scene.record(
            .called("2024-07-18"),
            .measure("M1", to: "999999999999999.999999999999999"),
            .read("M1", "999999999999999.999999999999998")
        )
        #expect(try scene.report().measures.first?.meetsTarget == false)
        scene.record(.read("M1", "999999999999999.999999999999999"))
        let row = try #require(try scene.report().measures.first)
        #expect(row.meetsTarget == true)
        #expect(row.change?.amount == "0.000000000000001")
        #expect(row.change?.isBetter == true)
    }

    @Test("say how the latest differs from the reading before, and whether that is better")
    func change() throws {
        #expect(try row("M1").change == .init(amount: "-0.1", isBetter: false))
        #expect(try row("M2").change == nil)
        #expect(try row("M3").change == .init(amount: "-5.50", isBetter: false))
        #expect(try row("M4").change == .init(amount: "-5", isBetter: true))
        #expect(try row("M5").change == nil)
        // From 85.5 to 85.50.
        #expect(try row("M1", asAt: "2024-04-30").change == .init(amount: "0.00", isBetter: nil))
    }
}
