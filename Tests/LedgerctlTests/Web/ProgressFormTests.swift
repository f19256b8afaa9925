// The form of an action: from what is typed to what is recorded, once.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The form of an action")
struct ProgressFormTests {
    private static let path = "/plans/county/actions/A1/record"

    private let scene: SiteScene
    private let site: LedgerSite
    private let lead = Visitor("AB", .leader)

    init() throws {
        scene = try SiteScene()
        site = scene.site
    }

    private func form(_ visitor: Visitor) -> [(String, String)] {
        site.get(Self.path, as: visitor).hidden()
    }

    /// Fills in and looks.
    private func filled(
        _ fields: [(String, String)],
        files: [Request.File] = [],
        as visitor: Visitor
    ) -> Response {
        let all = form(visitor) + fields + [("step", "preview")]
        return site.post(Self.path, all, files: files, as: visitor)
    }

    /// Records what the page `shown` asks to.
    private func record(_ shown: Response, as visitor: Visitor) -> Response {
        site.post(Self.path, shown.hidden() + [("step", "record")], as: visitor)
    }

    @Test("records each thing as an entry of its own, and says which")
    func records() throws {
        let before = scene.journal.count
        let shown = filled(
            [
                ("note", "Keys handed over\r\nand signed for"), ("rating", "amber"),
                ("because", "One wall is wet"), ("forecast-1", "August 2024"),
            ],
            as: lead
        )
        let answer = record(shown, as: lead)
        #expect(answer.status == 303)
        #expect(
            answer.header("Location")
                == "/plans/county/actions/A1?recorded=\(before + 1)&to=\(before + 3)"
        )
        let lines = scene.journal.suffix(3)
        #expect(lines.count == 3 && scene.journal.count == before + 3)
        #expect(lines.allSatisfy { $0.contains(#""by":"AB""#) && !$0.contains(#""sig""#) })
        #expect(lines.first?.contains(#""note":"Keys handed over\nand signed for""#) == true)
        #expect(lines.dropFirst().first?.contains(#""rating":"amber""#) == true)
        #expect(lines.last?.contains(#""due":"2024-08""#) == true)
        // The reason goes with the rating and the forecast, not with the note.
        #expect(lines.map { $0.contains("One wall is wet") } == [false, true, true])
        let page = site.get(
            "/plans/county/actions/A1?recorded=\(before + 1)&to=\(before + 3)",
            as: lead
        )
        let link = { (seq: Int) in "<a href=\"/plans/county/entries/\(seq)\">\(seq)</a>" }
        #expect(
            page.text.contains("Entries \(link(before + 1)) to \(link(before + 3)) are recorded")
        )
        #expect(page.text.contains("<a href=\"/plans/county/mine\">Back to My actions</a>"))
    }

    @Test("records nothing before its preview was looked at, and says what the rating becomes")
    func preview() throws {
        let before = scene.journal
        let preview = filled([("rating", "red"), ("because", "Wet")], as: lead)
        #expect(preview.status == 200 && scene.journal == before)
        #expect(preview.text.contains("<h2>What will be recorded by AB</h2>"))
        #expect(preview.text.contains("becomes <span class=\"tag red\">red</span>"))
        let changed = site.post(Self.path, preview.hidden() + [("step", "change")], as: lead)
        #expect(changed.text.contains(">\nWet</textarea>"))
        #expect(changed.text.contains(#"value="red" checked="checked""#))
        #expect(scene.journal == before)
    }

    @Test("is recorded once, however often it is sent")
    func once() throws {
        let sent = filled([("note", "Begun")], as: lead).hidden() + [("step", "record")]
        let first = site.post(Self.path, sent, as: lead)
        let count = scene.journal.count
        let second = site.post(Self.path, sent, as: lead)
        #expect(first.status == 303 && second.status == 303)
        #expect(first.header("Location") == second.header("Location"))
        #expect(scene.journal.count == count)
        // Also where somebody goes back to the form and sends that again.
        let again = site.post(
            Self.path,
            sent.filter { $0.0 != "step" } + [("step", "preview")],
            as: lead
        )
        #expect(again.status == 303 && scene.journal.count == count)
        // Other words under the same form are another thing, and not recorded.
        let other = sent.map { $0.0 == "note" ? ("note", "Ended") : $0 }
        let refused = site.post(Self.path, other, as: lead)
        #expect(refused.status == 422 && scene.journal.count == count)
        #expect(refused.text.contains("stands in entry \(count) for something else"))
    }

    @Test("shows what somebody else recorded meanwhile, and loses none of it")
    func meanwhile() throws {
        let officer = Visitor("OFF", .officer)
        let opened = form(lead)
        let preview = site.post(
            Self.path,
            opened + [("note", "Mine"), ("step", "preview")],
            as: lead
        )
        #expect(!preview.text.contains("Recorded meanwhile"))
        let theirs = filled([("note", "Theirs")], as: officer)
        #expect(record(theirs, as: officer).status == 303)
        let count = scene.journal.count
        // Between the preview and recording: it is shown before anything is recorded.
        let shown = record(preview, as: lead)
        #expect(shown.status == 200 && scene.journal.count == count)
        #expect(shown.text.contains("Recorded meanwhile") && shown.text.contains("Theirs"))
        let done = record(shown, as: lead)
        #expect(done.status == 303 && scene.journal.count == count + 1)
        // And between the form and the preview.
        let late = site.post(
            Self.path,
            opened.map { $0.0 == "form" ? ("form", Secret.random().text) : $0 }
                + [("note", "Again"), ("step", "preview")],
            as: lead
        )
        #expect(late.text.contains("Recorded meanwhile") && late.text.contains("Theirs"))
    }

    @Test(
        "tells what is wrong at its top, with a link to the field",
        arguments: [
            ([("", "")], "note", "Write what happened, or fill in another field."),
            (
                [("rating", "amber")], "because",
                "Amber and red need a reason. Write it under \"Why\"."
            ),
            (
                [("rating", "purple")], "rating",
                "Choose green, amber or red, or leave the rating as it is."
            ),
            (
                [("because", "Wet")], "because",
                "A reason goes with a rating or a forecast. Give one of them, or write the reason "
                    + "in the note."
            ),
            (
                [("forecast-1", "soon")], "forecast-1",
                "When A1/1 is expected: \"soon\" is not a date; write a day such as 31/05/2018 or "
                    + "31 May 2018, a month such as May 2018 or 2018-05, a year such as 2018, or a "
                    + "quarter such as 2018-19 Q3."
            ),
            (
                [("note", "a\u{7}b")], "note",
                "What you wrote here holds the control character U+0007, which no text of a "
                    + "journal may hold."
            ),
            (
                [("evidence-url", "javascript:alert(1)")], "evidence-url",
                "An address begins with https:// and has no blanks in it, such as "
                    + "https://example.org/minutes."
            ),
            (
                [("note", "Done"), ("evidence-title", "The plan")], "evidence",
                "Choose the file, or write the address, of what you named."
            ),
        ] as [([(String, String)], String, String)]
    )
    func faults(_ fields: [(String, String)], _ field: String, _ words: String) throws {
        let before = scene.journal
        let page = filled(fields, as: lead)
        #expect(page.status == 422 && scene.journal == before)
        let shown: HTML = "<li><a href=\"#\(field)\">\(words)</a></li>"
        #expect(page.text.contains(shown.text), "\(page.text)")
        #expect(page.text.contains("<title>Error: "))
        #expect(page.text.contains("</ul></div>\n<h1>"), "the summary stands before the heading")
        #expect(page.text.contains(#"id="\#(field)""#))
    }

    @Test("is refused by the ledger's own rules, in their words")
    func rules() throws {
        let before = scene.journal
        let page = filled([("note", "x"), ("on", "1 June 2025")], as: lead)
        #expect(page.status == 422 && scene.journal == before)
        #expect(page.text.contains("Not recorded: it cannot have happened on 2025-06-01"))
    }

    @Test("takes a file, keeps it when it is recorded, and gives it back only as a download")
    func upload() throws {
        let bytes = Array("<script>alert(1)</script>".utf8)
        let shown = filled(
            [("evidence-title", "The plan")],
            files: [("evidence", "C:\\secret\\..\\plan.html", bytes)],
            as: lead
        )
        #expect(record(shown, as: lead).status == 303)
        let digest = Digest(of: bytes).hex
        let line = scene.journal.last ?? ""
        #expect(line.contains(#""name":"plan.html""#) && line.contains(digest))
        let plan = try #require(try site.plan(Code(wellFormed: "county")))
        #expect(try plan.ledger.evidence.read(Digest(of: bytes)) == bytes)
    }

    @Test("leaves out the file that was chosen where that is asked for, and takes another for it")
    func dropsFile() throws {
        let sent = filled([("note", "Two")], files: [("evidence", "one.txt", [1, 2, 3])], as: lead)
        let kept = try #require(sent.hidden().first { $0.0 == "upload" }?.1)
        let form = site.post(Self.path, sent.hidden() + [("step", "change")], as: lead)
        #expect(form.text.contains("Chosen: one.txt, 3 bytes."))
        #expect(form.text.contains("Do not send this file"))
        let dropped = form.hidden() + [("note", "Two"), ("drop", "yes"), ("step", "preview")]
        // Nobody takes away what somebody else sent.
        _ = site.post(Self.path, dropped, as: Visitor("OFF", .officer))
        let ofLead = try site.uploads.bytes(kept, of: Key(wellFormed: "AB"), at: scene.people.now)
        #expect(ofLead == [1, 2, 3])
        // Another file in the same breath is not left out.
        let other = [("evidence", "two.txt", [4])] as [Request.File]
        let replaced = site.post(Self.path, dropped, files: other, as: lead)
        #expect(replaced.text.contains("two.txt") && !replaced.text.contains("one.txt"))
        let without = site.post(Self.path, dropped, as: lead)
        #expect(!without.text.contains("one.txt"))
        #expect(without.hidden().map(\.0).allSatisfy { $0 != "drop" && !$0.hasPrefix("upload") })
        #expect(throws: CommandError.self) {
            try site.uploads.bytes(kept, of: Key(wellFormed: "AB"), at: scene.people.now)
        }
        let before = scene.journal.count
        #expect(record(without, as: lead).status == 303)
        #expect(scene.journal.count == before + 1)
        #expect(scene.journal.last?.contains(#""type":"progress-noted""#) == true)
        // The form that is shown then has no file to leave out.
        #expect(!site.get(Self.path, as: lead).text.contains("Do not send this file"))
    }

    @Test("asks for the file again where the server no longer has it")
    func lostFile() throws {
        let preview = filled([], files: [("evidence", "plan.txt", [1, 2, 3])], as: lead)
        #expect(preview.status == 200)
        let before = scene.journal
        scene.people.pass(3_601)
        let page = record(preview, as: lead)
        #expect(page.status == 422 && scene.journal == before)
        #expect(page.text.contains("The file that you chose is no longer here. Choose it again."))
    }

    @Test("is not shown to those who may not record, nor taken from them")
    func roles() throws {
        let before = scene.journal
        for visitor in [
            Visitor("CD", .leader), .secretary, Visitor("VER", .verifier),
            Visitor("AUD", .auditor), Visitor("REA", .reader),
        ] {
            #expect(site.get(Self.path, as: visitor).status == 403)
            let fields = [
                ("form", Secret.random().text), ("seen", "0"), ("note", "x"), ("step", "record"),
            ]
            let page = site.post(Self.path, fields, as: visitor)
            #expect(page.status == 403 && page.text.contains("Not recorded: "), "\(visitor.role)")
            #expect(
                !site.get("/plans/county/actions/A1", as: visitor).text.contains("Record progress")
            )
        }
        #expect(scene.journal == before)
        // A member of a body that leads records; so does an officer, for a lead.
        let member = Visitor("EF", .leader)
        #expect(site.get("/plans/county/actions/A3/record", as: member).status == 200)
        let officer = Visitor("OFF", .officer)
        let shown = filled([("note", "Told by phone"), ("for", "AB")], as: officer)
        #expect(record(shown, as: officer).status == 303)
        #expect(scene.journal.last?.contains(#""by":"OFF","#) == true)
        #expect(scene.journal.last?.contains(#""for":"AB""#) == true)
    }

    @Test("without its token, or with another's, is not taken")
    func token() throws {
        let before = scene.journal
        for token in [nil, "", "x", Secret.random().text] as [String?] {
            let fields = [("note", "x")] + (token.map { [("token", $0)] } ?? [])
            let request = Request("POST", target: Self.path, fields)
            #expect(site.answer(request, as: lead).status == 403)
        }
        #expect(scene.journal == before)
    }

    @Test("takes nothing into a damaged journal, and every page says that it is damaged")
    func damaged() throws {
        let sent = form(lead) + [("note", "x"), ("step", "record")]
        var text = scene.journal
        text[3] = text[3].replacing("Person CD", with: "Person XX")
        try (text.joined(separator: "\n") + "\n").write(
            toFile: scene.path,
            atomically: false,
            encoding: .utf8
        )
        let before = scene.journal
        for target in [
            "/plans/county", "/plans/county/actions/A1", "/plans/county/mine", Self.path,
        ] {
            let page = site.get(target, as: lead)
            #expect(page.status == 503 && page.text.contains("The journal is damaged"), "\(target)")
        }
        #expect(site.post(Self.path, sent, as: lead).status == 503)
        #expect(scene.journal == before)
    }
}
