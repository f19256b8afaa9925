// Notes, proofs and policies: what is read is written as it was read, and nothing unsigned counts.

#if FUZZING
    @testable import Ledger

    enum NoteFuzz {
        private static let signer = made("council.example/plan", .note)
        private static let witness = made("witness.example", .cosignature)

        private static func made(_ name: String, _ kind: NoteKey.Kind) -> NoteSigner {
            guard let signer = NoteSigner(name: name, kind: kind) else { fatalError("no key") }
            return signer
        }

        /// The lines of the shipped plan, signed.
        private static let checkpoint: SignedCheckpoint = {
            var tree = MerkleTree()
            for line in JournalFuzz.lines { tree.append(leaf: MerkleTree.leaf(line)) }
            let point = Checkpoint(origin: signer.key.name, size: tree.size, root: tree.root)
            let signatures = [signer, witness].compactMap {
                try? $0.sign(point.text, at: 1_700_000)
            }
            return SignedCheckpoint(point, signatures)
        }()

        // MARK: Notes

        static var notes: [[UInt8]] {
            [
                checkpoint.formatted, checkpoint.checkpoint.text, signer.key.vkey, signer.text,
                witness.key.vkey,
                LastSigned(
                    checkpoint,
                    JournalFuzz.lines.reduce(into: MerkleTree()) {
                        $0.append(leaf: MerkleTree.leaf($1))
                    },
                    48_567,
                    first: Digest(of: JournalFuzz.lines[0]),
                    last: Digest(of: JournalFuzz.lines[JournalFuzz.lines.count - 1])
                ).formatted.text,
            ].map { Array($0.utf8) }
        }

        static func note(_ bytes: [UInt8]) {
            if let note = try? SignedNote(parsing: bytes) {
                must(note.formatted.utf8.elementsEqual(bytes), "a note is written in other bytes")
                let found = (try? note.signers(among: [signer.key, witness.key])) ?? []
                must(
                    found.isEmpty || note.text.isSame(as: checkpoint.note.text),
                    "a text counts as signed that nobody signed"
                )
            }
            if let signed = try? SignedCheckpoint(parsingLinesOrNote: bytes) {
                let again = try? SignedCheckpoint(
                    parsingLinesOrNote: Array(signed.formatted.utf8)
                )
                must(again?.checkpoint == signed.checkpoint, "a checkpoint reads back otherwise")
            }
            if let last = LastSigned(parsing: bytes) {
                must(last.formatted == bytes, "what was signed is written in other bytes")
            }
            let text = bytes.text
            if let key = try? NoteKey(parsing: text) {
                must(key.vkey.isSame(as: text), "a key is written in other bytes")
            }
            _ = try? NoteSigner(parsing: text)
            _ = try? NoteSignature.list(parsing: bytes)
        }

        // MARK: Proofs

        static var proofs: [[UInt8]] {
            let leaves = JournalFuzz.lines.map { MerkleTree.leaf($0) }
            let some = Array(leaves.prefix(5))
            let hashes = [MerkleTree.leaf([1]), MerkleTree.leaf([2])]
            return [
                LineProof(
                    index: 2,
                    line: JournalFuzz.lines[2],
                    hashes: some,
                    checkpoint: checkpoint
                )
                .formatted,
                LineProof(index: 0, line: nil, hashes: [], checkpoint: checkpoint).formatted,
                LinesProof(
                    of: "A1",
                    [1, 4].map { ($0, JournalFuzz.lines[$0]) },
                    hashes: hashes,
                    checkpoint: checkpoint
                ).formatted,
                GrowthProof(from: 3, hashes: hashes, checkpoint: checkpoint).formatted,
                GrowthProof(from: 0, hashes: [], checkpoint: checkpoint).formatted,
            ].map { Array($0.utf8) }
        }

        static func proof(_ bytes: [UInt8]) {
            if let proof = try? LineProof(parsing: bytes) {
                must(proof.formatted.utf8.elementsEqual(bytes), "a proof is written otherwise")
                let line = proof.line ?? JournalFuzz.lines[0]
                if (try? proof.check(line)) != nil,
                    proof.checkpoint.checkpoint == checkpoint.checkpoint
                {
                    must(
                        proof.index < JournalFuzz.lines.count
                            && JournalFuzz.lines[proof.index] == line,
                        "a line is proved that is not there"
                    )
                }
            }
            if let proof = try? LinesProof(parsing: bytes) {
                must(proof.formatted.utf8.elementsEqual(bytes), "a proof is written otherwise")
                if (try? proof.check()) != nil, proof.checkpoint.checkpoint == checkpoint.checkpoint
                {
                    for (index, line) in zip(proof.indices, proof.lines) {
                        must(
                            index < JournalFuzz.lines.count && JournalFuzz.lines[index] == line,
                            "a line is proved that is not there"
                        )
                    }
                }
            }
            if let proof = try? GrowthProof(parsing: bytes) {
                must(proof.formatted.utf8.elementsEqual(bytes), "a proof is written otherwise")
                _ = try? proof.check(from: checkpoint.checkpoint.root)
            }
        }

        // MARK: Policies

        static var policies: [[UInt8]] {
            let (log, key) = (signer.key.vkey, witness.key.vkey)
            return [
                "log \(log)\nquorum none\n",
                "# who is believed\nlog \(log) https://x.example/\nwitness w \(key)\nquorum w\n",
                "log \(log)\nwitness a \(key)\ngroup g any a\ngroup h 1 g\nquorum h\n",
                "log \(log)\nwitness a \(key) https://w.example/\ngroup all all a\nquorum all\n",
            ].map { Array($0.utf8) }
        }

        static func policy(_ bytes: [UInt8]) {
            guard let policy = try? TrustPolicy(parsing: bytes) else { return }
            let all = policy.missing(where: policy.witnesses)
            must(all.isEmpty, "a quorum that all witnesses do not make")
            _ = policy.missing(where: [])
            must(
                policy.adding(logs: [signer.key]).logs.contains(signer.key),
                "a log that was added is not there"
            )
        }
    }

    extension Array<UInt8> {
        /// The bytes as text, mended where they are none.
        var text: String { String(decoding: self, as: UTF8.self) }
    }
#endif
