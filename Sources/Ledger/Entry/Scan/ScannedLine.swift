// What a scan finds in a line: places in its bytes, and no text.

/// Some bytes of a line, counted from its first.
struct Slice: Hashable, Sendable {
    /// Where they begin.
    var start: UInt16 = 0
    /// How many there are; 0 where what they would say is absent.
    var count: UInt16 = 0

    var isEmpty: Bool { count == 0 }

    /// Where they stand in the bytes that the line begins in at `place`.
    @inline(__always)
    func range(from place: Int) -> Range<Int> {
        let first = place + Int(start)
        return first..<first + Int(count)
    }
}

/// A line that was scanned: an entry, told by where its members stand.
struct ScannedLine: Sendable {
    /// Where the line begins in the bytes that were scanned.
    var start: Int { Int(place) }
    /// Its length in bytes, without the LF.
    var count: Int { Int(length) }
    /// Its events, among all that were scanned.
    var events: Range<Int> { Int(firstEvent)..<Int(firstEvent) + Int(eventCount) }

    private var place: UInt32 = 0
    private var length: UInt32 = 0
    private var firstEvent: UInt32 = 0
    private var eventCount: UInt16 = 0
    /// Whether it is followed as an entry: well formed, but rare enough not to be taken apart
    /// here. Then nothing below is set but ``seq``, ``at`` and ``prev``.
    var isPlain = false
    /// Its number.
    var seq = 0
    /// When it was recorded.
    var at = Instant(seconds: 0)
    /// The key of who recorded it.
    var by = Slice()
    /// The key of the lead on whose behalf.
    var behalf = Slice()
    /// The reason, escaped as it stands.
    var because = Slice()
    /// The idempotency key.
    var key = Slice()
    /// The date on which it happened.
    var on = Slice()
    /// The digits of `prev`.
    var prev = Slice()
    /// The signature.
    var sig = Slice()

    @inline(__always)
    init() {}

    /// What joins it to the line above it.
    var joint: LineJoint { LineJoint(seq: seq, at: at, prev: Int(prev.start), count: count) }

    /// Sets where the line stands, and its events.
    @inline(__always)
    mutating func stand(in range: Range<Int>, _ events: Range<Int>) {
        place = UInt32(truncatingIfNeeded: range.lowerBound)
        length = UInt32(truncatingIfNeeded: range.count)
        firstEvent = UInt32(truncatingIfNeeded: events.lowerBound)
        eventCount = UInt16(truncatingIfNeeded: events.count)
    }
}

/// What joins a line to the one above it.
struct LineJoint: Hashable, Sendable {
    /// Its number.
    var seq = 0
    /// When it was recorded.
    var at = Instant(seconds: 0)
    /// Where the digits of its `prev` begin, counted from its first byte.
    var prev = 0
    /// Its length in bytes, without the LF.
    var count = 0
}

/// What a scan makes of an event.
protocol EventScan {
    /// What happened.
    var type: QuickType { get set }
    /// A bit for every member that is there.
    var members: UInt64 { get }
    /// Nothing of the event yet.
    init()
    /// Adds member `number`, whose name sorts after all before it; false where there are too many,
    /// or the name does not.
    mutating func add(_ number: Int, _ slice: Slice) -> Bool
}

/// An event that was scanned to see whether it is well formed, and of which nothing is kept.
struct CheckedEvent: EventScan {
    var type = QuickType.progressNoted
    private(set) var members: UInt64 = 0

    @inline(__always)
    init() {}

    @inline(__always)
    mutating func add(_ number: Int, _ slice: Slice) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(number)
        guard bit > members else { return false }
        members |= bit
        return true
    }
}

/// An event that was scanned.
struct ScannedEvent: EventScan, Sendable {
    /// The most members that an event of these types has.
    static let memberCountMax = 9

    var type = QuickType.progressNoted
    private(set) var members: UInt64 = 0
    /// Where the values stand, in the order of the members.
    private var slices = InlineArray<9, Slice>(repeating: Slice())
    private var count: UInt8 = 0

    @inline(__always)
    init() {}

    /// The value of `member`, without quotation marks; empty where it is absent.
    subscript(_ member: QuickMember) -> Slice {
        guard members & member.bit != 0 else { return Slice() }
        return slices[(members & (member.bit - 1)).nonzeroBitCount]
    }

    /// The value of the action it is about; empty where there is none.
    @inline(__always)
    var action: Slice {
        // Next to none of the members sorts before it.
        members & QuickMember.action.bit.upToMark == QuickMember.action.bit
            ? slices[0] : self[.action]
    }

    @inline(__always)
    mutating func add(_ number: Int, _ slice: Slice) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(number)
        guard bit > members, count < ScannedEvent.memberCountMax else { return false }
        slices[Int(count)] = slice
        count += 1
        members |= bit
        return true
    }
}

extension EventScan {
    /// Whether `member` is there.
    @inline(__always)
    func has(_ member: QuickMember) -> Bool { members & member.bit != 0 }

    /// Adds `member`, which is there, sorts after all before it and finds a place.
    @inline(__always)
    mutating func add(_ member: QuickMember, _ slice: Slice?) -> Bool {
        guard let slice else { return false }
        return add(Int(member.rawValue), slice)
    }

    /// Sets the type, whose member sorts after all before it.
    @inline(__always)
    mutating func end(as type: QuickType) -> Bool {
        self.type = type
        return add(.type, Slice())
    }
}

/// Where a line stands in a file.
struct LinePlace: Hashable, Sendable {
    /// How many lines stand between the offset and it.
    var number = 0
    /// Where a line begins.
    var offset: Int
}

/// Makes less of lines where they are scanned, beside other lines, so that little is left to do in
/// their order.
protocol LineCondenser: Sendable {
    /// Nothing condensed yet.
    init()
    /// Forgets all lines.
    mutating func reset()
    /// Adds lines that were scanned, whose places are in `bytes`, behind those added before.
    mutating func add(_ lines: LineScanner, _ bytes: Span<UInt8>)
}

/// Who is shown the lines of a journal as they are found sound, in their order.
protocol LineFollower: Sendable {
    /// What condenses the lines before they are followed; nil where they are wanted as they were
    /// scanned.
    var condenser: (any LineCondenser)? { get }
    /// Goes on with lines that were scanned, whose places are in `bytes`; these begin at
    /// `offset` of the file.
    mutating func follow(_ lines: LineScanner, _ bytes: Span<UInt8>, at offset: Int)
    /// Goes on in the same way with lines that ``condenser`` has condensed.
    mutating func follow(_ lines: any LineCondenser, _ bytes: Span<UInt8>, at offset: Int)
    /// Goes on with an entry that was read by itself.
    mutating func follow(_ entry: Entry)
}

extension LineFollower {
    var condenser: (any LineCondenser)? { nil }

    mutating func follow(_ lines: any LineCondenser, _ bytes: Span<UInt8>, at offset: Int) {}
}

/// Who follows lines as they are condensed to `Condensed`.
protocol CondensedFollower: LineFollower {
    associatedtype Condensed: LineCondenser
    /// Goes on with condensed lines, whose places are in `bytes`; these begin at `offset` of the
    /// file.
    mutating func follow(_ condensed: Condensed, _ bytes: Span<UInt8>, at offset: Int)
}

extension CondensedFollower {
    var condenser: (any LineCondenser)? { Condensed() }

    mutating func follow(_ lines: LineScanner, _ bytes: Span<UInt8>, at offset: Int) {
        var condensed = Condensed()
        condensed.add(lines, bytes)
        follow(condensed, bytes, at: offset)
    }

    mutating func follow(_ lines: any LineCondenser, _ bytes: Span<UInt8>, at offset: Int) {
        if let condensed = lines as? Condensed { follow(condensed, bytes, at: offset) }
    }
}
