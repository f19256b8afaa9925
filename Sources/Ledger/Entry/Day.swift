// The civil calendar: days as numbers, so that they can be counted and compared.

/// A calendar day, proleptic Gregorian, from 1000-01-01 to 9999-12-31.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, which is 0.
    public let number: Int

    init(number: Int) {
        self.number = number
    }

    /// The day of `year` (1000 to 9999), `month` (1 to 12) and `day`; nil where there is none,
    /// as for 31 February.
    public init?(year: Int, month: Int, day: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month),
            (1...Day.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        self.init(number: Day.count(year: year, month: month, day: day))
    }

    /// The day of `year`, `month` and `day`, which is known to be one.
    @inline(__always)
    init(counting year: Int, month: Int, day: Int) {
        self.init(number: Day.count(year: year, month: month, day: day))
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    public var civil: (year: Int, month: Int, day: Int) {
        // Years begin on 1 March here, so that the leap day is the last of its year.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * fromMarch + 2) / 5 + 1
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day of the week, 0 for Sunday to 6 for Saturday.
    public var weekday: Int { ((number + 4) % 7 + 7) % 7 }

    /// The days in `month` (1 to 12) of `year`.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func count(year: Int, month: Int, day: Int) -> Int {
        let fromMarch = month > 2 ? year : year - 1
        let era = fromMarch / 400
        let yearOfEra = fromMarch - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear
        return era * 146_097 + ofEra - 719_468
    }

    /// Earlier days come first.
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// The day `count` days later (earlier where negative).
    public static func + (day: Day, count: Int) -> Day { Day(number: day.number + count) }

    /// The day `count` days earlier.
    public static func - (day: Day, count: Int) -> Day { Day(number: day.number - count) }

    /// The number of days from `right` to `left`.
    public static func - (left: Day, right: Day) -> Int { left.number - right.number }
}

extension Day: CustomStringConvertible {
    /// The day as `2018-05-31`.
    public var description: String {
        var bytes: [UInt8] = []
        format(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the bytes of ``description``.
    func format(into bytes: inout [UInt8]) {
        let (year, month, day) = civil
        formatPadded(year, 4, into: &bytes)
        bytes.append(UInt8(ascii: "-"))
        formatPadded(month, 2, into: &bytes)
        bytes.append(UInt8(ascii: "-"))
        formatPadded(day, 2, into: &bytes)
    }

    /// Reads `2018-05-31` and nothing else. The inverse of ``description``.
    public init?(_ text: some StringProtocol) {
        guard case .day(let day)? = StatedDate.Point(text) else { return nil }
        self = day
    }
}

/// `number`, not negative, with zeros before it up to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Appends the bytes of ``padded(_:_:)``, of at most four digits without a text being made.
func formatPadded(_ number: Int, _ width: Int, into bytes: inout [UInt8]) {
    guard width <= 4, 0..<10_000 ~= number, width == 4 || number < 100, width != 3 else {
        bytes += padded(number, width).utf8
        return
    }
    func put(_ digit: Int) { bytes.append(UInt8(truncatingIfNeeded: 48 + digit % 10)) }
    if width == 4 {
        put(number / 1000)
        put(number / 100)
    }
    put(number / 10)
    put(number)
}
