// The plan at a glance, from a journal of any length in the memory of its plan.

/// Where a plan stands, and what that rests on.
public struct Standpoint: Sendable {
    /// The number of entries.
    public let size: Int
    /// The digest of the last one's line.
    public let head: Digest
    /// How many of the entries were verified for this answer: all of them, or none where it is one
    /// that was saved, of which only the end of the journal was verified.
    public let verified: Int
    /// Where the plan stands.
    public let position: Position
    /// What to tell whoever asked before the answer, nil where all is well.
    public let warning: String?
}

extension ActionLedger {
    /// Where the plan stands on `asAt`, with everything that is recorded known.
    ///
    /// The answer is kept in a snapshot, where the journal is long and one can be written. It is
    /// given from there as long as it is asked for the same day of the same journal.
    ///
    /// - Returns: nil where that takes a replay of the whole history, as ``read(hashesLeaves:)``
    ///   makes it: where nothing is recorded, where something counts from a later day than `asAt`,
    ///   or where a strike took back what other entries stand on.
    /// - Throws: as ``read(hashesLeaves:)``.
    /// - Complexity: O(n) in the bytes of the journal, on all cores; memory for the plan as it
    ///   stands, however long its history is. O(1) from a snapshot.
    public func standpoint(asAt: Day) throws(LedgerError) -> Standpoint? {
        try standpoint(asAt: asAt, savingFrom: 0)
    }

    /// The same, saved where the journal has `byteCount` bytes or more.
    private func standpoint(
        asAt: Day,
        savingFrom byteCount: Int
    ) throws(LedgerError) -> Standpoint? {
        if let saved = Standpoint(journal.snapshot, asAt) { return saved }
        let draft = journal.draftSnapshot(from: byteCount)
        do throws(LedgerError) {
            let answer = try standpoint(asAt, draft.map(SubjectIndexDraft.init))
            if answer == nil { draft?.abandon() }
            return answer
        } catch {
            draft?.abandon()
            throw error
        }
    }

    /// Where many plans stand on `asAt`, each as ``standpoint(asAt:)`` says it, in the
    /// order of `plans`; as many at once as there are cores, so that nothing waits for the part of
    /// a reading that one core does alone. Of journals under a mebibyte nothing is saved: writing
    /// so many snapshots would take longer than reading the journals.
    ///
    /// - Complexity: memory for that many plans, and all the answers.
    public static func standpoints(
        of plans: [ActionLedger],
        asAt: Day
    ) -> [Result<Standpoint?, LedgerError>] {
        Threads.map(plans.count, on: min(Threads.coreCount, 8)) { number in
            do throws(LedgerError) {
                return .success(try plans[number].standpoint(asAt: asAt, savingFrom: 1 << 20))
            } catch { return .failure(error) }
        }
    }

    private func standpoint(
        _ asAt: Day,
        _ draft: SubjectIndexDraft?
    ) throws(LedgerError) -> Standpoint? {
        var (contents, follower) = try follow(StandpointFollower(draft: draft))
        let warning = try contents.warning()
        try takeBack(in: &follower.standing)
        let standing = follower.standing
        guard !standing.needsReplay, standing.lastDay <= asAt, standing.frame.opening != nil else {
            return nil
        }
        var ratings = StandingRatings(standing, asAt: asAt)
        let isWhole = try replay(standing.unsettledFamilies, of: contents, into: &ratings)
        guard isWhole else { return nil }
        let answer = Standpoint(
            size: contents.size,
            head: contents.head,
            verified: contents.size,
            position: ratings.position(),
            warning: warning
        )
        if warning == nil, let draft = follower.draft { answer.save(in: draft, contents, asAt) }
        return answer
    }

    /// Replays `families` from their own entries in `contents`, one at a time.
    ///
    /// - Returns: Whether all of these were found.
    private func replay(
        _ families: [[Code]],
        of contents: JournalContents,
        into ratings: inout StandingRatings
    ) throws(LedgerError) -> Bool {
        if families.isEmpty { return true }
        let found = try follow(FamilyEntries(families)).follower
        if found.isIncomplete { return false }
        do throws(JournalError) {
            for places in found.places(before: contents.byteCount) {
                guard let entries = try journal.entries(at: places) else { return false }
                ratings.replay(Plan.replay(entries))
            }
        } catch { throw .journal(error) }
        return true
    }

    func follow<Follower: LineFollower>(
        _ follower: Follower,
        rootsOf ranges: [Range<Int>] = []
    ) throws(LedgerError) -> (contents: JournalContents, follower: Follower) {
        do throws(JournalError) {
            return try journal.read(showing: follower, rootsOf: ranges)
        } catch { throw .journal(error) }
    }

    /// Takes back what was struck.
    private func takeBack(in standing: inout Standing) throws(LedgerError) {
        if standing.struck.isEmpty { return }
        let places = standing.places(of: Set(standing.struck).sorted())
        do throws(JournalError) {
            if let entries = try journal.entries(at: places) {
                for entry in entries { standing.takeBack(entry) }
            } else {
                standing.needsReplay = true
            }
        } catch { throw .journal(error) }
    }
}

/// What a reading for a standpoint builds from the lines.
private struct StandpointFollower: LineFollower {
    var standing = Standing()
    var draft: SubjectIndexDraft?

    /// The draft wants the lines as they are.
    var condenser: (any LineCondenser)? { draft == nil ? standing.condenser : nil }

    mutating func follow(_ lines: any LineCondenser, _ bytes: Span<UInt8>, at offset: Int) {
        standing.follow(lines, bytes, at: offset)
    }

    mutating func follow(_ lines: LineScanner, _ bytes: Span<UInt8>, at offset: Int) {
        standing.follow(lines, bytes, at: offset)
        draft?.follow(lines, bytes, at: offset)
    }

    mutating func follow(_ entry: Entry) {
        standing.follow(entry)
        draft?.follow(entry)
    }
}

// MARK: Saved

extension Standpoint {
    /// The standpoint on `asAt` that `snapshot` keeps; nil where it keeps another, or lines were
    /// added since.
    fileprivate init?(_ snapshot: JournalSnapshot?, _ asAt: Day) {
        guard var snapshot, snapshot.byteCountNow == snapshot.byteCount,
            snapshot.members.text("as-at") == asAt.description,
            let range = snapshot.members.range("position"),
            let bytes = snapshot.sealed.bytes(range),
            let members = try? CanonicalReader.parse(bytes[...]),
            let position = Position(members)
        else { return nil }
        self.init(
            size: snapshot.tip.seq,
            head: snapshot.tip.head,
            verified: 0,
            position: position,
            warning: nil
        )
    }

    fileprivate func save(in draft: SubjectIndexDraft, _ contents: JournalContents, _ asAt: Day) {
        draft.finish(contents) { sealed throws(FileError) in
            var bytes: [UInt8] = []
            position.json.format(into: &bytes)
            return [
                .range("position", try sealed.add(bytes)),
                .init(name: "as-at", value: asAt.member),
            ]
        }
    }
}
