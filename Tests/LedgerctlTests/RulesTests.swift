// What `verify --rules` finds by few bytes, held against what deciding every entry on the whole
// plan finds.

import Foundation
import Testing

@testable import Ledger
@testable import ledgerctl

@Suite("The rules of a journal")
struct RulesTests {
    private func lines(_ path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    /// Compares both ways for the journal `lines`.
    ///
    /// - Returns: What is found in all of it, but for files that are not there.
    @discardableResult
    private func compare(
        _ lines: [Substring],
        plan: Code,
        sizes: [Int],
        _ words: String
    ) throws -> [Finding] {
        var ofRules: [Finding] = []
        try Independent.inFolder { folder in
            let path = folder.appending(path: "\(plan).jsonl")
            func write(_ size: Int) throws {
                let text = lines.prefix(size).joined(separator: "\n") + "\n"
                try Data(text.utf8).write(to: path)
            }
            let ledger = ActionLedger(folder: folder.path, plan: plan)
            try write(lines.count)
            // What is found on a line rests on no line behind it, but for files that a strike
            // excuses.
            let found = try Verification(
                plan: ledger.plan,
                contents: ledger.contents(),
                findings: ledger.checkWhole(ledger.contents()).findings
            ).findings
            ofRules = found.filter { !$0.why.contains("evidence/") }
            for size in sizes {
                try write(size)
                let quick = try ledger.verify(rules: true).findings
                if size == lines.count {
                    #expect(quick == found, "\(words)")
                } else {
                    let rules = quick.filter { !$0.why.contains("evidence/") }
                    let expected = ofRules.filter { ($0.line ?? 0) <= size }
                    #expect(rules == expected, "\(words), \(size) entries")
                }
            }
        }
        return ofRules
    }

    @Test("are found kept after every entry of the demonstration and of the shipped plan")
    func everyPrefix() throws {
        try Independent.inFolder { folder in
            try Demo.record(.moorland(seed: 1), in: folder.path)
            let demo = try lines(folder.appending(path: "\(Demo.plan).jsonl").path)
            let sizes = Array(stride(from: demo.count, to: 0, by: -3))
            try compare(demo, plan: Demo.plan, sizes: sizes, "demonstration")
        }
        let code = try #require(Code("cqc-2018"))
        let path = Independent.root.appending(path: "events/cqc-2018.jsonl").path
        let shipped = try lines(path)
        try compare(shipped, plan: code, sizes: Array(1...shipped.count), "shipped")
    }

    @Test(
        "are found kept after every entry of a journal with every event of format 1",
        .enabled(if: Independent.python != nil, "needs python3")
    )
    func everyEvent() throws {
        try Independent.inFolder { folder in
            let path = folder.appending(path: "westmarch-2024.jsonl").path
            try Independent.run("write_journal.py", path)
            let lines = try lines(path)
            let plan = try #require(Code("westmarch-2024"))
            let sizes = Array(1...lines.count)
            #expect(try compare(lines, plan: plan, sizes: sizes, "every event").isEmpty)
            let entries = try lines.map { try Entry.parse(ArraySlice($0.utf8)) }
            for turn in 1...200 {
                var chance = Mutations(seed: UInt64(turn))
                let changed = chance.change(entries)
                let words = "every event, turn \(turn), \(chance.words)"
                try compare(changed, plan: plan, sizes: [changed.count], words)
            }
        }
    }

    @Test(
        "are found kept by random histories, and broken where these are changed at random",
        .enabled(if: Independent.python != nil, "needs python3")
    )
    func randomHistories() throws {
        var broken = 0
        try Independent.inFolder { folder in
            for seed in 1...12 {
                let name = "chance-\(seed)"
                let path = folder.appending(path: "\(name).jsonl").path
                try Independent.run("random_history.py", path, "--seed", "\(seed)")
                let lines = try lines(path)
                let code = try #require(Code(name))
                let sizes = Array(stride(from: lines.count, to: 0, by: -9))
                let unchanged = try compare(lines, plan: code, sizes: sizes, name)
                #expect(unchanged.isEmpty, "\(name)")
                let entries = try lines.map { try Entry.parse(ArraySlice($0.utf8)) }
                for turn in 1...24 {
                    var chance = Mutations(seed: UInt64(100 * seed + turn))
                    let changed = chance.change(entries)
                    let words = "\(name), \(chance.words)"
                    let found = try compare(
                        changed,
                        plan: code,
                        sizes: [changed.count],
                        words
                    )
                    if !found.isEmpty { broken += 1 }
                }
            }
        }
        #expect(broken > 100, "\(broken)")
    }
}

/// Changes to a journal that break one rule or another, drawn from a seed.
private struct Mutations {
    private var state: UInt64
    private(set) var words = ""

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    private mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(bound, 1)))
    }

    /// The lines of `entries` after one to four changes, chained anew.
    mutating func change(_ entries: [Entry]) -> [Substring] {
        var changed = entries
        for _ in 0...below(4) { changeOnce(&changed) }
        var head = Digest.zero
        var lines: [Substring] = []
        for index in changed.indices {
            var entry = changed[index]
            entry.seq = index + 1
            entry.prev = head
            entry.at = entries[min(index, entries.count - 1)].at
            if let on = entry.act.on, on.firstDay > entry.at.day { entry.act.on = nil }
            let line = entry.format()
            head = Digest(of: line)
            lines.append(Substring(decoding: line, as: UTF8.self))
        }
        return lines
    }

    private mutating func changeOnce(_ entries: inout [Entry]) {
        let (one, other) = (1 + below(entries.count - 1), 1 + below(entries.count - 1))
        let kind = below(11)
        words += "\(kind) of \(one + 1) and \(other + 1); "
        switch kind {
        case 0: entries.remove(at: one)
        case 1: entries.insert(entries[one], at: other)
        case 2: entries.swapAt(one, other)
        case 3: entries[one].act.by = entries[other].act.by
        case 4: entries[one].act.because = nil
        case 5: entries[one].act.on = StatedDate(entries[one].at.day + -60)
        case 6: entries[one].act.events = [.trust(.entryStruck(other + 1))]
        case 7: entries[one].act.key = "again"; entries[other].act.key = "again"
        case 8:
            entries[one].act.events += entries[other].act.events
            entries[one].act.because = "both"
        case 9:
            let person = entries[other].act.by
            entries[one].act.because = "why"
            entries[one].act.events = [.structure(.personLeft(person))]
        default:
            // Somebody reverses what stands: the last act on an action is struck.
            let last = entries.count
            var strike = entries[last - 1]
            strike.act.because = "why"
            strike.act.events = [.trust(.entryStruck(max(2, last - below(last / 4))))]
            entries.insert(strike, at: last - below(20))
        }
    }
}
