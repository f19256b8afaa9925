// `add meeting` enters a meeting of the board.

extension Command {
    /// Records meeting-called.
    static let addMeeting = Command(
        .planning,
        Grammar(
            "add meeting",
            "enters a meeting of the board",
            examples: [
                Example(
                    #"add meeting 2018-11-15 "The Board" --papers 2018-11-07"#,
                    "with the day its papers close"
                ),
                Example(
                    #"add meeting 2018-11-22 "The Board" --moved-from 2018-11-15"#,
                    "the same meeting, a week later"
                ),
            ],
            positionals: [
                Positional("DAY", "the day of the meeting"),
                Positional("TITLE", "what it is called"),
            ],
            options: [
                Option("board", "BOARD", "the board that meets; else the plan's"),
                Option("papers", "DAY", "the day its papers close"),
                Option("moved-from", "DAY", "the day it was called for before"),
            ],
            common: Option.recording(),
            seeAlso: ["approve plan", "report"]
        )
    ) { given, world throws(CommandError) in
        try Record.addMeeting(given, world)
    }
}
