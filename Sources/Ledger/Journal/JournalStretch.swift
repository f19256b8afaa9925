// A stretch of a journal: some of its lines, read and scanned together, alone or beside others.

/// The lines of a journal that begin in a range of its bytes.
///
/// Since every line carries the digest of the one before, stretches can be checked beside each
/// other; what joins them is checked when they are taken in their order.
struct JournalStretch: Sendable {
    /// How many bytes a stretch spans where nothing else is asked for: 256 KiB.
    static let byteCount = 262_144
    /// How much more is read at once for the end of its last line.
    private static let slackByteCount = 2_048

    /// What is to be found besides whether the lines are sound.
    struct Wish: Sendable {
        /// The entries that the lines are.
        var entries = true
        /// The leaves that the lines are in a Merkle tree: a second hash of every line.
        var leaves = false
    }

    /// The lines, as a scan took them apart; what they mean by places is in ``bytes``.
    private(set) var scanner = LineScanner()
    /// Whether every line is an entry, and fits the one above it.
    private(set) var isSound = true
    /// What the first line has to fit: its `prev`, its number and its time.
    private(set) var firstPrev = SIMD8<UInt64>.zero
    /// The number, digest and time of the last line.
    private(set) var tip = Tip()
    /// The entries, where they are wanted.
    private(set) var entries: [Entry] = []
    /// The leaves, where they are wanted.
    private(set) var leaves: [Digest] = []

    /// The bytes read, with padding behind them.
    private var buffer: [UInt8] = []
    private var count = 0
    /// Where in the file ``buffer`` begins.
    private var offset = 0
    /// Where the lines stand in ``buffer``, LFs included.
    private var lines = 0..<0
    /// Where in ``buffer`` the range ends that the lines begin in.
    private var nominalEnd = 0

    /// The bytes of its lines, LFs included, and what stands behind its last LF where that is the
    /// end of the file.
    var bytes: ArraySlice<UInt8> { buffer[lines] }

    /// The first line, where there is one.
    var first: ScannedLine? { scanner.lines.first }

    /// Shows the lines to `follower`.
    func show(to follower: inout (any LineFollower)?) {
        follower?.follow(scanner, buffer.span, at: offset)
    }

    /// Reads the lines that begin in `range` of `file`.
    ///
    /// - Parameter begins: Whether a line begins where the range does; else the first is looked
    ///   for.
    mutating func fill(
        from file: any OpenFile,
        _ range: Range<Int>,
        begins: Bool
    ) throws(FileError) {
        // The byte before the range tells whether a line begins with it.
        let from = begins ? range.lowerBound : range.lowerBound - 1
        nominalEnd = range.upperBound - from
        (count, offset) = (0, from)
        try load(file, from, upTo: nominalEnd + JournalStretch.slackByteCount)
        var start = 0
        if !begins { start = indexAfterLF(from: 0) ?? count }
        var end = nominalEnd > 0 ? indexAfterLF(from: nominalEnd - 1) : nominalEnd
        while end == nil, start < nominalEnd {
            let before = count
            try load(file, from, upTo: count + Entry.byteCountMax + 1)
            if count == before { break }
            end = indexAfterLF(from: max(before, nominalEnd - 1))
        }
        lines = start..<max(start, end ?? count)
    }

    /// Reads on until `wanted` bytes are there or the file ends.
    private mutating func load(
        _ file: any OpenFile,
        _ from: Int,
        upTo wanted: Int
    ) throws(FileError) {
        let room = wanted + LineScanner.paddingByteCount
        if buffer.count < room {
            buffer += [UInt8](repeating: 0, count: room - buffer.count)
        }
        while count < wanted {
            let read = try file.read(into: &buffer, count..<wanted, at: from + count)
            if read == 0 { break }
            count += read
        }
        for place in count..<count + LineScanner.paddingByteCount { buffer[place] = 0 }
    }

    private func indexAfterLF(from start: Int) -> Int? {
        guard start < count else { return nil }
        return buffer[start..<count].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    }

    // MARK: Checking

    /// Checks every line by itself and against the one above it in the stretch.
    mutating func check(_ wish: Wish) {
        scanner.reset()
        entries.removeAll(keepingCapacity: true)
        leaves.removeAll(keepingCapacity: true)
        tip = Tip()
        // The parts are moved out and back, so that they can be changed beside the bytes.
        var scanner = LineScanner()
        swap(&scanner, &self.scanner)
        isSound = checkLines(wish, &scanner)
        swap(&scanner, &self.scanner)
    }

    /// Whether every line is sound, down to the first that is not.
    private mutating func checkLines(_ wish: Wish, _ scanner: inout LineScanner) -> Bool {
        var place = lines.lowerBound
        while place < lines.upperBound {
            var end = scanner.scan(buffer.span, from: place) ?? lines.upperBound
            if end >= lines.upperBound {
                guard let found = readPlain(place, &scanner, wish) else { return false }
                end = found
            }
            let number = scanner.lines.count - 1
            let (seq, at) = (scanner.lines[number].seq, scanner.lines[number].at)
            let prev = buffer.span.hexWords(at: place + Int(scanner.lines[number].prev.start))
            if place == lines.lowerBound {
                firstPrev = prev
            } else if !prev.isSame(as: tip.head.hexWords) || !tip.isFollowed(by: seq, at) {
                return false
            }
            let head = Digest(of: buffer.span.extracting(place..<end))
            tip = Tip(seq: seq, head: head, at: at)
            if wish.leaves {
                let leaf = MerkleTree.leaf(buffer.span.extracting(place..<end))
                leaves.append(leaf)
            }
            if wish.entries, !scanner.lines[number].isPlain {
                guard let entry = entry(scanner.lines[number], scanner) else { return false }
                entries.append(entry)
            }
            place = end + 1
        }
        return true
    }

    /// Reads the line at `place` in the plain way, and keeps its entry where entries are wanted.
    ///
    /// - Returns: Where its LF stands; nil where it is no entry.
    private mutating func readPlain(
        _ place: Int,
        _ scanner: inout LineScanner,
        _ wish: Wish
    ) -> Int? {
        guard let after = indexAfterLF(from: place), after <= lines.upperBound else { return nil }
        let range = place..<after - 1
        guard let entry = try? Entry.parse(buffer[range]),
            scanner.add(plain: entry, buffer.span, range)
        else { return nil }
        if wish.entries { entries.append(entry) }
        return after - 1
    }

    /// The entry that `line` is, which was scanned.
    private func entry(_ line: ScannedLine, _ scanner: LineScanner) -> Entry? {
        let events = scanner.events.span.extracting(line.events)
        return (try? Entry(line, events, buffer.span))
            ?? (try? Entry.parse(buffer[line.start..<line.start + line.count]))
    }
}

extension SIMD8<UInt64> {
    /// Whether no bit is another.
    fileprivate func isSame(as other: Self) -> Bool {
        let difference = self ^ other
        let halves = difference.lowHalf | difference.highHalf
        let quarters = halves.lowHalf | halves.highHalf
        return quarters[0] | quarters[1] == 0
    }
}

extension Tip {
    /// Whether `line` is the next by its number and its time.
    func isFollowed(by line: ScannedLine) -> Bool { isFollowed(by: line.seq, line.at) }

    /// Whether a line of this number and time is the next.
    fileprivate func isFollowed(by seq: Int, _ at: Instant) -> Bool {
        seq == self.seq + 1 && self.at.map { $0 <= at } ?? true
    }
}
