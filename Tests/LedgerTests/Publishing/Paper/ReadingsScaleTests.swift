// The axes of a chart of readings: round marks, exact heights, days as far apart as they were.

import Testing

@testable import Ledger

extension Document.Readings {
    /// Readings in per cent of these days.
    init(_ points: [(Day, Quantity)], target: Quantity? = nil) {
        self.init(
            unit: "per cent",
            points: points.map { Point(day: $0.0, value: $0.1) },
            target: target
        )
    }

    /// Readings of one day after the other from 1 January 2024.
    static func daily(_ values: [Quantity], target: Quantity? = nil) -> Self {
        let first: Day = "2024-01-01"
        return Self(values.enumerated().map { (first + $0.offset, $0.element) }, target: target)
    }
}

@Suite("The scale of a chart of readings")
struct ReadingsScaleTests {
    private func scale(_ points: [(Day, Quantity)]) throws -> ReadingsScale {
        try #require(ReadingsScale(Document.Readings(points)))
    }

    @Test(
        "has at most five marks, at round numbers that hold every reading",
        arguments: [
            (["80", "95"], "80 85 90 95"),
            // By twos: four steps. By ones it were six, from -3 to 3.
            (["-2.50", "3"], "-4 -2 0 2 4"),
            (["0.001", "0.003"], "0.0010 0.0015 0.0020 0.0025 0.0030"),
            // What never changed has room above and below, but below zero only where it is.
            (["7", "7", "7.0"], "6.0 6.5 7.0 7.5 8.0"),
            (["0", "0"], "0.0 0.5 1.0"),
            (["0.5", "0.5"], "0.0 0.5 1.0 1.5"),
            (["-1", "-1"], "-2.0 -1.5 -1.0 -0.5 0.0"),
            (
                ["999999999999999", "-999999999999999"],
                "-1000000000000000 -500000000000000 0 500000000000000 1000000000000000"
            ),
            // Sixteen digits are enough for an axis.
            (
                ["999999999999999.999999999999998", "999999999999999.999999999999999"],
                "999999999999999.9 1000000000000000.0"
            ),
            (
                ["0.000000000000001", "0.000000000000002"],
                "0.000000000000001 0.000000000000002"
            ),
        ] as [([Quantity], String)]
    )
    func marks(values: [Quantity], words: String) throws {
        let scale = try #require(ReadingsScale(.daily(values)))
        let marks = scale.marks(along: 1_000)
        #expect(marks.map(\.words).joined(separator: " ") == words)
        #expect(marks.first?.height == 0 && marks.last?.height == 1_000)
        for value in values { #expect((0...1_000).contains(scale.height(of: value, along: 1_000))) }
    }

    @Test("has room for the target, and leaves the lowest line to it where it is there")
    func target() throws {
        let scale = try #require(ReadingsScale(.daily(["40", "62"], target: "100")))
        #expect(scale.marks(along: 100).map(\.words) == ["40", "60", "80", "100"])
        #expect(scale.marks(along: 100).map(\.isAxis) == [true, false, false, false])
        #expect(scale.height(of: "100", along: 100) == 100)
        let low = try #require(ReadingsScale(.daily(["40", "100"], target: "40.0")))
        #expect(low.marks(along: 100).allSatisfy { !$0.isAxis })
    }

    @Test("puts days as far across as they lie apart")
    func days() throws {
        // 21 days of March, 30 of April, 31 of May, 18 of June: 100 days.
        let days: [Day] = ["2024-03-10", "2024-03-20", "2024-04-19", "2024-06-18"]
        let scale = try self.scale(days.map { ($0, .integer(1)) })
        #expect(days.map { scale.place(of: $0, along: 1_000) } == [0, 100, 400, 1_000])
        let one = try self.scale([(days[0], "1"), (days[0], "2")])
        #expect(one.place(of: days[0], along: 1_000) == 500)
    }

    @Test(
        "marks the first days of months, or else the first day and the last",
        arguments: [
            ("2024-03-10", "2024-06-18", 3, "April 2024, May 2024, June 2024"),
            // Of every second month May alone lies there.
            ("2024-03-10", "2024-06-18", 2, "10 March 2024, 18 June 2024"),
            ("2024-01-01", "2024-02-01", 4, "January 2024, February 2024"),
            ("2024-01-02", "2024-01-31", 4, "2 January 2024, 31 January 2024"),
            ("2024-05-05", "2024-05-05", 4, "5 May 2024"),
            ("2023-11-20", "2026-02-01", 3, "January 2024, January 2025, January 2026"),
        ] as [(Day, Day, Int, String)]
    )
    func dayMarks(first: Day, last: Day, max: Int, words: String) throws {
        let scale = try self.scale([(first, "1"), (last, "2")])
        let marks = scale.dayMarks(max: max).map { $0.words.joined(separator: " ") }
        #expect(marks.joined(separator: ", ") == words)
    }

    @Test("marks no more days than there is room for, over nine thousand years too")
    func manyYears() throws {
        let scale = try self.scale([("1000-01-01", "1"), ("9999-12-31", "2")])
        for max in 2...8 { #expect((1...max).contains(scale.dayMarks(max: max).count)) }
    }

    @Test("thins the markers of many readings, and keeps the last")
    func thins() throws {
        for count in [1, 2, 24, 25, 48, 49, 500] {
            let values = (1...count).map { Quantity.integer($0 % 7) }
            let scale = try #require(ReadingsScale(.daily(values)))
            let marked = scale.marked(max: 24)
            #expect(marked.count <= 25 && (count > 24 || marked.count == count), "\(count)")
            #expect(marked.last == scale.points.last && marked.first == scale.points.first)
        }
    }

    @Test("is none without a reading")
    func none() {
        #expect(ReadingsScale(.daily([], target: "95")) == nil)
    }

    @Test(
        "moves names apart that would stand on one another",
        arguments: [
            (10, 50, 10, 50), (10, 28, 10, 28), (10, 10, 1, 19), (10, 14, 3, 21), (14, 10, 21, 3),
        ]
    )
    func apart(one: Int, other: Int, first: Int, second: Int) {
        #expect(ReadingsScale.apart(one, other, by: 18) == (first, second))
    }
}
