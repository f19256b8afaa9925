// The real world: the process's arguments, environment, clock, terminal and streams.

import Glibc
import Ledger

/// The world of a real process.
enum System {
    /// The world as this process finds it.
    static func world() -> World {
        holdStandardStreams()
        // A reader that goes away is told by write(2), not by ending the process.
        _ = signal(SIGPIPE, SIG_IGN)
        // So is a file that may not grow, where half an entry is taken back.
        _ = signal(SIGXFSZ, SIG_IGN)
        let output = OutputStream(STDOUT_FILENO)
        let errors = OutputStream(STDERR_FILENO)
        let line = isatty(STDERR_FILENO) == 1 ? ProgressLine() : nil
        return World(
            arguments: Array(CommandLine.arguments.dropFirst()),
            environment: variable,
            now: { Instant(seconds: time(nil)) },
            directory: directory(),
            outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            errorsAreTerminal: isatty(STDERR_FILENO) == 1,
            width: width(),
            output: { text in
                line?.end()
                output.append(text)
            },
            errors: { text in
                line?.end()
                output.flush()
                errors.append(text)
                errors.flush()
            },
            page: { output.pager = $0 },
            progress: line?.progress,
            flush: {
                output.flush()
                return output.isRead
            },
            finish: {
                line?.end()
                return output.finish()
            }
        )
    }

    /// Opens /dev/null for each standard stream that the process was started without. Else the
    /// next file opened, perhaps a journal, would get its number and be written to as output.
    private static func holdStandardStreams() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) == -1 {
            // For reading only, so that what is written there fails and is reported.
            _ = unsafe open("/dev/null", O_RDONLY)
        }
    }

    /// Writes `text` to standard error at once, as far as it is taken.
    static func writeError(_ text: String) {
        let bytes = Array(text.utf8)
        unsafe bytes.withUnsafeBytes { bytes in
            _ = unsafe write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    private static func directory() -> String {
        guard let path = unsafe getcwd(nil, 0) else { return "." }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// The columns of the terminal: what it says, else `COLUMNS`, else 80.
    private static func width() -> Int {
        var size = winsize()
        if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return variable("COLUMNS").flatMap { Int($0) } ?? 80
    }
}

/// One of the process's output streams, written with write(2) in large pieces.
final class OutputStream {
    /// How many bytes are held back at most.
    private static let heldMax = 1 << 16

    private var descriptor: CInt
    private var held: [UInt8] = []
    /// Why something could not be written; nothing is written after it.
    private var failure: CInt = 0
    private var child: pid_t?

    /// The program to send the output through, started with the first of it.
    var pager: [String]?

    init(_ descriptor: CInt) {
        self.descriptor = descriptor
    }

    /// Adds `text` to the stream.
    func append(_ text: String) {
        held.append(contentsOf: text.utf8)
        if held.count >= OutputStream.heldMax { flush() }
    }

    /// Whether all that was written so far could be.
    var isRead: Bool { failure == 0 }

    /// Writes what is held back.
    func flush() {
        guard !held.isEmpty else { return }
        if let command = pager { startPager(command) }
        var written = 0
        while written < held.count, failure == 0 {
            let count = unsafe held[written...].withUnsafeBytes { bytes in
                unsafe write(descriptor, bytes.baseAddress, bytes.count)
            }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                waitUntilWritable()
            } else if errno != EINTR {
                failure = errno
            }
        }
        held.removeAll(keepingCapacity: true)
    }

    /// Ends the stream and waits for the pager. The reason where some of it could not be written;
    /// nil where all was, or where nobody reads it any more, which is for its reader to decide.
    func finish() -> String? {
        flush()
        if let child {
            close(descriptor)
            var status: CInt = 0
            while unsafe waitpid(child, &status, 0) == -1, errno == EINTR {}
        }
        guard failure != 0, failure != EPIPE else { return nil }
        return unsafe String(cString: strerror(failure))
    }

    private func waitUntilWritable() {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&wanted, 1, -1)
    }

    private func startPager(_ command: [String]) {
        pager = nil
        guard let started = PagerProcess.start(command) else { return }
        descriptor = started.input
        child = started.process
    }
}

/// The signals that end the server, taken as they come instead of ending the process at once.
struct StopSignals {
    private var set = sigset_t()

    init() {
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for one of them, and does `work` every second until then.
    func wait(_ work: () -> Void) {
        var set = set
        var second = timespec(tv_sec: 1, tv_nsec: 0)
        while true {
            let signal = unsafe sigtimedwait(&set, nil, &second)
            if signal == SIGINT || signal == SIGTERM { return }
            work()
        }
    }
}
