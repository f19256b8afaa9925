// Papers as Word documents, read back by other readers.

import Foundation
import FoundationXML
import Testing

@testable import Ledger

/// What a reader of ZIP archives other than ours found in one.
private struct Archive: Decodable {
    struct Part: Decodable {
        let name: String
        let method: Int
        let time: [Int]
        let text: String
    }

    let bad: String?
    let parts: [Part]

    subscript(name: String) -> String { parts.first { $0.name == name }?.text ?? "" }

    /// The archive of `bytes`, by Python's reader, which checks every sum.
    init(reading bytes: [UInt8]) throws {
        let script = """
            import io, json, sys, zipfile
            z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
            parts = [{"name": i.filename, "method": i.compress_type, "time": i.date_time,
                      "text": z.read(i).decode()} for i in z.infolist()]
            print(json.dumps({"bad": z.testzip(), "parts": parts}))
            """
        let output = try Python.run(script, input: bytes)
        self = try JSONDecoder().decode(Archive.self, from: output)
    }
}

/// Python 3, where the machine has it.
private enum Python {
    static let isThere = (try? run("", input: [])) != nil
    static let hasDocx = (try? run("import docx", input: [])) != nil

    /// The output of `script`, which reads `input`.
    static func run(_ script: String, input: [UInt8]) throws -> Data {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try Tool.run(["/usr/bin/python3", "-c", script], input: file)
    }
}

/// Another program.
private enum Tool {
    struct Failure: Error {}

    static func run(_ command: [String], input: URL? = nil) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: $0) }
            ?? FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
        return data
    }
}

/// The elements of an XML text, in order, each with its attributes and the words in it.
private final class Elements: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let attributes: [String: String]
        let above: [String]
        var words = ""
    }

    private(set) var all: [Element] = []
    private var open: [Int] = []

    /// Reads `xml`; nil where it is not well formed.
    init?(_ xml: String) {
        super.init()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = self
        guard parser.parse() else { return nil }
    }

    func callAsFunction(_ name: String) -> [Element] { all.filter { $0.name == name } }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        let above = open.map { all[$0].name }
        open.append(all.count)
        all.append(Element(name: name, attributes: attributes, above: above))
    }

    func parser(_ parser: XMLParser, foundCharacters words: String) {
        for index in open { all[index].words += words }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }
}

@Suite("A Word document")
struct WordPaperTests {
    @Test(
        "escapes what XML reads otherwise, in content and in attributes",
        arguments: [
            ("a & b", "a &amp; b"), ("<w:t>", "&lt;w:t&gt;"), ("]]>", "]]&gt;"),
            ("\"it's\"", "&quot;it's&quot;"), ("a\nb\tc\rd", "a&#10;b&#9;c&#13;d"),
            ("\u{0}\u{1B}\u{FFFE}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("e\u{301}", "e\u{301}"),
            ("\u{1F600}\u{A0}", "\u{1F600}\u{A0}"), ("&amp;", "&amp;amp;"), ("", ""),
        ]
    )
    func escapes(text: String, written: String) {
        #expect(Array(WordText.escaped(text).utf8) == Array(written.utf8))
    }

    @Test(
        "makes addresses that are URIs",
        arguments: [
            ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
            ("https://example.org/a b", "https://example.org/a%20b"),
            ("https://example.org/é\"<\n", "https://example.org/%C3%A9%22%3C%0A"),
            ("https://example.org/50%25", "https://example.org/50%25"),
        ]
    )
    func addresses(url: String, written: String) {
        #expect(WordText.address(url) == written)
    }

    @Test("cuts text where its direction changes")
    func directions() {
        func pieces(_ text: String) -> [String] {
            WordText.pieces(of: text).map { ($0.isFromRight ? "<" : ">") + $0.text }
        }
        #expect(pieces("plain, 12") == [">plain, 12"])
        #expect(pieces("") == [])
        #expect(pieces("a \u{5D0} \u{5D1}, b") == [">a ", "<\u{5D0} \u{5D1}", ">, b"])
        #expect(pieces("\u{5D0} 12") == ["<\u{5D0}", "> 12"])
        #expect(pieces("\u{627}.") == ["<\u{627}", ">."])
        #expect(WordText.beginsFromRight("12. \u{5D0} a"))
        #expect(!WordText.beginsFromRight("a \u{5D0}"))
        #expect(!WordText.beginsFromRight("12"))
    }

    @Test("breaks lines, and marks what is read from the right")
    func runs() {
        #expect(
            WordText.run("a\n\nb", "<w:b/>")
                == "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a</w:t><w:br/><w:br/>"
                + "<w:t xml:space=\"preserve\">b</w:t></w:r>"
        )
        #expect(
            WordText.run("\u{5D0}")
                == "<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">\u{5D0}</w:t></w:r>"
        )
    }

    @Test("names bookmarks as Word takes them")
    func bookmarks() {
        #expect(WordBody.bookmark("figure-1") == "p_figure_1")
        #expect(WordBody.bookmark("1 é") == "p_1__")
        #expect(WordBody.bookmark(String(repeating: "a", count: 50)).count == 40)
    }

    @Test("gives the columns of a table the whole page, and long words their room")
    func widths() {
        for table in [PaperOfEverything.exceptions, wide] {
            let widths = WordTable.widths(of: table)
            #expect(widths.count == table.columns.count)
            #expect(widths.reduce(0, +) == WordTable.pageWidth)
            #expect(widths.allSatisfy { $0 > 200 })
        }
        let widths = WordTable.widths(of: PaperOfEverything.exceptions)
        #expect(widths[1] > widths[0] && widths[1] > widths[2] && widths[1] > widths[3])
    }

    /// Twenty columns, more than a page has room for.
    private var wide: Document.Table {
        .init(
            id: "wide",
            caption: "Wide",
            columns: (1...20).map { .init("Heading \($0)") },
            rows: [(1...20).map { .init(String(repeating: "word", count: $0)) }]
        )
    }

    @Test(
        "marks a chart at round numbers",
        arguments: [(0, 1), (6, 1), (7, 2), (12, 2), (13, 5), (30, 5), (31, 10), (61, 20)]
    )
    func steps(most: Int, step: Int) {
        #expect(WordDrawing.step(for: most, marks: 6) == step)
    }

    @Test("is the same bytes every time, without a clock")
    func sameBytes() {
        let bytes = WordPaper.render(PaperOfEverything.document)
        #expect(bytes == WordPaper.render(PaperOfEverything.document))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("dcterms:created"))
    }

    @Test("draws without a crash where there is nothing to draw, or all at one place")
    func empty() {
        let day = PaperOfEverything.day(2018, 5, 31)
        let once = Document.SlipLine("A", points: [.init(set: day, due: day, words: "May 2018")])
        for drawing: Document.Drawing in [
            .stackedBars([]), .stackedBars([.init("A", [:])]), .curves(months: [], series: []),
            .curves(months: ["May"], series: [.init("A", [3])]), .slips([]),
            .slips([.init("A", points: [])]), .slips([once, once]),
        ] {
            let figure = PaperOfEverything.figure(1, drawing)
            #expect(!WordPaper.render(Document(title: "T", blocks: [figure])).isEmpty)
        }
    }
}

@Suite("A Word document, read back", .enabled(if: Python.isThere, "python3 is not on this machine"))
struct WordPaperReadBackTests {
    private let archive: Archive

    init() throws {
        archive = try Archive(reading: WordPaper.render(PaperOfEverything.document))
    }

    private func elements(_ part: String = "word/document.xml") throws -> Elements {
        try #require(Elements(archive[part]), "\(part) is not well-formed XML")
    }

    /// The words of the paragraphs in a style.
    private func paragraphs(_ style: String) throws -> [String] {
        try archive["word/document.xml"].components(separatedBy: "<w:p>").filter {
            $0.contains("<w:pStyle w:val=\"\(style)\"/>")
        }.map { xml in
            let end = try #require(xml.range(of: "</w:p>"))
            let paragraph = try #require(Elements("<w:p xmlns:w='w'>" + xml[..<end.upperBound]))
            return paragraph("w:t").map(\.words).joined()
        }
    }

    @Test("is a sound archive: the parts in order, stored, dated 1 January 1980")
    func container() {
        #expect(archive.bad == nil)
        #expect(
            archive.parts.map(\.name) == [
                "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml",
                "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml",
                "word/numbering.xml", "word/footer1.xml",
            ]
        )
        for part in archive.parts {
            #expect(part.method == 0)
            #expect(part.time == [1980, 1, 1, 0, 0, 0])
            #expect(Elements(part.text) != nil, "\(part.name) is not well formed")
        }
    }

    @Test("says the type of every part, and every relation leads to a part")
    func relations() throws {
        let types = try elements("[Content_Types].xml")
        let named = Set(types("Override").compactMap { $0.attributes["PartName"] })
        let parts = archive.parts.map { "/\($0.name)" }
        for part in parts where !part.hasSuffix(".rels") && part != "/[Content_Types].xml" {
            #expect(named.contains(part), "\(part) has no type")
        }
        #expect(named.isSubset(of: parts))
        for (rels, base) in [("_rels/.rels", "/"), ("word/_rels/document.xml.rels", "/word/")] {
            for relation in try elements(rels)("Relationship")
            where relation.attributes["TargetMode"] == nil {
                let target = try #require(relation.attributes["Target"])
                #expect(parts.contains(base + target))
            }
        }
        let ids = try elements("word/_rels/document.xml.rels")("Relationship").map {
            $0.attributes["Id"] ?? ""
        }
        #expect(Set(ids).count == ids.count)
        let used = try elements().all.compactMap { $0.attributes["r:id"] }
        #expect(Set(used) == ["link1", "rId4"])
        #expect(Set(used).isSubset(of: ids))
    }

    @Test("uses no style, list, bookmark or number of a shape that is not there once")
    func references() throws {
        let document = try elements()
        let styles = try elements("word/styles.xml")("w:style").compactMap {
            $0.attributes["w:styleId"]
        }
        #expect(Set(styles).count == styles.count)
        for name in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for element in document(name) {
                #expect(styles.contains(element.attributes["w:val"] ?? ""))
            }
        }
        let lists = try elements("word/numbering.xml")("w:num").map { $0.attributes["w:numId"] }
        #expect(lists == ["1", "2", "3"])
        #expect(
            document("w:numId").map { $0.attributes["w:val"] } == ["2", "2", "1", "1", "3"]
        )
        let marks = document("w:bookmarkStart").compactMap { $0.attributes["w:name"] }
        #expect(Set(marks).count == marks.count)
        for link in document("w:hyperlink") {
            if let anchor = link.attributes["w:anchor"] { #expect(marks.contains(anchor)) }
        }
        let shapes = (document("wp:docPr") + document("wps:cNvPr")).map { $0.attributes["id"] }
        #expect(Set(shapes).count == shapes.count)
    }

    @Test("keeps title and language as properties")
    func properties() throws {
        let core = try elements("docProps/core.xml")
        #expect(core("dc:title").map(\.words) == ["Report to the board & its <officers>"])
        #expect(core("dc:language").map(\.words) == ["en-GB"])
        let language = try elements("word/styles.xml")("w:lang").first
        #expect(language?.attributes["w:val"] == "en-GB")
    }

    @Test("has real headings, captions and terms")
    func headings() throws {
        #expect(try paragraphs("Title") == ["Report to the board & its <officers>"])
        #expect(try paragraphs("Heading2") == ["1. Recommendation", "Appendix A"])
        #expect(try paragraphs("Heading3") == ["Words"])
        #expect(try paragraphs("Heading4") == ["Tables"])
        #expect(
            try paragraphs("Caption") == [
                "Table 1. Exceptions", "Table 2. None", "Figure 1. A drawing",
                "Figure 2. A drawing", "Figure 3. A drawing", "Table 3. A long table",
            ]
        )
        #expect(try paragraphs("Term").first == "Report ofThe Director of Strategy")
        // The page break stands on the heading after it.
        #expect(try elements()("w:pageBreakBefore").count == 1)
    }

    @Test("repeats the header row of every table and tears no row")
    func tables() throws {
        let document = try elements()
        // A table without rows is said in words.
        #expect(document("w:tbl").count == 2)
        #expect(document("w:tblHeader").count == 2)
        #expect(document("w:tr").count == document("w:cantSplit").count)
        #expect(document("w:tr").count == (1 + 2 + 1) + (1 + 80))
        #expect(
            document("w:tblCaption").first?.attributes["w:val"] == "Table 1. Exceptions"
        )
        // A link to a table that is not there is its words alone.
        let same = "The same as a table"
        #expect(try paragraphs("TableNote") == ["and 12 more, appendix C", same, same, same])
        #expect(archive["word/document.xml"].contains(">None.</w:t>"))
    }

    @Test("says in words what every figure shows, and prints the word of every rating")
    func alternatives() throws {
        let document = try elements()
        #expect(
            document("wp:docPr").map { $0.attributes["descr"] }
                == (1...3).map { "Alternative \($0) & \"more\"" }
        )
        for rating in Rating.allCases {
            let run =
                "<w:rStyle w:val=\"Rating-\(rating.rawValue)\"/></w:rPr>"
                + "<w:t xml:space=\"preserve\">\(rating.rawValue.capitalized)</w:t>"
            #expect(archive["word/document.xml"].contains(run))
        }
    }

    @Test("keeps awkward words as they are")
    func words() throws {
        let document = try elements()
        let words = document("w:t").map(\.words)
        for line in PaperOfEverything.awkward.split(separator: "\n") {
            #expect(words.contains(String(line)))
        }
        #expect(words.contains(PaperOfEverything.arabic))
        #expect(document("w:rtl").count == 2)
        #expect(document("w:bidi").count == 1)
        let links = try elements("word/_rels/document.xml.rels")("Relationship").filter {
            $0.attributes["TargetMode"] == "External"
        }
        #expect(links.map { $0.attributes["Target"] } == ["https://example.org/a%20b?x=1&y=2"])
    }

    @Test("is read by python-docx", .enabled(if: Python.hasDocx, "python-docx is not installed"))
    func pythonDocx() throws {
        let script = """
            import docx, io, sys
            d = docx.Document(io.BytesIO(sys.stdin.buffer.read()))
            print(d.core_properties.title)
            for p in d.paragraphs:
                if p.style.name.startswith("Heading") or p.style.name == "Title":
                    print(p.style.name, "|", p.text)
            for t in d.tables:
                header = [r._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
                          for r in t.rows]
                print(len(t.rows), len(t.columns), header[0], any(header[1:]))
            """
        let output = try Python.run(script, input: WordPaper.render(PaperOfEverything.document))
        #expect(
            String(decoding: output, as: UTF8.self) == """
                Report to the board & its <officers>
                Title | Report to the board & its <officers>
                Heading 2 | 1. Recommendation
                Heading 3 | Words
                Heading 4 | Tables
                Heading 2 | Appendix A
                4 4 True False
                81 2 True False

                """
        )
    }

    private static let hasOffice = (try? Tool.run(["which", "libreoffice"])) != nil

    @Test("is opened by LibreOffice", .enabled(if: hasOffice, "libreoffice is not installed"))
    func libreOffice() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paper = folder.appending(path: "paper.docx")
        try Data(WordPaper.render(PaperOfEverything.document)).write(to: paper)
        _ = try Tool.run([
            "libreoffice", "-env:UserInstallation=file://\(folder.path)/profile", "--headless",
            "--convert-to", "pdf", "--outdir", folder.path, paper.path,
        ])
        let made = try Data(contentsOf: folder.appending(path: "paper.pdf"))
        #expect(made.starts(with: Array("%PDF-".utf8)))
    }
}

@Suite("An archive")
struct ZIPTests {
    @Test(
        "has sums by CRC-32",
        arguments: [
            // The check value of the catalogue of CRCs, then values of zlib's own documentation.
            ("123456789", 0xCBF4_3926), ("", 0), ("a", 0xE8B7_BE43),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ] as [(String, UInt32)]
    )
    func sums(text: String, sum: UInt32) {
        #expect(CRC32.sum(of: Array(text.utf8)[...]) == sum)
    }

    @Test("is written byte for byte as the format says")
    func bytes() {
        let sum: [UInt8] = [0x26, 0x39, 0xF4, 0xCB]
        let described: [UInt8] =
            [10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + sum + [9, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0]
        let file = [0x50, 0x4B, 3, 4] + described + Array("x123456789".utf8)
        let entry =
            [0x50, 0x4B, 1, 2, 10, 0] + described + [UInt8](repeating: 0, count: 14)
            + Array("x".utf8)
        let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 47, 0, 0, 0, 40, 0, 0, 0]
        let archive = ZIP.archive([.init(name: "x", bytes: Array("123456789".utf8))])
        #expect(archive == file + entry + end + [0, 0])
        #expect(ZIP.archive([]) == [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
    }
}
