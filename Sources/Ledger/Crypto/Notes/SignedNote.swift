// Signed notes (C2SP signed-note): a text, and below it who signed it.

/// A text with signatures below it. Nothing in it is to be believed before ``signers(among:)``
/// has named somebody who is trusted.
public struct SignedNote: Hashable, Sendable {
    /// The most signatures a note may have.
    public static let signatureCountMax = 100

    /// The text, which ends in a line feed.
    public let text: String
    /// The signatures, in their order.
    public private(set) var signatures: [NoteSignature]

    /// `text` signed by `signatures`.
    public init(_ text: String, _ signatures: [NoteSignature]) {
        (self.text, self.signatures) = (text, signatures)
    }

    /// Reads a note. No signature is checked yet. The inverse of ``formatted``.
    ///
    /// - Throws: why the bytes are no note.
    /// - Complexity: O(n) in the bytes.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        try NoteLines.check(bytes, of: .note)
        guard bytes.last == UInt8(ascii: "\n"), let blank = bytes.lastBlankLine else {
            throw .malformed(
                .note,
                line: nil,
                found: bytes.last == UInt8(ascii: "\n") ? "no blank line" : "an end within a line",
                expected: "a text, a blank line, and lines of signatures, each ended by a line feed"
            )
        }
        text = String(decoding: bytes[..<blank], as: UTF8.self)
        signatures = []
        var number = bytes[...blank].count { $0 == UInt8(ascii: "\n") }
        var rest = bytes[(blank + 1)...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            number += 1
            try add(NoteSignature(parsing: rest[..<end], line: number), line: number)
            rest = rest[(end + 1)...]
        }
        if signatures.isEmpty {
            throw .malformed(
                .note,
                line: nil,
                found: "no signature",
                expected: "a line of a signature below the blank line"
            )
        }
    }

    private mutating func add(_ signature: NoteSignature, line: Int) throws(NoteError) {
        guard signatures.count < SignedNote.signatureCountMax else {
            throw .malformed(
                .note,
                line: line,
                found: "another signature",
                expected: "at most \(SignedNote.signatureCountMax) of them"
            )
        }
        signatures.append(signature)
    }

    /// The note as text.
    public var formatted: String { "\(text)\n" + signatures.map(\.line).joined() }

    /// Those of `keys` that signed the note, each once. Signatures by other keys are passed over.
    ///
    /// - Throws: that a signature names one of `keys` and was not made with it, which spoils the
    ///   whole note; or that two of `keys`, of which each is given once, cannot be told apart.
    /// - Complexity: one check for each signature by one of `keys`.
    public func signers(among keys: [NoteKey]) throws(NoteError) -> [NoteKey] {
        let bytes = Array(text.utf8)
        var found: [NoteKey] = []
        for (place, signature) in signatures.enumerated() {
            let named = keys.filter { $0.isNamed(signature.name) && $0.id == signature.id }
            guard let key = named.first, !signatures[..<place].contains(signature) else { continue }
            if named.count > 1 { throw .ambiguousKey(key.short) }
            guard key.verifies(signature.bytes[...], of: bytes) else {
                throw .wrongSignature(key: key.short)
            }
            if !found.contains(key) { found.append(key) }
        }
        return found
    }

    /// The same, where one at least must have signed.
    ///
    /// - Throws: besides, that none did.
    public func opened(with keys: [NoteKey]) throws(NoteError) -> [NoteKey] {
        let found = try signers(among: keys)
        if found.isEmpty { throw .unknownSigners(signatures.map(\.name)) }
        return found
    }

    /// The note with `others` below its own signatures, of which those by the same keys are left
    /// out.
    public func adding(_ others: [NoteSignature]) -> SignedNote {
        SignedNote(text, signatures.leavingOut(keysOf: others) + others)
    }
}

/// One signature of a note: whose it says it is, and the bytes.
public struct NoteSignature: Hashable, Sendable {
    /// The name of the key.
    public let name: String
    /// The number of the key, see ``NoteKey/id``.
    public let id: UInt32
    /// What follows the number, as the kind of the key has it.
    let bytes: [UInt8]

    private static let mark = Array("\u{2014} ".utf8)

    init(name: String, id: UInt32, bytes: [UInt8]) {
        (self.name, self.id, self.bytes) = (name, id, bytes)
    }

    /// Reads a line without its line feed, `line` by number.
    init(parsing bytes: ArraySlice<UInt8>, line: Int) throws(NoteError) {
        let parts = bytes.dropFirst(NoteSignature.mark.count).split(
            separator: UInt8(ascii: " "),
            omittingEmptySubsequences: false
        )
        guard bytes.starts(with: NoteSignature.mark), parts.count == 2,
            let name = String(validating: parts[0], as: UTF8.self), NoteKey.isName(name),
            let bytes = Base64.decode(parts[1]), bytes.count > 4
        else {
            throw .malformed(
                .note,
                line: line,
                found: NoteError.shown(bytes),
                expected: "a signature: a long dash, the name of a key, and base64"
            )
        }
        self.init(
            name: name,
            id: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
            bytes: Array(bytes.dropFirst(4))
        )
    }

    /// Reads lines of signatures alone, as a witness answers with.
    ///
    /// - Throws: why they are none.
    public static func list(parsing bytes: [UInt8]) throws(NoteError) -> [NoteSignature] {
        // A note of any text tells what its signatures are.
        guard bytes.starts(with: NoteSignature.mark) else {
            throw .malformed(
                .note,
                line: 1,
                found: NoteError.shown(bytes.prefix { $0 != UInt8(ascii: "\n") }),
                expected: "a signature: a long dash, the name of a key, and base64"
            )
        }
        return try SignedNote(parsing: Array("\n\n".utf8) + bytes).signatures
    }

    /// The signature as a line, with its line feed.
    public var line: String {
        let number = (0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * $0)) }
        return "\u{2014} \(name) \(Base64.encode(number + bytes))\n"
    }

    /// When a witness signed, in seconds since 1970; nil where this is no witness's signature.
    public var time: Int? {
        bytes.count == 8 + PublicKey.signatureByteCount ? NoteSignature.time(bytes[...]) : nil
    }

    /// The time that the bytes of a witness's signature begin with; nil where they are too few, or
    /// it is past all telling (C2SP tlog-cosignature has it below 2^63).
    static func time(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count == 8 + PublicKey.signatureByteCount else { return nil }
        return Int(exactly: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}

extension [NoteSignature] {
    /// Those by other keys than `others` are.
    func leavingOut(keysOf others: [NoteSignature]) -> [NoteSignature] {
        filter { old in !others.contains { $0.id == old.id && $0.name.isSame(as: old.name) } }
    }
}

/// The lines of a document that somebody else may have written.
struct NoteLines {
    private let document: NoteDocument
    private var rest: ArraySlice<UInt8>
    /// The number of the line last taken, from 1.
    private(set) var number = 0

    init(_ bytes: some Sequence<UInt8>, of document: NoteDocument) {
        (rest, self.document) = (Array(bytes)[...], document)
    }

    /// The next line without its line feed; nil at the end.
    ///
    /// - Throws: that the end comes within a line.
    mutating func next() throws(NoteError) -> ArraySlice<UInt8>? {
        if rest.isEmpty { return nil }
        number += 1
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            throw fault("an end within the line", expected: "a line feed behind it")
        }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// The next line, which must be there.
    mutating func next(expected: String) throws(NoteError) -> ArraySlice<UInt8> {
        if let line = try next() { return line }
        number += 1
        throw fault("the end", expected: expected)
    }

    /// What stands behind the lines that were taken.
    var remaining: ArraySlice<UInt8> { rest }

    /// The decimal number that `bytes`, of the line last taken, are: no sign, no zero before it.
    func number(_ bytes: ArraySlice<UInt8>, expected: String) throws(NoteError) -> Int {
        let isDecimal = bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDecimal, bytes.first != UInt8(ascii: "0") || bytes.count == 1,
            let number = Int(String(decoding: bytes, as: UTF8.self))
        else { throw fault(NoteError.shown(bytes), expected: expected) }
        return number
    }

    /// The hash that `bytes`, of the line last taken, are in base64.
    func digest(_ bytes: ArraySlice<UInt8>) throws(NoteError) -> Digest {
        guard let digest = Base64.decode(bytes).flatMap({ Digest(bytes: $0) }) else {
            throw fault(NoteError.shown(bytes), expected: "a hash of 32 bytes in base64")
        }
        return digest
    }

    /// What is wrong with the line last taken.
    func fault(_ found: String, expected: String) -> NoteError {
        .malformed(document, line: number, found: found, expected: expected)
    }

    /// Tests that `bytes` are UTF-8 without control characters, as `document` must be, and not too
    /// many.
    static func check(_ bytes: [UInt8], of document: NoteDocument) throws(NoteError) {
        if bytes.count > document.byteCountMax {
            throw .tooLong(document, bytes: bytes.count, max: document.byteCountMax)
        }
        if let place = bytes.firstIndex(where: { $0 < 0x20 && $0 != UInt8(ascii: "\n") }) {
            let byte = String(bytes[place], radix: 16)
            throw .malformed(
                document,
                line: 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") },
                found: bytes[place] == UInt8(ascii: "\r")
                    ? "a line that ends in CR and LF" : "the control character 0x\(byte)",
                expected: "lines of text ended by LF alone"
            )
        }
        if String(validating: bytes, as: UTF8.self) == nil {
            throw .malformed(
                document,
                line: nil,
                found: "bytes that are no UTF-8",
                expected: "text"
            )
        }
    }
}

extension [UInt8] {
    /// Where the last blank line stands; nil where there is none.
    fileprivate var lastBlankLine: Int? {
        let lineFeed = UInt8(ascii: "\n")
        guard count > 1 else { return nil }
        return indices.dropFirst().last { self[$0] == lineFeed && self[$0 - 1] == lineFeed }
    }
}
