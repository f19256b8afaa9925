// Words that would break a paper, in every field that takes words, in every form of the report.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// What nobody should be able to do harm with.
private let hostile = [
    #"<script>alert("1")</script> & 'more' ]]> &amp; --> <!-- "#,
    "a, \"b\"; c\\n |x|*y*_z_`t` [l](javascript:x) =1+1 \\",
    "שלום עולם (עברית) ثم مرحبا",
    String(repeating: "0123456789", count: 1_000),
    String(repeating: "long words in a row ", count: 500) + ".",
    "one\ntwo <b>\n\n# three\n- four\n| five |",
]

@Suite("A paper of hostile words", .enabled(if: python, "needs python3"))
struct HostilePaperTests {
    /// Reads every form with readers of its own and prints what does not hold.
    private static let check = """
        import csv, json, sys, zipfile, xml.etree.ElementTree as ET
        folder = sys.argv[1]
        words = open(folder + "/words", encoding="utf-8").read()
        def squeezed(text): return "".join(c for c in text if not c.isspace() and c not in "\\u2068\\u2069")
        want = squeezed(words)
        page = open(folder + "/p.html", encoding="utf-8").read()
        tree = ET.fromstring(page.split("\\n", 1)[1])  # without the document type
        text = squeezed("".join(tree.itertext()))
        if text.count(want) < 5: print("html", text.count(want))
        if any(node.tag.endswith("script") for node in tree.iter()): print("html has a script")
        with zipfile.ZipFile(folder + "/p.docx") as parts:
            if parts.testzip(): print("docx sums")
            for name in parts.namelist(): ET.fromstring(parts.read(name))
            text = squeezed("".join(ET.fromstring(parts.read("word/document.xml")).itertext()))
            if text.count(want) < 5: print("docx", text.count(want))
        data = json.load(open(folder + "/p.json", encoding="utf-8"))
        if squeezed(json.dumps(data, ensure_ascii=False)).count(squeezed(json.dumps(words.strip(), ensure_ascii=False))[1:-1]) < 5: print("json")
        rows = list(csv.reader(open(folder + "/p.csv", encoding="utf-8", newline="")))
        if len({len(row) for row in rows}) != 1: print("csv is not square")
        if not any(squeezed(cell) == want for row in rows for cell in row): print("csv")
        lines = open(folder + "/p.ics", "rb").read().split(b"\\r\\n")
        if any(len(line) > 75 for line in lines): print("ics folds")
        for line in lines: line.decode("utf-8")
        joined = squeezed(b"\\r\\n".join(lines).replace(b"\\r\\n ", b"").decode())
        if joined.count("BEGIN:VEVENT") != joined.count("END:VEVENT"): print("ics events")
        markdown = open(folder + "/p.md", encoding="utf-8").read()
        if "<script>" in markdown.replace("\\\\<script>", ""): print("markdown has a script")
        """

    @Test("is sound in every form, and says them as they were written", arguments: hostile)
    func everyForm(words: String) throws {
        let county = try VerbLedger()
        let line = words.replacing("\n", with: " ")
        for arguments in [
            ["reword", "A1", line, "--because", words], ["note", "A1", words, "--for", "AB"],
            ["ask", "A1", words, "--for", "AB"],
            ["rate", "A1", "amber", "--because", words, "--for", "AB"],
            ["add", "risk", "R1", line, "--about", "A1"], ["answer", "R1", words],
            [
                "add", "measure", "M1", line, "--about", "A1", "--unit", line, "--direction", "up",
                "--target", "95",
            ], ["measure", "M1", "-2.5"], ["measure", "M1", "92"], ["measure", "M1", "92 \(line)"],
            ["evidence", "A1", "https://example.org/x", "--title", line],
            ["word", "2018-03-22", "financial", words], ["word", "2018-03-22", "summary", words],
            ["date", "A1", "2018-09", "--request", "--because", words, "--for", "AB"],
        ] { county.run(arguments) }
        let folder = county.folder.appending(path: "out")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(words.utf8).write(to: folder.appending(path: "words"))
        let command = "report --meeting 2018-03-22 --as-at 2018-03-22 --format"
        for (format, name) in [
            ("html", "p.html"), ("docx", "p.docx"), ("json", "p.json"), ("csv", "p.csv"),
            ("ics", "p.ics"), ("markdown", "p.md"),
        ] {
            let path = folder.appending(path: name).path
            if format == "csv" {
                try Data(county.run("\(command) csv").output.utf8).write(to: URL(filePath: path))
            } else {
                county.run("\(command) \(format) -o \(path)")
            }
        }
        try Data(Self.check.utf8).write(to: folder.appending(path: "check.py"))
        let ran = try Shell.run("python3 '\(folder.path)/check.py' '\(folder.path)'")
        #expect(ran.errors.isEmpty)
        #expect(ran.output.isEmpty)
    }
}

private let python = (try? Shell.run("python3 -c ''"))?.code == 0
