// The strict reader: each fault with its byte, and every small change of a line.

import Foundation
import Testing

@testable import Ledger

/// What the reader makes of `bytes`: the canonical bytes of what it read, or its fault and byte.
func readCanonically(_ bytes: [UInt8]) -> Result<[UInt8], EntryError> {
    do throws(EntryError) {
        let members = try CanonicalReader.parse(bytes[...])
        var written: [UInt8] = []
        JSONValue.object(members).format(into: &written)
        return .success(written)
    } catch {
        return .failure(error)
    }
}

/// One input of the reader, and the fault and the byte at which it is refused.
private struct Refusal: CustomTestStringConvertible {
    let bytes: [UInt8]
    let fault: CanonicalFault
    let byte: Int

    init(_ text: String, _ fault: CanonicalFault, _ byte: Int) {
        self.init(Array(text.utf8), fault, byte)
    }

    /// `bytes` as the whole value of the member `a`, as a text: the first of them is byte 7.
    init(text bytes: [UInt8], _ fault: CanonicalFault, _ byte: Int) {
        self.init(Array(#"{"a":""#.utf8) + bytes + Array(#""}"#.utf8), fault, byte)
    }

    init(_ bytes: [UInt8], _ fault: CanonicalFault, _ byte: Int) {
        self.bytes = bytes
        self.fault = fault
        self.byte = byte
    }

    var testDescription: String { "\(String(decoding: bytes, as: UTF8.self)) \(fault)" }
}

@Suite("The canonical reader")
struct CanonicalReaderTests {
    private static let tokens: [Refusal] = [
        Refusal([0xEF, 0xBB, 0xBF] + Array(#"{"a":1}"#.utf8), .byteOrderMark, 1),
        Refusal("", .incomplete, 1),
        Refusal("{", .incomplete, 2),
        Refusal(#"{"a"#, .incomplete, 4),
        Refusal(#"{"a""#, .incomplete, 5),
        Refusal(#"{"a":"#, .incomplete, 6),
        Refusal(#"{"a":1"#, .incomplete, 7),
        Refusal(#"{"a":"b"#, .incomplete, 8),
        Refusal(#"{"a":"\"#, .incomplete, 7),
        Refusal(#"{"a":"\u001"#, .incomplete, 7),
        Refusal(#"{"a":[1"#, .incomplete, 8),
        Refusal("[]", .unexpected, 1),
        Refusal("1", .unexpected, 1),
        Refusal("{a:1}", .unexpected, 2),
        Refusal(#"{"a"1}"#, .unexpected, 5),
        Refusal(#"{"a":1,}"#, .unexpected, 8),
        Refusal(#"{"a":[1,]}"#, .unexpected, 9),
        Refusal(#"{"a":1]"#, .unexpected, 7),
        Refusal(#"{"a":tru}"#, .unexpected, 6),
        Refusal(#"{"a":falsE}"#, .unexpected, 6),
        Refusal(#"{"a":nul}"#, .unexpected, 6),
        Refusal(#"{"a":-}"#, .unexpected, 6),
        Refusal(#"{"a":+1}"#, .unexpected, 6),
        Refusal(#"{"a":'b'}"#, .unexpected, 6),
        Refusal(#" {"a":1}"#, .whiteSpace, 1),
        Refusal(#"{ "a":1}"#, .whiteSpace, 2),
        Refusal(#"{"a" :1}"#, .whiteSpace, 5),
        Refusal("{\"a\":\t1}", .whiteSpace, 6),
        Refusal("{\"a\":1\r}", .whiteSpace, 7),
        Refusal("{\"a\":1}\n", .whiteSpace, 8),
        Refusal(#"{"a":[1 ,2]}"#, .whiteSpace, 8),
        Refusal(#"{"a":1}{"#, .trailing, 8),
        Refusal("{\"a\":1}\u{0}", .trailing, 8),
    ]

    private static let members: [Refusal] = [
        Refusal(#"{"a":1,"a":1}"#, .duplicateMember("a"), 8),
        Refusal(#"{"a":1,"b":2,"a":3}"#, .duplicateMember("a"), 14),
        Refusal(#"{"b":1,"a":2}"#, .unsortedMember("a"), 8),
        Refusal(#"{"a-":1,"a":2}"#, .unsortedMember("a"), 9),
        Refusal(#"{"a":{"c":1,"b":2}}"#, .unsortedMember("b"), 13),
        Refusal(#"{"":1}"#, .memberName, 2),
        Refusal(#"{"A":1}"#, .memberName, 2),
        Refusal(#"{"1a":1}"#, .memberName, 2),
        Refusal(#"{"-a":1}"#, .memberName, 2),
        Refusal(#"{"a":1,"a_b":1}"#, .memberName, 8),
        Refusal(#"{"aé":1}"#, .memberName, 2),
        Refusal(#"{"\u0061":1}"#, .escape, 3),
        Refusal("{}", .emptyValue, 1),
        Refusal(#"{"a":""}"#, .emptyValue, 6),
        Refusal(#"{"a":{}}"#, .emptyValue, 6),
        Refusal(#"{"a":[""]}"#, .emptyValue, 7),
        Refusal(#"{"a":null}"#, .null, 6),
        Refusal(#"{"a":[1,null]}"#, .null, 9),
    ]

    private static let numbers: [Refusal] = [
        Refusal(#"{"a":1.0}"#, .floatingPoint, 6),
        Refusal(#"{"a":-0.5}"#, .floatingPoint, 6),
        Refusal(#"{"a":-.5}"#, .floatingPoint, 6),
        Refusal(#"{"a":1e2}"#, .floatingPoint, 6),
        Refusal(#"{"a":1E2}"#, .floatingPoint, 6),
        Refusal(#"{"a":01}"#, .number, 6),
        Refusal(#"{"a":00}"#, .number, 6),
        Refusal(#"{"a":-0}"#, .number, 6),
        Refusal(#"{"a":-01}"#, .number, 6),
        Refusal(#"{"a":9007199254740992}"#, .number, 6),
        Refusal(#"{"a":-9007199254740992}"#, .number, 6),
        Refusal(#"{"a":99999999999999999999999999}"#, .number, 6),
    ]

    private static let texts: [Refusal] = [
        Refusal(text: Array(#"\/"#.utf8), .escape, 7),
        Refusal(text: Array(#"b\/"#.utf8), .escape, 8),
        Refusal(text: Array(#"\x"#.utf8), .escape, 7),
        Refusal(text: Array(#"\u0041"#.utf8), .escape, 7),
        Refusal(text: Array(#"\u00e9"#.utf8), .escape, 7),
        Refusal(text: Array(#"\u000a"#.utf8), .escape, 7),
        Refusal(text: Array(#"\u001F"#.utf8), .escape, 7),
        Refusal(text: Array(#"\u+001"#.utf8), .escape, 7),
        Refusal(text: Array(#"\u-001"#.utf8), .escape, 7),
        Refusal(text: Array(#"\u00 1"#.utf8), .escape, 7),
        Refusal(text: Array(#"\U0001"#.utf8), .escape, 7),
        Refusal(text: Array(#"\ud83d\ude00"#.utf8), .escape, 7),
        Refusal(text: [0x1F], .escape, 7),
        Refusal(text: [0x62, 0x09], .escape, 8),
        Refusal(text: [0x0A], .escape, 7),
        Refusal(text: Array(#"\ud83d"#.utf8), .loneSurrogate, 7),
        Refusal(text: Array(#"\ud83dxxxxxx"#.utf8), .loneSurrogate, 7),
        Refusal(text: Array(#"\ud83d\u0041"#.utf8), .loneSurrogate, 7),
        Refusal(text: Array(#"\ude00\ud83d"#.utf8), .loneSurrogate, 7),
        Refusal(text: Array(#"\uD83D\uD83D"#.utf8), .loneSurrogate, 7),
        Refusal(text: [0xED, 0xA0, 0x80], .loneSurrogate, 7),
        Refusal(text: [0x62, 0xED, 0xBF, 0xBF], .loneSurrogate, 8),
        Refusal(text: [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], .loneSurrogate, 7),
        Refusal(text: Array(#"\u0000"#.utf8), .nul, 7),
        Refusal(text: [0], .nul, 7),
        Refusal(text: [0xFF], .notUTF8, 7),
        Refusal(text: [0xC3, 0xA9, 0x80], .notUTF8, 9),
        Refusal(text: Array(#"\n\\"#.utf8) + [0xC0, 0xAF], .notUTF8, 11),
        Refusal(text: [0xE0, 0x80, 0xAF], .notUTF8, 7),
        Refusal(text: [0xF4, 0x90, 0x80, 0x80], .notUTF8, 7),
        Refusal(text: [0x62, 0xE2, 0x82], .notUTF8, 8),
        Refusal([0x7B, 0x22, 0x61, 0xFF, 0x22, 0x3A, 0x31, 0x7D], .notUTF8, 4),
    ]

    /// The object is the first level of eight: seven arrays in it are read, the eighth is refused.
    private static let depths: [Refusal] = [
        Refusal(#"{"a":[[[[[[[["#, .depth, 13),
        Refusal(String(repeating: #"{"a":"#, count: 8) + "{", .depth, 41),
    ]

    @Test("refuses, and names the fault and its byte", arguments: tokens + members + numbers)
    fileprivate func refused(_ refusal: Refusal) {
        let error = EntryError.notCanonical(refusal.fault, byte: refusal.byte)
        #expect(readCanonically(refusal.bytes) == .failure(error))
        #expect(error.isVocabulary == false)
    }

    @Test("refuses texts and depths, and names the fault and its byte", arguments: texts + depths)
    fileprivate func refusedText(_ refusal: Refusal) {
        let error = EntryError.notCanonical(refusal.fault, byte: refusal.byte)
        #expect(readCanonically(refusal.bytes) == .failure(error))
    }

    @Test(
        "accepts canonical bytes, and they are written back",
        arguments: [
            #"{"a":1}"#, #"{"a":0}"#, #"{"a":9007199254740991}"#, #"{"a":-9007199254740991}"#,
            #"{"a":true,"b":false,"b-1":[],"b1":[1,"x",{"a":[true]}]}"#, #"{"a":[[[[[[[]]]]]]]}"#,
            #"{"a":"\"\\\b\t\n\f\r\u0001\u001f/'"}"#,
            "{\"a\":\"\u{7F}\u{80}\u{2028}é€😂\u{FFFF}\"}",
            #"{"a":"e\#u{301}"}"#,
        ]
    )
    func accepted(text: String) {
        #expect(readCanonically(Array(text.utf8)) == .success(Array(text.utf8)))
    }

    @Test("accepts every byte below U+0020 in its one escape, and no other")
    func controls() {
        let short: [UInt8: String] = [8: "b", 9: "t", 10: "n", 12: "f", 13: "r"]
        for byte in UInt8(1)..<0x20 {
            let long = "u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            let right = #"{"a":"\"# + (short[byte] ?? long) + #""}"#
            #expect(readCanonically(Array(right.utf8)) == .success(Array(right.utf8)))
            let wrongs =
                [long.uppercased(), "U" + long.dropFirst()] + (short[byte] == nil ? [] : [long])
            for wrong in wrongs where wrong != long || short[byte] != nil {
                let text = #"{"a":"\"# + wrong + #""}"#
                let error = EntryError.notCanonical(.escape, byte: 7)
                #expect(readCanonically(Array(text.utf8)) == .failure(error))
            }
        }
    }

    @Test("writes back every value of up to four tokens that it accepts, and Foundation reads it")
    func smallValues() {
        let tokens = ["{", "}", "[", "]", ",", ":", "\"", "a", "0", "1", "-", "true", " ", "\\n"]
        var values = [""]
        var acceptedCount = 0
        for _ in 0..<4 {
            values = values.flatMap { value in tokens.map { value + $0 } }
            for value in values {
                let bytes = Array("{\"a\":\(value)}".utf8)
                guard case .success(let written) = readCanonically(bytes) else { continue }
                acceptedCount += 1
                let isRead = (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
                if written != bytes || !isRead { Issue.record("\(value)") }
            }
        }
        // One token: 0, 1, true. Two: [], and 10, 11, -1. What has three and four is not counted.
        #expect(acceptedCount >= 7)
    }
}
