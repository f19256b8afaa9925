// The drawings of a paper in HTML: they show what their tables say, and none needs its colours.

import Foundation
import Testing

@testable import Ledger

@Suite("A drawing")
struct HTMLPaperDrawingTests {
    private let page: HTMLElement

    init() throws { page = try HTMLElement.parse(HTMLPaper.render(.sample)) }

    private func figures() throws -> [HTMLElement] { page.named("figure") }

    /// The rows of the table that says the same as `figure`, by the link in its caption.
    private func table(of figure: HTMLElement) throws -> [[String]] {
        let link = try #require(figure.named("a").first?.attributes["href"])
        return try #require(page.named("table").first { "#\($0.id ?? "")" == link }).rows
    }

    private func svg(_ drawing: Document.Drawing) throws -> HTMLElement {
        let figure = Document.Figure(
            id: "f",
            caption: "Caption",
            alternative: "Alternative",
            drawing: drawing,
            sameAs: [.link("The same as a table", url: "#t")]
        )
        let file = HTMLPaper.render(Document(title: "T", blocks: [.figure(figure)]))
        return try #require(HTMLElement.parse(file).named("svg").first)
    }

    private func words(_ svg: HTMLElement) -> [String] { svg.named("text").map(\.text) }

    @Test("is an image with a name, a description and a caption that leads to its table")
    func names() throws {
        let figures = try figures()
        #expect(figures.map(\.id) == ["figure-position", "figure-delivery", "figure-slips"])
        for figure in figures {
            #expect(figure.children.map(\.name) == ["div", "figcaption"])
            let svg = try #require(figure.named("svg").first)
            #expect(svg.attributes["role"] == "img")
            let (title, description) = (svg.children[0], svg.children[1])
            #expect(title.name == "title" && description.name == "desc")
            #expect(title.id == svg.attributes["aria-labelledby"])
            #expect(description.id == svg.attributes["aria-describedby"])
            #expect(figure.children[1].text == "\(title.text). The same as a table")
            #expect(try !table(of: figure).isEmpty)
        }
        let first = try #require(figures.first?.named("desc").first)
        #expect(first.text.hasPrefix("A bar a priority."))
    }

    @Test("of bars says what its table says")
    func bars() throws {
        let figure = try #require(figures().first)
        let svg = try #require(figure.named("svg").first)
        let rows = try table(of: figure)
        let ratings = ["red", "amber", "grey", "green", "blue"]
        #expect(rows[0].map { $0.lowercased() } == ["priority"] + ratings)
        // The key, then each label with the words on its segments and those beside the bar.
        let expected = rows.dropFirst().map { row in
            let said = zip(row.dropFirst(), ratings).filter { $0.0 != "0" }.map {
                "\($0.0) \($0.1)"
            }
            return [row[0]] + (said.isEmpty ? ["none"] : said.sorted())
        }
        #expect(words(svg).starts(with: ratings))
        let said = words(svg).dropFirst(ratings.count).flatMap { $0.components(separatedBy: ", ") }
        let bars = said.reduce(into: [[String]]()) { bars, words in
            if words.count == 1 { bars.append([]) }
            bars[bars.count - 1].append(words)
        }
        #expect(bars.map { $0.prefix(1) + $0.dropFirst().sorted() } == expected)
    }

    @Test("of bars fills each rating with a pattern of its own, and outlines it")
    func patterns() throws {
        let svg = try svg(.stackedBars([Document.Bar("A", [.red: 1, .amber: 1, .grey: 1])]))
        let patterns = svg.named("pattern")
        #expect(patterns.map(\.id) == Rating.allCases.map { "f-\($0)" })
        let tiles = patterns.compactMap { $0.named("path").first?.attributes["d"] }
        #expect(tiles.count == 5 && Set(tiles).count == 5)
        let filled = svg.named("rect").filter { $0.attributes["fill"]?.hasPrefix("url") == true }
        #expect(filled.count == 3 + 3, "the key's and the bar's")
        #expect(filled.allSatisfy { $0.attributes["stroke"] == HTMLCanvas.ink })
    }

    @Test("of bars puts beside the bar the words that do not fit on it")
    func beside() throws {
        let svg = try svg(
            .stackedBars([
                Document.Bar("A", [.red: 100, .grey: 1, .blue: 1]), Document.Bar("B", [:]),
            ])
        )
        #expect(
            words(svg) == ["red", "grey", "blue", "A", "100 red", "1 grey, 1 blue", "B", "none"]
        )
        // The words stay in the drawing, at no more than 7.8 units a letter.
        let last = try #require(svg.named("text").first { $0.text == "1 grey, 1 blue" })
        let x = try #require(last.attributes["x"].flatMap(Double.init))
        #expect(x + 14 * 7.8 <= 460)
    }

    @Test("of bars has segments as long as their counts")
    func lengths() throws {
        // One letter takes 7.8 + 4 units and the gap after it 12: bars begin at 23.8, and the
        // longest reaches to 4 from the edge: 432.2 for four.
        let svg = try svg(
            .stackedBars([Document.Bar("A", [.red: 3, .green: 1]), Document.Bar("B", [.red: 2])])
        )
        let bars = svg.named("rect").filter {
            $0.attributes["stroke"] != nil && $0.attributes["y"] != "6"
        }
        #expect(bars.map { $0.attributes["x"] } == ["23.8", "347.95", "23.8"])
        #expect(bars.map { $0.attributes["width"] } == ["324.15", "108.05", "216.1"])
    }

    @Test("of curves says what its table says, and names each line at its end")
    func curves() throws {
        let figure = try figures()[1]
        let svg = try #require(figure.named("svg").first)
        let rows = try table(of: figure)
        #expect(rows[0] == ["Month"] + Document.sampleSeries.map(\.name))
        #expect(rows.dropFirst().map { $0[0] } == Document.sampleMonths)
        for (column, series) in Document.sampleSeries.enumerated() {
            let values = rows.dropFirst().map { $0[column + 1] }.filter { !$0.isEmpty }
            #expect(values == series.values.map(String.init))
            #expect(words(svg).contains("\(series.name): \(series.values.last ?? 0)"))
            let line = svg.named("path").first {
                $0.attributes["stroke-width"] == "2" && $0.lineCount == series.values.count
            }
            #expect(line != nil, "\(series.name)")
        }
        #expect(words(svg).filter { ["0", "5", "10", "15", "20"].contains($0) }.count == 5)
        #expect(words(svg).contains("April") && words(svg).contains("2018"))
    }

    @Test("of lines tells four apart by dashes and markers alone")
    func strokes() {
        let strokes = (0..<4).map(HTMLDrawing.stroke)
        #expect(Set(strokes.map(\.dashes)).count == 4)
        let marks = (0..<4).map { index in
            var canvas = HTMLCanvas()
            HTMLDrawing.mark(index, at: HTMLCanvas.Point(x: 0, y: 0), on: &canvas)
            return canvas.svg.replacing(/stroke="[^"]*"/, with: "")
        }
        #expect(Set(marks).count == 4)
    }

    @Test("of slips says what its table says")
    func slips() throws {
        let figure = try figures()[2]
        let svg = try #require(figure.named("svg").first)
        let rows = try table(of: figure).dropFirst()
        let expected = Document.sampleSlips.flatMap { line in
            line.points.map { point in
                [line.label, point.set.words, point.words, line.delivered?.words ?? ""]
            }
        }
        #expect(Array(rows) == expected)
        #expect(words(svg).suffix(3) == ["C1.iii", "A4/2", "B1, delivered"])
        // Two, one and one moves: an open marker a date, a filled one for the delivery.
        #expect(svg.named("circle").filter { $0.attributes["fill"] == "#fff" }.count == 3)
        #expect(svg.named("circle").filter { $0.attributes["r"] == "6" }.count == 1)
    }

    @Test("of slips goes straight down while a date holds, and across when it moves")
    func slipLines() throws {
        let days = [(1, 1), (1, 31), (3, 31)].compactMap { Day(year: 2019, month: $0, day: $1) }
        let svg = try svg(
            .slips([
                Document.SlipLine(
                    "A1",
                    points: [
                        .init(set: days[0], due: days[1], words: "January 2019"),
                        .init(set: days[1], due: days[2], words: "March 2019"),
                    ]
                )
            ])
        )
        let line = try #require(svg.named("path").first { $0.attributes["stroke-width"] == "2" })
        // Across, 752 units (940 - 124 - 64) for 1 January to 31 March, 89 days: 31 January is
        // 30 days in, 124 + 752 * 30 / 89 = 377.48. Down, one month takes the least, 100 from 66.
        #expect(line.attributes["d"] == "M377.48 66L377.48 166L876 166L876 166")
        #expect(words(svg).contains("A1"))
    }

    @Test("of nothing says none, and the greatest and least numbers overflow nothing")
    func extremes() throws {
        #expect(try words(svg(.stackedBars([]))) == ["none"])
        #expect(
            try words(svg(.curves(months: [], series: [Document.Series("A", [1])]))) == ["none"]
        )
        #expect(try words(svg(.slips([Document.SlipLine("A", points: [])]))) == ["none"])
        let numbers = [Int.max, .min, 0]
        _ = try svg(.curves(months: ["a", "b", "c"], series: [Document.Series("A", numbers)]))
        _ = try svg(.stackedBars([Document.Bar("A", [.red: .max, .amber: .max, .grey: .min])]))
        let ends = [(1000, 1, 1), (9999, 12, 31)].compactMap { Day(year: $0, month: $1, day: $2) }
        let points = ends.map { Document.SlipLine.Point(set: $0, due: $0, words: "") }
        _ = try svg(.slips([Document.SlipLine("A", points: points, delivered: ends[0])]))
    }

    @Test(
        "writes numbers in hundredths without a point where there is none",
        arguments: [
            (0, "0"), (1, "0.01"), (10, "0.1"), (1250, "12.5"), (-1205, "-12.05"), (10_000, "100"),
        ]
    )
    func numbers(_ hundredths: Int, _ words: String) {
        #expect(HTMLCanvas.number(hundredths) == words)
    }

    @Test("wraps labels, and marks what it cuts off")
    func wraps() {
        #expect(
            HTMLCanvas.lines(of: "one two three", columns: 8, linesMax: 3) == ["one two", "three"]
        )
        #expect(HTMLCanvas.lines(of: "one two three", columns: 8, linesMax: 1) == ["one two…"])
        #expect(HTMLCanvas.lines(of: "abcdefgh", columns: 3, linesMax: 3) == ["abc", "def", "gh"])
        #expect(HTMLCanvas.lines(of: "abcdefghijk", columns: 3, linesMax: 2) == ["abc", "de…"])
        #expect(HTMLCanvas.lines(of: "", columns: 3, linesMax: 2) == [])
        #expect(HTMLCanvas.stacked("September 2018") == ["September", "2018"])
    }

    @Test("has words and lines that stand out: 4.5:1 for words, 3:1 for lines")
    func contrast() {
        for rating in Rating.allCases {
            let fill = HTMLDrawing.Fill.of(rating)
            #expect(ratio(HTMLCanvas.ink, fill.background) >= 7, "\(rating)")
            #expect(ratio(fill.foreground, fill.background) >= 4.5, "\(rating)")
        }
        for index in 0..<4 { #expect(ratio(HTMLDrawing.stroke(index).colour, "#ffffff") >= 4.5) }
        #expect(ratio(HTMLCanvas.guide, "#ffffff") >= 3)
        #expect(ratio("#1a65a6", "#f3f2f1") >= 4.5, "a link in the contents")
    }

    /// The contrast of two colours (WCAG 2.2, relative luminance).
    private func ratio(_ one: String, _ other: String) -> Double {
        let luminances = [one, other].map { colour in
            let value = Int(colour.dropFirst(), radix: 16) ?? 0
            let parts = [16, 8, 0].map { shift -> Double in
                let part = Double(value >> shift & 0xFF) / 255
                return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }.sorted()
        return (luminances[1] + 0.05) / (luminances[0] + 0.05)
    }
}

extension HTMLElement {
    /// The number of points of a path.
    fileprivate var lineCount: Int {
        (attributes["d"] ?? "").filter { $0 == "M" || $0 == "L" }.count
    }
}
