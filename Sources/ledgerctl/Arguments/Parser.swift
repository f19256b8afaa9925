// From arguments to an invocation: the verb found, its options and values taken apart.

/// Reads a command line by the grammars of the verbs.
enum Parser {
    /// What a command line asks for.
    enum Request: Equatable {
        /// To run the verb at `index` of the grammars.
        case run(index: Int, Invocation)
        /// The help of the verb at an index; of the program where there is none.
        case help(index: Int?)
        /// The version.
        case version
    }

    /// Reads `arguments`.
    ///
    /// - Throws: what cannot be understood; nothing is ever guessed.
    static func parse(
        _ arguments: [String],
        by grammars: [Grammar]
    ) throws(CommandError) -> Request {
        guard let first = arguments.first else { return .help(index: nil) }
        switch first {
        case "--version": return .version
        case "--help", "-h": return .help(index: nil)
        case "help":
            let words = Array(arguments.dropFirst())
            return words.isEmpty ? .help(index: nil) : .help(index: try verb(words, grammars).index)
        default: break
        }
        if first.hasPrefix("-") { throw .usage(.optionBeforeVerb(first), usage: nil) }
        let (index, count) = try verb(arguments, grammars)
        let rest = Array(arguments.dropFirst(count))
        let grammar = grammars[index]
        if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            return .help(index: index)
        }
        var line = ParsedLine(grammar)
        try line.read(rest)
        return .run(index: index, try line.finished())
    }

    /// The verb that `words` begin with, and how many words it has.
    private static func verb(
        _ words: [String],
        _ grammars: [Grammar]
    ) throws(CommandError) -> (index: Int, count: Int) {
        for count in [2, 1] where words.count >= count {
            let name = words.prefix(count).joined(separator: " ")
            if let index = grammars.firstIndex(where: { $0.name == name }) {
                return (index, count)
            }
        }
        let first = words[0]
        let seconds = grammars.filter { $0.words.count == 2 && $0.words[0] == first }
            .map { $0.words[1] }
        if !seconds.isEmpty, words.count == 1 || words[1].hasPrefix("-") {
            throw .usage(.verbIncomplete(first, choices: seconds), usage: nil)
        }
        let typed = seconds.isEmpty ? first : words.prefix(2).joined(separator: " ")
        let meant = Suggestion.nearest(to: typed, among: grammars.map(\.name))
        throw .usage(.unknownVerb(typed, meant: meant), usage: nil)
    }
}

/// One verb's line on its way to an invocation.
private struct ParsedLine {
    private let grammar: Grammar
    private var given: [String: [String]] = [:]
    private var places: [String] = []

    init(_ grammar: Grammar) {
        self.grammar = grammar
    }

    private func failure(_ error: UsageError) -> CommandError {
        .usage(error, usage: grammar.usage)
    }

    mutating func read(_ arguments: [String]) throws(CommandError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                places += rest
                return
            }
            // A lone dash, and a negative number, are values.
            if argument.hasPrefix("-"), argument != "-", Int(argument) == nil {
                try take(argument, &rest)
            } else {
                places.append(argument)
            }
        }
    }

    private mutating func take(
        _ argument: String,
        _ rest: inout ArraySlice<String>
    ) throws(CommandError) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let spelled = String(parts[0])
        let attached = parts.count == 2 ? String(parts[1]) : nil
        let options = grammar.allOptions
        let found = options.first { option in
            spelled == "--\(option.name)" || option.short.map { spelled == "-\($0)" } ?? false
        }
        guard let option = found else {
            let meant = Suggestion.nearest(to: spelled, among: options.map { "--\($0.name)" })
            throw failure(.unknownOption(spelled, verb: grammar.name, meant: meant))
        }
        if given[option.name] != nil, !option.mayRepeat {
            throw failure(.optionRepeated("--\(option.name)"))
        }
        guard let value = option.value else {
            if attached != nil { throw failure(.valueUnwanted("--\(option.name)")) }
            given[option.name] = []
            return
        }
        if let attached {
            given[option.name, default: []].append(attached)
            return
        }
        guard let next = rest.first, !next.hasPrefix("--") else {
            throw failure(.valueMissing("--\(option.name)", value: value, found: rest.first))
        }
        given[option.name, default: []].append(next)
        rest = rest.dropFirst()
    }

    mutating func finished() throws(CommandError) -> Invocation {
        try place()
        for option in grammar.allOptions {
            if option.isRequired, given[option.name] == nil {
                throw failure(
                    .missing("--\(option.name)", meaning: option.meaning, verb: grammar.name)
                )
            }
            try choose(given[option.name] ?? [], "--\(option.name)", option.choices)
        }
        for pair in grammar.alternatives where pair.allSatisfy({ given[$0] != nil }) {
            throw failure(.together("--\(pair[0])", "--\(pair[1])"))
        }
        return Invocation(verb: grammar.name, usageLine: grammar.usage, given: given)
    }

    private mutating func place() throws(CommandError) {
        var rest = places[...]
        for positional in grammar.positionals {
            switch positional.presence {
            case .repeating:
                given[positional.name] = Array(rest)
                rest = []
            case .required, .optional:
                guard let value = rest.popFirst() else {
                    if positional.presence == .optional { continue }
                    throw failure(
                        .missing(
                            positional.name,
                            meaning: positional.meaning,
                            verb: grammar.name
                        )
                    )
                }
                given[positional.name] = [value]
                try choose([value], positional.name, positional.choices)
            }
        }
        if let surplus = rest.first {
            let takes = grammar.positionals.count
            throw failure(.surplus(surplus, verb: grammar.name, takes: takes))
        }
    }

    private func choose(
        _ values: [String],
        _ place: String,
        _ choices: [String]
    ) throws(CommandError) {
        guard !choices.isEmpty else { return }
        if let value = values.first(where: { !choices.contains($0) }) {
            let meant = Suggestion.nearest(to: value, among: choices)
            throw failure(.unknownChoice(value, of: place, choices: choices, meant: meant))
        }
    }
}
