// The readings of a measure over time: a line with markers, and the target as a dashed line.

extension HTMLDrawing {
    /// The frame of a chart of readings.
    private struct ReadingsFrame {
        let scale: ReadingsScale
        let marks: [ReadingsScale.Mark]
        let left: Int
        let right: Int
        let top = 30_00
        let bottom = 110_00

        /// Between the words of the axis of values and those at the ends of the lines.
        init(_ scale: ReadingsScale, names: [String]) {
            self.scale = scale
            marks = scale.marks(along: bottom - top)
            let widest = marks.map { HTMLCanvas.width(of: $0.words) }.max() ?? 0
            left = max(widest + 10_00, 48_00)
            right = HTMLCanvas.width - (names.map(HTMLCanvas.width).max() ?? 0) - 22_00
        }

        func y(_ value: Quantity) -> Int { bottom - scale.height(of: value, along: bottom - top) }

        func x(_ day: Day) -> Int { left + scale.place(of: day, along: right - left) }

        func point(_ reading: Document.Readings.Point) -> HTMLCanvas.Point {
            HTMLCanvas.Point(x: x(reading.day), y: y(reading.value))
        }
    }

    static func draw(_ readings: Document.Readings, on canvas: inout HTMLCanvas) {
        guard let scale = ReadingsScale(readings), let last = readings.points.last else {
            return nothing(on: &canvas)
        }
        let latest = name("latest", last.value)
        let target = readings.target.map { name("target", $0) }
        let frame = ReadingsFrame(scale, names: [latest, target].compactMap(\.self))
        axes(frame, unit: readings.unit, on: &canvas)
        if let target = readings.target {
            let y = frame.y(target)
            canvas.line(
                [HTMLCanvas.Point(x: frame.left, y: y), HTMLCanvas.Point(x: frame.right, y: y)],
                stroke(1)
            )
        }
        canvas.line(readings.points.map(frame.point), stroke(0))
        for reading in scale.marked(max: 24) { mark(0, at: frame.point(reading), on: &canvas) }
        let end = frame.point(last)
        guard let words = target, let value = readings.target else {
            return write(latest, besides: end, at: end.y, frame, on: &canvas)
        }
        let line = HTMLCanvas.Point(x: frame.right, y: frame.y(value))
        let places = ReadingsScale.apart(line.y, end.y, by: HTMLCanvas.lineHeight)
        write(words, besides: line, at: places.0, frame, on: &canvas)
        write(latest, besides: end, at: places.1, frame, on: &canvas)
    }

    /// "target 95"; of a value of many digits the first, and the table has all.
    private static func name(_ what: String, _ value: Quantity) -> String {
        let words = "\(what) \(value)"
        return words.count > 23 ? "\(words.prefix(22))…" : words
    }

    /// Writes the words at the end of a line, beside it, and leads the eye there.
    private static func write(
        _ words: String,
        besides end: HTMLCanvas.Point,
        at y: Int,
        _ frame: ReadingsFrame,
        on canvas: inout HTMLCanvas
    ) {
        canvas.line(
            [end, HTMLCanvas.Point(x: frame.right + 14_00, y: y)],
            HTMLCanvas.Stroke(colour: HTMLCanvas.guide, width: 1_00, dashes: [1, 2])
        )
        canvas.words(words, at: HTMLCanvas.Point(x: frame.right + 18_00, y: y + 5_00))
    }

    private static func axes(_ frame: ReadingsFrame, unit: String, on canvas: inout HTMLCanvas) {
        let columns = (frame.right - 4_00) / 7_80
        for line in HTMLCanvas.lines(of: unit, columns: columns, linesMax: 1) {
            canvas.words(line, at: HTMLCanvas.Point(x: 0, y: 14_00))
        }
        for mark in frame.marks {
            let y = frame.bottom - mark.height
            canvas.line(
                [HTMLCanvas.Point(x: frame.left, y: y), HTMLCanvas.Point(x: frame.right, y: y)],
                HTMLCanvas.Stroke(
                    colour: mark.isAxis ? HTMLCanvas.ink : "#d0d3d4",
                    width: mark.isAxis ? 1_50 : 1_00
                )
            )
            canvas.words(mark.words, at: HTMLCanvas.Point(x: frame.left - 8_00, y: y + 5_00), .end)
        }
        let places = max(2, (frame.right - frame.left) / 82_00)
        for mark in frame.scale.dayMarks(max: places) {
            let x = frame.x(mark.day)
            canvas.line([
                HTMLCanvas.Point(x: x, y: frame.bottom),
                HTMLCanvas.Point(x: x, y: frame.bottom + 6_00),
            ])
            for (number, words) in mark.words.enumerated() {
                let y = frame.bottom + 22_00 + number * HTMLCanvas.lineHeight
                canvas.words(words, at: HTMLCanvas.Point(x: x, y: y), .middle)
            }
        }
    }
}
