// The entries of a few families of actions, picked out of a journal to replay them in full.

/// Picks from a journal what bears on some families: their own lines, and those that bear on every
/// action. They are kept as they stand, for as entries they would take ten times the memory; one
/// family at a time is replayed.
struct FamilyEntries: LineFollower {
    /// The families of the actions, by their codes.
    private var families: [Name: Int] = [:]
    /// The lines of each family, in order.
    private var lines: [[UInt8]]
    /// The entries that bear on every action, in order.
    private var general: [Entry] = []

    /// Picks what bears on `families`, each the codes of its actions.
    init(_ families: [[Code]]) {
        lines = Array(repeating: [], count: families.count)
        for (number, codes) in families.enumerated() {
            for code in codes { self.families[Name(code.text)] = number }
        }
    }

    /// The number of the families.
    var count: Int { lines.count }

    /// The plan of the actions of family `number` alone.
    func plan(of number: Int) -> Plan {
        let own = Entry.entries(on: lines[number]) ?? []
        return Plan.replay((own + general).sorted { $0.seq < $1.seq })
    }

    mutating func follow(_ lines: LineScanner, _ bytes: Span<UInt8>, at offset: Int) {
        var plain = lines.plain.makeIterator()
        for line in lines.lines {
            if line.isPlain {
                if let entry = plain.next() { general.append(entry) }
                continue
            }
            let range = line.start..<line.start + line.count
            var own: [Int] = []
            var isGeneral = false
            for event in line.events {
                let type = lines.events[event].type
                if type == .entryStruck || type == .dateCorrected { isGeneral = true }
                let action = lines.events[event].action
                if action.isEmpty { continue }
                let name = Name(bytes, action.range(from: line.start))
                if let family = families[name], !own.contains(family) { own.append(family) }
            }
            if isGeneral {
                let text = String(bytes, range)
                if let entry = try? Entry.parse(ArraySlice(text.utf8)) { general.append(entry) }
                continue
            }
            for family in own {
                for place in range { self.lines[family].append(bytes[place]) }
                self.lines[family].append(UInt8(ascii: "\n"))
            }
        }
    }

    mutating func follow(_ entry: Entry) { general.append(entry) }
}
