// Names of a plan in few bytes, and where each leads: to the number of its row.

/// A code or key, in 32 bytes.
struct Name: Hashable, Sendable {
    /// No name: it writes nothing.
    static var none: Name { Name() }

    /// Its bytes, the first the lowest; zeros stand after the last.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The name that stands in `range` of `bytes`, at most 32 of them, with as many behind it.
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let (start, count) = (range.lowerBound, range.count)
        // Most names have no more than eight bytes.
        guard count > 8 else {
            words = (bytes.word(at: start) & Name.mask(count), 0, 0, 0)
            return
        }
        words = (
            bytes.word(at: start),
            bytes.word(at: start + 8) & Name.mask(count - 8),
            bytes.word(at: start + 16) & Name.mask(count - 16),
            bytes.word(at: start + 24) & Name.mask(count - 24)
        )
    }

    private init() { words = (0, 0, 0, 0) }

    /// The name that `text` writes.
    init(_ text: String) {
        let name = text.utf8.prefix(32)
        let bytes = name + [UInt8](repeating: 0, count: 32)
        self.init(bytes.span, 0..<name.count)
    }

    /// The bits of the first `count` bytes of a word.
    @inline(__always)
    fileprivate static func mask(_ count: Int) -> UInt64 {
        count >= 8 ? .max : count <= 0 ? 0 : ~(.max &<< UInt64(8 * count))
    }

    /// The text it writes.
    var text: String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The 32 bytes. The inverse of ``init(bytes:at:)``.
    var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        }
    }

    /// The name that 32 bytes at `place` are.
    init(bytes: [UInt8], at place: Int) {
        func word(_ index: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 | UInt64(bytes[place + 8 * index + $1]) << (8 * $1) }
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// Whether it comes before `other` in an order in which names can be looked up.
    func isBefore(_ other: Name) -> Bool {
        if words.0 != other.words.0 { return words.0 < other.words.0 }
        if words.1 != other.words.1 { return words.1 < other.words.1 }
        if words.2 != other.words.2 { return words.2 < other.words.2 }
        return words.3 < other.words.3
    }

    @inline(__always)
    static func == (left: Name, right: Name) -> Bool {
        let first = (left.words.0 ^ right.words.0) | (left.words.1 ^ right.words.1)
        return first | (left.words.2 ^ right.words.2) | (left.words.3 ^ right.words.3) == 0
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }

    /// What a name of no more than these eight bytes spreads to: see ``spread``.
    @inline(__always)
    static func spread(_ short: UInt64) -> UInt32 {
        let mixed = mixed(short, 0)
        return UInt32(truncatingIfNeeded: mixed >> 32 ^ mixed)
    }

    @inline(__always)
    private static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = (first ^ 0x9E37_79B9_7F4A_7C15)
            .multipliedFullWidth(by: second ^ 0x6A09_E667_F3BC_C909)
        return product.high ^ product.low
    }

    /// Its first eight bytes, which are all of most names.
    fileprivate var first: UInt64 { words.0 }

    /// Whether it has more than eight bytes.
    @inline(__always)
    var isLong: Bool { words.1 != 0 }

    /// A number that every byte bears on, to find the name by. The factors are the fractions of
    /// the golden ratio and of the roots of 2, 3 and 5, made odd.
    @inline(__always)
    var spread: UInt32 {
        var mixed = Name.mixed(words.0, words.1)
        if words.2 != 0 {
            let second = (words.2 ^ 0xBB67_AE85_84CA_A73B ^ mixed)
                .multipliedFullWidth(by: words.3 ^ 0x3C6E_F372_FE94_F82B)
            mixed = second.high ^ second.low
        }
        return UInt32(truncatingIfNeeded: mixed >> 32 ^ mixed)
    }
}

extension Span<UInt8> {
    /// The name of no more than eight bytes that stands at `range`.
    @inline(__always)
    func shortName(at range: Range<Int>) -> UInt64 {
        word(at: range.lowerBound) & Name.mask(range.count)
    }
}

/// Names, and where they lead: the first that was added to row 0, and so on.
struct NameTable: Sendable {
    /// What stands at a place that a name spreads to, or behind it.
    private struct Slot: Sendable {
        /// The first eight bytes of the name.
        var first: UInt64 = 0
        /// What it spreads to, so that hardly any other row needs a look.
        var spread: UInt32 = 0
        /// The number of its row plus one; below 0 for a name of more than eight bytes; 0 where
        /// there is none.
        var mark: Int32 = 0

        /// The number of the row; -1 where there is none.
        @inline(__always)
        var number: Int32 { Int32(truncatingIfNeeded: mark.magnitude) &- 1 }
    }

    /// A power of two of them.
    private var slots = ContiguousArray(repeating: Slot(), count: 1024)
    /// The names, apart from the rows, for hardly ever has one to be looked at.
    private var names: ContiguousArray<Name> = []

    /// The name of row `number`.
    subscript(number: Int) -> Name { names[number] }

    /// The number of the row of `name`; nil where it has none.
    func number(of name: Name) -> Int? {
        let spread = name.spread
        let last = slots.count - 1
        var place = Int(spread) & last
        while slots[place].mark != 0 {
            if slots[place].spread == spread {
                let number = Int(slots[place].number)
                if names[number] == name { return number }
            }
            place = (place + 1) & last
        }
        return nil
    }

    /// Something of what stands first where names lead that spread to `spread`: to ask for it
    /// brings the place near.
    @inline(__always)
    func mark(_ spread: UInt32) -> Int32 { slots[Int(spread) & (slots.count - 1)].mark }

    /// The number of the row of the name of no more than the eight bytes `short`, which spreads to
    /// `spread`; -1 where it has none.
    @inline(__always)
    func number(ofShort short: UInt64, _ spread: UInt32) -> Int32 {
        let last = slots.count - 1
        var place = Int(spread) & last
        while true {
            let slot = slots[place]
            if slot.mark > 0, slot.first == short { return slot.mark &- 1 }
            if slot.mark == 0 { return -1 }
            place = (place + 1) & last
        }
    }

    /// Adds `name`, which is not there yet, for the next row.
    mutating func add(_ name: Name) {
        names.append(name)
        if names.count * 4 > slots.count * 3 {
            let old = slots
            slots = ContiguousArray(repeating: Slot(), count: 2 * old.count)
            for slot in old where slot.mark != 0 { enter(slot) }
        }
        let number = Int32(truncatingIfNeeded: names.count)
        enter(
            Slot(first: name.first, spread: name.spread, mark: name.isLong ? -number : number)
        )
    }

    private mutating func enter(_ slot: Slot) {
        let last = slots.count - 1
        var place = Int(slot.spread) & last
        while slots[place].mark != 0 { place = (place + 1) & last }
        slots[place] = slot
    }
}
