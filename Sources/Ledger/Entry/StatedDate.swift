// Dates of stated precision: a day, a month, a year, or an interval of two of one kind.

/// A date as precisely as somebody stated it: `2018-05-31`, `2018-05`, `2018`, or an interval
/// `2019-10/2019-12` of two of one kind, the first before the second.
///
/// It is the interval of its days. Dates are compared by their ends: "November 2018" is late from
/// 1 December.
public struct StatedDate: Hashable, Sendable {
    /// One end of a date: a day, a month or a year.
    public enum Point: Hashable, Sendable {
        /// A day.
        case day(Day)
        /// A month, 1 to 12, of a year.
        case month(year: Int, month: Int)
        /// A year.
        case year(Int)
    }

    /// What a date is precise to; of two, the coarser is the greater.
    public enum Precision: Int, Comparable, Sendable {
        /// To the day.
        case day
        /// To the month.
        case month
        /// To the year.
        case year

        /// Finer precisions come first.
        public static func < (left: Precision, right: Precision) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// The beginning as stated; the same as ``last`` where the date is no interval of two.
    public let first: Point
    /// The end as stated.
    public let last: Point

    /// A date that is one day, month or year.
    public init(_ point: Point) {
        first = point
        last = point
    }

    /// The interval from `first` to `last`; nil unless both are of one kind and `first` is before.
    public init?(from first: Point, to last: Point) {
        guard first.precision == last.precision, first.firstDay < last.firstDay else { return nil }
        self.first = first
        self.last = last
    }

    /// The day `day`.
    public init(_ day: Day) {
        self.init(.day(day))
    }

    /// The first day of the interval.
    public var firstDay: Day { first.firstDay }

    /// The last day of the interval, which is what dates are compared by.
    public var end: Day { last.lastDay }

    /// What it is precise to.
    public var precision: Precision { first.precision }

    /// The day, where the date is a single day.
    public var day: Day? {
        if first == last, case .day(let day) = first { day } else { nil }
    }
}

extension StatedDate.Point {
    /// What the point is precise to.
    public var precision: StatedDate.Precision {
        switch self {
        case .day: .day
        case .month: .month
        case .year: .year
        }
    }

    /// Its first day.
    public var firstDay: Day {
        switch self {
        case .day(let day): day
        case .month(let year, let month): Day(number: Self.number(year, month))
        case .year(let year): Day(number: Self.number(year, 1))
        }
    }

    /// Its last day.
    public var lastDay: Day {
        switch self {
        case .day(let day): day
        case .month(let year, let month):
            firstDay + (Day.length(ofMonth: month, year: year) - 1)
        case .year(let year): Day(number: Self.number(year, 12) + 30)
        }
    }

    private static func number(_ year: Int, _ month: Int) -> Int {
        Day(year: year, month: month, day: 1)?.number ?? 0
    }
}

extension StatedDate.Point: CustomStringConvertible {
    /// The point as `2018-05-31`, `2018-05` or `2018`.
    public var description: String {
        switch self {
        case .day(let day): day.description
        case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
        case .year(let year): padded(year, 4)
        }
    }

    /// Reads exactly those forms. The inverse of ``description``.
    public init?(_ text: some StringProtocol) {
        let bytes = ArraySlice(text.utf8)
        func part(_ from: Int, _ count: Int) -> Int? {
            digits(bytes.dropFirst(from).prefix(count))
        }
        guard [4, 7, 10].contains(bytes.count), let year = part(0, 4), year >= 1000 else {
            return nil
        }
        let dash = UInt8(ascii: "-")
        if bytes.count == 4 {
            self = .year(year)
            return
        }
        guard bytes[bytes.startIndex + 4] == dash, let month = part(5, 2), (1...12).contains(month)
        else { return nil }
        if bytes.count == 7 {
            self = .month(year: year, month: month)
            return
        }
        guard bytes[bytes.startIndex + 7] == dash, let ofMonth = part(8, 2),
            let day = Day(year: year, month: month, day: ofMonth)
        else { return nil }
        self = .day(day)
    }
}

extension StatedDate: CustomStringConvertible {
    /// The date as the journal writes it: `2018-05-31`, `2018-05`, `2018`, `2019-10/2019-12`.
    public var description: String {
        first == last ? first.description : "\(first)/\(last)"
    }

    /// Reads exactly those forms. The inverse of ``description``.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard let point = Point(parts[0]) else { return nil }
            self.init(point)
        case 2:
            guard let first = Point(parts[0]), let last = Point(parts[1]) else { return nil }
            self.init(from: first, to: last)
        default: return nil
        }
    }
}
