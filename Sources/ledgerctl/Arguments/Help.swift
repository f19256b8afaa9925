// Help: examples first, then what may stand on the line.

/// The words of `ledgerctl help`.
enum Help {
    /// The help of the program.
    static func text(of verbs: [Verb]) -> String {
        let groups = Verb.Group.allCases.map { group in
            let rows = verbs.filter { $0.group == group }.map {
                ["  \($0.grammar.name)", $0.grammar.purpose]
            }
            return "\(group.rawValue)\n" + lines(rows)
        }
        return """
            Examples

              ledgerctl status
              ledgerctl list rating:red due:..2018-09
              ledgerctl note A1 "Paper drafted for the March board" --on "May 2018" --by KT
              ledgerctl report --meeting 2018-11-15 --as-at 2018-10-31
              ledgerctl verify --rules

            \(groups.joined(separator: "\n"))
            `ledgerctl help VERB` shows one verb with its examples and options. Journals are looked
            for in --ledger, else $LEDGER, else ./events.

            """
    }

    /// The help of one verb.
    static func text(of grammar: Grammar) -> String {
        var parts = ["\(grammar.name): \(grammar.purpose)\n"]
        let examples = grammar.examples.map { example in
            "  \(example.line)\n" + (example.meaning.isEmpty ? "" : "      \(example.meaning)\n")
        }
        if !examples.isEmpty { parts.append("Examples\n\n" + examples.joined()) }
        parts.append("Usage\n\n  \(grammar.usage)\n")
        let places = grammar.positionals.map { ["  \($0.usage)", $0.meaning] }
        if !places.isEmpty { parts.append("Values\n\n" + lines(places)) }
        let options = grammar.allOptions.map { ["  \($0.spelling)", $0.meaning] }
        parts.append("Options\n\n" + lines(options))
        if !grammar.seeAlso.isEmpty {
            parts.append("See also: \(grammar.seeAlso.joined(separator: ", "))\n")
        }
        return parts.joined(separator: "\n")
    }

    private static func lines(_ rows: [[String]]) -> String {
        Columns.lines(rows, width: nil).map { "\($0)\n" }.joined()
    }
}
