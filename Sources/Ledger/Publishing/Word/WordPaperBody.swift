// The text of a Word document: a block after the other.

/// The blocks of a document as Word's paragraphs and tables, written from first to last.
struct WordBody {
    /// What has been written.
    private(set) var xml = ""
    /// The addresses that links lead to, each once.
    private(set) var links: [String] = []
    /// How many lists with numbers there are.
    private(set) var numberedLists = 0

    private var linkNumbers: [String: Int] = [:]
    private var bookmarks = 0
    /// The next number for a drawing or a shape, which no two may share.
    private var nextShape = 1
    private var startsPage = false
    private let title: String
    private let places: Set<String>

    /// The beginning of `document`.
    init(of document: Document) {
        title = document.title
        var places: Set<String> = []
        for block in document.blocks {
            switch block {
            case .heading(_, let id, _): places.insert(id)
            case .table(let table): places.insert(table.id)
            case .figure(let figure): places.insert(figure.id)
            case .paragraph, .list, .terms, .pageBreak: break
            }
        }
        self.places = places
    }

    /// How a paragraph looks and holds to the next.
    struct Look {
        /// The style, by its identifier; nil for the body text.
        var style: String?
        /// Whether it stands on one page with the next.
        var holdsNext = false
        /// The list it belongs to, by the number of the list.
        var list: Int?
        /// Whether it is aligned to the right, as numbers are.
        var isNumber = false
    }

    /// Writes `block`.
    mutating func append(_ block: Document.Block) {
        switch block {
        case .heading(let level, let id, let words):
            let isTitle = level == 1 && words == title
            let style = isTitle ? "Title" : "Heading\(min(max(level, 1), 4))"
            xml += paragraph([.plain(words)], Look(style: style), place: id)
        case .paragraph(let spans): xml += paragraph(spans)
        case .list(let items, let isNumbered):
            if isNumbered { numberedLists += 1 }
            let look = Look(style: "ListParagraph", list: isNumbered ? 1 + numberedLists : 1)
            for item in items { xml += paragraph(item, look) }
        case .terms(let terms):
            for (index, term) in terms.enumerated() {
                xml += paragraph(
                    [.strong(term.name), .plain("\t")] + term.words,
                    Look(style: "Term", holdsNext: index < terms.count - 1)
                )
            }
        case .table(let table): append(table)
        case .figure(let figure): append(figure)
        case .pageBreak: startsPage = true
        }
    }

    private mutating func append(_ table: Document.Table) {
        let caption = Look(style: "Caption", holdsNext: true)
        xml += paragraph([.plain(table.caption)], caption, place: table.id)
        if table.rows.isEmpty && table.total == nil {
            xml += paragraph([.plain("None.")])
        } else {
            xml += WordTable(table).xml { cell, look in paragraph(cell, look) }
        }
        if let note = table.note { xml += paragraph([.plain(note)], Look(style: "TableNote")) }
    }

    private mutating func append(_ figure: Document.Figure) {
        let drawing = WordDrawing(figure.drawing, firstShape: nextShape + 1)
        let look = paragraphProperties(Look(style: "Figure", holdsNext: true), isFromRight: false)
        xml += "<w:p>\(look)"
        xml += drawing.run(
            number: nextShape,
            name: figure.id,
            alternative: figure.alternative
        )
        xml += "</w:p>"
        // One more for the frame around the drawing.
        nextShape = drawing.nextShape + 1
        xml += paragraph([.plain(figure.caption)], Look(style: "Caption"), place: figure.id)
        xml += paragraph(figure.sameAs, Look(style: "TableNote"))
    }

    /// A paragraph of `spans`, which links may lead to by the name `place`.
    private mutating func paragraph(
        _ spans: [Document.Span],
        _ look: Look = Look(),
        place: String? = nil
    ) -> String {
        let isFromRight = WordText.beginsFromRight(spans.map(\.text).joined())
        var xml = "<w:p>" + paragraphProperties(look, isFromRight: isFromRight)
        if let place {
            bookmarks += 1
            xml += "<w:bookmarkStart w:id=\"\(bookmarks)\" w:name=\"\(WordBody.bookmark(place))\"/>"
        }
        for span in spans { xml += runs(span) }
        if place != nil { xml += "<w:bookmarkEnd w:id=\"\(bookmarks)\"/>" }
        return xml + "</w:p>"
    }

    /// The properties in the order of the schema (CT_PPr).
    private mutating func paragraphProperties(_ look: Look, isFromRight: Bool) -> String {
        var xml = ""
        if let style = look.style { xml += "<w:pStyle w:val=\"\(style)\"/>" }
        if look.holdsNext { xml += "<w:keepNext/>" }
        if startsPage {
            xml += "<w:pageBreakBefore/>"
            startsPage = false
        }
        if let list = look.list {
            xml += "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\(list)\"/></w:numPr>"
        }
        if isFromRight { xml += "<w:bidi/>" }
        if look.isNumber { xml += "<w:jc w:val=\"right\"/>" }
        return xml.isEmpty ? "" : "<w:pPr>\(xml)</w:pPr>"
    }

    private mutating func runs(_ span: Document.Span) -> String {
        switch span {
        case .plain(let words): WordText.run(words)
        case .strong(let words): WordText.run(words, "<w:rStyle w:val=\"Strong\"/>")
        case .code(let words): WordText.run(words, "<w:rStyle w:val=\"Code\"/>")
        case .rating(let rating):
            WordText.run(
                rating.rawValue.capitalised,
                "<w:rStyle w:val=\"\(WordStyles.styleName(of: rating))\"/>"
            )
        case .link(let words, let url): link(words, to: url)
        }
    }

    private mutating func link(_ words: String, to url: String) -> String {
        let run = WordText.run(words, "<w:rStyle w:val=\"Hyperlink\"/>")
        if url.hasPrefix("#") {
            let place = String(url.dropFirst())
            // A link to nowhere is only its words.
            guard places.contains(place) else { return WordText.run(words) }
            return "<w:hyperlink w:anchor=\"\(WordBody.bookmark(place))\">\(run)</w:hyperlink>"
        }
        let number = linkNumbers[url] ?? links.count + 1
        if number > links.count {
            links.append(url)
            linkNumbers[url] = number
        }
        return "<w:hyperlink r:id=\"link\(number)\">\(run)</w:hyperlink>"
    }

    /// The name of a bookmark for the place `id`: letters, digits and `_`, a letter first, 40
    /// characters at most, which is all that Word takes.
    static func bookmark(_ id: String) -> String {
        let name = id.unicodeScalars.map { scalar -> Character in
            let isKept =
                scalar.isASCII
                && (scalar.properties.isAlphabetic
                    || scalar.properties.numericType != nil)
            return isKept ? Character(scalar) : "_"
        }
        return String(String("p_" + String(name)).prefix(40))
    }
}
