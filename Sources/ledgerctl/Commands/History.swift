// `history` lists every change, oldest first.

extension Command {
    /// The audit trail.
    static let history = Command(
        .reading,
        Grammar(
            "history",
            "lists every change, oldest first: value, who, for whom, when, why",
            examples: [
                Example(
                    "history A1",
                    "all that was ever recorded of A1"
                ),
                Example(
                    "history A1 --field due",
                    "its completion dates alone"
                ),
                Example(
                    "history KT",
                    "what was recorded of a person"
                ),
            ],
            positionals: [
                Positional("CODE", "a code or key; all of the plan where it is left out", .optional)
            ],
            options: [
                Option("field", "FIELD", "one field alone, such as due or title")
            ],
            common: Option.readingSeveral,
            seeAlso: ["blame", "replay"]
        )
    ) { given, world throws(CommandError) in
        try Answer.history(given, world)
    }
}
