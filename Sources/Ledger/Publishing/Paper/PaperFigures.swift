// The figures of the paper, and the tables that say the same.

extension Paper {
    /// Figure 1; table 1 says the same.
    var positionFigure: Document.Figure {
        let bars = report.priorities.map { position in
            Document.Bar(position.priority.code.text, position.counts.ratings)
        }
        let worst = report.priorities.max {
            ($0.counts.ratings[.red] ?? 0) < ($1.counts.ratings[.red] ?? 0)
        }
        let most = worst.flatMap { position in
            (position.counts.ratings[.red]).map {
                " Priority \(position.priority.code) has the most red, \($0)."
            }
        }
        return Document.Figure(
            id: "figure-position",
            caption: "Figure 1. Milestones by published rating",
            alternative:
                "Bars of milestones by rating, one a priority.\(most ?? " Nothing is red.")",
            drawing: .stackedBars(bars),
            sameAs: [
                .plain("Numbers: "), .link("table 1", url: "#position-table"), .plain("."),
            ]
        )
    }

    private var curves: [Document.Series] {
        let curve = report.curve
        return [
            Document.Series("Original plan", curve.original),
            Document.Series("Current plan", curve.current),
            Document.Series("Delivered", curve.delivered),
            Document.Series("Confirmed", curve.confirmed),
        ]
    }

    private var months: [String] { report.curve.months.map(\.words) }

    /// Figure 2; ``curveTable`` says the same.
    var curveFigure: Document.Figure {
        let asAt = report.basis.asAt
        let should = report.rows.count { row in
            row.milestone.original.map { $0.end <= asAt } ?? false
        }
        return Document.Figure(
            id: "figure-curve",
            caption: "Figure 2. Due and delivered by month",
            alternative: "By \(asAt.words) the original plan had \(counted(should, "milestone")) "
                + "due; \(report.counts.delivered) are delivered and \(report.counts.confirmed) "
                + "confirmed.",
            drawing: .curves(months: months, series: curves),
            sameAs: [
                .plain("Numbers: "), .link("appendix C", url: "#figure-curve-table"),
                .plain("."),
            ]
        )
    }

    var curveTable: Table {
        Table(
            id: "figure-curve-table",
            caption: "Figure 2 as a table: milestones due and delivered by the end of each month",
            columns: [Column("By the end of", namesRow: true)]
                + curves.map { Column($0.name, isNumber: true) },
            rows: months.indices.map { index in
                [Cell(months[index])]
                    + curves.map { index < $0.values.count ? Cell($0.values[index]) : "" }
            }
        )
    }

    private var slipLines: [Document.SlipLine] {
        report.slips.map { slip in
            Document.SlipLine(
                slip.milestone.description,
                points: slip.dates.map {
                    .init(set: $0.set, due: $0.due.end, words: $0.due.words)
                },
                delivered: slip.delivered
            )
        }
    }

    /// Figure 3; ``slipTable`` says the same.
    var slipFigure: Document.Figure {
        Document.Figure(
            id: "figure-slips",
            caption: "Figure 3. How dates slipped",
            alternative: "Each line is a milestone that was moved: down is when a date was set, "
                + "across is the date; a line straight down is a date that held.",
            drawing: .slips(slipLines),
            sameAs: [
                .plain("Dates: "), .link("appendix C", url: "#figure-slips-table"),
                .plain("."),
            ]
        )
    }

    var slipTable: Table {
        Table(
            id: "figure-slips-table",
            caption: "Figure 3 as a table: every date of each milestone that was moved",
            columns: [
                Column("Milestone", namesRow: true), Column("Set on"), Column("Date"),
            ],
            rows: slipLines.flatMap { line in
                line.points.map { [Cell(line.label), Cell($0.set.words), Cell($0.words)] }
            }
        )
    }
}
