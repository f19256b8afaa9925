// `date` agrees another completion date, or corrects a recorded one.

extension Command {
    /// Records date-agreed; with `--corrects`, date-corrected.
    static let date = Command(
        .recording,
        Grammar(
            "date",
            "agrees a completion date, or corrects one that was recorded wrongly",
            examples: [
                Example(
                    #"date A1 2018-07 --agreed-by HWB --because "Two partners joined late""#,
                    "a later date is a move, and never improves a rating"
                ),
                Example(
                    #"date A1/2 2018-11-15 --corrects 41 --because "The minutes say November""#,
                    "entry 41 should have said so: not a move"
                ),
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for its second milestone"),
                Positional("DATE", "the date as precisely as agreed: 2018-07-19, July 2018"),
            ],
            options: [
                Option("agreed-by", "KEY", "the body, or the person, who agreed to it"),
                Option("meeting", "DAY", "the day of the meeting where it was agreed"),
                Option("corrects", "ENTRY", "the number of the entry with the mistake"),
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["forecast", "history"]
        )
    ) { given, world throws(CommandError) in
        try Record.date(given, world)
    }
}
