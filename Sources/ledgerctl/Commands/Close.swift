// `close` ends what is not delivered here: an action, a milestone, a risk.

import Ledger

extension Command {
    /// Records action-closed, or risk-closed.
    static let close = Command(
        .recording,
        Grammar(
            "close",
            "ends an action or a milestone without delivery, or a risk that is over",
            examples: [
                Example(
                    #"close A1 --how transferred --to aedb-2018:U1 --because "Part of the winter plan""#,
                    "it stays in every count; its dates count until the closure is approved"
                ),
                Example(
                    #"close A1/2 --how withdrawn --because "The draft was not needed""#,
                    "one milestone alone"
                ),
                Example(
                    #"close R1 --because "The beds are funded""#,
                    "a risk"
                ),
            ],
            positionals: [
                Positional(
                    "CODE",
                    "the action, such as A1; A1/2 for its second milestone; R1 for a risk"
                )
            ],
            options: [
                Option(
                    "how",
                    choices: Closure.Way.allCases.map(\.rawValue),
                    "how an action or milestone ends; not for a risk"
                ),
                Option(
                    "to",
                    "REFERENCE",
                    "what or who has it now: C1, aedb-2018:U1, aedb-2018: or KT"
                ),
                Option("place", "WORDS", "where it went, in words"),
            ],
            common: Option.recording(because: Option.reasonNeeded),
            seeAlso: ["approve closure", "reopen", "close plan"]
        )
    ) { given, world throws(CommandError) in
        try Record.close(given, world)
    }
}
