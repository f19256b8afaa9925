// `keys revoke` ends what a registered key can do.

extension Command {
    /// Records key-revoked.
    static let revokeKey = Command(
        .proving,
        Grammar(
            "keys revoke",
            "revokes a registered key: what is signed with it later counts as unsigned",
            examples: [
                Example(
                    #"keys revoke KT --because "The laptop was stolen" --by IH"#,
                    "where KT has registered several, give the number too"
                )
            ],
            positionals: [
                Positional("PERSON", "whose key it is"),
                Positional("NUMBER", "which key, where there are several", .optional),
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["keys register"]
        )
    ) { given, world throws(CommandError) in
        try Record.revokeKey(given, world)
    }
}
