// The line that tells how far something is that takes long, on a terminal.

import Ledger

/// A line on standard error that is there from the first second until something else is written.
final class ProgressLine {
    /// What is told of.
    let progress = Progress()
    private var isOver = false

    /// Begins to watch.
    init() {
        progress.watch(first: 1_000, next: 200) { milliseconds, share in
            System.writeError(ProgressLine.text(milliseconds, share))
        }
    }

    /// Takes the line away for good.
    func end() {
        if isOver { return }
        isOver = true
        if progress.end() { System.writeError(ProgressLine.erased) }
    }

    /// What goes to the beginning of the line and wipes it (ECMA-48, CR and EL).
    static let erased = "\r\u{1B}[K"

    /// The line after some time, when `share` of what is to be read is read.
    static func text(_ milliseconds: Int, _ share: Double?) -> String {
        let seconds = milliseconds / 1_000
        guard let share else { return "\(erased)ledgerctl: working, \(seconds) s" }
        return "\(erased)ledgerctl: \(Int(share * 100)) % read, \(seconds) s"
    }
}
