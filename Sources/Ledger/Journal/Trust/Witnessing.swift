// Being a witness: signing a checkpoint of somebody else's journal, after it was found to have
// grown out of the last one that was seen.

/// Why a witness does not sign.
public enum WitnessRefusal: Error, Hashable, Sendable {
    /// There is no key to sign with.
    case noKey
    /// None of the keys that are believed is the journal's.
    case unknownOrigin(String)
    /// The checkpoint cannot be believed.
    case notSigned(NoteError)
    /// The proof begins at another size than the last one that was seen.
    case otherSize(given: Int, seen: Int)
    /// The last one that was seen covers more.
    case smaller(size: Int, seen: Int)
    /// The same size with another root: two journals under one name.
    case fork(size: Int, found: Digest, seen: Digest)
    /// The journal has not grown out of the last one that was seen.
    case notGrown(ProofError)
    /// What was seen last cannot be read.
    case seenDamaged(path: String)

    /// What is wrong and what to do next.
    public var words: String {
        switch self {
        case .noKey:
            "There is no witness's key here. Make one with `ledgerctl keys new --witness NAME`."
        case .unknownOrigin(let origin):
            "Nothing was signed: no key of \(origin) is believed here. If it is a journal that you"
                + " are to witness, name its key with --trust or --policy."
        case .notSigned(let error): "Nothing was signed. \(error.words)"
        case .otherSize(let given, let seen):
            "Nothing was signed: the proof begins at \(given) entries, and the last checkpoint seen"
                + " here covers \(seen). Ask for a proof with `ledgerctl prove --from \(seen)`."
        case .smaller(let size, let seen):
            "Nothing was signed: the checkpoint covers \(size) entries, and one over \(seen) was seen"
                + " here before. The journal is an older one, or was cut. Keep both, and ask why."
        case .fork(let size, let found, let seen):
            "Nothing was signed: over \(size) entries this checkpoint has the root"
                + " \(found.hex.prefix(12))…, and the one seen here before \(seen.hex.prefix(12))…:"
                + " there are two journals under one name. Keep both, and tell the auditor."
        case .notGrown(let error):
            "Nothing was signed: it is not shown that the journal has grown out of the one seen here"
                + " before. \(error.words) Keep both checkpoints; if a new proof fails too, tell the"
                + " auditor."
        case .seenDamaged(let path):
            "Nothing was signed, because what was seen last cannot be read: \(path) is damaged. Put"
                + " it back from a backup; without it a changed journal could be signed."
        }
    }
}

extension KeyStore {
    /// Signs the checkpoint of `request` as a witness, where one of `logs` signed it and it goes on
    /// from the last one that was seen of its origin, which it becomes.
    ///
    /// - Parameter at: The time that the signature tells.
    /// - Throws: why not; then what was seen last is as before.
    /// - Complexity: O(log n) hashes in the size of the journal.
    public func witness(
        _ request: GrowthProof,
        trusting logs: [NoteKey],
        at time: Instant
    ) throws(JournalError) -> [NoteSignature] {
        let keys = try keys(of: .witness).filter { $0.signer != nil }
        if keys.isEmpty { throw .notWitnessed(.noKey) }
        return try alone(as: .witness) { () throws(JournalError) in
            let new = request.checkpoint.checkpoint
            let own = logs.filter { $0.isNamed(new.origin) && $0.kind == .note }
            if own.isEmpty { throw .notWitnessed(.unknownOrigin(new.origin)) }
            do throws(NoteError) {
                _ = try request.checkpoint.note.opened(with: own)
            } catch { throw .notWitnessed(.notSigned(error)) }
            let path = "\(folder)/witness-\(Digest(of: new.origin.utf8).hex.prefix(16)).seen"
            try check(request, after: try seen(new.origin, at: path))
            var signatures: [NoteSignature] = []
            do throws(NoteError) {
                for signer in keys.compactMap(\.signer) {
                    signatures.append(
                        try signer.sign(request.checkpoint.note.text, at: time.seconds)
                    )
                }
            } catch { throw .notWitnessed(.notSigned(error)) }
            // Kept before anybody is answered: what was signed is never forgotten.
            do throws(FileError) {
                let bytes = Array(request.checkpoint.formatted.utf8)
                try files.save(bytes, at: path, for: .creatingPrivately)
                try files.flushFolder(folder)
            } catch { throw JournalError(error) }
            return signatures
        }
    }

    /// The last checkpoint of `origin` that was seen; nil where none was.
    private func seen(
        _ origin: String,
        at path: String
    ) throws(JournalError) -> Checkpoint? {
        guard let bytes = try files.document(at: path, .checkpoint) else { return nil }
        guard let seen = try? SignedCheckpoint(parsing: bytes).checkpoint,
            seen.origin.isSame(as: origin)
        else { throw .notWitnessed(.seenDamaged(path: path)) }
        return seen
    }

    private func check(
        _ request: GrowthProof,
        after seen: Checkpoint?
    ) throws(JournalError) {
        let new = request.checkpoint.checkpoint
        if new.size == 0, new.root != MerkleTree().root {
            throw .notWitnessed(.fork(size: 0, found: new.root, seen: MerkleTree().root))
        }
        if let seen, new.size < seen.size {
            throw .notWitnessed(.smaller(size: new.size, seen: seen.size))
        }
        if let seen, new.size == seen.size, new.root != seen.root {
            throw .notWitnessed(.fork(size: new.size, found: new.root, seen: seen.root))
        }
        // What was seen is signed again, whatever it was proved from: the answer may be lost.
        if let seen, new.size == seen.size { return }
        let size = seen?.size ?? 0
        if request.old != size || request.old > new.size {
            throw .notWitnessed(.otherSize(given: request.old, seen: size))
        }
        do throws(ProofError) {
            try request.check(from: seen?.root ?? .zero)
        } catch { throw .notWitnessed(.notGrown(error)) }
    }
}
