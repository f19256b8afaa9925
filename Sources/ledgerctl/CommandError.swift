// Why a command ended without doing what it was asked.

/// Why a command stopped, and with it the exit code.
enum CommandError: Error, Equatable, Sendable {
    /// The command line could not be understood; `usage` is the usage line of the verb, where the
    /// verb is known.
    case usage(UsageError, usage: String?)
    /// The command stopped with this code; `words` are one or more sentences that say what, where,
    /// found, expected and next.
    case stopped(ExitCode, words: String)

    /// The code the process ends with.
    var exitCode: ExitCode {
        switch self {
        case .usage: .usage
        case .stopped(let code, _): code
        }
    }

    /// What is said on standard error, one line each; the first follows "ledgerctl: ".
    var lines: [String] {
        switch self {
        case .usage(let error, let usage):
            [error.words] + (usage.map { ["usage: \($0)"] } ?? [])
        case .stopped(_, let words): [words]
        }
    }
}
