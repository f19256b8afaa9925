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
}

extension UInt64 {
    /// The bytes that may stand in a code or key, each as its highest bit.
    @inline(__always)
    var nameParts: UInt64 {
        let letters = (self | 0x2020_2020_2020_2020).places(from: 0x61, to: 0x7A)
        let others = places(from: 0x30, to: 0x39) | places(from: 0x2D, to: 0x2E)
        return (letters | others) & ~self
    }

    /// The bytes from `low` to `high`, as their highest bits, where none is beyond ASCII.
    @inline(__always)
    private func places(from low: UInt64, to high: UInt64) -> UInt64 {
        let ascii = self & 0x7F7F_7F7F_7F7F_7F7F
        let reached = ascii &+ (0x80 &- low) &* 0x0101_0101_0101_0101
        let passed = ascii &+ (0x7F &- high) &* 0x0101_0101_0101_0101
        return reached & ~passed & 0x8080_8080_8080_8080
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
        var words = SIMD8<UInt64>.zero
        for index in 0..<8 { words[index] = word(at: place + 8 * index) }
        return words
    }

    /// Whether at `place` stand the `width` bytes, 4 or 8, that `mark` has at `offset`.
    @inline(__always)
    func isSame(_ mark: StaticString, at place: Int, offset: Int, _ width: Int) -> Bool {
        let wanted = unsafe UnsafeRawPointer(mark.utf8Start + offset)
        if width == 8 {
            return unsafe word(at: place) == wanted.loadUnaligned(as: UInt64.self)
        }
        let here = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)
        return unsafe here == wanted.loadUnaligned(as: UInt32.self)
    }

    /// Where the text that begins at `start` ends: at a quotation mark that nothing escapes. Nil
    /// where something stands in it that may not, or that is rare.
    @inline(__always)
    func endOfText(from start: Int, lines: Bool) -> Int? {
        var place = start
        while true {
            let here = word(at: place)
            let special =
                here.places(of: 0x22) | here.places(of: 0x5C)
                | ((here &- 0x2020_2020_2020_2020) & ~here | here) & 0x8080_8080_8080_8080
            if special == 0 {
                place += 8
                continue
            }
            place += special.trailingZeroBitCount / 8
            let byte = self[place]
            if byte == UInt8(ascii: "\"") { return place }
            let count = passed(byte, at: place, lines: lines)
            if count == 0 { return nil }
            place += count
        }
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
