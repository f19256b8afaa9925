// The drawing of a figure as SVG: its name and description, and what every kind has in common.

/// Draws figures.
enum HTMLDrawing {
    /// The `id`s that a drawing uses, each of them nowhere else in the file.
    struct Names {
        let title: String
        let description: String
        /// The pattern of each rating.
        let patterns: [Rating: String]
    }

    /// The drawing of `figure`, which bears its caption as its name and its alternative as its
    /// description.
    static func render(_ figure: Document.Figure, _ names: Names) -> String {
        var canvas = HTMLCanvas()
        switch figure.drawing {
        case .stackedBars(let bars): draw(bars, names.patterns, on: &canvas)
        case .curves(let months, let series): draw(series, over: months, on: &canvas)
        case .slips(let lines): draw(lines, on: &canvas)
        case .readings(let readings): draw(readings, on: &canvas)
        }
        let width = isWide(figure.drawing) ? HTMLCanvas.wide : HTMLCanvas.width
        let size = "\(HTMLCanvas.number(width)) \(HTMLCanvas.number(canvas.height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" role="img" \
            aria-labelledby="\(names.title)" aria-describedby="\(names.description)" \
            font-family="Arial, Helvetica, 'Liberation Sans', sans-serif" font-size="14">
            <title id="\(names.title)">\(HTMLText.plain(figure.caption))</title>
            <desc id="\(names.description)">\(HTMLText.plain(figure.alternative))</desc>
            \(canvas.svg)</svg>

            """
    }

    /// Whether a drawing takes the whole width of the page.
    static func isWide(_ drawing: Document.Drawing) -> Bool {
        if case .slips = drawing { true } else { false }
    }

    /// An amount that can be drawn: whole milestones, and not so many that lengths overflow.
    static func amount(_ number: Int) -> Int { min(max(number, 0), 1_000_000) }

    /// What stands where there is nothing to draw.
    static func nothing(on canvas: inout HTMLCanvas) {
        canvas.words("none", at: HTMLCanvas.Point(x: 0, y: 18_00))
    }

    // MARK: Lines that are told apart without colour

    /// How the line at `index` looks: each of four differs in dashes, marker and colour.
    static func stroke(_ index: Int) -> HTMLCanvas.Stroke {
        let colours = [HTMLCanvas.ink, "#1d70b8", "#4c2c92", "#00625e"]
        let dashes: [[Int]] = [[], [9, 4], [2, 3], [12, 3, 2, 3]]
        return HTMLCanvas.Stroke(colour: colours[index % 4], width: 2_00, dashes: dashes[index % 4])
    }

    /// The marker of the line at `index`: a circle, square, triangle or diamond.
    static func mark(_ index: Int, at point: HTMLCanvas.Point, on canvas: inout HTMLCanvas) {
        let stroke = HTMLCanvas.Stroke(colour: stroke(index).colour)
        let corners: [(Int, Int)]
        switch index % 4 {
        case 0: return canvas.circle(at: point, radius: 4_00, fill: "#fff", stroke)
        case 1: corners = [(-4_00, -4_00), (4_00, -4_00), (4_00, 4_00), (-4_00, 4_00)]
        case 2: corners = [(0, -5_00), (5_00, 4_00), (-5_00, 4_00)]
        default: corners = [(0, -5_50), (5_50, 0), (0, 5_50), (-5_50, 0)]
        }
        canvas.shape(
            corners.map { HTMLCanvas.Point(x: point.x + $0.0, y: point.y + $0.1) },
            fill: "#fff",
            stroke
        )
    }
}
