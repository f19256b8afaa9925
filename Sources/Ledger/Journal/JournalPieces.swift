// A journal a piece at a time: to copy it, and to follow it while it grows.

/// Where a journal ends.
struct JournalEnd: Sendable {
    /// Its last line.
    var tip = Tip()
    /// Its bytes, LFs included.
    var byteCount = 0
    /// The first line that is damaged, or nil.
    var damage: Finding?
}

extension Journal {
    /// Whether the journal has, where `end` is, the line that it speaks of, and so all before it.
    func has(_ end: JournalEnd) throws(JournalError) -> Bool {
        if end.tip.seq == 0 { return true }
        return try home.open(for: .reading).endsIn(end.tip.head, end.byteCount)
    }

    /// Shows the entries behind `start`, a piece at a time, each with the line that it goes on
    /// from, as long as `show` wants more; and returns where the last piece ended.
    ///
    /// - Throws: that a line is damaged, or speaks of what this version does not know.
    /// - Complexity: O(n) in the bytes behind `start`; memory for a piece, of about 1 MB.
    func pieces(
        behind start: JournalEnd,
        _ show: ([Entry], Tip) throws(JournalError) -> Bool
    ) throws(JournalError) -> JournalEnd {
        let file = try home.open(for: .reading)
        file.begin(behind: start.tip.seq, endingAt: start.byteCount)
        var walk = JournalWalk(file: home.name, after: start.tip, start.byteCount)
        walk.progress = progress
        var stretch = JournalStretch()
        while true {
            let before = walk.tip
            do throws(FileError) {
                let size = try file.node().size
                if walk.byteCount >= size { break }
                let range =
                    walk.byteCount..<min(size, walk.byteCount + 4 * JournalStretch.byteCount)
                try stretch.fill(from: file, range, begins: true)
            } catch { throw JournalError(error) }
            if stretch.bytes.isEmpty { break }
            stretch.check(.init())
            walk.take(stretch)
            if let finding = walk.findings.first {
                if finding.kind == .damage {
                    throw .damaged(line: finding.line, why: finding.why)
                }
                throw .unknown(line: finding.line, why: finding.why)
            }
            let entries = walk.takeEntries()
            // What stands behind the last LF is looked at again when more does.
            walk.forgetRest()
            if entries.isEmpty { break }
            if try !show(entries, before) { break }
        }
        return JournalEnd(tip: walk.tip, byteCount: walk.byteCount)
    }

    /// Hands over the first `count` bytes, a piece at a time, as long as `take` wants more.
    func readBytes(
        upTo count: Int,
        _ take: (ArraySlice<UInt8>) -> Bool
    ) throws(JournalError) {
        let file = try home.open(for: .reading)
        var buffer = [UInt8](repeating: 0, count: JournalStretch.byteCount)
        var place = 0
        do throws(FileError) {
            while place < count {
                let wanted = 0..<min(buffer.count, count - place)
                let read = try file.read(into: &buffer, wanted, at: place)
                if read == 0 {
                    throw FileError(call: "read", path: home.path, code: FileError.inputOutput)
                }
                if !take(buffer[..<read]) { return }
                place += read
            }
        } catch { throw JournalError(error) }
    }

    /// Shows the entries behind the first `count` as they are recorded, in their order and each
    /// once, as long as `show` wants more.
    ///
    /// - Parameter milliseconds: How long it waits at most before it looks again.
    func follow(
        behind start: JournalEnd,
        lookingEvery milliseconds: Int,
        _ show: ([Entry]) throws(JournalError) -> Bool
    ) throws(JournalError) {
        var end = start
        var goesOn = true
        while goesOn {
            let before = end.tip.seq
            end = try pieces(behind: end) { entries, _ throws(JournalError) in
                goesOn = try show(entries)
                return goesOn
            }
            if !goesOn { return }
            // Not every entry of a burst is told of.
            let wait = end.tip.seq > before ? min(300, milliseconds) : milliseconds
            do throws(FileError) {
                try home.files.waitForChange(milliseconds: wait)
            } catch { throw JournalError(error) }
        }
    }
}
