// Writes a made journal straight to its file, in memory that does not grow with its length.

import Glibc
import Ledger

/// A journal that the benchmarks are run on.
struct MadeJournal {
    let name: String
    let entries: Int
    let actions: Int
    let plan: Code
    let seed: Int
    /// The ledger it lies in.
    let ledger: String

    static let firstSeed = 2018
    static let sizes = [
        (name: "1500", entries: 1500, actions: 80),
        (name: "100k", entries: 100_000, actions: 2000),
        (name: "1m", entries: 1_000_000, actions: 20_000),
        (name: "10m", entries: 10_000_000, actions: 20_000),
        (name: "40m", entries: 40_000_000, actions: 20_000),
    ]

    /// The journal called `name`, of ``sizes``. It is written unless it is there.
    init(_ name: String, in folder: String) throws {
        guard let size = MadeJournal.sizes.first(where: { $0.name == name }) else {
            throw Failure(
                "there is no journal \(name); there are "
                    + MadeJournal.sizes.map(\.name).joined(separator: ", ")
            )
        }
        (self.name, entries, actions) = size
        (plan, seed) = (MadePlan.code, MadeJournal.firstSeed)
        ledger = "\(folder)/\(name)"
        if !Files.exists(file) { try write() }
    }

    /// The journal of one of many plans of 1,500 entries in one ledger, each by its own seed.
    private init(number: Int, in ledger: String) throws {
        name = "\(number)"
        (entries, actions) = (1500, 80)
        plan = Code("\(MadePlan.code)-\(number)") ?? MadePlan.code
        seed = MadeJournal.firstSeed + number
        self.ledger = ledger
        if !Files.exists(file) { try write() }
    }

    /// A ledger of `count` plans of 1,500 entries each.
    static func portfolio(of count: Int, in folder: String) throws -> String {
        let ledger = "\(folder)/\(count)-plans"
        for number in 1...count { _ = try MadeJournal(number: number, in: ledger) }
        return ledger
    }

    var file: String { "\(ledger)/\(plan).jsonl" }

    var bytes: Int { Files.size(file) }

    private func write() throws {
        say("writing \(file): \(entries) entries, seed \(seed)")
        try Files.makeFolder(ledger)
        let unfinished = "\(ledger)/unfinished"
        let writer = try FileWriter(unfinished)
        var plan = MadePlan(plan, actions: actions, entries: entries, seed: seed)
        let structure = plan.structure
        var prev = Digest.zero
        var buffer: [UInt8] = []
        for place in 0..<entries {
            let at: Instant
            let act: Entry.Act
            if place < structure.count {
                at = plan.calendar.moment(place, of: structure.count, over: plan.calendar.opening)
                act = structure[place]
            } else {
                at = plan.calendar.moment(
                    place - structure.count,
                    of: entries - structure.count,
                    over: plan.calendar.life
                )
                act = plan.act(number: place + 1, on: at.day)
            }
            var entry = Entry(seq: place + 1, prev: prev, at: at, act: act)
            if act.by == MadePlan.auditor, let signer = MadePlan.auditorSigner {
                entry = try entry.signed(with: signer)
            }
            let line = entry.format()
            prev = Digest(of: line)
            buffer += line
            buffer.append(UInt8(ascii: "\n"))
            if buffer.count > 1 << 20 {
                try writer.put(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try writer.put(buffer)
        writer.close()
        guard rename(unfinished, file) == 0 else { throw Failure("\(file) cannot be named so") }
    }
}
