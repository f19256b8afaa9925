// The quick reading: a line's canonical form and vocabulary checked in one pass over its bytes.

/// Scans lines without making any text of them.
///
/// What it accepts, ``Entry/parse(_:)`` accepts too, and says the same: where something is rare or
/// wrong a scan gives up, and the plain reading tells what the line is. The digits of `prev` alone
/// it leaves unseen: whoever scans compares them with the digest that they should be.
///
/// - Complexity: one pass over the bytes, eight at a time where they are plain text.
struct LineScanner: Sendable {
    /// How many bytes must stand after the last that are scanned: those of a `prev` that is passed
    /// unseen where the line ends in it, and of the longest mark that is looked for then.
    static let paddingByteCount = 96

    /// The lines scanned.
    private(set) var lines: [ScannedLine] = []
    /// Their events.
    private(set) var events: [ScannedEvent] = []

    private let vocabulary = Vocabulary.all
    /// The day last read from an `at`, as it stands and in seconds.
    private var lastDay = (first: UInt64(0), last: UInt64(0), seconds: 0)

    /// Forgets the lines.
    mutating func reset() {
        lines.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
    }

    /// Scans the line that begins at `from`, which an LF ends.
    ///
    /// - Returns: Where its LF stands; nil where it is no entry of the kinds that are scanned.
    mutating func scan(_ bytes: Span<UInt8>, from: Int) -> Int? {
        var cursor = Cursor(from)
        var line = ScannedLine()
        let first = events.count
        guard head(of: &line, &cursor, bytes), allEvents(&cursor, bytes),
            tail(of: &line, &cursor, bytes), cursor.take(UInt8(ascii: "\n"), bytes),
            cursor.place - from - 1 <= Entry.byteCountMax
        else {
            events.removeSubrange(first...)
            return nil
        }
        line.stand(in: from..<cursor.place - 1, first..<events.count)
        lines.append(line)
        return cursor.place - 1
    }

    /// Adds the line `range`, which the plain way has read; false where the place of its `prev`
    /// cannot be told.
    mutating func add(plain entry: Entry, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var line = ScannedLine()
        line.stand(in: range, events.count..<events.count)
        (line.isPlain, line.seq, line.at) = (true, entry.seq, entry.at)
        // Behind `prev` there is nothing but numbers and a signature, so its mark is the last.
        let mark = Array("\"prev\":\"".utf8)
        var place = range.upperBound - mark.count
        while place > range.lowerBound, !bytes.isSame("\"prev\":\"", at: place, offset: 0, 8) {
            place -= 1
        }
        guard place > range.lowerBound else { return false }
        line.prev = Slice(
            start: UInt16(truncatingIfNeeded: place + mark.count - range.lowerBound),
            count: 64
        )
        lines.append(line)
        return true
    }

    private mutating func head(
        of line: inout ScannedLine,
        _ cursor: inout Cursor,
        _ bytes: Span<UInt8>
    ) -> Bool {
        guard cursor.take("{\"at\":\"", bytes), let at = instant(&cursor, bytes) else {
            return false
        }
        line.at = at
        if cursor.take(",\"because\":\"", bytes) {
            guard let because = cursor.text(bytes, lines: true) else { return false }
            line.because = because
        }
        guard cursor.take(",\"by\":\"", bytes), let by = cursor.name(bytes) else { return false }
        line.by = by
        return cursor.take(",\"events\":[", bytes)
    }

    private func tail(
        of line: inout ScannedLine,
        _ cursor: inout Cursor,
        _ bytes: Span<UInt8>
    ) -> Bool {
        if cursor.take(",\"for\":\"", bytes) {
            guard let behalf = cursor.name(bytes) else { return false }
            line.behalf = behalf
        }
        if cursor.take(",\"key\":\"", bytes) {
            guard let key = cursor.idempotencyKey(bytes) else { return false }
            line.key = key
        }
        if cursor.take(",\"on\":\"", bytes) {
            guard let on = cursor.happened(bytes, line.at.day) else { return false }
            line.on = on
        }
        guard cursor.take(",\"prev\":\"", bytes) else { return false }
        line.prev = cursor.pass(64)
        guard cursor.take("\",\"seq\":", bytes), let seq = cursor.number(bytes), seq > 0 else {
            return false
        }
        line.seq = seq
        if cursor.take(",\"sig\":\"", bytes) {
            guard let sig = cursor.signature(bytes) else { return false }
            line.sig = sig
        }
        return cursor.take(UInt8(ascii: "}"), bytes)
    }

    private mutating func allEvents(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Bool {
        repeat {
            guard event(&cursor, bytes) else { return false }
        } while cursor.take(UInt8(ascii: ","), bytes)
        return cursor.take(UInt8(ascii: "]"), bytes)
    }

    private mutating func event(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Bool {
        guard cursor.take(UInt8(ascii: "{"), bytes) else { return false }
        var event = ScannedEvent()
        var type: Int?
        repeat {
            guard cursor.take(UInt8(ascii: "\""), bytes), let word = cursor.shortWord(bytes),
                let number = vocabulary.members.place(of: word),
                cursor.take(UInt8(ascii: ":"), bytes)
            else { return false }
            let slice: Slice
            if number == Int(QuickMember.type.rawValue) {
                guard cursor.take(UInt8(ascii: "\""), bytes), let word = cursor.shortWord(bytes)
                else { return false }
                type = vocabulary.types.place(of: word)
                slice = Slice()
            } else {
                guard let value = cursor.value(of: vocabulary.forms[number], bytes) else {
                    return false
                }
                slice = value
            }
            guard event.add(number, slice) else { return false }
        } while cursor.take(UInt8(ascii: ","), bytes)
        guard let type, cursor.take(UInt8(ascii: "}"), bytes) else { return false }
        let row = vocabulary.rows[type]
        guard event.members & row.required == row.required,
            event.members & ~row.allowed == 0
        else { return false }
        event.type = row.type
        guard row.type != .evidenceFiled || event.hasOnePlace else { return false }
        events.append(event)
        return true
    }

    /// The moment that stands here, and the quotation mark after it.
    private mutating func instant(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Instant? {
        let place = cursor.place
        let (first, last) = (bytes.word(at: place), bytes.word(at: place + 2))
        if first != lastDay.first || last != lastDay.last || first == 0 {
            guard case .day(let day)? = bytes.point(at: place, byteCount: 10) else { return nil }
            lastDay = (first, last, day.number * 86_400)
        }
        guard bytes[place + 10] == UInt8(ascii: "T"), bytes[place + 19] == UInt8(ascii: "Z"),
            bytes[place + 20] == UInt8(ascii: "\""), let time = bytes.time(at: place + 11)
        else { return nil }
        cursor.place = place + 21
        return Instant(seconds: lastDay.seconds + time)
    }
}

/// The words of a scan, found by how they stand in a line.
private struct Vocabulary: Sendable {
    static let all = Vocabulary()

    let members = Wordlist(QuickMember.names)
    let types = Wordlist(QuickType.names)
    let rows = ContiguousArray(QuickType.allCases.map(Row.init))
    let forms = ContiguousArray(QuickMember.allCases.map(\.form))

    /// What an event of a type must have and may have.
    struct Row: Sendable {
        let type: QuickType
        let required: UInt64
        let allowed: UInt64

        init(_ type: QuickType) {
            self.type = type
            required = type.members.required.reduce(QuickMember.type.bit) { $0 | $1.bit }
            allowed = type.members.optional.reduce(required) { $0 | $1.bit }
        }
    }
}

extension ScannedEvent {
    /// Whether it has an address, or a file with its name and length, and not some of both.
    fileprivate var hasOnePlace: Bool {
        let file = QuickMember.bytes.bit | QuickMember.name.bit | QuickMember.sha256.bit
        return members & file == (has(.url) ? 0 : file)
    }
}
