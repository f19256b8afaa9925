// What follows the verb on a command line, read by the verb's grammar.

import Ledger

/// Reads the rest of one command line.
struct LineReader {
    private let grammar: Grammar
    /// The options it takes, made once.
    private let options: [Option]
    private var given = OrderedMap<String, [String]>()
    private var values: [String] = []

    init(_ grammar: Grammar) {
        self.grammar = grammar
        options = grammar.allOptions
    }

    /// Reads `tokens`, which follow the verb.
    ///
    /// - Throws: the first thing wrong with them, going from left to right, then what is missing.
    mutating func read(_ tokens: ArraySlice<String>) throws(CommandError) -> Invocation {
        do throws(UsageError) {
            try takeAll(tokens)
            try place()
            try check()
        } catch {
            throw .usage(error, usage: grammar.usage)
        }
        return Invocation(verb: grammar.name, usageLine: grammar.usage, given: given)
    }

    private mutating func takeAll(_ tokens: ArraySlice<String>) throws(UsageError) {
        var rest = tokens
        while let token = rest.popFirst() {
            if token == "--" {
                values += rest
                return
            }
            if Parser.isOption(token) {
                try takeOption(token, &rest)
            } else {
                values.append(token)
            }
        }
    }

    private mutating func takeOption(
        _ token: String,
        _ rest: inout ArraySlice<String>
    ) throws(UsageError) {
        let parts = token.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let spelling = String(parts[0])
        let option = try option(spelled: spelling)
        if given[option.name] != nil, !option.mayRepeat { throw .optionRepeated(spelling) }
        guard let value = option.value else {
            if parts.count > 1 { throw .valueUnwanted(spelling) }
            given[option.name] = []
            return
        }
        let text: String
        if parts.count > 1 {
            text = String(parts[1])
        } else {
            guard let next = rest.first, next != "--", !Parser.isOption(next) else {
                let found = rest.first.flatMap { $0 == "--" ? nil : $0 }
                throw .valueMissing("--\(option.name)", value: value, found: found)
            }
            text = rest.removeFirst()
        }
        try LineReader.check(text, among: option.choices, of: "--\(option.name)")
        given[option.name, default: []].append(text)
    }

    private func option(spelled spelling: String) throws(UsageError) -> Option {
        let found = options.first { option in
            spelling == "--\(option.name)" || option.short.map { spelling == "-\($0)" } ?? false
        }
        if let found { return found }
        // One dash and a word is most often two dashes mistyped.
        let bare = String(spelling.drop { $0 == "-" })
        let names = options.map(\.name) + ["help"]
        let meant =
            names.contains(bare) && bare.count > 1
            ? [bare] : bare.count > 1 ? Suggestion.nearest(to: bare, among: names) : []
        throw .unknownOption(spelling, verb: grammar.name, meant: meant.map { "--\($0)" })
    }

    /// Gives the values that stand by their place their names.
    private mutating func place() throws(UsageError) {
        var rest = values[...]
        for positional in grammar.positionals {
            if positional.presence == .repeating {
                if !rest.isEmpty { given[positional.name] = Array(rest) }
                rest = []
            } else if let text = rest.popFirst() {
                try LineReader.check(text, among: positional.choices, of: positional.name)
                given[positional.name] = [text]
            } else if positional.presence == .required {
                throw .missing(
                    positional.name,
                    meaning: positional.meaning,
                    verb: grammar.name
                )
            }
        }
        if let text = rest.first {
            throw .surplus(text, verb: grammar.name, takes: grammar.positionals.count)
        }
    }

    private func check() throws(UsageError) {
        for option in grammar.options where option.isRequired && given[option.name] == nil {
            throw .missing(
                "--\(option.name)" + (option.value.map { " \($0)" } ?? ""),
                meaning: option.meaning,
                verb: grammar.name
            )
        }
        for names in grammar.alternatives {
            let there = names.filter { given[$0] != nil }
            if there.count > 1 { throw .together("--\(there[0])", "--\(there[1])") }
        }
    }

    private static func check(
        _ text: String,
        among choices: [String],
        of place: String
    ) throws(UsageError) {
        if choices.isEmpty || choices.contains(text) { return }
        let meant = Suggestion.nearest(to: text, among: choices)
        throw .unknownChoice(text, of: place, choices: choices, meant: meant)
    }
}
