// `show` shows one action, priority, person or body.

extension Command {
    /// All that hangs on one code or key.
    static let show = Command(
        .reading,
        Grammar(
            "show",
            "shows one action, priority, person or body with all that hangs on it",
            examples: [
                Example(
                    "show A1",
                    "an action: leads, dates, notes, links"
                ),
                Example(
                    "show KT",
                    "a person: what they lead"
                ),
            ],
            positionals: [
                Positional(
                    "CODE",
                    "the code of an action or priority, or the key of a person or body"
                )
            ],
            common: Option.reading,
            seeAlso: ["history", "list"]
        )
    ) { given, world throws(CommandError) in
        try Answer.show(given, world)
    }
}
