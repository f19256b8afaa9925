// Words in Markdown: only what would be read as markup where it stands is escaped.

/// A line of Markdown in the making: the words of a paragraph, item, heading or cell.
struct MarkdownLine {
    /// Where the line stands, which decides what would be markup in it.
    enum Place {
        /// It begins a paragraph or an item, and a list or a heading could begin with it.
        case block
        /// It is a heading, which ends before the line does where `#` closes it.
        case heading
        /// It is a cell, which a pipe ends.
        case cell
    }

    /// `spans` as Markdown behind `start`, without blanks at either end. A link that leads to none
    /// of `places`, or that would do more than open a page or a letter, is only its words.
    ///
    /// Text is read back as it is, but for what no reader shows (see ``PaperText``), with these
    /// exceptions: GitHub makes a link of an e-mail address, which nothing can keep it from, and
    /// white space at an end of the line is lost.
    static func render(
        _ spans: [Document.Span],
        in place: Place,
        leadingTo places: Set<String>,
        after start: String = ""
    ) -> String {
        var line = MarkdownLine(place: place, markdown: start)
        let pieces = trimmed(merged(spans.flatMap { cut($0, places) }))
        for (index, piece) in pieces.enumerated() {
            line.write(piece, before: index + 1 < pieces.count ? pieces[index + 1].first : nil)
        }
        return line.markdown
    }

    /// `id` as the name of a place: ASCII letters, digits, `.`, `_` and `-`.
    static func name(_ id: String) -> String {
        String(
            id.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._".contains($0)) ? $0 : "-" }
        )
    }

    private let place: Place
    private var markdown: String

    // MARK: Pieces

    /// Words of one kind, which no markup stands between.
    private struct Piece {
        var kind: Kind
        var text: String

        enum Kind: Hashable {
            case plain
            case strong
            case code
            case link(url: String)
        }

        /// What its Markdown begins with, or a mark of the same kind.
        var first: Unicode.Scalar? {
            switch kind {
            case .plain: text.unicodeScalars.first
            case .strong: "*"
            case .code: "`"
            case .link: "["
            }
        }
    }

    private static func cut(_ span: Document.Span, _ places: Set<String>) -> [Piece] {
        switch span {
        case .plain(let words): return [Piece(kind: .plain, text: words)]
        case .rating(let rating): return [Piece(kind: .plain, text: rating.rawValue)]
        case .code(let words): return [Piece(kind: .code, text: words)]
        case .strong(let words):
            // White space inside would keep the asterisks from being read as markup.
            let (start, core, end) = trim(words)
            return [
                Piece(kind: .plain, text: start), Piece(kind: .strong, text: core),
                Piece(kind: .plain, text: end),
            ]
        case .link(let words, let url):
            let shown = words.allSatisfy(\.isWhitespace) ? url : words
            if url.hasPrefix("#") {
                let place = String(url.dropFirst())
                guard places.contains(place) else { return [Piece(kind: .plain, text: shown)] }
                return [Piece(kind: .link(url: "#\(name(place))"), text: shown)]
            }
            return PaperText.mayFollow(url)
                ? [Piece(kind: .link(url: url), text: shown)]
                : [Piece(kind: .plain, text: "\(shown) (\(url))")]
        }
    }

    /// Neighbours of the same kind as one, except links: `**a****b**` would be read otherwise.
    private static func merged(_ pieces: [Piece]) -> [Piece] {
        var merged: [Piece] = []
        for piece in pieces where !piece.text.isEmpty {
            if let last = merged.last, last.kind == piece.kind,
                [.plain, .strong, .code].contains(piece.kind)
            {
                merged[merged.count - 1].text += piece.text
            } else {
                merged.append(piece)
            }
        }
        return merged
    }

    private static func trimmed(_ pieces: [Piece]) -> [Piece] {
        var pieces = pieces
        if let first = pieces.first, first.kind == .plain {
            let (_, core, end) = trim(first.text)
            pieces[0].text = core + end
        }
        if let last = pieces.last, last.kind == .plain {
            let (start, core, _) = trim(last.text)
            pieces[pieces.count - 1].text = core.isEmpty ? "" : start + core
        }
        return pieces.filter { !$0.text.isEmpty }
    }

    /// `text` and the white space around it, scalar by scalar: an accent may stand on a space.
    private static func trim(_ text: String) -> (start: String, core: String, end: String) {
        let scalars = text.unicodeScalars
        let start = scalars.prefix { $0.properties.isWhitespace }
        let rest = scalars[start.endIndex...]
        let last = rest.lastIndex { !$0.properties.isWhitespace }
        let end = last.map(scalars.index(after:)) ?? start.endIndex
        return (String(start), String(rest[..<end]), String(scalars[end...]))
    }

    // MARK: Writing

    private mutating func write(_ piece: Piece, before next: Unicode.Scalar?) {
        switch piece.kind {
        case .plain: markdown += escaped(piece.text, before: next)
        case .strong:
            let isMarked = holds(piece.text, before: next)
            let (open, close) = isMarked ? ("**", "**") : ("<strong>", "</strong>")
            markdown += open
            markdown += escaped(piece.text, before: "*")
            markdown += close
        case .code: markdown += code(piece.text)
        case .link(let url):
            markdown += "["
            markdown += escaped(piece.text, before: "]", inLink: true)
            markdown += "](\(address(url)))"
        }
    }

    /// Whether asterisks around `words` are read as markup: they stand at a letter or digit
    /// inside, or at white space outside (CommonMark, section 6.2).
    private func holds(_ words: String, before next: Unicode.Scalar?) -> Bool {
        let scalars = words.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return false }
        let before = markdown.unicodeScalars.last
        return (first.isWord || before.isBlank) && (last.isWord || next.isBlank)
    }

    private func code(_ text: String) -> String {
        let words = PaperText.lines(text).joined(separator: " ")
        let scalars = words.unicodeScalars
        let tick: Unicode.Scalar = "`"
        // A pipe would have to be escaped in a cell, where code has no escapes.
        if place == .cell && scalars.contains("|") || markdown.unicodeScalars.last == tick {
            return "<code>\(escaped(words, before: "<"))</code>"
        }
        let ticks = scalars.split { $0 != tick }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: ticks + 1)
        let ends = [scalars.first, scalars.last]
        // A reader takes one space off both ends.
        let isSpaced = ends.allSatisfy { $0 == " " } && !scalars.allSatisfy { $0 == " " }
        let pad = ends.contains(tick) || isSpaced ? " " : ""
        return fence + pad + words + pad + fence
    }

    private func address(_ url: String) -> String {
        let scalars = url.unicodeScalars.map(PaperText.legible)
        var address = ""
        for (index, scalar) in scalars.enumerated() {
            let isMarkup =
                ["\\", "(", ")", "<", ">", "|"].contains(scalar)
                || scalar == "&" && MarkdownEscapes.opensReference(scalars[index...])
            address += isMarkup ? "\\" : ""
            address.unicodeScalars.append(scalar)
        }
        return address
    }

    /// Whether `text` holds nothing that a rule could take up here: letters, digits and the
    /// punctuation of prose, neither "www" nor "://" in it, and where the line begins with it a
    /// letter first.
    private func isOrdinary(_ text: String) -> Bool {
        var before: UInt8 = 0
        let first = text.utf8.first ?? UInt8(ascii: "a")
        if place == .block, markdown.isEmpty, first | 0x20 < UInt8(ascii: "a") { return false }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "w"), UInt8(ascii: "W"):
                if before | 0x20 == UInt8(ascii: "w") { return false }
            case UInt8(ascii: "/"): if before == UInt8(ascii: ":") { return false }
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: ","),
                UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "-"),
                UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "%"):
                break
            default: return false
            }
            before = byte
        }
        return true
    }

    private func escaped(
        _ text: String,
        before next: Unicode.Scalar?,
        inLink: Bool = false
    ) -> String {
        if isOrdinary(text) { return text }
        let lines = PaperText.lines(text).map(PaperText.isolated)
        var escaped = ""
        for (index, line) in lines.enumerated() {
            if index > 0 { escaped += place == .heading ? " " : "<br>" }
            let isLast = index == lines.count - 1
            let escapes = MarkdownEscapes(
                scalars: Array(line.unicodeScalars),
                before: (escaped.isEmpty ? markdown : escaped).unicodeScalars.last,
                after: isLast ? next : "<",
                place: place,
                inLink: inLink
            )
            escapes.write(to: &escaped)
        }
        return escaped
    }
}

extension Unicode.Scalar {
    /// Whether it is a letter or digit, so that markup may stand at it.
    var isWord: Bool { properties.isAlphabetic || properties.numericType != nil }

    /// Whether CommonMark takes it for white space.
    var isBlank: Bool { self == "\t" || properties.generalCategory == .spaceSeparator }
}

extension Unicode.Scalar? {
    /// Whether it is white space, as an end of the line is.
    var isBlank: Bool { map(\.isBlank) ?? true }
}
