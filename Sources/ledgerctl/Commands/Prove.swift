// `prove` makes proofs for somebody who does not have the journal.

extension Command {
    /// Makes a proof of a line, of an action's lines, or of growth.
    static let prove = Command(
        .proving,
        Grammar(
            "prove",
            "makes a proof that leads to the last checkpoint, for somebody without the journal",
            examples: [
                Example(
                    #"prove --entry 17 -o 17.tlog-proof"#,
                    "that entry 17 stands in the journal (C2SP tlog-proof)"
                ),
                Example(
                    #"prove --action A1 -o A1.proof"#,
                    "every line that names A1, with one proof for all of them"
                ),
                Example(
                    #"prove --from 40 -o request.txt"#,
                    "that the journal has grown out of its first 40 entries, for a witness"
                ),
            ],
            options: [
                Option("entry", "N", "prove that this entry stands in the journal"),
                Option("action", "CODE", "prove it of every line that names this action"),
                Option("from", "N|FILE", "prove growth from so many entries, or from a checkpoint"),
                Option("output", "FILE", "write to this file; else to standard output", short: "o"),
                Option(switch: "force", "replace the file where it is there"),
            ],
            common: Option.place,
            alternatives: [["entry", "action"], ["entry", "from"], ["action", "from"]],
            seeAlso: ["check", "checkpoint", "witness"]
        )
    ) { given, world throws(CommandError) in
        try Answer.prove(given, world)
    }
}
