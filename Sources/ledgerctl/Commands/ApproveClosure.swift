// `approve closure` records that a closure was agreed to.

extension Command {
    /// Records closure-approved.
    static let approveClosure = Command(
        .recording,
        Grammar(
            "approve closure",
            "records that the closure of an action or a milestone was agreed to",
            examples: [
                Example(
                    "approve closure A1 --agreed-by HWB --meeting 2018-07-19",
                    "from here on A1 counts as closed"
                ),
                Example(
                    "approve closure A1/2 --agreed-by HWB",
                    "a milestone that was closed alone"
                ),
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for a milestone closed alone")
            ],
            options: [
                Option(
                    "agreed-by",
                    "KEY",
                    "the body, or the person, who agreed to it",
                    isRequired: true
                ),
                Option("meeting", "DAY", "the day of the meeting where that was"),
            ],
            common: Option.recording(),
            seeAlso: ["close", "reopen"]
        )
    ) { given, world throws(CommandError) in
        try Record.approveClosure(given, world)
    }
}
