// A world for tests: what a command would say is kept, and nothing outside is touched.

import Ledger

@testable import ledgerctl

/// What a command said and did in a world made for it.
final class Witness {
    var output = ""
    var errors = ""
    var pager: [String]?
    /// What `finish` says was lost.
    var lost: String?

    /// A world in which everything said comes to this witness.
    func world(
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        isTerminal: Bool = false,
        width: Int = 80
    ) -> World {
        World(
            arguments: arguments,
            environment: { environment[$0] },
            now: { Instant(seconds: 1_521_727_509) },
            directory: "/",
            outputIsTerminal: isTerminal,
            errorsAreTerminal: isTerminal,
            width: width,
            output: { self.output += $0 },
            errors: { self.errors += $0 },
            page: { self.pager = $0 },
            finish: { self.lost }
        )
    }
}

/// Splits a line as a shell does, as far as examples need it: spaces, and both quotation marks.
func shellWords(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var mark: Character?
    for character in line {
        if character == mark {
            mark = nil
        } else if mark == nil, character == "\"" || character == "'" {
            mark = character
            word = word ?? ""
        } else if mark == nil, character == " " {
            if let word { words.append(word) }
            word = nil
        } else {
            word = (word ?? "") + String(character)
        }
    }
    return words + (word.map { [$0] } ?? [])
}

extension Command {
    /// Every verb.
    static var all: [Command] { LazyCommand.all.map(\.command) }
}

/// What `line`, without the program's name, asks the real verbs for.
func asked(_ line: String) throws(CommandError) -> Asked {
    try Parser(commands: LazyCommand.all).parse(shellWords(line))
}
