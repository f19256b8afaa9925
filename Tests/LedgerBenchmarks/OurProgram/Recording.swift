// Recording in this process, by one writer and by many, beside a bare write and flush.

import Glibc
import Ledger

/// Measures how long an entry takes to be on the device.
struct RecordingRate {
    let journal: MadeJournal
    let folder: String
    let launcher: Launcher

    /// The actions that are written about, and by whom.
    static let action = Code(wellFormed: "A1")
    static let lead = Key(wellFormed: "P1")
    static let words =
        "Paper drafted and sent to the leads for comment; next step is the board’s seminar; the "
        + "risk has not changed"

    static var act: Entry.Act {
        let event = ProgressEvent.noted(action, note: words, line: nil, byWhen: nil)
        return Entry.Act(by: lead, events: [.progress(event)])
    }

    /// A fresh copy of the journal, so that every turn appends to the same.
    private func fresh() throws {
        try Files.makeFolder(folder)
        try launcher.prepare(["rm", "-rf", "\(folder)/.derived"])
        try launcher.prepare(["cp", journal.file, "\(folder)/\(MadePlan.code).jsonl"])
    }

    /// A line of the size that the acts here have, written and flushed by C `count` times.
    func raw(_ program: String, count: Int) throws -> Sample {
        try fresh()
        let bytes = Tip().next(RecordingRate.act, at: Instant(seconds: 0)).format().count + 4
        let file = "\(folder)/\(MadePlan.code).jsonl"
        return try launcher.runTimingItself(
            [program, file, String(count), String(bytes)],
            each: count
        )
    }

    /// `ActionLedger.record`: follow, decide, append, flush, answer.
    func record(writers: Int, count: Int) throws -> Sample {
        try fresh()
        let ledger = ActionLedger(folder: folder, plan: MadePlan.code)
        let act: @Sendable () throws(LedgerError) -> Void = { () throws(LedgerError) in
            _ = try ledger.record { _ in [RecordingRate.act] }
        }
        return try measure(writers: writers, count: count, act)
    }

    /// `Journal.append`: no rule is tested.
    func append(writers: Int, count: Int) throws -> Sample {
        try fresh()
        let journal = Journal(folder: folder, plan: MadePlan.code)
        let act: @Sendable () throws(JournalError) -> Void = { () throws(JournalError) in
            try journal.append { look in [look.tip.next(RecordingRate.act, at: look.now)] }
        }
        return try measure(writers: writers, count: count, act)
    }

    /// The first act reads the journal, and is not counted.
    private func measure(
        writers: Int,
        count: Int,
        _ act: @escaping @Sendable () throws -> Void
    ) throws -> Sample {
        try act()
        let before = monotonicSeconds()
        try Writers.run(
            [@Sendable () throws -> Void](repeating: act, count: writers),
            each: count / writers
        )
        return Sample(
            seconds: (monotonicSeconds() - before) / Double(count / writers * writers)
        )
    }
}

/// The seconds on a clock that is never set.
func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// Threads that each do one thing so many times.
enum Writers {
    private final class Work: Sendable {
        let times: Int
        let act: @Sendable () throws -> Void

        init(_ times: Int, _ act: @escaping @Sendable () throws -> Void) {
            (self.times, self.act) = (times, act)
        }

        /// Whether all went well.
        func run() -> Bool {
            do {
                for _ in 0..<times { try act() }
                return true
            } catch {
                say("  \(error)")
                return false
            }
        }
    }

    /// Runs each of `acts` in a thread of its own.
    static func run(_ acts: [@Sendable () throws -> Void], each times: Int) throws {
        var threads: [pthread_t] = []
        for act in acts {
            var thread = pthread_t()
            let argument = Unmanaged.passRetained(Work(times, act)).toOpaque()
            let started = pthread_create(&thread, nil, writersBody, argument)
            guard started == 0 else { throw Failure("a thread could not be started") }
            threads.append(thread)
        }
        var failed = false
        for thread in threads {
            var answer: UnsafeMutableRawPointer?
            pthread_join(thread, &answer)
            failed = failed || answer != nil
        }
        if failed { throw Failure("a writer was refused") }
    }

    fileprivate static func body(_ argument: UnsafeMutableRawPointer?) -> Bool {
        guard let argument else { return false }
        return Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
    }
}

private func writersBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Writers.body(argument) ? nil : UnsafeMutableRawPointer(bitPattern: 1)
}

extension Bench {
    /// Entries a second, beside write and flush by C.
    func recording() throws -> Contest {
        let program = try launcher.compile(CSources.raw, as: "raw")
        let rate = RecordingRate(
            journal: try MadeJournal("1500", in: folder),
            folder: "\(folder)/scratch/record",
            launcher: launcher
        )
        let mine = [(1, 0.9), (8, 2.5), (64, 8.0)].flatMap { writers, limit in
            let who = writers == 1 ? "1 writer" : "\(writers) writers"
            let count = writers * (writers == 1 ? 1000 : 64)
            return [
                Contestant("`ActionLedger.record`, \(who)", .atLeast(limit)) {
                    try rate.record(writers: writers, count: count)
                },
                Contestant("`Journal.append`, \(who)") {
                    try rate.append(writers: writers, count: count)
                },
            ]
        }
        return Contest(
            title: "durable appends in one process, as rates",
            rounds: 21,
            ofRates: true,
            contestants: [
                Contestant("raw write and flush in C") { try rate.raw(program, count: 1000) }
            ] + mine + appendingPeers()
        )
    }
}
