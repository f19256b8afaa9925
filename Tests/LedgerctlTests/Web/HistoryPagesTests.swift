// The audit trail in a browser: filters, pages of a hundred, the file.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The page of the history")
struct HistoryPagesTests {
    private let county: VerbLedger
    private let scene: PagesScene

    init() throws {
        county = try VerbLedger()
        for line in [
            #"note A1 "First things" --by AB --on 2018-02-01"#,
            #"note A1 "=cmd|' /C calc'!A0" --by CD --for AB"#,
            "rate A1 red --by AB --because Snow",
        ] { county.run(line) }
        scene = PagesScene(site: county.site)
    }

    /// The numbers of the entries shown, in the order of the page.
    private func entries(_ query: String) -> [Int] {
        scene.get("history?\(query)").text.matches(
            of: /<th [^>]*><a href="[^"]*\/entries\/(\d+)">/
        )
        .compactMap { Int($0.1) }
    }

    @Test("shows everything, newest first")
    func newestFirst() {
        let shown = entries("")
        #expect(Set(shown) == Set(1...14))
        #expect(shown == shown.sorted(by: >))
    }

    @Test(
        "shows what passes the filters",
        arguments: [
            ("about=A1&field=note", [13, 12]), ("field=rating", [14]), ("by=AB", [14, 13, 12]),
            ("by=CD", [13]), ("words=snow", [14]),
            ("words=FIRST%20things", [13, 12]),
            ("from=13", [14, 13]), ("from=12&to=12", [12]), ("to=1/2/2018", [12]),
            ("from=2018-02&to=2018-02", [12]), ("from=12&by=ZZ", []),
        ]
    )
    func filters(query: String, expected: [Int]) {
        #expect(entries(query) == expected, "\(query)")
    }

    @Test(
        "says which filter cannot be read",
        arguments: [
            ("about=ZZ9", "about"), ("field=colour", "field"), ("from=soon", "from"),
            ("to=99", "to"), ("by=%20%2F", "by"), ("about=..%2F..%2Fetc", "about"),
        ]
    )
    func faults(query: String, field: String) {
        let page = scene.get("history?\(query)")
        #expect(page.status == 422)
        #expect(page.text.contains("<a href=\"#\(field)\">"))
    }

    @Test("says whether it is everything, in the words of people, with the exact moment beside")
    func words() {
        let all = scene.get("history").text
        #expect(all.contains("Everything recorded, newest first, page 1 of 1"))
        let moment = "<time datetime=\"2018-03-22T14:05:09Z\">22 March 2018, 14:05:09 GMT</time>"
        #expect(all.contains(moment))
        #expect(all.contains(">milestone A1/1</td>"))
        #expect(all.contains(">July 2018</td>"))
        #expect(all.contains(">MCB on 22 March 2018</td>"))
        #expect(all.contains("<option value=\"moved-from\">moved from</option>"))
        let some = scene.get("history?about=A1").text
        #expect(some.contains("What matches, newest first, page 1 of 1"))
        #expect(!some.contains("Everything recorded"))
    }

    @Test("is a file that no spreadsheet computes, with the same filters")
    func file() {
        let file = scene.get("history?field=note&format=csv")
        let lines = file.text.split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasSuffix(TrailCSV.header.joined(separator: ",")))
        #expect(lines[1].hasPrefix("12,2018-03-22T14:05:09Z,2018-02-01,AB,,action A1,note,"))
        #expect(lines[2].contains(",'=cmd|' /C calc'!A0,"))
        #expect(
            file.header("Content-Disposition")
                == "attachment; filename=\"moor-2018-history.csv\""
        )
    }

    @Test("has a hundred changes on a page, and links to the next")
    func pages() {
        for number in 1...150 { county.run("note A1 'Note \(number)'") }
        let first = entries("field=note")
        #expect(first == Array((65...164).reversed()))
        #expect(scene.get("history?field=note").text.contains("field=note&amp;page=2"))
        #expect(entries("field=note&page=2") == Array((15...64).reversed()) + [13, 12])
        // Beyond the last page is the last.
        #expect(entries("field=note&page=9") == entries("field=note&page=2"))
        #expect(entries("field=note&page=x") == first)
    }
}
