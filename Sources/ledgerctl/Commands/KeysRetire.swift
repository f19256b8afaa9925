// `keys retire` ends the use of a key.

extension Command {
    /// Ends the use of a key.
    static let retireKey = Command(
        .proving,
        Grammar(
            "keys retire",
            "ends the use of a key: its private part is gone, what it signed still counts",
            examples: [
                Example(
                    #"keys retire 33d7b496"#,
                    "after a new key of the plan has signed beside it for a while"
                )
            ],
            positionals: [
                Positional("NAME", "the number of the key, or its name where that is enough")
            ],
            common: [],
            seeAlso: ["keys new", "keys list"]
        )
    ) { given, world throws(CommandError) in
        try Answer.retireKey(given, world)
    }
}
