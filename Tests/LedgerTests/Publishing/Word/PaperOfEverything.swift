// A paper with every block, span and drawing, and with words that formats stumble over.

@testable import Ledger

/// The paper that tests of formats render.
enum PaperOfEverything {
    /// Words with everything that XML escapes, and a line feed.
    static let awkward = "Fish & chips <b>\"free\"</b> ]]> 'it's'\nsecond line\u{A0}& end"
    /// English around Hebrew, with a space and a number in between.
    static let mixed = "The clinic \u{5DE}\u{5E8}\u{5E4}\u{5D0}\u{5D4} 12 opened"
    /// Arabic alone.
    static let arabic = "\u{645}\u{631}\u{643}\u{632} \u{635}\u{62D}\u{64A}"

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year: year, month: month, day: day) ?? Day(number: 0)
    }

    static let exceptions = Document.Table(
        id: "exceptions",
        caption: "Table 1. Exceptions",
        columns: [
            .init("Milestone", namesRow: true), .init("What"), .init("Rating"),
            .init("Moves", isNumber: true),
        ],
        rows: [
            [
                "A1/1",
                .init([
                    [.plain("Carers know whom to call & where.")],
                    [.plain("See "), .link("the minutes", url: "https://example.org/a b?x=1&y=2")],
                ]),
                .init([[.rating(.red)]]), .init(2),
            ],
            ["A1/2", "", .init([[.rating(.amber)]]), .init(10)],
        ],
        total: ["2 milestones", "", "", .init(12)],
        note: "and 12 more, appendix C"
    )

    static func figure(_ number: Int, _ drawing: Document.Drawing) -> Document.Block {
        .figure(
            .init(
                id: "figure-\(number)",
                caption: "Figure \(number). A drawing",
                alternative: "Alternative \(number) & \"more\"",
                drawing: drawing,
                sameAs: [.link("The same as a table", url: "#figure-\(number)-table")]
            )
        )
    }

    static let bars: [Document.Bar] = (0..<15).map { index in
        .init(
            String(Character(Unicode.Scalar(UInt8(65 + index)))),
            [.red: index % 5, .amber: index % 3, .grey: index % 2, .green: 3, .blue: index / 4]
        )
    }

    static let months = ["2018", "2019"].flatMap { year in
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ].map { "\($0) \(year)" }
    }

    static let series: [Document.Series] = [
        .init("Original plan", (1...24).map { min($0 * 4, 60) }),
        .init("Current plan", (1...24).map { min($0 * 3, 60) }),
        .init("Delivered", (1...10).map { $0 / 2 }),
        .init("Confirmed", [0]),
    ]

    static let slips: [Document.SlipLine] = [
        .init(
            "A4/2",
            points: [
                .init(set: day(2018, 3, 22), due: day(2018, 5, 31), words: "May 2018"),
                .init(set: day(2018, 6, 14), due: day(2018, 9, 30), words: "September 2018"),
                .init(set: day(2018, 10, 1), due: day(2018, 12, 31), words: "December 2018"),
            ]
        ),
        .init(
            "B1/1",
            points: [
                .init(set: day(2018, 3, 22), due: day(2018, 7, 31), words: "July 2018"),
                .init(set: day(2018, 7, 5), due: day(2018, 8, 31), words: "August 2018"),
            ],
            delivered: day(2018, 9, 3)
        ),
        .init(
            "C2/1",
            points: [
                .init(set: day(2018, 3, 22), due: day(2018, 6, 30), words: "June 2018"),
                .init(set: day(2018, 10, 1), due: day(2018, 12, 31), words: "December 2018"),
            ]
        ),
    ]

    /// The words of the cover and the opening.
    private static let opening: [Document.Block] = [
        .heading(level: 1, id: "title", "Report to the board & its <officers>"),
        .terms([
            .init("Report of", [.plain("The Director of Strategy")]),
            .init("Assurance offered", [.strong("limited"), .plain(", a lead's word only")]),
        ]),
        .heading(level: 2, id: "recommendation", "1. Recommendation"),
        .paragraph([
            .plain("The Board is "), .strong("RECOMMENDED"), .plain(" to note "),
            .link("Table 1", url: "#exceptions"), .plain(", head "), .code("3f9a0c"),
            .plain(", rated "), .rating(.red), .plain(" "), .rating(.amber), .plain(" "),
            .rating(.grey), .plain(" "), .rating(.green), .plain(" "), .rating(.blue),
            .plain("."),
        ]),
        .list([[.plain("the first of them")], [.strong("the second")]], isNumbered: true),
        .list([[.plain("in no order")], [.plain("at all")]], isNumbered: false),
        .list([[.plain("counted from one again")]], isNumbered: true),
        .heading(level: 3, id: "words", "Words"),
        .paragraph([.plain(awkward)]),
        .paragraph([.plain(mixed)]),
        .paragraph([.plain(arabic)]),
        .heading(level: 4, id: "tables", "Tables"),
    ]

    /// The paper.
    static let document = Document(
        title: "Report to the board & its <officers>",
        blocks: opening + [
            .table(exceptions),
            .table(.init(id: "none", caption: "Table 2. None", columns: [.init("A")], rows: [])),
            figure(1, .stackedBars(bars)),
            figure(2, .curves(months: months, series: series)),
            figure(3, .slips(slips)),
            .pageBreak,
            .heading(level: 2, id: "appendix-a", "Appendix A"),
            .paragraph([.link("The source", url: "https://example.org/a b?x=1&y=2")]),
            .table(
                .init(
                    id: "long",
                    caption: "Table 3. A long table",
                    columns: [.init("Number", isNumber: true), .init("Words")],
                    rows: (1...80).map {
                        [.init($0), .init("Line \($0) of a table that runs over")]
                    }
                )
            ),
        ]
    )
}
