// The numbers of a report: how many milestones there are of each kind, and how far they slipped.

extension AssuranceReport {
    /// How many milestones there are of each kind. Delivered includes confirmed; a closed
    /// milestone stays among the milestones, and in every percentage.
    public struct Counts: Hashable, Sendable {
        /// All milestones of the plan.
        public internal(set) var milestones = 0
        /// Overdue (rule D3).
        public internal(set) var overdue = 0
        /// Due at this meeting (rule D4).
        public internal(set) var dueAtMeeting = 0
        /// Open and without a date.
        public internal(set) var undated = 0
        /// Delivered, confirmed or not.
        public internal(set) var delivered = 0
        /// Delivered and confirmed by somebody independent.
        public internal(set) var confirmed = 0
        /// Closed otherwise, and that approved.
        public internal(set) var closed = 0
        /// Moved at least once.
        public internal(set) var moved = 0
        /// How often dates were moved in all.
        public internal(set) var moves = 0
        /// Later than the original date, delivered or not.
        public internal(set) var slipped = 0
        /// Delivered by the end of the original date.
        public internal(set) var metOriginal = 0
        /// Delivered by the end of the current date.
        public internal(set) var metCurrent = 0
        /// By published rating.
        public internal(set) var ratings: [Rating: Int] = [:]

        /// `part` of all milestones in whole per cent, halves up; 0 where there are none.
        public func percent(_ part: Int) -> Int {
            milestones == 0 ? 0 : (200 * part + milestones) / (2 * milestones)
        }

        /// How many are published `rating`.
        public subscript(rating: Rating) -> Int { ratings[rating] ?? 0 }
    }
}

extension AssuranceReport.Counts {
    init(
        _ rows: [AssuranceReport.MilestoneRow],
        _ isDue: (AssuranceReport.MilestoneRow) -> Bool
    ) {
        self.init()
        for row in rows { add(row, isDue: isDue(row)) }
    }

    mutating func add(_ row: AssuranceReport.MilestoneRow, isDue: Bool) {
        let rating = row.rating
        milestones += 1
        if rating.isOverdue { overdue += 1 }
        if isDue { dueAtMeeting += 1 }
        if rating.isOpen, row.milestone.current == nil { undated += 1 }
        if let delivery = rating.delivery {
            delivered += 1
            if delivery.confirmed != nil { confirmed += 1 }
            if delivery.meets(row.milestone.original) { metOriginal += 1 }
            if delivery.meets(row.milestone.current) { metCurrent += 1 }
        }
        if rating.isClosed { closed += 1 }
        if !rating.moves.isEmpty { moved += 1 }
        moves += rating.moves.count
        if let slippage = rating.slippage, slippage.amount > 0 { slipped += 1 }
        ratings[rating.result.published, default: 0] += 1
    }
}

extension Delivery {
    /// Whether it was declared to have happened by the end of `due`; not, where that is no date.
    func meets(_ due: StatedDate?) -> Bool { due.map { declared.day <= $0.end } ?? false }
}

extension AssuranceReport {
    /// The slippages of all milestones that slipped, the least first. Months and years, which
    /// have no length of their own, stand in order with days as 30 and 365 of them.
    public var slippages: [Slippage] {
        rows.compactMap(\.rating.slippage).filter { $0.amount > 0 }
            .enumerated().sorted { ($0.element.days, $0.offset) < ($1.element.days, $1.offset) }
            .map(\.element)
    }

    /// The median slip, of two in the middle the lesser; nil where nothing slipped.
    public var medianSlip: Slippage? {
        let slips = slippages
        return slips.isEmpty ? nil : slips[(slips.count - 1) / 2]
    }
}

extension Slippage {
    fileprivate var days: Int {
        switch unit {
        case .day: amount
        case .month: amount * 30
        case .year: amount * 365
        }
    }
}
