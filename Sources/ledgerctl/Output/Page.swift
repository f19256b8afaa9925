// Pages of words for people: plain aligned columns, the same in a pipe as on a screen.

import Ledger

/// A page in the making: lines and tables, shown at once when it is finished.
final class Page {
    private let world: World
    private let given: Invocation
    private var lines: [String] = []

    init(_ world: World, _ given: Invocation) {
        self.world = world
        self.given = given
    }

    /// Adds a line; control characters are made visible, line feeds become spaces.
    func line(_ words: String) {
        let one = words.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: " ")
        lines.append(visible(one))
    }

    /// Adds a table with a header; nothing where it has no rows.
    ///
    /// The last column is wrapped on a terminal, unless `--plain` was given.
    func table(_ header: [String], _ rows: [[String]]) {
        if rows.isEmpty { return }
        let width = given.has("plain") ? nil : world.terminalWidth
        lines += Columns.lines([header] + rows.map { $0.map(visible) }, width: width)
    }

    /// Shows the page: coloured and in a pager on a terminal, as it is elsewhere.
    func finish() {
        var text = lines.map { "\($0)\n" }.joined()
        if world.showsColours(given) { text = Colours.paint(text) }
        if let pager = Page.pager(world, given), System.page(text, in: pager) { return }
        world.write(text)
    }

    /// The pager to use: only on a terminal, and where none of the settings turns it off.
    static func pager(_ world: World, _ given: Invocation) -> String? {
        guard world.terminalWidth != nil, !given.has("no-pager") else { return nil }
        let pager = world.setting("LEDGERCTL_PAGER") ?? world.setting("PAGER") ?? "less -FIRX"
        return pager == "cat" ? nil : pager
    }
}

extension Invocation {
    /// A page for the answer to this command line.
    func page(_ world: World) -> Page { Page(world, self) }
}

/// Columns aligned with spaces, two between them.
enum Columns {
    /// The lines of `rows`; the last column is wrapped so that no line is wider than `width`,
    /// where there is room for it to be.
    static func lines(_ rows: [[String]], width: Int?) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? cells($0[column]) : 0 }.max() ?? 0
        }
        let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        let room = width.map { $0 - indent }.flatMap { $0 >= 20 ? $0 : nil }
        return rows.flatMap { row -> [String] in
            var line = ""
            for (column, text) in row.dropLast().enumerated() {
                line += text + String(repeating: " ", count: widths[column] - cells(text) + 2)
            }
            let last = wrap(row.last ?? "", to: room)
            let blank = String(repeating: " ", count: indent)
            return last.enumerated().map { number, part in
                trimmed((number == 0 ? line : blank) + part)
            }
        }
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The cells of a terminal that `text` takes: two for a wide character, none for a mark that
    /// stands on another.
    static func cells(_ text: String) -> Int {
        text.reduce(0) { count, character in
            guard let scalar = character.unicodeScalars.first else { return count }
            let isWide =
                (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
                || (0xAC00...0xD7A3).contains(scalar.value)
                || (0xF900...0xFAFF).contains(scalar.value)
                || (0xFF00...0xFF60).contains(scalar.value)
                || (0x1F300...0x1FAFF).contains(scalar.value)
            return count + (isWide ? 2 : 1)
        }
    }

    private static func wrap(_ text: String, to width: Int?) -> [String] {
        guard let width, cells(text) > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, cells(line) + 1 + cells(String(word)) > width {
                lines.append(line)
                line = String(word)
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        return lines + [line]
    }
}

/// Colours of rating words, on a terminal alone; the word always stands there too.
enum Colours {
    private static let codes = [
        "red": "31", "amber": "33", "green": "32", "blue": "34", "grey": "90",
    ]

    /// `text` with every rating word that stands alone in its colour.
    static func paint(_ text: String) -> String {
        var painted = ""
        var word = ""
        for character in text {
            if character.isLetter {
                word.append(character)
                continue
            }
            painted += paint(word: word)
            painted.append(character)
            word = ""
        }
        return painted + paint(word: word)
    }

    private static func paint(word: String) -> String {
        codes[word].map { "\u{1B}[\($0)m\(word)\u{1B}[0m" } ?? word
    }
}
