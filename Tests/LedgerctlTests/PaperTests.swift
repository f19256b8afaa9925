// The board's paper as a document: every section of the outline, from the shipped plan.

import Foundation
import Ledger
import Testing

@Suite("The paper")
struct PaperTests {
    private let document: Document
    private let report: AssuranceReport

    init() throws {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let plan = try #require(Code("cqc-2018"))
        let history = try ActionLedger(folder: root.appending(path: "events").path, plan: plan)
            .read().history
        report = try AssuranceReport(
            of: history,
            meeting: #require(Day("2018-11-15")),
            asAt: #require(Day("2018-10-31")),
            knownAt: history.entries.count
        )
        document = Document(report)
    }

    private var tables: [Document.Table] {
        document.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    @Test("has the sections of the outline in their order")
    func sections() {
        let headings = document.blocks.compactMap { block -> String? in
            if case .heading(level: 2, _, let words) = block { words } else { nil }
        }
        #expect(
            headings == [
                "1. Recommendation", "2. Executive summary", "3. Key and basis",
                "4. Position by priority", "5. Position and delivery, drawn", "6. Exceptions",
                "7. Due at this meeting", "8. Date changes", "9. Closures", "10. Next period",
                "11. Ratings that differ", "12. What changed",
                "13. Risks, dependencies and assurance", "14. Implications",
                "15. Background papers", "A. Full plan", "B. Data quality and verification",
                "C. The whole tables",
            ]
        )
    }

    @Test("shows ten exceptions of 49, eight of nine due at the meeting, and has them whole in C")
    func cuts() throws {
        // 27 red and 22 amber on 31 October 2018.
        let exceptions = try #require(tables.first { $0.id == "exceptions-table" })
        #expect(exceptions.rows.count == 10)
        #expect(exceptions.note?.hasPrefix("and 39 more, appendix C. Initials: BH Bruno") == true)
        #expect(tables.first { $0.id == "exceptions-table-whole" }?.rows.count == 49)
        let due = tables.filter { $0.id.hasPrefix("due-at-meeting-table") }
        #expect(due.map(\.note) == ["and 1 more, appendix C", nil])
        #expect(due.map(\.rows.count) == [8, 9])
    }

    @Test("has in every row as many cells as columns, and every identifier once")
    func shape() {
        let figures = document.blocks.compactMap { block -> Document.Figure? in
            if case .figure(let figure) = block { figure } else { nil }
        }
        var ids = tables.map(\.id) + figures.map(\.id)
        for table in tables {
            #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.id)")
            if let total = table.total { #expect(total.count == table.columns.count) }
        }
        for block in document.blocks {
            if case .heading(_, let id, _) = block { ids.append("section \(id)") }
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test("compares with the approval where no report was published")
    func since() throws {
        let since = try #require(report.since)
        #expect(since.last.publication == nil)
        #expect(since.last.asAt.description == "2018-03-22")
        #expect(since.last.knownAt == 8)
        // Entries 9 to 22 were recorded after the approval; all but 19 and 22, of March 2018, which
        // ends on the 31st, speak of days up to the 22nd.
        #expect(since.late.map(\.seq) == Array(9...18) + [20, 21])
    }
}
