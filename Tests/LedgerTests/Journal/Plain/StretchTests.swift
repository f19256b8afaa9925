// A journal read in stretches: wherever they are cut, and however many threads read them, it says
// what reading line by line says.

import Testing

@testable import Ledger

/// A journal to be read in stretches.
struct StretchCase: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name }

    /// Six short entries of scanned types, a line that is not scanned among them.
    private static let acts: [Entry] = [
        line(of: EventSample.board[0].minimal), line(of: EventSample.structure[1].minimal),
        line(of: EventSample.progress[0].full), line(of: EventSample.trust[2].full),
        line(of: EventSample.delivery[0].full, EventSample.progress[8].full),
        line(of: EventSample.progress[11].full),
    ].compactMap { try? Entry.parse($0[...]) }

    private static let lines = Journals.chained(acts)
    static let intact = StretchCase(name: "intact", bytes: Sample.bytes(lines))

    /// The journal with the bytes of line `number` changed, those after it chained to it.
    private static func rewritten(
        _ name: String,
        _ number: Int,
        _ change: @escaping (String) -> String
    ) -> StretchCase {
        let lines = Journals.chained(acts) { place, line in
            place == number ? Array(change(String(decoding: line, as: UTF8.self)).utf8) : line
        }
        return StretchCase(name: name, bytes: Sample.bytes(lines))
    }

    private static func with(_ name: String, _ change: (inout [[UInt8]]) -> Void) -> StretchCase {
        var lines = lines
        change(&lines)
        return StretchCase(name: name, bytes: Sample.bytes(lines))
    }

    static let broken: [StretchCase] = [
        StretchCase(name: "empty", bytes: []),
        StretchCase(name: "nothing but LFs", bytes: [10, 10, 10]),
        StretchCase(name: "no LF at all", bytes: lines[0]),
        StretchCase(name: "unended", bytes: Array(intact.bytes.dropLast())),
        StretchCase(name: "torn", bytes: Array(intact.bytes.dropLast(40))),
        StretchCase(name: "torn in a digest", bytes: Array(intact.bytes.dropLast(20))),
        with("a changed letter") { $0[2].replaceSubrange(80..<81, with: [0x7E]) },
        with("a changed digest") { $0[3][$0[3].count - 20] ^= 1 },
        with("a missing line") { $0.remove(at: 2) },
        with("a line twice") { $0.insert($0[3], at: 3) },
        with("lines changed about") { $0.swapAt(1, 4) },
        with("an empty line") { $0.insert([], at: 3) },
        with("CR LF") { $0 = $0.map { $0 + [0x0D] } },
        with("another first line") { $0.removeFirst() },
        rewritten("a gap in the numbers", 3) { $0.replacing(#""seq":4"#, with: #""seq":9"#) },
        rewritten("time going back", 3) { $0.replacing("2018-05-31T14", with: "2018-05-31T13") },
        rewritten("an unknown type", 3) { $0.replacing("struck", with: "hidden") },
        rewritten("a type that ends in zeros", 3) { $0.replacing("struck", with: "struck\0") },
        rewritten("a line cut before its digest", 3) {
            String($0.prefix { $0 != "[" }) + #"[],"prev":""#
        },
    ]

    /// Lines longer than what is read of a stretch at once, the longest that may be and one more.
    static let long: StretchCase = {
        var acts = StretchCase.acts
        acts[3] = Sample.long(5_000)
        acts.insert(Sample.long(65_535), at: 2)
        acts.append(Sample.long(65_536))
        return StretchCase(name: "long lines", bytes: Sample.bytes(Journals.chained(acts)))
    }()
}

extension Sample {
    /// An entry whose line is `count` bytes long where its number has one digit.
    static func long(_ count: Int) -> Entry {
        var entry = Entry(seq: 1, prev: .zero, at: Instant(seconds: start), act: note("y"))
        entry.at = Instant("2018-05-31T14:05:09Z") ?? entry.at
        let note = String(repeating: "y", count: count - entry.format().count + 1)
        entry.act = Sample.note(note)
        return entry
    }
}

@Suite("A journal read in stretches")
struct StretchTests {
    private static let threads: [Int?] = [nil, 1, 2, 4]

    private func compare(_ journal: StretchCase, lengths: some Sequence<Int>) throws {
        let slow = Readings.slow(journal.bytes)
        #expect(Readings.difference(slow, PlainJournal(journal.bytes)) == nil)
        for (number, length) in lengths.enumerated() {
            let threads = Self.threads[number % 4]
            let quick = try Readings.quick(journal.bytes, stretch: length, threads: threads)
            if let difference = Readings.difference(quick, slow) {
                Issue.record("in stretches of \(length) on \(threads ?? 0) threads: \(difference)")
            }
        }
    }

    @Test("says the same wherever it is cut", arguments: 0..<4)
    func everyLength(part: Int) throws {
        // Four parts, so that every length comes with every number of threads.
        let count = StretchCase.intact.bytes.count + 2
        let lengths = (1...count).filter { $0 % 4 == part }
        try compare(StretchCase.intact, lengths: lengths.flatMap { [$0, $0, $0, $0] })
    }

    @Test("says the same where it is torn or damaged", arguments: StretchCase.broken)
    func damaged(journal: StretchCase) throws {
        let count = journal.bytes.count
        try compare(journal, lengths: Array(1...32) + stride(from: 33, through: count + 40, by: 11))
    }

    @Test("says the same with lines longer than a stretch, read in small pieces")
    func long() throws {
        let bytes = StretchCase.long.bytes
        let slow = Readings.slow(bytes)
        #expect(slow.verdict == .tampered && slow.findings.count == 1)
        #expect(Readings.difference(slow, PlainJournal(bytes)) == nil)
        for (number, length) in [700, 1_000, 4_999, 5_001, 30_000, 65_536, 150_000].enumerated() {
            let threads = Self.threads[number % 4]
            let quick = try Readings.quick(bytes, stretch: length, threads: threads, atMost: 999)
            #expect(Readings.difference(quick, slow) == nil, "in stretches of \(length)")
        }
    }

    /// The length that ledgers are read with: over four stretches, so that several cores are used.
    @Test("says the same on all cores, whole and with one byte changed")
    func large() throws {
        let acts = (0..<1_100).map { _ in Sample.long(1_000) }
        var bytes = Sample.bytes(Journals.chained(acts))
        try #require(bytes.count > 4 * JournalStretch.byteCount)
        let scratch = try Scratch()
        for change in [0, 1] {
            bytes[600_000] ^= UInt8(change)
            try scratch.put(bytes)
            let quick = try scratch.journal().read(hashesLeaves: true)
            let slow = Readings.slow(bytes)
            #expect(Readings.difference(quick, slow) == nil)
            #expect(quick.verdict == (change == 0 ? .unanchored : .tampered))
            #expect(Readings.difference(quick, PlainJournal(bytes)) == nil)
        }
    }
}
