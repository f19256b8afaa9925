// `gaps` lists what the plan lacks.

extension Command {
    /// What nobody has said yet.
    static let gaps = Command(
        .reading,
        Grammar(
            "gaps",
            "lists what is missing: dates, leads, notes, evidence",
            examples: [
                Example(
                    "gaps",
                    "undated, without a lead, led by a body alone, stale"
                ),
                Example(
                    "gaps --as-at 2018-11-15 --json",
                    "for another program"
                ),
            ],
            common: Option.readingSeveral,
            seeAlso: ["status", "list"]
        )
    ) { given, world throws(CommandError) in
        try Answer.gaps(given, world)
    }
}
