// The demonstration: Moorlandshire from the approval in February to the end of summer 2024.

import Ledger

extension Story {
    // MARK: February and March 2024: the plan is approved, and work begins

    mutating func winter2024() {
        on("2024-02-22")
        let approval = by("NOD", .approved(at: "2024-02-22", by: "MCB"))
        by(
            "NOD",
            .minute(
                "2024-02-22",
                "RESOLVED that the plan be approved, and that progress be reported to each meeting.",
                approval
            )
        )
        on("2024-03-06")
        by("SDB", .note("A1.i", "First draft tried on two wards at Tarnbeck.", byWhen: "2024-04"))
        by("TW", .note("A1", "All twelve wards have named somebody to work on it."))
        by("PR", .note("C1", "Figures are in from three of the five employers."))
        on("2024-03-12")
        by("FOS", .note("E1", "Six hundred names. The surgeries could do more."))
        by("RMG", .note("F1", "Both treasurers have signed; the first payment is on 1 April."))
        by("ANB", .note("D3", "Fourteen machines are left: nine in surgeries, five on wards."))
        on("2024-03-20")
        firstFigures()
        by("MP", .meeting("2025-02-13", "Care Board, Eskerby", papers: "2025-02-04"))
    }

    private mutating func firstFigures() {
        by(
            "IT",
            .risk("R1", about: "F2", "The price of building land rises faster than the grant")
        )
        by("IT", .note("F2", "Three sites looked at. \"The mill\" is the best of them."))
        by(
            "MP",
            for: "SDB",
            .measure(
                "M1",
                about: "A",
                "People in hospital who could be elsewhere",
                in: "people",
                .down,
                to: "40",
                by: "2025-03"
            ),
            .reading("M1", "118")
        )
        by(
            "MP",
            .measure("M2", about: "E1", "Carers on the register", in: "carers", .up, to: "1000"),
            .reading("M2", "604")
        )
        by(
            "MP",
            .measure("M3", about: "C", "Posts filled", in: "per cent", .up, to: "95.0", by: "2025"),
            .reading("M3", "88.5")
        )
    }

    // MARK: April and May 2024: the first deliveries

    mutating func spring2024() {
        april2024()
        may2024()
        meetingOfMay2024()
    }

    private mutating func april2024() {
        on("2024-04-02")
        by("RMG", on: "2024-04-01", .delivered("F1/1"))
        by(
            "RMG",
            .evidence("F1/1", "The agreement, signed", at: Story.shelf("f1-agreement"))
        )
        on("2024-04-11")
        by("SDB", .note("B1", "Helpers start in Hathersby and Ollerbeck in June."))
        by("SDB", .note("B3", "A car and two nurses are on call in Hathersby at night."))
        by("CLV", .confirmed("F1/1", line: .third))
        on("2024-04-26")
        by("SDB", .delivered("A1.i"))
        by(
            "SDB",
            .evidence(
                "A1.i/1",
                "The checklist, two sides",
                at: Story.shelf("a1i-checklist"),
                line: .first
            )
        )
        by("ANB", .note("D1.i", "The hospitals’ supplier offers October, “if all goes well”."))
        let misplaced = by("MP", .note("A4", "Two weekend teams are at work."))
        by("MP", because: "That is about A3, not A4.", .struck(misplaced))
        by("MP", .note("A3", "Two weekend teams are at work."))
    }

    private mutating func may2024() {
        on("2024-05-02")
        by(
            "SDB",
            because: "The tender had to be run again; nobody bid for the nights.",
            .forecast("A2/1", "2024-09-30"),
            .note("A2", "No bidder for the nights. A second tender is out.", byWhen: "2024-05-31"),
            .rated("A2", .amber)
        )
        by("JQ", .confirmed("A1.i", line: .second))
        on("2024-05-07")
        by("ZFF", .note("F3", "Homes want three years; we have offered two and one."))
        by("ZFF", .note("E2", "Forty weeks of rest are booked with two homes at Wexmoor."))
        by("PR", .note("C2", "First day held: 61 people from all five employers."))
        by("PR", .note("C1", "All five employers’ figures are in."))
        on("2024-05-13")
        by(
            "NOD",
            .word("2024-05-23", .reportOf, "Director of adult care"),
            .word("2024-05-23", .contact, "Marged Prŷs, programme officer"),
            .word("2024-05-23", .purpose, "Discussion")
        )
        on("2024-05-20")
        by("TW", .delivered("A1/1"))
    }

    private mutating func meetingOfMay2024() {
        on("2024-05-23")
        by(
            "NOD",
            .assurance("A", "limited", "2024-05-23"),
            .assurance("F", "substantial", "2024-05-23")
        )
        let moved = by(
            "NOD",
            because: "The second tender closes in July; the desk opens with the autumn rota.",
            .agreed("A2/1", "2024-10", by: "MCB", meeting: "2024-05-23")
        )
        by(
            "NOD",
            .minute(
                "2024-05-23",
                """
                RESOLVED that
                (1) the position be noted;
                (2) the date of A2 be moved to October 2024, and no further.
                """,
                moved
            )
        )
        on("2024-05-29")
        by("NOD", .meeting("2025-06-26", "Care Board, Tarnbeck", papers: "2025-06-17"))
        by("MP", .reading("M1", "103"), .reading("M2", "811"))
    }

    // MARK: June to August 2024

    mutating func summer2024() {
        june2024()
        july2024()
        august2024()
    }

    private mutating func june2024() {
        on("2024-06-06")
        by("JQ", .confirmed("A1/1", line: .second))
        by(
            "JQ",
            .evidence("A1/1", "Review of twelve wards", at: Story.shelf("a1-review"), line: .second)
        )
        lateOn("2024-06-12")
        by("SDB", .note("B2", "Sitters found for two of the seven districts."))
        on("2024-06-19")
        by(
            "FOS",
            because: "The surgeries began to send names only in May.",
            .requested("E1/1", "2024-09"),
            .forecast("E1/1", "2024-08")
        )
        on("2024-06-24")
        let misheard = by(
            "NOD",
            because: "The chair agreed; the surgeries’ names are on their way.",
            .agreed("E1/1", "2024-09", by: "MCB")
        )
        by("PR", .delivered("C2/1"))
        by(
            "MP",
            .evidence(
                "C2/1",
                "Programme of the day, and who came",
                at: Story.shelf("c2-day-1"),
                exempt: true
            )
        )
        on("2024-06-28")
        by("PR", .delivered("C1/1"))
        by("PR", .evidence("C1/1", "Workforce plan, first edition", at: Story.shelf("c1-plan")))
        by(
            "NOD",
            because: "The chair agreed to August; September was misheard.",
            .corrected("E1/1", "2024-08", entry: misheard)
        )
    }

    private mutating func july2024() {
        on("2024-07-04")
        by("JQ", .confirmed("C1/1", line: .second))
        by("JQ", .confirmed("C2/1", line: .second))
        by("IT", .mitigated("R1", "An option is taken on the mill until March 2025."))
        on("2024-07-11")
        by("TW", .note("A1", "In use on five wards of twelve."))
        by("TW", .note("A4", "Six in ten go home before four o’clock."))
        by("ANB", .note("D2", "Four hundred answers; most say <yes>, some ‘yes, but & only if’."))
        by("ANB", .note("D1.i", "The supplier now says December."))
        on("2024-07-18")
        by("ZFF", for: "PR", .note("B1.i", "Eleven of forty helpers hired."))
        by("ZFF", for: "PR", .asked("B1.i", 1, "May helpers be paid what the hospitals pay?"))
        on("2024-07-30")
        by("SDB", .delivered("B1/1"))
        by(
            "SDB",
            .evidence("B1/1", "Rota of two districts", at: Story.shelf("b1-rota"), line: .first)
        )
        by("RMG", .note("C4", "The count is taken with the payroll of each month."))
    }

    private mutating func august2024() {
        on("2024-08-08")
        by(
            "TW",
            because: "The new wards open in November; training twice would be waste.",
            .requested("A1/2", "2024-12"),
            .rated("A1", .amber)
        )
        by("JQ", .confirmed("B1/1", line: .second))
        on("2024-08-15")
        by(
            "ZFF",
            because: "Too few people apply.",
            .requested("B1.i/1", "2025-03"),
            .rated("B1.i", .red)
        )
        by("FOS", on: "2024-08-14", .delivered("E1/1"))
        by(
            "FOS",
            .evidence("E1/1", "The register, counted", at: Story.shelf("e1-count"), line: .first)
        )
        on("2024-08-30")
        by("ANB", .delivered("D3/1"))
        by(
            "SDB",
            .note("A2", "The desk is staffed by day. دليل الرعاية في البيت is printed too.")
        )
        by("MP", .reading("M1", "97"), .reading("M2", "1012"))
    }

    /// Where the county is said to keep what it publishes.
    static func shelf(_ paper: String) -> String {
        "https://moorlandshire.invalid/home-and-well/\(paper)"
    }
}
