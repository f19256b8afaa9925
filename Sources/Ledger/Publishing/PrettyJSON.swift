// JSON laid out for people as well as programs.

extension JSONValue {
    /// The value over several lines: two spaces an indent, members in the order they stand in,
    /// arrays of plain values on one line, strings escaped as in canonical form.
    public var pretty: String {
        var text = ""
        format(into: &text, indent: 0)
        return text
    }

    private var isPlain: Bool {
        switch self {
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        case .null, .string, .integer, .bool: true
        }
    }

    private func format(into text: inout String, indent: Int) {
        switch self {
        case .array(let values) where !values.allSatisfy(\.isPlain):
            let parts = values.map { ("", $0) }
            JSONValue.lay(out: parts, "[", "]", into: &text, indent: indent)
        case .object(let members) where !members.isEmpty:
            let parts = members.map { (JSONValue.string($0.name).canonical + ": ", $0.value) }
            JSONValue.lay(out: parts, "{", "}", into: &text, indent: indent)
        case .array(let values):
            text += "[\(values.map(\.canonical).joined(separator: ", "))]"
        case .null, .string, .integer, .bool, .object: text += canonical
        }
    }

    private static func lay(
        out parts: [(String, JSONValue)],
        _ open: String,
        _ close: String,
        into text: inout String,
        indent: Int
    ) {
        let blank = String(repeating: "  ", count: indent + 1)
        text += open
        for (number, part) in parts.enumerated() {
            text += "\(number == 0 ? "" : ",")\n\(blank)\(part.0)"
            part.1.format(into: &text, indent: indent + 1)
        }
        text += "\n\(blank.dropLast(2))\(close)"
    }

    /// The value in canonical form (RFC 8785), as text.
    public var canonical: String {
        var bytes: [UInt8] = []
        format(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
