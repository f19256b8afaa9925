// What the tests of checkpoints share: a journal, and the keys of whoever keeps it.

import Foundation

@testable import Ledger

/// A ledger with one journal, and the keys of several people beside it.
final class TrustScene: Sendable {
    let scratch: Scratch
    /// The keys of whoever keeps the journal.
    let store: KeyStore

    /// A journal of `count` entries, with a key of its plan.
    init(_ count: Int, keyed: Bool = true) throws {
        scratch = try Scratch()
        store = KeyStore(folder: "\(scratch.path)/keys", files: scratch.files)
        if count > 0 { try scratch.put(Sample.bytes(Sample.lines(count))) }
        if keyed { _ = try store.make(.plan(Sample.plan), name: "county.example/cqc-2018") }
    }

    /// Somebody else's keys.
    func others(_ name: String) -> KeyStore {
        KeyStore(folder: "\(scratch.path)/\(name)", files: scratch.files)
    }

    var ledger: ActionLedger {
        ActionLedger(scratch.journal()) { Instant(seconds: Sample.start + 3600) }
    }

    /// Signs the journal as it stands.
    @discardableResult
    func sign() throws(LedgerError) -> Journal.SignedNow { try ledger.checkpoint(with: store) }

    /// The public key of the plan.
    func key() throws -> NoteKey { try store.keys(of: .plan(Sample.plan))[0].key }

    /// The trust of whoever has been told the plan's key.
    func trust(_ others: [SignedCheckpoint] = []) throws -> Trust {
        Trust(
            policy: TrustPolicy(logs: [try key()]),
            others: others.map { ("what was brought", $0) },
            isAsked: true
        )
    }

    /// The checkpoint beside the journal.
    func kept() throws -> SignedCheckpoint? { try scratch.journal().keptCheckpoint() }

    /// Puts the journal of `lines` in the place of what there is.
    func put(_ lines: [[UInt8]]) throws { try scratch.put(Sample.bytes(lines)) }

    static let checkpoint = "cqc-2018.checkpoint"
}

extension Verification {
    /// The first damage, by its line; -1 where there is none, 0 where it is no line's.
    var damagedLine: Int { damage.map { $0.line ?? 0 } ?? -1 }

    /// The kinds of what was found.
    var kinds: Set<Finding.Kind> { Set(findings.map(\.kind)) }
}
