// The quick scan of a line against the careful reading and the plain one.

import Foundation
import Testing

@testable import Ledger

/// One line read in three ways.
struct ThreeReadings {
    /// What the quick scan found; nil where it gave up.
    let scanned: (line: ScannedLine, events: [ScannedEvent])?
    /// The entry that is made of what a scan found.
    let made: Entry?
    let parsed: Result<Entry, EntryError>
    let plain: PlainKind
    private let line: [UInt8]
    /// Whether a scan that keeps nothing of the line finds the same of it as one that does.
    private let isCheckedAlike: Bool

    /// Reads the first line of `bytes`, whose digest of the line above should be `prev`.
    init(_ bytes: [UInt8], prev: Digest, _ scanner: inout LineScanner, shift: Int = 0) {
        let line = Array(bytes.prefix { $0 != 0x0A })
        self.line = line
        // Neither what stands before a line nor what stands behind its LF may matter.
        let around = [UInt8](repeating: [0x22, 0x30, 0x61, 0x00][shift % 4], count: shift % 9)
        let end = [UInt8](repeating: 0, count: LineScanner.paddingByteCount)
        let buffer = around + line + [0x0A] + bytes.dropFirst(line.count + 1) + around + end
        scanner.reset()
        let checked = scanner.check(padded: buffer.span, from: around.count)
        _ = scanner.scan(buffer.span, from: around.count)
        isCheckedAlike = checked == scanner.lines.last?.joint
        scanner.reset()
        if let place = scanner.scan(buffer.span, from: around.count),
            let found = scanner.lines.last,
            // The scan leaves `prev` to whoever knows what it should be.
            buffer.span.hexWords(at: around.count + Int(found.prev.start)) == prev.hexWords
        {
            #expect(place == around.count + line.count, "a scan ends at the first LF")
            scanned = (found, scanner.events)
            let events = scanner.events.span.extracting(found.events)
            made = try? Entry(found, events, buffer.span)
        } else {
            (scanned, made) = (nil, nil)
        }
        parsed = Result { () throws(EntryError) in try Entry.parse(line[...]) }
        plain = PlainLine(line).kind
    }

    var text: String { String(decoding: line, as: UTF8.self).debugDescription }

    /// What the three readings do not agree on; nil where they do.
    var difference: String? {
        let kind: PlainKind
        if !isCheckedAlike { return "is scanned otherwise where nothing of it is kept" }
        switch parsed {
        case .success(let entry):
            kind = .entry
            if entry.format() != line { return "is written otherwise" }
            if let scanned, !agrees(scanned, entry) { return "is scanned to other places" }
            if scanned != nil, made != entry { return "is made another entry of than is parsed" }
        case .failure(let error):
            kind = error.isVocabulary ? .unknown : .damage
            if scanned != nil { return "is scanned, but \(error.words)" }
        }
        return kind == plain ? nil : "is \(kind) as parsed, \(plain) in the plain way (\(parsed))"
    }

    /// Whether the places that a scan found hold what the members of the line are.
    private func agrees(
        _ scanned: (line: ScannedLine, events: [ScannedEvent]),
        _ entry: Entry
    ) -> Bool {
        let found = scanned.line
        guard let members = try? CanonicalReader.parse(line[...]), found.seq == entry.seq,
            found.at == entry.at, found.count == line.count,
            scanned.events.count == entry.act.events.count
        else { return false }
        let places: [String: Slice] = [
            "because": found.because, "by": found.by, "for": found.behalf, "key": found.key,
            "on": found.on, "prev": found.prev, "sig": found.sig,
        ]
        for (name, slice) in places {
            let member = members.first { $0.name == name }
            guard member.map({ holds(slice, $0.value) }) ?? slice.isEmpty else { return false }
        }
        guard case .array(let events)? = members.first(where: { $0.name == "events" })?.value
        else { return false }
        return zip(scanned.events, events).allSatisfy { event, value in
            guard case .object(let members) = value else { return false }
            return event.members.nonzeroBitCount == members.count
                && members.allSatisfy { member in
                    guard let number = QuickMember.names.firstIndex(of: member.name),
                        let name = QuickMember(rawValue: UInt8(number)), event.has(name)
                    else { return false }
                    if name == .type {
                        return member.value == .string(QuickType.names[Int(event.type.rawValue)])
                    }
                    return holds(event[name], member.value)
                }
        }
    }

    /// Whether `slice` is what is written of `value` between its quotation marks or brackets.
    private func holds(_ slice: Slice, _ value: JSONValue) -> Bool {
        var written: [UInt8] = []
        value.format(into: &written)
        switch value {
        case .string, .array: written = Array(written.dropFirst().dropLast())
        default: break
        }
        let start = Int(slice.start)
        return start + Int(slice.count) <= line.count
            && Array(line[start..<start + Int(slice.count)]) == written
    }
}

@Suite("A scan of a line")
struct ScanTests {
    /// How many mutations a part of the test makes, and the seed of the first part.
    static let mutationCount = 12_500
    static let seed = ProcessInfo.processInfo.environment["LEDGER_SEED"].flatMap(Int.init) ?? 2018

    /// Short lines, each with the digest that it states of the line above it.
    static let lines = Journals.shortLines.compactMap { line in
        digestAbove(line).map { (line, $0) }
    }

    @Test("agrees with both other readings on 100,000 mutations", arguments: 0..<8)
    func mutations(part: Int) throws {
        let seed = Self.seed + part
        var chance = Seeded(seed)
        var scanner = LineScanner()
        var counts: [PlainKind: Int] = [:]
        var scannedCount = 0
        let lines = Self.lines
        try #require(lines.count > 500)
        for number in 0..<Self.mutationCount {
            let (line, prev) = chance.pick(lines)
            let kind = chance.pick(Mutation.allCases)
            var changed = kind.changed(line, &chance)
            if number % 4 == 0 {
                changed = chance.pick(Mutation.allCases).changed(changed, &chance)
            }
            let readings = ThreeReadings(changed, prev: prev, &scanner, shift: number)
            counts[readings.plain, default: 0] += 1
            if readings.scanned != nil { scannedCount += 1 }
            if let difference = readings.difference {
                Issue.record(
                    "seed \(seed), number \(number), \(kind): \(difference)\n\(readings.text)"
                )
            }
        }
        print("Mutations from seed \(seed): \(counts), scanned \(scannedCount)")
        // Enough of each kind, so that agreeing says something.
        #expect(counts[.entry, default: 0] > 500)
        #expect(scannedCount > 300)
        #expect(counts[.unknown, default: 0] > 100)
        #expect(counts[.damage, default: 0] > 5_000)
    }

    /// The digest that `line` states of the line above it.
    private static func digestAbove(_ line: [UInt8]) -> Digest? {
        let text = String(decoding: line, as: UTF8.self)
        guard let mark = text.range(of: #""prev":""#, options: .backwards) else { return nil }
        return Digest(hex: text[mark.upperBound...].prefix(64))
    }

    /// If a scan gave up where it need not, nothing would be wrong but the time it takes.
    @Test("takes every entry of the types it knows, in the shipped journal and in demonstrations")
    func isNotLost() throws {
        var scanner = LineScanner()
        for bytes in [Journals.shipped, Journals.demonstration, Journals.large] {
            var count = 0
            for line in Journals.lines(bytes) {
                let prev = try #require(Self.digestAbove(line))
                let readings = ThreeReadings(line, prev: prev, &scanner)
                #expect(readings.difference == nil, "\(readings.text)")
                let types = try readings.parsed.get().act.events.map(\.type)
                let isQuick = types.allSatisfy(QuickType.names.contains)
                #expect((readings.scanned != nil) == isQuick, "\(readings.text)")
                count += isQuick ? 1 : 0
            }
            #expect(count > 0)
        }
    }

    @Test("agrees with both other readings on every sample, and takes those of its types")
    func samples() throws {
        var scanner = LineScanner()
        for entry in Journals.sampleActs {
            let readings = ThreeReadings(entry.format(), prev: entry.prev, &scanner)
            #expect(readings.difference == nil, "\(readings.text)")
            let isQuick = entry.act.events.allSatisfy { QuickType.names.contains($0.type) }
            // A negative value is rare enough to be read with care.
            let isNegative = readings.text.contains(#"value\":-"#)
            #expect((readings.scanned != nil) == (isQuick && !isNegative), "\(readings.text)")
        }
    }

    /// A scan looks at no bound but this one, so it must not begin without it.
    @Test("gives up where fewer than 96 zeros stand behind a line, or it begins among them")
    func padding() {
        let start = line(of: #"{"entry":1,"type":"entry-struck"}"#) + [0x0A]
        for count in [0, 1, 8, 95] {
            var scanner = LineScanner()
            let bytes = start + [UInt8](repeating: 0, count: count)
            #expect(scanner.scan(bytes.span, from: 0) == nil)
        }
        for place in 0..<96 {
            var scanner = LineScanner()
            var bytes = start + [UInt8](repeating: 0, count: 96)
            #expect(scanner.scan(bytes.span, from: 0) == start.count - 1)
            for from in [-1, start.count, start.count + 1, bytes.count] {
                #expect(scanner.scan(bytes.span, from: from) == nil)
            }
            bytes[start.count + place] = 1
            #expect(scanner.scan(bytes.span, from: 0) == nil)
        }
    }

    @Test("takes a line of 65,535 bytes and no longer one", arguments: [65_534, 65_535, 65_536])
    func longest(count: Int) {
        var scanner = LineScanner()
        let start = line(of: #"{"action":"A1","note":"x","type":"progress-noted"}"#)
        let text = String(decoding: start, as: UTF8.self)
        let note = String(repeating: "y", count: count - start.count + 1)
        let long = Array(text.replacing("\"x\"", with: "\"\(note)\"").utf8)
        let readings = ThreeReadings(long, prev: .zero, &scanner)
        #expect(long.count == count)
        #expect(readings.difference == nil)
        #expect((readings.scanned != nil) == (count <= 65_535))
        #expect(readings.plain == (count <= 65_535 ? .entry : .damage))
    }

    /// Lines that have, between them, every form of value that is written in quotation marks.
    private static let wordyLines: [String] = {
        let samples = EventSample.all.map(\.full)
        let types = [
            "milestone-added", "action-linked", "measure-added", "evidence-filed",
            "rating-declared", "leads-named", "action-closed", "progress-noted",
        ]
        let lines = types.compactMap { type in samples.last { $0.contains(type) } }
            .map { String(decoding: line(of: $0), as: UTF8.self) }
        let sig = String(repeating: "A", count: 86) + "=="
        let full = lines[0]
            .replacing(#""by""#, with: #""because":"It was due","by""#)
            .replacing(#""prev""#, with: #""for":"IH","key":"k:1","on":"2018-05","prev""#)
            .replacing(#""seq":1"#, with: #""seq":1,"sig":"\#(sig)""#)
        return [full] + lines
    }()

    /// Days beside the day of the line, months without such a day, words of other lists and more.
    @Test("agrees with both other readings on every word in the place of every value")
    func words() {
        var scanner = LineScanner()
        for (number, line) in Self.wordyLines.enumerated() {
            let bytes = Array(line.utf8)
            let marks = bytes.indices.filter { bytes[$0] == 0x22 }
            let events = line.prefix { $0 != "[" }.utf8.count
            for pair in stride(from: 0, to: marks.count - 1, by: 2) {
                // The first line is tried whole, of the others what is in their events.
                guard bytes[marks[pair] - 1] == UInt8(ascii: ":"),
                    number == 0 || marks[pair] > events
                else { continue }
                for word in Pieces.words {
                    var changed = bytes
                    changed.replaceSubrange(marks[pair] + 1..<marks[pair + 1], with: word.utf8)
                    let readings = ThreeReadings(changed, prev: .zero, &scanner)
                    if let difference = readings.difference {
                        Issue.record("\(difference)\n\(readings.text)")
                    }
                }
            }
        }
    }

    @Test("agrees with both other readings on every piece at every place of a line")
    func pieces() {
        var scanner = LineScanner()
        let short = line(of: #"{"entry":1,"type":"entry-struck"}"#)
        for place in 0...short.count {
            // Where the digest stands, one place is like another.
            if (75..<135).contains(place) { continue }
            for piece in Pieces.bytes {
                var changed = short
                changed.insert(contentsOf: piece, at: place)
                let readings = ThreeReadings(changed, prev: .zero, &scanner, shift: place)
                if let difference = readings.difference {
                    Issue.record("byte \(place): \(difference)\n\(readings.text)")
                }
            }
        }
    }
}
