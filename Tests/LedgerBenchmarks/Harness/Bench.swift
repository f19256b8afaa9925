// What every contest needs: where its files are, how programs are started, where ours is.

struct Bench {
    let folder: String
    /// The program that is measured, built for release.
    let ledgerctl: String
    let launcher: Launcher

    /// Our program with `words` on a journal.
    func ours(_ words: [String], _ journal: MadeJournal, _ target: Target? = nil) -> Contestant {
        let name = "`ledgerctl \(words.joined(separator: " "))`"
        return Contestant(name, target) { [self] in
            try launcher.run([ledgerctl] + words + ["--ledger", journal.ledger])
        }
    }

    /// Another program, or the word that it is missing.
    func peer(
        _ program: String,
        _ arguments: [String],
        input: String = "/dev/null",
        _ target: Target? = nil,
        as name: String? = nil
    ) -> Contestant {
        let name = name ?? "`\(program)`"
        guard let path = Files.program(program) else {
            return Contestant(name, missing: "\(program) is not installed")
        }
        return Contestant(name, target) { [self] in
            try launcher.run([path] + arguments, input: input)
        }
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
