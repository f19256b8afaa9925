// A place in the bytes of a line that moves behind what stands there: the values of a scan.

/// A place in some bytes. Every function looks at what stands there, and where it is what it asks
/// for goes on behind it; else the place means nothing any more.
struct Cursor {
    /// The place, counted from the first byte of all.
    var place: Int
    /// Where the line begins.
    private let start: Int

    /// At the beginning of the line at `start`.
    init(_ start: Int) {
        (place, self.start) = (start, start)
    }

    /// Goes on behind `byte` where it stands here; else stays.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard bytes.byte(padded: place) == byte else { return false }
        place &+= 1
        return true
    }

    /// Goes on behind `mark`, at least four bytes, where it stands here; else stays.
    @inline(__always)
    mutating func take(_ mark: StaticString, _ bytes: Span<UInt8>) -> Bool {
        guard bytes.stands(mark, at: place) else { return false }
        place &+= mark.utf8CodeUnitCount
        return true
    }

    /// The bytes from `from` to here, less the `mark` bytes that end them.
    @inline(__always)
    private func slice(from: Int, less mark: Int = 1) -> Slice {
        Slice(
            start: UInt16(truncatingIfNeeded: from &- start),
            count: UInt16(truncatingIfNeeded: place &- mark &- from)
        )
    }

    /// Goes on behind `count` bytes, whatever they are.
    @inline(__always)
    mutating func pass(_ count: Int) -> Slice {
        place &+= count
        return slice(from: place &- count, less: 0)
    }

    /// A number from 0 to 10^15 without needless zeros.
    @inline(__always)
    mutating func number(_ bytes: Span<UInt8>) -> Int? {
        let digits = bytes.word(at: place) ^ 0x3030_3030_3030_3030
        let others = digits.aboveNine
        if others == 0 {
            guard let found = bytes.longNumber(at: place) else { return nil }
            place = found.end
            return found.number
        }
        let count = others.byteCountBelowMark
        guard count != 0, count == 1 || digits & 0xFF != 0 else { return nil }
        place &+= count
        // Zeros take the place of the digits that there are fewer than eight.
        let number = (digits &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)).ofDigits
        return Int(truncatingIfNeeded: number)
    }

    /// A word of at most 23 bytes, and the quotation mark after it.
    @inline(__always)
    mutating func shortWord(_ bytes: Span<UInt8>) -> Word? {
        var found = Word()
        found.first = bytes.word(padded: place)
        var quote = found.first.places(of: 0x22)
        if quote != 0 {
            found.first &= quote.upToMark
            place += quote.trailingZeroBitCount / 8 + 1
            return found
        }
        found.second = bytes.word(padded: place + 8)
        quote = found.second.places(of: 0x22)
        if quote != 0 {
            found.second &= quote.upToMark
            place += quote.trailingZeroBitCount / 8 + 9
            return found
        }
        found.third = bytes.word(padded: place + 16)
        quote = found.third.places(of: 0x22)
        guard quote != 0 else { return nil }
        found.third &= quote.upToMark
        place += quote.trailingZeroBitCount / 8 + 17
        return found
    }

    // MARK: Values

    /// A value of the form `form`; where it ends in a quotation mark the slice ends before it.
    mutating func value(of form: QuickMember.Form, _ bytes: Span<UInt8>) -> Slice? {
        switch form {
        case .count, .counts, .keys, .leads, .line, .flag: return bareValue(of: form, bytes)
        case .quantity where bytes[place] != UInt8(ascii: "\""):
            return bareValue(of: .count, bytes)
        default: break
        }
        guard take(UInt8(ascii: "\""), bytes) else { return nil }
        switch form {
        case .code, .key: return name(bytes)
        case .lines: return text(bytes, lines: true)
        case .text: return text(bytes, lines: false)
        case .date: return statedDate(bytes)
        default: return shortValue(of: form, bytes)
        }
    }

    /// A value without quotation marks around it.
    private mutating func bareValue(
        of form: QuickMember.Form,
        _ bytes: Span<UInt8>
    ) -> Slice? {
        let from = place
        switch form {
        case .counts:
            return list(bytes, isEmptyAllowed: false) { $0.number($1) != nil }
        case .keys, .leads:
            return list(bytes, isEmptyAllowed: form == .leads) {
                $0.take(UInt8(ascii: "\""), $1) && $0.name($1) != nil
            }
        case .count: return count(bytes)
        case .line:
            guard let line = number(bytes), (1...3).contains(line) else { return nil }
        default:
            guard take("true", bytes) else { return nil }
        }
        return slice(from: from, less: 0)
    }

    /// A value in quotation marks, behind the first.
    private mutating func shortValue(
        of form: QuickMember.Form,
        _ bytes: Span<UInt8>
    ) -> Slice? {
        let from = place
        let isThere: Bool
        switch form {
        case .ordinal: return ordinal(bytes)
        case .day:
            guard case .day? = bytes.point(at: place, byteCount: 10) else { return nil }
            place += 10
            isThere = take(UInt8(ascii: "\""), bytes)
        case .digest:
            isThere = bytes.isHex(at: place, byteCount: 64)
            place += 64
            return isThere && take(UInt8(ascii: "\""), bytes) ? slice(from: from) : nil
        case .reference: return reference(bytes)
        case .quantity:
            if decimal(bytes) { return slice(from: from) }
            // What else may stand there is rare.
            guard let end = bytes.endOfText(from: place, lines: false), end - from <= 40 else {
                return nil
            }
            place = end + 1
            isThere = Quantity(String(bytes, from..<end)) != nil
        case .rating: return rating(bytes)
        case .how:
            isThere =
                take("transferred\"", bytes) || take("superseded\"", bytes)
                || take("withdrawn\"", bytes)
        case .kind:
            isThere =
                take("same-as\"", bytes) || take("detail-in\"", bytes) || take("feeds\"", bytes)
                || take("reported-in\"", bytes) || take("progress-as\"", bytes)
        case .direction: isThere = up(bytes) || take("down\"", bytes)
        default: return nil
        }
        return isThere ? slice(from: from) : nil
    }

    /// The word of a rating, and the quotation mark after it.
    @inline(__always)
    mutating func rating(_ bytes: Span<UInt8>) -> Slice? {
        let from = place
        let isRed = bytes.stands("red\"", at: place)
        let isOther = bytes.stands("green\"", at: place) || bytes.stands("amber\"", at: place)
        place &+= isRed ? 4 : 6
        return isRed || isOther ? slice(from: from) : nil
    }

    /// A number, which nothing ends.
    @inline(__always)
    mutating func count(_ bytes: Span<UInt8>) -> Slice? {
        let from = place
        return number(bytes) == nil ? nil : slice(from: from, less: 0)
    }

    /// A number from 1 to 9999, and the quotation mark after it.
    @inline(__always)
    mutating func ordinal(_ bytes: Span<UInt8>) -> Slice? {
        let from = place
        guard let number = number(bytes), (1...9999).contains(number),
            take(UInt8(ascii: "\""), bytes)
        else { return nil }
        return slice(from: from)
    }

    /// A number with one point in it, at most 15 digits on either side, and the quotation mark
    /// after it; else stays.
    private mutating func decimal(_ bytes: Span<UInt8>) -> Bool {
        let from = place
        if number(bytes) != nil, take(UInt8(ascii: "."), bytes) {
            let point = place
            while bytes[place] &- 0x30 < 10 { place &+= 1 }
            if (1...15).contains(place - point), take(UInt8(ascii: "\""), bytes) { return true }
        }
        place = from
        return false
    }

    private mutating func up(_ bytes: Span<UInt8>) -> Bool {
        take(UInt8(ascii: "u"), bytes) && take(UInt8(ascii: "p"), bytes)
            && take(UInt8(ascii: "\""), bytes)
    }

    /// A list whose parts `part` takes; the slice stands between the brackets.
    private mutating func list(
        _ bytes: Span<UInt8>,
        isEmptyAllowed: Bool,
        _ part: (inout Cursor, Span<UInt8>) -> Bool
    ) -> Slice? {
        guard take(UInt8(ascii: "["), bytes) else { return nil }
        let from = place
        if take(UInt8(ascii: "]"), bytes) { return isEmptyAllowed ? slice(from: from) : nil }
        repeat {
            guard part(&self, bytes) else { return nil }
        } while take(UInt8(ascii: ","), bytes)
        return take(UInt8(ascii: "]"), bytes) ? slice(from: from) : nil
    }

    /// A code or key, and the quotation mark after it.
    @inline(__always)
    mutating func name(_ bytes: Span<UInt8>) -> Slice? {
        quoted(bytes, byteCountMax: 32, isName: true)
    }

    /// A name of at most `byteCountMax` bytes, and the quotation mark after it.
    ///
    /// Where it ends is found apart from whether it is well formed, so that what stands behind it
    /// need not wait.
    @inline(__always)
    private mutating func quoted(
        _ bytes: Span<UInt8>,
        byteCountMax: Int,
        isName: Bool
    ) -> Slice? {
        let from = place
        var faults: UInt64 = 0
        while true {
            let here = bytes.sixteen(padded: place)
            let quote = (here .== SIMD16<Int8>(repeating: 0x22)).fourBits
            faults |= (isName ? here.nameFaults : here.keyFaults).fourBits & quote.belowMark
            if quote != 0 {
                place &+= quote.trailingZeroBitCount &>> 2 &+ 1
                break
            }
            place &+= 16
            if place &- from > byteCountMax { return nil }
        }
        let count = place &- from &- 1
        let isBegun = isName ? bytes.byte(padded: from) > UInt8(ascii: ".") : count > 0
        return isBegun && count <= byteCountMax && faults == 0 ? slice(from: from) : nil
    }

    /// `A1`, `plan:A1` or `plan:`, and the quotation mark after it.
    private mutating func reference(_ bytes: Span<UInt8>) -> Slice? {
        let from = place
        while bytes[place].isNamePart { place += 1 }
        if bytes[place] == UInt8(ascii: ":") {
            guard (1...32).contains(place - from), bytes[from] > UInt8(ascii: ".") else {
                return nil
            }
            place += 1
            if take(UInt8(ascii: "\""), bytes) { return slice(from: from) }
        } else {
            place = from
        }
        return name(bytes).map { _ in slice(from: from) }
    }

    /// An idempotency key, and the quotation mark after it.
    @inline(__always)
    mutating func idempotencyKey(_ bytes: Span<UInt8>) -> Slice? {
        quoted(bytes, byteCountMax: 64, isName: false)
    }

    /// A signature in base64, and the quotation mark after it.
    @inline(__always)
    mutating func signature(_ bytes: Span<UInt8>) -> Slice? {
        let from = place
        guard let end = bytes.endOfText(from: place, lines: false), end - from == 88,
            Entry.isSignature(String(bytes, from..<end))
        else { return nil }
        place = end + 1
        return slice(from: from)
    }

    /// A text, and the quotation mark after it.
    @inline(__always)
    mutating func text(_ bytes: Span<UInt8>, lines: Bool) -> Slice? {
        let from = place
        guard let end = bytes.endOfText(from: from, lines: lines), end > from else { return nil }
        place = end + 1
        return slice(from: from)
    }

    /// A date of stated precision, and the quotation mark after it.
    @inline(__always)
    mutating func statedDate(_ bytes: Span<UInt8>) -> Slice? {
        let from = place
        if bytes.isPlainDay(at: place) {
            place &+= 11
            return slice(from: from)
        }
        if bytes.isPlainMonth(at: place) {
            place &+= 8
            return slice(from: from)
        }
        // A cursor of its own, so that this one need not lie in memory.
        var other = self
        guard other.date(bytes) != nil else { return nil }
        place = other.place
        return slice(from: from)
    }

    /// What date of stated precision stands here, and the quotation mark after it.
    mutating func date(_ bytes: Span<UInt8>) -> StatedDate? {
        if let plain = bytes.plainDay(at: place) {
            place &+= 11
            return StatedDate(
                Day(
                    counting: Int(truncatingIfNeeded: plain.year),
                    month: Int(truncatingIfNeeded: plain.month),
                    day: Int(truncatingIfNeeded: plain.day)
                )
            )
        }
        let (quote, slash) = (UInt8(ascii: "\""), UInt8(ascii: "/"))
        var count = 10
        while bytes[place + count] != quote, bytes[place + count] != slash {
            count -= 3
            if count < 4 { return nil }
        }
        guard let first = bytes.point(at: place, byteCount: count) else { return nil }
        place += count + 1
        if bytes[place - 1] == quote { return StatedDate(first) }
        guard bytes[place + count] == quote, let last = bytes.point(at: place, byteCount: count)
        else { return nil }
        place += count + 1
        return StatedDate(from: first, to: last)
    }

    /// A date that does not begin after `today`, and the quotation mark after it; only a day may
    /// be one later.
    @inline(__always)
    mutating func happened(_ bytes: Span<UInt8>, _ today: Day) -> Slice? {
        let from = place
        var other = self
        guard let date = other.date(bytes), date.firstDay <= today + (date.day == nil ? 0 : 1)
        else {
            return nil
        }
        place = other.place
        return slice(from: from)
    }
}
