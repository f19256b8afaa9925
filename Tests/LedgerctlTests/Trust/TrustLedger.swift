// What the tests of keys, checkpoints and proofs share: a ledger whose keeper and auditor have
// homes of their own.

import Foundation

/// A ledger of one small plan `p`, its keeper KT with a key of the plan, and an auditor who has
/// been told it; all gone after the test.
final class TrustLedger: Sendable {
    let ledger: SmallLedger
    /// The public key of the plan.
    let key: String

    init() throws {
        ledger = try SmallLedger()
        let home = ledger.folder.appending(path: "keeper").path
        let made = try Shell.run(
            "\"$L\" keys new --plan p --origin county.example/p",
            ["XDG_CONFIG_HOME": home, "LEDGER": ledger.folder.path]
        )
        key = made.output.trimmingCharacters(in: .newlines)
    }

    /// Where files of the test may lie: `$T`.
    var folder: URL { ledger.folder.appending(path: "files") }

    /// Runs `script` as the keeper.
    @discardableResult
    func keeper(_ script: String) throws -> Shell.Ran { try run(script, home: "keeper") }

    /// Runs `script` as the auditor, who has no key and knows that of the plan as `$K`.
    @discardableResult
    func auditor(_ script: String) throws -> Shell.Ran { try run(script, home: "auditor") }

    /// Runs `script` as whoever has the home `home`.
    @discardableResult
    func run(_ script: String, home: String) throws -> Shell.Ran {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var environment = ledger.environment
        environment["XDG_CONFIG_HOME"] = ledger.folder.appending(path: home).path
        environment["K"] = key
        environment["T"] = folder.path
        return try Shell.run("cd \"$T\"; \(script)", environment)
    }

    /// Records notes on A1, `count` of them.
    func note(_ count: Int) throws {
        try keeper("for i in $(seq \(count)); do \"$L\" note A1 \"Note $i\" >/dev/null; done")
    }

    /// The lines of the journal with their line feeds.
    func lines() throws -> [Data] {
        try ledger.bytes().split(separator: 0x0A).map { Data($0) + Data([0x0A]) }
    }

    /// Puts other lines in the place of the journal.
    func put(_ lines: [Data]) throws {
        try Data(lines.joined()).write(to: ledger.journal)
    }
}

/// What `verify --json` says, as far as the tests ask.
struct Verified: Decodable {
    struct Finding: Decodable {
        let line: Int?
        let kind: String
        let why: String
    }
    struct Checkpoint: Decodable {
        let origin: String
        let size: Int
        let outcome: String
        let missing: [String]
    }
    struct Signed: Decodable {
        let entry: Int
        let by: String
    }
    let verdict: String
    let after: Int
    let line: Int?
    let findings: [Finding]
    let checkpoints: [Checkpoint]
    let signed: [Signed]

    init(_ ran: Shell.Ran) throws {
        self = try JSONDecoder().decode(Verified.self, from: Data(ran.output.utf8))
    }
}
