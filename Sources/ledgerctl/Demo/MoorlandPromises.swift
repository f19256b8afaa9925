// The demonstration: what Moorlandshire promised, who leads it, and by when.

import Ledger

extension Story {
    mutating func promises() {
        on("2024-01-15")
        hospitalPromises()
        homePromises()
        on("2024-01-16")
        workforcePromises()
        recordPromises()
        on("2024-01-17")
        carerPromises()
        moneyPromises()
        laterWords()
    }

    /// One promise: the action, its leads and its milestones, which stand or fall together.
    private mutating func promise(
        _ action: Event,
        _ accountable: Event,
        _ responsible: Event,
        _ milestones: Event...
    ) {
        add(
            Entry.Act(
                by: Key(wellFormed: "MP"),
                events: [action, accountable, responsible] + milestones
            )
        )
    }

    private mutating func hospitalPromises() {
        promise(
            .action("A1", under: "A", "Agree one way home from hospital, the same on every ward"),
            .accountable("A1", "TW"),
            .responsible("A1", "SDB", "TW"),
            .milestone("A1/1", "2024-05", "agreed", written: "May 24"),
            .milestone("A1/2", "2024-09", "in use on every ward", written: "Sept 24")
        )
        promise(
            .action("A1.i", under: "A1", "Write the ward checklist"),
            .accountable("A1.i", "TW"),
            .responsible("A1.i", "SDB"),
            .milestone("A1.i/1", "2024-04-30", written: "30/04/24")
        )
        promise(
            .action("A1.ii", under: "A1", "Train the ward clerks in it"),
            .accountable("A1.ii", "TW"),
            .responsible("A1.ii", "DG"),
            .milestone("A1.ii/1", "2024-10/2024-12", written: "Q3")
        )
        promise(
            .action("A2", under: "A", "Open one desk that knows of every free bed"),
            .accountable("A2", "SDB"),
            .responsible("A2", "SDB"),
            .milestone("A2/1", "2024-06-28", "desk open", written: "28/06/24")
        )
        promise(
            .action("A3", under: "A", "Assess people at weekends too"),
            .accountable("A3", "TW"),
            .responsible("A3", "ZFF"),
            .milestone("A3/1", "2025-06-26", "proposal to the board"),
            .milestone("A3/2", "2025-12", "every weekend", depends: "A2")
        )
        promise(
            .action("A4", under: "A", "Bring people home in the afternoon, never at night"),
            .accountable("A4", "DG"),
            .responsible("A4", "DG"),
            .milestone("A4/1", "2025-12", written: "by Christmas 25")
        )
    }

    private mutating func homePromises() {
        promise(
            .action(
                "B1",
                under: "B",
                "Offer everybody six weeks of help to get back on their feet"
            ),
            .accountable("B1", "ZFF"),
            .responsible("B1", "SDB"),
            .milestone("B1/1", "2024-07", "two districts"),
            .milestone("B1/2", "2025-03", "the whole county")
        )
        promise(
            .action("B1.i", under: "B1", "Hire and train forty helpers"),
            .accountable("B1.i", "ZFF"),
            .responsible("B1.i", "PR"),
            .milestone("B1.i/1", "2024-10", written: "October")
        )
        promise(
            .action("B2", under: "B", "Have night sitters in every district"),
            .accountable("B2", "SDB"),
            .responsible("B2", "SDB"),
            .milestone("B2/1", "2025", written: "in 2025")
        )
        promise(
            .action("B3", under: "B", "Be at the door within two hours of a call"),
            .accountable("B3", "SDB"),
            .responsible("B3", "ZFF", "SDB"),
            .milestone("B3/1", "2024-09-12", "Hathersby"),
            .milestone("B3/2", "2025-07-04", "the whole county")
        )
        promise(
            .action("B4", under: "B", "Know who lives alone and may fall"),
            .accountable("B4", "ZFF"),
            .responsible("B4", "MP"),
            .milestone(
                "B4/1",
                nil,
                written: "in line with the falls plan",
                depends: "falls-2023:F2"
            )
        )
    }

    private mutating func workforcePromises() {
        promise(
            .action("C1", under: "C", "Make one workforce plan for all five employers"),
            .accountable("C1", "PR"),
            .responsible("C1", "WG"),
            .milestone("C1/1", "2024-06", "first edition"),
            .milestone("C1/2", "2025-06-30", "second edition")
        )
        promise(
            .action("C1.i", under: "C1", "Agree the same pay for the same work"),
            .accountable("C1.i", "PR"),
            .responsible("C1.i", "PR"),
            .milestone("C1.i/1", "2024-12")
        )
        promise(
            .action("C1.ii", under: "C1", "Offer a place to every nurse who wants to return"),
            .accountable("C1.ii", "PR"),
            .responsible("C1.ii", "PR"),
            .milestone("C1.ii/1", "2025-09")
        )
        promise(
            .action("C2", under: "C", "Hold a shared day of training each quarter"),
            .accountable("C2", "WG"),
            .responsible("C2"),
            .milestone("C2/1", "2024-04/2024-06", "the first", written: "Q1"),
            .milestone("C2/2", "2025-04/2025-06", "the fifth", written: "Q1 next year")
        )
        promise(
            .action("C3", under: "C", "Find out why people leave"),
            .accountable("C3"),
            .responsible("C3", "PR"),
            .milestone("C3/1", "2025-08")
        )
        promise(
            .action("C4", under: "C", "Publish a yearly count of posts, filled and empty"),
            .accountable("C4", "RMG"),
            .responsible("C4", "RMG"),
            .milestone("C4/1", "2025-01", "the first")
        )
    }

    private mutating func recordPromises() {
        promise(
            .action("D1", under: "D", "Have one care record that all who help a person can read"),
            .accountable("D1", "ANB"),
            .responsible("D1", "ANB")
        )
        promise(
            .action("D1.i", under: "D1", "Join the hospitals' records to it"),
            .accountable("D1.i", "TW"),
            .responsible("D1.i", "ANB"),
            .milestone("D1.i/1", "2024-10")
        )
        promise(
            .action("D1.ii", under: "D1", "Join the family doctors' records to it"),
            .accountable("D1.ii", "ANB"),
            .responsible("D1.ii", "ANB"),
            .milestone("D1.ii/1", "2025-09", depends: "D1.i")
        )
        promise(
            .action("D2", under: "D", "Ask people how their record may be used"),
            .accountable("D2", "ANB"),
            .responsible("D2", "FOS"),
            .milestone("D2/1", "2024-11-21", "answers put to the board", meeting: "2024-11-21")
        )
        promise(
            .action("D3", under: "D", "Send the last fax"),
            .accountable("D3", "ANB"),
            .responsible("D3", "ANB"),
            .milestone("D3/1", "2024-08-31")
        )
    }

    private mutating func carerPromises() {
        promise(
            .action("E1", under: "E", "Keep a register of carers"),
            .accountable("E1", "FOS"),
            .responsible("E1", "FOS"),
            .milestone("E1/1", "2024-06", "a thousand names")
        )
        promise(
            .action("E2", under: "E", "Give every carer a week's rest each year"),
            .accountable("E2", "ZFF"),
            .responsible("E2", "FOS"),
            .milestone("E2/1", "2025-03-31", "the first two hundred")
        )
        promise(
            .action("E3", under: "E", "Visit every carer within four weeks of asking"),
            .accountable("E3", "ZFF"),
            .responsible("E3", "ZFF"),
            .milestone("E3/1", "2025-03-31")
        )
    }

    private mutating func moneyPromises() {
        promise(
            .action("F1", under: "F", "Share one budget for care after hospital"),
            .accountable("F1", "RMG"),
            .responsible("F1", "RMG"),
            .milestone("F1/1", "2024-04-01", "first year"),
            .milestone("F1/2", "2025-04-01", "second year")
        )
        promise(
            .action("F2", under: "F", "Build sixty homes with care"),
            .accountable("F2", "IT"),
            .responsible("F2", "IT"),
            .milestone("F2/1", "2026", "keys handed over")
        )
        promise(
            .action("F4", under: "F", "Sell the old laundry at Ollerbeck"),
            .accountable("F4", "RMG"),
            .responsible("F4", "RMG"),
            .milestone("F4/1", "2025-01")
        )
    }

    private mutating func laterWords() {
        on("2024-01-22")
        let wrongYear = by(
            "MP",
            .action("F3", under: "F", "Let longer contracts"),
            .accountable("F3", "ZFF"),
            .responsible("F3", "RMG"),
            .milestone("F3/1", "2024-03-31", "signed", written: "end of March 25")
        )
        by("MP", .milestone("D1/1", "2025-10-31", "in use", depends: "D1.i"))
        by("MP", .link("B4", .detailIn, "falls-2023:F2", "the date stands there"))
        by("MP", .link("A2", .feeds, "A3"))
        by("MP", .link("B1.i", .sameAs, "C1.ii", inferred: true))
        by("MP", .link("C2", .reportedIn, "C", "told with the rest of the priority"))
        by("MP", .link("D1.ii", .progressAs, "D1.i", "no word of its own", inferred: true))
        on("2024-02-05")
        by(
            "MP",
            because: "The paper says 2025; the year was mistyped.",
            .corrected("F3/1", "2025-03-31", entry: wrongYear)
        )
        by(
            "MP",
            because: "“Longer contracts” did not say for whom.",
            .reworded("F3", "Let contracts of three years to care homes")
        )
    }
}
