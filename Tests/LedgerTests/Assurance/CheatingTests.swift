// The ways to look better without doing better, each of which gains nothing.

import Testing

@testable import Ledger

/// The county, approved on 21 March, its A1/1 due in May.
private func approved() -> Scene {
    var scene = Scene.county(due: "2024-05")
    scene.on("2024-03-21", act(.approved("2024-03-21")))  // 2
    return scene
}

@Suite("Cheating")
struct CheatingTests {
    private func original(_ scene: Scene) -> StatedDate? {
        scene.history.plan.milestone("A1/1")?.original
    }

    @Test("by approving twice leaves the original date, the moves and the clock of test 10")
    func approveTwice() {
        var scene = approved()
        scene.on("2024-06-05", act(.agreed("2024-12")))
        scene.on("2024-06-06", act(.approved("2024-06-06")))
        #expect(original(scene) == "2024-05")
        #expect(scene.rating("2024-06-07")?.test == .movedWhenLate)
        #expect(scene.rating("2024-06-07")?.slippage == Slippage(amount: 7, unit: .month))
    }

    @Test("by approving, moving and approving again in one breath is a move")
    func approveInOneBreath() {
        var scene = Scene.county(due: "2024-05")
        scene.on(
            "2024-03-21",
            act(.approved("2024-03-21"), .agreed("2024-12"), .approved("2024-03-21"))
        )
        #expect(scene.rating("2024-03-21")?.moves.map(\.to) == ["2024-12"])
        #expect(original(scene) == "2024-05")
        // Entry by entry, and all at once.
        #expect(Plan.replay(scene.history.entries).milestone("A1/1")?.original == "2024-05")
        #expect(Plan.replay(scene.history.entries).milestone("A1/1")?.moves.count == 1)
    }

    @Test("by a backdated approval leaves the first in the journal")
    func backdatedApproval() {
        var scene = approved()
        scene.on("2024-04-10", act(.agreed("2024-12"), on: "2024-03-05"))
        scene.on("2024-04-11", act(.approved("2024-03-10"), on: "2024-03-10"))
        #expect(original(scene) == "2024-05")
        #expect(scene.rating("2024-04-12")?.moves.count == 1)
        // On 15 March only the second had happened: it freezes what was recorded before it.
        #expect(scene.plan("2024-03-15").milestone("A1/1")?.original == "2024-12")
    }

    @Test("by striking the approval, or what it approved, is refused")
    func strikeApproval() {
        var scene = approved()
        #expect(
            scene.refusal(of: act(.struck(2)))
                == .entryMustBeOneThatCanBeStruck(2, type: "plan-approved")
        )
        scene.on("2024-04-01", act(.milestone("A1", 2, due: "2024-06")))  // 3
        scene.on("2024-04-02", act(.approved("2024-04-02")))  // 4
        #expect(
            scene.refusal(of: act(.struck(3))) == .approvedStructureMustStand(3, approval: 4)
        )
    }

    @Test("by striking a date agreed before the approval leaves the original it became")
    func strikeBeforeApproval() {
        var scene = Scene.county(due: "2024-08")
        scene.record(.agreed("2024-05", by: nil))  // 2
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-06-05", act(.struck(2)))
        #expect(original(scene) == "2024-05")
        #expect(scene.rating("2024-06-05")?.slippage == Slippage(amount: 3, unit: .month))
    }

    @Test("by striking a move brings back the date before it, and the lateness with it")
    func strikeMove() {
        var scene = approved()
        scene.on("2024-04-01", act(.agreed("2024-08")))  // 3
        scene.on("2024-06-05", act(.struck(3)))
        #expect(scene.rating("2024-06-05")?.test == .overdue)
        #expect(scene.rating("2024-06-05")?.moves.isEmpty == true)
        #expect(scene.history.plan.struck.keys.sorted() == [3])
    }

    @Test("by striking the first of two moves is refused")
    func strikeFirstMove() {
        var scene = approved()
        scene.on("2024-04-01", act(.agreed("2024-08")))  // 3
        scene.on("2024-04-02", act(.agreed("2024-10")))  // 4
        #expect(
            scene.refusal(of: act(.struck(3))) == .entryThatOthersRestOnMustStand(3, other: 4)
        )
    }

    @Test("by dating an agreement before the approval is a move all the same")
    func agreeBeforeApproval() {
        var scene = approved()
        scene.on("2024-06-05", act(.agreed("2024-12"), on: "2024-03-10"))
        #expect(original(scene) == "2024-05")
        #expect(scene.rating("2024-06-05")?.moves.count == 1)
        // Recorded on a day on which it was overdue.
        #expect(scene.rating("2024-06-05")?.test == .movedWhenLate)
        #expect(
            scene.refusal(of: act(.agreed("2025"), by: "SEC", on: "2024-03-10")) == nil,
            "recorded, and counted"
        )
        #expect(
            scene.refusal(of: act(.agreed("2025", by: nil), on: "2024-03-10"))
                == .agreementMustSayWho(type: "date-agreed")
        )
    }

    @Test("by moving after delivery is refused, and slippage goes by the original date")
    func moveAfterDelivery() {
        var scene = approved()
        scene.on("2024-08-10", act(.declared()))  // 3
        #expect(
            scene.refusal(of: act(.agreed("2024-08")))
                == .milestoneMustNotBeDelivered("A1/1", entry: 3)
        )
        // A correction is not refused, and does not touch the original.
        scene.on("2024-08-11", act(.corrected("2024-08", entry: 1, by: "BRD")))
        #expect(scene.rating("2024-08-11")?.slippage == Slippage(amount: 3, unit: .month))
        #expect(scene.rating("2024-08-11")?.moves.count == 1)
    }

    @Test("by moving inside a false delivery leaves it late")
    func moveInsideDelivery() {
        var scene = approved()
        scene.on("2024-06-10", act(.declared(), on: "2024-05-30"))
        scene.on("2024-06-11", act(.returned()))
        // Agreed, it says, while the delivery stood; but a returned delivery is none.
        scene.on("2024-06-12", act(.agreed("2024-12"), on: "2024-06-10"))
        #expect(scene.rating("2024-06-12")?.test == .movedWhenLate)
    }

    @Test("by declaring in the past around a late move leaves it late")
    func declareAroundMove() {
        var scene = approved()
        scene.on("2024-06-10", act(.agreed("2024-12")))
        scene.on("2024-06-11", act(.declared(), on: "2024-06-05"))
        scene.on("2024-06-12", act(.returned()))
        #expect(scene.rating("2024-06-12")?.test == .movedWhenLate)
    }

    @Test("by correcting instead of moving needs the same agreement and counts the same")
    func correctInstead() {
        var scene = approved()
        scene.go(to: "2024-06-05")
        #expect(
            scene.refusal(of: act(.corrected("2024-12", entry: 1)))
                == .correctionToALaterEndMustBeAgreed("A1/1")
        )
        #expect(
            scene.refusal(of: act(.corrected("2024-12", entry: 1, by: "AB")))
                == .agreementMustBeIndependent("AB", of: "A1")
        )
        scene.record(.corrected("2024-12", entry: 1, by: "BRD"))
        #expect(original(scene) == "2024-05")
        #expect(scene.rating("2024-06-05")?.test == .movedWhenLate)
        #expect(scene.rating("2024-06-05")?.slippage == Slippage(amount: 7, unit: .month))
    }

    @Test("by correcting to an earlier date and back counts the way back")
    func correctThereAndBack() {
        var scene = approved()
        scene.on("2024-04-01", act(.corrected("2024-04", entry: 1)))
        scene.on("2024-04-02", act(.corrected("2024-07", entry: 1, by: "BRD")))
        #expect(scene.rating("2024-04-02")?.moves.map(\.from) == ["2024-04"])
        #expect(original(scene) == "2024-05")
    }

    @Test("by correcting a first date twice does not make its original later")
    func correctFirstDateTwice() {
        var scene = Scene.county(due: nil)
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-03-22", act(.agreed("2024-05")))  // 3: the first date
        scene.on("2024-04-01", act(.corrected("2024-12", entry: 3, by: "BRD")))
        scene.on("2024-04-02", act(.corrected("2024-11", entry: 3)))
        #expect(original(scene) == "2024-05")
        #expect(scene.rating("2024-04-02")?.slippage == Slippage(amount: 6, unit: .month))
        #expect(scene.rating("2024-04-02")?.moves.count == 1)
    }

    @Test("by agreeing for oneself is refused, in one's own name and in another's")
    func agreeForOneself() {
        let scene = approved()
        for refused in [
            act(.agreed("2024-12", by: "AB"), by: "AB"),
            act(.agreed("2024-12", by: "AB"), by: "SEC", for: "CD"),
        ] {
            #expect(scene.refusal(of: refused) == .agreementMustBeIndependent("AB", of: "A1"))
        }
    }

    @Test("by returning and declaring again keeps the first declaration's clock")
    func declareAgain() {
        var scene = approved()
        scene.on("2024-05-10", act(.declared()))
        scene.on("2024-06-20", act(.returned(), .declared()))
        // 43 days after 10 May.
        #expect(scene.rating("2024-06-22")?.test == .confirmationOverdue)
        // Delivered is what was declared last: late, by the original date.
        #expect(scene.rating("2024-06-22")?.slippage == Slippage(amount: 1, unit: .month))
    }

    @Test("by reopening and declaring again buys the clock with lateness")
    func reopen() {
        var scene = approved()
        scene.on("2024-05-10", act(.declared()))
        #expect(scene.rating("2024-06-30")?.test == .confirmationOverdue)
        scene.on("2024-06-30", act(.reopened("A1", 1)))
        #expect(scene.rating("2024-06-30")?.test == .overdue)
        scene.on("2024-06-30", act(.declared()))
        #expect(scene.rating("2024-06-30")?.slippage == Slippage(amount: 1, unit: .month))
    }

    @Test("by reopening keeps the moves, the original and the colour of a late move")
    func reopenMoved() {
        var scene = approved()
        scene.on("2024-06-05", act(.agreed("2024-12")))
        scene.on("2024-06-06", act(.declared()))
        scene.on("2024-06-07", act(.reopened("A1", 1)))
        #expect(scene.rating("2024-06-08")?.test == .movedWhenLate)
        #expect(scene.rating("2024-06-08")?.moves.count == 1)
    }

    @Test(
        "by closing instead of delivering counts nothing until it is approved, and nothing as delivered"
    )
    func closeInstead() {
        var scene = approved()
        scene.on("2024-06-05", act(.closed()))
        #expect(scene.rating("2024-06-05")?.test == .overdue)
        #expect(
            scene.refusal(of: act(.closureApproved("A1", by: "AB")))
                == .agreementMustBeIndependent("AB", of: "A1")
        )
        scene.on("2024-06-06", act(.closureApproved()))
        let rating = scene.rating("2024-06-06")
        #expect(rating?.result.published == .grey)
        #expect(rating?.delivery == nil)
        #expect(rating?.slippage == nil)
    }

    @Test("by moving while closed leaves it late once it is reopened")
    func moveWhileClosed() {
        var scene = approved()
        scene.on("2024-05-20", act(.closed(), .closureApproved()))
        scene.on("2024-06-05", act(.agreed("2024-12")))
        scene.on("2024-06-06", act(.reopened()))
        #expect(scene.rating("2024-06-06")?.test == .movedWhenLate)
    }

    @Test("by moving the meeting after a late move leaves it late")
    func moveTheMeeting() {
        var scene = Scene.county(due: nil)
        scene.record(
            .called("2024-05-16"),
            .milestone("A1", 2, due: "2024-05-16", meeting: "2024-05-16")
        )
        scene.on("2024-03-21", act(.approved("2024-03-21")))
        scene.on("2024-05-20", act(.agreed("2024-07", "A1/2")))  // four days late
        scene.on("2024-05-21", act(.called("2024-05-30", from: "2024-05-16")))
        #expect(scene.rating("2024-05-22", of: "A1/2")?.test == .movedWhenLate)
    }

    @Test("by dating a move before the forecast that missed leaves it late")
    func moveBeforeForecast() {
        var scene = approved()
        scene.on("2024-04-10", act(.forecast("2024-09")))
        scene.on("2024-04-12", act(.agreed("2024-09"), on: "2024-04-05"))
        #expect(scene.rating("2024-04-12")?.test == .movedWhenLate)
    }

    @Test("by recording a date of an earlier day beneath a late move leaves it late")
    func dateBeneath() {
        var scene = approved()
        scene.on("2024-06-10", act(.agreed("2024-12")))  // 3: late
        // Of an earlier day: now entry 3 replaces January 2025 and is no move.
        scene.on("2024-06-11", act(.agreed("2025-01"), on: "2024-05-20"))
        #expect(scene.rating("2024-06-12")?.moves.map(\.stamp.seq) == [4])
        #expect(scene.rating("2024-06-12")?.test == .movedWhenLate)
    }

    @Test("by a forecast taken back before the move, but said afterwards, leaves it late")
    func forecastTakenBack() {
        var scene = approved()
        scene.on("2024-04-10", act(.forecast("2024-09")))
        scene.on("2024-04-12", act(.agreed("2024-09")))
        scene.on("2024-04-13", act(.forecast("2024-05"), on: "2024-04-11"))
        #expect(scene.rating("2024-04-13")?.test == .movedWhenLate)
    }

    @Test("by declaring a better rating than the dates give is shown, and does not count")
    func declareBetter() {
        var scene = approved()
        scene.on("2024-06-05", act(.rated(.green)))
        let result = scene.rating("2024-06-05")?.result
        #expect(result?.published == .red)
        #expect(result?.declared == .green)
        #expect(result?.computed == .red)
    }

    @Test("by dating a delivery back says when it was recorded")
    func backdatedDelivery() {
        var scene = approved()
        scene.on("2024-06-10", act(.declared(), on: "2024-05-31"))
        let rating = scene.rating("2024-06-10")
        #expect(rating?.slippage == Slippage(amount: 0, unit: .month))
        // Nobody knew of it before: as known then, it was overdue.
        #expect(scene.rating("2024-06-09", known: 2)?.test == .overdue)
        #expect(rating?.delivery?.declared.at.day == "2024-06-10")
    }
}
