// `leave` says that a person has left.

extension Command {
    /// Records person-left.
    static let leave = Command(
        .planning,
        Grammar(
            "leave",
            "says that a person has left, and lists what they still lead",
            examples: [
                Example(
                    #"leave KT --on 2018-09-30 --because "Post ended""#,
                    "KT is named for nothing new from then on"
                )
            ],
            positionals: [
                Positional("KEY", "the key of the person")
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["assign"]
        )
    ) { given, world throws(CommandError) in
        try Record.leave(given, world)
    }
}
