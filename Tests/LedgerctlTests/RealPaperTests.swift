// The papers of the shipped plan and of the demonstration as people get them: on a screen, on A4,
// and in Word.

import Foundation
import Testing

/// A paper to look at.
private struct RealPaper: CustomTestStringConvertible {
    /// Whether it is of the demonstration, else of the shipped plan.
    let isDemonstration: Bool
    /// What is asked of `report`.
    let words: String

    var testDescription: String { words }

    init(isDemonstration: Bool, meeting: String, asAt: String, _ more: String = "") {
        let plan = isDemonstration ? "moorland-2024" : "cqc-2018"
        self.init(
            isDemonstration: isDemonstration,
            "--plan \(plan) --meeting \(meeting) --as-at \(asAt)\(more)"
        )
    }

    init(isDemonstration: Bool = false, _ words: String) {
        self.isDemonstration = isDemonstration
        self.words = words
    }

    static let shipped = RealPaper(
        isDemonstration: false,
        meeting: "2018-11-15",
        asAt: "2018-10-31"
    )
    static let demonstration = RealPaper(
        isDemonstration: true,
        meeting: "2025-06-26",
        asAt: "2025-06-17"
    )

    /// Calls `look` with the path of the paper in `format`, in a folder that is gone afterwards.
    func written(as format: String, _ look: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "paper.\(format)").path
        let ran = try Shell.run(
            """
            [ -n "$EVENTS" ] || { EVENTS="$FOLDER/events"; "$L" demo "$EVENTS"; } || exit
            "$L" report --ledger "$EVENTS" \(words) \
            --format \(format) -o "$FILE"
            """,
            [
                "FOLDER": folder.path, "FILE": file,
                "EVENTS": isDemonstration ? "" : Independent.root.appending(path: "events").path,
            ]
        )
        #expect(ran.code == 0, "\(ran.errors)")
        try look(file)
    }
}

private let papers: [RealPaper] = [
    .shipped, RealPaper(isDemonstration: false, meeting: "2018-07-19", asAt: "2018-05-17"),
    .demonstration, RealPaper(isDemonstration: true, meeting: "2024-12-05", asAt: "2024-11-26"),
    RealPaper(isDemonstration: true, meeting: "2025-03-20", asAt: "2025-03-11"),
]

private let realPapers: [RealPaper] = [.shipped, .demonstration]

/// Papers on several plans, and on one programme.
private let papersOnMore = [
    RealPaper("--portfolio --as-at 2018-10-31"), RealPaper("--portfolio --as-at 2022-04-01"),
    RealPaper("--highlight all --plan op-2019 --as-at 2019-07-15 --period '2019-20 Q1'"),
    RealPaper(
        isDemonstration: false,
        meeting: "2018-11-15",
        asAt: "2018-10-31",
        " --beside all"
    ),
]

/// Python with what a reader needs.
private enum Reader {
    static let check = Independent.root
        .appending(path: "Tests/LedgerTests/Publishing/HTML/Browser/check.py").path

    /// The Python that has what the check in the browser needs: `LEDGER_BROWSER_PYTHON`, or
    /// `python3`.
    static let browser = python(
        "LEDGER_BROWSER_PYTHON",
        having: "import selenium, axe_playwright_python, shutil, sys; sys.exit(not all("
            + "map(shutil.which, ('chromium', 'chromedriver', 'pdftotext'))))"
    )

    /// The Python that has python-docx: `LEDGER_WORD_PYTHON`, or `python3`.
    static let word = python("LEDGER_WORD_PYTHON", having: "import docx")

    private static func python(_ name: String, having needs: String) -> String? {
        let program = ProcessInfo.processInfo.environment[name] ?? "/usr/bin/python3"
        return (try? run(program, ["-c", needs]))?.code == 0 ? program : nil
    }

    /// Runs `program` in the environment of the tests.
    static func run(_ program: String, _ arguments: [String]) throws -> Shell.Ran {
        try Shell.run(
            "exec \"$PROGRAM\" \"$@\"",
            ProcessInfo.processInfo.environment.merging(["PROGRAM": program]) { $1 },
            arguments
        )
    }
}

@Suite(
    "A real paper in a browser",
    .enabled(
        if: Reader.browser != nil,
        "needs chromium, chromedriver, pdftotext, and selenium and axe for Python"
    ),
    .serialized
)
struct RealPaperInBrowserTests {
    private func problems(_ file: String, _ options: String...) throws -> String {
        let python = try #require(Reader.browser)
        let ran = try Reader.run(python, [Reader.check] + options + [file])
        #expect(ran.code == (ran.output.isEmpty ? 0 : 1), "\(ran.errors)")
        return ran.output
    }

    @Test(
        "takes four sides with 2 cm to spare, in letters large enough, with nothing torn",
        arguments: papers
    )
    private func sides(of paper: RealPaper) throws {
        try paper.written(as: "html") { file in
            let problems = try problems(file, "--paper", "4")
            #expect(problems == "")
        }
    }

    @Test(
        "breaks no rule of WCAG 2.2 AA and never scrolls sideways at 320 pixels",
        arguments: realPapers + papersOnMore
    )
    private func rules(of paper: RealPaper) throws {
        try paper.written(as: "html") { file in
            let problems = try problems(file, "--rules")
            #expect(problems == "")
        }
    }
}

@Suite("A real paper")
struct RealPaperTests {
    @Test("is less than 300 KB of HTML", arguments: papers)
    private func size(of paper: RealPaper) throws {
        try paper.written(as: "html") { file in
            let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
            #expect(size.map { $0 < 300_000 } == true)
        }
    }

    /// Prints what a reader of Word documents finds in one.
    private static let look = """
        import docx, sys
        from docx.oxml.ns import qn
        paper = docx.Document(sys.argv[1])
        body = paper.element.body
        print(paper.core_properties.title, "|", paper.core_properties.language)
        for p in paper.paragraphs:
            if p.style.name in ("Title", "Heading 2"): print(p.style.name, "|", p.text)
        heads = [[r._tr.trPr.find(qn("w:tblHeader")) is not None for r in t.rows]
                 for t in paper.tables]
        captions = [p.text for p in paper.paragraphs if p.style.name.lower() == "caption"]
        print("figures", [c for c in captions if c.startswith("Figure") and "as a table" not in c])
        print("header rows alone", all(head[0] and not any(head[1:]) for head in heads))
        drawn = [e for e in body.iter(qn("wp:inline"))]
        print("captions but of figures", len(captions) - len(drawn) - len(heads))
        width = paper.sections[0].page_width - 2 * paper.sections[0].left_margin
        print("widths", {abs(width - sum(c.width for c in t.columns)) < 100 for t in paper.tables})
        for e in drawn: print("drawn", "|", e.find(qn("wp:docPr")).get("descr"))
        room = max(int(e.find(qn("wp:extent")).get("cx")) for e in drawn) - width
        print("drawings wider than the text", room > 36000)
        """

    /// The headings of level 2, in the order of the outline.
    private static let headings = [
        "1. Recommendation", "2. Executive summary", "3. Key and basis",
        "4. Position by priority", "5. Position and delivery, drawn", "6. Exceptions",
        "7. Due at this meeting", "8. Date changes", "9. Closures", "10. Next period",
        "11. Ratings that differ", "12. What changed", "13. Risks, dependencies and assurance",
        "14. Implications", "15. Background papers", "A. Full plan",
        "B. Data quality and verification", "C. The whole tables",
    ]

    /// The figures that the demonstration's paper has and that of the shipped plan has not.
    private static let figuresOfDemonstration = [
        "Figure 3. How dates slipped",
        "Figure 4. M1 People in hospital who could be elsewhere, in people; lower is better",
        "Figure 5. M2 Carers on the register, in carers; higher is better",
        "Figure 6. M3 Posts filled, in per cent; higher is better",
    ]

    @Test(
        "in Word has headings, captions, header rows and words for every drawing",
        .enabled(if: Reader.word != nil, "needs python3 with python-docx"),
        arguments: realPapers
    )
    private func inWord(paper: RealPaper) throws {
        let python = try #require(Reader.word)
        try paper.written(as: "docx") { file in
            let ran = try Reader.run(python, ["-c", Self.look, file])
            #expect(ran.code == 0, "\(ran.errors)")
            let title =
                paper.isDemonstration
                ? "Home and Well: the plan for Moorlandshire, 2024 to 2026: assurance report"
                : "CQC local system review action plan: assurance report"
            let figures =
                [
                    "Figure 1. Milestones by published rating",
                    "Figure 2. Due and delivered by month",
                ]
                + (paper.isDemonstration ? Self.figuresOfDemonstration : [])
            let lines = ran.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "\(title) | en-GB")
            #expect(
                lines.filter { $0.hasPrefix("Heading 2") || $0.hasPrefix("Title") }
                    == ["Title | \(title)"] + Self.headings.map { "Heading 2 | \($0)" }
            )
            #expect(lines.contains("figures \(figures)".replacing("\"", with: "'")))
            #expect(lines.contains("header rows alone True"))
            #expect(lines.contains("captions but of figures 0"))
            #expect(lines.contains("widths {True}"))
            #expect(lines.contains("drawings wider than the text False"))
            let drawn = lines.filter { $0.hasPrefix("drawn | ") }
            #expect(drawn.count == figures.count)
            #expect(drawn.allSatisfy { $0.count > 40 })
        }
    }
}
