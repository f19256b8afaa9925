// Secrets that the program makes: what tells a session, a form, a link that works once.

/// 32 random bytes, which nobody guesses. Whoever shows them is believed.
public struct Secret: Sendable {
    private static let byteCount = 32

    private let bytes: [UInt8]

    /// A new secret, by the random numbers of libcrypto.
    ///
    /// The program ends where the machine has no random numbers to give: without them nothing that
    /// it hands out would be a secret.
    public static func random() -> Secret {
        guard let bytes = SecretBytes.random(count: byteCount) else {
            fatalError("the machine has no random numbers to give")
        }
        return Secret(bytes: bytes)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads 43 digits of base64url; nil for anything else. The inverse of ``text``.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 43 else { return nil }
        var digits: [UInt8] = []
        for digit in text.utf8 {
            switch digit {
            case UInt8(ascii: "-"): digits.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): digits.append(UInt8(ascii: "/"))
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: digits.append(digit)
            }
        }
        guard let bytes = Base64.decode(digits + [UInt8(ascii: "=")]),
            bytes.count == Secret.byteCount
        else { return nil }
        self.bytes = bytes
    }

    /// The secret in base64url without padding (RFC 4648, section 5): 43 digits that may stand in
    /// a cookie, a form, a path.
    public var text: String {
        let digits = Base64.encode(bytes).utf8.dropLast().map { digit in
            switch digit {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: digit
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// What to keep of it, by which it is known again and cannot be told.
    public var digest: Digest { Digest(of: bytes) }
}

extension Secret: Equatable {
    /// Whether both are the same, in a time that does not tell where they differ.
    public static func == (left: Secret, right: Secret) -> Bool {
        SecretBytes.isSame(left.bytes, right.bytes)
    }
}

extension Secret: CustomStringConvertible {
    /// Says what it is and nothing of what it holds, so that no message tells it by mistake.
    public var description: String { "a secret" }
}
