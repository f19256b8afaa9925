// JSON laid out for reading: the answers of `--json`.

extension JSONValue {
    /// The value over several lines, two spaces for each level, ended by a line feed:
    ///
    ///     {
    ///       "action": "A1",
    ///       "leads": ["KT", "JMW"],
    ///       "milestones": [
    ///         {
    ///           "due": null
    ///         }
    ///       ]
    ///     }
    ///
    /// Members stand in the order given. A list of texts, numbers and the like takes one line. The
    /// escapes are those of canonical JSON, and besides them `\u` and four digits for the
    /// characters above U+007E that would steer a terminal or change the order of what is read
    /// (DEL and C1, U+2028-202E, U+2066-2069); a reader gets the same text back.
    ///
    /// - Complexity: O(n) in the bytes written.
    public func indented() -> String {
        var bytes: [UInt8] = []
        indent(into: &bytes, level: 0)
        bytes.append(UInt8(ascii: "\n"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func indent(into bytes: inout [UInt8], level: Int) {
        switch self {
        case .null, .integer, .bool: format(into: &bytes)
        case .string(let text): JSONValue.quoteVisibly(text, into: &bytes)
        case .array(let values):
            let isFlat = values.allSatisfy(\.isScalar)
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(contentsOf: isFlat ? [0x2C, 0x20] : [0x2C]) }
                if !isFlat { JSONValue.breakLine(&bytes, level + 1) }
                value.indent(into: &bytes, level: level + 1)
            }
            if !isFlat { JSONValue.breakLine(&bytes, level) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONValue.breakLine(&bytes, level + 1)
                JSONValue.quoteVisibly(member.name, into: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                member.value.indent(into: &bytes, level: level + 1)
            }
            if !members.isEmpty { JSONValue.breakLine(&bytes, level) }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private var isScalar: Bool {
        switch self {
        case .null, .string, .integer, .bool: true
        case .array, .object: false
        }
    }

    private static func breakLine(_ bytes: inout [UInt8], _ level: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    private static func quoteVisibly(_ text: String, into bytes: inout [UInt8]) {
        var quoted: [UInt8] = []
        quote(text, into: &quoted)
        guard text.unicodeScalars.contains(where: isHidden) else {
            bytes.append(contentsOf: quoted)
            return
        }
        for scalar in String(decoding: quoted, as: UTF8.self).unicodeScalars {
            if isHidden(scalar) {
                let hex = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: 4 - hex.utf8.count)
                bytes.append(contentsOf: "\\u\(zeros)\(hex)".utf8)
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
