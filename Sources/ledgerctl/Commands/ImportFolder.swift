// `import` opens a journal from a folder of CSV files.

extension Command {
    /// Records a plan as published, event by event.
    static let importFolder = Command(
        .planning,
        Grammar(
            "import",
            "opens a journal from a folder of CSV files, verbatim",
            examples: [
                Example(
                    "import plans --plan cqc-2018 --by KT --on 2018-03-22",
                    "reads plans/cqc-2018.*.csv; nothing is guessed"
                ),
                Example(
                    "import plans --plan cqc-2018 --by KT --on 2018-03-22 --dry-run",
                    "shows what it would record"
                ),
            ],
            positionals: [
                Positional("FOLDER", "the folder with the files")
            ],
            options: [
                Option("title", "TITLE", "what the plan is called; else as in plans.csv"),
                Option("board", "BOARD", "the board it answers to; else as a lead's role names it"),
            ],
            common: Option.recording(),
            seeAlso: ["add plan", "gaps"]
        )
    ) { given, world throws(CommandError) in
        try Record.import(given, world)
    }
}
