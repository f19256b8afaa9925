// `keys list` shows the keys of this user.

extension Command {
    /// Shows the keys of this user.
    static let listKeys = Command(
        .proving,
        Grammar(
            "keys list",
            "shows the keys of this user, and never a private one",
            examples: [
                Example(
                    #"keys list"#,
                    "whose each is, its name and its number"
                )
            ],
            common: Option.showing,
            seeAlso: ["keys show", "keys new"]
        )
    ) { given, world throws(CommandError) in
        try Answer.listKeys(given, world)
    }
}
