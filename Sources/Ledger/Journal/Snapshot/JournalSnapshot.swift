// Snapshots: what was made of a journal, kept beside it, and used as long as the journal goes on
// from there.

/// What was saved of a journal as it stood: a ``SealedFile`` that says which journal, and up to
/// where.
///
/// It only ever saves time: it is taken where it is whole, of this version, of this plan, and of a
/// journal that still has, where it ended then, the line it ended in. For everything else there is
/// no snapshot, whatever lies in its place.
struct JournalSnapshot {
    /// What is made of a journal, and how it is written down; another number wherever one of them
    /// changes.
    static let version = 1
    /// How long a journal is for a snapshot to be worth its while: 256 KiB.
    static let byteCountMin = 262_144

    /// The end of the journal then: number, digest and time of its last line.
    let tip: Tip
    /// How long the journal was then, in bytes.
    let byteCount: Int
    /// How long it is by now.
    let byteCountNow: Int
    /// What else its writer said of it.
    let members: [JSONValue.Member]
    /// Its body.
    var sealed: SealedFile

    /// The snapshot in `file` of `plan`, whose journal is `journal`.
    fileprivate init?(_ file: any OpenFile, _ plan: Code, _ journal: any OpenFile) {
        guard let sealed = SealedFile(file),
            let members = try? CanonicalReader.parse(sealed.statement[...]),
            members.integer("version") == JournalSnapshot.version,
            members.text("plan") == plan.text, let seq = members.integer("entries"), seq > 0,
            let head = members.text("head").flatMap({ Digest(hex: $0) }),
            let at = members.text("at").flatMap({ Instant($0) }),
            let byteCount = members.integer("bytes"),
            let size = try? journal.node().size, size >= byteCount,
            journal.endsIn(head, byteCount)
        else { return nil }
        tip = Tip(seq: seq, head: head, at: at)
        (self.byteCount, byteCountNow) = (byteCount, size)
        (self.members, self.sealed) = (members, sealed)
    }
}

/// A snapshot that is being written.
struct SnapshotDraft {
    /// Its body, so far.
    var sealed: SealedDraft

    private let home: JournalHome

    /// Begins a snapshot beside the journal; nil where nothing can be written there.
    fileprivate init?(_ home: JournalHome) {
        guard let file = try? home.beginDraft() else { return nil }
        (self.home, sealed) = (home, SealedDraft(file))
    }

    /// Takes back what was begun.
    func abandon() { try? home.files.remove(home.draftPath) }

    /// Puts the snapshot, whose writer says `members` of it, in the place of the one before. It
    /// stands for the journal as far as `contents` has read it. Where that fails there is none.
    consuming func finish(_ contents: JournalContents, at: Instant, _ members: [JSONValue.Member]) {
        let all = [
            JSONValue.Member(name: "version", value: .integer(JournalSnapshot.version)),
            .init(name: "plan", value: .string(home.plan.text)),
            .init(name: "entries", value: .integer(contents.size)),
            .init(name: "bytes", value: .integer(contents.byteCount)),
            .init(name: "head", value: .string(contents.head.hex)),
            .init(name: "at", value: .string(at.description)),
        ]
        var statement: [UInt8] = []
        JSONValue.object(all + members).format(into: &statement)
        do throws(FileError) {
            try sealed.finish(statement)
            try home.files.rename(home.draftPath, to: home.snapshotPath)
        } catch {
            abandon()
        }
    }
}

extension JournalHome {
    fileprivate var snapshotFolder: String { "\(folder)/.derived" }
    fileprivate var snapshotPath: String { "\(snapshotFolder)/\(plan).snapshot" }
    fileprivate var draftPath: String { "\(snapshotFolder)/\(plan).draft" }

    /// The snapshot of the journal, where there is one that still stands for it.
    var snapshot: JournalSnapshot? {
        guard let file = try? files.open(snapshotPath, for: .reading),
            let journal = try? files.open(path, for: .reading)
        else { return nil }
        return JournalSnapshot(file, plan, journal)
    }

    /// Takes the snapshot away, so that the next writer verifies the whole journal.
    func dropSnapshot() { try? files.remove(snapshotPath) }

    /// Begins a new snapshot; nil where none can be written, or none is worth it: a journal of
    /// fewer bytes than `byteCount` is not.
    func draftSnapshot(from byteCount: Int = 0) -> SnapshotDraft? {
        guard let node = try? files.node(at: path), node.size >= max(snapshotsFrom, byteCount)
        else {
            return nil
        }
        return SnapshotDraft(self)
    }

    /// A new file for a snapshot, in the place of one that somebody left unfinished. Two who write
    /// one at the same time may take it from each other: then what comes of it is no sealed file.
    fileprivate func beginDraft() throws(FileError) -> any OpenFile {
        do throws(FileError) {
            return try files.open(draftPath, for: .creating)
        } catch {
            switch error.reason {
            case .exists: try files.remove(draftPath)
            case .missing: try files.makeFolder(snapshotFolder)
            case .folder, .notAFile, .permission, .full, .other: throw error
            }
        }
        return try files.open(draftPath, for: .creating)
    }
}

extension OpenFile {
    /// Whether the first `byteCount` bytes of the journal end in the line whose digest is `head`.
    func endsIn(_ head: Digest, _ byteCount: Int) -> Bool {
        lastLine(upTo: byteCount).map { Digest(of: $0) } == head
    }

    /// The line that ends with the first `byteCount` bytes of the journal, without its LF; nil
    /// where no line ends there.
    func lastLine(upTo byteCount: Int) -> ArraySlice<UInt8>? {
        var wanted = 2_048
        while true {
            let count = min(byteCount, wanted)
            var bytes = [UInt8](repeating: 0, count: count)
            guard count > 0, (try? read(into: &bytes, at: byteCount - count)) == count,
                bytes.popLast() == UInt8(ascii: "\n")
            else { return nil }
            if let before = bytes.lastIndex(of: UInt8(ascii: "\n")) {
                return bytes[(before + 1)...]
            }
            if count == byteCount { return bytes[...] }
            if count > Entry.byteCountMax { return nil }
            wanted *= 8
        }
    }
}

extension [JSONValue.Member] {
    /// The text of member `name`; nil where there is none.
    func text(_ name: String) -> String? {
        guard case .string(let text)? = first(where: { $0.name == name })?.value else {
            return nil
        }
        return text
    }

    /// The whole number of member `name`, from 0; nil where there is none.
    func integer(_ name: String) -> Int? {
        guard case .integer(let number)? = first(where: { $0.name == name })?.value, number >= 0
        else { return nil }
        return number
    }

    /// The two whole numbers of member `name` as a range of bytes, its start and its length.
    func range(_ name: String) -> Range<Int>? {
        guard case .array(let values)? = first(where: { $0.name == name })?.value,
            values.count == 2, case .integer(let start) = values[0], start >= 0,
            case .integer(let count) = values[1], count >= 0, count < 1 << 48, start < 1 << 48
        else { return nil }
        return start..<start + count
    }
}
