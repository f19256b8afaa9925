// Checkpoints of a plan: signed, added to by witnesses, and gone on with after a restore.

extension ActionLedger {
    /// Signs the journal as it stands, see ``Journal/sign(with:)``.
    public func checkpoint(
        with store: KeyStore
    ) throws(LedgerError) -> Journal.SignedNow {
        try onJournal { () throws(JournalError) in try journal.sign(with: store) }
    }

    /// Adds the signatures of witnesses to the checkpoint that is kept; of two by one key the newer
    /// stays.
    ///
    /// - Parameters:
    ///   - policy: Whose signatures can be checked.
    ///   - store: Whose key signs, so that no checkpoint is signed meanwhile.
    /// - Throws: that there is no checkpoint, that what is added is no witness's signature, or one
    ///   of another checkpoint.
    public func add(
        _ signatures: [NoteSignature],
        checkedBy policy: TrustPolicy = TrustPolicy(),
        with store: KeyStore? = nil
    ) throws(LedgerError) -> SignedCheckpoint {
        if let other = signatures.first(where: { $0.time == nil }) {
            throw .notAWitness(other.name)
        }
        guard let store else { return try addBesideWriters(signatures, policy) }
        return try onJournal { () throws(JournalError) in
            try store.alone(as: .plan(plan)) { () throws(JournalError) in
                Result { () throws(LedgerError) in try addBesideWriters(signatures, policy) }
            }
        }.get()
    }

    private func addBesideWriters(
        _ signatures: [NoteSignature],
        _ policy: TrustPolicy
    ) throws(LedgerError) -> SignedCheckpoint {
        let journal = journal
        return try onJournal { () throws(JournalError) in
            try journal.alone { () throws(JournalError) in
                Result { () throws(LedgerError) in try addAlone(signatures, policy) }
            }
        }.get()
    }

    private func addAlone(
        _ signatures: [NoteSignature],
        _ policy: TrustPolicy
    ) throws(LedgerError) -> SignedCheckpoint {
        let kept = try onJournal { () throws(JournalError) in try journal.keptCheckpoint() }
        guard let kept else { throw .noCheckpoint(path: journal.checkpointPath) }
        let all = kept.note.adding(signatures).signatures
        let signed = SignedCheckpoint(kept.checkpoint, all)
        do throws(NoteError) {
            _ = try signed.note.signers(among: policy.witnesses)
        } catch {
            throw .journal(.unreadable(path: journal.checkpointPath, error))
        }
        return try onJournal { () throws(JournalError) in
            try journal.replaceCheckpoint(signed)
            return signed
        }
    }

    /// What is asked of ``restore(_:_:)``.
    public struct RestoreRequest: Sendable {
        /// The last checkpoint that was signed before; the one known here, where none is given.
        public var signed: SignedCheckpoint?
        /// How many of its entries are missing; as many as are fewer, where none is given.
        public var lost: Int?
        /// The origin under which checkpoints go on; one made of the old, where none is given.
        public var origin: String?

        /// All that can be known is found out.
        public init() {}
    }

    /// What an entry has to say of a journal that came back from a backup. Nothing is written.
    ///
    /// - Throws: that nothing was signed before, that all of it is there, or that it cannot be told
    ///   how much is missing.
    /// - Complexity: O(n) in the bytes of the journal, each line hashed twice.
    public func restore(
        _ request: RestoreRequest,
        _ store: KeyStore
    ) throws(LedgerError) -> TrustEvent {
        let (journal, plan) = (journal, plan)
        let (kept, records, keys) = try onJournal { () throws(JournalError) in
            (
                try journal.keptCheckpoint(), try store.records(of: plan),
                try store.keys(of: .plan(plan)).map(\.key)
            )
        }
        // What somebody put beside the journal is not what was signed.
        let own = kept.flatMap { (try? $0.note.opened(with: keys)) == nil ? nil : $0 }
        guard let last = request.signed ?? records.last?.signed ?? own else {
            throw .nothingSigned(plan)
        }
        let signed = last.checkpoint
        let first = journal.firstLine?.digest
        if let other = records.all.first(where: { $0.first != first }) {
            let size = other.checkpoint.size
            throw .journal(.otherJournalSigned(plan: plan, size: size, store.folder))
        }
        // What is known here of the journal comes first: where that holds, nothing is lost.
        let known = [signed] + [records.last?.checkpoint].compactMap(\.self)
        let contents = try onJournal { () throws(JournalError) in
            try journal.read(rootsOf: known.map { 0..<$0.size })
        }
        _ = try contents.warning()
        for known in known where contents.roots?.found[0..<known.size] == known.root {
            throw .nothingLost(known)
        }
        let origin = request.origin ?? signed.origin.restored(before: contents.size + 1)
        let used = records.all.map(\.checkpoint.origin) + contents.restores.map(\.origin)
        if (used + [signed.origin]).contains(where: { $0.isSame(as: origin) })
            || !NoteKey.isName(origin)
        {
            throw .journal(.originUsedBefore(origin, entry: contents.size + 1))
        }
        // Where as many entries are there as were signed, some were recorded since.
        if request.lost == nil, contents.size >= signed.size { throw .lostMustBeSaid(signed) }
        return .ledgerRestored(
            size: signed.size,
            root: signed.root,
            lost: request.lost ?? signed.size - contents.size,
            origin: origin
        )
    }

    /// Makes a key for checkpoints under `origin`, where there is none in `store` that signs.
    public func makeKey(for origin: String, in store: KeyStore) throws(LedgerError) {
        let plan = plan
        try onJournal { () throws(JournalError) in
            let keys = try store.keys(of: .plan(plan))
            if !keys.contains(where: { $0.signer != nil && $0.key.isNamed(origin) }) {
                _ = try store.make(.plan(plan), name: origin)
            }
        }
    }

    /// The origin of the plan's checkpoints: as the journal says after a restore, else as they were
    /// signed before with a key in `store`, else as its first key is called; nil where nothing
    /// tells.
    public func origin(in store: KeyStore) throws(LedgerError) -> String? {
        let (journal, plan) = (journal, plan)
        return try onJournal { () throws(JournalError) in
            // There may be no journal yet.
            let contents = try? journal.read(keepsEntries: false)
            if let origin = contents?.restores.last?.origin { return origin }
            if let last = try store.lastSigned(of: plan) { return last.checkpoint.origin }
            return try store.keys(of: .plan(plan)).first?.key.name
        }
    }

    func onJournal<Value>(
        _ work: () throws(JournalError) -> Value
    ) throws(LedgerError) -> Value {
        do throws(JournalError) { return try work() } catch { throw .journal(error) }
    }
}
