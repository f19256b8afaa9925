// `answer` answers a call for help, or a risk.

extension Command {
    /// Records help-given, or risk-answered.
    static let answer = Command(
        .recording,
        Grammar(
            "answer",
            "answers a call for help, or says what is done about a risk",
            examples: [
                Example(
                    #"answer A1 1 "The county hall is booked for 14 May" --by SEC"#,
                    "the first call for help of A1"
                ),
                Example(
                    #"answer R1 "Two wards are kept open until March""#,
                    "the risk R1"
                ),
            ],
            positionals: [
                Positional("CODE", "the action that asked for help, or the risk"),
                Positional(
                    "ANSWER",
                    "the number of the call for help, then the answer; of a risk the answer alone",
                    .repeating
                ),
            ],
            common: Option.recording(),
            seeAlso: ["ask", "add risk", "close"]
        )
    ) { given, world throws(CommandError) in
        try Record.answer(given, world)
    }
}
