// `report --for` as a command: what it says, writes and refuses.

import Foundation
import Testing

@testable import ledgerctl

@Suite("report --for")
struct LeadVerbTests {
    @Test("shows what the lead leads, worst first, and what is asked about it")
    func words() {
        let county = County()
        for line in [
            #"add action A2 "Mend the bridge" --under A"#, "assign A2 --responsible AB",
            "add milestone A1 2018-07 --label final", "date A1/2 2018-09 --request --because late",
        ] { #expect(county.run(line).code == .done, "\(line)") }
        let said = county.run("report --for AB --as-at 2018-06-05")
        #expect(said.code == .done)
        #expect(said.errors.isEmpty)
        #expect(
            said.output == """
                Ann Bell (AB), position on 5 June 2018
                3 things to ask of Ann Bell, as at 5 June 2018; no meeting of the board is ahead.
                  A2: asked: undated: no milestone. Ask the board for a date.

                A1/1 Visit everyone
                    red: test 5: red, overdue: due 2018-05-31
                    accountable; original none, current 31 May 2018
                    latest note, 22 March 2018, 75 days old: Begun
                    asked: overdue: due 31 May 2018, 5 days overdue. Deliver it, or ask the board \
                for another date.
                    asked: no recent progress note: last progress note 22 March 2018, 75 days ago. \
                Write what has happened since.

                A1/2 Visit everyone (final)
                    amber: test 9: amber, at risk: last progress note 75 days ago
                    accountable; original none, current July 2018, September 2018 asked for and \
                not answered
                    latest note, 22 March 2018, 75 days old: Begun
                    asked: no recent progress note: last progress note 22 March 2018, 75 days ago. \
                Write what has happened since.

                Without a milestone of their own:
                  A2 Mend the bridge

                """
        )
    }

    @Test("says so of a lead who leads nothing")
    func nothing() {
        let said = County().run("report --for CD")
        #expect(
            said.output == """
                Cy Dunn (CD), position on 22 March 2018
                Nothing to ask before the meeting of 12 April 2018: Cy Dunn is up to date.

                No milestone that is open or delivered.

                """
        )
    }

    @Test("writes data of this shape, its milestones as the report has them")
    func json() throws {
        let county = County()
        let object = { (line: String) throws in
            let said = county.run(line)
            return try #require(
                JSONSerialization.jsonObject(with: Data(said.output.utf8)) as? [String: Any]
            )
        }
        let list = try object("report --for AB --json")
        #expect(
            Set(list.keys) == [
                "plan", "lead", "name", "role", "organisation", "left", "as-at", "known-at",
                "meeting", "by", "milestones", "without-milestone", "asks",
            ]
        )
        #expect(list["meeting"] as? String == "2018-04-12")
        let milestones = try #require(list["milestones"] as? [[String: Any]])
        let report = try object("report --meeting 2018-04-12 --json")
        let all = try #require(report["milestones"] as? [[String: Any]])
        #expect(NSArray(array: milestones).isEqual(to: all))
    }

    @Test(
        "writes each form into a file, and over none",
        arguments: ["html", "markdown", "docx", "csv", "ics"]
    )
    func files(format: String) {
        let county = County()
        let line = "report --for AB --format \(format) -o \(county.folder)/list"
        #expect(county.run(line) == Said(code: .done, output: "", errors: ""))
        county.expect(
            line,
            stops: .refused,
            "LEDGER/list is there already. Name another file, or give --force."
        )
    }

    @Test(
        "is refused for a lead or a meeting that is not there, and in a form there is none of",
        arguments: [
            (
                "report --for KT",
                "Nobody in marsh has the key `KT` as at 22 March 2018. The people and bodies are "
                    + "MCB, AB, CD."
            ),
            (
                "report --for AB --meeting 2018-05-17",
                "no meeting of the plan's board is known for 2018-05-17; meetings are known "
                    + "for 2018-04-12."
            ),
            (
                "report --for AB --format pdf",
                "One lead's list is not written as pdf. Leave out --format for text, or take html, "
                    + "markdown, docx, csv, json or ics."
            ),
            (
                "report --for AB --format docx",
                "A Word document is a file, not text. Name it with -o FILE."
            ),
        ]
    )
    func refuses(line: String, words: String) {
        County().expect(line, stops: .refused, words)
    }

    @Test("needs a meeting where no lead is named")
    func needsMeeting() {
        let said = County().run("report")
        #expect(said.code == .usage)
        #expect(said.errors.hasPrefix("ledgerctl: `report` needs --meeting: a day such as "))
    }
}
