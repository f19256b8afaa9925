// Proofs of a journal's lines: what they show, how small they are, and that nothing false passes.

import Testing

@testable import Ledger

@Suite("A proof of a journal")
struct ProvingTests {
    /// A journal of `count` entries, every `step`th of which is about A1, the others about B2.
    private static func lines(_ count: Int, naming step: Int) -> [[UInt8]] {
        Sample.lines(count) { seq, entry in
            if seq > 1, seq % step != 0 {
                let event = ProgressEvent.noted("B2", note: "\(seq)", line: nil, byWhen: nil)
                entry.act.events = [.progress(event)]
            }
        }
    }

    private static func holds(_ proof: LinesProof) -> Bool { (try? proof.check()) != nil }

    @Test("of the 12 lines of 1,000 that name an action is smaller than 12 of one line each")
    func oneForAll() throws {
        let scene = try TrustScene(0)
        let lines = Self.lines(1_000, naming: 80)
        try scene.put(lines)
        try scene.sign()
        let proof = try scene.ledger.proof(ofAction: "A1")
        #expect(proof.indices == (1...12).map { $0 * 80 - 1 })
        #expect(proof.lines == proof.indices.map { lines[$0] })
        #expect(Self.holds(proof))
        let single = try proof.indices.map { try scene.ledger.proof(ofLine: $0 + 1) }
        for (proof, index) in zip(single, proof.indices) { try proof.check(lines[index]) }
        let hashes = single.reduce(0) { $0 + $1.hashes.count }
        let bytes = single.reduce(0) { $0 + $1.formatted.utf8.count }
        #expect(proof.hashes.count < hashes && proof.formatted.utf8.count < bytes)
        print(
            "12 of 1,000 lines: \(proof.hashes.count) hashes in \(proof.formatted.utf8.count) bytes,"
                + " singly \(hashes) in \(bytes)"
        )
        #expect(try LinesProof(parsing: Array(proof.formatted.utf8)) == proof)
    }

    @Test("fails where a line is altered, left out, added or moved")
    func altered() throws {
        let scene = try TrustScene(0)
        try scene.put(Self.lines(100, naming: 9))
        try scene.sign()
        let proof = try scene.ledger.proof(ofAction: "A1")
        let whole = Array(zip(proof.indices, proof.lines)).map { (index: $0, line: $1) }
        func with(_ lines: [(index: Int, line: [UInt8])]) -> LinesProof {
            LinesProof(of: "A1", lines, hashes: proof.hashes, checkpoint: proof.checkpoint)
        }
        #expect(Self.holds(with(whole)) && whole.count == 11)
        for place in whole.indices {
            for byte in whole[place].line.indices {
                var lines = whole
                lines[place].line[byte] ^= 1
                #expect(!Self.holds(with(lines)))
            }
            var less = whole
            less.remove(at: place)
            #expect(!Self.holds(with(less)))
            var more = whole
            more.insert((whole[place].index + 1, whole[place].line), at: place + 1)
            #expect(!Self.holds(with(more)))
            var moved = whole
            moved[place].index -= 1
            #expect(!Self.holds(with(moved)))
        }
    }

    @Test("names an action's lines: by its code as a value, and what strikes one of them")
    func naming() throws {
        let scene = try TrustScene(0)
        let lines = Sample.lines(6) { seq, entry in
            let event: Event =
                switch seq {
                case 2: .note("A1 is not meant", "B2")
                case 3: .note("begun", "A1")
                case 4: .struck(3)
                case 5: .struck(2)
                default: .note("x", "A1.i")
                }
            if seq > 1 { entry.act.events = [event] }
        }
        try scene.put(lines)
        try scene.sign()
        #expect(try scene.ledger.proof(ofAction: "A1").indices == [2, 3])
        #expect(throws: LedgerError.notNamed("Z9", size: 6)) {
            try scene.ledger.proof(ofAction: "Z9")
        }
    }

    @Test("of growth holds from every size to the last, and from no other root")
    func growth() throws {
        let scene = try TrustScene(0)
        let lines = Sample.lines(20)
        try scene.put(lines)
        try scene.sign()
        for old in 1...20 {
            let root = MerkleTree(of: lines[..<old].map { MerkleTree.leaf($0) }).root
            let proof = try scene.ledger.growthProof(from: old)
            try proof.check(from: root)
            #expect(throws: ProofError.self) { try proof.check(from: MerkleTree.leaf([1])) }
            #expect(try GrowthProof(parsing: Array(proof.formatted.utf8)) == proof)
        }
        #expect(throws: LedgerError.self) { try scene.ledger.growthProof(from: 21) }
    }

    @Test("is not made of a journal that is not what was signed, nor of what was not signed")
    func refuses() throws {
        let scene = try TrustScene(5)
        #expect(
            throws: LedgerError.noCheckpoint(path: "\(scene.scratch.path)/\(TrustScene.checkpoint)")
        ) { try scene.ledger.proof(ofLine: 1) }
        try scene.sign()
        try scene.put(Sample.lines(7))
        for seq in [0, 6, -1, .max] {
            #expect(throws: LedgerError.notCovered(entry: seq, size: 5)) {
                try scene.ledger.proof(ofLine: seq)
            }
        }
        _ = try scene.ledger.proof(ofLine: 5)
        try scene.put(Sample.lines(7) { seq, entry in if seq == 5 { entry.act.because = "x" } })
        #expect(throws: LedgerError.self) { try scene.ledger.proof(ofLine: 1) }
    }
}
