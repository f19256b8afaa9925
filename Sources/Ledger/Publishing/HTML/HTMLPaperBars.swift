// Stacked bars: one a label, a segment a rating, with the number and the word on each segment or
// beside the bar.

extension HTMLDrawing {
    /// How a rating fills a segment: the colours of its tag, and a pattern of its own.
    struct Fill {
        let background: String
        let foreground: String
        /// The pattern's elements, on a tile of eight by eight units.
        let tile: String

        /// The fill of `rating`.
        static func of(_ rating: Rating) -> Fill {
            switch rating {
            case .red:
                Fill("#f4d7d7", "#651b1b", tile: "M-2 2L2 -2M-2 10L10 -2M6 10L10 6")
            case .amber:
                Fill("#ffee80", "#7a3c1c", tile: "M2 2h2M6 6h2", width: "2")
            case .grey:
                Fill("#cecece", "#0b0c0c", tile: "")
            case .green:
                Fill("#cfe4dc", "#083d29", tile: "M0 4H8")
            case .blue:
                Fill("#d2e2f1", "#0f385c", tile: "M0 4H8M4 0V8")
            }
        }

        private init(
            _ background: String,
            _ foreground: String,
            tile: String,
            width: String = "1.2"
        ) {
            self.background = background
            self.foreground = foreground
            self.tile =
                "<path d=\"\(tile)\" fill=\"none\" stroke=\"\(foreground)\""
                + " stroke-width=\"\(width)\"/>"
        }
    }

    /// One segment and its words.
    private struct Segment {
        let rating: Rating
        let count: Int
        var words: String { "\(count) \(rating.rawValue)" }
    }

    private static let barHeight = 16_00

    static func draw(
        _ bars: [Document.Bar],
        _ patterns: [Rating: String],
        on canvas: inout HTMLCanvas
    ) {
        guard !bars.isEmpty else { return nothing(on: &canvas) }
        canvas.add(definitions(patterns))
        let labels = bars.map { HTMLCanvas.lines(of: $0.label, columns: 28, linesMax: 3) }
        let left = (labels.joined().map(HTMLCanvas.width).max() ?? 0) + 12_00
        let segments = bars.map(segments)
        key(of: segments, patterns, from: left, on: &canvas)
        let unit = unit(of: segments, from: left)
        var y = 32_00
        for (label, segments) in zip(labels, segments) {
            for (number, line) in label.enumerated() {
                let point = HTMLCanvas.Point(
                    x: left - 12_00,
                    y: y + 13_00 + HTMLCanvas.lineHeight * number
                )
                canvas.words(line, at: point, .end)
            }
            draw(segments, patterns, unit, from: HTMLCanvas.Point(x: left, y: y), on: &canvas)
            y += max(barHeight, label.count * HTMLCanvas.lineHeight) + 3_00
        }
    }

    private static func segments(of bar: Document.Bar) -> [Segment] {
        Rating.allCases.compactMap { rating in
            let count = bar.counts[rating] ?? 0
            return count > 0 ? Segment(rating: rating, count: count) : nil
        }
    }

    /// The length of one milestone in hundredths of a unit, times 1,000: the greatest at which
    /// every bar and the words beside it stay in the drawing.
    private static func unit(of bars: [[Segment]], from left: Int) -> Int {
        let longest = bars.map(total).max() ?? 0
        let room = HTMLCanvas.width - left - 4_00
        var unit = 0
        for plot in stride(from: room, through: room / 4, by: -10_00) {
            unit = plot * 1_000 / max(1, longest)
            let fits = bars.allSatisfy { bar in
                let beside = beside(bar, unit)
                let words = beside.isEmpty ? 0 : HTMLCanvas.width(of: beside) + 8_00
                return total(bar) * unit / 1_000 + words <= room
            }
            if fits { break }
        }
        return unit
    }

    private static func total(_ bar: [Segment]) -> Int {
        bar.map { amount($0.count) }.reduce(0, +)
    }

    private static func holdsWords(_ segment: Segment, _ unit: Int) -> Bool {
        HTMLCanvas.width(of: segment.words) + 6_00 <= amount(segment.count) * unit / 1_000
    }

    /// The words that do not fit on their segments, in their order.
    private static func beside(_ bar: [Segment], _ unit: Int) -> String {
        bar.isEmpty
            ? "none"
            : bar.filter { !holdsWords($0, unit) }.map(\.words).joined(separator: ", ")
    }

    private static func draw(
        _ bar: [Segment],
        _ patterns: [Rating: String],
        _ unit: Int,
        from corner: HTMLCanvas.Point,
        on canvas: inout HTMLCanvas
    ) {
        var before = 0
        let line = corner.y + 13_00
        for segment in bar {
            let x = corner.x + before * unit / 1_000
            before += amount(segment.count)
            let width = corner.x + before * unit / 1_000 - x
            box(segment.rating, patterns, HTMLCanvas.Point(x: x, y: corner.y), width, on: &canvas)
            guard holdsWords(segment, unit) else { continue }
            // The words lie on a plain ground, for a pattern would run through the letters.
            let ground = HTMLCanvas.width(of: segment.words)
            canvas.box(
                at: HTMLCanvas.Point(x: x + (width - ground) / 2, y: corner.y + 1_00),
                width: ground,
                height: barHeight - 2_00,
                fill: Fill.of(segment.rating).background,
                isOutlined: false
            )
            canvas.words(segment.words, at: HTMLCanvas.Point(x: x + width / 2, y: line), .middle)
        }
        let beside = beside(bar, unit)
        guard !beside.isEmpty else { return }
        let gap = bar.isEmpty ? 0 : 8_00
        let x = corner.x + before * unit / 1_000 + gap
        canvas.words(beside, at: HTMLCanvas.Point(x: x, y: line))
    }

    private static func box(
        _ rating: Rating,
        _ patterns: [Rating: String],
        _ corner: HTMLCanvas.Point,
        _ width: Int,
        height: Int = barHeight,
        on canvas: inout HTMLCanvas
    ) {
        let fill = patterns[rating].map { "url(#\($0))" } ?? Fill.of(rating).background
        canvas.box(at: corner, width: width, height: height, fill: fill, isOutlined: true)
    }

    private static func key(
        of bars: [[Segment]],
        _ patterns: [Rating: String],
        from left: Int,
        on canvas: inout HTMLCanvas
    ) {
        let shown = Set(bars.joined().map(\.rating))
        var x = left
        for rating in Rating.allCases where shown.contains(rating) {
            let corner = HTMLCanvas.Point(x: x, y: 6_00)
            box(rating, patterns, corner, 24_00, height: 16_00, on: &canvas)
            canvas.words(rating.rawValue, at: HTMLCanvas.Point(x: x + 30_00, y: 19_00))
            x += 90_00
        }
    }

    private static func definitions(_ patterns: [Rating: String]) -> String {
        let tiles = Rating.allCases.compactMap { rating -> String? in
            guard let id = patterns[rating] else { return nil }
            let fill = Fill.of(rating)
            return """
                <pattern id="\(id)" width="8" height="8" patternUnits="userSpaceOnUse">\
                <rect width="8" height="8" fill="\(fill.background)"/>\(fill.tile)</pattern>

                """
        }
        return "<defs>\n\(tiles.joined())</defs>\n"
    }
}
