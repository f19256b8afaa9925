// `add measure` says what will be measured.

import Ledger

extension Command {
    /// Records measure-added.
    static let addMeasure = Command(
        .planning,
        Grammar(
            "add measure",
            "says what will be measured, about an action or a priority",
            examples: [
                Example(
                    #"add measure M1 "Carers asked each month" --about A1 --unit people --direction up"#,
                    "`measure M1` records each reading"
                ),
                Example(
                    #"add measure M2 "Delayed days" --about A --unit days --direction down --target 35 --due 2018-11"#,
                    "with what is aimed at, and by when"
                ),
            ],
            positionals: [
                Positional("CODE", "the measure's code, such as M1; never used for anything else"),
                Positional("TITLE", "what is measured"),
            ],
            options: [
                Option(
                    "about",
                    "CODE",
                    "the action or the priority it speaks of",
                    isRequired: true
                ),
                Option(
                    "unit",
                    "WORDS",
                    "what is counted: people, days, per cent",
                    isRequired: true
                ),
                Option(
                    "direction",
                    choices: Measure.Direction.allCases.map(\.rawValue),
                    "which way is better",
                    isRequired: true
                ),
                Option("target", "VALUE", "the value aimed at, such as 35 or 92.5"),
                Option("due", "DATE", "when it should be reached"),
            ],
            common: Option.recording(),
            seeAlso: ["measure"]
        )
    ) { given, world throws(CommandError) in
        try Record.addMeasure(given, world)
    }
}
