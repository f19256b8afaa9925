// What opens the paper: cover, recommendation, summary, key and basis.

extension Paper {
    /// 0. The cover: what officers supplied, and what they did not.
    var cover: [Document.Block] {
        let basis = report.basis
        let parts: [(PaperPart, String)] = [
            (.item, "Agenda item"), (.reportOf, "Report of"), (.contact, "Contact"),
            (.purpose, "Purpose"), (.offered, "Assurance offered"),
            (.considered, "Previously considered by"), (.exempt, "Exempt information"),
        ]
        let terms = parts.map { part, name in
            Document.Term(name, [.plain(report.words[part] ?? "none stated")])
        }
        let meeting = "\(basis.meeting.day.words) (\(basis.meeting.call.title))"
        return [
            .heading(level: 1, id: "title", title),
            .paragraph([
                .plain("To the "), .strong(basis.board), .plain(", "), .strong(meeting),
                .plain("; position on "), .strong(basis.asAt.words), .plain("."),
            ]), .terms(terms),
        ] + lateness
    }

    /// The paragraph that a paper needs which is made after papers were due.
    private var lateness: [Document.Block] {
        let basis = report.basis
        if let words = report.words[.lateness] { return supplied(words) }
        guard let papers = basis.meeting.call.papers, basis.knownUntil.day > papers else {
            return []
        }
        return [
            says(
                "This paper is late: papers were due on \(papers.words), and it rests on an entry "
                    + "of \(basis.knownUntil.day.words). No reason is given."
            )
        ]
    }

    /// 1. What the board is recommended to do, made of what waits for it.
    var recommendation: [Document.Block] {
        let pending = report.pending
        var asks: [[Span]] = [
            [.strong("note"), .plain(" the position on \(report.basis.asAt.words)")]
        ]
        if let closing = report.closing {
            let end = closing.closed.stamp.on.words
            asks.append([.strong("note"), .plain(" that the plan was closed, \(end)")])
        }
        if !pending.dates.isEmpty {
            asks.append([
                .strong("approve or refuse"),
                .plain(" \(counted(pending.dates.count, "change")) of date, table 4(i)"),
            ])
        }
        if !pending.closures.isEmpty {
            asks.append([
                .strong("approve or refuse"),
                .plain(" \(counted(pending.closures.count, "closure")), table 5"),
            ])
        }
        asks += pending.help.map { call in
            [
                .strong("agree"),
                .plain(
                    " the help asked for on \(call.note.stamp.on.words) with \(call.action) "
                        + "\(cut(call.title, 80)): \(call.note.fact)"
                ),
            ]
        }
        return [
            heading("recommendation", "1. Recommendation"), says("The Board is RECOMMENDED to:"),
            .list(asks, isNumbered: true),
        ]
    }

    /// 2. One sentence, five numbers with their change, what is not as expected, what is needed.
    var summary: [Document.Block] {
        let counts = report.counts
        let before = report.since?.counts
        let numbers: [(String, Int, Int?)] = [
            ("red", counts[.red], before.map { $0[.red] }),
            ("overdue", counts.overdue, before?.overdue),
            ("delivered", counts.delivered, before?.delivered),
            ("confirmed", counts.confirmed, before?.confirmed),
            ("moved", counts.moved, before?.moved),
        ]
        let items = numbers.map { name, now, before -> [Span] in
            let change = before.map {
                now == $0 ? ", as before" : ", \(now > $0 ? "up" : "down") from \($0)"
            }
            let percent = "\(counts.percent(now)) per cent of \(counts.milestones)"
            return [.strong("\(now) \(name)"), .plain(" (\(percent)\(change ?? ""))")]
        }
        return [
            heading("summary", "2. Executive summary"),
            says(
                "Of \(counted(counts.milestones, "milestone")) \(are(counts.delivered)) delivered, "
                    + "\(counts.confirmed) of them confirmed by somebody independent; "
                    + "\(are(counts.overdue)) overdue, \(are(counts.dueAtMeeting)) due at this "
                    + "meeting and \(counts.undated) \(counts.undated == 1 ? "has" : "have") no date."
            ), .list(items, isNumbered: false), says(againstDates),
            says("\(notAsExpected) \(needed)"),
        ] + (report.words[.summary].map(supplied) ?? [])
    }

    /// "1 is", "2 are".
    private func are(_ count: Int) -> String { "\(count) \(count == 1 ? "is" : "are")" }

    /// How dates were met: original beside current, and the median and worst slip.
    private var againstDates: String {
        let counts = report.counts
        let slips = report.medianSlip.map { "; the median slip is \($0)" } ?? ""
        let worst = report.slippages.last.map { ", the worst \($0)" } ?? ""
        return "\(counts.percent(counts.metOriginal)) per cent met their original date and "
            + "\(counts.percent(counts.metCurrent)) per cent their current one. "
            + "\(counted(counts.slipped, "milestone")) slipped, with "
            + "\(counted(counts.moves, "move")) of dates in all\(slips)\(worst)."
    }

    private var notAsExpected: String {
        let red = report.priorities.filter { $0.counts[.red] > 0 }
            .map { "\($0.priority.code) (\($0.counts[.red]))" }
        if red.isEmpty { return "Not as expected: nothing is red." }
        return "Not as expected: what is red under the priorities \(red.joined(separator: ", "))."
    }

    private var needed: String {
        report.pending.isEmpty
            ? "Needed from the Board: no decision is asked for."
            : "Needed from the Board: decisions on \(report.pending.words)."
    }

    /// 3. What the colours mean, and what the report rests on.
    var key: [Document.Block] {
        let colours = Rating.allCases.flatMap { rating -> [Span] in
            let tests = RatingTest.allCases.filter { $0.rating == rating }
                .map { "\($0.rawValue) \($0.name)" }
            return [.rating(rating), .plain(" \(tests.joined(separator: ", ")). ")]
        }
        return [
            heading("key", "3. Key and basis"),
            .paragraph(
                [
                    .plain(
                        "A rating is the worse of what the lead declared and the first of eleven "
                            + "tests that applies: "
                    )
                ] + colours
            ), says(policy), basis,
        ]
    }

    /// The thresholds of the policy in force, in words.
    private var policy: String {
        let policy = report.basis.policy
        let adopted =
            policy.adopted.map { adoption in
                "The rating policy \(adoption.fact.policy) is in force since "
                    + "\(adoption.stamp.day.words), agreed by \(adoption.fact.agreedBy)"
            } ?? "No rating policy was adopted, so the built-in one is in force"
        let months = counted(policy[.toleranceMonths], "month")
        let parts = [
            "a confirmation is overdue after \(policy[.evidenceDays]) days",
            "a forecast misses beyond \(policy[.toleranceDays]) days, or \(months)",
            "at risk is what is due in \(policy[.nearDays]) days without a note in "
                + "\(policy[.quietDays]), or without one in \(policy[.staleDays])",
            "not reported is what has no note \(policy[.startDays]) days after approval",
        ]
        return "\(adopted): \(parts.joined(separator: "; "))."
    }

    private var basis: Document.Block {
        let basis = report.basis
        return .paragraph([
            .plain(
                "The paper rests on the \(counted(basis.knownAt, "entry")) recorded by "
                    + "\(basis.knownUntil). SHA-256 of the last: "
            ), .code(basis.head.hex), .plain(". Merkle root of all: "),
            .code(basis.merkleRoot.hex), .plain("."),
        ])
    }
}
