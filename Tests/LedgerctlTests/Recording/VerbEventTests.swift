// What each verb of the board, of risks and of closure records, to the byte.

import Ledger
import Testing

@testable import ledgerctl

/// A verb at work: what comes before it, the line, and the event it records.
struct Recorded: CustomTestStringConvertible, Sendable {
    var before: [String] = []
    let line: String
    let event: String
    var because: String?
    var testDescription: String { line }
}

@Suite("A verb that records")
struct VerbEventTests {
    private static let request = #"date A1 2018-09 --request --because "Lift late""#
    private static let risk = #"add risk R1 "No beds" --about A1"#
    private static let measure =
        "add measure M1 Delays --about A --unit days --direction down"
    private static let transfer = "close A1 --how withdrawn --because Done"

    private static let dates: [Recorded] = [
        .init(
            line: request,
            event: #"{"action":"A1","due":"2018-09","milestone":"1","type":"date-requested"}"#,
            because: "Lift late"
        ),
        .init(
            before: [request],
            line: "date A1 --refuse --agreed-by MCB --meeting 2018-03-22 --because No",
            event: #"{"action":"A1","agreed-by":"MCB","meeting":"2018-03-22","milestone":"1","#
                + #""type":"date-refused"}"#,
            because: "No"
        ),
        .init(
            before: [request],
            line: "date A1/1 2018-08 --agreed-by MCB --meeting 2018-03-22 --because Yes",
            event: #"{"action":"A1","agreed-by":"MCB","due":"2018-08","meeting":"2018-03-22","#
                + #""milestone":"1","type":"date-agreed"}"#,
            because: "Yes"
        ),
        .init(
            line: "date A1 2018-06 --corrects 9 --because Misread",
            event: #"{"action":"A1","due":"2018-06","entry":9,"milestone":"1","#
                + #""type":"date-corrected"}"#,
            because: "Misread"
        ),
    ]

    private static let concerns: [Recorded] = [
        .init(
            line: risk,
            event: #"{"about":"A1","risk":"R1","title":"No beds","type":"risk-raised"}"#
        ),
        .init(
            before: [risk],
            line: #"answer R1 "Two wards are kept""#,
            event: #"{"mitigation":"Two wards are kept","risk":"R1","type":"risk-answered"}"#
        ),
        .init(
            before: [risk],
            line: "close R1 --because Funded",
            event: #"{"risk":"R1","type":"risk-closed"}"#,
            because: "Funded"
        ),
        .init(
            line: measure,
            event: #"{"about":"A","direction":"down","measure":"M1","title":"Delays","#
                + #""type":"measure-added","unit":"days"}"#
        ),
        .init(
            line: "add measure M2 Carers --about A1 --unit people --direction up --target 92.5 "
                + "--due 2018-11",
            event: #"{"about":"A1","direction":"up","due":"2018-11","measure":"M2","#
                + #""target":"92.5","title":"Carers","type":"measure-added","unit":"people"}"#
        ),
        .init(
            before: [measure],
            line: "measure M1 92",
            event: #"{"measure":"M1","type":"measure-read","value":92}"#
        ),
        .init(
            before: [measure],
            line: "measure M1 -3.50",
            event: #"{"measure":"M1","type":"measure-read","value":"-3.50"}"#
        ),
        .init(
            before: [measure],
            line: #"measure M1 "92 days""#,
            event: #"{"measure":"M1","type":"measure-read","value":92}"#
        ),
        .init(
            before: [#"add measure M1 Filled --about A --unit "%" --direction up"#],
            line: "measure M1 -3.50%",
            event: #"{"measure":"M1","type":"measure-read","value":"-3.50"}"#
        ),
        .init(
            // Blanks around the unit are no part of it; within it they are.
            before: [#"add measure M1 Filled --about A --unit "per cent" --direction up"#],
            line: #"measure M1 "92.5   per cent ""#,
            event: #"{"measure":"M1","type":"measure-read","value":"92.5"}"#
        ),
        .init(
            line: #"ask A1 "A van""#,
            event: #"{"action":"A1","help":"1","note":"A van","type":"help-asked"}"#
        ),
        .init(
            before: ["ask A1 Van", "ask A1 Driver"],
            line: "answer A1 2 Found",
            event: #"{"action":"A1","help":"2","note":"Found","type":"help-given"}"#
        ),
    ]

    private static let closures: [Recorded] = [
        .init(
            line: "evidence A1 https://county.invalid/minutes",
            event: #"{"action":"A1","title":"https://county.invalid/minutes","#
                + #""type":"evidence-filed","url":"https://county.invalid/minutes"}"#
        ),
        .init(
            line: "evidence A1/1 https://county.invalid/m --title Minutes --line 3 --exempt",
            event: #"{"action":"A1","exempt":true,"line":3,"milestone":"1","title":"Minutes","#
                + #""type":"evidence-filed","url":"https://county.invalid/m"}"#
        ),
        .init(
            line: "close A1 --how transferred --to winter-2018:U1 --because Moved",
            event: #"{"action":"A1","how":"transferred","to":"winter-2018:U1","#
                + #""type":"action-closed"}"#,
            because: "Moved"
        ),
        .init(
            line: #"close A1/1 --how superseded --place "The winter plan" --because New"#,
            event: #"{"action":"A1","how":"superseded","milestone":"1","place":"The winter plan","#
                + #""type":"action-closed"}"#,
            because: "New"
        ),
        .init(
            line: transfer,
            event: #"{"action":"A1","how":"withdrawn","type":"action-closed"}"#,
            because: "Done"
        ),
        .init(
            before: [transfer],
            line: "approve closure A1 --agreed-by MCB --meeting 2018-03-22",
            event: #"{"action":"A1","agreed-by":"MCB","meeting":"2018-03-22","#
                + #""type":"closure-approved"}"#
        ),
        .init(
            before: ["close A1/1 --how withdrawn --because Done"],
            line: "approve closure A1/1 --agreed-by CD",
            event: #"{"action":"A1","agreed-by":"CD","milestone":"1","type":"closure-approved"}"#
        ),
    ]

    private static let board: [Recorded] = [
        .init(
            line: "cancel 2018-03-22 --because Snow",
            event: #"{"meeting":"2018-03-22","type":"meeting-cancelled"}"#,
            because: "Snow"
        ),
        .init(
            before: ["add meeting 2018-04-19 Care --board CARE"],
            line: #"cancel "19 Apr 18" --board CARE --because Snow"#,
            event: #"{"board":"CARE","meeting":"2018-04-19","type":"meeting-cancelled"}"#,
            because: "Snow"
        ),
        .init(
            line: #"minute 2018-03-22 "RESOLVED to approve""#,
            event: #"{"meeting":"2018-03-22","minute":"RESOLVED to approve","#
                + #""type":"decision-minuted"}"#
        ),
        .init(
            line: "minute 2018-03-22 Approved --entries 9/11",
            event: #"{"entries":[9,11],"meeting":"2018-03-22","minute":"Approved","#
                + #""type":"decision-minuted"}"#
        ),
        .init(
            line: #"word 2018-03-22 report-of "The Director""#,
            event: #"{"meeting":"2018-03-22","part":"report-of","text":"The Director","#
                + #""type":"paper-worded"}"#
        ),
        .init(
            line: "assure A limited --meeting 2018-03-22",
            event: #"{"level":"limited","meeting":"2018-03-22","priority":"A","#
                + #""type":"assurance-given"}"#
        ),
        .init(
            line: #"adopt policy "Key of 2018" --agreed-by MCB"#,
            event: #"{"agreed-by":"MCB","policy":"Key of 2018","type":"policy-adopted"}"#
        ),
        .init(
            line: "adopt policy key-2018 --agreed-by MCB --meeting 2018-03-22 --evidence-days 1 "
                + "--tolerance-days 2 --tolerance-months 0 --near-days 4 --quiet-days 5 "
                + "--stale-days 6 --start-days 7 --levels none/limited/full",
            event: #"{"agreed-by":"MCB","evidence-days":1,"levels":["none","limited","full"],"#
                + #""meeting":"2018-03-22","near-days":4,"policy":"key-2018","quiet-days":5,"#
                + #""stale-days":6,"start-days":7,"tolerance-days":2,"tolerance-months":0,"#
                + #""type":"policy-adopted"}"#
        ),
        .init(
            line: "close plan --meeting 2018-03-22 --agreed-by MCB --because Over",
            event: #"{"agreed-by":"MCB","meeting":"2018-03-22","type":"plan-closed"}"#,
            because: "Over"
        ),
    ]

    static let rows = dates + concerns + closures + board

    @Test("writes exactly this event", arguments: rows)
    func recorded(_ row: Recorded) throws {
        let county = try VerbLedger()
        for line in row.before { county.run(line) }
        let expected = county.next(row.event, because: row.because)
        let before = county.lines
        let answer = county.run(row.line)
        #expect(county.lines == before + [expected])
        #expect(answer.output.hasPrefix("Recorded entry \(before.count + 1) of moor-2018: "))
        #expect(county.run("verify --rules").output.contains("unanchored"))
    }

    @Test("shows with --dry-run the line it would write, and writes nothing", arguments: rows)
    func dryRun(_ row: Recorded) throws {
        let county = try VerbLedger()
        for line in row.before { county.run(line) }
        let expected = county.next(row.event, because: row.because)
        let before = county.lines
        let answer = county.run("\(row.line) --dry-run")
        #expect(answer.output.hasPrefix("Would record entry \(before.count + 1) of moor-2018: "))
        #expect(answer.output.hasSuffix("\n\(expected)\n"))
        #expect(county.lines == before)
    }

    @Test("numbers calls for help one after another, whatever is struck or answered")
    func helpNumbers() throws {
        let county = try VerbLedger()
        county.run(#"add action A2 "Close the ward" --under A"#)
        for line in ["ask A1 Van", "ask A1 Driver", "answer A1 1 Lent", "ask A1 Fuel", "ask A2 X"] {
            county.run(line)
        }
        let numbers = county.lines.compactMap { line in
            line.contains("help-asked")
                ? line.firstMatch(of: /"action":"(A\d)","help":"(\d)"/).map { "\($0.1) \($0.2)" }
                : nil
        }
        #expect(numbers == ["A1 1", "A1 2", "A1 3", "A2 1"])
    }

    @Test("records a request with its key only once")
    func idempotency() throws {
        let county = try VerbLedger()
        county.run("ask A1 Van --key van-1")
        let lines = county.lines
        let again = county.run("ask A1 Van --key van-2 --dry-run")
        #expect(again.output.contains("help 2 asked"))
        let path = try county.put("abc", "paper.pdf")
        county.run("evidence A1 \(path) --key paper-1")
        let repeated = county.run("evidence A1 \(path) --key paper-1")
        #expect(repeated.output.hasPrefix("Entry 13 recorded this already"))
        #expect(county.lines.count == lines.count + 1)
    }
}
