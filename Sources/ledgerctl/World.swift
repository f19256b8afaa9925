// Everything outside the program, as one value that tests can replace.

import Ledger

/// What a command sees of the world: its arguments, the environment, the clock, the two outputs.
struct World {
    /// The arguments, the program's name left out.
    var arguments: [String]
    /// The environment.
    var environment: [String: String]
    /// The time.
    var now: () -> Instant
    /// Writes data, for people or programs, to standard output.
    var write: (String) -> Void
    /// Writes to standard error.
    var writeError: (String) -> Void
    /// The width of the terminal that standard output is; nil where it is none.
    var terminalWidth: Int?

    /// The setting `name` of the environment; nil where it is not there or empty.
    func setting(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Says something to people, on standard error.
    func say(_ words: String) {
        writeError("ledgerctl: \(visible(words))\n")
    }

    /// Whether ratings may be coloured.
    func showsColours(_ given: Invocation) -> Bool {
        terminalWidth != nil && !given.has("no-color") && setting("NO_COLOR") == nil
            && environment["TERM"] != "dumb"
    }
}

/// `text` with control characters shown as U+2400 and on, so that no text can command a terminal.
func visible(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x0A: shown.append(scalar)
        case 0..<0x20: shown.append(Unicode.Scalar(scalar.value + 0x2400) ?? "?")
        case 0x7F: shown.append("\u{2421}")
        case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069: shown.append("\u{FFFD}")
        default: shown.append(scalar)
        }
    }
    return String(shown)
}
