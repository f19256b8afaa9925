// The demonstration: Moorlandshire, a county that is on no map, and the plan it made.

import Ledger

// The county, its towns, its organisations and its people are invented.

extension Story {
    /// Eighteen months of Moorlandshire's plan, from January 2024 to June 2025, told so that every
    /// table of an assurance report has something to show at the meeting of 26 June 2025. `seed`
    /// decides the time of day alone.
    static func moorland(seed: Int) -> Story {
        var story = Story(chance: Chance(seed: seed))
        story.opening()
        story.promises()
        story.winter2024()
        story.spring2024()
        story.summer2024()
        story.autumn2024()
        story.winter2025()
        story.spring2025()
        story.summer2025()
        return story
    }

    // MARK: January 2024: the plan is opened

    private mutating func opening() {
        on("2024-01-08")
        by(
            "NOD",
            .opened(
                "Home and Well: the plan for Moorlandshire, 2024 to 2026",
                board: "MCB",
                place: "Moorlandshire",
                source: "Home and Well, as put to public meetings in autumn 2023"
            )
        )
        countyPeople()
        otherPeople()
        bodies()
        meetings()
        priorities()
    }

    private mutating func countyPeople() {
        let county = "Moorlandshire County Council"
        by("NOD", .person("NOD", "Niamh O’Driscoll", "Secretary to the board", county))
        by("NOD", .person("GPF", "Gareth Pennyfather", "Chief executive", county))
        by("NOD", .person("ZFF", "Zoë Ffoulkes", "Director of adult care", county))
        by("NOD", .person("RMG", "Ruairí Mac Giolla", "Director of finance", county))
        by("NOD", .person("MP", "Marged Prŷs", "Programme officer", county))
        by("NOD", .person("JQ", "Jocelyn Quillfeather", "Quality reviewer", county))
        by("NOD", .person("CLV", "Cuthbert Lisle-Vane", "Head of internal audit", county))
    }

    private mutating func otherPeople() {
        let hospitals = "Tarnbeck Hospitals"
        let community = "Eskerby Community Care"
        by("NOD", .person("TW", "Tomasz Wójcik", "Chief operating officer", hospitals))
        by("NOD", .person("PR", "Priya Ramanathan", "Head of workforce", hospitals))
        by("NOD", .person("SDB", "Siân D'Arcy-Bevan", "Medical director", community))
        by("NOD", .person("ANB", "Aoife Ní Bhriain", "Head of digital services", community))
        by(
            "NOD",
            .person("IT", "Isambard Threlfall", "Head of housing", "Hathersby Borough Council")
        )
        by("NOD", .person("FOS", "Folasade Oyelaran-Smythe", "Chair", "Carers of the Moor"))
    }

    private mutating func bodies() {
        on("2024-01-09")
        by("NOD", .body("MCB", "Moorlandshire Care Board", "GPF", "ZFF", "TW", "SDB", "FOS"))
        by("NOD", .body("DG", "Discharge Group", of: "Tarnbeck Hospitals", "TW", "SDB", "ZFF"))
        by("NOD", .body("WG", "Workforce Group", "PR", "RMG"))
    }

    private mutating func meetings() {
        by("NOD", .meeting("2024-02-22", "Care Board, Tarnbeck", papers: "2024-02-13"))
        by("NOD", .meeting("2024-05-23", "Care Board, Eskerby", papers: "2024-05-14"))
        by("NOD", .meeting("2024-09-12", "Care Board, Hathersby", papers: "2024-09-03"))
        by("NOD", .meeting("2024-11-21", "Care Board, Tarnbeck", papers: "2024-11-12"))
    }

    private mutating func priorities() {
        on("2024-01-10")
        by(
            "MP",
            .priority(
                "A",
                "Leaving hospital well",
                aim: "Nobody stays in hospital for want of somewhere to go"
            )
        )
        by("MP", .priority("B", "Care at home", aim: "Help comes to the door, day and night"))
        by("MP", .priority("C", "The people who do the work", aim: "Enough of them, and content"))
        by("MP", .priority("D", "Records that follow the person", aim: "Nobody is asked twice"))
        by("MP", .priority("E", "Unpaid carers", aim: "Those who care are cared for"))
        by("MP", .priority("F", "Homes and money", aim: "What is saved is spent on homes"))
    }
}
