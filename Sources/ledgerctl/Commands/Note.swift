// `note` records progress.

extension Command {
    /// Records progress-noted.
    static let note = Command(
        .recording,
        Grammar(
            "note",
            "records progress on an action, in words",
            examples: [
                Example(
                    #"note A1 "Paper drafted for the March board" --by KT"#,
                    "progress today"
                ),
                Example(
                    #"note A1 "Carers asked" --on 2018-02 --by JMW --for KT"#,
                    "progress in February, recorded for the lead"
                ),
                Example(
                    #"note A1 "Second draft awaited" --by-when 2018-06"#,
                    "with the date of the next step"
                ),
            ],
            positionals: [
                Positional("ACTION", "the action, such as A1 or C1.iii"),
                Positional("TEXT", "what happened, in quotation marks"),
            ],
            options: [
                Option("line", choices: ["1", "2", "3"], "the line of assurance of who says so"),
                Option("by-when", "DATE", "when what the note promises is due"),
            ],
            common: Option.recording(),
            seeAlso: ["rate", "forecast", "deliver"]
        )
    ) { given, world throws(CommandError) in
        try Record.note(given, world)
    }
}
