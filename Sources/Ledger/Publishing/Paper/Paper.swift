// The assurance report as a document: the order of its sections, and the words they share.

extension Document {
    /// The board's paper: every section of the outline, in its order, and of a closed plan the
    /// close-out. At most ten rows of the exceptions and eight of the other tables stand in the
    /// body, with long words cut; appendix C has them whole.
    public init(_ report: AssuranceReport) {
        let paper = Paper(report)
        self.init(title: paper.title)
        blocks =
            paper.cover + paper.recommendation + paper.summary + paper.closeOut + paper.key
            + paper.position + paper.exceptions + paper.dueAtMeeting + paper.dates
            + paper.closures + paper.nextPeriod + paper.differing + paper.changes + paper.risks
            + paper.implications + paper.background + paper.beside + [.pageBreak] + paper.wholePlan
            + paper.quality + paper.wholeTables
    }
}

/// The paper in the making: what its sections are made of.
struct Paper {
    typealias Table = Document.Table
    typealias Column = Document.Column
    typealias Cell = Document.Cell
    typealias Span = Document.Span

    /// The most rows that the body shows of the exceptions.
    static let exceptionRowsMax = 10
    /// The most rows that the body shows of any other table.
    static let rowsMax = 8

    let report: AssuranceReport
    /// Whether tables are cut to what the body has room for.
    var isCut = true

    init(_ report: AssuranceReport) {
        self.report = report
    }

    var plan: Plan { report.ratings.plan }

    var title: String {
        "\(report.basis.plan.title): \(report.closing == nil ? "assurance" : "close-out") report"
    }

    // MARK: Blocks

    /// A paragraph of plain words.
    func says(_ words: String) -> Document.Block { .paragraph([.plain(words)]) }

    /// Paragraphs of words that officers supplied, one a line.
    func supplied(_ words: String) -> [Document.Block] {
        words.split(separator: "\n").map { says(String($0)) }
    }

    func heading(_ id: String, _ words: String) -> Document.Block {
        .heading(level: 2, id: id, words)
    }

    /// The table as the body shows it; words where it has no rows.
    func block(
        _ table: Table,
        max: Int = rowsMax,
        empty: String
    ) -> Document.Block {
        if table.rows.isEmpty { return says(empty) }
        let more = table.rows.count - max
        if more <= 0 { return .table(table) }
        return .table(
            Table(
                id: table.id,
                caption: table.caption,
                columns: table.columns,
                rows: Array(table.rows.prefix(max)),
                total: table.total,
                note: "and \(more) more, appendix C" + (table.note.map { ". \($0)" } ?? "")
            )
        )
    }

    // MARK: Words

    /// `words` on one line, in the body of at most about `max` characters: cut after a word.
    func cut(_ words: String, _ max: Int) -> String {
        guard isCut else { return words }
        let isLine = PaperText.isPlain(words)
        let line =
            isLine ? words : words.split(whereSeparator: \.isNewline).joined(separator: " ")
        // A character has a byte at least.
        guard line.utf8.count > max, line.count > max else { return line }
        let start = line.prefix(max)
        let end = start.lastIndex(of: " ") ?? start.endIndex
        return "\(start[..<end].trimmed)…"
    }

    /// The keys of leads, as the plan writes them: "IH/KC".
    func keys(_ keys: [Key]) -> String { PortfolioWords.keys(keys) }

    func date(_ date: StatedDate?) -> String { date?.words ?? "none" }

    /// "1 milestone", "2 milestones", "2 entries".
    func counted(_ count: Int, _ noun: String) -> String {
        if count == 1 { return "1 \(noun)" }
        return "\(count) " + (noun == "entry" ? "entries" : "\(noun)s")
    }

    /// "A4/2" and what was promised: the words of the action and the label of the milestone.
    func promise(_ milestone: Milestone, _ title: String, _ max: Int) -> Cell {
        let label = milestone.start.label.map { ": \($0)" } ?? ""
        return Cell([
            [.strong(milestone.name.description), .plain(" \(cut(title, max))\(cut(label, max))")]
        ])
    }

    func promise(_ row: AssuranceReport.MilestoneRow, _ max: Int) -> Cell {
        promise(row.milestone, row.title, max)
    }

    /// The words of the action of `name`, after the name.
    func promise(_ name: MilestoneName, _ title: String, _ max: Int) -> Cell {
        plan.milestone(name).map { promise($0, title, max) }
            ?? Cell([[.strong(name.description), .plain(" \(cut(title, max))")]])
    }

    /// What decided a rating: "declared; test 9, at risk: moved once".
    func why(_ rating: MilestoneRating) -> String {
        let result = rating.result
        let worse = result.published < result.computed
        // The dates of an overdue milestone stand beside it.
        let detail = rating.test == .overdue ? nil : rating.detailInWords.map { ": \($0)" }
        return (worse ? "declared, rule R1; by " : "")
            + "test \(rating.test.rawValue), \(rating.test.name)\(detail ?? "")"
    }

    /// The same of a rating of an earlier day, of which the words alone are kept.
    func why(_ result: RatingResult) -> String {
        var why = result.why
        if let colour = why.place(of: ": \(result.computed.rawValue), ") {
            why.replaceSubrange(colour, with: ", ")
        }
        return why.inWords
    }

    /// The slip of a milestone; nothing where there is none.
    func slip(_ rating: MilestoneRating) -> String? {
        guard let slippage = rating.slippage, slippage.amount > 0 else { return nil }
        return "\(slippage)\(rating.isRunning ? " and running" : "")"
    }
}

extension Substring {
    /// Without the punctuation that a cut would leave at its end.
    fileprivate var trimmed: Substring {
        var words = self
        while let last = words.last, last == "," || last == ";" || last == ":" || last == " " {
            words.removeLast()
        }
        return words
    }
}

extension MilestoneRating {
    /// What the test found, its dates as people write them: "forecast August 2018, due May 2018".
    public var detailInWords: String? { detail?.inWords }
}

extension String {
    /// The words as people write them: dates, "due 2018-05" as "due May 2018", and whole plans,
    /// "waits for aedb-2018:" without the colon.
    var inWords: String {
        split(separator: " ", omittingEmptySubsequences: false).map { word in
            if word.hasSuffix("::") || word.hasSuffix(":") && word.endIndex == endIndex {
                return String(word.dropLast())
            }
            let bare = word.prefix { $0 != "," && $0 != ";" }
            guard bare.count >= 7, let date = StatedDate(String(bare)) else { return String(word) }
            return date.words + word[bare.endIndex...]
        }.joined(separator: " ")
    }

    /// With a capital letter at its start.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
