// `minute` records what the board resolved, in words.

extension Command {
    /// Records decision-minuted.
    static let minute = Command(
        .board,
        Grammar(
            "minute",
            "records what the board resolved, in words; it approves nothing by itself",
            examples: [
                Example(
                    #"minute 2018-11-15 "RESOLVED to receive the report and note the new dates" --entries 41/42"#,
                    "with the entries it refers to"
                )
            ],
            positionals: [
                Positional("DAY", "the day of the meeting"),
                Positional("TEXT", "the words, in quotation marks"),
            ],
            options: [
                Option("entries", "ENTRIES", "the numbers of the entries it refers to, joined by /")
            ],
            common: Option.recording(),
            seeAlso: ["approve plan", "approve closure"]
        )
    ) { given, world throws(CommandError) in
        try Record.minute(given, world)
    }
}
