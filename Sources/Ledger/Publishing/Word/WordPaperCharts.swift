// What figures draw, as shapes: stacked bars, and curves over months.

extension WordDrawing {
    /// The chart of `drawing`, its shapes numbered from `firstShape`.
    init(_ drawing: Document.Drawing, firstShape: Int) {
        self.init(firstShape: firstShape)
        switch drawing {
        case .stackedBars(let bars): drawBars(bars)
        case .curves(let months, let series): drawCurves(months, series)
        case .slips(let lines): drawSlips(lines)
        case .readings(let readings): drawReadings(readings)
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
        let step = min(55, 2_200 / max(bars.count, 1))
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
        let plot = Frame(x: 140, y: top, width: WordDrawing.width - 280, height: 450)
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
            let label = Frame(x: 0, y: y - 20, width: 125, height: WordDrawing.lineHeight)
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
            let label = Frame(x: place.x - 140, y: place.y + 20, width: 280, height: 40)
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
    static func pen(_ index: Int) -> Pen {
        let pens = [
            ("0B0C0C", "solid"), ("1D70B8", "dash"), ("00703C", "lgDashDot"), ("B7592A", "sysDash"),
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
}
