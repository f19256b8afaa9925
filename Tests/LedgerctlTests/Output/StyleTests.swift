// When there is colour, when a pager, and what is shown of hidden characters.

import Ledger
import Testing

@testable import ledgerctl

private func invocation(_ line: String) throws -> Invocation {
    guard case .work(_, let invocation) = try asked(line) else {
        throw CommandError.refused("no work")
    }
    return invocation
}

@Suite("Colour")
struct StyleTests {
    @Test(
        "is on only on a terminal that nobody asked to keep plain",
        arguments: [
            (true, [:], "status", true),
            (false, [:], "status", false),
            (true, ["NO_COLOR": "1"], "status", false),
            (true, ["NO_COLOR": ""], "status", true),
            (true, ["TERM": "dumb"], "status", false),
            (true, ["TERM": "xterm"], "status", true),
            (true, [:], "status --no-color", false),
            (false, ["TERM": "xterm"], "status", false),
            (true, ["NO_COLOR": "1", "TERM": "xterm"], "status --no-color", false),
        ] as [(Bool, [String: String], String, Bool)]
    )
    func matrix(isTerminal: Bool, environment: [String: String], line: String, on: Bool) throws {
        let world = Witness().world(environment: environment, isTerminal: isTerminal)
        #expect(Style(for: try invocation(line), in: world).isColoured == on)
    }

    @Test("never stands without the word", arguments: Rating.allCases)
    func word(rating: Rating) {
        let word = rating.rawValue
        #expect(Style.plain.rated(word, as: rating) == word)
        let coloured = Style(isColoured: true).rated(word, as: rating)
        #expect(coloured.hasPrefix("\u{1B}["))
        #expect(coloured.hasSuffix("m\(word)\u{1B}[0m"))
    }
}

@Suite("The pager")
struct PagerTests {
    @Test(
        "is the one chosen, and only on a terminal",
        arguments: [
            (true, [:], "status", ["less", "-FIRX"]),
            (false, [:], "status", nil),
            (true, [:], "status --no-pager", nil),
            (true, ["TERM": "dumb"], "status", nil),
            (true, ["PAGER": "more"], "status", ["more"]),
            (true, ["PAGER": "less -R"], "status", ["less", "-R"]),
            (true, ["PAGER": "more", "LEDGERCTL_PAGER": "most"], "status", ["most"]),
            (true, ["PAGER": "more", "LEDGERCTL_PAGER": ""], "status", nil),
            (true, ["PAGER": ""], "status", nil),
            (true, ["PAGER": "cat"], "status", nil),
            (true, ["PAGER": " "], "status", nil),
        ] as [(Bool, [String: String], String, [String]?)]
    )
    func choice(
        isTerminal: Bool,
        environment: [String: String],
        line: String,
        expected: [String]?
    ) throws {
        let world = Witness().world(environment: environment, isTerminal: isTerminal)
        #expect(Pager.choice(for: try invocation(line), in: world) == expected)
    }

    @Test("is asked for by verbs that read, not by those that record")
    func verbs() {
        for (line, expected) in [("list", ["less", "-FIRX"]), ("deliver A1", nil)] {
            let witness = Witness()
            _ = Ledgerctl.run(in: witness.world(shellWords(line), isTerminal: true))
            #expect(witness.pager == expected)
        }
    }
}

@Suite("Hidden characters")
struct VisibleTests {
    @Test(
        "are spelled out",
        arguments: [
            ("plain £ é 😀 👩‍👧", "plain £ é 😀 👩‍👧"),
            ("\u{1B}]0;x\u{7}", "<U+001B>]0;x<U+0007>"),
            ("a\u{9B}31m\u{7F}", "a<U+009B>31m<U+007F>"),
            ("a\tb\r\n", "a<U+0009>b<U+000D><U+000A>"),
            ("\u{202E}x\u{2069}", "<U+202E>x<U+2069>"),
            ("\u{2028}\u{E0041}", "<U+2028><U+E0041>"),
            ("\u{0}", "<U+0000>"),
        ]
    )
    func spelled(text: String, shown: String) {
        #expect(Visible.text(text) == shown)
    }

    @Test("leave line feeds where lines are wanted")
    func lines() {
        #expect(Visible.text("a\nb\u{8}\n", lines: true) == "a\nb<U+0008>\n")
        #expect(Visible.text("a\r\nb", lines: true) == "a<U+000D>\nb")
    }

    @Test("none of the controls of Unicode gets through")
    func everyControl() {
        for code in UInt32(0)...0x2100 {
            guard let scalar = Unicode.Scalar(code),
                scalar.properties.generalCategory == .control
            else { continue }
            #expect(!Visible.text("<\(String(scalar))>").unicodeScalars.contains(scalar))
        }
    }
}
