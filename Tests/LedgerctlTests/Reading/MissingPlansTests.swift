// Several plans of which some cannot answer: damaged, torn, empty, too new, copied, gone.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// A journal that cannot answer, or only in part, beside one that can.
private struct Unwell: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let code: ExitCode
    /// The last of what is said of it.
    let words: String

    static let all = [
        Unwell(
            testDescription: "damaged",
            bytes: SeveralCounty.tampered,
            code: .tampered,
            words: "Run `ledgerctl verify` to see every damaged line, and compare with a backup."
        ),
        Unwell(
            testDescription: "of a newer version",
            bytes: newer,
            code: .refused,
            words:
                "carries the event type `progress-sung`; this version does not know it. Use that "
                + "version."
        ),
        Unwell(
            testDescription: "empty",
            bytes: [],
            code: .refused,
            words: "marsh has no entries yet, so there is nothing to answer from. Open the plan "
                + "with `ledgerctl add plan`."
        ),
    ]

    private static let newer: [UInt8] = {
        var lines = County().lines
        lines[9] = lines[9].replacing("progress-noted", with: "progress-sung")
        return Array(lines.map { $0 + [0x0A] }.joined())
    }()
}

@Suite("Several plans, some of them missing")
struct MissingPlansTests {
    @Test(
        "the others answer, and the sentence of the one alone is said of it",
        arguments: Unwell.all
    )
    fileprivate func missing(unwell: Unwell) throws {
        let county = SeveralCounty.county()
        county.put(unwell.bytes)
        let fen = county.run("list --plan fen")
        let alone = county.run("list --plan marsh")
        #expect(alone.code == unwell.code)
        #expect(alone.errors.hasSuffix("\(unwell.words)\n"))
        let errors = alone.errors.replacing("ledgerctl: ", with: "ledgerctl: marsh: ")
        #expect(
            county.run("list --all")
                == Said(
                    code: unwell.code,
                    output: "fen: Fen drainage plan\n\(fen.output)",
                    errors: errors
                )
        )
        let json = county.run("list --plan marsh --plan fen --json")
        #expect(json.code == unwell.code)
        #expect(json.errors == errors)
        let answers = try PlanAnswer.all(in: json)
        #expect(answers.map(\.plan) == ["marsh", "fen"])
        #expect(answers.map { $0.answer == nil } == [true, false])
        #expect(answers.map(\.exit) == [Int(unwell.code.rawValue), 0])
        #expect(answers[0].why?.hasSuffix(unwell.words) == true)
        #expect(answers[1].why == nil)
    }

    @Test("a torn one answers from its whole lines and is warned of", arguments: [1, 5])
    func torn(cut: Int) throws {
        let county = SeveralCounty.county()
        county.put(County.journal.dropLast(cut))
        let warning =
            "ledgerctl: marsh: The journal ends in an unfinished line after entry 9; the answer "
            + "rests on the whole lines before it.\n"
        for line in ["list --all", "status --all", "list --all --json"] {
            let said = county.run(line)
            #expect(said.code == .done)
            #expect(said.errors == warning)
            #expect(said.output.contains("marsh"))
        }
        #expect(
            try PlanAnswer.all(in: county.run("list --all --json")).map(\.exit) == [0, 0]
        )
    }

    @Test("the exit code is that of the worst, whatever the order")
    func worst() {
        let county = SeveralCounty.county()
        county.put([], "empty.jsonl")
        county.put(County.journal.dropLast(5), "marsh.jsonl")
        #expect(county.run("list --all").code == .refused)
        #expect(county.run("list --plan fen --plan marsh").code == .done)
        county.put(SeveralCounty.tampered, "damaged.jsonl")
        #expect(county.run("list --all").code == .tampered)
        for line in [
            "list --plan damaged --plan empty", "list --plan empty --plan damaged",
            "status --plan damaged --plan empty",
        ] {
            let said = county.run(line)
            #expect(said.code == .tampered)
            #expect(said.output.isEmpty)
            #expect(said.errors.contains("ledgerctl: empty: empty has no entries yet"))
            #expect(said.errors.contains("ledgerctl: damaged: The journal is damaged"))
        }
    }

    @Test("what stands there is no file, or there is only a checkpoint of it")
    func noJournal() throws {
        let county = SeveralCounty.county()
        try FileManager.default.removeItem(atPath: county.path)
        try FileManager.default.createDirectory(
            atPath: county.path,
            withIntermediateDirectories: false
        )
        county.put("gone".utf8, "wold.checkpoint")
        let said = county.run("list --all")
        #expect(said.code == .refused)
        #expect(said.output.hasPrefix("fen: Fen drainage plan\n"))
        #expect(
            said.errors
                == "ledgerctl: marsh: LEDGER/marsh.jsonl is not a file, so it cannot be read "
                + "as one. Move away what stands there.\n"
                + "ledgerctl: wold: There is no plan wold in LEDGER. The plans there: fen, marsh.\n"
        )
    }

    // MARK: Two journals of one plan

    private static let copied =
        "copy.jsonl says it is the journal of `marsh`; it is left out, so that nothing counts "
        + "twice. Move it to a folder of its own, under the name marsh.jsonl; alone, with --plan "
        + "copy, it is read as it stands."

    @Test("a journal under another plan's name is left out, and the others answer")
    func copy() throws {
        let county = SeveralCounty.county()
        let before = county.run("list --all")
        let page = county.run("status --all")
        county.put(County.journal, "copy.jsonl")
        let said = county.run("list --all")
        #expect(said.code == .refused)
        #expect(said.output == before.output)
        #expect(said.errors == "ledgerctl: copy: \(Self.copied)\n")
        let answers = try PlanAnswer.all(in: county.run("status --all --json"))
        #expect(answers.map(\.plan) == ["copy", "fen", "marsh"])
        #expect(answers.map(\.exit) == [1, 0, 0])
        #expect(answers[0].why == Self.copied)
        let status = county.run("status --all")
        #expect(status.code == .refused)
        let table = page.output.split(separator: "\n").dropFirst()
        #expect(status.output.contains(table.joined(separator: "\n").prefix(400)))
        #expect(status.output.contains("copy  \(Self.copied)\n"))
    }

    @Test("a portfolio leaves it out too")
    func portfolio() {
        let county = SeveralCounty.county()
        county.put(County.journal, "copy.jsonl")
        let said = county.run("report --portfolio")
        #expect(said.code == .refused)
        #expect(said.errors == "ledgerctl: copy is missing: \(Self.copied)\n")
    }

    @Test("a copy that was changed is damaged before it is a copy")
    func changedCopy() {
        let county = SeveralCounty.county()
        county.put(SeveralCounty.tampered, "copy.jsonl")
        let said = county.run("list --all")
        #expect(said.code == .tampered)
        #expect(said.errors.hasPrefix("ledgerctl: copy: The journal is damaged"))
    }

    @Test("alone it is read as it stands, with a warning", arguments: ["status", "list", "gaps"])
    func copyAlone(verb: String) {
        let county = County()
        let whole = county.run(verb)
        county.put(County.journal, "copy.jsonl")
        let said = county.run("\(verb) --plan copy")
        #expect(said.code == .done)
        #expect(said.output == whole.output)
        #expect(
            said.errors == "ledgerctl: copy.jsonl says it is the journal of `marsh`; it is read as "
                + "it stands all the same. Move it to a folder of its own, under the name "
                + "marsh.jsonl.\n"
        )
        #expect(county.run("\(verb) --plan marsh").errors.isEmpty)
    }
}
