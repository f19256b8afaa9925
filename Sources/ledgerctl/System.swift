// The operating system as `ledgerctl` uses it: outputs, the pager, files of CSV and reports.

import Glibc
import Ledger

/// The real world, and what is asked of it.
enum System {
    /// The world this process runs in.
    static func world() -> World {
        World(
            arguments: Array(CommandLine.arguments.dropFirst()),
            environment: environment(),
            now: Instant.now,
            write: { write($0, to: STDOUT_FILENO) },
            writeError: { write($0, to: STDERR_FILENO) },
            terminalWidth: isatty(STDOUT_FILENO) == 1 ? width() : nil
        )
    }

    private static func environment() -> [String: String] {
        var settings: [String: String] = [:]
        for name in [
            "LEDGER", "LEDGER_BY", "LEDGERCTL_PAGER", "PAGER", "NO_COLOR", "TERM", "COLUMNS",
        ] {
            if let value = unsafe getenv(name) { settings[name] = unsafe String(cString: value) }
        }
        return settings
    }

    private static func width() -> Int {
        var size = winsize()
        let told = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
        return told == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Writes all of `text`. A reader that has gone away ends the process quietly.
    static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0 { exit(errno == EPIPE ? 0 : ExitCode.refused.rawValue) }
            rest = rest.dropFirst(count)
        }
    }

    /// Shows `text` in `pager`, a command for the shell; false where that cannot be run.
    static func page(_ text: String, in pager: String) -> Bool {
        guard let pipe = unsafe popen(pager, "w") else { return false }
        let bytes = Array(text.utf8)
        _ = unsafe fwrite(bytes, 1, bytes.count, pipe)
        return unsafe pclose(pipe) == 0
    }

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

    /// Writes `text` to a file at `path`, whole or not at all: beside it first, then in its place.
    static func save(
        _ text: String,
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
        let bytes = Array(text.utf8)
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

    private static func failed(_ call: String, _ path: String) -> CommandError {
        let cause = unsafe String(cString: strerror(errno))
        return .stopped(.refused, words: "The system could not \(call) \(path): \(cause).")
    }
}
