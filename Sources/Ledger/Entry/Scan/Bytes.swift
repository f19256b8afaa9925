// What bytes say where they stand, found eight at a time where that is quicker.

extension UInt64 {
    /// The bytes that are `byte`, each as its highest bit; what stands above the lowest of them
    /// may be wrong.
    @inline(__always)
    func places(of byte: UInt64) -> UInt64 {
        let other = self ^ (byte &* 0x0101_0101_0101_0101)
        return (other &- 0x0101_0101_0101_0101) & ~other & 0x8080_8080_8080_8080
    }

    /// All bits of the lowest byte that is marked by its highest bit, and of those below it.
    @inline(__always)
    var upToMark: UInt64 { ((self & (0 &- self)) &<< 1) &- 1 }

    /// All bits below the lowest mark: of the bytes below it, and some of its own; all bits where
    /// there is no mark.
    @inline(__always)
    var belowMark: UInt64 { (self & (0 &- self)) &- 1 }

    /// How many bytes stand below the lowest mark.
    @inline(__always)
    var byteCountBelowMark: Int { trailingZeroBitCount &>> 3 }
}

extension SIMD16<Int8> {
    // The types of the vectors are written out below: without them the compiler takes the general
    // functions, which compare byte by byte.

    /// Whether each byte is from `low` to `high`, which are ASCII.
    @inline(__always)
    private func isWithin(_ low: Int8, _ high: Int8) -> SIMDMask<SIMD16<Int8>> {
        (self .> SIMD16<Int8>(repeating: low &- 1)) .& (self .< SIMD16<Int8>(repeating: high &+ 1))
    }

    /// Whether each byte is an ASCII letter.
    @inline(__always)
    private var isLetter: SIMDMask<SIMD16<Int8>> {
        (self | SIMD16<Int8>(repeating: 0x20)).isWithin(0x61, 0x7A)
    }

    /// Which bytes may not stand in a code or key.
    @inline(__always)
    var nameFaults: SIMDMask<SIMD16<Int8>> {
        .!(isLetter .| isWithin(0x2D, 0x2E) .| isWithin(0x30, 0x39))
    }

    /// Which bytes may not stand in an idempotency key.
    @inline(__always)
    var keyFaults: SIMDMask<SIMD16<Int8>> {
        .!(isLetter .| isWithin(0x2D, 0x2E) .| isWithin(0x30, 0x3A) .| isWithin(0x5F, 0x5F))
    }

    /// Which bytes end a stretch of plain text: quotation marks, backslashes, control characters
    /// and what is beyond ASCII.
    @inline(__always)
    var textMarks: SIMDMask<SIMD16<Int8>> {
        // What is beyond ASCII is below zero.
        (self .< SIMD16<Int8>(repeating: 0x20)) .| (self .== SIMD16<Int8>(repeating: 0x22))
            .| (self .== SIMD16<Int8>(repeating: 0x5C))
    }
}

extension SIMDMask<SIMD16<Int8>> {
    /// Four bits for each of the bytes, the first the lowest.
    @inline(__always)
    var fourBits: UInt64 {
        let pairs = unsafe unsafeBitCast(self, to: SIMD8<UInt16>.self)
        let halves = SIMD8<UInt8>(truncatingIfNeeded: pairs &>> SIMD8<UInt16>(repeating: 4))
        return unsafe unsafeBitCast(halves, to: UInt64.self)
    }
}

extension UInt64 {
    /// The bytes that are above 9, each as its highest bit; what stands above the lowest of them
    /// may be wrong.
    @inline(__always)
    var aboveNine: UInt64 { (self | (self &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 }

    /// The number that eight digits write, each a byte from 0 to 9, the first the lowest.
    @inline(__always)
    var ofDigits: UInt64 {
        let pairs = self &* 10 &+ self &>> 8
        let high = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let low = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (high &+ low) &>> 32
    }
}

extension UInt8 {
    /// Whether it may stand in a code or key.
    @inline(__always)
    var isNamePart: Bool {
        let bits: UInt64 = self < 64 ? 0x03FF_6000_0000_0000 : 0x07FF_FFFE_07FF_FFFE
        return self < 128 && (bits &>> UInt64(self & 63)) & 1 == 1
    }
}

extension Span<UInt8> {
    /// The eight bytes at `place`, the first the lowest.
    @inline(__always)
    func word(at place: Int) -> UInt64 {
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
    }

    /// The 64 bytes at `place`, eight to a word: the digits of a digest, if they are any.
    @inline(__always)
    func hexWords(at place: Int) -> SIMD8<UInt64> {
        unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: SIMD8<UInt64>.self)
    }

    /// The number of eight digits or more that begins at `place`, at most 10^15, and where it ends;
    /// nil where there is none, or a needless zero.
    func longNumber(at place: Int) -> (number: Int, end: Int)? {
        var number = 0
        var end = place
        while case let digit = self[end] &- 0x30, digit < 10 {
            number = number &* 10 &+ Int(digit)
            end += 1
            if end - place > 15 { return nil }
        }
        return self[place] == UInt8(ascii: "0") ? nil : (number, end)
    }

    /// How many bytes the escape or the character beyond ASCII takes that `byte` at `place`
    /// begins; 0 where it is malformed, or may not stand in a text.
    private func passed(_ byte: UInt8, at place: Int, lines: Bool) -> Int {
        if byte == UInt8(ascii: "\\") {
            let escaped = self[place + 1]
            let isKept = escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\")
            return isKept || lines && escaped == UInt8(ascii: "n") ? 2 : 0
        }
        switch byte {
        case 0xC2..<0xE0: return follows(place + 1) == nil ? 0 : 2
        case 0xE0..<0xF0:
            guard let second = follows(place + 1), let third = follows(place + 2) else { return 0 }
            let scalar = UInt32(byte & 0x0F) << 12 | second << 6 | third
            let isWhole = scalar >= 0x800 && !(0xD800...0xDFFF).contains(scalar)
            return isWhole && Text.fault(of: scalar, lines: false) == nil ? 3 : 0
        case 0xF0..<0xF5:
            guard let second = follows(place + 1), let third = follows(place + 2),
                let fourth = follows(place + 3)
            else { return 0 }
            let scalar = UInt32(byte & 0x07) << 18 | second << 12 | third << 6 | fourth
            let isWhole = (0x10000...0x10FFFF).contains(scalar)
            return isWhole && Text.fault(of: scalar, lines: false) == nil ? 4 : 0
        default: return 0
        }
    }

    /// The six bits of a byte that goes on with a character; nil where it does not.
    private func follows(_ place: Int) -> UInt32? {
        self[place] & 0xC0 == 0x80 ? UInt32(self[place] & 0x3F) : nil
    }

    /// Whether the `byteCount` bytes at `place` are lower-case hexadecimal digits.
    func isHex(at place: Int, byteCount: Int) -> Bool {
        for index in place..<place + byteCount {
            switch self[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                continue
            default: return false
            }
        }
        return true
    }

    /// The year, month or day that the `byteCount` bytes at `place` write.
    @inline(__always)
    func point(at place: Int, byteCount: Int) -> StatedDate.Point? {
        guard let century = twoDigits(at: place), let ofCentury = twoDigits(at: place + 2),
            century >= 10
        else { return nil }
        let year = century * 100 + ofCentury
        if byteCount == 4 { return .year(year) }
        guard self[place + 4] == UInt8(ascii: "-"), let month = twoDigits(at: place + 5),
            (1...12).contains(month)
        else { return nil }
        if byteCount == 7 { return .month(year: year, month: month) }
        guard self[place + 7] == UInt8(ascii: "-"), let ofMonth = twoDigits(at: place + 8)
        else { return nil }
        return Day(year: year, month: month, day: ofMonth).map { .day($0) }
    }

    /// Whether at `place` stand a day that is in its month in every year, and a quotation mark.
    @inline(__always)
    func isPlainDay(at place: Int) -> Bool { plainDay(at: place) != nil }

    /// The year, month and day at `place`, where a day that is in its month in every year and a
    /// quotation mark stand there.
    @inline(__always)
    func plainDay(at place: Int) -> (year: UInt64, month: UInt64, day: UInt64)? {
        // With the digits' zeros, the hyphens and the mark taken away every byte is below 10, and
        // those of the marks are 0.
        let first = word(at: place) ^ 0x2D30_302D_3030_3030
        let last = word(at: place &+ 3) ^ 0x2230_302D_3030_2D30
        let faults =
            first | (first &+ 0x7F76_767F_7676_7676) | last | (last &+ 0x7F76_767F_7676_7F76)
        let month = (first &>> 40 & 0xFF) &* 10 &+ (first &>> 48 & 0xFF)
        let day = (last &>> 40 & 0xFF) &* 10 &+ (last &>> 48 & 0xFF)
        // How many days each month has above 28, two bits for each.
        let length = 28 &+ (0x3BB_EECC &>> (month & 15 &* 2) & 3)
        guard faults & 0x8080_8080_8080_8080 == 0, first & 0xFF != 0, month &- 1 < 12,
            day &- 1 < length
        else { return nil }
        let pairs = first &* 10 &+ first &>> 8
        return ((pairs & 0xFF) &* 100 &+ (pairs &>> 16 & 0xFF), month, day)
    }

    /// Whether at `place` stand a month and a quotation mark.
    @inline(__always)
    func isPlainMonth(at place: Int) -> Bool {
        let all = word(at: place) ^ 0x2230_302D_3030_3030
        let faults = all | (all &+ 0x7F76_767F_7676_7676)
        let month = (all &>> 40 & 0xFF) &* 10 &+ (all &>> 48 & 0xFF)
        return faults & 0x8080_8080_8080_8080 == 0 && all & 0xFF != 0 && month &- 1 < 12
    }

    /// The number that two digits write.
    @inline(__always)
    func twoDigits(at place: Int) -> Int? {
        let (tens, ones) = (self[place] &- 0x30, self[place + 1] &- 0x30)
        return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : nil
    }

    /// The seconds of the day that `HH:MM:SS` at `place` writes.
    @inline(__always)
    func time(at place: Int) -> Int? {
        // With the digits' zeros and the colons taken away every byte is a number below 10.
        let parts = word(at: place) ^ 0x3030_3A30_303A_3030
        guard (parts | (parts &+ 0x7676_7F76_767F_7676)) & 0x8080_8080_8080_8080 == 0 else {
            return nil
        }
        let pairs = (parts &* 10 &+ parts &>> 8) & 0x00FF_0000_FF00_00FF
        let (hour, minute, second) = (pairs & 0xFF, pairs &>> 24 & 0xFF, pairs &>> 48 & 0xFF)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return Int(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
    }
}

// MARK: Without looking where the bytes end

extension Span<UInt8> {
    /// Whether a scan may begin at `from`: the last 96 bytes are zeros, and it stands before them
    /// or on the first.
    ///
    /// That is why nothing below has to look where the bytes end. A cursor goes on behind bytes
    /// that it has seen not to be zeros, so it never passes the first zero of the padding, but for
    /// the 64 bytes of a `prev` or of a key, which it may pass unseen; and of what stands at a
    /// cursor at most 32 bytes are looked at at once.
    @inline(__always)
    func isPadded(behind from: Int) -> Bool {
        let end = count - LineScanner.paddingByteCount
        guard from >= 0, from <= end else { return false }
        var seen = SIMD2<UInt64>.zero
        for part in 0..<LineScanner.paddingByteCount / 16 {
            seen |= unsafe bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: end &+ 16 &* part,
                as: SIMD2<UInt64>.self
            )
        }
        return seen[0] | seen[1] == 0
    }

    /// The byte at `place` of a cursor in padded bytes.
    @inline(__always)
    func byte(padded place: Int) -> UInt8 { unsafe self[unchecked: place] }

    /// The eight bytes at `place` of a cursor in padded bytes, the first the lowest.
    @inline(__always)
    func word(padded place: Int) -> UInt64 {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
    }

    /// The sixteen bytes at `place` of a cursor in padded bytes.
    @inline(__always)
    func sixteen(padded place: Int) -> SIMD16<Int8> {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: SIMD16<Int8>.self)
    }

    /// Whether at `place` of a cursor in padded bytes stands `mark`, 4 to 32 bytes.
    @inline(__always)
    func stands(_ mark: StaticString, at place: Int) -> Bool {
        let count = mark.utf8CodeUnitCount
        let wanted = unsafe UnsafeRawPointer(mark.utf8Start)
        // The last bytes may be some that were looked at already.
        if count < 8 {
            let first = unsafe wanted.loadUnaligned(as: UInt32.self)
            let last = unsafe wanted.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            return (half(padded: place) ^ first) | (half(padded: place &+ count &- 4) ^ last) == 0
        }
        var difference: UInt64 = 0
        var offset = 0
        while offset < count {
            let part = min(offset, count &- 8)
            let word = unsafe wanted.loadUnaligned(fromByteOffset: part, as: UInt64.self)
            difference |= self.word(padded: place &+ part) ^ word
            offset &+= 8
        }
        return difference == 0
    }

    @inline(__always)
    private func half(padded place: Int) -> UInt32 {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt32.self)
    }

    /// Where the text that begins at `start`, the place of a cursor in padded bytes, ends: at a
    /// quotation mark that nothing escapes. Nil where something stands in it that may not, or that
    /// is rare.
    func endOfText(from start: Int, lines: Bool) -> Int? {
        var place = start
        while true {
            let marks = sixteen(padded: place).textMarks.fourBits
            if marks == 0 {
                place &+= 16
                continue
            }
            place &+= marks.trailingZeroBitCount &>> 2
            let byte = byte(padded: place)
            if byte == UInt8(ascii: "\"") { return place }
            let count = passed(byte, at: place, lines: lines)
            if count == 0 { return nil }
            place &+= count
        }
    }
}

extension Span<UInt8> {
    /// Whether a backslash stands in `range`.
    func hasEscape(in range: Range<Int>) -> Bool {
        var place = range.lowerBound
        while place < range.upperBound {
            let found = word(at: place).places(of: 0x5C)
            if found != 0 { return place + found.trailingZeroBitCount / 8 < range.upperBound }
            place += 8
        }
        return false
    }
}

extension String {
    /// The text that stands in `range` of `bytes`, which is UTF-8.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self = unsafe bytes.extracting(range).withUnsafeBufferPointer { bytes in
            unsafe String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The text that stands in `range` of `bytes`, UTF-8 with none but the escapes of line feeds,
    /// quotation marks and backslashes.
    init(unescaping bytes: Span<UInt8>, _ range: Range<Int>) {
        self = unsafe String(unsafeUninitializedCapacity: range.count) { text in
            var count = 0
            var place = range.lowerBound
            while place < range.upperBound {
                var byte = bytes[place]
                if byte == UInt8(ascii: "\\") {
                    place += 1
                    byte = bytes[place] == UInt8(ascii: "n") ? 0x0A : bytes[place]
                }
                unsafe text[count] = byte
                count += 1
                place += 1
            }
            return count
        }
    }
}
