// Tables, wrapping and the width of text.

import Ledger
import Testing

@testable import ledgerctl

@Suite("A table")
struct TableTests {
    private func table(_ rows: [[Table.Cell]]) -> Table {
        var table = Table([.init("code"), .init("moves", isNumber: true), .init("title")])
        for row in rows { table.add(row) }
        return table
    }

    @Test("aligns its columns, numbers at their end, and ends no line with a space")
    func aligned() {
        let text = table([
            ["A1", "2", "Write a strategy"], ["C1.iii", "12", ""], ["B1"],
        ]).format(width: nil, style: .plain)
        #expect(
            text == """
                code    moves  title
                A1          2  Write a strategy
                C1.iii     12
                B1

                """
        )
    }

    @Test("without rows is its headings")
    func empty() {
        #expect(table([]).format(width: nil, style: .plain) == "code  moves  title\n")
    }

    @Test("counts columns, not characters or bytes")
    func wide() {
        let text = table([
            ["é", "1", "a"], ["e\u{301}", "1", "b"], ["日本", "1", "c"], ["😀", "1", "d"],
        ]).format(width: nil, style: .plain)
        #expect(
            text == """
                code  moves  title
                é         1  a
                e\u{301}         1  b
                日本      1  c
                😀        1  d

                """
        )
    }

    @Test("wraps its last column on a screen, below itself")
    func wrapped() {
        let text = table([["A1", "2", "one two three four five six"], ["A2", "", "seven\neight"]])
            .format(width: 33, style: .plain)
        #expect(
            text == """
                code  moves  title
                A1        2  one two three four
                             five six
                A2           seven
                             eight

                """
        )
    }

    @Test("writes one record a line where there is no screen")
    func oneLine() {
        let text = table([["A1", "2", "one\ntwo \u{1B}[31m"]]).format(width: nil, style: .plain)
        #expect(text == "code  moves  title\nA1        2  one two <U+001B>[31m\n")
    }

    @Test("does not squeeze its last column below twenty columns")
    func narrow() {
        let text = table([["A1", "2", "one two three four five"]]).format(width: 5, style: .plain)
        #expect(text.contains("  one two three four\n             five\n"))
    }

    @Test("is aligned by its words, not by their colours")
    func coloured() {
        var table = Table([.init("code"), .init("rating"), .init("title")])
        table.add(["A1", .init(.red), "x"])
        table.add(["A2", .init(.amber), "y"])
        #expect(
            table.format(width: 80, style: Style(isColoured: true))
                == "code  rating  title\nA1    \u{1B}[31mred\u{1B}[0m     x\n"
                + "A2    \u{1B}[33mamber\u{1B}[0m   y\n"
        )
    }

    @Test("is the same on a screen wide enough as in a pipe")
    func same() {
        let table = table([["A1", "2", "one two"], ["C1", "10", "three"]])
        #expect(
            table.format(width: 80, style: .plain) == table.format(width: nil, style: .plain)
        )
    }
}

@Suite("Wrapping")
struct WrapTests {
    @Test(
        "breaks at spaces, and within a word only where it must",
        arguments: [
            ("", 5, [""]), ("one", 5, ["one"]), ("one two", 7, ["one two"]),
            ("one two", 6, ["one", "two"]), ("abcdefg", 3, ["abc", "def", "g"]),
            ("a abcdef b", 3, ["a", "abc", "def", "b"]), ("a\n\nb", 3, ["a", "", "b"]),
            ("日本語", 4, ["日本", "語"]), ("日", 1, ["日"]), ("ab", 0, ["a", "b"]),
        ]
    )
    func lines(text: String, width: Int, expected: [String]) {
        #expect(Wrap.lines(of: text, width: width) == expected)
    }
}

@Suite("The width of text")
struct DisplayWidthTests {
    @Test(
        "is the columns it takes on a terminal",
        arguments: [
            ("", 0), ("A1", 2), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("😀", 2),
            ("👩‍👩‍👧", 2), ("🇬🇧", 2), ("❤\u{FE0F}", 2), ("£–…", 3), ("ｱ", 1), ("Ａ", 2),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }
}
