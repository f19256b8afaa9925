// Witnesses: what they sign, what they refuse, and that they never forget.

import Foundation
import Testing

@testable import Ledger

@Suite("A witness")
struct WitnessTests {
    private let scene: TrustScene
    private let office: KeyStore
    private let time = Instant(seconds: 1_600_000_000)

    init() throws {
        scene = try TrustScene(6)
        office = scene.others("office")
        _ = try office.make(.witness, name: "audit.example/office")
    }

    private func witness(_ request: GrowthProof) -> WitnessRefusal? {
        do throws(JournalError) {
            let keys = (try? [scene.key()]) ?? []
            _ = try office.witness(request, trusting: keys, at: time)
            return nil
        } catch {
            if case .notWitnessed(let refusal) = error { return refusal }
            return .noKey
        }
    }

    /// What the journal of `lines` asks of a witness that has seen `old` of them.
    private func request(_ lines: [[UInt8]], from old: Int, with store: KeyStore? = nil) throws
        -> GrowthProof
    {
        try scene.put(lines)
        _ = try scene.ledger.checkpoint(with: store ?? scene.store)
        return try scene.ledger.growthProof(from: old)
    }

    @Test("signs what has grown out of the last it saw, and the signature is checked")
    func grows() throws {
        #expect(witness(try request(Sample.lines(6), from: 0)) == nil)
        #expect(witness(try request(Sample.lines(9), from: 6)) == nil)
        // The same once more is signed once more.
        #expect(witness(try request(Sample.lines(9), from: 9)) == nil)
        // So it is where the answer was lost, and the request comes again as it was.
        #expect(witness(try request(Sample.lines(9), from: 6)) == nil)
        let last = try request(Sample.lines(10), from: 9)
        let answer = try office.witness(last, trusting: [scene.key()], at: time)
        let key = try office.keys(of: .witness)[0].key
        #expect(key.kind == .cosignature && answer.map(\.time) == [1_600_000_000])
        let kept = try scene.ledger.add(answer)
        #expect(try kept.note.opened(with: [key]) == [key])
        // What it remembers is a few hundred bytes.
        let files = try FileManager.default.contentsOfDirectory(atPath: office.folder)
        let seen = try #require(files.first { $0.hasSuffix(".seen") })
        #expect(try #require(scene.scratch.bytes("office/\(seen)")).count < 400)
    }

    @Test("that was shown a fork refuses, at the same size and at a larger one")
    func fork() throws {
        let first = try request(Sample.lines(6), from: 0)
        #expect(witness(first) == nil)
        let fork = Sample.lines(9) { seq, entry in
            if seq == 4 { entry.act.because = "forked" }
        }
        // The forger has the key, and forgets what it has signed.
        let forget = {
            try FileManager.default.removeItem(
                atPath: "\(scene.store.folder)/plan-cqc-2018.signed"
            )
            try FileManager.default.removeItem(
                atPath: "\(scene.scratch.path)/\(TrustScene.checkpoint)"
            )
        }
        try forget()
        let same = try request(Array(fork[..<6]), from: 6)
        let (old, new) = (first.checkpoint.checkpoint, same.checkpoint.checkpoint)
        #expect(witness(same) == .fork(size: 6, found: new.root, seen: old.root))
        try forget()
        guard case .notGrown? = witness(try request(fork, from: 6)) else {
            Issue.record("a fork was signed")
            return
        }
        #expect(witness(try request(fork, from: 4)) == .otherSize(given: 4, seen: 6))
        #expect(witness(try request(fork, from: 0)) == .otherSize(given: 0, seen: 6))
        try forget()
        let cut = try request(Sample.lines(5), from: 0)
        #expect(witness(cut) == .smaller(size: 5, seen: 6))
    }

    @Test("refuses who is not believed, a changed text, and what it cannot remember")
    func refuses() throws {
        let honest = try request(Sample.lines(6), from: 0)
        do throws(JournalError) {
            _ = try office.witness(honest, trusting: [], at: time)
            Issue.record("an unknown journal was signed")
        } catch {
            #expect(error == .notWitnessed(.unknownOrigin("county.example/cqc-2018")))
        }
        let text = honest.checkpoint.checkpoint
        let other = Checkpoint(origin: text.origin, size: 7, root: text.root)
        let signatures = honest.checkpoint.note.signatures
        let changed = GrowthProof(
            from: 0,
            hashes: [],
            checkpoint: SignedCheckpoint(other, signatures)
        )
        guard case .notSigned(.wrongSignature)? = witness(changed) else {
            Issue.record("a changed checkpoint was signed")
            return
        }
        #expect(witness(honest) == nil)
        let files = try FileManager.default.contentsOfDirectory(atPath: office.folder)
        let seen = try #require(files.first { $0.hasSuffix(".seen") })
        try scene.scratch.put(Array("nothing\n".utf8), "office/\(seen)")
        #expect(witness(honest) == .seenDamaged(path: "\(office.folder)/\(seen)"))
    }

    @Test("answers only what it has on the device, whatever fails")
    func faults() throws {
        let first = try request(Sample.lines(6), from: 0)
        let key = try scene.key()
        let files = scene.scratch.files
        let count = try files.count {
            _ = try office.witness(first, trusting: [key], at: time)
        }.values.reduce(0, +)
        let next = try request(Sample.lines(8), from: 6)
        for nth in 1...count {
            let office = scene.others("office-\(nth)")
            _ = try office.make(.witness, name: "audit.example/office")
            _ = try office.witness(first, trusting: [key], at: time)
            files.fail(nil, nth: nth, with: EIO)
            let answer = try? office.witness(next, trusting: [key], at: time)
            files.heal()
            // Whoever was answered is remembered: the older one is refused from now on.
            if answer != nil {
                #expect(throws: JournalError.notWitnessed(.smaller(size: 6, seen: 8))) {
                    try office.witness(first, trusting: [key], at: time)
                }
            }
            #expect((try? office.witness(next, trusting: [key], at: time)) != nil || answer == nil)
        }
    }
}
