// `date` asks for, agrees, refuses or corrects a completion date.

extension Command {
    /// Records date-agreed, or what its switches say: date-requested, date-refused, date-corrected.
    static let date = Command(
        .recording,
        Grammar(
            "date",
            "agrees a completion date; or asks for one, refuses it, or corrects one",
            examples: [
                Example(
                    #"date A1 2018-07 --agreed-by HWB --because "Two partners joined late""#,
                    "a later date is a move, and never improves a rating"
                ),
                Example(
                    #"date A1 2018-07 --request --because "Two partners joined late" --by KT"#,
                    "asks for a later date; nothing moves until it is agreed"
                ),
                Example(
                    #"date A1 --refuse --agreed-by HWB --because "Winter comes first""#,
                    "the request is refused, and the date stays"
                ),
                Example(
                    #"date A1/2 2018-11-15 --corrects 41 --because "The minutes say November""#,
                    "entry 41 should have said so: not a move"
                ),
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for its second milestone"),
                Positional(
                    "DATE",
                    "the date as precisely as agreed: 2018-07-19, July 2018; none with --refuse",
                    .optional
                ),
            ],
            options: [
                Option(switch: "request", "ask for the date: it holds once it is agreed"),
                Option(switch: "refuse", "answer the open request: the date stays"),
                Option("agreed-by", "KEY", "the body, or the person, who agreed to it or refused"),
                Option("meeting", "DAY", "the day of the meeting where that was"),
                Option("corrects", "ENTRY", "the number of the entry with the mistake"),
            ],
            common: Option.recording(because: Option.reasonNeeded),
            alternatives: [
                ["request", "refuse", "corrects"], ["request", "agreed-by"],
                ["request", "meeting"], ["corrects", "meeting"],
            ],
            seeAlso: ["forecast", "history"]
        )
    ) { given, world throws(CommandError) in
        try Record.date(given, world)
    }
}
