// A plan copied from one home to another, byte for byte, and held against what it was copied from.

/// What came of copying a plan.
public struct CopiedPlan: Sendable {
    /// The plan.
    public let plan: Code
    /// How many entries stood there before.
    public let entryCountBefore: Int
    /// The journal as it stands in both homes.
    public let contents: JournalContents
    /// The root of its Merkle tree.
    public let root: Digest
    /// How many files of evidence were copied; those that were there are not counted.
    public let fileCount: Int
    /// What could not be copied, or was left out, in sentences.
    public let notices: [String]
}

extension LedgerHome {
    /// Copies `plan` to `other`: the files its entries name, its entries, its checkpoints. What is
    /// there already stays, so that a copy that was broken off goes on where it ended. A folder is
    /// made where there is none; a database has to hold a ledger, see ``initialise()``.
    ///
    /// - Throws: that the journal is damaged, or that another one stands there; then nothing is
    ///   copied. Where it fails on the way, what is there by then is a beginning of the journal.
    /// - Complexity: O(n) in the bytes of the journal. It is read to verify it, for the files it
    ///   names, to be copied and to be compared; the copy, before and after. Memory for a piece.
    public func copy(
        _ plan: Code,
        to other: LedgerHome,
        progress: Progress? = nil
    ) throws(LedgerError) -> CopiedPlan {
        let from = ActionLedger(self, plan: plan, progress: progress)
        let to = ActionLedger(other, plan: plan)
        var notices = [try from.contents(keepsEntries: false).warning()].compactMap(\.self)
        if !other.isDatabase {
            do throws(JournalError) { _ = try other.initialise() } catch { throw .journal(error) }
        }
        let start = try to.beginning(of: from)
        let fileCount = try from.copyFiles(to: to, &notices)
        let last = try from.copyEntries(to: to, behind: start)
        let root = try to.agrees(with: from, upTo: last)
        try from.copyCheckpoints(to: to, &notices)
        return CopiedPlan(
            plan: plan,
            entryCountBefore: start.tip.seq,
            contents: root.contents,
            root: root.digest,
            fileCount: fileCount,
            notices: notices
        )
    }
}

extension ActionLedger {
    /// Where this journal ends, with which `source` begins; the beginning, where there is none.
    fileprivate func beginning(of source: ActionLedger) throws(LedgerError) -> JournalEnd {
        let end: JournalEnd
        do throws(JournalError) {
            end = try journal.end()
        } catch {
            guard case .noSuchJournal = error else { throw .journal(error) }
            return JournalEnd()
        }
        if let damage = end.damage { throw .tampered(damage) }
        let isBeginning = try source.onJournal { () throws(JournalError) in
            try source.journal.has(end)
        }
        if !isBeginning { throw .journal(.otherJournalThere(plan: plan, entries: end.tip.seq)) }
        return end
    }

    /// Copies the entries behind `start`, a piece at a time, and returns where they end.
    fileprivate func copyEntries(
        to other: ActionLedger,
        behind start: JournalEnd
    ) throws(LedgerError) -> JournalEnd {
        let (source, plan) = (journal, plan)
        let target = Journal(other.journal, from: (start.tip, start.byteCount))
        return try onJournal { () throws(JournalError) in
            try source.pieces(behind: start) { entries, before throws(JournalError) in
                try target.append(creating: before.seq == 0) { look throws(JournalError) in
                    // Somebody recorded there meanwhile.
                    if look.tip != before {
                        throw .otherJournalThere(plan: plan, entries: look.tip.seq)
                    }
                    return entries
                }
                return true
            }
        }
    }

    /// The root that both journals have over the entries up to `end`.
    fileprivate func agrees(
        with source: ActionLedger,
        upTo end: JournalEnd
    ) throws(LedgerError) -> (digest: Digest, contents: JournalContents) {
        let range = 0..<end.tip.seq
        let (journal, other) = (journal, source.journal)
        let (mine, theirs) = try onJournal { () throws(JournalError) in
            (try journal.read(rootsOf: [range]), try other.read(rootsOf: [range]))
        }
        _ = try mine.warning()
        guard let root = mine.roots?.found[range], root == theirs.roots?.found[range] else {
            throw .journal(.otherJournalThere(plan: plan, entries: end.tip.seq))
        }
        return (root, mine)
    }

    /// Copies the files that the entries name, before any entry that names one.
    fileprivate func copyFiles(
        to other: ActionLedger,
        _ notices: inout [String]
    ) throws(LedgerError) -> Int {
        let digests = try entriesThatNameFiles().flatMap { entry in
            entry.act.events.compactMap(\.keptFile)
        }
        var count = 0
        for digest in digests.unique {
            if (try? other.evidence.read(digest)) != nil { continue }
            let bytes: [UInt8]
            do throws(JournalError) { bytes = try evidence.read(digest) } catch {
                notices.append(error.words)
                continue
            }
            _ = try onJournal { () throws(JournalError) in try other.evidence.keep(bytes) }
            count += 1
        }
        return count
    }

    /// Copies the checkpoint that is kept, unless a later one is kept there, and those from before
    /// a restore.
    fileprivate func copyCheckpoints(
        to other: ActionLedger,
        _ notices: inout [String]
    ) throws(LedgerError) {
        let (source, target) = (journal, other.journal)
        try onJournal { () throws(JournalError) in
            for (_, found) in try source.archivedCheckpoints() {
                if case .success(let signed?) = found {
                    try target.keepArchived(signed)
                }
            }
            guard let kept = try source.keptCheckpoint() else { return }
            let there = try target.keptCheckpoint()
            if let there, there.checkpoint.size > kept.checkpoint.size {
                notices.append(
                    "The checkpoint over \(kept.checkpoint.size) entries of \(plan) was not copied:"
                        + " a later one, over \(there.checkpoint.size), is kept there."
                )
                return
            }
            _ = try target.alone { () throws(JournalError) in try target.keepCheckpoint(kept) }
        }
    }
}
