// The assurance report as a document: the order of its sections, and what opens it.

extension Document {
    /// The board's paper: every section of the outline, in its order. At most ten rows of the
    /// exceptions and eight of the other tables stand in the body; appendix C has them whole.
    public init(_ report: AssuranceReport) {
        let paper = Paper(report)
        self.init(title: paper.title)
        blocks =
            paper.cover + paper.recommendation + paper.summary + paper.key + paper.position
            + paper.exceptions + paper.dueAtMeeting + paper.dates + paper.closures
            + paper.nextPeriod + paper.differing + paper.changes + paper.risks + paper.implications
            + paper.background + [.pageBreak] + paper.wholePlan + paper.quality + paper.wholeTables
    }
}

/// The paper in the making: what its sections are made of.
struct Paper {
    let report: AssuranceReport

    init(_ report: AssuranceReport) {
        self.report = report
    }

    var plan: Plan { report.ratings.plan }

    var title: String { "\(report.basis.plan.title): assurance report" }

    func words(_ part: PaperPart) -> String? { report.words[part] }

    /// A paragraph of plain words.
    func says(_ words: String) -> Document.Block { .paragraph([.plain(words)]) }

    /// Paragraphs of words that officers supplied, one a line.
    func supplied(_ words: String) -> [Document.Block] {
        words.split(separator: "\n").map { says(String($0)) }
    }

    func leads(_ keys: [Key]) -> String {
        keys.isEmpty ? "nobody named" : keys.map { plan.name(of: $0) }.joined(separator: ", ")
    }

    func date(_ date: StatedDate?) -> String { date?.words ?? "" }

    /// "1 milestone", "2 milestones".
    func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}

extension Paper {
    /// 0. The cover.
    var cover: [Document.Block] {
        let basis = report.basis
        var terms = [
            Document.Term("Board", [.plain(basis.board)]),
            Document.Term(
                "Meeting",
                [.plain("\(basis.meeting.day.words), \(basis.meeting.call.title)")]
            ),
        ]
        let parts: [(PaperPart, String)] = [
            (.item, "Agenda item"), (.reportOf, "Report of"), (.contact, "Contact"),
            (.purpose, "Purpose"), (.offered, "Assurance offered"),
            (.considered, "Previously considered by"), (.exempt, "Exempt information"),
        ]
        for (part, name) in parts {
            if let words = words(part) { terms.append(Document.Term(name, [.plain(words)])) }
        }
        terms.append(Document.Term("Position on", [.plain(basis.asAt.words)]))
        return [.heading(level: 1, id: "title", title), .terms(terms)]
            + (words(.lateness).map(supplied) ?? [])
    }

    /// 1. What the board is recommended to do, made of what waits for it.
    var recommendation: [Document.Block] {
        let pending = report.pending
        var asks: [[Document.Span]] = [
            [.strong("note"), .plain(" the position on \(report.basis.asAt.words)")]
        ]
        if !pending.dates.isEmpty {
            let count = counted(pending.dates.count, "change")
            asks.append([
                .strong("approve or refuse"), .plain(" the \(count) of date asked for in table 4"),
            ])
        }
        if !pending.closures.isEmpty {
            let count = counted(pending.closures.count, "closure")
            asks.append([.strong("approve or refuse"), .plain(" the \(count) in table 5")])
        }
        if !pending.help.isEmpty {
            let count = counted(pending.help.count, "call")
            asks.append([.strong("agree"), .plain(" the help asked for in the \(count) below")])
        }
        let help = pending.help.map { call -> [Document.Span] in
            [
                .strong("\(call.action)"),
                .plain(" \(call.title): \(call.note.fact) (asked on \(call.note.stamp.on.words))"),
            ]
        }
        return [
            .heading(level: 2, id: "recommendation", "1. Recommendation"),
            says("The Board is RECOMMENDED to:"), .list(asks, isNumbered: true),
        ] + (help.isEmpty ? [] : [says("Help asked for:"), .list(help, isNumbered: false)])
    }

    /// 2. One sentence, five numbers with their change, and what is not going as expected.
    var summary: [Document.Block] {
        let counts = report.counts
        let before = report.since?.counts
        let numbers: [(String, Int, Int?)] = [
            ("red", counts.ratings[.red] ?? 0, before.map { $0.ratings[.red] ?? 0 }),
            ("overdue", counts.overdue, before?.overdue),
            ("delivered", counts.delivered, before?.delivered),
            ("confirmed", counts.confirmed, before?.confirmed),
            ("moved", counts.moved, before?.moved),
        ]
        let items = numbers.map { name, now, before -> [Document.Span] in
            let change = before.map {
                now == $0 ? ", as before" : ", \(now > $0 ? "up" : "down") from \($0)"
            }
            let percent = "\(counts.percent(now)) per cent of \(counts.milestones)"
            return [.strong("\(now) \(name)"), .plain(" (\(percent)\(change ?? ""))")]
        }
        return [
            .heading(level: 2, id: "summary", "2. Executive summary"),
            says(
                "Of \(counted(counts.milestones, "milestone")) \(counts.delivered) are delivered, "
                    + "\(counts.confirmed) of them confirmed by somebody independent; "
                    + "\(counts.overdue) are overdue and \(counts.undated) have no date."
            ),
            .list(items, isNumbered: false), says(againstDates),
        ] + (words(.summary).map(supplied) ?? [])
    }

    /// How dates were met: original beside current, and the median and worst slip.
    private var againstDates: String {
        let slips = report.rows.compactMap(\.rating.slippage).filter { $0.amount > 0 }
        let delivered = report.rows.filter { $0.rating.delivery != nil }
        let met = { (due: (Milestone) -> StatedDate?) in
            delivered.count { row in
                guard let end = due(row.milestone)?.end, let delivery = row.rating.delivery else {
                    return false
                }
                return delivery.declared.day <= end
            }
        }
        let counts = report.counts
        let original = counts.percent(met { $0.original })
        let current = counts.percent(met { $0.current })
        let moves = report.rows.reduce(0) { $0 + $1.rating.moves.count }
        return "\(original) per cent met their original date and \(current) per cent their current "
            + "one. \(counted(slips.count, "milestone")) slipped, with \(counted(moves, "move")) of "
            + "dates in all" + (slips.isEmpty ? "." : "; \(slipWords(slips)).")
    }

    private func slipWords(_ slips: [Slippage]) -> String {
        let days = { (slip: Slippage) in
            switch slip.unit {
            case .day: slip.amount
            case .month: slip.amount * 30
            case .year: slip.amount * 365
            }
        }
        let sorted = slips.sorted { days($0) < days($1) }
        return
            "the median slip is \(sorted[(sorted.count - 1) / 2]), the worst \(sorted[sorted.count - 1])"
    }

    /// 3. What the colours mean, and what the report rests on.
    var key: [Document.Block] {
        let basis = report.basis
        let policy = basis.policy
        let colours: [Document.Term] = Rating.allCases.map { rating in
            let tests = RatingTest.allCases.filter { $0.rating == rating }
                .map { "\($0.rawValue) \($0.name)" }
            return Document.Term(rating.rawValue, [.plain(tests.joined(separator: ", "))])
        }
        let adopted =
            policy.adopted.map { "The rating policy in force is \($0.fact.policy)." }
            ?? "No rating policy has been adopted; the built-in thresholds hold."
        return [
            .heading(level: 2, id: "key", "3. Key and basis"),
            says(
                "Ratings are computed from dates and facts by the first of eleven tests that "
                    + "applies, and published as the worse of that and what the lead declared:"
            ),
            .terms(colours),
            says(
                "\(adopted) Confirmation within \(policy[.evidenceDays]) days; tolerance "
                    + "\(policy[.toleranceDays]) days or \(policy[.toleranceMonths]) months; near "
                    + "\(policy[.nearDays]), quiet \(policy[.quietDays]), stale "
                    + "\(policy[.staleDays]), start \(policy[.startDays]) days."
            ),
            .paragraph([
                .plain(
                    "Position on \(basis.asAt.words), from the \(basis.knownAt) entries recorded by "
                        + "\(basis.knownUntil). Head "
                ), .code(basis.head.hex), .plain("."),
            ]),
        ]
    }
}
