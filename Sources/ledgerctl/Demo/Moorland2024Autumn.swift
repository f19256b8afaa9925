// The demonstration: Moorlandshire in the autumn of 2024, with two meetings of its board.

import Ledger

extension Story {
    mutating func autumn2024() {
        september2024()
        meetingOfSeptember2024()
        october2024()
        november2024()
        meetingOfDecember2024()
        december2024()
    }

    private mutating func september2024() {
        on("2024-09-02")
        by("RMG", .note("F4", "Two offers for the laundry, both below the valuer’s price."))
        by("ZFF", .note("E3", "Nine in ten are visited within four weeks; the tenth waits ten."))
        by("JQ", .confirmed("E1/1", line: .second))
        on("2024-09-05")
        by(
            "NOD",
            .word(
                "2024-09-12",
                .summary,
                "Six promises are kept. Hiring is what holds the others back."
            )
        )
    }

    private mutating func meetingOfSeptember2024() {
        on("2024-09-12")
        let moved = by(
            "NOD",
            because: "Training once, when the new wards are open, is cheaper and better.",
            .agreed("A1/2", "2024-12", by: "MCB", meeting: "2024-09-12")
        )
        let refused = by(
            "NOD",
            because: "The board wishes to see the pay question answered first.",
            .refused("B1.i/1", by: "MCB", meeting: "2024-09-12")
        )
        by(
            "NOD",
            .policy(
                "rating-2",
                by: "MCB",
                meeting: "2024-09-12",
                [.toleranceDays: 21, .quietDays: 35, .staleDays: 63],
                levels: "none",
                "limited",
                "moderate",
                "high"
            )
        )
        by(
            "NOD",
            .minute(
                "2024-09-12",
                "RESOLVED that A1 be moved, B1.i not, and the rules of rating be those of rating-2.",
                moved,
                refused
            )
        )
        by(
            "NOD",
            .assurance("A", "moderate", "2024-09-12"),
            .assurance("E", "limited", "2024-09-12")
        )
    }

    private mutating func october2024() {
        on("2024-10-03")
        by("SDB", .delivered("B3/1"))
        by("SDB", .evidence("B3/1", "Calls and arrivals, September", at: Story.shelf("b3-calls")))
        by("GPF", .answered("B1.i", 1, "Yes, from January; the board has found the money."))
        on("2024-10-10")
        by("NOD", .person("CT", "Chloë Tregenza", "Head of workforce", "Tarnbeck Hospitals"))
        by("NOD", because: "Priya Ramanathan has moved abroad.", .left("PR"))
        by("NOD", .accountable("C1", "CT"), .accountable("C1.i", "CT"), .responsible("C1.i", "CT"))
        by("NOD", .body("WG", "Workforce Group", "CT", "RMG"))
        on("2024-10-17")
        by(
            "ANB",
            because: "The supplier is late.",
            .forecast("D1.i/1", "2025-01"),
            .rated("D1.i", .red)
        )
        by("ANB", .note("D1.i", "Nothing to show yet. We have written to the supplier."))
        by("TW", .note("A1", "In use on eight wards."))
        by("JQ", .confirmed("B3/1", line: .second))
        on("2024-10-24")
        by("FOS", .note("E2", "Eighty-two weeks of rest given."))
        by("IT", .note("F2", "Plans for the mill are with the borough."))
        by("IT", because: "Planning takes longer than building.", .rated("F2", .amber))
        by("MP", .reading("M1", "84"), .reading("M3", "90.1"))
    }

    private mutating func november2024() {
        on("2024-11-04")
        by(
            "NOD",
            .meeting(
                "2024-12-05",
                "Care Board, Tarnbeck",
                papers: "2024-11-26",
                movedFrom: "2024-11-21"
            )
        )
        on("2024-11-11")
        by(
            "SDB",
            on: "2024-10-31",
            because: "The desk opened on the last day of the month.",
            .delivered("A2/1")
        )
        by(
            "SDB",
            .evidence("A2/1", "The desk’s first week", at: Story.shelf("a2-week"), line: .first)
        )
        by("SDB", .note("B2", "Sitters in four districts of seven."))
        on("2024-11-14")
        by("ZFF", .note("B1", "Three districts; the other four wait for helpers."))
        by("ZFF", .forecast("B1/2", "2025-04"))
        by("ZFF", for: "CT", .note("B1.i", "Nineteen of forty.", line: .first))
        by("CT", .note("C1.i", "The treasurers should settle this; it is money, not people."))
        by("RMG", .note("F1", "The second year is agreed in principle."))
        on("2024-11-25")
        by("ANB", .note("D2", "Answers counted: 1,204 people; nine in ten agree."))
        by(
            "ANB",
            because: "The supplier has put it in writing: March.",
            .requested("D1.i/1", "2025-03")
        )
        by("NOD", .word("2024-12-05", .lateness, "The paper waited for the answers of D2."))
    }

    private mutating func meetingOfDecember2024() {
        on("2024-12-02")
        by("ANB", .delivered("D2/1"))
        by(
            "ANB",
            .evidence("D2/1", "What people said", at: Story.shelf("d2-answers"), line: .first)
        )
        on("2024-12-05")
        by(
            "NOD",
            because: "The supplier has promised March in writing.",
            .agreed("D1.i/1", "2025-03", by: "MCB", meeting: "2024-12-05")
        )
        by(
            "NOD",
            because: "Four districts cannot begin before there are helpers.",
            .agreed("B1/2", "2025-06", by: "MCB", meeting: "2024-12-05")
        )
        let transfer = by(
            "CT",
            because: "Pay is for the treasurers to settle.",
            .closed("C1.i", .transferred, to: "RMG")
        )
        by(
            "NOD",
            .minute(
                "2024-12-05",
                "The board will decide on C1.i when Mr Mac Giolla has replied.",
                transfer
            )
        )
        by("NOD", .assurance("D", "none", "2024-12-05"), .assurance("C", "limited", "2024-12-05"))
    }

    private mutating func december2024() {
        on("2024-12-12")
        by("JQ", .confirmed("D2/1", line: .second))
        by("JQ", .confirmed("A2/1", line: .second))
        by("RMG", on: "2024-10", .note("F4", "The better bidder withdrew."))
        on("2024-12-19")
        by("TW", .delivered("A1.ii"))
        by("TW", .note("A1", "In use on eleven wards; the twelfth is the new one."))
        by("MP", .reading("M1", "79"), .reading("M3", "91.0"))
    }
}
