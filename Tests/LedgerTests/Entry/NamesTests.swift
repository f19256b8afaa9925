// The names by which entries speak of things.

import Testing

@testable import Ledger

@Suite("A code or key")
struct IdentifierTests {
    @Test("is of letters, digits, `.` and `-`, and begins with a letter or digit")
    func everyByte() throws {
        for byte in UInt8(0)..<0x80 {
            let character = Character(Unicode.Scalar(byte))
            let isStart = character.isLetter || character.isNumber
            #expect((Code("\(character)") != nil) == isStart)
            #expect(
                (Code("a\(character)") != nil) == (isStart || character == "." || character == "-")
            )
            #expect((Key("a\(character)z") != nil) == (Code("a\(character)") != nil))
        }
        for text in ["é", "a\u{301}", "Ａ", "a٣"] {
            #expect(Code(text) == nil)
            #expect(Key(text) == nil)
        }
    }

    @Test("has 1 to 32 bytes")
    func length() throws {
        for count in 1...32 {
            let text = String(repeating: "x", count: count)
            #expect(try #require(Code(text)).description == text)
        }
        #expect(Code(String()) == nil)
        #expect(Key(String(repeating: "x", count: 33)) == nil)
    }

    @Test("is ordered by bytes, and its case counts")
    func order() throws {
        let codes = try ["a1", "A10", "A2", "A1", "B"].map { try #require(Code($0)) }
        #expect(codes.sorted().map(\.text) == ["A1", "A10", "A2", "B", "a1"])
        #expect(Code("A1") != Code("a1"))
    }
}

@Suite("A number written as text")
struct OrdinalTests {
    @Test("is 1 to 9999, and is read from its own digits")
    func all() throws {
        for number in 1...9999 {
            let ordinal = try #require(Ordinal(number))
            #expect(ordinal.description == String(number))
            #expect(Ordinal(String(number)) == ordinal)
        }
        #expect([0, -1, 10_000].allSatisfy { Ordinal($0 as Int) == nil })
        #expect(Ordinal.first.number == 1)
    }

    @Test(
        "refuses other text",
        arguments: ["", "0", "01", "10000", "-1", "+1", "1 ", " 1", "1.0", "一", "x"]
    )
    func refused(text: String) {
        #expect(Ordinal(text) == nil)
    }
}

@Suite("A reference")
struct ReferenceTests {
    @Test(
        "leads to a code of this plan, of another, or to another plan",
        arguments: [
            ("A1", nil, "A1"), ("aedb-2018:U1", "aedb-2018", "U1"),
            ("aedb-2018:", "aedb-2018", nil),
        ] as [(String, String?, String?)]
    )
    func forms(text: String, plan: String?, code: String?) throws {
        let reference = try #require(Reference(text))
        #expect(reference.plan?.text == plan)
        #expect(reference.code?.text == code)
        #expect(reference.description == text)
    }

    @Test(
        "refuses other text",
        arguments: ["", ":", ":A1", "a:b:c", "a::b", "a: b", "A 1", "é:A1"]
    )
    func refused(text: String) {
        #expect(Reference(text) == nil)
    }
}

@Suite("A milestone's name")
struct MilestoneNameTests {
    @Test("is the action and the number")
    func form() throws {
        let name = MilestoneName(Code("A4"), Ordinal(2))
        #expect(name.description == "A4/2")
    }
}

@Suite("A measured value")
struct QuantityTests {
    @Test(
        "is an integer, or a decimal kept as it was written",
        arguments: [
            ("92", Quantity.integer(92)), ("-3", .integer(-3)), ("0", .integer(0)),
            ("92.5", .decimal("92.5")), ("92.50", .decimal("92.50")), ("-0.5", .decimal("-0.5")),
            ("0.0", .decimal("0.0")), ("999999999999999", .integer(999_999_999_999_999)),
        ]
    )
    func forms(text: String, value: Quantity) throws {
        let read = try #require(Quantity(text))
        #expect(read == value)
        #expect(read.description == text)
    }

    @Test(
        "refuses other text",
        arguments: [
            "", "-", ".", "1.", ".5", "1.2.3", "+1", "1e3", "01", "00.5", "1,000", "1 ", " 1",
            "--1", "-.5", "1.-5", "９", "1000000000000000", "NaN", "-\u{301}1",
        ]
    )
    func refused(text: String) {
        #expect(Quantity(text) == nil)
    }
}
