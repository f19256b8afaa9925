// `add milestone` gives an action a completion date.

extension Command {
    /// Records milestone-added.
    static let addMilestone = Command(
        .planning,
        Grammar(
            "add milestone",
            "gives an action a completion date",
            examples: [
                Example(
                    #"add milestone A1 2018-05 --label "Draft for the board""#,
                    "due in May 2018; late from 1 June"
                ),
                Example(
                    "add milestone A1/2 2018-11-15 --meeting 2018-11-15",
                    "a second date: due at that meeting, wherever it is moved"
                ),
                Example(
                    #"add milestone A2 --written "As per AEDB plan" --depends aedb-2018:"#,
                    "no date agreed; another plan has it"
                ),
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for its second milestone"),
                Positional(
                    "DATE",
                    "the date as precisely as agreed: 2018-05-31, May 2018, 2018",
                    .optional
                ),
            ],
            options: [
                Option("label", "TEXT", "what is due then"),
                Option("written", "TEXT", "the date as the source wrote it"),
                Option("depends", "REFERENCE", "what it waits for: A3, aedb-2018:U1 or aedb-2018:"),
                Option("meeting", "DAY", "the board's meeting that it is due at"),
            ],
            common: Option.recording(),
            seeAlso: ["date", "forecast"]
        )
    ) { given, world throws(CommandError) in
        try Record.addMilestone(given, world)
    }
}
