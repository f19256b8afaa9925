// `cancel` says that a meeting will not be held.

extension Command {
    /// Records meeting-cancelled.
    static let cancel = Command(
        .board,
        Grammar(
            "cancel",
            "says that a meeting will not be held; for another day, `add meeting --moved-from`",
            examples: [
                Example(
                    #"cancel 2018-07-19 --because "No quorum""#,
                    "what is due at it stays due on its day"
                )
            ],
            positionals: [
                Positional("DAY", "the day it was called for")
            ],
            options: [
                Option("board", "BOARD", "the board that was to meet; else the plan's")
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["add meeting"]
        )
    ) { given, world throws(CommandError) in
        try Record.cancel(given, world)
    }
}
