// Files and questions that do not fit: imports, papers, moments, several plans.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// The files of an invented plan, which a test may change.
private struct Moor {
    var files = [
        "moor.leads.csv": """
        key,name,role,organisation,kind
        AB,Ann Bell,Director; Chair of the Moor Care Board (MCB),Moor Council,person
        CD,Cy Dunn,,,

        """,
        "moor.priorities.csv": """
        code,title
        A,Care at home

        """,
        "moor.actions.csv": """
        code,parent,title,accountable,responsible
        A1,A,Visit everyone,AB,CD
        A1.i,A1,Draw up a list,,CD

        """,
        "moor.deadlines.csv": """
        action,due,label
        A1,2018-03-20,draft for MCB
        A1.i,2018-09,

        """,
        "moor.progress.csv": """
        action,as_of,note
        A1,2018-02,List drawn up

        """,
    ]

    /// A county's ledger with the files beside it in the folder `plans`, and no journal.
    func county() -> County {
        let county = County([])
        try? FileManager.default.removeItem(atPath: county.path)
        let folder = "\(county.folder)/plans"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files { county.put(text.utf8, "plans/\(name)") }
        return county
    }
}

extension County {
    fileprivate func `import`() -> Said {
        run([
            "import", "\(folder)/plans", "--plan", "moor", "--on", "2018-03-22", "--title",
            "Moorland care",
        ])
    }

    fileprivate var imported: [UInt8]? {
        FileManager.default.contents(atPath: "\(folder)/moor.jsonl").map { Array($0) }
    }
}

@Suite("Bad files and questions")
struct BadInputTestsOfFiles {
    // MARK: Import

    @Test(
        "an import with a problem says its file, line and column, and begins no journal",
        arguments: [
            (
                "moor.priorities.csv", "code,title", "code,name",
                [
                    "moor.priorities.csv, line 1, column 1: the column `title` is missing; expected "
                        + "`code`, `title`, `under`, `aim`",
                    "moor.priorities.csv, line 1, column 6: the column `name` is not known here; "
                        + "expected `code`, `title`, `under`, `aim`",
                ]
            ),
            (
                "moor.actions.csv", "A1.i,A1,", "A1,A,",
                [
                    "moor.actions.csv, line 3, column 1: the code A1 is used already at "
                        + "moor.actions.csv, line 2, column 1",
                    "moor.deadlines.csv, line 3, column 1: A1.i is no action of this plan; "
                        + "no row of `moor.actions.csv` has that code",
                ]
            ),
            (
                "moor.actions.csv", "A1.i,A1,", "A1.i,A2,",
                [
                    "moor.actions.csv, line 3, column 6: A2 is no priority or action of this plan; "
                        + "no row of `moor.priorities.csv` or `moor.actions.csv` has that code"
                ]
            ),
            (
                "moor.actions.csv", ",AB,CD", ",AB/ZZ,CD",
                [
                    "moor.actions.csv, line 2, column 21: nobody has the key ZZ; no row of "
                        + "`moor.leads.csv` has it"
                ]
            ),
        ]
    )
    func problems(file: String, old: String, new: String, problems: [String]) {
        var moor = Moor()
        moor.files[file] = moor.files[file]?.replacing(old, with: new)
        let county = moor.county()
        let said = county.import()
        let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        #expect(
            said
                == Said(
                    code: .refused,
                    output: "",
                    errors: "ledgerctl: Nothing was recorded, because of \(count):\n"
                        + problems.map { "  \($0)\n" }.joined()
                )
        )
        #expect(county.names == ["plans"])
    }

    @Test("an import of a folder that is not there says which")
    func noFolder() {
        let county = County()
        county.expect(
            "import \(county.folder)/none --plan moor --on 2018-03-22",
            stops: .refused,
            "The system could not read LEDGER/none: No such file or directory. Check the path; a "
                + "folder of it is not there."
        )
        #expect(county.names == ["marsh.jsonl"])
    }

    @Test("an import that was cut short after any line goes on, and again changes nothing")
    func cutShort() throws {
        let county = Moor().county()
        #expect(county.import().code == .done)
        let whole = try #require(county.imported)
        let lines = whole.split(separator: 0x0A)
        #expect(lines.count > 5)
        for count in 0...lines.count {
            county.put(lines.prefix(count).flatMap { $0 + [0x0A] }, "moor.jsonl")
            let said = county.import()
            #expect(said.code == .done)
            #expect(county.imported == whole)
            let words = "; \(count) were there already.\n"
            #expect(said.output.hasSuffix(count == 0 ? " in moor.\n" : words))
        }
    }

    @Test("an import cut within a line goes on too")
    func cutWithin() throws {
        let county = Moor().county()
        #expect(county.import().code == .done)
        let whole = try #require(county.imported)
        for cut in [1, 9] {
            county.put(whole.dropLast(cut), "moor.jsonl")
            let said = county.import()
            #expect(said.code == .done)
            #expect(said.errors.contains("The last write to this journal was interrupted: "))
            #expect(county.imported == whole)
        }
    }

    // MARK: Papers and moments

    @Test(
        "a report or a moment that the ledger does not know is refused",
        arguments: [
            (
                "report --meeting 2018-05-17",
                "no meeting of the plan's board is known for 2018-05-17; meetings are known "
                    + "for 2018-04-12."
            ),
            (
                "report --meeting 2018-04-12 --as-at 2018-03-21",
                "on 2018-03-21, as known at entry 10, the plan was not open; take a later --as-at or "
                    + "--known-at."
            ),
            (
                "report --meeting 2018-04-12 --known-at 8",
                "no meeting of the plan's board is known for 2018-04-12; call one with `ledgerctl "
                    + "add meeting`."
            ),
            ("status --known-at 0", entry(0)),
            ("status --known-at 11", entry(11)),
            ("status --known-at 9999", entry(9999)),
            ("report --meeting 2018-04-12 --known-at 2018", entry(2018)),
            (
                "status --known-at 2018-03-21",
                "Nothing was recorded by 2018-03-21T23:59:59Z; the first entry was recorded at "
                    + "2018-03-22T14:05:09Z. Give a later --known-at."
            ),
        ]
    )
    func moments(line: String, words: String) {
        County().expect(line, stops: .refused, words)
    }

    private static func entry(_ seq: Int) -> String {
        "There is no entry \(seq); the journal has 10. Give a number from 1 to 10, a day, or a time "
            + "with a zone."
    }

    @Test("a paper is not written over a file, nor into a folder that is not there")
    func output() {
        let county = County()
        county.put("mine".utf8, "paper.md")
        county.expect(
            "report --meeting 2018-04-12 -o \(county.folder)/paper.md",
            stops: .refused,
            "LEDGER/paper.md is there already. Name another file, or give --force."
        )
        county.expect(
            "report --meeting 2018-04-12 -o \(county.folder)/none/paper.md",
            stops: .refused,
            "The system could not write LEDGER/none/paper.md: No such file or directory. Check the "
                + "path; a folder of it is not there."
        )
        let paper = { FileManager.default.contents(atPath: "\(county.folder)/paper.md") }
        #expect(paper() == Data("mine".utf8))
        #expect(county.names == ["marsh.jsonl", "paper.md"])
        let forced = county.run("report --meeting 2018-04-12 -o \(county.folder)/paper.md --force")
        #expect(forced == Said(code: .done, output: "", errors: ""))
        #expect(paper() == Data(county.run("report --meeting 2018-04-12").output.utf8))
        #expect(county.names == ["marsh.jsonl", "paper.md"])
    }

    @Test("two plans and none named")
    func plans() {
        let county = County()
        #expect(county.run("add plan fen --title Fen --board FB").code == .done)
        let words = "LEDGER holds several plans: fen, marsh. Say which with --plan."
        for line in ["status", "verify", "note A1 x", "report --meeting 2018-04-12"] {
            county.expect(line, stops: .refused, words)
        }
        #expect(county.run("verify --all").code == .done)
        #expect(county.run("status --plan fen").code == .done)
    }

    @Test("verify --all ends with the worst of the verdicts")
    func worst() {
        let county = County(County.journal.dropLast(5))
        county.put(County.journal.replacing("Visit", with: "Visiu"), "other.jsonl")
        county.put(County.journal, "whole.jsonl")
        #expect(county.run("verify --plan whole").code == .done)
        #expect(county.run("verify --plan marsh").code == .torn)
        #expect(county.run("verify --all").code == .tampered)
    }
}
