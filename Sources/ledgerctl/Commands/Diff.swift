// `diff` compares the plan at two moments.

extension Command {
    /// Two replays, side by side.
    static let diff = Command(
        .reading,
        Grammar(
            "diff",
            "compares the plan at two moments: what changed, both ways",
            examples: [
                Example(
                    "diff 2018-05-17 2018-11-15",
                    "between two meetings"
                ),
                Example(
                    "diff 40 45",
                    "what five entries changed"
                ),
            ],
            positionals: [
                Positional("FROM", "the earlier moment: an entry, a time or a day"),
                Positional("TO", "the later moment"),
            ],
            common: Option.readingSeveral,
            seeAlso: ["replay", "status"]
        )
    ) { given, world throws(CommandError) in
        try Answer.diff(given, world)
    }
}
