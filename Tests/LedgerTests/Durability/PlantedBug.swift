// Mistakes that a journal could make, planted between it and the disk, to see that they are found.

@testable import Ledger

/// A mistake with files.
enum PlantedBug: String, CaseIterable, Sendable {
    /// What is written is acknowledged without a flush.
    case noFlush
    /// It is flushed before it is written, and not after.
    case flushBeforeWrite
    /// No name is flushed.
    case noFolderFlush
    /// A flush that has failed is tried again, and believed.
    case retryAfterFailedFlush
    /// A reader mends what looks torn.
    case truncatingReader
}

/// Files that are used with a mistake.
struct BuggyFiles: FileSystem {
    private let files: any FileSystem
    private let bug: PlantedBug

    init(_ files: any FileSystem, _ bug: PlantedBug) { (self.files, self.bug) = (files, bug) }

    func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
        if bug == .truncatingReader, use == .reading, path.hasSuffix(".jsonl") {
            let file = try files.open(path, for: .appending)
            var bytes = [UInt8](repeating: 0, count: try file.node().size)
            _ = try file.read(into: &bytes, at: 0)
            if bytes.wholeLines.count < bytes.count { try file.cut(to: bytes.wholeLines.count) }
        }
        return BuggyFile(try files.open(path, for: use), bug)
    }

    func node(at path: String) throws(FileError) -> FileNode? { try files.node(at: path) }
    func list(_ path: String) throws(FileError) -> [String] { try files.list(path) }
    func flushFolder(_ path: String) throws(FileError) {
        if bug != .noFolderFlush { try files.flushFolder(path) }
    }
    func remove(_ path: String) throws(FileError) { try files.remove(path) }
    func rename(_ path: String, to other: String) throws(FileError) {
        try files.rename(path, to: other)
    }
    func makeFolder(_ path: String) throws(FileError) { try files.makeFolder(path) }
}

private final class BuggyFile: OpenFile {
    private let file: any OpenFile
    private let bug: PlantedBug

    init(_ file: any OpenFile, _ bug: PlantedBug) { (self.file, self.bug) = (file, bug) }

    var identity: FileNode.Identity { file.identity }
    func node() throws(FileError) -> FileNode { try file.node() }
    func read(
        into buffer: inout [UInt8],
        _ range: Range<Int>,
        at offset: Int
    ) throws(FileError) -> Int {
        try file.read(into: &buffer, range, at: offset)
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(FileError) -> Int {
        if bug == .flushBeforeWrite { try file.flush() }
        return try file.write(bytes)
    }

    func flush() throws(FileError) {
        switch bug {
        case .noFlush, .flushBeforeWrite: return
        case .retryAfterFailedFlush:
            do throws(FileError) { try file.flush() } catch { try file.flush() }
        case .noFolderFlush, .truncatingReader: try file.flush()
        }
    }

    func cut(to size: Int) throws(FileError) { try file.cut(to: size) }
    func lock(_ lock: FileLock) throws(FileError) { try file.lock(lock) }
    func unlock() { file.unlock() }
}
