// One line of a journal: its members, its limits, its day, and every small change of it.

import Testing

@testable import Ledger

@Suite("An entry")
struct EntryTests {
    private static let zeros = String(repeating: "0", count: 64)
    private static let note = #"{"action":"A1","note":"Paper drafted","type":"progress-noted"}"#
    private static let sig = String(repeating: "A", count: 86) + "=="

    private static let minimal =
        #"{"at":"2018-05-31T14:05:09Z","by":"KT","events":[\#(note)],"prev":"\#(zeros)","seq":1}"#

    private static let full =
        #"{"at":"2018-05-31T14:05:09Z","because":"It was due.\nIt is done.","by":"KT","#
        + #""events":[\#(note),{"action":"A1","milestone":"1","type":"delivery-declared"}],"#
        + #""for":"IH","key":"web:7._-Z","on":"2018-05","prev":"\#(zeros)","#
        + #""seq":17,"sig":"\#(sig)"}"#

    /// The minimal line with `members`, written in their place, among those it has.
    private static func line(
        at: String = "2018-05-31T14:05:09Z",
        because: String = "",
        key: String = "",
        on: String = "",
        prev: String = zeros,
        seq: String = "1",
        sig: String = ""
    ) -> [UInt8] {
        let member = { (name: String, text: String) in
            text.isEmpty ? "" : #""\#(name)":"\#(text)","#
        }
        return Array(
            (#"{"at":"\#(at)",\#(member("because", because))"by":"KT","events":[\#(note)],"#
                + #"\#(member("key", key))\#(member("on", on))"prev":"\#(prev)","seq":\#(seq)"#
                + (sig.isEmpty ? "}" : #","sig":"\#(sig)"}"#)).utf8
        )
    }

    @Test("is read and written back to the same bytes", arguments: [minimal, full])
    func readBack(text: String) throws {
        let entry = try Entry.parse(Array(text.utf8)[...])
        #expect(String(decoding: entry.format(), as: UTF8.self) == text)
    }

    @Test("has each member where its name says")
    func members() throws {
        let entry = try Entry.parse(Array(Self.full.utf8)[...])
        #expect(entry.seq == 17)
        #expect(entry.prev == .zero)
        #expect(entry.at.description == "2018-05-31T14:05:09Z")
        #expect(entry.sig == Self.sig)
        #expect(entry.act.by.text == "KT")
        #expect(entry.act.behalf?.text == "IH")
        #expect(entry.act.on?.description == "2018-05")
        #expect(entry.act.because == "It was due.\nIt is done.")
        #expect(entry.act.key == "web:7._-Z")
        #expect(entry.act.events.map(\.type) == ["progress-noted", "delivery-declared"])
    }

    @Test("is read from a slice that begins anywhere")
    func slice() throws {
        let lines = Array("\(Self.full)\n\(Self.minimal)\n".utf8)
        let second = try Entry.parse(lines[(Self.full.utf8.count + 1)..<(lines.count - 1)])
        #expect(second.seq == 1)
    }

    @Test("is refused without any one of the members it must have")
    func missing() throws {
        for name in ["at", "by", "events", "prev", "seq"] {
            let members = try CanonicalReader.parse(Array(Self.minimal.utf8)[...])
            var bytes: [UInt8] = []
            JSONValue.object(members.filter { $0.name != name }).format(into: &bytes)
            #expect(refusal(of: bytes) == .missingMember(name, of: "the entry"))
        }
    }

    @Test("is refused by name with a member that this version does not know")
    func unknownMember() {
        let text = Self.minimal.dropLast() + #","witness":"W"}"#
        let error = EntryError.unknownMember("witness", of: "the entry")
        #expect(refusal(of: Array(text.utf8)) == error)
        #expect(error.isVocabulary)
    }

    @Test("carries at least one event, and nothing but objects")
    func events() {
        let other = { (events: String) in
            refusal(of: Array(Self.minimal.replacing("[\(Self.note)]", with: events).utf8))
        }
        #expect(other("[]") == .noEvents)
        let expected = "a list, each part of it an object"
        let wrong = EntryError.wrongMember("events", of: "the entry", expected: expected)
        #expect(other("[1]") == wrong)
        #expect(other(Self.note) == wrong)
    }

    @Test(
        "is refused where a member holds what cannot stand there",
        arguments: [
            (line(at: "2018-05-31T14:05:09+00:00"), "at"), (line(at: "2018-05-31"), "at"),
            (line(key: "a b"), "key"), (line(key: "é"), "key"), (line(key: "a/b"), "key"),
            (line(key: String(repeating: "k", count: 65)), "key"),
            (line(on: "31/05/18"), "on"), (line(prev: String(zeros.dropLast())), "prev"),
            (line(prev: String(zeros.dropLast()) + "A"), "prev"),
            (line(seq: "0"), "seq"), (line(seq: "-1"), "seq"), (line(seq: #""1""#), "seq"),
            (line(sig: "AAAA"), "sig"), (line(sig: String(repeating: "A", count: 88)), "sig"),
            (line(sig: String(repeating: "A", count: 85) + "B=="), "sig"),
            (line(sig: String(repeating: "A", count: 85) + "-A="), "sig"),
            (line(sig: "-" + String(repeating: "A", count: 85) + "=="), "sig"),
        ] as [([UInt8], String)]
    )
    func wrongMember(line: [UInt8], member: String) {
        guard case .wrongMember(member, "the entry", _)? = refusal(of: line) else {
            Issue.record("\(String(describing: refusal(of: line)))")
            return
        }
    }

    @Test("takes a key of up to 64 bytes, and lines in its reason")
    func limits() {
        #expect(refusal(of: Self.line(key: String(repeating: "k", count: 64))) == nil)
        #expect(refusal(of: Self.line(because: #"a\nb"#)) == nil)
        let fault = EntryError.wrongText("because", of: "the entry", .bidirectional(0x202E))
        #expect(refusal(of: Self.line(because: "a\u{202E}b")) == fault)
        for last in ["A", "Q", "g", "w"] {
            let sig = "+/9z" + String(repeating: "A", count: 81) + last + "=="
            #expect(refusal(of: Self.line(sig: sig)) == nil)
        }
    }

    @Test("has at most 65,535 bytes")
    func length() throws {
        let rest = Self.line(because: "x").count - 1
        let longest = Self.line(because: String(repeating: "x", count: 65_535 - rest))
        #expect(longest.count == 65_535)
        #expect(try Entry.parse(longest[...]).format() == longest)
        let longer = Self.line(because: String(repeating: "x", count: 65_536 - rest))
        #expect(refusal(of: longer) == .tooLong(bytes: 65_536))
        #expect(throws: EntryError.tooLong(bytes: 65_536)) { try Entry.Place.parse(longer[...]) }
    }

    @Test(
        "happened at a date that does not begin after it was recorded; a day may be one later",
        arguments: [
            ("2018-05-31", "2018-05-31", true), ("2018-05-31", "2018-06-01", true),
            ("2018-05-31", "2018-06-02", false), ("2018-05-31", "2018-05", true),
            ("2018-05-31", "2018-06", false), ("2018-05-31", "2018", true),
            ("2018-05-31", "2019", false), ("2018-12-31", "2019", false),
            ("2018-12-31", "2019-01-01", true), ("2018-12-31", "2019-01", false),
            ("2018-05-31", "2018-05-31/2018-07-01", true),
            ("2018-05-31", "2018-06-01/2018-06-02", false),
            ("2018-05-31", "2018-05/2018-07", true), ("2018-05-31", "2018-06/2018-07", false),
            ("2018-05-31", "1990", true),
        ]
    )
    func on(at: String, on: String, isRead: Bool) {
        let expected = "a date that does not begin after \(at)"
        #expect(
            refusal(of: Self.line(at: "\(at)T22:30:00Z", on: on))
                == (isRead ? nil : .wrongMember("on", of: "the entry", expected: expected))
        )
    }

    @Test(
        "counts from the last day of its date, or from the day it was recorded if that is earlier",
        arguments: [
            // Recorded on 10 May as "May 2018"; recorded in July as "May 2018".
            ("2018-05-10", "2018-05", "2018-05-10"), ("2018-07-04", "2018-05", "2018-05-31"),
            ("2018-05-31", "2018-05", "2018-05-31"), ("2018-05-10", "", "2018-05-10"),
            ("2018-05-10", "2018-05-09", "2018-05-09"), ("2018-05-10", "2018-05-10", "2018-05-10"),
            // A summer evening in London is the next day there, and stands.
            ("2018-05-10", "2018-05-11", "2018-05-11"), ("2018-05-10", "2018", "2018-05-10"),
            ("2018-05-10", "2017", "2017-12-31"),
            ("2018-05-10", "2018-05-09/2018-05-12", "2018-05-10"),
            ("2018-05-10", "2018-05-01/2018-05-03", "2018-05-03"),
        ]
    )
    func day(at: String, on: String, day: String) throws {
        let entry = try Entry.parse(Self.line(at: "\(at)T22:30:00Z", on: on)[...])
        #expect(entry.day.description == day)
    }

    @Test("is damaged before it is unknown: the damage is told, wherever it stands")
    func damageFirst() {
        let unknown = #"{"amount":3,"type":"budget-agreed"}"#
        let withUnknown = { (text: String) in
            refusal(of: Array(text.replacing(Self.note, with: "\(unknown),\(Self.note)").utf8))
        }
        #expect(withUnknown(Self.minimal) == .unknownType("budget-agreed"))
        let unnumbered = Self.minimal.replacing(#","seq":1"#, with: "")
        #expect(withUnknown(unnumbered) == .missingMember("seq", of: "the entry"))
        let damaged = Self.minimal.replacing("[", with: #"[\#(unknown),{"type":"person-left"},"#)
        #expect(refusal(of: Array(damaged.utf8)) == .missingMember("person", of: "person-left"))
        let two = Self.minimal.replacing("[", with: #"[\#(unknown),{"type":"other-said"},"#)
        #expect(refusal(of: Array(two.utf8)) == .unknownType("budget-agreed"))
    }

    @Test("has a place in the chain even where this version does not know what it says")
    func place() throws {
        let unknown =
            #"{"at":"2018-05-31T14:05:09Z","by":"KT","events":[{"type":"budget-agreed"}],"#
            + #""prev":"\#(Self.zeros)","seq":17,"witness":"W"}"#
        let place = try Entry.Place.parse(Array(unknown.utf8)[...])
        #expect(place.seq == 17)
        #expect(place.prev == .zero)
        #expect(place.at.description == "2018-05-31T14:05:09Z")
        #expect(throws: EntryError.missingMember("seq", of: "the entry")) {
            try Entry.Place.parse(
                Array(#"{"at":"2018-05-31T14:05:09Z","prev":"\#(Self.zeros)"}"#.utf8)[...]
            )
        }
    }

    @Test("is refused cut short at any byte, and with a space anywhere between its tokens")
    func cutAndSpaced() {
        let bytes = Array(Self.full.utf8)
        for count in 0..<bytes.count {
            if refusal(of: Array(bytes[..<count])) == nil { Issue.record("\(count)") }
        }
        var inText = false
        for place in 0...bytes.count {
            if !inText {
                var spaced = bytes
                spaced.insert(0x20, at: place)
                guard case .notCanonical? = refusal(of: spaced) else {
                    Issue.record("\(place)")
                    continue
                }
            }
            // The line holds no escaped quotation mark.
            if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { inText.toggle() }
        }
    }

    @Test("is written back to the same bytes after any change of one byte that it survives")
    func changed() {
        let bytes = Array(Self.full.utf8)
        let others = Array(#""\{}[],:-09afzAZ. /"#.utf8) + [0x00, 0x0A, 0x1F, 0x7F, 0xC3, 0xFF]
        for place in bytes.indices {
            var cut = bytes
            cut.remove(at: place)
            var variants = [cut]
            for other in others {
                var changed = bytes
                changed[place] = other
                variants.append(changed)
            }
            for variant in variants {
                guard let entry = try? Entry.parse(variant[...]) else { continue }
                if entry.format() != variant { Issue.record("\(place)") }
            }
        }
    }
}
