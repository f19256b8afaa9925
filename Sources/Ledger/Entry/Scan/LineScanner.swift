// The quick reading: a line's canonical form and vocabulary checked in one pass over its bytes.

/// Scans lines without making any text of them.
///
/// What it accepts, ``Entry/parse(_:)`` accepts too, and says the same: where something is rare or
/// wrong a scan gives up, and the plain reading tells what the line is. The digits of `prev` alone
/// it leaves unseen: whoever scans compares them with the digest that they should be.
///
/// - Complexity: one pass over the bytes, sixteen at a time where they are plain text.
struct LineScanner: Sendable {
    /// How many bytes must stand after the last that are scanned: those of a `prev` that is passed
    /// unseen where the line ends in it, and of the longest mark that is looked for then.
    static let paddingByteCount = 96

    /// The lines scanned.
    private(set) var lines: [ScannedLine] = []
    /// Their events.
    private(set) var events: [ScannedEvent] = []
    /// The entries on those lines that are plain, in order.
    private(set) var plain: [Entry] = []

    /// The day last read from an `at`, as it stands with the `T` behind it and in seconds.
    private var lastDay = (first: UInt64(0), last: UInt64(0), seconds: 0)

    /// Forgets the lines.
    mutating func reset() {
        lines.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        plain.removeAll(keepingCapacity: true)
    }

    /// Scans the line that begins at `from`, which an LF ends.
    ///
    /// - Returns: Where its LF stands; nil where it is no entry of the kinds that are scanned.
    mutating func scan(_ bytes: Span<UInt8>, from: Int) -> Int? {
        bytes.isPadded(behind: from) ? scan(padded: bytes, from: from) : nil
    }

    /// Scans as ``scan(_:from:)`` does, where the caller has seen that `bytes` are padded behind
    /// `from`.
    mutating func scan(padded bytes: Span<UInt8>, from: Int) -> Int? {
        var cursor = Cursor(from)
        let first = events.count
        // Lines and events are filled in where they stay: to move one would cost as much as to
        // scan it.
        lines.append(ScannedLine())
        let last = lines.count &- 1
        guard cursor.take("{\"at\":\"", bytes), let at = instant(&cursor, bytes),
            lines[last].takeHead(&cursor, bytes, at), allEvents(&cursor, bytes),
            lines[last].takeTail(&cursor, bytes), cursor.take(UInt8(ascii: "\n"), bytes),
            cursor.place &- from &- 1 <= Entry.byteCountMax
        else {
            lines.removeLast()
            events.removeSubrange(first...)
            return nil
        }
        lines[last].stand(in: from..<cursor.place &- 1, first..<events.count)
        return cursor.place &- 1
    }

    /// Scans the line that begins at `from`, which an LF ends, and keeps nothing of it; the caller
    /// has seen that `bytes` are padded behind `from`.
    ///
    /// - Returns: What joins the line to the one above it; nil as ``scan(_:from:)``.
    @inline(__always)
    mutating func check(padded bytes: Span<UInt8>, from: Int) -> LineJoint? {
        var cursor = Cursor(from)
        var line = ScannedLine()
        guard cursor.take("{\"at\":\"", bytes), let at = instant(&cursor, bytes),
            line.takeHead(&cursor, bytes, at)
        else { return nil }
        repeat {
            var event = CheckedEvent()
            guard event.take(&cursor, bytes) else { return nil }
        } while cursor.take(UInt8(ascii: ","), bytes)
        guard cursor.take(UInt8(ascii: "]"), bytes), line.takeTail(&cursor, bytes),
            cursor.take(UInt8(ascii: "\n"), bytes)
        else { return nil }
        let count = cursor.place &- from &- 1
        guard count <= Entry.byteCountMax else { return nil }
        return LineJoint(seq: line.seq, at: at, prev: Int(line.prev.start), count: count)
    }

    /// Scans `event` of `entry` in a line of its own, which is then all that was scanned.
    ///
    /// - Returns: The bytes of the line, with padding behind them; nil where the event is none of
    ///   the kinds that are scanned.
    mutating func scanAlone(_ event: Event, of entry: Entry) -> [UInt8]? {
        var alone = entry
        alone.act.events = [event]
        alone.act.because = nil
        let padding = [UInt8](repeating: 0, count: LineScanner.paddingByteCount)
        let bytes = alone.format() + [UInt8(ascii: "\n")] + padding
        reset()
        return scan(bytes.span, from: 0) == nil ? nil : bytes
    }

    /// Adds the line `range`, which the plain way has read; false where the place of its `prev`
    /// cannot be told.
    mutating func add(plain entry: Entry, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        // Behind `prev` there is nothing but numbers and a signature, so its mark is the last.
        let mark = Array("\"prev\":\"".utf8)
        var place = range.upperBound - mark.count
        guard bytes.isPadded(behind: range.upperBound) else { return false }
        while place > range.lowerBound, !bytes.stands("\"prev\":\"", at: place) {
            place -= 1
        }
        guard place > range.lowerBound else { return false }
        let start = UInt16(truncatingIfNeeded: place + mark.count - range.lowerBound)
        add(plain: entry, range, prev: Slice(start: start, count: 64))
        return true
    }

    /// Whether an event of the last line makes it one that is followed as an entry.
    @inline(__always)
    var mustMakeLastPlain: Bool {
        guard let line = lines.last else { return false }
        for event in line.events where events[event].type.makesLinePlain { return true }
        return false
    }

    /// Makes the last line, which was scanned, one as if the plain way had read it; false where it
    /// is no entry after all: then it is gone.
    mutating func makeLastPlain(_ bytes: Span<UInt8>) -> Bool {
        guard let line = lines.popLast() else { return false }
        let entry = try? Entry(line, events.span.extracting(line.events), bytes)
        events.removeSubrange(line.events)
        guard let entry else { return false }
        add(plain: entry, line.start..<line.start + line.count, prev: line.prev)
        return true
    }

    private mutating func add(plain entry: Entry, _ range: Range<Int>, prev: Slice) {
        var line = ScannedLine()
        line.stand(in: range, events.count..<events.count)
        (line.isPlain, line.seq, line.at, line.prev) = (true, entry.seq, entry.at, prev)
        lines.append(line)
        plain.append(entry)
    }

    @inline(__always)
    private mutating func allEvents(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Bool {
        repeat {
            events.append(ScannedEvent())
            guard events[events.count &- 1].take(&cursor, bytes) else { return false }
        } while cursor.take(UInt8(ascii: ","), bytes)
        return cursor.take(UInt8(ascii: "]"), bytes)
    }

    /// The moment that stands here, up to its `Z`.
    @inline(__always)
    private mutating func instant(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Instant? {
        let place = cursor.place
        let (first, last) = (bytes.word(at: place), bytes.word(at: place + 3))
        if first != lastDay.first || last != lastDay.last || first == 0 {
            guard bytes[place + 10] == UInt8(ascii: "T"),
                case .day(let day)? = bytes.point(at: place, byteCount: 10)
            else { return nil }
            lastDay = (first, last, day.number * 86_400)
        }
        guard let time = bytes.time(at: place + 11) else { return nil }
        cursor.place = place &+ 19
        return Instant(seconds: lastDay.seconds + time)
    }
}

extension ScannedLine {
    /// Takes what stands between the time of a line, which is `at`, and its events.
    @inline(__always)
    fileprivate mutating func takeHead(
        _ cursor: inout Cursor,
        _ bytes: Span<UInt8>,
        _ at: Instant
    ) -> Bool {
        self.at = at
        if cursor.take("Z\",\"because\":\"", bytes) {
            guard let because = cursor.text(bytes, lines: true),
                cursor.take(",\"by\":\"", bytes)
            else { return false }
            self.because = because
        } else {
            guard cursor.take("Z\",\"by\":\"", bytes) else { return false }
        }
        guard let by = cursor.name(bytes) else { return false }
        self.by = by
        return cursor.take(",\"events\":[", bytes)
    }

    /// Takes what stands behind the events of a line, but for its LF.
    @inline(__always)
    fileprivate mutating func takeTail(_ cursor: inout Cursor, _ bytes: Span<UInt8>) -> Bool {
        if !cursor.take(",\"prev\":\"", bytes) {
            guard let rare = cursor.options(bytes, at) else { return false }
            (cursor, behalf, key, on) = (rare.end, rare.behalf, rare.key, rare.on)
        }
        prev = cursor.pass(64)
        guard cursor.take("\",\"seq\":", bytes), let seq = cursor.number(bytes), seq > 0 else {
            return false
        }
        self.seq = seq
        if cursor.take(UInt8(ascii: "}"), bytes) { return true }
        guard cursor.take(",\"sig\":\"", bytes), let sig = cursor.signature(bytes) else {
            return false
        }
        self.sig = sig
        return cursor.take(UInt8(ascii: "}"), bytes)
    }
}

extension Cursor {
    /// The members that stand between the events of a line of `at` and the digits of its `prev`,
    /// and where those begin. They are rare: what is not is small without them.
    @inline(never)
    fileprivate func options(
        _ bytes: Span<UInt8>,
        _ at: Instant
    ) -> (end: Cursor, behalf: Slice, key: Slice, on: Slice)? {
        var (end, behalf, key, on) = (self, Slice(), Slice(), Slice())
        if end.take(",\"for\":\"", bytes) {
            guard let found = end.name(bytes) else { return nil }
            behalf = found
        }
        if end.take(",\"key\":\"", bytes) {
            guard let found = end.idempotencyKey(bytes) else { return nil }
            key = found
        }
        if end.take(",\"on\":\"", bytes) {
            guard let found = end.happened(bytes, at.day) else { return nil }
            on = found
        }
        return end.take(",\"prev\":\"", bytes) ? (end, behalf, key, on) : nil
    }
}
