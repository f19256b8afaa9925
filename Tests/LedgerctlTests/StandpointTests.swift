// The plan at a glance from few bytes, held against the same from a replay of the whole history.

import Foundation
import Testing

@testable import Ledger
@testable import ledgerctl

/// What a position says, to be compared.
private struct SaidPosition: Equatable {
    let title: String
    let counts: [Position.Counts]
    let priorities: [String]
    let worst: [String]

    init(_ position: Position) {
        title = position.title
        counts = [position.counts] + position.rows.map(\.counts)
        priorities = position.rows.map(\.code.text)
        worst = position.worst.map { milestone in
            "\(milestone.name) \(milestone.rating) \(milestone.due?.description ?? "-") "
                + milestone.why
        }
    }
}

@Suite("The plan at a glance")
struct StandpointTests {
    /// Where the days lie that a position is asked for, after the last that anything counts from.
    private static let daysAfter = [0, 1, 15, 36, 71, 200]

    /// Compares the two ways for the journal `lines`, cut after each of `sizes`.
    ///
    /// - Returns: How often there was an answer without a replay.
    private func compare(
        _ lines: [Substring],
        plan: Code,
        sizes: some Sequence<Int>,
        _ words: String
    ) throws -> Int {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "standpoint-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var answers = 0
        for size in sizes {
            let text = lines.prefix(size).joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: folder.appending(path: "\(plan).jsonl"))
            let ledger = ActionLedger(folder: folder.path, plan: plan)
            let history = try ledger.read().history
            let last = try #require(history.entries.map(\.day).max())
            let asAt = last + Self.daysAfter[size % Self.daysAfter.count]
            let plan = history.plan(known: size, asAt: asAt)
            guard plan.opening != nil, let standpoint = try ledger.standpoint(asAt: asAt) else {
                continue
            }
            answers += 1
            let expected = SaidPosition(Position(Ratings(plan, asAt: asAt)))
            #expect(
                SaidPosition(standpoint.position) == expected,
                "\(words), \(size) entries, \(asAt)"
            )
            #expect(standpoint.size == size)
        }
        return answers
    }

    private func lines(_ path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    @Test("is the same after every entry of the demonstration and of the shipped plan")
    func everyPrefix() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "standpoint-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Demo.record(.moorland(seed: 1), in: folder)
        let demo = try lines("\(folder)/\(Demo.plan).jsonl")
        let answers = try compare(demo, plan: Demo.plan, sizes: 1...demo.count, "demonstration")
        #expect(answers == demo.count)
        let code = try #require(Code("cqc-2018"))
        let shipped = try lines(Independent.root.appending(path: "events/cqc-2018.jsonl").path)
        #expect(
            try compare(shipped, plan: code, sizes: 1...shipped.count, "shipped") == shipped.count
        )
    }

    @Test(
        "is the same of random histories, with days out of order, strikes and corrections",
        .enabled(if: Independent.python != nil, "needs python3")
    )
    func randomHistories() throws {
        var answers = 0
        var asked = 0
        try Independent.inFolder { folder in
            for seed in 1...24 {
                let name = "chance-\(seed)"
                let path = folder.appending(path: "\(name).jsonl").path
                try Independent.run("random_history.py", path, "--seed", "\(seed)")
                let lines = try lines(path)
                let code = try #require(Code(name))
                let sizes = stride(from: lines.count, to: 0, by: -5)
                asked += sizes.underestimatedCount
                answers += try compare(lines, plan: code, sizes: sizes, "seed \(seed)")
            }
        }
        // A strike of what others rest on needs a replay; most histories hold none.
        #expect(answers > asked / 2, "\(answers) of \(asked)")
    }
}
