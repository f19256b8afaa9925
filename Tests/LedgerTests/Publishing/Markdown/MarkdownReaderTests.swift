// A paper in Markdown as GitHub's own reader takes it, where Python has one.

import Foundation
import Testing

@testable import Ledger

/// cmark-gfm, the reader that GitHub shows Markdown with, by way of Python.
private enum Reader {
    /// The Python that has `cmarkgfm`: `LEDGER_MARKDOWN_PYTHON`, or Debian's own.
    static let python: String? = {
        let named = ProcessInfo.processInfo.environment["LEDGER_MARKDOWN_PYTHON"]
        let program = named ?? "/usr/bin/python3"
        return (try? run(program, "import cmarkgfm", "")) == nil ? nil : program
    }()

    private static let script = """
        import cmarkgfm, sys
        from cmarkgfm.cmark import Options
        options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
        text = sys.stdin.buffer.read().decode()
        html = cmarkgfm.github_flavored_markdown_to_html(text, options)
        sys.stdout.buffer.write(html.encode())
        """

    /// What a reader shows for `document`, as a tree.
    static func page(of document: Document) throws -> HTMLElement {
        let html = try run(#require(python), script, MarkdownPaper.render(document))
        return try HTMLElement.parse("<html>\(html.replacing("<br>", with: "<br/>"))</html>")
    }

    private struct Failure: Error {}

    private static func run(_ program: String, _ script: String, _ input: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "paper.md")
        try Data(input.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-c", script]
        process.standardInput = try FileHandle(forReadingFrom: file)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
        return String(decoding: out, as: UTF8.self)
    }
}

@Suite(
    "A paper in Markdown, read back",
    .enabled(if: Reader.python != nil, "needs cmarkgfm for Python: Debian's python3-cmarkgfm")
)
struct MarkdownReaderTests {
    /// The words of an element, white space as a reader shows it, without the marks that keep
    /// right-to-left words apart.
    private func words(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0 != "\u{2068}" && $0 != "\u{2069}" }
        return String(String.UnicodeScalarView(kept)).split { " \t\n\r\r\n".contains($0) }
            .joined(separator: " ")
    }

    @Test("is a title, sections, lists, terms and tables, each with its words")
    func sample() throws {
        let page = try Reader.page(of: .sample)
        #expect(page.named("h1").map(\.text) == ["Improvement plan: assurance report"])
        #expect(page.named("h2").count == 9)
        #expect(page.named("ol").map { $0.children.count } == [3])
        let tables = Document.sample.blocks.compactMap { block -> Document.Table? in
            if case .table(let table) = block, !table.rows.isEmpty { table } else { nil }
        }
        let shown = page.named("table")
        #expect(shown.count == tables.count)
        for (shown, table) in zip(shown, tables) {
            let rows =
                [table.columns.map(\.heading)]
                + (table.rows + [table.total].compactMap(\.self)).map { $0.map(\.text) }
            #expect(shown.rows == rows)
            #expect(
                shown.named("th").map { $0.attributes["align"] == "right" }
                    == table.columns.map(\.isNumber)
            )
        }
        // One in the words, and one below each of the three figures.
        #expect(page.named("a").compactMap { $0.attributes["href"] }.count == 4)
    }

    /// A paper with `words` wherever words can stand.
    private static func paper(of words: String) -> Document {
        let spans: [Document.Span] = [
            .plain(words), .strong(words), .code(words), .link(words, url: "https://x/\(words)"),
            .strong(words), .plain(words),
        ]
        let plain = Document.Cell([[.plain(words)]])
        let cells = [Document.Cell([spans]), Document.Cell([spans, spans]), plain]
        let table = Document.Table(
            id: "t\(words)",
            caption: words,
            columns: [
                .init(words, namesRow: true), .init(words, isNumber: true), .init(words),
            ],
            rows: [cells, [Document.Cell([[.code(words)]]), plain, ""]],
            total: cells,
            note: words
        )
        let figure = Document.Figure(
            id: "f\(words)",
            caption: words,
            alternative: words,
            drawing: .stackedBars([]),
            sameAs: spans + [.link(words, url: "#t\(words)")]
        )
        return Document(
            title: words,
            blocks: [
                .heading(level: 1, id: words, words), .paragraph(spans),
                .paragraph([.plain(words)]), .paragraph(spans.reversed()),
                .terms([Document.Term(words, spans)]),
                .heading(level: 2, id: words, words), .heading(level: 3, id: words, words),
                .list([spans, [.plain(words)]], isNumbered: true),
                .list([[.strong(words)]], isNumbered: false),
                .table(table), .figure(figure), .pageBreak,
            ]
        )
    }

    @Test(
        "has hostile words as words, in every field",
        arguments: [
            "<script>alert(1)</script>", "\" onload=\"x", "'a'", "]]>", "</td></table>", "-->",
            "<!--", "&amp;&#60;&lt;", "a\nb", "\u{0}\u{1B}[31m", "אב\u{202E}", "a אב (1) ב c",
            "|", "a|b", "\\|", "\\\\|", "a\\", "| --- |", "* a", "*", "**", "***a***", "_a_",
            "__", "`", "``", "`a`", "a``b`", "```", "~~~", "~~a~~", "~a~", "# a", "#", "a #",
            "## a ##", "- a", "-", "---", "- - -", "===", "1. a", "1) a", "+ a", "> a", ">",
            "[x](y)", "![x](y)", "[x](y \"z\")", "[x]: y", "[^1]: y", "[^1]", "[x] a", "[ ] a",
            "[", "]", "](", "!", "https://a.example/b?c=d&e", "http://a", "www.a.example",
            "<https://a.example>", "a  \nb", "a\\\nb", "(a)", "(", ")", "🏥",
            "e\u{301}", "a.", "\"", "%5B",
        ]
    )
    func hostile(_ text: String) throws {
        let page = try Reader.page(of: Self.paper(of: text))
        let harmless = try Reader.page(of: Self.paper(of: "words"))
        // An address that holds a blank is followed by nothing, so it is no link.
        let dropped: Set =
            text.contains(where: { $0.isWhitespace && $0.isASCII }) || text.contains("\u{0}")
            ? ["br", "a"] : ["br"]
        let shape = { (page: HTMLElement) in
            page.all.map(\.name).filter { !dropped.contains($0) }
        }
        #expect(shape(page) == shape(harmless))
        guard dropped == ["br"] else { return }
        let shown = words(
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { scalar in
                        ["\u{1B}", "\u{202E}"].contains(scalar) ? "\u{FFFD}" : scalar
                    }
                )
            )
        )
        let names = ["h1", "h2", "h3", "p", "li", "th", "td"]
        for name in names {
            let expected = harmless.named(name).map {
                $0.text.replacing("words", with: shown)
            }
            #expect(page.named(name).map { words($0.text) } == expected.map(words), "\(name)")
        }
    }

    @Test("has 10,000 characters without a space")
    func long() throws {
        for letter in ["x", "*", "[", "`", "<", "&", "|", "\\"] {
            let text = String(repeating: letter, count: 10_000)
            let page = try Reader.page(
                of: Document(
                    title: "T",
                    blocks: [
                        .paragraph([.plain(text)]),
                        .table(
                            .init(
                                id: "t",
                                caption: text,
                                columns: [.init(text)],
                                rows: [[.init(text)]]
                            )
                        ),
                    ]
                )
            )
            #expect(page.named("p", "th", "td").map(\.text) == [text, text, text, text])
        }
    }

    /// Every text of up to three of the characters that some rule of Markdown speaks of.
    private static let short: [String] = {
        let letters = "*_`~#-+=>1.) |[](!<&;:/\\@a\n".map(String.init)
        let pairs = letters.flatMap { first in letters.map { first + $0 } }
        let all = letters + pairs + pairs.flatMap { pair in letters.map { pair + $0 } }
        return all.filter { !$0.allSatisfy(\.isWhitespace) }
    }()

    @Test("has every short text of Markdown's own characters as it was, wherever it stands")
    func exhaustive() throws {
        let texts = Self.short
        let shown = texts.map(words)
        let table = Document.Table(
            id: "t",
            caption: "T",
            columns: [.init("a")],
            rows: texts.map { [Document.Cell([[.plain($0)]])] }
        )
        let page = try Reader.page(
            of: Document(
                title: "T",
                blocks: texts.map { .heading(level: 2, id: "", $0) }
                    + texts.map { .paragraph([.plain($0)]) }
                    + [.list(texts.map { [.plain($0)] }, isNumbered: true), .table(table)]
            )
        )
        #expect(page.named("h2").map { words($0.text) } == shown)
        #expect(page.named("p").map { words($0.text) } == shown + ["T"])
        #expect(page.named("li").map { words($0.text) } == shown)
        #expect(page.named("td").map { words($0.text) } == shown)
    }

    @Test("has bold words and code beside every short text")
    func besides() throws {
        let texts = Self.short.filter { $0.count < 3 }
        for span in [Document.Span.strong("b"), .code("b"), .link("b", url: "https://b")] {
            let page = try Reader.page(
                of: Document(
                    title: "T",
                    blocks: texts.map { .paragraph([.plain($0), span, .plain($0)]) }
                )
            )
            #expect(
                page.named("p").map { words($0.text) } == texts.map { words("\($0)b\($0)") }
            )
            #expect(page.named("strong", "code", "a").map(\.text) == texts.map { _ in "b" })
        }
        let spans: [(String) -> Document.Span] = [{ .strong($0) }, { .code($0) }]
        for span in spans {
            let page = try Reader.page(
                of: Document(
                    title: "T",
                    blocks: texts.map { .paragraph([.plain("b"), span($0), .plain("b")]) }
                )
            )
            let shown = page.named("p").map { words($0.text) }
            #expect(shown == texts.map { words("b\($0)b") })
        }
    }
}
