// What drawings are made of: words, lines and shapes at whole hundredths of a unit, so that the
// same drawing has the same bytes on every machine.

/// An SVG drawing in the making. Places and lengths are hundredths of a unit; a unit is a CSS pixel
/// where the drawing has its natural width.
struct HTMLCanvas {
    /// The width of a drawing that has room for another beside it.
    static let width = 460_00
    /// The width of one that takes the whole page.
    static let wide = 940_00
    /// From one line of words to the next.
    static let lineHeight = 18_00
    /// The colour of words, outlines and axes.
    static let ink = "#0b0c0c"
    /// The colour of the lines that only guide the eye.
    static let guide = "#6f777b"

    /// A place.
    struct Point: Hashable {
        var x: Int
        var y: Int
    }

    /// Where words stand from their place.
    enum Anchor: String {
        case start, middle, end
    }

    /// How a line looks.
    struct Stroke {
        var colour = HTMLCanvas.ink
        var width = 1_50
        /// Lengths of dash and gap in whole units, none for a solid line.
        var dashes: [Int] = []
    }

    /// The elements written so far.
    private(set) var svg = ""
    /// The height so far, which grows with what is drawn.
    private(set) var height = 0

    // MARK: Elements

    /// Words whose line stands on `point`.
    mutating func words(_ words: String, at point: Point, _ anchor: Anchor = .start) {
        let x = Self.number(point.x)
        svg += "<text x=\"\(x)\" y=\"\(Self.number(point.y))\" fill=\"\(Self.ink)\""
        if anchor != .start { svg += " text-anchor=\"\(anchor.rawValue)\"" }
        svg += ">\(HTMLText.plain(words))</text>\n"
        reach(point.y + 6_00)
    }

    /// A line through `points`.
    mutating func line(_ points: [Point], _ stroke: Stroke = Stroke()) {
        guard points.count > 1 else { return }
        svg += "<path d=\"\(Self.path(points))\" fill=\"none\" stroke=\"\(stroke.colour)\""
        svg += " stroke-width=\"\(Self.number(stroke.width))\" stroke-linejoin=\"round\""
        if !stroke.dashes.isEmpty {
            svg += " stroke-dasharray=\"\(stroke.dashes.map(String.init).joined(separator: " "))\""
        }
        svg += "/>\n"
        for point in points { reach(point.y + 2_00) }
    }

    /// A shape with these corners.
    mutating func shape(_ corners: [Point], fill: String, _ stroke: Stroke = Stroke()) {
        svg += "<path d=\"\(Self.path(corners))Z\" fill=\"\(fill)\" stroke=\"\(stroke.colour)\""
        svg += " stroke-width=\"\(Self.number(stroke.width))\"/>\n"
        for corner in corners { reach(corner.y + 2_00) }
    }

    /// A rectangle from its upper left corner, with an outline or without.
    mutating func box(at corner: Point, width: Int, height: Int, fill: String, isOutlined: Bool) {
        svg += "<rect x=\"\(Self.number(corner.x))\" y=\"\(Self.number(corner.y))\""
        svg += " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        svg += " fill=\"\(fill)\""
        if isOutlined { svg += " stroke=\"\(Self.ink)\" stroke-width=\"1.5\"" }
        svg += "/>\n"
        reach(corner.y + height + 2_00)
    }

    /// A circle.
    mutating func circle(at point: Point, radius: Int, fill: String, _ stroke: Stroke) {
        svg += "<circle cx=\"\(Self.number(point.x))\" cy=\"\(Self.number(point.y))\""
        svg += " r=\"\(Self.number(radius))\" fill=\"\(fill)\" stroke=\"\(stroke.colour)\""
        svg += " stroke-width=\"\(Self.number(stroke.width))\"/>\n"
        reach(point.y + radius + 2_00)
    }

    /// Elements written elsewhere, such as patterns.
    mutating func add(_ elements: String) { svg += elements }

    private mutating func reach(_ y: Int) { height = max(height, y) }

    // MARK: Measures

    /// The width that `words` may take, a little more than they do in the usual letters.
    static func width(of words: String) -> Int { words.count * 7_80 + 4_00 }

    /// The words of `label` that stand over one another, at most two lines, as the name of a month
    /// and its year do.
    static func stacked(_ label: String) -> [String] {
        let longest = label.split(whereSeparator: \.isWhitespace).map(\.count).max() ?? 1
        return lines(of: label, columns: min(max(longest, 4), 12), linesMax: 2)
    }

    /// `words` in lines of at most `count` characters, at most `linesMax`; what is cut off is
    /// marked, and stands in full in the table.
    static func lines(of words: String, columns count: Int, linesMax: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words.split(whereSeparator: \.isWhitespace) {
            var word = word
            if !line.isEmpty, line.count + 1 + word.count > count {
                lines.append(line)
                line = ""
            }
            while word.count > count, lines.count <= linesMax {
                lines.append(String(word.prefix(count)))
                word = word.dropFirst(count)
            }
            if lines.count > linesMax { break }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        if !line.isEmpty { lines.append(line) }
        if lines.count > linesMax {
            lines = Array(lines.prefix(linesMax))
            lines[linesMax - 1] = lines[linesMax - 1].prefix(count - 1) + "…"
        }
        return lines
    }

    /// Hundredths as SVG writes them: 12.5 for 1250.
    static func number(_ hundredths: Int) -> String {
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : padded(Int(rest), 2)
        return "\(sign)\(whole).\(digits)"
    }

    private static func path(_ points: [Point]) -> String {
        points.enumerated().map { index, point in
            "\(index == 0 ? "M" : "L")\(number(point.x)) \(number(point.y))"
        }.joined()
    }
}
