// `copy` copies plans from one ledger to another.

extension Command {
    /// Copies journals, evidence and checkpoints, byte for byte.
    static let copy = Command(
        .besides,
        Grammar(
            "copy",
            "copies plans to another ledger, byte for byte, and goes on where it stopped",
            examples: [
                Example("copy ./events postgres://admin@db/oxford", "every plan, into a database"),
                Example(
                    "copy postgres://admin@db/oxford ./backup --plan cqc-2018",
                    "one plan, into a folder"
                ),
            ],
            positionals: [
                Positional("FROM", "the ledger to copy: a folder, or postgres://…"),
                Positional("TO", "the ledger to copy to; a folder is made where there is none"),
            ],
            options: [
                Option(
                    "plan",
                    "PLAN",
                    "a plan to copy, which may stand more than once; else every plan",
                    mayRepeat: true
                )
            ],
            common: [Option(switch: "json", "write JSON")],
            seeAlso: ["verify", "init"]
        )
    ) { given, world throws(CommandError) in
        try Homes.copy(given, world)
    }
}
