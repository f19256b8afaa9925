// Whose checkpoints count, and for what.

import Testing

@testable import Ledger

@Suite("A checkpoint held against a journal")
struct AnchorTests {
    private let scene: TrustScene

    init() throws { scene = try TrustScene(6) }

    private func verify(_ trust: Trust) throws -> Verification {
        try scene.ledger.verify(rules: false, trust: trust)
    }

    @Test("anchors what it covers, and says how much is behind it")
    func covers() throws {
        try scene.sign()
        for more in 0...3 {
            try scene.put(Sample.lines(6 + more))
            let found = try verify(scene.trust())
            #expect(found.verdict == (more == 0 ? .anchored : .unanchored))
            #expect(found.after == more && found.findings.isEmpty)
            #expect(found.anchors.map(\.covers) == [6])
        }
    }

    @Test("of a journal without its last line feed finds it missing; of a longer torn one, torn")
    func torn() throws {
        try scene.sign()
        try scene.scratch.put(Sample.bytes(Sample.lines(6)).dropLast())
        #expect(try verify(scene.trust()).verdict == .tampered)
        try scene.scratch.put(Sample.bytes(Sample.lines(7)).dropLast(9))
        let found = try verify(scene.trust())
        #expect(found.verdict == .torn && found.after == 0)
    }

    @Test("of another plan says nothing, of whoever it is")
    func otherPlan() throws {
        let other = try scene.store.make(.plan("winter"), name: "county.example/winter").signer
        let signer = try #require(other)
        let root = MerkleTree(of: Sample.lines(5).map { MerkleTree.leaf($0) }).root
        let checkpoint = Checkpoint(origin: signer.key.name, size: 6, root: root)
        let signed = SignedCheckpoint(checkpoint, [try signer.sign(checkpoint.text, at: 0)])
        let policy = TrustPolicy(logs: [try scene.key(), signer.key])
        let found = try verify(Trust(policy: policy, others: [("post", signed)], isAsked: true))
        #expect(found.verdict == .unanchored && found.after == 6)
        #expect(
            found.findings.map(\.why) == [
                "post: this is a checkpoint of county.example/winter, which is another plan's; it says"
                    + " nothing of cqc-2018."
            ]
        )
        // Even at another size it is no sign of tampering.
        let longer = Checkpoint(origin: signer.key.name, size: 9, root: root)
        let stray = SignedCheckpoint(longer, [try signer.sign(longer.text, at: 0)])
        let strayed = try verify(Trust(policy: policy, others: [("post", stray)]))
        #expect(strayed.verdict == .unanchored && strayed.kinds == [.checkpoint])
        // A key that signs under the name of another is not that plan's.
        let forged = SignedCheckpoint(
            Checkpoint(origin: "county.example/cqc-2018", size: 6, root: root),
            [try signer.sign("county.example/cqc-2018\n6\n", at: 0)]
        )
        #expect(try verify(Trust(policy: policy, others: [("post", forged)])).verdict != .anchored)
    }

    @Test("as bare lines of minutes counts for whoever brings them")
    func bare() throws {
        let signed = try scene.sign().checkpoint
        let bare = try SignedCheckpoint(parsingLinesOrNote: Array(signed.checkpoint.text.utf8))
        #expect(bare.isBare)
        let found = try verify(Trust(others: [("minutes", bare)]))
        #expect(found.verdict == .anchored && found.anchors.map(\.signers) == [[]])
        // With signatures it is a matter of whose they are.
        let foreign = try verify(Trust(others: [("letter", signed)]))
        #expect(foreign.verdict == .unanchored && foreign.kinds == [.checkpoint])
    }

    @Test("with a signature that was spoilt is worth nothing, whoever else signed it")
    func spoilt() throws {
        try scene.sign()
        let kept = try #require(try scene.kept())
        let office = scene.others("office")
        let witness = try #require(try office.make(.witness, name: "audit.example/office").signer)
        let good = try witness.sign(kept.note.text, at: 5)
        var bytes = good.bytes
        bytes[20] ^= 1
        let bad = NoteSignature(name: good.name, id: good.id, bytes: bytes)
        _ = try scene.ledger.add([bad])
        var trust = try scene.trust()
        #expect(try verify(trust).verdict == .anchored)
        let policy = "log \(try scene.key().vkey)\nwitness w \(witness.key.vkey)\nquorum none\n"
        trust.policy = try TrustPolicy(parsing: Array(policy.utf8))
        let found = try verify(trust)
        #expect(found.verdict == .unanchored && found.kinds == [.checkpoint])
        #expect(found.findings[0].why.contains("audit.example/office"))
    }

    @Test("that a policy asks witnesses for anchors only with enough of them")
    func quorum() throws {
        try scene.sign()
        let kept = try #require(try scene.kept())
        let signers = try (1...3).map { number in
            let store = scene.others("w\(number)")
            return try #require(try store.make(.witness, name: "w\(number).example").signer)
        }
        let names = signers.enumerated().map { "witness w\($0 + 1) \($1.key.vkey)\n" }.joined()
        let policy = try TrustPolicy(
            parsing: Array(
                "log \(try scene.key().vkey)\n\(names)group most 2 w1 w2 w3\nquorum most\n".utf8
            )
        )
        var signatures: [NoteSignature] = []
        for count in 0...3 {
            if count > 0 { signatures.append(try signers[count - 1].sign(kept.note.text, at: 1)) }
            _ = try scene.ledger.add(signatures)
            let found = try verify(Trust(policy: policy, isAsked: true))
            #expect(found.verdict == (count < 2 ? .unanchored : .anchored))
            #expect(found.anchors[0].missing.count == (count < 2 ? 3 - count : 0))
        }
        // What is wanting does not hide what is wrong.
        try scene.put(Sample.lines(5))
        let single = Trust(policy: policy, others: [("letter", kept)])
        #expect(try verify(single).verdict == .tampered)
    }

    @Test("that cannot be read is a finding, and never a verdict")
    func unreadable() throws {
        for bytes in [[], Array("x".utf8), [UInt8](repeating: 10, count: 2_000_000)] {
            try scene.scratch.put(bytes, TrustScene.checkpoint)
            let found = try verify(scene.trust())
            #expect(found.verdict == .unanchored && found.kinds == [.checkpoint])
        }
    }
}
