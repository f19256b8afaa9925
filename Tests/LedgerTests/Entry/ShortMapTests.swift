// A few values by their keys, and what is in order made one.

import Testing

@testable import Ledger

@Suite("A short map")
struct ShortMapTests {
    @Test("has for each key the value put in last, in the order of the keys' first")
    func values() {
        var map: ShortMap<String, Int> = ["b": 1, "a": 2, "b": 3]
        #expect(map.pairs.map(\.key) == ["b", "a"])
        #expect(map.values == [3, 2])
        #expect(map["a"] == 2)
        #expect(map["c"] == nil)
        map["c"] = 4
        map["b"] = nil
        map["d"] = nil
        #expect(map.pairs.map(\.key) == ["a", "c"])
        #expect(map.values == [2, 4])
        map["a"] = nil
        map["c"] = nil
        #expect(map.isEmpty)
        #expect(map == ShortMap())
    }

    @Test("changes a value where it lies, and begins with one where there is none")
    func change() {
        var map = ShortMap<String, [Int]>()
        #expect(map["a", default: [0]] == [0])
        #expect(map.isEmpty)
        map["a", default: [0]].append(1)
        map["b", default: []].append(2)
        map["a", default: [9]].append(3)
        #expect(map["a", default: [9]] == [0, 1, 3])
        #expect(map["a"] == [0, 1, 3])
        #expect(map["b"] == [2])
    }

    @Test("is the same as another with the same values, in whatever order")
    func equality() {
        let map: ShortMap<String, Int> = ["a": 1, "b": 2]
        let turned: ShortMap<String, Int> = ["b": 2, "a": 1]
        #expect(map == turned)
        #expect(map.hashValue == turned.hashValue)
        for other: ShortMap<String, Int> in [
            ["a": 1], ["a": 1, "b": 3], ["a": 2, "b": 1], ["a": 1, "c": 2],
            ["a": 1, "b": 2, "c": 3], [:],
        ] {
            #expect(map != other)
            #expect(other != map)
        }
    }

    @Test("of two in order becomes one in order, with what stands in both once")
    func merging() {
        // Every pair of sets of the numbers 0 to 4.
        for one in 0..<32 {
            for other in 0..<32 {
                let (left, right) = (members(one), members(other))
                let merged = Array(left, merging: right, inOrderOf: \.self)
                #expect(merged == members(one | other))
            }
        }
    }

    /// The numbers whose bits are set, in order.
    private func members(_ bits: Int) -> [Int] { (0..<5).filter { bits >> $0 & 1 == 1 } }
}
