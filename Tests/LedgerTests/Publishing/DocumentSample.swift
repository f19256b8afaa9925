// A paper that has every kind of block, span and drawing, for every format to be tried on.

@testable import Ledger

extension Document {
    /// A paper of a board about a plan of four priorities, as long as a short real one.
    static let sample = Document(
        title: "Improvement plan: assurance report",
        blocks: cover + position + figures + exceptions + decisions + appendices
    )

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year: year, month: month, day: day) ?? Day(number: 0)
    }

    private static let cover: [Block] = [
        .heading(level: 1, id: "paper", "Improvement plan: assurance report"),
        .terms([
            Term("Board", [.plain("Health and Wellbeing Board")]),
            Term("Meeting", [.plain("15 November 2018")]),
            Term("Report of", [.plain("Director of Strategy & Performance")]),
            Term("Purpose", [.strong("For decision")]),
        ]),
        .heading(level: 2, id: "recommendation", "Recommendation"),
        .paragraph([.plain("The Board is "), .strong("recommended"), .plain(" to:")]),
        .list(
            [
                [.plain("note the position on 31 October 2018;")],
                [.plain("approve the date changes of table 4;")],
                [.plain("agree the help asked for under A4, "), .rating(.red), .plain(".")],
            ],
            isNumbered: true
        ),
        .heading(level: 2, id: "summary", "Summary"),
        .paragraph([
            .plain("Of 20 milestones "), .strong("7 are red"),
            .plain(" and 5 are confirmed by somebody independent. The definitions are those of "),
            .link("the policy in force", url: "https://example.org/policy?of=board&year=2018"),
            .plain("."),
        ]),
        .list(
            [
                [.rating(.red), .plain(" late, or forecast to be")],
                [.rating(.amber), .plain(" at risk")],
                [.rating(.grey), .plain(" not rated")],
                [.rating(.green), .plain(" on track")],
                [.rating(.blue), .plain(" delivered and confirmed")],
            ],
            isNumbered: false
        ),
    ]

    private static let ratings: [(label: String, counts: [Rating: Int])] = [
        ("A", [.red: 4, .amber: 2, .green: 1, .blue: 1]),
        ("B", [.red: 1, .amber: 1, .grey: 1, .green: 1, .blue: 1]),
        ("C", [.red: 2, .blue: 3]),
        ("D", [.amber: 1, .grey: 1]),
        ("E", [:]),
    ]

    private static let ratingColumns =
        [Column("Priority", namesRow: true)]
        + ["Red", "Amber", "Grey", "Green", "Blue"].map { Column($0, isNumber: true) }

    private static let ratingRows: [[Cell]] = ratings.map { row in
        [Cell(row.label)] + Rating.allCases.map { Cell(row.counts[$0] ?? 0) }
    }

    private static let position: [Block] = [
        .heading(level: 2, id: "position", "Position by priority"),
        .table(
            Table(
                id: "position-by-priority",
                caption: "Table 1. Position by priority",
                columns: ratingColumns,
                rows: ratingRows,
                total: ["All", "7", "4", "2", "2", "5"],
                note: "Counts are of milestones."
            )
        ),
        .figure(
            Figure(
                id: "figure-position",
                caption: "Figure 1. Position by priority",
                alternative: "A bar a priority. A has the most red milestones, 4 of 8; E has none.",
                drawing: .stackedBars(ratings.map { Bar($0.label, $0.counts) }),
                sameAs: [.link("The same as a table", url: "#figure-position-table")]
            )
        ),
    ]

    static let sampleMonths = [
        "April 2018", "May 2018", "June 2018", "July 2018", "August 2018", "September 2018",
        "October 2018", "November 2018", "December 2018", "January 2019", "February 2019",
        "March 2019",
    ]

    static let sampleSeries = [
        Series("Original plan", [1, 4, 6, 8, 9, 12, 14, 16, 18, 18, 19, 20]),
        Series("Current plan", [1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 17, 20]),
        Series("Delivered", [1, 3, 4, 5, 6, 7, 7]),
        Series("Confirmed", [0, 0, 1, 2, 3, 4, 5]),
    ]

    static let sampleSlips = [
        SlipLine(
            "A4/2",
            points: [
                .init(set: day(2018, 3, 22), due: day(2018, 5, 31), words: "May 2018"),
                .init(set: day(2018, 5, 17), due: day(2018, 7, 31), words: "July 2018"),
                .init(set: day(2018, 9, 13), due: day(2018, 12, 31), words: "December 2018"),
            ]
        ),
        SlipLine(
            "B1",
            points: [
                .init(set: day(2018, 3, 22), due: day(2018, 6, 30), words: "June 2018"),
                .init(set: day(2018, 7, 5), due: day(2018, 9, 30), words: "30 September 2018"),
            ],
            delivered: day(2018, 9, 6)
        ),
        SlipLine(
            "C1.iii",
            points: [
                .init(set: day(2018, 3, 22), due: day(2018, 12, 31), words: "December 2018"),
                .init(set: day(2018, 7, 19), due: day(2019, 3, 31), words: "2018-19 Q4"),
            ]
        ),
    ]

    private static let figures: [Block] = [
        .heading(level: 2, id: "curve", "Delivery"),
        .figure(
            Figure(
                id: "figure-delivery",
                caption: "Figure 2. Milestones due, delivered and confirmed by month",
                alternative: "Delivery keeps to the original plan until April and is 7 behind in "
                    + "October 2018.",
                drawing: .curves(months: sampleMonths, series: sampleSeries),
                sameAs: [.link("The same as a table", url: "#figure-delivery-table")]
            )
        ),
        .figure(
            Figure(
                id: "figure-slips",
                caption: "Figure 3. Dates that moved",
                alternative: "A4/2 moved twice, from May to December 2018; B1 and C1.iii once.",
                drawing: .slips(sampleSlips),
                sameAs: [.link("The same as a table", url: "#figure-slips-table")]
            )
        ),
    ]

    private static let exceptions: [Block] = [
        .heading(level: 2, id: "exceptions-section", "Exceptions"),
        .paragraph([.plain("Red first, then amber; the longest slip comes first.")]),
        .table(
            Table(
                id: "exceptions",
                caption: "Table 2. Exceptions",
                columns: [
                    Column("Milestone", namesRow: true), Column("What was promised"),
                    Column("Accountable"), Column("Responsible"), Column("Original"),
                    Column("Current"), Column("Forecast"), Column("Slippage"),
                    Column("Moves", isNumber: true), Column("Rating"), Column("Latest progress"),
                ],
                rows: (1...9).map(exception),
                note: "and 3 more, appendix B"
            )
        ),
        .heading(level: 3, id: "due-section", "Due at this meeting"),
        .table(
            Table(
                id: "due",
                caption: "Table 3. Due at this meeting",
                columns: [Column("Milestone", namesRow: true), Column("What was promised")],
                rows: []
            )
        ),
    ]

    private static func exception(_ number: Int) -> [Cell] {
        let isRed = number < 6
        return [
            Cell("A\(number)/2"),
            Cell("Draft of the winter plan agreed with providers – part \(number)"),
            "Director for Adult Services", "KT, JMW", "May 2018", "July 2018",
            Cell([[.plain("December 2018")], [.strong("later than agreed")]]), "5 months, running",
            Cell(number % 3), Cell([[.rating(isRed ? .red : .amber)]]),
            Cell(
                "Two of five providers have signed; the third asked for changes to the schedule."
                    + "\nA workshop with all of them is planned."
            ),
        ]
    }

    private static let decisions: [Block] = [
        .heading(level: 2, id: "changes", "Date changes"),
        .heading(level: 3, id: "requested", "Requested"),
        .heading(level: 4, id: "requested-a4", "A4: winter plan"),
        .paragraph([.plain("The providers’ consultation ends in November 2018.")]),
        .heading(level: 2, id: "basis", "Basis"),
        .terms([
            Term("As at", [.plain("31 October 2018")]),
            Term("Entries", [.plain("412")]),
            Term("Head", [.code(String(repeating: "9c5f07d1ab32e684", count: 4))]),
        ]),
        .paragraph([.plain("A partner signs as مركز الصحة، أكسفورد (Oxford).")]),
    ]

    private static let appendices: [Block] =
        [
            .pageBreak,
            .heading(level: 2, id: "appendix-a", "Appendix A: full plan"),
        ]
        + (1...4).flatMap { number -> [Block] in
            [
                .heading(level: 3, id: "action-A\(number)", "A\(number) Plan for the winter"),
                .terms([
                    Term("Accountable", [.plain("Director for Adult Services")]),
                    Term("Rating", [.rating(.amber), .plain(" a date was moved")]),
                ]),
                .paragraph([
                    .plain("Agree a plan for the winter with all providers of the county.")
                ]),
            ]
        }
        + [
            .pageBreak,
            .heading(level: 2, id: "appendix-b", "Appendix B: the whole tables"),
            .table(
                Table(
                    id: "all-exceptions",
                    caption: "Table B1. All milestones",
                    columns: [
                        Column("Milestone", namesRow: true), Column("Current"), Column("Rating"),
                        Column("Moves", isNumber: true),
                    ],
                    rows: (1...60).map { number in
                        [
                            Cell("A\(number)"), "July 2018",
                            Cell([[.rating(Rating.allCases[number % 5])]]), Cell(number % 4),
                        ]
                    },
                    total: ["All", "", "", "90"]
                )
            ),
        ] + figureTables.map { .table($0) }

    /// The figures as tables.
    private static let figureTables: [Table] = [
        Table(
            id: "figure-position-table",
            caption: "What figure 1 shows",
            columns: ratingColumns,
            rows: ratingRows
        ),
        Table(
            id: "figure-delivery-table",
            caption: "What figure 2 shows",
            columns: [Column("Month", namesRow: true)]
                + sampleSeries.map { Column($0.name, isNumber: true) },
            rows: sampleMonths.enumerated().map { month, name in
                [Cell(name)]
                    + sampleSeries.map { series in
                        month < series.values.count ? Cell(series.values[month]) : ""
                    }
            }
        ),
        Table(
            id: "figure-slips-table",
            caption: "What figure 3 shows",
            columns: [
                Column("Milestone", namesRow: true), Column("Set on"), Column("Set to"),
                Column("Delivered"),
            ],
            rows: sampleSlips.flatMap { line in
                line.points.map { point in
                    [
                        Cell(line.label), Cell(point.set.words), Cell(point.words),
                        Cell(line.delivered?.words ?? ""),
                    ]
                }
            }
        ),
    ]
}
