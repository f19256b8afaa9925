// The shapes of JSON that other programs rely on: exact names, types, and null for what is absent.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// What may stand under a name.
private indirect enum Shape: Sendable {
    case text, number
    /// One of these words.
    case word([String])
    /// A text or null.
    case optional(Shape)
    case list(Shape)
    case object([String: Shape])

    /// Where `value` differs, each as a path and what is wrong there.
    func faults(in value: Any, at path: String = "$") -> [String] {
        switch self {
        case .text:
            return value is String ? [] : ["\(path) is no text"]
        case .number:
            let isNumber = value is NSNumber && !(value is NSNull)
            return isNumber ? [] : ["\(path) is no number"]
        case .word(let words):
            return words.contains(value as? String ?? "") ? [] : ["\(path) is \(value)"]
        case .optional(let shape):
            return value is NSNull ? [] : shape.faults(in: value, at: path)
        case .list(let shape):
            guard let list = value as? [Any] else { return ["\(path) is no list"] }
            return list.enumerated().flatMap { shape.faults(in: $1, at: "\(path)[\($0)]") }
        case .object(let members):
            guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
            let names = Set(object.keys).symmetricDifference(members.keys).sorted()
            return names.map { "\(path).\($0) is missing or too much" }
                + members.flatMap { name, shape in
                    object[name].map { shape.faults(in: $0, at: "\(path).\(name)") } ?? []
                }
        }
    }

    // MARK: What is promised

    static let colours = ["blue", "green", "amber", "red", "grey"]

    static let rating = Shape.object([
        "published": .word(colours),
        "declared": .optional(.word(["green", "amber", "red"])),
        "computed": .word(colours),
        "why": .text,
    ])

    static let milestone: [String: Shape] = [
        "milestone": .text, "label": .optional(.text), "written": .optional(.text),
        "original": .optional(.text), "current": .optional(.text), "forecast": .optional(.text),
        "delivered": .optional(.text), "confirmed": .optional(.text), "moves": .number,
        "slippage": .optional(.text), "rating": rating,
    ]

    static let list = Shape.list(
        .object([
            "action": .text, "under": .text, "title": .text, "accountable": .list(.text),
            "responsible": .list(.text), "rating": .optional(rating),
            "milestones": .list(.object(milestone)),
        ])
    )

    /// What every verb that reads answers of several plans; `answer` is what it answers of one.
    static func plans(_ answer: Shape) -> Shape {
        .object([
            "plans": .list(
                .object([
                    "plan": .text, "answer": .optional(answer), "why": .optional(.text),
                    "exit": .number,
                ])
            )
        ])
    }

    static let verification = Shape.object([
        "plan": .text, "entries": .number, "head": .text,
        "verdict": .word(["anchored", "unanchored", "torn", "tampered"]), "after": .number,
        "line": .optional(.number), "why": .optional(.text),
        "findings": .list(.object(["line": .optional(.number), "kind": .text, "why": .text])),
        "checkpoints": .list(
            .object([
                "from": .text, "origin": .text, "size": .number, "root": .text,
                "signers": .list(.text), "missing": .list(.text),
                "outcome": .word(["holds", "before-restore", "does-not-hold"]),
            ])
        ),
        "restores": .list(
            .object([
                "entry": .number, "size": .number, "root": .text, "lost": .number, "origin": .text,
            ])
        ),
        "signed": .list(.object(["entry": .number, "by": .text, "key": .text])),
    ])
}

@Suite("The shapes of JSON")
struct JSONShapeTests {
    /// What the command says of the shipped journal, on 15 November 2018.
    private func answer(_ line: String) throws -> Any {
        let witness = Witness()
        var world = witness.world(
            shellWords(line) + ["--plan", "cqc-2018"],
            environment: ["LEDGER": Self.events]
        )
        world.now = { Instant(seconds: 1_542_283_200) }
        #expect(Ledgerctl.run(in: world) == .done)
        #expect(witness.errors.isEmpty)
        return try JSONSerialization.jsonObject(with: Data(witness.output.utf8))
    }

    private static let events = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "events").path

    /// The lines of the shipped journal, without their LFs.
    private static let lines =
        (FileManager.default.contents(atPath: "\(events)/cqc-2018.jsonl") ?? Data())
        .split(separator: 0x0A)

    private static let head = lines.last.map { Digest(of: $0).hex }

    @Test("list --json is an array of actions with their milestones and ratings")
    func list() throws {
        let answer = try answer("list --json")
        #expect(Shape.list.faults(in: answer) == [])
        let actions = try #require(answer as? [[String: Any]])
        #expect(actions.count == 80)
        #expect(actions.first?["action"] as? String == "A1")
        let milestones = actions.flatMap { $0["milestones"] as? [[String: Any]] ?? [] }
        #expect(milestones.count == 60)
        #expect(milestones.count { $0["current"] is NSNull } == 5)
        #expect(milestones.allSatisfy { $0["confirmed"] is NSNull && $0["forecast"] is NSNull })
    }

    @Test("list --json has the shape also of what a query finds, and of nothing found")
    func query() throws {
        let witness = Witness()
        let world = witness.world(
            shellWords("list --json lead:XX --plan cqc-2018"),
            environment: ["LEDGER": Self.events]
        )
        #expect(Ledgerctl.run(in: world) == .done)
        let found = try JSONSerialization.jsonObject(with: Data(witness.output.utf8))
        #expect((found as? [Any])?.isEmpty == true)
    }

    @Test("--json of several plans is one object, in which an answer or its reason is null")
    func several() throws {
        let county = County()
        county.put(County.journal.replacing("Visit", with: "Visiu"), "fen.jsonl")
        let said = county.run("list --all --json")
        #expect(said.code == .tampered)
        let answer = try JSONSerialization.jsonObject(with: Data(said.output.utf8))
        #expect(Shape.plans(Shape.list).faults(in: answer) == [])
        let plans = (answer as? [String: Any])?["plans"] as? [[String: Any]] ?? []
        #expect(plans.map { $0["answer"] is NSNull } == [true, false])
        #expect(plans.map { $0["why"] is NSNull } == [false, true])
        #expect(plans.map { $0["exit"] as? Int } == [3, 0])
    }

    @Test("a milestone and its rating take their values as they come to be")
    func values() throws {
        let county = County()
        for line in [
            "approve plan --meeting 2018-03-22", "rate A1 amber --because late",
            "forecast A1 2018-07", "date A1 2018-06-30 --agreed-by MCB --because late",
        ] { #expect(county.run(line).code == .done) }
        let action = try action(in: county)
        #expect(action["accountable"] as? [String] == ["AB"])
        #expect(action["responsible"] as? [String] == [])
        #expect(action["under"] as? String == "A")
        #expect((action["rating"] as? [String: Any])?["declared"] as? String == "amber")
        let milestone = try milestone(in: county)
        #expect(milestone["milestone"] as? String == "1")
        #expect(milestone["label"] is NSNull && milestone["written"] is NSNull)
        #expect(milestone["original"] as? String == "2018-05-31")
        #expect(milestone["current"] as? String == "2018-06-30")
        #expect(milestone["forecast"] as? String == "2018-07")
        #expect(milestone["delivered"] is NSNull && milestone["confirmed"] is NSNull)
        #expect(milestone["moves"] as? Int == 1)
        #expect(milestone["slippage"] as? String == "30 days")
        #expect(county.run("deliver A1 --on 2018-03").code == .done)
        #expect(county.run("confirm A1 --by CD").code == .done)
        let delivered = try self.milestone(in: county)
        #expect(delivered["delivered"] as? String == "2018-03")
        #expect(delivered["confirmed"] as? String == "2018-03-22")
        #expect((delivered["rating"] as? [String: Any])?["computed"] as? String == "blue")
    }

    /// The only action of the county's plan, by `list --json`.
    private func action(in county: County) throws -> [String: Any] {
        let said = county.run("list --json")
        let answer = try JSONSerialization.jsonObject(with: Data(said.output.utf8))
        #expect(Shape.list.faults(in: answer) == [])
        return try #require((answer as? [[String: Any]])?.first)
    }

    private func milestone(in county: County) throws -> [String: Any] {
        try #require((try action(in: county)["milestones"] as? [[String: Any]])?.first)
    }

    @Test("verify --json is one object, of a whole journal without line and reason")
    func verification() throws {
        let answer = try answer("verify --json")
        #expect(Shape.verification.faults(in: answer) == [])
        let object = try #require(answer as? [String: Any])
        #expect(object["plan"] as? String == "cqc-2018")
        #expect(object["entries"] as? Int == Self.lines.count)
        #expect(object["head"] as? String == Self.head)
        #expect(object["verdict"] as? String == "unanchored")
        #expect(object["after"] as? Int == Self.lines.count)
        #expect(object["line"] is NSNull)
        #expect(object["why"] is NSNull)
        #expect((object["findings"] as? [Any])?.isEmpty == true)
    }

    @Test("verify --json has its shape in every verdict, and --all makes it an array")
    func verdicts() throws {
        let torn = County(County.journal.dropLast(5))
        let tampered = County(County.journal.replacing("Visit", with: "Visiu"))
        for (county, verdict) in [(County(), "unanchored"), (torn, "torn"), (tampered, "tampered")]
        {
            let output = county.run("verify --plan marsh --json").output
            let answer = try JSONSerialization.jsonObject(with: Data(output.utf8))
            #expect(Shape.verification.faults(in: answer) == [])
            #expect((answer as? [String: Any])?["verdict"] as? String == verdict)
            let all = county.run("verify --all --json").output
            let array = try JSONSerialization.jsonObject(with: Data(all.utf8))
            #expect(Shape.list(Shape.verification).faults(in: array) == [])
        }
    }

    @Test(
        "report --format json has its basis and its counts",
        arguments: ["--format json", "--json"]
    )
    func report(option: String) throws {
        let answer = try answer("report --meeting 2018-11-15 --as-at 2018-10-31 \(option)")
        let report = try #require(answer as? [String: Any])
        #expect(report["meeting"] as? String == "2018-11-15")
        #expect(report["as-at"] as? String == "2018-10-31")
        #expect(report["known-at"] as? Int == Self.lines.count)
        #expect(report["entries"] as? Int == Self.lines.count)
        #expect(report["head"] as? String == Self.head)
        let counts = try #require(report["counts"] as? [String: Any])
        let names = [
            "milestones", "overdue", "due-at-meeting", "undated", "delivered", "confirmed",
            "closed", "moved", "met-original", "met-current", "red", "amber", "grey", "green",
            "blue",
        ]
        #expect(Set(counts.keys) == Set(names))
        #expect(
            Shape.object(Dictionary(uniqueKeysWithValues: names.map { ($0, .number) }))
                .faults(in: counts) == []
        )
        #expect(counts["milestones"] as? Int == 60)
        #expect(counts["delivered"] as? Int == 4)
        #expect(counts["confirmed"] as? Int == 0)
        #expect(counts["moved"] as? Int == 0)
        let colours = Shape.colours.compactMap { counts[$0] as? Int }
        #expect(colours.reduce(0, +) == 60)
        let tables = [
            "milestones", "exceptions", "overdue", "due-at-meeting", "next-period", "undated",
            "moved", "ratings-that-differ",
        ]
        for table in tables {
            let row = Shape.milestone.merging(
                [
                    "action": .text, "title": .text, "accountable": .list(.text),
                    "responsible": .list(.text), "note": .optional(.text),
                    "note-on": .optional(.text), "by-when": .optional(.text),
                ]
            ) { $1 }
            let rows = try #require(report[table])
            #expect(Shape.list(.object(row)).faults(in: rows) == [])
        }
        #expect((report["undated"] as? [Any])?.count == 5)
    }

    @Test("report --format json is known at an earlier entry with that entry's head")
    func earlier() throws {
        let answer = try answer("report --meeting 2018-11-15 --known-at 20 --format json")
        let report = try #require(answer as? [String: Any])
        #expect(report["known-at"] as? Int == 20)
        #expect(report["entries"] as? Int == 20)
        #expect(report["head"] as? String == Digest(of: Self.lines[19]).hex)
    }
}
