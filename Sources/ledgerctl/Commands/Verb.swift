// The verbs: the grammar of each beside what it runs.

import Ledger

/// One verb of the command line.
struct Verb: Sendable {
    /// The headings under which help lists the verbs.
    enum Group: String, CaseIterable, Sendable {
        case reading = "Reading"
        case progress = "Recording progress"
        case structure = "Recording people and structure"
        case trust = "Trust"
    }

    let group: Group
    let grammar: Grammar
    let run: @Sendable (Invocation, World) throws(CommandError) -> ExitCode

    /// Every verb, in the order of help.
    static let all = reading + progress + structure + trust
}

// What many verbs take.
extension Positional {
    static let action = Positional("ACTION", "the action, such as A1")
    static let milestone = Positional(
        "MILESTONE",
        "the milestone, such as A4/2; or the action, where it has one milestone"
    )
    static let date = Positional(
        "DATE",
        "a date as people write it: 31/05/18, 31 May 2018, May 2018, Nov 18, 2019-20 Q3"
    )
    static let key = Positional("KEY", "the key, such as KT")
    static let code = Positional("CODE", "the code, such as A1")
}

extension Verb {
    private static let reading = [
        Verb(
            group: .reading,
            grammar: Grammar(
                "status",
                "the plan at a glance, worst first",
                examples: [
                    Example("ledgerctl status", ""),
                    Example("ledgerctl status --as-at 2018-10-31", "as it stood on that day"),
                ],
                common: Option.reading,
                seeAlso: ["list", "report"]
            ),
            run: Answer.status
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "list",
                "the actions, or those that a query names",
                examples: [
                    Example("ledgerctl list", ""),
                    Example("ledgerctl list priority:A rating:red,amber", ""),
                    Example("ledgerctl list lead:KT due:..2018-09 not:delivered:yes --json", ""),
                ],
                positionals: [
                    Positional(
                        "QUERY",
                        "terms such as priority:A lead:KT org:OCC rating:red due:..2018-09",
                        .repeating
                    )
                ],
                common: Option.reading,
                seeAlso: ["show", "gaps"]
            ),
            run: Answer.list
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "show",
                "an action, a priority, a person or a body with all that is known of it",
                examples: [Example("ledgerctl show A4", ""), Example("ledgerctl show KT", "")],
                positionals: [.code],
                common: Option.reading,
                seeAlso: ["history", "blame"]
            ),
            run: Answer.show
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "history",
                "the audit trail: every change, what was there before, who and why",
                examples: [
                    Example("ledgerctl history A1", ""),
                    Example("ledgerctl history KT", "all that concerns KT"),
                    Example("ledgerctl history --field due", "every date of the plan"),
                ],
                positionals: [Positional("CODE", "an action, priority, person or body", .optional)],
                options: [Option("field", "FIELD", "only this field: due, rating, note, title, …")],
                common: Option.reading,
                seeAlso: ["blame", "replay", "diff"]
            ),
            run: Answer.history
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "blame",
                "each field of an action as it stands, and the entry that made it so",
                examples: [Example("ledgerctl blame A1", "")],
                positionals: [.code],
                common: Option.reading,
                seeAlso: ["history"]
            ),
            run: Answer.blame
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "replay",
                "the entries one by one, each with what it changed",
                examples: [
                    Example("ledgerctl replay", ""),
                    Example("ledgerctl replay --from 40 --to 45", ""),
                ],
                options: [
                    Option("from", "ENTRY", "begin at this entry"),
                    Option("to", "ENTRY", "end with this entry"),
                ],
                common: Option.reading,
                seeAlso: ["history", "diff"]
            ),
            run: Answer.replay
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "diff",
                "what differs between two moments",
                examples: [
                    Example("ledgerctl diff 2018-05-17 2018-11-15", "between two days"),
                    Example("ledgerctl diff 40 45", "between what was known at two entries"),
                    Example("ledgerctl diff 2018-05-17@40 2018-05-17@45", "both at once"),
                ],
                positionals: [
                    Positional("FROM", "a day, the number of an entry, or DAY@ENTRY"),
                    Positional("TO", "the same"),
                ],
                common: Option.reading,
                seeAlso: ["replay"]
            ),
            run: Answer.diff
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "gaps",
                "what the plan ought to say and does not",
                examples: [Example("ledgerctl gaps", "")],
                common: Option.reading,
                seeAlso: ["list"]
            ),
            run: Answer.gaps
        ),
        Verb(
            group: .reading,
            grammar: Grammar(
                "report",
                "the assurance report for a meeting of the board",
                examples: [
                    Example("ledgerctl report --meeting 2018-11-15 --as-at 2018-10-31", ""),
                    Example(
                        "ledgerctl report --meeting 2018-11-15 --as-at 2018-10-31 --known-at 22 -o paper.md",
                        "the same bytes next year"
                    ),
                ],
                options: [
                    Option("meeting", "DAY", "the day of the meeting", isRequired: true),
                    Option("format", choices: ["markdown", "json"], "the form; else markdown"),
                    Option("output", "FILE", "write to this file", short: "o"),
                    Option(switch: "force", "replace the file where it is there"),
                ],
                common: Option.reading,
                seeAlso: ["status"]
            ),
            run: Answer.report
        ),
    ]

    private static let trust = [
        Verb(
            group: .trust,
            grammar: Grammar(
                "verify",
                "look for everything that is wrong with a journal",
                examples: [
                    Example("ledgerctl verify", ""),
                    Example("ledgerctl verify --rules", "decide every entry again too"),
                ],
                options: [
                    Option(switch: "rules", "decide every entry again"),
                    Option(switch: "all", "every plan of the ledger"),
                ],
                common: Option.readingAll,
                alternatives: [["all", "plan"]],
                seeAlso: ["history"]
            ),
            run: Answer.verify
        ),
        Verb(
            group: .trust,
            grammar: Grammar(
                "strike",
                "say that a whole entry should never have been recorded",
                examples: [
                    Example("ledgerctl strike 41 --because \"noted on the wrong action\"", "")
                ],
                positionals: [Positional("ENTRY", "the number of the entry")],
                common: Option.recording(because: Option.reasonNeeded),
                seeAlso: ["history"]
            ),
            run: Record.strike
        ),
        Verb(
            group: .trust,
            grammar: Grammar(
                "import",
                "a plan from a folder of CSV files",
                examples: [
                    Example(
                        "ledgerctl import FOLDER --plan cqc-2018 --by import --on 2018-03-22 --dry-run",
                        "every problem with file, line and column, and what would be recorded"
                    ),
                    Example(
                        "ledgerctl import FOLDER --plan cqc-2018 --by import --on 2018-03-22",
                        "run again, it changes nothing"
                    ),
                ],
                positionals: [Positional("FOLDER", "the folder of CSV files")],
                options: [
                    Option("title", "WORDS", "the plan's title; else that of plans.csv"),
                    Option("board", "KEY[=NAME]", "its board; else read from a chair's role"),
                ],
                common: Option.recording(),
                seeAlso: ["verify"]
            ),
            run: Record.import
        ),
    ]
}
