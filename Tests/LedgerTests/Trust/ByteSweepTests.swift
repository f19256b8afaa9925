// Every byte of a journal and of its checkpoint changed, left out, and one put before it.

import Foundation
import Synchronization
import Testing

@testable import Ledger

@Suite("With a trusted checkpoint")
struct ByteSweepTests {
    private static let count = 20

    /// Every way that is tried to spoil `bytes` at `place`: turned in each bit of `mask`, left out,
    /// and one put before it.
    private static func spoilt(_ bytes: [UInt8], at place: Int, mask: [UInt8]) -> [[UInt8]] {
        var all = mask.map { bit in
            var other = bytes
            other[place] ^= bit
            return other
        }
        var without = bytes
        without.remove(at: place)
        var with = bytes
        with.insert(UInt8(ascii: "x"), at: place)
        var lineFeed = bytes
        lineFeed.insert(UInt8(ascii: "\n"), at: place)
        all += [without, with, lineFeed]
        return all.filter { $0 != bytes }
    }

    @Test("no byte of a journal can be changed, cut out or put in unseen, and the line is told")
    func journal() throws {
        let bytes = Sample.bytes(Sample.lines(Self.count))
        let found = Mutex((count: 0, unseen: [String]()))
        let last = bytes.dropLast().lastIndex(of: 0x0A) ?? 0
        // A ledger for each core.
        let scenes = try (0..<2).map { _ in try TrustScene(Self.count) }
        for scene in scenes { try scene.sign() }
        DispatchQueue.concurrentPerform(iterations: scenes.count) { number in
            for place in bytes.indices where place % scenes.count == number {
                for other in Self.spoilt(bytes, at: place, mask: [1]) {
                    let isFound = try? Self.isFound(other, in: scenes[number], place > last)
                    found.withLock { found in
                        found.count += 1
                        if isFound != true { found.unseen.append("byte \(place)") }
                    }
                }
            }
        }
        let (count, unseen) = found.withLock { ($0.count, $0.unseen) }
        #expect(unseen == [])
        // A line feed put before a line feed is the same as one put behind it, and still there.
        #expect(count == 4 * bytes.count && bytes.count > 3_500)
        print("byte sweep of a journal: \(bytes.count) bytes, \(count) changes")
    }

    /// Whether a journal of `bytes` is called tampered, at the line that the plain reading tells.
    private static func isFound(
        _ bytes: [UInt8],
        in scene: TrustScene,
        _ isInLastLine: Bool
    ) throws -> Bool {
        try scene.scratch.put(bytes)
        let verification = try scene.ledger.verify(rules: false, trust: scene.trust())
        // Where the plain reading finds nothing, a line at the end is missing, or the root alone
        // tells; and that can be only where the last line was changed.
        let plain = PlainJournal(bytes)
        let damaged = plain.findings.first { $0.kind == .damage }?.line
        let expected = damaged ?? (plain.size < count ? plain.size + 1 : 0)
        return verification.verdict == .tampered && verification.damagedLine == expected
            && (expected != 0 || isInLastLine)
    }

    @Test("no byte of a checkpoint can be changed, cut out or put in without it losing its trust")
    func checkpoint() throws {
        let scene = try TrustScene(Self.count)
        try scene.sign()
        let trust = try scene.trust()
        let bytes = try #require(scene.scratch.bytes(TrustScene.checkpoint))
        var found = 0
        for place in bytes.indices {
            let mask = (0..<8).map { UInt8(1) << $0 }
            for other in Self.spoilt(bytes, at: place, mask: mask) {
                try scene.scratch.put(other, TrustScene.checkpoint)
                let verification = try scene.ledger.verify(rules: false, trust: trust)
                #expect(verification.verdict == .unanchored, "byte \(place)")
                #expect(verification.after == Self.count, "byte \(place)")
                #expect(verification.kinds == [.checkpoint], "byte \(place)")
                found += 1
            }
        }
        print("byte sweep of a checkpoint: \(bytes.count) bytes, \(found) changes, all found")
        #expect(found >= 10 * bytes.count)
    }

    @Test("a cut tail, an older journal, a fork and a missing journal are found")
    func larger() throws {
        let scene = try TrustScene(Self.count)
        try scene.sign()
        let lines = Sample.lines(Self.count)
        let trust = try scene.trust()
        // Cut at every line, and in the middle of every line.
        for size in 0..<Self.count {
            for rest in [0, lines[size].count / 2, lines[size].count] {
                let bytes = Sample.bytes(Array(lines[..<size])) + lines[size][..<rest]
                try scene.scratch.put(bytes)
                let verification = try scene.ledger.verify(rules: false, trust: trust)
                #expect(verification.verdict == .tampered, "cut behind \(size)")
                #expect(verification.damagedLine == size + 1, "cut behind \(size)")
                // Without the checkpoint it is never a plain pass.
                let bare = try scene.ledger.verify(rules: false)
                #expect(bare.verdict == (size > 0 && rest == 0 ? .unanchored : .torn))
                #expect(bare.after == bare.contents.size)
            }
        }
        // Another history from every line on, as long as the first and longer.
        for size in 0..<Self.count {
            let fork = Sample.lines(Self.count + 2) { seq, entry in
                if seq == size + 1 { entry.act.because = "forked" }
            }
            for count in [Self.count, Self.count + 2] {
                try scene.put(Array(fork[..<count]))
                let verification = try scene.ledger.verify(rules: false, trust: trust)
                #expect(verification.verdict == .tampered, "forked behind \(size)")
                #expect(verification.damagedLine == 0)
                let bare = try scene.ledger.verify(rules: false)
                #expect(bare.verdict == .unanchored && bare.after == count)
            }
        }
        try FileManager.default.removeItem(atPath: "\(scene.scratch.path)/cqc-2018.jsonl")
        let missing = try scene.ledger.verify(rules: false, trust: trust)
        #expect(missing.verdict == .tampered && missing.damagedLine == 1)
        #expect(throws: LedgerError.self) { try scene.ledger.verify(rules: false) }
    }

    @Test("a journal and a checkpoint written anew with another key anchor nothing")
    func rewritten() throws {
        let scene = try TrustScene(Self.count)
        try scene.sign()
        let old = try #require(try scene.kept())
        let forged = Sample.lines(Self.count) { seq, entry in
            if seq == 9 { entry.act.because = "better so" }
        }
        try scene.put(forged)
        // As long as the old one lies there, the program itself signs nothing that contradicts it.
        try FileManager.default.removeItem(
            atPath: "\(scene.scratch.path)/\(TrustScene.checkpoint)"
        )
        let forger = scene.others("forger")
        _ = try forger.make(.plan(Sample.plan), name: "county.example/cqc-2018")
        _ = try scene.ledger.checkpoint(with: forger)
        // Beside the journal all is well; only whose key it is tells.
        let trusting = try Trust().adding(forger, of: Sample.plan)
        #expect(try scene.ledger.verify(rules: false, trust: trusting).verdict == .anchored)
        let told = try scene.ledger.verify(rules: false, trust: scene.trust())
        #expect(told.verdict == .unanchored && told.after == Self.count)
        #expect(told.kinds == [.checkpoint])
        let brought = try scene.ledger.verify(rules: false, trust: scene.trust([old]))
        #expect(brought.verdict == .tampered)
        // Whoever signed the first remembers it.
        let own = try Trust().adding(scene.store, of: Sample.plan)
        #expect(try scene.ledger.verify(rules: false, trust: own).verdict == .tampered)
    }
}
