// A CSV file with a header row, read by the names of its columns.

/// The rows of a file whose first record names the columns.
struct CSVTable {
    /// The file's name.
    let file: String
    /// The rows below the header that have as many fields as it.
    let rows: [Row]
    /// Whether every row of the file is among ``rows``.
    let isWhole: Bool
    /// The columns it must have, of the layout that it has.
    let required: [String]

    /// The columns a row must have, and those it may have too.
    typealias Layout = (required: [String], optional: [String])

    /// One row.
    struct Row {
        /// Where it begins.
        let place: FileProblem.Place
        private let cells: [String: CSV.Cell]

        /// The row that begins at `place`, of these cells by column.
        init(place: FileProblem.Place, cells: [String: CSV.Cell]) {
            self.place = place
            self.cells = cells
        }

        /// Whether the file has `column`.
        func has(_ column: String) -> Bool { cells[column] != nil }

        /// The cell under `column`; blank where the file has no such column.
        subscript(column: String) -> CSV.Cell {
            cells[column] ?? CSV.Cell(text: "", place: place)
        }
    }

    /// A table without rows: of a file that is not there.
    init(absent file: String, isWhole: Bool) {
        self.file = file
        rows = []
        required = []
        self.isWhole = isWhole
    }

    /// Reads the content of `file` and appends what is wrong with it to `problems`. Of several
    /// layouts it has the first all of whose columns its header has, else the nearest.
    init(
        _ bytes: [UInt8],
        file: String,
        layouts: [Layout],
        problems: inout [FileProblem]
    ) {
        let (records, faults) = CSV.parse(bytes, file: file)
        let header = records.first ?? []
        let names = Set(header.map(\.text))
        // Of a header that has no layout whole, the one it comes nearest to is meant.
        let nearest = layouts.max { one, other in
            names.intersection(one.required + one.optional).count
                < names.intersection(other.required + other.optional).count
        }
        let layout = layouts.first { names.isSuperset(of: $0.required) } ?? nearest
        let (required, optional) = layout ?? ([], [])
        let expected = "expected \(named: required + optional)"
        var found = faults
        if records.isEmpty, faults.isEmpty {
            let place = FileProblem.Place(file: file)
            found.append(.init(at: place, "the file has no header row; \(expected)"))
        }
        found += CSVTable.faults(ofHeader: header, required, expected: expected, optional)
        let (rows, rowFaults) = CSVTable.rows(records.dropFirst(), under: header.map(\.text))
        self.file = file
        self.required = required
        // Without its columns a row says nothing.
        let isReadable = names.isSuperset(of: required)
        self.rows = isReadable ? rows : []
        isWhole = isReadable && faults.isEmpty && rowFaults.isEmpty
        problems += found + rowFaults
    }

    private static func faults(
        ofHeader header: [CSV.Cell],
        _ required: [String],
        expected: String,
        _ optional: [String]
    ) -> [FileProblem] {
        guard let first = header.first else { return [] }
        var faults: [FileProblem] = []
        var seen: Set<String> = []
        for cell in header {
            if !seen.insert(cell.text).inserted {
                let words = "the column \(quoted: cell.text) is there twice; keep one of them"
                faults.append(.init(at: cell.place, words))
            } else if !(required + optional).contains(cell.text) {
                let words = "the column \(quoted: cell.text) is not known here; \(expected)"
                faults.append(.init(at: cell.place, words))
            }
        }
        for name in required where !seen.contains(name) {
            let words = "the column `\(name)` is missing; \(expected)"
            faults.append(.init(at: first.place, words))
        }
        return faults
    }

    private static func rows(
        _ records: ArraySlice<[CSV.Cell]>,
        under header: [String]
    ) -> (rows: [Row], faults: [FileProblem]) {
        var rows: [Row] = []
        var faults: [FileProblem] = []
        for cells in records {
            guard let first = cells.first else { continue }
            if cells.count == header.count {
                let named = Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
                rows.append(Row(place: first.place, cells: named))
            } else {
                let words =
                    "this row has \(cells.count) fields and the header \(header.count); "
                    + "a field with a comma in it needs quotation marks around it"
                faults.append(.init(at: first.place, words))
            }
        }
        return (rows, faults)
    }
}

extension DefaultStringInterpolation {
    /// What stands in a file, made safe to show: nothing that would move a terminal's cursor or
    /// fill its screen.
    mutating func appendInterpolation(quoted text: String) {
        guard Text.fault(in: text, lines: false) == nil else {
            appendInterpolation(text.isEmpty ? "without a name" : "with unprintable text")
            return
        }
        let scalars = text.unicodeScalars
        let rest = scalars.count > 40 ? "…" : ""
        appendInterpolation("`\(String(scalars.prefix(40)))\(rest)`")
    }

    /// Names as a list for a sentence.
    mutating func appendInterpolation(named names: [String]) {
        appendInterpolation(names.map { "`\($0)`" }.joined(separator: ", "))
    }
}
