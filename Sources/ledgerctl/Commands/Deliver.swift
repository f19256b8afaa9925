// `deliver` declares a milestone done.

extension Command {
    /// Records delivery-declared.
    static let deliver = Command(
        .recording,
        Grammar(
            "deliver",
            "declares a milestone done; somebody independent confirms it afterwards",
            examples: [
                Example(
                    "deliver A1 --on 2018-05-29 --by KT",
                    "the first milestone of A1"
                ),
                Example(
                    "deliver A1/2 --by KT",
                    "its second"
                ),
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for its second milestone")
            ],
            common: Option.recording(),
            seeAlso: ["confirm", "return", "note"]
        )
    ) { given, world throws(CommandError) in
        try Record.deliver(given, world)
    }
}
