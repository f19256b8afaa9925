// What mutations put into a line: words of the vocabulary, and all that is known to go wrong.

@testable import Ledger

/// What is put in by chance.
enum Pieces {
    static let bytes: [[UInt8]] = text.map { Array($0.utf8) } + broken

    private static let text = [
        // Escapes: needless, wrong, of what may not stand in a text, of halves of characters.
        #"\u0041"#, #"\/"#, #"\u001F"#, #"\u001f"#, #"\n"#, #"\t"#, #"\""#, #"\\"#, #"\u0000"#,
        #"\ud800"#, #"\ud83d\ude00"#, #"\u00e9"#, #"\b"#, #"\u000a"#, #"\u202e"#, #"\"#, #"\q"#,
        // Characters: plain, hidden, reordering, none at all.
        "é", "\u{20AC}", "\u{1F600}", "e\u{301}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
        "\u{2065}", "\u{206A}", "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "\u{FDCF}",
        "\u{FDF0}", "\u{1FFFE}", "\u{10FFFF}", "\u{FEFF}", "\u{85}", "\u{7F}",
        "\u{212A}", "\u{D7FF}", "\u{E000}",
        // White space and what ends lines, and what ends texts.
        " ", "\t", "\r", "\n", "\r\n", "\0", "\0\0", "\0\0\0\0\0\0\0\0", "\u{B}", "\u{1}",
        "\"", ",", ":", "{", "}", "[", "]", "\",\"", "null", "true", ".5", "e3", "0", "-",
    ]

    private static let broken: [[UInt8]] = [
        // U+FDD0 and U+FDEF, which no source may hold either.
        [0xEF, 0xB7, 0x90], [0xEF, 0xB7, 0xAF],
        // Overlong forms, halves of pairs, beyond the last character, cut short, out of place.
        [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0x80], [0xBF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFE], [0xFF],
        [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xEF, 0xBF, 0xBF],
        [0xF4, 0x8F, 0xBF, 0xBD],
    ]

    static let names =
        QuickMember.names + [
            "at", "because", "by", "events", "for", "key", "on", "prev", "seq", "sig", "witness",
            "a",
            "zz", "known-at", "board", "levels", "papers", "person", "Action", "act\u{E9}",
        ]

    static let words = names + QuickType.names + closed + dates + others + texts

    private static let closed = [
        "green", "amber", "red", "blue", "accountable", "responsible", "transferred", "superseded",
        "withdrawn", "same-as", "detail-in", "feeds", "reported-in", "progress-as", "up", "down",
        "progress-sung", "plan-opened", "key-revoked", "html", "item",
    ]

    private static let dates = [
        "2018-02-28", "2018-02-29", "2018-02-31", "2020-02-29", "2018-13", "2018-00", "2018-12",
        "2018-12-32", "2018-04-31", "2018-01-00", "0999", "0999-12-31", "1000-01-01", "9999",
        "2018", "2018-1", "2018-01-1", "18-01-01", "2018/2019", "2019/2018", "2018/2018",
        "2018-01/2018-03", "2018-03/2018-01", "2018-01/2018", "2018-01-01/2018-01-02",
        "2018-01-01/2018-02-30", "2018/2019/2020", "2018/", "/2018", "2018-05-31", "2018-06-01",
        "2018-06-02", "2018-06", "2018-05", "2018-05-31T14:05:09Z", "2018-05-31T24:00:00Z",
        "2018-05-31T23:60:00Z", "2018-05-31T23:59:60Z", "2018-05-31t14:05:09z",
        "2018-05-31T14:05:09", "2018-02-30T14:05:09Z", "2017-01-01T00:00:00Z",
        "2018-05-31 14:05:09Z",
        "2018-05-31T1/:05:09Z", "2018-05-31T14.05:09Z", "2018-05-31T14:0::09Z",
    ]

    private static let others = [
        "A1", "C1.iii", "-A1", ".A", "A_1", "A 1", "A1:", "aedb-2018:U1", ":U1", "a:b:c", "A/1",
        String(repeating: "k", count: 32), String(repeating: "k", count: 33), "@", "[", "1", "0",
        "01",
        "9999", "10000", "-1", "92.5", "92.", ".5", "-0.50", "1e3", "00.5", "-0", "1.2.3",
        String(repeating: "9", count: 15) + "." + String(repeating: "9", count: 15),
        String(repeating: "9", count: 16), String(repeating: "a", count: 64),
        String(repeating: "a", count: 63), String(repeating: "A", count: 64),
        String(repeating: "a", count: 65), String(repeating: "a", count: 63) + "g",
        String(repeating: "A", count: 86) + "==", String(repeating: "A", count: 85) + "B==",
        String(repeating: "A", count: 85) + "/===", String(repeating: "A", count: 87) + "=",
        "web:7._-Z", "web 7", String(repeating: "i", count: 64), String(repeating: "i", count: 65),
    ]

    private static let texts = [
        "", " ", "One line", #"Two\nlines"#, #"A \"quoted\" word"#, #"A back\\slash"#, #"\t"#,
        "Caf\u{E9} \u{20AC}5 \u{1F600}", "seven77", "eight888", "nine99999",
    ]

    static let numbers = [
        "0", "00", "1", "2", "3", "4", "01", "-1", "-0", "1.0", "1e3", "0.5", "+1", "", "9999",
        "10000", "999999999999999", "1000000000000000", "9007199254740991", "9007199254740992",
        "99999999999999999999", "18446744073709551617", "true", "null", "\"1\"", "[1]", "1,2",
    ]

    static let values: [JSONValue] =
        words.filter { !$0.contains("\\") }.map { .string($0) } + [
            .integer(0), .integer(1), .integer(3), .integer(4), .integer(-1), .integer(1 << 53),
            .integer((1 << 53) - 1), .integer(999_999_999_999_999), .bool(true), .bool(false),
            .null,
            .array([]), .array([.integer(1)]), .array([.integer(7), .integer(-7)]),
            .array([.string("KT")]), .array([.string("K T")]), .array([.string("")]),
            .array([.array([])]), .object([]), .object([.init(name: "a", value: .integer(1))]),
        ]
}
