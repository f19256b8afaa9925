// A small file of a ledger in a database: evidence, a checkpoint, or what becomes one.

#if PostgreSQL
    private import Synchronization

    /// A file of a database that is read or written as a whole, in memory.
    final class PostgresDocument: OpenFile {
        private let path: String
        private let contents: Mutex<[UInt8]>

        init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            contents = Mutex(bytes)
        }

        var bytes: [UInt8] { contents.withLock(\.self) }
        var identity: FileNode.Identity { .init(path) }

        func node() -> FileNode {
            FileNode(identity: identity, kind: .file, size: contents.withLock(\.count))
        }

        func read(into buffer: inout [UInt8], _ range: Range<Int>, at offset: Int) -> Int {
            contents.withLock { bytes in
                let rest = bytes.dropFirst(offset).prefix(range.count)
                buffer.overwrite(from: range.lowerBound, with: rest)
                return rest.count
            }
        }

        func write(_ bytes: ArraySlice<UInt8>) -> Int {
            contents.withLock { $0 += bytes }
            return bytes.count
        }

        func flush() {}
        func cut(to size: Int) { contents.withLock { $0.removeLast($0.count - size) } }
        func lock(_ lock: FileLock) {}
        func unlock() {}
    }
#endif
