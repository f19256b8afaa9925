// Every call of every script goes wrong once, in every way; and what the sweep would find.

import Foundation
import Testing

@testable import Ledger

/// `SWEEP=full swift test --filter SweepTests` tries everything: in a build for release in some
/// minutes.
@Suite("Whatever goes wrong")
struct SweepTests {
    private static let isFull = ProcessInfo.processInfo.environment["SWEEP"] == "full"

    @Test("at any call, nothing is lost and nothing untrue is said", arguments: SweepHistory.all)
    func sweep(_ history: SweepHistory) throws {
        var sweep = try Sweep(history, SweepTests.isFull ? .full : .usual)
        sweep.run()
        print(
            "sweep of \(history.testDescription): \(sweep.calls.count) calls,"
                + " \(sweep.runCount) runs, \(sweep.imageCount) disks recovered,"
                + " \(sweep.violations.count) violations"
        )
        for violation in sweep.violations.prefix(10) { Issue.record("\(violation)") }
    }

    @Test("a mistake with files is found", arguments: PlantedBug.allCases)
    func planted(_ bug: PlantedBug) throws {
        for history in SweepHistory.all {
            var sweep = try Sweep(history, .usual, bug: bug)
            sweep.run(untilFound: true)
            if let first = sweep.violations.first {
                print("planted \(bug): \(first)")
                return
            }
        }
        Issue.record("nothing was found")
    }
}
