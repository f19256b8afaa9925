// A paper as one HTML file, which needs nothing beside it: what a board reads and keeps.

/// Renders a document as one HTML file.
///
/// The file is the record. It loads nothing and runs nothing (its own policy forbids both), it is
/// well-formed XML too, its links stay the same from one report to the next, and it prints on A4.
/// Colours and patterns never stand alone: the word is always there. Meant to meet WCAG 2.2 AA.
public enum HTMLPaper {
    /// The whole file, in UTF-8 and ending in a line feed; the same document gives the same bytes.
    ///
    /// - Complexity: O(the words of the document).
    public static func render(_ document: Document) -> String {
        var page = HTMLPage(document)
        return page.render()
    }
}

/// The file in the making.
struct HTMLPage {
    private let document: Document
    /// What is written so far.
    var html = ""
    private var ids: Set<String> = []
    /// The headings below the title, each with the `id` and the level that it has in the file.
    private var headings: [Heading] = []
    /// The levels of the sections that are open.
    private var openLevels: [Int] = []

    private struct Heading {
        let level: Int
        let id: String
        let words: String
    }

    init(_ document: Document) {
        self.document = document
    }

    /// An `id` that nothing else in the file has: `name`, or `name` with a number.
    mutating func id(_ name: String) -> String {
        let word = HTMLText.name(name)
        var id = word
        var number = 2
        while !ids.insert(id).inserted {
            id = "\(word)-\(number)"
            number += 1
        }
        return HTMLText.plain(id)
    }

    mutating func render() -> String {
        let (title, lead, rest) = parts()
        let titleID = id(title.id)
        headings = named(rest)
        let (mainID, contentsID) = (id("main"), id("contents"))
        head(document.title.isEmpty ? title.words : document.title)
        html += "<body>\n<a class=\"skip\" href=\"#\(mainID)\">Skip to the content</a>\n"
        html += "<header>\n<h1 id=\"\(titleID)\">\(HTMLText.text(title.words))</h1>\n"
        for block in lead { write(block) }
        html += "</header>\n"
        contents(contentsID)
        html += "<main id=\"\(mainID)\" tabindex=\"-1\">\n"
        for block in rest { write(block) }
        closeSections(downTo: 1)
        html += "</main>\n</body>\n</html>\n"
        return html
    }

    /// The title, what stands between it and the next heading, and everything from there on.
    private func parts() -> (title: Heading, lead: [Document.Block], rest: [Document.Block]) {
        var blocks = document.blocks[...]
        var title = Heading(level: 1, id: "title", words: document.title)
        if case .heading(1, let id, let words)? = blocks.first {
            title = Heading(level: 1, id: id, words: words)
            blocks = blocks.dropFirst()
        }
        let lead = blocks.prefix { block in
            switch block {
            case .paragraph, .list, .terms: true
            case .heading, .table, .figure, .pageBreak: false
            }
        }
        return (title, Array(lead), Array(blocks.dropFirst(lead.count)))
    }

    /// The headings of `blocks` in the order written: no level is skipped and the title stays the
    /// only heading of its level, whatever the document says.
    private mutating func named(_ blocks: [Document.Block]) -> [Heading] {
        var named: [Heading] = []
        for block in blocks {
            guard case .heading(let level, let name, let words) = block else { continue }
            let deepest = min(4, (named.last?.level ?? 1) + 1)
            named.append(
                Heading(level: min(max(level, 2), deepest), id: id(name), words: words)
            )
        }
        return named
    }

    private mutating func head(_ title: String) {
        html += """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="\(Document.language)">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
            <title>\(HTMLText.plain(title))</title>
            <style>
            \(HTMLStyle.sheet)
            </style>
            </head>

            """
    }

    // MARK: Contents

    /// The headings of level 2, and those of level 3 folded away under each.
    private mutating func contents(_ id: String) {
        guard !headings.isEmpty else { return }
        html += "<nav aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">Contents</h2>\n<ol>\n"
        var rest = headings[...]
        while let heading = rest.popFirst() {
            html += "<li>\(link(to: heading))"
            let below = rest.prefix { $0.level > 2 }
            rest = rest.dropFirst(below.count)
            let parts = below.filter { $0.level == 3 }
            if !parts.isEmpty {
                let count = parts.count == 1 ? "1 part" : "\(parts.count) parts"
                html += "\n<details><summary>\(count)<span class=\"unseen\"> of "
                html += "\(HTMLText.text(heading.words))</span></summary>\n<ol>\n"
                for part in parts { html += "<li>\(link(to: part))</li>\n" }
                html += "</ol></details>"
            }
            html += "</li>\n"
        }
        html += "</ol>\n</nav>\n"
    }

    private func link(to heading: Heading) -> String {
        "<a href=\"#\(heading.id)\">\(HTMLText.text(heading.words))</a>"
    }

    // MARK: Sections

    /// Opens the section of the next heading, and closes those that it ends.
    mutating func openSection() {
        guard !headings.isEmpty else { return }
        let heading = headings.removeFirst()
        let level = heading.level
        closeSections(downTo: level - 1)
        openLevels.append(level)
        html += "<section>\n<h\(level) id=\"\(heading.id)\">"
        html += "\(HTMLText.text(heading.words))</h\(level)>\n"
    }

    private mutating func closeSections(downTo level: Int) {
        while let last = openLevels.last, last > level {
            openLevels.removeLast()
            html += "</section>\n"
        }
    }
}
