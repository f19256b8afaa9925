// From the words of a command line to what it asks for.

/// What a command line asks for.
enum Asked: Sendable {
    /// The list of verbs; of those beginning with one word, where that is given.
    case overview(of: String?)
    /// The help of one verb.
    case help(Grammar)
    /// The version of the program.
    case version
    /// A verb at work.
    case work(Command, Invocation)
}

/// Reads command lines.
struct Parser {
    /// The verbs there are.
    let commands: [LazyCommand]

    /// What `arguments`, without the program's own name, ask for.
    ///
    /// - Throws: what is wrong with them; nothing is ever guessed.
    func parse(_ arguments: [String]) throws(CommandError) -> Asked {
        // The shell hands over bytes; what is not UTF-8 among them arrives as U+FFFD.
        if let wrong = arguments.firstIndex(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
            throw .usage(.notUTF8(argument: wrong + 1), usage: nil)
        }
        guard let first = arguments.first else { return .overview(of: nil) }
        switch first {
        case "--help", "-h": return .overview(of: nil)
        case "--version": return .version
        case "help": return try help(on: Array(arguments.dropFirst()))
        default: break
        }
        if Parser.isOption(first) { throw .usage(.optionBeforeVerb(first), usage: nil) }
        let rest = arguments.dropFirst()
        guard asksForHelp(rest) else {
            let command = try command(named: arguments)
            let words = arguments.dropFirst(command.grammar.words.count)
            var reader = LineReader(command.grammar)
            return .work(command, try reader.read(words))
        }
        return try help(on: [first] + rest.prefix(1).filter { !Parser.isOption($0) })
    }

    /// Whether a token stands for an option: a dash and a letter, or two dashes and something. So
    /// `-3` and `- and then` are values.
    static func isOption(_ token: String) -> Bool {
        guard token.hasPrefix("-"), token != "--" else { return false }
        return token.hasPrefix("--") || token.dropFirst().first?.isLetter == true
    }

    private func asksForHelp(_ rest: ArraySlice<String>) -> Bool {
        rest.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    }

    private func help(on words: [String]) throws(CommandError) -> Asked {
        guard let first = words.first, !Parser.isOption(first) else { return .overview(of: nil) }
        if words.count == 1, !secondWords(after: first).isEmpty, exactly([first]) == nil {
            return .overview(of: first)
        }
        return .help(try command(named: words).grammar)
    }

    /// The verb that `words` begin with; a verb of two words goes before one of one.
    private func command(named words: [String]) throws(CommandError) -> Command {
        let first = words[0]
        let second = words.dropFirst().first { !Parser.isOption($0) }
        if let command = exactly(Array(words.prefix(2))) ?? exactly([first]) { return command }
        let choices = secondWords(after: first)
        guard choices.isEmpty else {
            guard let second else {
                throw .usage(.verbIncomplete(first, choices: choices), usage: nil)
            }
            let meant = Suggestion.nearest(to: second, among: choices).map { "\(first) \($0)" }
            throw .usage(.unknownVerb("\(first) \(second)", meant: meant), usage: nil)
        }
        throw .usage(.unknownVerb(first, meant: meant(by: first, second)), usage: nil)
    }

    private func exactly(_ words: [String]) -> Command? {
        if words.contains(where: { $0.contains(" ") }) { return nil }
        let name = words.strung(" ")
        return commands.first { $0.name == name }?.command
    }

    private func secondWords(after first: String) -> [String] {
        commands.map(\.words).filter { $0.count == 2 && $0[0] == first }.map { $0[1] }
    }

    private func meant(by first: String, _ second: String?) -> [String] {
        if let second {
            let names = commands.filter { $0.words.count == 2 }.map(\.name)
            let near = Suggestion.nearest(to: "\(first) \(second)", among: names)
            if !near.isEmpty { return near }
        }
        var firsts: [String] = []
        for word in commands.map({ $0.words[0] }) + ["help"] where !firsts.contains(word) {
            firsts.append(word)
        }
        return Suggestion.nearest(to: first, among: firsts)
    }
}
