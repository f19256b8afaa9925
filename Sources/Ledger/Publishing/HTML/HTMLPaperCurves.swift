// Curves over months: lines told apart by dashes and markers, each named at its end.

extension HTMLDrawing {
    /// The frame of a chart of lines, and what stands at its edges.
    private struct Frame {
        let left = 48_00
        let top = 30_00
        let bottom = 140_00
        let right: Int
        let monthsCount: Int
        /// The greatest amount on the axis, a multiple of `step`.
        let ceiling: Int
        let step: Int

        init(_ series: [Document.Series], _ months: [String], labelWidth: Int) {
            right = HTMLCanvas.width - labelWidth - 60_00
            monthsCount = months.count
            let greatest = series.flatMap(\.values).map(amount).max() ?? 0
            step = Self.step(upTo: greatest)
            ceiling = max(1, (greatest + step - 1) / step) * step
        }

        /// The least of 1, 2, 5, 10, 20, 50 and so on that leaves at most six ticks.
        private static func step(upTo greatest: Int) -> Int {
            var step = 1
            var factors = [2, 5, 10].makeIterator()
            var power = 1
            while greatest > step * 6 {
                if let factor = factors.next() {
                    step = power * factor
                } else {
                    power *= 10
                    factors = [2, 5, 10].makeIterator()
                }
            }
            return step
        }

        func point(_ month: Int, _ value: Int) -> HTMLCanvas.Point {
            HTMLCanvas.Point(x: x(month), y: y(value))
        }

        func x(_ month: Int) -> Int {
            guard monthsCount > 1 else { return (left + right) / 2 }
            return left + (right - left) * month / (monthsCount - 1)
        }

        func y(_ value: Int) -> Int {
            bottom - (bottom - top) * amount(value) / ceiling
        }
    }

    static func draw(
        _ series: [Document.Series],
        over months: [String],
        on canvas: inout HTMLCanvas
    ) {
        let series = series.map { Document.Series($0.name, Array($0.values.prefix(months.count))) }
        guard !months.isEmpty, !series.isEmpty else { return nothing(on: &canvas) }
        let labels = series.map(label)
        let frame = Frame(
            series,
            months,
            labelWidth: labels.map(HTMLCanvas.width).max() ?? 0
        )
        axes(frame, months, on: &canvas)
        let step = max(1, (months.count + 11) / 12)
        for (index, line) in series.enumerated() {
            let points = line.values.enumerated().map { frame.point($0.offset, $0.element) }
            canvas.line(points, stroke(index))
            // The markers of lines that run together stand beside one another, not upon.
            for (month, point) in points.enumerated()
            where month % step == index % step || month == points.count - 1 {
                mark(index, at: point, on: &canvas)
            }
        }
        name(series, labels, frame, on: &canvas)
    }

    /// The words at the end of a line: its name and its last value.
    private static func label(of series: Document.Series) -> String {
        let name = HTMLCanvas.lines(of: series.name, columns: 20, linesMax: 1).first ?? ""
        return series.values.last.map { "\(name): \($0)" } ?? "\(name): none"
    }

    private static func axes(_ frame: Frame, _ months: [String], on canvas: inout HTMLCanvas) {
        canvas.words("Milestones", at: HTMLCanvas.Point(x: 0, y: 14_00))
        for value in stride(from: 0, through: frame.ceiling, by: frame.step) {
            let y = frame.y(value)
            let isAxis = value == 0
            canvas.line(
                [HTMLCanvas.Point(x: frame.left, y: y), HTMLCanvas.Point(x: frame.right, y: y)],
                HTMLCanvas.Stroke(
                    colour: isAxis ? HTMLCanvas.ink : "#d0d3d4",
                    width: isAxis ? 1_50 : 1_00
                )
            )
            let number = HTMLCanvas.Point(x: frame.left - 8_00, y: y + 5_00)
            canvas.words(String(value), at: number, .end)
        }
        let labels = months.map(HTMLCanvas.stacked)
        let widest = (labels.joined().map(HTMLCanvas.width).max() ?? 0) + 8_00
        let places = max(1, (frame.right - frame.left) / widest)
        let step = max(1, (months.count + places - 1) / places)
        for month in stride(from: 0, to: months.count, by: step) {
            let x = frame.x(month)
            canvas.line([
                HTMLCanvas.Point(x: x, y: frame.bottom),
                HTMLCanvas.Point(x: x, y: frame.bottom + 6_00),
            ])
            for (number, words) in labels[month].enumerated() {
                let y = frame.bottom + 22_00 + number * HTMLCanvas.lineHeight
                canvas.words(words, at: HTMLCanvas.Point(x: x, y: y), .middle)
            }
        }
    }

    /// Names each line beside the chart, with a piece of it, and leads the eye there from its end.
    private static func name(
        _ series: [Document.Series],
        _ labels: [String],
        _ frame: Frame,
        on canvas: inout HTMLCanvas
    ) {
        let ends = series.map { $0.values.last.map(frame.y) ?? frame.bottom }
        let places = apart(ends, from: frame.top, to: frame.bottom)
        for (index, line) in series.enumerated() {
            let y = places[index]
            let piece = (from: frame.right + 14_00, to: frame.right + 48_00)
            if let last = line.values.last {
                canvas.line(
                    [
                        frame.point(line.values.count - 1, last),
                        HTMLCanvas.Point(x: piece.from, y: y),
                    ],
                    HTMLCanvas.Stroke(colour: HTMLCanvas.guide, width: 1_00, dashes: [1, 2])
                )
            }
            canvas.line(
                [HTMLCanvas.Point(x: piece.from, y: y), HTMLCanvas.Point(x: piece.to, y: y)],
                stroke(index)
            )
            mark(index, at: HTMLCanvas.Point(x: (piece.from + piece.to) / 2, y: y), on: &canvas)
            let words = HTMLCanvas.Point(x: piece.to + 8_00, y: y + 5_00)
            canvas.words(labels[index], at: words)
        }
    }

    /// Heights near `wanted`, a line of words apart, from `top` to `bottom` as far as they go.
    private static func apart(_ wanted: [Int], from top: Int, to bottom: Int) -> [Int] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var places = wanted
        var least = top
        for index in order {
            places[index] = max(places[index], least)
            least = places[index] + HTMLCanvas.lineHeight
        }
        let needed = top + HTMLCanvas.lineHeight * (wanted.count - 1)
        var most = max(bottom, needed)
        for index in order.reversed() {
            places[index] = min(places[index], most)
            most = places[index] - HTMLCanvas.lineHeight
        }
        return places
    }
}
