// What the paper says of measures, in every form.

import Foundation
import Testing

@testable import Ledger

@Suite("The measures of a paper")
struct MeasurePaperTests {
    private func cells(_ id: String, _ document: Document) -> [String] {
        document.tables.first { $0.id == id }?.rows.map { row in
            row.map(\.text).joined(separator: " | ")
        } ?? []
    }

    @Test("stand in table 15, each with its target, two readings and a word")
    func table() throws {
        let document = try Scene.measured().document()
        #expect(
            cells("measures-table", document) == [
                "M1 \(Scene.hostileTitle) | A1 | per cent | at least 95 by June 2024 | "
                    + "94.9, 18 June 2024 | 95.0, 8 June 2024 | not met",
                "M2 Waits | A1 | days | at most 10 | none | none | no reading",
                "M3 Balance | A1 | £m | none, by 2025 | -2.50, 2 May 2024 | 3, 1 April 2024 | "
                    + "no target",
                "M4 Delays | A1 | days | at most 35 | 35, 2 May 2024 | 40, 1 April 2024 | met",
                "M5 Errors | A1 | a week | at most 0.5 | 0.50, 2 May 2024 | none | met",
            ]
        )
        #expect(document.tables.contains { $0.caption == "Table 15. Measures" })
        // M1 is 0.1 short, M2 has no reading, M3 no target; M4 and M5 meet theirs.
        let sentence = "Of 5 measures 4 have a target and 2 meet it: table 15, appendix C."
        #expect(document.blocks.contains(.paragraph([.plain(sentence)])))
    }

    @Test("are drawn where there are two readings, under numbers that stay")
    func figures() throws {
        let drawn = try Scene.measured().document().figures.filter { $0.id.contains("measure") }
        #expect(
            drawn.map(\.caption) == [
                "Figure 4. M1 \(Scene.hostileTitle), in per cent; higher is better",
                "Figure 6. M3 Balance, in £m; higher is better",
                "Figure 7. M4 Delays, in days; lower is better",
            ]
        )
        #expect(
            drawn.map(\.alternative) == [
                "6 readings of M1: 80 on 10 March 2024, 94.9 on 18 June 2024; least 80, most 95.0. "
                    + "Target 95: not met.",
                "2 readings of M3: 3 on 1 April 2024, -2.50 on 2 May 2024; least -2.50, most 3. "
                    + "No target.",
                "2 readings of M4: 40 on 1 April 2024, 35 on 2 May 2024; least 35, most 40. "
                    + "Target 35: met.",
            ]
        )
        guard case .readings(let readings)? = drawn.first?.drawing else {
            Issue.record("no readings are drawn")
            return
        }
        #expect(readings.unit == "per cent" && readings.target == "95")
        #expect(readings.points.map(\.value) == ["80", "85.5", "85.50", "90", "95.0", "94.9"])
        #expect(readings.points[2].day == "2024-04-19")
    }

    @Test("have the readings of every chart as a table in appendix C, to which the chart leads")
    func readings() throws {
        let document = try Scene.measured().document()
        #expect(
            cells("figure-measure-1-table", document) == [
                "10 March 2024 | 80", "20 March 2024 | 85.5", "19 April 2024 | 85.50",
                "19 May 2024 | 90", "8 June 2024 | 95.0", "18 June 2024 | 94.9",
            ]
        )
        #expect(
            cells("figure-measure-3-table", document) == ["1 April 2024 | 3", "2 May 2024 | -2.50"]
        )
        let ids = document.tables.map { "#\($0.id)" }
        for figure in document.figures where figure.id.contains("measure") {
            let links = figure.sameAs.compactMap { span in
                if case .link(_, let url) = span { url } else { nil }
            }
            #expect(links == ["#\(figure.id)-table"] && ids.contains(links[0]))
        }
    }

    @Test("leave a paper without measures as it was, in every form")
    func absent() throws {
        let report = try Scene.papers().report()
        let document = Document(report)
        #expect(!document.tables.contains { $0.id.contains("measure") })
        #expect(document.figures.allSatisfy { !$0.id.contains("measure") })
        let json = String(decoding: report.render(as: .json) ?? [], as: UTF8.self)
        #expect(!json.contains("measure"))
        #expect(ReportCSV.files(report).allSatisfy { !$0.contents.contains("measure") })
    }

    /// Six measures with two readings each, and one with a reading a day for 400 days.
    private static func many() -> Scene {
        var scene = Scene.county()
        scene.record(.called("2024-07-18"))
        for number in 1...7 {
            guard let code = Code("M\(number)") else { continue }
            scene.record(.measure(code), .read(code, "1"), .read(code, "2"))
        }
        for value in 1...398 { scene.record(.read("M7", .integer(value))) }
        return scene
    }

    @Test("stand in appendix C alone, each chart above its table, since the body has no room")
    func manyCharts() throws {
        let blocks = try Self.many().document().blocks
        let appendix = try #require(
            blocks.firstIndex { if case .pageBreak = $0 { true } else { false } }
        )
        let names = blocks.map { block in
            switch block {
            case .figure(let figure): figure.id
            case .table(let table): table.id
            default: ""
            }
        }
        #expect(!names[..<appendix].contains { $0.contains("measure") })
        let expected =
            ["measures-table"]
            + (1...7).flatMap { ["figure-measure-\($0)", "figure-measure-\($0)-table"] }
        #expect(names[appendix...].filter { $0.contains("measure") } == expected)
        guard case .table(let last)? = blocks.last else {
            Issue.record("the last block is no table")
            return
        }
        #expect(last.rows.count == 400)
    }

    @Test("stand there whole, however many and however long their words")
    func whole() throws {
        var scene = Scene.county()
        scene.record(.called("2024-07-18"))
        let long = String(repeating: "long ", count: 60) + "title"
        for number in 1...9 { scene.record(.measure(try #require(Code("M\(number)")), long)) }
        let document = try scene.document()
        let table = try #require(document.tables.first { $0.id == "measures-table" })
        #expect(table.rows.map { $0[0].text } == (1...9).map { "M\($0) \(long)" })
        #expect(table.note == nil)
        let sentence = "Of 9 measures 0 have a target and 0 meet it: table 15, appendix C."
        #expect(document.blocks.contains(.paragraph([.plain(sentence)])))
    }

    @Test("are in Markdown as words and tables, with nothing taken for markup")
    func markdown() throws {
        let text = MarkdownPaper.render(try Scene.measured().document())
        #expect(text.contains("**Table 15. Measures**"))
        #expect(text.contains("6 readings of M1: 80 on 10 March 2024, 94.9 on 18 June 2024;"))
        #expect(text.contains("Readings: [the table below](#figure-measure-1-table)."))
        #expect(text.contains("| **19 April 2024** | 85.50 |"))
        #expect(!text.contains("Falls <b>"))
    }

    @Test("are in JSON with their readings, the day of each and how the latest stands")
    func json() throws {
        let bytes = try #require(try Scene.measured().report().render(as: .json))
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        let measures = try #require(object?["measures"] as? [[String: Any]])
        #expect(measures.map { $0["measure"] as? String } == ["M1", "M2", "M3", "M4", "M5"])
        var canonical: [UInt8] = []
        let row = try #require(try Scene.measured().report().measures.dropFirst(2).first)
        PlanJSON.measure(row).format(into: &canonical)
        let first = #"{"day":"2024-04-01","entry":5,"on":"2024-04-01","value":3}"#
        let last = #"{"day":"2024-05-02","entry":6,"on":"2024-05-02","value":"-2.50"}"#
        #expect(
            String(decoding: canonical, as: UTF8.self)
                == #"{"about":"A1","added":"2024-03-01","before":\#(first),"#
                + #""change":{"by":"-5.50","is":"worse"},"direction":"up","due":"2025","#
                + #""latest":\#(last),"measure":"M3","meets-target":null,"#
                + #""readings":[\#(first),\#(last)],"target":null,"title":"Balance","unit":"£m"}"#
        )
        #expect(measures[1]["latest"] is NSNull && measures[1]["change"] is NSNull)
        #expect((measures[1]["readings"] as? [Any])?.isEmpty == true)
        #expect(measures[0]["meets-target"] as? Bool == false)
        #expect(measures[3]["meets-target"] as? Bool == true)
    }

    @Test("say what a plan does not state, and judge nothing by it")
    func notStated() throws {
        var scene = Scene.county()
        scene.record(
            .called("2024-07-18"),
            .progress(
                .measureAdded(.init(code: "M1", about: "A", title: "Better planning", target: "5"))
            )
        )
        scene.on("2024-04-01", act(.read("M1", "3")))
        scene.on("2024-05-01", act(.read("M1", "6")))
        let report = try scene.report()
        let row = try #require(report.measures.first)
        #expect(row.meetsTarget == nil && row.change == .init(amount: "3", isBetter: nil))
        #expect(row.change?.word == nil)
        #expect(
            cells("measures-table", Document(report)) == [
                "M1 Better planning | A | not stated | 5 | 6, 1 May 2024 | 3, 1 April 2024 | "
                    + "direction not stated"
            ]
        )
        #expect(
            Refusal.readingMustBeInTheUnit("M1", found: "%", unit: nil).words
                == "the value is given in `%` and M1 states no unit; give the number alone"
        )
        let figure = try #require(Document(report).figures.last)
        #expect(figure.caption == "Figure 4. M1 Better planning")
        #expect(figure.alternative.hasSuffix("Target 5: direction not stated."))
        let page = HTMLPaper.render(Document(report))
        #expect(page.contains(">target 5</text>") && page.contains(">latest 6</text>"))
        #expect(!WordPaper.render(Document(report)).isEmpty)
        #expect(
            ReportCSV.files(report).first { $0.name == "measures.csv" }?.contents.hasSuffix(
                "\r\nM1,A,Better planning,,,5,,2024-03-01,6,2024-05-01,3,2024-04-01,3,,,2\r\n"
            ) == true
        )
    }

    @Test("change the digest of what a report says with every reading")
    func digest() throws {
        var scene = Scene.measured()
        let before = try scene.report().dataDigest
        scene.on("2024-06-20", act(.read("M2", "9")))
        #expect(try scene.report().dataDigest != before)
    }

    @Test("are two tables in CSV, which metadata.json describes as numbers")
    func csv() throws {
        let files = ReportCSV.files(try Scene.measured().report())
        #expect(files.map(\.name).suffix(3) == ["measures.csv", "readings.csv", "metadata.json"])
        let lines = files.suffix(3).map { $0.contents.components(separatedBy: "\r\n") }
        #expect(
            lines[0] == [
                "measure,about,title,unit,direction,target,due,added,latest,latest-on,before,"
                    + "before-on,change,change-is,meets-target,readings",
                "M1,A1,\"Falls <b>seen</b> & \"\"logged\"\" | *soon*\",per cent,up,95,2024-06,"
                    + "2024-03-01,94.9,2024-06-18,95.0,2024-06-08,-0.1,worse,false,6",
                "M2,A1,Waits,days,down,10,,2024-03-01,,,,,,,,0",
                "M3,A1,Balance,£m,up,,2025,2024-03-01,-2.50,2024-05-02,3,2024-04-01,-5.50,worse,,2",
                "M4,A1,Delays,days,down,35,,2024-03-01,35,2024-05-02,40,2024-04-01,-5,better,true,2",
                "M5,A1,Errors,a week,down,0.5,,2024-03-01,0.50,2024-05-02,,,,,true,1", "",
            ]
        )
        #expect(lines[1].count == 1 + 6 + 2 + 2 + 1 + 1)
        #expect(lines[1][0] == "measure,value,unit,day,on,by,for,who,because,entry")
        #expect(
            lines[1][3] == "M1,85.50,per cent,2024-04-19,2024-04-19,SEC,,Person SEC,why,9"
        )
        let json = try JSONSerialization.jsonObject(
            with: Data(files[files.count - 1].contents.utf8)
        )
        let tables = (json as? [String: Any])?["tables"] as? [[String: Any]] ?? []
        let described = tables.suffix(2).map { table in
            ((table["tableSchema"] as? [String: Any])?["columns"] as? [[String: Any]] ?? [])
                .map { "\($0["titles"] ?? "") \($0["datatype"] as? String ?? "date")" }
        }
        #expect(described[0].prefix(7).last == "due date")
        #expect(described[0].contains("latest decimal") && described[0].contains("change decimal"))
        #expect(described[1].prefix(2) == ["measure string", "value decimal"])
        // A value below zero is no formula.
        #expect(tables.suffix(2).allSatisfy { $0["notes"] == nil })
    }
}
