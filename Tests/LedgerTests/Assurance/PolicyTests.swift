// Policies: in force from their day, and what each threshold changes; closures, taken along and
// lifted.

import Testing

@testable import Ledger

@Suite("A policy")
struct PolicyTests {
    private static func inForce(_ scene: Scene, _ day: Day) -> Policy {
        Policy(on: day, in: scene.plan(day))
    }

    @Test("is built in until one is adopted")
    func builtIn() {
        let policy = Self.inForce(Scene.county(), "2024-03-02")
        #expect(policy.adopted == nil)
        #expect(policy.levels == ["none", "limited", "reasonable", "substantial"])
        let expected: [PolicyAdoption.Threshold: Int] = [
            .evidenceDays: 42, .toleranceDays: 30, .toleranceMonths: 1, .nearDays: 28,
            .quietDays: 35, .staleDays: 70, .startDays: 70,
        ]
        for threshold in PolicyAdoption.Threshold.allCases {
            #expect(policy[threshold] == expected[threshold])
        }
    }

    @Test("is in force from its day; the last recorded among those come holds")
    func lastRecorded() {
        var scene = Scene.county()
        scene.on("2024-03-10", act(.adopted([.nearDays: 1])))
        scene.on("2024-03-20", act(.adopted([.nearDays: 2])))
        // Recorded last, of an earlier day: it holds from that day on.
        scene.on("2024-03-21", act(.adopted([.nearDays: 3]), on: "2024-03-15"))
        #expect(Self.inForce(scene, "2024-03-09")[.nearDays] == 28)
        #expect(Self.inForce(scene, "2024-03-10")[.nearDays] == 1)
        #expect(Self.inForce(scene, "2024-03-15")[.nearDays] == 3)
        #expect(Self.inForce(scene, "2024-03-20")[.nearDays] == 3)
        #expect(Policy(on: "2024-03-20", in: scene.plan("2024-03-20", known: 3))[.nearDays] == 2)
    }

    @Test("leaves built in what it leaves out, whatever an older one said")
    func leftOut() {
        var scene = Scene.county()
        scene.on(
            "2024-03-10",
            act(.adopted([.nearDays: 1, .quietDays: 2], levels: ["low", "high"]))
        )
        scene.on("2024-03-11", act(.adopted([.quietDays: 3])))
        let policy = Self.inForce(scene, "2024-03-11")
        #expect(policy[.nearDays] == 28)
        #expect(policy[.quietDays] == 3)
        #expect(policy.levels == ["none", "limited", "reasonable", "substantial"])
        #expect(Self.inForce(scene, "2024-03-10").levels == ["low", "high"])
    }

    /// Each with a threshold of 5, at both sides of it.
    private static let thresholds: [RatingRow] = [
        .init(
            "evidence-days",
            ["2024-03-06": .confirmationAwaited, "2024-03-07": .confirmationOverdue]
        ) {
            $0.record(.adopted([.evidenceDays: 5]), .declared())
        },
        .init(
            "tolerance-days",
            due: "2024-05-10",
            ["2024-03-02": .atRisk, "2024-03-03": .forecastToMiss]
        ) {
            $0.on("2024-03-02", act(.adopted([.toleranceDays: 5]), .forecast("2024-05-15")))
            $0.on("2024-03-03", act(.forecast("2024-05-16")))
        },
        .init(
            "tolerance-months",
            due: "2024-05",
            ["2024-03-02": .atRisk, "2024-03-03": .forecastToMiss]
        ) {
            $0.on("2024-03-02", act(.adopted([.toleranceMonths: 5]), .forecast("2024-10")))
            $0.on("2024-03-03", act(.forecast("2024-11")))
        },
        .init("near-days", due: "2024-05-31", ["2024-05-25": .onTrack, "2024-05-26": .atRisk]) {
            $0.record(.adopted([.nearDays: 5]))
        },
        .init("quiet-days", due: "2024-05-31", ["2024-05-15": .onTrack, "2024-05-16": .atRisk]) {
            $0.record(.adopted([.quietDays: 5]))
            $0.on("2024-05-10", act(.note("begun")))
        },
        .init("stale-days", due: "2024-12", ["2024-03-06": .onTrack, "2024-03-07": .atRisk]) {
            $0.record(.adopted([.staleDays: 5]), .note("begun"))
        },
        .init("start-days", due: "2024-12", ["2024-03-26": .onTrack, "2024-03-27": .notReported]) {
            $0.record(.adopted([.startDays: 5]))
            $0.on("2024-03-21", act(.approved("2024-03-21")))
        },
    ]

    @Test("sets every threshold", arguments: thresholds)
    func threshold(_ row: RatingRow) { row.check() }
}

@Suite("A closure that is approved")
struct ApprovedClosureTests {
    /// A1 with A1/1; A1.i under it with A1.i/1 and A1.i/2; A1 closed and that approved.
    private static func scene() -> Scene {
        var scene = Scene.county(due: "2024-12")
        scene.record(
            .action("A1.i", under: "A1"),
            .milestone("A1.i", due: "2024-12"),
            .milestone("A1.i", 2, due: "2024-12")
        )
        scene.record(.closed(), .closureApproved())
        return scene
    }

    private static func closed(_ scene: Scene) -> [MilestoneName] {
        let ratings = scene.ratings("2024-03-02")
        return ratings.plan.orderedMilestones.map(\.name).filter {
            ratings[milestone: $0]?.isClosed == true
        }
    }

    @Test("takes the actions under it along")
    func takenAlong() {
        var scene = Self.scene()
        #expect(Self.closed(scene) == ["A1/1", "A1.i/1", "A1.i/2"])
        // What is added under it afterwards as well.
        scene.record(.action("A1.ii", under: "A1"), .milestone("A1.ii", due: "2024-12"))
        #expect(Self.closed(scene).contains("A1.ii/1"))
    }

    @Test("does not hold for those under it before it is approved")
    func notYet() {
        var scene = Scene.county(due: "2024-12")
        scene.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: "2024-12"), .closed())
        #expect(Self.closed(scene).isEmpty)
    }

    @Test("is lifted for a part that is reopened, and for it alone")
    func liftedForPart() {
        var scene = Self.scene()
        scene.record(.reopened("A1.i", 2))
        #expect(Self.closed(scene) == ["A1/1", "A1.i/1"])
        scene.record(.reopened("A1.i"))
        #expect(Self.closed(scene) == ["A1/1"])
        scene.record(.reopened())
        #expect(Self.closed(scene).isEmpty)
    }

    @Test("of a part stays where the action is reopened")
    func partStays() {
        var scene = Scene.county(due: "2024-12")
        scene.record(.action("A1.i", under: "A1"), .milestone("A1.i", due: "2024-12"))
        scene.record(.closed("A1.i"), .closureApproved("A1.i"))
        scene.record(.closed("A1", 1), .closureApproved("A1", 1))
        scene.record(.closed(), .closureApproved())
        scene.record(.reopened())
        #expect(Self.closed(scene) == ["A1/1", "A1.i/1"])
    }

    @Test("takes a reopened part along when the action is closed again")
    func closedAgain() {
        var scene = Self.scene()
        scene.record(.reopened("A1.i"), .reopened(), .closed())
        #expect(Self.closed(scene).isEmpty)
        scene.record(.closureApproved())
        #expect(Self.closed(scene) == ["A1/1", "A1.i/1", "A1.i/2"])
    }

    @Test("is undone together with a delivery of what is reopened")
    func deliveredToo() {
        var scene = Scene.county(due: "2024-12")
        scene.record(.declared(), .closed(), .closureApproved())
        #expect(scene.rating("2024-03-02")?.test == .closedOtherwise)
        scene.record(.reopened())
        #expect(scene.rating("2024-03-02")?.test == .onTrack)
        #expect(scene.rating("2024-03-02")?.isOpen == true)
    }

    @Test("of one milestone leaves the others")
    func oneMilestone() {
        var scene = Scene.county(due: "2024-12")
        scene.record(.milestone("A1", 2, due: "2024-12"))
        scene.record(.closed("A1", 2), .closureApproved("A1", 2))
        #expect(Self.closed(scene) == ["A1/2"])
    }

    @Test("holds from its day, as of the day of its closure")
    func byDay() {
        var scene = Scene.county(due: "2024-05")
        scene.on("2024-06-20", act(.closed(), on: "2024-06-05"))
        scene.on("2024-06-21", act(.closureApproved(), on: "2024-06-10"))
        #expect(scene.rating("2024-06-09")?.test == .overdue)
        #expect(scene.rating("2024-06-10")?.test == .closedOtherwise)
        #expect(scene.rating("2024-06-10", known: 2)?.test == .overdue)
    }
}
