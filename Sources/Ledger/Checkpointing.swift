// Checkpoints of a plan: signed, added to by witnesses, and gone on with after a restore.

extension ActionLedger {
    /// Signs the journal as it stands, see ``Journal/sign(with:)``.
    public func checkpoint(
        with store: KeyStore
    ) throws(LedgerError) -> Journal.SignedNow {
        try onJournal { () throws(JournalError) in try journal.sign(with: store) }
    }

    /// Adds the signatures of witnesses to the checkpoint that is kept.
    ///
    /// - Throws: that there is no checkpoint.
    public func add(_ signatures: [NoteSignature]) throws(LedgerError) -> SignedCheckpoint {
        let kept = try onJournal { () throws(JournalError) in try journal.keptCheckpoint() }
        guard let kept else { throw .noCheckpoint(path: journal.checkpointPath) }
        let all = kept.note.adding(signatures).signatures
        return try onJournal { () throws(JournalError) in
            try journal.keepCheckpoint(SignedCheckpoint(kept.checkpoint, all))
        }
    }

    /// What is asked of ``restore(_:_:)``.
    public struct RestoreRequest: Sendable {
        /// The last checkpoint that was signed before; the one known here, where none is given.
        public var signed: SignedCheckpoint?
        /// How many entries are known to be missing; as many as are fewer, where none is given.
        public var lost: Int?
        /// The origin under which checkpoints go on; one made of the old, where none is given.
        public var origin: String?
        /// Whether nothing is to be written.
        public var isDryRun = false

        /// All that can be known is found out.
        public init() {}
    }

    /// What an entry has to say of a journal that came back from a backup. The checkpoints of before
    /// are kept under names of their own, and a key for the new origin is made.
    ///
    /// - Throws: that nothing was signed before, or that all of it is there.
    /// - Complexity: O(n) in the bytes of the journal, each line hashed twice.
    public func restore(
        _ request: RestoreRequest,
        _ store: KeyStore
    ) throws(LedgerError) -> TrustEvent {
        let journal = journal
        let plan = plan
        let (kept, own) = try onJournal { () throws(JournalError) in
            (try journal.keptCheckpoint(), try store.lastSigned(of: plan)?.signed)
        }
        guard let last = request.signed ?? own ?? kept else {
            throw .noCheckpoint(path: journal.checkpointPath)
        }
        let signed = last.checkpoint
        let contents = try onJournal { () throws(JournalError) in
            try journal.read(rootsOf: [0..<signed.size])
        }
        _ = try contents.warning()
        if contents.roots?.found[0..<signed.size] == signed.root { throw .nothingLost(signed) }
        let origin = request.origin ?? signed.origin.restored(before: contents.size + 1)
        if !request.isDryRun {
            try onJournal { () throws(JournalError) in
                for checkpoint in [last, kept].compactMap(\.self) where !checkpoint.isBare {
                    try journal.archive(checkpoint)
                }
                let keys = try store.keys(of: .plan(plan))
                if !keys.contains(where: { $0.signer != nil && $0.key.name == origin }) {
                    _ = try store.make(.plan(plan), name: origin)
                }
            }
        }
        return .ledgerRestored(
            size: signed.size,
            root: signed.root,
            lost: request.lost ?? max(0, signed.size - contents.size),
            origin: origin
        )
    }

    func onJournal<Value>(
        _ work: () throws(JournalError) -> Value
    ) throws(LedgerError) -> Value {
        do throws(JournalError) { return try work() } catch { throw .journal(error) }
    }
}

extension String {
    /// The origin under which checkpoints go on after a restore that entry `seq` tells of. The last
    /// part of an origin tells the plan, so the restore stands before it.
    fileprivate func restored(before seq: Int) -> String {
        let slash = lastIndex(of: "/").map { index(after: $0) } ?? startIndex
        return "\(self[..<slash])restored-\(seq)/\(self[slash...])"
    }
}
