// Recording with a snapshot: on a few entries, and to the same end as on all of them.

import Foundation
import Testing

@testable import Ledger

@Suite("Recording with a snapshot")
struct RecordingAloneTests {
    /// Acts of one action each; most are allowed, and some refused.
    private static let acts: [(action: Code, act: Entry.Act)] = [
        "A1", "A1.i", "A1.i.a", "A2", "B1", "B2", "Z9",
    ].flatMap { (code: Code) in
        let name = MilestoneName(code, 1)
        let events: [Event] = [
            .note("new", code), .rated(.red, code), .rated(.green, code),
            .forecast("2024-12", name), .requested("2025-01", name), .declared(name),
            .confirmed(name), .returned(name), .asked(2, code), .given(1, code),
            .evidence(code), .evidence(code, 1), .agreed("2025-02", name),
            .refused(by: "BRD", name), .reopened(code), .closed(code), .closureApproved(code),
            .leads(code, "EF"), .milestone(code, 2, due: "2025"), .linked(code, to: "A1"),
            .corrected("2024-04-01", entry: 2, name), .reworded(code),
            .action("A9", under: code),
        ]
        return events.map { (code, act($0)) }
            + [
                (code, act(.note("for", code), for: "EF")),
                (code, act(.note("for nobody", code), for: "NN")),
                (code, act(.note("by one who left", code), by: "CD")),
                (code, act(.note("by one unknown", code), by: "NN")),
                (code, act(.note("tomorrow", code), on: "2024-03-29")),
                (code, act(.rated(.red, code), because: nil)),
                (code, act(.note("once", code), key: "k1")),
                (code, act(.note("two", code), .rated(.amber, code))),
                (code, act(.note("two", code), .note("of another", "A2"))),
                (code, act(.note("two", code), .struck(3))),
            ]
    }

    /// What came of recording, to be compared.
    private struct Outcome: Equatable {
        var words: String?
        var lines: [[UInt8]] = []
        var differences: [Differences.Difference] = []
        var ratings: [String] = []
    }

    private static let day: Day = "2024-03-22"

    private func outcome(
        _ ledger: ActionLedger,
        _ action: Code,
        _ act: Entry.Act
    ) throws -> (Outcome, verified: Int?) {
        var manner = ActionLedger.Manner()
        (manner.tellsChange, manner.about) = (true, action)
        manner.keys = [act.by] + (act.behalf.map { [$0] } ?? [])
        do throws(LedgerError) {
            let recorded = try ledger.record(how: manner) { _ in [act] }
            var outcome = Outcome(words: nil, lines: recorded.new.map { $0.format() })
            if let change = recorded.change {
                let plans = [change.before, change.after].map {
                    $0.plan(known: $0.entries.count, asAt: Self.day)
                }
                outcome.differences = Differences(from: plans[0], to: plans[1]).list
                let ratings = plans.map { Ratings($0, asAt: Self.day) }
                // Only those that changed: of other actions nothing is known.
                for code in plans[1].actions.keys {
                    let told = ratings.map { "\($0[action: code]?.why ?? "none")" }
                    if told[0] != told[1] { outcome.ratings.append("\(code): \(told)") }
                }
            }
            return (outcome, recorded.verified)
        } catch {
            return (Outcome(words: error.words), nil)
        }
    }

    @Test("comes to the same entry, refusal and change as without, whatever is recorded")
    func same() throws {
        let county = try SavedCounty(.families())
        var alone = 0
        var refused = 0
        for (action, act) in Self.acts {
            try county.scratch.put(Sample.bytes(county.lines), SavedCounty.file)
            let (plain, all) = try outcome(county.ledger(keepsSnapshots: false), action, act)
            let after = county.scratch.bytes(SavedCounty.file)
            try county.scratch.put(Sample.bytes(county.lines), SavedCounty.file)
            _ = try county.said(Self.day)
            #expect(county.snapshotBytes != nil)
            let (quick, verified) = try outcome(county.ledger(), action, act)
            #expect(quick == plain, "\(action): \(act.events)")
            #expect(county.scratch.bytes(SavedCounty.file) == after, "\(action): \(act.events)")
            if verified == 0 { alone += 1 }
            if all == nil { refused += 1 }
            #expect(all == nil || all == county.lines.count)
            try county.removeSnapshot()
        }
        // Of four actions that stand alone: a note, three ratings... and what is refused.
        #expect(alone >= 30, "\(alone) of \(Self.acts.count)")
        #expect(refused >= 60, "\(refused) of \(Self.acts.count)")
    }

    @Test("verifies what others have added since the snapshot, and nothing else")
    func later() throws {
        let county = try SavedCounty(.families())
        _ = try county.said(Self.day)
        for count in 0..<4 {
            let (outcome, verified) = try outcome(county.ledger(), "A2", act(.note("n", "A2")))
            #expect(outcome.words == nil)
            #expect(verified == count)
        }
        let verification = try county.ledger().verify(rules: true)
        #expect(verification.findings.isEmpty)
        #expect(verification.contents.size == county.lines.count + 4)
    }

    @Test("sees damage behind the snapshot, and records nothing")
    func damaged() throws {
        let county = try SavedCounty(.families())
        _ = try county.said(Self.day)
        let bytes = Sample.bytes(county.lines + [county.lines[4]])
        try county.scratch.put(bytes, SavedCounty.file)
        let (outcome, _) = try outcome(county.ledger(), "A2", act(.note("n", "A2")))
        #expect(outcome.words?.contains("line 15 of county.jsonl") == true)
        #expect(county.scratch.bytes(SavedCounty.file) == bytes)
    }

    @Test("reads the whole journal where the snapshot is of another one")
    func foreign() throws {
        let county = try SavedCounty(.families())
        _ = try county.said(Self.day)
        var lines = county.lines
        var last = try Entry.parse(lines[13][...])
        last.act.because = "other"
        lines[13] = last.format()
        try county.scratch.put(Sample.bytes(lines), SavedCounty.file)
        let (outcome, verified) = try outcome(county.ledger(), "A2", act(.note("n", "A2")))
        #expect(outcome.words == nil)
        #expect(verified == 14)
    }

    @Test("reads of the journal what bears on the action")
    func cost() throws {
        let county = try SavedCounty(.families())
        _ = try county.said(Self.day)
        let ledger = county.ledger()
        let calls = try county.scratch.files.count {
            _ = try outcome(ledger, "A2", act(.note("n", "A2")))
        }
        #expect(calls[.write] == 1)
        #expect(calls[.flush] == 1)
    }
}
