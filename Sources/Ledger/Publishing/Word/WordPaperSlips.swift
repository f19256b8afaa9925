// The milestone slip chart in a Word document: when dates were set runs down, the dates they were
// set to run across.

extension WordDrawing {
    mutating func drawSlips(_ lines: [Document.SlipLine]) {
        let lines = lines.filter { !$0.points.isEmpty }
        let delivered = lines.compactMap(\.delivered)
        let set = lines.flatMap { $0.points.map(\.set) } + delivered
        let names = lines.map(WordDrawing.name)
        let room = min((names.map(WordDrawing.width).max() ?? 0) + 20, 400)
        let across = TimeAxis(
            lines.flatMap { $0.points.map(\.due) } + delivered,
            from: 180,
            length: WordDrawing.width - 180 - room
        )
        let down = TimeAxis(set, from: 110, length: min(300 + 25 * lines.count, 900))
        height = down.end + 10
        drawGrid(across, down)
        guard let known = set.max() else { return }
        var ends: [Spot] = []
        for (index, slip) in lines.enumerated() {
            ends.append(draw(slip, index, across, down, known))
        }
        drawNames(names, ends, below: down.end + 15)
    }

    /// Draws one milestone, down while its date held and across when it moved or was delivered;
    /// where it ends.
    private mutating func draw(
        _ slip: Document.SlipLine,
        _ index: Int,
        _ across: TimeAxis,
        _ down: TimeAxis,
        _ known: Day
    ) -> Spot {
        let marks = slip.points.map { Spot(x: across.place($0.due), y: down.place($0.set)) }
        var spots: [Spot] = []
        for mark in marks {
            if let before = spots.last { spots.append(Spot(x: before.x, y: mark.y)) }
            spots.append(mark)
        }
        let end = down.place(slip.delivered ?? known)
        spots.append(Spot(x: spots.last?.x ?? across.start, y: end))
        if let delivered = slip.delivered {
            spots.append(Spot(x: across.place(delivered), y: end))
        }
        let pen = WordDrawing.pen(index)
        line(spots, pen)
        let thin = Pen(colour: pen.colour, width: 125)
        for mark in marks { circle(mark, radius: 12, ground: "FFFFFF", pen: thin) }
        let last = spots.last ?? Spot(x: across.start, y: end)
        if slip.delivered != nil { circle(last, radius: 16, ground: pen.colour, pen: thin) }
        return last
    }

    private mutating func drawGrid(_ across: TimeAxis, _ down: TimeAxis) {
        let pale = Pen(colour: "DEE0E2", width: 50)
        words("Set on", in: Frame(x: 0, y: 0, width: 165, height: 40), .right)
        words("Planned for", in: Frame(x: across.start, y: 0, width: 200, height: 40), .left)
        for (day, words) in across.months(atLeast: 170) {
            let x = across.place(day)
            line([Spot(x: x, y: down.start), Spot(x: x, y: down.end)], pale)
            self.words(words, in: Frame(x: x - 80, y: 55, width: 160, height: 40), .center)
        }
        for (day, words) in down.months(atLeast: 60) {
            let y = down.place(day)
            line([Spot(x: across.start, y: y), Spot(x: across.end, y: y)], pale)
            self.words(words, in: Frame(x: 0, y: y - 20, width: 165, height: 40), .right)
        }
        // Where the day on which something was set is the day it was set to.
        let (first, last) = (max(across.first, down.first), min(across.last, down.last))
        guard first < last else { return }
        let today = Pen(colour: "6F777B", width: 75, dash: "dash")
        line([first, last].map { Spot(x: across.place($0), y: down.place($0)) }, today)
        let key = Spot(x: across.start + 260, y: 20)
        line([key, Spot(x: key.x + 90, y: key.y)], today)
        words(
            "below this line the date is past",
            in: Frame(x: key.x + 105, y: 0, width: 600, height: 40),
            .left
        )
    }

    /// Writes the name of each line below the chart, hanging from its end; those further right
    /// hang higher, so that no thread crosses a name. Those for which the page has no more room
    /// stand in the table alone.
    private mutating func drawNames(_ names: [String], _ ends: [Spot], below: Int) {
        var taken: [(x: Int, row: Int)] = []
        for index in ends.indices.sorted(by: { (ends[$0].x, $0) > (ends[$1].x, $1) }) {
            let end = ends[index]
            let reach = end.x...(end.x + WordDrawing.width(of: names[index]) + 20)
            let row = (taken.filter { reach.contains($0.x) }.map(\.row).max() ?? -1) + 1
            taken.append((end.x, row))
            let foot = below + 38 * (row + 1)
            guard foot < 2_250 else { continue }
            height = max(height, foot + 5)
            line(
                [end, Spot(x: end.x, y: foot)],
                Pen(colour: "6F777B", width: 50, dash: "sysDot")
            )
            let width = WordDrawing.width(of: names[index]) + 10
            words(
                names[index],
                in: Frame(x: end.x + 8, y: foot - 34, width: width, height: 36),
                .left
            )
        }
    }

    /// The words at the end of a line: the milestone, and whether it was delivered.
    private static func name(of slip: Document.SlipLine) -> String {
        let label = slip.label.count > 16 ? slip.label.prefix(15) + "…" : slip.label
        return slip.delivered == nil ? label : "\(label), delivered"
    }
}

/// Days along a side of a chart.
private struct TimeAxis {
    let first: Day
    let last: Day
    let start: Int
    let length: Int

    /// An axis that holds `days`, with half a month to spare on both sides.
    init(_ days: [Day], from start: Int, length: Int) {
        let spare = 15
        first = (days.min() ?? Day(number: 0)) - spare
        last = (days.max() ?? Day(number: 0)) + spare
        self.start = start
        self.length = length
    }

    var end: Int { start + length }

    func place(_ day: Day) -> Int { start + length * (day - first) / (last - first) }

    /// The first days of months, so many apart that marks stand `room` apart or more, and their
    /// names: "May 2018".
    func months(atLeast room: Int) -> [(Day, String)] {
        let every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].first { months in
            length * months * 30 / (last - first) >= room
        }
        var marks: [(Day, String)] = []
        var month = (first.civil.year * 12 + first.civil.month) / (every ?? 1_200)
        while let day = Day(
            year: month * (every ?? 1_200) / 12,
            month: month * (every ?? 1_200) % 12 + 1,
            day: 1
        ), day <= last {
            if day >= first {
                let name = monthNames[day.civil.month - 1].prefix(3)
                marks.append((day, "\(name) \(day.civil.year)"))
            }
            month += 1
        }
        return marks
    }
}
