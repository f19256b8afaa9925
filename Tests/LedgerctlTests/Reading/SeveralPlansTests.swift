// Verbs that read, asked of several plans: what each answers, what is missing, and what is refused.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// An invented county with several plans.
enum SeveralCounty {
    /// Beside `marsh`, whose one milestone is due on 31 May 2018: `fen`, with one due on 28
    /// February and one without a date.
    static func county() -> County {
        let county = County()
        county.put(fen, "fen.jsonl")
        return county
    }

    /// The lines of the plan `fen`.
    static let fen: [UInt8] = {
        let county = County()
        for line in [
            #"add plan fen --title "Fen drainage plan" --board FB"#,
            #"add person AB "Ann Bell" --plan fen"#,
            #"add priority F "Dry feet" --plan fen"#,
            #"add action F1 "Dig the drain" --under F --plan fen"#,
            "assign F1 --accountable AB --plan fen",
            "add milestone F1 2018-02-28 --plan fen",
            "add milestone F1/2 --plan fen",
        ] { _ = county.run(line) }
        return FileManager.default.contents(atPath: "\(county.folder)/fen.jsonl")
            .map { Array($0) } ?? []
    }()

    /// A journal in which one line was changed.
    static let tampered = County.journal.replacing("Visit", with: "Visiu")
}

/// What `--json` answers of one plan.
struct PlanAnswer {
    let plan: String?
    let answer: Any?
    let why: String?
    let exit: Int?

    /// The answers in `said`, of which nothing else is said.
    static func all(in said: Said) throws -> [PlanAnswer] {
        let json = try JSONSerialization.jsonObject(with: Data(said.output.utf8))
        let object = try #require(json as? [String: Any])
        #expect(Array(object.keys) == ["plans"])
        return try #require(object["plans"] as? [[String: Any]]).map { plan in
            #expect(Set(plan.keys) == ["plan", "answer", "why", "exit"])
            return PlanAnswer(
                plan: plan["plan"] as? String,
                answer: plan["answer"].flatMap { $0 is NSNull ? nil : $0 },
                why: plan["why"] as? String,
                exit: plan["exit"] as? Int
            )
        }
    }
}

@Suite("Several plans")
struct SeveralPlansTests {
    /// The verbs that take several, `status` and `blame` aside.
    private static let verbs = [
        "list", "show AB", "history AB", "replay", "diff 1 3", "gaps", "chase",
    ]

    @Test("are answered each under a line that names it, as each is alone", arguments: verbs)
    func headings(verb: String) {
        let county = SeveralCounty.county()
        let fen = county.run("\(verb) --plan fen")
        let marsh = county.run("\(verb) --plan marsh")
        #expect(fen.code == .done && marsh.code == .done)
        let words =
            "fen: Fen drainage plan\n\(fen.output)\nmarsh: Marsh County care plan\n\(marsh.output)"
        #expect(county.run("\(verb) --all") == Said(code: .done, output: words, errors: ""))
        #expect(county.run("\(verb) --plan fen --plan marsh").output == words)
        #expect(
            county.run("\(verb) --plan marsh --plan=fen").output
                == "marsh: Marsh County care plan\n\(marsh.output)\nfen: Fen drainage plan\n"
                + fen.output
        )
    }

    @Test(
        "are one object in JSON, with the answer of each as it is alone",
        arguments: ["status"] + verbs
    )
    func json(verb: String) throws {
        let county = SeveralCounty.county()
        let said = county.run("\(verb) --all --json")
        #expect(said.code == .done)
        let nothing =
            "ledgerctl: marsh: Nothing to ask before the meeting of 12 April 2018: all of it is up "
            + "to date.\n"
        #expect(said.errors == (verb == "chase" ? nothing : ""))
        let answers = try PlanAnswer.all(in: said)
        #expect(answers.map(\.plan) == ["fen", "marsh"])
        for answer in answers {
            let alone = county.run("\(verb) --plan \(answer.plan ?? "") --json")
            let json = try JSONSerialization.jsonObject(with: Data(alone.output.utf8))
            #expect(try #require(answer.answer) as? NSObject == json as? NSObject)
            #expect(answer.why == nil)
            #expect(answer.exit == 0)
        }
    }

    @Test("chase --format json is the same as --json, and text the same as nothing")
    func chaseForms() {
        let county = SeveralCounty.county()
        #expect(county.run("chase --all --format json") == county.run("chase --all --json"))
        #expect(county.run("chase --all --format text") == county.run("chase --all"))
    }

    @Test("a sentence on standard error names its plan")
    func sentences() {
        let said = SeveralCounty.county().run("list priority:F --all")
        #expect(said.code == .done)
        #expect(
            said.errors == "ledgerctl: fen: priority F: 1 of 1 actions\n"
                + "ledgerctl: marsh: priority F: 0 of 1 actions\n"
        )
        #expect(said.output.hasSuffix("\n\nmarsh: Marsh County care plan\n"))
    }

    // MARK: What is asked for

    @Test("a plan named twice is answered once, and still as one of several")
    func twice() throws {
        let county = SeveralCounty.county()
        let alone = county.run("list --plan fen")
        let said = county.run("list --plan fen --plan fen")
        #expect(
            said == Said(code: .done, output: "fen: Fen drainage plan\n\(alone.output)", errors: "")
        )
        let json = try PlanAnswer.all(in: county.run("list --plan fen --plan fen --json"))
        #expect(json.map(\.plan) == ["fen"])
    }

    @Test("--all of a ledger with one plan is one of several, so that JSON keeps its shape")
    func onlyOne() throws {
        #expect(try PlanAnswer.all(in: County().run("list --all --json")).map(\.plan) == ["marsh"])
    }

    @Test(
        "what cannot be is refused before anything is read",
        arguments: [
            ("list --all --plan marsh", "`--plan` and `--all` cannot stand together"),
            ("list --all --all", "`--all` is given more than once"),
            (
                "list --plan marsh --plan ../fen",
                "`../fen` cannot stand as --plan, which is the code of a plan, such as cqc-2018"
            ),
            (
                "list --plan wold --plan ''",
                "`` cannot stand as --plan, which is the code of a plan, such as cqc-2018"
            ),
            (
                "chase --all --format csv",
                "`--format csv` makes a file about one plan; name one with --plan, and once"
            ),
            (
                "chase --plan fen --plan marsh --format ics -o x.ics",
                "`--output` makes a file about one plan; name one with --plan, and once"
            ),
            ("note A1 x --plan fen --plan marsh", "`--plan` is given more than once"),
            (
                "note A1 x --all",
                "`note` has no option `--all`. `ledgerctl help note` shows its options"
            ),
            ("report --meeting 2018-04-12 --plan a --plan b", "`--plan` is given more than once"),
            (
                "report --meeting 2018-04-12 --all",
                "`report` has no option `--all`. `ledgerctl help report` shows its options"
            ),
        ]
    )
    func refused(line: String, words: String) {
        let county = SeveralCounty.county()
        county.put(SeveralCounty.tampered, "marsh.jsonl")
        let said = county.run(line)
        #expect(said.code == .usage)
        #expect(said.output.isEmpty)
        #expect(said.errors.hasPrefix("ledgerctl: \(words)\nusage: ledgerctl "))
    }

    @Test("an unknown plan among known ones is refused, with those there are")
    func unknown() {
        SeveralCounty.county().expect(
            "status --plan fen --plan wold --plan moor",
            stops: .refused,
            "There is no plan wold in LEDGER. The plans there: fen, marsh."
        )
    }

    @Test("the number of an entry is no moment of several plans")
    func entry() {
        SeveralCounty.county().expect(
            "status --all --known-at 7",
            stops: .refused,
            "--known-at 7 is an entry of one plan, and these are several. Give a day, or a time with "
                + "a zone."
        )
    }

    @Test("a word that nobody understands is said once", arguments: ["colour:red", "due:soon"])
    func query(word: String) {
        let county = SeveralCounty.county()
        let alone = county.run("list \(word) --plan fen")
        #expect(alone.code == .usage)
        #expect(!alone.errors.isEmpty)
        let said = county.run("list \(word) --all")
        #expect(said.code == .usage)
        #expect(said.output.isEmpty)
        #expect(said.errors == alone.errors)
    }

    @Test("a ledger without a plan says what it says without --all")
    func nothing() throws {
        let county = County()
        try FileManager.default.removeItem(atPath: county.path)
        for line in ["status", "status --all", "list --all --json"] {
            county.expect(
                line,
                stops: .refused,
                "There is no plan in LEDGER. Begin one with `ledgerctl add plan`, or name the "
                    + "folder with --ledger."
            )
        }
        county.expect(
            "status --all --ledger \(county.folder)/none",
            stops: .refused,
            "There is no folder LEDGER/none to hold journals. Name another with --ledger, or make "
                + "it first."
        )
    }

    // MARK: Names that not every plan knows

    @Test(
        "plans in which nothing has the name are passed over in silence",
        arguments: ["show F1", "history F1", "blame F1"]
    )
    func passedOver(line: String) throws {
        let county = SeveralCounty.county()
        let alone = county.run("\(line) --plan fen")
        #expect(alone.code == .done)
        let words = "fen: Fen drainage plan\n\(alone.output)"
        #expect(county.run("\(line) --all") == Said(code: .done, output: words, errors: ""))
        let json = county.run("\(line) --all --json")
        #expect(json.errors.isEmpty)
        #expect(try PlanAnswer.all(in: json).map(\.plan) == ["fen"])
    }

    @Test("so is a plan that does not know the lead who is chased")
    func leads() throws {
        let county = SeveralCounty.county()
        let said = county.run("chase --for CD --all")
        #expect(said.code == .done)
        #expect(said.errors.isEmpty)
        #expect(said.output.hasPrefix("marsh: Marsh County care plan\n"))
        #expect(!said.output.contains("fen: "))
    }

    @Test(
        "a name that no plan knows is said once",
        arguments: ["show Z9", "history Z9", "blame Z9", "chase --for Z9", "show Z9 --json"]
    )
    func nowhere(line: String) {
        SeveralCounty.county().expect(
            "\(line) --all",
            stops: .refused,
            "Nothing in fen, marsh is called `Z9`. `ledgerctl list --all` shows the actions."
        )
    }

    @Test("a name that the plans which can be read do not know, beside one that cannot")
    func nowhereAndMissing() throws {
        let county = SeveralCounty.county()
        county.put(SeveralCounty.tampered)
        let alone = county.run("show F9 --plan marsh")
        let said = county.run("show F9 --all")
        #expect(said.code == .tampered)
        #expect(said.output.isEmpty)
        #expect(
            said.errors == alone.errors.replacing("ledgerctl: ", with: "ledgerctl: marsh: ")
                + "ledgerctl: Nothing in fen is called `F9`. `ledgerctl list --all` shows the "
                + "actions.\n"
        )
    }

    @Test("an entry that one of the plans does not have is missing there alone")
    func entries() {
        let county = SeveralCounty.county()
        let marsh = county.run("diff 8 10 --plan marsh")
        let words =
            "There is no entry 8; the journal has 7. Give a number from 1 to 7, a day, or a time "
            + "with a zone."
        #expect(
            county.run("diff 8 10 --all")
                == Said(
                    code: .refused,
                    output: "marsh: Marsh County care plan\n\(marsh.output)",
                    errors: "ledgerctl: fen: \(words)\n"
                )
        )
        county.expect("diff 8 10 --plan fen", stops: .refused, words)
    }
}
