// The plan at a glance, from a journal of any length in the memory of its plan.

/// Where a plan stands, and the journal that says so.
public struct Standpoint: Sendable {
    /// What reading the journal found; without the entries.
    public let contents: JournalContents
    /// Where the plan stands.
    public let position: Position
    /// What to tell whoever asked before the answer, nil where all is well.
    public let warning: String?
}

extension ActionLedger {
    /// Where the plan stands on `asAt`, with everything that is recorded known.
    ///
    /// - Returns: nil where that takes a replay of the whole history, as ``read(hashesLeaves:)``
    ///   makes it: where nothing is recorded, where something counts from a later day than `asAt`,
    ///   or where a strike took back what other entries stand on.
    /// - Throws: as ``read(hashesLeaves:)``.
    /// - Complexity: O(n) in the bytes of the journal, on all cores; memory for the plan as it
    ///   stands, however long its history is.
    public func standpoint(asAt: Day) throws(LedgerError) -> Standpoint? {
        var (contents, standing) = try follow(Standing())
        let warning = try contents.warning()
        let marks = standing.marks
        try standing.takeBack { seq throws(LedgerError) in try entry(seq, marks) }
        guard !standing.needsReplay, standing.lastDay <= asAt, standing.frame.opening != nil else {
            return nil
        }
        var unsettled = Plan()
        let codes = standing.unsettledCodes
        if !codes.isEmpty { unsettled = try follow(FamilyEntries(codes)).follower.plan }
        var ratings = StandingRatings(standing, asAt: asAt, unsettled: unsettled)
        return Standpoint(contents: contents, position: ratings.position(), warning: warning)
    }

    private func follow<Follower: LineFollower>(
        _ follower: Follower
    ) throws(LedgerError) -> (contents: JournalContents, follower: Follower) {
        do throws(JournalError) {
            return try journal.read(showing: follower)
        } catch { throw .journal(error) }
    }

    /// Entry `seq`, from the stretch of lines that one of `marks` begins.
    private func entry(
        _ seq: Int,
        _ marks: [(seq: Int, offset: Int)]
    ) throws(LedgerError) -> Entry? {
        guard let mark = marks.last(where: { $0.seq <= seq }) else { return nil }
        do throws(JournalError) {
            return try journal.entry(seq - mark.seq, from: mark.offset)
        } catch { throw .journal(error) }
    }
}
