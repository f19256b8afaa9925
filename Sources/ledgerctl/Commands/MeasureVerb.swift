// `measure` records a reading of a measure.

extension Command {
    /// Records measure-read.
    static let measure = Command(
        .recording,
        Grammar(
            "measure",
            "records a reading of a measure",
            examples: [
                Example(
                    "measure M1 92 --on 2018-09",
                    "what was counted in September"
                ),
                Example(
                    #"measure M1 "92 people""#,
                    "with the unit, which must be the measure's own"
                ),
                Example(
                    "measure M2 41.5 --by KT",
                    "digits stay as they are written"
                ),
            ],
            positionals: [
                Positional("MEASURE", "the code of the measure, such as M1"),
                Positional("VALUE", "the number, in the measure's unit, which may follow it"),
            ],
            common: Option.recording(),
            seeAlso: ["add measure", "show"]
        )
    ) { given, world throws(CommandError) in
        try Record.measure(given, world)
    }
}
