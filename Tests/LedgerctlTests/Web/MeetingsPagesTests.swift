// The pages from which a secretary runs a meeting, and a verifier confirms.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The pages of meetings")
struct MeetingsPagesTests {
    private let county: VerbLedger
    private let scene: PagesScene

    /// A1 is due in July and another date is asked for; A2 is closed and waits for approval; A3 is
    /// delivered and not confirmed.
    init() throws {
        county = try VerbLedger()
        for line in [
            #"add meeting 2018-05-17 "The May Board" --papers 2018-05-10"#,
            #"add action A2 "Close the old ward" --under A"#, "add milestone A2 2018-06",
            #"add action A3 "Write it down" --under A"#, "add milestone A3 2018-06",
            "assign A3 --accountable AB",
            #"date A1 2018-09 --request --because "Snow" --by AB"#,
            #"close A2 --how withdrawn --because "Not needed""#, "deliver A3 --by AB",
        ] { county.run(line) }
        scene = PagesScene(site: county.site)
    }

    private var count: Int { county.lines.count }

    @Test("show the meetings, the next first, what must be decided and who is asked")
    func meetings() {
        let page = scene.get("meetings?meeting=2018-05-17")
        #expect(page.status == 200)
        #expect(page.text.contains("The May Board, 17 May 2018, papers due 10 May 2018"))
        #expect(page.text.contains("September 2018 in place of July 2018, a move"))
        #expect(page.text.contains("Approve the closure of"))
        #expect(page.text.contains("Not needed"))
        // A1's lead is asked for nothing about its date, which waits; A3 lacks its evidence.
        #expect(page.text.contains("Ann Bell (AB)"))
        // Today's meeting is next, and nothing can be asked before it any more.
        let next = scene.get("meetings").text
        #expect(next.contains("<h2>The Board, 22 March 2018</h2>"))
        #expect(next.contains("It is not ahead"))
        #expect(scene.get("meetings?meeting=2018-05-18").status == 404)
    }

    @Test("hand out the table for letters and the calendar that the command writes")
    func chase() {
        for format in ["csv", "ics"] {
            let file = scene.get("chase?meeting=2018-05-17&format=\(format)")
            let said = county.run("chase --meeting 2018-05-17 --format \(format)").output
            #expect(file.text == said)
            #expect(file.header("Content-Disposition")?.hasPrefix("attachment") == true)
        }
        #expect(scene.get("chase?format=json").status == 404)
    }

    @Test("show forms to secretaries and officers alone")
    func forms() {
        let path = "meetings?meeting=2018-05-17"
        // Nothing was decided at a meeting that is ahead: the form takes the last that was held.
        let link = "/plans/moor-2018/acts/agree?milestone=A1%2F1\""
        for visitor in [Visitor.secretary, Visitor.officer] {
            #expect(scene.get(path, as: visitor).text.contains(link))
        }
        for role in [RecorderRole.leader, .verifier, .auditor, .reader] {
            let visitor = Visitor("AB", role)
            #expect(!scene.get(path, as: visitor).text.contains("/acts/"))
            #expect(scene.get("acts/agree?milestone=A1", as: visitor).status == 403)
        }
        #expect(!scene.get(path).text.contains("/acts/"))
        #expect(scene.get("acts/agree").status == 409)
        #expect(scene.get("acts/strike", as: .officer).status == 404)
    }

    /// Fills in the form `act` and records it; sent twice, it is recorded once.
    private func record(
        _ act: String,
        _ query: String,
        _ fields: [String: String],
        as visitor: Visitor
    ) throws -> String {
        let form = scene.get("acts/\(act)\(query)", as: visitor)
        try #require(form.status == 200)
        var fields = fields
        let secret: String = try #require(form.field("form"))
        fields["form"] = secret
        for (name, step) in [("preview", 0), ("record", 1), ("record", 1)] {
            let before = count
            fields["step"] = name
            let answer = scene.post("acts/\(act)", fields, as: visitor)
            if step == 0 {
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.text.contains("What will be recorded by"))
                let isOfA1 = fields["milestone"]?.hasPrefix("A1") == true
                #expect(answer.text.contains("Open the ward") == isOfA1)
                #expect(count == before)
            } else {
                #expect(answer.status == 303, "\(answer.text)")
                #expect(
                    answer.header("Location")?.hasSuffix("recorded=\(count)&to=\(count)") == true
                )
            }
        }
        return try #require(county.lines.last)
    }

    @Test("record dates, closures, minutes and words through the verbs, each once")
    func acts() throws {
        let secretary = Visitor.secretary
        let start = count
        let agreed = try record(
            "agree",
            "?milestone=A1%2F1",
            [
                "milestone": "A1/1", "date": "September 2018", "because": "Two partners\njoined",
                "agreed-by": "MCB", "meeting": "2018-03-22",
            ],
            as: secretary
        )
        #expect(agreed.contains(#""type":"date-agreed""#))
        #expect(agreed.contains(#""due":"2018-09""#))
        #expect(agreed.contains(#""by":"SEC""#))
        let closed = try record(
            "approve",
            "?milestone=A2",
            ["milestone": "A2", "agreed-by": "MCB", "meeting": "2018-03-22"],
            as: secretary
        )
        #expect(closed.contains(#""type":"closure-approved""#))
        let minute = try record(
            "minute",
            "",
            ["meeting": "2018-03-22", "text": "RESOLVED", "entries": "\(start + 1)"],
            as: secretary
        )
        #expect(minute.contains(#""type":"decision-minuted""#))
        let word = try record(
            "word",
            "",
            ["meeting": "2018-05-17", "part": "summary", "text": "All is well"],
            as: .officer
        )
        #expect(word.contains(#""type":"paper-worded""#))
        #expect(count == start + 4)
        #expect(county.run("verify --rules").code == .done)
        let page = scene.get("meetings?meeting=2018-05-17&recorded=\(count)&to=\(count)").text
        let link = { (seq: Int) in "<a href=\"/plans/moor-2018/entries/\(seq)\">\(seq)</a>" }
        #expect(page.contains("Entry \(link(count)) is recorded"))
        #expect(!page.contains("Back to My actions"))
        #expect(page.contains("Nothing waits for it."))
        // What was minuted stands with its meeting, and with no other.
        #expect(!page.contains("What was minuted") && page.contains("1 decision minuted"))
        #expect(
            scene.get("meetings?meeting=2018-03-22").text.contains(
                "<h2>What was minuted</h2>\n<ul>\n<li>RESOLVED (entry \(link(start + 3)))</li>"
            )
        )
    }

    @Test("take the last meeting that was held for what was decided, and say where one is ahead")
    func heldMeeting() {
        let chosen = { (day: String) in "<option value=\"\(day)\" selected=\"selected\">" }
        // The Board meets today; words are written for the paper of a meeting that is ahead.
        let later = Instant(seconds: county.now.seconds + 86_400)
        let site = LedgerSite(county.folder.path, clock: { later })
        let tomorrow = PagesScene(site: site)
        for act in ["minute", "agree", "refuse", "approve"] {
            let form = tomorrow.get("acts/\(act)", as: .secretary).text
            #expect(form.contains(chosen("2018-03-22")), "\(act)")
        }
        #expect(tomorrow.get("acts/word", as: .secretary).text.contains(chosen("2018-05-17")))
        let fields = ["form": Secret.random().text, "text": "RESOLVED", "step": "preview"]
        for (day, isAhead) in [("2018-03-22", false), ("2018-05-17", true)] {
            let filled = fields.merging(["meeting": day]) { $1 }
            let preview = scene.post("acts/minute", filled, as: .secretary).text
            let words = "The meeting of 17 May 2018 has not been held yet."
            #expect(preview.contains(words) == isAhead)
        }
    }

    @Test("say what a lead who left is asked, and fold up each organisation with its count")
    func asks() {
        let path = "meetings?meeting=2018-05-17"
        let before = scene.get(path).text
        #expect(before.contains("<details><summary>"))
        #expect(before.contains("<li>Ann Bell (AB)<ul>"))
        county.run("leave AB --because Moved")
        #expect(
            scene.get(path).text.contains(
                "<li>Ann Bell (AB), left 22 March 2018: name a new lead<ul>"
            )
        )
    }

    @Test("refuse a date with the reason, and keep what was filled in")
    func refusedDate() throws {
        let line = try record(
            "refuse",
            "?milestone=A1%2F1",
            ["milestone": "A1/1", "because": "Winter", "agreed-by": "MCB", "meeting": ""],
            as: .secretary
        )
        #expect(line.contains(#""type":"date-refused""#))
        let before = count
        let form = scene.get("acts/agree?milestone=A1", as: .secretary)
        let fields = [
            "form": form.field("form") ?? "", "milestone": "A1", "date": "soon",
            "because": "<b>Why</b>", "agreed-by": "MCB", "step": "preview",
        ]
        let answer = scene.post("acts/agree", fields, as: .secretary)
        #expect(answer.status == 422)
        let problem = answer.text.range(of: "There is a problem")
        let heading = answer.text.range(of: "<h1>")
        #expect(try #require(problem).lowerBound < #require(heading).lowerBound)
        #expect(answer.text.contains("&lt;b&gt;Why&lt;/b&gt;"))
        let secret = fields["form"] ?? ""
        let empty = scene.post("acts/agree", ["form": secret], as: .secretary)
        #expect(empty.status == 422)
        #expect(empty.text.contains("href=\"#because\">Write why.</a>"))
        #expect(count == before)
    }

    @Test("refuse everybody else in the words of the rules")
    func others() throws {
        let before = count
        let fields = [
            "form": Secret.random().text, "meeting": "2018-03-22", "text": "RESOLVED",
            "step": "record",
        ]
        for (role, words) in [
            (RecorderRole.leader, "a leader does not record decision-minuted; ask an officer to"),
            (.verifier, "a verifier does not record decision-minuted; ask an officer to"),
            (.auditor, "an auditor reads and records nothing; ask an officer to"),
        ] {
            let answer = scene.post("acts/minute", fields, as: Visitor("AB", role))
            #expect(answer.status == 422)
            #expect(answer.text.contains(words))
        }
        #expect(scene.post("acts/minute", fields, as: .anybody).status == 403)
        // Without the page's own token nothing is even read.
        let request = Request("POST", target: "/plans/moor-2018/acts/minute")
        #expect(scene.site.answer(request, as: .secretary).status == 403)
        #expect(count == before)
    }

    @Test("list what is delivered and not confirmed, for somebody independent to confirm")
    func confirm() throws {
        let verifier = Visitor("CD", .verifier)
        let page = scene.get("confirm", as: verifier).text
        #expect(page.contains("1 delivery waits"))
        #expect(page.contains("Nothing is filed that shows it."))
        #expect(page.contains("/acts/confirm?milestone=A3%2F1"))
        #expect(!scene.get("confirm").text.contains("/acts/"))
        let returned = try record(
            "return",
            "?milestone=A3%2F1",
            ["milestone": "A3/1", "because": "The annex is missing"],
            as: verifier
        )
        #expect(returned.contains(#""type":"delivery-returned""#))
        county.run("deliver A3 --by AB")
        let line = try record(
            "confirm",
            "?milestone=A3%2F1",
            ["milestone": "A3/1", "line": "2"],
            as: verifier
        )
        #expect(line.contains(#""line":2"#))
        #expect(scene.get("confirm").text.contains("0 deliveries wait"))
        // Its own lead may not, whatever role they have.
        county.run("reopen A3 --because Again")
        county.run("deliver A3 --by AB")
        let fields = ["form": Secret.random().text, "milestone": "A3/1", "step": "record"]
        let own = scene.post("acts/confirm", fields, as: Visitor("AB", .verifier))
        #expect(own.status == 422)
    }
}
