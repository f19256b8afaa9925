// Ledger held against a second reading of the documents: the same journals, the same answers.

import Foundation
import Testing

@testable import Ledger

@Suite(
    "Ledger and an independent reading",
    .enabled(if: Independent.python != nil, "needs python3")
)
struct CrossCheckTests {
    /// Compares everything that both say, and tells the first difference of each kind of thing.
    private func compare(
        _ expected: IndependentReading,
        _ history: History,
        _ words: String
    ) throws {
        let asAt = try #require(Day(expected.asAt))
        let ratings = Ratings(history.plan(known: expected.knownAt, asAt: asAt), asAt: asAt)
        let rows = Dictionary(
            uniqueKeysWithValues: expected.milestones.map { ("\($0.action)/\($0.milestone)", $0) }
        )
        let milestones = ratings.plan.orderedMilestones
        #expect(Set(milestones.map(\.name.description)) == Set(rows.keys), "\(words)")
        for milestone in milestones {
            let rating = try #require(ratings[milestone: milestone.name])
            let found = IndependentReading.Row(milestone, rating)
            #expect(found == rows[milestone.name.description], "\(rating.result.why): \(words)")
        }
        var actions: [String: IndependentReading.ActionRating] = [:]
        for action in ratings.plan.orderedActions {
            actions[action.code.text] = ratings[action: action.code].map { .init($0) }
        }
        #expect(actions == expected.actions, "\(words)")
        guard let meeting = expected.meeting.flatMap({ Day($0) }) else { return }
        let report = try AssuranceReport(
            of: history,
            meeting: meeting,
            asAt: asAt,
            knownAt: expected.knownAt
        )
        #expect(IndependentReading.Counts(report.counts) == expected.counts, "\(words)")
    }

    @Test("say the same of random histories")
    func randomHistories() throws {
        try Independent.inFolder { folder in
            try Independent.run("cross_check.py", folder.path, "--first", "1", "--last", "40")
            let data = try Data(contentsOf: folder.appending(path: "expected.json"))
            let readings = try JSONDecoder().decode([IndependentReading].self, from: data)
            #expect(readings.count == 40 * 7)
            for (seed, readings) in Dictionary(grouping: readings, by: \.seed) {
                let plan = "chance-\(try #require(seed))"
                let ledger = try Independent.ledger(folder, plan)
                let verification = try ledger.verify(rules: true)
                let again = """
                    seed \(seed ?? 0): python3 \(Independent.programs)/random_history.py \
                    \(plan).jsonl --seed \(seed ?? 0)
                    """
                #expect(verification.verdict == .unanchored, "\(again)")
                #expect(verification.findings.map(\.why) == [], "\(again)")
                let history = try ledger.read().history
                for expected in readings {
                    let rate = """
                        \(again) && python3 \(Independent.programs)/rate.py \(plan).jsonl \
                        --as-at \(expected.asAt) --known-at \(expected.knownAt)
                        """
                    try compare(expected, history, rate)
                }
            }
        }
    }

    @Test("accept every event of format 1, and find every damage at the same line")
    func damage() throws {
        struct Expected: Decodable {
            let verdict: String
            let line: Int?
        }
        try Independent.inFolder { folder in
            let plan = "westmarch-2024"
            try Independent.run(
                "write_journal.py",
                folder.appending(path: "\(plan).jsonl").path,
                "--damage-all",
                folder.path
            )
            let whole = try Independent.ledger(folder, plan).verify(rules: true)
            #expect(whole.verdict == .unanchored)
            #expect(whole.findings.map(\.why) == [])
            let data = try Data(contentsOf: folder.appending(path: "expected.json"))
            let kinds = try JSONDecoder().decode([String: Expected].self, from: data)
            #expect(kinds.count == 9)
            for (kind, expected) in kinds {
                let damaged = try Independent.ledger(folder.appending(path: kind), plan)
                let found = try damaged.verify(rules: false)
                #expect(found.verdict.rawValue == expected.verdict, "\(kind)")
                #expect(found.damage?.line == expected.line, "\(kind)")
            }
        }
    }

    /// What the worked check of the shipped plan comes to on a day.
    struct Worked {
        let asAt: Day
        let meeting: Day
        let ratings: [Rating: Int]
        var counts: [KeyPath<AssuranceReport.Counts, Int>: Int] = [:]
    }

    private static func worked() throws -> [Worked] {
        let day = { (text: String) in try #require(Day(text)) }
        return [
            Worked(
                asAt: try day("2018-05-17"),
                meeting: try day("2018-07-19"),
                ratings: [.red: 11, .amber: 11, .grey: 6, .green: 32]
            ),
            Worked(
                asAt: try day("2018-10-31"),
                meeting: try day("2018-11-15"),
                ratings: [.red: 27, .amber: 22, .grey: 11],
                counts: [
                    \.overdue: 27, \.dueAtMeeting: 9, \.undated: 5, \.delivered: 4,
                    \.confirmed: 0,
                ]
            ),
            Worked(
                asAt: try day("2018-11-20"),
                meeting: try day("2018-11-15"),
                ratings: [.red: 36, .amber: 13, .grey: 11],
                counts: [\.overdue: 36]
            ),
        ]
    }

    @Test(
        "say the same of the shipped plan, and what was worked out by hand",
        .enabled(if: Independent.hasPlans, "needs the folder of source plans")
    )
    func shippedPlan() throws {
        try Independent.inFolder { folder in
            let file = folder.appending(path: "cqc-2018.jsonl").path
            try Independent.run("cqc_from_csv.py", Independent.plans.path, file)
            let ledger = try Independent.ledger(folder, "cqc-2018")
            #expect(try ledger.verify(rules: true).findings.map(\.why) == [])
            let history = try ledger.read().history
            for worked in try Self.worked() {
                let report = try AssuranceReport(
                    of: history,
                    meeting: worked.meeting,
                    asAt: worked.asAt,
                    knownAt: history.entries.count
                )
                #expect(report.counts.ratings == worked.ratings, "\(worked.asAt)")
                for (path, count) in worked.counts {
                    #expect(report.counts[keyPath: path] == count, "\(worked.asAt) \(path)")
                }
                let said = try Independent.run("rate.py", file, "--as-at", "\(worked.asAt)")
                let reading = try JSONDecoder().decode(IndependentReading.self, from: said)
                try compare(reading, history, "\(worked.asAt)")
            }
        }
    }
}
