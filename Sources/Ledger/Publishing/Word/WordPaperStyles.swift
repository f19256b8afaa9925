// The looks of a Word document: styles, settings and the numbering of lists.

/// The parts of a Word document that hold for all of its text.
enum WordStyles {
    /// Settings: no compatibility with old versions, words may be divided at the ends of lines.
    static let settings = """
        <w:settings xmlns:w="\(WordText.namespace)"><w:defaultTabStop w:val="720"/>\
        <w:autoHyphenation/><w:doNotHyphenateCaps/>\
        <w:characterSpacingControl w:val="doNotCompress"/><w:compat>\
        <w:compatSetting w:name="compatibilityMode" \
        w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
        <w:themeFontLang w:val="\(Document.language)"/></w:settings>
        """

    /// The styles, all by the names that Word gives its own where it has them.
    static let styles =
        "<w:styles xmlns:w=\"\(WordText.namespace)\">" + defaults + headings + texts + tables
        + characters + Rating.allCases.map(style).joined() + "</w:styles>"

    /// Arial at 11 points: a sans serif that Word has, and elsewhere one of the same widths.
    private static let defaults = """
        <w:docDefaults><w:rPrDefault><w:rPr>\
        <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>\
        <w:sz w:val="22"/><w:szCs w:val="22"/>\
        <w:lang w:val="\(Document.language)" w:eastAsia="\(Document.language)" w:bidi="ar-SA"/>\
        </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
        <w:spacing w:before="40" w:after="60" w:line="252" w:lineRule="auto"/>\
        </w:pPr></w:pPrDefault></w:docDefaults>\
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
        <w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>
        """

    private static let headings =
        heading("Title", "Title", level: 0, halfPoints: 34, before: 0, after: 100)
        + heading("Heading1", "heading 1", level: 0, halfPoints: 32, before: 300, after: 100)
        + heading("Heading2", "heading 2", level: 1, halfPoints: 26, before: 220, after: 60)
        + heading("Heading3", "heading 3", level: 2, halfPoints: 24, before: 200, after: 60)
        + heading("Heading4", "heading 4", level: 3, halfPoints: 22, before: 160, after: 40)

    private static func heading(
        _ id: String,
        _ name: String,
        level: Int,
        halfPoints: Int,
        before: Int,
        after: Int
    ) -> String {
        paragraphStyle(
            id,
            name,
            "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"
                + "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"/>"
                + "<w:outlineLvl w:val=\"\(level)\"/>",
            "<w:b/><w:bCs/><w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>",
            next: "Normal"
        )
    }

    private static let texts =
        paragraphStyle(
            "Caption",
            "caption",
            "<w:keepLines/><w:spacing w:before=\"120\" w:after=\"60\"/>",
            "<w:b/><w:bCs/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"
        )
        + paragraphStyle(
            "ListParagraph",
            "List Paragraph",
            "<w:spacing w:before=\"0\" w:after=\"40\"/>"
        )
        // The name to the left of what it stands for, which has a margin of its own.
        + paragraphStyle(
            "Term",
            "Term",
            "<w:tabs><w:tab w:val=\"left\" w:pos=\"2835\"/></w:tabs>"
                + "<w:spacing w:before=\"0\" w:after=\"40\"/>"
                + "<w:ind w:left=\"2835\" w:hanging=\"2835\"/>"
        )
        + paragraphStyle("Figure", "Figure", "<w:spacing w:before=\"120\" w:after=\"0\"/>")
        + paragraphStyle("Footer", "footer", "<w:jc w:val=\"right\"/>", small)

    private static let tables =
        paragraphStyle("TableText", "Table Text", tight, small)
        + paragraphStyle("TableHeading", "Table Heading", tight, "<w:b/><w:bCs/>" + small)
        + paragraphStyle(
            "TableNote",
            "Table Note",
            "<w:spacing w:before=\"40\" w:after=\"100\"/>",
            small
        )
        + paragraphStyle(
            "Drawing",
            "Drawing",
            "<w:suppressAutoHyphens/>"
                + "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
            "<w:noProof/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>"
        )
            + """
            <w:style w:type="table" w:default="1" w:styleId="TableNormal">\
            <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>\
            <w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>\
            <w:style w:type="table" w:customStyle="1" w:styleId="Paper"><w:name w:val="Paper"/>\
            <w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>\(lines)</w:tblBorders>\
            <w:tblCellMar><w:left w:w="55" w:type="dxa"/><w:right w:w="55" w:type="dxa"/>\
            </w:tblCellMar></w:tblPr></w:style>
            """

    private static let tight =
        "<w:spacing w:before=\"10\" w:after=\"10\" w:line=\"240\" w:lineRule=\"auto\"/>"
    private static let small = "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"

    private static let lines = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
        "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A9399\"/>"
    }.joined()

    private static let characters =
        characterStyle("Strong", "Strong", "<w:b/><w:bCs/>")
        + characterStyle(
            "Hyperlink",
            "Hyperlink",
            "<w:color w:val=\"1A4F8A\"/><w:u w:val=\"single\"/>"
        )
        + characterStyle(
            "Code",
            "Code",
            "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>"
                + "<w:noProof/>"
        )

    /// The identifier of the style of a rating's tag.
    static func styleName(of rating: Rating) -> String { "Rating-\(rating.rawValue)" }

    /// The tag of a rating: the word, on its colour, in a frame of the colour of the word.
    private static func style(of rating: Rating) -> String {
        let (words, ground) = colours(of: rating)
        return characterStyle(
            styleName(of: rating),
            "Rating \(rating.rawValue)",
            "<w:b/><w:bCs/><w:color w:val=\"\(words)\"/>"
                + "<w:bdr w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"\(words)\"/>"
                + "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(ground)\"/>"
        )
    }

    /// The colours of a rating, red, green and blue in hexadecimal: of the words, which is also
    /// the frame, and of the ground. Every pair has a contrast of 7:1 or more (WCAG 2.2, 1.4.6).
    static func colours(of rating: Rating) -> (words: String, ground: String) {
        switch rating {
        case .red: ("651B1B", "F4D7D7")
        case .amber: ("7A3C1C", "FFEE80")
        case .grey: ("0B0C0C", "CECECE")
        case .green: ("083D29", "CFE4DC")
        case .blue: ("0F385C", "D2E2F1")
        }
    }

    private static func paragraphStyle(
        _ id: String,
        _ name: String,
        _ paragraph: String,
        _ run: String = "",
        next: String? = nil
    ) -> String {
        "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>"
            + "<w:basedOn w:val=\"Normal\"/>"
            + (next.map { "<w:next w:val=\"\($0)\"/>" } ?? "") + "<w:qFormat/>"
            + "<w:pPr>\(paragraph)</w:pPr>" + (run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>")
            + "</w:style>"
    }

    private static func characterStyle(_ id: String, _ name: String, _ run: String) -> String {
        "<w:style w:type=\"character\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>"
            + "<w:qFormat/><w:rPr>\(run)</w:rPr></w:style>"
    }

    /// The numbering: list 1 has bullets, and every list from 2 on counts from one.
    static func numbering(lists: Int) -> String {
        var xml = "<w:numbering xmlns:w=\"\(WordText.namespace)\">"
        xml += level(of: 0, format: "bullet", mark: "\u{2022}")
        xml += level(of: 1, format: "decimal", mark: "%1.")
        xml += "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        for list in 0..<lists {
            xml += "<w:num w:numId=\"\(list + 2)\"><w:abstractNumId w:val=\"1\"/>"
            xml += "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
            xml += "</w:num>"
        }
        return xml + "</w:numbering>"
    }

    private static func level(of list: Int, format: String, mark: String) -> String {
        """
        <w:abstractNum w:abstractNumId="\(list)"><w:multiLevelType w:val="singleLevel"/>\
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="\(format)"/>\
        <w:lvlText w:val="\(mark)"/><w:lvlJc w:val="left"/>\
        <w:pPr><w:ind w:left="510" w:hanging="397"/></w:pPr></w:lvl></w:abstractNum>
        """
    }
}
