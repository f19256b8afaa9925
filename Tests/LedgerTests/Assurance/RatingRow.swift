// A row of a table of ratings: what happened, and which test decides on which days.

import Testing

@testable import Ledger

/// What happened, and the test that decides the rating of A1/1, or of another, on each day.
struct RatingRow: Sendable, CustomTestStringConvertible {
    let rule: String
    let name: MilestoneName
    let expected: [(day: Day, test: RatingTest)]
    let start: Scene
    let before: @Sendable (inout Scene) -> Void

    /// `before` is recorded in the county, whose A1/1 is due in `due`.
    init(
        _ rule: String,
        due: StatedDate? = "2024-05",
        of name: MilestoneName = "A1/1",
        _ expected: KeyValuePairs<Day, RatingTest>,
        before: @escaping @Sendable (inout Scene) -> Void = { _ in }
    ) {
        self.rule = rule
        self.name = name
        self.expected = expected.map { (day: $0.key, test: $0.value) }
        start = .county(due: due)
        self.before = before
    }

    var testDescription: String { rule }

    /// Asserts the test on each day, and that the rating computed is that test's.
    func check() {
        var scene = start
        before(&scene)
        for (day, test) in expected {
            let rating = scene.rating(day, of: name)
            #expect(rating?.test == test, "\(rule), on \(day)")
            #expect(rating?.result.computed == test.rating, "\(rule), on \(day)")
            #expect(rating?.isOverdue == (test == .overdue), "\(rule), on \(day)")
        }
    }
}

extension Scene {
    /// Records an act on a day, as of that day.
    @discardableResult
    mutating func on(
        _ day: Day,
        _ act: Entry.Act,
        location: SourceLocation = #_sourceLocation
    ) -> Int {
        go(to: day)
        return record(act, location: location)
    }
}
