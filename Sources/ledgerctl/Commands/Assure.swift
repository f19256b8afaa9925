// `assure` says how sure the board may be of a priority.

extension Command {
    /// Records assurance-given.
    static let assure = Command(
        .board,
        Grammar(
            "assure",
            "says how sure the board may be of a priority",
            examples: [
                Example(
                    "assure A limited --meeting 2018-11-15 --by JMW",
                    "none, limited, reasonable or substantial, unless a policy has other words"
                )
            ],
            positionals: [
                Positional("PRIORITY", "the priority, such as A"),
                Positional("LEVEL", "a level of the policy in force"),
            ],
            options: [
                Option("meeting", "DAY", "the day of the meeting it is given for", isRequired: true)
            ],
            common: Option.recording(),
            seeAlso: ["adopt policy", "report"]
        )
    ) { given, world throws(CommandError) in
        try Record.assure(given, world)
    }
}
