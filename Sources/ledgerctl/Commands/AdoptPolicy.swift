// `adopt policy` sets the thresholds that ratings go by.

extension Command {
    /// Records policy-adopted.
    static let adoptPolicy = Command(
        .board,
        Grammar(
            "adopt policy",
            "sets the thresholds of ratings and the words for assurance, from its day on",
            examples: [
                Example(
                    #"adopt policy "Key of July 2018" --agreed-by HWB --meeting 2018-07-19 --near-days 35"#,
                    "what it leaves out stays as built in"
                ),
                Example(
                    #"adopt policy "Key of 2019" --agreed-by HWB --levels none/limited/reasonable/full"#,
                    "other words for levels of assurance, least first"
                ),
            ],
            positionals: [
                Positional("NAME", "what the policy is called")
            ],
            options: [
                Option(
                    "agreed-by",
                    "KEY",
                    "the body, or the person, who agreed to it",
                    isRequired: true
                ),
                Option("meeting", "DAY", "the day of the meeting where that was"),
                Option(
                    "evidence-days",
                    "DAYS",
                    "days that a delivery may wait for confirmation; built in, 42"
                ),
                Option(
                    "tolerance-days",
                    "DAYS",
                    "days by which a forecast may be late and not yet red; built in, 30"
                ),
                Option(
                    "tolerance-months",
                    "MONTHS",
                    "the same in months, where a date is a month; built in, 1"
                ),
                Option(
                    "near-days",
                    "DAYS",
                    "days before its date in which quiet is a risk; built in, 28"
                ),
                Option(
                    "quiet-days",
                    "DAYS",
                    "days without a note that are quiet; built in, 35"
                ),
                Option(
                    "stale-days",
                    "DAYS",
                    "days after which a progress note is stale; built in, 70"
                ),
                Option(
                    "start-days",
                    "DAYS",
                    "days after approval after which no note at all is grey; built in, 70"
                ),
                Option(
                    "levels",
                    "WORDS",
                    "words for levels of assurance, least first, joined by /"
                ),
            ],
            common: Option.recording(),
            seeAlso: ["assure", "rate"]
        )
    ) { given, world throws(CommandError) in
        try Record.adoptPolicy(given, world)
    }
}
