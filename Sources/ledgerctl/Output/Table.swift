// Tables as aligned columns, without boxes: the same in a pipe as on a screen.

import Ledger

/// A table of text.
struct Table {
    /// One column.
    struct Column: Sendable {
        /// What stands above it.
        let heading: String
        /// Whether its values end at the same place, as numbers do.
        let isNumber: Bool

        init(_ heading: String, isNumber: Bool = false) {
            self.heading = heading
            self.isNumber = isNumber
        }
    }

    /// What stands in one place of the table.
    struct Cell: Equatable, Sendable, ExpressibleByStringLiteral {
        /// The text, which may hold anything: hidden characters are made visible.
        let text: String
        /// The rating whose colour the text is shown in.
        let rating: Rating?

        init(_ text: String, rating: Rating? = nil) {
            self.text = text
            self.rating = rating
        }

        init(stringLiteral text: String) {
            self.init(text)
        }

        /// A rating by its word, in its colour.
        init(_ rating: Rating) {
            self.init(rating.rawValue, rating: rating)
        }
    }

    /// The least width that the last column is wrapped to; a narrower screen breaks it itself.
    static let wrapMin = 20
    private static let gap = 2

    private let columns: [Column]
    private var rows: [[Cell]] = []

    /// A table without rows.
    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; what it lacks at the end stays empty, and it has no more cells than columns.
    mutating func add(_ cells: [Cell]) {
        precondition(cells.count <= columns.count, "a row has more cells than the table columns")
        rows.append(cells)
    }

    /// The table with its headings, each line ended by a line feed and none by a space.
    ///
    /// - Parameter width: the columns of the screen, to which the last column is wrapped; nil to
    ///   write one record a line, a line feed in it shown as a space.
    /// - Complexity: O(n) in the characters of the table.
    func format(width: Int?, style: Style) -> String {
        let widths = columns.indices.map { index in
            rows.reduce(columns[index].heading.displayWidth) { widest, row in
                max(widest, index < row.count ? Table.oneLine(row[index].text).displayWidth : 0)
            }
        }
        let before = widths.dropLast().reduce(0) { $0 + $1 + Table.gap }
        let room = width.map { max(Table.wrapMin, $0 - before) }
        var text = line(columns.map { Cell($0.heading) }, widths, .plain)
        for row in rows {
            for part in wrapped(row, to: room) { text += line(part, widths, style) }
        }
        return text
    }

    /// The lines that one row takes: the last column goes on below itself.
    private func wrapped(_ row: [Cell], to room: Int?) -> [[Cell]] {
        guard let room, row.count == columns.count, let last = row.last else { return [row] }
        let parts = Wrap.lines(of: Visible.text(last.text, lines: true), width: room)
        return parts.enumerated().map { index, part in
            let others = index == 0 ? Array(row.dropLast()) : row.dropLast().map { _ in Cell("") }
            return others + [Cell(part, rating: last.rating)]
        }
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ style: Style) -> String {
        var text = ""
        var owed = 0
        for (index, cell) in cells.enumerated() {
            let shown = Table.oneLine(cell.text)
            let spare = max(0, widths[index] - shown.displayWidth)
            if columns[index].isNumber { owed += spare }
            if !shown.isEmpty {
                text += String(repeating: " ", count: owed)
                text += cell.rating.map { style.rated(shown, as: $0) } ?? shown
                owed = 0
            }
            owed += (columns[index].isNumber ? 0 : spare) + Table.gap
        }
        return text + "\n"
    }

    private static func oneLine(_ text: String) -> String {
        let line = text.utf8.contains(0x0A) ? String(text.map { $0 == "\n" ? " " : $0 }) : text
        return Visible.text(line)
    }
}

/// Breaks text into lines.
enum Wrap {
    /// `text` in lines of at most `width` columns, broken at spaces, and within a word only where
    /// the word alone is wider. Line feeds break too. At least one line.
    static func lines(of text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            wrap(String(paragraph), max(1, width))
        }
    }

    private static func wrap(_ paragraph: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(separator: " ") {
            var rest = String(word)
            if !line.isEmpty, line.displayWidth + 1 + rest.displayWidth <= width {
                line += " " + rest
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while rest.displayWidth > width {
                let head = beginning(of: rest, width)
                lines.append(head)
                rest = String(rest.dropFirst(head.count))
            }
            line = rest
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }

    /// As much of `word` as fits, one character at least.
    private static func beginning(of word: String, _ width: Int) -> String {
        var head = ""
        var taken = 0
        for character in word {
            taken += character.displayWidth
            if taken > width, !head.isEmpty { break }
            head.append(character)
        }
        return head
    }
}
