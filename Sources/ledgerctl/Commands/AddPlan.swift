// `add plan` opens a journal: the first entry of a plan.

extension Command {
    /// Records plan-opened, the first event of a journal.
    static let addPlan = Command(
        .planning,
        Grammar(
            "add plan",
            "opens the journal of a new plan",
            examples: [
                Example(
                    #"add plan cqc-2018 --title "System review action plan" --board HWB --by KT"#,
                    "begins events/cqc-2018.jsonl"
                )
            ],
            positionals: [
                Positional("CODE", "the code of the plan, which names its journal")
            ],
            options: [
                Option("title", "TITLE", "what the plan is called", isRequired: true),
                Option(
                    "board",
                    "BOARD",
                    "the board it answers to: its key or name",
                    isRequired: true
                ),
                Option("place", "PLACE", "the place the plan is for"),
                Option("source", "TEXT", "the document it was taken from"),
            ],
            common: Option.recording().filter { $0.name != "plan" },
            seeAlso: ["import", "approve plan"]
        )
    ) { given, world throws(CommandError) in
        try Record.addPlan(given, world)
    }
}
