// What reading a whole journal finds: its entries, what is wrong with it, and the verdict.

/// A journal as one reading found it, from its first byte to its last.
public struct JournalContents: Sendable {
    /// The entries, in order, up to the first line that something is wrong with or that this
    /// version does not know.
    public var entries: [Entry]
    /// The leaves that the lines are in a Merkle tree, where they were asked for; else none.
    public var leaves: [Digest] = []
    /// The roots over the lines, where some were asked for.
    var roots: SubtreeRoots?
    /// Where the journal came back from a backup, in order.
    public var restores: [Restore] = []
    /// The digest of the last whole line as it stands, zeros where there is none.
    public var head: Digest
    /// The number of whole lines.
    public var size: Int
    /// The bytes of the whole lines, their LFs included; a torn tail begins here.
    public var byteCount: Int
    /// What stands after the last whole line.
    public var tail: Tail
    /// All that is wrong, from the first line to the last.
    public var findings: [Finding]

    /// Of a journal that is not there.
    static let none = JournalContents(
        entries: [],
        head: .zero,
        size: 0,
        byteCount: 0,
        tail: .none,
        findings: []
    )

    /// What the bytes say, as long as no checkpoint is asked.
    public var verdict: Verdict {
        if findings.contains(where: { $0.kind == .damage }) { return .tampered }
        return tail == .none && size > 0 ? .unanchored : .torn
    }

    /// What can stand after the last LF of a journal.
    public enum Tail: Hashable, Sendable {
        /// Nothing, as it should be.
        case none
        /// The whole next entry without its LF: it may have been acknowledged.
        case unended(byteCount: Int)
        /// Anything else: it was never acknowledged.
        case broken(byteCount: Int)
    }
}

/// What an entry `ledger-restored` says: the journal came back from a backup.
public struct Restore: Hashable, Sendable {
    /// The number of the entry that says so: what stood before it is what came back.
    public let seq: Int
    /// The last size that was signed before, and its root.
    public let size: Int
    /// The root at that size.
    public let root: Digest
    /// How many entries are known to be missing.
    public let lost: Int
    /// The origin under which checkpoints go on.
    public let origin: String

    /// What the first such event of `entry` says; nil where it has none.
    init?(_ entry: Entry) {
        for event in entry.act.events {
            if case .trust(.ledgerRestored(let size, let root, let lost, let origin)) = event {
                seq = entry.seq
                (self.size, self.root, self.lost, self.origin) = (size, root, lost, origin)
                return
            }
        }
        return nil
    }
}

/// What the bytes of a journal come to.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Whole, and a trusted checkpoint covers every line.
    case anchored
    /// Whole, but nothing outside the journal says that this is all of it.
    case unanchored
    /// Whole up to an unfinished last line.
    case torn
    /// A line was changed, or lines are missing.
    case tampered
}

/// One thing that is wrong with a journal.
public struct Finding: Hashable, Sendable {
    /// What kind of thing is wrong. Only ``damage`` bears on the verdict.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The bytes are not what was written.
        case damage
        /// An entry breaks a rule of the plan.
        case brokenRule = "broken-rule"
        /// An entry speaks of what this version does not know.
        case unknownType = "unknown-type"
        /// An entry lacks the signature it should carry.
        case unsigned
        /// The checkpoint file cannot be used.
        case checkpoint
    }

    /// The line at which it shows, from 1; nil where it is no line's.
    public let line: Int?
    /// What kind of thing is wrong.
    public let kind: Kind
    /// What is wrong, as a sentence that names the file and the line.
    public let why: String

    /// A finding at `line`.
    public init(line: Int?, kind: Kind, why: String) {
        self.line = line
        self.kind = kind
        self.why = why
    }
}
