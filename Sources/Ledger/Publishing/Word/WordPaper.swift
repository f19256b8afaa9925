// A paper as a Word document: the parts of the package, and how they refer to one another.

/// A paper as an Office Open XML document (ECMA-376, transitional), for Word and LibreOffice.
public enum WordPaper {
    /// The media type of what ``render(_:)`` returns.
    public static let mediaType =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    /// The bytes of a `.docx` file of `document`.
    ///
    /// Headings, captions, lists and tables are Word's own, so that a council's template can be
    /// put over them and a screen reader finds its way. Figures are drawn with shapes, carry
    /// their alternative text, and are followed by their tables. No clock is read and nothing is
    /// compressed: the same document gives the same bytes.
    ///
    /// - Complexity: O(n) in the words of the document.
    public static func render(_ document: Document) -> [UInt8] {
        var body = WordBody(of: document)
        for block in document.blocks { body.append(block) }
        let parts = [
            ("[Content_Types].xml", contentTypes),
            ("_rels/.rels", packageRelationships),
            ("docProps/core.xml", coreProperties(of: document)),
            ("word/document.xml", main(body.xml)),
            ("word/_rels/document.xml.rels", relationships(links: body.links)),
            ("word/styles.xml", WordStyles.styles),
            ("word/settings.xml", WordStyles.settings),
            ("word/numbering.xml", WordStyles.numbering(lists: body.numberedLists)),
            ("word/footer1.xml", footer),
        ]
        return ZIP.archive(
            parts.map { name, xml in
                ZIP.File(name: name, bytes: Array((declaration + xml + "\n").utf8))
            }
        )
    }

    private static let declaration =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    private static let wordType =
        "application/vnd.openxmlformats-officedocument.wordprocessingml"

    private static let contentTypes = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/docProps/core.xml" \
        ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
        <Override PartName="/word/document.xml" ContentType="\(wordType).document.main+xml"/>\
        <Override PartName="/word/styles.xml" ContentType="\(wordType).styles+xml"/>\
        <Override PartName="/word/settings.xml" ContentType="\(wordType).settings+xml"/>\
        <Override PartName="/word/numbering.xml" ContentType="\(wordType).numbering+xml"/>\
        <Override PartName="/word/footer1.xml" ContentType="\(wordType).footer+xml"/>\
        </Types>
        """

    private static let relationType =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageType = "http://schemas.openxmlformats.org/package/2006"

    private static let packageRelationships = """
        <Relationships xmlns="\(packageType)/relationships">\
        <Relationship Id="rId1" Type="\(relationType)/officeDocument" \
        Target="word/document.xml"/>\
        <Relationship Id="rId2" Type="\(packageType)/relationships/metadata/core-properties" \
        Target="docProps/core.xml"/>\
        </Relationships>
        """

    /// The parts that the text refers to, and after them the addresses of its links.
    private static func relationships(links: [String]) -> String {
        var xml = "<Relationships xmlns=\"\(packageType)/relationships\">"
        for (number, name) in ["styles", "settings", "numbering", "footer"].enumerated() {
            let target = name == "footer" ? "footer1" : name
            xml +=
                "<Relationship Id=\"rId\(number + 1)\" Type=\"\(relationType)/\(name)\" "
                + "Target=\"\(target).xml\"/>"
        }
        for (number, url) in links.enumerated() {
            xml +=
                "<Relationship Id=\"link\(number + 1)\" Type=\"\(relationType)/hyperlink\" "
                + "Target=\"\(WordText.escaped(WordText.address(url)))\" TargetMode=\"External\"/>"
        }
        return xml + "</Relationships>"
    }

    /// Title and language. There is no time of creation, which would differ every time.
    private static func coreProperties(of document: Document) -> String {
        """
        <cp:coreProperties xmlns:cp="\(packageType)/metadata/core-properties" \
        xmlns:dc="http://purl.org/dc/elements/1.1/">\
        <dc:title>\(WordText.escaped(document.title))</dc:title>\
        <dc:language>\(Document.language)</dc:language>\
        </cp:coreProperties>
        """
    }

    private static func main(_ body: String) -> String {
        """
        <w:document xmlns:w="\(WordText.namespace)" xmlns:r="\(relationType)" \
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
        xmlns:wpg="\(WordDrawing.groupNamespace)" \
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">\
        <w:body>\(body)<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>\
        <w:pgSz w:w="11906" w:h="16838"/>\
        <w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="850" w:header="567" \
        w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>
        """
    }

    private static let footer = """
        <w:ftr xmlns:w="\(WordText.namespace)"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>\
        \(WordText.run("Page "))<w:fldSimple w:instr=" PAGE ">\(WordText.run("1"))</w:fldSimple>\
        \(WordText.run(" of "))\
        <w:fldSimple w:instr=" NUMPAGES ">\(WordText.run("1"))</w:fldSimple></w:p></w:ftr>
        """
}
