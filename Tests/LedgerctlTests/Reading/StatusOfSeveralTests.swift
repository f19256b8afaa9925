// `status` of several plans: one page, whose numbers are those of each plan alone.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The status of several plans")
struct StatusOfSeveralTests {
    /// The columns of numbers, from the left.
    private static let columns = [
        "milestones", "red", "amber", "grey", "green", "blue", "overdue", "undated", "delivered",
        "confirmed",
    ]

    /// A county with a third plan, of ten milestones: nine were due in January 2018, and
    /// the tenth on the day of fen's.
    private static func county() -> County {
        let county = SeveralCounty.county()
        for line in [
            #"add plan wold --title "Wold hedge plan" --board WB"#,
            #"add priority W "Green lanes" --plan wold"#,
            #"add action W1 "Lay the hedge" --under W --plan wold"#,
        ] { #expect(county.run(line).code == .done) }
        for number in 1...9 {
            let line = "add milestone W1/\(number) 2018-01-0\(number) --plan wold"
            #expect(county.run(line).code == .done)
        }
        #expect(county.run("add milestone W1/10 2018-02-28 --plan wold").code == .done)
        return county
    }

    @Test("is this page: fen has one milestone late and one undated, marsh one still far ahead")
    func page() {
        let said = SeveralCounty.county().run("status --all")
        // Columns stand at least two spaces apart.
        let output = said.output.replacing(/[ ]{2,}/, with: "|")
        let words = """
            2 plans, as at 22 March 2018, with all that is recorded
            plan|title|\(Self.columns.joined(separator: "|"))
            fen|Fen drainage plan|2|1|0|1|0|0|1|1|0|0
            marsh|Marsh County care plan|1|0|0|0|1|0|0|0|0|0
            |all of them|3|1|0|1|1|0|1|1|0|0
            The last row counts milestones and nothing else: what stands in two plans counts in \
            both.

            Worst first:
            |rating|due|why
            fen:F1/1|red|28 February 2018|test 5: red, overdue: due 2018-02-28

            """
        #expect(output == words)
        #expect(said.code == .done)
        #expect(said.errors.isEmpty)
    }

    @Test("adds up milestones, and shows the ten worst of all plans with their plans")
    func worst() throws {
        let county = Self.county()
        #expect(county.run("deliver A1 --plan marsh").code == .done)
        #expect(county.run("confirm A1 --plan marsh --by CD").code == .done)
        let lines = county.run("status --all").output.split(separator: "\n").map(String.init)
        let rows = lines[2...5].map { $0.split(separator: " ").suffix(10).compactMap { Int($0) } }
        // Each as `columns` has them: the last row is the sum of those above it.
        #expect(lines[1].split(separator: " ").suffix(10).map(String.init) == Self.columns)
        #expect(rows[0] == [2, 1, 0, 1, 0, 0, 1, 1, 0, 0])
        #expect(rows[1] == [1, 0, 0, 0, 0, 1, 0, 0, 1, 1])
        #expect(rows[2] == [10, 10, 0, 0, 0, 0, 10, 0, 0, 0])
        #expect(rows[3] == [13, 11, 0, 1, 0, 1, 11, 1, 1, 1])
        // The longest due first, January; of two that are due on one day, that of the first plan.
        let start = try #require(lines.firstIndex(of: "Worst first:")) + 2
        let names = lines[start...].map { String($0.prefix { $0 != " " }) }
        #expect(names == (1...9).map { "wold:W1/\($0)" } + ["fen:F1/1"])
        let other = county.run("status --plan wold --plan fen").output.split(separator: "\n")
        #expect(other.last?.hasPrefix("wold:W1/10  red     28 February 2018  ") == true)
    }

    @Test("takes the plans in the order they were named, on the day and at the moment asked for")
    func moments() {
        let county = Self.county()
        let said = county.run(
            "status --plan wold --plan fen --as-at 2018-03-22 --known-at 2018-03-22"
        )
        let lines = said.output.split(separator: "\n").map(String.init)
        #expect(said.code == .done)
        #expect(lines[0] == "2 plans, as at 22 March 2018, known at 2018-03-22")
        #expect(lines[2].hasPrefix("wold  Wold hedge plan "))
        #expect(lines[3].hasPrefix("fen   Fen drainage plan "))
        let later = county.run("status --all --as-at 2018-07-01").output
        #expect(later.hasPrefix("3 plans, as at 1 July 2018, with all that is recorded\n"))
        #expect(later.contains("marsh:A1/1") == false)
        #expect(later.contains("wold:W1/10") == false)
    }

    @Test("says at its end which plans are missing, and why, and counts without them")
    func missing() {
        let county = SeveralCounty.county()
        county.put([], "dale.jsonl")
        county.put(SeveralCounty.tampered)
        let said = county.run("status --all")
        #expect(said.code == .tampered)
        let lines = said.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "1 of 3 plans, as at 22 March 2018, with all that is recorded")
        #expect(lines[2].hasPrefix("fen   Fen drainage plan           2 "))
        #expect(lines[3].hasPrefix("      all of them                 2 "))
        #expect(lines.dropLast(3).last == "Missing, and in none of these numbers:")
        let dale =
            "dale has no entries yet, so there is nothing to answer from. Open the plan with "
            + "`ledgerctl add plan`."
        #expect(lines.dropLast(1).last == "dale   \(dale)")
        #expect(
            lines.last?.hasPrefix("marsh  The journal is damaged and answers nothing: ") == true
        )
        #expect(
            said.errors.hasPrefix(
                "ledgerctl: dale: The journal is an empty file.\nledgerctl: dale: \(dale)\n"
                    + "ledgerctl: marsh: The journal is damaged and answers nothing: "
            )
        )
    }

    @Test("is no page where every plan is missing")
    func nothing() {
        let county = County(SeveralCounty.tampered)
        let said = county.run("status --all")
        #expect(said.code == .tampered)
        #expect(said.output.isEmpty)
        #expect(
            said.errors
                == county.run("status").errors
                .replacing("ledgerctl: ", with: "ledgerctl: marsh: ")
        )
    }
}
