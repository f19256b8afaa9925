// `add action` brings in an action or a sub-action.

extension Command {
    /// Records action-added.
    static let addAction = Command(
        .planning,
        Grammar(
            "add action",
            "brings in an action under a priority, or a part of an action",
            examples: [
                Example(
                    #"add action A1 "Write a joint strategy for older people" --under A"#,
                    "an action under priority A"
                ),
                Example(
                    #"add action A1.i "Ask carers what matters to them" --under A1"#,
                    "a part of action A1"
                ),
            ],
            positionals: [
                Positional("CODE", "the code, such as A1 or C1.iii"),
                Positional("TITLE", "the promise, as published"),
            ],
            options: [
                Option(
                    "under",
                    "CODE",
                    "the priority, or the action it is a part of",
                    isRequired: true
                ),
                Option("aim", "TEXT", "what it is to bring about"),
            ],
            common: Option.recording(),
            seeAlso: ["add milestone", "assign", "reword"]
        )
    ) { given, world throws(CommandError) in
        try Record.addAction(given, world)
    }
}
