// The demonstration: Moorlandshire in 2025, up to the papers for the meeting of 26 June.

import Ledger

extension Story {
    // MARK: January and February 2025

    mutating func winter2025() {
        on("2025-01-09")
        by("JQ", because: "No list of who was trained.", .returned("A1.ii"))
        by("SDB", .note("A3", "Weekend teams are at work on six wards."))
        on("2025-01-15")
        by("TW", on: "2025-01-14", .delivered("A1/2"))
        by(
            "TW",
            .evidence("A1/2", "Count of wards in use", at: Story.shelf("a1-wards"), line: .first)
        )
        by("FOS", .note("E2", "A hundred and forty weeks. Homes are full until May."))
        on("2025-01-30")
        by("RMG", .delivered("C4/1"))
        by(
            "RMG",
            .evidence("C4/1", "Posts, filled and empty", at: Story.shelf("c4-posts"), line: .first)
        )
        by("IT", .note("F2", "The borough asks for a bat survey. It can be done only in summer."))
        on("2025-02-06")
        by(
            "TW",
            .delivered("A1.ii"),
            .evidence("A1.ii/1", "Who was trained", at: Story.shelf("a1ii-list"))
        )
        on("2025-02-11")
        by("NOD", because: "Snow; the roads over the moor are shut.", .cancelled("2025-02-13"))
        by("NOD", .meeting("2025-03-20", "Care Board, Eskerby", papers: "2025-03-11"))
        on("2025-02-20")
        by("CT", .accountable("B1.i", "ZFF"), .responsible("B1.i", "CT"))
        by("CT", .note("B1.i", "Twenty-six of forty; the new pay helps."))
        by("ANB", .note("D1.i", "A trial ward reads the shared record."))
        by("ANB", .note("D1.ii", "Waits for the hospitals."))
        by("IT", because: "The owner has sold us the mill.", .riskOver("R1"))
        by("MP", .risk("R2", about: "D", "The supplier stops trading"))
        by("MP", .risk("R3", about: "B1", "Helpers leave as fast as they come"))
        by("MP", .mitigated("R3", "Each has a mentor.\nEach is asked why, when they go."))
    }

    // MARK: March and April 2025

    mutating func spring2025() {
        march2025()
        meetingOfMarch2025()
        april2025()
    }

    private mutating func march2025() {
        on("2025-03-05")
        by("CLV", .confirmed("A1/2", line: .third))
        by(
            "CLV",
            .evidence("A1/2", "Audit of twelve wards", at: Story.shelf("a1-audit"), line: .third)
        )
        by("FOS", because: "Homes are full until May.", .requested("E2/1", "2025-05-31"))
        by(
            "ZFF",
            because: "One list and one visit will do for both.",
            .closed("E3", .superseded, to: "E1")
        )
        on("2025-03-10")
        by("ZFF", .note("B1", "Five districts of seven."))
        by(
            "RMG",
            because: "The homes’ lawyers want April.",
            .requested("F3/1", "2025-05-31"),
            .note("F3", "Nine of eleven homes have agreed the wording.")
        )
        by("NOD", .word("2025-03-20", .purpose, "Decision"))
    }

    private mutating func meetingOfMarch2025() {
        on("2025-03-20")
        by(
            "NOD",
            because: "The board accepts the reason and will accept no other.",
            .agreed("F3/1", "2025-05-31", by: "MCB", meeting: "2025-03-20")
        )
        by(
            "NOD",
            because: "Helpers are coming, slowly.",
            .agreed("B1/2", "2025-09", by: "MCB", meeting: "2025-03-20")
        )
        let restWeeks = by(
            "NOD",
            because: "Homes are full until May.",
            .agreed("E2/1", "2025-04-30", by: "MCB", meeting: "2025-03-20")
        )
        by("NOD", .closureApproved("C1.i", by: "MCB", meeting: "2025-03-20"))
        by("NOD", .closureApproved("E3", by: "MCB", meeting: "2025-03-20"))
        on("2025-03-24")
        by(
            "NOD",
            because: "The draft minute said April; the board had resolved May.",
            .corrected("E2/1", "2025-05-31", entry: restWeeks, by: "MCB")
        )
        by("NOD", .minute("2025-03-20", "RESOLVED as the officers recommend.", restWeeks))
        by("NOD", .assurance("A", "high", "2025-03-20"), .assurance("B", "limited", "2025-03-20"))
        by("NOD", .meeting("2025-09-18", "Care Board, Hathersby", papers: "2025-09-09"))
        by("NOD", .milestone("B4/2", "2025-06-26", "a way to know", meeting: "2025-06-26"))
    }

    private mutating func april2025() {
        on("2025-04-03")
        by("MP", .action("A5", under: "A", "Ask each person a week later how it went"))
        by("MP", .accountable("A5", "SDB"), .responsible("A5", "MP"))
        by("MP", .milestone("A5/1", "2025-11", "the first hundred answers"))
        by("NOD", .approved(at: "2025-03-20", by: "MCB"))
        on("2025-04-10")
        by("RMG", .delivered("F1/2"))
        by("RMG", .evidence("F1/2", "Agreement for 2025-26", at: Story.shelf("f1-second-year")))
        by("CLV", .confirmed("D3/1", line: .third))
        on("2025-04-15")
        by(
            "JQ",
            because: "At weekends nobody answers; a desk that is shut on Sunday is not open.",
            .reopened("A2/1")
        )
        by("SDB", .rated("A2", .green), .forecast("A2/1", "2025-08"))
        by("SDB", .note("A2", "Sunday hours are being advertised."))
        by(
            "ANB",
            because: "March has gone; the supplier asks for August.",
            .requested("D1.i/1", "2025-08")
        )
        by("MP", .reading("M1", "58"), .reading("M2", "1340"), .reading("M3", "91.4"))
        on("2025-04-24")
        by("CLV", .confirmed("F1/2", line: .third))
        by("SDB", .note("B2", "Sitters in six districts of seven."))
        by("SDB", .note("B3", "Within two hours in five districts."))
        by("SDB", .note("A5", "Questions tried on twelve people."))
    }

    // MARK: May and June 2025

    mutating func summer2025() {
        may2025()
        june2025()
        pendingInJune2025()
        papersOfJune2025()
    }

    private mutating func may2025() {
        on("2025-05-01")
        by(
            "GPF",
            because: "The chair agreed between meetings; the supplier has paid a penalty.",
            .agreed("D1.i/1", "2025-08", by: "GPF")
        )
        by("ANB", .note("D1.i", "Three wards of twelve read the shared record."))
        by("ANB", .forecast("D1.i/1", "2025-09"))
        by("ANB", .note("D1.ii", "Two surgeries will go first."))
        on("2025-05-08")
        by("CT", .note("C1", "Second edition: four employers of five have sent figures."))
        by("CT", .forecast("C1/2", "2025-07-14"))
        by("CT", .note("C2", "The fifth day is on 27 June, at Wexmoor."))
        on("2025-05-15")
        by("ZFF", .note("B1", "Six districts of seven."))
        by("ZFF", .forecast("B1/2", "2025-10"))
        by("FOS", .asked("E2", 1, "Could the hospital's old nurses' home take guests?"))
        by("FOS", because: "Homes are still full.", .rated("E2", .red))
        by("ZFF", for: "FOS", .note("E2", "A hundred and seventy of two hundred weeks."))
        on("2025-05-28")
        by("RMG", .note("F3", "All eleven homes agree; nine have signed."))
        by("IT", .note("F2", "Bat survey begun. Half the homes will be a year late."))
        by("IT", .asked("F2", 1, "Would the board write to the borough’s leader?"))
        by("GPF", .answered("F2", 1, "Written on 27 May."))
        by("IT", .forecast("F2/1", "2027"))
        by("IT", .meeting("2025-07-08", "Cabinet, on the mill", of: "Hathersby Borough Cabinet"))
        by("SDB", .note("A3", "Weekend teams are at work on nine wards."))
    }

    private mutating func june2025() {
        on("2025-06-05")
        by("RMG", on: "2025-05-30", .delivered("F3/1"))
        by(
            "RMG",
            .evidence("F3/1", "Eleven contracts", at: Story.shelf("f3-contracts"), exempt: true)
        )
        by(
            "SDB",
            .note("B2", "The seventh district has no sitters and no applicant.", line: .first)
        )
        by("JQ", .note("A2", "Rang on three Sundays; one was answered.", line: .second))
        by("SDB", .note("A5", "Forty answers; “nobody told my daughter” is the commonest."))
        by(
            "ZFF",
            .note("B4", "The falls plan still has no date.\nWe shall propose one of our own.")
        )
        by("MP", on: "2025-04", .note("F2", "A neighbour has asked for a judge's review."))
        on("2025-06-10")
        by("MP", .reading("M1", "47"), .reading("M2", "1398"), .reading("M3", "90.8"))
        by("MP", .mitigated("R2", "The code is lodged with a third party."))
        by("ANB", .note("D1", "A fifth of staff can read the record."))
        by(
            "ANB",
            .evidence(
                "D1/1",
                "Screens, with names hidden",
                at: Story.shelf("d1-screens"),
                exempt: true
            )
        )
    }

    private mutating func pendingInJune2025() {
        on("2025-06-12")
        by(
            "ZFF",
            because: "Thirty-three of forty; six more are promised.",
            .requested("B1.i/1", "2025-11")
        )
        by("SDB", because: "Sunday hours need a new rota.", .requested("A2/1", "2025-10"))
        by("CT", because: "Leavers are asked in C1 now.", .closed("C3", .withdrawn))
        by("RMG", because: "The site goes with the mill.", .closed("F4", .transferred, to: "IT"))
        by("MP", .note("B1.i", "Thirty-three of forty helpers."))
        by("MP", because: "The seventh district is in doubt.", .rated("B2", .amber))
    }

    private mutating func papersOfJune2025() {
        on("2025-06-16")
        for (letter, level) in [
            ("A", "high"), ("B", "limited"), ("C", "limited"), ("D", "none"), ("E", "moderate"),
            ("F", "high"),
        ] {
            by("NOD", .assurance(letter, level, "2025-06-26"))
        }
        let words: [(PaperPart, String)] = [
            (.item, "7"), (.reportOf, "Director of adult care"),
            (.contact, "Marged Prŷs, programme officer"), (.purpose, "Decision"),
            (.offered, "Moderate"), (.considered, "Discharge Group, 10 June 2025"),
            (.summary, "Fewer people wait in hospital than ever. The shared record is late."),
            (.financial, "The sale of the laundry is no longer counted on."),
            (.legal, "None."), (.equality, "Carers’ rest reaches few men; see E2."),
            (.sustainability, "None."),
            (.engagement, "Carers of the Moor and 1,204 people answered in D2."),
            (.exempt, "Contracts of F3: paragraph 3, business affairs."),
        ]
        on("2025-06-17")
        for (part, text) in words { by("NOD", .word("2025-06-26", part, text)) }
        by("NOD", .minute("2025-03-20", "CORRECTED: for “recommend” read “recommended”."))
    }
}
