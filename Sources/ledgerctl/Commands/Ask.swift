// `ask` asks for help with an action.

extension Command {
    /// Records help-asked.
    static let ask = Command(
        .recording,
        Grammar(
            "ask",
            "asks for help with an action; the call gets the next free number",
            examples: [
                Example(
                    #"ask A1 "A venue for forty people in May" --by KT"#,
                    "the board sees it until it is answered"
                )
            ],
            positionals: [
                Positional("ACTION", "the action, such as A1 or C1.iii"),
                Positional("TEXT", "what is needed, in quotation marks"),
            ],
            common: Option.recording(),
            seeAlso: ["answer", "note"]
        )
    ) { given, world throws(CommandError) in
        try Record.ask(given, world)
    }
}
