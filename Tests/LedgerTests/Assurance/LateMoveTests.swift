// Test 7 where what was recorded later, or elsewhere, might hide that a move was late.

import Testing

@testable import Ledger

@Suite("A move that was late")
struct LateMoveTests {
    /// Milestone A1/1, approved on 21 March 2024 (entry 2).
    private static func approved(_ due: StatedDate) -> Scene {
        var scene = Scene.county("2024-03-01", due: due)
        scene.go(to: "2024-03-21")
        scene.record(.approved("2024-03-21"))
        return scene
    }

    @Test("stays late when the forecast that showed it is corrected afterwards")
    func forecastCorrectedLater() {
        var scene = Self.approved("2024-05")
        scene.go(to: "2024-04-10")
        let forecast = scene.history.entries.count + 1
        scene.record(by: "AB", .forecast("2024-08"))
        scene.go(to: "2024-04-12")
        scene.record(.agreed("2024-09"))
        #expect(scene.rating("2024-04-20")?.test == .movedWhenLate)
        scene.go(to: "2024-04-15")
        scene.record(.corrected("2024-06", entry: forecast))
        #expect(scene.rating("2024-04-20")?.test == .movedWhenLate)
    }

    @Test("is not a correction of a date replaced in time, made when that date was past")
    func correctionOfAReplacedDate() {
        var scene = Self.approved("2024-05-31")
        scene.go(to: "2024-05-20")
        scene.record(.agreed("2024-09"))
        scene.go(to: "2024-06-10")
        scene.record(.corrected("2024-06", entry: 1, by: "BRD"))
        // Two moves, neither of them on a day after the end of the date that stood.
        #expect(scene.rating("2024-06-12")?.moves.count == 2)
        #expect(scene.rating("2024-06-12")?.test == .atRisk)
    }

    @Test("is a correction of the date that stands, made when it was past, of whatever day")
    func correctionOfAPastDate() {
        for on in [nil, "2024-04-02"] as [StatedDate?] {
            var scene = Self.approved("2024-12")
            scene.go(to: "2024-04-10")
            scene.record(.agreed("2024-05-31"))
            scene.go(to: "2024-06-10")
            scene.record(on: on, .corrected("2024-08", entry: 3, by: "BRD"))
            #expect(scene.rating("2024-06-12")?.test == .movedWhenLate)
        }
    }

    @Test("does not matter once the whole action is closed and that approved")
    func closedFromAbove() {
        var scene = Self.approved("2024-05-31")
        scene.go(to: "2024-06-10")
        scene.record(.closed("A1", .first))
        scene.record(.closed("A1"))
        #expect(scene.rating("2024-06-12")?.test == .overdue)
        scene.record(.closureApproved("A1"))
        #expect(scene.rating("2024-06-12")?.test == .closedOtherwise)
    }
}
