// Text made safe to show: what would steer a terminal or deceive a reader is spelled out.

/// Makes hidden characters visible.
enum Visible {
    /// `text` with every character that would steer a terminal, break the line or change the order
    /// of what is read written as its code: `<U+001B>`.
    ///
    /// A journal refuses most of them, but a damaged one may hold any, as may an argument or a
    /// file's name. Line feeds stay where `lines` is true.
    static func text(_ text: String, lines: Bool = false) -> String {
        guard text.unicodeScalars.contains(where: { isHidden($0, lines: lines) }) else {
            return text
        }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHidden(scalar, lines: lines) {
                shown.append(contentsOf: spelled(scalar).unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// Controls (C0, DEL, C1), the separators of lines and paragraphs, the marks that reorder text
    /// (U+202A-202E, U+2066-2069) and the invisible tags (U+E0000-E007F).
    private static func isHidden(_ scalar: Unicode.Scalar, lines: Bool) -> Bool {
        switch scalar.value {
        case 0x0A: !lines
        case 0..<0x20, 0x7F...0x9F: true
        case 0x2028...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
        default: false
        }
    }

    private static func spelled(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + ">"
    }
}
