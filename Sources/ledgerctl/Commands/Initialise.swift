// `init` makes a ledger in a place that has none.

extension Command {
    /// Makes the folder, or the schema of a database.
    static let initialise = Command(
        .besides,
        Grammar(
            "init",
            "makes a ledger: a folder, or what a PostgreSQL database needs to be one",
            examples: [
                Example("init --ledger ./events", "an empty folder"),
                Example(
                    "init --ledger postgres://admin@db/oxford",
                    "the schema, and the roles oxford_writer and oxford_reader; run it again after an update"
                ),
            ],
            common: [.ledger],
            seeAlso: ["copy", "add plan"]
        )
    ) { given, world throws(CommandError) in
        try Homes.initialise(given, world)
    }
}
