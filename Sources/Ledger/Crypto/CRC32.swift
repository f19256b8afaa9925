// CRC-32, the sum by which a ZIP archive shows that a file in it is whole, and a block or a record
// of a snapshot that it is.

private import CZlib

/// CRC-32 as ZIP uses it (APPNOTE 6.3.10, section 4.4.7), by zlib.
enum CRC32 {
    /// The sum of `bytes`.
    ///
    /// - Complexity: O(n), without a copy.
    static func sum(of bytes: ArraySlice<UInt8>) -> UInt32 {
        // The sum of at most 2^32 - 1 bytes in one call, which no paper comes near.
        unsafe bytes.withUnsafeBufferPointer { bytes in
            UInt32(
                truncatingIfNeeded: unsafe crc32(0, bytes.baseAddress, uInt(clamping: bytes.count))
            )
        }
    }

    /// The sum of two words, the lowest byte first.
    static func sum(of words: (UInt64, UInt64)) -> UInt32 {
        var words = (words.0.littleEndian, words.1.littleEndian)
        return unsafe withUnsafeBytes(of: &words) { bytes in
            let first = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return UInt32(truncatingIfNeeded: unsafe crc32(0, first, uInt(bytes.count)))
        }
    }
}
