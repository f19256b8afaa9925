// Files that a command reads or writes beside the ledger: CSV to import, reports.

import Glibc

/// Files that are not the ledger's own.
enum Files {
    /// The files of CSV in `folder`, by name.
    static func csvFiles(in folder: String) throws(CommandError) -> [String: [UInt8]] {
        guard let directory = unsafe opendir(folder) else { throw failed("read", folder) }
        defer { unsafe closedir(directory) }
        var files: [String: [UInt8]] = [:]
        guard let names = unsafe names(in: directory) else { throw failed("read", folder) }
        for name in names where name.hasSuffix(".csv") {
            files[name] = try read("\(folder)/\(name)")
        }
        return files
    }

    /// Whether there is anything at `path`.
    static func isThere(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The bytes of the file at `path`, which may be `max` at most.
    static func read(_ path: String, atMost max: Int = .max) throws(CommandError) -> [UInt8] {
        guard let file = unsafe fopen(path, "r") else { throw failed("read", path) }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            bytes += buffer[..<count]
            if count < buffer.count { break }
            if bytes.count > max {
                throw .refused(
                    "\(path) is longer than the \(max) bytes that such a file has at most; it is "
                        + "some other file."
                )
            }
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
        if !replacing, isThere(path) {
            throw .stopped(
                .refused,
                words: "\(path) is there already. Name another file, or give --force."
            )
        }
        try refuseSpecial(path)
        let beside = path + mark(beside: path)
        try write(bytes, to: beside, named: path)
        if unsafe rename(beside, path) == 0 { return }
        let reason = failed("write", path)
        unsafe unlink(beside)
        throw reason
    }

    /// Refuses what would not be a file in another's place: a link, a device, a pipe.
    private static func refuseSpecial(_ path: String) throws(CommandError) {
        var status = stat()
        if unsafe lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG { return }
        throw .refused("\(path) is there already and is no plain file. Name another.")
    }

    /// Refuses `path` where no file can be made: what is to be recorded first would stand, and the
    /// file not.
    static func refuseUnwritable(_ path: String) throws(CommandError) {
        try refuseSpecial(path)
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        if unsafe access(folder, W_OK) != 0 { throw failed("write", path) }
    }

    /// What to add to `path` for a name that nothing has yet: somebody with the same number as
    /// this process may have been stopped and left one.
    private static func mark(beside path: String) -> String {
        var mark = ".\(getpid()).part"
        var attempt = 1
        while isThere(path + mark) {
            attempt += 1
            mark = ".\(getpid()).part-\(attempt)"
        }
        return mark
    }

    /// Writes `bytes` to a new file at `path`, down to the device, or leaves none there; an error
    /// speaks of it as `name`.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        named name: String,
        mode: mode_t = 0o644
    ) throws(CommandError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failed("write", name) }
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
        let error = isWhole ? nil : failed("write", name)
        close(descriptor)
        guard let error else { return }
        unsafe unlink(path)
        throw error
    }

    /// Writes `files` into the folder at `path`: into a new one, all of them or none; into one
    /// that is there, each whole or not at all, and none before all of them are on the device.
    /// What else stands in it stays.
    static func save(
        _ files: [(name: String, contents: String)],
        in path: String,
        replacing: Bool
    ) throws(CommandError) {
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let mark = mark(beside: folder)
        let names = try names(in: folder)
        if let names, !names.isEmpty, !replacing {
            throw .stopped(
                .refused,
                words: "\(folder) is there already and is not empty. Name another folder, or give "
                    + "--force to replace the report's own files in it."
            )
        }
        let isNew = names == nil
        let place = isNew ? folder + mark : folder
        if isNew, unsafe mkdir(place, 0o755) != 0 { throw failed("make", folder) }
        let paths = files.map { "\(place)/\($0.name)\(isNew ? "" : mark)" }
        do throws(CommandError) {
            for (file, path) in zip(files, paths) {
                try write(Array(file.contents.utf8), to: path, named: "\(folder)/\(file.name)")
            }
            if isNew {
                guard unsafe rename(place, folder) == 0 else { throw failed("make", folder) }
            } else {
                for (file, path) in zip(files, paths) {
                    let name = "\(folder)/\(file.name)"
                    guard unsafe rename(path, name) == 0 else { throw failed("write", name) }
                }
            }
        } catch {
            for path in paths { unsafe unlink(path) }
            if isNew { unsafe rmdir(place) }
            throw error
        }
    }

    /// Writes `files`, and what `more` adds, into a new folder at `path`: all of them or none.
    static func saveNew(
        _ files: [(name: String, contents: String)],
        in path: String,
        _ more: (String) throws(CommandError) -> Void
    ) throws(CommandError) {
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if isThere(folder) { throw .refused("\(folder) is there already. Name another folder.") }
        let part = folder + mark(beside: folder)
        var written: [String] = []
        var folders = [part]
        do throws(CommandError) {
            try makeFolder(part)
            for (name, contents) in files {
                if let slash = name.lastIndex(of: "/"),
                    !folders.contains("\(part)/\(name[..<slash])")
                {
                    folders.append("\(part)/\(name[..<slash])")
                    try makeFolder("\(part)/\(name[..<slash])")
                }
                written.append("\(part)/\(name)")
                try write(Array(contents.utf8), to: "\(part)/\(name)", named: "\(folder)/\(name)")
            }
            try more(part)
            guard unsafe rename(part, folder) == 0 else { throw failed("make", folder) }
        } catch {
            if let names = try? names(in: part) { written += names.map { "\(part)/\($0)" } }
            for file in written { unsafe unlink(file) }
            for folder in folders.reversed() { unsafe rmdir(folder) }
            throw error
        }
    }

    /// Makes a folder that nobody else may look into.
    static func makePrivateFolder(_ path: String) throws(CommandError) {
        if unsafe mkdir(path, 0o700) != 0 { throw failed("make the folder", path) }
    }

    /// Takes away a file or an empty folder, where there is one.
    static func remove(_ path: String) { _ = unsafe Glibc.remove(path) }

    /// Writes what `read` hands over, a piece at a time, to a new file at `path`.
    static func write(
        to path: String,
        _ read: ((ArraySlice<UInt8>) -> Bool) throws(CommandError) -> Void
    ) throws(CommandError) {
        guard let file = unsafe fopen(path, "wx") else { throw failed("write", path) }
        var isWhole = true
        do throws(CommandError) {
            try read { bytes in
                let written = unsafe bytes.withUnsafeBytes { bytes in
                    unsafe fwrite(bytes.baseAddress, 1, bytes.count, file)
                }
                isWhole = written == bytes.count
                return isWhole
            }
        } catch {
            unsafe fclose(file)
            throw error
        }
        isWhole = unsafe isWhole && fflush(file) == 0 && fsync(fileno(file)) == 0
        let error = isWhole ? nil : failed("write", path)
        unsafe fclose(file)
        if let error { throw error }
    }

    /// What the folder at `path` holds; nil where there is nothing of that name.
    private static func names(in path: String) throws(CommandError) -> [String]? {
        guard let directory = unsafe opendir(path) else {
            if errno == ENOENT { return nil }
            if errno == ENOTDIR, isThere(path) {
                throw .refused("\(path) is there already and is no folder. Name another.")
            }
            throw failed("open the folder", path)
        }
        defer { unsafe closedir(directory) }
        guard let names = unsafe names(in: directory) else {
            throw failed("read the folder", path)
        }
        return names
    }

    /// What an open folder holds; nil where the system stops telling, as `errno` says why.
    private static func names(in directory: OpaquePointer) -> [String]? {
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        return errno == 0 ? names : nil
    }

    /// Makes the folder at `path`, and those it stands in, where they are not there.
    static func makeFolder(_ path: String) throws(CommandError) {
        for end in path.indices.dropFirst() + [path.endIndex]
        where end == path.endIndex || path[end] == "/" {
            let folder = String(path[..<end])
            if unsafe mkdir(folder, 0o755) != 0, errno != EEXIST { throw failed("make", folder) }
        }
    }

    /// What to say where the system refused to `call` what is at `path`; `errno` says why.
    static func failed(_ call: String, _ path: String) -> CommandError {
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
