// The close-out paper: what became of every milestone of a plan that the board closed.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("A close-out paper")
struct CloseOutTests {
    private let county: VerbLedger

    /// Eight milestones under two priorities: one confirmed, one delivered and not confirmed, one
    /// transferred, one superseded, one withdrawn, one closed without approval, two untouched.
    init() throws {
        county = try VerbLedger()
        for line in [
            #"add priority B "Leave well""#, #"add action B1 "Open the hub" --under B"#,
            "assign B1 --accountable AB", #"add meeting 2018-09-20 "Last Board""#,
        ] { county.run(line) }
        for number in 2...5 { county.run("add milestone A1/\(number) 2018-07") }
        for number in 1...3 { county.run("add milestone B1/\(number) 2018-08-31") }
        county.now = try #require(Instant(zoned: "2018-09-21T09:00:00Z"))
        for line in [
            "deliver A1/1 --for AB --on 2018-07-10",
            "confirm A1/1 --by CD --line 2 --on 2018-07-20",
            "deliver A1/2 --for AB --on 2018-07-12",
            "close A1/3 --how transferred --place 'The hospital trust' --because 'They run it' --on 2018-08-01",
            "approve closure A1/3 --agreed-by MCB --on 2018-08-02",
            "close A1/4 --how superseded --to B1 --because Merged --on 2018-08-01",
            "approve closure A1/4 --agreed-by MCB --on 2018-08-02",
            "close A1/5 --how withdrawn --because 'No money' --on 2018-08-01",
            "approve closure A1/5 --agreed-by MCB --on 2018-08-02",
            "close B1/1 --how withdrawn --because 'No staff' --on 2018-08-01",
            "close plan --meeting 2018-09-20 --agreed-by MCB --on 2018-09-20 --because Done",
        ] { county.run(line) }
    }

    private func document(asAt: String) throws -> Document {
        let history = try county.history()
        return Document(
            try AssuranceReport(
                of: history,
                meeting: #require(Day("2018-09-20")),
                asAt: #require(Day(asAt)),
                knownAt: history.entries.count
            )
        )
    }

    private func table(_ id: String, in document: Document) -> Document.Table? {
        for case .table(let table) in document.blocks where table.id == id { return table }
        return nil
    }

    @Test("is called so, and counts every milestone once, under what became of it")
    func outcomes() throws {
        let document = try document(asAt: "2018-09-20")
        #expect(document.title == "VerbLedger county plan: close-out report")
        let table = try #require(self.table("close-out-table", in: document))
        #expect(
            table.columns.map(\.heading) == [
                "Priority", "All", "delivered and confirmed", "delivered, not confirmed",
                "transferred", "superseded", "withdrawn", "still open",
            ]
        )
        // A closure that nobody approved is no closure: B1/1 is still open, with B1/2 and B1/3.
        #expect(
            table.rows.map { $0.map(\.text) } == [
                ["A Join up care", "5", "1", "1", "1", "1", "1", "0"],
                ["B Leave well", "3", "0", "0", "0", "0", "0", "3"],
            ]
        )
        #expect(table.total?.map(\.text) == ["All", "8", "1", "1", "1", "1", "1", "3"])
    }

    @Test("says of everything undelivered where it went and who approved that")
    func undelivered() throws {
        let table = try #require(
            self.table("undelivered-table", in: document(asAt: "2018-09-20"))
        )
        #expect(
            table.rows.map { $0.map(\.text) } == [
                [
                    "A1/3 Open the ward", "transferred", "The hospital trust",
                    "VerbLedger County Board",
                ],
                ["A1/4 Open the ward", "superseded", "B1", "VerbLedger County Board"],
                ["A1/5 Open the ward", "withdrawn", "nowhere stated", "VerbLedger County Board"],
                ["B1/1 Open the hub", "still open", "nowhere stated", "nobody"],
                ["B1/2 Open the hub", "still open", "nowhere stated", "nobody"],
                ["B1/3 Open the hub", "still open", "nowhere stated", "nobody"],
            ]
        )
    }

    @Test("keeps the denominators: percentages are of all that was promised")
    func denominators() throws {
        let words = county.run("report --meeting 2018-09-20 --as-at 2018-09-20").output
        #expect(words.contains("Of 8 milestones 2 are delivered, 1 of them confirmed"))
        // 2 of 8 and 1 of 8, halves up.
        #expect(words.contains("2 delivered** (25 per cent of 8"))
        #expect(words.contains("1 confirmed** (13 per cent of 8"))
        #expect(words.contains("that the plan was closed, 20 September 2018"))
    }

    @Test("is an assurance report on the day before")
    func dayBefore() throws {
        let document = try document(asAt: "2018-09-19")
        #expect(document.title == "VerbLedger county plan: assurance report")
        #expect(table("close-out-table", in: document) == nil)
    }

    @Test("is in the data too")
    func json() throws {
        let said = county.run("report --meeting 2018-09-20 --as-at 2018-09-20 --json").output
        let report = try JSONSerialization.jsonObject(with: Data(said.utf8)) as? [String: Any]
        let closing = try #require(report?["close-out"] as? [String: Any])
        #expect(closing["on"] as? String == "2018-09-20")
        #expect(closing["agreed-by"] as? String == "MCB")
        #expect((closing["undelivered"] as? [Any])?.count == 6)
    }
}
