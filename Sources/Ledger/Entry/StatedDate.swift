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
        let bytes = Array(text.utf8)
        guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10,
            let point = bytes.span.point(at: 0, byteCount: bytes.count)
        else { return nil }
        self = point
    }
}

extension StatedDate: CustomStringConvertible {
    /// The date as the journal writes it: `2018-05-31`, `2018-05`, `2018`, `2019-10/2019-12`.
    public var description: String {
        first == last ? first.description : "\(first)/\(last)"
    }

    /// Reads exactly those forms. The inverse of ``description``.
    public init?(_ text: some StringProtocol) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            guard let point = Point(text) else { return nil }
            self.init(point)
            return
        }
        guard let first = Point(text[..<slash]),
            let last = Point(text[text.utf8.index(after: slash)...])
        else { return nil }
        self.init(from: first, to: last)
    }
}
