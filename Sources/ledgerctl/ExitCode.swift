// What the process says to the shell when it ends.

/// How a command ended, as the shell sees it.
enum ExitCode: Int32, Sendable {
    /// The command did what it was asked.
    case done = 0
    /// Refused, not found, unreadable, or a finding that is no verdict.
    case refused = 1
    /// The journal ends in a torn line.
    case torn = 2
    /// The journal was tampered with.
    case tampered = 3
    /// No trusted checkpoint covers the journal, where an anchor was asked for.
    case unanchored = 4
    /// The command line could not be understood (EX_USAGE of sysexits.h).
    case usage = 64

    /// The codes that a command may end with, from the best to the worst beside others.
    private static let bySeverity: [ExitCode] = [
        .done, .refused, .unanchored, .torn, .tampered, .usage,
    ]

    /// Which of the two is worse: what a command ends with that did several things.
    func orWorse(_ other: ExitCode) -> ExitCode {
        ExitCode.bySeverity.last { $0 == self || $0 == other } ?? self
    }
}
