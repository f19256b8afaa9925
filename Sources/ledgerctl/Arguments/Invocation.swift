// A command line that was understood: the verb and what was given to it.

import Ledger

/// What one command line asks of one verb.
struct Invocation: Equatable, Sendable {
    /// The verb's name.
    let verb: String
    /// The verb's usage line, for messages.
    let usageLine: String
    /// What was given, under the names of positionals (`TITLE`) and options (`under`). A switch
    /// that was given has an empty list.
    let given: OrderedMap<String, [String]>

    /// The value of the positional or option `name`; nil where it was not given.
    subscript(name: String) -> String? { given[name]?.first }

    /// Every value of the positional or option `name`, in the order given.
    func all(_ name: String) -> [String] { given[name] ?? [] }

    /// Whether the option `name` was given.
    func has(_ name: String) -> Bool { given[name] != nil }

    /// The value of `name` as something other than text; nil where it was not given.
    ///
    /// - Throws: where `read` makes nothing of what was given; `expected` is what it should have
    ///   been, such as "a code such as A1".
    func value<Value>(
        _ name: String,
        expected: String,
        _ read: (String) -> Value?
    ) throws(CommandError) -> Value? {
        guard let text = self[name] else { return nil }
        guard let value = read(text) else {
            throw usage(.wrongValue(text, of: Invocation.shown(name), expected: expected))
        }
        return value
    }

    /// The same for what the grammar requires.
    ///
    /// - Throws: also where it was not given.
    func required<Value>(
        _ name: String,
        expected: String,
        _ read: (String) -> Value?
    ) throws(CommandError) -> Value {
        guard let value = try value(name, expected: expected, read) else {
            throw usage(.missing(Invocation.shown(name), meaning: expected, verb: verb))
        }
        return value
    }

    /// `error` with the verb's usage line.
    func usage(_ error: UsageError) -> CommandError { .usage(error, usage: usageLine) }

    /// Options are shown with their dashes; positionals, in capitals, as they are.
    static func shown(_ name: String) -> String {
        name == name.uppercased() ? name : "--\(name)"
    }
}
