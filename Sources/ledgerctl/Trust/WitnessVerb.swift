// `witness` signs the checkpoint of somebody else's journal, once it is shown to have grown.

import Ledger

extension Answer {
    static func witness(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let path = given["REQUEST"] ?? ""
        let request = try given.read(path, .request) { bytes throws(NoteError) in
            // A checkpoint alone is a request to a witness who has seen none, or this very one.
            bytes.starts(with: "old ".utf8)
                ? try GrowthProof(parsing: bytes)
                : GrowthProof(from: 0, hashes: [], checkpoint: try SignedCheckpoint(parsing: bytes))
        }
        let logs = try given.trust().policy.logs
        let store = try given.keys(in: world)
        let signatures: [NoteSignature]
        do throws(JournalError) {
            signatures = try store.witness(request, trusting: logs, at: world.now())
        } catch { throw CommandError(.journal(error)) }
        try given.write(signatures.map(\.line).joined(), in: world)
        let at = request.checkpoint.checkpoint
        world.say(
            "Seen and signed: \(at.origin) over \(at.size) entries. Send the line to whoever keeps the "
                + "journal, who adds it with `ledgerctl checkpoint --add FILE --policy FILE`."
        )
        return .done
    }
}
