// `word` supplies words of the paper for a meeting.

import Ledger

extension Command {
    /// Records paper-worded.
    static let word = Command(
        .board,
        Grammar(
            "word",
            "supplies words of the paper for a meeting; the latest words count",
            examples: [
                Example(
                    #"word 2018-11-15 summary "Forty of sixty milestones are on track""#,
                    "the summary that opens the paper"
                ),
                Example(
                    #"word 2018-11-15 financial "None beyond agreed budgets""#,
                    "its financial implications"
                ),
            ],
            positionals: [
                Positional("DAY", "the day of the meeting"),
                Positional(
                    "PART",
                    "the part of the paper",
                    choices: PaperPart.allCases.map(\.rawValue)
                ),
                Positional("TEXT", "the words, in quotation marks"),
            ],
            common: Option.recording(),
            seeAlso: ["report"]
        )
    ) { given, world throws(CommandError) in
        try Record.word(given, world)
    }
}
