// `prove` makes proofs and `check` checks them.

import Ledger

extension Answer {
    static func prove(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let plan = try given.plan(in: given.home(in: world))
        try given.write(try proof(of: given.ledger(of: plan, in: world), given), in: world)
        if let action = given["action"] { world.say(BroughtProof.meaning(of: action)) }
        return .done
    }

    private static func proof(
        of ledger: ActionLedger,
        _ given: Invocation
    ) throws(CommandError) -> String {
        let entry = try given.value("entry", expected: "the number of an entry") { Int($0) }
        let action = try given.optionalCode("action")
        var old: Int?
        if let words = given["from"] { old = try oldSize(words, given) }
        do throws(LedgerError) {
            if let entry { return try ledger.proof(ofLine: entry).formatted }
            if let action { return try ledger.proof(ofAction: action).formatted }
            if let old { return try ledger.growthProof(from: old).formatted }
        } catch { throw CommandError(error) }
        let meaning = "what is to be proved"
        throw given.usage(
            .missing("--entry, --action or --from", meaning: meaning, verb: given.verb)
        )
    }

    /// A number of entries, or that of the checkpoint in a file.
    private static func oldSize(
        _ words: String,
        _ given: Invocation
    ) throws(CommandError) -> Int {
        if let size = Int(words), size >= 0 { return size }
        return try given.read(words, .checkpoint) { bytes throws(NoteError) in
            try SignedCheckpoint(parsingLinesOrNote: bytes).checkpoint.size
        }
    }

    static func check(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let path = given["PROOF"] ?? ""
        let proof = try given.read(path, .proof) { bytes throws(NoteError) in
            try BroughtProof(parsing: bytes)
        }
        var policy = try given.trust().policy
        if let store = given.optionalKeys(in: world) {
            do throws(JournalError) {
                policy = policy.adding(logs: try store.planKeys())
            } catch { throw CommandError(.journal(error)) }
        }
        let signers = try policy.signers(of: proof.checkpoint, from: path)
        let shown: [String]
        switch proof {
        case .line(let proof):
            let line = try line(of: proof, path, given)
            try show(path) { () throws(ProofError) in try proof.check(line) }
            shown = [String(decoding: line, as: UTF8.self)]
        case .lines(let proof):
            try show(path) { () throws(ProofError) in try proof.check() }
            if let line = proof.lineThatNamesOther {
                throw .refused(
                    "\(path) says that it is about \(proof.subject), and its line \(line + 1) names it "
                        + "nowhere. Ask for it again."
                )
            }
            shown = proof.lines.map { String(decoding: $0, as: UTF8.self) }
        case .growth(let proof):
            let old = try oldRoot(of: proof, path, policy, given)
            try show(path) { () throws(ProofError) in try proof.check(from: old) }
            shown = []
        }
        for line in shown { world.output(line + "\n") }
        world.say(proof.words(signers.map(\.short).joined(separator: " and ")))
        return .done
    }

    private static func show(
        _ path: String,
        _ work: () throws(ProofError) -> Void
    ) throws(CommandError) {
        do throws(ProofError) { try work() } catch { throw .refused("\(path): \(error.words)") }
    }

    /// The line that is proved: as it was given, else as it is in the proof.
    private static func line(
        of proof: LineProof,
        _ path: String,
        _ given: Invocation
    ) throws(CommandError) -> [UInt8] {
        if let file = given["line"] {
            var bytes = try Files.read(file, atMost: Entry.byteCountMax + 1)
            if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
            return bytes
        }
        if let line = proof.line { return line }
        throw .refused(
            "\(path) proves that a line stands in a journal and does not carry the line itself. "
                + "Name the file that has it with --line."
        )
    }

    private static func oldRoot(
        of proof: GrowthProof,
        _ path: String,
        _ policy: TrustPolicy,
        _ given: Invocation
    ) throws(CommandError) -> Digest {
        if proof.old == 0, !given.has("since") { return .zero }
        guard let file = given["since"] else {
            throw .refused(
                "\(path) proves that a journal has grown out of its first \(proof.old) entries. Name "
                    + "the checkpoint over those with --since."
            )
        }
        let old = try given.read(file, .checkpoint) { bytes throws(NoteError) in
            try SignedCheckpoint(parsingLinesOrNote: bytes)
        }
        if !old.isBare { _ = try policy.signers(of: old, from: file) }
        let (found, expected) = (old.checkpoint, proof.checkpoint.checkpoint)
        let isSameOrigin = found.origin.utf8.elementsEqual(expected.origin.utf8)
        guard found.size == proof.old, isSameOrigin else {
            throw .refused(
                "\(file) is a checkpoint of \(found.origin) over \(found.size) entries, and \(path) "
                    + "begins with \(proof.old) of \(expected.origin). Ask for the proof that "
                    + "belongs to it."
            )
        }
        return found.root
    }
}

/// A proof that somebody brought.
private enum BroughtProof {
    case line(LineProof)
    case lines(LinesProof)
    case growth(GrowthProof)

    init(parsing bytes: [UInt8]) throws(NoteError) {
        if bytes.starts(with: LinesProof.mark.utf8) {
            self = .lines(try LinesProof(parsing: bytes))
        } else if bytes.starts(with: "old ".utf8) {
            self = .growth(try GrowthProof(parsing: bytes))
        } else {
            self = .line(try LineProof(parsing: bytes))
        }
    }

    var checkpoint: SignedCheckpoint {
        switch self {
        case .line(let proof): proof.checkpoint
        case .lines(let proof): proof.checkpoint
        case .growth(let proof): proof.checkpoint
        }
    }

    /// What it shows, and by whose word.
    func words(_ signers: String) -> String {
        let at = checkpoint.checkpoint
        let signed = "the journal of \(at.origin) as \(signers) signed it over \(at.size) entries"
        return switch self {
        case .line(let proof): "This is entry \(proof.index + 1) of \(signed), unchanged."
        case .lines(let proof):
            "These are entries \(EntryNumbers.words(proof.indices.map { $0 + 1 })) of \(signed), "
                + "unchanged. " + BroughtProof.meaning(of: proof.subject)
        case .growth(let proof):
            proof.old == 0
                ? "This is \(signed). From no entries nothing is to be proved."
                : "The first \(proof.old) entries stand unchanged at the beginning of \(signed)."
        }
    }

    /// What the lines of an action show, and what they cannot.
    static func meaning(of action: String) -> String {
        "The proof shows that these lines stand in the journal of the checkpoint, unchanged. It "
            + "cannot show that no other line names \(action): for that, ask for the whole journal, "
            + "which `ledgerctl export --bundle` hands over."
    }
}

extension TrustPolicy {
    /// Who of those that are believed signed the checkpoint of the file at `path`.
    ///
    /// - Throws: that nobody did, or not everybody who must.
    fileprivate func signers(
        of signed: SignedCheckpoint,
        from path: String
    ) throws(CommandError) -> [NoteKey] {
        let origin = signed.checkpoint.origin
        let signers: [NoteKey]
        do throws(NoteError) {
            signers = try signed.note.signers(among: logs + witnesses)
            guard signers.contains(where: { $0.kind == .note && $0.isNamed(origin) }) else {
                throw NoteError.unknownSigners(signed.note.signatures.map(\.name))
            }
        } catch {
            let code: ExitCode = if case .unknownSigners = error { .unanchored } else { .refused }
            throw .stopped(code, words: "\(path): \(error.words)")
        }
        let missing = missing(where: signers)
        if !missing.isEmpty {
            throw .stopped(
                .unanchored,
                words: "\(path): the policy expects the signature of "
                    + missing.joined(separator: " and of ")
                    + ", which is not there. Ask for a checkpoint that has it."
            )
        }
        return signers
    }
}
