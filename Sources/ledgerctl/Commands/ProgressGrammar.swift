// The grammar of the verbs that record progress, dates and delivery.

extension Verb {
    static let progress = [
        Verb(
            group: .progress,
            grammar: Grammar(
                "note",
                "write a progress note",
                examples: [
                    Example("ledgerctl note A1 \"Paper drafted for the board\"", ""),
                    Example(
                        "ledgerctl note A1 \"Pilot ward open\" --on \"May 2018\" --for KT",
                        "for KT, speaking of May"
                    ),
                ],
                positionals: [.action, Positional("TEXT", "the note")],
                options: [
                    Option(
                        "line",
                        choices: ["1", "2", "3"],
                        "the line of assurance it comes from"
                    ),
                    Option("by-when", "DATE", "when what it speaks of should be done"),
                ],
                common: Option.recording(),
                seeAlso: ["rate", "deliver"]
            ),
            run: Record.note
        ),
        Verb(
            group: .progress,
            grammar: Grammar(
                "rate",
                "declare a rating; the published one is never better than the dates say",
                examples: [
                    Example(
                        "ledgerctl rate A1 amber --because \"two of five partners have agreed\"",
                        ""
                    )
                ],
                positionals: [
                    .action,
                    Positional("RATING", "the rating", choices: ["green", "amber", "red"]),
                ],
                common: Option.recording(because: "the reason; amber and red need one")
            ),
            run: Record.rate
        ),
        Verb(
            group: .progress,
            grammar: Grammar(
                "forecast",
                "say when a milestone will be reached; the agreed date stays",
                examples: [Example("ledgerctl forecast A1 \"Aug 2018\"", "")],
                positionals: [.milestone, .date],
                common: Option.recording(),
                seeAlso: ["date"]
            ),
            run: Record.forecast
        ),
        Verb(
            group: .progress,
            grammar: Grammar(
                "date",
                "agree another date, or correct one that was recorded wrongly",
                examples: [
                    Example(
                        "ledgerctl date A4/2 \"July 2018\" --agreed-by HWB --because \"two consultations\"",
                        "after approval a later date is a move, counted for ever"
                    ),
                    Example(
                        "ledgerctl date A4/2 2018-07 --corrects 41 --because \"typed 2018-08\"",
                        "entry 41 should have said July"
                    ),
                ],
                positionals: [.milestone, .date],
                options: [
                    Option(
                        "agreed-by",
                        "KEY",
                        "who agreed: a body, or a person who does not lead it"
                    ),
                    Option("meeting", "DAY", "the meeting at which"),
                    Option("corrects", "ENTRY", "the entry with the mistake"),
                ],
                common: Option.recording(because: Option.reasonNeeded),
                alternatives: [["meeting", "corrects"]],
                seeAlso: ["forecast", "strike"]
            ),
            run: Record.date
        ),
        Verb(
            group: .progress,
            grammar: Grammar(
                "deliver",
                "declare a milestone delivered",
                examples: [Example("ledgerctl deliver A1 --on \"15 May 2018\"", "")],
                positionals: [.milestone],
                common: Option.recording(),
                seeAlso: ["confirm"]
            ),
            run: Record.deliver
        ),
        Verb(
            group: .progress,
            grammar: Grammar(
                "confirm",
                "confirm a delivery, as somebody independent",
                examples: [Example("ledgerctl confirm A1 --line 2", "")],
                positionals: [.milestone],
                options: [
                    Option("line", choices: ["1", "2", "3"], "the line of assurance")
                ],
                common: Option.recording(),
                seeAlso: ["return"]
            ),
            run: Record.confirm
        ),
        Verb(
            group: .progress,
            grammar: Grammar(
                "return",
                "send a delivery back: it is not done",
                examples: [Example("ledgerctl return A1 --because \"the ward has no staff\"", "")],
                positionals: [.milestone],
                common: Option.recording(because: Option.reasonNeeded),
                seeAlso: ["reopen"]
            ),
            run: Record.return
        ),
        Verb(
            group: .progress,
            grammar: Grammar(
                "reopen",
                "undo a delivery or a closure",
                examples: [
                    Example("ledgerctl reopen A1 --because \"closed again in winter\"", ""),
                    Example("ledgerctl reopen A4/2 --because \"…\"", "one milestone alone"),
                ],
                positionals: [.milestone],
                common: Option.recording(because: Option.reasonNeeded)
            ),
            run: Record.reopen
        ),
    ]
}
