// The strict reader: bytes that are not in canonical form are refused, and the fault is named.

/// Reads one canonical JSON object and nothing else.
///
/// Every departure from the form that ``JSONValue/format(into:)`` writes is a fault, so a line
/// that is read is the only way to write what it says.
public struct CanonicalReader {
    private static let depthMax = 8

    private let bytes: [UInt8]
    private var position: Int
    private let endPosition: Int
    private var depth = 0

    /// Reads `line`, a line without its LF.
    ///
    /// - Throws: the first fault on the way from left to right, and its byte, counted from 1.
    public static func parse(_ line: ArraySlice<UInt8>) throws(EntryError) -> [JSONValue.Member] {
        var reader = CanonicalReader(bytes: Array(line))
        do throws(CanonicalFault) {
            return try reader.wholeObject()
        } catch {
            throw .notCanonical(error, byte: reader.position + 1)
        }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
        endPosition = bytes.count
    }

    private mutating func wholeObject() throws(CanonicalFault) -> [JSONValue.Member] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw .byteOrderMark }
        guard try peek() == UInt8(ascii: "{") else { throw unexpected() }
        let members = try object()
        if position < endPosition { throw isWhiteSpace(bytes[position]) ? .whiteSpace : .trailing }
        return members
    }

    private func peek() throws(CanonicalFault) -> UInt8 {
        guard position < endPosition else { throw .incomplete }
        return bytes[position]
    }

    private func unexpected() -> CanonicalFault {
        position < endPosition && isWhiteSpace(bytes[position]) ? .whiteSpace : .unexpected
    }

    private func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private mutating func take(_ expected: UInt8) throws(CanonicalFault) {
        guard try peek() == expected else { throw unexpected() }
        position += 1
    }

    private mutating func takeIf(_ wanted: UInt8) throws(CanonicalFault) -> Bool {
        guard try peek() == wanted else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(CanonicalFault) -> JSONValue {
        switch try peek() {
        case UInt8(ascii: "\""):
            let start = position
            let text = try string()
            if text.isEmpty {
                position = start
                throw .emptyValue
            }
            return .string(text)
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .integer(try integer())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"):
            _ = try word("null", .bool(false))
            position -= 4
            throw .null
        default: throw unexpected()
        }
    }

    private mutating func word(
        _ word: String,
        _ value: JSONValue
    ) throws(CanonicalFault) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw .unexpected }
        position += word.utf8.count
        return value
    }

    private mutating func object() throws(CanonicalFault) -> [JSONValue.Member] {
        try enter(UInt8(ascii: "{"))
        if try peek() == UInt8(ascii: "}") {
            position -= 1
            throw .emptyValue
        }
        var members: [JSONValue.Member] = []
        repeat {
            let start = position
            let name = try memberName()
            if let last = members.last, last.name >= name {
                let isThere = members.contains { $0.name == name }
                position = start
                throw isThere ? .duplicateMember(name) : .unsortedMember(name)
            }
            try take(UInt8(ascii: ":"))
            members.append(.init(name: name, value: try value()))
        } while try takeIf(UInt8(ascii: ","))
        try take(UInt8(ascii: "}"))
        depth -= 1
        return members
    }

    private mutating func array() throws(CanonicalFault) -> [JSONValue] {
        try enter(UInt8(ascii: "["))
        var values: [JSONValue] = []
        if try !takeIf(UInt8(ascii: "]")) {
            repeat { values.append(try value()) } while try takeIf(UInt8(ascii: ","))
            try take(UInt8(ascii: "]"))
        }
        depth -= 1
        return values
    }

    private mutating func enter(_ bracket: UInt8) throws(CanonicalFault) {
        guard depth < CanonicalReader.depthMax else { throw .depth }
        try take(bracket)
        depth += 1
    }

    private mutating func memberName() throws(CanonicalFault) -> String {
        let start = position
        let name = try string()
        let first = name.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        let allowed = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard first == true, allowed else {
            position = start
            throw .memberName
        }
        return name
    }

    private mutating func integer() throws(CanonicalFault) -> Int {
        let start = position
        let negative = try takeIf(UInt8(ascii: "-"))
        let from = position
        while position < endPosition, (0x30...0x39).contains(bytes[position]) { position += 1 }
        let written = bytes[from..<position]
        if position < endPosition, [0x2E, 0x45, 0x65].contains(bytes[position]) {
            position = start
            throw .floatingPoint
        }
        guard written.count <= 16, let size = digits(written), size < 1 << 53,
            written.count == 1 || written.first != UInt8(ascii: "0"), !(negative && size == 0)
        else {
            position = start
            throw written.isEmpty ? .unexpected : .number
        }
        return negative ? -size : size
    }

    private mutating func string() throws(CanonicalFault) -> String {
        try take(UInt8(ascii: "\""))
        let opening = position
        // What stands before the last escape, where there is one.
        var text: [UInt8] = []
        var start = position
        while true {
            let byte = try peek()
            if byte == UInt8(ascii: "\"") { break }
            if byte < 0x20 { throw byte == 0 ? .nul : .escape }
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: bytes[start..<position])
                text.append(try escape())
                start = position
            } else {
                position += 1
            }
        }
        if !text.isEmpty { text.append(contentsOf: bytes[start..<position]) }
        let string =
            text.isEmpty
            ? CanonicalReader.string(bytes.span.extracting(start..<position))
            : CanonicalReader.string(text.span)
        guard let string else {
            position = endOfUTF8(from: opening)
            throw isSurrogate(at: position) ? .loneSurrogate : .notUTF8
        }
        position += 1
        return string
    }

    /// The text that `bytes` are; nil where they are not UTF-8.
    private static func string(_ bytes: Span<UInt8>) -> String? {
        do { return String(copying: try UTF8Span(validating: bytes)) } catch { return nil }
    }

    /// Where the bytes from `start` on stop being UTF-8.
    private func endOfUTF8(from start: Int) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes[start...].makeIterator()
        var end = start
        while case .valid(let scalar) = parser.parseScalar(from: &rest) { end += scalar.count }
        return end
    }

    /// A surrogate written as three bytes: not UTF-8, and the commonest way to smuggle one in.
    private func isSurrogate(at place: Int) -> Bool {
        place + 1 < endPosition && bytes[place] == 0xED
            && (0xA0...0xBF).contains(bytes[place + 1])
    }

    /// The byte that an escape stands for, where canonical form writes it so.
    private mutating func escape() throws(CanonicalFault) -> UInt8 {
        guard position + 1 < endPosition else { throw .incomplete }
        let letter = bytes[position + 1]
        if letter != UInt8(ascii: "u") {
            guard let meant = JSONValue.meaning(ofShortEscape: letter) else { throw .escape }
            position += 2
            return meant
        }
        guard position + 5 < endPosition else { throw .incomplete }
        guard let number = codeUnit(at: position) else { throw .escape }
        if (0xD800...0xDFFF).contains(number) {
            throw isPair(at: position) ? .escape : .loneSurrogate
        }
        if number == 0 { throw .nul }
        let lowerCase = !bytes[position + 2..<position + 6].contains { (0x41...0x46).contains($0) }
        let byte = UInt8(truncatingIfNeeded: number)
        guard number < 0x20, lowerCase, JSONValue.shortEscape(of: byte) == nil else {
            throw .escape
        }
        position += 6
        return byte
    }

    /// The UTF-16 code unit that a `\u` and four hexadecimal digits at `place` write.
    private func codeUnit(at place: Int) -> UInt16? {
        guard place + 5 < endPosition, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[place + 2..<place + 6] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// Whether two escapes at `place` write one character beyond U+FFFF, as canonical form never
    /// does.
    private func isPair(at place: Int) -> Bool {
        guard let high = codeUnit(at: place), let low = codeUnit(at: place + 6) else {
            return false
        }
        return (0xD800...0xDBFF).contains(high) && (0xDC00...0xDFFF).contains(low)
    }
}
