// Mistakes that a journal could make, planted between it and the disk, to see that they are found.

import Synchronization

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
    /// What the device did not confirm stays in sight.
    case noCutAfterFailedFlush
    /// A torn tail is cut away before the device has its copy.
    case unflushedCopy
    /// What was signed is not flushed before it is told.
    case unflushedRecord
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
        return BuggyFile(try files.open(path, for: use), path, bug)
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
    private let path: String
    private let bug: PlantedBug
    private let hasFailed = Mutex(false)

    init(_ file: any OpenFile, _ path: String, _ bug: PlantedBug) {
        (self.file, self.path, self.bug) = (file, path, bug)
    }

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
        case .unflushedCopy where path.contains(".torn-"): return
        case .unflushedRecord where path.contains(".signed"): return
        case .noFolderFlush, .truncatingReader, .unflushedCopy, .unflushedRecord: try file.flush()
        case .noCutAfterFailedFlush:
            do throws(FileError) { try file.flush() } catch {
                hasFailed.withLock { $0 = true }
                throw error
            }
        }
    }

    func cut(to size: Int) throws(FileError) {
        if !hasFailed.withLock(\.self) { try file.cut(to: size) }
    }
    func lock(_ lock: FileLock) throws(FileError) { try file.lock(lock) }
    func unlock() { file.unlock() }
}
