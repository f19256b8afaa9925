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
        var reader = MemberReader(try CanonicalReader.parse(line), of: "the entry")
        let place = try Place(&reader)
        let key: String? = try reader.optional("key")
        if let key, !isIdempotencyKey(key) {
            throw .wrongMember(
                "key",
                of: "the entry",
                expected: "1 to 64 of the letters, digits, and `.`, `_`, `:`, `-`"
            )
        }
        let sig: String? = try reader.optional("sig")
        if let sig, !isSignature(sig) {
            throw .wrongMember("sig", of: "the entry", expected: "64 bytes in base64")
        }
        let on: StatedDate? = try reader.optional("on")
        if let on, on.firstDay > place.at.day + (on.day == nil ? 0 : 1) {
            throw .wrongMember(
                "on",
                of: "the entry",
                expected: "a date that does not begin after \(place.at.day)"
            )
        }
        let act = Act(
            by: try reader.required("by"),
            for: try reader.optional("for"),
            on: on,
            because: try reader.optional("because"),
            key: key,
            events: try events(reader.required("events"))
        )
        try reader.end()
        return Entry(seq: place.seq, prev: place.prev, at: place.at, act: act, sig: sig)
    }

    /// Damage comes before what is only unknown, so that ``EntryError/isVocabulary`` tells the
    /// truth about the whole line.
    private static func events(_ objects: [ObjectMembers]) throws(EntryError) -> [Event] {
        if objects.isEmpty { throw .noEvents }
        var events: [Event] = []
        var unknown: EntryError?
        for object in objects {
            do throws(EntryError) {
                events.append(try Event(object.members))
            } catch {
                guard error.isVocabulary else { throw error }
                unknown = unknown ?? error
            }
        }
        if let unknown { throw unknown }
        return events
    }

    /// The canonical bytes of the line, without its LF. The inverse of ``parse(_:)``.
    public func format() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        format(into: &bytes)
        return bytes
    }

    /// Appends the canonical bytes of the line, its members in the order of their names.
    func format(into bytes: inout [UInt8]) {
        bytes += "{\"at\":\"".utf8
        at.format(into: &bytes)
        bytes += "\"".utf8
        Entry.put("because", act.because, into: &bytes)
        Entry.put("by", act.by.text, into: &bytes)
        bytes += ",\"events\":[".utf8
        for (index, event) in act.events.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            event.json.format(into: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        Entry.put("for", act.behalf?.text, into: &bytes)
        Entry.put("key", act.key, into: &bytes)
        Entry.put("on", act.on?.description, into: &bytes)
        bytes += ",\"prev\":\"".utf8
        prev.format(into: &bytes)
        bytes += "\",\"seq\":".utf8
        bytes += String(seq).utf8
        Entry.put("sig", sig, into: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends a comma and the member `name`, and nothing where `value` is nil.
    private static func put(
        _ name: String,
        _ value: String?,
        into bytes: inout [UInt8]
    ) {
        guard let value else { return }
        bytes += ",\"".utf8
        bytes += name.utf8
        bytes += "\":".utf8
        JSONValue.quote(value, into: &bytes)
    }

    /// Whether `key` may be an idempotency key: `[A-Za-z0-9._:-]{1,64}`.
    public static func isIdempotencyKey(_ key: String) -> Bool {
        (1...64).contains(key.utf8.count)
            && key.utf8.allSatisfy { isAlphanumeric($0) || ".-_:".utf8.contains($0) }
    }

    /// Whether `sig` is the one way to write some 64 bytes in base64 (RFC 4648, sections 3.5
    /// and 4): 86 digits, the last with no bits to spare, and two `=`.
    static func isSignature(_ sig: String) -> Bool {
        let bytes = Array(sig.utf8)
        return bytes.count == 88 && bytes[86...].allSatisfy { $0 == UInt8(ascii: "=") }
            && bytes[..<86].allSatisfy { isAlphanumeric($0) || "+/".utf8.contains($0) }
            && "AQgw".utf8.contains(bytes[85])
    }
}

extension Entry {
    /// Where an entry stands in its journal: what the chain needs, and no more.
    public struct Place: Hashable, Sendable {
        /// Its number, from 1.
        public let seq: Int
        /// The digest of the line before, without its LF.
        public let prev: Digest
        /// When it was recorded.
        public let at: Instant

        init(seq: Int, prev: Digest, at: Instant) {
            self.seq = seq
            self.prev = prev
            self.at = at
        }

        /// Reads the place of a line without its LF, and leaves the rest of it unread: the chain
        /// goes on past an entry that speaks of what this version does not know.
        ///
        /// - Throws: why the bytes have no place in a journal.
        /// - Complexity: one pass over the bytes.
        public static func parse(_ line: ArraySlice<UInt8>) throws(EntryError) -> Place {
            guard line.count <= byteCountMax else { throw .tooLong(bytes: line.count) }
            var reader = MemberReader(try CanonicalReader.parse(line), of: "the entry")
            return try Place(&reader)
        }

        fileprivate init(_ reader: inout MemberReader) throws(EntryError) {
            at = try reader.required("at")
            prev = try reader.required("prev")
            seq = try reader.required("seq")
            if seq == 0 {
                throw .wrongMember("seq", of: "the entry", expected: "a number from 1")
            }
        }
    }
}
