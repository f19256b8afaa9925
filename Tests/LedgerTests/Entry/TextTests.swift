// What text may stand in an entry.

import Foundation
import Testing

@testable import Ledger

@Suite("A text")
struct TextTests {
    private static func text(_ scalar: UInt32) throws -> String {
        String(Character(try #require(Unicode.Scalar(scalar))))
    }

    @Test("refuses exactly the controls, the bidirectional marks and the noncharacters")
    func everyScalar() throws {
        for value in UInt32(0)...0x10FFFF where !(0xD800...0xDFFF).contains(value) {
            let expected: TextFault? =
                if value == 0x0A {
                    .lineFeed
                } else if value < 0x20 {
                    .control(value)
                } else if [
                    0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
                ].contains(value) {
                    .bidirectional(value)
                } else if (0xFDD0...0xFDEF).contains(value) || value % 0x10000 >= 0xFFFE {
                    .noncharacter(value)
                } else {
                    nil
                }
            let text = try Self.text(value)
            if Text.fault(in: text, lines: false) != expected {
                Issue.record("U+\(String(value, radix: 16))")
            }
            if Text.fault(in: text, lines: true) != (value == 0x0A ? nil : expected) {
                Issue.record("U+\(String(value, radix: 16)) in lines")
            }
        }
    }

    @Test("is refused where it is empty, and finds a fault wherever it stands")
    func places() {
        #expect(Text.fault(in: "", lines: true) == .empty)
        for text in ["\u{202E}ab", "a\u{202E}b", "ab\u{202E}", "e\u{301}\u{202E}"] {
            #expect(Text.fault(in: text, lines: true) == .bidirectional(0x202E))
        }
        // A CR LF is one character to Swift and two to the rule.
        #expect(Text.fault(in: "a\r\nb", lines: true) == .control(0x0D))
    }

    @Test("holds lines in five members only")
    func manyLined() {
        #expect(Text.manyLined == ["because", "minute", "mitigation", "note", "text"])
    }

    /// Foundation 6.3 cuts scalars above U+FFFF to 16 bits when it composes (U+10041 and an acute
    /// become "Á"), and its tables end with Unicode 15.0. Both it and the standard library leave
    /// U+0F73, U+0F75 and U+0F81, whose use Unicode discourages, out of canonical order.
    private static func isComparable(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age, (age.major, age.minor) <= (15, 0) else {
            return false
        }
        return scalar.value < 0x10000 && ![0xF73, 0xF75, 0xF81].contains(scalar.value)
    }

    @Test("is entered in normal form C: Foundation agrees on the characters up to U+FFFF")
    func normalForm() throws {
        for value in UInt32(0x20)..<0x10000 {
            guard let scalar = Unicode.Scalar(value), Self.isComparable(scalar) else { continue }
            // Between two letters, so that no white space is trimmed; before and after marks, so
            // that composition and order are tried too.
            let text = "a\(scalar)\u{301}\(scalar)\u{323}b"
            guard Text.fault(in: text, lines: false) == nil else { continue }
            let entered = try Text.entered(text, lines: false)
            let expected = text.precomposedStringWithCanonicalMapping
            if !entered.utf8.elementsEqual(expected.utf8) {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test(
        "is entered in normal form C above U+FFFF too",
        arguments: [
            // UnicodeData.txt: a composition, a decomposition that composition leaves out, a
            // singleton, and a letter that composes with nothing.
            ("\u{11099}\u{110BA}", "\u{1109A}"), ("\u{1D15E}", "\u{1D157}\u{1D165}"),
            ("\u{2F800}", "\u{4E3D}"), ("\u{10041}\u{301}", "\u{10041}\u{301}"),
        ]
    )
    func normalFormBeyond(text: String, expected: String) throws {
        #expect(Array(try Text.entered(text, lines: false).utf8) == Array(expected.utf8))
    }

    @Test(
        "is entered trimmed and composed, with one kind of line end",
        arguments: [
            ("cafe\u{301}", "caf\u{E9}"), ("\u{212B}", "\u{C5}"), ("\u{1100}\u{1161}", "\u{AC00}"),
            ("  a b\t\n", "a b"), ("\u{A0}a\u{2003}", "a"), ("a\r\nb", "a\nb"),
            ("a\n\nb\r\n", "a\n\nb"), ("\u{200B}", "\u{200B}"),
        ]
    )
    func entered(text: String, expected: String) throws {
        #expect(Array(try Text.entered(text, lines: true).utf8) == Array(expected.utf8))
    }

    @Test(
        "is not entered where it has a fault",
        arguments: [
            ("", true, TextFault.empty), (" \n\t ", true, .empty), ("a\tb", true, .control(9)),
            ("a\rb", true, .control(0x0D)), ("a\r\r\nb", true, .control(0x0D)),
            ("a\nb", false, .lineFeed), ("a\r\nb", false, .lineFeed),
            ("a\u{0}b", true, .control(0)), ("a\u{2066}b", false, .bidirectional(0x2066)),
            ("a\u{FFFF}", false, .noncharacter(0xFFFF)),
        ]
    )
    func notEntered(text: String, lines: Bool, fault: TextFault) {
        #expect(throws: fault) { try Text.entered(text, lines: lines) }
    }

    @Test(
        "says what is wrong with it",
        arguments: [
            (TextFault.empty, "is empty"),
            (
                .control(7),
                "holds the control character U+0007, which no text of a journal may hold"
            ),
            (
                .bidirectional(0x202E),
                "holds U+202E, a mark that changes the order in which text is shown"
            ),
            (.noncharacter(0x1FFFE), "holds U+1FFFE, which is no character"),
            (.lineFeed, "runs over more than one line"),
        ]
    )
    func words(fault: TextFault, words: String) {
        #expect(fault.words == words)
    }
}
