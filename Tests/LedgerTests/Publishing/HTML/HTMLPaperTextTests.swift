// Text in the HTML of a paper: what is escaped, isolated, broken, and never followed.

import Foundation
import Testing

@testable import Ledger

@Suite("Text in HTML")
struct HTMLPaperTextTests {
    /// A text, what stands for it between tags, and where no element may stand.
    struct Row: Sendable {
        let text: String
        let html: String
        let plain: String
    }

    static let rows = [
        Row(text: "", html: "", plain: ""),
        Row(
            text: "a < b & c > d",
            html: "a &lt; b &amp; c &gt; d",
            plain: "a &lt; b &amp; c &gt; d"
        ),
        Row(text: "\"'", html: "&quot;&#39;", plain: "&quot;&#39;"),
        Row(text: "]]>", html: "]]&gt;", plain: "]]&gt;"),
        Row(text: "&lt;", html: "&amp;lt;", plain: "&amp;lt;"),
        Row(text: "a\nb\r\nc\rd", html: "a<br/>b<br/>c<br/>d", plain: "a b c d"),
        Row(text: "a\tb", html: "a\tb", plain: "a\tb"),
        Row(text: "a\u{0}b\u{1B}", html: "a\u{FFFD}b\u{FFFD}", plain: "a\u{FFFD}b\u{FFFD}"),
        Row(text: "\u{202E}\u{2069}", html: "\u{FFFD}\u{FFFD}", plain: "\u{FFFD}\u{FFFD}"),
        Row(text: "\u{FFFF}\u{85}", html: "\u{FFFD}\u{FFFD}", plain: "\u{FFFD}\u{FFFD}"),
        Row(text: "é – £ 🏥", html: "é – £ 🏥", plain: "é – £ 🏥"),
        // Hebrew: isolated from the first letter to the last, the space between them with it.
        Row(
            text: "by אב גד (12)",
            html: "by <bdi>אב גד</bdi> (12)",
            plain: "by \u{2068}אב גד\u{2069} (12)"
        ),
        Row(
            text: "א a ב",
            html: "<bdi>א</bdi> a <bdi>ב</bdi>",
            plain: "\u{2068}א\u{2069} a \u{2068}ב\u{2069}"
        ),
        // Up to 24 characters stay whole; a longer word breaks at every twelfth.
        Row(
            text: String(repeating: "x", count: 24),
            html: "xxxxxxxxxxxxxxxxxxxxxxxx",
            plain: "xxxxxxxxxxxxxxxxxxxxxxxx"
        ),
        Row(
            text: "a " + String(repeating: "x", count: 25),
            html: "a xxxxxxxxxxxx<wbr/>xxxxxxxxxxxx<wbr/>x",
            plain: "a xxxxxxxxxxxxxxxxxxxxxxxxx"
        ),
    ]

    @Test("is taken for nothing but text", arguments: rows)
    func escapes(_ row: Row) {
        #expect(Array(HTMLText.text(row.text).utf8) == Array(row.html.utf8))
        #expect(Array(HTMLText.plain(row.text).utf8) == Array(row.plain.utf8))
    }

    @Test("breaks 10,000 characters without a space in 833 places")
    func breaks() {
        let html = HTMLText.text(String(repeating: "x", count: 10_000))
        #expect(html.components(separatedBy: "<wbr/>").count == 834)
    }

    @Test(
        "follows no address that could do more than open a page or a letter",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x", "file:///etc/passwd", "//example.org", "evidence/plan.pdf", "",
            "https://example.org/a b", "https:\n//example.org", "java\u{0}script:x",
        ]
    )
    func unsafeAddresses(_ url: String) throws {
        #expect(HTMLText.address(url) == nil)
        let blocks = [Document.Block.paragraph([.link("words", url: url)])]
        let page = try HTMLElement.parse(HTMLPaper.render(Document(title: "T", blocks: blocks)))
        #expect(page.named("a").count == 1, "only the link past the contents")
        #expect(page.named("p").first?.text.hasPrefix("words (") == true)
    }

    @Test(
        "keeps addresses of pages, letters and parts",
        arguments: [
            "https://example.org/a?b=1", "HTTP://example.org", "mailto:board@example.org", "#part",
        ]
    )
    func safeAddresses(_ url: String) {
        #expect(HTMLText.address(url) == url)
    }

    /// A paper with `words` wherever words can stand.
    private static func paper(of words: String) -> Document {
        let spans: [Document.Span] = [
            .plain(words), .strong(words), .code(words), .link(words, url: "https://x/\(words)"),
        ]
        let table = { (id: String) in
            Document.Table(
                id: id + words,
                caption: words,
                columns: [.init(words, namesRow: true), .init(words, isNumber: true)],
                rows: [[Document.Cell([spans]), Document.Cell([spans, spans])]],
                total: [Document.Cell([spans]), Document.Cell([spans])],
                note: words
            )
        }
        let day = Day(number: 17_000)
        let slip = Document.SlipLine(words, points: [.init(set: day, due: day, words: words)])
        let drawings: [Document.Drawing] = [
            .stackedBars([Document.Bar(words, [.red: 1])]),
            .curves(months: [words, words], series: [Document.Series(words, [1, 2])]),
            .slips([slip]),
            .readings(.init(unit: words, points: [.init(day: day, value: .integer(1))])),
        ]
        return Document(
            title: words,
            blocks: [
                .heading(level: 1, id: words, words), .paragraph(spans),
                .terms([Document.Term(words, spans)]),
                .heading(level: 2, id: words, words), .heading(level: 3, id: words, words),
                .list([spans], isNumbered: true), .table(table("t")),
            ]
                + drawings.enumerated().map { number, drawing in
                    .figure(
                        Document.Figure(
                            id: "f\(number)\(words)",
                            caption: words,
                            alternative: words,
                            drawing: drawing,
                            sameAs: [.link("The same as a table", url: "#u\(number)")]
                        )
                    )
                }
        )
    }

    @Test(
        "does no harm in any field",
        arguments: [
            "<script>alert(1)</script>", "\" onload=\"alert(1)", "' onload='alert(1)", "]]>",
            "</style></title><script>", "-->", "&amp;&#60;", "a\nb", "\u{0}\u{1B}[31m",
            "אב\u{202E}",
            "", " ", "\u{FFFE}", String(repeating: "x", count: 10_000),
        ]
    )
    func everyField(_ words: String) throws {
        let page = try HTMLElement.parse(HTMLPaper.render(Self.paper(of: words)))
        let harmless = try HTMLElement.parse(HTMLPaper.render(Self.paper(of: "words")))
        let inner: Set = ["br", "bdi", "wbr", "a", "text", "th", "td", "p", "path"]
        let shape = { (page: HTMLElement) in page.all.map(\.name).filter { !inner.contains($0) } }
        #expect(shape(page) == shape(harmless))
        #expect(page.all.allSatisfy { $0.attributes["onload"] == nil })
        let ids = page.all.compactMap(\.id)
        #expect(ids.count == Set(ids).count)
        #expect(ids.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) })
    }
}
