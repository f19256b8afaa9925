// Published vectors: RFC 8785 and JSONTestSuite, with the decisions of the journal's profile.

import Foundation
import Testing

@testable import Ledger

/// Published vectors, which lie beside the package where it is developed, and nowhere else.
private enum Vectors {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/vectors")

    static let areThere = FileManager.default.fileExists(atPath: folder.path)

    /// The files of `path` by their names without the ending.
    static func files(_ path: String) throws -> [String: [UInt8]] {
        let folder = folder.appending(path: path)
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let stem = (name as NSString).deletingPathExtension
            files[stem] = Array(try Data(contentsOf: folder.appending(path: name)))
        }
        return files
    }
}

@Suite(
    "The canonical reader, given published vectors,",
    .enabled(if: Vectors.areThere, "the folder of published vectors is not beside the package")
)
struct CanonicalVectorTests {
    /// `value` as the value of the one member of an object: the reader takes objects alone.
    private static func wrapped(_ value: [UInt8]) -> [UInt8] {
        Array(#"{"a":"#.utf8) + value + Array("}".utf8)
    }

    /// The fault of `bytes`; nil where they are accepted, as they then must be written back.
    private static func fault(_ bytes: [UInt8]) throws -> CanonicalFault? {
        switch readCanonically(bytes) {
        case .success(let written):
            #expect(written == bytes)
            return nil
        case .failure(.notCanonical(let fault, _)): return fault
        case .failure(let other): throw other
        }
    }

    @Test("accepts no n_ file, bare, without its last LF, or as the value of a member")
    func mustReject() throws {
        let files = try Vectors.files("jsontestsuite/test_parsing").filter {
            $0.key.hasPrefix("n_")
        }
        #expect(files.count == 188)
        for (name, bytes) in files {
            let line = bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
            for input in [bytes, line, Self.wrapped(bytes), Self.wrapped(line)] {
                if case .success = readCanonically(input) { Issue.record("\(name)") }
            }
        }
    }

    @Test("accepts of all its files two as they stand: objects in canonical form")
    func bare() throws {
        var accepted: Set<String> = []
        for folder in ["test_parsing", "test_transform"] {
            for (name, bytes) in try Vectors.files("jsontestsuite/\(folder)") {
                if try Self.fault(bytes) == nil { accepted.insert(name) }
            }
        }
        #expect(accepted == ["y_object_basic", "y_object_simple"])
    }

    @Test("decides each y_ and i_ file, as the value of a member, by the profile of the journal")
    func decided() throws {
        let files = try Vectors.files("jsontestsuite/test_parsing").filter {
            !$0.key.hasPrefix("n_")
        }
        #expect(files.count == 95 + 35)
        for (name, bytes) in files {
            let expected = try #require(Self.decisions.first { $0.value.contains(name) }, "\(name)")
            let fault = try Self.fault(Self.wrapped(bytes))
            if fault.map(Self.sentence) ?? "accepted" != expected.key {
                Issue.record("\(name): \(fault.map(Self.sentence) ?? "accepted")")
            }
        }
        #expect(Self.decisions.values.map(\.count).reduce(0, +) == 95 + 35)
    }

    /// The fault without what it carries.
    private static func sentence(_ fault: CanonicalFault) -> String {
        if case .duplicateMember = fault { "duplicateMember" } else { "\(fault)" }
    }

    /// Every file by its decision. The profile has no fractions, no nulls, no empty values, no
    /// white space; canonical form has one way to write a character; I-JSON has no duplicates.
    private static let decisions: [String: Set<String>] = [
        "accepted": [
            "y_array_empty", "y_array_ending_with_newline", "y_array_false",
            "y_number_negative_int", "y_number_negative_one", "y_number_simple_int",
            "y_object_basic", "y_object_simple", "y_string_backslash_and_u_escaped_zero",
            "y_string_backslash_doublequotes", "y_string_comments", "y_string_double_escape_a",
            "y_string_double_escape_n", "y_string_escaped_control_character", "y_string_in_array",
            // Noncharacters are well formed; the rules of text refuse them one step later.
            "y_string_nonCharacterInUTF-8_U+10FFFF", "y_string_nonCharacterInUTF-8_U+FFFF",
            "y_string_pi", "y_string_reservedCharacterInUTF-8_U+1BFFF", "y_string_simple_ascii",
            "y_string_space", "y_string_u+2028_line_sep", "y_string_u+2029_par_sep",
            "y_string_unescaped_char_delete", "y_string_unicode_2", "y_string_utf8",
            "y_string_with_del_character", "y_structure_lonely_false", "y_structure_lonely_int",
            "y_structure_lonely_string", "y_structure_lonely_true", "y_structure_true_in_array",
        ],
        "whiteSpace": [
            "y_array_arraysWithSpaces", "y_array_with_1_and_newline",
            "y_array_with_leading_space", "y_array_with_trailing_space", "y_number_after_space",
            "y_object", "y_object_extreme_numbers", "y_object_long_strings",
            "y_object_with_newlines", "y_string_in_array_with_leading_space",
            "y_structure_trailing_newline", "y_structure_whitespace_array",
        ],
        "null": [
            "y_array_heterogeneous", "y_array_null", "y_array_with_several_null",
            "y_structure_lonely_null",
        ],
        "emptyValue": ["y_array_empty-string", "y_object_empty", "y_structure_string_empty"],
        "floatingPoint": [
            "y_number", "y_number_0e+1", "y_number_0e1", "y_number_double_close_to_zero",
            "y_number_int_with_exp", "y_number_real_capital_e", "y_number_real_capital_e_neg_exp",
            "y_number_real_capital_e_pos_exp", "y_number_real_exponent",
            "y_number_real_fraction_exponent", "y_number_real_neg_exp",
            "y_number_real_pos_exponent", "y_number_simple_real",
            "y_structure_lonely_negative_real", "i_number_double_huge_neg_exp",
            "i_number_huge_exp", "i_number_neg_int_huge_exp", "i_number_pos_double_huge_exp",
            "i_number_real_neg_overflow", "i_number_real_pos_overflow", "i_number_real_underflow",
        ],
        "number": [
            "y_number_minus_zero", "y_number_negative_zero", "i_number_too_big_neg_int",
            "i_number_too_big_pos_int", "i_number_very_big_negative_int",
        ],
        "duplicateMember": ["y_object_duplicated_key", "y_object_duplicated_key_and_value"],
        "memberName": ["y_object_empty_key"],
        "nul": ["y_object_escaped_null_in_key", "y_string_null_escape"],
        "escape": [
            "y_object_string_unicode", "y_string_1_2_3_bytes_UTF-8_sequences",
            "y_string_accepted_surrogate_pair", "y_string_accepted_surrogate_pairs",
            "y_string_allowed_escapes", "y_string_escaped_noncharacter",
            "y_string_last_surrogates_1_and_2", "y_string_nbsp_uescaped",
            "y_string_one-byte-utf-8", "y_string_surrogates_U+1D11E_MUSICAL_SYMBOL_G_CLEF",
            "y_string_three-byte-utf-8", "y_string_two-byte-utf-8", "y_string_uEscape",
            "y_string_uescaped_newline", "y_string_unicode", "y_string_unicodeEscapedBackslash",
            "y_string_unicode_U+10FFFE_nonchar", "y_string_unicode_U+1FFFE_nonchar",
            "y_string_unicode_U+200B_ZERO_WIDTH_SPACE", "y_string_unicode_U+2064_invisible_plus",
            "y_string_unicode_U+FDD0_nonchar", "y_string_unicode_U+FFFE_nonchar",
            "y_string_unicode_escaped_double_quote",
        ],
        "loneSurrogate": [
            "i_object_key_lone_2nd_surrogate", "i_string_1st_surrogate_but_2nd_missing",
            "i_string_1st_valid_surrogate_2nd_invalid", "i_string_UTF8_surrogate_U+D800",
            "i_string_incomplete_surrogate_and_escape_valid", "i_string_incomplete_surrogate_pair",
            "i_string_incomplete_surrogates_escape_valid", "i_string_invalid_lonely_surrogate",
            "i_string_invalid_surrogate", "i_string_inverted_surrogates_U+1D11E",
            "i_string_lone_second_surrogate",
        ],
        "notUTF8": [
            "i_string_UTF-8_invalid_sequence", "i_string_invalid_utf-8", "i_string_iso_latin_1",
            "i_string_lone_utf8_continuation_byte", "i_string_not_in_unicode_range",
            "i_string_overlong_sequence_2_bytes", "i_string_overlong_sequence_6_bytes",
            "i_string_overlong_sequence_6_bytes_null", "i_string_truncated-utf-8",
        ],
        "unexpected": [
            "i_string_UTF-16LE_with_BOM", "i_string_utf16BE_no_BOM", "i_string_utf16LE_no_BOM",
            "i_structure_UTF-8_BOM_empty_object",
        ],
        "depth": ["i_structure_500_nested_arrays"],
    ]

    @Test("refuses the outputs of RFC 8785's vectors: none keeps within the profile")
    func canonicalOutputs() throws {
        let outputs = try Vectors.files("jcs/output")
        let faults = try outputs.mapValues { try Self.fault($0) }
        #expect(
            faults == [
                "arrays": .unexpected, "french": .memberName, "structures": .memberName,
                "unicode": .memberName, "values": .null, "weird": .memberName,
            ]
        )
    }

    @Test("writes every text of RFC 8785's inputs as their outputs have it, and reads it again")
    func canonicalTexts() throws {
        let outputs = try Vectors.files("jcs/output")
        var textCount = 0
        for (name, input) in try Vectors.files("jcs/input") {
            let output = Data(try #require(outputs[name]))
            for text in Self.texts(in: try JSONSerialization.jsonObject(with: Data(input))) {
                var quoted: [UInt8] = []
                JSONValue.quote(text, into: &quoted)
                if output.range(of: Data(quoted)) == nil { Issue.record("\(name): \(text)") }
                if !text.isEmpty { #expect(try Self.fault(Self.wrapped(quoted)) == nil) }
                textCount += 1
            }
        }
        // arrays 3, french 8, structures 16, unicode 2, values 4, weird 18: names and strings.
        #expect(textCount == 51)
    }

    /// The names and strings of a value.
    private static func texts(in value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let values as [Any]: values.flatMap { texts(in: $0) }
        case let members as [String: Any]: members.flatMap { [$0.key] + texts(in: $0.value) }
        default: []
        }
    }
}
