// `add link` says that an action hangs together with another.

import Ledger

extension Command {
    /// Records action-linked.
    static let addLink = Command(
        .planning,
        Grammar(
            "add link",
            "says how an action hangs together with another, here or in another plan",
            examples: [
                Example(
                    "add link A3 C1 --kind same-as",
                    "one piece of work under two codes"
                ),
                Example(
                    #"add link A2 aedb-2018:U1 --kind detail-in --note "See the winter plan""#,
                    "the detail is in another plan"
                ),
            ],
            positionals: [
                Positional("ACTION", "the action the link starts from"),
                Positional("REFERENCE", "where it leads: C1, aedb-2018:U1 or aedb-2018:"),
            ],
            options: [
                Option(
                    "kind",
                    choices: Link.Kind.allCases.map(\.rawValue),
                    "how the two hang together",
                    isRequired: true
                ),
                Option("note", "TEXT", "what the source says of it"),
                Option(switch: "inferred", "the source does not say so itself"),
            ],
            common: Option.recording(),
            seeAlso: ["show"]
        )
    ) { given, world throws(CommandError) in
        try Record.addLink(given, world)
    }
}
