// Why a command ended without doing what it was asked.

/// Why a command stopped, and with it the exit code.
enum CommandError: Error, Equatable, Sendable {
    /// The command line could not be understood; `usage` is the usage line of the verb, where the
    /// verb is known.
    case usage(UsageError, usage: String?)
    /// The command stopped with this code. The first line says what, where, found, expected and
    /// next; lines after it may list what was found.
    case stopped(ExitCode, lines: [String])
    /// Nothing in the plan has the name that was asked for, which another plan may know.
    case nothing(called: String, words: String)
    /// The plan was not open by the day, or nothing of it was recorded by the moment, asked for;
    /// others may have been.
    case unopened(words: String)
    /// Whoever records may not record that: the role, or whom they lead, forbids it.
    case forbidden(words: String)
    /// The machine failed, whatever was asked: the disk, the database, a journal that cannot be
    /// read.
    case unavailable(words: String)

    /// The same in `words`, which may run over several lines.
    static func stopped(_ code: ExitCode, words: String) -> CommandError {
        .stopped(code, lines: words.split(separator: "\n").map(String.init))
    }

    /// Refused, not found or unreadable, said in one line.
    static func refused(_ words: String) -> CommandError { .stopped(.refused, lines: [words]) }

    /// The code the process ends with.
    var exitCode: ExitCode {
        switch self {
        case .usage: .usage
        case .stopped(let code, _): code
        case .nothing, .unopened, .forbidden, .unavailable: .refused
        }
    }

    /// What is said on standard error, each without a line feed; the first follows "ledgerctl: ".
    var lines: [String] {
        switch self {
        case .usage(let error, let usage):
            [error.words] + (usage.map { ["usage: \($0)"] } ?? [])
        case .stopped(_, let lines): lines.prefix(1) + lines.dropFirst().map { "  \($0)" }
        case .nothing(_, let words), .unopened(let words), .forbidden(let words),
            .unavailable(let words):
            [words]
        }
    }
}
