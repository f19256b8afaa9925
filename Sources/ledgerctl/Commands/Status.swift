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
            ],
            common: Option.reading,
            seeAlso: ["list", "gaps", "report"]
        )
    ) { given, world throws(CommandError) in
        try Answer.status(given, world)
    }
}
