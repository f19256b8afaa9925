// What every contest needs: where its files are, how programs are started, where ours is.

import Glibc
import Ledger

struct Bench {
    let folder: String
    /// The program that is measured, built for release.
    let ledgerctl: String
    let launcher: Launcher
    let postgres: Postgres
    /// A server that keeps ledgers, which is set up as one that is meant to last.
    let database: Postgres

    /// Our program with `words` on a ledger.
    func ours(_ words: [String], in ledger: String, as name: String? = nil) -> Contestant {
        Contestant(name ?? "`ledgerctl \(words.joined(separator: " "))`") { [self] in
            try launcher.run([ledgerctl] + words + ["--ledger", ledger])
        }
    }

    /// Another program, or the word that it is missing.
    func peer(
        _ program: String,
        _ arguments: [String],
        input: String = "/dev/null",
        as name: String? = nil,
        prepare: () throws -> Void = {}
    ) throws -> Contestant {
        let name = name ?? "`\(program)`"
        guard let path = Files.program(program) else {
            return Contestant(name, missing: "\(program) is not installed")
        }
        try prepare()
        return Contestant(name) { [self] in
            try launcher.run([path] + arguments, input: input)
        }
    }

    /// A ledger beside `journal`'s with the same journal, in which nothing can be kept, so that
    /// every reader has to read it all.
    func bare(_ journal: MadeJournal) throws -> String {
        let ledger = "\(folder)/scratch/bare-\(journal.name)"
        try Files.makeFolder(ledger)
        let file = "\(ledger)/\(MadePlan.code).jsonl"
        unlink(file)
        guard link(journal.file, file) == 0 else { throw Failure("\(file) cannot be linked") }
        try Files.put("Nothing is kept here: this is no folder.\n", at: "\(ledger)/.derived")
        return ledger
    }

    /// A ledger with a copy of `journal`, read once, so that it has whatever snapshot is kept.
    func copy(_ journal: MadeJournal, as name: String) throws -> String {
        let ledger = "\(folder)/scratch/\(name)-\(journal.name)"
        try launcher.prepare(["rm", "-rf", ledger])
        try Files.makeFolder(ledger)
        try launcher.prepare(["cp", journal.file, "\(ledger)/\(MadePlan.code).jsonl"])
        try launcher.prepare([ledgerctl, "status", "--ledger", ledger])
        return ledger
    }
}

/// `number` with commas between its thousands.
func grouped(_ number: Int) -> String {
    let digits = String(number)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place) % 3 == 0 { grouped += "," }
        grouped.append(digit)
    }
    return grouped
}
