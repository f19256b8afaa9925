// Where the readings of a measure stand in a chart: the same place in every format.

/// The axes of a chart of readings. Values are exact and days are whole, so the same readings have
/// the same places on every machine.
struct ReadingsScale {
    /// The readings.
    let points: [Document.Readings.Point]
    /// The value aimed at.
    let target: Quantity?
    /// The first day read.
    let first: Day
    /// The last day read.
    let last: Day
    /// The least and the greatest value on the axis, multiples of ``step``.
    private let low: Int128
    private let high: Int128
    /// From one mark of the axis to the next: 1, 2 or 5 times a power of ten.
    private let step: Int128

    /// The scale that holds all readings and the target; nil where nothing was read.
    init?(_ readings: Document.Readings) {
        let days = readings.points.map(\.day)
        let values = (readings.points.map(\.value) + [readings.target].compactMap(\.self)).map {
            ExactValue($0).units
        }
        guard let first = days.min(), let last = days.max(), var least = values.min(),
            var greatest = values.max()
        else { return nil }
        (points, target) = (readings.points, readings.target)
        (self.first, self.last) = (first, last)
        if least == greatest {
            // An axis for a value that never changed; one for percentages does not go below zero.
            greatest += ExactValue.one.units
            if least > 0 {
                least = max(0, least - ExactValue.one.units)
            } else if least < 0 {
                least -= ExactValue.one.units
            }
        }
        let step = Self.step(from: least, to: greatest)
        low = Self.floor(least, step)
        high = -Self.floor(-greatest, step)
        self.step = step
    }

    /// The greatest multiple of `step` that is `value` or less.
    private static func floor(_ value: Int128, _ step: Int128) -> Int128 {
        let rest = value % step
        return value - (rest < 0 ? rest + step : rest)
    }

    /// The least step with which at most four hold both ends, and with which no mark has more than
    /// sixteen digits; readings that lie nearer to one another are drawn as equal.
    private static func step(from least: Int128, to greatest: Int128) -> Int128 {
        let largest = max(least.magnitude, greatest.magnitude)
        var exponent = max(0, String(largest).count - 16)
        while true {
            let power = ExactValue.power(exponent)
            for step in [power, 2 * power, 5 * power]
            where (-floor(-greatest, step) - floor(least, step)) / step <= 4 { return step }
            exponent += 1
        }
    }

    // MARK: Values

    /// A mark of the axis of values.
    struct Mark {
        /// How far up it stands.
        let height: Int
        /// Its value.
        let words: String
        /// Whether it is the least of the axis, on which the days stand; not where the target is
        /// the same, whose line would not be seen on another.
        let isAxis: Bool
    }

    /// The marks of an axis of `length`, from below: at most five.
    func marks(along length: Int) -> [Mark] {
        let zeros = String(step).reversed().prefix { $0 == "0" }.count
        let decimals = max(0, ExactValue.decimalsMax - zeros)
        return (0...Int((high - low) / step)).map { number in
            let value = low + Int128(number) * step
            return Mark(
                height: height(value, length),
                words: ExactValue(units: value).words(decimals: decimals),
                isAxis: value == low && target.map { ExactValue($0).units } != low
            )
        }
    }

    /// How far up a value stands on an axis of `length`.
    func height(of value: Quantity, along length: Int) -> Int {
        height(ExactValue(value).units, length)
    }

    private func height(_ value: Int128, _ length: Int) -> Int {
        Int(Int128(length) * (value - low) / (high - low))
    }

    // MARK: Days

    /// How far across a day stands on an axis of `length`; in its middle where all was read on one
    /// day.
    func place(of day: Day, along length: Int) -> Int {
        first == last ? length / 2 : length * (day - first) / (last - first)
    }

    /// The marks of the axis of days, at most `max` (2 or more): first days of months, as far apart
    /// as need be, or where fewer than two of those lie there, the first day and the last. Each has
    /// words for two lines, "June" over "2018".
    func dayMarks(max: Int) -> [(day: Day, words: [String])] {
        let inside = Self.month(of: first - 1) + 1..<Self.month(of: last) + 1
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 36_000].first { step in
            (inside.upperBound - 1) / step - (inside.lowerBound - 1) / step <= max
        }
        let marks = inside.filter { $0 % (step ?? 120_000) == 0 }.compactMap { month in
            Day(year: month / 12, month: month % 12 + 1, day: 1).map {
                (day: $0, words: [monthNames[month % 12], "\(month / 12)"])
            }
        }
        if marks.count > 1 { return marks }
        return (first == last ? [first] : [first, last]).map { day in
            let (year, month, number) = day.civil
            return (day, ["\(number) \(monthNames[month - 1])", "\(year)"])
        }
    }

    /// Months since January of the year 0.
    private static func month(of day: Day) -> Int { 12 * day.civil.year + day.civil.month - 1 }

    // MARK: Markers and names

    /// Which readings bear a marker: all of at most `max` or so, else some at equal steps, and
    /// always the last. The line goes through all of them.
    func marked(max: Int) -> [Document.Readings.Point] {
        let step = Swift.max(1, (points.count + max - 1) / max)
        return points.indices.filter { $0 % step == 0 || $0 == points.count - 1 }.map { points[$0] }
    }

    /// Two heights as they are, or where they are nearer than `gap`, moved so far apart; the first
    /// stays the upper one, counted from above, where both are equal.
    static func apart(_ one: Int, _ other: Int, by gap: Int) -> (Int, Int) {
        guard abs(one - other) < gap else { return (one, other) }
        let upper = (one + other - gap) / 2
        return one <= other ? (upper, upper + gap) : (upper + gap, upper)
    }
}
