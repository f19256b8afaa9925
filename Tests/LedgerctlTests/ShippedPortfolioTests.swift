// The six plans that ship: what is in them, and what they say beside one another.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// A copy of the journals that ship, gone after the test.
final class ShippedLedger {
    static let plans = [
        "aedb-2018", "ccth-2016", "cqc-2018", "css-2022", "iip-2022", "op-2019",
    ]

    let folder: URL

    /// The journals of `plans`.
    init(_ plans: [String] = ShippedLedger.plans) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for plan in plans {
            try FileManager.default.copyItem(
                at: Independent.root.appending(path: "events/\(plan).jsonl"),
                to: folder.appending(path: "\(plan).jsonl")
            )
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What a command says by a clock in January 2027.
    func run(_ line: String) -> Said {
        let witness = Witness()
        let settings = ["LEDGER": folder.path, "LEDGER_BY": "SEC", "XDG_CONFIG_HOME": folder.path]
        var world = witness.world(shellWords(line), environment: settings)
        world.now = { Instant(seconds: 1_800_000_000) }
        let code = Ledgerctl.run(in: world)
        return Said(code: code, output: witness.output, errors: witness.errors)
    }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { folder.appending(path: name).path }
}

@Suite("The plans that ship")
struct ShippedPortfolioTests {
    @Test(
        "hold what the tables say, every field, and nothing else",
        .enabled(if: Independent.hasPlans && Independent.python != nil, "needs the plan tables")
    )
    func tables() throws {
        let events = Independent.root.appending(path: "events").path
        let said = try Independent.run("programmes_from_csv.py", Independent.plans.path, events)
        let counts = try JSONDecoder().decode([String: [String: Int]].self, from: said)
        // The figures that the sources are known to have.
        #expect(counts["iip-2022"]?["projects"] == 17)
        #expect(counts["iip-2022"]?["programmes"] == 8)
        #expect(counts["op-2019"]?["milestones"] == 211)
        #expect(counts["op-2019"]?["risks"] == 35)
        #expect(counts["op-2019"]?["mitigations"] == 35 - 7)
        #expect(counts["ccth-2016"]?["rows"] == 101)
        #expect(counts["ccth-2016"]?["outcome"] == 21)
        #expect(counts["css-2022"]?["principles"] == 11)
        #expect(counts["css-2022"]?["pairings"] == 19)
        #expect(counts["css-2022"]?["timeline"] == 9)
        #expect(counts["aedb-2018"]?["items"] == 12)
        #expect(counts["aedb-2018"]?["deadlines"] == 10)
    }

    @Test("break no rule", arguments: ShippedLedger.plans)
    func rules(plan: String) throws {
        let ledger = try Independent.ledger(Independent.root.appending(path: "events"), plan)
        #expect(try ledger.verify(rules: true).findings.map(\.why) == [])
    }

    @Test(
        "say in the portfolio what another program recomputes from their lines",
        .enabled(if: Independent.python != nil, "needs python3"),
        arguments: [("2018-10-31", 3), ("2022-04-01", 6)]
    )
    func portfolio(asAt: String, plans: Int) throws {
        let ledger = try ShippedLedger()
        let file = ledger.path("portfolio.out")
        let line = "report --portfolio --as-at \(asAt) --format json -o \(file)"
        let said = ledger.run(line)
        #expect(said.code == .done)
        #expect(said.errors == "")
        let agreed = try Independent.run(
            "portfolio_check.py",
            ledger.folder.path,
            "portfolio",
            file
        )
        // Twelve counts a plan and of all, and nine lists.
        #expect(String(decoding: agreed, as: UTF8.self) == "\(12 * (plans + 1) + 9)\n")

        // The check itself must be able to fail.
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let falsified = text.replacing("\"overdue\": 27", with: "\"overdue\": 26")
        #expect(falsified != text || plans == 6)
        if falsified != text {
            try falsified.write(toFile: file, atomically: true, encoding: .utf8)
            #expect(throws: Independent.Failure.self) {
                try Independent.run("portfolio_check.py", ledger.folder.path, "portfolio", file)
            }
        }
    }

    @Test(
        "say in highlight reports what another program recomputes",
        .enabled(if: Independent.python != nil, "needs python3"),
        arguments: [
            ("op-2019", "2019-07-15", "2019-20 Q1", 12), ("aedb-2018", "2018-10-31", "May 18", 10),
            ("css-2022", "2022-08-15", "2022-04/2022-07", 2),
            ("iip-2022", "2022-04-01", "2022-23 Q1", 8),
        ]
    )
    func highlights(plan: String, asAt: String, period: String, programmes: Int) throws {
        let ledger = try ShippedLedger()
        let file = ledger.path("highlight.out")
        let said = ledger.run(
            "report --highlight all --plan \(plan) --as-at \(asAt) --period '\(period)' "
                + "--format json -o \(file)"
        )
        #expect(said.code == .done)
        let agreed = try Independent.run(
            "portfolio_check.py",
            ledger.folder.path,
            "highlight",
            file
        )
        let shown = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file)))
        #expect((shown as? [Any])?.count == (plan == "op-2019" ? 10 : programmes))
        // The next period, twelve counts and eight lists for each programme.
        let count = (shown as? [Any])?.count ?? 0
        #expect(String(decoding: agreed, as: UTF8.self) == "\(21 * count)\n")
    }

    @Test("show what the A&E Delivery Board's plan says of E1, H1 and M1, and that H3 waits for H2")
    func shownBeside() throws {
        let ledger = try ShippedLedger()
        for (code, item) in [("E1", "U2 feeds E"), ("H1", "U1 feeds H"), ("M1", "U6 feeds M1")] {
            let said = ledger.run("show \(code) --plan cqc-2018 --as-at 2018-10-31").output
            #expect(said.contains("  waits for aedb-2018:\n"))
            #expect(
                said.contains(
                    "10 milestones, 4 red, 4 overdue, due from 23 March 2018 to April 2019\n"
                        + "    as known from aedb-2018, 7 entries, head "
                )
            )
            #expect(said.contains("  aedb-2018:\(item) (inferred)\n"))
            // What is borrowed enters no rating.
            #expect(said.contains("rating: grey, test 8: grey, not rated: no date agreed"))
        }
        let waiting = ledger.run("show H3 --plan cqc-2018 --as-at 2018-10-31").output
        #expect(waiting.contains("no date agreed, waits for H2 (H3/1)"))
        let back = ledger.run("show U6 --plan aedb-2018 --as-at 2018-10-31").output
        #expect(back.contains("  feeds cqc-2018:M1 (inferred)\n"))
        #expect(back.contains("    Review assessments and move towards a trusted model"))
        let alone = try ShippedLedger(["cqc-2018"])
        let said = alone.run("show E1 --plan cqc-2018 --as-at 2018-10-31").output
        #expect(said.contains("    aedb-2018 is no plan of this ledger\n"))
    }

    @Test("list the two disagreements: the winter plan's dates, and J2 with M1")
    func conflicts() throws {
        let said = try ShippedLedger().run("report --portfolio --as-at 2018-10-31").output
        let rows = said.split(separator: "\n").filter { $0.hasPrefix("| **") }
        let winter = try #require(rows.first { $0.contains("cqc-2018:E3") && $0.contains(":U2") })
        #expect(winter.contains("March 2019 (overall match); May 2018 (winter plan)"))
        #expect(winter.contains("30 April 2018 (NHSE ops planning)"))
        #expect(winter.contains("dates; who is accountable"))
        let assessors = try #require(
            rows.first { $0.contains("cqc-2018:M1") && $0.contains("cqc-2018:J2") }
        )
        #expect(assessors.contains("September 2018"))
        #expect(assessors.contains("accountable BH"))
        #expect(assessors.contains("accountable KT"))
    }

    @Test("count Pauline Brown and Paul Brennan as two people, and Louise Patten as one")
    func people() throws {
        let said = try ShippedLedger().run("report --portfolio --as-at 2018-10-31").output
        let rows = said.split(separator: "\n")
        #expect(rows.count { $0.contains("Pauline Brown (PB)") } == 1)
        #expect(rows.count { $0.contains("Paul Brennan (PBr)") } == 1)
        let patten = rows.filter { $0.contains("Patten") && $0.contains("aedb-2018, cqc-2018") }
        #expect(patten.count == 1)
    }

    @Test("five of them report when the sixth is damaged, and paper and exit code say so")
    func oneDamaged() throws {
        let ledger = try ShippedLedger()
        let path = ledger.path("iip-2022.jsonl")
        var bytes = try Data(contentsOf: URL(filePath: path))
        // The title of the plan, in its first line.
        bytes[200] ^= 1
        try bytes.write(to: URL(filePath: path))
        for format in ["markdown", "html", "json"] {
            let said = ledger.run("report --portfolio --as-at 2022-04-01 --format \(format)")
            #expect(said.code == .tampered)
            #expect(said.errors.hasPrefix("ledgerctl: iip-2022 is missing: "))
            #expect(said.errors.contains("line 1") || said.errors.contains("entry 1"))
            #expect(said.output.contains("iip-2022"))
            for plan in ShippedLedger.plans where plan != "iip-2022" {
                #expect(said.output.contains(plan))
            }
        }
        let paper = ledger.run("report --portfolio --as-at 2022-04-01").output
        #expect(paper.hasPrefix("# Portfolio of 5 plans\n"))
        #expect(paper.contains("- **iip-2022 is missing.** "))
    }

    @Test("say so where a journal is gone, and write nothing where the moment is no moment")
    func gone() throws {
        let ledger = try ShippedLedger()
        #expect(ledger.run("keys new --plan iip-2022").code == .done)
        #expect(ledger.run("checkpoint --plan iip-2022").code == .done)
        try FileManager.default.removeItem(atPath: ledger.path("iip-2022.jsonl"))
        let said = ledger.run("report --portfolio --as-at 2022-04-01")
        #expect(said.code == .refused)
        #expect(said.output.contains("- **iip-2022 is missing.** "))
        let file = ledger.path("all.md")
        let wrong = ledger.run("report --portfolio --known-at banana -o \(file)")
        #expect(wrong.code == .usage)
        #expect(!FileManager.default.fileExists(atPath: file))
        let board = ledger.run("report --portfolio --board XYZ")
        #expect(board.code == .refused)
        #expect(board.errors.hasPrefix("ledgerctl: No plan of the ledger calls a meeting of a "))
    }

    @Test("are told as not open yet on an earlier day, which is no failure")
    func unopened() throws {
        let said = try ShippedLedger().run("status --all --as-at 2018-10-31")
        #expect(said.code == .done)
        let words =
            "Not open yet by then, and in none of these numbers: css-2022, iip-2022, op-2019"
        #expect(said.output.contains(words))
        #expect(said.output.contains("3 of 6 plans, as at 31 October 2018"))
        let before = try ShippedLedger().run("status --all --as-at 2010-01-01")
        #expect(before.code == .refused)
        #expect(before.output == "")
    }

    @Test("say in a paper that another plan is not shown there, not that it is not there")
    func notShown() throws {
        let line = "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --beside "
        let said = try ShippedLedger().run(line + "ccth-2016").output
        #expect(said.contains("aedb-2018 is not shown here"))
        #expect(!said.contains("is no plan of this ledger"))
    }

    @Test(
        "leave the CQC paper as it was, byte for byte",
        arguments: ["html", "markdown", "json", "csv", "ics"]
    )
    func samePaper(format: String) throws {
        let line = "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --format "
        let alone = try ShippedLedger(["cqc-2018"]).run(line + format)
        let among = try ShippedLedger().run(line + format)
        #expect(alone.code == .done)
        #expect(alone == among)
        #expect(format != "json" || among.output.contains("\"overdue\": 27,"))
    }
}

@Suite("A paper with other plans beside it")
struct BesideTests {
    private let line = "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31"

    @Test("shows the oversight table, and rates and counts as without it")
    func shown() throws {
        let ledger = try ShippedLedger()
        let plain = ledger.run(line).output
        let beside = ledger.run("\(line) --beside aedb-2018").output
        let start = try #require(beside.range(of: "## 16. Beside this plan"))
        #expect(plain.hasPrefix(beside[..<start.lowerBound].trimmingCharacters(in: .newlines)))
        let section = beside[start.lowerBound...]
        #expect(section.contains("(aedb-2018, 7 entries, head "))
        // Ten programmes in twelve rows.
        #expect(section.split(separator: "\n").count { $0.hasPrefix("| **U") } == 12)
        #expect(ledger.run("\(line) --beside all").output.contains("(op-2019") == false)
    }

    @Test("records which entries of them it showed, and is checked by those")
    func published() throws {
        let ledger = try ShippedLedger()
        let paper = ledger.path("paper.html")
        let said = ledger.run("\(line) --beside aedb-2018 --publish -o \(paper)")
        #expect(said.code == .done)
        let journal = try String(contentsOfFile: ledger.path("cqc-2018.jsonl"), encoding: .utf8)
        #expect(journal.contains(#""others":[{"head":""#))
        #expect(journal.contains(#""plan":"aedb-2018","seq":7}]"#))
        #expect(ledger.run("report --plan cqc-2018 --check \(paper)").code == .done)
        // The other plan goes on; what was shown of it stays.
        _ = ledger.run("note U1 'Begun' --plan aedb-2018 --by SEC")
        #expect(ledger.run("report --plan cqc-2018 --check \(paper)").code == .done)
        let other = ledger.path("other.md")
        _ = ledger.run("\(line) --beside aedb-2018@7 --known-at 22 -o \(other)")
        let same = ledger.run("report --plan cqc-2018 --check \(other)")
        #expect(same.code == .done)
        #expect(same.output.contains("has the same content"))
        // Where the file cannot be written, nothing is published.
        let before = try Data(contentsOf: URL(filePath: ledger.path("cqc-2018.jsonl")))
        #expect(ledger.run("\(line) --publish -o \(ledger.path("no/p.html"))").code == .refused)
        #expect(ledger.run("\(line) --publish --force -o /dev/null").code == .refused)
        #expect(try Data(contentsOf: URL(filePath: ledger.path("cqc-2018.jsonl"))) == before)
        // Without that plan the paper cannot be made again.
        try FileManager.default.removeItem(atPath: ledger.path("aedb-2018.jsonl"))
        let alone = ledger.run("report --plan cqc-2018 --check \(paper)")
        #expect(alone.code == .refused)
        #expect(alone.output.contains("byte for byte. It showed aedb-2018 at entry 7, head "))
        #expect(alone.output.contains("So it cannot be told whether its content is what"))
        let form = ledger.run("report --plan cqc-2018 --check \(other)")
        #expect(form.code == .refused)
        #expect(form.output.contains("So it cannot be told whether it is another form of one."))
    }

    @Test(
        "is refused for a plan that is not there, not open, or the paper's own",
        arguments: [
            (
                "nought",
                "LEDGER has no other plan called `nought`. The others are aedb-2018, "
                    + "ccth-2016, css-2022, iip-2022, op-2019."
            ),
            (
                "cqc-2018",
                "LEDGER has no other plan called `cqc-2018`. The others are aedb-2018, "
                    + "ccth-2016, css-2022, iip-2022, op-2019."
            ),
            ("op-2019", "op-2019 was not open on 31 October 2018, as known at entry 5."),
            (
                "aedb-2018/aedb-2018",
                "--beside names aedb-2018 twice. Name each plan once."
            ),
            (
                "aedb-2018@",
                "After `aedb-2018@` stands the number of an entry, such as aedb-2018@7."
            ),
            (
                "aedb-2018@9",
                "There is no entry 9; the journal has 7. Give a number from 1 to 7, a "
                    + "day, or a time with a zone."
            ),
        ]
    )
    func refused(beside: String, words: String) throws {
        let ledger = try ShippedLedger()
        let said = ledger.run("\(line) --beside \(beside)")
        #expect(said.code == .refused)
        #expect(said.output == "")
        let errors = said.errors.replacing(ledger.folder.path, with: "LEDGER")
        #expect(errors == "ledgerctl: \(words)\n")
    }
}
