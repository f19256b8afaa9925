// A few values by their keys, and what is in order made one.

import Testing

@testable import Ledger

@Suite("An ordered map")
struct OrderedMapTests {
    @Test("has for each key the value put in last, in the order of the keys' first")
    func values() {
        var map: OrderedMap<String, Int> = ["b": 1, "a": 2, "b": 3]
        #expect(map.keys == ["b", "a"])
        #expect(map.values == [3, 2])
        #expect(map["a"] == 2)
        #expect(map["c"] == nil)
        map["c"] = 4
        map["b"] = nil
        map["d"] = nil
        #expect(map.keys == ["a", "c"])
        #expect(map.values == [2, 4])
        map["a"] = nil
        map["c"] = nil
        #expect(map.isEmpty)
        #expect(map == OrderedMap())
    }

    @Test("changes a value where it lies, and begins with one where there is none")
    func change() {
        var map = OrderedMap<String, [Int]>()
        #expect(map["a", default: [0]] == [0])
        #expect(map.isEmpty)
        map["a", default: [0]].append(1)
        map["b", default: []].append(2)
        map["a", default: [9]].append(3)
        #expect(map["a", default: [9]] == [0, 1, 3])
        #expect(map["a"] == [0, 1, 3])
        #expect(map["b"] == [2])
    }

    @Test("finds many as it finds few, whichever is changed or taken out")
    func many() {
        // Past 16 keys an index leads to them; it is begun anew at 33 and at 65.
        for count in [0, 1, 2, 15, 16, 17, 18, 32, 33, 34, 65, 66] {
            var all = OrderedMap<Int, [Int]>()
            for key in 0..<count { all[key] = [key] }
            for key in 0..<count {
                var map = all
                map[key]?.append(-1)
                #expect(map.keys == Array(0..<count) && map.values.joined().count == count + 1)
                #expect(map[key] == [key, -1])
                map[key] = nil
                let rest = (0..<count).filter { $0 != key }
                #expect(map.keys == rest && rest.allSatisfy { map[$0] == [$0] })
                #expect(map[key] == nil && map[count] == nil)
                map[key, default: []].append(key)
                #expect(map == all && map.keys == rest + [key])
            }
        }
    }

    @Test("is the same as another with the same values, in whatever order")
    func equality() {
        let map: OrderedMap<String, Int> = ["a": 1, "b": 2]
        let turned: OrderedMap<String, Int> = ["b": 2, "a": 1]
        #expect(map == turned)
        #expect(map.hashValue == turned.hashValue)
        for other: OrderedMap<String, Int> in [
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
