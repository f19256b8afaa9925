// Signatures of entries: by whom they are, and whether they hold.

/// What the signature of an entry comes to, on the plan as the entries before it have made it.
public enum EntrySignature: Hashable, Sendable {
    /// It has none and needs none.
    case none
    /// It has none, and whoever recorded it has registered a key.
    case missing
    /// It was made with this registered key of whoever recorded it.
    case holds(NoteKey)
    /// It was made with a key of that person that had been revoked.
    case revoked(NoteKey)
    /// It was made with no key that the person has registered; nobody can tell whose it is, where
    /// there is none.
    case wrong(isRegistered: Bool)
}

/// An entry whose signature was made with a registered key of whoever recorded it.
public struct SignedEntry: Hashable, Sendable {
    /// The number of the entry.
    public let seq: Int
    /// Who recorded it.
    public let by: Key
    /// The key, short.
    public let key: String
}

extension Plan {
    /// What the signature of `entry`, about to be added, comes to. An entry that registers the
    /// first key of whoever records it is signed with that key; one that registers another, with
    /// one that was registered before, so that nobody else can.
    ///
    /// - Complexity: O(n) in the bytes of the entry and the keys of the person.
    public func signature(of entry: Entry) -> EntrySignature {
        let by = entry.act.by
        let registered = entry.act.events.compactMap { event -> String? in
            guard case .trust(.keyRegistered(by, let vkey)) = event else { return nil }
            return vkey
        }
        var valid = signingKeys[by] ?? []
        if valid.isEmpty { valid = Array(registered.prefix(1)) }
        guard let sig = entry.sig else { return valid.isEmpty ? .none : .missing }
        let signature = Base64.decode(Array(sig.utf8)) ?? []
        let text = entry.signedBytes
        func signer(among vkeys: [String]) -> NoteKey? {
            vkeys.lazy.compactMap { try? NoteKey(parsing: $0) }
                .first { $0.kind == .note && $0.publicKey.verifies(signature, of: text) }
        }
        if let key = signer(among: valid) { return .holds(key) }
        if let key = signer(among: revokedKeys[by] ?? []) { return .revoked(key) }
        return .wrong(isRegistered: !valid.isEmpty)
    }
}

extension Plan {
    /// Whether `key` has registered a key that is not revoked, so that what they record is signed.
    public func mustSign(_ key: Key) -> Bool { !(signingKeys[key] ?? []).isEmpty }
}

extension Entry {
    /// What `sig` is made of: the canonical entry without it.
    var signedBytes: [UInt8] {
        var entry = self
        entry.sig = nil
        return entry.format()
    }

    /// The entry signed with `signer`.
    ///
    /// - Throws: that the machine could not sign.
    public func signed(with signer: NoteSigner) throws(NoteError) -> Entry {
        var entry = self
        entry.sig = Base64.encode(try signer.sign(signedBytes))
        return entry
    }
}
