// The tables of the report about what is measured, which are there where anything is.

extension ReportSheets {
    var measures: ReportSheet {
        ReportSheet(
            "measures",
            "What is measured, and how the latest reading stands against the target",
            report.measures,
            measureColumns.map { $0.at(\.measure) } + [
                .date("added", "When it was added.") { $0.added.on },
                .quantity("latest", "The last reading.") { $0.latest?.fact },
                .date("latest-on", "When that was read.") { $0.latest?.stamp.on },
                .quantity("before", "The reading before it.") { $0.before?.fact },
                .date("before-on", "When that was read.") { $0.before?.stamp.on },
                .quantity("change", "What was added from that to the last; below zero, taken.") {
                    $0.change?.amount
                },
                .text("change-is", "Whether that is `better` or `worse`, or the `same`.") {
                    $0.change?.word
                },
                .flag("meets-target", "Whether the last reading meets the target.") {
                    $0.meetsTarget
                },
                .count("readings", "How many readings there are: see readings.csv.") {
                    $0.readings.count
                },
            ]
        )
    }

    private var measureColumns: [CSVColumn<Measure>] {
        [
            .text("measure", "The code of the measure.") { $0.code.text },
            .text("about", "The action or priority that it speaks of.") { $0.about.text },
            .text("title", "What is measured.") { $0.title },
            .text("unit", "The unit of its values.") { $0.unit },
            .text("direction", "Which way is better: `up` or `down`.") { $0.direction?.rawValue },
            .quantity("target", "The value aimed at.") { $0.target },
            .date("due", "When it should be reached.") { $0.due },
        ]
    }

    var readings: ReportSheet {
        typealias Line = (measure: Measure, reading: Stamped<Quantity>)
        let lines = report.measures.flatMap { row -> [Line] in
            row.readings.map { (row.measure, $0) }
        }
        return ReportSheet(
            "readings",
            "Every reading of each measure, in the order of their days",
            lines,
            [
                .text("measure", "The code of the measure.") { $0.measure.code.text },
                .quantity("value", "What was read.") { $0.reading.fact },
                .text("unit", "The unit of the value.") { $0.measure.unit },
                .day("day", "The day it counts from.") { $0.reading.stamp.day },
            ] + stampColumns.map { $0.at(\.reading.stamp) }
        )
    }
}
