// Any day of the plan in a browser, and two of them side by side.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The pages of any day")
struct DaysPagesTests {
    private let county: VerbLedger
    private let scene: PagesScene

    init() throws {
        county = try VerbLedger()
        county.run("note A1 'Begun' --on 2018-02-01")
        county.run("deliver A1 --by AB --on 2018-03-20")
        scene = PagesScene(site: county.site)
    }

    @Test("have a slider over the days on which something happened, beside fields of text")
    func slider() {
        let page = scene.get("days")
        #expect(page.status == 200)
        #expect(page.text.contains("data-days=\"2018-02-01 2018-03-20 2018-03-22\""))
        #expect(page.text.contains("max=\"2\" value=\"2\""))
        #expect(page.text.contains("aria-valuetext=\"22 March 2018\""))
        #expect(page.text.contains("name=\"as-at\""))
        #expect(page.text.contains("name=\"known-at\""))
        #expect(page.text.contains("<strong>1</strong> delivered"))
        #expect(scene.get("days?as-at=2018-03-21").text.contains("max=\"2\" value=\"1\""))
    }

    @Test("show the plan at that moment, and lead on to the whole of it")
    func moment() {
        let page = scene.get("days?known-at=12&as-at=22/3/2018").text
        #expect(page.contains("As at 22 March 2018, known at entry 12"))
        #expect(page.contains("<strong>0</strong> delivered"))
        #expect(page.contains("/plans/moor-2018?as-at=22%2F3%2F2018&amp;known-at=12"))
    }

    @Test(
        "say which clock cannot be read",
        arguments: [
            ("as-at=soon", "as-at"), ("known-at=99", "known-at"), ("as-at=2017-01-01", "as-at"),
            ("known-at=2001-01-01", "known-at"),
        ]
    )
    func faults(query: String, field: String) {
        let page = scene.get("days?\(query)")
        #expect(page.status == 422)
        #expect(page.text.contains("<a href=\"#\(field)\">"))
        #expect(!page.text.contains("--\(field)"))
    }

    @Test("set two moments side by side, as diff does")
    func compare() throws {
        let page = scene.get("compare?from=11&to=2018-03-22@13").text
        #expect(page.contains("22 March 2018, known at entry 11"))
        let row = /data-label="Figure">Delivered<\/th><td [^>]*>0<\/td><td [^>]*>1<\/td>/
        #expect(page.contains(row))
        let said = county.run("diff 11 2018-03-22@13").output
        let count = try #require(said.firstMatch(of: /: (\d+) differences/)).1
        #expect(page.contains("\(count) differences"))
        #expect(scene.get("compare").status == 200)
        // What matters comes first, with a way to the action; the rest is folded away.
        let first = try #require(page.range(of: "Published ratings and dates"))
        let rest = try #require(page.range(of: "<details><summary>Everything else: "))
        let delivery = try #require(page.range(of: ">delivered</td>"))
        let note = try #require(page.range(of: ">note</td>"))
        #expect(first.upperBound < delivery.lowerBound)
        #expect(delivery.upperBound < rest.lowerBound)
        #expect(rest.upperBound < note.lowerBound)
        #expect(page.contains("<a href=\"/plans/moor-2018/actions/A1\">milestone A1/1</a>"))
        let wrong = scene.get("compare?from=soon&to=99999")
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("<a href=\"#from\">"))
        #expect(wrong.text.contains("<a href=\"#to\">"))
    }
}
