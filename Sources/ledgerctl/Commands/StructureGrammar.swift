// The grammar of the verbs that record people, structure and the board's acts.

extension Verb {
    static let structure = [
        Verb(
            group: .structure,
            grammar: Grammar(
                "add plan",
                "begin a journal",
                examples: [
                    Example(
                        "ledgerctl add plan county-2026 --title \"County plan\" --board HWB",
                        ""
                    )
                ],
                positionals: [Positional("PLAN", "the plan's code, which names its file")],
                options: [
                    Option("title", "WORDS", "what the plan is called", isRequired: true),
                    Option("board", "KEY", "the board it answers to", isRequired: true),
                    Option("place", "WORDS", "the place it is for"),
                    Option("source", "WORDS", "the document it is taken from"),
                ],
                common: Option.recording(),
                seeAlso: ["import", "add priority"]
            ),
            run: Record.addPlan
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "add person",
                "name a person, or a new role of a known one",
                examples: [Example("ledgerctl add person AB \"Ann Bell\" --role Director", "")],
                positionals: [.key, Positional("NAME", "the person's name")],
                options: [
                    Option("role", "WORDS", "what the person does"),
                    Option("organisation", "WORDS", "for whom"),
                ],
                common: Option.recording(),
                seeAlso: ["leave", "assign"]
            ),
            run: Record.addPerson
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "add body",
                "name a body: a group that leads or decides",
                examples: [
                    Example("ledgerctl add body SFE \"System Flow Executive\" --members AB/CD", "")
                ],
                positionals: [.key, Positional("NAME", "what the body is called")],
                options: [
                    Option("organisation", "WORDS", "the organisation it belongs to"),
                    Option("members", "KEYS", "its members, joined by /"),
                ],
                common: Option.recording()
            ),
            run: Record.addBody
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "add priority",
                "add a strategic priority",
                examples: [Example("ledgerctl add priority A \"Join up older people's care\"", "")],
                positionals: [.code, Positional("TITLE", "what it is called")],
                options: [
                    Option("under", "CODE", "the priority it stands under"),
                    Option("aim", "WORDS", "what it is for"),
                ],
                common: Option.recording()
            ),
            run: Record.addPriority
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "add action",
                "add an action under a priority, or a part under an action",
                examples: [
                    Example("ledgerctl add action A1 \"Agree a county vision\" --under A", "")
                ],
                positionals: [.code, Positional("TITLE", "what is promised")],
                options: [
                    Option(
                        "under",
                        "CODE",
                        "the priority or action it stands under",
                        isRequired: true
                    )
                ],
                common: Option.recording(),
                seeAlso: ["assign", "add milestone"]
            ),
            run: Record.addAction
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "add milestone",
                "add a completion date to an action",
                examples: [
                    Example(
                        "ledgerctl add milestone A1 \"31 May 2018\"",
                        "the action's next number"
                    ),
                    Example("ledgerctl add milestone A4/2 \"May 2018\" --label final", ""),
                    Example("ledgerctl add milestone E1 --depends aedb-2018:", "no date agreed"),
                ],
                positionals: [
                    Positional("MILESTONE", "the action, such as A1, or a milestone such as A4/2"),
                    Positional("DATE", "the date; none where none is agreed", .optional),
                ],
                options: [
                    Option("label", "WORDS", "what is due then"),
                    Option("written", "WORDS", "the date as the source writes it"),
                    Option("depends", "REFERENCE", "what it waits for: A1, plan:A1 or plan:"),
                    Option("meeting", "DAY", "the board's meeting at which it is due"),
                ],
                common: Option.recording(),
                seeAlso: ["date"]
            ),
            run: Record.addMilestone
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "add meeting",
                "call a meeting of a board",
                examples: [
                    Example(
                        "ledgerctl add meeting \"15 Nov 2018\" \"Health and Wellbeing Board\"",
                        ""
                    )
                ],
                positionals: [
                    Positional("DAY", "the day of the meeting"),
                    Positional("TITLE", "what the meeting is called"),
                ],
                options: [
                    Option("board", "KEY", "the board, where it is not the plan's own"),
                    Option("papers", "DAY", "the day by which papers must be in"),
                    Option("moved-from", "DAY", "the day of the meeting it takes the place of"),
                ],
                common: Option.recording(),
                seeAlso: ["approve plan", "report"]
            ),
            run: Record.addMeeting
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "add link",
                "link an action to another, to a priority or to another plan",
                examples: [
                    Example("ledgerctl add link H4 E2 --kind same-as --inferred", ""),
                    Example("ledgerctl add link E1 aedb-2018: --kind detail-in", ""),
                ],
                positionals: [
                    .action, Positional("REFERENCE", "where it leads: A1, plan:A1 or plan:"),
                ],
                options: [
                    Option(
                        "kind",
                        choices: ["same-as", "detail-in", "feeds", "reported-in", "progress-as"],
                        "what kind of link",
                        isRequired: true
                    ),
                    Option("note", "WORDS", "words about it"),
                    Option(switch: "inferred", "it is a reading of the plan, not stated in it"),
                ],
                common: Option.recording()
            ),
            run: Record.addLink
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "assign",
                "name the leads of an action",
                examples: [
                    Example("ledgerctl assign A1 --accountable IH/KC --responsible JMW", ""),
                    Example("ledgerctl assign A1 --responsible none", "nobody yet"),
                ],
                positionals: [.action],
                options: [
                    Option("accountable", "KEYS", "who answers for it, joined by /; or none"),
                    Option("responsible", "KEYS", "who does the work, joined by /; or none"),
                ],
                common: Option.recording(),
                seeAlso: ["leave"]
            ),
            run: Record.assign
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "reword",
                "put an action into other words",
                examples: [
                    Example("ledgerctl reword A1 \"Agree a county vision\" --because \"…\"", "")
                ],
                positionals: [.action, Positional("TITLE", "the new words")],
                common: Option.recording(because: Option.reasonNeeded)
            ),
            run: Record.reword
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "leave",
                "record that a person has left; what they still lead is listed",
                examples: [Example("ledgerctl leave AB --because \"retired\"", "")],
                positionals: [.key],
                common: Option.recording(because: Option.reasonNeeded)
            ),
            run: Record.leave
        ),
        Verb(
            group: .structure,
            grammar: Grammar(
                "approve plan",
                "record that the board approved the plan: its dates are original now",
                examples: [
                    Example("ledgerctl approve plan --meeting 2018-03-22 --agreed-by HWB", "")
                ],
                options: [
                    Option("meeting", "DAY", "the meeting at which", isRequired: true),
                    Option("agreed-by", "KEY", "who agreed"),
                ],
                common: Option.recording(),
                seeAlso: ["date"]
            ),
            run: Record.approvePlan
        ),
    ]
}
