// A paper in Markdown: plain enough to read as it stands, and what GitHub shows as a paper.

/// Renders a document in GitHub-flavoured Markdown (GFM 0.29).
///
/// A block is one line, whatever its length, with an empty line after it, so nothing in the words
/// can join two blocks or begin one. Tables have pipes, which stand under one another where their
/// lines stay short. A cell of several paragraphs joins them with `<br>`: the only break that a
/// cell may hold, and nothing that could be taken for words, as " / " could.
public enum MarkdownPaper {
    /// The whole paper, in UTF-8 and ending in a line feed; the same document gives the same bytes.
    ///
    /// - Complexity: O(the words of the document).
    public static func render(_ document: Document) -> String {
        var page = MarkdownPage(document)
        return page.render()
    }
}

/// The paper in the making.
private struct MarkdownPage {
    private let document: Document
    /// The places of the document that a link in it leads to, and that exist.
    private let places: Set<String>
    private var anchored: Set<String> = []
    private var blocks: [String] = []
    /// What the last block was, if a list: a second one beside it would be taken for the same.
    private var lastList: ListMark?

    private enum ListMark: String {
        case hyphen = "-"
        case star = "*"
        case stop = "."
        case bracket = ")"
    }

    /// Cells are padded to the width of their columns where lines are no longer for it, in
    /// characters; whatever shows it breaks a longer line, and blanks would only make it worse.
    private static let paddedMax = 200

    init(_ document: Document) {
        self.document = document
        let linked = document.blocks.flatMap(\.spans).compactMap { span -> String? in
            if case .link(_, let url) = span, url.hasPrefix("#") {
                String(url.dropFirst())
            } else {
                nil
            }
        }
        places = Set(linked).intersection(document.blocks.compactMap(\.id))
    }

    mutating func render() -> String {
        var rest = document.blocks[...]
        var title = (id: "", words: document.title)
        if case .heading(1, let id, let words)? = rest.first {
            title = (id, words)
            rest = rest.dropFirst()
        }
        heading(1, title.id, title.words)
        for block in rest { write(block) }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private mutating func write(_ block: Document.Block) {
        let before = lastList
        lastList = nil
        switch block {
        case .heading(let level, let id, let words): heading(min(max(level, 2), 6), id, words)
        case .paragraph(let spans): append(line(spans, .block))
        case .list(let items, let isNumbered):
            list(items.map { line($0, .block) }, isNumbered: isNumbered, after: before)
        case .terms(let terms):
            let items = terms.map { line([.strong($0.name), .plain(": ")] + $0.words, .block) }
            list(items, isNumbered: false, after: before)
        case .table(let table): write(table)
        case .figure(let figure):
            append(caption(figure.id, figure.caption))
            append(line([.plain(figure.alternative)], .block))
            append(line(figure.sameAs, .block))
        case .pageBreak: append("---")
        }
    }

    private mutating func append(_ block: String) {
        if !block.isEmpty { blocks.append(block) }
    }

    /// The title is the only heading of its level.
    private mutating func heading(_ level: Int, _ id: String, _ words: String) {
        let hashes = String(repeating: "#", count: level)
        append("\(hashes) \(line([.plain(words)], .heading, after: anchor(id)))")
    }

    private mutating func list(_ items: [String], isNumbered: Bool, after last: ListMark?) {
        guard !items.isEmpty else { return }
        let mark: ListMark =
            isNumbered ? (last == .stop ? .bracket : .stop) : (last == .hyphen ? .star : .hyphen)
        let lines = items.enumerated().map { index, item in
            let start = isNumbered ? "\(index + 1)\(mark.rawValue)" : mark.rawValue
            return item.isEmpty ? start : "\(start) \(item)"
        }
        append(lines.joined(separator: "\n"))
        lastList = mark
    }

    // MARK: Places

    /// What a link to `id` leads to, where one does; the first of that name has it.
    private mutating func anchor(_ id: String) -> String {
        guard places.contains(id), anchored.insert(id).inserted else { return "" }
        return "<a id=\"\(MarkdownLine.name(id))\"></a>"
    }

    private mutating func caption(_ id: String, _ words: String) -> String {
        line([.strong(words)], .block, after: anchor(id))
    }

    private func line(
        _ spans: [Document.Span],
        _ place: MarkdownLine.Place,
        after start: String = ""
    ) -> String {
        MarkdownLine.render(spans, in: place, leadingTo: places, after: start)
    }

    // MARK: Tables

    /// The caption, the table, and the note below it. One without rows is its caption and "None.".
    private mutating func write(_ table: Document.Table) {
        append(caption(table.id, table.caption))
        if table.rows.isEmpty, table.total == nil {
            append("None.")
        } else {
            append(pipes(table))
        }
        if let note = table.note { append(line([.plain(note)], .block)) }
    }

    private func pipes(_ table: Document.Table) -> String {
        let columns = table.columns
        let header = columns.map { line([.plain($0.heading)], .cell) }
        var rows = table.rows.map { row in
            zip(row, columns).map { cell($0, isBold: $1.namesRow) }
        }
        if let total = table.total {
            rows.append(zip(total, columns).map { cell($0.0, isBold: true) })
        }
        let widths = widths(of: [header] + rows)
        let rule = zip(columns, widths).map { column, width in
            let dashes = String(repeating: "-", count: column.isNumber ? width - 1 : width)
            return column.isNumber ? "\(dashes):" : dashes
        }
        return ([header, rule] + rows).map { row in
            let cells = row.indices.map { index in
                let blank = String(
                    repeating: " ",
                    count: max(0, widths[index] - row[index].columns)
                )
                return columns[index].isNumber ? blank + row[index] : row[index] + blank
            }
            return "| \(cells.joined(separator: " | ")) |"
        }.joined(separator: "\n")
    }

    /// How wide each column is: as its longest cell, or at the least where lines would be too long.
    private func widths(of rows: [[String]]) -> [Int] {
        let least = 3
        var widths = (rows.first ?? []).map { _ in least }
        for row in rows {
            for (index, cell) in row.enumerated() {
                widths[index] = max(widths[index], cell.columns)
            }
        }
        let line = widths.reduce(1) { $0 + $1 + 3 }
        return line <= Self.paddedMax ? widths : widths.map { _ in least }
    }

    /// Cells that name their rows, and totals, are bold: Markdown has no headers of rows.
    private func cell(_ cell: Document.Cell, isBold: Bool) -> String {
        cell.paragraphs.reduce("") { cell, spans in
            let start = cell.isEmpty ? "" : "\(cell)<br>"
            return line(isBold ? spans.map(\.bold) : spans, .cell, after: start)
        }
    }
}

extension Document.Span {
    /// The span in bold, where it is words.
    fileprivate var bold: Self {
        switch self {
        case .plain, .strong, .rating: .strong(text)
        case .code, .link: self
        }
    }
}

extension Document.Block {
    /// The name that a link may lead to.
    fileprivate var id: String? {
        switch self {
        case .heading(_, let id, _): id
        case .table(let table): table.id
        case .figure(let figure): figure.id
        case .paragraph, .list, .terms, .pageBreak: nil
        }
    }

    /// All its spans.
    fileprivate var spans: [Document.Span] {
        switch self {
        case .heading, .pageBreak: []
        case .paragraph(let spans): spans
        case .list(let items, _): items.flatMap(\.self)
        case .terms(let terms): terms.flatMap(\.words)
        case .table(let table):
            (table.rows + [table.total ?? []]).flatMap {
                $0.flatMap { $0.paragraphs.flatMap(\.self) }
            }
        case .figure(let figure): figure.sameAs
        }
    }
}

extension String {
    /// How many characters it has; of plain text, which is nearly all, without looking for them.
    fileprivate var columns: Int { PaperText.isPlain(self) ? utf8.count : count }
}
