// A paper in HTML as a browser shows it, where there is one: the accessibility rules, and 320 px.

import Foundation
import Ledger
import Testing

/// The browser check beside this file, and a Python that can run it.
private enum Browser {
    static let check = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Browser/check.py").path

    /// The Python that has what the check needs: `LEDGER_BROWSER_PYTHON`, or `python3`.
    static let python: String? = {
        let named = ProcessInfo.processInfo.environment["LEDGER_BROWSER_PYTHON"]
        let program = named ?? "/usr/bin/python3"
        let needs =
            "import selenium, axe_playwright_python, shutil, sys; "
            + "sys.exit(not (shutil.which('chromium') and shutil.which('chromedriver')))"
        let found = try? run(program, ["-c", needs])
        return found?.status == 0 ? program : nil
    }()

    static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, out: String)
    {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: out, as: UTF8.self))
    }
}

@Suite(
    "A paper in a browser",
    .enabled(if: Browser.python != nil, "needs chromium, and selenium and axe for Python"),
    .serialized
)
struct HTMLPaperBrowserTests {
    private func problems(of document: Document) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "paper.html")
        try Data(HTMLPaper.render(document).utf8).write(to: file)
        let python = try #require(Browser.python)
        let result = try Browser.run(python, [Browser.check, "--rules", file.path])
        #expect(result.status == 0)
        return result.out
    }

    @Test("breaks no rule of WCAG 2.2 AA and never scrolls sideways at 320 pixels")
    func sample() throws {
        #expect(try problems(of: .sample) == "")
    }

    @Test("wraps 10,000 characters without a space")
    func longWords() throws {
        let word = String(repeating: "x", count: 10_000)
        let table = Document.Table(
            id: "t",
            caption: word,
            columns: [Document.Column(word, namesRow: true), Document.Column(word)],
            rows: [[Document.Cell(word), Document.Cell(word)]],
            note: word
        )
        let document = Document(
            title: word,
            blocks: [
                .heading(level: 1, id: "title", word), .heading(level: 2, id: "a", word),
                .paragraph([.plain(word), .code(word), .link(word, url: "https://x.example/")]),
                .terms([Document.Term(word, [.plain(word)])]), .table(table),
            ]
        )
        #expect(try problems(of: document) == "")
    }
}
