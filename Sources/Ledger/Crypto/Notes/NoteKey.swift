// Keys as signed notes write them: the public ones that check, and the private ones that sign.

/// A public key by its name: what a signature line of a note is checked with (C2SP signed-note,
/// "verifier keys"), written as `name+number+key`.
public struct NoteKey: Hashable, Sendable {
    /// What a key signs.
    public enum Kind: UInt8, Hashable, Sendable {
        /// The text of a note (type 0x01).
        case note = 0x01
        /// A checkpoint and the time, for a witness (C2SP tlog-cosignature, type 0x04).
        case cosignature = 0x04
    }

    /// Whose key it is: for a plan the origin of its checkpoints.
    public let name: String
    /// What it signs.
    public let kind: Kind
    /// Four bytes to know it by, made of all the rest: they prove nothing.
    public let id: UInt32
    let publicKey: PublicKey

    init(name: String, kind: Kind, publicKey: PublicKey) {
        (self.name, self.kind, self.publicKey) = (name, kind, publicKey)
        let named = Array(name.utf8) + [UInt8(ascii: "\n"), kind.rawValue] + publicKey.bytes
        id = Digest(of: named).bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads a key as ``vkey`` writes it.
    ///
    /// - Throws: why it is none.
    public init(parsing vkey: String) throws(NoteError) {
        let fault = { (expected: String) in
            NoteError.malformed(
                .key,
                line: nil,
                found: NoteError.shown(vkey.utf8),
                expected: expected
            )
        }
        let parts = vkey.utf8.split(
            separator: UInt8(ascii: "+"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, let name = String(validating: parts[0], as: UTF8.self),
            NoteKey.isName(name)
        else {
            throw fault("a name, eight digits and a key, joined by `+`, the name without spaces")
        }
        guard let bytes = Base64.decode(parts[2]), let type = bytes.first else {
            throw fault("a key in base64 behind the second `+`")
        }
        guard let kind = Kind(rawValue: type) else {
            throw fault("a key of type 1 (Ed25519) or 4 (a witness's Ed25519), not \(type)")
        }
        guard let publicKey = PublicKey(bytes: bytes.dropFirst()) else {
            throw fault("an Ed25519 key of 32 bytes, not \(bytes.count - 1)")
        }
        self.init(name: name, kind: kind, publicKey: publicKey)
        guard parts[1].elementsEqual(digits.utf8) else {
            throw fault("the number \(digits), which is made of the name and the key")
        }
    }

    /// The key as others are told of it.
    public var vkey: String {
        "\(name)+\(digits)+\(Base64.encode([kind.rawValue] + publicKey.bytes))"
    }

    /// The key as short as it can be told from others: `example.com/log+33d7b496`.
    public var short: String { "\(name)+\(digits)" }

    /// ``id`` as eight hexadecimal digits.
    public var digits: String {
        let text = String(id, radix: 16)
        return String(repeating: "0", count: 8 - text.utf8.count) + text
    }

    /// Whether `name`, byte for byte, is that of the key: texts that look alike are not one name.
    public func isNamed(_ name: String) -> Bool { self.name.isSame(as: name) }

    /// Whether `name` may be the name of a key: not empty, no space, no `+`.
    public static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar != "+" && scalar.value >= 0x20 && !scalar.properties.isWhitespace
            }
    }

    /// Whether `signature`, as a signature line has it behind the key's number, is of `text`.
    func verifies(_ signature: ArraySlice<UInt8>, of text: [UInt8]) -> Bool {
        switch kind {
        case .note: return publicKey.verifies(signature, of: text)
        case .cosignature:
            guard let time = NoteSignature.time(signature) else { return false }
            return publicKey.verifies(
                signature.dropFirst(8),
                of: NoteKey.cosigned(text, at: time)
            )
        }
    }

    /// What a witness signs of a checkpoint (C2SP tlog-cosignature, "Ed25519 signed message").
    fileprivate static func cosigned(_ text: [UInt8], at time: Int) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + text
    }
}

/// A private key by its name.
public struct NoteSigner: Sendable {
    /// The public key that belongs to it.
    public let key: NoteKey
    private let privateKey: PrivateKey

    private init(name: String, kind: NoteKey.Kind, _ privateKey: PrivateKey) {
        key = NoteKey(name: name, kind: kind, publicKey: privateKey.publicKey)
        self.privateKey = privateKey
    }

    /// A new key; nil where `name` is none, or the machine has no random numbers to give.
    public init?(name: String, kind: NoteKey.Kind = .note) {
        guard NoteKey.isName(name), let privateKey = PrivateKey() else { return nil }
        self.init(name: name, kind: kind, privateKey)
    }

    /// Reads a key as ``text`` writes it, the form of Go's signed notes.
    ///
    /// - Throws: why it is none. The error shows nothing of the key.
    public init(parsing text: String) throws(NoteError) {
        let start = "PRIVATE+KEY+"
        let parts = text.utf8.dropFirst(start.utf8.count).split(
            separator: UInt8(ascii: "+"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard text.hasPrefix(start), parts.count == 3,
            let name = String(validating: parts[0], as: UTF8.self),
            NoteKey.isName(name), let bytes = Base64.decode(parts[2]), let type = bytes.first,
            let kind = NoteKey.Kind(rawValue: type),
            let privateKey = PrivateKey(seed: bytes.dropFirst())
        else { throw NoteSigner.fault }
        self.init(name: name, kind: kind, privateKey)
        if !parts[1].elementsEqual(key.digits.utf8) { throw NoteSigner.fault }
    }

    private static let fault = NoteError.malformed(
        .key,
        line: 1,
        found: "something else",
        expected: "a private key that begins with PRIVATE+KEY+, as `ledgerctl keys new` writes it"
    )

    /// The key as the file that keeps it has it.
    public var text: String {
        let secret = Base64.encode([key.kind.rawValue] + privateKey.seed)
        return "PRIVATE+KEY+\(key.name)+\(key.digits)+\(secret)"
    }

    /// The signature of `text` at `time`, in seconds since 1970, which only a witness's signature
    /// tells.
    ///
    /// - Throws: that the machine could not sign.
    public func sign(_ text: String, at time: Int) throws(NoteError) -> NoteSignature {
        let bytes = Array(text.utf8)
        switch key.kind {
        case .note:
            return NoteSignature(name: key.name, id: key.id, bytes: try sign(bytes))
        case .cosignature:
            let stamp = (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) }
            let signature = try sign(NoteKey.cosigned(bytes, at: time))
            return NoteSignature(name: key.name, id: key.id, bytes: stamp + signature)
        }
    }

    /// The bare Ed25519 signature of `message`: 64 bytes.
    func sign(_ message: [UInt8]) throws(NoteError) -> [UInt8] {
        if let signature = privateKey.sign(message) { return signature }
        throw .malformed(.key, line: nil, found: "a failure of libcrypto", expected: "a signature")
    }
}

extension String {
    /// Whether both are the same bytes. By `==` a letter with its accent is the same as the letter
    /// and then the accent; a name is not.
    func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
