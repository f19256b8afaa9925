// What one operation of the API takes, made of what its verb takes on a command line.

import Ledger

/// A value that an operation takes, in the query or as a member of the body.
struct Parameter: Sendable {
    /// What is given.
    enum Kind { case text, texts, number, truth }

    /// What programs call it.
    let name: String
    /// Where it stands on the verb's command line: `TITLE`, `under`.
    let place: String
    let kind: Kind
    /// What it is, in words.
    let meaning: String
    let isRequired: Bool
    /// The words that may stand there; empty where any may.
    let choices: [String]
    /// What its value is called in help, in capitals; empty for a switch.
    let value: String

    /// What stands by its place on the command line, called `name` in the API.
    init(_ positional: Positional, called name: String) {
        self.name = name
        place = positional.name
        let isNumber = Parameter.numbers.contains(positional.name)
        kind = positional.presence == .repeating ? .texts : isNumber ? .number : .text
        let quoted = ", in quotation marks"
        meaning =
            positional.meaning.hasSuffix(quoted)
            ? String(positional.meaning.dropLast(quoted.count)) : positional.meaning
        isRequired = positional.presence == .required
        choices = positional.choices
        value = positional.name
    }

    /// What stands by its name.
    init(_ option: Option) {
        name = option.name
        place = option.name
        let isNumber = Parameter.numbers.contains(option.value ?? "")
        kind = option.value == nil ? .truth : option.mayRepeat ? .texts : isNumber ? .number : .text
        meaning = option.meaning
        isRequired = option.isRequired
        choices = option.choices
        value = option.value ?? ""
    }

    /// What help calls values that are whole numbers.
    private static let numbers: Set<String> = ["ENTRY", "DAYS", "MONTHS", "N"]
}

/// A value as it was given, before the verb reads it.
enum GivenValue: Equatable {
    case text(String)
    case texts([String])
    case number(Int)
    case truth(Bool)
    case null
}

extension Parameter {
    /// How many characters (scalars) a text in a query may have.
    static let queryCountMax = 1_000

    /// What stands on the command line for `given`; nil where that is nothing, as for a switch
    /// that is off.
    func line(_ given: GivenValue) throws(Problem) -> [String]? {
        let words: [String]
        switch (kind, given) {
        case (.text, .text(let text)): words = [text]
        case (.texts, .texts(let texts)): words = texts
        case (.number, .number(let number)): words = [String(number)]
        case (.truth, .truth(let truth)): return truth ? [] : nil
        default: throw .unreadable("`\(name)` is \(kindWords).")
        }
        if words.contains(where: { $0.unicodeScalars.contains("\0") }) {
            throw .unreadable("`\(name)` holds the character U+0000, which no text may hold.")
        }
        for word in words where !choices.isEmpty && !choices.contains(word) {
            throw .unreadable("`\(name)` is one of \(choices.strung(", ")), not `\(word)`.")
        }
        return words.isEmpty ? nil : words
    }

    /// What `texts`, which stand in a query or a form, mean.
    func value(_ texts: [String]) throws(Problem) -> GivenValue {
        if kind == .texts { return .texts(texts) }
        guard texts.count == 1 else { throw .unreadable("`\(name)` is given more than once.") }
        switch kind {
        case .number:
            guard let number = Int(texts[0]) else { break }
            return .number(number)
        case .truth:
            guard let truth = Bool(texts[0]) else { break }
            return .truth(truth)
        case .text, .texts: return .text(texts[0])
        }
        throw .unreadable("`\(name)` is \(kindWords), not `\(texts[0])`.")
    }

    private var kindWords: String {
        switch kind {
        case .text: "a text"
        case .texts: "a list of texts"
        case .number: "a whole number"
        case .truth: "true or false"
        }
    }
}
