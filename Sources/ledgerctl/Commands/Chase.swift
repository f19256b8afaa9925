// `chase` lists what each lead is asked for before the board next meets.

extension Command {
    /// Whom to ask for what, and nobody who is up to date.
    static let chase = Command(
        .reading,
        Grammar(
            "chase",
            "lists what leads are asked for before the next meeting, and nobody up to date",
            examples: [
                Example(
                    "chase",
                    "by organisation and lead, by the papers day of the next meeting"
                ),
                Example(
                    "chase --meeting 2018-11-15 --as-at 2018-10-31 --format csv -o chase.csv",
                    "a row a lead, for mail merge in Word"
                ),
                Example(
                    "chase --for KT --format ics -o kt.ics",
                    "what KT is asked for, for a diary"
                ),
                Example(
                    "chase org:OCC priority:A",
                    "about part of the plan; the same terms as list has"
                ),
            ],
            positionals: [
                Positional(
                    "QUERY",
                    "terms such as priority:A lead:KT rating:red due:2018-11 stale:>35d not:…",
                    .repeating
                )
            ],
            options: [
                Option("meeting", "DAY", "the meeting to ask for; else the next one of the board"),
                Option("for", "KEY", "what this lead is asked for, and nobody else"),
                Option(
                    "format",
                    choices: ["text", "csv", "ics", "json"],
                    "how it is written; else text"
                ),
                Option("output", "FILE", "the file to write; else standard output", short: "o"),
                Option(switch: "force", "write over a file that is there"),
            ],
            common: Option.readingSeveral,
            seeAlso: ["gaps", "list", "report", "add meeting"]
        )
    ) { given, world throws(CommandError) in
        try Answer.chase(given, world)
    }
}
