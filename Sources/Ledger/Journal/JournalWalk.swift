// The walk down a journal: every line against its form, the line above it, its number and its time.

/// Goes down the lines of a journal, piece by piece, and notes all that is wrong with them.
///
/// It can stop at the end of the file and go on when more stands there.
struct JournalWalk: Sendable {
    /// The name of the file, for what is said.
    let file: String
    /// The entries found and not yet taken, up to the first line with a finding.
    private(set) var entries: [Entry] = []
    /// All that is wrong so far.
    private(set) var findings: [Finding] = []
    /// The number of whole lines.
    private(set) var size = 0
    /// The bytes of the whole lines, LFs included.
    private(set) var byteCount = 0
    /// What stands after the last LF.
    private(set) var rest: [UInt8] = []
    /// The number, digest and time of the last line: what the next one has to fit.
    private(set) var tip = Tip()
    /// The line that the time of `tip` is from.
    private var timedLine = 0
    /// What is kept of the lines.
    private let wish: JournalStretch.Wish
    /// Who is shown the lines, up to the first with a finding.
    var follower: (any LineFollower)?
    /// Who is told how many bytes are to be read, and are.
    var progress: Progress?
    /// The leaves that the lines are in a Merkle tree, where they are wanted.
    private var leaves: [Digest] = []
    /// The roots over the lines, where some are wanted; then the leaves are not kept.
    var roots: SubtreeRoots?
    /// Where the journal came back from a backup.
    private var restores: [Restore] = []

    /// Ready for the first byte of `file`.
    init(
        file: String,
        _ wish: JournalStretch.Wish = .init(),
        follower: (any LineFollower)? = nil
    ) {
        self.file = file
        self.wish = wish
        self.follower = follower
    }

    /// Ready for the first byte of `file` behind its line `tip`, which ends at `byteCount`.
    init(
        file: String,
        _ wish: JournalStretch.Wish = .init(),
        after tip: Tip,
        _ byteCount: Int
    ) {
        self.init(file: file, wish)
        (self.tip, self.byteCount) = (tip, byteCount)
        (size, timedLine) = (tip.seq, tip.seq)
    }

    /// The first line that is damaged, or nil.
    var damage: Finding? { findings.first { $0.kind == .damage } }

    /// Goes on with `bytes`, the next of the file.
    ///
    /// - Complexity: O(n) in the bytes; each line is hashed once.
    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if rest.isEmpty {
                take(bytes[start..<end])
            } else {
                let line = rest + bytes[start..<end]
                rest = []
                take(line[...])
            }
            start = end + 1
        }
        rest.append(contentsOf: bytes[start...])
    }

    /// Forgets what stands after the last LF, to look at it again.
    mutating func forgetRest() { rest = [] }

    /// Hands over the entries found since it was last asked.
    mutating func takeEntries() -> [Entry] {
        defer { entries = [] }
        return entries
    }

    /// What stands after the last LF, read as the next line.
    var tail: JournalContents.Tail {
        if rest.isEmpty { return .none }
        var next = JournalWalk(file: file)
        (next.size, next.tip, next.timedLine) = (size, tip, timedLine)
        next.take(rest[...])
        return next.damage == nil
            ? .unended(byteCount: rest.count) : .broken(byteCount: rest.count)
    }

    /// All that the walk has found.
    var contents: JournalContents {
        JournalContents(
            entries: entries,
            leaves: leaves,
            roots: roots,
            restores: restores,
            head: tip.head,
            size: size,
            byteCount: byteCount,
            tail: tail,
            findings: findings
        )
    }

    // MARK: One line

    private mutating func take(_ line: ArraySlice<UInt8>) {
        size += 1
        byteCount += line.count + 1
        let entry = read(line)
        if let place = entry?.place ?? (try? Entry.Place.parse(line)) {
            check(place)
            tip.seq = place.seq
            tip.at = place.at
            timedLine = size
        } else {
            tip.seq += 1
        }
        tip.head = Digest(of: line)
        if wish.leaves { add(leaves: [MerkleTree.leaf(line)]) }
        restores += [entry].compactMap { $0.flatMap(Restore.init) }
        guard let entry, findings.isEmpty else { return }
        if wish.entries { entries.append(entry) }
        follower?.follow(entry)
    }

    /// The entry of `line`; where there is none, notes why.
    private mutating func read(_ line: ArraySlice<UInt8>) -> Entry? {
        if line.isEmpty {
            note(.damage, " is empty; every line of a journal is an entry.")
        } else if line.last == UInt8(ascii: "\r") {
            note(
                .damage,
                " ends in CR and LF, where LF alone ends a line; a program that changes line"
                    + " endings has been at the file."
            )
        } else {
            do throws(EntryError) {
                return try Entry.parse(line)
            } catch {
                note(error.isVocabulary ? .unknownType : .damage, " \(error.words).")
            }
        }
        return nil
    }

    /// Checks where a line says it stands, and goes on from there: one missing line is one finding
    /// of each kind, not one for every line after it.
    private mutating func check(_ place: Entry.Place) {
        if place.prev != tip.head {
            let expected =
                size == 1
                ? "the first line of a journal has 64 zeros there; the line was changed, or lines"
                    + " before it are missing."
                : "the SHA-256 of line \(size - 1) is \(brief(tip.head)); one of the two lines was"
                    + " changed, or a line between them is missing."
            note(.damage, ": its `prev` is \(brief(place.prev)), but \(expected)")
        }
        if place.seq != tip.seq + 1 {
            let cause =
                place.seq > tip.seq + 1
                ? "lines before it are missing" : "the line stands twice or in the wrong place"
            let numbers = "its `seq` is \(place.seq), where \(tip.seq + 1) comes next"
            note(.damage, ": \(numbers); \(cause), or a number was changed.")
        }
        if let before = tip.at, place.at < before {
            note(
                .damage,
                ": it was recorded at \(place.at), but line \(timedLine) above it at \(before);"
                    + " no entry is earlier than the one before it."
            )
        }
    }

    private mutating func add(leaves new: [Digest]) {
        if roots == nil { leaves += new }
        for leaf in new { roots?.add(leaf) }
    }

    private mutating func note(_ kind: Finding.Kind, _ words: String) {
        findings.append(Finding(line: size, kind: kind, why: "line \(size) of \(file)\(words)"))
    }

    /// Enough of a digest to know it by.
    private func brief(_ digest: Digest) -> String { digest.hex.prefix(12) + "…" }
}

extension JournalWalk {
    /// Goes on with `stretch`, which begins where the last whole line ends. Where it is sound, what
    /// joins it to the line above is all that is left to be checked; else it is read line by line,
    /// to tell what is wrong.
    mutating func take(_ stretch: JournalStretch) {
        progress?.add(stretch.bytes.count)
        guard let first = stretch.first else {
            feed(stretch.bytes)
            return
        }
        guard stretch.isSound, rest.isEmpty, stretch.firstPrev == tip.head.hexWords,
            tip.isFollowed(by: first)
        else {
            feed(stretch.bytes)
            return
        }
        size += stretch.lineCount
        byteCount += stretch.bytes.count
        tip = stretch.tip
        timedLine = size
        add(leaves: stretch.leaves)
        restores += stretch.restores
        guard findings.isEmpty else { return }
        entries += stretch.entries
        stretch.show(to: &follower)
    }

    /// Goes on with `entries`, about to be recorded, whose lines are all that stands in `bytes`
    /// from `start` on, with padding behind them.
    ///
    /// - Returns: Whether a scan finds them to be the next lines of the journal; else nothing has
    ///   changed, and ``feed(_:)`` tells what they are.
    /// - Complexity: O(n) in the bytes; each line is hashed once.
    mutating func take(
        _ entries: [Entry],
        _ bytes: Span<UInt8>,
        from start: Int,
        _ scanner: inout LineScanner
    ) -> Bool {
        guard rest.isEmpty, findings.isEmpty, follower == nil, !wish.leaves else { return false }
        scanner.reset()
        var tip = tip
        var place = start
        for _ in entries {
            guard let end = scanner.scan(bytes, from: place), let line = scanner.lines.last,
                bytes.hexWords(at: place + Int(line.prev.start)) == tip.head.hexWords,
                tip.isFollowed(by: line.joint)
            else { return false }
            let head = Digest(of: bytes.extracting(place..<end))
            tip = Tip(seq: line.seq, head: head, at: line.at)
            place = end + 1
        }
        size += entries.count
        byteCount += place - start
        self.tip = tip
        timedLine = size
        if wish.entries { self.entries += entries }
        return true
    }

    /// Goes on to the end of the open `file`, in stretches of `stretchByteCount` bytes on up to
    /// `threadCount` threads.
    ///
    /// - Complexity: O(n) in the bytes that are left, on all cores where they are many; memory for
    ///   a few stretches.
    mutating func readOn(
        in file: any OpenFile,
        stretchByteCount: Int = JournalStretch.byteCount,
        threadCount: Int = min(Threads.coreCount, 8)
    ) throws(FileError) {
        // What stood behind the last LF is read again with what ends it.
        forgetRest()
        var size = try file.node().size
        progress?.expect(size - byteCount)
        // A short journal is divided into shorter stretches, so that every core has some.
        let share = min(stretchByteCount, max(JournalStretch.byteCountMin, (size - byteCount) / 8))
        if size - byteCount > 4 * share, threadCount > 1 {
            let reading = JournalReading(
                file,
                size,
                self,
                wish,
                stretchByteCount: share,
                threadCount: threadCount
            )
            self = try reading.finish()
        }
        var stretch = JournalStretch()
        while true {
            size = try file.node().size
            let from = byteCount + rest.count
            if from >= size { return }
            let range = from..<min(size, from + stretchByteCount)
            try stretch.fill(from: file, range, begins: true)
            if stretch.bytes.isEmpty { return }
            if rest.isEmpty { stretch.check(wish) }
            take(stretch)
        }
    }
}

extension Entry {
    fileprivate var place: Place { Place(seq: seq, prev: prev, at: at) }
}
