// What somebody may have meant.

import Testing

@testable import ledgerctl

@Suite("A suggestion")
struct SuggestionTests {
    @Test(
        "counts slips",
        arguments: [
            ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("list", "list", 0), ("lsit", "list", 1),
            ("lst", "list", 1), ("lisst", "list", 1), ("lost", "list", 1), ("ca", "abc", 3),
            ("kitten", "sitting", 3), ("ab", "ba", 1), ("abcd", "badc", 2),
        ]
    )
    func distance(left: String, right: String, expected: Int) {
        #expect(Suggestion.distance(from: left, to: right) == expected)
        #expect(Suggestion.distance(from: right, to: left) == expected)
    }

    @Test(
        "is what lies nearest, if that is near enough",
        arguments: [
            ("lsit", ["list"]), ("LIST", ["list"]), ("statsu", ["status"]), ("dates", ["date"]),
            ("ate", ["date", "rate"]), ("hist", ["list"]), ("histo", ["history"]), ("xyzzy", []),
            ("", []), ("l", []),
        ]
    )
    func nearest(typed: String, expected: [String]) {
        let words = ["status", "list", "history", "date", "rate", "note"]
        #expect(Suggestion.nearest(to: typed, among: words) == expected)
    }

    @Test("is of a few words or none")
    func few() {
        #expect(Suggestion.nearest(to: "x", among: ["a", "b", "c", "d"]) == ["a", "b", "c"])
        #expect(
            Suggestion.nearest(to: "long", among: ["longer1", "longer2", "longer3", "longer4"])
                == []
        )
    }
}
