// The paper cannot flatter: what was done to make it look better stands in it.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("A paper that somebody tried to make look better")
struct FlatteryTests {
    private let county: VerbLedger

    init() throws {
        county = try VerbLedger()
        county.run(#"add meeting 2019-03-14 "The Board""#)
    }

    private func cells(_ table: String, _ asAt: String) throws -> [[String]] {
        let history = try county.history()
        let report = try AssuranceReport(
            of: history,
            meeting: #require(Day("2019-03-14")),
            asAt: #require(Day(asAt)),
            knownAt: history.entries.count
        )
        for block in Document(report).blocks {
            if case .table(let found) = block, found.id == table {
                return found.rows.map { $0.map(\.text) }
            }
        }
        return []
    }

    @Test(
        "a date moved once in time and three times when late, declared green, is red with four moves"
    )
    func laundering() throws {
        // Due in July 2018. Moved in time, in June; then late on 1 October, and moved three times
        // after the date was past, each time by the board.
        for (due, on) in [
            ("2018-09", "2018-06-20"), ("2018-11", "2018-10-05"), ("2019-01", "2018-12-06"),
            ("2019-04", "2019-02-05"),
        ] {
            county.now = try #require(Instant(zoned: "\(on)T09:00:00Z"))
            county.run(
                "date A1 \(due) --agreed-by MCB --because 'Snow on \(on)' --on \(on)"
            )
        }
        county.now = try #require(Instant(zoned: "2019-02-20T09:00:00Z"))
        county.run("rate A1 green --because 'All is well' --for AB --on 2019-02-20")
        county.run("note A1 'Going very well' --for AB --on 2019-02-20")
        let asAt = "2019-03-01"
        let exceptions = try cells("exceptions-table", asAt)
        try #require(exceptions.count == 1)
        let row = exceptions[0].joined(separator: " | ")
        #expect(row.contains("A1/1 Open the ward"))
        // Original July 2018, now April 2019: nine months, by four moves.
        #expect(row.contains("original July 2018; current April 2019; slip 9 months; 4 moves"))
        #expect(row.contains("red test 7, moved when late: from September 2018"))
        #expect(row.contains("Going very well"))
        let differing = try cells("ratings-table", asAt)
        #expect(differing.map { Array($0[1...3]) } == [["green", "red", "red"]])
        // Every date, with the day it was set.
        #expect(
            try cells("figure-slips-table", asAt) == [
                ["A1/1", "22 March 2018", "July 2018"],
                ["A1/1", "20 June 2018", "September 2018"],
                ["A1/1", "5 October 2018", "November 2018"],
                ["A1/1", "6 December 2018", "January 2019"],
                ["A1/1", "5 February 2019", "April 2019"],
            ]
        )
        // All four were agreed since the approval, and all four are moves.
        let agreed = try cells("dates-agreed-table", asAt)
        #expect(agreed.count == 4)
        #expect(agreed.allSatisfy { $0[3].hasSuffix(", a move") })
        #expect(try cells("position-table", asAt)[0][1...2] == ["1", "1"])
    }

    @Test("published, the same words stand in every form that people read")
    func everyForm() throws {
        county.now = try #require(Instant(zoned: "2018-08-06T09:00:00Z"))
        county.run("date A1 2018-09 --agreed-by MCB --because Snow --on 2018-08-05")
        county.run("rate A1 green --because 'All is well' --for AB --on 2018-08-06")
        let command = "report --meeting 2019-03-14 --as-at 2018-08-07 --format"
        for format in ["html", "markdown", "csv", "json"] {
            let words = county.run("\(command) \(format)").output
            #expect(words.lowercased().contains("moved when late"), "\(format)")
        }
        let path = try county.put("", "x").replacing("/x", with: "/p.docx")
        county.run("\(command) docx -o \(path)")
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(String(decoding: bytes, as: UTF8.self).contains("moved when late"))
    }

    @Test("a paper made after papers were due says so, and that no reason is given")
    func late() throws {
        county.now = try #require(Instant(zoned: "2019-03-01T09:00:00Z"))
        county.run(#"add meeting 2018-03-28 "Early" --papers 2018-03-21"#)
        let command = "report --meeting 2018-03-28 --as-at 2019-03-01"
        #expect(
            county.run(command).output.contains(
                "This paper is late: papers were due on 21 March 2018, and it rests on an entry of "
                    + "1 March 2019. No reason is given."
            )
        )
        county.run("word 2018-03-28 lateness 'Snow closed the office.'")
        let said = county.run(command).output
        #expect(said.contains("Snow closed the office."))
        #expect(!said.contains("This paper is late"))
    }

    @Test("a confirmation by whoever declared or leads is refused")
    func ownConfirmation() {
        county.run("deliver A1 --for AB")
        let before = county.lines
        let answer = county.run("confirm A1 --by AB", expecting: .refused)
        #expect(answer.errors.hasPrefix("ledgerctl: Not recorded: "))
        #expect(county.lines == before)
    }
}
