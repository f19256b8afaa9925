// `keys new` makes a key.

extension Command {
    /// Makes a key of a plan, a person or a witness.
    static let newKey = Command(
        .proving,
        Grammar(
            "keys new",
            "makes a key, keeps its private part for this user alone, and shows the public one",
            examples: [
                Example(
                    #"keys new --plan cqc-2018 --origin council.example/cqc-2018"#,
                    "to sign checkpoints of a plan with, under this name"
                ),
                Example(
                    #"keys new --person KT"#,
                    "to sign what KT records"
                ),
                Example(
                    #"keys new --witness audit.example/witness"#,
                    "to sign the checkpoints of others as a witness"
                ),
            ],
            options: [
                Option(
                    "origin",
                    "NAME",
                    "the name under which others know the plan; else PLAN.invalid/plan/PLAN"
                ),
                Option("person", "KEY", "a key for what this person records"),
                Option("witness", "NAME", "a key to witness the journals of others with"),
            ],
            common: Option.place,
            alternatives: [["person", "witness"], ["person", "origin"], ["witness", "origin"]],
            seeAlso: ["keys list", "keys register", "checkpoint"]
        )
    ) { given, world throws(CommandError) in
        try Answer.newKey(given, world)
    }
}
