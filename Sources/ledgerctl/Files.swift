// Files that a command reads or writes beside the ledger: CSV to import, reports.

import Glibc

/// Files that are not the ledger's own.
enum Files {
    /// The files of CSV in `folder`, by name.
    static func csvFiles(in folder: String) throws(CommandError) -> [String: [UInt8]] {
        guard let directory = unsafe opendir(folder) else { throw failed("read", folder) }
        defer { unsafe closedir(directory) }
        var files: [String: [UInt8]] = [:]
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".csv") { files[name] = try read("\(folder)/\(name)") }
        }
        return files
    }

    private static func read(_ path: String) throws(CommandError) -> [UInt8] {
        guard let file = unsafe fopen(path, "r") else { throw failed("read", path) }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            bytes += buffer[..<count]
            if count < buffer.count { break }
        }
        if unsafe ferror(file) != 0 { throw failed("read", path) }
        return bytes
    }

    /// Writes `bytes` to a file at `path`, whole or not at all: beside it first, then in its place.
    static func save(
        _ bytes: [UInt8],
        at path: String,
        replacing: Bool
    ) throws(CommandError) {
        if !replacing, unsafe access(path, F_OK) == 0 {
            throw .stopped(
                .refused,
                words: "\(path) is there already. Name another file, or give --force."
            )
        }
        let beside = "\(path).\(getpid()).part"
        let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failed("write", path) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            written += count
        }
        let isWhole = written == bytes.count && fsync(descriptor) == 0
        let error = isWhole ? nil : failed("write", path)
        close(descriptor)
        if isWhole, unsafe rename(beside, path) == 0 { return }
        let reason = error ?? failed("write", path)
        unsafe unlink(beside)
        throw reason
    }

    /// Makes the folder at `path`, and those it stands in, where they are not there.
    static func makeFolder(_ path: String) throws(CommandError) {
        for end in path.indices.dropFirst() + [path.endIndex]
        where end == path.endIndex || path[end] == "/" {
            let folder = String(path[..<end])
            if unsafe mkdir(folder, 0o755) != 0, errno != EEXIST { throw failed("make", folder) }
        }
    }

    private static func failed(_ call: String, _ path: String) -> CommandError {
        let next =
            switch errno {
            case ENOENT, ENOTDIR: " Check the path; a folder of it is not there."
            case ENOSPC, EDQUOT: " Make room and try again."
            case EACCES, EPERM, EROFS: " Name another, or ask whoever keeps it."
            default: ""
            }
        let cause = unsafe String(cString: strerror(errno))
        return .stopped(.refused, words: "The system could not \(call) \(path): \(cause).\(next)")
    }
}
