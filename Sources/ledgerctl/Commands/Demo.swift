// `demo` records the history of an invented county.

extension Command {
    /// Records a demonstration, or a large plan of the same shape to measure with.
    static let demo = Command(
        .besides,
        Grammar(
            "demo",
            "records eighteen months of an invented county, to look at and to try things on",
            examples: [
                Example("demo trial", "begins trial/moorland-2024.jsonl; nothing in it is real"),
                Example(
                    "demo large --actions 1000 --entries 100000",
                    "a large plan of the same shape, to measure with"
                ),
            ],
            positionals: [
                Positional("FOLDER", "the ledger to begin it in; made where there is none")
            ],
            options: [
                Option("actions", "N", "make a plan of so many actions, up to 20000"),
                Option("entries", "N", "make a plan of so many entries; else 100 an action"),
                Option("seed", "N", "another history of the same kind; else 1"),
            ],
            common: [],
            seeAlso: ["status", "report", "replay"]
        )
    ) { given, world throws(CommandError) in
        try Demo.run(given, world)
    }
}
