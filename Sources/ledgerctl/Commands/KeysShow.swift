// `keys show` writes public keys.

extension Command {
    /// Writes public keys.
    static let showKey = Command(
        .proving,
        Grammar(
            "keys show",
            "writes public keys, to hand on to whoever is to believe them",
            examples: [
                Example(
                    #"keys show cqc-2018"#,
                    "those of the plan; a name, a person or a number will do as well"
                )
            ],
            positionals: [
                Positional(
                    "NAME",
                    "a plan, a person, the name of a key or its number; else all",
                    .optional
                )
            ],
            common: [],
            seeAlso: ["keys list"]
        )
    ) { given, world throws(CommandError) in
        try Answer.showKey(given, world)
    }
}
