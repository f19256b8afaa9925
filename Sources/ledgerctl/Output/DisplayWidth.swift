// How many columns of a terminal a text takes.

extension Character {
    /// The columns that this character takes on a terminal: 0 for a lone combining mark, 2 for
    /// the wide letters of East Asia and for pictures, else 1.
    ///
    /// After Unicode Standard Annex #11; terminals differ in the rare cases, and a column too many
    /// or too few only bends a line of a table.
    var displayWidth: Int {
        guard let base = unicodeScalars.first else { return 0 }
        switch base.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let shownAsPicture = unicodeScalars.contains { $0.value == 0xFE0F }
        return Character.isWide(base) || shownAsPicture ? 2 : 1
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3:
            true
        case 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6: true
        case 0x16FE0...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD: true
        default: scalar.properties.isEmojiPresentation
        }
    }
}

extension String {
    /// The columns that the text, of one line, takes on a terminal.
    var displayWidth: Int {
        utf8.allSatisfy { (0x20..<0x7F).contains($0) }
            ? utf8.count : reduce(0) { $0 + $1.displayWidth }
    }
}
