// The blocks of a paper in HTML: words, lists, tables and figures.

extension HTMLPage {
    mutating func write(_ block: Document.Block) {
        switch block {
        case .heading: openSection()
        case .paragraph(let spans): html += "<p>\(Self.words(spans))</p>\n"
        case .list(let items, let isNumbered): list(items, isNumbered ? "ol" : "ul")
        case .terms(let terms): write(terms)
        case .table(let table): write(table)
        case .figure(let figure): write(figure)
        case .pageBreak: html += "<hr class=\"new-page\"/>\n"
        }
    }

    private mutating func list(_ items: [[Document.Span]], _ element: String) {
        guard !items.isEmpty else { return }
        html += "<\(element)>\n"
        for item in items { html += "<li>\(Self.words(item))</li>\n" }
        html += "</\(element)>\n"
    }

    private mutating func write(_ terms: [Document.Term]) {
        guard !terms.isEmpty else { return }
        // Terms of few words stand in two columns in print, where that takes fewer lines: beside a
        // name there is room for 26 letters.
        let lines = terms.map { 1 + $0.words.map(\.text).joined().count / 26 }.reduce(0, +)
        html += (lines + 1) / 2 < terms.count - 1 ? "<dl class=\"short\">\n" : "<dl>\n"
        for term in terms {
            html += "<div><dt>\(HTMLText.text(term.name))</dt>"
            html += "<dd>\(Self.words(term.words))</dd></div>\n"
        }
        html += "</dl>\n"
    }

    // MARK: Words

    private static func words(_ spans: [Document.Span]) -> String {
        spans.map(words).joined()
    }

    private static func words(_ span: Document.Span) -> String {
        let words = HTMLText.text(span.text)
        switch span {
        case .plain: return words
        case .strong: return "<strong>\(words)</strong>"
        case .code: return "<code>\(words)</code>"
        case .rating(let rating): return "<span class=\"tag \(rating.rawValue)\">\(words)</span>"
        case .link(_, let url):
            guard let address = HTMLText.address(url) else {
                return "\(words) (\(HTMLText.text(url)))"
            }
            return "<a href=\"\(address)\" rel=\"noreferrer\">\(words)</a>"
        }
    }

    // MARK: Tables

    /// The table in a box of its own, which scrolls where it is wider than the screen and which the
    /// keyboard can reach. One without rows is its caption and "None.".
    private mutating func write(_ table: Document.Table) {
        let id = id(table.id)
        let captionID = self.id("\(table.id)-caption")
        let caption = HTMLText.text(table.caption)
        if table.rows.isEmpty, table.total == nil {
            html += "<p class=\"caption\" id=\"\(id)\">\(caption)</p>\n<p>None.</p>\n"
        } else {
            html += "<div class=\"scroll\" role=\"group\" tabindex=\"0\" "
            html += "aria-labelledby=\"\(captionID)\">\n<table id=\"\(id)\""
            html += table.columns.count > 8 ? " class=\"wide\">\n" : ">\n"
            html += "<caption id=\"\(captionID)\"><span>\(caption)</span></caption>\n"
            columns(table)
            head(table)
            html += "<tbody>\n"
            for row in table.rows { self.row(row, table.columns) }
            html += "</tbody>\n"
            if let total = table.total {
                html += "<tfoot>\n"
                row(total, table.columns)
                html += "</tfoot>\n"
            }
            html += "</table>\n</div>\n"
        }
        if let note = table.note {
            html += "<p class=\"note\">\(HTMLText.text(note))</p>\n"
        }
    }

    /// How wide the columns are in print, where a letter of a table has 9 points and a line 188 mm;
    /// on a screen the browser finds its own widths.
    private mutating func columns(_ table: Document.Table) {
        let shares = table.shares(of: 59_000)
        html += "<colgroup>"
        for share in shares {
            let hundredths = share * 100_00 / Document.Table.wholeShare
            html += "<col style=\"--share: \(HTMLCanvas.number(hundredths))%\"/>"
        }
        html += "</colgroup>\n"
    }

    /// The class of a column: one of sentences or of several words is not squeezed to the width
    /// of a word on a narrow screen.
    private static func style(_ index: Int, of table: Document.Table) -> String {
        if table.columns[index].isNumber { return " class=\"number\"" }
        let longest = table.rows.map { $0[index].text.count }.max() ?? 0
        return longest > 40 ? " class=\"long\"" : longest > 14 ? " class=\"middle\"" : ""
    }

    private mutating func head(_ table: Document.Table) {
        html += "<thead>\n<tr>"
        for (index, column) in table.columns.enumerated() {
            let style = Self.style(index, of: table)
            let words = HTMLText.text(column.heading)
            // A header cell without words would be announced before every cell under it.
            html += words.isEmpty ? "<td></td>" : "<th scope=\"col\"\(style)>\(words)</th>"
        }
        html += "</tr>\n</thead>\n"
    }

    private mutating func row(_ cells: [Document.Cell], _ columns: [Document.Column]) {
        html += "<tr>"
        for (cell, column) in zip(cells, columns) {
            let isHeader = column.namesRow && !cell.text.isEmpty
            let style = column.isNumber ? " class=\"number\"" : ""
            html += isHeader ? "<th scope=\"row\"\(style)>" : "<td\(style)>"
            if cell.paragraphs.count > 1 {
                html += cell.paragraphs.map { "<p>\(Self.words($0))</p>" }.joined()
            } else {
                html += cell.paragraphs.map(Self.words).joined()
            }
            html += isHeader ? "</th>" : "</td>"
        }
        html += "</tr>\n"
    }

    // MARK: Figures

    /// The drawing, its caption, and where a table says the same.
    private mutating func write(_ figure: Document.Figure) {
        let id = id(figure.id)
        let captionID = self.id("\(figure.id)-caption")
        let names = names(for: figure)
        let style = HTMLDrawing.isWide(figure.drawing) ? " class=\"wide\"" : ""
        html +=
            "<figure id=\"\(id)\"\(style)>\n<div class=\"scroll drawing\" role=\"group\" tabindex=\"0\""
        html += " aria-labelledby=\"\(captionID)\">\n"
        html += HTMLDrawing.render(figure, names)
        html += "</div>\n<figcaption id=\"\(captionID)\">\(HTMLText.text(figure.caption))"
        html += figure.caption.hasSuffix(".") ? "" : "."
        html += " <span>\(Self.words(figure.sameAs))</span></figcaption>\n</figure>\n"
    }

    private mutating func names(for figure: Document.Figure) -> HTMLDrawing.Names {
        var patterns: [Rating: String] = [:]
        if case .stackedBars = figure.drawing {
            for rating in Rating.allCases { patterns[rating] = id("\(figure.id)-\(rating)") }
        }
        return HTMLDrawing.Names(
            title: id("\(figure.id)-title"),
            description: id("\(figure.id)-description"),
            patterns: patterns
        )
    }
}
