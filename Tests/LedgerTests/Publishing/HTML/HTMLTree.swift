// A rendered paper read back by an XML parser, as a tree to ask questions of.

import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// An element of a parsed file.
final class HTMLElement {
    let name: String
    let attributes: [String: String]
    var children: [HTMLElement] = []
    /// All its words, those of the elements in it included, in the order of the file.
    var text = ""

    init(_ name: String, _ attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    /// The element and all below it, in the order of the file.
    var all: [HTMLElement] { [self] + children.flatMap(\.all) }

    /// The elements below it of these names, in the order of the file.
    func named(_ names: String...) -> [HTMLElement] {
        children.flatMap(\.all).filter { names.contains($0.name) }
    }

    var id: String? { attributes["id"] }

    /// The rows of a table, each as the words of its cells.
    var rows: [[String]] { named("tr").map { $0.children.map(\.text) } }

    /// The root element of `file`, which has to be well-formed.
    static func parse(_ file: String) throws -> HTMLElement {
        let reader = Reader()
        let parser = XMLParser(data: Data(file.utf8))
        parser.delegate = reader
        let isWellFormed = parser.parse()
        let fault = "line \(parser.lineNumber): \(String(describing: parser.parserError))"
        try #require(isWellFormed, "\(fault)")
        return try #require(reader.root)
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var root: HTMLElement?
        private var open: [HTMLElement] = []

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            let element = HTMLElement(name, attributes)
            open.last?.children.append(element)
            if root == nil { root = element }
            open.append(element)
            if name == "br" { read("\n") }
        }

        func parser(
            _ parser: XMLParser,
            didEndElement name: String,
            namespaceURI: String?,
            qualifiedName: String?
        ) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { read(string) }

        private func read(_ words: String) {
            for element in open { element.text += words }
        }
    }
}
