// Files of evidence and published reports, each kept under the digest of its bytes.

/// The files that the entries of a ledger name by their digest: evidence, and reports as they were
/// published.
///
/// A file lies at `<ledger>/evidence/<sha256>`. It comes there whole or not at all and is not
/// written again, so its name tells whether it is still what was filed.
public struct EvidenceStore: Sendable {
    private let ledger: String
    private let files: any FileSystem

    private var folder: String { "\(ledger)/evidence" }

    /// The files of the ledger in `folder`. Nothing is read yet.
    public init(folder: String) {
        self.init(folder: folder, files: SystemFiles())
    }

    init(folder: String, files: any FileSystem) {
        ledger = folder
        self.files = files
    }

    /// The bytes of a file anywhere that is to be filed.
    ///
    /// - Throws: that there is no such file, or nothing in it.
    /// - Complexity: O(n) in its bytes, which are all held in memory.
    public func contents(ofFile path: String) throws(JournalError) -> [UInt8] {
        do throws(FileError) {
            let bytes = try files.ofUser.bytes(at: path)
            if !bytes.isEmpty { return bytes }
        } catch {
            switch error.reason {
            case .missing, .folder, .notAFile: throw .noSuchFile(path: path)
            case .exists, .permission, .full, .other: throw JournalError(error)
            }
        }
        throw .emptyFile(path: path)
    }

    /// Keeps `bytes` and returns their digest, once the device has them. Where they are kept
    /// already nothing is written.
    ///
    /// - Throws: why they could not be kept; then there is nothing under their digest, or what
    ///   was there before.
    /// - Complexity: O(n) in the bytes.
    public func keep(_ bytes: [UInt8]) throws(JournalError) -> Digest {
        let digest = Digest(of: bytes)
        let path = path(of: digest)
        let there: [UInt8]?
        do throws(FileError) {
            try makeFolder()
            there = try files.node(at: path) == nil ? nil : files.bytes(at: path)
            if there == nil { try files.save(bytes, at: path) }
            // Also where the bytes were there: whoever put them there may have been stopped before.
            if there == nil || there == bytes { try files.flushFolder(folder) }
        } catch {
            throw error.path == folder && error.reason == .missing
                ? .noSuchFolder(ledger) : JournalError(error)
        }
        if let there, there != bytes {
            throw .evidenceChanged(path: path, found: Digest(of: there))
        }
        return digest
    }

    /// The bytes kept under `digest`.
    ///
    /// - Throws: that they are not there, or are not those that were kept.
    /// - Complexity: O(n) in the bytes.
    public func read(_ digest: Digest) throws(JournalError) -> [UInt8] {
        let path = path(of: digest)
        let bytes: [UInt8]
        do throws(FileError) { bytes = try files.bytes(at: path) } catch {
            throw error.reason == .missing ? .evidenceMissing(path: path) : JournalError(error)
        }
        let found = Digest(of: bytes)
        guard found == digest else { throw .evidenceChanged(path: path, found: found) }
        return bytes
    }

    private func path(of digest: Digest) -> String { "\(folder)/\(digest.hex)" }

    private func makeFolder() throws(FileError) {
        do throws(FileError) {
            try files.makeFolder(folder)
        } catch {
            if error.reason != .exists { throw error }
        }
        // Also where it was there: whoever made it may have been stopped before.
        try files.flushFolder(ledger)
    }
}

extension EvidenceStore {
    /// What is wrong with the files that `entries` of the journal `journal` name, in their order.
    func findings(on entries: [Entry], of journal: String, struck: Set<Int>) -> [Finding] {
        let files = entries.flatMap { entry in
            entry.act.events.compactMap(\.keptFile).map { (seq: entry.seq, digest: $0) }
        }
        return findings(on: files, of: journal, struck: struck)
    }

    /// What is wrong with the `files` that entries of the journal `journal` name, in their order.
    /// The entries `struck` no longer count, and their files need not be there.
    ///
    /// - Complexity: O(n) in the bytes of the files, each read once.
    func findings(
        on files: [(seq: Int, digest: Digest)],
        of journal: String,
        struck: Set<Int>
    ) -> [Finding] {
        var faults: [Digest: String?] = [:]
        var findings: [Finding] = []
        for (seq, digest) in files where !struck.contains(seq) {
            let fault = faults[digest] ?? fault(of: digest)
            faults[digest] = .some(fault)
            guard let fault else { continue }
            findings.append(
                Finding(
                    line: seq,
                    kind: .brokenRule,
                    why: "line \(seq) of \(journal) names the file evidence/\(digest.hex), "
                        + "\(fault). That is no verdict on the journal's own bytes; put the file "
                        + "back from a backup."
                )
            )
        }
        return findings
    }

    /// What is wrong with the file of `digest`; nil where nothing is.
    private func fault(of digest: Digest) -> String? {
        do throws(JournalError) {
            _ = try read(digest)
            return nil
        } catch {
            switch error {
            case .evidenceMissing: return "which is not there"
            case .evidenceChanged(_, let found):
                return "whose bytes are not those that were filed: their SHA-256 is \(found.hex)"
            case .system(_, _, let cause): return "which cannot be read: \(cause)"
            case .noPermission: return "which this user may not read"
            default: return "which is no file that can be read"
            }
        }
    }
}

extension Event {
    /// The digest of the file that the event names, where it names one that the ledger keeps.
    var keptFile: Digest? {
        switch self {
        case .delivery(.evidenceFiled(let evidence)):
            if case .file(let digest, _, _) = evidence.place { digest } else { nil }
        case .board(.reportPublished(let publication)): publication.bytes
        case .board, .structure, .date, .progress, .delivery, .trust: nil
        }
    }
}
