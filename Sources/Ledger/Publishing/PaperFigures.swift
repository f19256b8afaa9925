// The figures of the paper, each with the table that says the same.

extension Paper {
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
        let table = positionTable
        return Document.Figure(
            id: "figure-position",
            caption: "Figure 1. Position by priority",
            alternative:
                "Bars of milestones by rating, one a priority.\(most ?? " Nothing is red.")",
            drawing: .stackedBars(bars),
            table: Table(
                id: "figure-position-table",
                caption: "Figure 1 as a table",
                columns: Array(table.columns.prefix(2 + Rating.allCases.count)),
                rows: table.rows.map { Array($0.prefix(2 + Rating.allCases.count)) }
            )
        )
    }

    var curveFigure: Document.Figure {
        let curve = report.curve
        let months = curve.months.map(\.words)
        let series = [
            Document.Series("Original plan", curve.original),
            Document.Series("Current plan", curve.current),
            Document.Series("Delivered", curve.delivered),
            Document.Series("Confirmed", curve.confirmed),
        ]
        let should = curve.original.prefix(curve.delivered.count).last ?? 0
        return Document.Figure(
            id: "figure-curve",
            caption: "Figure 2. Delivered so far, against the plan",
            alternative: "By \(report.basis.asAt.words) the original plan had \(should) milestones "
                + "due; \(curve.delivered.last ?? 0) are delivered and "
                + "\(curve.confirmed.last ?? 0) confirmed.",
            drawing: .curves(months: months, series: series),
            table: Table(
                id: "figure-curve-table",
                caption: "Figure 2 as a table",
                columns: [Column("By the end of", namesRow: true)]
                    + series.map { Column($0.name, isNumber: true) },
                rows: months.indices.map { index in
                    [Cell(months[index])]
                        + series.map { index < $0.values.count ? Cell($0.values[index]) : "" }
                }
            )
        )
    }

    var slipFigure: Document.Figure {
        let lines = report.slips.map { slip in
            Document.SlipLine(
                slip.milestone.description,
                points: slip.dates.map {
                    .init(set: $0.set, due: $0.due.end, words: $0.due.words)
                },
                delivered: slip.delivered
            )
        }
        let rows = lines.flatMap { line in
            line.points.map { [Cell(line.label), Cell($0.set.words), Cell($0.words)] }
        }
        return Document.Figure(
            id: "figure-slips",
            caption: "Figure 3. How dates slipped",
            alternative: "Each line is a milestone that was moved: down is when a date was set, "
                + "across is the date; a line straight down is a date that held.",
            drawing: .slips(lines),
            table: Table(
                id: "figure-slips-table",
                caption: "Figure 3 as a table",
                columns: [
                    Column("Milestone", namesRow: true), Column("Set on"), Column("Date"),
                ],
                rows: rows
            )
        )
    }
}
