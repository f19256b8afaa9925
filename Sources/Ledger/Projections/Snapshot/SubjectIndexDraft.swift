// Where in a journal each action and person is spoken of: written into a snapshot while the journal
// is read, in the memory of the plan.

/// Writes a ``SubjectIndex``.
///
/// Of every line about an action a record is kept that tells where the line stands and which
/// record of that action came before, so that the lines of one action can be found from its last
/// without looking at any other.
struct SubjectIndexDraft: LineFollower {
    /// The draft; nil once it has turned out that it cannot be written.
    private var draft: SnapshotDraft?
    private var actions = SubjectTable()
    private var keys = SubjectTable()
    private var recordCount = 0
    /// The lines that bear on every action, as they stand.
    private var general: [UInt8] = []
    /// The number of the last of them.
    private var lastGeneral = 0
    /// What milestones depend on, by the action they are of.
    private var ties: [(from: Name, to: Name)] = []
    /// The time of the last line.
    private var at: Instant?

    init(_ draft: SnapshotDraft) {
        self.draft = draft
    }

    mutating func follow(_ lines: LineScanner, _ bytes: Span<UInt8>, at offset: Int) {
        if draft == nil { return }
        at = lines.lines.last?.at ?? at
        do throws(FileError) {
            var plain = lines.plain.makeIterator()
            for line in lines.lines {
                if line.isPlain {
                    if let entry = plain.next() { try add(plain: entry, line, bytes, offset) }
                } else {
                    try add(line, lines, bytes, offset)
                }
            }
        } catch {
            draft = nil
        }
    }

    mutating func follow(_ entry: Entry) {
        // Where it stands is not told, and a journal that is read so is not sound.
        draft = nil
    }

    /// Ends the draft, and the snapshot with what `members` makes of its body.
    consuming func finish(
        _ contents: JournalContents,
        _ members: (inout SealedDraft) throws(FileError) -> [JSONValue.Member]
    ) {
        guard var draft, let at else { return }
        do throws(FileError) {
            let records = 0..<draft.sealed.byteCount
            let ranges = [
                ("records", records),
                ("actions", try actions.write(into: &draft.sealed)),
                ("keys", try keys.write(into: &draft.sealed)),
                ("general", try draft.sealed.add(general)),
                ("ties", try draft.sealed.add(ties.flatMap { $0.from.bytes + $0.to.bytes })),
            ]
            let more = try members(&draft.sealed)
            draft.finish(contents, at: at, ranges.map { .range($0, $1) } + more)
        } catch {
            // What is not finished is no snapshot.
        }
    }

    // MARK: Lines

    private mutating func add(
        _ line: ScannedLine,
        _ lines: LineScanner,
        _ bytes: Span<UInt8>,
        _ offset: Int
    ) throws(FileError) {
        for index in line.events {
            let event = lines.events[index]
            switch event.type {
            case .assuranceGiven, .decisionMinuted, .measureAdded, .measureRead, .riskAnswered,
                .riskClosed, .riskRaised:
                continue
            case .entryStruck, .dateCorrected: addGeneral(line, bytes)
            case .actionLinked:
                try record(offset + line.start, of: actions.row(bytes.name(event[.from], line)))
            case .actionAdded:
                let row = actions.row(bytes.name(event[.action], line))
                actions.put(row, under: bytes.name(event[.under], line))
                try record(offset + line.start, of: row)
            default:
                let action = bytes.name(event[.action], line)
                if event.has(.depends) {
                    tie(action, String(bytes, line.range(event[.depends])))
                }
                try record(offset + line.start, of: actions.row(action))
            }
        }
    }

    private mutating func add(
        plain entry: Entry,
        _ line: ScannedLine,
        _ bytes: Span<UInt8>,
        _ offset: Int
    ) throws(FileError) {
        for event in entry.act.events {
            if case .structure(.priorityAdded(let code, _, _, _)) = event {
                _ = actions.row(Name(code.text))
            }
            if case .structure(.actionAdded(let code, let under, _, _)) = event {
                let row = actions.row(Name(code.text))
                actions.put(row, under: Name(under.text))
            }
            if case .structure(.milestoneAdded(let start)) = event, let depends = start.depends {
                tie(Name(start.name.action.text), depends.description)
            }
            switch event.bearing {
            case .nothing: continue
            case .everything: addGeneral(line, bytes)
            case .action(let code):
                let row = actions.row(Name(code.text))
                try record(offset + line.start, of: row)
            case .lead(let key):
                try record(key: keys.row(Name(key.text)), offset + line.start)
            }
        }
    }

    private mutating func addGeneral(_ line: ScannedLine, _ bytes: Span<UInt8>) {
        if line.seq == lastGeneral { return }
        lastGeneral = line.seq
        for place in line.start..<line.start + line.count { general.append(bytes[place]) }
        general.append(UInt8(ascii: "\n"))
    }

    private mutating func tie(_ action: Name, _ depends: String) {
        guard let code = Reference(depends)?.code else { return }
        ties.append((action, Name(code.text)))
    }

    // MARK: Records

    private mutating func record(_ offset: Int, of row: Int) throws(FileError) {
        let before = actions.replaceLast(recordCount, of: row)
        try record(offset, after: before)
    }

    private mutating func record(key row: Int, _ offset: Int) throws(FileError) {
        let before = keys.replaceLast(recordCount, of: row)
        try record(offset, after: before)
    }

    private mutating func record(_ offset: Int, after before: Int) throws(FileError) {
        try draft?.sealed.append(offset, count: 8)
        try draft?.sealed.append(before, count: 4)
        let sum = SubjectIndex.sum(ofRecord: recordCount, offset, before)
        try draft?.sealed.append(Int(sum), count: 4)
        recordCount += 1
    }
}

extension SubjectIndex {
    /// The bytes of a record: where the line stands, the number of the record before plus one, and
    /// their sum, so that a record far from any other can be read alone.
    static let recordByteCount = 16
    /// The bytes of a row: the name, what it stands under, its first part, the part after it, its
    /// last record. Each but the name is a number plus one, 0 where there is none.
    static let rowByteCount = 48

    /// The sum that record `number` carries.
    static func sum(ofRecord number: Int, _ offset: Int, _ before: Int) -> UInt32 {
        let place = UInt64(truncatingIfNeeded: before | number << 32)
        return CRC32.sum(of: (UInt64(truncatingIfNeeded: offset), place))
    }
}

/// Names with the last record of each, and what they stand under.
private struct SubjectTable {
    private var names = NameTable()
    private var rows: ContiguousArray<Row> = []

    private struct Row {
        var last: UInt32 = 0
        var under: Int32 = -1
    }

    /// The row of `name`, which is added where it is not there.
    mutating func row(_ name: Name) -> Int {
        if let number = names.number(of: name) { return number }
        names.add(name)
        rows.append(Row())
        return rows.count - 1
    }

    mutating func put(_ row: Int, under name: Name) {
        let under = self.row(name)
        rows[row].under = Int32(truncatingIfNeeded: under)
    }

    /// Makes record `number` the last of `row`; the one before it, plus one.
    mutating func replaceLast(_ number: Int, of row: Int) -> Int {
        let before = Int(rows[row].last)
        rows[row].last = UInt32(truncatingIfNeeded: number + 1)
        return before
    }

    /// Writes the rows in the order of their names.
    func write(into sealed: inout SealedDraft) throws(FileError) -> Range<Int> {
        let order = rows.indices.sorted { names[$0].isBefore(names[$1]) }
        var place = [Int](repeating: 0, count: rows.count)
        for (index, row) in order.enumerated() { place[row] = index }
        var first = [Int](repeating: 0, count: rows.count)
        var next = first
        var last = first
        for row in rows.indices where rows[row].under >= 0 {
            let under = Int(rows[row].under)
            if last[under] > 0 {
                next[last[under] - 1] = place[row] + 1
            } else {
                first[under] = place[row] + 1
            }
            last[under] = row + 1
        }
        let start = sealed.byteCount
        for row in order {
            try sealed.append(names[row].bytes)
            let under = rows[row].under
            for number in [
                under < 0 ? 0 : place[Int(under)] + 1, first[row], next[row], Int(rows[row].last),
            ] { try sealed.append(number, count: 4) }
        }
        return start..<sealed.byteCount
    }
}

extension ScannedLine {
    /// Where `slice` of the line stands.
    fileprivate func range(_ slice: Slice) -> Range<Int> { slice.range(from: start) }
}

extension Span<UInt8> {
    /// The name that `slice` of `line` writes.
    fileprivate func name(_ slice: Slice, _ line: ScannedLine) -> Name {
        Name(self, line.range(slice))
    }
}

extension SealedDraft {
    /// Adds `bytes`, and tells where they stand.
    mutating func add(_ bytes: [UInt8]) throws(FileError) -> Range<Int> {
        let start = byteCount
        try append(bytes)
        return start..<byteCount
    }
}

extension JSONValue.Member {
    /// A range of bytes under `name`, its start and its length.
    static func range(_ name: String, _ range: Range<Int>) -> JSONValue.Member {
        .init(
            name: name,
            value: .array([.integer(range.lowerBound), .integer(range.count)])
        )
    }
}
