// One journal read in several ways, and what they do not agree on.

@testable import Ledger

/// A file in memory, which hands out at most so many bytes at a time.
final class MemoryFile: OpenFile {
    private let bytes: [UInt8]
    private let byteCountMax: Int
    let identity = FileNode.Identity(device: 0, number: 1)

    init(_ bytes: [UInt8], atMost byteCountMax: Int = .max) {
        (self.bytes, self.byteCountMax) = (bytes, byteCountMax)
    }

    func node() -> FileNode { FileNode(identity: identity, kind: .file, size: bytes.count) }

    func read(into buffer: inout [UInt8], _ range: Range<Int>, at offset: Int) -> Int {
        let count = max(0, min(range.count, bytes.count - offset, byteCountMax))
        if count == 0 { return 0 }
        buffer.replaceSubrange(
            range.lowerBound..<range.lowerBound + count,
            with: bytes[offset..<offset + count]
        )
        return count
    }

    func write(_ bytes: ArraySlice<UInt8>) -> Int { 0 }
    func flush() {}
    func cut(to size: Int) {}
    func lock(_ lock: FileLock) {}
    func unlock() {}
}

/// The ways in which the product can read a journal.
enum Readings {
    private static let file = "cqc-2018.jsonl"
    private static let wish = JournalStretch.Wish(entries: true, leaves: true)

    /// Line by line, fed byte by byte.
    static func slow(_ bytes: [UInt8]) -> JournalContents {
        var walk = JournalWalk(file: file, wish)
        for place in bytes.indices { walk.feed(bytes[place...place]) }
        return walk.contents
    }

    /// In stretches of `byteCount` bytes: one after the other where `threads` is nil, else beside
    /// each other.
    static func quick(
        _ bytes: [UInt8],
        stretch byteCount: Int,
        threads: Int?,
        atMost: Int = .max
    ) throws -> JournalContents {
        let file = MemoryFile(bytes, atMost: atMost)
        var walk = JournalWalk(file: Self.file, wish)
        if let threads {
            let reading = JournalReading(
                file,
                bytes.count,
                walk,
                wish,
                stretchByteCount: byteCount,
                threadCount: threads
            )
            return try reading.finish().contents
        }
        try walk.readOn(in: file, stretchByteCount: byteCount, threadCount: 1)
        return walk.contents
    }

    /// What two readings of the product do not agree on, word for word; nil where they do.
    static func difference(_ quick: JournalContents, _ slow: JournalContents) -> String? {
        if quick.findings != slow.findings {
            return "findings \(quick.findings.map(\.why)), slowly \(slow.findings.map(\.why))"
        }
        if quick.entries != slow.entries {
            return "\(quick.entries.count) entries, slowly \(slow.entries.count)"
        }
        if quick.leaves != slow.leaves { return "other leaves" }
        if quick.head != slow.head { return "another head" }
        let (one, other) = ((quick.size, quick.byteCount), (slow.size, slow.byteCount))
        if one != other { return "size \(one), slowly \(other)" }
        if quick.tail != slow.tail { return "tail \(quick.tail), slowly \(slow.tail)" }
        return quick.verdict == slow.verdict ? nil : "another verdict"
    }

    /// What a reading of the product and the plain one do not agree on; nil where they do.
    static func difference(_ found: JournalContents, _ plain: PlainJournal) -> String? {
        let findings = found.findings.map {
            PlainJournal.Finding(line: $0.line ?? 0, kind: $0.kind)
        }
        if findings != plain.findings { return "\(findings), plainly \(plain.findings)" }
        if found.verdict != plain.verdict { return "\(found.verdict), plainly \(plain.verdict)" }
        if found.head.hex != plain.head { return "another head than plainly" }
        let (one, other) = ((found.size, found.byteCount), (plain.size, plain.byteCount))
        if one != other { return "size \(one), plainly \(other)" }
        if found.tail != plain.tail { return "tail \(found.tail), plainly \(plain.tail)" }
        return found.entries.map { $0.format() } == plain.entries
            ? nil : "other entries than plainly"
    }
}
