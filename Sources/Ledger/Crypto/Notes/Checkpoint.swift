// Checkpoints (C2SP tlog-checkpoint): what a journal is at some size, in three lines.

/// The size and the Merkle root of a journal under its name for others, its origin.
public struct Checkpoint: Hashable, Sendable {
    /// The name under which a plan's checkpoints are known: the name of the key that signs them.
    public let origin: String
    /// The number of lines.
    public let size: Int
    /// The root of the tree over them.
    public let root: Digest

    /// The journal of `origin` at `size` lines.
    public init(origin: String, size: Int, root: Digest) {
        (self.origin, self.size, self.root) = (origin, size, root)
    }

    /// Reads the text of a checkpoint. The inverse of ``text``, but for lines behind the third,
    /// which are passed over: whoever signed them says nothing that we ask.
    ///
    /// - Throws: which line is not as it must be.
    public init(parsing text: String) throws(NoteError) {
        var lines = NoteLines(text.utf8, of: .checkpoint)
        let origin = try lines.next(expected: "the origin")
        guard !origin.isEmpty, let name = String(validating: origin, as: UTF8.self) else {
            throw lines.fault("nothing", expected: "the origin, such as council.example/plan")
        }
        self.origin = name
        let size = try lines.next(expected: "the number of entries")
        self.size = try lines.number(
            size,
            expected: "the number of entries, in digits without a zero before them, below 2^63"
        )
        let root = try lines.next(expected: "the root")
        self.root = try lines.digest(root)
        while let line = try lines.next() {
            if line.isEmpty {
                throw lines.fault("an empty line", expected: "a line that says something")
            }
        }
    }

    /// The three lines, which fit into minutes.
    public var text: String { "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n" }
}

/// A checkpoint as somebody keeps it: with the signatures below it, or as the bare three lines
/// that minutes have.
public struct SignedCheckpoint: Hashable, Sendable {
    /// What it says.
    public let checkpoint: Checkpoint
    /// The note that says it; without signatures where it came as bare lines.
    public let note: SignedNote

    /// `checkpoint` with `signatures` below it.
    public init(_ checkpoint: Checkpoint, _ signatures: [NoteSignature]) {
        self.checkpoint = checkpoint
        note = SignedNote(checkpoint.text, signatures)
    }

    /// Reads a checkpoint in a signed note.
    ///
    /// - Throws: why the bytes are none. No signature is checked.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        note = try SignedNote(parsing: bytes)
        checkpoint = try Checkpoint(parsing: note.text)
    }

    /// Reads the three lines alone, as minutes have them, or a checkpoint in a signed note.
    ///
    /// - Throws: why the bytes are neither.
    public init(parsingLinesOrNote bytes: [UInt8]) throws(NoteError) {
        // No signature can be spoilt by an editor that ends lines in CR and LF, or adds one.
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
        guard bytes.count < 4_096, lines.count >= 3, lines[3...].allSatisfy(\.isEmpty) else {
            try self.init(parsing: bytes)
            return
        }
        let text = Array(lines[..<3].joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
        try NoteLines.check(text, of: .checkpoint)
        self.init(try Checkpoint(parsing: String(decoding: text, as: UTF8.self)), [])
    }

    /// Whether it came without signatures, so that whoever gave it vouches for it.
    public var isBare: Bool { note.signatures.isEmpty }

    /// The checkpoint as it is kept.
    public var formatted: String { isBare ? checkpoint.text : note.formatted }
}
