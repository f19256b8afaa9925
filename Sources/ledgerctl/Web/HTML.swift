// Markup, put together so that what comes from an entry is never taken for it.

import Ledger

/// A piece of HTML. Text that is put into one is escaped; only what is HTML itself, or written in
/// the source, goes in as it is.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    /// The markup.
    private(set) var text: String

    init(stringLiteral text: String) { self.text = text }
    init(stringInterpolation piece: StringInterpolation) { text = piece.text }

    /// Takes up what is put in.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }
        /// Text on one line, as it may stand between tags and in an attribute.
        mutating func appendInterpolation(_ words: String) { text += HTMLText.plain(words) }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
        mutating func appendInterpolation(_ html: HTML) { text += html.text }
        mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }
        mutating func appendInterpolation(_ list: [HTML]) { for html in list { text += html.text } }
        mutating func appendInterpolation(_ code: Code) { text += HTMLText.plain(code.text) }
        mutating func appendInterpolation(_ key: Key) { text += HTMLText.plain(key.text) }
        mutating func appendInterpolation(_ name: MilestoneName) {
            text += HTMLText.plain(name.description)
        }
        /// Text between tags alone: its lines stay, and long words may be broken.
        mutating func appendInterpolation(lines words: String) { text += HTMLText.text(words) }
        /// Text in a `textarea`, whose lines stay as they are: a parser drops the first line feed.
        mutating func appendInterpolation(area words: String) {
            text += "\n" + HTML.exact(words, lineFeed: "\n")
        }
        /// Text in an attribute from which a browser sends it back: it stays as it was written.
        mutating func appendInterpolation(kept words: String) {
            text += HTML.exact(words, lineFeed: "&#10;")
        }
        /// A part of a path or of a query, percent-encoded.
        mutating func appendInterpolation(path part: String) { text += HTML.encoded(part) }
    }

    static func += (left: inout HTML, right: HTML) { left.text += right.text }

    /// `text` escaped and otherwise to the scalar, so that what was previewed is what is recorded.
    /// Browsers end lines with CR LF, which Swift counts as one Character.
    private static func exact(_ text: String, lineFeed: String) -> String {
        var exact = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": exact += "&amp;"
            case "<": exact += "&lt;"
            case ">": exact += "&gt;"
            case "\"": exact += "&quot;"
            case "\r": continue
            case "\n": exact += lineFeed
            default: exact.unicodeScalars.append(scalar)
            }
        }
        return exact
    }

    /// `text` with everything encoded that has a meaning in an address (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return encoded
    }

    /// A field that a form sends back unseen, to the scalar.
    static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(kept: value)\"/>\n"
    }

    /// A rating in its colours, with its word.
    static func tag(_ rating: Rating) -> HTML {
        "<span class=\"tag \(rating.rawValue)\">\(rating.rawValue)</span>"
    }

    /// A table in a box that scrolls by itself and that the keyboard reaches. Cells of the columns
    /// in `numbers` stand at the right, those in `wide` hold sentences; the first cell of a row is
    /// its heading. On a narrow screen each row is a block of its own, in which every cell shows
    /// the head of its column; the roles keep it a table where a browser would then see none.
    static func table(
        _ caption: String,
        id: String,
        _ heads: [String],
        _ rows: [[HTML]],
        numbers: Set<Int> = [],
        wide: Set<Int> = [],
        empty: String = "None."
    ) -> HTML {
        if rows.isEmpty { return "<p class=\"caption\">\(caption)</p>\n<p>\(empty)</p>\n" }
        let place = { (number: Int) -> HTML in
            numbers.contains(number) ? " class=\"number\"" : ""
        }
        let head = heads.enumerated().map { number, words -> HTML in
            // The head alone makes a column wide: a page has few of them.
            let width: HTML = wide.contains(number) ? " class=\"wide\"" : place(number)
            return "<th scope=\"col\" role=\"columnheader\"\(width)>\(words)</th>"
        }
        let labels = heads.map { " data-label=\"\($0)\"" as HTML }
        let body = rows.map { row -> HTML in
            let cells = row.enumerated().map { number, content -> HTML in
                if number == 0 {
                    return
                        "<th scope=\"row\" role=\"rowheader\"\(place(0))\(labels[0])>\(content)</th>"
                }
                return "<td role=\"cell\"\(place(number))\(labels[number])>\(content)</td>"
            }
            return "<tr role=\"row\">\(cells)</tr>\n"
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)">
            <table role="table"><caption id="\(id)"><span>\(caption)</span></caption>
            <thead role="rowgroup"><tr role="row">\(head)</tr></thead>
            <tbody role="rowgroup">
            \(body)</tbody></table></div>

            """
    }

    /// Terms and what they are.
    static func terms(_ terms: [(String, HTML)]) -> HTML {
        let list = terms.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" as HTML }
        return "<dl>\n\(list)</dl>\n"
    }
}
