// Words in Markdown: what is escaped, and above all what is not.

import Testing

@testable import Ledger

@Suite("Words in Markdown")
struct MarkdownLineTests {
    /// A text, what stands for it at the start of a paragraph, and, where that differs, in a cell.
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let block: String
        let cell: String
        var testDescription: String { text }

        init(_ text: String, _ block: String, cell: String? = nil) {
            (self.text, self.block, self.cell) = (text, block, cell ?? block)
        }

        /// A text that stays as it is.
        init(_ text: String) { self.init(text, text) }
    }

    static let plainRows = [
        Row(""), Row("Health & Wellbeing Board"), Row("R&D, A&E and &copy without an end"),
        Row("5 * 3 < 7 > 2, 4 <5, -3 + 2 - 1"), Row("snake_case_name, a _ b"),
        Row("about ~5 of ~10 days"), Row("a [draft] b"),
        Row("#3, C# and 7 # 8"), Row("-5 degrees"), Row("+44 1865"), Row("1.5 days, 1.a"),
        Row("1234567890. is too long for an item"), Row("\"quoted\" 'too', (so) {too} ]]>"),
        Row("===="), Row("£5, $5 and 50%; why? yes!"), Row("C:\\temp"), Row("é – 🏥"),
        Row("ratio 3:1, at 10:30 / 11:30"), Row("board@example.org"),
    ]

    static let markupRows = [
        Row("&amp; &#38; &#x26;", "\\&amp; \\&#38; \\&#x26;"),
        Row("a | b", "a | b", cell: "a \\| b"),
        Row("a\\|b", "a\\\\|b", cell: "a\\\\\\|b"),
        Row("*a* **b**", "\\*a\\* \\*\\*b\\*\\*"),
        Row("_a_ __b__", "\\_a\\_ \\_\\_b\\_\\_"),
        Row("`a` ``b``", "\\`a\\` \\`\\`b\\`\\`"),
        // What is struck through has to end somewhere.
        Row("~~a~~", "\\~\\~a\\~\\~", cell: "~\\~a\\~\\~"),
        Row("a ~b~", "a ~b\\~"),
        Row("<script>x</script>", "\\<script>x\\</script>"),
        Row("<!-- a --> <?b?>", "\\<!-- a --> \\<?b?>"),
        Row("a [b](c)", "a [b\\](c)"),
        Row("![b](c)", "![b\\](c)"),
        Row("https://a.example/_b_", "https\\://a.example/\\_b\\_"),
        Row("ftp://a.example", "ftp\\://a.example"),
        Row("WWW.a.example", "WWW\\.a.example"),
        Row("\\", "\\\\"), Row("\\*", "\\\\\\*"),
        Row("a\nb\r\nc\rd", "a<br>b<br>c<br>d"),
        Row("a\\\nb", "a\\\\<br>b"),
        Row(" \t a \n ", "a"),
        Row("a\u{0}b\u{1B}\u{202E}\u{2066}", "a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}"),
        // Hebrew: isolated from the first letter to the last.
        Row("by אב גד (12)", "by \u{2068}אב גד\u{2069} (12)"),
    ]

    /// Markup at the start of a line alone, which a cell has not.
    static let startRows = [
        Row("# a", "\\# a", cell: "# a"), Row("#", "\\#", cell: "#"),
        Row("###### a", "\\###### a", cell: "###### a"), Row("####### a"),
        Row("> a", "\\> a", cell: "> a"), Row(">a", "\\>a", cell: ">a"),
        Row("- a", "\\- a", cell: "- a"), Row("-", "\\-", cell: "-"),
        Row("---", "\\---", cell: "---"), Row("- - -", "\\- - -", cell: "- - -"),
        Row("+ a", "\\+ a", cell: "+ a"), Row("* a", "\\* a", cell: "* a"),
        Row("* * *", "\\* * *", cell: "* * *"), Row("_ _ _", "\\_ _ _", cell: "_ _ _"),
        Row("1. a", "1\\. a", cell: "1. a"), Row("2018) a", "2018\\) a", cell: "2018) a"),
        Row("1.", "1\\.", cell: "1."),
        Row("[x] a", "\\[x] a", cell: "[x] a"), Row("[a]: b", "\\[a\\]: b", cell: "[a\\]: b"),
        Row("[^1]: b", "\\[^1\\]: b", cell: "[^1\\]: b"),
        Row("    a", "a"), Row("\t- a", "\\- a", cell: "- a"),
        Row("~~~", "\\~\\~\\~", cell: "~\\~\\~"),
    ]

    @Test("escapes what would be markup where it stands", arguments: markupRows + startRows)
    func escapes(_ row: Row) {
        expect([.plain(row.text)], row.block)
        expect([.plain(row.text)], row.cell, in: .cell)
    }

    @Test("leaves ordinary words alone", arguments: plainRows)
    func leaves(_ row: Row) {
        expect([.plain(row.text)], row.block)
        expect([.plain(row.text)], row.cell, in: .cell)
    }

    @Test(
        "keeps a heading on one line and its numbers as they are",
        arguments: [
            Row("1. Recommendation"), Row("- a"), Row("C#"), Row("a\nb", "a b"),
            Row("C #", "C \\#"), Row("C ##", "C \\##"), Row("#", "\\#"), Row("# a"),
        ]
    )
    func headings(_ row: Row) {
        expect([.plain(row.text)], row.block, in: .heading)
    }

    @Test("makes bold what can be, whatever stands beside it")
    func strong() {
        expect([.plain("a"), .strong("b"), .plain("c")], "a**b**c")
        expect([.strong(" b ")], "**b**")
        expect([.plain("a"), .strong(" b "), .plain("c")], "a **b** c")
        expect([.strong("a"), .strong("b")], "**ab**")
        // Asterisks between a letter and a bracket would be read as asterisks.
        expect([.plain("a"), .strong("(b)"), .plain("c")], "a<strong>(b)</strong>c")
        expect([.plain("a "), .strong("(b)"), .plain(" c")], "a **(b)** c")
        expect([.strong("b*")], "**b\\***")
        expect([.strong("a\nb")], "**a<br>b**")
        expect([.strong(""), .plain("a"), .strong("  ")], "a")
        // An accent on a space: what is bold begins with the accent.
        expect([.strong(" \u{301}b")], "**\u{301}b**")
        expect([.plain("a"), .strong("\u{301}b"), .plain("c")], "a<strong>\u{301}b</strong>c")
        expect([.rating(.red), .strong("!")], "red<strong>!</strong>", in: .cell)
    }

    @Test("fences code with more back-ticks than stand in it")
    func code() {
        expect([.code("a*b\\")], "`a*b\\`")
        expect([.code("a`b")], "``a`b``")
        expect([.code("a``b`c")], "```a``b`c```")
        expect([.code("`")], "`` ` ``")
        expect([.code(" a ")], "`  a  `")
        expect([.code("  ")], "`  `")
        expect([.code("a"), .code("b")], "`ab`")
        expect([.code("a\nb")], "`a b`")
        expect([.code("a|b")], "`a|b`")
        expect([.code("a|`b")], "<code>a\\|\\`b</code>", in: .cell)
        // An accent on a back-tick leaves it one.
        expect([.code("a`\u{301}")], "``a`\u{301}``")
        expect([.code("|\u{301}")], "<code>\\|\u{301}</code>", in: .cell)
        // A back-tick before it would become a part of its fence.
        expect([.plain("`"), .code("a")], "\\`<code>a</code>")
    }

    @Test("leads to pages, letters and places that are there, and nowhere else")
    func links() {
        let page = "https://a.example/b_c?d=1&e=2"
        expect([.link("a b", url: page)], "[a b](\(page))")
        expect([.link("[a]", url: page)], "[\\[a\\]](\(page))")
        expect([.plain("!"), .link("a", url: page)], "\\![a](\(page))")
        expect([.link(" ", url: "http://b")], "[http\\://b](http://b)")
        expect(
            [.link("a", url: "https://b/(c)\\<d>&amp;|")],
            "[a](https://b/\\(c\\)\\\\\\<d\\>\\&amp;\\|)"
        )
        expect([.link("a", url: "mailto:b@example.org")], "[a](mailto:b@example.org)")
        expect([.link("a", url: "javascript:b(1)")], "a (javascript:b(1))")
        expect([.link("a", url: "https://b c")], "a (https\\://b c)")
        expect([.link("a", url: "#there")], "[a](#there)")
        expect([.link("a", url: "#nowhere")], "a")
        #expect(MarkdownLine.name("a b\"<é.1_2-3") == "a-b---.1_2-3")
    }

    private func expect(
        _ spans: [Document.Span],
        _ markdown: String,
        in place: MarkdownLine.Place = .block,
        location: SourceLocation = #_sourceLocation
    ) {
        let line = MarkdownLine.render(spans, in: place, leadingTo: ["there"])
        #expect(Array(line.utf8) == Array(markdown.utf8), "\(line)", sourceLocation: location)
    }
}
