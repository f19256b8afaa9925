// `export` hands a journal over, with all that is needed to check it.

import Ledger

extension Answer {
    static func export(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let plan = try given.plan(in: given.home(in: world))
        let ledger = given.ledger(of: plan, in: world)
        var policy: String?
        if let path = given["policy"] {
            policy = String(
                decoding: try Files.read(path, atMost: NoteDocument.policy.byteCountMax),
                as: UTF8.self
            )
        }
        let trust = try given.trust()
        let store = given.optionalKeys(in: world)
        let bundle: AuditBundle
        do throws(LedgerError) {
            bundle = try ledger.bundle(trust: try trust.adding(store, of: plan), policy: policy)
        } catch { throw CommandError(error) }
        let path = given["bundle"] ?? ""
        try Files.saveNew(bundle.files, in: path) { part throws(CommandError) in
            let path = "\(part)/\(bundle.journal)"
            try Files.write(to: path) { take throws(CommandError) in
                do throws(LedgerError) {
                    try ledger.readBytes(upTo: bundle.journalByteCount, take)
                } catch { throw CommandError(error) }
            }
        }
        world.say("The bundle is in \(path); CHECK.txt in it says how to check it.")
        return .done
    }
}
