// What a failing disk does to a journal, and what the clerk is told.

import Foundation
import Synchronization
import Testing

@testable import Ledger

@Suite("A journal on a failing disk")
struct JournalFaultTests {
    private let whole = Sample.bytes(Sample.lines(3))

    @Test(
        "is as it was where the disk is full, and goes on once there is room",
        arguments: [0, 10]
    )
    func full(_ written: Int) throws {
        let scratch = try Scratch()
        try scratch.put(whole)
        let path = scratch.path + "/cqc-2018.jsonl"
        let journal = scratch.journal()
        if written > 0 { scratch.files.shorten(write: 1, to: written) }
        scratch.files.fail(.write, nth: written > 0 ? 2 : 1, with: ENOSPC)
        let error = JournalError.diskFull(path: path)
        #expect(throws: error) { try journal.note("4") }
        #expect(
            error.words
                == "The disk is full, so nothing was recorded; \(path) is as it was. Make room and"
                + " try again."
        )
        #expect(scratch.bytes() == whole)
        let look = try journal.note("4")
        #expect(look.startsOver && look.entries.count == 3)
        #expect(try journal.read().verdict == .unanchored)
    }

    @Test("takes an entry in several writes where the system takes it so")
    func shortWrites() throws {
        let scratch = try Scratch()
        try scratch.put(whole)
        scratch.files.shorten(write: 1, to: 1)
        scratch.files.shorten(write: 2, to: 30)
        let calls = try scratch.files.count { try scratch.journal().note("4") }
        #expect(calls[.write] == 3 && calls[.flush] == 1)
        #expect(try scratch.journal().read().size == 4)
    }

    @Test("does not begin where the disk is full")
    func fullAtFirst() throws {
        let scratch = try Scratch()
        scratch.files.fail(.write, with: ENOSPC)
        #expect(throws: JournalError.diskFull(path: scratch.path + "/cqc-2018.jsonl")) {
            try scratch.journal().note("1", creating: true)
        }
        #expect(scratch.names == [])
    }

    @Test("is written no more once a flush has failed")
    func failedFlush() throws {
        let scratch = try Scratch()
        try scratch.put(whole)
        let path = scratch.path + "/cqc-2018.jsonl"
        let journal = scratch.journal()
        scratch.files.fail(.flush, with: EIO)
        let first = JournalError.unconfirmed(path: path, cause: "Input/output error")
        #expect(throws: first) { try journal.note("4") }
        let calls = scratch.files.count {
            let later = JournalError.poisoned(path: path, cause: "Input/output error")
            for _ in 1...2 { #expect(throws: later) { try journal.note("5") } }
            for words in [first.words, later.words] {
                #expect(words.contains("may or may not have been recorded"))
                #expect(words.contains("Run `ledgerctl verify`"))
            }
        }
        #expect(calls == [:])
        // The lock is free, and what was not confirmed is out of sight: another process goes on.
        #expect(scratch.bytes() == whole)
        #expect(try scratch.journal().note("5").tip.seq == 3)
    }

    @Test("is verified from its first line once a flush has failed, whatever snapshot there was")
    func verifiedAnew() throws {
        let county = try SavedCounty(.families())
        let files = county.scratch.files
        func bytesRead() throws -> Int {
            var manner = ActionLedger.Manner()
            (manner.about, manner.keys) = ("B2", ["SEC"])
            return try files.bytes {
                _ = try county.ledger().record(how: manner) { _ in [act(.note("x", "B2"))] }
            }.read.map(\.count).reduce(0, +)
        }
        let size = Sample.bytes(county.lines).count
        _ = try county.said("2024-04-02")
        #expect(county.snapshotBytes != nil)
        files.fail(.flush, with: EIO)
        #expect(throws: LedgerError.self) { try bytesRead() }
        #expect(county.snapshotBytes == nil)
        #expect(county.scratch.bytes(SavedCounty.file) == Sample.bytes(county.lines))
        #expect(try bytesRead() >= size)
    }

    @Test("that was begun is gone where the first flush fails")
    func failedFirstFlush() throws {
        let scratch = try Scratch()
        scratch.files.fail(.flush, with: EIO)
        let path = scratch.path + "/cqc-2018.jsonl"
        #expect(throws: JournalError.unconfirmed(path: path, cause: "Input/output error")) {
            try scratch.journal().note("1", creating: true)
        }
        #expect(scratch.names == [])
        #expect(try scratch.journal().note("1", creating: true).tip.seq == 0)
    }

    @Test("is written no more where half an entry cannot be taken back", arguments: [true, false])
    func failedCut(_ atFlush: Bool) throws {
        let scratch = try Scratch()
        try scratch.put(whole)
        let journal = scratch.journal()
        scratch.files.shorten(write: 1, to: 10)
        scratch.files.fail(.write, nth: 2, with: ENOSPC)
        scratch.files.fail(atFlush ? .flush : .cut, with: EIO)
        let path = scratch.path + "/cqc-2018.jsonl"
        #expect(throws: JournalError.unconfirmed(path: path, cause: "Input/output error")) {
            try journal.note("4")
        }
        #expect(throws: JournalError.poisoned(path: path, cause: "Input/output error")) {
            try journal.note("4")
        }
        // Another process finds a torn tail, or none.
        let look = try scratch.journal().note("4")
        #expect(look.tip.seq == 3 && look.notices.count == (atFlush ? 0 : 1))
    }

    @Test("keeps a torn tail where there is no room for its copy")
    func noRoomForCopy() throws {
        let scratch = try Scratch()
        let torn = whole + [0x7B, 0x22]
        try scratch.put(torn)
        for call: FaultyFiles.Call in [.create, .write, .flush, .flushFolder] {
            scratch.files.fail(call, with: ENOSPC)
            #expect(throws: JournalError.self) { try scratch.journal().note("4") }
            #expect(scratch.bytes() == torn)
            #expect(scratch.names == ["cqc-2018.jsonl"])
        }
        let look = try scratch.journal().note("4")
        #expect(look.notices.first?.words.contains("its 2 bytes are no entry") == true)
        #expect(scratch.names == ["cqc-2018.jsonl", "cqc-2018.torn-20180322T150509Z"])
    }

    @Test("keeps both copies of two torn tails within a second")
    func twoCopies() throws {
        let scratch = try Scratch()
        for tail: UInt8 in [0x31, 0x32] {
            try scratch.put(whole + [tail])
            try scratch.journal().note("4")
        }
        #expect(scratch.bytes("cqc-2018.torn-20180322T150509Z") == [0x31])
        #expect(scratch.bytes("cqc-2018.torn-20180322T150509Z-2") == [0x32])
    }

    @Test("answers with the error all that rests on what could not be written, and no other")
    func sharedFailure() throws {
        let scratch = try Scratch()
        try scratch.put(whole)
        let journal = scratch.journal()
        let answers = Mutex<[Int: Bool]>([:])
        let group = DispatchGroup()
        try journal.append { _ in
            for number in 0..<3 {
                inThread(group) {
                    let answer: Void? = try? journal.append { look in
                        let entry = look.tip.next(Sample.note("\(number)"), at: look.now)
                        // The first and the last that wait record nothing.
                        return number == 1 ? [entry] : []
                    }
                    answers.withLock { $0[number] = answer != nil }
                }
                while journal.waitingCount <= number { usleep(100) }
            }
            scratch.files.fail(.write, with: ENOSPC)
            return []
        }
        group.wait()
        #expect(answers.withLock { $0 } == [0: true, 1: false, 2: false])
        #expect(scratch.bytes() == whole)
    }

    @Test("keeps what was acknowledged, whichever call fails", arguments: [EIO, ENOSPC])
    func everyCall(_ code: Int32) throws {
        var call = 0
        var failed = true
        while failed {
            call += 1
            failed = false
            let scratch = try Scratch()
            scratch.files.fail(nil, nth: call, with: code)
            var acknowledged = 0
            let step = { (work: () throws -> Void) in
                do { try work() } catch { failed = true }
            }
            // Begun, written by two, torn, mended.
            let (one, other) = (scratch.journal(), scratch.journal())
            for (journal, text) in [(one, "1"), (one, "2"), (other, "3"), (one, "4")] {
                step {
                    try journal.note(text, creating: true)
                    acknowledged += 1
                }
            }
            if let bytes = scratch.bytes() { try scratch.put(bytes + [0x7B]) }
            for text in ["5", "6"] {
                step {
                    try other.note(text, creating: true)
                    acknowledged += 1
                }
            }
            step { _ = try one.read() }
            scratch.files.heal()

            guard let bytes = scratch.bytes() else {
                #expect(acknowledged == 0)
                continue
            }
            let contents = Sample.contents(of: bytes)
            #expect(contents.verdict != .tampered)
            // At most the one whose flush failed stands besides.
            #expect([acknowledged, acknowledged + 1].contains(contents.size), "call \(call)")
            let after = scratch.journal()
            try after.note("after", creating: true)
            #expect(try after.read().verdict == .unanchored)
        }
        // The script makes more calls than that; the last round was one without a failure.
        #expect(call > 40)
    }
}
