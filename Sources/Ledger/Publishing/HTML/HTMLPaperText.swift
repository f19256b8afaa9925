// Text in the HTML of a paper: nothing in it is taken for markup, reorders its surroundings, or
// runs off the page.

/// How text is written in HTML that is well-formed XML too.
public enum HTMLText {
    /// Text between tags: escaped, its lines apart, right-to-left words isolated, and a place to
    /// break every twelve characters of a word too long for a line.
    public static func text(_ text: String) -> String {
        if PaperText.isPlain(text), !hasLongWord(text) { return escaped(text) }
        var html = ""
        for (index, line) in PaperText.lines(text).enumerated() {
            if index > 0 { html += "<br/>" }
            for run in PaperText.runs(line) {
                let words = escaped(breakable(run.text))
                html += run.isRightToLeft ? "<bdi>\(words)</bdi>" : words
            }
        }
        return html
    }

    /// Text where no element may stand, such as an attribute or a `title`: escaped, on one line.
    public static func plain(_ text: String) -> String {
        // The isolates do what `bdi` does between tags.
        escaped(PaperText.isolated(PaperText.lines(text).joined(separator: " ")))
    }

    /// The address of a link, nil where following it could do anything but open a page or a
    /// letter.
    public static func address(_ url: String) -> String? {
        PaperText.mayFollow(url) ? plain(url) : nil
    }

    /// A name that may stand as an `id`: one word, not empty.
    static func name(_ name: String) -> String {
        var word = ""
        for scalar in name.unicodeScalars {
            let isBlank = scalar.properties.isWhitespace
            word.unicodeScalars.append(isBlank ? "-" : PaperText.legible(scalar))
        }
        return word.isEmpty ? "part" : word
    }

    // MARK: Scalars

    /// Where a line that is too long for its place may be broken; taken out again when written.
    private static let breakMark: Unicode.Scalar = "\u{0}"

    /// Whether a word of plain text is so long that it may have to be broken.
    private static func hasLongWord(_ text: String) -> Bool {
        var length = 0
        for byte in text.utf8 {
            length = byte == UInt8(ascii: " ") ? 0 : length + 1
            if length > 24 { return true }
        }
        return false
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), 0:
            true
        default: false
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: isMarkup) else { return text }
        var html = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            case breakMark: html += "<wbr/>"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }

    /// `text` with a mark in every word of more than 24 characters, at every twelfth.
    private static func breakable(_ text: String) -> String {
        var marked = ""
        var word: [Character] = []
        for character in text {
            if character.isWhitespace {
                marked += broken(word)
                marked.append(character)
                word.removeAll(keepingCapacity: true)
            } else {
                word.append(character)
            }
        }
        return marked + broken(word)
    }

    private static func broken(_ word: [Character]) -> String {
        guard word.count > 24 else { return String(word) }
        var marked = ""
        for (index, character) in word.enumerated() {
            if index > 0, index % 12 == 0 { marked.unicodeScalars.append(breakMark) }
            marked.append(character)
        }
        return marked
    }
}
