// The writer of a journal: the lock, catching up, the decisions, the one write and flush.

/// What one process knows of a journal it writes to. Whoever holds it has the turn.
struct JournalWriter: Sendable {
    private let home: JournalHome
    private var file: (any OpenFile)?
    private var walk: JournalWalk
    /// Scans what is about to be written.
    private var scanner = LineScanner()
    private var startsOver = true
    /// What the first look goes on from, where the journal still does.
    private let snapshot: (tip: Tip, byteCount: Int)?
    /// What was done to a torn tail, for the next request to be told.
    private var notices: [Journal.Notice] = []
    /// The bytes of the journal when it was last known to be whole.
    private var byteCountKnown = 0
    /// How many of them this writer has had confirmed by the device. A process that was killed
    /// may have left more.
    private var byteCountFlushed = 0
    /// Why nothing more may be written, once a failure has left the state of the file unknown.
    private var poison: String?

    init(home: JournalHome, from snapshot: (tip: Tip, byteCount: Int)? = nil) {
        self.home = home
        self.snapshot = snapshot
        walk = JournalWalk(file: home.name)
    }

    /// Answers every one of `requests`, each on what those before it have made.
    mutating func serve(_ requests: [JournalRequest]) {
        var batch = Batch()
        do throws(JournalError) {
            if let poison { throw .poisoned(path: home.path, cause: poison) }
            repeat {
                batch = Batch()
                // What most lines come to, and the padding.
                batch.bytes.reserveCapacity(512 * (requests.count + 1))
                try look()
                for (index, request) in requests.enumerated() {
                    decide(request, at: index, into: &batch)
                }
            } while try !write(batch)
        } catch {
            // Requests may have been shown what then was not recorded.
            forget()
            for request in requests[batch.firstResting...] { request.fail(error) }
        }
        file?.unlock()
        if poison != nil { file = nil }
        for request in requests { request.confirm() }
    }

    private mutating func forget() {
        walk = JournalWalk(file: home.name)
        startsOver = true
        byteCountFlushed = 0
    }

    // MARK: Before deciding

    /// Takes the lock, reads what others have appended and mends a torn tail. Where there is no
    /// journal, there is nothing to look at.
    private mutating func look() throws(JournalError) {
        guard let (file, size) = try lock() else {
            if byteCountKnown > 0 {
                throw .shorter(path: home.path, bytes: 0, before: byteCountKnown)
            }
            return
        }
        if size < byteCountKnown {
            throw .shorter(path: home.path, bytes: size, before: byteCountKnown)
        }
        if let snapshot, walk.size == 0, file.endsIn(snapshot.tip.head, snapshot.byteCount) {
            walk = JournalWalk(file: home.name, after: snapshot.tip, snapshot.byteCount)
            startsOver = false
        }
        walk.forgetRest()
        // Where nobody has appended since, as is usual, there is nothing to read.
        if size != walk.byteCount {
            do throws(FileError) { try walk.readOn(in: file) } catch { throw JournalError(error) }
        }
        try refuseFindings(of: walk)
        try mend(file)
        byteCountKnown = walk.byteCount
    }

    /// The journal under its exclusive lock, and its size, or nil where there is none.
    private mutating func lock() throws(JournalError) -> (file: any OpenFile, size: Int)? {
        while true {
            if file == nil {
                forget()
                do throws(FileError) {
                    file = try home.files.open(home.path, for: .appending)
                } catch {
                    if error.reason == .missing { return nil }
                    throw JournalError(error)
                }
            }
            guard let file else { return nil }
            let named = try onFile { () throws(FileError) in
                try file.lock(.exclusive)
                return try file.node(named: home.path, in: home.files)
            }
            if let named, named.identity == file.identity { return (file, named.size) }
            // The name leads to another file by now, or to none.
            self.file = nil
        }
    }

    private func refuseFindings(of walk: JournalWalk) throws(JournalError) {
        if let damage = walk.damage { throw .damaged(line: damage.line, why: damage.why) }
        if let unknown = walk.findings.first {
            throw .unknown(line: unknown.line, why: unknown.why)
        }
    }

    // MARK: A torn tail

    private mutating func mend(_ file: any OpenFile) throws(JournalError) {
        switch walk.tail {
        case .none: return
        case .unended:
            var ended = walk
            ended.feed([UInt8(ascii: "\n")])
            try refuseFindings(of: ended)
            try onFile { () throws(FileError) in try file.writeAll([UInt8(ascii: "\n")]) }
            try flush(file, orCutTo: walk.byteCount + walk.rest.count)
            walk = ended
            notices.append(.completed(line: walk.size))
        case .broken(let byteCount):
            let copy = try copyTail()
            try cut(file, to: walk.byteCount)
            walk.forgetRest()
            notices.append(.moved(byteCount: byteCount, to: copy))
        }
    }

    /// Writes what stands after the last LF to a file of its own, and returns its path.
    private func copyTail() throws(JournalError) -> String {
        let time = home.clock().description.filter { $0 != "-" && $0 != ":" }
        let path = "\(home.folder)/\(home.plan).torn-\(time)"
        var name = path
        var attempts = 1
        while try onFile({ () throws(FileError) in try home.files.node(at: name) }) != nil {
            attempts += 1
            name = "\(path)-\(attempts)"
        }
        return try onFile { () throws(FileError) in
            let copy = try home.files.open(name, for: .creating)
            do throws(FileError) {
                try copy.writeAll(walk.rest)
                try copy.flush()
                try home.files.flushFolder(home.folder)
            } catch {
                // Half a copy would only be in the way of the next attempt.
                try? home.files.remove(name)
                throw error
            }
            return name
        }
    }

    // MARK: Deciding and writing

    /// What the requests of one turn come to.
    private struct Batch {
        /// The lines to be written, LFs included.
        var bytes: [UInt8] = []
        /// Whether an answer waits for the device to confirm what is written, or what others have
        /// left there unconfirmed.
        var needsFlush = false
        /// The first request with such an answer; it and the later ones stand or fall with it.
        var firstResting = 0
    }

    private mutating func decide(
        _ request: JournalRequest,
        at index: Int,
        into batch: inout Batch
    ) {
        do throws(JournalError) {
            if file == nil, walk.size == 0, !request.creating { throw home.missing }
            let look = Journal.Look(
                entries: walk.takeEntries(),
                startsOver: startsOver,
                tip: walk.tip,
                notices: notices,
                now: home.clock()
            )
            (startsOver, notices) = (false, [])
            guard let entries = try request.entries(after: look) else { return }
            if !entries.isEmpty { try add(entries, to: &batch.bytes) }
            if !batch.needsFlush { batch.firstResting = index }
            if !entries.isEmpty || byteCountFlushed < byteCountKnown { batch.needsFlush = true }
        } catch {
            request.fail(error)
        }
    }

    /// Adds the lines of `entries` to `bytes` and goes on behind them, once it is sure that they
    /// will be read as the next of the journal; else leaves all as it was.
    private mutating func add(
        _ entries: [Entry],
        to bytes: inout [UInt8]
    ) throws(JournalError) {
        let start = bytes.count
        do throws(JournalError) {
            for entry in entries {
                let from = bytes.count
                entry.format(into: &bytes)
                let count = bytes.count - from
                if count > Entry.byteCountMax { throw .lineTooLong(bytes: count) }
                bytes.append(UInt8(ascii: "\n"))
            }
            let end = bytes.count
            bytes += repeatElement(0, count: LineScanner.paddingByteCount)
            let isSound = walk.take(entries, bytes.span, from: start, &scanner)
            bytes.removeLast(bytes.count - end)
            if isSound { return }
            var after = walk
            after.feed(bytes[start...])
            if let finding = after.findings.first { throw .notAnEntry(why: finding.why) }
            walk = after
        } catch {
            bytes.removeLast(bytes.count - start)
            throw error
        }
    }

    /// Writes what the batch records and returns once the device has what it answers.
    ///
    /// - Returns: Whether that is done; false where another process began the journal meanwhile, or
    ///   recorded in a database first.
    private mutating func write(_ batch: Batch) throws(JournalError) -> Bool {
        if !batch.needsFlush { return true }
        let begins = file == nil
        if begins {
            file = try create()
            if file == nil { return false }
        }
        guard let file else { return false }
        do throws(FileError) {
            // The name is made durable before anything stands under it: whoever finds an entry
            // need not wonder whether its writer came to that.
            if byteCountKnown == 0 { try home.files.flushFolder(home.folder) }
            try file.writeAll(batch.bytes)
        } catch {
            try cut(file, to: byteCountKnown)
            if begins { removeBegun() }
            throw JournalError(error)
        }
        do throws(JournalError) {
            if try !flush(file, orCutTo: byteCountKnown) { return false }
        } catch {
            if begins { removeBegun() }
            throw error
        }
        byteCountKnown = walk.byteCount
        byteCountFlushed = byteCountKnown
        return true
    }

    private mutating func removeBegun() {
        try? home.files.remove(home.path)
        file = nil
    }

    /// A new journal under its exclusive lock; nil where another process was first.
    private func create() throws(JournalError) -> (any OpenFile)? {
        do throws(FileError) {
            let file = try home.files.open(home.path, for: .creating)
            try file.lock(.exclusive)
            return try file.node().size == 0 ? file : nil
        } catch {
            if error.reason == .exists {
                // A link that leads nowhere: the name is taken, and yet there is nothing to open.
                let node = try onFile { () throws(FileError) in try home.files.node(at: home.path) }
                if node == nil { throw .notAFile(path: home.path) }
                return nil
            }
            throw error.reason == .missing ? home.missing : JournalError(error)
        }
    }

    /// Returns once the device has what was written behind `size`.
    ///
    /// Where that fails, the system takes for written what it could not write: no later flush would
    /// write it, and whoever found it would take it for kept. It goes from sight, though the device
    /// may have it.
    ///
    /// - Returns: Whether it has; false where nothing was written, because somebody else recorded
    ///   first, and all is to be decided again.
    @discardableResult
    private mutating func flush(
        _ file: any OpenFile,
        orCutTo size: Int
    ) throws(JournalError) -> Bool {
        do throws(FileError) {
            try file.flush()
            return true
        } catch {
            if error.leavesNothing {
                forget()
                if case .overtaken? = error.fault { return false }
                throw JournalError(error)
            }
            let failure = unconfirmed(error)
            try? file.cut(to: size)
            throw failure
        }
    }

    private mutating func cut(_ file: any OpenFile, to size: Int) throws(JournalError) {
        try confirm { () throws(FileError) in
            try file.cut(to: size)
            try file.flush()
        }
    }

    /// Runs calls whose failure leaves it unknown what the device holds: then this writer writes no
    /// more, and the next one reads the whole journal before it does.
    private mutating func confirm(_ calls: () throws(FileError) -> Void) throws(JournalError) {
        do throws(FileError) { try calls() } catch { throw unconfirmed(error) }
    }

    private mutating func unconfirmed(_ error: FileError) -> JournalError {
        poison = error.cause
        home.dropSnapshot()
        return .unconfirmed(path: home.path, cause: error.cause)
    }

    private func onFile<Value>(
        _ calls: () throws(FileError) -> Value
    ) throws(JournalError) -> Value {
        do throws(FileError) { return try calls() } catch { throw JournalError(error) }
    }
}
