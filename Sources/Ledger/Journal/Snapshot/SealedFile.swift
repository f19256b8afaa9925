// A file that tells by itself whether what is read of it is what was written.

/// A file of bytes that are checked as they are read, block by block, so that of a long file only
/// what is wanted has to be read.
///
/// It holds, in this order: the body; the CRC-32 of every block of it, one after the other (the
/// table); the CRC-32 of every block of the table; a statement of whoever wrote it; and the
/// lengths of body and statement with the SHA-256 of all that stands behind the table.
///
/// The sums show what was damaged, which is all they are for: whoever can change such a file can
/// write another as well, and nothing is ever proved by one.
struct SealedFile {
    /// How many bytes are checked together: 1 KiB, a few more than are wanted at once.
    static let blockByteCount = 1_024
    /// The bytes of a sum.
    private static let sumByteCount = 4
    /// What every such file ends in, before its digest; another word for another layout.
    static let mark = Array("sealed-2".utf8)
    /// The lengths, the mark and the digest.
    static let endByteCount = 24 + Digest.byteCount

    /// What whoever wrote the file says of it.
    let statement: [UInt8]

    private let file: any OpenFile
    private let bodyByteCount: Int
    /// The sums of the blocks of the table.
    private let tableSums: [UInt8]
    /// The blocks that were read and found whole, of the body and, from the first after it, of
    /// the table.
    private var blocks = OrderedMap<Int, [UInt8]>()

    /// Opens what was written as one; nil for anything else, or where it was changed.
    init?(_ file: any OpenFile) {
        guard let size = try? file.node().size, size >= SealedFile.endByteCount else { return nil }
        let guess = min(size, 8 * SealedFile.blockByteCount)
        guard var last = SealedFile.read(file, size - guess..<size),
            let lengths = SealedFile.lengths(last, size)
        else { return nil }
        if lengths.last > last.count {
            guard let more = SealedFile.read(file, size - lengths.last..<size) else { return nil }
            last = more
        }
        last.removeFirst(last.count - lengths.last)
        let signed = last.dropLast(Digest.byteCount)
        guard Digest(of: signed).bytes == Array(last.suffix(Digest.byteCount)) else { return nil }
        self.file = file
        bodyByteCount = lengths.body
        tableSums = Array(last.prefix(lengths.tableSums))
        statement = Array(signed.dropFirst(lengths.tableSums).dropLast(24))
    }

    /// The bytes `range` of the body; nil where they are not what was written.
    ///
    /// - Complexity: O(n) in the bytes of the blocks they lie in, each read and summed once.
    mutating func bytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= bodyByteCount else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let number = place / SealedFile.blockByteCount
            guard let block = block(number) else { return nil }
            let start = place - number * SealedFile.blockByteCount
            let end = min(block.count, start + range.upperBound - place)
            guard start < end else { return nil }
            bytes += block[start..<end]
            place += end - start
        }
        return bytes
    }

    /// The bytes `range` of the body as they stand, for whoever can tell from them whether they
    /// are what was written; nil where there are none.
    func uncheckedBytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= bodyByteCount else { return nil }
        return SealedFile.read(file, range)
    }

    /// Block `number` of the body.
    private mutating func block(_ number: Int) -> [UInt8]? {
        let perBlock = SealedFile.blockByteCount / SealedFile.sumByteCount
        guard let table = tableBlock(number / perBlock) else { return nil }
        let place = number % perBlock * SealedFile.sumByteCount
        return block(number, in: 0..<bodyByteCount, number, table, sumAt: place)
    }

    private mutating func tableBlock(_ number: Int) -> [UInt8]? {
        let tableByteCount = SealedFile.blockCount(bodyByteCount) * SealedFile.sumByteCount
        return block(
            number,
            in: bodyByteCount..<bodyByteCount + tableByteCount,
            SealedFile.blockCount(bodyByteCount) + number,
            tableSums,
            sumAt: number * SealedFile.sumByteCount
        )
    }

    /// Block `number` of the part `whole` of the file, kept under `key`, whose sum stands at
    /// `place` of `sums`.
    private mutating func block(
        _ number: Int,
        in whole: Range<Int>,
        _ key: Int,
        _ sums: [UInt8],
        sumAt place: Int
    ) -> [UInt8]? {
        if let known = blocks[key] { return known }
        let start = whole.lowerBound + number * SealedFile.blockByteCount
        let end = min(whole.upperBound, start + SealedFile.blockByteCount)
        guard start < end, place + SealedFile.sumByteCount <= sums.count,
            let bytes = SealedFile.read(file, start..<end),
            CRC32.sum(of: bytes[...])
                == SealedFile.number(sums, at: place, count: SealedFile.sumByteCount)
        else { return nil }
        blocks[key] = bytes
        return bytes
    }

    // MARK: Lengths

    static func blockCount(_ byteCount: Int) -> Int {
        (byteCount + blockByteCount - 1) / blockByteCount
    }

    /// The lengths that the end of a file of `size` bytes, which is `bytes`, speaks of: of the
    /// body, of the sums of the table, and of all that stands behind the table.
    private static func lengths(
        _ bytes: [UInt8],
        _ size: Int
    ) -> (body: Int, tableSums: Int, last: Int)? {
        let end = Array(bytes.suffix(endByteCount))
        let (body, statement) = (number(end, at: 0, count: 8), number(end, at: 8, count: 8))
        guard Array(end[16..<24]) == mark, (0...size).contains(body),
            (0...size).contains(statement)
        else { return nil }
        let table = blockCount(body) * sumByteCount
        let tableSums = blockCount(table) * sumByteCount
        let last = tableSums + statement + endByteCount
        return body + table + last == size ? (body, tableSums, last) : nil
    }

    /// The number written in `count` bytes at `place`, the lowest first.
    static func number(_ bytes: [UInt8], at place: Int, count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
    }

    /// `number` in `count` bytes, the lowest first. The inverse of ``number(_:at:count:)``.
    fileprivate static func bytes(of number: Int, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// The sum of a block.
    fileprivate static func sum(of block: ArraySlice<UInt8>) -> [UInt8] {
        bytes(of: Int(CRC32.sum(of: block)), count: sumByteCount)
    }

    private static func read(_ file: any OpenFile, _ range: Range<Int>) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var count = 0
        while count < bytes.count {
            let wanted = count..<bytes.count
            guard let read = try? file.read(into: &bytes, wanted, at: range.lowerBound + count),
                read > 0
            else { return nil }
            count += read
        }
        return bytes
    }
}

/// Writes a ``SealedFile`` from its beginning to its end, in the memory of a few blocks and the
/// table.
struct SealedDraft {
    private static let bufferByteCount = 64 * SealedFile.blockByteCount

    /// How many bytes the body has so far.
    private(set) var byteCount = 0

    private let file: any OpenFile
    private var buffer: [UInt8] = []
    private var table: [UInt8] = []

    /// Begins in `file`, of which nothing stays that stands in it.
    init(_ file: any OpenFile) {
        self.file = file
    }

    /// Adds `bytes` to the body.
    mutating func append(_ bytes: some Collection<UInt8>) throws(FileError) {
        buffer += bytes
        byteCount += bytes.count
        if buffer.count >= SealedDraft.bufferByteCount { try write(all: false) }
    }

    /// Adds `number` to the body, in `count` bytes, the lowest first.
    mutating func append(_ number: Int, count: Int) throws(FileError) {
        for index in 0..<count { buffer.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
        byteCount += count
        if buffer.count >= SealedDraft.bufferByteCount { try write(all: false) }
    }

    /// Ends the file with `statement`.
    consuming func finish(_ statement: [UInt8]) throws(FileError) {
        try write(all: true)
        var last: [UInt8] = []
        var place = 0
        while place < table.count {
            let end = min(table.count, place + SealedFile.blockByteCount)
            last += SealedFile.sum(of: table[place..<end])
            place = end
        }
        last += statement
        for number in [byteCount, statement.count] {
            last += SealedFile.bytes(of: number, count: 8)
        }
        last += SealedFile.mark
        last += Digest(of: last).bytes
        try file.writeAll(table + last)
    }

    /// Writes what is in the buffer, with its last block only where it is full or `all` is wanted.
    private mutating func write(all: Bool) throws(FileError) {
        // Also where what follows a journal starts over, and this with it.
        if table.isEmpty { try file.cut(to: 0) }
        let size = SealedFile.blockByteCount
        let count = all ? buffer.count : buffer.count / size * size
        var place = 0
        while place < count {
            let end = min(count, place + size)
            table += SealedFile.sum(of: buffer[place..<end])
            place = end
        }
        if count == buffer.count {
            try file.writeAll(buffer)
            buffer.removeAll(keepingCapacity: true)
        } else {
            try file.writeAll(Array(buffer[..<count]))
            buffer.removeFirst(count)
        }
    }
}
