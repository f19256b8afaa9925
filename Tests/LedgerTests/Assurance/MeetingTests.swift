// Milestones tied to a meeting: moved with it, due at it, late after it; and what is due at which.

import Testing

@testable import Ledger

/// A1/2 is due on 16 May at the meeting of that day; A1/3 on 16 May, tied to no meeting.
private func twoTies() -> Scene {
    var scene = Scene.county(due: nil)
    scene.record(.called("2024-05-16"), .called("2024-07-18"))
    scene.record(
        .milestone("A1", 2, due: "2024-05-16", meeting: "2024-05-16"),
        .milestone("A1", 3, due: "2024-05-16")
    )
    return scene
}

private func isOverdue(_ scene: Scene, _ asAt: Day, _ name: MilestoneName = "A1/2") -> Bool? {
    scene.rating(asAt, of: name)?.isOverdue
}

@Suite("A milestone due at a meeting")
struct MeetingTests {
    @Test("is overdue after the later of the meeting and its date")
    func later() {
        var scene = twoTies()
        scene.record(
            .milestone("A1", 4, due: "2024-05-20", meeting: "2024-05-16"),
            .milestone("A1", 5, due: "2024-05-02", meeting: "2024-05-16"),
            .milestone("A1", 6, due: nil, meeting: "2024-05-16")
        )
        #expect(isOverdue(scene, "2024-05-16") == false)
        #expect(isOverdue(scene, "2024-05-17") == true)
        #expect(isOverdue(scene, "2024-05-20", "A1/4") == false)
        #expect(isOverdue(scene, "2024-05-21", "A1/4") == true)
        #expect(isOverdue(scene, "2024-05-16", "A1/5") == false)
        #expect(isOverdue(scene, "2024-05-17", "A1/5") == true)
        // An undated one is never overdue.
        #expect(isOverdue(scene, "2034-05-17", "A1/6") == false)
        #expect(scene.rating("2034-05-17", of: "A1/6")?.test == .notRated)
    }

    @Test("moves with the meeting, and that is no move of its date")
    func moved() {
        var scene = twoTies()
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-05-01", act(.called("2024-05-30", from: "2024-05-16")))
        #expect(isOverdue(scene, "2024-05-30") == false)
        #expect(isOverdue(scene, "2024-05-31") == true)
        #expect(isOverdue(scene, "2024-05-17", "A1/3") == true)
        #expect(scene.rating("2024-05-31", of: "A1/2")?.moves.isEmpty == true)
        // As it was known before, and as it stood before.
        #expect(scene.rating("2024-05-17", known: 4, of: "A1/2")?.isOverdue == true)
        // Moved earlier, its own date counts still.
        var earlier = twoTies()
        earlier.record(.called("2024-05-09", from: "2024-05-16"))
        #expect(isOverdue(earlier, "2024-05-16") == false)
        #expect(isOverdue(earlier, "2024-05-17") == true)
    }

    @Test("moves with it again and again, and back")
    func movedAgain() {
        var scene = twoTies()
        scene.record(.called("2024-05-30", from: "2024-05-16"))
        scene.record(.called("2024-06-06", from: "2024-05-30"))
        #expect(isOverdue(scene, "2024-06-06") == false)
        #expect(isOverdue(scene, "2024-06-07") == true)
        scene.record(.called("2024-05-16", from: "2024-06-06"))
        #expect(isOverdue(scene, "2024-05-16") == false)
        #expect(isOverdue(scene, "2024-05-17") == true)
    }

    @Test("stays on its day where the meeting is cancelled")
    func cancelled() {
        var scene = twoTies()
        scene.record(.called("2024-05-30", from: "2024-05-16"))
        scene.record(.cancelled("2024-05-30"))
        #expect(isOverdue(scene, "2024-05-30") == false)
        #expect(isOverdue(scene, "2024-05-31") == true)
    }

    @Test("stays with its meeting where another is called for the day it was moved from")
    func another() {
        var scene = twoTies()
        scene.record(.called("2024-05-30", from: "2024-05-16"))
        scene.record(.called("2024-05-16"))
        scene.record(.milestone("A1", 7, due: "2024-05-16", meeting: "2024-05-16"))
        #expect(isOverdue(scene, "2024-05-30") == false)
        // What is tied since is tied to the other one.
        #expect(isOverdue(scene, "2024-05-17", "A1/7") == true)
        scene.record(.called("2024-06-13", from: "2024-05-16"))
        #expect(isOverdue(scene, "2024-05-31") == true)
        #expect(isOverdue(scene, "2024-06-13", "A1/7") == false)
    }

    @Test("is tied to the plan's own board, not to another that meets that day")
    func otherBoard() {
        var scene = twoTies()
        scene.record(.called("2024-05-16", by: "OTH"))
        scene.record(
            .board(
                .meetingCalled(
                    .init(
                        meeting: "2024-06-20",
                        title: "Other",
                        board: "OTH",
                        movedFrom: "2024-05-16"
                    )
                )
            )
        )
        #expect(isOverdue(scene, "2024-05-17") == true)
    }

    @Test("is due at that meeting until the day before it, wherever it was moved (rule D4)")
    func dueAtMeeting() throws {
        var scene = twoTies()
        #expect(try Self.due(scene, "2024-05-16", "2024-05-15") == ["A1/2", "A1/3"])
        #expect(try Self.due(scene, "2024-05-16", "2024-05-16").isEmpty)
        #expect(try Self.due(scene, "2024-07-18", "2024-05-15").isEmpty)
        scene.record(.called("2024-05-30", from: "2024-05-16"))
        // The untied one is due on its day, at which nobody meets.
        #expect(try Self.due(scene, "2024-05-30", "2024-05-15") == ["A1/2"])
        scene.record(.agreed("2024-07-18", "A1/3"))
        #expect(try Self.due(scene, "2024-07-18", "2024-05-15") == ["A1/3"])
        // The tie holds whatever its date is.
        scene.record(.agreed("2024-07-18", "A1/2"))
        #expect(try Self.due(scene, "2024-05-30", "2024-05-15") == ["A1/2"])
        scene.record(.agreed("2024-07", "A1/3"))
        #expect(try Self.due(scene, "2024-07-18", "2024-05-15").isEmpty)
    }

    @Test("is not due at it once delivered or closed, and is while the closure waits")
    func doneIsNotDue() throws {
        var scene = twoTies()
        scene.record(.declared("A1/2"), .closed("A1", 3))
        #expect(try Self.due(scene, "2024-05-16", "2024-05-15") == ["A1/3"])
        scene.record(.closureApproved("A1", 3), .returned("A1/2"))
        #expect(try Self.due(scene, "2024-05-16", "2024-05-15") == ["A1/2"])
    }

    private static func due(
        _ scene: Scene,
        _ meeting: Day,
        _ asAt: Day
    ) throws -> [MilestoneName] {
        try AssuranceReport(
            of: scene.history,
            meeting: meeting,
            asAt: asAt,
            knownAt: scene.history.entries.count
        ).dueAtMeeting.map(\.milestone.name)
    }
}
