// Ways to change a line, each chosen by chance from a seed: what hands, disks and programs do.

@testable import Ledger

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
struct Seeded {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 below `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}

/// A kind of change to the bytes of a line.
enum Mutation: CaseIterable {
    case flippedBit, changedByte, insertedByte, deletedByte, doubledByte, cutShort
    case insertedPiece, pieceAtAnEdge, otherWord, otherNumber, upperHex, brokenEnd
    case swappedMembers, doubledMember, droppedMember, otherName, otherValue, addedMember
    case swappedEvents

    /// `line` changed in this way.
    func changed(_ line: [UInt8], _ chance: inout Seeded) -> [UInt8] {
        if line.isEmpty { return line }
        var line = line
        let place = chance.below(line.count)
        switch self {
        case .flippedBit: line[place] ^= 1 << UInt8(chance.below(8))
        case .changedByte: line[place] = UInt8(chance.below(256))
        case .insertedByte: line.insert(UInt8(chance.below(256)), at: place)
        case .deletedByte: line.remove(at: place)
        case .doubledByte: line.insert(line[place], at: place)
        case .cutShort: line.removeLast(chance.below(line.count))
        case .insertedPiece: line.insert(contentsOf: chance.pick(Pieces.bytes), at: place)
        case .pieceAtAnEdge:
            // Beside a quotation mark or a bracket, where what ends is told from what goes on.
            let edges = line.indices.filter { "\",:{}[]".utf8.contains(line[$0]) }
            let edge = edges.isEmpty ? place : chance.pick(edges) + chance.below(2)
            line.insert(contentsOf: chance.pick(Pieces.bytes), at: edge)
        case .otherWord:
            guard let range = strings(line, &chance) else { break }
            line.replaceSubrange(range, with: chance.pick(Pieces.words).utf8)
        case .otherNumber:
            guard let range = number(line, &chance) else { break }
            line.replaceSubrange(range, with: chance.pick(Pieces.numbers).utf8)
        case .upperHex:
            let letters = line.indices.filter { (0x61...0x66).contains(line[$0]) }
            if !letters.isEmpty { line[chance.pick(letters)] -= 0x20 }
        case .brokenEnd:
            line += chance.pick([[0x0D], [0x20], [0x00], [0x0A], [0x7D], [0x22], [0x2C], [0xEF]])
        default: return changedMembers(line, &chance)
        }
        return line
    }

    /// The contents of some string of `line`.
    private func strings(_ line: [UInt8], _ chance: inout Seeded) -> Range<Int>? {
        let marks = line.indices.filter { line[$0] == 0x22 }
        guard marks.count > 1 else { return nil }
        let first = chance.below(marks.count / 2) * 2
        return marks[first] + 1..<marks[first + 1]
    }

    /// Some run of digits of `line`.
    private func number(_ line: [UInt8], _ chance: inout Seeded) -> Range<Int>? {
        let isDigit = { (0x30...0x39).contains(line[$0]) }
        let starts = line.indices.filter { isDigit($0) && ($0 == 0 || !isDigit($0 - 1)) }
        guard !starts.isEmpty else { return nil }
        let start = chance.pick(starts)
        return start..<(line[start...].firstIndex { !(0x30...0x39).contains($0) } ?? line.count)
    }

    // MARK: Members

    private func changedMembers(_ line: [UInt8], _ chance: inout Seeded) -> [UInt8] {
        guard let members = try? CanonicalReader.parse(line[...]) else { return line }
        var entry = members.map { ($0.name, $0.value) }
        let place = members.firstIndex { $0.name == "events" }
        guard let place, case .array(var events) = entry[place].1 else { return line }
        if self == .swappedEvents {
            events.append(chance.pick(events))
            events.swapAt(chance.below(events.count), chance.below(events.count))
        } else if chance.below(4) == 0 {
            change(&entry, &chance)
            return written(entry)
        } else if !events.isEmpty {
            let number = chance.below(events.count)
            if case .object(let object) = events[number] {
                var event = object.map { ($0.name, $0.value) }
                change(&event, &chance)
                events[number] = .object(event.map { .init(name: $0.0, value: $0.1) })
            }
        }
        entry[place].1 = .array(events)
        return written(entry)
    }

    private func change(_ members: inout [(String, JSONValue)], _ chance: inout Seeded) {
        let (one, other) = (chance.below(members.count), chance.below(members.count))
        switch self {
        case .swappedMembers: members.swapAt(one, other)
        case .doubledMember: members.insert(members[one], at: other)
        case .droppedMember: members.remove(at: one)
        case .otherName: members[one].0 = chance.pick(Pieces.names)
        case .otherValue: members[one].1 = chance.pick(Pieces.values)
        default: members.append((chance.pick(Pieces.names), chance.pick(Pieces.values)))
        }
        // Sorted again more often than not, since an order that is wrong hides all else.
        if self != .swappedMembers, chance.below(4) > 0 {
            members.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
        }
    }

    /// `members` in the order they have, the events too.
    private func written(_ members: [(String, JSONValue)]) -> [UInt8] {
        var bytes: [UInt8] = []
        raw(.object(members.map { .init(name: $0.0, value: $0.1) }), &bytes)
        return bytes
    }

    private func raw(_ value: JSONValue, _ bytes: inout [UInt8]) {
        switch value {
        case .object(let members):
            for (number, member) in members.enumerated() {
                bytes += "\(number == 0 ? "{" : ",")\"\(member.name)\":".utf8
                raw(member.value, &bytes)
            }
            bytes += (members.isEmpty ? "{}" : "}").utf8
        case .array(let values):
            for (number, value) in values.enumerated() {
                bytes += (number == 0 ? "[" : ",").utf8
                raw(value, &bytes)
            }
            bytes += (values.isEmpty ? "[]" : "]").utf8
        default: value.format(into: &bytes)
        }
    }
}
