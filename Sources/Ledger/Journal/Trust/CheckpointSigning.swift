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
    /// - Throws: that the journal is damaged or torn, that it is not what was signed before with
    ///   these keys, or that there is no key.
    /// - Complexity: O(n) in the bytes behind the last checkpoint; of all where there is none, or
    ///   the journal does not go on from it.
    public func sign(with store: KeyStore) throws(JournalError) -> SignedNow {
        let first = try lineThatBegins()
        if try store.keys(of: .plan(plan)).isEmpty { throw .noKey(plan: plan, origin: nil) }
        return try store.alone(as: .plan(plan)) { () throws(JournalError) in
            let keys = try store.keys(of: .plan(plan))
            let records = try store.records(of: plan)
            let last = records.last
            if let other = records.all.first(where: { $0.first != first }) {
                throw .otherJournalSigned(plan: plan, size: other.checkpoint.size, store.folder)
            }
            var goesOn = false
            var contents = JournalContents.none
            if let last, keptCheckpointIsKnown(to: last) {
                (contents, goesOn) = try grown(behind: last, rootsOf: [])
            }
            // What is behind a restore, too, is held against everything that was signed before.
            if !goesOn || !contents.restores.isEmpty {
                (contents, goesOn) = (try heldAgainstAll(store), false)
            }
            let origin =
                contents.restores.last?.origin ?? last?.checkpoint.origin ?? keys[0].key.name
            let signers = keys.compactMap(\.signer).filter { $0.key.isNamed(origin) }
            if signers.isEmpty { throw .noKey(plan: plan, origin: origin) }
            guard let tree = contents.roots?.tree else { throw .tornBeforeSigning(plan: plan) }
            let checkpoint = Checkpoint(origin: origin, size: contents.size, root: tree.root)
            let signed = try signedCheckpoint(checkpoint, signers)
            let now = LastSigned(
                signed,
                tree,
                contents.byteCount,
                first: first,
                last: contents.head
            )
            let kept = try alone { () throws(JournalError) in
                // A journal whose first flush failed is gone, and another may have been begun.
                if try lineThatBegins() != first { throw .tornBeforeSigning(plan: plan) }
                try archive(records, keys, before: origin)
                try store.keep(now, of: plan, after: last)
                return try keepCheckpoint(signed)
            }
            return SignedNow(
                checkpoint: kept,
                isNew: checkpoint != last?.checkpoint,
                verified: contents.size - (goesOn ? last?.checkpoint.size ?? 0 : 0),
                path: home.checkpointPath
            )
        }
    }

    /// The digest of the first line.
    ///
    /// - Throws: that there is none, or that it opens another plan.
    private func lineThatBegins() throws(JournalError) -> Digest {
        guard let first = firstLine else {
            _ = try home.open(for: .reading)
            throw .tornBeforeSigning(plan: plan)
        }
        if let opened = first.opening?.plan, opened != plan {
            throw .opensAnother(plan, opened: opened)
        }
        return first.digest
    }

    /// Whether the checkpoint beside the journal is the one that `last` was kept of, or none.
    private func keptCheckpointIsKnown(to last: LastSigned?) -> Bool {
        do throws(JournalError) {
            guard let kept = try keptCheckpoint() else { return true }
            return kept.checkpoint == last?.checkpoint
        } catch { return false }
    }

    /// The whole lines with their tree, once the device has them, and whether they were read only
    /// from behind `last`.
    private func grown(
        behind last: LastSigned?,
        rootsOf ranges: [Range<Int>]
    ) throws(JournalError) -> (contents: JournalContents, goesOn: Bool) {
        let file = try home.open(for: .reading)
        let wish = JournalStretch.Wish(entries: false, lines: false, leaves: true)
        var walk = JournalWalk(file: home.name, wish)
        walk.roots = SubtreeRoots(of: ranges)
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

    /// The whole lines with their tree, held against everything that was signed with the keys in
    /// `store`.
    ///
    /// - Throws: that they are not what was signed, or that they were signed before under the
    ///   origin that the last restore names.
    private func heldAgainstAll(_ store: KeyStore) throws(JournalError) -> JournalContents {
        // What lies beside the journal counts whoever signed it: a key may have been lost.
        var beside = [try readableCheckpoint(keptCheckpoint)]
        for (_, found) in try archivedCheckpoints() {
            beside.append(try readableCheckpoint { () throws(JournalError) in try found.get() })
        }
        let trust = Trust(
            others: beside.compactMap(\.self).map { signed in
                ("what lies beside the journal", SignedCheckpoint(signed.checkpoint, []))
            }
        )
        var check = AnchorCheck(self, try trust.adding(store, of: plan))
        let contents = try grown(behind: nil, rootsOf: check.ranges).contents
        let anchors = check.judge(contents)
        if let broken = anchors.first(where: { $0.outcome == .doesNotHold })?.checkpoint {
            let root = contents.roots?.found[0..<broken.size]
            throw .notAsSigned(broken, found: contents.size, root: root)
        }
        if let restore = contents.restores.last {
            let isUsed =
                contents.restores.dropLast().contains { $0.origin.isSame(as: restore.origin) }
                || anchors.contains {
                    $0.checkpoint.origin.isSame(as: restore.origin)
                        && $0.checkpoint.size < restore.seq
                }
            if isUsed { throw .originUsedBefore(restore.origin, entry: restore.seq) }
        }
        return contents
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

    /// The checkpoint that `read` finds; nil also where what lies there is none.
    ///
    /// - Throws: that it could not be read, so that nobody can tell what it says.
    private func readableCheckpoint(
        _ read: () throws(JournalError) -> SignedCheckpoint?
    ) throws(JournalError) -> SignedCheckpoint? {
        do throws(JournalError) { return try read() } catch {
            if case .unreadable = error { return nil }
            throw error
        }
    }

    /// The checkpoints of before a restore, each at its path.
    func archivedCheckpoints() throws(JournalError) -> [(
        path: String, found: Result<SignedCheckpoint?, JournalError>
    )] {
        try home.files.names(in: home.folder).filter(isArchive).sorted().map { name in
            let path = "\(home.folder)/\(name)"
            return (path, Result { () throws(JournalError) in try checkpoint(at: path) })
        }
    }

    /// Whether a file of this name is a checkpoint of before a restore: the size it covers, and
    /// eight digits of its text's digest.
    private func isArchive(_ name: String) -> Bool {
        let start = "\(plan).checkpoint-"
        let parts = name.dropFirst(start.count).split(
            separator: "-",
            omittingEmptySubsequences: false
        )
        return name.hasPrefix(start) && parts.count == 2 && Int(parts[0]) != nil
            && parts[1].count == 8 && parts[1].allSatisfy(\.isHexDigit)
    }

    /// Keeps what was signed with `keys` under other origins than `origin`, and what lies beside
    /// the journal signed with others, under names of their own.
    private func archive(
        _ records: SignedRecords,
        _ keys: [KeyStore.Held],
        before origin: String
    ) throws(JournalError) {
        var signed = records.all.map(\.signed)
        signed.removeAll { $0.checkpoint.origin.isSame(as: origin) }
        if let kept = try readableCheckpoint(keptCheckpoint) {
            let isOwn = (try? kept.note.opened(with: keys.map(\.key))) != nil
            if !isOwn || !kept.checkpoint.origin.isSame(as: origin) { signed.append(kept) }
        }
        for signed in signed { try keepArchived(signed) }
    }

    /// Keeps `signed` beside the journal under a name of its own.
    func keepArchived(_ signed: SignedCheckpoint) throws(JournalError) {
        let digits = Digest(of: signed.note.text.utf8).hex.prefix(8)
        let path = "\(home.checkpointPath)-\(signed.checkpoint.size)-\(digits)"
        do throws(FileError) {
            if try home.files.node(at: path) == nil {
                try home.files.save(Array(signed.formatted.utf8), at: path)
            }
            // Also where it was there: whoever put it there may have been stopped before.
            try home.files.flushFolder(home.folder)
        } catch { throw JournalError(error) }
    }

    /// Runs `work` while nobody else writes the journal, or a checkpoint beside it.
    func alone<Value>(
        _ work: () throws(JournalError) -> Value
    ) throws(JournalError) -> Value {
        let file = try home.open(for: .reading)
        do throws(FileError) { try file.lock(.exclusive) } catch { throw JournalError(error) }
        defer { file.unlock() }
        return try work()
    }

    /// Where the checkpoint is kept.
    public var checkpointPath: String { home.checkpointPath }

    /// Keeps `signed` beside the journal, with the signatures by other keys that are there already
    /// where it is of the same text.
    @discardableResult
    func keepCheckpoint(_ signed: SignedCheckpoint) throws(JournalError) -> SignedCheckpoint {
        var kept = signed
        // What is no checkpoint is written anew.
        if let there = try readableCheckpoint(keptCheckpoint),
            there.note.text == signed.note.text
        {
            let own = signed.note.signatures
            let others = there.note.signatures.leavingOut(keysOf: own)
            let all = (own + others).prefix(SignedNote.signatureCountMax)
            kept = SignedCheckpoint(signed.checkpoint, Array(all))
            if kept == there {
                do throws(FileError) { try home.files.flushFolder(home.folder) } catch {
                    throw JournalError(error)
                }
                return kept
            }
        }
        try replaceCheckpoint(kept)
        return kept
    }

    /// Puts `signed` in the place of the checkpoint beside the journal.
    func replaceCheckpoint(_ signed: SignedCheckpoint) throws(JournalError) {
        do throws(FileError) {
            try home.files.save(Array(signed.formatted.utf8), at: home.checkpointPath)
            try home.files.flushFolder(home.folder)
        } catch { throw JournalError(error) }
    }
}

extension JournalHome {
    /// Where the checkpoint of the journal is kept.
    var checkpointPath: String { "\(folder)/\(plan).checkpoint" }
}
