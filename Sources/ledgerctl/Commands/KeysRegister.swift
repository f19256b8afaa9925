// `keys register` says that somebody signs from now on.

extension Command {
    /// Records key-registered.
    static let registerKey = Command(
        .proving,
        Grammar(
            "keys register",
            "registers the key of whoever records; from now on what they record is signed",
            examples: [
                Example(
                    #"keys register --by KT"#,
                    "the key that `keys new --person KT` made"
                )
            ],
            positionals: [
                Positional("NUMBER", "which key, where there are several", .optional)
            ],
            common: Option.recording(),
            seeAlso: ["keys new", "keys revoke", "verify"]
        )
    ) { given, world throws(CommandError) in
        try Record.registerKey(given, world)
    }
}
