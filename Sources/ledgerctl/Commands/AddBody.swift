// `add body` names a board, a team or another body.

extension Command {
    /// Records body-named.
    static let addBody = Command(
        .planning,
        Grammar(
            "add body",
            "names a body: a board, a team, a group of office-holders",
            examples: [
                Example(
                    #"add body HWB "Health and Wellbeing Board""#,
                    "the board that a plan answers to"
                ),
                Example(
                    #"add body CEX "Chief Executives" --members KT/JMW"#,
                    "a group whose members are known"
                ),
            ],
            positionals: [
                Positional("KEY", "the key, such as HWB"),
                Positional("NAME", "what the body is called"),
            ],
            options: [
                Option("organisation", "NAME", "the organisation it belongs to"),
                Option("members", "KEY/KEY", "the keys of its members, between slashes"),
            ],
            common: Option.recording(),
            seeAlso: ["add person", "assign"]
        )
    ) { given, world throws(CommandError) in
        try Record.addBody(given, world)
    }
}
