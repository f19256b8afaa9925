// Snapshots of which any byte was changed, or any part is gone.

import Foundation
import Testing

@testable import Ledger

@Suite("A damaged snapshot")
struct DamagedSnapshotTests {
    private static let day: Day = "2024-04-02"

    /// A small county, since each of its bytes has its turn.
    private let county: SavedCounty
    private let expected: SaidStandpoint
    private let sound: [UInt8]

    init() throws {
        county = try SavedCounty(.county())
        expected = try #require(try county.said(Self.day))
        sound = try #require(county.snapshotBytes)
    }

    /// The numbers of the entries that bear on A1 and AB: the only one.
    private func linesOfA1() -> [Int]? {
        let journal = county.ledger().journal
        guard let snapshot = journal.snapshot, var index = SubjectIndex(snapshot),
            let found = index.lines(of: "A1", ["AB"]),
            let entries = try? journal.entries(at: found.own)
        else { return nil }
        return entries.map(\.seq)
    }

    @Test("is passed over where one byte of it is flipped, at every place")
    func flipped() throws {
        #expect(linesOfA1() == [1])
        let members = try #require(county.ledger().journal.snapshot).members
        let position = try #require(members.range("position"))
        let size = SealedFile.blockByteCount
        for place in sound.indices {
            var bytes = sound
            bytes[place] ^= 0x41
            try county.put(snapshot: bytes)
            let lines = linesOfA1()
            #expect(lines == nil || lines == [1], "byte \(place)")
            var answer = try county.said(Self.day)
            // The position stands last in the body. A change of a block before it is not seen
            // here, where nothing is asked of that block; any other is, and the journal is read.
            let isSeen = place >= position.lowerBound / size * size
            if isSeen { #expect(answer?.verified == 1, "byte \(place)") }
            answer?.verified = expected.verified
            #expect(answer == expected, "byte \(place)")
        }
    }

    @Test("tells of no line where a byte of what tells of lines is flipped, at every place")
    func flippedIndex() throws {
        let snapshot = try #require(county.ledger().journal.snapshot)
        for name in ["records", "actions", "keys", "general", "ties"] {
            for place in try #require(snapshot.members.range(name)) {
                var bytes = sound
                bytes[place] ^= 0x41
                try county.put(snapshot: bytes)
                #expect(linesOfA1() == nil, "byte \(place), of \(name)")
            }
        }
    }

    @Test("is passed over where it is cut, at every length")
    func cut() throws {
        for length in sound.indices {
            try county.put(snapshot: Array(sound[..<length]))
            #expect(linesOfA1() == nil, "\(length) bytes")
            let answer = try county.said(Self.day)
            #expect(answer == expected, "\(length) bytes")
        }
        try county.put(snapshot: sound + [0])
        #expect(try county.said(Self.day) == expected)
    }

    // MARK: Blocks

    /// A sealed file whose body is three blocks, the last of them short.
    private func sealed(_ edit: (inout [UInt8]) -> Void = { _ in }) throws -> SealedFile? {
        let path = "\(county.scratch.path)/sealed"
        let files = county.scratch.files
        try? FileManager.default.removeItem(atPath: path)
        var draft = SealedDraft(try files.open(path, for: .creating))
        try draft.append(Self.body)
        try draft.finish(Array("what it is".utf8))
        var bytes = try #require(county.scratch.bytes("sealed"))
        edit(&bytes)
        try county.scratch.put(bytes, "sealed")
        return SealedFile(try files.open(path, for: .reading))
    }

    private static let body = (0..<2 * SealedFile.blockByteCount + 100).map {
        UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256)
    }

    @Test("gives back what was written, of any part")
    func parts() throws {
        var file = try #require(try sealed())
        #expect(String(decoding: file.statement, as: UTF8.self) == "what it is")
        let size = SealedFile.blockByteCount
        let last = 2 * size
        for range in [0..<1, 0..<0, size - 1..<size + 1, 5..<last + 100, last..<last + 1] {
            let bytes = file.bytes(range)
            #expect(bytes == Array(Self.body[range]))
        }
        for range in [-1..<1, 0..<2 * size + 101, 3 * size..<3 * size + 1] {
            let bytes = file.bytes(range)
            #expect(bytes == nil)
        }
    }

    @Test("a changed byte spoils its own block, and behind the body the whole file")
    func blocks() throws {
        let size = SealedFile.blockByteCount
        let ranges = [0..<size, size..<2 * size, 2 * size..<2 * size + 100]
        // The table has three sums behind the body; what stands behind it is checked at once: the
        // sum of the table, the statement, and the end.
        let table = Self.body.count..<Self.body.count + 3 * 4
        let places = [0, 1, size - 1, size, 2 * size - 1, 2 * size, 2 * size + 99]
        for place in places {
            var file = try #require(try sealed { $0[place] ^= 1 })
            for range in ranges {
                let bytes = file.bytes(range)
                #expect(bytes == (range.contains(place) ? nil : Array(Self.body[range])))
            }
        }
        for place in table {
            var file = try #require(try sealed { $0[place] ^= 1 })
            let bytes = file.bytes(0..<1)
            #expect(bytes == nil, "byte \(place)")
        }
        let end = table.upperBound + 4 + 10 + SealedFile.endByteCount
        for place in table.upperBound..<end {
            #expect(try sealed { $0[place] ^= 1 } == nil, "byte \(place)")
        }
    }
}
