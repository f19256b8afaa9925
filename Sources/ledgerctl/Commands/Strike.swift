// `strike` says that an entry should never have been made.

extension Command {
    /// Records entry-struck.
    static let strike = Command(
        .recording,
        Grammar(
            "strike",
            "says that an entry should never have been made; it stays, shown as struck",
            examples: [
                Example(
                    #"strike 41 --because "Recorded for the wrong action""#,
                    "entry 41 no longer counts"
                )
            ],
            positionals: [
                Positional("ENTRY", "the number of the entry")
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["date", "replay"]
        )
    ) { given, world throws(CommandError) in
        try Record.strike(given, world)
    }
}
