// Text in the HTML of a paper: nothing in it is taken for markup, reorders its surroundings, or
// runs off the page.

/// How text is written in HTML that is well-formed XML too.
enum HTMLText {
    /// Text between tags: escaped, its lines apart, right-to-left words isolated, and a place to
    /// break every twelve characters of a word too long for a line.
    static func text(_ text: String) -> String {
        var html = ""
        for (index, line) in lines(text).enumerated() {
            if index > 0 { html += "<br/>" }
            for run in runs(line) {
                let words = escaped(breakable(run.text))
                html += run.isRightToLeft ? "<bdi>\(words)</bdi>" : words
            }
        }
        return html
    }

    /// Text where no element may stand, such as an attribute or a `title`: escaped, on one line.
    static func plain(_ text: String) -> String {
        let line = lines(text).joined(separator: " ")
        // FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE do what `bdi` does between tags.
        return runs(line).map { run in
            run.isRightToLeft ? "\u{2068}\(escaped(run.text))\u{2069}" : escaped(run.text)
        }.joined()
    }

    /// The address of a link, nil where following it could do anything but open a page or a
    /// letter.
    static func address(_ url: String) -> String? {
        let isSafe = ["https:", "http:", "mailto:", "#"].contains { start in
            url.prefix(start.count).lowercased() == start
        }
        let isOneWord = url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        return isSafe && isOneWord ? plain(url) : nil
    }

    /// A name that may stand as an `id`: one word, not empty.
    static func name(_ name: String) -> String {
        var word = ""
        for scalar in name.unicodeScalars {
            word.unicodeScalars.append(scalar.properties.isWhitespace ? "-" : legible(scalar))
        }
        return word.isEmpty ? "part" : word
    }

    // MARK: Scalars

    /// Where a line that is too long for its place may be broken; taken out again when written.
    private static let breakMark: Unicode.Scalar = "\u{0}"

    private static func escaped(_ text: String) -> String {
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

    /// The lines of `text`, without what neither HTML nor a reader can take.
    private static func lines(_ text: String) -> [String] {
        var lines = [""]
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            let isSecond = isAfterReturn && scalar == "\n"
            isAfterReturn = scalar == "\r"
            if isSecond { continue }
            if scalar == "\n" || scalar == "\r" {
                lines.append("")
            } else {
                lines[lines.count - 1].unicodeScalars.append(legible(scalar))
            }
        }
        return lines
    }

    /// The scalar, or a mark in its place where it is a control character, reorders what a reader
    /// sees, or is no character.
    private static func legible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09: scalar
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: "\u{FFFD}"
        case let value where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
        default: scalar
        }
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

    // MARK: Direction

    /// `line` in runs; one that reads from right to left reaches from the first such letter to the
    /// last with none of the other direction between them.
    private static func runs(_ line: String) -> [(text: String, isRightToLeft: Bool)] {
        guard line.unicodeScalars.contains(where: isRightToLeft) else { return [(line, false)] }
        var runs: [(text: String, isRightToLeft: Bool)] = []
        var run = ""
        // What belongs to either direction waits for the letter after it.
        var waiting = ""
        var isRight = false
        for scalar in line.unicodeScalars {
            let turnsRight = isRightToLeft(scalar)
            if !turnsRight, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil {
                waiting.unicodeScalars.append(scalar)
                continue
            }
            if turnsRight != isRight {
                runs.append((isRight ? run : run + waiting, isRight))
                run = isRight ? waiting : ""
                isRight = turnsRight
            } else {
                run += waiting
            }
            waiting = ""
            run.unicodeScalars.append(scalar)
        }
        runs.append((run, isRight))
        runs.append((waiting, false))
        return runs.filter { !$0.text.isEmpty }
    }

    /// Whether the scalar stands in a block of a script that is written from right to left, or is
    /// the mark of one.
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
            0x1E800...0x1EFFF:
            true
        default: false
        }
    }
}
