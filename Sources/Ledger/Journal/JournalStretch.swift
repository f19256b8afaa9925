// A stretch of a journal: some of its lines, read and scanned together, alone or beside others.

/// The lines of a journal that begin in a range of its bytes.
///
/// Since every line carries the digest of the one before, stretches can be checked beside each
/// other; what joins them is checked when they are taken in their order.
struct JournalStretch: Sendable {
    /// How many bytes a stretch spans where nothing else is asked for: 256 KiB.
    static let byteCount = 262_144
    /// How many it spans at least where a short journal is divided over the cores.
    static let byteCountMin = 49_152
    /// How many lines are condensed at once: few enough that they are still at hand.
    private static let condensedCount = 64
    /// How much more is read at once for the end of its last line.
    private static let slackByteCount = 2_048

    /// What is to be found besides whether the lines are sound.
    struct Wish: Sendable {
        /// The entries that the lines are.
        var entries = true
        /// The lines as a scan takes them apart, for entries or for a follower.
        var lines = true
        /// The leaves that the lines are in a Merkle tree: a second hash of every line.
        var leaves = false
        /// What condenses the lines, which then are not kept.
        var condenser: (any LineCondenser)?
    }

    /// The lines, as a scan took them apart, where they are wanted; what they mean by places is in
    /// ``bytes``.
    private var scanner = LineScanner()
    /// What the lines were condensed to, where that is wanted.
    private var condenser: (any LineCondenser)?
    /// Whether every line is an entry, and fits the one above it.
    private(set) var isSound = true
    /// How many lines there are, down to the first that is not sound.
    private(set) var lineCount = 0
    /// What joins the first line to the one above it, where there is one.
    private(set) var first: LineJoint?
    /// The `prev` of the first line.
    private(set) var firstPrev = SIMD8<UInt64>.zero
    /// The number, digest and time of the last line.
    private(set) var tip = Tip()
    /// The entries, where they are wanted.
    private(set) var entries: [Entry] = []
    /// The leaves, where they are wanted.
    private(set) var leaves: [Digest] = []
    /// Where the journal came back from a backup.
    private(set) var restores: [Restore] = []

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

    /// Shows the lines to `follower`.
    func show(to follower: inout (any LineFollower)?) {
        if let condenser {
            follower?.follow(condenser, buffer.span, at: offset)
        } else {
            follower?.follow(scanner, buffer.span, at: offset)
        }
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

    // MARK: One line

    /// How many bytes are read at once to find a line among those behind a place.
    private static let byteCountAtOnce = 32_768

    /// Goes on towards the line at `place` of `file`, which is `size` bytes long.
    ///
    /// - Returns: Whether it is there: then the stretch is that line alone. Else `place` is told
    ///   from the end of what was passed.
    mutating func seek(
        _ place: inout LinePlace,
        in file: any OpenFile,
        _ size: Int
    ) throws(FileError) -> Bool {
        let count = place.number == 0 ? 1 : JournalStretch.byteCountAtOnce
        let end = min(size, place.offset + count)
        try fill(from: file, place.offset..<end, begins: true)
        var start = lines.lowerBound
        while start < lines.upperBound {
            let after = indexAfterLF(from: start) ?? lines.upperBound
            if place.number == 0 {
                lines = start..<after
                return true
            }
            (start, place.number) = (after, place.number - 1)
        }
        // Where nothing could be read the file was cut meanwhile.
        place.offset = lines.isEmpty ? size : place.offset + lines.count
        return false
    }

    /// The entry that the first line is; nil where it is none.
    ///
    /// - Complexity: O(n) in its bytes, of which none is hashed.
    mutating func firstEntry() -> Entry? {
        var scanner = LineScanner()
        guard buffer.span.isPadded(behind: lines.upperBound),
            scan(lines.lowerBound, &scanner, Wish()) != nil
        else { return nil }
        return lastEntry(scanner)
    }

    // MARK: Checking

    /// Checks every line by itself and against the one above it in the stretch.
    mutating func check(_ wish: Wish) {
        scanner.reset()
        entries.removeAll(keepingCapacity: true)
        leaves.removeAll(keepingCapacity: true)
        restores.removeAll(keepingCapacity: true)
        (tip, first, lineCount) = (Tip(), nil, 0)
        // The parts are moved out and back, so that they can be changed beside the bytes.
        var scanner = LineScanner()
        var condenser: (any LineCondenser)?
        swap(&scanner, &self.scanner)
        swap(&condenser, &self.condenser)
        if condenser == nil { condenser = wish.condenser }
        condenser?.reset()
        isSound = checkLines(wish, &scanner, &condenser)
        if condenser != nil { condense(&scanner, &condenser) }
        swap(&scanner, &self.scanner)
        swap(&condenser, &self.condenser)
    }

    /// Whether every line is sound, down to the first that is not.
    private mutating func checkLines(
        _ wish: Wish,
        _ scanner: inout LineScanner,
        _ condenser: inout (any LineCondenser)?
    ) -> Bool {
        guard buffer.span.isPadded(behind: lines.upperBound) else { return false }
        // Asked once: the answer is a copy of what is asked about.
        let condenses = condenser != nil
        var place = lines.lowerBound
        var tip = Tip()
        defer { self.tip = tip }
        while place < lines.upperBound {
            guard let joint = scan(place, &scanner, wish) else { return false }
            let end = place &+ joint.count
            let prev = buffer.span.hexWords(at: place &+ joint.prev)
            if place == lines.lowerBound {
                (first, firstPrev) = (joint, prev)
            } else if !prev.isSame(as: tip.head.hexWords) || !tip.isFollowed(by: joint) {
                return false
            }
            let head = Digest(of: buffer.span.extracting(place..<end))
            tip = Tip(seq: joint.seq, head: head, at: joint.at)
            lineCount &+= 1
            if wish.leaves {
                let leaf = MerkleTree.leaf(buffer.span.extracting(place..<end))
                leaves.append(leaf)
            }
            if wish.entries {
                guard let entry = lastEntry(scanner) else { return false }
                entries.append(entry)
            }
            place = end &+ 1
            if condenses, scanner.lines.count == JournalStretch.condensedCount {
                condense(&scanner, &condenser)
            }
        }
        return true
    }

    private func condense(
        _ scanner: inout LineScanner,
        _ condenser: inout (any LineCondenser)?
    ) {
        condenser?.add(scanner, buffer.span)
        scanner.reset()
    }

    /// What joins the line at `place` to the one above it; nil where it is no entry.
    @inline(__always)
    private mutating func scan(
        _ place: Int,
        _ scanner: inout LineScanner,
        _ wish: Wish
    ) -> LineJoint? {
        if wish.lines {
            if let end = scanner.scan(padded: buffer.span, from: place), end < lines.upperBound,
                !scanner.mustMakeLastPlain || scanner.makeLastPlain(buffer.span)
            {
                return scanner.lines[scanner.lines.count &- 1].joint
            }
        } else if let joint = scanner.check(padded: buffer.span, from: place),
            place &+ joint.count < lines.upperBound
        {
            return joint
        }
        return readPlain(place, &scanner)
    }

    /// Reads the line at `place` in the plain way.
    private mutating func readPlain(
        _ place: Int,
        _ scanner: inout LineScanner
    ) -> LineJoint? {
        guard let after = indexAfterLF(from: place), after <= lines.upperBound else { return nil }
        let range = place..<after - 1
        guard let entry = try? Entry.parse(buffer[range]),
            scanner.add(plain: entry, buffer.span, range)
        else { return nil }
        restores += [entry].compactMap(Restore.init)
        return scanner.lines.last?.joint
    }

    /// The entry that the last line is.
    private func lastEntry(_ scanner: LineScanner) -> Entry? {
        guard let line = scanner.lines.last else { return nil }
        if line.isPlain { return scanner.plain.last }
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
    @inline(__always)
    func isFollowed(by line: LineJoint) -> Bool {
        line.seq == seq + 1 && at.map { $0 <= line.at } ?? true
    }
}
