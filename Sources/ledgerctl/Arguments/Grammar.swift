// The grammar of a verb as data: what may stand on its command line, and what help says of it.

/// What may stand on the command line of one verb.
///
/// All but the names is made when it is asked for: a command line needs the grammar of one verb
/// alone.
struct Grammar: Sendable {
    /// The verb, one word or two: `note`, `add action`.
    let name: String
    /// What it does, as one line that follows the name.
    let purpose: String
    /// Command lines as people write them; help shows them first.
    var examples: [Example] { makeExamples() }
    /// What stands by its place, in order. Only the last may be optional or repeat.
    var positionals: [Positional] { makePositionals() }
    /// The verb's own options.
    var options: [Option] { makeOptions() }
    /// The options that the verb shares with all of its kind.
    var common: [Option] { makeCommon() }
    /// Pairs of options, named without dashes, that cannot stand together.
    let alternatives: [[String]]
    /// Other verbs worth knowing.
    let seeAlso: [String]

    private let makeExamples: @Sendable () -> [Example]
    private let makePositionals: @Sendable () -> [Positional]
    private let makeOptions: @Sendable () -> [Option]
    private let makeCommon: @Sendable () -> [Option]

    init(
        _ name: String,
        _ purpose: String,
        examples: @autoclosure @escaping @Sendable () -> [Example],
        positionals: @autoclosure @escaping @Sendable () -> [Positional] = [],
        options: @autoclosure @escaping @Sendable () -> [Option] = [],
        common: @autoclosure @escaping @Sendable () -> [Option],
        alternatives: [[String]] = [],
        seeAlso: [String] = []
    ) {
        self.name = name
        self.purpose = purpose
        makeExamples = examples
        makePositionals = positionals
        makeOptions = options
        makeCommon = common
        self.alternatives = alternatives
        self.seeAlso = seeAlso
    }

    /// Every option the verb takes, its own first.
    var allOptions: [Option] { options + common }

    /// The line that shows how the verb is written; what may be left out stands in brackets.
    var usage: String {
        let places = positionals.map(\.usage)
        let named = options.map(\.usage)
        return (["ledgerctl", name] + places + named + ["[OPTION …]"]).strung(" ")
    }

    /// The words of the name.
    var words: [String] { name.split(separator: " ").map(String.init) }
}

/// A command line as somebody would write it.
struct Example: Sendable {
    /// The line as typed into a shell.
    let line: String
    /// What it does, where the line does not say so itself.
    let meaning: String

    /// `arguments` as they follow the name of the program.
    init(_ arguments: String, _ meaning: String) {
        line = "ledgerctl \(arguments)"
        self.meaning = meaning
    }
}

/// A value that stands by its place.
struct Positional: Hashable, Sendable {
    /// How often it stands.
    enum Presence: Sendable { case required, optional, repeating }

    /// What it is called in help, in capitals.
    let name: String
    /// What it is, in words.
    let meaning: String
    /// Whether it must be there; a repeating one may be absent too.
    let presence: Presence
    /// The words that may stand there; empty where any may.
    let choices: [String]

    init(
        _ name: String,
        _ meaning: String,
        _ presence: Presence = .required,
        choices: [String] = []
    ) {
        self.name = name
        self.meaning = meaning
        self.presence = presence
        self.choices = choices
    }

    /// The value as the usage line shows it.
    var usage: String {
        let shown = choices.isEmpty ? name : choices.strung("|")
        return switch presence {
        case .required: shown
        case .optional: "[\(shown)]"
        case .repeating: "[\(shown) …]"
        }
    }
}

/// A value or a switch that stands by its name.
struct Option: Hashable, Sendable {
    /// The name, without dashes.
    let name: String
    /// One letter that stands for it after one dash.
    let short: Character?
    /// What its value is called in help, in capitals; nil for a switch.
    let value: String?
    /// What it is, in words.
    let meaning: String
    /// Whether the verb cannot do without it.
    let isRequired: Bool
    /// Whether it may be given more than once.
    let mayRepeat: Bool
    /// The words that may stand as its value; empty where any may.
    let choices: [String]

    /// An option that takes a value: `--name VALUE` or `--name=VALUE`.
    init(
        _ name: String,
        _ value: String,
        _ meaning: String,
        short: Character? = nil,
        isRequired: Bool = false,
        mayRepeat: Bool = false
    ) {
        self.name = name
        self.short = short
        self.value = value
        self.meaning = meaning
        self.isRequired = isRequired
        self.mayRepeat = mayRepeat
        choices = []
    }

    /// An option that takes one of a few words.
    init(_ name: String, choices: [String], _ meaning: String, isRequired: Bool = false) {
        self.name = name
        self.choices = choices
        self.meaning = meaning
        self.isRequired = isRequired
        value = choices.strung("|")
        short = nil
        mayRepeat = false
    }

    /// A switch: `--name`.
    init(switch name: String, _ meaning: String, short: Character? = nil) {
        self.name = name
        self.short = short
        self.meaning = meaning
        value = nil
        isRequired = false
        mayRepeat = false
        choices = []
    }

    /// The option as people write it: `--because WORDS`.
    var spelling: String {
        (short.map { "-\($0), " } ?? "") + "--\(name)" + (value.map { " \($0)" } ?? "")
    }

    /// The option as the usage line shows it.
    var usage: String {
        let shown = "--\(name)" + (value.map { " \($0)" } ?? "") + (mayRepeat ? " …" : "")
        return isRequired ? shown : "[\(shown)]"
    }
}

extension [String] {
    /// The words with `separator` between them. What is said at every start is put together so:
    /// `joined` would ask the runtime what it joins.
    func strung(_ separator: String) -> String {
        dropFirst().reduce(first ?? "") { $0 + separator + $1 }
    }
}
