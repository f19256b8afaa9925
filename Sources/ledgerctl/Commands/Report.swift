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
                    "report --meeting 2018-11-15 --format html --publish --by SEC -o paper.html",
                    "kept with the ledger for good, and written into a file"
                ),
                Example("report --check paper.html", "whether it is what was published"),
                Example(
                    "report --meeting 2018-11-15 --beside aedb-2018",
                    "with what another plan says beside it"
                ),
                Example("report --portfolio --format html -o all.html", "a page on every plan"),
                Example(
                    "report --highlight P1 --plan op-2019 --period '2019-20 Q1'",
                    "what a programme did in a quarter, and what the next one brings"
                ),
                Example(
                    "report --for KT",
                    "KT's own list, with what is asked before the next meeting"
                ),
            ],
            options: [
                Option(
                    "meeting",
                    "DAY",
                    "the day of the meeting that the paper is for"
                ),
                Option(
                    "beside",
                    "PLAN",
                    "show this plan too, as PLAN or PLAN@ENTRY; several joined by /; or all"
                ),
                Option(switch: "portfolio", "all plans of the ledger on a page"),
                Option(
                    "board",
                    "BOARD",
                    "of a portfolio, the board that the others report to; else that of most plans"
                ),
                Option("highlight", "CODE", "the highlight report of a programme, or of all"),
                Option("period", "DATE", "the period of a highlight report; else this quarter"),
                Option("for", "KEY", "what this lead answers for and is asked, worst first"),
                Option(
                    "format",
                    choices: ReportFormat.allCases.map(\.rawValue),
                    "how it is written; else markdown, published html, with --for text"
                ),
                Option(
                    "output",
                    "FILE",
                    "the file to write, of csv the folder; else standard output",
                    short: "o"
                ),
                Option(switch: "force", "write over what is there"),
                Option(switch: "publish", "keep its bytes and record that they were published"),
                Option("check", "FILE", "say whether FILE is a report that was published"),
                Option("by", "KEY", "who publishes it; else $LEDGER_BY"),
                Option(
                    switch: "dry-run",
                    "show what publishing would record, and record nothing",
                    short: "n"
                ),
            ],
            common: Option.reading,
            alternatives: [
                ["publish", "check"], ["publish", "for"], ["check", "for"], ["check", "meeting"],
                ["portfolio", "publish"], ["portfolio", "check"], ["portfolio", "for"],
                ["portfolio", "highlight"], ["portfolio", "meeting"], ["portfolio", "beside"],
                ["highlight", "publish"], ["highlight", "check"], ["highlight", "for"],
                ["highlight", "meeting"], ["highlight", "beside"], ["beside", "check"],
                ["beside", "for"], ["portfolio", "plan"], ["portfolio", "period"],
                ["portfolio", "dry-run"], ["period", "meeting"], ["board", "meeting"],
                ["board", "highlight"], ["board", "for"], ["board", "check"],
            ],
            seeAlso: ["chase", "status", "add meeting", "verify"]
        )
    ) { given, world throws(CommandError) in
        try Answer.report(given, world)
    }
}
