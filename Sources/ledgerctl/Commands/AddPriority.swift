// `add priority` brings in a strategic priority.

extension Command {
    /// Records priority-added.
    static let addPriority = Command(
        .planning,
        Grammar(
            "add priority",
            "brings in a strategic priority",
            examples: [
                Example(
                    #"add priority A "Work as one system" --aim "People tell their story once""#,
                    "priority A"
                )
            ],
            positionals: [
                Positional("CODE", "the code, such as A"),
                Positional("TITLE", "what the priority is called"),
            ],
            options: [
                Option("under", "CODE", "the priority it belongs to"),
                Option("aim", "TEXT", "what it is to bring about"),
            ],
            common: Option.recording(),
            seeAlso: ["add action"]
        )
    ) { given, world throws(CommandError) in
        try Record.addPriority(given, world)
    }
}
