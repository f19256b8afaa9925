// Proofs as files: of one line (C2SP tlog-proof), of some lines together, and of growth (the
// request that C2SP tlog-witness has a log send to a witness).

/// That one line stands in the journal of a checkpoint (C2SP tlog-proof), with the line itself as
/// its extra data: who has the file needs nothing besides the key.
public struct LineProof: Hashable, Sendable {
    /// What the file begins with.
    public static let mark = "c2sp.org/tlog-proof@v1"

    /// The number of the line, from 0.
    public let index: Int
    /// The line without its line feed; nil where it is not in the file.
    public let line: [UInt8]?
    /// The roots of the subtrees beside the line.
    public let hashes: [Digest]
    /// The checkpoint.
    public let checkpoint: SignedCheckpoint

    /// A proof that somebody made. Nothing is checked yet.
    public init(index: Int, line: [UInt8]?, hashes: [Digest], checkpoint: SignedCheckpoint) {
        (self.index, self.line, self.hashes) = (index, line, hashes)
        self.checkpoint = checkpoint
    }

    /// Reads a proof. The inverse of ``formatted``.
    ///
    /// - Throws: why the bytes are none.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        var lines = try NoteLines(of: .proof, text: bytes)
        try lines.take(LineProof.mark)
        var next = try lines.next(expected: "`index` and a number")
        if let extra = next.words(after: "extra ") {
            guard let line = Base64.decode(extra), !line.contains(UInt8(ascii: "\n")) else {
                throw lines.fault(NoteError.shown(extra), expected: "one line in base64")
            }
            self.line = line
            next = try lines.next(expected: "`index` and a number")
        } else {
            line = nil
        }
        guard let index = next.words(after: "index ") else {
            throw lines.fault(NoteError.shown(next), expected: "`index` and a number")
        }
        self.index = try lines.number(index, expected: "a number from 0, in digits")
        (hashes, checkpoint) = try lines.end(max: NoteLines.hashCountMax)
    }

    /// The proof as a file.
    public var formatted: String {
        let extra = line.map { "extra \(Base64.encode($0))\n" } ?? ""
        return "\(LineProof.mark)\n\(extra)index \(index)\n" + NoteLines.end(hashes, checkpoint)
    }

    /// Checks that `data`, a line without its line feed, is the one that is proved.
    ///
    /// - Throws: why the proof does not show that.
    public func check(_ data: [UInt8]) throws(ProofError) {
        let at = checkpoint.checkpoint
        try InclusionProof(index: index, size: at.size, hashes: hashes)
            .check(MerkleTree.leaf(data), root: at.root)
    }
}

/// That some lines stand in the journal of a checkpoint: the lines as they are, one proof for all
/// of them, and the checkpoint. A file of our own, that anybody can read: the lines are the
/// journal's, and each says its number as `seq`.
public struct LinesProof: Hashable, Sendable {
    /// What the file begins with.
    public static let mark = "ledgerctl/lines-proof@v1"
    /// The most lines that one proof is of.
    public static let lineCountMax = 10_000

    /// What the lines are about: the code of an action.
    public let subject: String
    /// The numbers of the lines, from 0, in order.
    public let indices: [Int]
    /// The lines without their line feeds, in the same order.
    public let lines: [[UInt8]]
    /// The roots of the largest subtrees that hold none of the lines, from left to right.
    public let hashes: [Digest]
    /// The checkpoint.
    public let checkpoint: SignedCheckpoint

    /// A proof that somebody made of `lines`. Nothing is checked yet.
    public init(
        of subject: String,
        _ lines: [(index: Int, line: [UInt8])],
        hashes: [Digest],
        checkpoint: SignedCheckpoint
    ) {
        (self.subject, self.hashes, self.checkpoint) = (subject, hashes, checkpoint)
        (indices, self.lines) = (lines.map(\.index), lines.map(\.line))
    }

    /// Reads a proof. The inverse of ``formatted``.
    ///
    /// - Throws: why the bytes are none.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        var lines = try NoteLines(of: .proof, text: bytes)
        try lines.take(LinesProof.mark)
        let about = try lines.next(expected: "`about` and the code of an action")
        guard
            let subject = about.words(after: "about ")
                .flatMap({ String(validating: $0, as: UTF8.self) }), !subject.isEmpty
        else {
            throw lines.fault(
                NoteError.shown(about),
                expected: "`about` and the code of an action"
            )
        }
        self.subject = subject
        var (indices, found) = ([Int](), [[UInt8]]())
        while true {
            let line = try lines.next(expected: "`line`, a number and a line, or a blank line")
            if line.isEmpty { break }
            guard let words = line.words(after: "line "),
                let space = words.firstIndex(of: UInt8(ascii: " "))
            else {
                throw lines.fault(NoteError.shown(line), expected: "`line`, a number and a line")
            }
            let index = try lines.number(words[..<space], expected: "the number of a line, from 0")
            guard indices.last ?? -1 < index, found.count < LinesProof.lineCountMax else {
                throw lines.fault(
                    "line \(index) after \(found.count) others",
                    expected: "at most \(LinesProof.lineCountMax) lines, in their order"
                )
            }
            indices.append(index)
            found.append(Array(words[(space + 1)...]))
        }
        (self.indices, self.lines) = (indices, found)
        (hashes, checkpoint) = try lines.end(max: NoteLines.hashCountMax * max(1, found.count))
    }

    /// The proof as a file.
    public var formatted: String {
        let shown = zip(indices, lines).map {
            "line \($0) \(String(decoding: $1, as: UTF8.self))\n"
        }
        return "\(LinesProof.mark)\nabout \(subject)\n\(shown.joined())\n"
            + NoteLines.end(hashes, checkpoint)
    }

    /// Checks that the lines stand in the journal of the checkpoint.
    ///
    /// - Throws: why the proof does not show that.
    public func check() throws(ProofError) {
        let at = checkpoint.checkpoint
        try JointProof(indices: indices, size: at.size, hashes: hashes)
            .check(lines.map { MerkleTree.leaf($0) }, root: at.root)
    }
}

/// That the journal of a checkpoint is what an earlier one has become: what a witness is sent
/// (C2SP tlog-witness, "add-checkpoint").
public struct GrowthProof: Hashable, Sendable {
    /// The size of the earlier journal; 0 where the witness has seen none.
    public let old: Int
    /// The roots of subtrees that prove it; none from 0.
    public let hashes: [Digest]
    /// The checkpoint that is to be signed.
    public let checkpoint: SignedCheckpoint

    /// A proof that somebody made. Nothing is checked yet.
    public init(from old: Int, hashes: [Digest], checkpoint: SignedCheckpoint) {
        (self.old, self.hashes, self.checkpoint) = (old, hashes, checkpoint)
    }

    /// Reads a request. The inverse of ``formatted``.
    ///
    /// - Throws: why the bytes are none.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        var lines = try NoteLines(of: .request, text: bytes)
        let first = try lines.next(expected: "`old` and a number")
        guard let old = first.words(after: "old ") else {
            throw lines.fault(NoteError.shown(first), expected: "`old` and a number")
        }
        self.old = try lines.number(old, expected: "a number from 0, in digits")
        (hashes, checkpoint) = try lines.end(max: NoteLines.hashCountMax)
    }

    /// The request as a file.
    public var formatted: String {
        "old \(old)\n" + NoteLines.end(hashes, checkpoint)
    }

    /// Checks that the journal of the checkpoint has grown out of the one whose root was `oldRoot`.
    ///
    /// - Throws: why the proof does not show that.
    public func check(from oldRoot: Digest) throws(ProofError) {
        let at = checkpoint.checkpoint
        if old == 0 { return try ProofError.compare(hashes.count, with: 0) }
        try ConsistencyProof(from: old, to: at.size, hashes: hashes).check(
            from: oldRoot,
            to: at.root
        )
    }
}

extension NoteLines {
    /// The most hashes of one proof: what a tree of 2^63 leaves asks for (C2SP tlog-witness).
    static let hashCountMax = 63

    /// The lines of `bytes`, which must be text.
    init(of document: NoteDocument, text bytes: [UInt8]) throws(NoteError) {
        try NoteLines.check(bytes, of: document)
        self.init(bytes, of: document)
    }

    /// Takes the line `words`.
    fileprivate mutating func take(_ words: String) throws(NoteError) {
        let line = try next(expected: "`\(words)`")
        if !line.elementsEqual(words.utf8) {
            throw fault(NoteError.shown(line), expected: "`\(words)`")
        }
    }

    /// What every proof ends in: lines of hashes, a blank line, and the checkpoint.
    fileprivate static func end(_ hashes: [Digest], _ checkpoint: SignedCheckpoint) -> String {
        hashes.map { "\(Base64.encode($0.bytes))\n" }.joined() + "\n\(checkpoint.formatted)"
    }

    /// Takes what ``end(_:_:)`` writes.
    fileprivate mutating func end(
        max: Int
    ) throws(NoteError) -> (hashes: [Digest], checkpoint: SignedCheckpoint) {
        var hashes: [Digest] = []
        while true {
            let line = try next(expected: "a hash, or a blank line and a checkpoint")
            if line.isEmpty { return (hashes, try SignedCheckpoint(parsing: Array(remaining))) }
            if hashes.count == max {
                throw fault("another hash", expected: "at most \(max) of them, and a blank line")
            }
            hashes.append(try digest(line))
        }
    }
}

extension ArraySlice<UInt8> {
    /// What stands behind `start`; nil where the line begins with something else.
    fileprivate func words(after start: String) -> ArraySlice<UInt8>? {
        starts(with: start.utf8) ? dropFirst(start.utf8.count) : nil
    }
}
