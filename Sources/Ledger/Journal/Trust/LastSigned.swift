// What was signed last of a plan: nothing is signed that contradicts it, and what is signed next
// need not hash again what it covers.

/// The newest checkpoint that this user signed of a plan, and the journal then.
struct LastSigned: Sendable {
    /// The checkpoint with its signatures.
    let signed: SignedCheckpoint
    /// The tree over the lines that it covers.
    let tree: MerkleTree
    /// How long the journal was then, in bytes.
    let byteCount: Int
    /// The digest of its last line.
    let head: Digest
    /// The digest of its first line, by which journals of one name are told apart.
    let first: Digest

    var checkpoint: Checkpoint { signed.checkpoint }

    /// Reads what ``formatted`` writes; nil for anything else, and where the tree is not the one
    /// that was signed.
    init?(parsing bytes: [UInt8]) {
        guard let members = try? CanonicalReader.parse(bytes[...]),
            let note = members.text("checkpoint"),
            let signed = try? SignedCheckpoint(parsing: Array(note.utf8)),
            let byteCount = members.integer("bytes"),
            let head = members.text("head").flatMap({ Digest(hex: $0) }),
            let first = members.text("first").flatMap({ Digest(hex: $0) }),
            case .array(let values)? = members.first(where: { $0.name == "subtrees" })?.value
        else { return nil }
        let subtrees = values.compactMap { value -> Digest? in
            guard case .string(let text) = value else { return nil }
            return Digest(hex: text)
        }
        let size = signed.checkpoint.size
        guard subtrees.count == values.count, let tree = MerkleTree(size: size, subtrees: subtrees),
            tree.root == signed.checkpoint.root
        else { return nil }
        self.init(signed, tree, byteCount, first: first, last: head)
    }

    init(
        _ signed: SignedCheckpoint,
        _ tree: MerkleTree,
        _ byteCount: Int,
        first: Digest,
        last: Digest
    ) {
        (self.signed, self.tree, self.byteCount) = (signed, tree, byteCount)
        (self.first, head) = (first, last)
    }

    /// The end of the journal then, where `journal` still has that line there.
    func tip(in journal: any OpenFile) -> Tip? {
        guard let line = journal.lastLine(upTo: byteCount), Digest(of: line) == head,
            let place = try? Entry.Place.parse(line), place.seq == tree.size
        else { return nil }
        return Tip(seq: place.seq, head: head, at: place.at)
    }

    /// The bytes to keep: one object of canonical JSON.
    var formatted: [UInt8] {
        var bytes: [UInt8] = []
        JSONValue.object([
            .init(name: "bytes", value: .integer(byteCount)),
            .init(name: "checkpoint", value: .string(signed.formatted)),
            .init(name: "first", value: .string(first.hex)),
            .init(name: "head", value: .string(head.hex)),
            .init(name: "subtrees", value: .array(tree.subtrees.map { .string($0.hex) })),
        ]).format(into: &bytes)
        return bytes
    }
}

/// What this user signed of a plan.
struct SignedRecords: Sendable {
    /// What was signed last; nil where nothing was.
    let last: LastSigned?
    /// What was signed last under each origin before.
    let earlier: [LastSigned]

    /// All of it, the newest first.
    var all: [LastSigned] { [last].compactMap(\.self) + earlier }
}

extension KeyStore {
    private func lastSignedPath(_ plan: Code) -> String { "\(folder)/plan-\(plan).signed" }

    /// What was signed last of `plan`; nil where nothing was.
    ///
    /// - Throws: as ``records(of:)``.
    func lastSigned(of plan: Code) throws(JournalError) -> LastSigned? {
        try records(of: plan).last
    }

    /// What was signed of `plan`.
    ///
    /// - Throws: that a file which says so is damaged, or is signed by no key that is kept here.
    func records(of plan: Code) throws(JournalError) -> SignedRecords {
        let keys = try keys(of: .plan(plan)).map(\.key)
        let start = "plan-\(plan).signed-"
        let names = try files.names(in: folder).filter { name in
            let digits = name.dropFirst(start.count)
            return name.hasPrefix(start) && digits.count == 16 && digits.allSatisfy(\.isHexDigit)
        }.sorted()
        var earlier: [LastSigned] = []
        for name in names {
            if let signed = try read("\(folder)/\(name)", keys) { earlier.append(signed) }
        }
        return SignedRecords(last: try read(lastSignedPath(plan), keys), earlier: earlier)
    }

    private func read(
        _ path: String,
        _ keys: [NoteKey]
    ) throws(JournalError) -> LastSigned? {
        guard let bytes = try files.document(at: path, .request) else { return nil }
        guard let last = LastSigned(parsing: bytes),
            let signers = try? last.signed.note.opened(with: keys),
            signers.contains(where: { $0.isNamed(last.checkpoint.origin) })
        else { throw .lastSignedDamaged(path: path) }
        return last
    }

    /// Keeps `last`, down to the device, before anybody is told of it. What was signed before,
    /// where that was under another origin, stays beside it.
    func keep(
        _ last: LastSigned,
        of plan: Code,
        after before: LastSigned?
    ) throws(JournalError) {
        do throws(FileError) {
            if let before, !before.checkpoint.origin.isSame(as: last.checkpoint.origin) {
                let digits = Digest(of: before.checkpoint.origin.utf8).hex.prefix(16)
                let path = "\(lastSignedPath(plan))-\(digits)"
                try files.save(before.formatted, at: path, for: .creatingPrivately)
                // It is there before it is written over.
                try files.flushFolder(folder)
            }
            try files.save(last.formatted, at: lastSignedPath(plan), for: .creatingPrivately)
            try files.flushFolder(folder)
        } catch { throw JournalError(error) }
    }

    /// Runs `work` while no other process signs for `owner`.
    func alone<Value>(
        as owner: KeyOwner,
        _ work: () throws(JournalError) -> Value
    ) throws(JournalError) -> Value {
        let path = "\(folder)/\(owner.stem).lock"
        let file: any OpenFile
        do throws(FileError) {
            if try files.node(at: path) == nil {
                do throws(FileError) {
                    _ = try files.open(path, for: .creatingPrivately)
                } catch { if error.reason != .exists { throw error } }
            }
            file = try files.open(path, for: .reading)
            try file.lock(.exclusive)
        } catch { throw JournalError(error) }
        defer { file.unlock() }
        return try work()
    }
}
