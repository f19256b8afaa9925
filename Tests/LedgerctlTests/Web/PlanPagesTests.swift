// The plan and an action in a browser: what they say of dates, ratings and people, and how.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The pages of the plan and of an action")
struct PlanPagesTests {
    private let county: VerbLedger
    private let scene: PagesScene

    init() throws {
        county = try VerbLedger()
        for line in [
            #"add action A2 "Mend the roof" --under A"#,
            "assign A2 --accountable CD --responsible SEC/CD",
            "add milestone A2 2018-02", #"note A2 "No slates" --by CD --by-when 2018-05-31"#,
            "date A2 2018-09-14 --request --because Slates",
        ] { county.run(line) }
        scene = PagesScene(site: county.site)
    }

    /// The words of the page at `path`, as they follow each other.
    private func words(_ path: String) -> String {
        scene.get(path).text.replacing("<wbr/>", with: "").replacing(/<[^>]*>/, with: " ")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("say plainly that they show another moment, and which")
    func moment() {
        let count = county.lines.count
        let now = "The plan on 22 March 2018, with everything recorded so far (\(count) entries)."
        for path in ["", "actions/A1", "?as-at=22/3/2018", "?known-at=\(count)"] {
            let page = words(path)
            #expect(page.contains(now), "\(path)")
            #expect(!page.contains("not today"), "\(path)")
        }
        let past = words("?as-at=2018-05-01&known-at=12")
        #expect(
            past.contains(
                "This is not today’s plan. It is the plan as at 1 May 2018, known at entry 12. "
                    + "Show the plan today"
            )
        )
        #expect(!past.contains("recorded so far"))
    }

    @Test("name what is worst with its title, its lead and why")
    func worst() {
        let plan = words("")
        #expect(plan.contains("A2/1 Mend the roof Cal Dean (CD) red February 2018 Overdue"))
        #expect(plan.contains("Cal Dean (CD) Sue Crow (SEC), Cal Dean (CD) February 2018"))
    }

    @Test("say why an action has its rating in words, without the numbers of tests")
    func why() {
        #expect(words("actions/A2").contains("red Overdue (A2/1, due February 2018)"))
        #expect(words("actions/A1").contains("green On track (A1/1)"))
        county.run("rate A1 amber --by AB --because Snow")
        #expect(
            words("actions/A1").contains(
                "amber Declared so; its dates and facts say green, on track (A1/1)"
            )
        )
        county.run("rate A2 green --by CD")
        #expect(words("actions/A2").contains("Declared green , computed red"))
        county.run("forecast A1 2018-08 --by AB")
        #expect(
            words("actions/A1").contains("At risk: forecast August 2018, due July 2018 (A1/1)")
        )
        county.run(#"add action A3 "Nothing yet" --under A"#)
        #expect(words("actions/A3").contains("grey No open milestone"))
        county.run(#"add action A3.i "A part of it" --under A3"#)
        county.run("add milestone A3.i 2018-01")
        #expect(words("actions/A3").contains("red Overdue (A3.i/1, due January 2018)"))
    }

    @Test("show a request that nobody has answered beside the date")
    func request() {
        #expect(words("actions/A2").contains("February 2018 Asked for: 14 September 2018"))
        county.run("date A2 2018-09 --agreed-by MCB --because Slates")
        #expect(!words("actions/A2").contains("Asked for"))
    }

    @Test("name fields and dates as people do, and give the address of evidence with its title")
    func fields() {
        county.run("evidence A1 https://county.example/plan --title 'The plan of works'")
        let page = words("actions/A1")
        #expect(page.contains("action A1 part of A"))
        #expect(page.contains("milestone A1/1 due July 2018"))
        #expect(page.contains("evidence The plan of works (https://county.example/plan)"))
        #expect(words("actions/A2").contains("Next step by 31 May 2018."))
    }

    @Test("are tables in which each cell can show the head of its column, on a phone too")
    func table() {
        let table = HTML.table(
            "What <it> is",
            id: "t",
            ["One", "\"Two\"", "Three"],
            [["1", "2", ""]],
            numbers: [1],
            wide: [2]
        )
        #expect(
            table.text == """
                <div class="scroll" role="region" tabindex="0" aria-labelledby="t">
                <table role="table"><caption id="t"><span>What &lt;it&gt; is</span></caption>
                <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">One</th>\
                <th scope="col" role="columnheader" class="number">&quot;Two&quot;</th>\
                <th scope="col" role="columnheader" class="wide">Three</th></tr></thead>
                <tbody role="rowgroup">
                <tr role="row"><th scope="row" role="rowheader" data-label="One">1</th>\
                <td role="cell" class="number" data-label="&quot;Two&quot;">2</td>\
                <td role="cell" data-label="Three"></td></tr>
                </tbody></table></div>

                """
        )
    }
}
