// `assign` names the leads of an action.

extension Command {
    /// Records leads-named, one event for each role given.
    static let assign = Command(
        .planning,
        Grammar(
            "assign",
            "names who answers for an action and who does the work",
            examples: [
                Example(
                    "assign A1 --accountable KT --responsible JMW/HWB",
                    "one who answers for it, two who do the work"
                ),
                Example(
                    "assign A1 --responsible none",
                    "nobody does the work yet"
                ),
            ],
            positionals: [
                Positional("ACTION", "the action, such as A1 or C1.iii")
            ],
            options: [
                Option(
                    "accountable",
                    "KEY/KEY",
                    "who answers for it, between slashes; none for nobody"
                ),
                Option(
                    "responsible",
                    "KEY/KEY",
                    "who does the work, between slashes; none for nobody"
                ),
            ],
            common: Option.recording(),
            seeAlso: ["leave", "add person", "add body"]
        )
    ) { given, world throws(CommandError) in
        try Record.assign(given, world)
    }
}
