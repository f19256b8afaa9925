// A journal of any entries, verified in the compact way and by deciding every entry on the whole
// plan.

import Foundation
import Testing

@testable import Ledger

/// Asserts that both ways find the same in a journal of `entries`.
func verifyBothWays(
    _ entries: [Entry],
    plan: Code = "county",
    _ words: String,
    location: SourceLocation = #_sourceLocation
) {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "both-ways-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var head = Digest.zero
        var bytes: [UInt8] = []
        for (index, entry) in entries.enumerated() {
            var entry = entry
            (entry.seq, entry.prev) = (index + 1, head)
            let line = entry.format()
            head = Digest(of: line)
            bytes += line + [0x0A]
        }
        try Data(bytes).write(to: folder.appending(path: "\(plan).jsonl"))
        let ledger = ActionLedger(folder: folder.path, plan: plan)
        let found = try ledger.checkWhole(ledger.contents())
        let whole = Verification(
            plan: ledger.plan,
            contents: found.contents,
            findings: found.findings
        )
        let quick = try ledger.verify(rules: true)
        #expect(quick.findings == whole.findings, "\(words)", sourceLocation: location)
    } catch {
        Issue.record("\(words): \(error)", sourceLocation: location)
    }
}

extension Scene {
    /// Asserts that both ways find the same where `refused` stands in the journal all the same,
    /// alone and with more behind it: the neighbour that is allowed, the same again, a strike of
    /// it and a note.
    func verifyBothWays(_ refused: Entry.Act, _ allowed: Entry.Act?, _ words: String) {
        var entries = history.entries
        let seq = entries.count + 1
        let next = { (act: Entry.Act) in
            Entry(seq: 0, prev: .zero, at: clock, act: act)
        }
        entries.append(next(refused))
        compare(entries, words)
        for act in [allowed, refused].compactMap(\.self) { entries.append(next(act)) }
        entries.append(next(act(.note("goes on"))))
        compare(entries, "\(words), gone on")
        entries.append(next(act(.struck(seq))))
        entries.append(next(refused))
        if let allowed { entries.append(next(allowed)) }
        compare(entries, "\(words), struck")
    }

    private func compare(_ entries: [Entry], _ words: String) {
        LedgerTests.verifyBothWays(entries, words)
    }
}
