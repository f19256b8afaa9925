// Proofs about the journal, for somebody who has the checkpoint and not the journal.

extension ActionLedger {
    /// Proves that line `seq` stands in the journal of the checkpoint kept beside it.
    ///
    /// - Throws: that there is no checkpoint, that it does not cover the line, or that the journal
    ///   is not what it says.
    /// - Complexity: O(n) in the bytes of the journal, each line hashed twice.
    public func proof(ofLine seq: Int) throws(LedgerError) -> LineProof {
        let signed = try checkpointForProof()
        let size = signed.checkpoint.size
        guard seq > 0, seq <= size, let proof = try proofs(ofLines: [seq], under: signed).first
        else {
            throw .notCovered(entry: seq, size: size)
        }
        return proof
    }

    /// The same for several lines under the checkpoint `signed`, in their order, at the cost of
    /// one.
    func proofs(
        ofLines seqs: Set<Int>,
        under signed: SignedCheckpoint
    ) throws(LedgerError) -> [LineProof] {
        var subtrees: [Int: [Range<Int>]] = [:]
        for seq in seqs {
            subtrees[seq - 1] = try attempt { () throws(ProofError) in
                try InclusionProof.subtrees(beside: seq - 1, in: signed.checkpoint.size)
            }
        }
        let ranges = Array(Set(subtrees.values.joined()))
        let roots = Dictionary(
            uniqueKeysWithValues: zip(ranges, try roots(of: ranges, under: signed.checkpoint))
        )
        return try lines { index, _ in subtrees[index] != nil }.map { index, line in
            let hashes = (subtrees[index] ?? []).compactMap { roots[$0] }
            return LineProof(index: index, line: line, hashes: hashes, checkpoint: signed)
        }
    }

    /// Proves that the lines which name the action `code` stand in the journal of the checkpoint
    /// kept beside it: those in which the code is some member's value, and those that strike one
    /// of them.
    ///
    /// - Throws: besides, that no line names it.
    /// - Complexity: O(n) in the bytes of the journal; memory for the lines that name it.
    public func proof(ofAction code: Code) throws(LedgerError) -> LinesProof {
        let signed = try checkpointForProof()
        let size = signed.checkpoint.size
        let name = LinesProof.mark(of: code.text)
        var named: Set<Int> = []
        let lines = try lines { index, line in
            guard index < size else { return false }
            var isNamed = line.holds(name)
            if !isNamed, line.holds(LinesProof.strikeMark), let entry = try? Entry.parse(line) {
                isNamed = entry.act.events.contains { event in
                    guard case .trust(.entryStruck(let seq)) = event else { return false }
                    return named.contains(seq)
                }
            }
            if isNamed { named.insert(index + 1) }
            return isNamed
        }
        if lines.isEmpty { throw .notNamed(code, size: size) }
        let subtrees = try attempt { () throws(ProofError) in
            try JointProof.subtrees(beside: lines.map(\.index), in: size)
        }
        let hashes = try roots(of: subtrees, under: signed.checkpoint)
        return LinesProof(of: code.text, lines, hashes: hashes, checkpoint: signed)
    }

    /// Proves that the journal of the checkpoint kept beside it has grown out of its first `old`
    /// lines: what a witness is sent. From 0 there is nothing to be proved.
    ///
    /// - Throws: that there is no checkpoint, that it covers fewer lines, or that the journal is
    ///   not what it says.
    /// - Complexity: O(n) in the bytes of the journal, each line hashed twice.
    public func growthProof(from old: Int) throws(LedgerError) -> GrowthProof {
        let signed = try checkpointForProof()
        let size = signed.checkpoint.size
        if old == 0 { return GrowthProof(from: 0, hashes: [], checkpoint: signed) }
        let subtrees = try attempt { () throws(ProofError) in
            try ConsistencyProof.subtrees(from: old, to: size)
        }
        let hashes = try roots(of: subtrees, under: signed.checkpoint)
        return GrowthProof(from: old, hashes: hashes, checkpoint: signed)
    }

    /// The checkpoint kept beside the journal, whoever signed it; nil where there is none.
    ///
    /// - Throws: that it cannot be read.
    public func keptCheckpoint() throws(LedgerError) -> SignedCheckpoint? {
        try onJournal { () throws(JournalError) in try journal.keptCheckpoint() }
    }

    private func checkpointForProof() throws(LedgerError) -> SignedCheckpoint {
        guard let kept = try keptCheckpoint() else {
            throw .noCheckpoint(path: journal.checkpointPath)
        }
        return kept
    }

    /// The roots of `ranges` of lines, in a journal that is found to be what `checkpoint` says.
    private func roots(
        of ranges: [Range<Int>],
        under checkpoint: Checkpoint
    ) throws(LedgerError) -> [Digest] {
        let whole = 0..<checkpoint.size
        let journal = journal
        let found = try onJournal { () throws(JournalError) -> [Digest]? in
            let contents = try journal.read(rootsOf: ranges + [whole])
            let root = contents.roots?.found[whole]
            let found = ranges.compactMap { contents.roots?.found[$0] }
            guard root == checkpoint.root, found.count == ranges.count else {
                return nil
            }
            return found
        }
        guard let found else {
            throw .checkpointOfAnother(path: journal.checkpointPath, checkpoint)
        }
        return found
    }

    func lines(
        where isWanted: (Int, ArraySlice<UInt8>) -> Bool
    ) throws(LedgerError) -> [(index: Int, line: [UInt8])] {
        try onJournal { () throws(JournalError) in try journal.lines(where: isWanted) }
    }

    private func attempt<Value>(
        _ work: () throws(ProofError) -> Value
    ) throws(LedgerError) -> Value {
        do throws(ProofError) { return try work() } catch { throw .proof(error) }
    }
}

extension LinesProof {
    /// How a line names `subject`: as the whole value of some member.
    fileprivate static func mark(of subject: String) -> [UInt8] { Array("\"\(subject)\"".utf8) }

    /// How a line strikes an entry.
    fileprivate static let strikeMark = Array("\"entry-struck\"".utf8)

    /// The number, from 0, of a line that neither names the subject as a value nor strikes an
    /// entry; nil where there is none.
    public var lineThatNamesOther: Int? {
        let name = LinesProof.mark(of: subject)
        return zip(indices, lines).first { _, line in
            !line[...].holds(name) && !line[...].holds(LinesProof.strikeMark)
        }?.0
    }
}
