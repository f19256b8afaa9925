// The drawing of readings in HTML and in Word: what its table says, where it should stand.

import Foundation
import Testing

@testable import Ledger

@Suite("A drawing of readings")
struct ReadingsDrawingTests {
    /// M1 of the plan with measures.
    private static let readings = Document.Readings(
        [
            ("2024-03-10", "80"), ("2024-03-20", "85.5"), ("2024-04-19", "85.50"),
            ("2024-05-19", "90"), ("2024-06-08", "95.0"), ("2024-06-18", "94.9"),
        ],
        target: "95"
    )

    private func svg(_ readings: Document.Readings) throws -> HTMLElement {
        let figure = Document.Figure(
            id: "f",
            caption: "Caption",
            alternative: "Alternative",
            drawing: .readings(readings),
            sameAs: []
        )
        let file = HTMLPaper.render(Document(title: "T", blocks: [.figure(figure)]))
        return try #require(HTMLElement.parse(file).named("svg").first)
    }

    private func words(_ svg: HTMLElement) -> [String] { svg.named("text").map(\.text) }

    /// The line of the readings: solid, and two wide.
    private func line(_ svg: HTMLElement) throws -> String {
        let line = svg.named("path").first {
            $0.attributes["stroke-width"] == "2" && $0.attributes["stroke-dasharray"] == nil
        }
        return try #require(line?.attributes["d"])
    }

    @Test("goes in HTML through every reading, as high and as far across as it was")
    func places() throws {
        let svg = try svg(Self.readings)
        // Up: 80 units for 80 to 95, so 85.5 stands 29.33 above the axis at 110. Across: "latest
        // 94.9" takes 89.8 units and the gap before it 22, so there are 300.2 from 48 for the 100
        // days.
        #expect(
            try line(svg)
                == "M48 110L78.02 80.67L168.08 80.67L258.14 56.67L318.18 30L348.2 30.54"
        )
        #expect(svg.named("circle").count == 6)
        #expect(
            words(svg) == [
                "per cent", "80", "85", "90", "95", "April", "2024", "May", "2024", "June", "2024",
                "target 95", "latest 94.9",
            ]
        )
    }

    @Test("has the target as a dashed line of its name, also where it is the lowest of the axis")
    func target() throws {
        let dashed = { (svg: HTMLElement) in
            svg.named("path").filter { $0.attributes["stroke-dasharray"] == "9 4" }
        }
        #expect(dashed(try svg(Self.readings)).map { $0.attributes["d"] } == ["M48 30L348.2 30"])
        let low = try svg(.daily(["62", "47"], target: "40"))
        #expect(dashed(low).count == 1)
        // No line of ink lies under it: of ink are the readings and the ends of the marks of days.
        let ink = low.named("path").filter {
            $0.attributes["stroke"] == HTMLCanvas.ink
                && $0.attributes["d"]?.contains("110L") == true
        }
        #expect(ink.allSatisfy { $0.attributes["d"]?.hasSuffix(" 116") == true })
        let none = try svg(.daily(["1", "2"]))
        #expect(dashed(none).isEmpty)
        #expect(!words(none).contains { $0.hasPrefix("target") })
    }

    @Test("stands whole in its frame, of numbers of any size and readings of any number")
    func extremes() throws {
        let digits: [Quantity] = ["999999999999999.999999999999998", "-999999999999999"]
        for readings: Document.Readings in [
            .daily(digits, target: "999999999999999.999999999999999"),
            .daily(["123456789012345", "123456789012346"], target: "0"),
            .daily(["7", "7", "7"], target: "7"), .daily(["-0.5"]), .daily(["1"], target: "2"),
            .init([("2024-05-01", "1"), ("2024-05-01", "9"), ("2024-05-01", "3")]),
            .init([("1000-01-01", "0"), ("9999-12-31", "0.000000000000001")]),
            .daily((1...500).map { .integer($0 * $0 % 97) }, target: "50"),
        ] {
            let svg = try svg(readings)
            for text in svg.named("text") {
                let x = try #require(text.attributes["x"].flatMap(Double.init))
                let width = Double(text.text.count) * 7.8
                switch text.attributes["text-anchor"] {
                case "end": #expect(x - width >= 0, "\(text.text)")
                case "middle": #expect(x - width / 2 >= 0 && x + width / 2 <= 460, "\(text.text)")
                default: #expect(x + width <= 460, "\(text.text)")
                }
            }
            #expect(svg.named("circle").count <= 25)
            if readings.points.count > 1 {
                #expect(try line(svg).filter { "ML".contains($0) }.count == readings.points.count)
            }
        }
        #expect(try words(svg(.daily([], target: "1"))) == ["none"])
        // A value of fifteen digits is said whole; one of more is marked as cut.
        let whole = try words(svg(.daily(["1", "999999999999999"])))
        #expect(whole.last == "latest 999999999999999")
        let cut = try words(svg(.daily(["1", "999999999999999.25"])))
        #expect(cut.last == "latest 999999999999999…")
    }

    @Test("goes in Word through the same places")
    func word() throws {
        let drawing = WordDrawing(.readings(Self.readings), firstShape: 1)
        let xml = drawing.run(number: 1, name: "f", alternative: "Six & more")
        for words in ["per cent", "80", "85", "90", "95", "target 95", "latest 94.9"] {
            #expect(xml.contains(">\(words)</w:t>"), "\(words)")
        }
        for words in ["April 2024", "May 2024", "June 2024"] {
            #expect(xml.contains(">\(words)</w:t>"), "\(words)")
        }
        #expect(xml.contains("descr=\"Six &amp; more\""))
        #expect(xml.contains("<a:prstDash val=\"dash\"/>"))
        // "latest 94.9" takes 184 tenths of a millimetre and 45 beside it: of 1,800 there are 1,431
        // from 140 for the 100 days; 240 up for 80 to 95. The highest point is that of 95.0.
        let points = [(0, 240), (143, 152), (572, 152), (1001, 80), (1287, 0), (1431, 2)]
        let path = points.enumerated().map { index, point in
            let spot = "<a:pt x=\"\(point.0 * 3_600)\" y=\"\(point.1 * 3_600)\"/>"
            return index == 0 ? "<a:moveTo>\(spot)</a:moveTo>" : "<a:lnTo>\(spot)</a:lnTo>"
        }
        #expect(xml.contains(path.joined()))
        #expect(xml.components(separatedBy: "prst=\"ellipse\"").count - 1 == 6)
    }

    @Test("stops at nothing in Word, and keeps every shape on the page")
    func wordExtremes() throws {
        let digits: [Quantity] = ["999999999999999.999999999999998", "-999999999999999"]
        for readings: Document.Readings in [
            .daily([]), .daily(["1"]), .daily(["1", "1"], target: "1"),
            .daily(digits, target: "999999999999999.999999999999999"),
            .init([("2024-05-01", "1"), ("2024-05-01", "9")], target: "-3"),
            .daily((1...500).map { .integer($0) }),
        ] {
            let drawing = WordDrawing(.readings(readings), firstShape: 1)
            let xml = drawing.run(number: 1, name: "f", alternative: "")
            for offset in xml.matches(of: /<a:off x="(-?\d+)" y="(-?\d+)"\/>/) {
                let (x, y) = (Int(offset.1) ?? -1, Int(offset.2) ?? -1)
                #expect((0...WordDrawing.width * 3_600).contains(x))
                #expect((0...max(drawing.height, 1) * 3_600).contains(y))
            }
        }
    }

    @Test("is in a paper of both forms with all that the paper has beside it")
    func papers() throws {
        let document = try Scene.measured().document()
        let page = try HTMLElement.parse(HTMLPaper.render(document))
        let drawn = page.named("figure").filter { $0.id?.hasPrefix("figure-measure") == true }
        #expect(drawn.map(\.id) == ["figure-measure-1", "figure-measure-3", "figure-measure-4"])
        for figure in drawn {
            let link = try #require(figure.named("a").first?.attributes["href"])
            let table = try #require(page.named("table").first { "#\($0.id ?? "")" == link })
            let svg = try #require(figure.named("svg").first)
            #expect(svg.attributes["role"] == "img")
            #expect(try line(svg).filter { "ML".contains($0) }.count == table.rows.count - 1)
        }
        #expect(drawn[0].named("title").first?.text.contains(Scene.hostileTitle) == true)
        #expect(!WordPaper.render(document).isEmpty)
    }
}
