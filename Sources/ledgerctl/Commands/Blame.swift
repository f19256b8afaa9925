// `blame` says of every field who set it as it stands.

extension Command {
    /// The last change of every field.
    static let blame = Command(
        .reading,
        Grammar(
            "blame",
            "says of every field of an action which entry set it, by whom and why",
            examples: [
                Example(
                    "blame A1",
                    "each value as it stands, with its entry"
                )
            ],
            positionals: [
                Positional("CODE", "the code of an action")
            ],
            common: Option.readingSeveral,
            seeAlso: ["history", "show"]
        )
    ) { given, world throws(CommandError) in
        try Answer.blame(given, world)
    }
}
