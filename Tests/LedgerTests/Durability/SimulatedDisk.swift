// A machine's disk in memory: what every process sees of it, and what the device was told so far.

import Glibc
import Synchronization

@testable import Ledger

/// What a call on the disk does instead of what it should.
enum DiskFault: Hashable, Sendable {
    /// It fails with the system's number and does nothing. A flush that fails takes the bytes that
    /// were not flushed for written, as Linux does: they are still seen, and never written any
    /// more. Lengths are the file system's own, which writes them when it can.
    case fails(Int32)
    /// It does what it should, and yet says that it failed.
    case failsThough(Int32)
    /// A write takes so many of its bytes, counted from its end where negative.
    case takes(Int)
    /// The machine, or the process, stops before it.
    case stopsBefore
    /// The same, right after it.
    case stopsAfter
}

/// A disk that counts the calls on it, and lets one of them go wrong.
final class SimulatedDisk: FileSystem {
    struct Work: Sendable {
        var disk: DiskState
        var callCount = 0
        /// What happens at the call of this number.
        var faults: [Int: DiskFault] = [:]
        var isStopped = false
        /// Whether only readers are at work, who must not change a thing.
        var isReadOnly = false
        var locks: [Int: [Int: FileLock]] = [:]
        var nextHandle = 0
        var violations: [String] = []
        /// The calls made, where they are wanted.
        var calls: [String]?
    }

    fileprivate let work: Mutex<Work>

    init(_ disk: DiskState) {
        work = Mutex(Work(disk: disk))
    }

    /// Lets the call of number `number` from now on, from 1, go wrong.
    func arm(_ fault: DiskFault, at number: Int) {
        work.withLock { $0.faults[$0.callCount + number] = fault }
    }

    var callCount: Int { work.withLock { $0.callCount } }
    var isStopped: Bool { work.withLock { $0.isStopped } }
    var violations: [String] { work.withLock { $0.violations } }
    /// What stands on it now.
    var state: DiskState { work.withLock { $0.disk } }

    /// Runs `body`, and returns the calls it made: "write p.jsonl".
    func calls(_ body: () throws -> Void) rethrows -> [String] {
        work.withLock { $0.calls = [] }
        defer { work.withLock { $0.calls = nil } }
        try body()
        return work.withLock { $0.calls ?? [] }
    }

    /// Runs `body`, in which nothing may be changed outside the folder for snapshots.
    func reading<Value>(_ body: () throws -> Value) rethrows -> Value {
        work.withLock { $0.isReadOnly = true }
        defer { work.withLock { $0.isReadOnly = false } }
        return try body()
    }

    /// One call: counted, and done as it should be or otherwise.
    fileprivate func perform<Value>(
        _ call: String,
        _ path: String,
        changes: Bool = false,
        failing: (inout DiskState) -> Void = { _ in },
        _ body: (inout Work) throws(FileError) -> Value
    ) throws(FileError) -> Value {
        var result: Result<Value, FileError>?
        work.withLock { result = SimulatedDisk.made(call, path, changes, failing, body, on: &$0) }
        guard let result else { preconditionFailure("a call without an answer") }
        return try result.get()
    }

    private static func made<Value>(
        _ call: String,
        _ path: String,
        _ changes: Bool,
        _ failing: (inout DiskState) -> Void,
        _ body: (inout Work) throws(FileError) -> Value,
        on work: inout Work
    ) -> Result<Value, FileError> {
        func failed(_ code: Int32) -> Result<Value, FileError> {
            .failure(FileError(call: call, path: path, code: code))
        }
        if work.isStopped { return failed(EIO) }
        work.callCount += 1
        let name = path.split(separator: "/").last ?? ""
        work.calls?.append("\(call) \(name)")
        if changes, work.isReadOnly, !path.contains("/.derived") {
            work.violations.append("a reader: \(call) \(name)")
        }
        let fault = work.faults[work.callCount]
        switch fault {
        case .fails(let code):
            failing(&work.disk)
            return failed(code)
        case .stopsBefore:
            work.isStopped = true
            return failed(EIO)
        case nil, .takes, .failsThough, .stopsAfter: break
        }
        let result = Result { () throws(FileError) in try body(&work) }
        switch fault {
        case .failsThough(let code): return failed(code)
        case .stopsAfter:
            work.isStopped = true
            return failed(EIO)
        case nil, .takes, .fails, .stopsBefore: return result
        }
    }

    // MARK: The calls

    func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
        let isNew = use == .creating || use == .creatingPrivately
        let opened = try perform("open", path, changes: isNew) {
            work throws(FileError) in
            let fail = { FileError(call: "open", path: path, code: $0) }
            var number = work.disk.names[path]
            if isNew {
                if number != nil { throw fail(EEXIST) }
                try work.disk.checkFolder(of: path)
                number = work.disk.make(.file, at: path, isPrivate: use == .creatingPrivately)
            }
            guard let number, let file = work.disk.files[number] else { throw fail(ENOENT) }
            if file.kind == .folder { throw fail(EISDIR) }
            work.nextHandle += 1
            return (number, handle: work.nextHandle)
        }
        // Not under the lock: who closes it takes that too.
        return SimulatedFile(self, path, opened.0, opened.handle, mayWrite: use != .reading)
    }

    func node(at path: String) throws(FileError) -> FileNode? {
        try perform("look at", path) { work in work.disk.names[path].flatMap { work.disk.node($0) }
        }
    }

    func list(_ path: String) throws(FileError) -> [String] {
        try perform("list", path) { work throws(FileError) in
            try work.disk.checkFolder(of: "\(path)/x")
            return work.disk.names.keys.filter { $0.hasPrefix(path + "/") }
                .map { $0.dropFirst(path.count + 1) }.filter { !$0.contains("/") }.map(String.init)
        }
    }

    func flushFolder(_ path: String) throws(FileError) {
        try perform("flush", path) { work throws(FileError) in
            let folder = path == "/" ? "" : path
            try work.disk.checkFolder(of: "\(folder)/x")
            work.disk.flushNames(in: folder)
        }
    }

    func remove(_ path: String) throws(FileError) {
        try perform("remove", path, changes: true) { work throws(FileError) in
            guard work.disk.names[path] != nil else {
                throw FileError(call: "remove", path: path, code: ENOENT)
            }
            work.disk.change(.remove(path))
        }
    }

    func rename(_ path: String, to other: String) throws(FileError) {
        try perform("rename", path, changes: true) { work throws(FileError) in
            guard work.disk.names[path] != nil else {
                throw FileError(call: "rename", path: path, code: ENOENT)
            }
            work.disk.change(.move(path, other))
        }
    }

    func makeFolder(_ path: String) throws(FileError) {
        try perform("make the folder", path, changes: true) { work throws(FileError) in
            if work.disk.names[path] != nil {
                throw FileError(call: "make", path: path, code: EEXIST)
            }
            try work.disk.checkFolder(of: path)
            _ = work.disk.make(.folder, at: path)
        }
    }
}

private final class SimulatedFile: OpenFile {
    private let disk: SimulatedDisk
    private let path: String
    private let number, handle: Int
    private let mayWrite: Bool

    init(_ disk: SimulatedDisk, _ path: String, _ number: Int, _ handle: Int, mayWrite: Bool) {
        (self.disk, self.path, self.number, self.handle) = (disk, path, number, handle)
        self.mayWrite = mayWrite
    }

    deinit { release() }

    private func release() {
        disk.work.withLock { _ = $0.locks[number]?.removeValue(forKey: handle) }
    }

    var identity: FileNode.Identity { .init(device: 1, number: UInt64(number)) }

    func node() throws(FileError) -> FileNode {
        try disk.perform("look at", path) { work throws(FileError) in
            guard let node = work.disk.node(number) else {
                throw FileError(call: "look", path: path, code: ENOENT)
            }
            return node
        }
    }

    func read(
        into buffer: inout [UInt8],
        _ range: Range<Int>,
        at offset: Int
    ) throws(FileError) -> Int {
        let found = try disk.perform("read", path) { work in
            work.disk.files[number]?.bytes.dropFirst(offset).prefix(range.count) ?? []
        }
        buffer.replaceSubrange(range.prefix(found.count), with: found)
        return found.count
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(FileError) -> Int {
        try disk.perform("write", path, changes: true) { work throws(FileError) in
            try check("write")
            var taken = bytes
            if case .takes(let count) = work.faults[work.callCount] {
                taken = bytes.prefix(max(1, count > 0 ? count : bytes.count + count))
            }
            let end = work.disk.files[number]?.bytes.count ?? 0
            work.disk.change(number, .write(at: end, Array(taken)))
            return taken.count
        }
    }

    func flush() throws(FileError) {
        try disk.perform("flush", path, failing: { $0.files[number]?.forgetWrites() }) { work in
            work.disk.files[number]?.flush()
        }
    }

    func cut(to size: Int) throws(FileError) {
        try disk.perform("cut", path, changes: true) { work throws(FileError) in
            try check("cut")
            work.disk.change(number, .cut(size))
        }
    }

    func lock(_ lock: FileLock) throws(FileError) {
        try disk.perform("lock", path) { work throws(FileError) in
            let others = (work.locks[number] ?? [:]).filter { $0.key != handle }
            if others.contains(where: { $0.value == .exclusive || lock == .exclusive }) {
                work.violations.append("waits for ever for the lock of \(path)")
                throw FileError(call: "lock", path: path, code: EDEADLK)
            }
            work.locks[number, default: [:]][handle] = lock
        }
    }

    func unlock() { release() }

    private func check(_ call: String) throws(FileError) {
        if !mayWrite { throw FileError(call: call, path: path, code: EBADF) }
    }
}
