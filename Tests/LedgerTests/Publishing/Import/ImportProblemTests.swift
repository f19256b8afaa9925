// What an import refuses: one folder with one fault each, its message word for word.

import Testing

@testable import Ledger

@Suite("A faulty folder")
struct ImportProblemTests {
    private let folder = ImportFolder()

    @Test("is told from a faultless one")
    func faultless() {
        #expect(folder.problems() == [])
    }

    @Test(
        "is refused where its files are not those of an import",
        arguments: [
            (
                "moor.priorities.csv", nil,
                "moor.priorities.csv: the file is missing; expected it, or `priorities.csv`"
            ),
            (
                "moor.actions.csv", nil,
                "moor.actions.csv: the file is missing; expected it, or `actions.csv`"
            ),
            (
                "links.csv", "from,to,kind\n",
                "links.csv: the file stands beside `moor.links.csv`; keep one of the two"
            ),
            (
                "moor.delivery.csv", "",
                "moor.delivery.csv: the file is no table of an import; expected one of "
                    + "`priorities`, `leads`, `actions`, `deadlines`, `links`, `risks`, "
                    + "`measures`, `progress`, `deliveries`, `items`, `milestones`, "
                    + "`principles`, `timeline`, so rename it or take it away"
            ),
            (
                "moor.progress.csv", "action,as_of\n",
                "moor.progress.csv, line 1, column 1: the column `note` is missing; "
                    + "expected `action`, `note`, `as_of`"
            ),
            (
                "moor.progress.csv", "action,note\nA1,Begun, again\n",
                "moor.progress.csv, line 2, column 1: this row has 3 fields and the header 2; "
                    + "a field with a comma in it needs quotation marks around it"
            ),
        ] as [(String, String?, String)]
    )
    func files(_ file: String, _ text: String?, problem: String) {
        #expect(folder.with(file, text).problems() == [problem])
    }

    @Test(
        "is refused for a fault in its leads",
        arguments: [
            (
                "CD,Other,,,",
                "line 4, column 1: the key CD is used already at moor.leads.csv, line 3, column 1"
            ),
            (
                "C D,Other,,,",
                "line 4, column 1: `C D` is not a key such as KT: 1 to 32 letters A to Z, "
                    + "digits, `.` and `-`, beginning with a letter or digit"
            ),
            (",Other,,,", "line 4, column 1: `key` is blank, and every row needs one"),
            ("EF, ,,,", "line 4, column 4: `name` is blank, and every row needs one"),
            (
                "EF,\"Eve\nFox\",,,",
                "line 4, column 4: the text runs over more than one line; take that out"
            ),
            (
                "EF,Eve,\u{202E}boss,,",
                "line 4, column 8: the text holds U+202E, a mark that changes the order in "
                    + "which text is shown; take that out"
            ),
            (
                "EF,Eve,,,team",
                "line 4, column 10: `team` is no kind of lead; expected `person` or `body`"
            ),
            ("EF,Team,Chair,,body", "line 4, column 9: a body has no role; leave the cell blank"),
        ]
    )
    func leads(_ row: String, problem: String) {
        let text = """
            key,name,role,organisation,kind
            AB,Ann Bell,Chair of the Moor Care Board (MCB),,person
            CD,Cy Dunn,,,
            \(row)
            XT,Executive team,,,body

            """
        #expect(folder.with("moor.leads.csv", text).problems() == ["moor.leads.csv, \(problem)"])
    }

    @Test(
        "is refused for a fault in its priorities or actions",
        arguments: [
            (
                "A,B,Again,,",
                "line 5, column 1: the code A is used already at "
                    + "moor.priorities.csv, line 2, column 1"
            ),
            (
                "A1,B,Again,,",
                "line 5, column 1: the code A1 is used already at "
                    + "moor.actions.csv, line 2, column 1"
            ),
            (
                "B/2,B,Again,,",
                "line 5, column 1: `B/2` is not a code such as A1: 1 to 32 letters A to Z, "
                    + "digits, `.` and `-`, beginning with a letter or digit"
            ),
            (
                "B2,C,Again,,",
                "line 5, column 4: C is no priority or action of this plan; no row of "
                    + "`moor.priorities.csv` or `moor.actions.csv` has that code"
            ),
            ("B2,,Again,,", "line 5, column 4: `parent` is blank, and every row needs one"),
            ("B2,B,\"\",,", "line 5, column 6: `title` is blank, and every row needs one"),
            (
                "B2,B2,Again,,",
                "line 5, column 4: B2 stands under B2: a circle; put it under a priority"
            ),
            (
                "B2,B2.i,Again,,\nB2.i,B2.ii,Part,,\nB2.ii,B2,Part,,\nB2.iii,B2,Part,,",
                "line 5, column 4: B2 stands under B2.i, which stands under B2.ii, which stands "
                    + "under B2: a circle; put it under a priority"
            ),
            (
                "B2,B,Again,AB/EF,",
                "line 5, column 12: nobody has the key EF; no row of `moor.leads.csv` has it"
            ),
            (
                "B2,B,Again,,EF",
                "line 5, column 13: nobody has the key EF; no row of `moor.leads.csv` has it"
            ),
            (
                "B2,B,Again,AB/,",
                "line 5, column 12: a key is missing beside a `/`; expected keys such as `IH/KC`"
            ),
            ("B2,B,Again,CD/AB/CD,", "line 5, column 12: CD is named twice here"),
        ]
    )
    func actions(_ rows: String, problem: String) {
        let text = "\(folder.files["moor.actions.csv"] ?? "")\(rows)\n"
        #expect(
            folder.with("moor.actions.csv", text).problems() == ["moor.actions.csv, \(problem)"]
        )
    }

    @Test(
        "is refused for a fault in its dates, links and facts",
        arguments: [
            (
                "deadlines.csv", "A9,,,,",
                "line 5, column 1: A9 is no action of this plan; "
                    + "no row of `moor.actions.csv` has that code"
            ),
            (
                "deadlines.csv", "B,,,,",
                "line 5, column 1: B is no action of this plan; "
                    + "no row of `moor.actions.csv` has that code"
            ),
            (
                "deadlines.csv", "A1,31/05/20,,,",
                "line 5, column 4: `31/05/20` is not a date such as 2018-05-31, 2018-05, 2018 or "
                    + "2019-10/2019-12"
            ),
            (
                "deadlines.csv", "A1,2020-02-30,,,",
                "line 5, column 4: `2020-02-30` is not a date such as 2018-05-31, 2018-05, 2018 "
                    + "or 2019-10/2019-12"
            ),
            (
                "deadlines.csv", "A1,,,,later",
                "line 5, column 7: `later` is no action or priority of this plan, no plan of "
                    + "`plans.csv`, and not written as another plan is (`aedb-2018:`)"
            ),
            (
                "moor.links.csv", "A9,B,feeds,",
                "line 4, column 1: A9 is no action of this plan; "
                    + "no row of `moor.actions.csv` has that code"
            ),
            (
                "moor.links.csv", "A1,moor:B,feeds,",
                "line 4, column 4: `moor:B` is no action or priority of this plan, no plan of "
                    + "`plans.csv`, and not written as another plan is (`aedb-2018:`)"
            ),
            (
                "moor.links.csv", "A1,,feeds,",
                "line 4, column 4: `to` is blank, and every row needs one"
            ),
            (
                "moor.links.csv", "A1,B,helps,",
                "line 4, column 6: `helps` is no kind of link; expected `same-as`, `detail-in`, "
                    + "`feeds`, `reported-in`, `progress-as`"
            ),
            (
                "moor.progress.csv", "A9,,Begun",
                "line 4, column 1: A9 is no action of this plan; "
                    + "no row of `moor.actions.csv` has that code"
            ),
            (
                "moor.progress.csv", "A1,soon,Begun",
                "line 4, column 4: `soon` is not a date such as 2018-05-31, 2018-05, 2018 or "
                    + "2019-10/2019-12"
            ),
            (
                "moor.progress.csv", "A1,,",
                "line 4, column 5: `note` is blank, and every row needs one"
            ),
            (
                "moor.progress.csv", "A1,,a\u{7}b",
                "line 4, column 5: the text holds the control character U+0007, "
                    + "which no text of a journal may hold; take that out"
            ),
            (
                "moor.deliveries.csv", "A9,,",
                "line 3, column 1: A9 is no action of this plan; "
                    + "no row of `moor.actions.csv` has that code"
            ),
            (
                "moor.deliveries.csv", "A1.i,,",
                "line 3, column 1: A1.i has no deadline; no row of `deadlines.csv` is of it"
            ),
            (
                "moor.deliveries.csv", "A1,,",
                "line 3, column 1: A1 has 2 deadlines; "
                    + "say in a column `milestone` which, 1 to 2"
            ),
        ]
    )
    func facts(_ file: String, _ row: String, problem: String) {
        let text = "\(folder.files[file] ?? "")\(row)\n"
        #expect(folder.with(file, text).problems() == ["\(file), \(problem)"])
    }

    @Test("is refused for a milestone that its action does not have")
    func milestone() {
        let text = "action,milestone\nA1,3\nA1,two\nB1,1\n"
        #expect(
            folder.with("moor.deliveries.csv", text).problems() == [
                "moor.deliveries.csv, line 2, column 4: "
                    + "`3` is no milestone of A1; expected 1 to 2",
                "moor.deliveries.csv, line 3, column 4: "
                    + "`two` is no milestone of A1; expected 1 to 2",
            ]
        )
    }

    @Test("is refused for more deadlines of an action than can be numbered")
    func tooManyDeadlines() {
        let text = "action\n" + String(repeating: "B1\n", count: 10_000)
        #expect(
            folder.with("deadlines.csv", text).with("moor.deliveries.csv", nil).problems() == [
                "deadlines.csv, line 10001, column 1: B1 has more than 9999 deadlines"
            ]
        )
    }

    @Test("is refused for a row that no line of a journal could hold")
    func tooLong() {
        // {"action":"A1","note":"","type":"progress-noted"} is 49 bytes; a comma follows it.
        let fits = String(repeating: "x", count: 64_000 - 50)
        let text = "action,note\nA1,\(fits)\n"
        #expect(folder.with("moor.progress.csv", text).problems() == [])
        #expect(
            folder.with("moor.progress.csv", text + "A1,\(fits)x\n").problems() == [
                "moor.progress.csv, line 3, column 1: this row takes 64001 bytes of a journal's "
                    + "line; at most 64000 fit, so shorten it"
            ]
        )
    }

    @Test(
        "is refused without a title",
        arguments: [
            (
                nil, nil,
                "plans.csv: no row has the key moor, so the plan has no title; "
                    + "add one or give --title"
            ),
            (
                "key,title\ntown,Town plan\n", nil,
                "plans.csv: no row has the key moor, so the plan has no title; "
                    + "add one or give --title"
            ),
            (
                "key,title\nmoor,\ntown,Town plan\n", "Moor",
                "plans.csv, line 2, column 6: `title` is blank, and every row needs one"
            ),
            (
                "key,title\nmoor,Moor\ntown,Town plan\nmoor,Moor\n", nil,
                "plans.csv, line 4, column 1: the plan moor is there twice; keep one of the rows"
            ),
            (
                "key,title\ntown,Town plan\n", " ",
                "--title: the title is blank; expected one line of text"
            ),
            (
                "key,title\ntown,Town plan\n", "Moor\nplan",
                "--title: the text runs over more than one line; take that out"
            ),
        ] as [(String?, String?, String)]
    )
    func titles(_ plans: String?, _ title: String?, problem: String) {
        // Without the list no plan is known but those written with a colon.
        let folder = folder.with("plans.csv", plans).with("moor.links.csv", nil)
        #expect(folder.problems(title: title) == [problem])
    }

    @Test(
        "is refused without a board",
        arguments: [
            (
                "Director", nil,
                "moor.leads.csv: no role names the plan's board, as \"Chair of Some Board "
                    + "(KEY)\" would; give it: --board KEY=Name"
            ),
            // A company has a chair too, and a board without a key cannot be recorded.
            (
                "Chair of Moor Trust (MT); Chair of Moor Care Board", nil,
                "moor.leads.csv: no role names the plan's board, as \"Chair of Some Board "
                    + "(KEY)\" would; give it: --board KEY=Name"
            ),
            (
                "Chair of Care Board (CB); Vice Chair of Home Board (HB)", nil,
                "moor.leads.csv: roles name more than one board, CB and HB; "
                    + "say which is the plan's: --board CB"
            ),
            (
                "Director", "MCB",
                "--board: no lead and no role gives MCB a name; give one: --board MCB=Name"
            ),
            (
                "Director", "M C=Care Board",
                "--board: `M C` is not a key such as KT: 1 to 32 letters A to Z, digits, "
                    + "`.` and `-`, beginning with a letter or digit"
            ),
            ("Director", "=Care Board", "--board: the key is blank; expected KEY or KEY=Name"),
            ("Director", "MCB= ", "--board: the name is blank; expected KEY or KEY=Name"),
            (
                "Director", "XT=Other",
                "moor.leads.csv, line 3, column 1: "
                    + "XT has another name here than in --board; make them agree"
            ),
            (
                "Director", "AB",
                "moor.leads.csv, line 2, column 1: "
                    + "AB is the key of the plan's board, and here of a person"
            ),
        ] as [(String, String?, String)]
    )
    func boards(_ role: String, _ board: String?, problem: String) {
        let text = """
            key,name,role,kind
            AB,Ann Bell,\(role),
            XT,Executive team,,body
            CD,Cy Dunn,,

            """
        #expect(folder.with("moor.leads.csv", text).problems(board: board) == [problem])
    }

    @Test("is told all its problems at once, by file, line and column")
    func all() {
        let problems = folder.with("moor.leads.csv", "key,name\nA B,\n")
            .with("moor.priorities.csv", "code,title\nA,\"Care\nB,Housing\n")
            .with("moor.progress.csv", "action,as_of,note\nA9,soon,\n")
            .with("plans.csv", nil)
            .with("moor.links.csv", nil)
            .problems()
        let places = problems.map { String($0.prefix { $0 != ":" }) }
        #expect(
            places == [
                "moor.actions.csv, line 2, column 21",
                "moor.actions.csv, line 2, column 21",
                "moor.actions.csv, line 2, column 27",
                "moor.actions.csv, line 4, column 12",
                "moor.leads.csv",
                "moor.leads.csv, line 2, column 1",
                "moor.leads.csv, line 2, column 5",
                "moor.priorities.csv, line 2, column 3",
                "moor.progress.csv, line 2, column 1",
                "moor.progress.csv, line 2, column 4",
                "moor.progress.csv, line 2, column 9",
                "plans.csv",
            ]
        )
    }

    @Test("is not told what only follows from rows that could not be read")
    func consequences() {
        let missing = folder.with("moor.actions.csv", nil)
        #expect(missing.problems().count == 1)
        let short = folder.with("moor.leads.csv", "key,name\nAB\nCD,Cy\n")
        #expect(short.problems().count == 1)
        let deadlines = folder.with("deadlines.csv", "action,due\nB1\n")
        #expect(deadlines.problems().count == 1)
    }
}
