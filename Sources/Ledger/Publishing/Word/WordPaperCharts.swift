// What figures draw, as shapes: stacked bars, curves over months, the slip chart.

extension WordDrawing {
    /// The chart of `drawing`, its shapes numbered from `firstShape`.
    init(_ drawing: Document.Drawing, firstShape: Int) {
        self.init(firstShape: firstShape)
        switch drawing {
        case .stackedBars(let bars): drawBars(bars)
        case .curves(let months, let series): drawCurves(months, series)
        case .slips(let lines): drawSlips(lines)
        }
    }

    /// The height of a line of words.
    private static let lineHeight = 40

    // MARK: Stacked bars

    private mutating func drawBars(_ bars: [Document.Bar]) {
        let present = Rating.allCases.filter { rating in
            bars.contains { ($0.counts[rating] ?? 0) > 0 }
        }
        drawKey(present)
        let top = 70
        let labels = min((bars.map { WordDrawing.width(of: $0.label) }.max() ?? 0) + 20, 500)
        let most = max(bars.map { $0.counts.values.reduce(0, +) }.max() ?? 0, 1)
        // A page holds 24 cm; many bars are made thinner so that they stay on one.
        let step = min(75, 2_200 / max(bars.count, 1))
        let gap = min(5, step / 4)
        for (index, bar) in bars.enumerated() {
            let y = top + index * step
            let label = Frame(x: 0, y: y, width: labels - 15, height: step)
            words(bar.label, in: label, .right)
            var count = 0
            for rating in present {
                guard let more = bar.counts[rating], more > 0 else { continue }
                let room = WordDrawing.width - labels - 5
                let left = labels + room * count / most
                let right = labels + room * (count + more) / most
                drawSegment(
                    rating,
                    more,
                    Frame(x: left, y: y + gap, width: right - left, height: step - 2 * gap)
                )
                count += more
            }
        }
        height = top + bars.count * step
    }

    private mutating func drawSegment(_ rating: Rating, _ count: Int, _ frame: Frame) {
        let (colour, ground) = WordStyles.colours(of: rating)
        // The number and the word where there is room for both, else the number; the key and the
        // order of the segments say the rest.
        let words = ["\(count) \(rating.rawValue)", "\(count)"].first {
            WordDrawing.width(of: $0) <= frame.width
        }
        box(frame, ground: ground, pen: Pen(colour: colour, width: 75), words: words)
    }

    private mutating func drawKey(_ ratings: [Rating]) {
        var x = 0
        for rating in ratings {
            let (colour, ground) = WordStyles.colours(of: rating)
            let square = Frame(x: x, y: 10, width: 35, height: 30)
            box(square, ground: ground, pen: Pen(colour: colour, width: 75))
            let width = WordDrawing.width(of: rating.rawValue) + 20
            words(
                rating.rawValue,
                in: Frame(x: x + 45, y: 5, width: width, height: WordDrawing.lineHeight),
                .left
            )
            x += 45 + width + 20
        }
    }

    // MARK: Curves

    private mutating func drawCurves(_ months: [String], _ series: [Document.Series]) {
        let top = drawKey(series.map(\.name)) + 30
        let plot = Frame(x: 100, y: top, width: WordDrawing.width - 200, height: 700)
        height = top + plot.height + 80
        let most = series.flatMap(\.values).max() ?? 0
        let step = WordDrawing.step(for: most, marks: 6)
        let highest = max((most + step - 1) / step, 1) * step
        for value in stride(from: 0, through: highest, by: step) {
            let y = plot.y + plot.height - plot.height * value / highest
            line(
                [Spot(x: plot.x, y: y), Spot(x: plot.x + plot.width, y: y)],
                Pen(colour: value == 0 ? "0B0C0C" : "B1B4B6", width: 50)
            )
            let label = Frame(x: 0, y: y - 20, width: 85, height: WordDrawing.lineHeight)
            words(String(value), in: label, .right)
        }
        func spot(_ month: Int, _ value: Int) -> Spot {
            Spot(
                x: plot.x + plot.width * month / max(months.count - 1, 1),
                y: plot.y + plot.height - plot.height * value / highest
            )
        }
        let widest = (months.map { WordDrawing.width(of: $0) }.max() ?? 0) + 30
        let every = max((widest * months.count + plot.width - 1) / plot.width, 1)
        for month in stride(from: 0, to: months.count, by: every) {
            let place = spot(month, 0)
            line([place, Spot(x: place.x, y: place.y + 15)], Pen())
            let label = Frame(x: place.x - 100, y: place.y + 20, width: 200, height: 40)
            words(months[month], in: label, .center)
        }
        for (index, one) in series.enumerated() {
            let pen = WordDrawing.pen(index)
            let spots = one.values.prefix(months.count).enumerated().map { spot($0, $1) }
            line(Array(spots), pen)
            // A single value is a line of no length, and is marked instead.
            if spots.count == 1 { circle(spots[0], radius: 12, ground: pen.colour, pen: pen) }
        }
    }

    /// The key of lines, above them, in as many rows as it takes; where it ends.
    private mutating func drawKey(_ names: [String]) -> Int {
        var place = Spot(x: 0, y: 5)
        for (index, name) in names.enumerated() {
            let width = min(WordDrawing.width(of: name) + 20, 1_500)
            if place.x > 0, place.x + 130 + width > WordDrawing.width {
                place = Spot(x: 0, y: place.y + 45)
            }
            let middle = place.y + 20
            line(
                [Spot(x: place.x, y: middle), Spot(x: place.x + 110, y: middle)],
                WordDrawing.pen(index)
            )
            words(
                name,
                in: Frame(x: place.x + 125, y: place.y, width: width, height: 40),
                .left
            )
            place.x += 125 + width + 30
        }
        return place.y + WordDrawing.lineHeight
    }

    /// A line unlike its neighbours in colour and in dashes. Every colour has a contrast of 4.5:1
    /// or more on white.
    private static func pen(_ index: Int) -> Pen {
        let pens = [
            ("0B0C0C", "dash"), ("1D70B8", "solid"), ("00703C", "lgDashDot"), ("B7592A", "sysDash"),
            ("4C2C92", "solid"), ("942514", "dash"),
        ]
        let (colour, dash) = pens[index % pens.count]
        return Pen(colour: colour, width: 200, dash: dash)
    }

    /// The smallest of 1, 2, 5, 10, 20, … by which at most `marks` steps reach `most`.
    static func step(for most: Int, marks: Int) -> Int {
        var power = 1
        while true {
            for step in [power, 2 * power, 5 * power] where step * marks >= most { return step }
            power *= 10
        }
    }

    // MARK: The slip chart

    private mutating func drawSlips(_ lines: [Document.SlipLine]) {
        let set = lines.flatMap { $0.points.map(\.set) + ($0.delivered.map { [$0] } ?? []) }
        let due = lines.flatMap { $0.points.map(\.due) + ($0.delivered.map { [$0] } ?? []) }
        let across = TimeAxis(due, from: 180, length: WordDrawing.width - 180 - 220)
        let down = TimeAxis(set, from: 60, length: min(500 + 40 * lines.count, 1_500))
        height = down.start + down.length + 10
        drawGrid(across, down)
        for (index, slip) in lines.enumerated() {
            let pen = WordDrawing.pen(index)
            var spots = slip.points.map { Spot(x: across.place($0.due), y: down.place($0.set)) }
            if let delivered = slip.delivered {
                spots.append(Spot(x: across.place(delivered), y: down.place(delivered)))
            }
            line(spots, pen)
            for (number, spot) in spots.enumerated() {
                let isDelivery = slip.delivered != nil && number == spots.count - 1
                let ground = isDelivery ? pen.colour : "FFFFFF"
                let thin = Pen(colour: pen.colour, width: 125)
                circle(spot, radius: isDelivery ? 16 : 12, ground: ground, pen: thin)
            }
        }
        drawNames(lines, across, down)
    }

    private mutating func drawGrid(_ across: TimeAxis, _ down: TimeAxis) {
        let pale = Pen(colour: "DEE0E2", width: 50)
        let (right, bottom) = (across.start + across.length, down.start + down.length)
        for (day, words) in across.months(atLeast: 170) {
            let x = across.place(day)
            line([Spot(x: x, y: down.start), Spot(x: x, y: bottom)], pale)
            self.words(words, in: Frame(x: x - 80, y: 5, width: 160, height: 40), .center)
        }
        for (day, words) in down.months(atLeast: 60) {
            let y = down.place(day)
            line([Spot(x: across.start, y: y), Spot(x: right, y: y)], pale)
            self.words(words, in: Frame(x: 0, y: y - 20, width: 165, height: 40), .right)
        }
    }

    /// Writes the name of each line to the right of its end, lower where another stands already;
    /// those for which the page has no more room stand in the table alone.
    private mutating func drawNames(
        _ lines: [Document.SlipLine],
        _ across: TimeAxis,
        _ down: TimeAxis
    ) {
        var taken: [Frame] = []
        for (index, slip) in lines.enumerated() {
            guard let last = slip.points.last else { continue }
            let due = slip.delivered ?? last.due
            let width = min(WordDrawing.width(of: slip.label) + 10, 220)
            var frame = Frame(
                x: min(across.place(due) + 22, WordDrawing.width - width),
                y: down.place(slip.delivered ?? last.set) - 20,
                width: width,
                height: 36
            )
            while let other = taken.first(where: { $0.overlaps(frame) }) {
                frame.y = other.y + other.height
            }
            guard frame.y < 2_250 else { continue }
            taken.append(frame)
            height = max(height, frame.y + frame.height + 5)
            words(slip.label, in: frame, .left, colour: WordDrawing.pen(index).colour)
        }
    }
}

extension WordDrawing.Frame {
    /// Whether some of this lies on some of `other`.
    fileprivate func overlaps(_ other: Self) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height
            && other.y < y + height
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
