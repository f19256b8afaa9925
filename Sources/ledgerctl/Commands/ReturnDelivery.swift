// `return` sends a declared delivery back.

extension Command {
    /// Records delivery-returned.
    static let returnDelivery = Command(
        .recording,
        Grammar(
            "return",
            "sends a delivery back: declared, and found not to be done",
            examples: [
                Example(
                    #"return A1 --because "The annex is missing" --by JMW"#,
                    "the milestone is open again"
                )
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for its second milestone")
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["deliver", "reopen"]
        )
    ) { given, world throws(CommandError) in
        try Record.return(given, world)
    }
}
