// `show` shows one action, priority, risk, measure, person or body.

extension Command {
    /// All that hangs on one code or key.
    static let show = Command(
        .reading,
        Grammar(
            "show",
            "shows one action, priority, risk, measure, person or body, with what hangs on it",
            examples: [
                Example(
                    "show A1",
                    "an action: leads, dates, notes, links"
                ),
                Example(
                    "show KT --all",
                    "a person: what they lead, in every plan that knows them"
                ),
            ],
            positionals: [
                Positional(
                    "CODE",
                    "the code of an action, priority, risk or measure; or a key"
                )
            ],
            common: Option.readingSeveral,
            seeAlso: ["history", "list"]
        )
    ) { given, world throws(CommandError) in
        try Answer.show(given, world)
    }
}
