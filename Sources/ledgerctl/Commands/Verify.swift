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
                Example(
                    "verify --since minutes-2018-11.txt",
                    "whether it still begins as those three lines of the minutes say"
                ),
            ],
            options: [
                Option(
                    switch: "rules",
                    "decide every entry again, check its files, list broken rules"
                ),
                .all,
                Option(
                    "since",
                    "FILE",
                    "an old checkpoint, or its three lines out of the minutes, that must still hold",
                    mayRepeat: true
                ),
            ] + Option.trusting,
            common: Option.readingAll,
            alternatives: [["plan", "all"], ["since", "all"]],
            seeAlso: ["checkpoint", "check", "replay"]
        )
    ) { given, world throws(CommandError) in
        try Answer.verify(given, world)
    }
}
