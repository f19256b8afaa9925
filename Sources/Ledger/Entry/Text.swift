// What text may stand in an entry: I-JSON (RFC 7493) without what could deceive a reader.

/// Why a text may not stand in an entry.
public enum TextFault: Error, Hashable, Sendable {
    /// There is nothing in it, or nothing but white space.
    case empty
    /// It holds the control character U+`scalar`.
    case control(UInt32)
    /// It holds U+`scalar`, which reorders what a reader sees.
    case bidirectional(UInt32)
    /// It holds the noncharacter U+`scalar` (RFC 7493, section 2.1).
    case noncharacter(UInt32)
    /// It runs over several lines where one line is wanted.
    case lineFeed

    /// What is wrong, to stand after "the note" or another noun.
    public var words: String {
        switch self {
        case .empty: "is empty"
        case .control(let scalar):
            "holds the control character \(named(scalar)), which no text of a journal may hold"
        case .bidirectional(let scalar):
            "holds \(named(scalar)), a mark that changes the order in which text is shown"
        case .noncharacter(let scalar): "holds \(named(scalar)), which is no character"
        case .lineFeed: "runs over more than one line"
        }
    }
}

func named(_ scalar: UInt32) -> String {
    let hex = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
}

/// The rules of text in an entry, which writers make true and readers check.
public enum Text {
    /// The members that may hold line feeds; every other text is one line.
    static let manyLined = ["because", "minute", "mitigation", "note", "text"]

    /// The first fault of `text`, nil where it may stand in an entry.
    public static func fault(in text: String, lines: Bool) -> TextFault? {
        guard !text.utf8.isEmpty else { return .empty }
        if text.utf8.allSatisfy({ 0x20..<0x80 ~= $0 }) { return nil }
        for scalar in text.unicodeScalars {
            if let fault = fault(of: scalar.value, lines: lines) { return fault }
        }
        return nil
    }

    static func fault(of scalar: UInt32, lines: Bool) -> TextFault? {
        switch scalar {
        case 0x0A: lines ? nil : .lineFeed
        case 0..<0x20: .control(scalar)
        case 0x202A...0x202E, 0x2066...0x2069: .bidirectional(scalar)
        case 0xFDD0...0xFDEF: .noncharacter(scalar)
        case _ where scalar & 0xFFFE == 0xFFFE: .noncharacter(scalar)
        default: nil
        }
    }

    /// `text` as a writer records it: in Unicode's normal form C, with CR LF made LF and the white
    /// space at both ends gone.
    ///
    /// - Throws: the fault that keeps the text out of a journal.
    public static func entered(_ text: String, lines: Bool) throws(TextFault) -> String {
        var unified = text.inNormalFormC
        if unified.utf8.contains(0x0D) {
            unified = String(
                decoding: withoutCarriageReturns(Array(unified.utf8)),
                as: UTF8.self
            )
        }
        let trimmed = trim(unified)
        if let fault = fault(in: trimmed, lines: lines) { throw fault }
        return trimmed
    }

    private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
        bytes.indices.filter { index in
            bytes[index] != 0x0D || index + 1 == bytes.count || bytes[index + 1] != 0x0A
        }.map { bytes[$0] }
    }

    private static func trim(_ text: String) -> String {
        let blank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let scalars = text.unicodeScalars
        let kept = scalars.drop(while: blank)
        guard let last = kept.lastIndex(where: { !blank($0) }) else { return "" }
        return String(kept[...last])
    }
}

extension StringProtocol {
    /// Where `part` first stands in it; nil where it does not.
    ///
    /// The standard library finds parts of text by its regular expressions, and a program that
    /// asks it to is larger by a megabyte, which every start of it pays for.
    ///
    /// - Complexity: O(n m) in the characters of both.
    func place(of part: some StringProtocol) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(part) }.map { start in
            start..<index(start, offsetBy: part.count)
        }
    }
}
