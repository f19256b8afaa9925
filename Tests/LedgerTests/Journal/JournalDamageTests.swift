// Every kind of damage, where it is found and what is said of it.

import Testing

@testable import Ledger

@Suite("A damaged journal")
struct JournalDamageTests {
    /// A way to spoil a journal of four lines, and what then is found, in order.
    struct Damage: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: [UInt8]
        let found: [String]
        var verdict = Verdict.tampered
        var entries = 1
        var testDescription: String { name }
    }

    static let lines = Sample.lines(4)

    static func brief(_ line: [UInt8]) -> String { Digest(of: line).hex.prefix(12) + "…" }

    static func edited(_ line: [UInt8], _ old: String, _ new: String) -> [UInt8] {
        Array(
            String(decoding: line, as: UTF8.self)
                .replacing(old, with: new, maxReplacements: 1).utf8
        )
    }

    /// "line 3 of …: its `prev` is that of `expected`, but the line above is `above`."
    static func chain(_ line: Int, _ expected: [UInt8], _ above: [UInt8]) -> String {
        "line \(line) of cqc-2018.jsonl: its `prev` is \(brief(expected)), but the SHA-256 of line"
            + " \(line - 1) is \(brief(above)); one of the two lines was changed, or a line between"
            + " them is missing."
    }

    static func later(_ line: Int, seq: Int, expected: Int) -> String {
        "line \(line) of cqc-2018.jsonl: its `seq` is \(seq), where \(expected) comes next; lines"
            + " before it are missing, or a number was changed."
    }

    static func earlier(_ line: Int, seq: Int, expected: Int) -> String {
        "line \(line) of cqc-2018.jsonl: its `seq` is \(seq), where \(expected) comes next; the"
            + " line stands twice or in the wrong place, or a number was changed."
    }

    static let cases: [Damage] = changedLines + misplacedLines + wronglyWritten

    static var changedLines: [Damage] {
        let text = edited(lines[1], "Note 2", "Note 9")
        let spaced = edited(lines[1], ",\"by\"", ", \"by\"")
        let spaceByte = "{\"at\":\"2018-03-22T14:06:09Z\",".utf8.count + 1
        let marked = [0xEF, 0xBB, 0xBF] + lines[0]
        let returned = lines[1] + [0x0D]
        return [
            Damage(
                name: "a changed letter",
                bytes: Sample.bytes([lines[0], text, lines[2], lines[3]]),
                found: [chain(3, lines[1], text)],
                entries: 2
            ),
            Damage(
                name: "white space",
                bytes: Sample.bytes([lines[0], spaced, lines[2], lines[3]]),
                found: [
                    "line 2 of cqc-2018.jsonl is not canonical JSON at byte \(spaceByte): white"
                        + " space stands between the tokens.",
                    chain(3, lines[1], spaced),
                ]
            ),
            Damage(
                name: "a byte order mark",
                bytes: Sample.bytes([marked, lines[1], lines[2], lines[3]]),
                found: [
                    "line 1 of cqc-2018.jsonl is not canonical JSON at byte 1: a byte order mark"
                        + " stands before the entry.", chain(2, lines[0], marked),
                ],
                entries: 0
            ),
            Damage(
                name: "CR LF",
                bytes: Sample.bytes([lines[0], returned, lines[2], lines[3]]),
                found: [
                    "line 2 of cqc-2018.jsonl ends in CR and LF, where LF alone ends a line; a"
                        + " program that changes line endings has been at the file.",
                    chain(3, lines[1], returned),
                ]
            ),
            Damage(
                name: "a changed letter in the last line, which a checkpoint alone covers",
                bytes: Sample.bytes([
                    lines[0], lines[1], lines[2], edited(lines[3], "Note 4", "Note 9"),
                ]),
                found: [],
                verdict: .unanchored,
                entries: 4
            ),
        ]
    }

    static var misplacedLines: [Damage] {
        [
            Damage(
                name: "a missing line",
                bytes: Sample.bytes([lines[0], lines[2], lines[3]]),
                found: [chain(2, lines[1], lines[0]), later(2, seq: 3, expected: 2)]
            ),
            Damage(
                name: "a missing first line",
                bytes: Sample.bytes([lines[1], lines[2], lines[3]]),
                found: [
                    "line 1 of cqc-2018.jsonl: its `prev` is \(brief(lines[0])), but the first line"
                        + " of a journal has 64 zeros there; the line was changed, or lines before"
                        + " it are missing.", later(1, seq: 2, expected: 1),
                ],
                entries: 0
            ),
            Damage(
                name: "two lines changed about",
                bytes: Sample.bytes([lines[0], lines[2], lines[1], lines[3]]),
                found: [
                    chain(2, lines[1], lines[0]), later(2, seq: 3, expected: 2),
                    chain(3, lines[0], lines[2]), earlier(3, seq: 2, expected: 4),
                    "line 3 of cqc-2018.jsonl: it was recorded at 2018-03-22T14:06:09Z, but line 2"
                        + " above it at 2018-03-22T14:07:09Z; no entry is earlier than the one"
                        + " before it.",
                    chain(4, lines[2], lines[1]), later(4, seq: 4, expected: 3),
                ]
            ),
            Damage(
                name: "a line that stands twice",
                bytes: Sample.bytes([lines[0], lines[1], lines[1], lines[2], lines[3]]),
                found: [chain(3, lines[0], lines[1]), earlier(3, seq: 2, expected: 3)],
                entries: 2
            ),
            Damage(
                name: "an empty line",
                bytes: Sample.bytes([lines[0], [], lines[1], lines[2], lines[3]]),
                found: [
                    "line 2 of cqc-2018.jsonl is empty; every line of a journal is an entry.",
                    chain(3, lines[0], []), earlier(3, seq: 2, expected: 3),
                ]
            ),
        ]
    }

    /// Journals whose chain is right throughout.
    static var wronglyWritten: [Damage] {
        let long = Sample.lines(4) { seq, entry in
            if seq == 3 { entry.act = Sample.note(String(repeating: "x", count: 65_535)) }
        }
        return [
            Damage(
                name: "a wrong number",
                bytes: Sample.bytes(Sample.lines(4) { if $0 == 3 { $1.seq = 7 } }),
                found: [later(3, seq: 7, expected: 3), earlier(4, seq: 4, expected: 8)],
                entries: 2
            ),
            Damage(
                name: "time running backwards",
                bytes: Sample.bytes(
                    Sample.lines(4) { seq, entry in
                        if seq == 3 { entry.at = Instant(seconds: Sample.start + 59) }
                    }
                ),
                found: [
                    "line 3 of cqc-2018.jsonl: it was recorded at 2018-03-22T14:06:08Z, but line 2"
                        + " above it at 2018-03-22T14:06:09Z; no entry is earlier than the one"
                        + " before it."
                ],
                entries: 2
            ),
            Damage(
                name: "a line over the limit",
                bytes: Sample.bytes(long),
                found: [
                    "line 3 of cqc-2018.jsonl is \(long[2].count) bytes long; a line may have at"
                        + " most 65535."
                ],
                entries: 2
            ),
            Damage(
                name: "an unknown event, which is no damage",
                bytes: Sample.bytes(
                    Sample.lines(4, rewrite: Sample.unknown)
                ),
                found: [
                    "line 3 of cqc-2018.jsonl carries the event type `progress-sung`; this version"
                        + " does not know it."
                ],
                verdict: .unanchored,
                entries: 2
            ),
        ]
    }

    @Test("is found line by line, and reading leaves it as it is", arguments: cases)
    func isFound(_ damage: Damage) throws {
        let scratch = try Scratch()
        try scratch.put(damage.bytes)
        let calls = try scratch.files.count {
            let contents = try scratch.journal().read()
            #expect(contents.findings.map(\.why) == damage.found)
            #expect(contents.verdict == damage.verdict)
            #expect(contents.entries.count == damage.entries)
            for finding in contents.findings {
                let isNew = finding.why.contains("does not know")
                #expect(finding.kind == (isNew ? .unknownType : .damage))
                #expect(finding.why.hasPrefix("line \(finding.line ?? 0) of cqc-2018.jsonl"))
            }
        }
        #expect(calls.keys.filter { [.create, .write, .cut, .flush].contains($0) } == [])
        #expect(scratch.bytes() == damage.bytes)
    }

    @Test("is not written after, and the first line found is named", arguments: cases)
    func isNotWrittenAfter(_ damage: Damage) throws {
        guard let first = damage.found.first else { return }
        let scratch = try Scratch()
        try scratch.put(damage.bytes)
        let isNew = damage.verdict == .unanchored
        let line = Sample.contents(of: damage.bytes).findings.first?.line
        let error: JournalError =
            isNew ? .unknown(line: line, why: first) : .damaged(line: line, why: first)
        #expect(throws: error) { try scratch.journal().note("more") }
        #expect(error.words.contains(first))
        #expect(scratch.bytes() == damage.bytes)
        #expect(scratch.names == ["cqc-2018.jsonl"])
    }

    /// What is expected is reasoned from the changed line alone: it is found where it stands if it
    /// no longer fits there, and else by the line below it.
    @Test("shows every single changed byte, except in the last line's text", arguments: [1, 2, 3])
    func everyByte(_ number: Int) throws {
        let lines = Sample.lines(3)
        for position in 0...lines[number - 1].count {
            for flip: UInt8 in [0x01, 0x02, 0x20, 0x80] {
                var bytes = Sample.bytes(lines)
                bytes[Sample.bytes(Array(lines[..<(number - 1)])).count + position] ^= flip
                let found = Sample.contents(of: bytes)
                if position == lines[number - 1].count {
                    // Its LF: it runs into the next line, or into nothing.
                    #expect(found.verdict == (number == 3 ? .torn : .tampered))
                    #expect(found.findings.first?.line == (number == 3 ? nil : number))
                    continue
                }
                var line = lines[number - 1]
                line[position] ^= flip
                let before = Instant(seconds: Sample.start + 60 * (number - 2))
                let entry = try? Entry.parse(line[...])
                let fits = entry.map { entry in
                    entry.seq == number && (number == 1 || entry.at >= before)
                        && entry.prev == (number == 1 ? .zero : Digest(of: lines[number - 2]))
                }
                let isLast = number == 3
                let expected = fits == true ? (isLast ? nil : number + 1) : number
                let isOnlyNew = found.verdict == .unanchored && !found.findings.isEmpty
                #expect(found.findings.first?.line == expected, "byte \(position), \(flip)")
                #expect(found.verdict == (expected == nil || isOnlyNew ? .unanchored : .tampered))
                // A changed word may be a new one: in the last line nothing shows that it is not.
                #expect(!isOnlyNew || isLast)
            }
        }
    }
}
