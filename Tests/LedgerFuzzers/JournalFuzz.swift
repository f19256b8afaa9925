// Lines and journals: two readings must agree, and the plan must take or refuse what they say.

#if FUZZING
    import Foundation

    @testable import Ledger

    enum JournalFuzz {
        /// The lines of the shipped plan, without their LFs.
        static let lines: [[UInt8]] = {
            let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("events/cqc-2018.jsonl")
            guard let data = try? Data(contentsOf: url) else { fatalError("no \(url.path)") }
            return data.split(separator: 0x0A).map { Array($0) }
        }()

        static let plan = Code(wellFormed: "cqc-2018")

        /// The shipped plan, on which entries are decided.
        static let history: History = {
            var history = History(of: plan)
            history.append(lines.compactMap { try? Entry.parse($0[...]) })
            return history
        }()

        static func bytes(of lines: some Sequence<[UInt8]>) -> [UInt8] {
            Array(lines.map { $0 + [0x0A] }.joined())
        }

        /// A line that is read as an entry is written as it was read; then the plan takes or
        /// refuses it; and the quick reading says of it what the plain one says.
        static func line(_ bytes: [UInt8]) {
            if let entry = try? Entry.parse(bytes[...]) {
                must(entry.format() == bytes, "an entry is written in other bytes than it has")
                var next = entry
                (next.seq, next.at) = (lines.count + 1, history.entries.last?.at ?? entry.at)
                var after = history
                _ = after.audit(next)
                after.append([next])
                _ = after.plan.actions.count
            }
            journal(bytes.filter { $0 != 0x0A } + [0x0A])
        }

        /// The reading by stretches finds what the plain reading finds.
        static func journal(_ bytes: [UInt8]) {
            var plain = JournalWalk(file: "p.jsonl")
            plain.feed(bytes[...])
            for (size, threads) in [(JournalStretch.byteCount, 1), (700, 2)] {
                var quick = JournalWalk(file: "p.jsonl")
                do throws(FileError) {
                    try quick.readOn(
                        in: MemoryFile(bytes),
                        stretchByteCount: size,
                        threadCount: threads
                    )
                } catch { fatalError("\(error)") }
                let (one, other) = (plain.contents, quick.contents)
                must(one.entries == other.entries, "two readings find other entries")
                must(one.findings == other.findings, "two readings find other faults")
                must(one.head == other.head && one.size == other.size, "another end")
                must(one.tail == other.tail && one.byteCount == other.byteCount, "another tail")
            }
        }
    }

    /// A file in memory, to be read.
    final class MemoryFile: OpenFile {
        let bytes: [UInt8]
        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var identity: FileNode.Identity { .init(device: 1, number: 1) }

        func node() -> FileNode { FileNode(identity: identity, kind: .file, size: bytes.count) }

        func read(into buffer: inout [UInt8], _ range: Range<Int>, at offset: Int) -> Int {
            let count = max(0, min(range.count, bytes.count - offset))
            if count > 0 {
                buffer.replaceSubrange(
                    range.prefix(count),
                    with: bytes[offset..<offset + count]
                )
            }
            return count
        }

        func write(_ bytes: ArraySlice<UInt8>) throws(FileError) -> Int { throw refused("write") }
        func flush() throws(FileError) { throw refused("flush") }
        func cut(to size: Int) throws(FileError) { throw refused("cut") }
        func lock(_ lock: FileLock) {}
        func unlock() {}

        private func refused(_ call: String) -> FileError {
            FileError(call: call, path: "memory", code: EROFS)
        }
    }

    /// Files in memory, to be read.
    struct MemoryFiles: FileSystem {
        var files: [String: [UInt8]]

        func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
            guard use == .reading else { throw refused("open", path) }
            guard let bytes = files[path] else {
                throw FileError(call: "open", path: path, code: ENOENT)
            }
            return MemoryFile(bytes)
        }

        func node(at path: String) -> FileNode? { files[path].map { MemoryFile($0).node() } }
        func list(_ path: String) -> [String] {
            files.keys.filter { $0.hasPrefix(path + "/") }.map {
                String($0.dropFirst(path.count + 1))
            }
        }
        func flushFolder(_ path: String) throws(FileError) { throw refused("flush", path) }
        func remove(_ path: String) throws(FileError) { throw refused("remove", path) }
        func rename(_ path: String, to: String) throws(FileError) { throw refused("rename", path) }
        func makeFolder(_ path: String) throws(FileError) { throw refused("make", path) }

        private func refused(_ call: String, _ path: String) -> FileError {
            FileError(call: call, path: path, code: EROFS)
        }
    }
#endif
