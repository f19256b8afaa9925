// A table as CSV: its columns, each with what it holds and where a row has it, and its records.

/// What stands in a column, for whoever reads it by program.
enum CSVType {
    /// Words, or a word of a fixed list.
    case text
    /// A whole number.
    case integer
    /// A number as it was written, which may have a point: `-3.50`.
    case decimal
    /// `true` or `false`.
    case boolean
    /// A day: `2018-11-15`.
    case day
    /// A date as precisely as it was stated: `2018-11-15`, `2018-11`, `2018` or, for a stretch of
    /// time, `2018-10/2018-12`.
    case date
    /// A moment: `2018-11-15T09:30:00Z`.
    case moment
    /// Codes, keys or numbers with `; ` between them, which none of them holds.
    case list
}

/// A column of a table whose rows are made of `Row`.
struct CSVColumn<Row> {
    /// The name in the header row: lower case, words joined by hyphens.
    let name: String
    /// What it holds, in a sentence.
    let words: String
    let type: CSVType
    /// What stands in it; empty where there is nothing to say.
    let cell: (Row) -> String

    private init(_ name: String, _ words: String, _ type: CSVType, cell: @escaping (Row) -> String)
    {
        (self.name, self.words, self.type, self.cell) = (name, words, type, cell)
    }

    /// The same column in a table whose rows have what it reads at `part`.
    func at<Whole>(_ part: @escaping (Whole) -> Row) -> CSVColumn<Whole> {
        CSVColumn<Whole>(name, words, type) { cell(part($0)) }
    }

    static func text(_ name: String, _ words: String, _ cell: @escaping (Row) -> String?) -> Self {
        Self(name, words, .text) { cell($0) ?? "" }
    }

    static func count(_ name: String, _ words: String, _ cell: @escaping (Row) -> Int?) -> Self {
        Self(name, words, .integer) { cell($0).map(String.init) ?? "" }
    }

    static func quantity(
        _ name: String,
        _ words: String,
        _ cell: @escaping (Row) -> Quantity?
    ) -> Self {
        Self(name, words, .decimal) { cell($0)?.description ?? "" }
    }

    static func flag(_ name: String, _ words: String, _ cell: @escaping (Row) -> Bool?) -> Self {
        Self(name, words, .boolean) { cell($0).map(String.init) ?? "" }
    }

    static func day(_ name: String, _ words: String, _ cell: @escaping (Row) -> Day?) -> Self {
        Self(name, words, .day) { cell($0)?.description ?? "" }
    }

    static func date(
        _ name: String,
        _ words: String,
        _ cell: @escaping (Row) -> StatedDate?
    ) -> Self {
        Self(name, words, .date) { cell($0)?.description ?? "" }
    }

    static func moment(_ name: String, _ words: String, _ cell: @escaping (Row) -> Instant) -> Self
    {
        Self(name, words, .moment) { cell($0).description }
    }

    static func list(
        _ name: String,
        _ words: String,
        _ cell: @escaping (Row) -> [any CustomStringConvertible]
    ) -> Self {
        Self(name, words, .list) { cell($0).map(\.description).joined(separator: "; ") }
    }
}

/// A table ready to be written.
struct ReportSheet {
    /// The name of its file, without `.csv`.
    let name: String
    /// What it says, in a sentence.
    let title: String
    let columns: [Column]
    /// The rows below the header.
    let records: [[String]]

    /// A column without where its cells come from.
    struct Column {
        let name: String
        let words: String
        let type: CSVType
    }

    init<Row>(_ name: String, _ title: String, _ rows: [Row], _ columns: [CSVColumn<Row>]) {
        (self.name, self.title) = (name, title)
        self.columns = columns.map { Column(name: $0.name, words: $0.words, type: $0.type) }
        records = rows.map { row in columns.map { $0.cell(row) } }
    }

    var file: String { "\(name).csv" }

    /// The file: a header row, then the records.
    var contents: String {
        String(decoding: CSV.format([columns.map(\.name)] + records), as: UTF8.self)
    }
}
