// The milestone slip chart: when dates were set runs down, the dates they were set to run across.

extension HTMLDrawing {
    /// An axis of days in whole months.
    private struct DayAxis {
        /// The ticks: the first day of a month, and its name.
        let ticks: [(day: Day, words: String)]
        private let first: Day
        private let last: Day
        private let from: Int
        private let length: Int

        /// The months from the first of `days` to the last, along `length` from `from`.
        init?(_ days: [Day], from: Int, ticksMax: Int, length: (_ monthsCount: Int) -> Int) {
            guard let least = days.min(), let greatest = days.max() else { return nil }
            let months = Self.month(of: least)...Self.month(of: greatest)
            let (year, month, _) = greatest.civil
            first = least - (least.civil.day - 1)
            last = greatest + (Day.length(ofMonth: month, year: year) - greatest.civil.day)
            self.from = from
            self.length = length(months.count)
            var step = 1
            while months.count > step * ticksMax { step = step < 3 ? step + 1 : step * 2 }
            ticks = months.filter { $0 % step == 0 }.compactMap { month in
                Day(year: month / 12, month: month % 12 + 1, day: 1).map { day in
                    (day, "\(monthNames[month % 12]) \(month / 12)")
                }
            }
        }

        /// Months since January of the year 0.
        private static func month(of day: Day) -> Int {
            12 * day.civil.year + day.civil.month - 1
        }

        var end: Int { from + length }

        func place(_ day: Day) -> Int { from + length * (day - first) / (last - first) }

        /// The days of both axes.
        func overlap(_ other: DayAxis) -> (first: Day, last: Day)? {
            let (first, last) = (max(first, other.first), min(last, other.last))
            return first < last ? (first, last) : nil
        }
    }

    private struct SlipFrame {
        let across: DayAxis
        let down: DayAxis
        /// The last day on which anything is known: the lines of dates that held end there.
        let known: Day

        init?(_ lines: [Document.SlipLine]) {
            let delivered = lines.compactMap(\.delivered)
            let names = lines.map { HTMLCanvas.width(of: HTMLDrawing.name(of: $0)) }
            // To the right of the chart there is room for the name of a line that ends there.
            let room = HTMLCanvas.wide - 124_00 - max(64_00, (names.max() ?? 0) + 10_00)
            let points = lines.flatMap(\.points)
            let setDays = points.map(\.set) + delivered
            guard let known = setDays.max(),
                let across = DayAxis(
                    points.map(\.due) + delivered,
                    from: 124_00,
                    ticksMax: room / 80_00,
                    length: { _ in room }
                ),
                let down = DayAxis(
                    setDays,
                    from: 66_00,
                    ticksMax: 8,
                    length: { min(max($0 * 10_00, 100_00), 150_00) }
                )
            else { return nil }
            self.across = across
            self.down = down
            self.known = known
        }

        func point(set: Day, due: Day) -> HTMLCanvas.Point {
            HTMLCanvas.Point(x: across.place(due), y: down.place(set))
        }
    }

    static func draw(_ lines: [Document.SlipLine], on canvas: inout HTMLCanvas) {
        let lines = lines.filter { !$0.points.isEmpty || $0.delivered != nil }
        guard let frame = SlipFrame(lines) else { return nothing(on: &canvas) }
        axes(frame, on: &canvas)
        let ends = lines.enumerated().map { draw($0.element, $0.offset, frame, on: &canvas) }
        name(lines, ends, below: frame.down.end + 14_00, on: &canvas)
    }

    private static func axes(_ frame: SlipFrame, on canvas: inout HTMLCanvas) {
        let (across, down) = (frame.across, frame.down)
        let (left, top) = (124_00, 66_00)
        let guide = HTMLCanvas.Stroke(colour: "#d0d3d4", width: 1_00)
        canvas.words("Set on", at: HTMLCanvas.Point(x: left - 8_00, y: 14_00), .end)
        canvas.words("Planned for", at: HTMLCanvas.Point(x: left, y: 14_00))
        for tick in across.ticks {
            let x = across.place(tick.day)
            canvas.line(
                [HTMLCanvas.Point(x: x, y: top), HTMLCanvas.Point(x: x, y: down.end)],
                guide
            )
            for (number, words) in HTMLCanvas.stacked(tick.words).enumerated() {
                let y = top - 32_00 + number * HTMLCanvas.lineHeight
                canvas.words(words, at: HTMLCanvas.Point(x: x, y: y), .middle)
            }
        }
        for tick in down.ticks {
            let y = down.place(tick.day)
            canvas.line(
                [HTMLCanvas.Point(x: left, y: y), HTMLCanvas.Point(x: across.end, y: y)],
                guide
            )
            canvas.words(tick.words, at: HTMLCanvas.Point(x: left - 8_00, y: y + 5_00), .end)
        }
        canvas.line([
            HTMLCanvas.Point(x: across.end, y: top), HTMLCanvas.Point(x: left, y: top),
            HTMLCanvas.Point(x: left, y: down.end),
        ])
        guard let both = across.overlap(down) else { return }
        // Where the day on which something was set is the day it was set to.
        let today = HTMLCanvas.Stroke(colour: HTMLCanvas.guide, width: 1_00, dashes: [6, 4])
        canvas.line([both.first, both.last].map { frame.point(set: $0, due: $0) }, today)
        let key = HTMLCanvas.Point(x: left + 130_00, y: 9_00)
        canvas.line([key, HTMLCanvas.Point(x: key.x + 34_00, y: key.y)], today)
        canvas.words(
            "below this line the date is past",
            at: HTMLCanvas.Point(x: key.x + 42_00, y: 14_00)
        )
    }

    /// Draws one milestone: down while its date held, across when it moved or was delivered.
    private static func draw(
        _ line: Document.SlipLine,
        _ index: Int,
        _ frame: SlipFrame,
        on canvas: inout HTMLCanvas
    ) -> HTMLCanvas.Point {
        let marks = line.points.map { frame.point(set: $0.set, due: $0.due) }
        var path: [HTMLCanvas.Point] = []
        for mark in marks {
            if let before = path.last { path.append(HTMLCanvas.Point(x: before.x, y: mark.y)) }
            path.append(mark)
        }
        let lastDay = line.delivered ?? frame.known
        if let before = path.last {
            path.append(HTMLCanvas.Point(x: before.x, y: frame.down.place(lastDay)))
        }
        if let delivered = line.delivered {
            path.append(frame.point(set: delivered, due: delivered))
        }
        canvas.line(path, stroke(index))
        for point in marks { mark(index, at: point, on: &canvas) }
        let end = path.last ?? HTMLCanvas.Point(x: 0, y: 0)
        if line.delivered != nil {
            let ink = HTMLCanvas.Stroke(colour: stroke(index).colour)
            canvas.circle(at: end, radius: 6_00, fill: ink.colour, ink)
        }
        return end
    }

    /// Names every line below the chart, hanging from its end; those further right hang higher, so
    /// that no thread crosses a name.
    private static func name(
        _ lines: [Document.SlipLine],
        _ ends: [HTMLCanvas.Point],
        below: Int,
        on canvas: inout HTMLCanvas
    ) {
        var rows: [(x: Int, row: Int)] = []
        let order = ends.indices.sorted { (ends[$0].x, $0) > (ends[$1].x, $1) }
        for index in order {
            let name = name(of: lines[index])
            let x = ends[index].x
            let reach = x...(x + HTMLCanvas.width(of: name) + 10_00)
            let row = (rows.filter { reach.contains($0.x) }.map(\.row).max() ?? -1) + 1
            rows.append((x, row))
            let foot = HTMLCanvas.Point(x: x, y: below + row * HTMLCanvas.lineHeight + 10_00)
            canvas.line(
                [ends[index], foot],
                HTMLCanvas.Stroke(colour: HTMLCanvas.guide, width: 1_00, dashes: [1, 2])
            )
            canvas.words(name, at: HTMLCanvas.Point(x: x + 4_00, y: foot.y))
        }
    }

    /// The words at the end of a line: the milestone, and whether it was delivered.
    private static func name(of line: Document.SlipLine) -> String {
        let label = HTMLCanvas.lines(of: line.label, columns: 16, linesMax: 1).first ?? ""
        return line.delivered == nil ? label : "\(label), delivered"
    }
}
