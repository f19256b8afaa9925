// Dates and stamps in few bytes, for a plan that is kept as it stands.

/// A date of stated precision, or none, in eight bytes.
struct CompactDate: Hashable, Sendable {
    /// No date.
    static let none = CompactDate(bits: 0)

    /// The number of the last day, then that of the first, each in 30 bits; in the highest two the
    /// precision plus one.
    let bits: UInt64

    /// The date that ``bits`` say.
    init(bits: UInt64) { self.bits = bits }

    /// `date`, which may be none.
    init(_ date: StatedDate?) {
        guard let date else {
            self = .none
            return
        }
        bits =
            UInt64(date.precision.rawValue + 1) << 60
            | UInt64(date.firstDay.number + CompactDate.dayOffset) << 30
            | UInt64(date.end.number + CompactDate.dayOffset)
    }

    /// The date; nil where there is none.
    var date: StatedDate? {
        StatedDate.Precision(rawValue: Int(bits >> 60) - 1).map { precision in
            StatedDate(precision, day(bits >> 30), day(bits))
        }
    }

    var isNone: Bool { bits == 0 }

    /// What makes every number of a day positive: the first is of the year 1000.
    private static var dayOffset: Int { 1 << 20 }

    private func day(_ bits: UInt64) -> Day {
        Day(number: Int(bits & 0x3FFF_FFFF) - CompactDate.dayOffset)
    }
}

/// A stamp's day, entry and place, in eight bytes; nothing that was recorded has the first of
/// all.
struct CompactStamp: Hashable, Comparable, Sendable {
    /// Before everything.
    static let none = CompactStamp(bits: 0)
    /// Before all that was recorded, but not known to be nothing.
    static let unknown = CompactStamp(bits: 1)
    /// The greatest number of an entry that a stamp can tell, and of a place in it.
    static var seqMax: Int { (1 << 30) - 1 }
    static var placeMax: Int { (1 << 12) - 1 }

    /// The day in the highest 22 bits, then the entry, then the place: so stamps are in their
    /// order by this number alone.
    private let bits: UInt64

    /// What makes every number of a day positive: the first is of the year 1000.
    private static var dayOffset: Int { 1 << 20 }

    private init(bits: UInt64) { self.bits = bits }

    init(_ day: Day, _ seq: Int, place: Int) {
        let day = UInt64(truncatingIfNeeded: day.number + CompactStamp.dayOffset)
        let seq = UInt64(truncatingIfNeeded: seq & CompactStamp.seqMax)
        let place = UInt64(truncatingIfNeeded: place & CompactStamp.placeMax)
        bits = (day << 30 | seq) << 12 | place
    }

    /// The stamp of the next event of the same entry.
    var next: CompactStamp { CompactStamp(bits: bits & ~0xFFF | (bits + 1) & 0xFFF) }

    var day: Day { Day(number: Int(bits >> 42) - CompactStamp.dayOffset) }
    var seq: Int { Int(bits >> 12) & CompactStamp.seqMax }
    var place: Int { Int(bits) & CompactStamp.placeMax }

    var isNone: Bool { bits == 0 }

    static func < (left: CompactStamp, right: CompactStamp) -> Bool { left.bits < right.bits }
}
