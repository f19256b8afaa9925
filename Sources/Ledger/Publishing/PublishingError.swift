// Why files could not be taken in: every problem, each at its place.

/// Why something could not be published or taken in.
public enum PublishingError: Error, Hashable, Sendable {
    /// The files of an import have these problems, in the order of file, line and column.
    case unreadableFiles([FileProblem])

    /// The problems, one a line.
    public var words: String {
        switch self {
        case .unreadableFiles(let problems):
            "Nothing was recorded, because of \(problems.count) "
                + "\(problems.count == 1 ? "problem" : "problems"):\n"
                + problems.map(\.description).joined(separator: "\n")
        }
    }
}

/// One thing wrong in a file that was handed in.
public struct FileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where something stands in a file.
    public struct Place: Hashable, Sendable {
        /// The file's name, or the option (`--board`) that the text came from.
        public let file: String
        /// The line of the file, from 1; nil where the file as a whole is meant.
        public let line: Int?
        /// The character of the line, from 1: Unicode scalars, a byte order mark not counted.
        public let column: Int?

        /// A place in `file`, or the file as a whole.
        public init(file: String, line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// Where it is.
    public let place: Place
    /// What is wrong, what is expected and what to do, in words.
    public let words: String

    /// The problem `words` at `place`.
    public init(at place: Place, _ words: String) {
        self.place = place
        self.words = words
    }

    /// The problem as one line: `plan.leads.csv, line 3, column 5: …`.
    public var description: String { "\(place): \(words)" }
}

extension FileProblem.Place: Comparable, CustomStringConvertible {
    /// The place as `plan.leads.csv, line 3, column 5`.
    public var description: String {
        var words = file
        if let line { words += ", line \(line)" }
        if let column { words += ", column \(column)" }
        return words
    }

    /// Sorted by file, line and column; a file as a whole comes before its lines.
    public static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line ?? 0, left.column ?? 0)
            < (right.file, right.line ?? 0, right.column ?? 0)
    }
}
