// Processes that record, import, sign, read and keep snapshots, and are killed at any moment.

import Foundation
import Ledger
import Testing

/// `KILLS=10000 swift test --filter KillTests` kills so many; `KILL_SEED` repeats a run.
@Suite("Processes that are killed at any moment", .serialized)
struct KillTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test("lose nothing that they acknowledged, and leave nothing that looks like damage")
    func killed() throws {
        let count = KillTests.environment["KILLS"].flatMap { Int($0) } ?? 120
        let seed =
            KillTests.environment["KILL_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...9999)
        print("kill loop: KILL_SEED=\(seed) KILLS=\(count)")
        var loop = try KillLoop(seed: seed)
        try loop.run(kills: count)
        print(
            "kill loop: \(loop.killCount) killed of \(loop.startCount) processes in"
                + " \(loop.ledgerCount) ledgers; \(loop.acknowledgedCount) entries acknowledged,"
                + " \(loop.unsaidCount) stood unacknowledged, \(loop.tornCount) tails torn,"
                + " \(loop.snapshotCount) snapshots"
        )
        #expect(loop.killCount >= count)
        for violation in loop.violations.prefix(10) { Issue.record("seed \(seed): \(violation)") }
    }
}

/// Starts processes on a ledger, kills them, and looks at what they left.
private struct KillLoop {
    private var random: Seeded
    private(set) var killCount = 0
    private(set) var startCount = 0
    private(set) var ledgerCount = 0
    private(set) var acknowledgedCount = 0
    private(set) var unsaidCount = 0
    private(set) var tornCount = 0
    private(set) var snapshotCount = 0
    private(set) var violations: [String] = []

    /// What a process does.
    private enum Work: CaseIterable {
        case note, other, long, evidence, importPlan, checkpoint, status, verify, report
    }

    private var ledger: SmallLedger
    /// The whole lines of the journal as they were seen last.
    private var known = Data()
    /// How long it takes from the start of a process to its end, in microseconds.
    private var usual: [Work: Double] = [:]

    /// How many processes there are to be before the next ledger is begun.
    private var startCountAtEnd = 500

    init(seed: UInt64) throws {
        random = Seeded(seed)
        ledger = try SmallLedger()
        try begin()
    }

    mutating func run(kills: Int) throws {
        while killCount < kills {
            if startCount >= startCountAtEnd {
                try end()
                startCountAtEnd += 500
                ledger = try SmallLedger()
                try begin()
            }
            try round()
        }
        try end()
    }

    // MARK: A ledger

    private var folder: String { ledger.folder.path }

    private var environment: [String: String] {
        ledger.environment.merging(
            ["PATH": "/usr/bin:/bin", "XDG_CONFIG_HOME": "\(folder)/config"]
        ) { $1 }
    }

    /// Makes the ledger long enough for snapshots to be kept.
    private mutating func begin() throws {
        ledgerCount += 1
        let plan = ActionLedger(folder: folder, plan: try #require(Code("p")))
        let (by, action) = (try #require(Key("KT")), try #require(Code("A1")))
        _ = try plan.record { _ in
            (1...140).map { number in
                let note = "\(number) " + String(repeating: "word ", count: 400)
                let event = ProgressEvent.noted(action, note: note, line: nil, byWhen: nil)
                return Entry.Act(by: by, events: [.progress(event)])
            }
        }
        try FileManager.default.createDirectory(
            atPath: "\(folder)/plans",
            withIntermediateDirectories: false
        )
        for (name, text) in [
            ("i.priorities.csv", "code,title\nA,First\nB,Second\n"),
            (
                "i.actions.csv",
                "code,parent,title\n" + (1...60).map { "A\($0),A,Action \($0)\n" }.joined()
            ),
        ] { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/plans/\(name)")) }
        let made = try process(["keys", "new", "--plan", "p"], "key").end()
        if made.code != 0 { violations.append("no key: \(made.errors)") }
        let meeting = ["add", "meeting", "2018-11-15", "The Board", "--plan", "p"]
        let called = try process(meeting, "meeting").end()
        if called.code != 0 { violations.append("no meeting: \(called.errors)") }
        known = try journal("p")
    }

    /// Everything together, by the program and by another that knows nothing of it.
    private mutating func end() throws {
        let chain = """
            import hashlib, json, sys
            above = "0" * 64
            for number, line in enumerate(open(sys.argv[1], "rb").read().splitlines(), 1):
                entry = json.loads(line)
                assert entry["seq"] == number and entry["prev"] == above, number
                above = hashlib.sha256(line).hexdigest()
            """
        _ = try process(["note", "A1", "the last"], "last").end()
        let checked = try ledger.run("/usr/bin/python3 -c '\(chain)' p.jsonl".inFolder(folder))
        if checked.code != 0 { violations.append("the chain is broken: \(checked.errors)") }
        let verified = try process(["verify", "--plan", "p", "--rules"], "verify").end()
        if verified.code != 0 {
            violations.append("in the end: \(verified.output)\(verified.errors)")
        }
    }

    private func journal(_ plan: String) throws -> Data {
        let path = "\(folder)/\(plan).jsonl"
        return FileManager.default.contents(atPath: path) ?? Data()
    }

    private func process(_ arguments: [String], _ name: String) throws -> KilledProcess.Running {
        try KilledProcess.start(Shell.command, arguments, environment, in: folder, name)
    }

    // MARK: A round

    /// Starts one to three processes at once, and kills them some time later.
    private mutating func round() throws {
        let works = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Work.allCases.randomElement(using: &random) ?? .note
        }
        var longest = 0.0
        for work in works {
            if usual[work] == nil { try measure(work) }
            longest = max(longest, usual[work] ?? 0)
        }
        let number = startCount
        let requests = works.enumerated().map { arguments($1, "k\(number + $0)") }
        let running = try requests.enumerated().map { try process($1, "p\($0)") }
        startCount += running.count
        usleep(UInt32(Double.random(in: 0...1.5, using: &random) * longest * Double(works.count)))
        for process in running { kill(process.id, SIGKILL) }
        let ended = try running.map { try $0.end() }
        killCount += ended.count { $0.wasKilled }
        try look(works, ended, number)
        // Who was killed asks again, and is told that it stands, or has it recorded.
        for (place, one) in ended.enumerated() where one.wasKilled && Bool.random(using: &random) {
            try again(works[place], requests[place], "k\(number + place)")
        }
    }

    private mutating func measure(_ work: Work) throws {
        let begun = ContinuousClock.now
        let ended = try process(arguments(work, "m\(usual.count)"), "measured").end()
        usual[work] = (ContinuousClock.now - begun) / .microseconds(1)
        if ended.code != 0 { violations.append("\(work): \(ended.errors)") }
        if work == .importPlan { try FileManager.default.removeItem(atPath: "\(folder)/i.jsonl") }
        known = try journal("p").wholeLines
    }

    private func arguments(_ work: Work, _ token: String) -> [String] {
        switch work {
        case .note: ["note", "A1", "\(token).", "--plan", "p", "--key", token]
        case .other:
            ["rate", "A1", "amber", "--because", "\(token).", "--plan", "p", "--key", token]
        case .long:
            [
                "note", "A1", "\(token)." + String(repeating: " long", count: 11_000), "--plan",
                "p",
                "--key", token,
            ]
        case .evidence:
            [
                "evidence", "A1", "\(folder)/plans/i.actions.csv", "--title", "\(token).", "--plan",
                "p", "--key", token,
            ]
        case .importPlan:
            [
                "import", "\(folder)/plans", "--plan", "i", "--title", "An import", "--board",
                "HWB=The Board", "--on", "2018-03-22",
            ]
        case .checkpoint: ["checkpoint", "--plan", "p"]
        case .status: ["status", "--plan", "p"]
        case .verify: ["verify", "--plan", "p"]
        case .report: ["report", "--meeting", "2018-11-15", "--plan", "p"]
        }
    }

    // MARK: What is left

    private mutating func look(_ works: [Work], _ ended: [KilledProcess], _ number: Int) throws {
        let place = "processes \(number) to \(number + works.count - 1), \(works)"
        let bytes = try journal("p")
        let whole = bytes.wholeLines
        if !whole.starts(with: known) { violations.append("\(place): old lines were changed") }
        let new = whole.dropFirst(known.count).split(separator: 0x0A).map {
            String(decoding: $0, as: UTF8.self)
        }
        known = whole
        var acknowledged = 0
        for (index, process) in ended.enumerated() {
            let word = process.output.split(separator: " ").prefix(3)
            if word.starts(with: ["Recorded", "entry"]) {
                acknowledged += 1
                let key = "\"key\":\"k\(number + index)\""
                let seq = "\"seq\":\(word[2])}"
                if !new.contains(where: { $0.contains(key) && $0.hasSuffix(seq) }) {
                    violations.append("\(place): entry \(word[2]) was acknowledged and is lost")
                }
            }
            // Who comes upon a line half written may say so.
            if !process.wasKilled, process.code != 0, process.code != 2 {
                violations.append("\(place): \(process.code) \(process.errors)")
            }
        }
        acknowledgedCount += acknowledged
        unsaidCount += max(0, new.count - acknowledged)
        let isTorn = whole.count < bytes.count
        if isTorn { tornCount += 1 }
        try checkVerdict("p", isTorn: isTorn, place)
        try lookAtImport(ended, works, place)
        let snapshot = "\(folder)/.derived/p.snapshot"
        if FileManager.default.fileExists(atPath: snapshot) { snapshotCount += 1 }
    }

    private mutating func checkVerdict(_ plan: String, isTorn: Bool, _ place: String) throws {
        let code = try #require(Code(plan))
        let verdict = try Journal(folder: folder, plan: code).read(keepsEntries: false).verdict
        if verdict != (isTorn ? .torn : .unanchored) {
            violations.append("\(place): \(plan) is called \(verdict), torn: \(isTorn)")
        }
        guard startCount % 20 < 3 else { return }
        let verified = try process(["verify", "--plan", plan, "--rules"], "verify").end()
        if verified.code != (isTorn ? 2 : 0) {
            violations.append("\(place): verify exits \(verified.code): \(verified.output)")
        }
    }

    /// An import is there as far as its one write came, and whole where it was acknowledged.
    private mutating func lookAtImport(
        _ ended: [KilledProcess],
        _ works: [Work],
        _ place: String
    ) throws {
        guard works.contains(.importPlan) else { return }
        let bytes = try journal("i")
        let isTorn = bytes.last.map { $0 != 0x0A } ?? true
        if FileManager.default.fileExists(atPath: "\(folder)/i.jsonl") {
            try checkVerdict("i", isTorn: isTorn, place)
        }
        let saidSo = zip(works, ended).contains { $0 == .importPlan && $1.output.hasPrefix("Rec") }
        let repeated = try process(arguments(.importPlan, ""), "again").end()
        if repeated.code != 0 { violations.append("\(place): again: \(repeated.errors)") }
        let after = try journal("i")
        if saidSo, after != bytes { violations.append("\(place): an import was not whole") }
        let lines = after.split(separator: 0x0A).count
        let acknowledged = repeated.output.split(separator: " ").compactMap { Int($0) }.first ?? 0
        if acknowledged > lines { violations.append("\(place): an import of too few lines") }
        try? FileManager.default.removeItem(atPath: "\(folder)/i.jsonl")
    }

    /// The same request again leaves it recorded once.
    private mutating func again(_ work: Work, _ request: [String], _ token: String) throws {
        guard work != .importPlan else { return }
        let ended = try process(request, "again").end()
        startCount += 1
        if ended.code != 0, ended.code != 2 || request.contains("--key") {
            violations.append("\(token) again: \(ended.errors)")
        }
        let bytes = try journal("p")
        if request.contains("--key") {
            let key = Data("\"key\":\"\(token)\"".utf8)
            let first = bytes.range(of: key)
            let isTwice = first.map { bytes[$0.upperBound...].range(of: key) != nil } ?? true
            if isTwice { violations.append("\(token) does not stand there once") }
        }
        // A tail that a killed one left stands there until the next one writes.
        known = bytes.wholeLines
    }
}

extension String {
    /// The script, run in `folder`.
    fileprivate func inFolder(_ folder: String) -> String { "cd '\(folder)' && \(self)" }
}
