// The seam between the ledger and the machine: the few calls on files that everything rests on.

private import Glibc

/// The files of one machine. Tests put another in its place, which counts calls and can fail.
protocol FileSystem: Sendable {
    /// Opens the regular file at `path`. A folder, pipe or device in its place is refused.
    func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile
    /// What stands at `path`; nil where nothing does.
    func node(at path: String) throws(FileError) -> FileNode?
    /// What tells the state of the file at `path` from any other that it had or will have; nil
    /// where nothing stands there.
    func mark(of path: String) throws(FileError) -> FileMark?
    /// The names in the folder at `path`, in no order, without `.` and `..`.
    func list(_ path: String) throws(FileError) -> [String]
    /// Makes the names in the folder at `path` durable.
    func flushFolder(_ path: String) throws(FileError)
    /// Takes the name `path` away.
    func remove(_ path: String) throws(FileError)
    /// Gives the file `path` the name `other`, in the place of what may stand there, in one step.
    func rename(_ path: String, to other: String) throws(FileError)
    /// Makes a folder, which must not be there yet, in one that is.
    func makeFolder(_ path: String) throws(FileError)
    /// Waits until something may have been written, `milliseconds` at most. It may be too early,
    /// so whoever waits looks and waits again.
    func waitForChange(milliseconds: Int) throws(FileError)
    /// The files of whoever runs the program, from which evidence is filed.
    var ofUser: any FileSystem { get }
}

extension FileSystem {
    var ofUser: any FileSystem { self }

    func mark(of path: String) throws(FileError) -> FileMark? {
        try node(at: path).map { FileMark(node: $0, changed: 0, isSettled: true) }
    }

    func waitForChange(milliseconds: Int) throws(FileError) {
        Threads.sleep(milliseconds: min(milliseconds, 200))
    }
}

/// One open file. It is closed, and its lock released, when nobody holds it any more.
protocol OpenFile: AnyObject, Sendable {
    /// Which file it is.
    var identity: FileNode.Identity { get }
    /// What it is and how long it is now.
    func node() throws(FileError) -> FileNode
    /// Fills `range` of `buffer` from `offset` on, as far as the file goes; the number of bytes
    /// read, which is 0 at the end only.
    func read(
        into buffer: inout [UInt8],
        _ range: Range<Int>,
        at offset: Int
    ) throws(FileError) -> Int
    /// Writes at the end of the file; the number of bytes written, which may be fewer than given.
    func write(_ bytes: ArraySlice<UInt8>) throws(FileError) -> Int
    /// Returns once the device has confirmed what was written. Never to be called again on a file
    /// where it has failed: the system reports a lost write once.
    func flush() throws(FileError)
    /// Cuts the file to its first `size` bytes.
    func cut(to size: Int) throws(FileError)
    /// Waits for the advisory lock of the whole file (`flock`).
    func lock(_ lock: FileLock) throws(FileError)
    /// Releases the lock.
    func unlock()
    /// Says before the first reading that line `seq` ends at `offset`, for a file that could not
    /// know and would count from its first line.
    func begin(behind seq: Int, endingAt offset: Int)
    /// What stands by now at `path` of `files`, where this file was opened.
    func node(named path: String, in files: any FileSystem) throws(FileError) -> FileNode?
}

extension OpenFile {
    /// Fills `buffer` from `offset` on, as far as the file goes.
    func read(into buffer: inout [UInt8], at offset: Int) throws(FileError) -> Int {
        try read(into: &buffer, buffer.indices, at: offset)
    }

    func begin(behind seq: Int, endingAt offset: Int) {}

    func node(named path: String, in files: any FileSystem) throws(FileError) -> FileNode? {
        try files.node(at: path)
    }

    /// Writes all of `bytes` at the end, in one call where the system takes them at once.
    func writeAll(_ bytes: [UInt8]) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty { rest = rest.dropFirst(try write(rest)) }
    }
}

/// What a file is opened for.
enum FileUse: Sendable {
    /// Reading only.
    case reading
    /// Reading, and writing at its end.
    case appending
    /// The same, for a file that must not be there yet.
    case creating
    /// The same, for one that nobody else may read.
    case creatingPrivately
}

/// Whether others may hold the lock too.
enum FileLock: Sendable {
    case shared, exclusive
}

/// What stands under a name.
struct FileNode: Equatable, Sendable {
    /// What kind of thing it is.
    enum Kind: Sendable {
        case file, folder, other
    }

    /// A device and a number on it: the same for two names of one file.
    struct Identity: Equatable, Sendable {
        let device, number: UInt64
    }

    let identity: Identity
    let kind: Kind
    /// In bytes.
    let size: Int
    /// Whether others than its owner may read or write it.
    var isOpenToOthers = false
}

/// A state of a file.
struct FileMark: Equatable, Sendable {
    let node: FileNode
    /// When it was last changed, in nanoseconds, where the system says.
    let changed: Int
    /// Whether that is so long ago that any later change has another time.
    let isSettled: Bool

    static func == (one: FileMark, other: FileMark) -> Bool {
        one.node == other.node && one.changed == other.changed
    }
}

/// A call on a file that failed.
struct FileError: Error, Hashable, Sendable {
    /// What the answers of the system come to.
    enum Reason: Sendable {
        case missing, exists, folder, notAFile, permission, full, other
    }

    /// What was tried, as a verb: "open".
    let call: String
    let path: String
    /// The system's number for what went wrong (`errno`).
    let code: Int32
    /// What a database said, where it was not the system that failed.
    var fault: DatabaseFault?
    /// Whether it is known that nothing stands of what was written before the call.
    var leavesNothing = false

    var reason: Reason {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EEXIST: .exists
        case EISDIR: .folder
        case ENXIO: .notAFile
        case EACCES, EPERM, EROFS: .permission
        case ENOSPC, EDQUOT, EFBIG: .full
        default: .other
        }
    }

    /// The system's own words for what went wrong: "Input/output error".
    var cause: String { fault?.brief ?? systemWords(for: code) }

    /// What the system says where bytes that were there are not (`EIO`).
    static let inputOutput = EIO

    /// Something else stands at `path`, where a folder should.
    static func notAFolder(_ path: String) -> FileError {
        FileError(call: "make the folder", path: path, code: ENOTDIR)
    }
}
