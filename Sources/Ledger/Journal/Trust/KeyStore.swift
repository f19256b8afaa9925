// The private keys of this user, and what was signed with them.

/// Whose key it is.
public enum KeyOwner: Hashable, Sendable {
    /// A plan's: it signs checkpoints, under its origin.
    case plan(Code)
    /// A person's: it signs the entries that person records.
    case person(Key)
    /// This user's as a witness of the journals of others.
    case witness

    /// How the names of its files begin.
    var stem: String {
        switch self {
        case .plan(let code): "plan-\(code)"
        case .person(let key): "person-\(key)"
        case .witness: "witness"
        }
    }

    fileprivate init?(stem: some StringProtocol) {
        if stem == "witness" {
            self = .witness
        } else if stem.hasPrefix("plan-"), let code = Code(stem.dropFirst(5)) {
            self = .plan(code)
        } else if stem.hasPrefix("person-"), let key = Key(String(stem.dropFirst(7))) {
            self = .person(key)
        } else {
            return nil
        }
    }

    /// The name of its key where it is given none: of a plan an origin that nobody else can have,
    /// since `.invalid` is no domain (RFC 2606), of a person the person's own.
    public var usualName: String {
        switch self {
        case .plan(let code): "\(code).invalid/plan/\(code)"
        case .person(let key): key.text
        case .witness: "witness.invalid"
        }
    }

    /// Who that is, in words.
    public var words: String {
        switch self {
        case .plan(let code): "plan \(code)"
        case .person(let key): "person \(key)"
        case .witness: "witness"
        }
    }
}

/// The folder of this user's keys, `~/.config/ledgerctl` as a rule, with two kinds of small files:
/// keys, `plan-cqc-2018-3aae7c9a.key`, each a private key that nobody else may read, or
/// `.retired` with the public key alone of one that signs no more; and what was signed last,
/// `.signed` and `.seen`.
public struct KeyStore: Sendable {
    /// Where it is.
    public let folder: String
    let files: any FileSystem

    /// The keys in `folder`, which is made with the first key. Nothing is read yet.
    public init(folder: String) {
        self.init(folder: folder, files: SystemFiles())
    }

    init(folder: String, files: any FileSystem) {
        (self.folder, self.files) = (folder, files)
    }

    /// A key that is kept.
    public struct Held: Sendable {
        /// Whose it is.
        public let owner: KeyOwner
        /// The public key.
        public let key: NoteKey
        /// The private key; nil where it signs no more.
        public let signer: NoteSigner?
        /// The file.
        public let path: String
    }

    /// Makes a new key of `owner` under `name`, and keeps it.
    ///
    /// - Throws: why it could not be kept; then there is none.
    public func make(_ owner: KeyOwner, name: String) throws(JournalError) -> Held {
        let kind: NoteKey.Kind = owner == .witness ? .cosignature : .note
        guard let signer = NoteSigner(name: name, kind: kind) else { throw .keyNotMade(name: name) }
        let path = path(owner, signer.key, "key")
        do throws(FileError) {
            try files.makeFolders(folder)
            try files.save(Array("\(signer.text)\n".utf8), at: path, for: .creatingPrivately)
            try files.flushFolder(folder)
        } catch {
            try? files.remove(path)
            throw JournalError(error)
        }
        return Held(owner: owner, key: signer.key, signer: signer, path: path)
    }

    /// Ends the use of a key: its public part stays, its private part is gone.
    ///
    /// - Throws: why that could not be done; then it signs as before.
    public func retire(_ held: Held) throws(JournalError) {
        do throws(FileError) {
            let path = path(held.owner, held.key, "retired")
            try files.save(Array("\(held.key.vkey)\n".utf8), at: path, for: .creatingPrivately)
            try files.flushFolder(folder)
            try files.remove(held.path)
            try files.flushFolder(folder)
        } catch { throw JournalError(error) }
    }

    /// The keys of `owner`; of everybody, where none is given. None where there is no folder.
    ///
    /// - Throws: that one of them cannot be read, or that others could have read it.
    public func keys(of owner: KeyOwner? = nil) throws(JournalError) -> [Held] {
        try keys { owner == nil || owner == $0 }
    }

    private func keys(where isWanted: (KeyOwner) -> Bool) throws(JournalError) -> [Held] {
        var keys: [Held] = []
        for name in try files.names(in: folder).sorted() {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard let ending = parts.last, ending == "key" || ending == "retired" else { continue }
            // In front of the ending stand a dash and eight digits.
            let stem = name.dropLast(ending.count + 1)
            guard stem.count > 9, let found = KeyOwner(stem: stem.dropLast(9)), isWanted(found)
            else { continue }
            let held = try read(name, found, isRetired: ending == "retired")
            guard held.key.digits == stem.suffix(8) else {
                throw .unreadable(
                    path: held.path,
                    .malformed(
                        .key,
                        line: 1,
                        found: "the key \(held.key.short)",
                        expected: "the key that the name of the file tells"
                    )
                )
            }
            // A key that was being retired when somebody stopped is there twice: it still signs.
            if !keys.contains(where: { $0.key == held.key }) { keys.append(held) }
        }
        return keys
    }

    /// The public keys of all plans.
    public func planKeys() throws(JournalError) -> [NoteKey] {
        try keys { owner in
            if case .plan = owner { true } else { false }
        }.map(\.key)
    }

    private func read(
        _ name: String,
        _ owner: KeyOwner,
        isRetired: Bool
    ) throws(JournalError) -> Held {
        let path = "\(folder)/\(name)"
        let bytes = try files.document(at: path, .key, isPrivate: !isRetired) ?? []
        let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        do throws(NoteError) {
            if isRetired {
                let key = try NoteKey(parsing: line)
                return Held(owner: owner, key: key, signer: nil, path: path)
            }
            let signer = try NoteSigner(parsing: line)
            return Held(owner: owner, key: signer.key, signer: signer, path: path)
        } catch { throw .unreadable(path: path, error) }
    }

    private func path(_ owner: KeyOwner, _ key: NoteKey, _ ending: String) -> String {
        "\(folder)/\(owner.stem)-\(key.digits).\(ending)"
    }
}
