// The entries of a few actions, picked out of a journal to replay them in full.

/// Picks from a journal what bears on some actions: their own entries, and those of the board.
struct FamilyEntries: LineFollower {
    private let codes: Set<Name>
    private var entries: [Entry] = []

    /// Picks what bears on the actions `codes`, whole families of them.
    init(_ codes: Set<Code>) {
        self.codes = Set(codes.map { Name($0.text) })
    }

    /// The plan of those actions alone.
    var plan: Plan { Plan.replay(entries) }

    mutating func follow(_ lines: LineScanner, _ bytes: Span<UInt8>, at offset: Int) {
        var plain = lines.plain.makeIterator()
        for line in lines.lines {
            if line.isPlain {
                if let entry = plain.next() { entries.append(entry) }
                continue
            }
            let isWanted = lines.events[line.events].contains { event in
                if event.type == .entryStruck || event.type == .dateCorrected { return true }
                let action = event[.action]
                if action.isEmpty { return false }
                let start = line.start + Int(action.start)
                return codes.contains(Name(bytes, start..<start + Int(action.count)))
            }
            guard isWanted else { continue }
            let text = String(bytes, line.start..<line.start + line.count)
            if let entry = try? Entry.parse(ArraySlice(text.utf8)) { entries.append(entry) }
        }
    }

    mutating func follow(_ entry: Entry) { entries.append(entry) }
}
