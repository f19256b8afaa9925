// JSON values within the journal's profile, and their one way of being written (RFC 8785).

/// A JSON value without fractions. Entries never hold a null; answers to people do.
public enum JSONValue: Hashable, Sendable {
    /// What is not there, in an answer.
    case null
    /// Text.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// True or false.
    case bool(Bool)
    /// Values in order.
    case array([JSONValue])
    /// Names and their values, in the order they are shown to people.
    case object([Member])

    /// A name and its value.
    public struct Member: Hashable, Sendable {
        /// The name, ASCII.
        public let name: String
        /// The value.
        public let value: JSONValue

        /// `value` under `name`.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Appends the canonical bytes of the value: no white space, members sorted, the fewest
    /// escapes. Member names are ASCII here, so byte order is the order of UTF-16 code units that
    /// RFC 8785, section 3.2.3, asks for.
    public func format(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .string(let text): JSONValue.quote(text, into: &bytes)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .bool(let truth): bytes.append(contentsOf: (truth ? "true" : "false").utf8)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.format(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in JSONValue.sorted(members).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONValue.quote(member.name, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.format(into: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// `members` in the order of their names. They are few and mostly in order, so each is moved up
    /// to its place.
    private static func sorted(_ members: [Member]) -> [Member] {
        var members = members
        for index in members.indices.dropFirst() {
            var place = index
            while place > 0, members[place].name < members[place - 1].name {
                members.swapAt(place, place - 1)
                place -= 1
            }
        }
        return members
    }

    /// Appends `text` in quotation marks with the escapes of RFC 8785, section 3.2.2.2.
    static func quote(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes += text.utf8
        // Hardly a text needs an escape, so all of it is copied and looked at once.
        if needsEscape(bytes.span.extracting(start...)) {
            bytes.removeSubrange(start...)
            for byte in text.utf8 { put(byte, into: &bytes) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ bytes: Span<UInt8>) -> Bool {
        // Without a way out on the way: so the compiler looks at many bytes at a time.
        var isFound = false
        for place in bytes.indices {
            let byte = bytes[place]
            let needs = byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            isFound = isFound || needs
        }
        return isFound
    }

    /// Appends `byte` of a text, escaped where it must be.
    private static func put(_ byte: UInt8, into bytes: inout [UInt8]) {
        if let short = shortEscape(of: byte) {
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(short)
        } else if byte < 0x20 {
            let hex = Array("0123456789abcdef".utf8)
            bytes += "\\u00".utf8
            bytes.append(hex[Int(byte >> 4)])
            bytes.append(hex[Int(byte & 15)])
        } else {
            bytes.append(byte)
        }
    }

    /// The letter that stands for `byte` after a backslash, where there is one.
    static func shortEscape(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        default: nil
        }
    }

    /// The byte for which `letter` stands after a backslash. The inverse of ``shortEscape(of:)``.
    static func meaning(ofShortEscape letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        default: nil
        }
    }
}
