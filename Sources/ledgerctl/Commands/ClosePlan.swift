// `close plan` ends the plan.

extension Command {
    /// Records plan-closed.
    static let closePlan = Command(
        .board,
        Grammar(
            "close plan",
            "ends the plan; afterwards only evidence, minutes and reports are added",
            examples: [
                Example(
                    #"close plan --meeting 2019-03-14 --agreed-by HWB --because "The rest went to the new plan""#,
                    "what is open then stays open in every count"
                )
            ],
            options: [
                Option("meeting", "DAY", "the day of the meeting", isRequired: true),
                Option(
                    "agreed-by",
                    "KEY",
                    "the body, or the person, who agreed to it",
                    isRequired: true
                ),
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["close", "report"]
        )
    ) { given, world throws(CommandError) in
        try Record.closePlan(given, world)
    }
}
