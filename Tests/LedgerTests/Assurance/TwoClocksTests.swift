// One history, asked as at many days and as known at many entries.

import Testing

@testable import Ledger

private struct Answer: CustomTestStringConvertible {
    let asAt: Day
    let known: Int
    let rating: Rating?
    var current: StatedDate?
    var moves: Int?
    var note: String??
    var delivered: Bool?
    var confirmed: Bool?

    var testDescription: String { "as at \(asAt), known at entry \(known)" }
}

private let answers = [
    Answer(asAt: "2024-05-15", known: 12, rating: .green, delivered: true, confirmed: false),
    Answer(asAt: "2024-05-25", known: 3, rating: .green, delivered: true),
    Answer(asAt: "2024-05-25", known: 4, rating: nil, delivered: false),
    Answer(asAt: "2024-06-05", known: 4, rating: .red, current: "2024-05", moves: 0),
    Answer(
        asAt: "2024-06-12",
        known: 12,
        rating: .red,
        current: "2024-05",
        note: "pilot ward open"
    ),
    Answer(asAt: "2024-06-13", known: 4, rating: .red, current: "2024-05", moves: 0),
    Answer(asAt: "2024-06-13", known: 5, rating: .red, current: "2024-08", moves: 1),
    Answer(asAt: "2024-06-13", known: 6, rating: .red, current: "2024-07", moves: 1),
    Answer(asAt: "2024-06-01", known: 6, rating: nil, note: .some(nil)),
    Answer(asAt: "2024-06-01", known: 7, rating: nil, note: "pilot ward open"),
    Answer(asAt: "2024-07-26", known: 8, rating: nil, note: "wrong action"),
    Answer(asAt: "2024-07-26", known: 9, rating: nil, note: "pilot ward open"),
    // Amber: first declared on 10 May, 83 days before; a return does not start the clock again.
    Answer(asAt: "2024-08-01", known: 11, rating: .amber, delivered: true, confirmed: false),
    Answer(asAt: "2024-08-10", known: 11, rating: .blue, delivered: true, confirmed: true),
    Answer(
        asAt: "2024-09-03",
        known: 12,
        rating: .red,
        current: "2024-07",
        moves: 1,
        delivered: false
    ),
]

@Suite("Two clocks")
struct TwoClocksTests {
    /// Lead AB, confirmer CD, clerk SEC and one action A1, milestone 1 due May 2024.
    private static func history() -> Scene {
        var scene = Scene.county("2024-03-01", due: "2024-05")  // 1
        scene.go(to: "2024-03-21")
        scene.record(.approved("2024-03-21"))  // 2
        scene.go(to: "2024-05-10")
        scene.record(on: "2024-05", by: "AB", .declared())  // 3
        scene.go(to: "2024-05-20")
        scene.record(.returned())  // 4
        scene.go(to: "2024-06-14")
        scene.record(on: "2024-06-13", .agreed("2024-08"))  // 5
        scene.go(to: "2024-06-15")
        scene.record(.corrected("2024-07", entry: 5))  // 6
        scene.go(to: "2024-07-25")
        scene.record(on: "2024-05-31", by: "AB", .note("pilot ward open"))  // 7
        scene.go(to: "2024-07-26")
        scene.record(.note("wrong action"))  // 8
        scene.go(to: "2024-07-27")
        scene.record(.struck(8))  // 9
        scene.go(to: "2024-07-30")
        scene.record(on: "2024-07-29", by: "AB", .declared())  // 10
        scene.go(to: "2024-08-05")
        scene.record(by: "CD", .confirmed())  // 11
        scene.go(to: "2024-09-02")
        scene.record(.reopened())  // 12
        return scene
    }

    @Test("answer as things stood, and as they were known", arguments: answers)
    private func answer(_ answer: Answer) throws {
        let scene = Self.history()
        let ratings = scene.ratings(answer.asAt, known: answer.known)
        let rating = try #require(ratings[milestone: "A1/1"])
        let milestone = try #require(ratings.plan.milestone("A1/1"))
        if let expected = answer.rating { #expect(rating.result.published == expected) }
        if let current = answer.current { #expect(milestone.current == current) }
        if let moves = answer.moves { #expect(rating.moves.count == moves) }
        if let delivered = answer.delivered { #expect((rating.delivery != nil) == delivered) }
        if let confirmed = answer.confirmed {
            #expect((rating.delivery?.confirmed != nil) == confirmed)
        }
        if let note = answer.note {
            #expect(ratings.plan.actions["A1"]?.notes.latest?.fact.text == note)
        }
    }

    @Test("keep both deliveries in the history after a reopening")
    func bothDeliveries() throws {
        let plan = Self.history().plan("2024-09-03")
        let steps = try #require(plan.milestone("A1/1")).deliveries.facts
        let declared = steps.filter { if case .declared = $0.fact { true } else { false } }
        #expect(declared.map(\.stamp.seq) == [3, 10])
    }

    @Test("leave nothing in the plan before it was added, whatever was said of it")
    func structureFirst() {
        var scene = Scene.county("2024-03-01")
        scene.record(on: "2024-02", .note("before the plan"))
        #expect(scene.plan("2024-02-29").opening == nil)
        #expect(scene.plan("2024-02-29").actions.isEmpty)
        #expect(
            scene.plan("2024-03-01").actions["A1"]?.notes.latest?.fact.text == "before the plan"
        )
    }

    @Test("count what was recorded on 10 May as May from 10 May, and in July as May from 31 May")
    func dayOfAMonth() {
        var scene = Scene.county("2024-03-01")
        scene.go(to: "2024-05-10")
        scene.record(on: "2024-05", .note("early"))
        scene.go(to: "2024-07-01")
        scene.record(on: "2024-05", .note("late"))
        let days = scene.history.plan.actions["A1"]?.notes.facts.map(\.stamp.day)
        #expect(days == ["2024-05-10", "2024-05-31"])
    }
}
