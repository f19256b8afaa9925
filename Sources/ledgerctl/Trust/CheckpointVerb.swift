// `checkpoint` signs what the journal is now; `restore` says that it came back from a backup.

import Ledger

extension Answer {
    static func checkpoint(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let plan = try given.plan(in: given.home(in: world))
        let ledger = given.ledger(of: plan, in: world)
        if let path = given["add"] { return try add(path, to: ledger, given, world) }
        let store = try given.keys(in: world)
        let signed: Journal.SignedNow
        do throws(LedgerError) { signed = try ledger.checkpoint(with: store) } catch {
            throw CommandError(error)
        }
        let checkpoint = signed.checkpoint.checkpoint
        if given.has("json") {
            world.output(
                JSONValue.object([
                    .init(name: "plan", value: .string(plan.text)),
                    .init(name: "origin", value: .string(checkpoint.origin)),
                    .init(name: "size", value: .integer(checkpoint.size)),
                    .init(name: "root", value: .string(checkpoint.root.hex)),
                    .init(name: "new", value: .bool(signed.isNew)),
                    .init(name: "verified", value: .integer(signed.verified)),
                    .init(name: "checkpoint", value: .string(signed.checkpoint.formatted)),
                    .init(name: "file", value: .string(signed.path)),
                ]).indented()
            )
            return .done
        }
        world.output(checkpoint.text)
        world.say(
            (signed.isNew ? "Signed" : "Nothing was recorded since the last; signed again")
                + " and kept in \(signed.path). Put these three lines into the minutes: with them "
                + "anybody can tell later whether one of the \(checkpoint.size) entries was changed."
        )
        return .done
    }

    /// Adds the signatures that a witness answered with.
    private static func add(
        _ path: String,
        to ledger: ActionLedger,
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> ExitCode {
        let signatures = try given.read(path, .note) { bytes throws(NoteError) in
            try NoteSignature.list(parsing: bytes)
        }
        let policy = try given.trust().policy
        let store = given.optionalKeys(in: world).flatMap { Files.isThere($0.folder) ? $0 : nil }
        let kept: SignedCheckpoint
        do throws(LedgerError) {
            kept = try ledger.add(signatures, checkedBy: policy, with: store)
        } catch {
            throw CommandError(error)
        }
        if !given.has("policy") {
            world.say("Added unchecked. With --policy it is seen whether it is of this checkpoint.")
        }
        world.output(kept.formatted)
        return .done
    }
}

extension Record {
    static func restore(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let recording = try Recording(given, world)
        let store = try given.keys(in: world)
        var request = ActionLedger.RestoreRequest()
        if let path = given["signed"] {
            request.signed = try given.read(path, .checkpoint) { bytes throws(NoteError) in
                try SignedCheckpoint(parsingLinesOrNote: bytes)
            }
        }
        request.lost = try given.value("lost", expected: "a whole number from 0") { text in
            Int(text).flatMap { $0 < 0 ? nil : $0 }
        }
        request.origin = given["origin"]
        let event: TrustEvent
        do throws(LedgerError) { event = try recording.ledger.restore(request, store) } catch {
            throw CommandError(error)
        }
        let code = try recording.record(.trust(event))
        guard !recording.isDryRun, case .ledgerRestored(_, _, _, let origin) = event else {
            return code
        }
        do throws(LedgerError) {
            try recording.ledger.makeKey(for: origin, in: store)
            // At once, so that nobody can change what the entry owns to.
            let signed = try recording.ledger.checkpoint(with: store).checkpoint.checkpoint
            world.say(
                "Signed as \(origin), over \(signed.size) entries. Tell its new key, which `ledgerctl "
                    + "keys show` writes, to whoever trusts."
            )
        } catch { throw CommandError(error) }
        return code
    }
}
