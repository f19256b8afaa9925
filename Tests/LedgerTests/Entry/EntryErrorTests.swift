// The words of every fault of a line.

import Testing

@testable import Ledger

@Suite("Why a line is no entry")
struct EntryErrorTests {
    @Test(
        "is said in words that follow \"entry 42\", and is vocabulary or damage",
        arguments: [
            (
                EntryError.notCanonical(.whiteSpace, byte: 6), false,
                "is not canonical JSON at byte 6: white space stands between the tokens"
            ),
            (.tooLong(bytes: 65_536), false, "is 65536 bytes long; a line may have at most 65535"),
            (
                .missingMember("prev", of: "the entry"), false,
                "has no `prev` in the entry, where one is required"
            ),
            (
                .wrongMember("due", of: "date-agreed", expected: "a date"), false,
                "has in `due` of date-agreed something other than a date"
            ),
            (
                .wrongText("title", of: "action-added", .lineFeed), false,
                "has a `title` of action-added that runs over more than one line"
            ),
            (.noEvents, false, "has no events, where at least one is required"),
            (
                .unknownType("budget-agreed"), true,
                "carries the event type `budget-agreed`; this version does not know it"
            ),
            (
                .unknownMember("witness", of: "the entry"), true,
                "carries the member `witness` in the entry; this version does not know it"
            ),
            (
                .unknownValue("blue", member: "rating", of: "rating-declared"), true,
                "carries `blue` as `rating` of rating-declared; this version does not know it"
            ),
        ]
    )
    func words(error: EntryError, isVocabulary: Bool, words: String) {
        #expect(error.words == words)
        #expect(error.isVocabulary == isVocabulary)
    }

    @Test(
        "is said in words for each departure from canonical form",
        arguments: [
            (CanonicalFault.byteOrderMark, "a byte order mark stands before the entry"),
            (.notUTF8, "the bytes are not UTF-8"),
            (.whiteSpace, "white space stands between the tokens"),
            (.unexpected, "this is not what may come next"),
            (.incomplete, "the line ends before the entry does"),
            (.trailing, "something stands after the entry"),
            (.duplicateMember("a"), "the member `a` is there twice"),
            (.unsortedMember("a"), "the member `a` is not in sorted order"),
            (.memberName, "a member name may have only a to z, 0 to 9 and `-`"),
            (
                .floatingPoint,
                "a number has a fraction or an exponent; only integers may stand here"
            ),
            (.number, "an integer is not in its shortest form, or is not below 2^53"),
            (.null, "a null stands here; what is absent is left out"),
            (.escape, "an escape is used that canonical form would not use"),
            (.loneSurrogate, "half of a surrogate pair stands alone"),
            (.nul, "the text holds U+0000"),
            (.depth, "objects and arrays are nested too deeply"),
            (.emptyValue, "a value is empty; what is absent is left out"),
        ]
    )
    func canonicalWords(fault: CanonicalFault, words: String) {
        #expect(fault.words == words)
    }
}
