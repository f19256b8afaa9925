// How sure the board may be: evidence, lines of assurance, and what is missing.

/// How sure the board may be of a priority.
public struct PriorityAssurance: Sendable {
    /// The priority.
    public let priority: Priority
    /// The level that what is filed and confirmed suggests, of the policy's words.
    public let suggested: String
    /// The level that was given for this meeting, or last.
    public let given: Stamped<Plan.Assurance>?
    /// The highest line that anything filed or confirmed comes from, and its latest day.
    public let line: AssuranceLine?
    /// The day of the latest evidence or confirmation of that line.
    public let latest: Day?
    /// How much the record of its actions lacks.
    public let gaps: Int
}

/// A piece of evidence and what it was filed for.
public struct EvidenceRow: Sendable {
    /// The evidence.
    public let evidence: Evidence
    /// Where it was filed.
    public let stamp: Stamp
}

extension Ratings {
    /// Everything filed as evidence, in plan order.
    var evidence: [EvidenceRow] {
        placed.map(\.action).flatMap { action in
            action.evidence.facts.map { EvidenceRow(evidence: $0.fact, stamp: $0.stamp) }
        }
    }

    /// How sure the board may be of each priority.
    ///
    /// Suggested is, in the order of the policy's words: a lead's word alone; something of the
    /// first line; a confirmation or evidence of the second line within twelve months; one of the
    /// third line within twelve months, and nothing red.
    func assurance(
        _ counts: [Code: AssuranceReport.Counts],
        _ gaps: Gaps
    ) -> [PriorityAssurance] {
        let gaps = Dictionary(gaps.list.map { ($0.action, 1) }, uniquingKeysWith: +)
        let actions = Dictionary(grouping: placed, by: \.priority)
        return plan.priorities.map { priority in
            let own = (actions[priority.code] ?? []).map(\.action)
            let shown = own.flatMap(lines)
            let best = shown.max { ($0.line.rawValue, $0.day) < ($1.line.rawValue, $1.day) }
            let counts = counts[priority.code] ?? .init()
            let recent = shown.filter { $0.day >= asAt.aYearBefore }.map(\.line.rawValue).max() ?? 0
            let isRed = (counts.ratings[.red] ?? 0) > 0
            let rank = shown.isEmpty ? 0 : recent >= 3 && !isRed ? 3 : recent >= 2 ? 2 : 1
            return PriorityAssurance(
                priority: priority,
                suggested: policy.level(rank),
                given: plan.assurances[priority.code]?.latest,
                line: best?.line,
                latest: best?.day,
                gaps: own.reduce(0) { $0 + (gaps[$1.code] ?? 0) }
            )
        }
    }

    /// The lines of assurance that an action's evidence and confirmations come from. What says no
    /// line is taken for the first; a confirmation that says none, for the second.
    private func lines(of action: Action) -> [(line: AssuranceLine, day: Day)] {
        let filed = action.evidence.facts.map { ($0.fact.line ?? .first, $0.stamp.day) }
        let confirmed = action.milestones.compactMap { milestone in
            milestone.delivery?.confirmed.map { ($0.fact ?? .second, $0.stamp.day) }
        }
        return filed + confirmed
    }
}

extension Event {
    /// The entry that it corrects or strikes; nil where it tells something of its own, and so of a
    /// day.
    var amendedEntry: Int? {
        switch self {
        case .date(.corrected(_, _, let entry, _)), .trust(.entryStruck(let entry)): entry
        case .board, .structure, .date, .progress, .delivery, .trust: nil
        }
    }
}

extension AssuranceReport {
    /// A date that was corrected, or an entry that was struck.
    public struct Correction: Sendable {
        /// Where that was recorded.
        public let stamp: Stamp
        /// The date as it should have been; nil where an entry was struck.
        public let date: Plan.Correction?
        /// The entry that was struck; nil where a date was corrected.
        public let struck: Int?
    }

    /// Every correction and every entry struck, in the order of the journal.
    public var corrections: [Correction] {
        let plan = ratings.plan
        let dates = plan.corrections.map { Correction(stamp: $0.stamp, date: $0, struck: nil) }
        let struck = plan.struck.map { Correction(stamp: $1, date: nil, struck: $0) }
        return (dates + struck).sorted {
            ($0.stamp.seq, $0.stamp.place) < ($1.stamp.seq, $1.stamp.place)
        }
    }

    /// The risks that are not closed.
    public var openRisks: [Risk] { ratings.plan.risks.filter { $0.closed == nil } }

    /// The open milestones that wait for something else.
    public var dependencies: [Milestone] {
        rows.filter { $0.milestone.start.depends != nil && $0.rating.isOpen }.map(\.milestone)
    }
}

extension Day {
    /// The same day of the year before; of 29 February, the 28th.
    fileprivate var aYearBefore: Day {
        let (year, month, day) = civil
        let last = Day.length(ofMonth: month, year: year - 1)
        return Day(year: year - 1, month: month, day: min(day, last)) ?? self - 365
    }
}

extension Policy {
    /// The policy's word for a level: 0 the least, 3 the most; spread over fewer or more words.
    fileprivate func level(_ rank: Int) -> String {
        levels.isEmpty ? "" : levels[min(levels.count - 1, rank * (levels.count - 1) / 3)]
    }
}
