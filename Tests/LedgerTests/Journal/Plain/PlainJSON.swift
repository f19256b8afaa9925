// Canonical JSON in the plainest way: a line is read with little care, and what it says is written
// again; a line that is canonical comes out as it was.

/// A JSON value. Foundation's reader is not used: it drops U+FEFF where a text begins with it.
indirect enum PlainValue {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([PlainValue])
    case object([String: PlainValue])
}

/// Canonical JSON (RFC 8785) within the profile of a journal.
struct PlainJSON {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    /// The object that `line` is; nil unless writing what it says again gives the same bytes.
    static func object(_ line: [UInt8]) -> [String: PlainValue]? {
        guard let text = String(validating: line, as: UTF8.self) else { return nil }
        var reader = PlainJSON(scalars: Array(text.unicodeScalars))
        guard let value = reader.value(), reader.next == nil, case .object(let members) = value,
            let again = written(value, depth: 1), Array(again.utf8) == line
        else { return nil }
        return members
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    // MARK: Reading

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take() -> Unicode.Scalar? {
        defer { place += 1 }
        return next
    }

    private mutating func value() -> PlainValue? {
        switch next {
        case "\"": return text().map { .text($0) }
        case "[":
            var list: [PlainValue] = []
            let isRead = parts(until: "]") { reader in
                reader.value().map { list.append($0) } != nil
            }
            return isRead ? .list(list) : nil
        case "{":
            var members: [String: PlainValue] = [:]
            let isRead = parts(until: "}") { reader in
                guard let name = reader.text(), reader.take() == ":" else { return false }
                members[name] = reader.value()
                return members[name] != nil
            }
            return isRead ? .object(members) : nil
        default:
            var word = String.UnicodeScalarView()
            while let next, !",]}".unicodeScalars.contains(next) {
                word.append(next)
                place += 1
            }
            if ["true", "false"].contains(String(word)) { return .truth(String(word) == "true") }
            return Int(String(word)).map { .number($0) }
        }
    }

    /// Reads what stands between two brackets, with a comma between any two parts.
    private mutating func parts(
        until end: Unicode.Scalar,
        _ part: (inout PlainJSON) -> Bool
    ) -> Bool {
        place += 1
        if next == end { return take() == end }
        while part(&self) {
            let next = take()
            if next == end { return true }
            if next != "," { return false }
        }
        return false
    }

    private mutating func text() -> String? {
        guard take() == "\"" else { return nil }
        var text = String.UnicodeScalarView()
        while let next = take() {
            if next == "\"" { return String(text) }
            if next != "\\" {
                text.append(next)
                continue
            }
            guard let letter = take() else { return nil }
            if let meant = PlainJSON.escapes.first(where: { $0.letter == letter })?.meant {
                text.append(meant)
                continue
            }
            var digits = String.UnicodeScalarView()
            for _ in 0..<4 { if let digit = take() { digits.append(digit) } }
            guard letter == "u", let number = UInt32(String(digits), radix: 16),
                let scalar = Unicode.Scalar(number)
            else { return nil }
            text.append(scalar)
        }
        return nil
    }

    // MARK: Writing

    /// `value` in canonical form; nil where it is nothing that a journal may hold: nothing is
    /// empty but a list, numbers are below 2^53, values stand in each other at most eight deep.
    private static func written(_ value: PlainValue, depth: Int) -> String? {
        switch value {
        case .truth(let truth): return truth ? "true" : "false"
        case .number(let number): return number.magnitude < 1 << 53 ? String(number) : nil
        case .text(let text): return text.isEmpty || text.utf8.contains(0) ? nil : quoted(text)
        case .list(let list):
            let parts = list.compactMap { written($0, depth: depth + 1) }
            guard depth <= 8, parts.count == list.count else { return nil }
            return "[" + parts.joined(separator: ",") + "]"
        case .object(let members):
            let parts = members.keys.sorted().compactMap { name in
                members[name].flatMap { written($0, depth: depth + 1) }.map { "\"\(name)\":\($0)" }
            }
            guard depth <= 8, !members.isEmpty, parts.count == members.count,
                members.keys.allSatisfy(isMemberName)
            else { return nil }
            return "{" + parts.joined(separator: ",") + "}"
        }
    }

    private static func isMemberName(_ name: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return name.utf8.first.map(letters.contains) == true
            && name.utf8.allSatisfy {
                letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-")
            }
    }

    private static func quoted(_ text: String) -> String {
        var written = String.UnicodeScalarView()
        written.append("\"")
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x20, scalar != "\"", scalar != "\\" {
                written.append(scalar)
            } else if let escape = escapes.first(where: { $0.meant == scalar }) {
                written.append(contentsOf: ["\\", escape.letter])
            } else {
                let hex = String(scalar.value, radix: 16)
                written.append(
                    contentsOf: (scalar.value < 0x10 ? "\\u000" : "\\u00").unicodeScalars
                )
                written.append(contentsOf: hex.unicodeScalars)
            }
        }
        written.append("\"")
        return String(written)
    }

    private static let escapes: [(meant: Unicode.Scalar, letter: Unicode.Scalar)] = [
        ("\"", "\""), ("\\", "\\"), ("\u{8}", "b"), ("\t", "t"), ("\n", "n"), ("\u{C}", "f"),
        ("\r", "r"),
    ]
}
