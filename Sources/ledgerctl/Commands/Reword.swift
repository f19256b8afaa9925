// `reword` gives an action another title.

extension Command {
    /// Records action-reworded.
    static let reword = Command(
        .planning,
        Grammar(
            "reword",
            "gives an action another title; the old one stays in its history",
            examples: [
                Example(
                    #"reword A1 "Write and publish a joint strategy" --because "Agreed on 17 May""#,
                    "the reason is recorded with it"
                )
            ],
            positionals: [
                Positional("ACTION", "the action, such as A1 or C1.iii"),
                Positional("TITLE", "the promise in its new words"),
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["history"]
        )
    ) { given, world throws(CommandError) in
        try Record.reword(given, world)
    }
}
