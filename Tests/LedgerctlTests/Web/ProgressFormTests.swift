// The form of an action: from what is typed to what is recorded, once.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The form of an action")
struct ProgressFormTests {
    private static let path = "/plans/county/actions/A1/record"

    private func form(_ scene: SiteScene, _ visitor: Visitor) -> [(String, String)] {
        scene.get(Self.path, as: visitor).hidden()
    }

    /// Fills in, looks, and records; the answer to the last.
    private func record(
        _ scene: SiteScene,
        _ fields: [(String, String)],
        as visitor: Visitor,
        file: (name: String, bytes: [UInt8])? = nil
    ) -> SiteScene.Page {
        let preview = scene.post(
            Self.path,
            form(scene, visitor) + fields + [("step", "preview")],
            as: visitor,
            file: file
        )
        return scene.post(Self.path, preview.hidden() + [("step", "record")], as: visitor)
    }

    @Test("records each thing as an entry of its own, and says which")
    func records() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let before = scene.journal.count
        let answer = record(
            scene,
            [
                ("note", "Keys handed over\r\nand signed for"), ("rating", "amber"),
                ("because", "One wall is wet"), ("forecast-1", "August 2024"),
            ],
            as: lead
        )
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
        let page = scene.get(
            "/plans/county/actions/A1?recorded=\(before + 1)&to=\(before + 3)",
            as: lead
        )
        #expect(page.text.contains("Entries \(before + 1) to \(before + 3) are recorded"))
    }

    @Test("records nothing before its preview was looked at, and says what the rating becomes")
    func preview() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let before = scene.journal
        let preview = scene.post(
            Self.path,
            form(scene, lead) + [("rating", "red"), ("because", "Wet"), ("step", "preview")],
            as: lead
        )
        #expect(preview.status == 200 && scene.journal == before)
        #expect(preview.text.contains("<h2>What will be recorded by AB</h2>"))
        #expect(preview.text.contains("becomes <span class=\"tag red\">red</span>"))
        let changed = scene.post(Self.path, preview.hidden() + [("step", "change")], as: lead)
        #expect(changed.text.contains(">\nWet</textarea>"))
        #expect(changed.text.contains(#"value="red" checked="checked""#))
        #expect(scene.journal == before)
    }

    @Test("is recorded once, however often it is sent")
    func once() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let preview = scene.post(
            Self.path,
            form(scene, lead) + [("note", "Begun"), ("step", "preview")],
            as: lead
        )
        let sent = preview.hidden() + [("step", "record")]
        let first = scene.post(Self.path, sent, as: lead)
        let count = scene.journal.count
        let second = scene.post(Self.path, sent, as: lead)
        #expect(first.status == 303 && second.status == 303)
        #expect(first.header("Location") == second.header("Location"))
        #expect(scene.journal.count == count)
        // Also where somebody goes back to the form and sends that again.
        let again = scene.post(
            Self.path,
            sent.filter { $0.0 != "step" } + [("step", "preview")],
            as: lead
        )
        #expect(again.status == 303 && scene.journal.count == count)
        // Other words under the same form are another thing, and not recorded.
        let other = sent.map { $0.0 == "note" ? ("note", "Ended") : $0 }
        let refused = scene.post(Self.path, other, as: lead)
        #expect(refused.status == 422 && scene.journal.count == count)
        #expect(refused.text.contains("stands in entry \(count) for something else"))
    }

    @Test("shows what somebody else recorded meanwhile, and loses none of it")
    func meanwhile() throws {
        let scene = try SiteScene()
        let (lead, officer) = (scene.visitor("AB", .leader), scene.visitor("OFF", .officer))
        let opened = form(scene, lead)
        let preview = scene.post(
            Self.path,
            opened + [("note", "Mine"), ("step", "preview")],
            as: lead
        )
        #expect(!preview.text.contains("Recorded meanwhile"))
        #expect(record(scene, [("note", "Theirs")], as: officer).status == 303)
        let count = scene.journal.count
        // Between the preview and recording: it is shown before anything is recorded.
        let shown = scene.post(Self.path, preview.hidden() + [("step", "record")], as: lead)
        #expect(shown.status == 200 && scene.journal.count == count)
        #expect(shown.text.contains("Recorded meanwhile") && shown.text.contains("Theirs"))
        let done = scene.post(Self.path, shown.hidden() + [("step", "record")], as: lead)
        #expect(done.status == 303 && scene.journal.count == count + 1)
        // And between the form and the preview.
        let late = scene.post(
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
                "Amber and red need a reason. Write it under “Why”."
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
                "\"soon\" is not a date; write a day such as 31/05/2018 or 31 May 2018, a month such "
                    + "as May 2018 or 2018-05, a year such as 2018, or a quarter such as 2018-19 Q3."
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
        ] as [([(String, String)], String, String)]
    )
    func faults(_ fields: [(String, String)], _ field: String, _ words: String) throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let before = scene.journal
        let page = scene.post(
            Self.path,
            form(scene, lead) + fields + [("step", "preview")],
            as: lead
        )
        #expect(page.status == 422 && scene.journal == before)
        let shown: HTML = "<li><a href=\"#\(field)\">\(words)</a></li>"
        #expect(page.text.contains(shown.text), "\(page.text)")
        #expect(page.text.contains("<title>Error: "))
        #expect(page.text.contains(#"id="\#(field)""#))
    }

    @Test("is refused by the ledger's own rules, in their words")
    func rules() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let before = scene.journal
        let page = scene.post(
            Self.path,
            form(scene, lead) + [("note", "x"), ("on", "1 June 2025"), ("step", "preview")],
            as: lead
        )
        #expect(page.status == 422 && scene.journal == before)
        #expect(page.text.contains("Not recorded: it cannot have happened on 2025-06-01"))
    }

    @Test("takes a file, keeps it when it is recorded, and gives it back only as a download")
    func upload() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let bytes = Array("<script>alert(1)</script>".utf8)
        let answer = record(
            scene,
            [("evidence-title", "The plan")],
            as: lead,
            file: ("C:\\secret\\..\\plan.html", bytes)
        )
        #expect(answer.status == 303)
        let digest = Digest(of: bytes).hex
        let line = scene.journal.last ?? ""
        #expect(line.contains(#""name":"plan.html""#) && line.contains(digest))
        #expect(
            try #require(scene.site.plan(Code(wellFormed: "county"))).ledger.evidence.read(
                Digest(of: bytes)
            )
                == bytes
        )
    }

    @Test("asks for the file again where the server no longer has it")
    func lostFile() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let preview = scene.post(
            Self.path,
            form(scene, lead) + [("step", "preview")],
            as: lead,
            file: ("plan.txt", [1, 2, 3])
        )
        #expect(preview.status == 200)
        let before = scene.journal
        scene.clock.now = Instant(seconds: scene.clock.now.seconds + 3_601)
        let page = scene.post(Self.path, preview.hidden() + [("step", "record")], as: lead)
        #expect(page.status == 422 && scene.journal == before)
        #expect(page.text.contains("The file that you chose is no longer here. Choose it again."))
    }

    @Test("is not shown to those who may not record, nor taken from them")
    func roles() throws {
        let scene = try SiteScene()
        let before = scene.journal
        let others: [(String, RecorderRole)] = [
            ("CD", .leader), ("SEC", .secretary), ("VER", .verifier), ("AUD", .auditor),
            ("REA", .reader),
        ]
        for (key, role) in others {
            let visitor = scene.visitor(key, role)
            #expect(scene.get(Self.path, as: visitor).status == 403)
            let fields = [
                ("form", Secret.random().text), ("seen", "0"), ("note", "x"), ("step", "record"),
            ]
            let page = scene.post(Self.path, fields, as: visitor)
            #expect(page.status == 403 && page.text.contains("Not recorded: "), "\(key)")
            #expect(
                !scene.get("/plans/county/actions/A1", as: visitor).text.contains("Record progress")
            )
        }
        #expect(scene.journal == before)
        // A member of a body that leads records; so does an officer, for a lead.
        let member = scene.visitor("EF", .leader)
        #expect(scene.get("/plans/county/actions/A3/record", as: member).status == 200)
        let officer = scene.visitor("OFF", .officer)
        let done = record(scene, [("note", "Told by phone"), ("for", "AB")], as: officer)
        #expect(done.status == 303)
        #expect(scene.journal.last?.contains(#""by":"OFF","#) == true)
        #expect(scene.journal.last?.contains(#""for":"AB""#) == true)
    }

    @Test("without its token, or with another's, is not taken")
    func token() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let before = scene.journal
        var request = Request(target: Self.path)
        request.method = "POST"
        for token in [nil, "", "x", Secret.random().text] as [String?] {
            request.fields = [.init(name: "note", bytes: Array("x".utf8))]
            if let token { request.fields.append(.init(name: "token", bytes: Array(token.utf8))) }
            let response = scene.site.answer(
                request,
                ["plans", "county", "actions", "A1", "record"],
                as: lead
            )
            #expect(response.status == 403)
        }
        #expect(scene.journal == before)
    }

    @Test("takes nothing into a damaged journal, and every page says that it is damaged")
    func damaged() throws {
        let scene = try SiteScene()
        let lead = scene.visitor("AB", .leader)
        let sent = form(scene, lead) + [("note", "x"), ("step", "record")]
        let path = scene.folder.appending(path: "events/county.jsonl").path
        var text = scene.journal
        text[3] = text[3].replacing("Person CD", with: "Person XX")
        try (text.joined(separator: "\n") + "\n").write(
            toFile: path,
            atomically: false,
            encoding: .utf8
        )
        let before = scene.journal
        for target in [
            "/plans/county", "/plans/county/actions/A1", "/plans/county/mine", Self.path,
        ] {
            let page = scene.get(target, as: lead)
            #expect(page.status == 503 && page.text.contains("The journal is damaged"), "\(target)")
        }
        #expect(scene.post(Self.path, sent, as: lead).status == 503)
        #expect(scene.journal == before)
    }
}
