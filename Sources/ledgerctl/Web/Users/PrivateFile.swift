// A file that nobody else may read: looked at, read, and changed whole while others wait.

import Glibc

/// A file of this user of the machine alone, which several processes may read and change at once.
struct PrivateFile: Sendable {
    /// How long such a file is at most.
    private static let byteCountMax = 8 << 20

    /// Where it is.
    let path: String

    /// What tells one state of the file from another.
    struct Mark: Equatable, Sendable {
        fileprivate let numbers: [Int]

        fileprivate init(_ status: stat) {
            numbers = [
                Int(bitPattern: status.st_dev), Int(bitPattern: status.st_ino), status.st_size,
                status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ]
        }

        /// Whether another change would show: the clock of files stands still for some
        /// milliseconds, and the number of a file that is gone is given to the next.
        var isSettled: Bool {
            var now = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &now)
            let age = (now.tv_sec - numbers[3]) * 1_000_000_000 + now.tv_nsec - numbers[4]
            return age > 100_000_000
        }
    }

    /// What the file is like now; nil where there is none.
    func mark() throws(CommandError) -> Mark? {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return Mark(status) }
        if errno == ENOENT { return nil }
        throw Files.failed("look at", path)
    }

    /// The bytes of the file and what it was like; nil where there is none.
    ///
    /// - Throws: that it is no file, too long or unreadable, or that others may read or write it.
    func read() throws(CommandError) -> (bytes: [UInt8], mark: Mark)? {
        // Not blocking: a pipe in the file's place must not keep the server waiting.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw Files.failed("read", path) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Files.failed("read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .refused("\(path) is no plain file. Name another with --users.")
        }
        if status.st_mode & 0o077 != 0 { throw .refused(openToOthers) }
        if status.st_size > PrivateFile.byteCountMax { throw .refused(tooLong) }
        var bytes = [UInt8](repeating: 0, count: status.st_size)
        var count = 0
        while count < bytes.count {
            let read = unsafe bytes.withUnsafeMutableBytes { bytes in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
                return unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
            }
            if read < 0, errno == EINTR { continue }
            if read < 0 { throw Files.failed("read", path) }
            // Somebody cut it short meanwhile.
            if read == 0 { break }
            count += read
        }
        return (Array(bytes[..<count]), Mark(status))
    }

    private var openToOthers: String {
        "\(path) can be read or written by other users of this machine, and it says who may use "
            + "the server. Run `chmod 600 \(path)`. Where others may have read it, give everybody "
            + "a new link with `ledgerctl users link`; where they may have written it, look at "
            + "`ledgerctl users list` too."
    }

    private var tooLong: String {
        "\(path) is longer than the \(PrivateFile.byteCountMax) bytes that a file of users has at "
            + "most; it is some other file. Name another with --users."
    }

    /// Does `body` while nobody else does anything of the kind with this file.
    ///
    /// - Throws: what `body` does, or that the file is not this user's to change.
    func alone<Result>(
        _ body: () throws(CommandError) -> Result
    ) throws(CommandError) -> Result {
        try refuseForeign()
        let lock = path + ".lock"
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = unsafe open(lock, flags, 0o600)
        guard descriptor >= 0 else { throw Files.failed("write", lock) }
        // The lock goes with it. The file stays: to take it away would let two in at once.
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            if errno != EINTR { throw Files.failed("lock", lock) }
        }
        return try body()
    }

    /// Refuses what another file cannot be put in the place of without harm.
    private func refuseForeign() throws(CommandError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw Files.failed("look at", path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .refused(
                "\(path) is no plain file. Name the file itself with --users, or another."
            )
        }
        // Written by somebody else it would become theirs, and the server could not read it.
        if status.st_uid != geteuid() {
            throw .refused(
                "\(path) belongs to another user of this machine, number \(status.st_uid). Run "
                    + "this as that user."
            )
        }
    }

    /// Puts a file of `bytes` in its place, down to the device, or leaves all as it was. Only
    /// within ``alone(_:)``.
    func replace(with bytes: [UInt8]) throws(CommandError) {
        let part = path + ".part"
        // One may have stayed of somebody who was stopped; nobody else is at it now.
        unsafe unlink(part)
        try Files.write(bytes, to: part, named: path, mode: 0o600)
        if unsafe rename(part, path) != 0 {
            let error = Files.failed("write", path)
            unsafe unlink(part)
            throw error
        }
        try flushFolder()
    }

    /// The folder that it stands in.
    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func flushFolder() throws(CommandError) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Files.failed("write", folder) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw Files.failed("write", folder) }
    }
}
