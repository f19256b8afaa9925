// What each verb refuses, in the words the clerk reads.

import Ledger
import Testing

@testable import ledgerctl

/// A line that is refused: what comes before it, and what is said.
struct RefusedVerb: CustomTestStringConvertible, Sendable {
    var before: [String] = []
    let line: String
    let words: String
    var testDescription: String { line }
}

@Suite("A verb that refuses")
struct VerbRefusalTests {
    private static let risk = #"add risk R1 "No beds" --about A1"#
    private static let request = "date A1 2018-09 --request --because Late"
    private static let withdraw = "close A1 --how withdrawn --because Done"

    private static let measure = "add measure M1 Delays --about A1 --unit days --direction down"

    /// Values in another unit than the measure's.
    private static let units: [RefusedVerb] =
        ["people", "Days", "day s", "%", "204"].map {
            .init(
                before: [measure],
                line: "measure M1 '92 \($0)'",
                words:
                    "the value is given in `\($0)` and M1 is measured in `days`; give it in `days`, "
                    + "or as a number alone"
            )
        } + [
            .init(
                line: "measure M1 '92 days'",
                words: "there is no measure M1 in this plan; `ledgerctl list` shows what there is"
            )
        ]

    private static let refused: [RefusedVerb] = [
        .init(
            line: "date A1 2018-09 --request",
            words: #"date-requested needs a reason; give one with --because "…""#
        ),
        .init(
            before: [request],
            line: request,
            words: "entry 12 asks for another date of A1/1 and nobody has answered; one request is "
                + "open at a time"
        ),
        .init(
            line: "date A1 --refuse --agreed-by MCB --because No",
            words: "no request for another date of A1/1 is open"
        ),
        .init(
            before: [request],
            line: "date A1 --refuse --agreed-by AB --because No",
            words: "AB leads A1 and cannot agree to its own change; give --agreed-by with a body, "
                + "or a person who does not lead it"
        ),
        .init(
            line: "add risk A1 Snow --about A",
            words: "A1 is in use; a code names one priority, action, risk or measure for ever"
        ),
        .init(
            line: "add risk R1 Snow --about A9",
            words: "there is no priority or action A9 in this plan; `ledgerctl list` shows what "
                + "there is"
        ),
        .init(
            before: [risk],
            line: "add measure R1 Delays --about A1 --unit days --direction down",
            words: "R1 is in use; a code names one priority, action, risk or measure for ever"
        ),
        .init(
            line: "measure M1 92",
            words: "there is no measure M1 in this plan; `ledgerctl list` shows what there is"
        ),
        .init(
            line: "ask A9 Van",
            words: "there is no action A9 in this plan; `ledgerctl list` shows what there is"
        ),
        .init(line: "answer A1 1 Lent", words: "A1 has no call for help 1"),
        .init(
            before: ["ask A1 Van", "answer A1 1 Lent"],
            line: "answer A1 1 Lent",
            words: "the call for help 1 of A1 has been answered"
        ),
        .init(line: "answer A1 Lent", words: "A1 has no open call for help to answer"),
        .init(
            before: ["ask A1 Van", "ask A1 Driver", "ask A1 Fuel", "answer A1 1 Lent"],
            line: "answer A1 Found",
            words: "A1 is an action; say which of its calls for help is answered, as in "
                + #"`ledgerctl answer A1 2 "…"`. Open: 2, 3"#
        ),
        .init(
            line: "answer R1 Salt",
            words: "there is no risk R1 in this plan; `ledgerctl list` shows what there is"
        ),
        .init(
            before: [risk, "close R1 --because Funded"],
            line: "answer R1 Salt",
            words: "the risk R1 is closed"
        ),
    ]

    private static let closures: [RefusedVerb] = [
        .init(
            line: "evidence A9 https://county.invalid/m",
            words: "there is no action A9 in this plan; `ledgerctl list` shows what there is"
        ),
        .init(
            line: "evidence A1/2 https://county.invalid/m",
            words: "A1 has no milestone 2; it has 1"
        ),
        .init(
            line: "close A1 --because Done",
            words: "A1 is an action; say how it ends with --how transferred, superseded or "
                + "withdrawn"
        ),
        .init(
            before: [risk],
            line: "close R1",
            words: #"risk-closed needs a reason; give one with --because "…""#
        ),
        .init(
            line: "close A1 --how superseded --because Done",
            words: "what is superseded must say to whom or what: give --to or --place"
        ),
        .init(
            line: "close A1 --how transferred --to ZZ --because Done",
            words: "there is no action or lead ZZ in this plan; `ledgerctl list` shows what there "
                + "is"
        ),
        .init(before: [withdraw], line: withdraw, words: "action A1 is closed already (entry 12)"),
        .init(
            line: "approve closure A1 --agreed-by MCB",
            words: "action A1 itself is not closed"
        ),
        .init(
            before: [withdraw],
            line: "approve closure A1 --agreed-by AB",
            words: "AB leads A1 and cannot agree to its own change; give --agreed-by with a body, "
                + "or a person who does not lead it"
        ),
        .init(
            before: ["deliver A1 --by CD"],
            line: "confirm A1 --by CD",
            words: "CD declared A1/1 delivered and cannot confirm it; somebody else must"
        ),
        .init(
            before: ["deliver A1 --by SEC --for AB"],
            line: "confirm A1 --by CD --for SEC",
            words: "SEC declared A1/1 delivered and cannot confirm it; somebody else must"
        ),
    ]

    private static let board: [RefusedVerb] = [
        .init(
            line: "cancel 2018-03-22",
            words: #"meeting-cancelled needs a reason; give one with --because "…""#
        ),
        .init(
            line: "cancel 2018-04-19 --because Snow",
            words: "no meeting of that board stands for 2018-04-19; meetings stand for 2018-03-22"
        ),
        .init(
            line: "minute 2018-03-22 Agreed --entries 12",
            words: "there is no entry 12 before this one, which would be entry 12"
        ),
        .init(
            line: "assure A full --meeting 2018-03-22",
            words: "`full` is no level of assurance of the policy in force; it has none, limited, "
                + "reasonable, substantial"
        ),
        .init(
            before: ["adopt policy key-2018 --agreed-by MCB --levels low/high"],
            line: "assure A limited --meeting 2018-03-22",
            words: "`limited` is no level of assurance of the policy in force; it has low, high"
        ),
        .init(
            line: "assure A1 limited --meeting 2018-03-22",
            words: "there is no priority A1 in this plan; `ledgerctl list` shows what there is"
        ),
        .init(
            line: "adopt policy key-2018 --agreed-by ZZ",
            words: "nobody is called ZZ in this plan; name a person with `ledgerctl add person` or "
                + "a body with `ledgerctl add body` first"
        ),
        .init(
            line: "close plan --meeting 2018-03-22 --agreed-by AB --because Over",
            words: "AB leads A1 and cannot agree to its own change; give --agreed-by with a body, "
                + "or a person who does not lead it"
        ),
        .init(
            before: ["close plan --meeting 2018-03-22 --agreed-by MCB --because Over"],
            line: "ask A1 Van",
            words: "the plan was closed by entry 12; after that only evidence, minutes, published "
                + "reports, strikes and restores are recorded"
        ),
    ]

    @Test("says why, and writes nothing", arguments: refused + units + closures + board)
    func rules(_ row: RefusedVerb) throws {
        let county = try VerbLedger()
        for line in row.before { county.run(line) }
        let before = county.lines
        let answer = county.run(row.line, expecting: .refused)
        #expect(answer.errors == "ledgerctl: Not recorded: \(row.words).\n")
        #expect(answer.output.isEmpty)
        #expect(county.lines == before)
    }

    @Test(
        "does not understand a line that says too little or too much",
        arguments: [
            .init(line: "date A1", words: "`date` needs DATE: a date"),
            .init(
                line: "date A1 --refuse --because No",
                words: "`date` needs --agreed-by KEY: with --refuse, the body, or the person, who "
                    + "refused"
            ),
            .init(
                line: "date A1 2018-09 --refuse --agreed-by MCB",
                words: "`--refuse` and `DATE` cannot stand together"
            ),
            .init(
                line: "date A1 2018-09 --request --refuse",
                words: "`--request` and `--refuse` cannot stand together"
            ),
            .init(
                line: "date A1 2018-09 --request --agreed-by MCB",
                words: "`--request` and `--agreed-by` cannot stand together"
            ),
            .init(
                line: "date A1 2018-09 --corrects 9 --meeting 2018-03-22",
                words: "`--corrects` and `--meeting` cannot stand together"
            ),
            .init(
                line: "measure M1 many",
                words: "`many` cannot stand as VALUE, which is a number such as 92 or 92.5, in the "
                    + "measure's unit"
            ),
            .init(
                line: "measure M1 '1,204 days'",
                words: "`1,204 days` cannot stand as VALUE, which is a number such as 92 or 92.5, "
                    + "in the measure's unit"
            ),
            .init(
                line: "measure M1 92 days",
                words: "`measure` takes 2 values; `days` is one too many. Words that belong "
                    + "together stand in quotation marks"
            ),
            .init(
                line: "answer A1",
                words: "`answer` needs ANSWER: the answer, in quotation marks"
            ),
            .init(
                line: "answer A1 one Lent",
                words: "`one` cannot stand as the number of a call for help, which is 1, 2 and so "
                    + "on, before the answer"
            ),
            .init(
                line: "answer A1 1 It is lent",
                words: "`answer` takes 3 values; `is` is one too many. Words that belong together "
                    + "stand in quotation marks"
            ),
            .init(
                line: "close A1/1 --because Done",
                words: "`close` needs --how transferred|superseded|withdrawn: how the action or "
                    + "milestone ends"
            ),
            .init(
                line: "close R1 --place Elsewhere",
                words: "`close` needs --how transferred|superseded|withdrawn: how the action or "
                    + "milestone ends"
            ),
            .init(
                line: #"evidence A1 "https://county.invalid/a b""#,
                words: "`https://county.invalid/a b` cannot stand as PLACE, which is a file, or an "
                    + "address such as https://example.org/paper.pdf"
            ),
            // Wherever `://` stands, it is an address and no name of a file.
            .init(
                line: #"evidence A1 "paper at https://county.invalid/a""#,
                words: "`paper at https://county.invalid/a` cannot stand as PLACE, which is a file,"
                    + " or an address such as https://example.org/paper.pdf"
            ),
            .init(
                line: "minute 2018-03-22 Agreed --entries 9,11",
                words: "`9,11` cannot stand as --entries, which is numbers of entries joined by /, "
                    + "such as 41/42"
            ),
            .init(
                line: "minute 2018-03 Agreed",
                words: "`2018-03` cannot stand as DAY, which is a day such as 31 May 2018"
            ),
            .init(
                line: "adopt policy key-2018 --agreed-by MCB --near-days -1",
                words: "`-1` cannot stand as --near-days, which is a whole number from 0"
            ),
            .init(
                line: "adopt policy key-2018 --agreed-by MCB --levels low/low",
                words: "`low/low` cannot stand as --levels, which is different words joined by /, "
                    + "least first"
            ),
            .init(
                line: "word 2018-03-22 summry Well",
                words: "PART is one of item, contact, purpose, offered, considered, exempt, "
                    + "lateness, summary, financial, legal, equality, sustainability, engagement, "
                    + "report-of, not `summry`; `summary` was meant?"
            ),
        ] as [RefusedVerb]
    )
    func usage(_ row: RefusedVerb) throws {
        let county = try VerbLedger()
        let answer = county.run(row.line, expecting: .usage)
        #expect(answer.errors.hasPrefix("ledgerctl: \(row.words)\nusage: ledgerctl "))
        #expect(county.lines.count == VerbLedger.entryCount)
    }

    @Test("does not take a level of assurance without words")
    func emptyLevel() throws {
        let county = try VerbLedger()
        let line = "adopt policy key-2018 --agreed-by MCB --levels low//high"
        let answer = county.run(line, expecting: .refused)
        #expect(
            answer.errors
                == "ledgerctl: Not recorded: the level of assurance is empty. Write something "
                + "there.\n"
        )
    }
}
