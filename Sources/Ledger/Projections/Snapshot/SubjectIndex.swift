// The lines of a journal by what they are about, as a snapshot has them: what recording one thing
// takes of a long history.

/// Finds the entries that bear on one action.
struct SubjectIndex {
    /// How many entries are taken for few: for more the whole journal is read.
    private static let entryCountMax = 20_000

    private var sealed: SealedFile
    private let records, actions, keys, general, ties: Range<Int>

    /// The index of `snapshot`; nil where it has none.
    init?(_ snapshot: JournalSnapshot) {
        let members = snapshot.members
        guard let records = members.range("records"), let actions = members.range("actions"),
            let keys = members.range("keys"), let general = members.range("general"),
            let ties = members.range("ties")
        else { return nil }
        sealed = snapshot.sealed
        (self.records, self.actions, self.keys) = (records, actions, keys)
        (self.general, self.ties) = (general, ties)
    }

    /// What bears on `action` and all that stands over and under it, and on `keys`: where their
    /// lines stand, in order, and the entries that bear on every action.
    ///
    /// Nil where that is not enough to tell what becomes of the plan when something is recorded of
    /// the action: where milestones of others depend on it, or it on others.
    mutating func lines(of action: Code, _ keys: [Key]) -> (own: [LinePlace], general: [Entry])? {
        guard let number = row(of: Name(action.text), in: actions),
            let family = family(of: number), let isAlone = isAlone(family), isAlone
        else { return nil }
        var offsets: [Int] = []
        for row in family { guard collect(row.last, into: &offsets) else { return nil } }
        for key in keys {
            // A key without lines is one that nobody has named.
            guard let number = self.row(of: Name(key.text), in: self.keys) else {
                continue
            }
            guard let row = row(number, in: self.keys), collect(row.last, into: &offsets) else {
                return nil
            }
        }
        guard let bytes = sealed.bytes(general), let general = Entry.entries(on: bytes) else {
            return nil
        }
        return (offsets.map { LinePlace(offset: $0) }, general)
    }

    // MARK: Rows

    private struct Row {
        let name: Name
        /// Numbers of rows, and of the last record, plus one.
        let under, firstPart, nextPart, last: Int
    }

    private mutating func row(_ number: Int, in table: Range<Int>) -> Row? {
        let start = table.lowerBound + number * SubjectIndex.rowByteCount
        let range = start..<start + SubjectIndex.rowByteCount
        guard range.upperBound <= table.upperBound, let bytes = sealed.bytes(range) else {
            return nil
        }
        return Row(
            name: Name(bytes: bytes, at: 0),
            under: SealedFile.number(bytes, at: 32, count: 4),
            firstPart: SealedFile.number(bytes, at: 36, count: 4),
            nextPart: SealedFile.number(bytes, at: 40, count: 4),
            last: SealedFile.number(bytes, at: 44, count: 4)
        )
    }

    /// The number of the row of `name`, found by halves.
    private mutating func row(of name: Name, in table: Range<Int>) -> Int? {
        var range = 0..<table.count / SubjectIndex.rowByteCount
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            guard let row = row(middle, in: table) else { return nil }
            if row.name == name { return middle }
            range =
                row.name.isBefore(name)
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// The action of row `number`, those it stands under up to its priority, and all under the
    /// topmost of them.
    private mutating func family(of number: Int) -> [Row]? {
        guard var top = row(number, in: actions), top.under > 0 else { return nil }
        // What stands under nothing is a priority. A circle would never come to one.
        for _ in 0..<SubjectIndex.entryCountMax {
            guard let above = row(top.under - 1, in: actions) else { return nil }
            if above.under == 0 {
                var family = [top]
                return collect(partsOf: top, into: &family) ? family : nil
            }
            top = above
        }
        return nil
    }

    private mutating func collect(partsOf row: Row, into family: inout [Row]) -> Bool {
        var next = row.firstPart
        while next > 0 {
            guard let part = self.row(next - 1, in: actions),
                family.count < SubjectIndex.entryCountMax
            else { return false }
            family.append(part)
            guard collect(partsOf: part, into: &family) else { return false }
            next = part.nextPart
        }
        return true
    }

    /// Whether nothing in `family` depends on anything, and nothing on it or on a priority.
    private mutating func isAlone(_ family: [Row]) -> Bool? {
        guard let bytes = sealed.bytes(ties) else { return nil }
        let names = Set(family.map(\.name))
        for place in stride(from: 0, to: bytes.count - 63, by: 64) {
            let from = Name(bytes: bytes, at: place)
            let to = Name(bytes: bytes, at: place + 32)
            if names.contains(from) || names.contains(to) { return false }
            guard let number = row(of: to, in: actions), let row = row(number, in: actions) else {
                continue
            }
            if row.under == 0 { return false }
        }
        return true
    }

    /// Adds where the lines of a record and all before it stand to `offsets`, which are in order,
    /// each once.
    private mutating func collect(_ last: Int, into offsets: inout [Int]) -> Bool {
        var found: [Int] = []
        var next = last
        while next > 0 {
            let start = records.lowerBound + (next - 1) * SubjectIndex.recordByteCount
            let range = start..<start + SubjectIndex.recordByteCount
            guard range.upperBound <= records.upperBound,
                let bytes = sealed.uncheckedBytes(range)
            else { return false }
            let offset = SealedFile.number(bytes, at: 0, count: 8)
            let before = SealedFile.number(bytes, at: 8, count: 4)
            let sum = SubjectIndex.sum(ofRecord: next - 1, offset, before)
            guard SealedFile.number(bytes, at: 12, count: 4) == Int(sum), before < next,
                found.last.map({ offset <= $0 }) ?? true,
                offsets.count + found.count <= SubjectIndex.entryCountMax
            else { return false }
            if offset != found.last { found.append(offset) }
            next = before
        }
        offsets = Array(offsets, merging: found.reversed(), inOrderOf: \.self)
        return true
    }
}
