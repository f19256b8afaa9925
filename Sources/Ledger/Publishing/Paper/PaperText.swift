// Text of a paper before any format: its lines, what a reader cannot take, and its direction.

/// What every format that is read as text does with words, whoever wrote them.
enum PaperText {
    /// Whether `text` is one line of printable ASCII: nothing to replace, isolate or take apart.
    /// Nearly all text is, and most of the time of a paper went into looking at it by scalars.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    /// The lines of `text`, without what neither a format nor a reader can take.
    static func lines(_ text: String) -> [String] {
        if isPlain(text) { return [text] }
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
    static func legible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09: scalar
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: "\u{FFFD}"
        case let value where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
        default: scalar
        }
    }

    /// Whether following `url` does nothing but open a page, a letter or a part of the paper.
    static func mayFollow(_ url: String) -> Bool {
        let isSafe = ["https:", "http:", "mailto:", "#"].contains { start in
            url.prefix(start.count).lowercased() == start
        }
        return isSafe && url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    }

    // MARK: Direction

    /// `line` with each run that reads from right to left between FIRST STRONG ISOLATE and POP
    /// DIRECTIONAL ISOLATE, so that it moves nothing beside it.
    static func isolated(_ line: String) -> String {
        if isPlain(line) { return line }
        return runs(line).map { $0.isRightToLeft ? "\u{2068}\($0.text)\u{2069}" : $0.text }.joined()
    }

    /// `line` in runs; one that reads from right to left reaches from the first such letter to the
    /// last with none of the other direction between them.
    static func runs(_ line: String) -> [(text: String, isRightToLeft: Bool)] {
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
