// Papers that are published: kept for good, made again to the byte, told from what they are not.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("A published report")
struct PublishTests {
    private let county: VerbLedger
    private let paper: String

    /// The report for the board's meeting of 17 May 2018 is published as entry 13, and written.
    init() throws {
        county = try VerbLedger()
        paper = try county.put("", "x").replacing("/x", with: "/paper.html")
        county.run(#"add meeting 2018-05-17 "The Board""#)
        county.run("report --meeting 2018-05-17 --as-at 2018-03-22 --publish -o \(paper)")
    }

    private var bytes: [UInt8] { FileManager.default.contents(atPath: paper).map(Array.init) ?? [] }

    private func put(_ bytes: [UInt8], _ name: String) throws -> String {
        let path = try county.put("", name)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private func verdict(_ path: String, expecting code: ExitCode) throws -> [String: Any] {
        let answer = county.run("report --check \(path) --json", expecting: code)
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        return try #require(object as? [String: Any])
    }

    @Test("is recorded with its digest, its data, its renderer, its meeting and both clocks")
    func recorded() throws {
        let digest = Digest(of: bytes).hex
        let line = try #require(county.lines.last)
        #expect(county.lines.count == 13)
        #expect(line.contains(#""as-at":"2018-03-22","data":""#))
        #expect(
            line.contains(
                #""format":"html","known-at":12,"meeting":"2018-05-17","#
                    + #""renderer":"ledgerctl 0.1.0","sha256":"\#(digest)","type":"report-published""#
            )
        )
        #expect(county.evidence == [digest])
        #expect(county.run("verify --rules").errors.isEmpty)
        // The data digest is that of the report's own JSON, written canonically.
        let json = county.run(
            "report --meeting 2018-05-17 --as-at 2018-03-22 --known-at 12 --json"
        ).output
        var reader = try Process.canonical(json)
        reader.removeAll { $0 == 0x0A }
        #expect(line.contains(#""data":"\#(Digest(of: reader).hex)""#))
    }

    @Test("is byte for byte the same after 200 later entries, in every form of our own")
    func again() throws {
        let formats = ["html", "markdown", "csv", "json", "ics"]
        let command = "report --meeting 2018-05-17 --as-at 2018-03-22 --known-at 12 --format"
        let before = formats.map { county.run("\(command) \($0)").output }
        county.run("\(command) docx -o \(paper).docx")
        for number in 1...197 { county.run("note A1 'Note \(number)' --on 2018-03-22") }
        county.run("forecast A1 2018-09 --by AB --on 2018-03-22 --because Snow")
        county.run("date A1 2018-08 --agreed-by MCB --because Snow --on 2018-03-22")
        county.run("rate A1 red --by AB --on 2018-03-22 --because Snow")
        #expect(county.lines.count == 213)
        #expect(formats.map { county.run("\(command) \($0)").output } == before)
        #expect(before[0] == String(decoding: bytes, as: UTF8.self))
        county.run("\(command) docx -o \(paper).2.docx")
        #expect(
            FileManager.default.contents(atPath: "\(paper).2.docx")
                == FileManager.default.contents(atPath: "\(paper).docx")
        )
        // With all that is known now it is another report.
        let now = county.run("report --meeting 2018-05-17 --as-at 2018-03-22 --format html")
        #expect(now.output != before[0])
        #expect(try verdict(paper, expecting: .done)["verdict"] as? String == "published")
    }

    @Test("is known by its bytes")
    func check() throws {
        let answer = county.run("report --check \(paper)")
        #expect(
            answer.output
                == "\(paper) is the report that entry 13 published for the meeting of 17 May 2018 "
                + "as html (position on 22 March 2018, known at entry 12), byte for byte. Entries "
                + "1 to 12 make the same content.\n"
        )
    }

    @Test("is not what differs by one character, and the place is told")
    func oneCharacter() throws {
        let text = String(decoding: bytes, as: UTF8.self)
        // The one milestone is due in July: the only green there is.
        let line = try #require(
            text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                $0.contains("<strong>0 overdue</strong>")
            }
        )
        let path = try put(
            Array(text.replacing("<strong>0 overdue<", with: "<strong>9 overdue<").utf8),
            "lie.html"
        )
        let answer = county.run("report --check \(path)", expecting: .refused)
        // `<li><strong>` is twelve bytes, so the figure is the thirteenth.
        #expect(
            answer.output.hasPrefix(
                "\(path) is not the one report published in moor-2018, nor another form of one. "
                    + "It comes nearest to the report that entry 13 published"
            )
        )
        #expect(
            answer.output.contains(
                "they first differ at line \(line + 1), byte 13: published is "
                    + "`<li><strong>0 overdue</strong>"
            )
        )
        let found = try verdict(path, expecting: .refused)
        #expect(found["verdict"] as? String == "differs")
        #expect(found["line"] as? Int == line + 1)
        #expect(found["column"] as? Int == 13)
    }

    @Test("every single byte of it matters", arguments: [0, 1, 2, 3, 4, 5, 6, 7])
    func everyByte(part: Int) throws {
        let reading = try county.history()
        let kept = bytes
        for index in stride(from: part * 31, to: kept.count, by: 8 * 31) {
            var changed = kept
            changed[index] ^= 1
            #expect(Digest(of: changed) != Digest(of: kept))
            guard index < 3_000 else { continue }
            let check = PublicationCheck(of: changed, in: reading) { _ in kept }
            guard case .differs(let found?) = check.verdict else {
                Issue.record("byte \(index) did not matter")
                continue
            }
            let line = 1 + kept[..<index].count { $0 == 0x0A }
            #expect(found.line == line)
        }
    }

    @Test("in another form is the same content")
    func otherForm() throws {
        let markdown = county.run(
            "report --meeting 2018-05-17 --as-at 2018-03-22 --known-at 12 --format markdown"
        ).output
        let path = try put(Array(markdown.utf8), "paper.md")
        let answer = county.run("report --check \(path)")
        #expect(
            answer.output
                == "\(path) is not what was published, but has the same content as the report that "
                + "entry 13 published for the meeting of 17 May 2018 as html (position on 22 March "
                + "2018, known at entry 12), in another form, markdown, as ledgerctl 0.1.0 writes "
                + "it.\n"
        )
    }

    @Test("by another renderer is called what it is, on both sides")
    func otherRenderer() throws {
        // What an older version might have written of the same data.
        let old = Array("<!-- by hand -->".utf8) + bytes
        _ = try ActionLedger(folder: county.folder.path, plan: #require(Code("moor-2018"))).evidence
            .keep(old)
        let line = try #require(county.lines.last)
        let data = try #require(line.firstMatch(of: /"data":"([0-9a-f]{64})"/)).1
        let event =
            #"{"as-at":"2018-03-22","data":"\#(data)","format":"html","known-at":12,"#
            + #""meeting":"2018-05-17","renderer":"ledgerctl 0.0.9","#
            + #""sha256":"\#(Digest(of: old).hex)","type":"report-published"}"#
        let lines = county.lines.dropLast() + [entry(event, after: county.lines[11])]
        try Data(lines.map { $0 + "\n" }.joined().utf8)
            .write(to: county.folder.appending(path: "moor-2018.jsonl"))
        #expect(county.run("verify --rules").errors.isEmpty)
        let published = county.run("report --check \(try put(old, "old.html"))").output
        #expect(
            published.hasSuffix(
                "byte for byte. Entries 1 to 12 make the same content. It was written by "
                    + "ledgerctl 0.0.9; ledgerctl 0.1.0 would write the same content in other "
                    + "bytes.\n"
            )
        )
        let ours = county.run("report --check \(paper)").output
        #expect(
            ours.hasSuffix(
                "in the same form by another renderer: that one by ledgerctl 0.0.9, this one as "
                    + "ledgerctl 0.1.0 writes it.\n"
            )
        )
    }

    /// The 13th line, recorded as all of them are, on 22 March 2018.
    private func entry(_ event: String, after line: String) -> String {
        let prev = Digest(of: Array(line.utf8)).hex
        return #"{"at":"2018-03-22T14:05:09Z","by":"SEC","events":[\#(event)],"#
            + #""prev":"\#(prev)","seq":13}"#
    }

    @Test("that says something else than its entries is not vouched for")
    func untrue() throws {
        let lie = Array("All is well.".utf8)
        _ = try ActionLedger(folder: county.folder.path, plan: #require(Code("moor-2018"))).evidence
            .keep(lie)
        let event =
            #"{"as-at":"2018-03-22","data":"\#(Digest(of: lie).hex)","format":"html","#
            + #""known-at":12,"meeting":"2018-05-17","renderer":"ledgerctl 0.1.0","#
            + #""sha256":"\#(Digest(of: lie).hex)","type":"report-published"}"#
        let lines = county.lines.dropLast() + [entry(event, after: county.lines[11])]
        try Data(lines.map { $0 + "\n" }.joined().utf8)
            .write(to: county.folder.appending(path: "moor-2018.jsonl"))
        let answer = county.run(
            "report --check \(try put(lie, "lie.html"))",
            expecting: .refused
        )
        #expect(
            answer.output.hasSuffix(
                "But entries 1 to 12 do not make the data that it was published with (SHA-256 "
                    + "\(Digest(of: lie).hex)): its content is not what the ledger says.\n"
            )
        )
    }

    @Test("is missed by verify when its bytes are changed or gone")
    func keptBytes() throws {
        let kept = county.folder.appending(path: "evidence/\(Digest(of: bytes).hex)")
        try Data("x".utf8).write(to: kept)
        #expect(county.run("verify --rules", expecting: .refused).output.contains("line 13"))
        let lie = try put(bytes + [0x20], "lie.html")
        #expect(
            county.run("report --check \(lie)", expecting: .refused).output.hasSuffix(
                "The published bytes are not in the evidence folder, so where it differs cannot be "
                    + "told.\n"
            )
        )
        try FileManager.default.removeItem(at: kept)
        #expect(county.run("verify --rules", expecting: .refused).output.contains("not there"))
        // The digest in the journal is enough to know the paper by.
        #expect(try verdict(paper, expecting: .done)["verdict"] as? String == "published")
    }
}

extension Process {
    /// JSON in its canonical form, by Foundation: sorted, without white space and without `\/`.
    fileprivate static func canonical(_ json: String) throws -> [UInt8] {
        let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
        let data = try JSONSerialization.data(
            withJSONObject: value,
            options: [.sortedKeys, .withoutEscapingSlashes]
        )
        return Array(data)
    }
}
