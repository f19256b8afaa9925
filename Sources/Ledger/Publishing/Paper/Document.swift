// A paper as a document: headings, words, tables and figures, before any format.

/// A paper as a document. Every format that people read is a rendering of this and adds no words
/// of its own but those a format needs, such as "Table 1".
public struct Document: Hashable, Sendable {
    /// The title, which formats also keep as a property of the file.
    public var title: String
    /// The blocks, from the first to the last.
    public var blocks: [Block]

    /// A document of `blocks`.
    public init(title: String, blocks: [Block] = []) {
        self.title = title
        self.blocks = blocks
    }

    /// The language of all its words (BCP 47).
    public static let language = "en-GB"

    /// A part of a document.
    public enum Block: Hashable, Sendable {
        /// A heading of level 1, the title, to 4; `id` is unique and stays the same from one
        /// report to the next.
        case heading(level: Int, id: String, String)
        /// A paragraph.
        case paragraph([Span])
        /// A list; with numbers where the order matters.
        case list([[Span]], isNumbered: Bool)
        /// A list of names and what they stand for, such as the lines of a cover.
        case terms([Term])
        /// A table.
        case table(Table)
        /// A figure; a table elsewhere says the same.
        case figure(Figure)
        /// What follows begins on a new page: the appendices.
        case pageBreak
    }

    /// A run of words.
    public enum Span: Hashable, Sendable {
        /// Words as they are.
        case plain(String)
        /// Words that matter more.
        case strong(String)
        /// A digest, code or command, to be read letter by letter.
        case code(String)
        /// The word of a rating, as a tag in its colour; the word is always printed.
        case rating(Rating)
        /// Words that lead to an address.
        case link(String, url: String)
    }

    /// A name and what it stands for.
    public struct Term: Hashable, Sendable {
        /// The name: "Report of".
        public let name: String
        /// What it stands for.
        public let words: [Span]

        /// `words` under `name`.
        public init(_ name: String, _ words: [Span]) {
            self.name = name
            self.words = words
        }
    }

    /// A table.
    public struct Table: Hashable, Sendable {
        /// A name for files and links, unique in the document: "exceptions".
        public let id: String
        /// What stands above it, with its number: "Table 2. Exceptions".
        public let caption: String
        /// Its columns.
        public let columns: [Column]
        /// Its rows, each with as many cells as there are columns; none is said in words.
        public let rows: [[Cell]]
        /// The last row, where it is a total.
        public let total: [Cell]?
        /// What stands below it: "and 12 more, appendix C".
        public let note: String?

        /// A table with all its parts.
        public init(
            id: String,
            caption: String,
            columns: [Column],
            rows: [[Cell]],
            total: [Cell]? = nil,
            note: String? = nil
        ) {
            self.id = id
            self.caption = caption
            self.columns = columns
            self.rows = rows
            self.total = total
            self.note = note
        }
    }

    /// A column of a table.
    public struct Column: Hashable, Sendable {
        /// What stands above it.
        public let heading: String
        /// Whether its cells are numbers, aligned to the right.
        public let isNumber: Bool
        /// Whether its cells name their rows.
        public let namesRow: Bool

        /// A column under `heading`.
        public init(_ heading: String, isNumber: Bool = false, namesRow: Bool = false) {
            self.heading = heading
            self.isNumber = isNumber
            self.namesRow = namesRow
        }
    }

    /// A cell of a table: words, which may run over several paragraphs.
    public struct Cell: Hashable, Sendable, ExpressibleByStringLiteral {
        /// The paragraphs, each a run of spans; none is an empty cell.
        public let paragraphs: [[Span]]

        /// A cell of these paragraphs.
        public init(_ paragraphs: [[Span]]) {
            self.paragraphs = paragraphs
        }

        /// A cell of plain words, a paragraph a line; empty words are an empty cell.
        public init(_ words: String) {
            paragraphs = words.split(separator: "\n").map { [.plain(String($0))] }
        }

        /// A cell of a number.
        public init(_ number: Int) {
            self.init(String(number))
        }

        /// A cell of plain words.
        public init(stringLiteral words: String) {
            self.init(words)
        }

        /// The words alone, a paragraph a line: what CSV holds.
        public var text: String {
            paragraphs.map { $0.map(\.text).joined() }.joined(separator: "\n")
        }
    }

    /// A drawing, and where a table of equal content stands for whoever does not see it.
    public struct Figure: Hashable, Sendable {
        /// A name for links, unique in the document: "figure-position".
        public let id: String
        /// What stands below it, with its number: "Figure 1. Position by priority".
        public let caption: String
        /// What it shows, in a sentence or two, for whoever does not see it.
        public let alternative: String
        /// What is drawn.
        public let drawing: Drawing
        /// Where the same stands as a table, with a link to it.
        public let sameAs: [Span]

        /// A figure with all its parts.
        public init(
            id: String,
            caption: String,
            alternative: String,
            drawing: Drawing,
            sameAs: [Span]
        ) {
            self.id = id
            self.caption = caption
            self.alternative = alternative
            self.drawing = drawing
            self.sameAs = sameAs
        }
    }

    /// What a figure draws. Amounts are whole numbers of milestones, but for the readings of a
    /// measure.
    public enum Drawing: Hashable, Sendable {
        /// A bar a label, of segments by rating, worst first, with words on the segments.
        case stackedBars([Bar])
        /// Lines over months, the same number of values each; a series that is not known to the
        /// end is shorter.
        case curves(months: [String], series: [Series])
        /// The milestone slip chart: when a date was agreed or recorded runs down, the date it was
        /// put at runs across; a line straight down is a date that held.
        case slips([SlipLine])
        /// What a measure was read at over time: days run across by their number, so that unequal
        /// intervals look unequal.
        case readings(Readings)
    }

    /// A bar of a stacked bar chart.
    public struct Bar: Hashable, Sendable {
        /// What the bar is for: "A".
        public let label: String
        /// How many there are of each rating; ratings with none are left out.
        public let counts: [Rating: Int]

        /// A bar for `label`.
        public init(_ label: String, _ counts: [Rating: Int]) {
            self.label = label
            self.counts = counts
        }
    }

    /// A line over months.
    public struct Series: Hashable, Sendable {
        /// What the line is: "Original plan".
        public let name: String
        /// The value at the end of each month.
        public let values: [Int]

        /// The line `name`.
        public init(_ name: String, _ values: [Int]) {
            self.name = name
            self.values = values
        }
    }

    /// One milestone of a slip chart.
    public struct SlipLine: Hashable, Sendable {
        /// The milestone: "A4/2".
        public let label: String
        /// The dates it was put at, in order: the day each was set, and the end of each date.
        public let points: [Point]
        /// The day it was delivered, where it was.
        public let delivered: Day?

        /// A date that was set.
        public struct Point: Hashable, Sendable {
            /// The day it was set.
            public let set: Day
            /// The last day of the date.
            public let due: Day
            /// The date in its own precision: "May 2018".
            public let words: String

            /// A date set on the day `set`.
            public init(set: Day, due: Day, words: String) {
                self.set = set
                self.due = due
                self.words = words
            }
        }

        /// The line of `label`.
        public init(_ label: String, points: [Point], delivered: Day? = nil) {
            self.label = label
            self.points = points
            self.delivered = delivered
        }
    }
}

extension Document {
    /// The readings of a measure, as a figure draws them.
    public struct Readings: Hashable, Sendable {
        /// The unit of the values: "per cent"; empty where none is stated.
        public let unit: String
        /// The readings, in the order of their days.
        public let points: [Point]
        /// The value aimed at.
        public let target: Quantity?

        /// A reading.
        public struct Point: Hashable, Sendable {
            /// The day it counts from.
            public let day: Day
            /// What was measured.
            public let value: Quantity

            /// A reading of a day.
            public init(day: Day, value: Quantity) {
                self.day = day
                self.value = value
            }
        }

        /// Readings in a unit, and the value aimed at.
        public init(unit: String, points: [Point], target: Quantity? = nil) {
            self.unit = unit
            self.points = points
            self.target = target
        }
    }
}

extension Document.Span {
    /// The words alone.
    public var text: String {
        switch self {
        case .plain(let words), .strong(let words), .code(let words), .link(let words, _): words
        case .rating(let rating): rating.rawValue
        }
    }
}
