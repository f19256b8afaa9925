// What is published: the worse of declared and computed (R1), of actions (R3), and what depends on
// something red.

import Testing

@testable import Ledger

private struct DeclaredRow: Sendable, CustomTestStringConvertible {
    let computed: Rating
    let declared: Rating.Declared
    let published: Rating

    init(_ computed: Rating, _ declared: Rating.Declared, _ published: Rating) {
        self.computed = computed
        self.declared = declared
        self.published = published
    }

    var testDescription: String { "\(declared) declared, \(computed) computed" }
}

@Suite("A published rating")
struct PublishedRatingTests {
    /// Worst first: red, amber, grey, green, blue.
    private static let declared: [DeclaredRow] = [
        .init(.green, .green, .green), .init(.green, .amber, .amber), .init(.green, .red, .red),
        .init(.grey, .green, .grey), .init(.grey, .amber, .amber), .init(.grey, .red, .red),
        .init(.amber, .green, .amber), .init(.amber, .amber, .amber), .init(.amber, .red, .red),
        .init(.red, .green, .red), .init(.red, .amber, .red), .init(.red, .red, .red),
    ]

    /// A plan whose A1/1 has that computed rating on 1 March.
    private static func scene(_ computed: Rating) -> Scene {
        switch computed {
        case .grey: .county(due: nil)
        case .amber: .county(due: "2024-03-10")
        case .red: .county(due: "2024-02")
        default: .county(due: "2024-12")
        }
    }

    @Test("is the worse of declared and computed", arguments: declared)
    private func worse(_ row: DeclaredRow) throws {
        var scene = Self.scene(row.computed)
        scene.record(.rated(row.declared))
        let result = try #require(scene.rating("2024-03-01")).result
        #expect(result.computed == row.computed)
        #expect(result.declared == row.declared.rating)
        #expect(result.published == row.published)
        #expect(
            result.why.hasPrefix("rule R1: declared \(row.declared.rawValue) is worse; ")
                == (row.declared.rating < row.computed)
        )
        #expect(scene.ratings("2024-03-01")[action: "A1"]?.published == row.published)
        #expect(scene.ratings("2024-03-01")[action: "A1"]?.computed == row.computed)
    }

    @Test("is the computed one alone once delivered, confirmed or closed")
    func doneIsComputed() {
        var scene = Scene.county()
        scene.record(.milestone("A1", 2, due: "2024-12"), .rated(.red), .declared())
        #expect(scene.rating("2024-03-02")?.result.published == .green)
        #expect(scene.rating("2024-03-02")?.result.declared == nil)
        // The other milestone of the action is not delivered.
        #expect(scene.rating("2024-03-02", of: "A1/2")?.result.published == .red)
        scene.record(by: "CD", .confirmed())
        #expect(scene.rating("2024-03-02")?.result.published == .blue)
        scene.record(.closed("A1", 2))
        #expect(scene.rating("2024-03-02", of: "A1/2")?.result.published == .red)
        scene.record(.closureApproved("A1", 2))
        #expect(scene.rating("2024-03-02", of: "A1/2")?.result.published == .grey)
        #expect(scene.rating("2024-03-02", of: "A1/2")?.result.declared == nil)
    }

    @Test("takes the latest declaration by day, not by record")
    func latestByDay() {
        var scene = Scene.county(due: "2024-12")
        scene.on("2024-03-10", act(.rated(.amber)))
        scene.on("2024-03-12", act(.rated(.red), on: "2024-03-05"))
        #expect(scene.rating("2024-03-12")?.result.published == .amber)
        #expect(scene.rating("2024-03-06")?.result.published == .red)
        #expect(scene.rating("2024-03-06", known: 2)?.result.published == .green)
    }

    @Test("declared of an action speaks of its own milestones, not of those under it")
    func ownMilestones() {
        var scene = Scene.county(due: "2024-12")
        scene.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: "2024-12"), .rated(.red))
        #expect(scene.rating("2024-03-02", of: "A1.i/1")?.result.published == .green)
        #expect(scene.ratings("2024-03-02")[action: "A1.i"]?.published == .green)
        #expect(scene.ratings("2024-03-02")[action: "A1"]?.published == .red)
        scene.record(.rated(.green), .rated(.amber, "A1.i"))
        #expect(scene.rating("2024-03-02")?.result.published == .green)
        #expect(scene.ratings("2024-03-02")[action: "A1"]?.published == .amber)
        #expect(scene.ratings("2024-03-02")[action: "A1"]?.why.hasSuffix("(A1.i/1)") == true)
        #expect(scene.ratings("2024-03-02").decidingMilestone(of: "A1") == "A1.i/1")
    }

    @Test("of an action leaves out what is closed; with nothing left it is grey")
    func closedLeftOut() {
        var scene = Scene.county(due: "2024-02")  // overdue
        scene.record(.milestone("A1", 2, due: "2024-12"))
        #expect(scene.ratings("2024-03-02")[action: "A1"]?.published == .red)
        scene.record(.closed("A1", 1), .closureApproved("A1", 1))
        #expect(scene.ratings("2024-03-02")[action: "A1"]?.published == .green)
        scene.record(.declared("A1/2"))
        scene.record(by: "CD", .confirmed("A1/2"))
        #expect(scene.ratings("2024-03-02")[action: "A1"]?.published == .blue)
        scene.record(.closed("A1", 2), .closureApproved("A1", 2))
        let result = scene.ratings("2024-03-02")[action: "A1"]
        #expect(result?.published == .grey)
        #expect(result?.why == "rule R3: grey, no open milestone")
        #expect(scene.ratings("2024-03-02").decidingMilestone(of: "A1") == nil)
    }

    @Test("of an action without a milestone is grey, unless one stands under it")
    func noMilestone() {
        var scene = Scene.county()
        scene.record(.action("A2"))
        #expect(scene.ratings("2024-03-02")[action: "A2"]?.published == .grey)
        scene.record(
            .leads("A2", "AB"),
            .action("A2.i", under: "A2"),
            .milestone("A2.i", due: "2024-02")
        )
        #expect(scene.ratings("2024-03-02")[action: "A2"]?.published == .red)
    }
}

@Suite("What depends on something")
struct DependenceTests {
    /// A1/1 is due in December and depends on `on`; A2 stands under A, B1 under B, B under A.
    private static func scene(on code: Reference) -> Scene {
        var scene = Scene.county(due: nil)
        scene.record(
            .action("A2"),
            .leads("A2", "AB"),
            .milestone("A2", due: "2024-12"),
            .priority("B", under: "A"),
            .action("B1", under: "B"),
            .leads("B1", "AB"),
            .milestone("B1", due: "2024-12"),
            .priority("C"),
            .action("C1", under: "C"),
            .leads("C1", "AB"),
            .milestone("C1", due: "2024-12", depends: code)
        )
        return scene
    }

    @Test(
        "is amber while that is red",
        arguments: ["A2", "A", "B1", "B"] as [Reference],
        ["A2", "B1"] as [Code]
    )
    func red(_ reference: Reference, _ late: Code) {
        var scene = Self.scene(on: reference)
        #expect(scene.rating("2024-03-02", of: "C1/1")?.test == .onTrack)
        scene.record(.rated(.red, late))  // red by declaration is published, and so is red
        let below: [Reference: Set<Code>] = [
            "A2": ["A2"], "A": ["A2", "B1"], "B1": ["B1"], "B": ["B1"],
        ]
        let isRed = below[reference]?.contains(late) == true
        let rating = scene.rating("2024-03-02", of: "C1/1")
        #expect(rating?.test == (isRed ? .atRisk : .onTrack))
        if isRed {
            #expect(
                rating?.result.why
                    == "test 9: amber, at risk: depends on \(reference), which is red"
            )
        }
    }

    @Test("is not amber for amber, for another plan, or for what is closed")
    func notRed() {
        var scene = Self.scene(on: "A2")
        scene.record(.rated(.amber, "A2"))
        #expect(scene.rating("2024-03-02", of: "C1/1")?.test == .onTrack)
        scene.record(.rated(.red, "A2"), .closed("A2"), .closureApproved("A2"))
        #expect(scene.rating("2024-03-02", of: "C1/1")?.test == .onTrack)
        var other = Self.scene(on: "town:A2")
        other.record(.rated(.red, "A2"))
        #expect(other.rating("2024-03-02", of: "C1/1")?.test == .onTrack)
    }

    @Test("is the same with the plan's own name before it, which must then be there")
    func ownName() {
        var scene = Self.scene(on: "county:A2")
        #expect(scene.rating("2024-03-02", of: "C1/1")?.test == .onTrack)
        scene.record(.rated(.red, "A2"))
        #expect(
            scene.rating("2024-03-02", of: "C1/1")?.result.why
                == "test 9: amber, at risk: depends on A2, which is red"
        )
        let nowhere = Event.milestone("C1", 2, due: "2024-12", depends: "county:Z9")
        #expect(scene.refusal(nowhere) == .codeMustBeKnown("Z9", kind: .priorityOrAction))
        #expect(scene.refusal(.milestone("C1", 2, due: "2024-12", depends: "town:Z9")) == nil)
    }

    @Test("on itself, or in a circle, is no worse than amber")
    func circle() {
        var scene = Scene.county(due: nil)
        scene.record(
            .action("A2"),
            .leads("A2", "AB"),
            .milestone("A2", due: "2024-12", depends: "A1"),
            .milestone("A1", 2, due: "2024-12", depends: "A2"),
            .milestone("A1", 3, due: "2024-12", depends: "A1")
        )
        #expect(scene.rating("2024-03-02", of: "A1/2")?.test == .onTrack)
        scene.record(.milestone("A2", 2, due: "2024-02"))  // overdue
        #expect(scene.rating("2024-03-02", of: "A1/2")?.test == .atRisk)
        // A1 is amber for its sake, and amber does not pass on.
        #expect(scene.rating("2024-03-02", of: "A2/1")?.test == .onTrack)
        #expect(scene.rating("2024-03-02", of: "A1/3")?.test == .onTrack)
    }
}
