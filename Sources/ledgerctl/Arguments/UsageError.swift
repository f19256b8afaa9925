// Why a command line could not be understood, and the words that say so.

/// Why a command line could not be understood. Nothing is ever done on a guess: `meant` is only
/// shown.
enum UsageError: Error, Hashable, Sendable {
    /// There is no such verb.
    case unknownVerb(String, meant: [String])
    /// The first word of a verb of two words stands alone.
    case verbIncomplete(String, choices: [String])
    /// An option stands where the verb is expected.
    case optionBeforeVerb(String)
    /// The verb has no such option.
    case unknownOption(String, verb: String, meant: [String])
    /// The option was given more than once.
    case optionRepeated(String)
    /// The option takes a value and nothing follows it, or another option does.
    case valueMissing(String, value: String, found: String?)
    /// The option is a switch and was given a value.
    case valueUnwanted(String)
    /// A value or option that the verb cannot do without is not there.
    case missing(String, meaning: String, verb: String)
    /// More values stand on the line than the verb takes.
    case surplus(String, verb: String, takes: Int)
    /// The word is none of the few that may stand there.
    case unknownChoice(String, of: String, choices: [String], meant: [String])
    /// Two options that exclude one another.
    case together(String, String)
    /// What makes a file about one plan, where several are asked for.
    case onePlanAlone(String)
    /// A value that cannot be read as what it should be.
    case wrongValue(String, of: String, expected: String)
    /// Nobody is named as recording.
    case recorderMissing
    /// The argument, counted from 1, is not UTF-8.
    case notUTF8(argument: Int)

    /// What is wrong and what to do next.
    var words: String {
        switch self {
        case .unknownVerb(let word, let meant):
            "there is no verb `\(word)`\(suggestion(meant) ?? ".") `ledgerctl help` shows every verb"
        case .verbIncomplete(let word, let choices):
            "`\(word)` needs a second word: \(choices.joined(separator: ", "))"
        case .optionBeforeVerb(let option):
            "`\(option)` stands before the verb; put the verb first: `ledgerctl VERB \(option)`"
        case .unknownOption(let option, let verb, let meant):
            "`\(verb)` has no option `\(option)`\(suggestion(meant) ?? ".") "
                + "`ledgerctl help \(verb)` shows its options"
        case .optionRepeated(let option): "`\(option)` is given more than once"
        case .valueMissing(let option, let value, nil): "`\(option)` needs \(value) after it"
        case .valueMissing(let option, let value, let found?):
            "`\(option)` needs \(value); found the option `\(found)`. "
                + "Write `\(option)=\(found)` if it is meant"
        case .valueUnwanted(let option): "`\(option)` takes no value"
        case .missing(let name, let meaning, let verb): "`\(verb)` needs \(name): \(meaning)"
        case .surplus(let text, let verb, let takes):
            "`\(verb)` takes \(counted(takes)); `\(text)` is one too many. "
                + "Words that belong together stand in quotation marks"
        case .unknownChoice(let word, let place, let choices, let meant):
            "\(place) is one of \(choices.joined(separator: ", ")), not `\(word)`"
                + (suggestion(meant) ?? "")
        case .together(let one, let other): "`\(one)` and `\(other)` cannot stand together"
        case .onePlanAlone(let option):
            "`\(option)` makes a file about one plan; name one with --plan, and once"
        case .wrongValue(let text, let place, let expected):
            "`\(text)` cannot stand as \(place), which is \(expected)"
        case .recorderMissing:
            "nobody is named as recording this; give --by KEY, or set LEDGER_BY to your key"
        case .notUTF8(let argument): "argument \(argument) is not text in UTF-8"
        }
    }

    private func suggestion(_ meant: [String]) -> String? {
        guard !meant.isEmpty else { return nil }
        let names = meant.map { "`\($0)`" }
        return "; \(names.joined(separator: " or ")) was meant?"
    }

    private func counted(_ count: Int) -> String {
        switch count {
        case 0: "nothing but options"
        case 1: "one value"
        default: "\(count) values"
        }
    }
}
