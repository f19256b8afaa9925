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

    var checkpoint: Checkpoint { signed.checkpoint }

    /// Reads what ``formatted`` writes; nil for anything else, and where the tree is not the one
    /// that was signed.
    init?(parsing bytes: [UInt8]) {
        guard let members = try? CanonicalReader.parse(bytes[...]),
            let note = members.text("checkpoint"),
            let signed = try? SignedCheckpoint(parsing: Array(note.utf8)),
            let byteCount = members.integer("bytes"),
            let head = members.text("head").flatMap({ Digest(hex: $0) }),
            case .array(let values)? = members.first(where: { $0.name == "subtrees" })?.value
        else { return nil }
        let subtrees = values.compactMap { value -> Digest? in
            guard case .string(let text) = value else { return nil }
            return Digest(hex: text)
        }
        let size = signed.checkpoint.size
        guard let tree = MerkleTree(size: size, subtrees: subtrees),
            tree.root == signed.checkpoint.root
        else { return nil }
        self.init(signed, tree, byteCount, head)
    }

    init(_ signed: SignedCheckpoint, _ tree: MerkleTree, _ byteCount: Int, _ head: Digest) {
        (self.signed, self.tree, self.byteCount, self.head) = (signed, tree, byteCount, head)
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
            .init(name: "head", value: .string(head.hex)),
            .init(name: "subtrees", value: .array(tree.subtrees.map { .string($0.hex) })),
        ]).format(into: &bytes)
        return bytes
    }
}

extension KeyStore {
    private func lastSignedPath(_ plan: Code) -> String { "\(folder)/plan-\(plan).signed" }

    /// What was signed last of `plan`; nil where nothing was.
    ///
    /// - Throws: that the file which says so is damaged, or is signed by no key that is kept here.
    func lastSigned(of plan: Code) throws(JournalError) -> LastSigned? {
        let path = lastSignedPath(plan)
        guard let bytes = try files.document(at: path, .request) else { return nil }
        let keys = try keys(of: .plan(plan)).map(\.key)
        guard let last = LastSigned(parsing: bytes),
            let signers = try? last.signed.note.opened(with: keys),
            signers.contains(where: { $0.name == last.checkpoint.origin })
        else { throw .lastSignedDamaged(path: path) }
        return last
    }

    /// Keeps `last`, down to the device, before anybody is told of it.
    func keep(_ last: LastSigned, of plan: Code) throws(JournalError) {
        do throws(FileError) {
            try files.save(last.formatted, at: lastSignedPath(plan), for: .creatingPrivately)
            try files.flushFolder(folder)
        } catch { throw JournalError(error) }
    }

    /// Runs `work` while no other process signs with one of `keys`.
    func alone<Value>(
        with keys: [Held],
        _ work: () throws(JournalError) -> Value
    ) throws(JournalError) -> Value {
        var locked: [any OpenFile] = []
        do throws(FileError) {
            for key in keys {
                let file = try files.open(key.path, for: .reading)
                try file.lock(.exclusive)
                locked.append(file)
            }
        } catch { throw JournalError(error) }
        defer { for file in locked { file.unlock() } }
        return try work()
    }
}
