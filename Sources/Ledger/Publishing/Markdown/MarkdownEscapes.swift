// What in a text would be read as Markdown: each rule of GFM that text can run into.

/// A line of text, and what stands around it.
///
/// The rules are those of CommonMark 0.29 and of GFM's tables, strikethrough, task lists and
/// autolinks. A character that no rule takes up stays as it is, so that "R&D", "5 * 3",
/// "snake_case" and "< 5" can be read.
struct MarkdownEscapes {
    let scalars: [Unicode.Scalar]
    /// The character written before the text; nil at the start of the line.
    let before: Unicode.Scalar?
    /// The character that follows; nil at its end.
    let after: Unicode.Scalar?
    let place: MarkdownLine.Place
    /// Whether the text leads somewhere: brackets in it would end it.
    let inLink: Bool

    /// Appends the text with a backslash before every character that would be markup.
    func write(to markdown: inout String) {
        let marker = place == .block && before == nil ? blockMarker : nil
        for index in scalars.indices {
            if index == marker || isMarkup(index) { markdown += "\\" }
            markdown.unicodeScalars.append(scalars[index])
        }
    }

    private subscript(_ index: Int) -> Unicode.Scalar? {
        if index < 0 { return before }
        return index < scalars.count ? scalars[index] : after
    }

    // MARK: Blocks

    /// The character that makes something else than words of a line that begins with the text: a
    /// heading, quotation, item, line across, fence of code, or definition of a link.
    private var blockMarker: Int? {
        guard let first = scalars.first else { return nil }
        let next = self[1]
        switch first {
        case ">", "[": return 0
        case "#":
            let count = scalars.prefix { $0 == "#" }.count
            return count <= 6 && self[count].isBlank ? 0 : nil
        case "-": return next.isBlank || next == "-" ? 0 : nil
        case "+", "*", "_": return next.isBlank ? 0 : nil
        case "~": return next == "~" ? 0 : nil
        case "0"..."9":
            let count = scalars.prefix { ("0"..."9").contains($0) }.count
            let isItem = self[count] == "." || self[count] == ")"
            return count <= 9 && isItem && self[count + 1].isBlank ? count : nil
        default: return nil
        }
    }

    // MARK: Within a line

    private func isMarkup(_ index: Int) -> Bool {
        let (last, next) = (self[index - 1], self[index + 1])
        switch scalars[index] {
        case "`": return true
        case "\\": return next.map(Self.isPunctuation) ?? true
        case "|": return place == .cell
        case "*": return !(last.isBlank && next.isBlank)
        // Within a word it is no markup.
        case "_": return !(last.isBlank && next.isBlank) && !(isWord(last) && isWord(next))
        // What cannot end a stretch that is struck through does no harm.
        case "~": return !last.isBlank
        case "[": return inLink
        case "]": return inLink || next == "(" || next == ":"
        case "!": return index == scalars.count - 1 && after == "["
        case "<":
            return next.map { Self.isLetter($0) || ["/", "!", "?"].contains($0) } ?? false
        case "&": return Self.opensReference(scalars[index...])
        case "#": return place == .heading && last.isBlank && closesHeading(index)
        // "https://" and "www." become links by themselves.
        case ":": return isWord(last) && next == "/" && self[index + 2] == "/"
        case ".": return (1...3).allSatisfy { self[index - $0] == "w" || self[index - $0] == "W" }
        default: return false
        }
    }

    private func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar?.isWord ?? false }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// Whether `#` alone follows to the end of the line, which would be left out.
    private func closesHeading(_ index: Int) -> Bool {
        after == nil && scalars[index...].allSatisfy { $0 == "#" }
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        ("!"..."/").contains(scalar) || (":"..."@").contains(scalar)
            || ("["..."`").contains(scalar) || ("{"..."~").contains(scalar)
    }

    /// Whether `text`, which begins with `&`, may begin with a character reference, such as
    /// `&amp;` or `&#38;`.
    static func opensReference(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        let rest = text.dropFirst().drop { $0 == "#" }
        let name = rest.prefix { $0.isASCII && $0.isWord }
        return !name.isEmpty && name.endIndex < text.endIndex && text[name.endIndex] == ";"
    }
}
