// The words that a scan knows: their order, their places in a table, and what events must have.

import Testing

@testable import Ledger

@Suite("The words of a scan")
struct QuickWordsTests {
    /// `actionAdded` as it is stored: `action-added`.
    private static func stored(_ name: String) -> String {
        name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }

    @Test("stand in the order of their bytes, each under its own name")
    func order() {
        #expect(QuickType.names == QuickType.allCases.map { Self.stored("\($0)") })
        #expect(QuickMember.names == QuickMember.allCases.map { Self.stored("\($0)") })
        for names in [QuickType.names, QuickMember.names] {
            for (one, next) in zip(names, names.dropFirst()) {
                #expect(one.utf8.lexicographicallyPrecedes(next.utf8))
            }
        }
    }

    @Test("are found, and no two of a list meet in its table")
    func spread() {
        for names in [QuickType.names, QuickMember.names] {
            #expect(Set(names.map { Word($0).spread }).count == names.count)
            let list = Wordlist(names)
            for (number, name) in names.enumerated() {
                #expect(list.place(of: Word(name)) == number)
                #expect(name.utf8.count <= 23)
            }
            for other in ["", "a", "actio", "action\0", "actions", "progress-noted\0\0"] {
                #expect(list.place(of: Word(other)) == nil)
            }
        }
    }

    /// A value for every member of the types that are scanned.
    private static let values: [String: String] = [
        "about": #""A1""#, "action": #""A1""#, "agreed-by": #""HWB""#, "aim": #""One door""#,
        "board": #""The AEDB""#, "body": #""WG""#, "by-when": #""2018-06""#, "bytes": "12",
        "depends": #""aedb-2018:U1""#, "direction": #""up""#, "due": #""2018-07""#,
        "entries": "[4,2]", "entry": "1", "exempt": "true", "from": #""A3""#, "help": #""1""#,
        "how": #""withdrawn""#, "inferred": "true", "kind": #""feeds""#, "label": #""draft""#,
        "leads": #"["IH"]"#, "level": #""limited""#, "line": "3", "measure": #""M1""#,
        "meeting": #""2018-11-15""#, "members": #"["IH","LP"]"#, "moved-from": #""2018-11-08""#,
        "organisation": #""OCC""#, "papers": #""2018-11-01""#, "person": #""IH""#,
        "milestone": #""1""#, "minute": #""Noted.\nAgreed.""#,
        "mitigation": #""More beds""#, "name": #""a.pdf""#, "note": #""Drafted""#,
        "place": #""The Trust""#, "priority": #""A""#, "rating": #""green""#, "risk": #""R1""#,
        "role": #""responsible""#, "sha256": "\"\(String(repeating: "a", count: 64))\"",
        "target": #""92.5""#, "title": #""Winter""#, "to": #""A2""#, "under": #""A""#,
        "unit": #""people""#, "url": #""https://example.org""#, "value": "92",
        "written": #""July 2018""#,
    ]

    /// The members of a file, which evidence has where it has no address.
    private static let file = ["bytes", "name", "sha256"]

    private static func words(_ members: [QuickMember]) -> [String] {
        members.map { QuickMember.names[Int($0.rawValue)] }
    }

    /// A line of one event of type `type` with `members`.
    private static func line(_ type: String, _ members: [String]) -> [UInt8] {
        let parts = (members + ["type"]).sorted().map { name in
            "\"\(name)\":" + (name == "type" ? "\"\(type)\"" : values[name] ?? "")
        }
        return LedgerTests.line(of: "{\(parts.joined(separator: ","))}")
    }

    /// Reads an event of `members` in all three ways, which must agree.
    private static func read(_ type: String, _ members: [String]) -> ThreeReadings {
        var scanner = LineScanner()
        let readings = ThreeReadings(line(type, members), prev: .zero, &scanner)
        #expect(readings.difference == nil, "\(readings.text)")
        return readings
    }

    @Test("are those of the vocabulary", arguments: QuickType.names)
    func vocabulary(type: String) throws {
        let number = try #require(QuickType.names.firstIndex(of: type))
        let members = QuickType.allCases[number].members
        let plain = try #require(PlainVocabulary.events[type])
        #expect(
            Self.words(members.required).sorted()
                == plain.filter(\.isRequired).map(\.name).sorted()
        )
        #expect(
            Self.words(members.optional).sorted()
                == plain.filter { !$0.isRequired }.map(\.name).sorted()
        )
    }

    @Test("agree on what an event must have and may have", arguments: QuickType.names)
    func members(type: String) throws {
        let number = try #require(QuickType.names.firstIndex(of: type))
        let (required, optional) = QuickType.allCases[number].members
        let isEvidence = type == "evidence-filed"
        let least = Self.words(required) + (isEvidence ? ["url"] : [])
        let more = Self.words(optional).filter {
            !isEvidence || !(Self.file + ["url"]).contains($0)
        }

        #expect(Self.read(type, least).scanned != nil)
        #expect(Self.read(type, least + more).scanned != nil)
        for name in more { #expect(Self.read(type, least + [name]).scanned != nil) }
        for name in Self.words(required) {
            let readings = Self.read(type, least.filter { $0 != name })
            #expect(readings.scanned == nil)
            #expect(throws: EntryError.missingMember(name, of: type)) { try readings.parsed.get() }
        }
        for name in Set(Self.values.keys).subtracting(Self.words(required + optional)) {
            let readings = Self.read(type, least + [name])
            #expect(readings.scanned == nil)
            #expect(throws: EntryError.unknownMember(name, of: type)) { try readings.parsed.get() }
        }
    }

    @Test("let evidence have an address or a whole file, and nothing between")
    func evidence() {
        for chosen in 0..<16 {
            let members = (Self.file + ["url"]).enumerated().filter { chosen >> $0.offset & 1 == 1 }
            let readings = Self.read(
                "evidence-filed",
                ["action", "title"] + members.map(\.element)
            )
            // All of the file is 1 + 2 + 4, the address is 8.
            #expect((readings.scanned != nil) == [7, 8].contains(chosen))
        }
        // A file has the most members that any event of these types can have.
        let all = ["action", "exempt", "line", "milestone", "title"] + Self.file
        #expect(Self.read("evidence-filed", all).scanned != nil)
        #expect(all.count + 1 == ScannedEvent.memberCountMax)
    }

    @Test("are refused without a type, and with one that is none")
    func types() {
        var scanner = LineScanner()
        for event in [
            #"{"entry":1}"#, #"{"entry":1,"type":1}"#, #"{"entry":1,"type":"entry"}"#,
            #"{"entry":1,"type":"entry-struck\u0000"}"#,
            "{\"entry\":1,\"type\":\"entry-struck\0\"}",
            "{\"entry\0\":1,\"type\":\"entry-struck\"}", #"{"type":"entry-struck","entry":1}"#,
        ] {
            let readings = ThreeReadings(LedgerTests.line(of: event), prev: .zero, &scanner)
            #expect(readings.difference == nil)
            #expect(readings.scanned == nil)
        }
    }
}
