// A bundle for an auditor: everything that is needed to check a journal without this program.

/// The files of a bundle, but for the journal itself, which may be long.
public struct AuditBundle: Sendable {
    /// The name of the journal, of which the first ``journalByteCount`` bytes belong to the bundle.
    public let journal: String
    /// How many bytes of the journal the checkpoint covers: all of them.
    public let journalByteCount: Int
    /// The other files: the checkpoint, the policy, proofs, the list of evidence, and the page.
    public let files: [(name: String, contents: String)]
}

extension ActionLedger {
    /// Puts a bundle together, where a checkpoint that `trust` believes covers the whole journal.
    ///
    /// - Parameter policy: The trust policy that goes with it; one that names the keys which signed
    ///   the checkpoint, where none is given.
    /// - Throws: that no such checkpoint is kept beside the journal.
    /// - Complexity: O(n) in the bytes of the journal, read a few times; memory for its proofs.
    public func bundle(trust: Trust, policy: String?) throws(LedgerError) -> AuditBundle {
        let verification = try verify(rules: false, trust: trust)
        let anchor = verification.anchors.first { anchor in
            anchor.source == journal.checkpointPath && anchor.covers == verification.contents.size
        }
        guard verification.verdict == .anchored, let anchor,
            let kept = try onJournal({ () throws(JournalError) in try journal.keptCheckpoint() })
        else {
            throw .notAnchored(plan: plan, verification.verdict, after: verification.after)
        }
        let logs = anchor.signers.filter { $0.kind == .note }
        let usual = logs.map { "log \($0.vkey)\n" }.joined() + "quorum none\n"
        let naming = try entriesThatNameFiles()
        let evidence = naming.flatMap(\.keptFiles)
        let page = BundlePage(
            plan: plan,
            checkpoint: kept.checkpoint,
            hasEvidence: !evidence.isEmpty
        )
        var files = [
            ("CHECK.txt", page.text), ("\(plan).checkpoint", kept.formatted),
            ("policy", policy ?? usual),
        ]
        if !evidence.isEmpty {
            let digests = Set(evidence.map { $0[1] }).sorted()
            let list = digests.map { "\($0)  evidence/\($0)\n" }.joined()
            let table = CSV.format([["entry", "sha256", "title"]] + evidence)
            files.append(("evidence.sha256", list))
            files.append(("evidence.csv", String(decoding: table, as: UTF8.self)))
        }
        // Proofs of the first entry, the last, and each published report.
        let proved = Set(naming.filter(\.publishes).map(\.seq) + [1, kept.checkpoint.size])
        for proof in try proofs(ofLines: proved, under: kept) {
            files.append(("proofs/entry-\(proof.index + 1).tlog-proof", proof.formatted))
        }
        return AuditBundle(
            journal: "\(plan).jsonl",
            journalByteCount: verification.contents.byteCount,
            files: files
        )
    }

    /// Hands over the first `count` bytes of the journal, a piece at a time, as long as `take`
    /// wants more.
    ///
    /// - Throws: why they cannot be read, also where there are fewer.
    public func readBytes(
        upTo count: Int,
        _ take: (ArraySlice<UInt8>) -> Bool
    ) throws(LedgerError) {
        try onJournal { () throws(JournalError) in try journal.readBytes(upTo: count, take) }
    }

    /// The entries that name files by their digest.
    func entriesThatNameFiles() throws(LedgerError) -> [Entry] {
        let mark = Array("\"sha256\"".utf8)
        return try lines { _, line in line.holds(mark) }.compactMap {
            try? Entry.parse($0.line[...])
        }
    }
}

extension Entry {
    /// The files that it names: its number, the digest, and what each is.
    fileprivate var keptFiles: [[String]] {
        act.events.compactMap { event in
            event.keptFile.map { ["\(seq)", $0.hex, event.keptTitle] }
        }
    }

    /// Whether it publishes a report.
    fileprivate var publishes: Bool {
        act.events.contains { event in
            if case .board(.reportPublished) = event { true } else { false }
        }
    }
}

extension Event {
    /// What the file that the event names is.
    fileprivate var keptTitle: String {
        switch self {
        case .delivery(.evidenceFiled(let evidence)): evidence.title
        case .board(.reportPublished(let publication)):
            "report for \(publication.meeting), \(publication.format.rawValue)"
        case .board, .structure, .date, .progress, .delivery, .trust: ""
        }
    }
}
