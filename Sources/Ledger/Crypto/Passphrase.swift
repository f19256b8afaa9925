// Passphrases, kept as hashes that are slow to make: by scrypt (RFC 7914).

/// Why a passphrase cannot be taken.
public enum PassphraseFault: Error, Hashable, Sendable {
    /// It has this many characters, fewer than ``PassphraseHash/characterCountMin``.
    case short(characters: Int)
    /// It is longer than ``PassphraseHash/byteCountMax``.
    case long
    /// It is nothing but blanks.
    case blank
    /// It is the key of whoever is to sign in with it.
    case isKey
    /// The machine had no memory or no random numbers for its hash.
    case notHashed

    /// What is wrong and what to do next, as sentences.
    public var words: String {
        switch self {
        case .short(let characters):
            "The passphrase has \(characters) character\(characters == 1 ? "" : "s"); it needs at "
                + "least \(PassphraseHash.characterCountMin). Three or four words in a row will do."
        case .long:
            "The passphrase is longer than \(PassphraseHash.byteCountMax) bytes. Choose a shorter "
                + "one."
        case .blank: "The passphrase is nothing but blanks. Choose words."
        case .isKey:
            "The passphrase is the name that you sign in with, which others know. Choose another."
        case .notHashed:
            "The server has no room to keep the passphrase at this moment. Try again in a minute."
        }
    }
}

/// What is kept of a passphrase: enough to tell it when it comes again, and no way back to it.
///
/// As text it is `scrypt$15$8$1$SALT$HASH`: the logarithm of N to the base two, r and p (RFC 7914,
/// section 2), then 16 bytes of salt and 32 of hash in base64.
public struct PassphraseHash: Hashable, Sendable {
    /// How many characters, as people count them, a passphrase has at least.
    public static let characterCountMin = 12
    /// How many bytes of UTF-8 a passphrase has at most.
    public static let byteCountMax = 1_024

    private static let saltByteCount = 16
    private static let hashByteCount = 32
    /// About a tenth of a second, and 32 MiB.
    private static let usual = SecretBytes.Scrypt(power: 15, blockSize: 8, rounds: 1)

    private let scrypt: SecretBytes.Scrypt
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// The hash of `passphrase`, with a new salt, for whoever signs in as `key`. The passphrase
    /// counts in Unicode's normal form C: a letter with its accent is one however it was typed.
    ///
    /// - Throws: why it cannot be taken.
    /// - Complexity: a tenth of a second, and 32 MiB while it lasts.
    public init(of passphrase: String, key: String) throws(PassphraseFault) {
        try self.init(of: passphrase, key: key, PassphraseHash.usual)
    }

    init(
        of passphrase: String,
        key: String,
        _ scrypt: SecretBytes.Scrypt
    ) throws(PassphraseFault) {
        guard let bytes = PassphraseHash.bytes(of: passphrase) else { throw .long }
        if passphrase.allSatisfy(\.isWhitespace) { throw .blank }
        // A passphrase of twelve characters is one however much stands for each.
        let characters = passphrase.count
        if characters < PassphraseHash.characterCountMin { throw .short(characters: characters) }
        if passphrase.lowercased() == key.lowercased() { throw .isKey }
        guard let salt = SecretBytes.random(count: PassphraseHash.saltByteCount),
            let hash = scrypt.bytes(of: bytes, salt: salt, count: PassphraseHash.hashByteCount)
        else { throw .notHashed }
        (self.scrypt, self.salt, self.hash) = (scrypt, salt, hash)
    }

    /// A hash of no passphrase. To hold one against it takes as long as against any other, so that
    /// nobody can tell from the time who has a passphrase and who is not there at all.
    ///
    /// - Complexity: 48 random bytes; zeros where the machine has none, which match as little.
    public static func ofNone() -> PassphraseHash {
        let random = SecretBytes.random(count: saltByteCount + hashByteCount)
        let bytes = random ?? [UInt8](repeating: 0, count: saltByteCount + hashByteCount)
        return PassphraseHash(
            scrypt: usual,
            salt: Array(bytes[..<saltByteCount]),
            hash: Array(bytes[saltByteCount...])
        )
    }

    private init(scrypt: SecretBytes.Scrypt, salt: [UInt8], hash: [UInt8]) {
        (self.scrypt, self.salt, self.hash) = (scrypt, salt, hash)
    }

    /// Reads the text of a hash; nil where it is none, or asks for more than 32 MiB or a second or
    /// two of work. The inverse of ``text``.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt",
            let power = PassphraseHash.number(parts[1], in: 10...20),
            let blockSize = PassphraseHash.number(parts[2], in: 1...32),
            let rounds = PassphraseHash.number(parts[3], in: 1...16)
        else { return nil }
        let scrypt = SecretBytes.Scrypt(power: power, blockSize: blockSize, rounds: rounds)
        guard 128 * blockSize << power <= 32 << 20,
            let salt = Base64.decode(parts[4].utf8), salt.count == PassphraseHash.saltByteCount,
            let hash = Base64.decode(parts[5].utf8), hash.count == PassphraseHash.hashByteCount
        else { return nil }
        self.init(scrypt: scrypt, salt: salt, hash: hash)
    }

    /// The number that `text` writes the shortest way, where it is one of `range`.
    private static func number(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
        guard let number = Int(text), range.contains(number), String(number) == text else {
            return nil
        }
        return number
    }

    /// The hash as one line of text. Whoever has it can try passphrases against it.
    public var text: String {
        let numbers = "\(scrypt.power)$\(scrypt.blockSize)$\(scrypt.rounds)"
        return "scrypt$\(numbers)$\(Base64.encode(salt))$\(Base64.encode(hash))"
    }

    /// Whether this is the hash of `passphrase`, in a time that does not tell how nearly.
    ///
    /// False too where the machine has no memory for it.
    ///
    /// - Complexity: a tenth of a second, and 32 MiB while it lasts.
    public func matches(_ passphrase: String) -> Bool {
        guard let bytes = PassphraseHash.bytes(of: passphrase),
            let found = scrypt.bytes(of: bytes, salt: salt, count: hash.count)
        else { return false }
        return SecretBytes.isSame(found, hash)
    }

    /// What of `passphrase` is hashed; nil where it is too long, as it comes or as it counts.
    private static func bytes(of passphrase: String) -> [UInt8]? {
        guard passphrase.utf8.count <= byteCountMax else { return nil }
        let bytes = Array(passphrase.inNormalFormC.utf8)
        return bytes.count <= byteCountMax ? bytes : nil
    }
}

extension PassphraseHash: CustomStringConvertible {
    /// Says what it is and nothing of what it holds, so that no message tells it by mistake.
    public var description: String { "a passphrase's hash" }
}
