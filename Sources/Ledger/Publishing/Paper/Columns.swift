// How wide the columns of a table are to be, so that its rows take as few lines as they can.

extension Document.Table {
    /// The width of a table, in which ``shares(of:)`` are counted.
    static let wholeShare = 200

    /// The share of each column in the width of the table, together ``wholeShare``; of a table
    /// with more columns than that, nothing.
    ///
    /// Each column gets at least what its longest word takes; the rest is shared out so that the
    /// sum over all cells of the cube of their lines is least: a cube, because the tallest cell of
    /// a row counts for more than the others, which stand beside it at no cost. Words are measured
    /// as Arial sets them, so that every format breaks lines nearly where this expects it.
    ///
    /// - Parameter room: the width of the table in thousandths of the size of its letters.
    /// - Complexity: O(words of the table), ``wholeShare`` times.
    func shares(of room: Int) -> [Int] {
        guard columns.count <= Self.wholeShare else { return columns.map { _ in 0 } }
        let lines = [columns.map { Document.Cell([[.strong($0.heading)]]) }] + rows
        let measured = columns.indices.map { index in
            MeasuredColumn(
                (lines + (total.map { [$0] } ?? []))
                    .compactMap { $0.indices.contains(index) ? $0[index] : nil }
            )
        }
        return MeasuredColumn.shares(of: room, among: measured)
    }
}

/// The words of a column by their widths, in thousandths of the size of the letters.
private struct MeasuredColumn {
    /// What stands between the words of two columns.
    private static let edges = 640
    /// A word that takes more than this is broken rather than given all the room.
    private static let wordMax = 9_000
    private static let space = 290

    /// The widths of the words of each paragraph of each cell.
    private let cells: [[[Int]]]
    private let least: Int

    init(_ cells: [Document.Cell]) {
        self.cells = cells.map { $0.paragraphs.map(Self.words) }
        least = min(self.cells.joined().joined().max() ?? 0, Self.wordMax) + Self.edges
    }

    private static func words(_ spans: [Document.Span]) -> [Int] {
        var widths: [Int] = []
        var isInside = false
        for span in spans {
            let (factor, frame) = looks(span)
            func add(_ width: Int?) {
                guard let width else {
                    isInside = false
                    return
                }
                if !isInside { widths.append(0) }
                isInside = true
                widths[widths.count - 1] += width * factor / 100
            }
            // In ASCII every byte is a character, but for CR LF, and both of these are white space.
            if span.text.utf8.allSatisfy({ $0 < 0x80 }) {
                for byte in span.text.utf8 { add(asciiWidths[Int(byte)]) }
            } else {
                for character in span.text {
                    add(character.isWhitespace ? nil : width(of: character))
                }
            }
            if frame > 0, !widths.isEmpty { widths[widths.count - 1] += frame }
        }
        return widths
    }

    /// How much wider than plain words a span is, in hundredths, and what its frame takes.
    private static func looks(_ span: Document.Span) -> (factor: Int, frame: Int) {
        switch span {
        case .plain, .link: (102, 0)
        case .strong: (110, 0)
        case .code: (120, 0)
        case .rating: (115, 600)
        }
    }

    /// What the characters of ASCII take; nil of white space.
    private static let asciiWidths = (UInt8(0)..<0x80).map { byte in
        let character = Character(Unicode.Scalar(byte))
        return character.isWhitespace ? nil : width(of: character)
    }

    /// What a letter of Arial takes, near enough.
    private static func width(of character: Character) -> Int {
        switch character {
        case "i", "j", "l", "'", "|", "’": 222
        case "f", "t", "I", "r", " ", "!", ",", ".", "/", ":", ";", "(", ")", "-", "[", "]": 300
        case "c", "k", "s", "v", "x", "y", "z", "J": 500
        case "w", "C", "D", "H", "N", "R", "U": 722
        case "A", "B", "E", "K", "P", "S", "V", "X", "Y", "&": 667
        case "F", "T", "Z": 611
        case "G", "O", "Q", "M", "m", "W", "…", "%", "@": 860
        default: (character.unicodeScalars.first?.value ?? 0) < 0x1100 ? 556 : 1_000
        }
    }

    /// What the column costs at `width`: the cubes of the lines of its cells, and among widths at
    /// which these are the same a little less the wider it is.
    private func cost(at width: Int) -> Int {
        let room = width - Self.edges
        guard width >= least, room > 0 else { return 1_000_000_000_000 / max(width, 1) }
        var cost = 0
        for paragraphs in cells {
            var lines = 0
            for words in paragraphs {
                let (count, length) = Self.lines(words, in: room)
                lines += count
                cost += 100 * length / room * length / room
            }
            cost += 1_000 * lines * lines * lines
        }
        return cost
    }

    /// How many lines `words` take, and how long they are on one.
    private static func lines(_ words: [Int], in room: Int) -> (lines: Int, length: Int) {
        var (lines, line, length) = (1, 0, 0)
        for word in words {
            length += word + space
            if line > 0, line + space + word > room {
                lines += 1
                line = 0
            }
            line += (line > 0 ? space : 0) + word
            while line > room {
                lines += 1
                line -= room
            }
        }
        return (lines, length)
    }

    /// The parts of `room` that each of `columns` gets: of all ways to share it out, the cheapest.
    static func shares(of room: Int, among columns: [MeasuredColumn]) -> [Int] {
        let whole = Document.Table.wholeShare
        // Of the columns so far, the cheapest way to fill each width, the greatest number where
        // there is none, and what the last takes.
        var cheapest = [0] + Array(repeating: Int.max, count: whole)
        var taken: [[Int]] = []
        for column in columns {
            let costs = (0...whole).map { column.cost(at: room * $0 / whole) }
            var next = Array(repeating: Int.max, count: whole + 1)
            var takes = Array(repeating: 0, count: whole + 1)
            for (before, cost) in cheapest.enumerated() where cost < .max {
                for own in 1..<max(whole + 1 - before, 1) {
                    let sum = cost + costs[own]
                    if sum < next[before + own] {
                        next[before + own] = sum
                        takes[before + own] = own
                    }
                }
            }
            cheapest = next
            taken.append(takes)
        }
        var left = whole
        var shares: [Int] = []
        for takes in taken.reversed() {
            shares.append(takes[left])
            left -= takes[left]
        }
        return shares.reversed()
    }
}
