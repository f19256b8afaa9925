// Snapshots: whatever lies in the place of one, the answer is the one without it.

import Foundation
import Testing

@testable import Ledger

@Suite("A snapshot")
struct SnapshotTests {
    private static let day: Day = "2024-04-02"

    private let county: SavedCounty
    /// The answer without a snapshot.
    private let expected: SaidStandpoint
    /// The bytes of a sound snapshot.
    private let sound: [UInt8]

    init() throws {
        county = try SavedCounty(.families())
        expected = try #require(try county.said(Self.day))
        sound = try #require(county.snapshotBytes)
    }

    @Test("gives the answer again, for the same day of the same journal")
    func kept() throws {
        #expect(expected.verified == county.lines.count)
        let again = try #require(try county.said(Self.day))
        #expect(again.verified == 0)
        #expect(again.isSame(as: expected))
        let next = try #require(try county.said("2024-04-03"))
        #expect(next.verified == county.lines.count)
        #expect(county.snapshotBytes != sound)
    }

    @Test("is the position that a replay comes to")
    func replayed() throws {
        let reading = try county.ledger(keepsSnapshots: false).read()
        let plan = reading.history.plan(known: county.lines.count, asAt: Self.day)
        let position = Position(Ratings(plan, asAt: Self.day))
        #expect(expected.position == position.json)
        #expect(expected.head == reading.contents.head)
    }

    @Test("is the same bytes when it is made again")
    func repeatable() throws {
        try county.removeSnapshot()
        _ = try county.said(Self.day)
        #expect(county.snapshotBytes == sound)
        #expect(county.scratch.names == [".derived", SavedCounty.file])
    }

    /// The numbers of the entries that bear on A2 alone: its own are 2, 4, 5, 12, 13 and 14, and of
    /// its lead CD 1 and 11.
    private static let linesOfA2 = [1, 2, 4, 5, 11, 12, 13, 14]

    private func linesOfA2() -> [Int]? {
        let journal = county.ledger().journal
        guard let snapshot = journal.snapshot, var index = SubjectIndex(snapshot),
            let found = index.lines(of: "A2", ["CD"]),
            let entries = try? journal.entries(at: found.own)
        else { return nil }
        return entries.map(\.seq)
    }

    @Test("knows the lines that bear on an action and a person, and those that bear on all")
    func index() throws {
        #expect(linesOfA2() == Self.linesOfA2)
        let snapshot = try #require(county.ledger().journal.snapshot)
        let sound = try #require(SubjectIndex(snapshot))
        func lines(of action: Code) -> (own: [LinePlace], general: [Entry])? {
            var index = sound
            return index.lines(of: action, [])
        }
        // The opening with its priority, then priority B, the strike, the approval, the correction.
        #expect(lines(of: "A2")?.general.map(\.seq) == [1, 2, 7, 8, 9])
        // A2 with nobody: entry 1 names no action but A1, and entry 11 a person alone.
        #expect(lines(of: "A2")?.own.count == 6)
        // B2 depends on B1.
        #expect(lines(of: "B1") == nil)
        #expect(lines(of: "B2") == nil)
        #expect(lines(of: "B") == nil)
        #expect(lines(of: "Z9") == nil)
        // The same family, whichever of it is asked for.
        let family = lines(of: "A1")?.own
        #expect(family?.count == 5)
        #expect(lines(of: "A1.i")?.own == family)
        #expect(lines(of: "A1.i.a")?.own == family)
    }

    // MARK: What is sound and does not belong

    /// A sealed snapshot that tells a lie about the position, whose statement is changed by `edit`.
    private func lie(_ edit: (String) -> String = { $0 }) throws -> [UInt8] {
        try county.put(snapshot: sound)
        let files = county.scratch.files
        let path = "\(county.scratch.path)/\(SavedCounty.snapshot)"
        var sealed = try #require(SealedFile(try files.open(path, for: .reading)))
        let members = try CanonicalReader.parse(sealed.statement[...])
        let range = try #require(members.range("position"))
        let whole = sealed.bytes(0..<range.upperBound)
        var body = try #require(whole)
        let truth = String(decoding: body[range], as: UTF8.self)
        let lie = truth.replacing("County plan", with: "Another one")
        #expect(lie != truth)
        body.replaceSubrange(range, with: Array(lie.utf8))
        let copy = "\(path)-lie"
        var draft = SealedDraft(try files.open(copy, for: .creating))
        try draft.append(body)
        let statement = String(decoding: sealed.statement, as: UTF8.self)
        try draft.finish(Array(edit(statement).utf8))
        defer { try? files.remove(copy) }
        return try #require(county.scratch.bytes("\(SavedCounty.snapshot)-lie"))
    }

    @Test("is believed where it is sealed and bound: nothing else protects it, nor needs to")
    func believed() throws {
        try county.put(snapshot: try lie())
        let answer = try #require(try county.said(Self.day))
        #expect(!answer.isSame(as: expected))
        #expect(answer.verified == 0)
    }

    @Test(
        "is passed over where it is of another version, plan, number, head or length",
        arguments: [
            ("\"version\":1", "\"version\":2"), ("\"version\":1", "\"version\":0"),
            ("\"plan\":\"county\"", "\"plan\":\"countz\""), ("\"head\":\"", "\"head\":\"0"),
            ("\"entries\":14", "\"entries\":0"), ("\"entries\":14", "\"entries\":-14"),
            ("\"bytes\":", "\"bytes\":1"), ("\"bytes\":", "\"bites\":"),
            ("\"as-at\":\"2024-04-02\"", "\"as-at\":\"2024-04-01\""),
            ("\"at\":\"", "\"at\":\"x"), ("\"position\":[", "\"position\":[1"),
            ("{", "["), ("}", "},"), ("\"version\":1", "\"version\":\"1\""),
        ]
    )
    func foreign(found: String, put: String) throws {
        let bytes = try lie { $0.replacing(found, with: put) }
        try county.put(snapshot: bytes)
        #expect(try county.said(Self.day) == expected)
        // It was written over, so the next answer is the kept one.
        #expect(try county.said(Self.day)?.verified == 0)
        #expect(county.snapshotBytes == sound)
    }

    @Test("is passed over beside another plan's journal")
    func ofAnotherPlan() throws {
        try county.scratch.put(try lie(), ".derived/marsh.snapshot")
        try county.scratch.put(Sample.bytes(county.lines), "marsh.jsonl")
        let answer = try #require(try county.said(Self.day, "marsh"))
        #expect(answer.verified == county.lines.count)
        #expect(answer.isSame(as: expected))
    }

    @Test("is passed over beside a journal that is shorter, longer or forked", arguments: 1...14)
    func forked(at number: Int) throws {
        let lie = try lie()
        // Cut behind line `number`; the first three have nothing with a rating, or do.
        if number < county.lines.count {
            try county.scratch.put(
                Sample.bytes(Array(county.lines[..<number])),
                SavedCounty.file
            )
            try county.put(snapshot: lie)
            try expectNew(size: number)
        }
        // The same length, but line `number` says something else, and the lines after it are
        // chained to it.
        var lines: [[UInt8]] = []
        for line in county.lines {
            var entry = try Entry.parse(line[...])
            entry.prev = lines.last.map { Digest(of: $0) } ?? .zero
            if entry.seq == number { entry.act.because = "wha" }
            lines.append(entry.format())
        }
        try county.scratch.put(Sample.bytes(lines), SavedCounty.file)
        try county.put(snapshot: lie)
        try expectNew(size: lines.count)
    }

    /// Expects that nothing of a snapshot goes into the answer.
    private func expectNew(size: Int) throws {
        let ledger = county.ledger()
        let found = try ledger.standpoint(asAt: Self.day)
        let answer = try #require(found)
        #expect(answer.verified == size && answer.size == size)
        let plan = try county.ledger().read().history.plan(known: size, asAt: Self.day)
        #expect(answer.position.json == Position(Ratings(plan, asAt: Self.day)).json)
    }

    @Test("is not looked at by verify, which finds what it would hide")
    func verified() throws {
        try county.put(snapshot: sound)
        // Line 4 is changed, and the snapshot's last line still stands where it did.
        var lines = county.lines
        let changed = String(decoding: lines[3], as: UTF8.self)
        lines[3] = Array(changed.replacing("begun", with: "began").utf8)
        try county.scratch.put(Sample.bytes(lines), SavedCounty.file)
        #expect(try county.said(Self.day)?.verified == 0)
        let files = county.scratch.files
        var verification: Verification?
        let calls = try files.count {
            verification = try county.ledger().verify(rules: false)
        }
        #expect(verification?.verdict == .tampered)
        #expect(verification?.damage?.line == 5)
        #expect(calls[.open] == 1)
    }

    // MARK: Where it cannot be kept

    @Test("is silently not kept where its folder cannot be made")
    func noFolder() throws {
        try county.removeSnapshot()
        try county.scratch.put([], ".derived")
        #expect(try county.said(Self.day) == expected)
        #expect(try county.said(Self.day) == expected)
        #expect(county.scratch.bytes(".derived") == [])
    }

    @Test("is silently not kept where any call on its files fails, nor half of it believed")
    func faults() throws {
        try county.removeSnapshot()
        let files = county.scratch.files
        let calls = try files.count { _ = try county.said(Self.day) }.values.reduce(0, +)
        #expect(calls > 10)
        for nth in 1...calls {
            try? county.removeSnapshot()
            files.fail(nil, nth: nth, with: ENOSPC)
            do {
                let answer = try county.said(Self.day)
                #expect(answer == expected, "call \(nth)")
            } catch let error as LedgerError {
                // The journal itself could not be read.
                guard case .journal = error else {
                    Issue.record("call \(nth): \(error)")
                    continue
                }
            }
            files.heal()
            let after = try county.said(Self.day)
            #expect(expected.isSame(as: after), "after call \(nth)")
        }
    }

    @Test("is not kept of a journal that is torn or damaged")
    func torn() throws {
        try county.removeSnapshot()
        let bytes = Sample.bytes(county.lines)
        try county.scratch.put(bytes + [0x7B], SavedCounty.file)
        #expect(try county.said(Self.day)?.warning != nil)
        #expect(county.scratch.names == [SavedCounty.file, ".derived"].sorted())
        #expect(county.snapshotBytes == nil)
        try county.scratch.put(Array(bytes.dropFirst(700)), SavedCounty.file)
        #expect(throws: LedgerError.self) { _ = try county.said(Self.day) }
        #expect(county.snapshotBytes == nil)
    }
}
