// Words in a Word document: what XML wants escaped, runs, and text that reads from the right.

/// Words in a Word document.
enum WordText {
    /// The namespace of the text.
    static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    /// `text` as content of an element or, between quotation marks, of an attribute.
    ///
    /// White space other than the space is written as a reference, which XML readers keep as it
    /// is. What XML 1.0 has no place for becomes U+FFFD; no text of a journal holds any.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// `url` as the target of a relationship, which must be a URI (RFC 3986): bytes that have no
    /// place in one are percent-encoded.
    static func address(_ url: String) -> String {
        let kept = Set("-._~:/?#[]@!$&'()*+,;=%".utf8)
        var address = ""
        for byte in url.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isLetter = byte < 0x80 && (scalar.properties.isAlphabetic || isDigit(byte))
            if isLetter || kept.contains(byte) {
                address.unicodeScalars.append(scalar)
            } else {
                address += "%" + (byte < 16 ? "0" : "")
                address += String(byte, radix: 16, uppercase: true)
            }
        }
        return address
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Runs of `text` with `properties`, which stand in the order that the schema wants and may
    /// be followed by `w:rtl`.
    static func run(_ text: String, _ properties: String = "") -> String {
        var xml = ""
        for piece in pieces(of: text) {
            let all = properties + (piece.isFromRight ? "<w:rtl/>" : "")
            xml += "<w:r>" + (all.isEmpty ? "" : "<w:rPr>\(all)</w:rPr>")
            xml += content(piece.text) + "</w:r>"
        }
        return xml
    }

    /// The words of a run; a line feed is a break.
    private static func content(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { words in
                words.isEmpty ? "" : "<w:t xml:space=\"preserve\">\(escaped(String(words)))</w:t>"
            }.joined(separator: "<w:tab/>")
        }.joined(separator: "<w:br/>")
    }

    /// A stretch of text that is read in one direction.
    struct Piece: Equatable {
        /// Its words.
        var text: String
        /// Whether it is Hebrew, Arabic or another script that is read from the right.
        let isFromRight: Bool
    }

    /// `text` cut where the direction changes. What stands between two words that are read from
    /// the right belongs to them; what stands beside them does not.
    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var neutral = ""
        for scalar in text.unicodeScalars {
            let isFromRight = isFromRight(scalar)
            let last = pieces.indices.last
            if !isFromRight, let last, pieces[last].isFromRight, !isLetterOrDigit(scalar) {
                neutral.unicodeScalars.append(scalar)
            } else if let last, pieces[last].isFromRight == isFromRight {
                pieces[last].text += neutral
                pieces[last].text.unicodeScalars.append(scalar)
                neutral = ""
            } else {
                pieces.append(Piece(text: neutral + String(scalar), isFromRight: isFromRight))
                neutral = ""
            }
        }
        if !neutral.isEmpty { pieces.append(Piece(text: neutral, isFromRight: false)) }
        return pieces
    }

    /// Whether the first letter of `text` is read from the right, and so the paragraph.
    static func beginsFromRight(_ text: String) -> Bool {
        text.unicodeScalars.first { $0.properties.isAlphabetic }.map(isFromRight) ?? false
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether a character belongs to a block of scripts that are read from the right: Hebrew to
    /// Arabic Extended, the presentation forms, and the two ranges set aside in plane 1 (Unicode
    /// Standard Annex 9, section 3.2).
    private static func isFromRight(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
            0x1E800...0x1EFFF:
            true
        default: false
        }
    }
}
