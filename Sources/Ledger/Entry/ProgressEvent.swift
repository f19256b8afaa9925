// Events about progress: notes, declared ratings, help, risks, measures.

/// What leads and officers say about progress.
public enum ProgressEvent: Hashable, Sendable {
    /// Somebody wrote about progress; `line` is the line of assurance, 1 to 3.
    case noted(Code, note: String, line: AssuranceLine?, byWhen: StatedDate?)
    /// A lead's own rating.
    case ratingDeclared(Code, Rating.Declared)
    /// Help is asked for.
    case helpAsked(Code, help: Ordinal, note: String)
    /// The call for help is answered.
    case helpGiven(Code, help: Ordinal, note: String)
    /// A risk to an action or priority.
    case riskRaised(Code, about: Code, title: String)
    /// What is done about it.
    case riskAnswered(Code, mitigation: String)
    /// It is over.
    case riskClosed(Code)
    /// Something that will be measured, about an action or priority.
    indirect case measureAdded(Measure)
    /// A reading, in the measure's unit.
    case measureRead(Code, value: Quantity)

    /// The stored word.
    public var type: String {
        switch self {
        case .noted: "progress-noted"
        case .ratingDeclared: "rating-declared"
        case .helpAsked: "help-asked"
        case .helpGiven: "help-given"
        case .riskRaised: "risk-raised"
        case .riskAnswered: "risk-answered"
        case .riskClosed: "risk-closed"
        case .measureAdded: "measure-added"
        case .measureRead: "measure-read"
        }
    }

    init?(_ type: String, _ reader: inout MemberReader) throws(EntryError) {
        switch type {
        case "progress-noted":
            self = .noted(
                try reader.required("action"),
                note: try reader.required("note"),
                line: try reader.optional("line"),
                byWhen: try reader.optional("by-when")
            )
        case "rating-declared":
            self = .ratingDeclared(try reader.required("action"), try reader.required("rating"))
        case "help-asked":
            self = .helpAsked(
                try reader.required("action"),
                help: try reader.required("help"),
                note: try reader.required("note")
            )
        case "help-given":
            self = .helpGiven(
                try reader.required("action"),
                help: try reader.required("help"),
                note: try reader.required("note")
            )
        case "risk-raised":
            self = .riskRaised(
                try reader.required("risk"),
                about: try reader.required("about"),
                title: try reader.required("title")
            )
        case "risk-answered":
            self = .riskAnswered(
                try reader.required("risk"),
                mitigation: try reader.required("mitigation")
            )
        case "risk-closed": self = .riskClosed(try reader.required("risk"))
        case "measure-added": self = .measureAdded(try Measure(&reader))
        case "measure-read":
            self = .measureRead(try reader.required("measure"), value: try reader.required("value"))
        default: return nil
        }
    }

    func write(into writer: inout MemberWriter) {
        switch self {
        case .noted(let action, let note, let line, let byWhen):
            writer.put("action", action)
            writer.put("note", note)
            writer.put("line", line)
            writer.put("by-when", byWhen)
        case .ratingDeclared(let action, let rating):
            writer.put("action", action)
            writer.put("rating", rating)
        case .helpAsked(let action, let help, let note), .helpGiven(let action, let help, let note):
            writer.put("action", action)
            writer.put("help", help)
            writer.put("note", note)
        case .riskRaised(let risk, let about, let title):
            writer.put("risk", risk)
            writer.put("about", about)
            writer.put("title", title)
        case .riskAnswered(let risk, let mitigation):
            writer.put("risk", risk)
            writer.put("mitigation", mitigation)
        case .riskClosed(let risk): writer.put("risk", risk)
        case .measureAdded(let measure): measure.write(into: &writer)
        case .measureRead(let measure, let value):
            writer.put("measure", measure)
            writer.put("value", value)
        }
    }
}

/// Who says so: 1 who does the work, 2 who oversees it, 3 who is independent of it.
public enum AssuranceLine: Int, Hashable, Sendable, CaseIterable {
    /// The first line: its own leads.
    case first = 1
    /// The second line: oversight.
    case second = 2
    /// The third line: independent assurance.
    case third = 3
}

extension AssuranceLine: MemberValue {
    static let expectation = "1, 2 or 3"
    init?(member value: JSONValue) {
        guard case .integer(let number) = value else { return nil }
        self.init(rawValue: number)
    }
    var member: JSONValue { .integer(rawValue) }
}

/// Something that is measured over time.
public struct Measure: Hashable, Sendable {
    /// Which way is better.
    public enum Direction: String, Hashable, Sendable, ClosedList {
        /// Higher is better.
        case up
        /// Lower is better.
        case down
    }

    /// Its code.
    public let code: Code
    /// The action or priority it speaks of.
    public let about: Code
    /// What is measured.
    public let title: String
    /// The unit of its values: "per cent", "people"; nil where the plan states none.
    public let unit: String?
    /// Which way is better; nil where the plan does not say.
    public let direction: Direction?
    /// The value aimed at.
    public let target: Quantity?
    /// When it should be reached.
    public let due: StatedDate?

    /// A measure with all that its event carries.
    public init(
        code: Code,
        about: Code,
        title: String,
        unit: String? = nil,
        direction: Direction? = nil,
        target: Quantity? = nil,
        due: StatedDate? = nil
    ) {
        self.code = code
        self.about = about
        self.title = title
        self.unit = unit
        self.direction = direction
        self.target = target
        self.due = due
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        code = try reader.required("measure")
        about = try reader.required("about")
        title = try reader.required("title")
        unit = try reader.optional("unit")
        direction = try reader.optional("direction")
        target = try reader.optional("target")
        due = try reader.optional("due")
    }

    func write(into writer: inout MemberWriter) {
        writer.put("measure", code)
        writer.put("about", about)
        writer.put("title", title)
        writer.put("unit", unit)
        writer.put("direction", direction)
        writer.put("target", target)
        writer.put("due", due)
    }
}

/// The colours a report shows, worst first.
public enum Rating: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Late, or will be.
    case red
    /// At risk.
    case amber
    /// Not rated, not reported, or closed otherwise.
    case grey
    /// On track, or delivered and waiting for confirmation.
    case green
    /// Delivered and confirmed.
    case blue

    /// What a lead may declare.
    public enum Declared: String, Hashable, Sendable, ClosedList {
        /// On track.
        case green
        /// At risk.
        case amber
        /// Late, or will be.
        case red

        /// The same colour among all ratings.
        public var rating: Rating {
            switch self {
            case .green: .green
            case .amber: .amber
            case .red: .red
            }
        }
    }

    private var rank: Int {
        switch self {
        case .red: 0
        case .amber: 1
        case .grey: 2
        case .green: 3
        case .blue: 4
        }
    }

    /// Worse ratings come first: the worse of two is the lesser.
    public static func < (left: Rating, right: Rating) -> Bool { left.rank < right.rank }
}
