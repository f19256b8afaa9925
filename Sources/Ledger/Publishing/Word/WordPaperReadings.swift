// The readings of a measure in a Word document: a line with markers, the target as a dashed line.

extension WordDrawing {
    mutating func drawReadings(_ readings: Document.Readings) {
        guard let scale = ReadingsScale(readings), let last = readings.points.last else { return }
        let names = [readings.target.map { ("target", $0) }, ("latest", last.value)]
            .compactMap { $0 }.map(WordDrawing.name)
        let room = (names.map(WordDrawing.width).max() ?? 0) + 45
        let marks = scale.marks(along: 240)
        let left = max((marks.map { WordDrawing.width(of: $0.words) }.max() ?? 0) + 25, 140)
        let plot = Frame(x: left, y: 60, width: WordDrawing.width - left - room, height: 240)
        height = plot.y + plot.height + 80
        drawAxes(scale, marks, plot, unit: readings.unit)
        let spots = readings.points.map { WordDrawing.spot($0.day, $0.value, scale, plot) }
        let end = spots.last ?? Spot(x: plot.x, y: plot.y)
        let right = plot.x + plot.width
        guard let target = readings.target else {
            drawLine(spots, scale, plot)
            return write(names[0], beside: end, at: end.y, right)
        }
        let level = plot.y + plot.height - scale.height(of: target, along: plot.height)
        line([Spot(x: plot.x, y: level), Spot(x: right, y: level)], WordDrawing.pen(1))
        drawLine(spots, scale, plot)
        let places = ReadingsScale.apart(level, end.y, by: 40)
        write(names[0], beside: Spot(x: right, y: level), at: places.0, right)
        write(names[1], beside: end, at: places.1, right)
    }

    /// "target 95"; of a value of many digits the first, and the table has all.
    private static func name(_ what: String, _ value: Quantity) -> String {
        let words = "\(what) \(value)"
        return words.count > 23 ? "\(words.prefix(22))…" : words
    }

    private static func spot(
        _ day: Day,
        _ value: Quantity,
        _ scale: ReadingsScale,
        _ plot: Frame
    ) -> Spot {
        Spot(
            x: plot.x + scale.place(of: day, along: plot.width),
            y: plot.y + plot.height - scale.height(of: value, along: plot.height)
        )
    }

    /// Draws the line through all readings, and the markers of as many as there is room for.
    private mutating func drawLine(_ spots: [Spot], _ scale: ReadingsScale, _ plot: Frame) {
        let pen = WordDrawing.pen(0)
        line(spots, pen)
        for reading in scale.marked(max: 48) {
            circle(
                WordDrawing.spot(reading.day, reading.value, scale, plot),
                radius: 12,
                ground: "FFFFFF",
                pen: Pen(colour: pen.colour, width: 125)
            )
        }
    }

    /// Writes the words at the end of a line, beside it, and leads the eye there.
    private mutating func write(_ name: String, beside end: Spot, at y: Int, _ right: Int) {
        line([end, Spot(x: right + 28, y: y)], Pen(colour: "6F777B", width: 50, dash: "sysDot"))
        let width = WordDrawing.width(of: name)
        words(name, in: Frame(x: right + 35, y: y - 20, width: width, height: 40), .left)
    }

    private mutating func drawAxes(
        _ scale: ReadingsScale,
        _ marks: [ReadingsScale.Mark],
        _ plot: Frame,
        unit: String
    ) {
        let cut = unit.count > 80 ? "\(unit.prefix(79))…" : unit
        if !cut.isEmpty {
            words(cut, in: Frame(x: 0, y: 0, width: plot.x + plot.width, height: 40), .left)
        }
        for mark in marks {
            let y = plot.y + plot.height - mark.height
            line(
                [Spot(x: plot.x, y: y), Spot(x: plot.x + plot.width, y: y)],
                Pen(colour: mark.isAxis ? "0B0C0C" : "B1B4B6", width: 50)
            )
            words(mark.words, in: Frame(x: 0, y: y - 20, width: plot.x - 25, height: 40), .right)
        }
        for mark in scale.dayMarks(max: max(2, plot.width / 300)) {
            let place = Spot(
                x: plot.x + scale.place(of: mark.day, along: plot.width),
                y: plot.y + plot.height
            )
            line([place, Spot(x: place.x, y: place.y + 15)], Pen())
            words(
                mark.words.joined(separator: " "),
                in: Frame(x: place.x - 140, y: place.y + 20, width: 280, height: 40),
                .center
            )
        }
    }
}
