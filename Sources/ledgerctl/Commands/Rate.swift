// `rate` declares how an action stands in the eyes of its lead.

import Ledger

extension Command {
    /// Records rating-declared.
    static let rate = Command(
        .recording,
        Grammar(
            "rate",
            "declares how an action stands; what is published is never better than the dates",
            examples: [
                Example(
                    #"rate A1 amber --because "One partner has not answered" --by KT"#,
                    "amber and red come with a reason"
                )
            ],
            positionals: [
                Positional("ACTION", "the action, such as A1 or C1.iii"),
                Positional(
                    "RATING",
                    "how it stands",
                    choices: Rating.Declared.allCases.map(\.rawValue)
                ),
            ],
            common: Option.recording(because: "the reason, in words; amber and red need one"),
            seeAlso: ["note", "status"]
        )
    ) { given, world throws(CommandError) in
        try Record.rate(given, world)
    }
}
