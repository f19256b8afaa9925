// `check` checks a proof that somebody made.

extension Command {
    /// Checks a proof against the keys that are believed.
    static let check = Command(
        .proving,
        Grammar(
            "check",
            "checks a proof: what it shows, by whose word, and what it cannot show",
            examples: [
                Example(
                    #"check 17.tlog-proof --trust council.example/plan+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"#,
                    "whether its line stands in the journal that this key signed"
                ),
                Example(
                    #"check request.txt --since minutes-2018-11.txt --policy policy.txt"#,
                    "whether the journal has grown out of the one in the minutes"
                ),
            ],
            positionals: [
                Positional("PROOF", "the file, as `prove` or another program wrote it")
            ],
            options: [
                Option("line", "FILE", "the line, where the proof does not carry it"),
                Option("since", "FILE", "the earlier checkpoint of a proof of growth"),
            ] + Option.trusting,
            common: [],
            seeAlso: ["prove", "verify"]
        )
    ) { given, world throws(CommandError) in
        try Answer.check(given, world)
    }
}
