// The Oxfordshire plan, imported: every field of its files held against the acts.

import Foundation
import Testing

@testable import Ledger

/// The folder of the source plans, beside the repository where there is one.
private let folder = URL(filePath: #filePath)
    .deletingLastPathComponent()  // Import
    .deletingLastPathComponent()  // Publishing
    .deletingLastPathComponent()  // LedgerTests
    .deletingLastPathComponent()  // Tests
    .deletingLastPathComponent()  // the package
    .appending(path: "../shared/plans")

private var isThere: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "cqc-2018.actions.csv").path)
}

/// Rows by column name, read by splitting at the quotation marks: the files hold no line ends
/// inside fields. Independent of the reader that is tested.
private func rows(_ table: String) throws -> [[String: String]] {
    let text = try String(contentsOf: folder.appending(path: "\(table).csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map { line in
        // Outside quotation marks a comma separates; a doubled mark leaves an empty piece between.
        let pieces = line.replacing("\"\"", with: "\u{1}").components(separatedBy: "\"")
        let marked = pieces.enumerated().map { index, piece in
            index.isMultiple(of: 2) ? piece.replacing(",", with: "\u{2}") : piece
        }
        return marked.joined().components(separatedBy: "\u{2}").map {
            $0.replacing("\u{1}", with: "\"")
        }
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
}

/// An event's members as texts, lists joined by `/` as the files do; what is absent is blank.
private func members(_ event: Event) -> [String: String] {
    guard case .object(let members) = event.json else { return [:] }
    return Dictionary(
        uniqueKeysWithValues: members.map { member in
            switch member.value {
            case .string(let text): (member.name, text)
            case .bool(let truth): (member.name, "\(truth)")
            case .array(let values):
                (
                    member.name,
                    values.compactMap { if case .string(let text) = $0 { text } else { nil } }
                        .joined(separator: "/")
                )
            default: (member.name, "?")
            }
        }
    )
}

@Suite("The import of the CQC plan", .enabled(if: isThere, "needs the folder of source plans"))
struct CQCImportTests {
    private let plan: PlanImport

    init() throws { plan = try Self.read() }

    private static func read() throws -> PlanImport {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        var files: [String: [UInt8]] = [:]
        for name in names {
            files[name] = try Array(Data(contentsOf: folder.appending(path: name)))
        }
        return try PlanImport(
            of: "cqc-2018",
            from: files,
            by: "import",
            on: "2018-03-22"
        )
    }

    /// The members of the events of `type` with the `on` and `because` of their acts, in order.
    private func events(_ type: String) -> [[String: String]] {
        plan.acts.flatMap { act in
            act.events.filter { $0.type == type }.map { event in
                var found = members(event)
                found["on"] = act.on?.description
                found["because"] = act.because
                return found
            }
        }
    }

    /// Whether `events` say in their members what `rows` say in their columns, in order.
    private func expectSame(
        _ events: [[String: String]],
        _ rows: [[String: String]],
        _ columns: [String: String]
    ) {
        #expect(events.count == rows.count)
        for (event, row) in zip(events, rows) {
            for (member, column) in columns {
                #expect(event[member] ?? "" == row[column], "\(member) of \(row)")
            }
        }
    }

    @Test("opens the plan under its title and names its board")
    func opening() throws {
        let first = try #require(plan.acts.first)
        #expect(first.events.map(\.type) == ["plan-opened", "body-named"])
        let day = "2018-03-22"
        let because = "Inferred at import: the board, HWB, is read from the role of IH."
        #expect(
            events("plan-opened") == [
                [
                    "type": "plan-opened", "plan": "cqc-2018", "board": "HWB", "on": day,
                    "title": "CQC local system review action plan", "because": because,
                ]
            ]
        )
        #expect(
            events("body-named").first == [
                "type": "body-named", "body": "HWB", "name": "Health & Wellbeing Board",
                "on": day, "because": because,
            ]
        )
    }

    @Test("names 13 people and, besides the board, 2 bodies")
    func leads() throws {
        let leads = try rows("cqc-2018.leads")
        let people = leads.filter { $0["kind"] == "person" }
        let bodies = leads.filter { $0["kind"] == "body" }
        #expect((people.count, bodies.count) == (13, 2))
        expectSame(
            events("person-named"),
            people,
            ["person": "key", "name": "name", "role": "role", "organisation": "organisation"]
        )
        expectSame(
            Array(events("body-named").dropFirst()),
            bodies,
            ["body": "key", "name": "name", "organisation": "organisation"]
        )
    }

    @Test("adds 15 priorities and 80 actions, with the leads of every cell that is not blank")
    func structure() throws {
        let priorities = try rows("cqc-2018.priorities")
        #expect(priorities.count == 15)
        expectSame(
            events("priority-added"),
            priorities,
            ["priority": "code", "title": "title", "under": "none", "aim": "none"]
                .filter { $0.value != "none" }
        )
        #expect(events("priority-added").allSatisfy { $0["under"] == nil && $0["aim"] == nil })

        let actions = try rows("cqc-2018.actions")
        let letters = Set(priorities.compactMap { $0["code"] })
        let top = actions.filter { letters.contains($0["parent"] ?? "") }
        #expect((top.count, actions.count) == (46, 80))
        expectSame(
            events("action-added"),
            actions,
            ["action": "code", "under": "parent", "title": "title"]
        )
        for role in ["accountable", "responsible"] {
            expectSame(
                events("leads-named").filter { $0["role"] == role },
                actions.filter { $0[role] != "" },
                ["action": "code", "leads": role]
            )
        }
        #expect(!events("leads-named").contains { $0["leads"] == "" })
    }

    @Test("adds 60 milestones: 24 to the day, 31 to the month, 5 without a date")
    func milestones() throws {
        let deadlines = try rows("cqc-2018.deadlines")
        let found = events("milestone-added")
        expectSame(
            found,
            deadlines,
            [
                "action": "action", "due": "due", "label": "label", "written": "as_written",
                "depends": "depends",
            ]
        )
        let lengths = found.map { $0["due"]?.count ?? 0 }
        #expect([10, 7, 0].map { length in lengths.count { $0 == length } } == [24, 31, 5])
        // A4 and N3 have two deadlines; all others are their action's only one.
        let second = found.filter { $0["milestone"] != "1" }
        #expect(second.map { $0["action"] } == ["A4", "N3"])
        #expect(second.allSatisfy { $0["milestone"] == "2" })
        let tied = found.filter { $0["meeting"] != nil }
        #expect(tied.map { $0["action"] } == ["A2", "A3", "A4"])
        #expect(tied.allSatisfy { $0["meeting"] == $0["due"] && $0["milestone"] == "1" })
    }

    @Test("calls the board's three meetings and approves the plan at the first")
    func meetings() {
        let calls = events("meeting-called")
        #expect(calls.map { $0["meeting"] } == ["2018-03-22", "2018-07-19", "2018-11-15"])
        #expect(calls.allSatisfy { $0["title"] == "Health & Wellbeing Board meeting" })
        #expect(calls.allSatisfy { $0["board"] == nil && $0["on"] == "2018-03-22" })
        let because = """
            Inferred at import: the days of the deadlines whose label ends in HWB.
            2018-03-22: A4/1
            2018-07-19: A2/1
            2018-11-15: A3/1
            """
        #expect(calls.allSatisfy { $0["because"] == because })
        #expect(
            events("plan-approved") == [
                [
                    "type": "plan-approved", "meeting": "2018-03-22", "on": "2018-03-22",
                    "because": "Inferred at import: the first meeting of HWB that a deadline "
                        + "names is taken to have approved the plan.",
                ]
            ]
        )
    }

    @Test("adds 43 links, 27 of them inferred")
    func links() throws {
        let links = try rows("cqc-2018.links").map { row in
            var row = row
            if row["to"] == "aedb-2018" { row["to"] = "aedb-2018:" }
            row["inferred"] = row["note"]?.hasPrefix("Inferred") == true ? "true" : ""
            return row
        }
        #expect(links.count == 43)
        #expect(links.count { $0["inferred"] == "true" } == 27)
        expectSame(
            events("action-linked"),
            links,
            [
                "from": "from", "to": "to", "kind": "kind", "note": "note",
                "inferred": "inferred",
            ]
        )
    }

    @Test("notes 75 items of progress and 4 deliveries, from the earliest day to the latest")
    func facts() throws {
        func sorted(_ rows: [[String: String]], by column: String) -> [[String: String]] {
            // A month ends after all its days: "2018-03-99" sorts behind "2018-03-26".
            func end(_ row: [String: String]) -> String {
                (row["day"] ?? "") + (row[column]?.count == 7 ? "-99" : "")
            }
            return rows.map { row in
                row.merging(["day": row[column] == "" ? "2018-03-22" : row[column] ?? ""]) { $1 }
            }
            .enumerated().sorted { (end($0.1), $0.0) < (end($1.1), $1.0) }.map(\.element)
        }
        let progress = sorted(try rows("cqc-2018.progress"), by: "as_of")
        #expect(progress.count == 75)
        #expect(progress.count { $0["as_of"] == "" } == 50)
        expectSame(
            events("progress-noted"),
            progress,
            ["action": "action", "note": "note", "on": "day"]
        )

        let deliveries = sorted(try rows("cqc-2018.deliveries"), by: "on")
        let declared = events("delivery-declared")
        expectSame(declared, deliveries, ["action": "action", "on": "day"])
        #expect(declared.map { $0["action"] } == ["I1", "I1.i", "G2.i", "I4"])
        #expect(declared.allSatisfy { $0["milestone"] == "1" })
        let bases = deliveries.map { "\($0["action"] ?? ""): \($0["basis"] ?? "")" }
        #expect(
            declared.map { $0["because"] } == [
                bases[0], bases[1], "\(bases[2])\n\(bases[3])", "\(bases[2])\n\(bases[3])",
            ]
        )
    }

    @Test("goes from structure to facts, each act under its key and small enough for a line")
    func acts() throws {
        var keys: [String] = []
        for act in plan.acts {
            #expect(act.by.text == "import" && act.behalf == nil)
            #expect(act.key.map(Entry.isIdempotencyKey) == true)
            let entry = Entry(
                seq: 1,
                prev: .zero,
                at: Instant(seconds: 1_700_000_000),
                act: act
            )
            let line = entry.format()
            #expect(line.count <= Entry.byteCountMax)
            #expect(try Entry.parse(line[...]) == entry)
            keys.append(act.key ?? "")
        }
        #expect(
            keys
                == [
                    "plan.2018-03-22.1", "leads.2018-03-22.1", "priorities.2018-03-22.1",
                    "actions.2018-03-22.1", "meetings.2018-03-22.1", "deadlines.2018-03-22.1",
                    "links.2018-03-22.1", "approval.2018-03-22.1",
                    "progress.2017-09.1", "progress.2017-11.1", "progress.2017-12.1",
                    "progress.2018-01-23.1", "progress.2018-01-26.1", "progress.2018-01-30.1",
                    "progress.2018-01.1", "progress.2018-02.1", "progress.2018-03-02.1",
                    "progress.2018-03-22.1", "progress.2018-03.1",
                    "deliveries.2017-11.1", "deliveries.2018-01.1", "deliveries.2018-03.1",
                ].map { "import.cqc-2018.\($0)" }
        )
    }

    @Test("rates nothing, adopts nothing, and tells people what it inferred")
    func notes() throws {
        let types = Set(plan.acts.flatMap { $0.events.map(\.type) })
        #expect(types.isDisjoint(with: ["rating-declared", "policy-adopted", "date-agreed"]))
        #expect(
            plan.notes == [
                "The board is HWB, Health & Wellbeing Board: read from the role of IH at "
                    + "cqc-2018.leads.csv, line 7, column 1. "
                    + "If it is another, give --board KEY=Name.",
                "Meetings of HWB are called for 2018-03-22, 2018-07-19, 2018-11-15: the days of "
                    + "deadlines whose label ends in HWB.",
                "The plan is approved at the first of them, 2018-03-22.",
                "27 of 43 links are marked as inferred: their note begins with \"Inferred\".",
                "50 of 75 progress notes have no date; they get 2018-03-22.",
            ]
        )
    }

    @Test("breaks no rule of the plan, and brings back its own entries when it is repeated")
    func decided() throws {
        var history = History(of: "cqc-2018")
        for act in plan.acts {
            #expect(try history.recordedBefore(act) == nil)
            let entry = Entry(
                seq: history.entries.count + 1,
                prev: .zero,
                at: Instant(seconds: 1_700_000_000),
                act: act
            )
            try history.decide(entry)
        }
        for (seq, act) in zip(1..., plan.acts) {
            #expect(try history.recordedBefore(act)?.seq == seq)
        }
    }

    @Test("is the same every time")
    func repeats() throws {
        #expect(try Self.read() == plan)
    }
}
