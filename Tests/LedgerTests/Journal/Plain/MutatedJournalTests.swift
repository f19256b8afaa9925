// Whole journals, as they are and changed by chance: the product's readings against the plain one.

import Foundation
import Testing

@testable import Ledger

@Suite("Reading a journal quickly, slowly and plainly")
struct MutatedJournalTests {
    static let journalCount = 500

    /// Short entries to make journals of, by where they come from.
    static let sources = [
        Journals.entries(Journals.demonstration), Journals.shippedActs, Journals.sampleActs,
    ].map { $0.filter { $0.format().count < 350 } }

    /// Reads `bytes` in all ways; what they and `plain` do not agree on, or nil.
    private func difference(
        _ bytes: [UInt8],
        _ plain: PlainJournal,
        in scratch: Scratch,
        stretch: Int,
        threads: Int?
    ) throws -> String? {
        try scratch.put(bytes)
        let slow = Readings.slow(bytes)
        let read = try scratch.journal().read(hashesLeaves: true)
        let quick = try Readings.quick(bytes, stretch: stretch, threads: threads)
        return Readings.difference(read, slow) ?? Readings.difference(quick, slow)
            ?? Readings.difference(slow, plain)
    }

    @Test("agrees on the shipped journal and on demonstrations")
    func whole() throws {
        let scratch = try Scratch()
        for bytes in [Journals.shipped, Journals.demonstration, Journals.large] {
            try #require(!bytes.isEmpty)
            let plain = PlainJournal(bytes)
            #expect(
                try difference(bytes, plain, in: scratch, stretch: 10_000, threads: 2) == nil
            )
            #expect(plain.verdict == .unanchored)
            #expect(plain.findings.isEmpty)
        }
    }

    @Test("agrees on every kind of damage", arguments: JournalDamageTests.cases)
    func damage(_ damage: JournalDamageTests.Damage) throws {
        let scratch = try Scratch()
        let plain = PlainJournal(damage.bytes)
        for stretch in [100, 300, 1_000] {
            let found = try difference(
                damage.bytes,
                plain,
                in: scratch,
                stretch: stretch,
                threads: 2
            )
            #expect(found == nil)
        }
        #expect(plain.verdict == damage.verdict)
    }

    @Test("agrees on 3,000 journals changed by chance", arguments: 0..<6)
    func mutations(part: Int) throws {
        let seed = ScanTests.seed + 100 + part
        var chance = Seeded(seed)
        let scratch = try Scratch()
        var counts: [Verdict: Int] = [:]
        for number in 0..<Self.journalCount {
            let (change, bytes) = journal(of: chance.pick(Self.sources), &chance)
            let plain = PlainJournal(bytes)
            counts[plain.verdict, default: 0] += 1
            let found = try difference(
                bytes,
                plain,
                in: scratch,
                stretch: 1 + chance.below(400),
                threads: chance.pick([nil, 1, 2, 4])
            )
            if let found {
                let text = String(decoding: bytes, as: UTF8.self)
                Issue.record("seed \(seed), number \(number), \(change): \(found)\n\(text)")
            }
        }
        print("Journals from seed \(seed): \(counts)")
        #expect(counts[.tampered, default: 0] > 100)
        #expect(counts[.torn, default: 0] > 20)
        #expect(counts[.unanchored, default: 0] > 20)
    }

    /// A short journal of some of `acts`, changed in one way or two.
    private func journal(
        of acts: [Entry],
        _ chance: inout Seeded
    ) -> (JournalChange, [UInt8]) {
        let count = 4 + chance.below(4)
        let chosen = Set((0..<count).map { _ in chance.below(acts.count) }).sorted().map {
            acts[$0]
        }
        let change = chance.pick(JournalChange.allCases)
        var lines = change.lines(chosen, &chance)
        if chance.below(4) == 0 {
            chance.pick(JournalChange.allCases).change(&lines, &chance)
        }
        return (change, change.ended(Sample.bytes(lines), &chance))
    }
}

/// A kind of change to a journal.
enum JournalChange: CaseIterable {
    case none, line, chainedLine, dropped, doubled, swapped, emptyLine, cutShort, unended, tail
    case upperHex, gap, timeBack, otherPrev, carriageReturns, byteOrderMark, unknown

    /// The lines of a journal of `acts`: where the change is of a kind that a program would make,
    /// the lines after it are chained to what it left.
    func lines(_ acts: [Entry], _ chance: inout Seeded) -> [[UInt8]] {
        let place = chance.below(acts.count)
        let mutation = chance.pick(Mutation.allCases)
        var changed = acts
        if self == .timeBack {
            changed[place].at = Instant(seconds: changed[place].at.seconds - 1)
        }
        var local = chance
        var lines = Journals.chained(changed) { number, line in
            guard number == place else { return line }
            let text = String(decoding: line, as: UTF8.self)
            switch self {
            case .chainedLine: return mutation.changed(line, &local).map { $0 == 0x0A ? 0x20 : $0 }
            case .gap:
                let seq = [0, 1, number, number + 2, 900][local.below(5)]
                return Array(text.replacing("\"seq\":\(number + 1)", with: "\"seq\":\(seq)").utf8)
            case .unknown: return Array(text.replacing(#""type":""#, with: #""type":"un"#).utf8)
            case .otherPrev:
                guard let mark = text.range(of: #""prev":""#, options: .backwards) else {
                    return line
                }
                let digest = Digest(of: [UInt8](text.utf8)).hex
                return Array((text[..<mark.upperBound] + digest).utf8)
                    + text[mark.upperBound...].utf8.dropFirst(64)
            default: return line
            }
        }
        chance = local
        change(&lines, &chance)
        return lines
    }

    /// Changes `lines` as a hand or a program would that knows nothing of chains.
    func change(_ lines: inout [[UInt8]], _ chance: inout Seeded) {
        guard !lines.isEmpty else { return }
        let (place, other) = (chance.below(lines.count), chance.below(lines.count))
        switch self {
        case .line: lines[place] = chance.pick(Mutation.allCases).changed(lines[place], &chance)
        case .dropped: lines.remove(at: place)
        case .doubled: lines.insert(lines[place], at: place)
        case .swapped: lines.swapAt(place, other)
        case .emptyLine: lines.insert([], at: place)
        case .upperHex: lines[place] = Mutation.upperHex.changed(lines[place], &chance)
        case .carriageReturns: lines = lines.map { $0 + [0x0D] }
        case .byteOrderMark: lines[0] = [0xEF, 0xBB, 0xBF] + lines[0]
        default: return
        }
    }

    /// `bytes` with another end.
    func ended(_ bytes: [UInt8], _ chance: inout Seeded) -> [UInt8] {
        switch self {
        case .cutShort: return Array(bytes.dropLast(chance.below(bytes.count + 1)))
        case .unended: return Array(bytes.dropLast())
        case .tail: return bytes + chance.pick(Pieces.bytes) + bytes.prefix(chance.below(300))
        default: return bytes
        }
    }
}
