// One entry in a browser, what is handed to an auditor, and files that entries name.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The pages of entries and files")
struct EntriesPagesTests {
    private let county: VerbLedger
    private let scene: PagesScene

    init() throws {
        county = try VerbLedger()
        county.run(#"note A1 "First things" --by AB"#)
        county.run("strike 12 --because Wrong")
        scene = PagesScene(site: county.site)
    }

    @Test("show the exact line, its digest, who and when, and by what it was struck")
    func entry() throws {
        let answer = scene.get("entries/12")
        let (page, bare) = (answer.text, answer.unbroken)
        let line = county.lines[11]
        #expect(bare.contains(HTMLText.plain(line)))
        #expect(bare.contains(Digest(of: Array(line.utf8)).hex))
        #expect(bare.contains(Digest(of: Array(county.lines[10].utf8)).hex))
        #expect(page.contains("22 March 2018, 14:05:09 GMT</time> (2018-03-22T14:05:09Z)"))
        #expect(page.contains("<a href=\"/plans/moor-2018/entries/13\">entry 13</a>"))
        #expect(page.contains("rel=\"prev\" href=\"/plans/moor-2018/entries/11\""))
        #expect(page.contains("rel=\"next\" href=\"/plans/moor-2018/entries/13\""))
        #expect(scene.get("entries/9").text.contains("milestone A1/1"))
        let file = scene.get("entries/12/line")
        #expect(file.text == line + "\n")
    }

    @Test("are every entry's", arguments: 1...13)
    func every(seq: Int) {
        #expect(scene.get("entries/\(seq)").status == 200)
    }

    @Test(
        "are nothing else",
        arguments: [
            "entries", "entries/0", "entries/14", "entries/01", "entries/+1", "entries/x",
            "entries/1/", "entries/1/line/x", "entries/..", "entries/../1", "evidence", "evidence/",
            "evidence/..", "evidence/../moor-2018.jsonl", "journal/x", "bundle/", "verify/..",
            "paper/", "paper/..", "acts", "nothing",
        ]
    )
    func nothing(path: String) {
        #expect(scene.get(path, as: .officer).status == 404)
    }

    @Test("say plainly that no checkpoint covers it")
    func noProof() {
        let answer = scene.get("entries/12/proof")
        #expect(answer.status == 409)
        #expect(answer.text.contains("There is no checkpoint"))
        #expect(scene.get("bundle").status == 409)
        #expect(scene.get("bundle").text.contains("no trusted checkpoint covers"))
    }

    @Test("hand out the journal as it is")
    func journal() {
        let file = scene.get("journal")
        #expect(file.text == county.lines.map { $0 + "\n" }.joined())
        #expect(file.header("Content-Disposition") == "attachment; filename=\"moor-2018.jsonl\"")
    }

    @Test("prove an entry, and hand out the bundle that a trusted key signed")
    func proved() throws {
        let trusted = try TrustLedger()
        try trusted.keeper("\"$L\" checkpoint >/dev/null")
        let key = try NoteKey(parsing: trusted.key)
        let folder = trusted.ledger.folder.path
        // After these entries, which were recorded by the clock of the machine.
        let later = Instant(seconds: 4_000_000_000)
        let policy = TrustPolicy().adding(logs: [key])
        func pages(_ trust: Trust = Trust()) -> PagesScene {
            PagesScene(site: LedgerSite(folder, trust: trust, clock: { later }), plan: "p")
        }
        let site = pages(Trust(policy: policy, own: [key], isAsked: true))
        let proof = site.get("entries/2/proof")
        #expect(proof.text == (try trusted.auditor("\"$L\" prove --entry 2")).output)
        let bundle = site.get("bundle")
        #expect(bundle.status == 200)
        #expect(bundle.body.starts(with: [0x50, 0x4B, 0x03, 0x04]))
        // What is stored is not compressed, so the journal stands in it as it is.
        let journal = String(decoding: try trusted.ledger.bytes(), as: UTF8.self)
        #expect(bundle.text.contains(journal))
        #expect(bundle.text.contains("p-bundle/CHECK.txt"))
        #expect(site.get("verify").text.contains("a trusted checkpoint covers all"))
        // Whom nobody trusts is not believed for lying beside the journal.
        let doubting = pages().get("verify").text
        #expect(doubting.contains("<strong>unanchored</strong>"))
        #expect(doubting.contains("told of no key"))
        try trusted.note(1)
        let uncovered = pages().get("entries/4/proof")
        #expect(uncovered.status == 409)
    }

    @Test("give kept files that an entry names, as downloads, exempt ones to few")
    func evidence() throws {
        let page = try county.put("<script>alert(1)</script>", "a page.html")
        county.run(["evidence", "A1", page])
        let secret = try county.put("Secret", "secret.txt")
        county.run(["evidence", "A1", secret, "--exempt"])
        let digest = Digest(of: Array("<script>alert(1)</script>".utf8)).hex
        let file = scene.get("evidence/\(digest)")
        #expect(file.text == "<script>alert(1)</script>")
        #expect(file.header("Content-Type") == "application/octet-stream")
        #expect(
            file.header("Content-Disposition") == "attachment; filename=\"a_page.html\""
        )
        #expect(scene.get("evidence/\(digest.uppercased())").status == 404)
        let exempt = "evidence/" + Digest(of: Array("Secret".utf8)).hex
        #expect(scene.get(exempt).status == 404)
        #expect(scene.get(exempt, as: Visitor("AB", .reader)).status == 404)
        #expect(scene.get(exempt, as: Visitor("AUD", .auditor)).text == "Secret")
        // What no entry names is nobody's, though it lies there.
        let plan = try #require(Code("moor-2018"))
        let stray = try ActionLedger(folder: county.folder.path, plan: plan).evidence
            .keep(Array("stray".utf8))
        #expect(scene.get("evidence/\(stray.hex)", as: .officer).status == 404)
        // Bytes that are not what was filed are not handed out.
        let path = county.folder.appending(path: "evidence/\(digest)")
        try Data("x".utf8).write(to: path)
        #expect(scene.get("evidence/\(digest)").status == 409)
    }
}

@Suite("The page of verification")
struct VerifyPageTests {
    @Test("says what is well")
    func well() throws {
        let county = try VerbLedger()
        let page = PagesScene(site: county.site).get("verify")
        #expect(page.status == 200)
        #expect(page.header("Cache-Control") == "no-store")
        #expect(page.text.contains("<strong>unanchored</strong>"))
        #expect(page.text.contains("<strong>Nothing is wrong.</strong> Looked at "))
        #expect(page.text.contains("22 March 2018, 14:05:09 GMT</time>"))
        #expect(page.text.contains("Nothing: every line, every rule"))
        #expect(!page.text.contains("Findings"))
        let leaves = county.lines.map { MerkleTree.leaf(Array($0.utf8)) }
        #expect(page.unbroken.contains(MerkleTree(of: leaves).root.hex))
        let last = try #require(county.lines.last)
        #expect(page.unbroken.contains(Digest(of: Array(last.utf8)).hex))
    }

    @Test("names the line of a damaged journal, whose other pages are closed")
    func damaged() throws {
        let county = try VerbLedger()
        let scene = PagesScene(site: county.site)
        #expect(scene.get("meetings").status == 200)
        let bytes = county.lines.map { $0 + "\n" }.joined()
            .replacing("Join up care", with: "Join up cars")
        try Data(bytes.utf8).write(to: county.folder.appending(path: "moor-2018.jsonl"))
        let page = scene.get("verify")
        #expect(page.status == 200)
        #expect(page.text.contains("<strong>tampered</strong>"))
        #expect(page.text.contains(/<strong>(One thing is|\d+ things are) wrong\.<\/strong>/))
        #expect(page.text.contains("Findings, in the order of the lines"))
        #expect(page.text.contains("the SHA-256 of line 6 is"))
        for path in [
            "meetings", "paper", "confirm", "history", "entries/1", "days", "compare", "search",
            "journal", "bundle", "chase", "paper/look", "acts/minute",
        ] {
            let answer = scene.get(path, as: .officer)
            #expect(answer.status == 503, "\(path)")
        }
        let fields = ["form": Secret.random().text, "meeting": "2018-03-22", "text": "X"]
        let sent = scene.post("acts/minute", fields, as: .officer)
        #expect(sent.status == 503)
    }
}
