// A paper in Markdown: every block as it is written.

import Testing

@testable import Ledger

@Suite("A paper in Markdown")
struct MarkdownPaperTests {
    private typealias Table = Document.Table

    private func markdown(_ blocks: Document.Block...) -> String {
        MarkdownPaper.render(Document(title: "Paper", blocks: blocks))
    }

    @Test("has its title first, once, whoever gives it")
    func title() {
        #expect(markdown() == "# Paper\n")
        #expect(markdown(.heading(level: 1, id: "a", "Title")) == "# Title\n")
        #expect(
            markdown(.heading(level: 2, id: "a", "1. A"), .heading(level: 1, id: "b", "B"))
                == "# Paper\n\n## 1. A\n\n## B\n"
        )
        #expect(markdown(.heading(level: 4, id: "a", "A")) == "# Paper\n\n#### A\n")
    }

    @Test("has an empty line between blocks, and a line a block")
    func blocks() {
        let paper = markdown(
            .paragraph([.plain("As at "), .strong("31 October"), .plain(".")]),
            .list([[.plain("note;")], [.strong("approve")]], isNumbered: true),
            .paragraph([]),
            .list([[.plain("- a")], []], isNumbered: false),
            .pageBreak,
            .terms([
                Document.Term("Board", [.plain("A & B")]),
                Document.Term("Rating", [.rating(.amber), .plain(" late")]),
            ])
        )
        #expect(
            paper == """
                # Paper

                As at **31 October**.

                1. note;
                2. **approve**

                - \\- a
                -

                ---

                - **Board**: A & B
                - **Rating**: amber late

                """
        )
    }

    @Test("keeps lists apart that follow one another")
    func lists() {
        let items: [[Document.Span]] = [[.plain("a")]]
        let paper = markdown(
            .list(items, isNumbered: false),
            .terms([Document.Term("b", [.plain("c")])]),
            .list(items, isNumbered: false),
            .list(items, isNumbered: true),
            .list(items, isNumbered: true)
        )
        #expect(paper == "# Paper\n\n- a\n\n* **b**: c\n\n- a\n\n1. a\n\n1) a\n")
    }

    @Test("aligns numbers to the right, and prints totals and the names of rows in bold")
    func table() {
        let table = Table(
            id: "t",
            caption: "Table 1. Position",
            columns: [
                .init("Priority", namesRow: true), .init("Red", isNumber: true), .init("Why"),
            ],
            rows: [
                ["A", "4", "late | later\nnever"], ["B/1", "12", ""],
                ["C", "", .init([[.rating(.red)], [.plain("test "), .code("5")]])],
            ],
            total: ["All", "16", ""],
            note: "and 2 more, appendix C"
        )
        #expect(
            markdown(.table(table)) == """
                # Paper

                **Table 1. Position**

                | Priority |    Red | Why                    |
                | -------- | -----: | ---------------------- |
                | **A**    |      4 | late \\| later<br>never |
                | **B/1**  |     12 |                        |
                | **C**    |        | red<br>test `5`        |
                | **All**  | **16** |                        |

                and 2 more, appendix C

                """
        )
    }

    @Test("says of a table without rows that it has none")
    func emptyTable() {
        let table = Table(id: "t", caption: "Table 1", columns: [.init("A")], rows: [])
        #expect(markdown(.table(table)) == "# Paper\n\n**Table 1**\n\nNone.\n")
    }

    @Test("pads no table whose lines would be longer than 200 characters")
    func widths() {
        // A line of one column has four characters beside its words.
        let table = { (count: Int) in
            Table(
                id: "t",
                caption: "T",
                columns: [.init("A")],
                rows: [[Document.Cell(String(repeating: "x", count: count))], ["y"]]
            )
        }
        let rows = { (table: Table) in markdown(.table(table)).split(separator: "\n").dropFirst(2) }
        #expect(rows(table(196)).allSatisfy { $0.count == 200 })
        #expect(rows(table(197)).map(\.count) == [7, 7, 201, 7])
    }

    @Test("has of a figure its caption, what it shows, and where it stands as a table")
    func figure() {
        let figure = Document.Figure(
            id: "f",
            caption: "Figure 1. Bars",
            alternative: "A has most.",
            drawing: .stackedBars([]),
            sameAs: [.link("Table 1", url: "#t"), .plain(" says the same.")]
        )
        let table = Table(id: "t", caption: "Table 1", columns: [.init("A")], rows: [])
        #expect(
            markdown(.figure(figure), .table(table)) == """
                # Paper

                **Figure 1. Bars**

                A has most.

                [Table 1](#t) says the same.

                <a id="t"></a>**Table 1**

                None.

                """
        )
    }

    @Test("marks a place that something leads to, once, and no other")
    func places() {
        let paper = markdown(
            .heading(level: 2, id: "a", "A"),
            .heading(level: 2, id: "b", "B"),
            .table(Table(id: "b", caption: "(T)", columns: [.init("A")], rows: [])),
            .table(Table(id: "c d", caption: "(T)", columns: [.init("A")], rows: [])),
            .paragraph([
                .link("B", url: "#b"), .link("C", url: "#c d"), .link("D", url: "#nowhere"),
            ])
        )
        #expect(
            paper == """
                # Paper

                ## A

                ## <a id="b"></a>B

                **(T)**

                None.

                <a id="c-d"></a><strong>(T)</strong>

                None.

                [B](#b)[C](#c-d)D

                """
        )
    }
}
