// Reading a journal whole, torn or not there; listing the journals of a ledger.

import Foundation
import Testing

@testable import Ledger

@Suite("Reading a journal")
struct JournalReadingTests {
    @Test("finds its entries, size and head")
    func whole() throws {
        let scratch = try Scratch()
        let lines = Sample.lines(3)
        try scratch.put(Sample.bytes(lines))
        let contents = try scratch.journal().read()
        #expect(contents.entries.map { $0.format() } == lines)
        #expect(contents.size == 3)
        #expect(contents.head == Digest(of: lines[2]))
        #expect(contents.byteCount == Sample.bytes(lines).count)
        #expect(contents.tail == .none)
        #expect(contents.verdict == .unanchored)
    }

    @Test("gives the same in pieces of any size", arguments: [1, 2, 7, 200, 500])
    func pieces(_ size: Int) {
        let lines = Sample.lines(3)
        var walk = JournalWalk(file: "cqc-2018.jsonl")
        var rest = Sample.bytes(lines)[...]
        while !rest.isEmpty {
            walk.feed(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        #expect(walk.contents.entries.count == 3)
        #expect(walk.contents.verdict == .unanchored)
    }

    @Test("calls an empty file a torn journal of no entries")
    func empty() throws {
        let scratch = try Scratch()
        try scratch.put([])
        let contents = try scratch.journal().read()
        #expect(contents.verdict == .torn)
        #expect(contents.size == 0 && contents.entries.isEmpty && contents.tail == .none)
    }

    @Test("calls every other prefix torn, and a writer keeps what may have been acknowledged")
    func everyPrefix() throws {
        let scratch = try Scratch()
        let lines = Sample.lines(4)
        let all = Sample.bytes(lines)
        let ends = (0...4).map { Sample.bytes(Array(lines[..<$0])).count }
        for count in 0...all.count {
            let plan = Code(wellFormed: "p\(count)")
            let bytes = Array(all[..<count])
            try scratch.put(bytes, "\(plan).jsonl")
            let whole = ends.count { $0 <= count } - 1
            let rest = count - ends[whole]
            let isUnended = ends.contains(count + 1) && rest > 0

            let contents = try scratch.journal(plan).read()
            #expect(contents.verdict == (rest == 0 && count > 0 ? .unanchored : .torn))
            #expect(contents.entries.count == whole)
            #expect(
                contents.tail
                    == (rest == 0
                        ? .none
                        : isUnended ? .unended(byteCount: rest) : .broken(byteCount: rest))
            )
            #expect(scratch.bytes("\(plan).jsonl") == bytes)

            let look = try scratch.journal(plan).note("after")
            let kept = isUnended ? whole + 1 : whole
            let copy = "\(plan).torn-20180322T150509Z"
            let moved: Journal.Notice = .moved(byteCount: rest, to: "\(scratch.path)/\(copy)")
            #expect(look.entries.count == kept)
            #expect(
                look.notices == (rest == 0 ? [] : isUnended ? [.completed(line: kept)] : [moved])
            )
            let isMoved = rest > 0 && !isUnended
            #expect(scratch.bytes(copy) == (isMoved ? Array(bytes.suffix(rest)) : nil))
            let after = try scratch.journal(plan).read()
            #expect(after.verdict == .unanchored && after.size == kept + 1)
            #expect(scratch.bytes("\(plan).jsonl")?.starts(with: all[..<ends[kept]]) == true)
        }
    }

    @Test(
        "takes a tail that does not fit for a broken one",
        arguments: ["CR", "seq", "prev", "at"]
    )
    func unfitting(_ fault: String) {
        let last = Sample.lines(3) { seq, entry in
            guard seq == 3 else { return }
            switch fault {
            case "seq": entry.seq = 4
            case "prev": entry.prev = .zero
            case "at": entry.at = Instant(seconds: Sample.start)
            default: break
            }
        }[2]
        let tail = fault == "CR" ? last + [0x0D] : last
        let contents = Sample.contents(of: Sample.bytes(Sample.lines(2)) + tail)
        #expect(contents.tail == .broken(byteCount: tail.count))
        #expect(contents.verdict == .torn)
        #expect(contents.findings == [])
    }

    @Test("keeps an unfinished last entry of a newer version, and does not write after it")
    func unknownTail() throws {
        let scratch = try Scratch()
        let lines = Sample.lines(3, rewrite: Sample.unknown)
        let bytes = Array(Sample.bytes(lines).dropLast())
        try scratch.put(bytes)
        #expect(try scratch.journal().read().tail == .unended(byteCount: lines[2].count))
        let why = "line 3 of cqc-2018.jsonl carries the event type `progress-sung`; this version"
        #expect(throws: JournalError.unknown(line: 3, why: why + " does not know it.")) {
            try scratch.journal().note("more")
        }
        #expect(scratch.bytes() == bytes)
    }

    @Test("beside a writer never takes a line half written for a torn one")
    func besideWriter() throws {
        let scratch = try Scratch()
        let all = Sample.bytes(Sample.lines(3))
        for count in [0, 10, all.count - 1] {
            try scratch.put(Array(all[..<count]))
            scratch.files.before(.lock) { try? scratch.put(all) }
            let contents = try scratch.journal().read()
            #expect(contents.verdict == .unanchored)
            #expect(contents.entries.count == 3)
        }
    }

    @Test("beside a writer that cuts a torn tail and writes on sees no damage")
    func besideMending() throws {
        let scratch = try Scratch()
        let lines = Sample.lines(3)
        try scratch.put(Sample.bytes(Array(lines[..<2])) + lines[2].prefix(20))
        // The reader has the torn tail in hand when the writer replaces it.
        scratch.files.before(.lock) { try? scratch.put(Sample.bytes(lines)) }
        #expect(try scratch.journal().read().entries.count == 3)
        // The reader has seen a line that was taken back for want of room.
        try scratch.put(Sample.bytes(lines) + lines[2].prefix(20))
        scratch.files.before(.lock) { try? scratch.put(Sample.bytes(Array(lines[..<2]))) }
        let contents = try scratch.journal().read()
        #expect(contents.entries.count == 2 && contents.verdict == .unanchored)
    }

    @Test("says what stands where the journal should be")
    func notThere() throws {
        let scratch = try Scratch()
        let journal = scratch.journal()
        let none = JournalError.noSuchJournal(plan: Sample.plan, folder: scratch.path, there: [])
        #expect(throws: none) { try journal.read() }
        #expect(none.words.hasSuffix("There are no plans there; `ledgerctl add plan` begins one."))
        try scratch.put([], "sw-2019.jsonl")
        try scratch.put([], "aedb-2018.jsonl")
        let there = [Code(wellFormed: "aedb-2018"), Code(wellFormed: "sw-2019")]
        let other = JournalError.noSuchJournal(
            plan: Sample.plan,
            folder: scratch.path,
            there: there
        )
        #expect(throws: other) { try journal.read() }
        #expect(throws: other) { try journal.note("nothing") }
        #expect(
            other.words
                == "There is no plan cqc-2018 in \(scratch.path). The plans there: aedb-2018,"
                + " sw-2019."
        )
        let gone = Journal(folder: scratch.path + "/gone", plan: Sample.plan)
        #expect(throws: JournalError.noSuchFolder(scratch.path + "/gone")) { try gone.read() }
        #expect(throws: JournalError.noSuchFolder(scratch.path + "/gone")) {
            try gone.note("nothing", creating: true)
        }
    }

    @Test("refuses a folder or a pipe in the journal's place")
    func folderInPlace() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/cqc-2018.jsonl"
        let error = JournalError.notAFile(path: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: error) { try scratch.journal().read() }
        #expect(throws: error) { try scratch.journal().note("nothing", creating: true) }
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: error) { try scratch.journal().read() }
        #expect(error.words.hasPrefix("\(path) is not a file"))
    }

    @Test("says what the system says", arguments: [EACCES, EROFS, EIO])
    func system(_ code: Int32) throws {
        let scratch = try Scratch()
        try scratch.put(Sample.bytes(Sample.lines(1)))
        let path = scratch.path + "/cqc-2018.jsonl"
        let error: JournalError =
            code == EIO
            ? .system(call: "open", path: path, cause: "Input/output error")
            : .noPermission(call: "open", path: path)
        scratch.files.fail(.open, with: code)
        #expect(throws: error) { try scratch.journal().read() }
        scratch.files.fail(.open, with: code)
        #expect(throws: error) { try scratch.journal().note("nothing") }
        #expect(error.words.contains("open \(path)"))
    }

    @Test("lists the plans of a ledger in order, and nothing else")
    func listing() throws {
        let scratch = try Scratch()
        for name in ["b.jsonl", "A.jsonl", "a.b-1.jsonl", "a.torn-1", "no code.jsonl", "x.json"] {
            try scratch.put([], name)
        }
        #expect(try LedgerHome(scratch.path).plans().map(\.text) == ["A", "a.b-1", "b"])
    }
}
