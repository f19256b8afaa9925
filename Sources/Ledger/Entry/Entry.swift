// The entry: one line of a journal, one act by one person.

/// One line of a journal: one act by one person, carrying one or more events, all or nothing.
///
/// A line is the canonical JSON (RFC 8785) of one object, without its LF:
///
///     {"at":"2018-03-22T14:05:09Z","by":"KT","events":[{"action":"A1",
///     "note":"Paper drafted","type":"progress-noted"}],"on":"2018-03","prev":"9f…","seq":17}
///
/// (here broken for the page; a line has no white space between its tokens).
public struct Entry: Hashable, Sendable {
    /// The most bytes a line may have without its LF; the limit of C2SP tlog-tiles.
    public static let byteCountMax = 65_535

    /// Its number, from 1.
    public var seq: Int
    /// The digest of the line before, without its LF; zeros for the first.
    public var prev: Digest
    /// When it was recorded.
    public var at: Instant
    /// What was recorded.
    public var act: Act
    /// The Ed25519 signature over the entry without this member: 64 bytes in base64.
    public var sig: String?

    /// An entry with all its members.
    public init(seq: Int, prev: Digest, at: Instant, act: Act, sig: String? = nil) {
        self.seq = seq
        self.prev = prev
        self.at = at
        self.act = act
        self.sig = sig
    }

    /// What somebody records: an entry without its place in the journal.
    public struct Act: Hashable, Sendable {
        /// Who records it.
        public var by: Key
        /// The lead on whose behalf.
        public var behalf: Key?
        /// When it happened, where that was stated.
        public var on: StatedDate?
        /// Why.
        public var because: String?
        /// The idempotency key.
        public var key: String?
        /// What happened, in order; at least one event.
        public var events: [Event]

        /// An act with all its members.
        public init(
            by: Key,
            for behalf: Key? = nil,
            on: StatedDate? = nil,
            because: String? = nil,
            key: String? = nil,
            events: [Event]
        ) {
            self.by = by
            self.behalf = behalf
            self.on = on
            self.because = because
            self.key = key
            self.events = events
        }
    }

    /// The day that counts for what happened: the last day of ``Act/on``, or the day written in
    /// ``at`` where that is earlier. An `on` that is a day stands as it is, even where it is the
    /// day after: a summer evening in London.
    public var day: Day {
        guard let on = act.on else { return at.day }
        return on.day ?? min(on.end, at.day)
    }

    /// Reads a line without its LF. The inverse of ``format()``.
    ///
    /// - Throws: why the bytes are no entry, or what in it this version does not know.
    /// - Complexity: one pass over the bytes.
    public static func parse(_ line: ArraySlice<UInt8>) throws(EntryError) -> Entry {
        guard line.count <= byteCountMax else { throw .tooLong(bytes: line.count) }
        let members = try CanonicalReader.parse(line)
        var reader = MemberReader(members, of: "the entry")
        let events = try events(members)
        let key: String? = try reader.optional("key")
        if let key, !isIdempotencyKey(key) {
            throw .wrongMember(
                "key",
                of: "the entry",
                expected: "1 to 64 of the letters, digits, and `.`, `_`, `:`, `-`"
            )
        }
        _ = try reader.required("events", as: EventList.self)
        let act = Act(
            by: try reader.required("by"),
            for: try reader.optional("for"),
            on: try reader.optional("on"),
            because: try reader.optional("because"),
            key: key,
            events: events
        )
        let sig: String? = try reader.optional("sig")
        let at: Instant = try reader.required("at")
        let prev: Digest = try reader.required("prev")
        let seq: Int = try reader.required("seq")
        try reader.end()
        if let on = act.on, on.firstDay > at.day + (on.day == nil ? 0 : 1) {
            throw .wrongMember(
                "on",
                of: "the entry",
                expected: "a date that does not begin after \(at.day)"
            )
        }
        return Entry(seq: seq, prev: prev, at: at, act: act, sig: sig)
    }

    private static func events(_ members: [JSONValue.Member]) throws(EntryError) -> [Event] {
        guard let list = members.first(where: { $0.name == "events" })?.value,
            case .array(let values) = list
        else { return [] }
        if values.isEmpty { throw .noEvents }
        var events: [Event] = []
        for value in values {
            guard case .object(let members) = value else {
                throw .wrongMember("events", of: "the entry", expected: EventList.expectation)
            }
            events.append(try Event(members))
        }
        return events
    }

    /// The canonical bytes of the line, without its LF. The inverse of ``parse(_:)``.
    public func format() -> [UInt8] {
        var writer = MemberWriter()
        writer.put("at", at)
        writer.put("because", act.because)
        writer.put("by", act.by)
        writer.put("for", act.behalf)
        writer.put("key", act.key)
        writer.put("on", act.on)
        writer.put("prev", prev)
        writer.put("seq", seq)
        writer.put("sig", sig)
        let events = JSONValue.Member(name: "events", value: .array(act.events.map(\.json)))
        var bytes: [UInt8] = []
        JSONValue.object(writer.members + [events]).format(into: &bytes)
        return bytes
    }

    /// Whether `key` may be an idempotency key: `[A-Za-z0-9._:-]{1,64}`.
    public static func isIdempotencyKey(_ key: String) -> Bool {
        (1...64).contains(key.utf8.count)
            && key.utf8.allSatisfy { isAlphanumeric($0) || ".-_:".utf8.contains($0) }
    }
}

/// The `events` of an entry where only its being a list matters.
private struct EventList: MemberValue {
    static let expectation = "a list of events"
    init?(member value: JSONValue) {
        guard case .array = value else { return nil }
    }
    var member: JSONValue { .array([]) }
}
