// The machine's own files, through Glibc: the only place of this folder that calls C.

private import CLinux
private import Glibc

/// The files of this machine.
struct SystemFiles: FileSystem {
    func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
        // Not blocking: a pipe in the file's place must not keep the program waiting.
        let flags: Int32 =
            switch use {
            case .reading: O_RDONLY
            case .appending: O_RDWR | O_APPEND
            case .creating, .creatingPrivately: O_RDWR | O_APPEND | O_CREAT | O_EXCL
            }
        let mode: mode_t = use == .creatingPrivately ? 0o600 : 0o666
        let descriptor = try retrying("open", path) {
            unsafe path.withCString { path in
                Int(unsafe Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK, mode))
            }
        }
        let file = try SystemFile(descriptor: Int32(descriptor), path: path)
        switch file.kind {
        case .file: return file
        case .folder: throw FileError(call: "open", path: path, code: EISDIR)
        case .other: throw FileError(call: "open", path: path, code: ENXIO)
        }
    }

    func node(at path: String) throws(FileError) -> FileNode? {
        do throws(FileError) {
            return try look(AT_FDCWD, path, 0, path)
        } catch {
            if error.reason == .missing { return nil }
            throw error
        }
    }

    func mark(of path: String) throws(FileError) -> FileMark? {
        let status: statx
        do throws(FileError) {
            status = try Ledger.status(AT_FDCWD, path, 0, path, telling: UInt32(STATX_CTIME))
        } catch {
            if error.reason == .missing { return nil }
            throw error
        }
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        let billion = 1_000_000_000
        let changed = Int(status.stx_ctime.tv_sec) * billion + Int(status.stx_ctime.tv_nsec)
        // The kernel's own clock for files goes on every 10 ms at the latest.
        let age = now.tv_sec * billion + now.tv_nsec - changed
        return FileMark(node: FileNode(status), changed: changed, isSettled: age > billion / 20)
    }

    func list(_ path: String) throws(FileError) -> [String] {
        guard let folder = unsafe opendir(path) else {
            throw FileError(call: "list", path: path, code: errno)
        }
        defer { unsafe _ = closedir(folder) }
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        if errno != 0 { throw FileError(call: "list", path: path, code: errno) }
        return names
    }

    func flushFolder(_ path: String) throws(FileError) {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let descriptor = try retrying("open", path) { Int(unsafe Glibc.open(path, flags)) }
        defer { close(Int32(descriptor)) }
        _ = try retrying("flush", path) { Int(fsync(Int32(descriptor))) }
    }

    func remove(_ path: String) throws(FileError) {
        _ = try retrying("remove", path) { Int(unsafe unlink(path)) }
    }

    func rename(_ path: String, to other: String) throws(FileError) {
        _ = try retrying("rename", path) { Int(unsafe Glibc.rename(path, other)) }
    }

    func makeFolder(_ path: String) throws(FileError) {
        _ = try retrying("make the folder", path) { Int(unsafe mkdir(path, 0o777)) }
    }
}

/// An open file of this machine.
private final class SystemFile: OpenFile {
    private let descriptor: Int32
    private let path: String
    let kind: FileNode.Kind
    let identity: FileNode.Identity

    /// The open file behind `descriptor`, which is closed with it, and where it cannot be looked
    /// at.
    init(descriptor: Int32, path: String) throws(FileError) {
        do throws(FileError) {
            let node = try look(descriptor, "", statx_open_file, path)
            (kind, identity) = (node.kind, node.identity)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        // What had to be kept was flushed; what closing says now changes nothing.
        close(descriptor)
    }

    func node() throws(FileError) -> FileNode {
        try look(descriptor, "", statx_open_file, path)
    }

    func read(
        into buffer: inout [UInt8],
        _ range: Range<Int>,
        at offset: Int
    ) throws(FileError) -> Int {
        try retrying("read", path) {
            // Not through a slice of the buffer: to change that would be to copy it.
            unsafe buffer.withUnsafeMutableBytes { bytes in
                let part = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range])
                return unsafe pread(descriptor, part.baseAddress, part.count, offset)
            }
        }
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(FileError) -> Int {
        try retrying("write", path) {
            unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            }
        }
    }

    func flush() throws(FileError) {
        _ = try retrying("flush", path) { Int(fdatasync(descriptor)) }
    }

    func cut(to size: Int) throws(FileError) {
        _ = try retrying("cut", path) { Int(ftruncate(descriptor, size)) }
    }

    func lock(_ lock: FileLock) throws(FileError) {
        let operation = lock == .shared ? LOCK_SH : LOCK_EX
        _ = try retrying("lock", path) { Int(flock(descriptor, operation)) }
    }

    func unlock() {
        _ = flock(descriptor, LOCK_UN)
    }
}

extension FileNode {
    fileprivate init(_ status: statx) {
        let kind: Kind =
            switch mode_t(status.stx_mode) & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        let device = UInt64(status.stx_dev_major) << 32 | UInt64(status.stx_dev_minor)
        self.init(
            identity: .init(device: device, number: status.stx_ino),
            kind: kind,
            size: Int(status.stx_size),
            isOpenToOthers: status.stx_mode & 0o077 != 0
        )
    }
}

/// Looks at what the arguments of statx(2) lead to: what it is, and not when it was changed.
private func look(
    _ folder: Int32,
    _ name: String,
    _ flags: Int32,
    _ path: String
) throws(FileError) -> FileNode {
    FileNode(try status(folder, name, flags, path, telling: 0))
}

/// What statx(2) says, and `more` than what the thing is.
private func status(
    _ folder: Int32,
    _ name: String,
    _ flags: Int32,
    _ path: String,
    telling more: UInt32
) throws(FileError) -> statx {
    var status = statx()
    let mask = UInt32(STATX_TYPE | STATX_MODE | STATX_INO | STATX_SIZE) | more
    // The text as it lies, where a text that is passed on by itself would be copied first.
    _ = try retrying("look at", path) {
        unsafe name.withCString { Int(unsafe statx(folder, $0, flags, mask, &status)) }
    }
    return status
}

/// Calls again as long as a signal interrupts.
private func retrying(
    _ call: String,
    _ path: String,
    _ body: () -> Int
) throws(FileError) -> Int {
    while true {
        let result = body()
        if result >= 0 { return result }
        let code = errno
        if code != EINTR { throw FileError(call: call, path: path, code: code) }
    }
}

/// What the system calls the error `code`, in English as long as nobody sets a locale.
func systemWords(for code: Int32) -> String {
    unsafe String(cString: strerror(code))
}

extension Instant {
    /// The time on this machine's clock.
    public static func now() -> Instant {
        Instant(seconds: time(nil))
    }
}

extension ArraySlice<UInt8> {
    /// Whether `part` stands somewhere in these bytes.
    ///
    /// - Complexity: O(n) in the bytes, many at a time.
    func holds(_ part: [UInt8]) -> Bool {
        unsafe withUnsafeBytes { bytes in
            unsafe memmem(bytes.baseAddress, bytes.count, part, part.count) != nil
        }
    }
}
