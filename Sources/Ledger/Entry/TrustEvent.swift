// Events about trust: keys of people, struck entries, restores.

/// What bears on whether the journal can be believed.
public enum TrustEvent: Hashable, Sendable {
    /// From here on this person's entries are signed with the key `public`, a vkey.
    case keyRegistered(Key, public: String)
    /// The key no longer holds.
    case keyRevoked(Key, public: String)
    /// The whole entry no longer counts.
    case entryStruck(Int)
    /// The journal came back from a backup.
    case ledgerRestored(size: Int, root: Digest, lost: Int, origin: String)

    /// The stored word.
    public var type: String {
        switch self {
        case .keyRegistered: "key-registered"
        case .keyRevoked: "key-revoked"
        case .entryStruck: "entry-struck"
        case .ledgerRestored: "ledger-restored"
        }
    }

    init?(_ type: String, _ reader: inout MemberReader) throws(EntryError) {
        switch type {
        case "key-registered":
            self = .keyRegistered(
                try reader.required("person"),
                public: try reader.required("public")
            )
        case "key-revoked":
            self = .keyRevoked(try reader.required("person"), public: try reader.required("public"))
        case "entry-struck": self = .entryStruck(try reader.required("entry"))
        case "ledger-restored":
            self = .ledgerRestored(
                size: try reader.required("size"),
                root: try reader.required("root"),
                lost: try reader.required("lost"),
                origin: try reader.required("origin")
            )
        default: return nil
        }
    }

    func write(into writer: inout MemberWriter) {
        switch self {
        case .keyRegistered(let person, let vkey), .keyRevoked(let person, let vkey):
            writer.put("person", person)
            writer.put("public", vkey)
        case .entryStruck(let entry): writer.put("entry", entry)
        case .ledgerRestored(let size, let root, let lost, let origin):
            writer.put("size", size)
            writer.put("root", root)
            writer.put("lost", lost)
            writer.put("origin", origin)
        }
    }
}
