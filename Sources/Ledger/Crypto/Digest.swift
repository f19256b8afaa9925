// SHA-256, which the chain of a journal and the names of evidence files are made of.

private import CCrypto

/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits (FIPS 180-4).
public struct Digest: Hashable, Sendable {
    /// The number of bytes in a digest.
    public static let byteCount = 32

    /// The digest that the first entry of a journal carries as its predecessor: all zeros.
    public static let zero = Digest(bytes: [UInt8](repeating: 0, count: byteCount))

    let bytes: [UInt8]

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Hashes `message` in one pass with libcrypto.
    ///
    /// - Complexity: O(n) in the bytes of the message; one allocation.
    public init(of message: some Sequence<UInt8>) {
        var context = SHA256_CTX()
        unsafe SHA256_Init(&context)
        let done: Void? = message.withContiguousStorageIfAvailable { buffer in
            _ = unsafe SHA256_Update(&context, buffer.baseAddress, buffer.count)
        }
        if done == nil {
            let copy = Array(message)
            unsafe SHA256_Update(&context, copy, copy.count)
        }
        var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
        unsafe SHA256_Final(&bytes, &context)
        self.bytes = bytes
    }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else. The inverse of ``hex``.
    public init?(hex: some StringProtocol) {
        let digits = Array(hex.utf8)
        guard digits.count == 2 * Digest.byteCount else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Digest.byteCount)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Digest.nibble(digits[index]),
                let low = Digest.nibble(digits[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * Digest.byteCount)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
