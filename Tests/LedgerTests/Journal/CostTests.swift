// What recording and reading cost, counted in calls and bytes and never in time.

import Foundation
import Synchronization
import Testing

@testable import Ledger

extension Scratch {
    /// The plan of the samples, in which there is an action to write about, begun.
    func ledger() throws -> ActionLedger {
        let ledger = ActionLedger(journal()) { Instant(seconds: Sample.start + 3600) }
        var manner = ActionLedger.Manner()
        manner.creates = true
        _ = try ledger.record(how: manner) { _ in
            [
                Sample.opening,
                Entry.Act(
                    by: "KT",
                    events: [
                        .structure(.priorityAdded("A", title: "First", under: nil, aim: nil)),
                        .structure(.actionAdded("A1", under: "A", title: "Open the ward")),
                    ]
                ),
            ]
        }
        return ledger
    }

    var byteCount: Int { bytes()?.count ?? 0 }
}

@Suite("The cost")
struct CostTests {
    @Test("of one record is one write, one flush, one lock and one look at the file")
    func oneRecord() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        for _ in 1...3 {
            let before = scratch.byteCount
            var calls: [FaultyFiles.Call: Int] = [:]
            let bytes = try scratch.files.bytes {
                calls = try scratch.files.count {
                    _ = try ledger.record { _ in [Sample.note("Paper drafted")] }
                }
            }
            // One look tells that the name still leads to this file and how long it is: that
            // nobody has appended, so that not a byte is read.
            #expect(calls == [.lock: 1, .look: 1, .write: 1, .flush: 1])
            #expect(bytes.read == [])
            #expect(bytes.written == [scratch.byteCount - before])
        }
    }

    @Test("of several acts recorded together is that of one")
    func manyActs() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        let calls = try scratch.files.count {
            let recorded = try ledger.record { _ in (1...9).map { Sample.note("Note \($0)") } }
            #expect(recorded.new.map(\.seq) == Array(3...11))
        }
        #expect(calls == [.lock: 1, .look: 1, .write: 1, .flush: 1])
        #expect(try ledger.verify(rules: true).findings == [])
    }

    @Test("of a record after others have appended is that of reading what they appended, once")
    func afterOthers() throws {
        let scratch = try Scratch()
        let (one, other) = (try scratch.ledger(), ActionLedger(scratch.journal()))
        let start = scratch.byteCount
        _ = try one.record { _ in [Sample.note("a"), Sample.note("b")] }
        let end = scratch.byteCount
        let first = try scratch.files.bytes {
            _ = try other.record { _ in [Sample.note("c")] }
        }
        #expect(first.read == [0..<end])
        let middle = scratch.byteCount
        let second = try scratch.files.bytes {
            _ = try one.record { _ in [Sample.note("d")] }
        }
        #expect(second.read == [end..<middle] && start < end)
    }

    @Test("of requests that wait together is one write and one flush, in the order they came")
    func together() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        let count = 20
        let group = DispatchGroup()
        let seqs = Mutex<[Int: Int]>([:])
        let calls = try scratch.files.count {
            _ = try ledger.record { _ in
                for number in 1...count {
                    inThread(group) {
                        let recorded = try ledger.record { _ in [Sample.note("Note \(number)")] }
                        seqs.withLock { $0[number] = recorded.new.first?.seq }
                    }
                    while ledger.journal.waitingCount < number { usleep(100) }
                }
                return [Sample.note("Note 0")]
            }
            group.wait()
        }
        // One turn for the first, one for all that came while it decided.
        #expect(calls == [.lock: 2, .look: 2, .write: 2, .flush: 2])
        let expected = Dictionary(uniqueKeysWithValues: (1...count).map { ($0, 3 + $0) })
        #expect(seqs.withLock { $0 } == expected)
        #expect(try ledger.verify(rules: true).findings == [])
    }

    @Test("of a refusal is one lock and one look; nothing is written, flushed or read")
    func refusal() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        let event = ProgressEvent.noted("B9", note: "x", line: nil, byWhen: nil)
        let calls = scratch.files.count {
            #expect(throws: LedgerError.refused(.codeMustBeKnown("B9", kind: .action))) {
                try ledger.record { _ in [Entry.Act(by: "KT", events: [.progress(event)])] }
            }
        }
        #expect(calls == [.lock: 1, .look: 1])
    }

    @Test("of reading is that of every byte once; nothing is written, flushed or locked")
    func reading() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        _ = try ledger.record { _ in (1...50).map { Sample.note("Note \($0)") } }
        let size = scratch.byteCount
        for read in [
            { _ = try ledger.read() }, { _ = try ledger.read(hashesLeaves: true) },
            { _ = try ledger.verify(rules: false) }, { _ = try ledger.verify(rules: true) },
        ] {
            var calls: [FaultyFiles.Call: Int] = [:]
            let bytes = try scratch.files.bytes { calls = try scratch.files.count(read) }
            #expect(bytes.read == [0..<size] && bytes.written == [])
            #expect(Set(calls.keys) == [.open, .look, .read] && calls[.open] == 1)
        }
    }

    @Test("of reading several stretches is that of their bytes and of little more between them")
    func readingStretches() throws {
        let scratch = try Scratch()
        let lines = Sample.lines(2500)
        try scratch.put(Sample.bytes(lines))
        let size = scratch.byteCount
        let stretches = size / JournalStretch.byteCountMin + 1
        #expect(stretches >= 2)
        var found = 0
        let bytes = try scratch.files.bytes { found = try scratch.journal().read().size }
        #expect(found == 2500)
        let count = bytes.read.reduce(0) { $0 + $1.count }
        // Where a stretch ends in the middle of a line, the rest of it and what was read with it.
        let longest = lines.map(\.count).max() ?? 0
        #expect((size...size + stretches * (2_048 + longest)).contains(count))
        #expect(bytes.read.reduce(into: IndexSet()) { $0.insert(integersIn: $1) }.count == size)
    }
}
