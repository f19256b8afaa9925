// Help, made from the grammars.

/// The text of help.
enum Help {
    /// What one verb does: examples first, then its grammar.
    static func text(of grammar: Grammar) -> String {
        var parts = ["ledgerctl \(grammar.name): \(grammar.purpose)"]
        parts.append("Examples\n" + examples(grammar.examples))
        parts.append("Usage\n" + indented(grammar.usage))
        let values = grammar.positionals.map { [$0.name, explained($0.meaning, $0.choices)] }
        if !values.isEmpty { parts.append(rows(values)) }
        if !grammar.options.isEmpty { parts.append("Options\n" + listed(grammar.options)) }
        if !grammar.common.isEmpty { parts.append("Common options\n" + listed(grammar.common)) }
        if !grammar.seeAlso.isEmpty {
            let names = grammar.seeAlso.map { "ledgerctl help \($0)" }
            parts.append("See also\n" + indented(names.joined(separator: ", ")))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// Every verb of `commands` in one line each, under the headings of their kinds.
    static func overview(of commands: [Command]) -> String {
        var parts = ["ledgerctl keeps action plans as journals that nobody can edit unseen"]
        parts.append("Examples\n" + examples(starters))
        parts.append(contentsOf: sections(of: commands))
        parts.append(
            "`ledgerctl help VERB` shows what a verb takes. Data goes to standard output, words\n"
                + "for people to standard error."
        )
        parts.append("Environment\n" + rows(variables))
        parts.append("Exit codes\n" + rows(codes))
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The verbs of `commands` that begin with the word `first`, in one line each.
    static func group(_ first: String, of commands: [Command]) -> String {
        let members = commands.filter { $0.grammar.words[0] == first }
        return "ledgerctl \(first) …\n\n" + sections(of: members).joined(separator: "\n\n") + "\n"
    }

    private static let starters = [
        Example("status", "where the plan stands"),
        Example("show A1", "one action with its dates, leads and notes"),
        Example(
            "note A1 \"Paper drafted for the March board\" --by KT",
            "record progress"
        ),
        Example("report --meeting 2018-11-15", "the board's assurance report"),
        Example("verify", "prove that the journal is whole"),
    ]

    private static let variables = [
        ["LEDGER", "the folder of journals, where --ledger is not given"],
        ["LEDGER_BY", "the key of whoever records, where --by is not given"],
        ["LEDGERCTL_PAGER, PAGER", "the program that shows long answers; empty for none"],
        ["NO_COLOR", "set to anything, no colours"],
    ]

    private static let codes = [
        ["0", "done"],
        ["1", "refused, not found or unreadable"],
        ["2", "torn: the journal ends within a line"],
        ["3", "tampered: a line or a checkpoint does not hold"],
        ["4", "unanchored, where an anchor was asked for"],
        ["64", "the command line was not understood"],
    ]

    private static func sections(of commands: [Command]) -> [String] {
        Command.Kind.allCases.compactMap { kind in
            let members = commands.filter { $0.kind == kind }.map(\.grammar)
            guard !members.isEmpty else { return nil }
            return kind.rawValue + "\n" + rows(members.map { [$0.name, $0.purpose] })
        }
    }

    private static func examples(_ examples: [Example]) -> String {
        examples.map { indented($0.line) + "\n      " + $0.meaning }.joined(separator: "\n")
    }

    private static func listed(_ options: [Option]) -> String {
        rows(options.map { [$0.spelling, $0.meaning + ($0.isRequired ? " (needed)" : "")] })
    }

    private static func explained(_ meaning: String, _ choices: [String]) -> String {
        choices.isEmpty ? meaning : "\(meaning): \(choices.joined(separator: ", "))"
    }

    private static func rows(_ rows: [[String]]) -> String {
        let width = rows.map { $0[0].count }.max() ?? 0
        return rows.map { row in
            indented(row[0] + String(repeating: " ", count: width - row[0].count) + "  " + row[1])
        }.joined(separator: "\n")
    }

    private static func indented(_ line: String) -> String { "  " + line }
}
