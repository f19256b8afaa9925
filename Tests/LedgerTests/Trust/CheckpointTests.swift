// Signing checkpoints: what is signed, what is refused, and what is written when.

import Foundation
import Testing

@testable import Ledger

@Suite("Signing a checkpoint")
struct CheckpointTests {
    private func refusal(_ work: () throws(LedgerError) -> some Any) -> LedgerError? {
        do throws(LedgerError) {
            _ = try work()
            return nil
        } catch { return error }
    }

    @Test("writes size and root of the lines, signed by the key of the plan")
    func signs() throws {
        let scene = try TrustScene(5)
        let signed = try scene.sign()
        let root = MerkleTree(of: Sample.lines(5).map { MerkleTree.leaf($0) }).root
        let expected = Checkpoint(origin: "county.example/cqc-2018", size: 5, root: root)
        #expect(signed.checkpoint.checkpoint == expected)
        #expect(signed.isNew && signed.verified == 5)
        #expect(try scene.kept() == signed.checkpoint)
        #expect(try signed.checkpoint.note.opened(with: [scene.key()]) == [scene.key()])
        // Once more, and it is the same to the byte.
        let again = try scene.sign()
        #expect(again.checkpoint == signed.checkpoint && !again.isNew && again.verified == 0)
    }

    @Test("goes on from the last one, and hashes only what came since")
    func goesOn() throws {
        let scene = try TrustScene(0)
        for count in 1...40 {
            try scene.put(Sample.lines(count))
            let signed = try scene.sign()
            #expect(signed.verified == 1)
            let tree = MerkleTree(of: Sample.lines(count).map { MerkleTree.leaf($0) })
            #expect(signed.checkpoint.checkpoint.root == tree.root)
        }
        // The bytes that are read: the last line it knows, and the new one.
        try scene.put(Sample.lines(41))
        let known = Sample.bytes(Sample.lines(40)).count
        let read = try scene.scratch.files.bytes { try scene.sign() }.read
        #expect(read.allSatisfy { $0.lowerBound >= known - 2_048 || $0.upperBound <= 4_096 })
    }

    @Test("is refused where the journal is shorter than what was signed, or other")
    func inconsistent() throws {
        let scene = try TrustScene(8)
        try scene.sign()
        let signed = try #require(try scene.kept()).checkpoint
        let before = scene.scratch.bytes(TrustScene.checkpoint)
        try scene.put(Sample.lines(7))
        let shorter = refusal { () throws(LedgerError) in try scene.sign() }
        #expect(shorter == .journal(.notAsSigned(signed, found: 7, root: nil)))
        let fork = Sample.lines(9) { seq, entry in
            if seq == 8 { entry.act.because = "other" }
        }
        try scene.put(fork)
        let root = MerkleTree(of: fork[..<8].map { MerkleTree.leaf($0) }).root
        let other = refusal { () throws(LedgerError) in try scene.sign() }
        #expect(other == .journal(.notAsSigned(signed, found: 9, root: root)))
        // Also where somebody takes away the checkpoint beside the journal.
        try FileManager.default.removeItem(
            atPath: "\(scene.scratch.path)/\(TrustScene.checkpoint)"
        )
        #expect(refusal { () throws(LedgerError) in try scene.sign() } == other)
        #expect(scene.scratch.bytes(TrustScene.checkpoint) == nil && before != nil)
        try scene.put(Sample.lines(9))
        #expect(try scene.sign().checkpoint.checkpoint.size == 9)
    }

    @Test("is refused of a torn, damaged or empty journal, and without a key")
    func refuses() throws {
        let scene = try TrustScene(4)
        try scene.scratch.put(Sample.bytes(Sample.lines(4)).dropLast())
        let torn = LedgerError.journal(.tornBeforeSigning(plan: Sample.plan))
        #expect(refusal { () throws(LedgerError) in try scene.sign() } == torn)
        try scene.scratch.put([])
        #expect(refusal { () throws(LedgerError) in try scene.sign() } == torn)
        var lines = Sample.lines(4)
        lines[1][20] ^= 1
        try scene.put(lines)
        guard case .journal(.damaged)? = refusal({ () throws(LedgerError) in try scene.sign() })
        else {
            Issue.record("a damaged journal was signed")
            return
        }
        let keyless = try TrustScene(4, keyed: false)
        #expect(
            refusal { () throws(LedgerError) in try keyless.sign() }
                == .journal(.noKey(plan: Sample.plan, origin: nil))
        )
        #expect(try scene.kept() == nil && keyless.kept() == nil)
    }

    @Test("is refused where what was signed last is damaged: every byte of it, changed or left out")
    func damagedMemory() throws {
        let scene = try TrustScene(3)
        try scene.sign()
        let name = "keys/plan-cqc-2018.signed"
        let bytes = try #require(scene.scratch.bytes(name))
        let path = "\(scene.store.folder)/plan-cqc-2018.signed"
        try scene.put(Sample.lines(4))
        for place in stride(from: 0, to: bytes.count, by: 1) {
            for other in [bytes[..<place] + bytes[(place + 1)...], bytes.flipped(place)[...]] {
                try scene.scratch.put(Array(other), name)
                let found = refusal { () throws(LedgerError) in try scene.sign() }
                // Length and head are no more than a hint where to go on: with another
                // everything is read again, and comes to the same.
                if found == nil {
                    #expect(try scene.kept()?.checkpoint.size == 4)
                    let tree = MerkleTree(of: Sample.lines(4).map { MerkleTree.leaf($0) })
                    #expect(try scene.kept()?.checkpoint.root == tree.root)
                } else if case .journal(.otherJournalSigned) = found {
                    // By its first line it is another journal's.
                } else {
                    #expect(found == .journal(.lastSignedDamaged(path: path)))
                }
            }
        }
    }

    @Test("is never written over what cannot be read just now, whichever call fails")
    func unreadableJustNow() throws {
        let scene = try TrustScene(3)
        let office = scene.others("office")
        _ = try office.make(.plan(Sample.plan), name: "county.example/cqc-2018")
        _ = try scene.ledger.checkpoint(with: office)
        let theirs = try #require(try scene.kept())
        let first = try #require(scene.scratch.bytes(TrustScene.checkpoint))
        try scene.put(Sample.lines(4))
        var number = 0
        while true {
            number += 1
            scene.scratch.files.fail(nil, nth: number, with: EIO)
            let refused = refusal { () throws(LedgerError) in try scene.sign() }
            scene.scratch.files.heal()
            let paths = [TrustScene.checkpoint] + scene.scratch.names.filter { $0.contains("nt-") }
            let found = paths.compactMap { scene.scratch.bytes($0) }.compactMap {
                try? SignedCheckpoint(parsing: $0)
            }
            #expect(found.contains(theirs), "call \(number)")
            if refused == nil, try scene.kept() != theirs { break }
            try scene.scratch.put(first, TrustScene.checkpoint)
        }
        #expect(number > 30)
    }

    @Test("does not remember what was signed by a list with more than its digests")
    func moreThanDigests() throws {
        let scene = try TrustScene(3)
        try scene.sign()
        let name = "keys/plan-cqc-2018.signed"
        let text = String(decoding: try #require(scene.scratch.bytes(name)), as: UTF8.self)
        #expect(LastSigned(parsing: Array(text.utf8)) != nil)
        for more in ["\"12ab\",", "\"\",", "7,"] {
            let other = text.replacing("\"subtrees\":[", with: "\"subtrees\":[\(more)")
            #expect(other != text && LastSigned(parsing: Array(other.utf8)) == nil)
        }
    }

    @Test("keeps the signatures of witnesses while the text is the same, and not after")
    func witnesses() throws {
        let scene = try TrustScene(3)
        try scene.sign()
        let office = scene.others("office")
        _ = try office.make(.witness, name: "audit.example/office")
        let request = try scene.ledger.growthProof(from: 0)
        let answer = try office.witness(
            request,
            trusting: [scene.key()],
            at: Instant(seconds: 1_600_000_000)
        )
        let kept = try scene.ledger.add(answer)
        #expect(kept.note.signatures.count == 2)
        #expect(try scene.sign().checkpoint == kept)
        try scene.put(Sample.lines(4))
        #expect(try scene.sign().checkpoint.note.signatures.count == 1)
    }

    @Test("with two keys of a plan carries both signatures, until one is retired")
    func rotation() throws {
        let scene = try TrustScene(3)
        let old = try scene.key()
        let new = try scene.store.make(.plan(Sample.plan), name: old.name).key
        let both = try scene.sign().checkpoint
        #expect(Set(try both.note.opened(with: [old, new])) == [old, new])
        let held = try scene.store.keys(of: .plan(Sample.plan))
        try scene.store.retire(try #require(held.first { $0.key == old }))
        try scene.put(Sample.lines(4))
        let later = try scene.sign().checkpoint
        #expect(try later.note.opened(with: [old, new]) == [new])
        // What the old one signed still counts for its user.
        let trust = try Trust(others: [("minutes", both)]).adding(scene.store, of: Sample.plan)
        let verification = try scene.ledger.verify(rules: false, trust: trust)
        #expect(verification.anchors.allSatisfy { $0.outcome == .holds })
        #expect(verification.anchors.count == 2 && verification.verdict == .anchored)
        #expect(try scene.store.keys(of: .plan(Sample.plan)).compactMap(\.signer).count == 1)
    }

    @Test("remembers what it signed before anybody sees it, whatever fails")
    func faults() throws {
        // As many calls as there are, each failing once.
        let count = try TrustScene(3).callCount { try $0.sign() }
        #expect(count > 10)
        for nth in 1...count {
            let scene = try TrustScene(3)
            scene.scratch.files.fail(nil, nth: nth, with: EIO)
            let found = refusal { () throws(LedgerError) in try scene.sign() }
            scene.scratch.files.heal()
            let last = try scene.store.lastSigned(of: Sample.plan)
            if let kept = try scene.kept() { #expect(last?.checkpoint == kept.checkpoint) }
            if found == nil { #expect(try scene.kept() != nil) }
            // And it goes on as if nothing had been.
            #expect(try scene.sign().checkpoint.checkpoint.size == 3)
            let trust = try scene.trust()
            #expect(try scene.ledger.verify(rules: false, trust: trust).verdict == .anchored)
        }
    }
}

extension TrustScene {
    /// How many calls on files `work` makes.
    func callCount(_ work: (TrustScene) throws -> Void) throws -> Int {
        try scratch.files.count { try work(self) }.values.reduce(0, +)
    }
}

extension [UInt8] {
    /// The bytes with the lowest bit of one of them turned.
    func flipped(_ place: Int) -> [UInt8] {
        var bytes = self
        bytes[place] ^= 1
        return bytes
    }
}
