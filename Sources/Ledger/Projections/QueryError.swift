// Why words are no query.

/// Why words are no query. Each case carries the words as they were found.
public enum QueryError: Error, Hashable, Sendable {
    /// A word with a colon whose first part is no term.
    case unknownTerm(String)
    /// A term that says nothing after its colon, or nothing between two commas.
    case valueMissing(String)
    /// A date that is none; `why` says what was expected.
    case notADate(String, why: String)
    /// A span whose beginning is later than its end.
    case notASpan(String)
    /// A number, or an amount of time, that is none; `expected` says what it should be.
    case notANumber(String, expected: String)
    /// A value other than those that the term has.
    case notAChoice(String, choices: [String])
    /// A code or key that is not well formed.
    case notAName(String)

    /// What was found, what is wrong with it and what to write instead: one sentence.
    public var words: String {
        switch self {
        case .unknownTerm(let found):
            "\"\(found)\" is no term of a query; the terms are \(QueryError.terms), and a word "
                + "without a colon is looked for in codes and titles"
        case .valueMissing(let found):
            "\"\(found)\" says nothing where a value is expected; write one, as in "
                + "\(QueryError.example(of: found))"
        case .notADate(let found, let why): "the date of \"\(found)\" cannot be read: \(why)"
        case .notASpan(let found):
            "\"\(found)\" ends before it begins; write the earlier date first, as in "
                + "due:2018-06..2018-09"
        case .notANumber(let found, let expected):
            "\"\(found)\" has no number that can be read; write \(expected)"
        case .notAChoice(let found, let choices):
            "\"\(found)\" is not known; write one of \(choices.joined(separator: ", "))"
        case .notAName(let found):
            "\"\(found)\" names nothing that can exist; a code or key has 1 to 32 letters, digits, "
                + "`.` or `-`, and begins with a letter or digit"
        }
    }

    private static let terms =
        Query.Kind.allCases.map { "\($0.rawValue):" }.joined(separator: ", ") + ", not:"

    private static func example(of found: String) -> String {
        let kind = found.split(separator: ":").lazy.compactMap { Query.Kind(rawValue: String($0)) }
        return kind.first?.example ?? "not:rating:red"
    }
}
