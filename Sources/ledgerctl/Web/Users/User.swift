// Somebody who may use the server, and the line of the users file that says so.

import Ledger

/// Somebody who may use the server.
struct User: Equatable, Sendable {
    /// The person, and the `by` of what that person records.
    let key: Key
    /// What the person may do.
    var role: RecorderRole
    /// The hash of the passphrase, once one was set.
    var passphrase: PassphraseHash?
    /// The link that sets one, as long as it was not used.
    var link: Link?
    /// When the person became a user.
    let since: Instant

    /// A link that sets a passphrase, once.
    struct Link: Equatable, Sendable {
        /// How long a new one is good for, in seconds.
        static let duration = 72 * 3600

        /// The digest of its secret, which the user alone has.
        let digest: Digest
        /// From when on it does nothing.
        let expires: Instant

        /// The link of `secret`, made at `now`.
        init(_ secret: Secret, madeAt now: Instant) {
            digest = secret.digest
            expires = Instant(seconds: now.seconds + Link.duration)
        }

        fileprivate init(digest: Digest, expires: Instant) {
            (self.digest, self.expires) = (digest, expires)
        }
    }
}

/// Why a line of the users file is no user: words to stand after "it ".
struct UserFault: Error, Equatable {
    let words: String
}

extension User {
    /// The user as a line of the users file, without a line feed:
    /// `{"key":"KT","passphrase":"scrypt$…","role":"leader","since":"2026-11-22T09:00:00Z"}`.
    var line: [UInt8] {
        var members = [
            JSONValue.Member(name: "key", value: .string(key.text)),
            JSONValue.Member(name: "role", value: .string(role.rawValue)),
            JSONValue.Member(name: "since", value: .string(since.description)),
        ]
        if let link {
            members.append(.init(name: "link", value: .string(link.digest.hex)))
            members.append(.init(name: "link-expires", value: .string(link.expires.description)))
        }
        if let passphrase {
            members.append(.init(name: "passphrase", value: .string(passphrase.text)))
        }
        var bytes: [UInt8] = []
        JSONValue.object(members).format(into: &bytes)
        return bytes
    }

    /// Reads a line. The inverse of ``line``.
    init(line: ArraySlice<UInt8>) throws(UserFault) {
        let members: [JSONValue.Member]
        do throws(EntryError) { members = try CanonicalReader.parse(line) } catch {
            guard case .notCanonical(_, let byte) = error else {
                throw UserFault(words: "cannot be read")
            }
            throw UserFault(words: "is not canonical JSON at byte \(byte)")
        }
        var reader = TextReader(members)
        key = try reader.required("key", "a key such as KT") { Key($0) }
        let roles = RecorderRole.allCases.map(\.rawValue).joined(separator: ", ")
        role = try reader.required("role", "one of \(roles)", RecorderRole.init)
        since = try reader.required("since", User.time) { Instant($0) }
        passphrase = try reader.optional("passphrase", "the hash of a passphrase") {
            PassphraseHash($0)
        }
        let digits = "64 lower-case hexadecimal digits"
        if let digest = try reader.optional("link", digits, { Digest(hex: $0) }) {
            let expires = try reader.required("link-expires", User.time) { Instant($0) }
            link = Link(digest: digest, expires: expires)
        }
        try reader.end()
    }

    private static let time = "a time such as 2018-03-22T14:05:09Z"
}

/// The members of an object, all of them texts, on their way in.
private struct TextReader {
    private var rest: [JSONValue.Member]

    init(_ members: [JSONValue.Member]) { rest = members }

    mutating func optional<Value>(
        _ name: String,
        _ expected: String,
        _ read: (String) -> Value?
    ) throws(UserFault) -> Value? {
        guard let place = rest.firstIndex(where: { $0.name == name }) else { return nil }
        guard case .string(let text) = rest.remove(at: place).value, let value = read(text) else {
            throw UserFault(words: "has in `\(name)` something other than \(expected)")
        }
        return value
    }

    mutating func required<Value>(
        _ name: String,
        _ expected: String,
        _ read: (String) -> Value?
    ) throws(UserFault) -> Value {
        guard let value = try optional(name, expected, read) else {
            throw UserFault(words: "has no `\(name)`")
        }
        return value
    }

    /// - Throws: the first member that nobody asked for.
    func end() throws(UserFault) {
        guard let member = rest.first else { return }
        throw UserFault(words: "has a `\(member.name)` that means nothing here")
    }
}
