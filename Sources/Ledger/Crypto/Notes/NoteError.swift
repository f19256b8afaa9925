// Why a signed note, a key, a checkpoint, a policy or a proof cannot be used.

/// Why a text that somebody else may have written is not what it should be; ``words`` says it to
/// the clerk.
public enum NoteError: Error, Hashable, Sendable {
    /// It is not formed as its kind of document is: what stands in `line`, counted from 1 (nil for
    /// the document as a whole).
    case malformed(NoteDocument, line: Int?, found: String, expected: String)
    /// It is longer than such a document may be.
    case tooLong(NoteDocument, bytes: Int, max: Int)
    /// It carries a signature that names a known key and was not made with it.
    case wrongSignature(key: String)
    /// Two known keys have one name and one number, so that nobody can tell which signed.
    case ambiguousKey(String)
    /// None of its signatures is by a known key.
    case unknownSigners([String])

    /// What is wrong and what to do next, in a sentence or two.
    public var words: String {
        switch self {
        case .malformed(let document, let line, let found, let expected):
            "The \(document.rawValue) cannot be read\(line.map { " at line \($0)" } ?? ""): found "
                + "\(found), expected \(expected). \(document.advice)"
        case .tooLong(let document, let bytes, let max):
            "The \(document.rawValue) has \(bytes) bytes, and one has at most \(max); it is some "
                + "other file."
        case .wrongSignature(let key):
            "The signature that names the key \(key) was not made with it, or the text was changed "
                + "after it was signed. Nothing in it can be believed."
        case .ambiguousKey(let key):
            "Two of the trusted keys are called \(key), so that nobody can tell which of them "
                + "signed. Trust one of them."
        case .unknownSigners(let names):
            "It is signed by no key that is trusted here, only by "
                + "\(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? ", …" : ""). Name "
                + "the key with --trust, if you have it from somebody you believe."
        }
    }

    /// `text` as an error may show it: short, and on one line.
    static func shown(_ text: some Sequence<UInt8>) -> String {
        var start = Array(text.prefix(61))
        let isCut = start.count > 60
        if isCut { start.removeLast() }
        let line = String(decoding: start, as: UTF8.self).map { $0.isNewline ? "\u{2424}" : $0 }
        return line.isEmpty ? "nothing" : "`\(String(line))\(isCut ? "…" : "")`"
    }
}

/// The kinds of text that trust is written in; the words are how people are told of them.
public enum NoteDocument: String, Hashable, Sendable {
    case note = "signed note"
    case key = "key"
    case checkpoint = "checkpoint"
    case policy = "trust policy"
    case proof = "proof"
    case request = "request to a witness"

    /// What to do about one that cannot be read.
    fileprivate var advice: String {
        switch self {
        case .key: "Copy it again from where it was shown, whole."
        case .policy: "Mend that line, or ask whoever wrote it."
        case .note, .checkpoint, .proof, .request:
            "Ask for it again, as a file and not as text in a letter."
        }
    }

    /// The most bytes that one may have: 1 MiB, which C2SP allows a note; for a key a page; for
    /// what carries more than a note, more.
    public var byteCountMax: Int {
        switch self {
        case .key: 1 << 12
        case .note, .checkpoint, .policy: 1 << 20
        case .request: 1 << 21
        case .proof: 1 << 23
        }
    }
}
