// `forecast` gives the estimate of the lead.

extension Command {
    /// Records forecast-given.
    static let forecast = Command(
        .recording,
        Grammar(
            "forecast",
            "gives the estimate of the lead; the agreed date stays",
            examples: [
                Example(
                    "forecast A1 2018-08 --by KT",
                    "expected in August 2018"
                )
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for its second milestone"),
                Positional("DATE", "when it is expected: 2018-08-20, August 2018"),
            ],
            common: Option.recording(),
            seeAlso: ["date", "note"]
        )
    ) { given, world throws(CommandError) in
        try Record.forecast(given, world)
    }
}
