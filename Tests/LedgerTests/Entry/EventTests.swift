// Events: every type is read and written, and what departs from it is refused by name.

import Testing

@testable import Ledger

/// A line of a journal that carries `events`, each a JSON object.
func line(of events: String...) -> [UInt8] {
    let zeros = String(repeating: "0", count: 64)
    return Array(
        #"{"at":"2018-05-31T14:05:09Z","by":"KT","events":[\#(events.joined(separator: ","))],"#
            .utf8
    ) + Array(#""prev":"\#(zeros)","seq":1}"#.utf8)
}

/// Why `line` is no entry; nil where it is one.
func refusal(of line: [UInt8]) -> EntryError? {
    do throws(EntryError) {
        _ = try Entry.parse(line[...])
        return nil
    } catch {
        return error
    }
}

@Suite("An event")
struct EventTests {
    /// The members of an event that is written in canonical form.
    private static func members(_ event: String) throws -> [JSONValue.Member] {
        try CanonicalReader.parse(Array(event.utf8)[...])
    }

    private static func text(_ members: [JSONValue.Member]) -> String {
        var bytes: [UInt8] = []
        JSONValue.object(members).format(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `event` with `value` under `name`, in the place of what was there.
    private static func text(
        _ event: String,
        with name: String,
        _ value: JSONValue
    ) throws -> String {
        text(try members(event).filter { $0.name != name } + [.init(name: name, value: value)])
    }

    private static func type(_ event: String) throws -> String {
        for member in try members(event) where member.name == "type" {
            if case .string(let type) = member.value { return type }
        }
        return ""
    }

    @Test("is of one of 44 types, and each has a sample")
    func types() throws {
        let types = Set(try EventSample.all.map { try Self.type($0.full) })
        #expect(types.count == 10 + 9 + 5 + 9 + 7 + 4)
        #expect(EventSample.board.count == 10)
        #expect(EventSample.structure.count == 9)
        #expect(EventSample.dates.count == 5)
        #expect(Set(try EventSample.progress.map { try Self.type($0.full) }).count == 9)
        #expect(Set(try EventSample.delivery.map { try Self.type($0.full) }).count == 7)
        #expect(EventSample.trust.count == 4)
    }

    @Test("is read and written back to the same bytes", arguments: EventSample.all)
    func readBack(sample: EventSample) throws {
        for text in [sample.full, sample.minimal] {
            let bytes = line(of: text)
            let entry = try Entry.parse(bytes[...])
            #expect(entry.format() == bytes)
            #expect(entry.act.events.map(\.type) == [try Self.type(text)])
            #expect(entry.act.events.map(\.needsBecause) == [sample.needsBecause])
        }
        #expect(try Self.type(sample.full) == Self.type(sample.minimal))
    }

    @Test("is refused without any one of the members it must have", arguments: EventSample.all)
    func missing(sample: EventSample) throws {
        let type = try Self.type(sample.full)
        let minimal = try Self.members(sample.minimal)
        for member in minimal where !["type", "url", "sha256"].contains(member.name) {
            let rest = minimal.filter { $0.name != member.name }
            let error = EntryError.missingMember(member.name, of: type)
            #expect(refusal(of: line(of: Self.text(rest))) == error)
            #expect(!error.isVocabulary)
        }
        let untyped = minimal.filter { $0.name != "type" }
        if !untyped.isEmpty {
            let error = EntryError.missingMember("type", of: "an event")
            #expect(refusal(of: line(of: Self.text(untyped))) == error)
        }
    }

    @Test("is read without any one of the members it may have", arguments: EventSample.all)
    func absent(sample: EventSample) throws {
        let required = Set(try Self.members(sample.minimal).map(\.name))
        let full = try Self.members(sample.full)
        #expect(required.isSubset(of: full.map(\.name)))
        for member in full where !required.contains(member.name) {
            let bytes = line(of: Self.text(full.filter { $0.name != member.name }))
            #expect(try Entry.parse(bytes[...]).format() == bytes)
        }
    }

    @Test(
        "is refused by name with a member that this version does not know",
        arguments: EventSample.all
    )
    func unknownMember(sample: EventSample) throws {
        let text = try Self.text(sample.full, with: "zz-new", .integer(1))
        let error = EntryError.unknownMember("zz-new", of: try Self.type(text))
        #expect(refusal(of: line(of: text)) == error)
        #expect(error.isVocabulary)
    }

    @Test("is refused with a value of another kind under any name", arguments: EventSample.all)
    func wrongMember(sample: EventSample) throws {
        let type = try Self.type(sample.full)
        for member in try Self.members(sample.full) {
            let other = JSONValue.object([.init(name: "x", value: .integer(1))])
            let owner = member.name == "type" ? "an event" : type
            let error = refusal(of: line(of: try Self.text(sample.full, with: member.name, other)))
            guard case .wrongMember(member.name, owner, _)? = error else {
                Issue.record("\(member.name)")
                continue
            }
        }
    }

    @Test("holds lines in five members, and hidden marks in none", arguments: EventSample.all)
    func texts(sample: EventSample) throws {
        let type = try Self.type(sample.full)
        for member in try Self.members(sample.full) where member.name != "type" {
            guard case .string = member.value else { continue }
            let lines = try Self.text(sample.full, with: member.name, .string("a\nb"))
            let manyLined = ["because", "minute", "mitigation", "note", "text"]
            let expected =
                manyLined.contains(member.name)
                ? nil : EntryError.wrongText(member.name, of: type, .lineFeed)
            #expect(refusal(of: line(of: lines)) == expected)
            for scalar in [0x07, 0x202E, 0xFFFE] as [UInt32] {
                let text = "a\(Character(try #require(Unicode.Scalar(scalar))))b"
                let fault = try #require(Text.fault(in: text, lines: true))
                let hidden = try Self.text(sample.full, with: member.name, .string(text))
                let error = EntryError.wrongText(member.name, of: type, fault)
                #expect(refusal(of: line(of: hidden)) == error)
            }
        }
    }

    @Test("is refused by name where its type is unknown")
    func unknownType() {
        let error = EntryError.unknownType("budget-agreed")
        #expect(refusal(of: line(of: #"{"amount":3,"type":"budget-agreed"}"#)) == error)
        #expect(error.isVocabulary)
    }

    @Test(
        "is refused by name with another value of a closed list",
        arguments: [
            (#"{"action":"A1","rating":"blue","type":"rating-declared"}"#, "rating", "blue"),
            (#"{"action":"A1","rating":"grey","type":"rating-declared"}"#, "rating", "grey"),
            (
                #"{"action":"A1","leads":[],"role":"informed","type":"leads-named"}"#, "role",
                "informed"
            ),
            (#"{"from":"A1","kind":"blocks","to":"A2","type":"action-linked"}"#, "kind", "blocks"),
            (#"{"action":"A1","how":"deleted","type":"action-closed"}"#, "how", "deleted"),
            (
                #"{"about":"A","direction":"UP","measure":"M","title":"T","#
                    + #""type":"measure-added","unit":"%"}"#,
                "direction", "UP"
            ),
            (
                #"{"meeting":"2018-11-15","part":"reportOf","text":"x","type":"paper-worded"}"#,
                "part", "reportOf"
            ),
            (
                #"{"as-at":"2018-10-31","data":"\#(EventSample.b64)","format":"odt","known-at":9,"#
                    + #""meeting":"2018-11-15","renderer":"r","sha256":"\#(EventSample.b64)","#
                    + #""type":"report-published"}"#,
                "format", "odt"
            ),
        ]
    )
    func unknownValue(event: String, member: String, value: String) throws {
        let type = try Self.type(event)
        let error = EntryError.unknownValue(value, member: member, of: type)
        #expect(refusal(of: line(of: event)) == error)
        #expect(error.isVocabulary)
    }

    @Test("knows every word of the closed lists")
    func closedLists() throws {
        func accepts(_ member: String, _ words: String, in event: String) throws {
            for word in words.split(separator: " ") {
                let text = try Self.text(event, with: member, .string(String(word)))
                #expect(refusal(of: line(of: text)) == nil, "\(word)")
            }
        }
        let parts =
            "item report-of contact purpose offered considered exempt lateness summary "
            + "financial legal equality sustainability engagement"
        try accepts("part", parts, in: EventSample.board[8].full)
        try accepts("format", "html markdown docx csv json ics pdf", in: EventSample.board[9].full)
        #expect(PaperPart.allCases.count == 14)
        #expect(ReportFormat.allCases.count == 7)
        try accepts("role", "accountable responsible", in: EventSample.structure[6].full)
        let kinds = "same-as detail-in feeds reported-in progress-as"
        try accepts("kind", kinds, in: EventSample.structure[7].full)
        try accepts("rating", "green amber red", in: EventSample.progress[1].full)
        try accepts("direction", "up down", in: EventSample.progress[9].full)
        try accepts("how", "transferred superseded withdrawn", in: EventSample.delivery[6].full)
    }
}
