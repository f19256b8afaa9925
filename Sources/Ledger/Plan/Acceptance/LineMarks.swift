// Where the lines of a journal stand, so that those of a few actions can be read again.

/// Where the lines of a journal stand, and what each is about.
struct LineMarks: Sendable {
    /// What a line is about.
    enum About: Equatable, Sendable {
        /// The plan as a whole: every audit looks at it.
        case frame
        /// The action of a number.
        case action(Int)
        /// Nothing that is kept.
        case none

        fileprivate var bits: UInt64 {
            switch self {
            case .frame: 0xFF_FFFE
            case .none: 0xFF_FFFF
            case .action(let number): UInt64(truncatingIfNeeded: number) & 0xFF_FFFF
            }
        }

        fileprivate init(bits: UInt64) {
            switch bits & 0xFF_FFFF {
            case 0xFF_FFFE: self = .frame
            case 0xFF_FFFF: self = .none
            case let number: self = .action(Int(number))
            }
        }
    }

    /// The greatest number of a line that can be kept.
    static var seqMax: Int { Int(Int32.max) }
    /// The greatest number of an action that can be kept.
    static var actionMax: Int { 0xFF_FFF0 }

    /// The places of lines above, and what they are about in the lowest 24 bits; a part for every
    /// stretch, so that none is ever copied.
    private var parts: [ContiguousArray<UInt64>] = []
    /// The number of the first line of each part.
    private var firsts: [Int] = []
    /// Entries whose places are not known, by their numbers.
    private(set) var entries: [Int: Entry] = [:]
    /// What else a line is about.
    private(set) var others: [(seq: Int, action: Int)] = []
    private(set) var count = 0

    /// Begins a stretch of `count` lines.
    mutating func begin(_ count: Int) {
        var part = ContiguousArray<UInt64>()
        part.reserveCapacity(count)
        parts.append(part)
        firsts.append(self.count + 1)
    }

    /// Adds the next line.
    @inline(__always)
    mutating func add(offset: Int) {
        count += 1
        parts[parts.count - 1].append(UInt64(truncatingIfNeeded: offset) << 24 | 0xFF_FFFF)
    }

    /// Adds the next line, which is `entry`.
    mutating func add(_ entry: Entry) {
        begin(1)
        add(offset: 0)
        entries[count] = entry
    }

    /// What the last line is about.
    var last: About {
        get { parts.last?.last.map(About.init) ?? .none }
        set {
            guard let part = parts.indices.last, let place = parts[part].indices.last else {
                return
            }
            parts[part][place] = parts[part][place] & ~0xFF_FFFF | newValue.bits
        }
    }

    /// Notes that the last line is about `action`.
    @inline(__always)
    mutating func note(_ action: Int) {
        switch last {
        case .none: last = .action(action)
        case .frame: break
        case .action(let other): if other != action { others.append((count, action)) }
        }
    }

    /// Calls `body` with every line's number and what it is about.
    func forEach(_ body: (Int, About) -> Void) {
        for (part, first) in zip(parts, firsts) {
            for place in part.indices { body(first + place, About(bits: part[place])) }
        }
    }

    /// Where line `seq` begins in the file.
    func offset(of seq: Int) -> Int? {
        guard (1...count).contains(seq) else { return nil }
        var (low, high) = (0, firsts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if firsts[middle] <= seq { low = middle } else { high = middle }
        }
        return Int(parts[low][seq - firsts[low]] >> 24)
    }
}
