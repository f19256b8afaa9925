// `approve plan` records that the board approved the plan.

extension Command {
    /// Records plan-approved.
    static let approvePlan = Command(
        .planning,
        Grammar(
            "approve plan",
            "records that the board approved the plan: its dates become the original ones",
            examples: [
                Example(
                    "approve plan --meeting 2018-03-22 --agreed-by HWB",
                    "from here on a later date counts as a move"
                )
            ],
            options: [
                Option("meeting", "DAY", "the day of the meeting", isRequired: true),
                Option("agreed-by", "KEY", "the body, or the person, who agreed to it"),
            ],
            common: Option.recording(),
            seeAlso: ["date", "add meeting"]
        )
    ) { given, world throws(CommandError) in
        try Record.approvePlan(given, world)
    }
}
