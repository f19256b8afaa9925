// The values of scanned members, made from where they stand in their line.

extension ScannedEvent {
    func code(_ member: QuickMember, _ line: Span<UInt8>) -> Code {
        Code(wellFormed: line.name(self[member]))
    }

    func key(_ member: QuickMember, _ line: Span<UInt8>) -> Key? {
        has(member) ? Key(wellFormed: line.name(self[member])) : nil
    }

    func optional(_ member: QuickMember, _ line: Span<UInt8>) -> String? {
        has(member) ? line.text(self[member]) : nil
    }

    func ordinal(_ member: QuickMember, _ line: Span<UInt8>) -> Ordinal? {
        line.number(self[member]).flatMap { Ordinal($0) }
    }

    func milestone(_ line: Span<UInt8>) throws(EntryError) -> MilestoneName {
        let number = try found(ordinal(.milestone, line), .milestone)
        return MilestoneName(code(.action, line), number)
    }

    func date(_ member: QuickMember, _ line: Span<UInt8>) throws(EntryError) -> StatedDate {
        try found(line.date(self[member]), member)
    }

    func day(_ member: QuickMember, _ line: Span<UInt8>) throws(EntryError) -> Day {
        try found(line.date(self[member])?.day, member)
    }

    func number(_ member: QuickMember, _ line: Span<UInt8>) throws(EntryError) -> Int {
        try found(line.number(self[member]), member)
    }

    func assuranceLine(_ line: Span<UInt8>) -> AssuranceLine? {
        line.number(self[.line]).flatMap { AssuranceLine(rawValue: $0) }
    }

    /// What a number is without quotation marks, and a decimal number in them.
    func quantity(_ member: QuickMember, _ line: Span<UInt8>) -> Quantity? {
        guard has(member) else { return nil }
        let isQuoted = line[Int(self[member].start) - 1] == UInt8(ascii: "\"")
        return isQuoted
            ? .decimal(line.name(self[member])) : line.number(self[member]).map { .integer($0) }
    }

    /// The word of a closed list.
    func word<Word: ClosedList>(
        _ member: QuickMember,
        _ line: Span<UInt8>
    ) throws(EntryError) -> Word {
        try found(Word(rawValue: line.name(self[member])), member)
    }

    /// `value`, which a scan has found to be there.
    func found<Value>(
        _ value: Value?,
        _ member: QuickMember
    ) throws(EntryError) -> Value {
        guard let value else {
            throw .missingMember(
                QuickMember.names[Int(member.rawValue)],
                of: QuickType.names[Int(type.rawValue)]
            )
        }
        return value
    }
}

extension Span<UInt8> {
    /// The name at `slice`, in which nothing is escaped.
    func name(_ slice: Slice) -> String { String(self, slice.range) }

    /// The text at `slice`, its escapes undone.
    func text(_ slice: Slice) -> String {
        hasEscape(in: slice.range)
            ? String(unescaping: self, slice.range) : String(self, slice.range)
    }

    /// The date at `slice`; nil where it is empty.
    func date(_ slice: Slice) -> StatedDate? {
        var cursor = Cursor(Int(slice.start))
        return slice.isEmpty ? nil : cursor.date(self)
    }

    /// The number at `slice`; nil where it is empty.
    func number(_ slice: Slice) -> Int? { number(at: slice.range) }

    /// The number at `range`; nil where that is empty.
    func number(at range: Range<Int>) -> Int? {
        var cursor = Cursor(range.lowerBound)
        return range.isEmpty ? nil : cursor.number(self)
    }

    /// The numbers at `slice`, with commas between them.
    func numbers(_ slice: Slice) -> [Int] {
        var numbers: [Int] = []
        var cursor = Cursor(Int(slice.start))
        while cursor.place < slice.range.upperBound, let number = cursor.number(self) {
            numbers.append(number)
            cursor.place += 1
        }
        return numbers
    }

    /// The keys at `slice`, each in quotation marks, with commas between them.
    func keys(_ slice: Slice) -> [Key] {
        var keys: [Key] = []
        var place = slice.range.lowerBound
        while place < slice.range.upperBound {
            // Behind its first quotation mark a key goes on to the second, a comma behind it.
            let from = place + 1
            place = from
            while self[place] != UInt8(ascii: "\"") { place += 1 }
            keys.append(Key(wellFormed: String(self, from..<place)))
            place += 2
        }
        return keys
    }

    /// The reference at `slice`; nil where it is empty.
    func reference(_ slice: Slice) -> Reference? {
        slice.isEmpty ? nil : Reference(name(slice))
    }
}

extension Slice {
    /// Where it stands in its line.
    fileprivate var range: Range<Int> { range(from: 0) }
}
