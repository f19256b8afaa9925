// Journals with something wrong in them: damaged, torn, empty, of another version, no file at all.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// A journal of which something is wrong, and what is said of it.
private struct Damage: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// The first line at which something is found.
    let line: Int
    /// What is found there, after the name of the line.
    let why: String
    /// The lines at which something is found, one for each finding.
    let found: [Int]
    let bytes: [UInt8]

    init(
        _ name: String,
        at line: Int,
        found: [Int],
        _ change: (inout [[UInt8]]) -> Void,
        why: ([[UInt8]]) -> String
    ) {
        var lines = County().lines
        change(&lines)
        testDescription = name
        self.line = line
        self.why = "line \(line) of marsh.jsonl\(why(lines))"
        self.found = found
        bytes = Array(lines.map { $0 + [0x0A] }.joined())
    }

    /// What is said where the line at `index` does not follow the one above it.
    static func unchained(_ lines: [[UInt8]], _ index: Int, prev: String) -> String {
        ": its `prev` is \(prev.prefix(12))…, but the SHA-256 of line \(index) is "
            + "\(Digest(of: lines[index - 1]).hex.prefix(12))…; one of the two lines was changed, "
            + "or a line between them is missing."
    }

    static let all: [Damage] = {
        let whole = County().lines
        let digests = whole.map { Digest(of: $0).hex }
        return [
            Damage("a flipped byte", at: 7, found: [7]) {
                $0[5] = $0[5].replacing("Visit", with: "Visiu")
            } why: {
                unchained($0, 6, prev: digests[5])
            },
            Damage("a byte that is not UTF-8", at: 6, found: [6, 7]) {
                $0[5] = $0[5].map { $0 == UInt8(ascii: "V") ? 0x80 | $0 : $0 }
            } why: { lines in
                let byte = (lines[5].firstIndex { $0 > 0x7F } ?? 0) + 1
                return " is not canonical JSON at byte \(byte): the bytes are not UTF-8."
            },
            Damage("a missing line", at: 6, found: [6, 6]) {
                $0.remove(at: 5)
            } why: {
                unchained($0, 5, prev: digests[5])
            },
            Damage("no first line", at: 1, found: [1, 1]) {
                $0.remove(at: 0)
            } why: { _ in
                ": its `prev` is \(digests[0].prefix(12))…, but the first line of a journal has 64 "
                    + "zeros there; the line was changed, or lines before it are missing."
            },
            // Line 6 is the old 7, line 7 the old 6, and line 8 follows neither.
            Damage("swapped lines", at: 6, found: [6, 6, 7, 7, 8, 8]) {
                $0.swapAt(5, 6)
            } why: {
                unchained($0, 5, prev: digests[5])
            },
            Damage("a repeated line", at: 7, found: [7, 7]) {
                $0.insert($0[5], at: 6)
            } why: {
                unchained($0, 6, prev: digests[4])
            },
            Damage("a wrong number", at: 10, found: [10]) {
                $0[9] = $0[9].replacing(#""seq":10"#, with: #""seq":12"#)
            } why: { _ in
                ": its `seq` is 12, where 10 comes next; lines before it are missing, or a number "
                    + "was changed."
            },
            Damage("a number that was there", at: 10, found: [10]) {
                $0[9] = $0[9].replacing(#""seq":10"#, with: #""seq":9"#)
            } why: { _ in
                ": its `seq` is 9, where 10 comes next; the line stands twice or in the wrong "
                    + "place, or a number was changed."
            },
            Damage("time running backwards", at: 10, found: [10]) {
                $0[9] = $0[9].replacing("T14:05:09Z", with: "T14:05:08Z")
            } why: { _ in
                ": it was recorded at 2018-03-22T14:05:08Z, but line 9 above it at "
                    + "2018-03-22T14:05:09Z; no entry is earlier than the one before it."
            },
            Damage("a blank between tokens", at: 10, found: [10]) {
                $0[9] = $0[9].replacing(#"{"at":"#, with: #"{"at": "#)
            } why: { _ in
                " is not canonical JSON at byte 7: white space stands between the tokens."
            },
            // No line can be read, so none can be held against the one above it.
            Damage("CRLF", at: 1, found: Array(1...10)) {
                $0 = $0.map { $0 + [0x0D] }
            } why: { _ in
                " ends in CR and LF, where LF alone ends a line; a program that changes line "
                    + "endings has been at the file."
            },
            Damage("an empty line", at: 11, found: [11]) {
                $0.append([])
            } why: { _ in
                " is empty; every line of a journal is an entry."
            },
        ]
    }()
}

@Suite("Bad journals")
struct BadInputTestsOfJournals {
    private static let next =
        "Run `ledgerctl verify` to see every damaged line, and compare with a backup."

    @Test("a damaged journal answers nothing and takes nothing", arguments: Damage.all)
    private func damage(row: Damage) {
        let county = County(row.bytes)
        for line in ["status", "list", "show A1", "history A1", "report --meeting 2018-04-12"] {
            county.expect(
                line,
                stops: .tampered,
                "The journal is damaged and answers nothing: \(row.why) \(Self.next)"
            )
        }
        county.expect(
            "note A1 x --dry-run",
            stops: .tampered,
            "The journal is damaged and answers nothing: \(row.why) \(Self.next)"
        )
        for line in ["note A1 x", "add plan marsh --title x --board MCB"] {
            county.expect(
                line,
                stops: .tampered,
                "Nothing was recorded, because the journal is damaged: \(row.why) \(Self.next)"
            )
        }
    }

    @Test("verify names every damaged line", arguments: Damage.all)
    private func verify(row: Damage) throws {
        let county = County(row.bytes)
        let before = county.digest
        let said = county.run("verify")
        #expect(said.code == .tampered)
        #expect(said.errors.isEmpty)
        let size = county.bytes.count { $0 == 0x0A }
        let lines = said.output.split(separator: "\n")
        #expect(lines.first == "marsh: tampered, \(size) whole lines")
        #expect(lines.dropFirst(2).first == "damage: \(row.why)")
        let json = county.run("verify --json")
        #expect(json.code == .tampered)
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        )
        #expect(object["verdict"] as? String == "tampered")
        #expect(object["line"] as? Int == row.line)
        #expect(object["why"] as? String == row.why)
        let findings = object["findings"] as? [[String: Any]] ?? []
        #expect(findings.map { $0["line"] as? Int } == row.found)
        #expect(findings.allSatisfy { $0["kind"] as? String == "damage" })
        #expect(county.digest == before)
    }

    @Test("an event type of a newer version is refused by name, and is no damage")
    func unknownType() throws {
        var lines = County().lines
        lines[9] = lines[9].replacing("progress-noted", with: "progress-sung")
        let county = County(lines: lines)
        let why =
            "line 10 of marsh.jsonl carries the event type `progress-sung`; this version does not "
            + "know it."
        county.expect(
            "status",
            stops: .refused,
            "A newer version has written to this journal: \(why) Use that version."
        )
        county.expect(
            "note A1 x",
            stops: .refused,
            "Nothing was recorded, because a newer version has written to this journal: \(why) Use "
                + "that version."
        )
        let head = Digest(of: lines[9]).hex
        #expect(
            county.run("verify")
                == Said(
                    code: .refused,
                    output: "marsh: unanchored, 10 whole lines; no trusted checkpoint covers 10 of "
                        + "them\nhead \(head)\nunknown-type: \(why)\n",
                    errors: ""
                )
        )
    }

    @Test("an entry that should have been refused is a finding of verify --rules alone")
    func brokenRule() {
        var lines = County().lines
        lines[9] = lines[9].replacing(#""action":"A1""#, with: #""action":"Z9""#)
        let county = County(lines: lines)
        #expect(county.run("status").code == .done)
        #expect(county.run("verify").code == .done)
        let said = county.run("verify --rules")
        #expect(said.code == .refused)
        #expect(
            said.output.hasSuffix(
                "broken-rule: line 10 of marsh.jsonl should have been refused: there is no action "
                    + "Z9 in this plan; `ledgerctl list` shows what there is.\n"
            )
        )
    }

    // MARK: Torn tails

    private static let warning =
        "ledgerctl: The journal ends in an unfinished line after entry 9; the answer rests on the "
        + "whole lines before it.\n"

    private static let torn = "LEDGER/marsh.torn-20180322T140509Z"

    @Test("readers answer from the whole lines of a torn journal and warn", arguments: [1, 5])
    func tornReading(cut: Int) {
        let county = County(County.journal.dropLast(cut))
        let before = county.digest
        for line in ["status", "list", "list --json", "history A1", "report --meeting 2018-04-12"] {
            let said = county.run(line)
            #expect(said.code == .done)
            #expect(said.errors == Self.warning)
            #expect(!said.output.isEmpty)
        }
        #expect(county.digest == before)
        #expect(county.names == ["marsh.jsonl"])
    }

    @Test("verify says what stands after the last line feed", arguments: [1, 5])
    func tornVerifying(cut: Int) throws {
        let lines = County().lines
        let county = County(County.journal.dropLast(cut))
        let before = county.digest
        let count = lines[9].count + 1 - cut
        let tail =
            cut == 1
            ? "line 10, \(count) bytes, is whole but for its line feed and may have been confirmed "
                + "to somebody; whoever records next completes it."
            : "after line 9 stand \(count) bytes that are no entry and were never confirmed to "
                + "anybody; whoever records next moves them to a file of their own."
        #expect(
            county.run("verify")
                == Said(
                    code: .torn,
                    output: "marsh: torn, 9 whole lines; no trusted checkpoint covers 9 of them\n"
                        + "head \(Digest(of: lines[8]).hex)\ntorn: \(tail)\n",
                    errors: ""
                )
        )
        #expect(county.run("verify --json").code == .torn)
        #expect(county.digest == before)
    }

    @Test("a writer completes a whole tail and says so, also where it is refused itself")
    func completing() {
        let words =
            "ledgerctl: The last write to this journal was interrupted: line 10 was whole but for "
            + "its line feed, which was added. The entry counts.\n"
        let county = County(County.journal.dropLast(1))
        let said = county.run("note A1 More")
        #expect(said.code == .done)
        #expect(said.errors == words)
        #expect(said.output.hasPrefix("Recorded entry 11 of marsh: "))
        #expect(county.lines.count == 11)
        #expect(Array(county.lines.prefix(10)) == County().lines)

        let other = County(County.journal.dropLast(1))
        let refused = other.run("note Z9 More")
        #expect(refused.code == .refused)
        #expect(refused.errors.hasPrefix(words + "ledgerctl: Not recorded: there is no action Z9"))
        #expect(other.bytes == County.journal)
    }

    @Test("a writer moves a broken tail and says so, also where it is refused itself")
    func moving() {
        let count = County().lines[9].count - 4
        let words =
            "ledgerctl: The last write to this journal was interrupted: its \(count) bytes are no "
            + "entry and were never confirmed to anybody. They were moved to \(Self.torn).\n"
        for line in ["note A1 More", "note Z9 More"] {
            let county = County(County.journal.dropLast(5))
            let said = county.run(line)
            #expect(said.code == (line.contains("Z9") ? .refused : .done))
            #expect(said.errors.hasPrefix(words))
            #expect(county.names == ["marsh.jsonl", "marsh.torn-20180322T140509Z"])
            #expect(Array(county.lines.prefix(9)) == Array(County().lines.prefix(9)))
            #expect(county.bytes.last == 0x0A)
            let moved = FileManager.default.contents(
                atPath: "\(county.folder)/marsh.torn-20180322T140509Z"
            )
            #expect(moved.map { Array($0) } == County().lines[9].dropLast(4))
        }
    }

    @Test("a dry run mends nothing", arguments: [1, 5])
    func dryRun(cut: Int) {
        let county = County(County.journal.dropLast(cut))
        let before = county.digest
        #expect(county.run("note A1 More --dry-run").code == .done)
        #expect(county.digest == before)
        #expect(county.names == ["marsh.jsonl"])
    }

    // MARK: No journal to speak of

    @Test("an empty file is a torn journal of no entries, which add plan begins")
    func empty() {
        let county = County([])
        county.expect(
            "status",
            stops: .refused,
            "The journal is an empty file.\nledgerctl: marsh has no entries yet, so there is "
                + "nothing to answer from. Open the plan with `ledgerctl add plan`."
        )
        county.expect(
            "note A1 x",
            stops: .refused,
            "Not recorded: the plan has not been opened; the first event of a journal is "
                + "plan-opened. Open it with `ledgerctl add plan`."
        )
        let zeros = String(repeating: "0", count: 64)
        #expect(
            county.run("verify")
                == Said(
                    code: .torn,
                    output: "marsh: torn, 0 whole lines; no trusted checkpoint covers 0 of them\n"
                        + "head \(zeros)\ntorn: the file is empty; `ledgerctl add plan` opens the "
                        + "plan.\n",
                    errors: ""
                )
        )
        let line = #"add plan marsh --title "Marsh County care plan" --board MCB"#
        #expect(county.run(line).code == .done)
        #expect(county.lines == Array(County().lines.prefix(1)))
    }

    @Test("a folder in the place of the journal is said to be none")
    func folder() throws {
        let county = County()
        try FileManager.default.removeItem(atPath: county.path)
        try FileManager.default.createDirectory(
            atPath: county.path,
            withIntermediateDirectories: false
        )
        let words =
            "LEDGER/marsh.jsonl is not a file, so it cannot be read as one. Move away what stands "
            + "there."
        for line in ["status", "verify", "note A1 x", "add plan marsh --title x --board MCB"] {
            county.expect(line, stops: .refused, words)
        }
    }

    @Test("a ledger without a plan, and one without a folder, say so")
    func nothing() throws {
        let county = County()
        try FileManager.default.removeItem(atPath: county.path)
        county.expect(
            "status",
            stops: .refused,
            "There is no plan in LEDGER. Begin one with `ledgerctl add plan`, or name the folder "
                + "with --ledger."
        )
        county.expect(
            "status --plan marsh",
            stops: .refused,
            "There is no plan marsh in LEDGER. There are no plans there; `ledgerctl add plan` "
                + "begins one."
        )
        let missing = "\(county.folder)/none"
        for line in ["status", "add plan fen --title x --board FB"] {
            county.expect(
                "\(line) --ledger \(missing)",
                stops: .refused,
                "There is no folder LEDGER/none to hold journals. Name another with --ledger, or "
                    + "make it first."
            )
        }
    }
}
