// Values by keys, and what is in order made one: where a dictionary, a set or a sort would cost a
// short command more than it finds.

/// Values by keys, in the order in which they were put in.
///
/// A dictionary asks the runtime, once for every type of its keys and values, what they are and how
/// they are hashed: that takes a short command longer than all it looks up. Here everything lies in
/// arrays. Few keys are compared one after the other, and many are found by their hashes.
///
/// - Complexity: O(1) for each value that is looked up or put in, O(n) for each that is taken out.
public struct OrderedMap<Key, Value> {
    // What can be inlined is made for its types where it is called: of a generic type the runtime
    // would have to be asked.
    @usableFromInline var held: [(key: Key, value: Value)] = []
    /// Where there are more keys than ``fewCount``, for a key of hash `h` the place of its pair,
    /// counted from 1, in the first that is free from `h` on; a power of two of them, half empty.
    @usableFromInline var slots: [Int32] = []

    /// How many keys are compared one after the other.
    @inlinable static var fewCount: Int { 16 }

    /// No values.
    @inlinable
    public init() {}

    /// How many there are.
    @inlinable
    public var count: Int { held.count }
    /// Whether there are none.
    @inlinable
    public var isEmpty: Bool { held.isEmpty }
    /// The keys, in their order.
    @inlinable
    public var keys: [Key] { held.map(\.key) }
    /// The values, in their order.
    @inlinable
    public var values: [Value] { held.map(\.value) }
}

extension OrderedMap where Key: Hashable {
    /// The value of `key`; nil where it has none.
    @inlinable
    public subscript(key: Key) -> Value? {
        get { place(of: key).map { held[$0].value } }
        _modify {
            // Taken out meanwhile, so that it is changed where it lies and not copied.
            guard let place = place(of: key) else {
                var value: Value?
                defer { if let value { append(key, value) } }
                yield &value
                return
            }
            held.swapAt(place, held.count - 1)
            var value: Value? = held.removeLast().value
            defer { putBack(key, value, at: place) }
            yield &value
        }
    }

    /// The value of `key`; where it has none, `initial`, which is put in to be changed.
    @inlinable
    public subscript(key: Key, default initial: @autoclosure () -> Value) -> Value {
        get { self[key] ?? initial() }
        _modify {
            let place = place(of: key) ?? held.count
            if place == held.count { append(key, initial()) }
            yield &held[place].value
        }
    }

    /// Where the pair of `key` lies.
    @inlinable
    func place(of key: Key) -> Int? {
        if slots.isEmpty { return held.firstIndex { $0.key == key } }
        var slot = key.hashValue & (slots.count - 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if held[place].key == key { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Puts in `value` under a key that has none.
    @inlinable
    mutating func append(_ key: Key, _ value: Value) {
        held.append((key, value))
        if held.count * 2 > slots.count { index() } else { index(held.count - 1) }
    }

    /// Puts back what was taken out of `place`, where the last pair lies meanwhile; or closes the
    /// gap, where that is nil.
    @inlinable
    mutating func putBack(_ key: Key, _ value: Value?, at place: Int) {
        if let value {
            held.append((key, value))
            held.swapAt(place, held.count - 1)
        } else {
            if place < held.count { held.append(held.remove(at: place)) }
            index()
        }
    }

    /// Begins the slots anew.
    @inlinable
    mutating func index() {
        slots = []
        if held.count <= OrderedMap.fewCount { return }
        var count = 64
        while count < held.count * 4 { count *= 2 }
        slots = Array(repeating: 0, count: count)
        for place in held.indices { index(place) }
    }

    @inlinable
    mutating func index(_ place: Int) {
        if slots.isEmpty { return }
        var slot = held[place].key.hashValue & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(place + 1)
    }
}

extension OrderedMap: Sequence {
    /// The pairs, one after the other.
    @inlinable
    public func makeIterator() -> IndexingIterator<[(key: Key, value: Value)]> {
        held.makeIterator()
    }
}

extension OrderedMap: ExpressibleByDictionaryLiteral where Key: Hashable {
    /// The values of a literal; of a key that stands twice the last.
    public init(dictionaryLiteral elements: (Key, Value)...) {
        for (key, value) in elements { self[key] = value }
    }
}

extension OrderedMap: Equatable where Key: Hashable, Value: Equatable {
    /// Whether the same keys have the same values, in whatever order.
    public static func == (left: OrderedMap, right: OrderedMap) -> Bool {
        left.count == right.count && left.held.allSatisfy { right[$0.key] == $0.value }
    }
}

extension OrderedMap: Hashable where Key: Hashable, Value: Hashable {
    /// Hashes the keys and values, in whatever order.
    public func hash(into hasher: inout Hasher) {
        // Of the order nothing may be heard.
        hasher.combine(held.reduce(into: 0) { $0 ^= $1.key.hashValue ^ $1.value.hashValue &* 31 })
    }
}

extension OrderedMap: Sendable where Key: Sendable, Value: Sendable {}

extension Array {
    /// The elements of `one` and `other`, both in the order of a number of theirs, in that order;
    /// of those with the same number one alone.
    init(
        _ one: [Element],
        merging other: [Element],
        inOrderOf number: (Element) -> Int
    ) {
        self = []
        reserveCapacity(one.count + other.count)
        var (ones, others) = (one[...], other[...])
        while let first = ones.first.map(number), let second = others.first.map(number) {
            append(second < first ? others.removeFirst() : ones.removeFirst())
            if first == second { others.removeFirst() }
        }
        self += ones
        self += others
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it first stands.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
