// `list` lists milestones, all or those that a query finds.

extension Command {
    /// Milestones with their leads, dates and ratings.
    static let list = Command(
        .reading,
        Grammar(
            "list",
            "lists milestones: all, or those that every term of a query finds",
            examples: [
                Example(
                    "list rating:red lead:KT",
                    "what is red and led by KT"
                ),
                Example(
                    "list priority:A due:..2018-09",
                    "due by the end of September 2018"
                ),
                Example(
                    "list 'moved:>0' not:rating:red",
                    "moved and not red; the quotation marks are for the shell"
                ),
                Example(
                    "list rating:red --plan cqc-2018 --plan aedb-2018",
                    "what is red in two plans"
                ),
            ],
            positionals: [
                Positional(
                    "QUERY",
                    "terms such as priority:A lead:KT rating:red due:2018-11 stale:>35d not:…",
                    .repeating
                )
            ],
            common: Option.readingSeveral,
            seeAlso: ["status", "show"]
        )
    ) { given, world throws(CommandError) in
        try Answer.list(given, world)
    }
}
