// Whether a file is a report that was published, and where it differs from one.

/// What a file is to the reports that were published from a ledger.
///
/// Nothing in the file is believed: its bytes are compared with the digests in the journal, and
/// with what this version makes of the entries that each publication rests on.
public struct PublicationCheck: Sendable {
    /// What the file is.
    public let verdict: Verdict
    /// The publication that it is, or comes nearest to; nil where none was published.
    public let publication: Stamped<Publication>?
    /// Whether the entries that the publication rests on still make the data that it was
    /// published with.
    public let entriesAgree: Bool
    /// The plans that the publication showed beside its own, as far as they are not there as they
    /// were: without them what it says cannot be made again.
    public let missing: [Publication.OtherPlan]
    /// The digest of the file's bytes.
    public let sha256: Digest
    /// How many reports were published.
    public let publicationCount: Int

    /// What a file can be.
    public enum Verdict: Hashable, Sendable {
        /// The published bytes.
        case published
        /// What this version writes, in the form named, of the data that was published: the same
        /// content by another renderer, or in another form.
        case sameContent(ReportFormat)
        /// Neither; where it first differs from the publication it comes nearest to, as far as
        /// the bytes of one are there.
        case differs(Difference?)
    }

    /// Where a file differs from the published bytes.
    public struct Difference: Hashable, Sendable {
        /// The line, from 1.
        public let line: Int
        /// The byte of the line, from 1.
        public let column: Int
        /// What was published there.
        public let published: String
        /// What the file has there.
        public let found: String
    }

    /// Checks `bytes` against every report published by `history`.
    ///
    /// - Parameters:
    ///   - kept: the bytes kept under a digest, nil where they are not there any more.
    ///   - other: another plan as it stood on a day at a number of entries; nil where it is not
    ///     there.
    /// - Complexity: for a published file one report is made; for any other, all that were
    ///   published, in every form.
    public init(
        of bytes: [UInt8],
        in history: History,
        kept: (Digest) -> [UInt8]?,
        other: (Publication.OtherPlan, Day) -> KnownPlan? = { _, _ in nil }
    ) {
        let publications = history.plan.publications
        let digest = Digest(of: bytes)
        sha256 = digest
        publicationCount = publications.count
        if let own = publications.last(where: { $0.fact.bytes == digest }) {
            verdict = .published
            publication = own
            let shown = Shown(own, other)
            missing = shown.missing
            entriesAgree = PublicationCheck.report(own, history, shown)?.dataDigest == own.fact.data
            return
        }
        let shown = publications.map { Shown($0, other) }
        for (candidate, shown) in zip(publications, shown).reversed() {
            guard let report = PublicationCheck.report(candidate, history, shown),
                report.dataDigest == candidate.fact.data,
                let format = ReportFormat.allCases.first(where: { report.render(as: $0) == bytes })
            else { continue }
            verdict = .sameContent(format)
            publication = candidate
            missing = []
            entriesAgree = true
            return
        }
        let nearest = PublicationCheck.nearest(to: bytes, publications, kept)
        let last = nearest?.publication ?? publications.last
        verdict = .differs(nearest.map { Difference(between: $0.bytes, and: bytes) })
        publication = last
        missing = shown.flatMap(\.missing).unique
        entriesAgree = zip(publications, shown).contains { publication, shown in
            publication.stamp == last?.stamp
                && PublicationCheck.report(publication, history, shown)?.dataDigest
                    == publication.fact.data
        }
    }

    /// The plans that a publication showed beside its own.
    private struct Shown {
        /// Those that are there as they were.
        var plans: [KnownPlan] = []
        /// Those that are not.
        var missing: [Publication.OtherPlan] = []

        init(
            _ publication: Stamped<Publication>,
            _ other: (Publication.OtherPlan, Day) -> KnownPlan?
        ) {
            for shown in publication.fact.others {
                if let known = other(shown, publication.fact.asAt), known.asOther == shown {
                    plans.append(known)
                } else {
                    missing.append(shown)
                }
            }
        }
    }

    /// The report that `publication` says it is, made anew; nil where a plan that it showed is
    /// not what it was.
    private static func report(
        _ publication: Stamped<Publication>,
        _ history: History,
        _ shown: Shown
    ) -> AssuranceReport? {
        if !shown.missing.isEmpty { return nil }
        let fact = publication.fact
        return try? AssuranceReport(
            of: history,
            meeting: fact.meeting,
            asAt: fact.asAt,
            knownAt: fact.knownAt,
            beside: shown.plans
        )
    }

    /// The publication whose bytes have the most in common with `bytes` at both ends.
    private static func nearest(
        to bytes: [UInt8],
        _ publications: [Stamped<Publication>],
        _ kept: (Digest) -> [UInt8]?
    ) -> (publication: Stamped<Publication>, bytes: [UInt8])? {
        let candidates = publications.compactMap { publication in
            kept(publication.fact.bytes).map { (publication: publication, bytes: $0) }
        }
        return candidates.max { common($0.bytes, bytes) < common($1.bytes, bytes) }
    }

    private static func common(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let start = zip(left, right).prefix { $0 == $1 }.count
        let rest = min(left.count, right.count) - start
        return start + zip(left.reversed(), right.reversed()).prefix(rest).prefix { $0 == $1 }.count
    }
}

extension PublicationCheck.Difference {
    /// The most bytes that are shown of either side.
    private static let shownMax = 48

    fileprivate init(between published: [UInt8], and found: [UInt8]) {
        let same = zip(published, found).prefix { $0 == $1 }.count
        let before = published[..<same]
        let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = same - lineStart + 1
        let start = max(lineStart, same - Self.shownMax / 2)
        self.published = Self.words(published, from: start)
        self.found = Self.words(found, from: start)
    }

    /// The rest of a line from `start`, as far as it is shown and on whole characters.
    private static func words(_ bytes: [UInt8], from start: Int) -> String {
        let rest = bytes[min(start, bytes.count)...].prefix(shownMax)
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line, as: UTF8.self)
    }
}
