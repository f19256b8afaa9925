// SHA-256, which the chain of a journal and the names of evidence files are made of.

private import CCrypto

/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits (FIPS 180-4).
public struct Digest: Hashable, Sendable {
    /// The number of bytes in a digest.
    public static let byteCount = 32

    /// The digest that the first entry of a journal carries as its predecessor: all zeros.
    public static let zero = Digest(words: .zero)

    /// The bytes, eight to a word, the first the lowest.
    private let words: SIMD4<UInt64>

    private init(words: SIMD4<UInt64>) {
        self.words = words
    }

    /// The bytes in order.
    var bytes: [UInt8] {
        (0..<Digest.byteCount).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> ($0 % 8 * 8)) }
    }

    /// The digest whose bytes these are; nil where they are not 32. The inverse of ``bytes``.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        var words = SIMD4<UInt64>.zero
        for (place, byte) in bytes.enumerated() {
            words[place / 8] |= UInt64(byte) << (place % 8 * 8)
        }
        self.words = words
    }

    /// Hashes `message` in one pass with libcrypto.
    ///
    /// - Complexity: O(n) in the bytes of the message; nothing is allocated where they lie
    ///   together.
    public init(of message: some Sequence<UInt8>) {
        self.init(of: message, after: nil)
    }

    /// Hashes `message` after the byte `tag`.
    init(of message: some Sequence<UInt8>, after tag: UInt8?) {
        let digest = message.withContiguousStorageIfAvailable { bytes in
            unsafe Digest(of: bytes.span, after: tag)
        }
        self = digest ?? Digest(of: Array(message).span, after: tag)
    }

    /// Hashes `message`, after the byte `tag` where one is given, in one pass with libcrypto.
    ///
    /// - Complexity: O(n) in the bytes of the message; nothing is allocated.
    init(of message: Span<UInt8>, after tag: UInt8? = nil) {
        var words = SIMD4<UInt64>.zero
        // The context is not cleared first: `SHA256_Init` does that.
        unsafe withUnsafeTemporaryAllocation(of: SHA256_CTX.self, capacity: 1) { context in
            let context = context.baseAddress
            unsafe SHA256_Init(context)
            if var tag { unsafe SHA256_Update(context, &tag, 1) }
            unsafe message.withUnsafeBufferPointer { bytes in
                _ = unsafe SHA256_Update(context, bytes.baseAddress, bytes.count)
            }
            unsafe withUnsafeMutableBytes(of: &words) { bytes in
                let digest = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
                _ = unsafe SHA256_Final(digest, context)
            }
        }
        self.words = words
    }

    /// Hashes the byte `tag` and the bytes of `left` and `right` behind it.
    init(after tag: UInt8, _ left: Digest, _ right: Digest) {
        let both = SIMD8(lowHalf: left.words, highHalf: right.words)
        self = unsafe withUnsafeBytes(of: both) { bytes in
            unsafe Digest(of: bytes.assumingMemoryBound(to: UInt8.self).span, after: tag)
        }
    }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else. The inverse of ``hex``.
    public init?(hex: some StringProtocol) {
        var words = SIMD4<UInt64>.zero
        var index = 0
        for digit in hex.utf8 {
            guard index < 2 * Digest.byteCount, let value = Digest.nibble(digit) else { return nil }
            // The first digit of a byte is its upper half.
            words[index / 16] |= UInt64(value) << (((index % 16) ^ 1) * 4)
            index += 1
        }
        guard index == 2 * Digest.byteCount else { return nil }
        self.words = words
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hex: String {
        var bytes: [UInt8] = []
        format(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the digits of ``hex``.
    func format(into bytes: inout [UInt8]) {
        let digits = hexWords
        for index in 0..<8 {
            var word = digits[index]
            for _ in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
    }

    /// The digits of ``hex``, eight to a word, the first the lowest: so a digest is compared with
    /// the one that a line states without a text being made of it.
    @inline(__always)
    var hexWords: SIMD8<UInt64> {
        var values = SIMD8<UInt64>.zero
        for index in 0..<4 {
            // Each byte is drawn apart to two, of which the first is its upper half.
            let bytes = unsafe unsafeBitCast(words[index], to: SIMD8<UInt8>.self)
            let pairs = SIMD8<UInt16>(truncatingIfNeeded: bytes)
            let halves =
                (pairs &>> SIMD8<UInt16>(repeating: 4))
                | (pairs &<< SIMD8<UInt16>(repeating: 8))
            let digits = halves & SIMD8<UInt16>(repeating: 0x0F0F)
            let both = unsafe unsafeBitCast(digits, to: SIMD2<UInt64>.self)
            (values[2 * index], values[2 * index + 1]) = (both[0], both[1])
        }
        // From the digits to the letters it is 39.
        let isLetter =
            unsafe unsafeBitCast(values, to: SIMD64<Int8>.self) .> SIMD64<Int8>(repeating: 9)
        let letters = unsafe unsafeBitCast(isLetter, to: SIMD8<UInt64>.self)
        return values &+ 0x3030_3030_3030_3030 &+ letters & 0x2727_2727_2727_2727
    }

    /// The digest whose digits are `digits`, which the caller knows to be lower-case hexadecimal.
    /// The inverse of ``hexWords``.
    init(hexWords digits: SIMD8<UInt64>) {
        var words = SIMD4<UInt64>.zero
        for index in 0..<4 {
            let (low, high) = (digits[2 * index], digits[2 * index + 1])
            words[index] = Digest.bytes(low) | Digest.bytes(high) << 32
        }
        self.words = words
    }

    /// The four bytes that eight digits write, all at once.
    private static func bytes(_ digits: UInt64) -> UInt64 {
        let isLetter = digits >> 6 & 0x0101_0101_0101_0101
        let values = digits & 0x0F0F_0F0F_0F0F_0F0F &+ isLetter &* 9
        var bytes = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
        bytes = (bytes | bytes >> 8) & 0x0000_FFFF_0000_FFFF
        return (bytes | bytes >> 16) & 0x0000_0000_FFFF_FFFF
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
