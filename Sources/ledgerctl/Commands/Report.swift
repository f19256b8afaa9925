// `report` writes the assurance report for a meeting.

import Ledger

extension Command {
    /// The paper the board is shown.
    static let report = Command(
        .reading,
        Grammar(
            "report",
            "writes the assurance report for a meeting of the board",
            examples: [
                Example(
                    "report --meeting 2018-11-15",
                    "as at today, on the terminal"
                ),
                Example(
                    "report --meeting 2018-11-15 --as-at 2018-10-31 -o report.md",
                    "as things stood at the end of October, into a file"
                ),
                Example(
                    "report --for KT",
                    "KT's own list, with what is asked before the next meeting"
                ),
            ],
            options: [
                Option("meeting", "DAY", "the day of the meeting; needed but with --for"),
                Option("for", "KEY", "what this lead answers for and is asked, worst first"),
                Option(
                    "format",
                    choices: ReportFormat.allCases.map(\.rawValue),
                    "how it is written; else markdown, with --for text"
                ),
                Option(
                    "output",
                    "FILE",
                    "the file to write, of csv the folder; else standard output",
                    short: "o"
                ),
                Option(switch: "force", "write over what is there"),
            ],
            common: Option.reading,
            seeAlso: ["status", "add meeting"]
        )
    ) { given, world throws(CommandError) in
        try Answer.report(given, world)
    }
}
