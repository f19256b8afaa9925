// `add risk` raises a risk to an action or a priority.

extension Command {
    /// Records risk-raised.
    static let addRisk = Command(
        .planning,
        Grammar(
            "add risk",
            "raises a risk to an action or a priority",
            examples: [
                Example(
                    #"add risk R1 "Winter beds are not funded" --about A1"#,
                    "`answer R1` says what is done about it, `close R1` that it is over"
                )
            ],
            positionals: [
                Positional("CODE", "the risk's code, such as R1; never used for anything else"),
                Positional("TITLE", "what may happen"),
            ],
            options: [
                Option("about", "CODE", "the action or the priority at risk", isRequired: true)
            ],
            common: Option.recording(),
            seeAlso: ["answer", "close"]
        )
    ) { given, world throws(CommandError) in
        try Record.addRisk(given, world)
    }
}
