// `confirm` says that somebody independent found a milestone done.

extension Command {
    /// Records delivery-confirmed.
    static let confirm = Command(
        .recording,
        Grammar(
            "confirm",
            "confirms a delivery; not by its leads, nor by who declared it",
            examples: [
                Example(
                    "confirm A1 --line 2 --by JMW",
                    "confirmed by the second line"
                )
            ],
            positionals: [
                Positional("MILESTONE", "the action, such as A1; A1/2 for its second milestone")
            ],
            options: [
                Option("line", choices: ["1", "2", "3"], "the line of assurance of who says so")
            ],
            common: Option.recording(),
            seeAlso: ["deliver", "return"]
        )
    ) { given, world throws(CommandError) in
        try Record.confirm(given, world)
    }
}
