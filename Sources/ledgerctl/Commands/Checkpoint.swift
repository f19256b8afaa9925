// `checkpoint` signs what the journal is now.

extension Command {
    /// Signs size and Merkle root of a journal.
    static let checkpoint = Command(
        .proving,
        Grammar(
            "checkpoint",
            "signs what the journal is now: three lines for the minutes",
            examples: [
                Example(
                    #"checkpoint"#,
                    "of the one journal of the ledger, with the key of its plan"
                ),
                Example(
                    #"checkpoint --add answer.txt"#,
                    "adds the signature that a witness answered with"
                ),
            ],
            options: [
                Option("add", "FILE", "add the signature of a witness to the last checkpoint"),
                Option("policy", "FILE", "a trust policy, by which what is added is checked"),
            ],
            common: Option.place + [Option(switch: "json", "write JSON")],
            seeAlso: ["keys new", "verify", "prove"]
        )
    ) { given, world throws(CommandError) in
        try Answer.checkpoint(given, world)
    }
}
