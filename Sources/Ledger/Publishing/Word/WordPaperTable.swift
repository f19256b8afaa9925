// A table of a Word document: a header row on every page, rows that are not torn, fair columns.

/// A table as Word's own.
struct WordTable {
    private let table: Document.Table
    private let widths: [Int]

    /// The width of the text on the page, in twentieths of a point: A4 less 15 mm on both sides.
    static let pageWidth = 10_206

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
        // Neither the last row nor a note below it stands alone on a page.
        let last = table.rows.count - (table.total == nil ? 1 : 0)
        for (index, cells) in table.rows.enumerated() {
            let holdsNext = index == last - 1 || index == last && table.note != nil
            xml += row(cells, style: "TableText", holdsNext: holdsNext, paragraph)
        }
        if let total = table.total {
            let holdsNext = table.note != nil
            xml += row(total, style: "TableHeading", holdsNext: holdsNext, paragraph)
        }
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
        holdsNext: Bool = false,
        _ paragraph: ([Document.Span], WordBody.Look) -> String
    ) -> String {
        var xml = "<w:tr><w:trPr><w:cantSplit/>\(isHeader ? "<w:tblHeader/>" : "")</w:trPr>"
        for (index, column) in table.columns.enumerated() {
            let shade =
                isHeader ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F4\"/>" : ""
            xml += "<w:tc><w:tcPr><w:tcW w:w=\"\(widths[index])\" w:type=\"dxa\"/>\(shade)</w:tcPr>"
            let look = WordBody.Look(
                style: style,
                holdsNext: isHeader || holdsNext,
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
    static func widths(of table: Document.Table) -> [Int] {
        // At 9 points a letter's size is 180 twentieths of a point.
        var widths = table.shares(of: pageWidth * 1_000 / 180)
            .map { pageWidth * $0 / Document.Table.wholeShare }
        if let last = widths.indices.last { widths[last] += pageWidth - widths.reduce(0, +) }
        return widths
    }
}
