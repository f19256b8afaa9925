// What is measured: where it stands against its target, and every reading as drawn and as a table.

extension Paper {
    /// The sentence of section 13 that is there where the plan has measures: the body has no room
    /// for more.
    var measures: [Document.Block] {
        if report.measures.isEmpty { return [] }
        let aimed = report.measures.filter { $0.measure.target != nil }
        let met = aimed.count { $0.meetsTarget == true }
        return [
            says(
                "Of \(counted(report.measures.count, "measure")) \(aimed.count) "
                    + "\(aimed.count == 1 ? "has" : "have") a target and \(met) "
                    + "\(met == 1 ? "meets" : "meet") it: table 15, appendix C."
            )
        ]
    }

    /// In appendix C, the measures with every reading, drawn and as a table.
    var measuresWhole: [Document.Block] {
        if report.measures.isEmpty { return [] }
        return [.table(measureTable)]
            + chartedMeasures.flatMap { [.figure(figure($0)), .table(table($0))] }
    }

    var measureTable: Table {
        Table(
            id: "measures-table",
            caption: "Table 15. Measures",
            columns: [
                Column("Measure", namesRow: true), Column("Speaks of"), Column("Unit"),
                Column("Target"), Column("Latest"), Column("Before"), Column("Target met"),
            ],
            rows: report.measures.map { row in
                let measure = row.measure
                return [
                    Cell([
                        [.strong(measure.code.text), .plain(" \(cut(measure.title, 60))")]
                    ]),
                    Cell(measure.about.text),
                    Cell(measure.unit.map { cut($0, 24) } ?? "not stated"),
                    Cell(target(measure) ?? "none"), Cell(reading(row.latest)),
                    Cell(reading(row.before)), Cell(row.word),
                ]
            }
        )
    }

    /// "at least 95 by March 2019".
    private func target(_ measure: Measure) -> String? {
        measure.target.map { target in
            (measure.direction.map { $0 == .up ? "at least " : "at most " } ?? "") + "\(target)"
                + (measure.due.map { " by \($0.words)" } ?? "")
        } ?? measure.due.map { "none, by \($0.words)" }
    }

    /// "92, 30 September 2018".
    private func reading(_ reading: Stamped<Quantity>?) -> String {
        reading.map { "\($0.fact), \($0.stamp.on.words)" } ?? "none"
    }

    // MARK: Charts

    /// A measure that is drawn; its number is its place among all measures of the plan, so that a
    /// figure keeps its number from one report to the next.
    private struct Charted {
        let number: Int
        let row: MeasureRow

        /// After the figures that every paper has.
        var name: String { "Figure \(number + 3)" }
        var id: String { "figure-measure-\(number)" }
    }

    /// The measures with readings enough for a line.
    private var chartedMeasures: [Charted] {
        report.measures.enumerated().filter { $0.element.readings.count > 1 }.map {
            Charted(number: $0.offset + 1, row: $0.element)
        }
    }

    private func figure(_ charted: Charted) -> Document.Figure {
        let measure = charted.row.measure
        return Document.Figure(
            id: charted.id,
            caption: "\(charted.name). \(measure.code) \(cut(measure.title, 60))"
                + inUnit(measure) + (measure.direction.map { "; \($0.words)" } ?? ""),
            alternative: alternative(charted.row),
            drawing: .readings(
                .init(
                    unit: measure.unit ?? "",
                    points: charted.row.readings.map {
                        .init(day: $0.stamp.day, value: $0.fact)
                    },
                    target: measure.target
                )
            ),
            sameAs: [
                .plain("Readings: "), .link("the table below", url: "#\(charted.id)-table"),
                .plain("."),
            ]
        )
    }

    /// ", in per cent".
    private func inUnit(_ measure: Measure) -> String {
        measure.unit.map { ", in \(cut($0, 24))" } ?? ""
    }

    /// What a chart shows, for whoever does not see it.
    private func alternative(_ row: MeasureRow) -> String {
        let values = row.readings.map(\.fact)
        let order = { (one: Quantity, other: Quantity) in ExactValue(one) < ExactValue(other) }
        guard let first = row.readings.first, let latest = row.latest,
            let least = values.min(by: order), let most = values.max(by: order)
        else { return "No reading." }
        let target = row.measure.target.map { "Target \($0): \(row.word)." } ?? "No target."
        return "\(counted(values.count, "reading")) of \(row.measure.code): "
            + "\(first.fact) on \(first.stamp.day.words), \(latest.fact) on "
            + "\(latest.stamp.day.words); least \(least), most \(most). \(target)"
    }

    private func table(_ charted: Charted) -> Table {
        Table(
            id: "\(charted.id)-table",
            caption: "\(charted.name) as a table: readings of \(charted.row.measure.code)"
                + inUnit(charted.row.measure),
            columns: [Column("Date", namesRow: true), Column("Value", isNumber: true)],
            rows: charted.row.readings.map {
                [Cell($0.stamp.on.words), Cell($0.fact.description)]
            }
        )
    }
}

extension MeasureRow {
    /// How it stands, in a word or two.
    fileprivate var word: String {
        if readings.isEmpty { return "no reading" }
        if measure.target == nil { return "no target" }
        return meetsTarget.map { $0 ? "met" : "not met" } ?? "direction not stated"
    }
}

extension Measure.Direction {
    /// The direction as people say it.
    fileprivate var words: String {
        switch self {
        case .up: "higher is better"
        case .down: "lower is better"
        }
    }
}
