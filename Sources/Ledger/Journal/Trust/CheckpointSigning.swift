// Signing a checkpoint of a journal: only of what the device has, and never one that contradicts
// the last.

extension Journal {
    /// A checkpoint that was signed.
    public struct SignedNow: Sendable {
        /// The checkpoint as it is kept, witnesses' signatures included.
        public let checkpoint: SignedCheckpoint
        /// Whether it differs from the last one that was signed.
        public let isNew: Bool
        /// How many lines were verified for it: those behind the last checkpoint, or all.
        public let verified: Int
        /// Where it is kept.
        public let path: String
    }

    /// Signs the journal as it stands with the keys of its plan in `store`, and keeps the
    /// checkpoint beside it.
    ///
    /// - Throws: that the journal is damaged or torn, that it is not what was signed last, or that
    ///   there is no key.
    /// - Complexity: O(n) in the bytes behind the last checkpoint; of all where there is none, or
    ///   the journal does not go on from it.
    public func sign(with store: KeyStore) throws(JournalError) -> SignedNow {
        let keys = try store.keys(of: .plan(plan)).filter { $0.signer != nil }
        if keys.isEmpty { throw .noKey(plan: plan, origin: nil) }
        return try store.alone(with: keys) { () throws(JournalError) in
            let last = try store.lastSigned(of: plan)
            let (contents, goesOn) = try grown(behind: last)
            let origin = try origin(of: contents, after: last, goesOn, keys)
            let signers = keys.compactMap(\.signer).filter { $0.key.name == origin }
            if signers.isEmpty { throw .noKey(plan: plan, origin: origin) }
            guard let tree = contents.roots?.tree else { throw .tornBeforeSigning(plan: plan) }
            let checkpoint = Checkpoint(origin: origin, size: contents.size, root: tree.root)
            let signed = try signedCheckpoint(checkpoint, signers)
            let now = LastSigned(signed, tree, contents.byteCount, contents.head)
            try store.keep(now, of: plan)
            return SignedNow(
                checkpoint: try keepCheckpoint(signed),
                isNew: checkpoint != last?.checkpoint,
                verified: contents.size - (goesOn ? last?.checkpoint.size ?? 0 : 0),
                path: home.checkpointPath
            )
        }
    }

    /// The whole lines with their tree, once the device has them, and whether they were read only
    /// from behind `last`.
    private func grown(
        behind last: LastSigned?
    ) throws(JournalError) -> (contents: JournalContents, goesOn: Bool) {
        let file = try home.open(for: .reading)
        let wish = JournalStretch.Wish(entries: false, lines: false, leaves: true)
        var walk = JournalWalk(file: home.name, wish)
        walk.roots = SubtreeRoots(of: last.map { [0..<$0.checkpoint.size] } ?? [])
        let contents: JournalContents
        var goesOn = false
        do throws(FileError) {
            try file.lock(.shared)
            defer { file.unlock() }
            if let last, let tip = last.tip(in: file) {
                goesOn = true
                walk = JournalWalk(file: home.name, wish, after: tip, last.byteCount)
                walk.roots = SubtreeRoots(of: [], behind: last.tree)
            }
            walk.progress = progress
            try walk.readOn(in: file)
            contents = walk.contents
            // What a writer that was killed has left unflushed could still be lost.
            try file.flush()
        } catch { throw JournalError(error) }
        if let damage = walk.damage { throw .damaged(line: damage.line, why: damage.why) }
        if contents.size == 0 || contents.tail != .none { throw .tornBeforeSigning(plan: plan) }
        return (contents, goesOn)
    }

    /// The origin under which a checkpoint of `contents` is to be signed.
    ///
    /// - Throws: that the journal is not what `last` says, and nothing in it says that it came back
    ///   from a backup.
    private func origin(
        of contents: JournalContents,
        after last: LastSigned?,
        _ goesOn: Bool,
        _ keys: [KeyStore.Held]
    ) throws(JournalError) -> String {
        let origin = contents.restores.last?.origin
        guard let last else { return origin ?? keys[0].key.name }
        let signed = last.checkpoint
        let root = contents.roots?.found[0..<signed.size]
        if goesOn || root == signed.root { return origin ?? signed.origin }
        let isRestored = contents.restores.contains { restore in
            restore.size == signed.size && restore.root == signed.root
                && restore.origin != signed.origin
        }
        guard isRestored, let origin else {
            throw .notAsSigned(signed, found: contents.size, root: root)
        }
        return origin
    }

    private func signedCheckpoint(
        _ checkpoint: Checkpoint,
        _ signers: [NoteSigner]
    ) throws(JournalError) -> SignedCheckpoint {
        var signatures: [NoteSignature] = []
        do throws(NoteError) {
            for signer in signers {
                let seconds = home.clock().seconds
                signatures.append(try signer.sign(checkpoint.text, at: seconds))
            }
        } catch { throw .unreadable(path: home.checkpointPath, error) }
        return SignedCheckpoint(checkpoint, signatures)
    }

    // MARK: The file beside the journal

    /// The checkpoint that is kept beside the journal; nil where there is none.
    ///
    /// - Throws: that it cannot be read as one. No signature is checked.
    public func keptCheckpoint() throws(JournalError) -> SignedCheckpoint? {
        try checkpoint(at: home.checkpointPath)
    }

    private func checkpoint(at path: String) throws(JournalError) -> SignedCheckpoint? {
        guard let bytes = try home.files.document(at: path, .checkpoint) else { return nil }
        do throws(NoteError) {
            return try SignedCheckpoint(parsing: bytes)
        } catch { throw .unreadable(path: path, error) }
    }

    /// The checkpoints of before a restore, each at its path.
    func archivedCheckpoints() -> [(path: String, found: Result<SignedCheckpoint?, JournalError>)] {
        let start = "\(plan).checkpoint-"
        let names = (try? home.files.list(home.folder)) ?? []
        return names.filter { $0.hasPrefix(start) && Int($0.dropFirst(start.count)) != nil }
            .sorted()
            .map { name in
                let path = "\(home.folder)/\(name)"
                return (path, Result { () throws(JournalError) in try checkpoint(at: path) })
            }
    }

    /// Keeps `signed` beside the journal under a name of its own.
    func archive(_ signed: SignedCheckpoint) throws(JournalError) {
        let path = "\(home.checkpointPath)-\(signed.checkpoint.size)"
        do throws(FileError) {
            try home.files.save(Array(signed.formatted.utf8), at: path)
            try home.files.flushFolder(home.folder)
        } catch { throw JournalError(error) }
    }

    /// Where the checkpoint is kept.
    public var checkpointPath: String { home.checkpointPath }

    /// Keeps `signed` beside the journal, with the signatures that are there already where it is
    /// of the same text.
    @discardableResult
    func keepCheckpoint(_ signed: SignedCheckpoint) throws(JournalError) -> SignedCheckpoint {
        var kept = signed
        // One that cannot be read is written anew.
        if let there = try? keptCheckpoint(), there.note.text == signed.note.text {
            kept = SignedCheckpoint(
                signed.checkpoint,
                Array(
                    signed.note.adding(there.note.signatures).signatures
                        .prefix(SignedNote.signatureCountMax)
                )
            )
            if kept == there { return kept }
        }
        do throws(FileError) {
            try home.files.save(Array(kept.formatted.utf8), at: home.checkpointPath)
            try home.files.flushFolder(home.folder)
        } catch { throw JournalError(error) }
        return kept
    }
}

extension JournalHome {
    /// Where the checkpoint of the journal is kept.
    var checkpointPath: String { "\(folder)/\(plan).checkpoint" }
}
