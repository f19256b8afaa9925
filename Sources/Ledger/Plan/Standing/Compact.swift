// Dates and stamps in few bytes, for a plan that is kept as it stands.

/// A date of stated precision, or none, in eight bytes.
struct CompactDate: Hashable, Sendable {
    /// No date.
    static let none = CompactDate(first: 0, last: 0)

    /// Each end: its precision in the two highest bits plus one, then the number of the day, of
    /// the month since year 0, or of the year.
    private let first: UInt32
    private let last: UInt32

    private init(first: UInt32, last: UInt32) {
        (self.first, self.last) = (first, last)
    }

    /// `date`, which may be none.
    init(_ date: StatedDate?) {
        first = date.map { CompactDate.pack($0.first) } ?? 0
        last = date.map { CompactDate.pack($0.last) } ?? 0
    }

    /// The date; nil where there is none.
    var date: StatedDate? {
        guard let last = CompactDate.point(last), let first = CompactDate.point(first) else {
            return nil
        }
        return StatedDate(from: first, to: last) ?? StatedDate(last)
    }

    var isNone: Bool { last == 0 }

    private static let dayOffset = 1 << 24

    private static func pack(_ point: StatedDate.Point) -> UInt32 {
        let (kind, number) =
            switch point {
            case .day(let day): (1, day.number + dayOffset)
            case .month(let year, let month): (2, year * 12 + month - 1)
            case .year(let year): (3, year)
            }
        return UInt32(truncatingIfNeeded: kind << 30 | number)
    }

    private static func point(_ packed: UInt32) -> StatedDate.Point? {
        let number = Int(packed & 0x3FFF_FFFF)
        switch packed >> 30 {
        case 1: return .day(Day(number: number - dayOffset))
        case 2: return .month(year: number / 12, month: number % 12 + 1)
        case 3: return .year(number)
        default: return nil
        }
    }
}

/// A stamp's day, entry and place, in twelve bytes; nothing that was recorded has the first of
/// all.
struct CompactStamp: Hashable, Comparable, Sendable {
    /// Before everything.
    static let none = CompactStamp(day: .min, seq: 0, place: 0)

    var day: Int32
    var seq: UInt32
    var place: UInt32

    init(day: Int32, seq: UInt32, place: UInt32) {
        (self.day, self.seq, self.place) = (day, seq, place)
    }

    init(_ day: Day, _ seq: Int, place: Int) {
        self.day = Int32(truncatingIfNeeded: day.number)
        self.seq = UInt32(truncatingIfNeeded: seq)
        self.place = UInt32(truncatingIfNeeded: place)
    }

    var isNone: Bool { seq == 0 }

    static func < (left: CompactStamp, right: CompactStamp) -> Bool {
        (left.day, left.seq, left.place) < (right.day, right.seq, right.place)
    }
}
