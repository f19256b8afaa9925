// A paper in HTML: its structure, read back by an XML parser.

import Foundation
import Testing

@testable import Ledger

@Suite("A paper in HTML")
struct HTMLPaperTests {
    private static let file = HTMLPaper.render(.sample)

    private func page() throws -> HTMLElement { try .parse(Self.file) }

    private func page(_ blocks: [Document.Block]) throws -> HTMLElement {
        try .parse(HTMLPaper.render(Document(title: "Paper", blocks: blocks)))
    }

    @Test("is well-formed, in British English, bears its title and ends in a line feed")
    func envelope() throws {
        let page = try page()
        #expect(Self.file.hasPrefix("<!DOCTYPE html>\n<html "))
        #expect(Self.file.hasSuffix("</html>\n"))
        #expect(page.attributes["lang"] == "en-GB")
        #expect(page.named("title").first?.text == "Improvement plan: assurance report")
        #expect(page.named("meta").first?.attributes["charset"] == "utf-8")
    }

    @Test("has the same bytes every time")
    func sameBytes() {
        #expect(Array(HTMLPaper.render(.sample).utf8) == Array(Self.file.utf8))
    }

    @Test("runs nothing and loads nothing")
    func standsAlone() throws {
        let page = try page()
        let known: Set = [
            "html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main",
            "section", "h1", "h2", "h3", "h4", "p", "ol", "ul", "li", "dl", "div", "dt", "dd",
            "strong", "code", "span", "bdi", "br", "wbr", "hr", "table", "caption", "colgroup",
            "col", "thead",
            "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "details", "summary",
            "svg", "desc", "defs", "pattern", "rect", "path", "circle", "text",
        ]
        #expect(Set(page.all.map(\.name)).subtracting(known) == [])
        for element in page.all {
            for (name, value) in element.attributes {
                #expect(!name.hasPrefix("on") && name != "src", "\(name)")
                // The width of a column in print is the one style that stands in the page.
                if name == "style" {
                    #expect(element.name == "col")
                    #expect(value.wholeMatch(of: /--share: [0-9.]+%/) != nil, "\(value)")
                }
                if value.contains("url(") { #expect(value.hasPrefix("url(#"), "\(value)") }
                if name == "href" { #expect(element.name == "a") }
            }
        }
        let sheet = try #require(page.named("style").first).text
        #expect(!sheet.contains("url(") && !sheet.contains("@import"))
        #expect(!HTMLStyle.sheet.contains("<") && !HTMLStyle.sheet.contains("&"))
        #expect(Self.file.contains("default-src 'none'; style-src 'unsafe-inline'"))
    }

    @Test("has every id once, and every reference leads to one")
    func references() throws {
        let page = try page()
        let ids = page.all.compactMap(\.id)
        #expect(ids.count == Set(ids).count)
        for element in page.all {
            let names = ["aria-labelledby", "aria-describedby"].compactMap {
                element.attributes[$0]
            }
            var wanted = names.flatMap { $0.split(separator: " ").map(String.init) }
            if let link = element.attributes["href"], link.hasPrefix("#") {
                wanted.append(String(link.dropFirst()))
            }
            if let fill = element.attributes["fill"], fill.hasPrefix("url(#") {
                wanted.append(String(fill.dropFirst(5).dropLast()))
            }
            for id in wanted { #expect(ids.contains(id), "\(id)") }
        }
    }

    @Test("keeps the ids of the document, and numbers one that is taken")
    func keepsIDs() throws {
        let table = Document.Table(id: "main", caption: "T", columns: [Column("A")], rows: [["1"]])
        let page = try page([
            .heading(level: 2, id: "main", "Main"), .heading(level: 2, id: "title", "Title"),
            .heading(level: 2, id: "two words", "Two"), .table(table),
        ])
        #expect(page.named("h2").map(\.id) == ["contents", "main", "title-2", "two-words"])
        #expect(page.named("main").first?.id == "main-2")
        #expect(page.named("table").first?.id == "main-3")
    }

    private typealias Column = Document.Column

    @Test("has one title and skips no level, whatever the document does")
    func levels() throws {
        let levels = { (page: HTMLElement) in
            page.named("main").first?.named("h1", "h2", "h3", "h4").map(\.name)
        }
        let sample = try page()
        #expect(sample.named("h1").map(\.text) == ["Improvement plan: assurance report"])
        #expect(levels(sample)?.prefix(2) == ["h2", "h2"])
        #expect(levels(sample)?.contains("h4") == true)
        let wild = try page(
            [3, 9, 1, 4, 2, -1].enumerated().map { number, level in
                .heading(level: level, id: "h\(number)", "Heading")
            }
        )
        #expect(wild.named("h1").map(\.text) == ["Paper"])
        #expect(levels(wild) == ["h2", "h3", "h2", "h3", "h2", "h2"])
    }

    @Test("nests its sections as its headings are")
    func sections() throws {
        let page = try page([
            .heading(level: 2, id: "a", "A"), .heading(level: 3, id: "b", "B"),
            .paragraph([.plain("in B")]), .heading(level: 2, id: "c", "C"),
        ])
        let main = try #require(page.named("main").first)
        #expect(main.children.map(\.name) == ["section", "section"])
        #expect(main.children[0].children.map(\.name) == ["h2", "section"])
        #expect(main.children[0].children[1].children.map(\.text) == ["B", "in B"])
    }

    @Test("begins with a link past the contents, which list what follows")
    func contents() throws {
        let page = try page()
        let body = try #require(page.named("body").first)
        #expect(body.children.map(\.name) == ["a", "header", "nav", "main"])
        #expect(body.children[0].attributes["href"] == "#main")
        #expect(body.children[1].named("dt").map(\.text).first == "Board")
        let links = body.children[2].named("a").map { $0.attributes["href"] ?? "" }
        let headings = body.children[3].named("h2", "h3").compactMap(\.id)
        #expect(links == headings.map { "#\($0)" })
        #expect(try self.page([.paragraph([.plain("Short.")])]).named("nav").isEmpty)
    }

    @Test("has tables with captions, and header cells that say what they head")
    func tables() throws {
        let page = try page()
        let tables = page.named("table")
        #expect(tables.count == 6)
        for table in tables {
            #expect(table.children.first?.name == "caption")
            #expect(table.named("th").allSatisfy { !$0.text.isEmpty })
            let head = try #require(table.named("thead").first)
            #expect(head.named("th").allSatisfy { $0.attributes["scope"] == "col" })
            for row in table.named("tbody", "tfoot").flatMap({ $0.named("tr") }) {
                #expect(row.children.count == head.named("tr")[0].children.count)
                #expect(row.children.map(\.name).prefix(2) == ["th", "td"])
                #expect(row.children[0].attributes["scope"] == "row")
                #expect(row.named("th").count == 1)
            }
        }
        let position = try #require(tables.first { $0.id == "position-by-priority" })
        #expect(position.named("tfoot").first?.rows == [["All", "7", "4", "2", "2", "5"]])
        #expect(position.rows[1] == ["A", "4", "2", "0", "1", "1"])
        #expect(position.named("td").allSatisfy { $0.attributes["class"] == "number" })
    }

    @Test("puts every table and drawing in a box with a name that the keyboard reaches")
    func boxes() throws {
        let page = try page()
        let boxes = page.named("div").filter { $0.attributes["role"] == "group" }
        #expect(boxes.count == 6 + 3)
        #expect(boxes.allSatisfy { $0.attributes["tabindex"] == "0" })
        #expect(boxes.allSatisfy { $0.attributes["aria-labelledby"] != nil })
        #expect(
            boxes.flatMap { $0.children.map(\.name) }.sorted().prefix(3) == ["svg", "svg", "svg"]
        )
        // Eleven columns are many, and set in smaller letters on a screen.
        let wide = page.named("table").filter { $0.attributes["class"] == "wide" }
        #expect(wide.map(\.id) == ["exceptions"])
    }

    @Test("says None. for a table without rows, and gives no header cell without words")
    func emptyTables() throws {
        let due = try #require(page().all.first { $0.id == "due" })
        #expect(due.name == "p" && due.text == "Table 3. Due at this meeting")
        #expect(Self.file.contains("Due at this meeting</p>\n<p>None.</p>"))
        let table = Document.Table(
            id: "t",
            caption: "T",
            columns: [Column("", namesRow: true), Column("B")],
            rows: [["", "1"]]
        )
        let page = try page([.table(table)])
        #expect(page.named("th").map(\.text) == ["B"])
        #expect(page.named("td").map(\.text) == ["", "", "1"])
    }

    @Test("prints every kind of words as what they are")
    func words() throws {
        let page = try page([
            .paragraph([
                .plain("a"), .strong("b"), .code("c"), .rating(.amber),
                .link("e", url: "https://example.org/?a=1&b=2"), .link("f", url: "#part"),
            ]),
            .list([[.plain("one")], [.plain("two")]], isNumbered: true),
            .list([[.plain("three")]], isNumbered: false),
            .terms([Document.Term("name", [.plain("words")])]),
            .pageBreak,
        ])
        let paragraph = try #require(page.named("p").first)
        #expect(paragraph.children.map(\.name) == ["strong", "code", "span", "a", "a"])
        #expect(paragraph.text == "abcamberef")
        #expect(paragraph.children[2].attributes["class"] == "tag amber")
        #expect(paragraph.children[3].attributes["href"] == "https://example.org/?a=1&b=2")
        #expect(page.named("ol").map { $0.children.map(\.text) } == [["one", "two"]])
        #expect(page.named("ul").map { $0.children.map(\.text) } == [["three"]])
        #expect(page.named("dt", "dd").map(\.text) == ["name", "words"])
        #expect(page.named("hr").first?.attributes["class"] == "new-page")
    }
}
