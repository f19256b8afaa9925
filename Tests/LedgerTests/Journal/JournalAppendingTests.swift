// Appending to a journal: what it costs, who waits for whom, what others did meanwhile.

import Foundation
import Synchronization
import Testing

@testable import Ledger

@Suite("Appending to a journal")
struct JournalAppendingTests {
    @Test("begins one where that is asked for, and makes its name durable")
    func begins() throws {
        let scratch = try Scratch()
        let calls = try scratch.files.count {
            try scratch.journal().note("", creating: true)
        }
        #expect(calls[.create] == 1 && calls[.write] == 1)
        #expect(calls[.flush] == 1 && calls[.flushFolder] == 1)
        let entry = Tip().next(Sample.opening, at: Instant(seconds: Sample.start + 3600))
        #expect(scratch.bytes() == entry.format() + [0x0A])
    }

    @Test("costs one write and one flush, and reads what is already known no more")
    func costs() throws {
        let scratch = try Scratch()
        try scratch.put(Sample.bytes(Sample.lines(3)))
        let journal = scratch.journal()
        #expect(try journal.note("4").entries.count == 3)
        let calls = try scratch.files.count { try journal.note("5") }
        #expect(calls[.write] == 1 && calls[.flush] == 1 && calls[.lock] == 1)
        #expect(calls[.open] == nil && calls[.flushFolder] == nil)
        // The size tells that nothing was appended, so nothing is read.
        #expect(calls[.read] == nil)
        #expect(try journal.read().size == 5)
    }

    @Test("writes nothing where nothing is to be recorded")
    func nothing() throws {
        let scratch = try Scratch()
        try scratch.put(Sample.bytes(Sample.lines(3)))
        let journal = scratch.journal()
        let calls = try scratch.files.count {
            let (refused, answered) = (try journal.look { _ in nil }, try journal.look { _ in [] })
            #expect(refused.tip.seq == 3 && answered.tip.seq == 3)
            #expect(throws: JournalError.lineTooLong(bytes: 1)) {
                try journal.append { _ throws(JournalError) in throw .lineTooLong(bytes: 1) }
            }
        }
        // What the answer rests on may be the work of a process that was killed before its flush.
        #expect(calls[.write] == nil && calls[.flush] == 1)
        #expect(scratch.bytes() == Sample.bytes(Sample.lines(3)))
    }

    @Test("flushes once what others may have left unflushed before an answer rests on it")
    func answersFromTheDevice() throws {
        let scratch = try Scratch()
        let (one, other) = (scratch.journal(), scratch.journal())
        let ask = { try one.append { _ in [] } }
        try one.note("1", creating: true)
        #expect(try scratch.files.count(ask)[.flush] == nil)
        try other.note("2")
        let refused = try scratch.files.count { try one.append { _ in nil } }
        #expect(refused[.flush] == nil)
        #expect(try scratch.files.count(ask)[.flush] == 1)
        #expect(try scratch.files.count(ask)[.flush] == nil)
        try other.note("3")
        scratch.files.fail(.flush, with: EIO)
        let path = scratch.path + "/cqc-2018.jsonl"
        #expect(throws: JournalError.unconfirmed(path: path, cause: "Input/output error")) {
            try ask()
        }
        #expect(throws: JournalError.poisoned(path: path, cause: "Input/output error")) {
            try ask()
        }
    }

    @Test("makes the name durable before anything stands under it")
    func nameFirst() throws {
        let scratch = try Scratch()
        let empty = Mutex(false)
        scratch.files.before(.flushFolder) {
            empty.withLock { $0 = scratch.bytes() == [] }
        }
        try scratch.journal().note("1", creating: true)
        #expect(empty.withLock { $0 })
        // A process killed in between leaves an empty file; the name is made durable again.
        try scratch.put([])
        let calls = try scratch.files.count { try scratch.journal().note("1") }
        #expect(calls[.flushFolder] == 1)
        try scratch.put([])
        scratch.files.fail(.flushFolder, with: EIO)
        let path = scratch.path
        #expect(
            throws: JournalError.system(
                call: "flushFolder",
                path: path,
                cause: "Input/output error"
            )
        ) { try scratch.journal().note("1") }
        #expect(scratch.bytes() == [])
    }

    @Test("says that a link which leads nowhere is in its place")
    func danglingLink() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/cqc-2018.jsonl"
        #expect(symlink("nowhere", path) == 0)
        #expect(throws: JournalError.notAFile(path: path)) {
            try scratch.journal().note("1", creating: true)
        }
    }

    @Test("leaves no file behind where the first request is refused")
    func refusedBeginning() throws {
        let scratch = try Scratch()
        #expect(try scratch.journal().look(creating: true) { _ in [] }.tip.seq == 0)
        #expect(scratch.names == [])
    }

    @Test("shows each entry once, own ones and those of others, in order")
    func newEntries() throws {
        let scratch = try Scratch()
        let (one, other) = (scratch.journal(), scratch.journal())
        let beginning = try one.note("1", creating: true)
        #expect(beginning.startsOver && beginning.entries == [])
        let second = try one.note("2")
        #expect(!second.startsOver && second.entries.map(\.seq) == [1])
        try other.note("3")
        try other.note("4")
        let fifth = try one.note("5")
        #expect(!fifth.startsOver && fifth.entries.map(\.seq) == [2, 3, 4])
        #expect(fifth.tip.seq == 4)
        #expect(try other.note("6").entries.map(\.seq) == [4, 5])
    }

    @Test("records several entries in one write")
    func several() throws {
        let scratch = try Scratch()
        try scratch.put(Sample.bytes(Sample.lines(1)))
        let calls = try scratch.files.count {
            try scratch.journal().append { look in
                let second = look.tip.next(Sample.note("Note 2"), at: look.now)
                let third = look.tip.after(second).next(Sample.note("Note 3"), at: look.now)
                return [second, third]
            }
        }
        #expect(calls[.write] == 1 && calls[.flush] == 1)
        #expect(try scratch.journal().read().size == 3)
    }

    @Test("refuses what would not be read back as the next entry")
    func unreadable() throws {
        let scratch = try Scratch()
        let lines = Sample.lines(2)
        try scratch.put(Sample.bytes(lines))
        let journal = scratch.journal()
        let cases: [@Sendable (inout Entry) -> Void] = [
            { $0.seq = 2 },
            { $0.prev = .zero },
            { $0.at = Instant(seconds: Sample.start) },
            { $0.act = Sample.note("") },
            { $0.act.events = [] },
        ]
        for spoil in cases {
            let error = #expect(throws: JournalError.self) {
                try journal.append { look in
                    var entry = look.tip.next(Sample.note("x"), at: look.now)
                    spoil(&entry)
                    return [entry]
                }
            }
            guard case .notAnEntry(let why) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(why.hasPrefix("line 3 of cqc-2018.jsonl"))
        }
        let long = String(repeating: "x", count: Entry.byteCountMax)
        let bytes = Tip().after(try Entry.parse(lines[1][...]))
            .next(Sample.note(long), at: Instant(seconds: Sample.start + 3600)).format().count
        let error = JournalError.lineTooLong(bytes: bytes)
        #expect(throws: error) { try journal.note(long) }
        #expect(error.words.contains("\(bytes) bytes long, and a line may have at most 65535"))
        #expect(scratch.bytes() == Sample.bytes(lines))
        try journal.note("and goes on")
    }

    @Test("starts over where another file has taken the journal's name")
    func replaced() throws {
        let scratch = try Scratch()
        let journal = scratch.journal()
        try scratch.put(Sample.bytes(Sample.lines(2)))
        try journal.note("3")
        try scratch.put(Sample.bytes(Sample.lines(9)), "backup")
        #expect(rename(scratch.path + "/backup", scratch.path + "/cqc-2018.jsonl") == 0)
        let look = try journal.note("10")
        #expect(look.startsOver && look.entries.count == 9)
    }

    @Test("refuses a journal that has become shorter, and one that is gone")
    func shorter() throws {
        let scratch = try Scratch()
        let journal = scratch.journal()
        let (long, short) = (Sample.bytes(Sample.lines(3)), Sample.bytes(Sample.lines(2)))
        try scratch.put(long)
        try journal.append { _ in [] }
        let path = scratch.path + "/cqc-2018.jsonl"
        #expect(truncate(path, short.count) == 0)
        for _ in 1...2 {
            #expect(
                throws: JournalError.shorter(path: path, bytes: short.count, before: long.count)
            ) { try journal.note("4") }
        }
        #expect(scratch.bytes() == short)
        #expect(unlink(path) == 0)
        #expect(throws: JournalError.shorter(path: path, bytes: 0, before: long.count)) {
            try journal.note("1", creating: true)
        }
        #expect(scratch.names == [])
    }

    @Test("decides again where another process was first to begin the journal")
    func raceToBegin() throws {
        let scratch = try Scratch()
        let other = scratch.journal()
        scratch.files.before(.create) {
            #expect(throws: Never.self) { try other.note("1", creating: true) }
        }
        let look = try scratch.journal().note("2", creating: true)
        #expect(look.startsOver && look.entries.count == 1)
        #expect(try other.read().size == 2)
    }

    @Test("shares one write and one flush among all writers of a process that wait")
    func sharedWrite() throws {
        let scratch = try Scratch()
        try scratch.put(Sample.bytes(Sample.lines(1)))
        let journal = scratch.journal()
        let writers = 5
        let seen = Mutex<[[Int]]>([])
        let calls = try scratch.files.count {
            let group = DispatchGroup()
            try journal.append { look in
                // The first has its turn; the others come while it decides.
                for number in 1...writers {
                    inThread(group) {
                        let look = try journal.note("of writer \(number)")
                        seen.withLock { $0.append(look.entries.map(\.seq)) }
                    }
                }
                while journal.waitingCount < writers { usleep(100) }
                let entry = look.tip.next(Sample.note("first"), at: look.now)
                return [entry]
            }
            group.wait()
        }
        #expect(calls[.write] == 2 && calls[.flush] == 2 && calls[.lock] == 2)
        #expect(seen.withLock { $0.sorted { $0[0] < $1[0] } } == [[2], [3], [4], [5], [6]])
        let contents = try journal.read()
        #expect(contents.size == 1 + 1 + writers && contents.verdict == .unanchored)
    }

    @Test("loses nothing between processes and between threads")
    func manyWriters() throws {
        let scratch = try Scratch()
        try scratch.journal().note("", creating: true)
        let group = DispatchGroup()
        // Two journals of one file keep each other out as two processes do.
        for journal in [scratch.journal(), scratch.journal()] {
            for writer in 1...4 {
                inThread(group) {
                    for number in 1...10 { try journal.note("\(writer)/\(number)") }
                }
            }
        }
        while group.wait(timeout: .now() + .milliseconds(1)) == .timedOut {
            #expect(try scratch.journal().read().verdict == .unanchored)
        }
        let contents = try scratch.journal().read()
        #expect(contents.size == 81 && contents.verdict == .unanchored)
    }
}

/// Runs `work` in a thread of its own.
func inThread(_ group: DispatchGroup, _ work: @escaping @Sendable () throws -> Void) {
    group.enter()
    Thread {
        #expect(throws: Never.self) { try work() }
        group.leave()
    }.start()
}
