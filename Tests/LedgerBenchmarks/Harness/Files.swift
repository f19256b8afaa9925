// Files, folders and words to standard error, with the C library alone: Foundation would make
// every build of the package longer.

import Glibc

/// Why a benchmark could not be run.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Says on standard error what is being done: standard output has the tables alone.
func say(_ words: String) {
    let line = Array("\(words)\n".utf8)
    _ = write(2, line, line.count)
}

enum Files {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
                throw Failure("\(made): cannot be made: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Removes a file, or a folder with all that is in it.
    static func remove(_ path: String) { _ = system("rm -rf '\(path)'") }

    static func put(_ text: String, at path: String) throws {
        let writer = try FileWriter(path)
        try writer.put(Array(text.utf8))
        writer.close()
    }

    static func text(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&part, 1, part.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += part[..<count]
        }
    }

    /// The program `name`, where the search path has it.
    static func program(_ name: String, besides folders: [String] = []) -> String? {
        if name.hasPrefix("/") { return access(name, X_OK) == 0 ? name : nil }
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return (path.split(separator: ":").map(String.init) + folders)
            .map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}

/// A file that is written from its beginning to its end.
final class FileWriter {
    private let file: Int32
    private let path: String

    init(_ path: String) throws {
        self.path = path
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if file < 0 { throw Failure("\(path): \(String(cString: strerror(errno)))") }
    }

    func put(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0 { throw Failure("\(path): \(String(cString: strerror(errno)))") }
            done += count
        }
    }

    func close() { _ = Glibc.close(file) }
}
