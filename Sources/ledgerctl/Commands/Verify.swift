// `verify` looks for damage.

extension Command {
    /// The verdict on the bytes of a journal, which is the exit code too.
    static let verify = Command(
        .checking,
        Grammar(
            "verify",
            "looks for damage: bytes, chain, numbering, time and vocabulary",
            examples: [
                Example(
                    "verify",
                    "the one journal of the ledger"
                ),
                Example(
                    "verify --all --rules",
                    "every journal, every entry decided again, every file of evidence"
                ),
            ],
            options: [
                Option(
                    switch: "rules",
                    "decide every entry again, check its files, list broken rules"
                ),
                Option(switch: "all", "every journal of the ledger"),
            ],
            common: Option.readingAll,
            alternatives: [["plan", "all"]],
            seeAlso: ["replay", "history"]
        )
    ) { given, world throws(CommandError) in
        try Answer.verify(given, world)
    }
}
