// Everything outside the program, handed in as a value, so that a test can stand in for it.

import Ledger

/// What a command may know of the world and do to it, apart from the ledger's own files.
struct World {
    /// The command line without the program's own name.
    var arguments: [String]
    /// A variable of the environment; nil where it is not set.
    var environment: (String) -> String?
    /// The time by the machine's clock.
    var now: @Sendable () -> Instant
    /// The folder that relative paths start from.
    var directory: String
    /// Whether standard output is shown to somebody at once.
    var outputIsTerminal: Bool
    /// Whether standard error is.
    var errorsAreTerminal: Bool
    /// The columns of the terminal.
    var width: Int
    /// Appends to standard output: data.
    var output: (String) -> Void
    /// Appends to standard error: words for people.
    var errors: (String) -> Void
    /// Sends standard output through a program, which starts with the first of it; where it cannot
    /// be started, the output goes straight to the terminal.
    var page: ([String]) -> Void
    /// How far what is done is, for whoever watches.
    var progress: Progress?
    /// Writes what is held back of standard output; whether anybody reads it still.
    var flush: () -> Bool = { true }
    /// Ends standard output: writes what is held back and waits for the pager. The reason where
    /// some of the output is lost, other than that nobody reads it any more.
    var finish: () -> String?
    /// The plan that every sentence is about, and is said to be, where several are asked.
    var about: Code?
    /// The role of whoever records: at a command line an officer.
    var role = RecorderRole.officer
    /// The ledger, where it is not for the command line to name it.
    var home: LedgerHome?
    /// Whether an answer to recording tells what changed, for which the plan is rated twice.
    var tellsChanges = true
    /// The plan of a code, held open by a program that answers many; nil where each answer reads
    /// the journal for itself.
    var open: ((Code) -> OpenPlan?)?
    /// Takes what was recorded, or would be, where that is told otherwise than in words.
    var recorded: ((ActionLedger.Recorded) -> Void)?
    /// Takes an answer in JSON, where it is a part of another; nil where it is written out.
    var answer: ((JSONValue) -> Void)?

    /// A variable of the environment that is set and not empty.
    func setting(_ name: String) -> String? {
        environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Says a sentence to people, on standard error: `ledgerctl: sentence`.
    func say(_ sentence: String) { say(lines: [sentence]) }

    /// Says why something was not done.
    func say(_ error: CommandError) { say(lines: error.lines) }

    private func say(lines: [String]) {
        let subject = about.map { "\($0): " } ?? ""
        let words = lines.map { Visible.text($0) }.joined(separator: "\n")
        errors("ledgerctl: \(subject)\(words)\n")
    }

    /// The width that tables are wrapped to; nil where they are not, which is off a terminal and
    /// with `--plain`.
    func wrapWidth(for invocation: Invocation) -> Int? {
        outputIsTerminal && !invocation.has("plain") ? width : nil
    }

    /// Writes a document, such as a report: byte for byte as it is, and on a terminal with hidden
    /// characters spelled out.
    func write(_ document: String) {
        output(outputIsTerminal ? Visible.text(document, lines: true) : document)
    }

    /// Writes text, whose line feeds stay, and a line feed after it.
    func show(_ text: String) {
        output(Visible.text(text, lines: true) + "\n")
    }

    /// Writes JSON.
    func show(_ value: JSONValue) {
        if let answer { answer(value) } else { output(value.indented()) }
    }

    /// Writes a table as `invocation` asks for it.
    func show(_ table: Table, for invocation: Invocation) {
        let style = Style(for: invocation, in: self)
        output(table.format(width: wrapWidth(for: invocation), style: style))
    }
}
