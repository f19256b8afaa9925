// What stands on a command line, read as the ledger's own kinds of value.

import Ledger

/// What an action or one of its milestones is called on a command line: `A1` or `A1/2`.
struct Target: Sendable {
    let action: Code
    let number: Ordinal?

    /// Reads `A1` or `A1/2`.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let action = Code(parts[0]) else { return nil }
        self.action = action
        number = parts.count == 2 ? Ordinal(parts[1]) : nil
        if parts.count == 2, number == nil { return nil }
    }
}

extension Invocation {
    func code(_ name: String) throws(CommandError) -> Code {
        try required(name, expected: "a code such as A1", Code.init)
    }

    func optionalCode(_ name: String) throws(CommandError) -> Code? {
        try value(name, expected: "a code such as A1", Code.init)
    }

    func key(_ name: String) throws(CommandError) -> Key {
        try required(name, expected: "a key such as KT", Key.init)
    }

    func optionalKey(_ name: String) throws(CommandError) -> Key? {
        try value(name, expected: "a key such as KT", Key.init)
    }

    /// Keys joined by `/`; `none` is nobody.
    func keys(_ name: String) throws(CommandError) -> [Key]? {
        try value(name, expected: "keys joined by /, such as IH/KC, or none") { text in
            if text == "none" { return [] }
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let keys = parts.compactMap { Key($0) }
            return keys.count == parts.count ? keys : nil
        }
    }

    func target(_ name: String) throws(CommandError) -> Target {
        try required(name, expected: "an action such as A1, or a milestone such as A1/2") {
            Target($0)
        }
    }

    func reference(_ name: String) throws(CommandError) -> Reference? {
        try value(
            name,
            expected: "a reference such as A1, aedb-2018:U1 or aedb-2018:",
            { Reference($0) }
        )
    }

    func number(_ name: String) throws(CommandError) -> Int {
        try required(name, expected: "the number of an entry, from 1") {
            Int($0).flatMap { $0 > 0 ? $0 : nil }
        }
    }

    /// The numbers of entries, joined by `/`; none where the option was not given.
    func numbers(_ name: String) throws(CommandError) -> [Int] {
        let numbers = try value(name, expected: "numbers of entries joined by /, such as 41/42") {
            let parts = $0.split(separator: "/", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { Int($0) }.filter { $0 > 0 }
            return numbers.count == parts.count ? numbers : nil
        }
        return numbers ?? []
    }

    func quantity(_ name: String) throws(CommandError) -> Quantity? {
        try value(
            name,
            expected: "a number such as 92 or 92.5, in the measure's unit",
            { Quantity($0) }
        )
    }

    /// A value of a measure and the unit that follows it, nil where none does: `92`, `92 %`, `92%`,
    /// `92 per cent`.
    ///
    /// - Throws: where no value stands at the start, also of `1,204`.
    func reading(_ name: String) throws(CommandError) -> (value: Quantity, unit: String?)? {
        let reading: (value: Quantity, rest: Substring)? = try value(
            name,
            expected: "a number such as 92 or 92.5, in the measure's unit"
        ) { text in
            let number = text.utf8.prefix { "-.0123456789".utf8.contains($0) }
            let rest = text[number.endIndex...]
            guard let value = Quantity(text[..<number.endIndex]), rest.first != ",",
                rest.first != "'"
            else { return nil }
            return (value, rest)
        }
        guard let reading else { return nil }
        if reading.rest.allSatisfy(\.isWhitespace) { return (reading.value, nil) }
        return (reading.value, try text(String(reading.rest), called: "unit"))
    }

    func line() throws(CommandError) -> AssuranceLine? {
        try value("line", expected: "1, 2 or 3") { Int($0).flatMap(AssuranceLine.init) }
    }

    /// A date as people write it.
    func date(_ name: String, in world: World) throws(CommandError) -> StatedDate? {
        guard let words = self[name] else { return nil }
        do throws(DateFault) {
            return try StatedDate.read(words, today: world.today)
        } catch {
            throw .stopped(.usage, words: "\(Invocation.shown(name)): \(error.words)")
        }
    }

    func requiredDate(_ name: String, in world: World) throws(CommandError) -> StatedDate {
        guard let date = try date(name, in: world) else {
            throw usage(.missing(Invocation.shown(name), meaning: "a date", verb: verb))
        }
        return date
    }

    /// A date that must be a day.
    func day(_ name: String, in world: World) throws(CommandError) -> Day? {
        guard let date = try date(name, in: world) else { return nil }
        guard let day = date.day else {
            throw usage(
                .wrongValue(
                    self[name] ?? "",
                    of: Invocation.shown(name),
                    expected: "a day such as 31 May 2018"
                )
            )
        }
        return day
    }

    func requiredDay(_ name: String, in world: World) throws(CommandError) -> Day {
        guard let day = try day(name, in: world) else {
            throw usage(
                .missing(Invocation.shown(name), meaning: "a day such as 31 May 2018", verb: verb)
            )
        }
        return day
    }

    /// A text as it is recorded: in Unicode's normal form C, without blanks at its ends.
    func text(_ name: String, lines: Bool = false) throws(CommandError) -> String? {
        guard let given = self[name] else { return nil }
        let noun = name == name.uppercased() ? name.lowercased() : "--\(name)"
        return try text(given, called: noun, lines: lines)
    }

    /// The same of `words`, which a message calls `noun`.
    func text(
        _ words: String,
        called noun: String,
        lines: Bool = false
    ) throws(CommandError) -> String {
        do throws(TextFault) {
            return try Text.entered(words, lines: lines)
        } catch {
            throw .stopped(
                .refused,
                words: "Not recorded: the \(noun) \(error.words). \(error.remedy)."
            )
        }
    }

    func requiredText(_ name: String, lines: Bool = false) throws(CommandError) -> String {
        guard let text = try text(name, lines: lines) else {
            throw usage(.missing(Invocation.shown(name), meaning: "text", verb: verb))
        }
        return text
    }
}

extension TextFault {
    /// What to do about it, as a sentence.
    fileprivate var remedy: String {
        switch self {
        case .empty: "Write something there"
        case .lineFeed: "Write it on one line"
        case .control, .bidirectional, .noncharacter: "Write it again without"
        }
    }
}

extension World {
    /// The day it is in London.
    var today: Day { now().londonDay }
}
