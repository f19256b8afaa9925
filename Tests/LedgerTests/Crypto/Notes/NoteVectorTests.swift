// Published vectors of signed notes, keys and checkpoints.

import Foundation
import Testing

@testable import Ledger

/// The folder of published vectors `name`.
private func vectors(_ name: String) -> URL {
    merkleVectors.deletingLastPathComponent().appending(path: name)
}

@Suite(
    "Signed notes, given published vectors,",
    .enabled(
        if: FileManager.default.fileExists(atPath: vectors("signed-note").path),
        "needs the published vectors"
    )
)
struct NoteVectorTests {
    /// One published case of opening a note.
    private struct Opening: Decodable {
        let name: String
        let vkeys, verified, unverified: [String]
        let error, message, message_base64: String?

        var bytes: [UInt8] {
            message.map { Array($0.utf8) } ?? Data(base64Encoded: message_base64 ?? "")
                .map(Array.init) ?? []
        }
    }

    private struct Keys: Decodable {
        struct Invalid: Decodable { let vkey: String }
        struct Zero: Decodable { let name, seed_hex, vkey: String }
        let valid_vkeys: [String]
        let invalid_vkeys: [Invalid]
        let public_test_signing_key, sign_text, sign_expected_note: String
        let zero_seed_key: Zero
    }

    private static func read<Value: Decodable>(_ path: String) throws -> Value {
        let data = try Data(contentsOf: vectors("signed-note").appending(path: path))
        return try JSONDecoder().decode(Value.self, from: data)
    }

    @Test("open as they must: 17 cases, of which 5 open")
    func opening() throws {
        let cases: [Opening] = try Self.read("open.json")
        #expect(cases.count == 17)
        for given in cases {
            let keys = try given.vkeys.map { try NoteKey(parsing: $0) }
            do throws(NoteError) {
                let note = try SignedNote(parsing: given.bytes)
                let signers = try note.opened(with: keys)
                #expect(given.error == nil, "\(given.name) opened")
                #expect(signers.map(\.short) == given.verified, "\(given.name)")
                let names = Set(signers.map(\.short))
                // What is there twice to the letter counts once.
                let others = note.signatures.enumerated().filter { place, signature in
                    !note.signatures[..<place].contains(signature)
                }.map { "\($1.name)+\(String($1.id, radix: 16))" }.filter { !names.contains($0) }
                #expect(others == given.unverified, "\(given.name)")
                #expect(Array(note.formatted.utf8) == given.bytes, "\(given.name)")
            } catch {
                let expected = try #require(given.error, "\(given.name): \(error.words)")
                switch error {
                case .malformed, .tooLong: #expect(expected == "malformed note", "\(given.name)")
                case .wrongSignature(let key):
                    #expect(expected == "invalid signature for key \(key)")
                case .ambiguousKey(let key): #expect(expected == "ambiguous key \(key)")
                case .unknownSigners: #expect(expected == "note has no verifiable signatures")
                }
            }
        }
        #expect(cases.filter { $0.error == nil }.count == 5)
    }

    @Test("have keys that are read back, and none that is cut or changed by one")
    func keys() throws {
        let keys: Keys = try Self.read("keys.json")
        var refused = 0
        for vkey in keys.valid_vkeys {
            #expect(try NoteKey(parsing: vkey).vkey == vkey)
            let bytes = Array(vkey.utf8)
            for start in bytes.indices {
                for end in start...bytes.count where end - start < bytes.count {
                    let part = String(decoding: bytes[start..<end], as: UTF8.self)
                    #expect((try? NoteKey(parsing: part)) == nil, "\(part)")
                    refused += 1
                }
                var changed = bytes
                changed[start] += 1
                let other = String(decoding: changed, as: UTF8.self)
                #expect((try? NoteKey(parsing: other)) == nil, "\(other)")
                refused += 1
            }
        }
        // n(n+1)/2 substrings but the whole, and the empty one for each start; n mangled.
        let expected = keys.valid_vkeys.reduce(0) { count, key in
            let length = key.utf8.count
            return count + length * (length + 1) / 2 - 1 + length + length
        }
        #expect(refused == expected)
        for invalid in keys.invalid_vkeys {
            #expect((try? NoteKey(parsing: invalid.vkey)) == nil, "\(invalid.vkey)")
        }
    }

    @Test("sign a text as Go's notes do")
    func signing() throws {
        let keys: Keys = try Self.read("keys.json")
        let signer = try NoteSigner(parsing: keys.public_test_signing_key)
        #expect(signer.text == keys.public_test_signing_key)
        let note = SignedNote(keys.sign_text, [try signer.sign(keys.sign_text, at: 0)])
        #expect(note.formatted == keys.sign_expected_note)
        #expect(try note.opened(with: [signer.key]) == [signer.key])
        let zero = keys.zero_seed_key
        let key = try #require(PrivateKey(seed: [UInt8](repeating: 0, count: 32)))
        #expect(
            NoteKey(name: zero.name, kind: .note, publicKey: key.publicKey).vkey == zero.vkey
        )
    }

    @Test("carry checkpoints as they must: 14 cases, of which 3 are well formed")
    func checkpoints() throws {
        struct Case: Decodable {
            let name, body: String
            let origin, size, hash: String?
            let error: Bool
        }
        let data = try Data(contentsOf: vectors("checkpoint").appending(path: "body.json"))
        let cases = try JSONDecoder().decode([Case].self, from: data)
        #expect(cases.count == 14 && cases.filter { !$0.error }.count == 3)
        for given in cases {
            let checkpoint = try? Checkpoint(parsing: given.body)
            #expect((checkpoint == nil) == given.error, "\(given.name)")
            guard let checkpoint else { continue }
            #expect(checkpoint.origin == given.origin)
            #expect(String(checkpoint.size) == given.size)
            #expect(checkpoint.text == given.body)
        }
    }
}

@Suite(
    "The worked example",
    .enabled(
        if: FileManager.default.fileExists(atPath: vectors("worked-example").path),
        "needs the published vectors"
    )
)
struct WorkedExampleTests {
    private struct Expected: Decodable {
        let log_vkey, log_seed_hex, witness_vkey, witness_seed_hex: String
        let cosignature_time: Int
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: vectors("worked-example").appending(path: name)))
    }

    private static func expected() throws -> Expected {
        try JSONDecoder().decode(Expected.self, from: Data(try bytes("expected.json")))
    }

    private static func signer(
        _ vkey: String,
        _ seed: String
    ) throws -> NoteSigner {
        let key = try NoteKey(parsing: vkey)
        let seed = try #require(Digest(hex: seed)).bytes
        let secret = Data([key.kind.rawValue] + seed).base64EncodedString()
        return try NoteSigner(parsing: "PRIVATE+KEY+\(key.name)+\(key.digits)+\(secret)")
    }

    private static func lines() throws -> [[UInt8]] {
        try bytes("events.jsonl").split(separator: 0x0A).map(Array.init)
    }

    @Test("has the checkpoints that our keys sign", arguments: [3, 5])
    func checkpoints(size: Int) throws {
        let expected = try Self.expected()
        let signer = try Self.signer(expected.log_vkey, expected.log_seed_hex)
        #expect(signer.key.vkey == expected.log_vkey)
        let root = MerkleTree(of: try Self.lines().prefix(size).map { MerkleTree.leaf($0) }).root
        let checkpoint = Checkpoint(origin: signer.key.name, size: size, root: root)
        let signed = SignedCheckpoint(checkpoint, [try signer.sign(checkpoint.text, at: 0)])
        #expect(Array(signed.formatted.utf8) == (try Self.bytes("checkpoint.\(size)")))
        #expect(try signed.note.opened(with: [signer.key]) == [signer.key])
    }

    @Test("has the signature that our witness gives, and it is checked with the time in it")
    func cosignature() throws {
        let expected = try Self.expected()
        let witness = try Self.signer(expected.witness_vkey, expected.witness_seed_hex)
        #expect(witness.key.vkey == expected.witness_vkey)
        let checkpoint = try SignedCheckpoint(parsing: try Self.bytes("checkpoint.5"))
        let time = expected.cosignature_time
        let signature = try witness.sign(checkpoint.note.text, at: time)
        let cosigned = checkpoint.note.adding([signature])
        #expect(Array(cosigned.formatted.utf8) == (try Self.bytes("checkpoint.5.cosigned")))
        #expect(signature.time == time)
        #expect(try cosigned.opened(with: [witness.key]) == [witness.key])
        #expect(cosigned.adding([signature]) == cosigned)
        #expect(
            try NoteSignature.list(parsing: Array(signature.line.utf8)) == [signature]
        )
        // Another second, and it is another signature.
        let later = try witness.sign(checkpoint.note.text, at: time + 1)
        #expect(later.bytes.suffix(64) != signature.bytes.suffix(64))
    }

    @Test("has a proof of its fourth line, which is read, holds, and holds for no other")
    func lineProof() throws {
        let bytes = try Self.bytes("event-4.tlog-proof")
        let proof = try LineProof(parsing: bytes)
        #expect(Array(proof.formatted.utf8) == bytes)
        #expect(proof.index == 3 && proof.line == nil)
        for (index, line) in try Self.lines().enumerated() {
            #expect(((try? proof.check(line)) != nil) == (index == 3))
        }
        let carrying = LineProof(
            index: 3,
            line: try Self.lines()[3],
            hashes: proof.hashes,
            checkpoint: proof.checkpoint
        )
        #expect(try LineProof(parsing: Array(carrying.formatted.utf8)) == carrying)
    }

    @Test("has a request to a witness, which is read and holds")
    func growthProof() throws {
        let bytes = try Self.bytes("consistency-3-5.add-checkpoint")
        let proof = try GrowthProof(parsing: bytes)
        #expect(Array(proof.formatted.utf8) == bytes)
        let old = try SignedCheckpoint(parsing: try Self.bytes("checkpoint.3")).checkpoint
        #expect(proof.old == old.size)
        try proof.check(from: old.root)
        #expect(throws: ProofError.self) { try proof.check(from: proof.checkpoint.checkpoint.root) }
    }
}
