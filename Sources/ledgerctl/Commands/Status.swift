// `status` says where the plan stands.

extension Command {
    /// Counts by rating, and the worst first.
    static let status = Command(
        .reading,
        Grammar(
            "status",
            "says where the plan stands, in a few lines, worst first",
            examples: [
                Example(
                    "status",
                    "today"
                ),
                Example(
                    "status --as-at 2018-11-15 --known-at 2018-11-07",
                    "what had happened by the meeting, as known when its papers closed"
                ),
                Example(
                    "status --all",
                    "every plan of the ledger on one page"
                ),
            ],
            common: Option.readingSeveral,
            seeAlso: ["list", "gaps", "report"]
        ),
        overSeveral: { several throws(CommandError) in try Answer.status(several) }
    ) { given, world throws(CommandError) in
        try Answer.status(given, world)
    }
}
