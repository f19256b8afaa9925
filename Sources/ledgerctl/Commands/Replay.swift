// `replay` plays the entries one by one.

extension Command {
    /// The entries in order, each with its effect.
    static let replay = Command(
        .reading,
        Grammar(
            "replay",
            "plays the entries one by one, each with what it changed",
            examples: [
                Example(
                    "replay",
                    "from the first entry to the last"
                ),
                Example(
                    "replay --from 40 --to 45",
                    "six entries"
                ),
                Example(
                    "replay --follow",
                    "those there are, then each as it is recorded, until Ctrl-C"
                ),
            ],
            options: [
                Option("from", "ENTRY", "the number of the first entry to play"),
                Option("to", "ENTRY", "the number of the last"),
                Option(
                    switch: "follow",
                    "go on with what is recorded from now on; JSON is then a line an entry"
                ),
            ],
            common: Option.readingSeveral,
            seeAlso: ["history", "diff"]
        )
    ) { given, world throws(CommandError) in
        try Answer.replay(given, world)
    }
}
