// JSON laid out for reading, against hand-written text and against Foundation's reader.

import Foundation
import Ledger
import Testing

@Suite("Indented JSON")
struct IndentedJSONTests {
    static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { .init(name: $0.key, value: $0.value) })
    }

    @Test(
        "lays a value out in one way",
        arguments: [
            (.null, "null\n"),
            (.bool(true), "true\n"),
            (.integer(-3), "-3\n"),
            (.string("A1"), "\"A1\"\n"),
            (.array([]), "[]\n"),
            (.object([]), "{}\n"),
            (.array([.string("KT"), .null, .integer(2)]), "[\"KT\", null, 2]\n"),
            (.array([.array([]), .integer(1)]), "[\n  [],\n  1\n]\n"),
            (object(["b": .integer(1), "a": .null]), "{\n  \"b\": 1,\n  \"a\": null\n}\n"),
            (
                object(["m": .array([object(["due": .null]), .object([])])]),
                "{\n  \"m\": [\n    {\n      \"due\": null\n    },\n    {}\n  ]\n}\n"
            ),
        ] as [(JSONValue, String)]
    )
    func layout(value: JSONValue, text: String) {
        #expect(value.indented() == text)
    }

    @Test(
        "escapes what canonical JSON escapes, and what would steer a terminal",
        arguments: [
            ("a\"b\\c", #""a\"b\\c""#),
            ("\n\t\u{1B}", #""\n\t\u001b""#),
            ("\u{7F}\u{9B}31m", #""\u007f\u009b31m""#),
            ("\u{202E}x\u{2066}\u{2028}", #""\u202ex\u2066\u2028""#),
            ("é 😀 \u{A0}", "\"é 😀 \u{A0}\""),
        ]
    )
    func escapes(text: String, written: String) {
        #expect(JSONValue.string(text).indented() == written + "\n")
        #expect(JSONValue.object([.init(name: text, value: .null)]).indented().contains(written))
    }

    @Test("reads back with another reader, character for character")
    func readsBack() throws {
        for code in 0...0x3000 {
            guard let scalar = Unicode.Scalar(UInt32(code)) else { continue }
            let text = "<\(String(scalar))>"
            let value = JSONValue.array([.string(text), .object([])])
            let read = try JSONSerialization.jsonObject(with: Data(value.indented().utf8))
            let first = (read as? [Any])?.first as? String
            #expect(first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
        }
    }

    @Test("gives other programs the numbers, truths and nulls it was given")
    func scalars() throws {
        let value = Self.object([
            "n": .integer(9_007_199_254_740_991), "t": .bool(false), "z": .null,
        ])
        let read = try JSONSerialization.jsonObject(with: Data(value.indented().utf8))
        let object = try #require(read as? [String: Any])
        #expect(object["n"] as? Int == 9_007_199_254_740_991)
        #expect(object["t"] as? Bool == false)
        #expect(object["z"] is NSNull)
    }
}
