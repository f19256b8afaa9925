// The options about whose word counts, and the files that trust is read from.

import Ledger

extension Option {
    /// Whose checkpoints a verb believes.
    static let trusting = [
        Option("policy", "FILE", "a trust policy (C2SP tlog-policy): whose checkpoints count"),
        Option(
            "trust",
            "VKEY",
            "a public key whose checkpoints count; may stand more than once",
            mayRepeat: true
        ),
    ]
}

extension Invocation {
    /// Whose word counts: what the command line says, and nobody else's.
    ///
    /// - Throws: that a key, the policy, or an old checkpoint cannot be read.
    func trust() throws(CommandError) -> Trust {
        var policy = TrustPolicy()
        if let path = self["policy"] {
            policy = try read(path, .policy) { bytes throws(NoteError) in
                try TrustPolicy(parsing: bytes)
            }
        }
        var keys: [NoteKey] = []
        for vkey in all("trust") {
            let key: NoteKey
            do throws(NoteError) { key = try NoteKey(parsing: vkey) } catch {
                throw .refused("--trust: \(error.words)")
            }
            guard key.kind == .note else {
                throw .refused(
                    "--trust: \(key.short) is the key of a witness, who vouches for nothing alone. Name "
                        + "it in a policy, and give that with --policy."
                )
            }
            if !keys.contains(key) { keys.append(key) }
        }
        var trust = Trust(policy: policy.adding(logs: keys))
        // Who names one key, and one plan, says that it is the plan's.
        if keys.count == 1, !has("all") { trust.own = keys }
        trust.isAsked = has("policy") || has("trust") || has("since")
        for path in all("since") {
            let signed = try read(path, .checkpoint) { bytes throws(NoteError) in
                try SignedCheckpoint(parsingLinesOrNote: bytes)
            }
            trust.others.append((path, signed))
        }
        return trust
    }

    /// What the file at `path` says.
    ///
    /// - Throws: that there is no such file, that it is too long, or what in it is wrong.
    func read<Value>(
        _ path: String,
        _ document: NoteDocument,
        _ parse: ([UInt8]) throws(NoteError) -> Value
    ) throws(CommandError) -> Value {
        let bytes = try Files.read(path, atMost: document.byteCountMax)
        do throws(NoteError) { return try parse(bytes) } catch {
            throw .refused("\(path): \(error.words)")
        }
    }

    /// Writes `text` to the file that `--output` names, else to standard output.
    func write(_ text: String, in world: World) throws(CommandError) {
        guard let path = self["output"] else { return world.write(text) }
        try Files.save(Array(text.utf8), at: path, replacing: has("force"))
    }

    /// The keys of this user: in `$XDG_CONFIG_HOME/ledgerctl`, else `~/.config/ledgerctl`; nil
    /// where the user has no home.
    func optionalKeys(in world: World) -> KeyStore? {
        if let folder = world.setting("XDG_CONFIG_HOME") {
            return KeyStore(folder: "\(folder)/ledgerctl")
        }
        return world.setting("HOME").map { KeyStore(folder: "\($0)/.config/ledgerctl") }
    }

    /// The same, where there must be a place for them.
    func keys(in world: World) throws(CommandError) -> KeyStore {
        if let store = optionalKeys(in: world) { return store }
        throw .refused(
            "There is no place for keys: neither HOME nor XDG_CONFIG_HOME is set. Set one of them "
                + "to a folder that is yours alone."
        )
    }
}
