// What is few, where a dictionary, a set or a sort would cost more than it finds.

/// Values by a handful of keys, in the order in which they were put in.
///
/// A dictionary asks the runtime, once for every type of its keys, how they are hashed, which takes
/// a short command longer than all it looks up. Here keys are compared one after the other.
///
/// - Complexity: O(n) in the values for each that is looked up or put in.
public struct ShortMap<Key, Value> {
    // What can be inlined is made for its types where it is called: of a generic type the runtime
    // would have to be asked.
    @usableFromInline var held: [(key: Key, value: Value)] = []

    /// No values.
    @inlinable
    public init() {}

    /// The keys and their values.
    @inlinable
    public var pairs: [(key: Key, value: Value)] { held }
    /// Whether there are none.
    public var isEmpty: Bool { held.isEmpty }
    /// The values, in their order.
    public var values: [Value] { pairs.map(\.value) }
}

extension ShortMap where Key: Equatable {
    /// The value of `key`; nil where it has none.
    @inlinable
    public subscript(key: Key) -> Value? {
        get { held.first { $0.key == key }?.value }
        set {
            let place = held.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let place?, let value?): held[place].value = value
            case (let place?, nil): held.remove(at: place)
            case (nil, let value?): held.append((key, value))
            case (nil, nil): break
            }
        }
    }

    /// The value of `key`; where it has none, `initial`, which is put in to be changed.
    @inlinable
    public subscript(key: Key, default initial: @autoclosure () -> Value) -> Value {
        get { self[key] ?? initial() }
        _modify {
            let place = held.firstIndex { $0.key == key } ?? held.count
            if place == held.count { held.append((key, initial())) }
            yield &held[place].value
        }
    }
}

extension ShortMap: ExpressibleByDictionaryLiteral where Key: Equatable {
    /// The values of a literal; of a key that stands twice the last.
    public init(dictionaryLiteral elements: (Key, Value)...) {
        for (key, value) in elements { self[key] = value }
    }
}

extension ShortMap: Equatable where Key: Equatable, Value: Equatable {
    /// Whether the same keys have the same values, in whatever order.
    public static func == (left: ShortMap, right: ShortMap) -> Bool {
        left.pairs.count == right.pairs.count
            && left.pairs.allSatisfy { right[$0.key] == $0.value }
    }
}

extension ShortMap: Hashable where Key: Hashable, Value: Hashable {
    /// Hashes the keys and values, in whatever order.
    public func hash(into hasher: inout Hasher) {
        // Of the order nothing may be heard.
        hasher.combine(pairs.reduce(into: 0) { $0 ^= $1.key.hashValue ^ $1.value.hashValue &* 31 })
    }
}

extension ShortMap: Sendable where Key: Sendable, Value: Sendable {}

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
