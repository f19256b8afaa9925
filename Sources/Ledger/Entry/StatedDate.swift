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

    /// What it is precise to.
    public let precision: Precision
    /// The numbers of its first and last days: an entry has many dates, so they are kept small.
    private let firstNumber: Int32
    private let lastNumber: Int32

    /// The days from `firstDay` to `end`, which begin and end what `precision` says.
    init(_ precision: Precision, _ firstDay: Day, _ end: Day) {
        self.precision = precision
        firstNumber = Int32(truncatingIfNeeded: firstDay.number)
        lastNumber = Int32(truncatingIfNeeded: end.number)
    }

    /// A date that is one day, month or year.
    public init(_ point: Point) {
        self.init(point.precision, point.firstDay, point.lastDay)
    }

    /// The interval from `first` to `last`; nil unless both are of one kind and `first` is before.
    public init?(from first: Point, to last: Point) {
        guard first.precision == last.precision, first.firstDay < last.firstDay else { return nil }
        self.init(first.precision, first.firstDay, last.lastDay)
    }

    /// The beginning as stated; the same as ``last`` where the date is no interval of two.
    public var first: Point { Point(around: firstDay, precision) }

    /// The end as stated.
    public var last: Point { Point(around: end, precision) }

    /// The day `day`.
    public init(_ day: Day) {
        self.init(.day, day, day)
    }

    /// The first day of the interval.
    public var firstDay: Day { Day(number: Int(firstNumber)) }

    /// The last day of the interval, which is what dates are compared by.
    public var end: Day { Day(number: Int(lastNumber)) }

    /// The day, where the date is a single day.
    public var day: Day? {
        precision == .day && firstNumber == lastNumber ? firstDay : nil
    }
}

extension StatedDate.Point {
    /// The day, month or year that `day` lies in.
    fileprivate init(around day: Day, _ precision: StatedDate.Precision) {
        switch precision {
        case .day: self = .day(day)
        case .month: self = .month(year: day.civil.year, month: day.civil.month)
        case .year: self = .year(day.civil.year)
        }
    }

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
