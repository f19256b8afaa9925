// What the tests of journals share: sample lines, a scratch folder, files that count and fail.

import Foundation
import Synchronization

@testable import Ledger

/// A journal in small.
enum Sample {
    /// The plan of the samples.
    static let plan = Code(wellFormed: "cqc-2018")

    /// 2018-03-22T14:05:09Z, when the first sample entry is recorded; each next one a minute later.
    static let start = 1_521_727_509

    /// Lines of a journal, without their LFs: the plan is opened, then notes are written. `edit`
    /// may change entry `seq` before it is chained, `rewrite` its bytes.
    static func lines(
        _ count: Int,
        edit: (Int, inout Entry) -> Void = { _, _ in },
        rewrite: (Int, String) -> String = { $1 }
    ) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for seq in 1...count {
            var entry = Entry(
                seq: seq,
                prev: lines.last.map { Digest(of: $0) } ?? .zero,
                at: Instant(seconds: Sample.start + 60 * (seq - 1)),
                act: seq == 1 ? Sample.opening : Sample.note("Note \(seq)")
            )
            edit(seq, &entry)
            lines.append(Array(rewrite(seq, String(decoding: entry.format(), as: UTF8.self)).utf8))
        }
        return lines
    }

    /// Makes line 3 speak of an event that no version knows.
    static func unknown(_ seq: Int, _ line: String) -> String {
        seq == 3 ? line.replacing("progress-noted", with: "progress-sung") : line
    }

    /// The plan is opened.
    static let opening = Entry.Act(
        by: Key(wellFormed: "KT"),
        events: [.board(.planOpened(.init(plan: Sample.plan, title: "Response", board: "HWB")))]
    )

    /// A note about progress.
    static func note(_ text: String) -> Entry.Act {
        let action = Code(wellFormed: "A1")
        let event = ProgressEvent.noted(action, note: text, line: nil, byWhen: nil)
        return Entry.Act(by: Key(wellFormed: "KT"), events: [.progress(event)])
    }

    /// The bytes of a journal of `lines`.
    static func bytes(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.map { $0 + [0x0A] }.joined()) }

    /// What reading `bytes` finds.
    static func contents(of bytes: [UInt8]) -> JournalContents {
        var walk = JournalWalk(file: "cqc-2018.jsonl")
        walk.feed(bytes[...])
        return walk.contents
    }
}

/// A folder that is gone after the test.
final class Scratch: Sendable {
    let path: String
    let files = FaultyFiles()
    /// Where the clock of the journals stands: an hour after the first sample entry.
    let clock = Mutex(Sample.start + 3600)

    init() throws {
        let url = FileManager.default.temporaryDirectory
        path = url.appendingPathComponent("journal-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func journal(_ plan: Code = Sample.plan) -> Journal {
        Journal(folder: path, plan: plan, files: files) {
            Instant(seconds: self.clock.withLock { $0 })
        }
    }

    func put(_ bytes: [UInt8], _ name: String = "cqc-2018.jsonl") throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func bytes(_ name: String = "cqc-2018.jsonl") -> [UInt8]? {
        FileManager.default.contents(atPath: "\(path)/\(name)").map { Array($0) }
    }

    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}

extension Journal {
    /// Records one note (the opening in an empty journal), and returns what was seen before it.
    @discardableResult
    func note(_ text: String, creating: Bool = false) throws(JournalError) -> Look {
        try look(creating: creating) { look throws(JournalError) in
            let act = look.tip.seq == 0 ? Sample.opening : Sample.note(text)
            return [look.tip.next(act, at: try look.tip.time(now: look.now))]
        }
    }

    /// Records what `make` makes, and returns what it was shown.
    func look(
        creating: Bool = false,
        recording make: @escaping @Sendable (Look) throws(JournalError) -> [Entry]?
    ) throws(JournalError) -> Look {
        final class Seen: Sendable { let look = Mutex<Look?>(nil) }
        let seen = Seen()
        try append(creating: creating) { look throws(JournalError) in
            seen.look.withLock { $0 = look }
            return try make(look)
        }
        guard let look = seen.look.withLock({ $0 }) else { fatalError("nobody was asked") }
        return look
    }
}

/// The machine's files, which count their calls and can fail at one of them.
final class FaultyFiles: FileSystem {
    enum Call: String, CaseIterable {
        case open, create, look, list, flushFolder, remove, rename, makeFolder, read, write, flush
        case cut, lock
    }

    private struct State {
        var counts: [Call: Int] = [:]
        var total = 0
        var faults: [(call: Call?, nth: Int, code: Int32)] = []
        var shortWrites: [Int: Int] = [:]
        var rangesRead: [Range<Int>] = []
        var byteCountsWritten: [Int] = []
        var hook: (call: Call, work: @Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let machine = SystemFiles()

    /// The `nth` of these calls from now on (of all calls, where none is named) fails with `code`.
    func fail(_ call: Call?, nth: Int = 1, with code: Int32) {
        state.withLock { state in
            let before = call.map { state.counts[$0, default: 0] } ?? state.total
            state.faults.append((call, before + nth, code))
        }
    }

    /// Nothing fails any more.
    func heal() {
        state.withLock { $0.faults = [] }
    }

    /// The `nth` write from now on takes only `count` bytes.
    func shorten(write nth: Int, to count: Int) {
        state.withLock { $0.shortWrites[$0.counts[.write, default: 0] + nth] = count }
    }

    /// Does `work` once, before the next such call.
    func before(_ call: Call, _ work: @escaping @Sendable () -> Void) {
        state.withLock { $0.hook = (call, work) }
    }

    /// Runs `body` and returns how often it made each call.
    func count(_ body: () throws -> Void) rethrows -> [Call: Int] {
        let before = state.withLock { $0.counts }
        try body()
        return state.withLock { $0.counts }.merging(before, uniquingKeysWith: -)
            .filter { $0.value > 0 }
    }

    fileprivate func pass(_ call: Call, _ path: String) throws(FileError) {
        let hook = state.withLock { state -> (@Sendable () -> Void)? in
            guard let hook = state.hook, hook.call == call else { return nil }
            state.hook = nil
            return hook.work
        }
        hook?()
        let code = state.withLock { state -> Int32? in
            state.counts[call, default: 0] += 1
            state.total += 1
            return state.faults.first { fault in
                fault.call.map { $0 == call && fault.nth == state.counts[call] }
                    ?? (fault.nth == state.total)
            }?.code
        }
        if let code { throw FileError(call: call.rawValue, path: path, code: code) }
    }

    /// Runs `body` and returns which bytes of files it read, call by call, and how many it wrote.
    func bytes(_ body: () throws -> Void) rethrows -> (read: [Range<Int>], written: [Int]) {
        state.withLock { ($0.rangesRead, $0.byteCountsWritten) = ([], []) }
        try body()
        return state.withLock { ($0.rangesRead, $0.byteCountsWritten) }
    }

    fileprivate func noteRead(_ count: Int, at offset: Int) {
        state.withLock { if count > 0 { $0.rangesRead.append(offset..<offset + count) } }
    }

    fileprivate func noteWritten(_ count: Int) {
        state.withLock { $0.byteCountsWritten.append(count) }
    }

    fileprivate var writableCount: Int? {
        state.withLock { $0.shortWrites[$0.counts[.write, default: 0]] }
    }

    func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
        let isNew = use == .creating || use == .creatingPrivately
        try pass(isNew ? .create : .open, path)
        return FaultyFile(files: self, path: path, file: try machine.open(path, for: use))
    }

    func node(at path: String) throws(FileError) -> FileNode? {
        try pass(.look, path)
        return try machine.node(at: path)
    }

    func list(_ path: String) throws(FileError) -> [String] {
        try pass(.list, path)
        return try machine.list(path)
    }

    func flushFolder(_ path: String) throws(FileError) {
        try pass(.flushFolder, path)
        try machine.flushFolder(path)
    }

    func remove(_ path: String) throws(FileError) {
        try pass(.remove, path)
        try machine.remove(path)
    }

    func rename(_ path: String, to other: String) throws(FileError) {
        try pass(.rename, path)
        try machine.rename(path, to: other)
    }

    func makeFolder(_ path: String) throws(FileError) {
        try pass(.makeFolder, path)
        try machine.makeFolder(path)
    }
}

private final class FaultyFile: OpenFile {
    let files: FaultyFiles
    let path: String
    let file: any OpenFile

    init(files: FaultyFiles, path: String, file: any OpenFile) {
        (self.files, self.path, self.file) = (files, path, file)
    }

    var identity: FileNode.Identity { file.identity }

    func node() throws(FileError) -> FileNode {
        try files.pass(.look, path)
        return try file.node()
    }

    func read(
        into buffer: inout [UInt8],
        _ range: Range<Int>,
        at offset: Int
    ) throws(FileError) -> Int {
        try files.pass(.read, path)
        let count = try file.read(into: &buffer, range, at: offset)
        files.noteRead(count, at: offset)
        return count
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(FileError) -> Int {
        try files.pass(.write, path)
        let count = try file.write(bytes.prefix(files.writableCount ?? bytes.count))
        files.noteWritten(count)
        return count
    }

    func flush() throws(FileError) {
        try files.pass(.flush, path)
        try file.flush()
    }

    func cut(to size: Int) throws(FileError) {
        try files.pass(.cut, path)
        try file.cut(to: size)
    }

    func lock(_ lock: FileLock) throws(FileError) {
        try files.pass(.lock, path)
        try file.lock(lock)
    }

    func unlock() { file.unlock() }
}
