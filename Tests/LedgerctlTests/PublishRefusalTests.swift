// What publishing and checking refuse, in what words, with the ledger and the disk as they were.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("What is not published")
struct PublishRefusalTests {
    private let county: VerbLedger

    init() throws {
        county = try VerbLedger()
        county.run(#"add meeting 2018-05-17 "The Board""#)
    }

    @Test(
        "says why, and leaves the ledger as it was",
        arguments: [
            (
                "report --meeting 2018-05-18 --publish", ExitCode.refused,
                "no meeting of the plan's board is known for 2018-05-18; meetings are known for "
                    + "2018-03-22, 2018-05-17."
            ),
            (
                "report --meeting 2018-05-17 --known-at 99 --publish", .refused,
                "There is no entry 99; the journal has 12. Give a number from 1 to 12, a day, or "
                    + "a time with a zone."
            ),
            (
                "report --meeting 2018-05-17 --as-at 2018-03-21 --publish", .refused,
                "on 2018-03-21, as known at entry 12, the plan was not open; take a later --as-at "
                    + "or --known-at."
            ),
            (
                "report --meeting 2018-05-17 --known-at 2017-12-31 --publish", .refused,
                "Nothing was recorded by 2017-12-31T23:59:59Z; the first entry was recorded at "
                    + "2018-03-22T14:05:09Z. Give a later --known-at."
            ),
            (
                "report --meeting 2018-05-17 --format pdf", .refused,
                "A PDF is a file, not text. Name it with -o FILE."
            ),
            (
                "report --meeting 2018-05-17 --format docx", .refused,
                "A Word document is a file, not text. Name it with -o FILE."
            ),
            (
                "report --meeting 2018-05-17 --publish -o /", .refused,
                "/ is there already. Name another file, or give --force."
            ),
            (
                "report --meeting 2018-05-17 -o /nowhere/paper.md", .refused,
                "The system could not write /nowhere/paper.md: No such file or directory. Check "
                    + "the path; a folder of it is not there."
            ),
            (
                "report --check /nowhere/paper.html", .refused,
                "The system could not read /nowhere/paper.html: No such file or directory. Check "
                    + "the path; a folder of it is not there."
            ),
        ]
    )
    func refused(line: String, code: ExitCode, words: String) {
        let before = county.lines
        let answer = county.run(line, expecting: code)
        #expect(answer.errors == "ledgerctl: \(words)\n")
        #expect(answer.output.isEmpty)
        #expect(county.lines == before)
        #expect(county.evidence == nil)
    }

    @Test("a dry run shows the entry, and keeps and writes nothing")
    func dryRun() throws {
        let path = try county.put("", "x").replacing("/x", with: "/p.html")
        let answer = county.run("report --meeting 2018-05-17 --publish --dry-run -o \(path)")
        #expect(answer.output.hasPrefix("Would record entry 13 of moor-2018"))
        #expect(county.lines.count == 12)
        #expect(county.evidence == nil)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("nothing published, nothing to check against")
    func nothing() throws {
        let path = try county.put("hello", "x.html")
        let answer = county.run("report --check \(path)", expecting: .refused)
        #expect(
            answer.output
                == "\(path) cannot be a published report: none was published in moor-2018.\n"
        )
    }

    @Test("a file that stands in the way of the evidence stops it before anything is recorded")
    func evidenceInTheWay() throws {
        try Data().write(to: county.folder.appending(path: "evidence"))
        let answer = county.run("report --meeting 2018-05-17 --publish", expecting: .refused)
        #expect(!answer.errors.isEmpty)
        #expect(county.lines.count == 12)
    }
}
