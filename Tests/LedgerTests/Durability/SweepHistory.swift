// The scripts that a sweep runs: what somebody does to a ledger, step by step.

import Synchronization
import Testing

@testable import Ledger

/// One thing that is done to a ledger, and can be done again where it is not known to be done.
enum SweepStep: Hashable, Sendable {
    /// Opens the plan, with what its entries need.
    case open
    case note(String)
    /// Several entries in one write.
    case batch([String])
    /// Records the acts of a small import.
    case importFolder
    case evidence(String)
    /// Keeps a paper and records its publication.
    case publish(String)
    case makeKey
    case checkpoint
    /// A witness signs the checkpoint.
    case witness
    case restore
    /// Asks where the plan stands, and keeps the answer in a snapshot.
    case status
    /// Reads and verifies everything.
    case verify

    /// Whether it reads alone.
    var onlyReads: Bool { self == .status || self == .verify }
}

/// A script, and what stands on the disk before.
struct SweepHistory: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let steps: [SweepStep]
    var disk = SweepProcess.emptyDisk
    /// The number of the first step: the clock goes on from there.
    var firstStep = 0
    /// How many steps it takes until the ledger is in order, where it is not so at first.
    var stepsToOrder = 0

    init(_ name: String, _ steps: [SweepStep]) {
        (testDescription, self.steps) = (name, steps)
    }

    /// The script that goes on from what `steps` have made, once `change` was done to that.
    init(
        _ name: String,
        after before: [SweepStep],
        _ steps: [SweepStep],
        stepsToOrder: Int = 0,
        change: (inout DiskState) throws -> Void
    ) rethrows {
        self.init(name, steps)
        let disk = SimulatedDisk(disk)
        let process = SweepProcess(disk)
        for (number, step) in before.enumerated() {
            do { _ = try process.run(step, number) } catch { fatalError("\(name): \(error)") }
        }
        self.disk = disk.state
        try change(&self.disk)
        firstStep = before.count
        self.stepsToOrder = stepsToOrder
    }

    /// All of them.
    static let all: [SweepHistory] = [
        SweepHistory("appends", [.open, .note("one"), .note("two"), .status, .note("three")]),
        SweepHistory(
            "batches",
            [.open, .batch(["a", "b", "c", "d"]), .verify, .batch(["e", "f"])]
        ),
        SweepHistory("an import", [.importFolder, .status, .note("after it")]),
        SweepHistory("evidence", [.open, .evidence("minutes"), .evidence("photo"), .note("x")]),
        SweepHistory("papers", [.open, .publish("paper"), .publish("paper again"), .verify]),
        SweepHistory(
            "checkpoints",
            [.open, .makeKey, .checkpoint, .note("one"), .checkpoint, .verify, .note("two")]
        ),
        SweepHistory(
            "a witness",
            [.open, .makeKey, .checkpoint, .witness, .note("one"), .checkpoint, .witness]
        ),
        SweepHistory("snapshots", [.open, .status, .note("one"), .status, .note("two"), .status]),
        torn("a torn tail", Array("{\"at\":\"20".utf8)),
        torn("a tail of zeros", [UInt8](repeating: 0, count: 700)),
        SweepHistory(
            "a tail without its LF",
            after: [.open, .note("one")],
            [.note("two"), .verify]
        ) { disk in
            // The very entry that the first step makes, which may have been acknowledged.
            var bytes = disk[SweepProcess.journal] ?? []
            let full = try? SweepProcess.journal(after: [.open, .note("one"), .note("two")])
            bytes = Array((full ?? bytes).dropLast())
            disk.put(bytes, at: SweepProcess.journal)
        },
        SweepHistory(
            "a restore",
            after: [.open, .note("one"), .makeKey, .note("two"), .checkpoint],
            [.restore, .checkpoint, .note("three"), .verify],
            stepsToOrder: 1
        ) { disk in
            // The journal comes back as it was before its last entry.
            let bytes = disk[SweepProcess.journal] ?? []
            let lines = bytes.split(separator: 0x0A)
            disk.put(Sample.bytes(lines.dropLast().map { Array($0) }), at: SweepProcess.journal)
        },
    ]

    private static func torn(_ name: String, _ tail: [UInt8]) -> SweepHistory {
        SweepHistory(name, after: [.open, .note("one")], [.verify, .note("two"), .note("three")]) {
            $0.put(($0[SweepProcess.journal] ?? []) + tail, at: SweepProcess.journal)
        }
    }
}

/// One process at work on a disk.
final class SweepProcess: Sendable {
    static let journal = "/l/county.jsonl"
    static let emptyDisk = DiskState(folders: ["/l", "/home"])
    private static let keys = "/home/config/keys"

    private let files: any FileSystem
    private let store: KeyStore
    let ledger: ActionLedger

    init(_ files: any FileSystem) {
        self.files = files
        store = KeyStore(folder: SweepProcess.keys, files: files)
        final class Time: Sendable { let seconds = Mutex(0) }
        let time = Time()
        self.time = { seconds in time.seconds.withLock { $0 = seconds } }
        let now: @Sendable () -> Instant = { Instant(seconds: time.seconds.withLock { $0 }) }
        let journal = Journal(
            folder: "/l",
            plan: "county",
            files: files,
            clock: now,
            snapshotsFrom: 0
        )
        ledger = ActionLedger(journal, clock: now)
    }

    private let time: @Sendable (Int) -> Void

    /// 2024-03-01T12:00:00Z.
    static let start = Day(counting: 2024, month: 3, day: 1).number * 86_400 + 43_200

    /// The journal that `steps` make where nothing goes wrong.
    static func journal(after steps: [SweepStep]) throws -> [UInt8] {
        let disk = SimulatedDisk(emptyDisk)
        let process = SweepProcess(disk)
        for (number, step) in steps.enumerated() { _ = try process.run(step, number) }
        return disk.state[journal] ?? []
    }

    /// Does `step`, number `number` of all, and returns what was answered, as far as that is the
    /// same whenever it is done.
    func run(_ step: SweepStep, _ number: Int) throws -> String {
        // A step that is done again is done at the same time, so that it makes the same bytes.
        time(SweepProcess.start + 60 * number)
        switch step {
        case .open: try record(number, [SweepProcess.opening], creates: true)
        case .note(let text): try record(number, [[.note(text)]])
        case .batch(let texts): try record(number, texts.map { [.note($0)] })
        case .importFolder:
            let acts = try SweepProcess.imported().acts
            var manner = ActionLedger.Manner()
            manner.creates = true
            _ = try ledger.record(how: manner) { _ in acts }
        case .evidence(let text): try file(number, text)
        case .publish(let text): try publish(number, text)
        case .makeKey:
            if try store.keys(of: .plan("county")).isEmpty {
                _ = try store.make(.plan("county"), name: "county.example/plan")
            }
            if try store.keys(of: .witness).isEmpty {
                _ = try store.make(.witness, name: "witness.example")
            }
            // Of a key that is there nobody has been told that it stays.
            try files.flushFolder(SweepProcess.keys)
        case .checkpoint: _ = try ledger.checkpoint(with: store)
        case .witness: try witness()
        case .restore:
            let event = try? ledger.restore(.init(), store)
            if let event { try record(number, [[.trust(event)]]) }
            if let origin = try ledger.origin(in: store) {
                try ledger.makeKey(for: origin, in: store)
            }
            _ = try ledger.checkpoint(with: store)
        case .status:
            let answer = try ledger.standpoint(asAt: "2024-04-01")
            return answer.map { "\($0.size) \($0.head.hex) \($0.position)" } ?? "none"
        case .verify:
            let found = try ledger.verify(rules: true, trust: try trust())
            // What cannot be read beside the journal is said, and is no damage.
            return "\(found.contents.size) \(found.damage?.why ?? "")"
        }
        return ""
    }

    /// All that this user knows of the plan.
    func trust() throws -> Trust { try Trust().adding(store, of: "county") }

    private static let opening: [Event] = [
        .opened(), .body("BRD"), .person("AB"), .person("SEC"), .priority("A"), .action("A1"),
        .leads("A1", "AB"), .called("2024-03-21"),
    ]

    private func record(_ number: Int, _ events: [[Event]], creates: Bool = false) throws {
        var manner = ActionLedger.Manner()
        manner.creates = creates
        let acts = events.enumerated().map { place, events in
            Entry.Act(
                by: "SEC",
                because: "why",
                key: "step-\(number).\(place)",
                events: events
            )
        }
        _ = try ledger.record(how: manner) { _ in acts }
    }

    private func file(_ number: Int, _ text: String) throws {
        // Longer than a page, so that it takes several sectors.
        let bytes = Array(String(repeating: "\(text) \(number). ", count: 90).utf8)
        let digest = try ledger.evidence.keep(bytes)
        let place = Evidence.Place.file(sha256: digest, name: "\(text).txt", bytes: bytes.count)
        let evidence = Evidence(action: "A1", milestone: nil, title: text, place: place)
        try record(number, [[.delivery(.evidenceFiled(evidence))]])
    }

    private func publish(_ number: Int, _ text: String) throws {
        let digest = try ledger.evidence.keep(Array("The paper: \(text).\n".utf8))
        let publication = Publication(
            meeting: "2024-03-21",
            asAt: "2024-03-01",
            knownAt: 1,
            format: .html,
            bytes: digest,
            data: .zero,
            renderer: "test 1"
        )
        try record(number, [[.board(.reportPublished(publication))]])
    }

    private func witness() throws {
        let seen = try? files.bytes(
            at:
                "\(SweepProcess.keys)/witness-\(Digest(of: "county.example/plan".utf8).hex.prefix(16)).seen"
        )
        let old = try seen.map { try SignedCheckpoint(parsing: $0).checkpoint.size } ?? 0
        let proof = try ledger.growthProof(from: old)
        let logs = try store.planKeys()
        let at = Instant(seconds: SweepProcess.start)
        let signatures = try store.witness(proof, trusting: logs, at: at)
        _ = try ledger.add(signatures, with: store)
    }

    private static func imported() throws -> PlanImport {
        try PlanImport(
            of: "county",
            from: [
                "priorities.csv": Array("code,title\nA,First\n".utf8),
                "leads.csv": Array("key,name\nAB,Ann Bee\nSEC,Cy Dee\n".utf8),
                "actions.csv": Array(
                    "code,parent,title,accountable\nA1,A,Open the ward,AB\nA2,A,Close it,AB\n".utf8
                ),
                "progress.csv": Array("action,as_of,note\nA1,2024-02,Begun\nA2,,Waiting\n".utf8),
            ],
            by: "SEC",
            on: "2024-02-01",
            title: "County plan",
            board: "BRD=The Board"
        )
    }
}
