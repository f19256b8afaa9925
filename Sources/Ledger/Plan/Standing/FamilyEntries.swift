// Where the entries of a few families of actions stand, to read and replay them in full.

/// Finds in a journal what bears on some families: where their own lines stand, and those that bear
/// on every action.
struct FamilyEntries: LineFollower {
    /// The families of the actions, by their codes.
    private var families: [Name: Int] = [:]
    /// Where the lines of each family begin in the file, in order.
    private var own: [[Int]]
    /// Where those begin that bear on every action, in order.
    private var general: [Int] = []
    /// Whether an entry was shown of which it is not known where it stands.
    private(set) var isIncomplete = false

    /// Finds what bears on `families`, each the codes of its actions.
    init(_ families: [[Code]]) {
        own = Array(repeating: [], count: families.count)
        for (number, codes) in families.enumerated() {
            for code in codes { self.families[Name(code.text)] = number }
        }
    }

    /// Where the entries stand that bear on each family, in order, as far as they stand before
    /// `end` of the file.
    func places(before end: Int) -> [[LinePlace]] {
        own.map { own in
            (own + general).filter { $0 < end }.sorted().map { LinePlace(offset: $0) }
        }
    }

    mutating func follow(_ lines: LineScanner, _ bytes: Span<UInt8>, at offset: Int) {
        for line in lines.lines {
            var named: [Int] = []
            var isGeneral = line.isPlain
            for event in line.events {
                let type = lines.events[event].type
                if type == .entryStruck || type == .dateCorrected { isGeneral = true }
                let action = lines.events[event].action
                if action.isEmpty { continue }
                let name = Name(bytes, action.range(from: line.start))
                if let family = families[name], !named.contains(family) { named.append(family) }
            }
            if isGeneral {
                general.append(offset + line.start)
            } else {
                for family in named { own[family].append(offset + line.start) }
            }
        }
    }

    mutating func follow(_ entry: Entry) { isIncomplete = true }
}
