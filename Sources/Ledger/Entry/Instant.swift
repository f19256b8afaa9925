// Moments on the clock, and the day that a moment has in London.

/// A moment to the second, written as RFC 3339 in UTC: `2018-03-22T14:05:09Z`.
public struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let seconds: Int

    /// The moment `seconds` after 1970-01-01T00:00:00Z.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// The day written in the moment: the UTC day.
    public var day: Day { Day(number: floorDivide(seconds, 86_400)) }

    /// The day it was in London at this moment.
    ///
    /// The rule is that of Directive 2000/84/EC, still the law in the United Kingdom: one hour
    /// ahead of UTC from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
    /// October. It is written out, not taken from the machine, so that a ledger is read alike on
    /// every machine and in every year.
    public var londonDay: Day { inLondon.day }

    /// The moment whose UTC is what clocks in London show at this one.
    private var inLondon: Instant { Instant(seconds: seconds + (isSummerInLondon ? 3600 : 0)) }

    private var isSummerInLondon: Bool {
        let year = day.civil.year
        let begins = Instant.lastSunday(ofMonth: 3, year: year)
        let ends = Instant.lastSunday(ofMonth: 10, year: year)
        return begins <= seconds && seconds < ends
    }

    /// The last moment of `day` in London.
    public static func end(ofLondonDay day: Day) -> Instant {
        let last = Instant(seconds: day.number * 86_400 + 86_399)
        let earlier = Instant(seconds: last.seconds - 3600)
        return last.londonDay == day ? last : earlier
    }

    /// 01:00 UTC on the last Sunday of `month`, in seconds since 1970; both months have 31 days.
    private static func lastSunday(ofMonth month: Int, year: Int) -> Int {
        guard let last = Day(year: year, month: month, day: 31) else { return 0 }
        return (last.number - last.weekday) * 86_400 + 3600
    }

    /// Earlier moments come first.
    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant: CustomStringConvertible {
    /// The moment as `2018-03-22T14:05:09Z`.
    public var description: String {
        var bytes: [UInt8] = []
        format(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The moment for people, by the clock in London: "22 March 2018, 14:05:09 GMT", in summer
    /// "17 June 2025, 10:05:24 BST". No two moments have the same words.
    public var words: String {
        let shown = inLondon
        var time: [UInt8] = []
        shown.formatTime(into: &time)
        let clock = isSummerInLondon ? "BST" : "GMT"
        return "\(shown.day.words), \(String(decoding: time, as: UTF8.self)) \(clock)"
    }

    /// Appends the bytes of ``description``.
    func format(into bytes: inout [UInt8]) {
        day.format(into: &bytes)
        bytes.append(UInt8(ascii: "T"))
        formatTime(into: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// Appends the time of day: `14:05:09`.
    private func formatTime(into bytes: inout [UInt8]) {
        let inDay = seconds - floorDivide(seconds, 86_400) * 86_400
        formatPadded(inDay / 3600, 2, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        formatPadded(inDay / 60 % 60, 2, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        formatPadded(inDay % 60, 2, into: &bytes)
    }

    /// Reads exactly `YYYY-MM-DDTHH:MM:SSZ`. The inverse of ``description``.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
            case .day(let day)? = bytes.span.point(at: 0, byteCount: 10),
            let time = bytes.span.time(at: 11)
        else { return nil }
        self.init(seconds: day.number * 86_400 + time)
    }
}

extension Instant {
    /// Reads a time with a zone as people may give it: `2018-11-07T17:00Z`,
    /// `2018-11-07T17:00:30+01:00`.
    public init?(zoned text: String) {
        let bytes = Array(text.utf8)
        guard let sign = bytes.dropFirst(11).firstIndex(where: { "Zz+-".utf8.contains($0) }) else {
            return nil
        }
        let local = String(decoding: bytes[..<sign], as: UTF8.self)
        let seconds = local.utf8.count == 16 ? ":00" : ""
        guard let read = Instant(local + seconds + "Z") else { return nil }
        let zone = bytes[sign...]
        if zone.count == 1, "Zz".utf8.contains(zone[sign]) {
            self = read
            return
        }
        guard zone.count == 6, zone[sign + 3] == UInt8(ascii: ":"),
            let hours = digits(zone[sign + 1..<sign + 3]),
            let minutes = digits(zone[sign + 4..<sign + 6]), hours < 24, minutes < 60
        else { return nil }
        let ahead = zone[sign] == UInt8(ascii: "+") ? 1 : -1
        self.init(seconds: read.seconds - ahead * (hours * 3600 + minutes * 60))
    }
}

/// The number that ASCII `digits` write, nil where a byte is no digit.
func digits(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return digits.isEmpty ? nil : number
}

private func floorDivide(_ left: Int, _ right: Int) -> Int {
    left >= 0 ? left / right : -((right - 1 - left) / right)
}
