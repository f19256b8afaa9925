// `evidence` files what shows that something was done.

extension Command {
    /// Records evidence-filed, and keeps the file.
    static let evidence = Command(
        .recording,
        Grammar(
            "evidence",
            "files what shows that something was done: a file, which is kept, or an address",
            examples: [
                Example(
                    #"evidence A1 strategy.pdf --title "The strategy as adopted" --by KT"#,
                    "a copy is kept with the ledger, under the digest of its bytes"
                ),
                Example(
                    "evidence A1/2 https://example.org/minutes --line 3",
                    "an address, from independent assurance"
                ),
            ],
            positionals: [
                Positional(
                    "MILESTONE",
                    "the action, such as A1; A1/2 for its second milestone alone"
                ),
                Positional(
                    "PLACE",
                    "the file, or the address, such as https://example.org/minutes"
                ),
            ],
            options: [
                Option("title", "TEXT", "what it is; else the name of the file, or the address"),
                Option(
                    "line",
                    choices: ["1", "2", "3"],
                    "the line of assurance that it comes from"
                ),
                Option(switch: "exempt", "it is kept from the public"),
            ],
            common: Option.recording(),
            seeAlso: ["deliver", "confirm", "verify"]
        )
    ) { given, world throws(CommandError) in
        try Record.evidence(given, world)
    }
}
