// `reopen` takes back a delivery or a closure.

extension Command {
    /// Records action-reopened.
    static let reopen = Command(
        .recording,
        Grammar(
            "reopen",
            "takes back a delivery or a closure of an action or one milestone",
            examples: [
                Example(
                    #"reopen A1/2 --because "The service stopped in June""#,
                    "one milestone"
                ),
                Example(
                    #"reopen A1 --because "The service stopped in June""#,
                    "all milestones of the action"
                ),
            ],
            positionals: [
                Positional(
                    "MILESTONE",
                    "the action, such as A1, for all its milestones; A1/2 for one"
                )
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["deliver", "return"]
        )
    ) { given, world throws(CommandError) in
        try Record.reopen(given, world)
    }
}
