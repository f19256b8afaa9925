// A paper as PDF: its HTML, printed by a renderer that is on the machine.

// Preconcurrency for `environ`, which is read here once, before there is a second thread.
@unsafe @preconcurrency import Glibc
import Ledger

/// A paper as PDF, made by another program.
enum PDF {
    /// A program that makes PDF of HTML.
    private struct Renderer {
        /// Its file.
        let path: String
        /// Whether it is WeasyPrint; else a browser of Chromium's family.
        let isWeasyPrint: Bool

        /// The command line that prints `page`, an absolute path, into `output`.
        func command(page: String, output: String) -> [String] {
            if isWeasyPrint { return [path, "-", output] }
            // The system's administrator may not use Chromium's sandbox, which it then refuses
            // to do without unless it is told.
            return [path, "--headless", "--disable-gpu", "--no-pdf-header-footer"]
                + (geteuid() == 0 ? ["--no-sandbox"] : [])
                + ["--print-to-pdf=\(output)", "file://\(PDF.encoded(page))"]
        }
    }

    /// The renderers by name, the preferred one first: WeasyPrint makes tagged files and does
    /// nothing but print.
    private static let names = ["weasyprint", "chromium", "chromium-browser", "google-chrome"]

    /// Prints `html` into a file at `path`, whole or not at all, by the first of WeasyPrint and
    /// Chromium that is on `PATH`.
    ///
    /// The renderer is started without a shell. It reads and writes files beside `path`, which
    /// are gone in the end; an interrupt from the keyboard ends it, and is then reported here.
    /// Returns the renderer's name: "weasyprint".
    ///
    /// - Throws: refused, where there is no renderer, where it fails, where `path` is there and is
    ///   not to be replaced, or where it cannot be written.
    @discardableResult
    static func render(
        html: String,
        to path: String,
        in world: World,
        replacing: Bool = false
    ) throws(CommandError) -> String {
        if !replacing, unsafe access(path, F_OK) == 0 {
            throw .refused("\(path) is there already. Name another file, or give --force.")
        }
        guard let renderer = find(in: world) else {
            throw .refused(
                "No program that makes PDF is on this machine: none of "
                    + "\(names.joined(separator: ", ")) is on PATH. Install WeasyPrint "
                    + "(apt-get install weasyprint) or Chromium (apt-get install chromium), "
                    + "or take another format."
            )
        }
        let absolute = path.hasPrefix("/") ? path : "\(world.directory)/\(path)"
        let stem = "\(absolute).\(getpid())"
        let (page, output, log) = ("\(stem).html", "\(stem).pdf", "\(stem).log")
        defer { for file in [page, output, log] { unsafe unlink(file) } }
        try Files.save(Array(html.utf8), at: page, replacing: true)
        let command = renderer.command(page: page, output: output)
        let fault = run(command, reading: page, saying: log)
        guard fault == nil, isPDF(output) else {
            let cause = fault ?? "it wrote no PDF"
            let last = lastLine(of: log).map { ", saying: \($0)" } ?? ""
            throw .refused("\(renderer.path) made no PDF for \(path): \(cause)\(last).")
        }
        guard unsafe rename(output, absolute) == 0 else {
            let cause = unsafe String(cString: strerror(errno))
            throw .refused("The system could not write \(path): \(cause).")
        }
        return String(renderer.path.split(separator: "/").last ?? "")
    }

    private static func find(in world: World) -> Renderer? {
        let folders = (world.setting("PATH") ?? "").split(separator: ":")
        for name in names {
            for folder in folders where folder.hasPrefix("/") {
                let path = "\(folder)/\(name)"
                var status = stat()
                if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                    unsafe access(path, X_OK) == 0
                {
                    return Renderer(path: path, isWeasyPrint: name == "weasyprint")
                }
            }
        }
        return nil
    }

    /// Runs `command` to its end; why it did not end well.
    private static func run(
        _ command: [String],
        reading input: String,
        saying log: String
    ) -> String? {
        // While it runs an interrupt is the renderer's; this process stays to tidy up.
        let interrupt = signal(SIGINT, SIG_IGN)
        defer { _ = signal(SIGINT, interrupt) }
        guard let process = spawn(command, reading: input, saying: log) else {
            return "it could not be started"
        }
        var status: CInt = 0
        while unsafe waitpid(process, &status, 0) == -1 {
            if errno != EINTR { return "it could not be waited for" }
        }
        let (end, code) = (status & 0x7F, status >> 8 & 0xFF)
        if end == SIGINT { return "it was interrupted" }
        if end != 0 { return "signal \(end) ended it" }
        return code == 0 ? nil : "it ended with exit code \(code)"
    }

    private static func spawn(
        _ command: [String],
        reading input: String,
        saying log: String
    ) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        let new = O_WRONLY | O_CREAT | O_EXCL
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, new, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)

        // What this process ignores or holds back, the renderer does not.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        var words = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let result = unsafe posix_spawn(
            &process,
            command[0],
            &actions,
            &attributes,
            &words,
            environ
        )
        return result == 0 ? process : nil
    }

    /// Whether the file at `path` begins as PDF does, and is on the disk.
    private static func isPDF(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 5)
        return unsafe read(descriptor, &start, start.count) == start.count
            && start == Array("%PDF-".utf8) && fsync(descriptor) == 0
    }

    /// The last line that the renderer said, at most 300 bytes of it.
    private static func lastLine(of log: String) -> String? {
        let descriptor = unsafe open(log, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        _ = lseek(descriptor, max(end - 300, 0), SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: 300)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        return bytes.prefix(max(count, 0)).split(separator: UInt8(ascii: "\n")).last.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// `path` in a `file:` address (RFC 8089): bytes that have no place there percent-encoded.
    static func encoded(_ path: String) -> String {
        var address = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9", "/", "-", ".", "_", "~":
                address.unicodeScalars.append(scalar)
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                address += (byte < 16 ? "%0" : "%") + hex
            }
        }
        return address
    }
}
