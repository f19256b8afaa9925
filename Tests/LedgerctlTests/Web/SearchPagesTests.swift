// Searching in a browser; and that no words of a plan are ever taken for markup.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The search page")
struct SearchPagesTests {
    private let county: VerbLedger
    private let scene: PagesScene

    init() throws {
        county = try VerbLedger()
        for line in [
            #"add action A2 "Close the ward" --under A"#, #"note A1 "The roof was mended" --by AB"#,
        ] { county.run(line) }
        scene = PagesScene(site: county.site)
    }

    @Test(
        "finds what list finds",
        arguments: [
            "ward", "A2", "lead:AB", "rating:green", "not:lead:AB", "priority:A ward", "roof",
        ]
    )
    func list(query: String) throws {
        let asked = try #require(query.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let page = scene.get("search?q=\(asked)")
        #expect(page.status == 200)
        let json = county.run(["list"] + query.split(separator: " ").map(String.init) + ["--json"])
        let codes = ["A1", "A2"].filter { json.output.contains("\"\($0)\"") }
        let table = page.text.components(separatedBy: "notes-table")[0]
        for code in ["A1", "A2"] {
            let isShown = table.contains("/actions/\(code)\"")
            #expect(isShown == codes.contains(code), "\(query) \(code)")
        }
    }

    @Test("finds words of notes")
    func notes() {
        let page = scene.get("search?q=roof%20lead%3AAB").text
        #expect(page.contains("The roof was mended"))
        #expect(!scene.get("search?q=roof%20not%3Alead%3AAB").text.contains("was mended"))
        #expect(LedgerSite.words(of: #" a "b c"  d:e "#) == ["a", "b c", "d:e"])
    }

    @Test("says what is wrong with a query", arguments: ["colour:red", "due:soon", "rating:"])
    func faults(query: String) {
        let page = scene.get("search?q=\(query)")
        #expect(page.status == 422)
        #expect(page.text.contains("<a href=\"#q\">"))
        #expect(page.text.contains("<details open=\"open\">"))
    }

    @Test("asks and helps where nothing is asked")
    func empty() {
        let page = scene.get("search")
        #expect(page.status == 200)
        #expect(page.text.contains("<details>"))
        #expect(!page.text.contains("<h2>"))
    }
}

@Suite("Words of a plan")
struct EscapingTests {
    @Test("are never markup, whatever page and field they stand in")
    func escaped() throws {
        let county = try VerbLedger()
        let bad = "<script>alert(1)</script>\"'>"
        for words in [
            ["add", "person", "EF", bad, "--role", bad, "--organisation", bad],
            ["add", "priority", "B", bad], ["add", "action", "B1", bad, "--under", "B"],
            ["assign", "B1", "--accountable", "EF"],
            ["add", "milestone", "B1", "2018-02", "--label", bad],
            ["add", "meeting", "2018-05-17", bad], ["note", "B1", bad],
            ["ask", "B1", bad], ["minute", "2018-03-22", bad],
            ["word", "2018-05-17", "summary", bad],
            ["date", "B1", "2018-09", "--request", "--because", bad],
            [
                "evidence", "B1", "https://county.example/?q=<script>alert(1)</script>", "--title",
                bad,
            ],
            ["evidence", "B1", try county.put(bad, "<script>alert(1).html"), "--title", bad],
            ["add", "action", "B2", bad, "--under", "B"], ["add", "milestone", "B2", "2018-02"],
            ["deliver", "B2", "--because", bad],
            ["close", "B1", "--how", "transferred", "--place", bad, "--because", bad],
        ] { county.run(words) }
        let scene = PagesScene(site: county.site)
        let asked = try #require(bad.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let last = county.lines.count
        var pages = [
            "", "meetings", "meetings?meeting=2018-05-17", "paper?meeting=2018-05-17", "confirm",
            "history", "history?words=\(asked)", "history?about=\(asked)&from=\(asked)",
            "history?field=\(asked)", "history?by=\(asked)", "days?as-at=\(asked)",
            "days?known-at=\(asked)", "compare?from=\(asked)&to=\(asked)",
            "compare?from=1&to=\(last)",
            "verify", "search?q=\(asked)", "search?q=rating:\(asked)", "search?q=B1",
            "meetings?meeting=\(asked)", "paper?meeting=\(asked)&as-at=\(asked)", "actions/B1",
            "acts/agree?milestone=B1&because=\(asked)",
            "acts/minute?text=\(asked)&entries=\(asked)",
            "acts/agree?milestone=\(asked)", "acts/publish?as-at=\(asked)&known-at=\(asked)",
        ]
        pages += (1...last).map { "entries/\($0)" }
        for path in pages {
            let text = scene.get(path, as: .officer).text
            #expect(!text.contains("<script>"), "\(path)")
            #expect(!text.contains("alert(1)</script"), "\(path)")
            #expect(!text.contains("\"'>"), "\(path)")
        }
        // The paper that is shown as it is has no markup of theirs either.
        #expect(!scene.get("paper/look?meeting=2018-05-17").text.contains("<script>"))
        let sent = scene.post(
            "acts/minute",
            ["form": Secret.random().text, "meeting": bad, "text": bad, "entries": bad],
            as: .secretary
        )
        #expect(sent.status == 422)
        #expect(!sent.text.contains("<script>"))
    }
}
