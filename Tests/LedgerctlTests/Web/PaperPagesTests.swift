// The paper for a meeting in a browser: the same bytes as the command's, published once.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The pages of the paper")
struct PaperPagesTests {
    private let county: VerbLedger
    private let scene: PagesScene
    private let query = "meeting=2018-05-17&as-at=2018-03-22&known-at=12"

    init() throws {
        county = try VerbLedger()
        county.run(#"add meeting 2018-05-17 "The Board""#)
        scene = PagesScene(site: county.site)
    }

    @Test("give the bytes of the command in every form", arguments: ReportFormat.allCases)
    func bytes(format: ReportFormat) throws {
        let file = scene.get("paper/download?\(query)&format=\(format.rawValue)")
        if format == .pdf {
            #expect(file.status == 404)
            return
        }
        let path = try county.put("", "x").replacing("/x", with: "/paper")
        let command = "report --meeting 2018-05-17 --as-at 2018-03-22 --known-at 12"
        var expected: [UInt8]
        if format == .csv {
            expected = Array(county.run("\(command) --format csv").output.utf8)
        } else {
            county.run("\(command) --format \(format.rawValue) -o \(path)")
            expected = FileManager.default.contents(atPath: path).map(Array.init) ?? []
        }
        #expect(!expected.isEmpty)
        #expect(file.body == expected)
        #expect(file.header("Content-Disposition")?.hasPrefix("attachment; ") == true)
    }

    @Test(
        "give the bytes of the command for the plan that ships",
        arguments: ["2018-07-19", "2018-11-15"]
    )
    func shipped(meeting: String) throws {
        let witness = Witness()
        let world = witness.world([
            "report", "--ledger", Shipped.folder, "--plan", "cqc-2018", "--meeting", meeting,
            "--as-at", meeting, "--format", "html",
        ])
        #expect(Ledgerctl.run(in: world) == .done)
        let site = LedgerSite(Shipped.folder, clock: world.now)
        let cqc = PagesScene(site: site, plan: "cqc-2018")
        let page = cqc.get("paper/look?meeting=\(meeting)&as-at=\(meeting)")
        #expect(page.text == witness.output)
    }

    @Test("say that there is none where no meeting is known")
    func noMeeting() {
        let later = Instant(seconds: 4_000_000_000)
        let site = LedgerSite(Shipped.folder, clock: { later })
        let scene = PagesScene(site: site, plan: "aedb-2018")
        #expect(scene.get("paper").status == 200)
        #expect(scene.get("paper").text.contains("No meeting of the board is known"))
        #expect(scene.get("meetings").text.contains("No meeting of the board is known"))
    }

    @Test("hand out every table in one archive")
    func tables() {
        let file = scene.get("paper/download?\(query)&format=tables")
        #expect(file.body.starts(with: [0x50, 0x4B, 0x03, 0x04]))
        #expect(file.header("Content-Type") == "application/zip")
    }

    @Test("say what it rests on, with what holds filled in")
    func summary() throws {
        let page = scene.get("paper")
        #expect(page.status == 200)
        // Today's meeting, today, and all that is known.
        #expect(page.text.contains("<option value=\"2018-03-22\" selected=\"selected\">"))
        #expect(page.field("as-at") == nil)
        #expect(page.text.contains("value=\"22 March 2018\""))
        #expect(page.text.contains("value=\"12\""))
        let line = try #require(county.lines.last)
        #expect(page.unbroken.contains(Digest(of: Array(line.utf8)).hex))
        #expect(!page.text.contains("/acts/publish"))
        let secretary = scene.get("paper", as: .secretary).text
        #expect(secretary.contains("/acts/publish?meeting=2018-03-22&amp;as-at=22%20March%202018&"))
    }

    @Test("say what cannot be read, at the top, with a link to the field")
    func faults() {
        let page = scene.get("paper?meeting=2018-05-17&as-at=soon")
        #expect(page.status == 422)
        #expect(page.text.contains("<a href=\"#as-at\">"))
        let unknown = scene.get("paper?meeting=2018-05-18")
        #expect(unknown.status == 422)
        #expect(
            unknown.text.contains("<a href=\"#meeting\">No meeting of the plan’s board")
                || unknown.text.contains("<a href=\"#meeting\">No meeting of the plan")
        )
        #expect(scene.get("paper?known-at=99").status == 422)
        #expect(scene.get("paper/download?meeting=2018-05-18&format=html").status >= 400)
        #expect(scene.get("paper/download?\(query)&format=exe").status == 404)
    }

    @Test("show it under headers by which nothing in it runs, loads or sends")
    func look() {
        let page = scene.get("paper/look?\(query)")
        let rules = page.header("Content-Security-Policy") ?? ""
        #expect(rules.hasPrefix("default-src 'none'; style-src 'unsafe-inline'; "))
        #expect(rules.contains("form-action 'none'"))
        #expect(!rules.contains("script-src"))
        #expect(page.header("Content-Type") == "text/html; charset=utf-8")
    }

    @Test("publish it once though it is sent twice, and keep its bytes for anybody")
    func publish() throws {
        let secretary = Visitor.secretary
        let form = scene.get("acts/publish?\(query)", as: secretary)
        var fields = [
            "form": try #require(form.field("form")), "meeting": "2018-05-17",
            "as-at": "22 March 2018", "known-at": "12", "format": "html", "step": "preview",
        ]
        let preview = scene.post("acts/publish", fields, as: secretary)
        #expect(preview.text.contains("published as html, as at 2018-03-22, known at entry 12"))
        #expect(county.lines.count == 12)
        #expect(county.evidence == nil)
        fields["step"] = "record"
        for _ in 1...2 {
            let answer = scene.post("acts/publish", fields, as: secretary)
            #expect(answer.status == 303, "\(answer.text)")
            #expect(
                answer.header("Location")
                    == "/plans/moor-2018/meetings?meeting=2018-05-17&recorded=13&to=13"
            )
        }
        #expect(county.lines.count == 13)
        let bytes = scene.get("paper/look?\(query)").body
        let digest = Digest(of: bytes).hex
        #expect(county.evidence == [digest])
        #expect(scene.get("meetings").text.contains("/plans/moor-2018/evidence/\(digest)"))
        let kept = scene.get("evidence/\(digest)")
        #expect(kept.body == bytes)
        #expect(
            kept.header("Content-Disposition")
                == "attachment; filename=\"paper-2018-05-17.html\""
        )
        #expect(county.run("verify --rules").code == .done)
    }

    @Test("let no leader publish it, in the words of the rules")
    func leader() {
        let fields = [
            "form": Secret.random().text, "meeting": "2018-05-17", "as-at": "2018-03-22",
            "known-at": "12", "format": "html", "step": "record",
        ]
        let answer = scene.post("acts/publish", fields, as: Visitor("AB", .leader))
        #expect(answer.status == 422)
        #expect(
            answer.text.contains("a leader does not record report-published; ask an officer to")
        )
        #expect(county.lines.count == 12)
        #expect(county.evidence == nil)
    }
}
