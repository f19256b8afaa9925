// A ZIP archive of files stored as they are: the container of a Word document, and of downloads.

/// A ZIP archive (APPNOTE 6.3.10), each file stored without compression.
///
/// Every time stamp is the first the format knows, 1 January 1980, so that the same files give the
/// same bytes.
public enum ZIP {
    /// A file in an archive.
    public struct File: Sendable {
        /// Its path in the archive, in ASCII.
        let name: String
        /// What stands in it.
        let bytes: [UInt8]

        /// A file at `name`, a path in ASCII, with these bytes.
        public init(name: String, bytes: [UInt8]) {
            (self.name, self.bytes) = (name, bytes)
        }
    }

    /// The archive of `files`, in that order. All of it must stay under 4 GB and 65,536 files, the
    /// format's limits.
    ///
    /// - Complexity: O(n) in the bytes of the files, which are all held in memory.
    public static func archive(_ files: [File]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(files.reduce(256) { $0 + $1.bytes.count + 256 })
        var directory: [UInt8] = []
        for file in files {
            let offset = bytes.count
            let described = description(of: file)
            bytes += number(0x0403_4B50, 4) + described + Array(file.name.utf8)
            bytes += file.bytes
            // Version made by, 1.0; then no comment, the first disk, no attributes.
            directory += number(0x0201_4B50, 4) + number(10, 2) + described
            directory += [UInt8](repeating: 0, count: 10) + number(offset, 4)
            directory += Array(file.name.utf8)
        }
        let start = bytes.count
        bytes += directory
        bytes += number(0x0605_4B50, 4) + number(0, 4)
        bytes += number(files.count, 2) + number(files.count, 2)
        bytes += number(directory.count, 4) + number(start, 4) + number(0, 2)
        return bytes
    }

    /// What an archive says of a file in both places: version 1.0, no flags, stored, midnight of
    /// 1 January 1980, the sum, the size twice, the length of the name, nothing extra.
    private static func description(of file: File) -> [UInt8] {
        let size = number(file.bytes.count, 4)
        return number(10, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(0x0021, 2)
            + number(Int(CRC32.sum(of: file.bytes[...])), 4) + size + size
            + number(file.name.utf8.count, 2) + number(0, 2)
    }

    /// `value` in `count` bytes, the lowest first.
    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
