// Entries made from scanned lines: the same that the plain reading makes of the bytes.

import Foundation
import Testing

@testable import Ledger

/// The entry that a scan makes of `line`, a line without its LF that stands behind other bytes;
/// nil where it is left to the plain reading.
private func scanned(_ line: [UInt8]) throws -> Entry? {
    let before = Array("{\"at\"\n".utf8)
    let padding = [UInt8](repeating: 0, count: LineScanner.paddingByteCount)
    let bytes = before + line + [0x0A] + padding
    var scanner = LineScanner()
    guard let end = scanner.scan(bytes.span, from: before.count) else { return nil }
    #expect(end == before.count + line.count)
    let found = try #require(scanner.lines.first)
    return try Entry(found, scanner.events.span.extracting(found.events), bytes.span)
}

/// Checks that `line` is scanned, and that its entry is the one it says.
private func expectSame(_ line: [UInt8], _ location: SourceLocation = #_sourceLocation) throws {
    let plain = try Entry.parse(line[...])
    #expect(try scanned(line) == plain, sourceLocation: location)
}

private let scannedSamples = EventSample.all.filter { sample in
    // An integer below zero is rare, and left to the plain reading.
    QuickType.names.contains { sample.full.contains(#""type":"\#($0)""#) }
        && !sample.full.contains(#""value":-"#)
}

private let sig = String(repeating: "+/9z", count: 21) + "AA=="

/// A line with all its members but the one called `absent`.
private func fullLine(
    without absent: String = "",
    prev: String = String(repeating: "0123456789abcdef", count: 4),
    on: String = "2018-05"
) -> [UInt8] {
    let members = [
        ("at", #""2018-05-31T14:05:09Z""#), ("because", #""Due.\n\"Done\" \\ é""#),
        ("by", #""KT""#),
        (
            "events",
            #"[{"action":"A1","note":"Paper drafted","type":"progress-noted"},"#
                + #"{"action":"A1","milestone":"9999","type":"delivery-declared"}]"#
        ),
        ("for", #""IH.2-b""#), ("key", #""web:7._-Z""#), ("on", "\"\(on)\""),
        ("prev", "\"\(prev)\""), ("seq", "900719925474099"), ("sig", "\"\(sig)\""),
    ]
    let kept = members.filter { $0.0 != absent }.map { #""\#($0.0)":\#($0.1)"# }
    return Array("{\(kept.joined(separator: ","))}".utf8)
}

@Suite("An entry made from a scanned line")
struct ScannedEntryTests {
    @Test("of every type that is scanned is the one that the plain reading makes")
    func types() throws {
        let types = try scannedSamples.map {
            try Entry.parse(line(of: $0.full)[...]).act.events[0].type
        }
        #expect(Set(types) == Set(QuickType.names))
        for sample in scannedSamples {
            try expectSame(line(of: sample.full))
            try expectSame(line(of: sample.minimal))
            try expectSame(line(of: sample.minimal, sample.full, sample.minimal))
        }
    }

    @Test("is the same without any one of the members it may have", arguments: scannedSamples)
    func absent(sample: EventSample) throws {
        let required = try CanonicalReader.parse(Array(sample.minimal.utf8)[...]).map(\.name)
        let full = try CanonicalReader.parse(Array(sample.full.utf8)[...])
        for member in full where !required.contains(member.name) {
            var event: [UInt8] = []
            JSONValue.object(full.filter { $0.name != member.name }).format(into: &event)
            try expectSame(line(of: String(decoding: event, as: UTF8.self)))
        }
    }

    @Test("has each member of the line where its name says, and none that is absent")
    func members() throws {
        let entry = try #require(try scanned(fullLine()))
        #expect(entry.seq == 900_719_925_474_099)
        #expect(entry.prev.hex == String(repeating: "0123456789abcdef", count: 4))
        #expect(entry.at.description == "2018-05-31T14:05:09Z")
        #expect(entry.sig == sig)
        #expect(entry.act.by.text == "KT")
        #expect(entry.act.behalf?.text == "IH.2-b")
        #expect(entry.act.on?.description == "2018-05")
        #expect(entry.act.because == "Due.\n\"Done\" \\ é")
        #expect(entry.act.key == "web:7._-Z")
        #expect(entry.act.events.map(\.type) == ["progress-noted", "delivery-declared"])
        try expectSame(fullLine())
        for name in ["because", "for", "key", "on", "sig"] {
            try expectSame(fullLine(without: name))
        }
    }

    @Test("has the digest and the date that are written, whatever they are")
    func digestsAndDates() throws {
        for digit in "0123456789abcdef" {
            for place in [0, 1, 7, 8, 31, 62, 63] {
                var prev = Array(repeating: Character("5"), count: 64)
                prev[place] = digit
                try expectSame(fullLine(prev: String(prev)))
            }
        }
        for date in ["1000", "2018", "2018-05", "2018-06-01", "2016-02-29"] {
            try expectSame(fullLine(on: date))
        }
        for date in ["2017/2018", "2018-05/2018-12", "2018-05-31/2019-01-01"] {
            try expectSame(fullLine(on: date))
        }
    }

    @Test(
        "holds texts as they are meant, whatever escapes and characters are in them",
        arguments: [
            #"a\nb"#, #"\n"#, #"\""#, #"\\"#, #"\\n"#, #"\\\n"#, #"\"\\\"\n\n"#, "é", "é€😂\u{FFFD}",
            #"é\n"#, #"1234567\n"#, #"12345678\n"#, "/b\u{7F}", String(repeating: "€", count: 99),
            String(repeating: #"\\"#, count: 99), "fifteen letters", "sixteen letters.",
        ]
    )
    func texts(text: String) throws {
        try expectSame(line(of: #"{"action":"A1","note":"\#(text)","type":"progress-noted"}"#))
        // A backslash right behind a text is none of it.
        let next =
            #"{"action":"A1","milestone":"1","title":"x","type":"evidence-filed","url":"\\"}"#
        try expectSame(line(of: next, next))
    }

    @Test("holds lists, numbers and references as they are written")
    func lists() throws {
        for entries in ["[0]", "[1,20,300]", "[999999999999999,7]"] {
            let minute = #""meeting":"2018-11-15","minute":"m","type":"decision-minuted""#
            try expectSame(line(of: #"{"entries":\#(entries),\#(minute)}"#))
        }
        let key = String(repeating: "K", count: 32)
        for leads in ["[]", #"["A"]"#, #"["A.1","b-2","\#(key)","9"]"#] {
            let named = #""leads":\#(leads),"role":"accountable","type":"leads-named""#
            try expectSame(line(of: #"{"action":"A1",\#(named)}"#))
        }
        for to in ["A1", "p:A1", "p:", "\(key):\(key)", "\(key):"] {
            try expectSame(
                line(of: #"{"from":"A","kind":"feeds","to":"\#(to)","type":"action-linked"}"#)
            )
        }
        for value in ["0", "7", #""7""#, #""-7""#, #""92.50""#, "999999999999999"] {
            try expectSame(
                line(of: #"{"measure":"M","type":"measure-read","value":\#(value)}"#)
            )
        }
    }

    @Test("of the shipped plan is the one that the plain reading makes")
    func shipped() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "events/cqc-2018.jsonl")
        var scannedCount = 0
        for line in try Data(contentsOf: file).split(separator: 0x0A) {
            guard let entry = try scanned(Array(line)) else { continue }
            scannedCount += 1
            #expect(try entry == Entry.parse(Array(line)[...]))
        }
        #expect(scannedCount > 10)
    }
}
