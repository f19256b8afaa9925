// `witness` signs the checkpoint of somebody else's journal.

extension Command {
    /// Signs a checkpoint as a witness.
    static let witness = Command(
        .proving,
        Grammar(
            "witness",
            "signs the checkpoint of another's journal, if it goes on from the last one seen",
            examples: [
                Example(
                    #"witness request.txt --policy policy.txt -o answer.txt"#,
                    "checks it against the last one seen, remembers it, and signs it"
                )
            ],
            positionals: [
                Positional(
                    "REQUEST",
                    "what `prove --from` made, or the first checkpoint of a journal"
                )
            ],
            options: [
                Option("output", "FILE", "write to this file; else to standard output", short: "o"),
                Option(switch: "force", "replace the file where it is there"),
            ] + Option.trusting,
            common: [],
            seeAlso: ["keys new", "prove", "checkpoint"]
        )
    ) { given, world throws(CommandError) in
        try Answer.witness(given, world)
    }
}
