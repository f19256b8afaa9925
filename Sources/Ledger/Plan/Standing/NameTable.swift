// Names of a plan, each with a number, found by the bytes that write them.

/// Codes or keys in the order in which they came, each kept in 32 bytes.
struct NameTable: Sendable {
    /// A name as four numbers, the first byte the lowest; zeros stand after the last.
    typealias Name = SIMD4<UInt64>

    /// The names, in order.
    private(set) var names: ContiguousArray<Name> = []
    /// The numbers of names plus one, at the places their bytes lead to; a power of two of them.
    private var slots = ContiguousArray<UInt32>(repeating: 0, count: 1024)

    /// The number of `name`; nil where it is not there.
    func number(of name: Name) -> Int? {
        var place = spread(name)
        while true {
            let slot = Int(slots[place])
            if slot == 0 { return nil }
            if names[slot - 1] == name { return slot - 1 }
            place = (place + 1) & (slots.count - 1)
        }
    }

    /// The number of `name`, which is added where it is not there.
    mutating func insert(_ name: Name) -> (number: Int, isNew: Bool) {
        if let number = number(of: name) { return (number, false) }
        names.append(name)
        if names.count * 2 > slots.count {
            slots = ContiguousArray(repeating: 0, count: 2 * slots.count)
            for number in names.indices { enter(number) }
        } else {
            enter(names.count - 1)
        }
        return (names.count - 1, true)
    }

    /// The text of name `number`.
    func text(_ number: Int) -> String {
        let name = names[number]
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: name[$0 / 8] >> ($0 % 8 * 8)) }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private mutating func enter(_ number: Int) {
        var place = spread(names[number])
        while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = UInt32(truncatingIfNeeded: number + 1)
    }

    private func spread(_ name: Name) -> Int {
        let mixed = (name[0] ^ name[1] &* 31 ^ (name[2] ^ name[3]) &* 977) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed &>> 32) & (slots.count - 1)
    }
}

extension NameTable {
    /// The name that stands in `range` of `bytes`, at most 32 of them, with as many behind it.
    static func name(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Name {
        var name = Name.zero
        var left = range.count
        var part = 0
        while left > 0 {
            let word = bytes.word(at: range.lowerBound + 8 * part)
            name[part] = left >= 8 ? word : word & (.max >> UInt64(64 - 8 * left))
            left -= 8
            part += 1
        }
        return name
    }

    /// The name that `text` writes.
    static func name(_ text: String) -> Name {
        var name = Name.zero
        for (index, byte) in text.utf8.prefix(32).enumerated() {
            name[index / 8] |= UInt64(byte) << (index % 8 * 8)
        }
        return name
    }
}
