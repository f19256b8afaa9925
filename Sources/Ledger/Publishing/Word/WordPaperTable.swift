// A table of a Word document: a header row on every page, rows that are not torn, fair columns.

/// A table as Word's own.
struct WordTable {
    private let table: Document.Table
    private let widths: [Int]

    /// The width of the text on the page, in twentieths of a point: A4 less 2 cm on both sides.
    static let pageWidth = 9_638

    /// The table with its columns measured.
    init(_ table: Document.Table) {
        self.table = table
        widths = WordTable.widths(of: table)
    }

    /// The table in XML; `paragraph` writes the paragraphs of its cells.
    func xml(_ paragraph: ([Document.Span], WordBody.Look) -> String) -> String {
        var xml = "<w:tbl>" + properties + "<w:tblGrid>"
        for width in widths { xml += "<w:gridCol w:w=\"\(width)\"/>" }
        xml += "</w:tblGrid>"
        let headings = table.columns.map { Document.Cell([[.plain($0.heading)]]) }
        xml += row(headings, style: "TableHeading", isHeader: true, paragraph)
        for cells in table.rows { xml += row(cells, style: "TableText", paragraph) }
        if let total = table.total { xml += row(total, style: "TableHeading", paragraph) }
        return xml + "</w:tbl>"
    }

    private var properties: String {
        let namesRows = table.columns.first?.namesRow == true
        return """
            <w:tblPr><w:tblStyle w:val="Paper"/><w:tblW w:w="\(WordTable.pageWidth)" \
            w:type="dxa"/><w:tblLayout w:type="fixed"/>\
            <w:tblLook w:val="\(namesRows ? "06A0" : "0620")" w:firstRow="1" w:lastRow="0" \
            w:firstColumn="\(namesRows ? 1 : 0)" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>\
            <w:tblCaption w:val="\(WordText.escaped(table.caption))"/></w:tblPr>
            """
    }

    private func row(
        _ cells: [Document.Cell],
        style: String,
        isHeader: Bool = false,
        _ paragraph: ([Document.Span], WordBody.Look) -> String
    ) -> String {
        var xml = "<w:tr><w:trPr><w:cantSplit/>\(isHeader ? "<w:tblHeader/>" : "")</w:trPr>"
        for (index, column) in table.columns.enumerated() {
            let shade =
                isHeader ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F4\"/>" : ""
            xml += "<w:tc><w:tcPr><w:tcW w:w=\"\(widths[index])\" w:type=\"dxa\"/>\(shade)</w:tcPr>"
            let look = WordBody.Look(
                style: style,
                holdsNext: isHeader,
                isNumber: column.isNumber
            )
            // A cell may not be without a paragraph.
            let words = cells.indices.contains(index) ? cells[index].paragraphs : []
            for spans in words.isEmpty ? [[]] : words { xml += paragraph(spans, look) }
            xml += "</w:tc>"
        }
        return xml + "</w:tr>"
    }

    /// The widths of the columns, together ``pageWidth``.
    ///
    /// Each has at least what its longest word takes, as far as there is room; what is left goes
    /// to the columns by how much more they hold, the long ones counting less and less.
    static func widths(of table: Document.Table) -> [Int] {
        guard !table.columns.isEmpty else { return [] }
        let rows = table.rows + (table.total.map { [$0] } ?? [])
        let needs = table.columns.indices.map { index -> (least: Double, share: Double) in
            let texts =
                [table.columns[index].heading]
                + rows.map { $0.indices.contains(index) ? $0[index].text : "" }
            let longest =
                texts.map { text in
                    text.split { " \n-/".contains($0) }.map(\.count).max() ?? 0
                }.max() ?? 0
            let whole = texts.map(\.count).max() ?? 0
            // At 9 points a letter takes 105 twentieths of a point, and the edges 160.
            let least = Double(min(longest, 18) + 1) * 105 + 160
            return (least, Double(max(whole - longest, 0)).squareRoot())
        }
        let least = needs.reduce(0) { $0 + $1.least }
        let shares = needs.reduce(0) { $0 + $1.share }
        let room = Double(pageWidth) - least
        var widths = needs.map { need -> Int in
            if room <= 0 { return Int(need.least * Double(pageWidth) / least) }
            let more = shares > 0 ? need.share / shares : need.least / least
            return Int(need.least + room * more)
        }
        widths[widths.count - 1] += pageWidth - widths.reduce(0, +)
        return widths
    }
}
