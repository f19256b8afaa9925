// A plan with measures of every kind, for the tests of what a report says of them.

import Testing

@testable import Ledger

extension Event {
    static func measure(
        _ code: Code,
        _ title: String = "Beds",
        in unit: String = "beds",
        _ direction: Measure.Direction = .up,
        to target: Quantity? = nil,
        by due: StatedDate? = nil
    ) -> Event {
        .progress(
            .measureAdded(
                .init(
                    code: code,
                    about: "A1",
                    title: title,
                    unit: unit,
                    direction: direction,
                    target: target,
                    due: due
                )
            )
        )
    }
    static func read(_ code: Code, _ value: Quantity) -> Event {
        .progress(.measureRead(code, value: value))
    }
}

extension Scene {
    /// The title of M1, which nobody may take for markup.
    static let hostileTitle = "Falls <b>seen</b> & \"logged\" | *soon*"

    /// Five measures of A1, and as at 1 July:
    ///
    ///     M1 six readings at unequal intervals, the last just below its target
    ///     M2 a target and no reading          M4 down to its target exactly
    ///     M3 no target; below zero at last    M5 one reading, as good as its target
    static func measured() -> Scene {
        var scene = Scene.county(due: "2024-12")  // 1
        scene.record(  // 2
            .called("2024-07-18"),
            .measure("M1", hostileTitle, in: "per cent", to: "95", by: "2024-06"),
            .measure("M2", "Waits", in: "days", .down, to: "10"),
            .measure("M3", "Balance", in: "£m", by: "2025"),
            .measure("M4", "Delays", in: "days", .down, to: "35"),
            .measure("M5", "Errors", in: "a week", .down, to: "0.5")
        )
        scene.on("2024-03-10", act(.read("M1", "80")))  // 3
        scene.on("2024-03-20", act(.read("M1", "85.5")))  // 4
        scene.on("2024-04-01", act(.read("M3", "3"), .read("M4", "40")))  // 5
        scene.on("2024-05-02", act(.read("M3", "-2.50"), .read("M4", "35"), .read("M5", "0.50")))
        scene.on("2024-05-19", act(.read("M1", "90")))  // 7
        scene.on("2024-06-08", act(.read("M1", "95.0")))  // 8
        // Recorded in June, of a day before two readings that were recorded earlier.
        scene.on("2024-06-09", act(.read("M1", "85.50"), on: "2024-04-19"))  // 9
        scene.on("2024-06-18", act(.read("M1", "94.9")))  // 10
        return scene
    }

    /// The document of the report for the meeting of 18 July, as at the first.
    func document(asAt: Day = "2024-07-01") throws -> Document { Document(try report(asAt: asAt)) }
}

extension Document {
    var tables: [Table] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    var figures: [Figure] {
        blocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    }
}
