// What a secretary or a verifier records with a small form, and the verb that records it.

import Ledger

/// One of the small forms; the raw value is the last part of its path.
enum BoardAct: String, CaseIterable {
    case minute, word, agree, refuse, approve, confirm
    case sendBack = "return"
    case publish

    /// The heading of its page.
    var title: String {
        switch self {
        case .minute: "Minute a decision"
        case .word: "Words of the paper"
        case .agree: "Agree another date"
        case .refuse: "Refuse another date"
        case .approve: "Approve a closure"
        case .confirm: "Confirm a delivery"
        case .sendBack: "Return a delivery"
        case .publish: "Publish the paper"
        }
    }

    /// The type of the event that it records.
    var type: String {
        switch self {
        case .minute: "decision-minuted"
        case .word: "paper-worded"
        case .agree: "date-agreed"
        case .refuse: "date-refused"
        case .approve: "closure-approved"
        case .confirm: "delivery-confirmed"
        case .sendBack: "delivery-returned"
        case .publish: "report-published"
        }
    }

    /// Whether it says that something is done, and not what the board does.
    var isOfAVerifier: Bool { self == .confirm || self == .sendBack }

    /// Whether it says what the board decided when it met.
    var isDecided: Bool { [.minute, .agree, .refuse, .approve].contains(self) }

    /// The page that it is reached from.
    var page: String { isOfAVerifier ? "confirm" : "meetings" }

    /// Whether somebody in `role` is shown the form. The rules refuse it besides.
    func isShown(to role: RecorderRole) -> Bool {
        role == .officer || role == (isOfAVerifier ? .verifier : .secretary)
    }

    /// One field of the form.
    struct Field {
        let name: String
        let label: String
        let hint: String
        /// What the verb calls it.
        let option: String
        /// What is said where nothing stands in it; nil where nothing may.
        let needed: String?

        init(
            _ name: String,
            _ label: String,
            _ hint: String = "",
            as option: String? = nil,
            needed: String? = nil
        ) {
            (self.name, self.label, self.hint) = (name, label, hint)
            (self.option, self.needed) = (option ?? name, needed)
        }
    }

    /// The fields, in the order of the page.
    var fields: [Field] {
        let meeting = Field(
            "meeting",
            "Which meeting?",
            as: self == .minute || self == .word ? "DAY" : "meeting",
            needed: "Choose the meeting"
        )
        let atMeeting = Field("meeting", "At which meeting?")
        let milestone = Field(
            "milestone",
            "Which action or milestone?",
            "Such as A1, or A1/2 for its second milestone",
            as: "MILESTONE",
            needed: "Name the action or milestone"
        )
        let by = Field("agreed-by", "Who decided?", needed: "Choose who decided")
        switch self {
        case .minute:
            return [
                meeting,
                Self.text(
                    "What was resolved?",
                    "In the words of the minutes",
                    needed: "Write what was resolved"
                ),
                Field("entries", "Entries that it is about", "Their numbers, such as 41/42"),
            ]
        case .word:
            let part = Field(
                "part",
                "Which part of the paper?",
                as: "PART",
                needed: "Choose the part"
            )
            let words = Self.text(
                "Its words",
                "The latest words count",
                needed: "Write the words of that part"
            )
            return [meeting, part, words]
        case .agree:
            let date = Field(
                "date",
                "The date agreed",
                "As precisely as agreed, such as 19/7/2026 or July 2026",
                as: "DATE",
                needed: "Write the date that was agreed"
            )
            return [milestone, date, Self.reason, by, atMeeting]
        case .refuse: return [milestone, Self.reason, by, atMeeting]
        case .approve:
            return [milestone, by, atMeeting, Field("because", "Why", "Where the board said so")]
        case .confirm:
            return [
                milestone, Field("line", "From which line of assurance?"),
                Field("because", "What you looked at"),
            ]
        case .sendBack: return [milestone, Self.reason]
        case .publish:
            return [
                meeting, Field("as-at", "As at", needed: "Write the day that the paper speaks of"),
                Field(
                    "known-at",
                    "Known at entry",
                    needed: "Write the number of the last entry that it knows"
                ), Field("format", "Form", needed: "Choose the form"),
            ]
        }
    }

    private static func text(_ label: String, _ hint: String, needed: String) -> Field {
        Field("text", label, hint, as: "TEXT", needed: needed)
    }

    private static var reason: Field {
        Field("because", "Why", "For the record", needed: "Write why")
    }

    /// Records what `given` says, or shows what it would record.
    func record(_ given: Invocation, _ world: World) throws(CommandError) {
        switch self {
        case .minute: _ = try Record.minute(given, world)
        case .word: _ = try Record.word(given, world)
        case .agree, .refuse: _ = try Record.date(given, world)
        case .approve: _ = try Record.approveClosure(given, world)
        case .confirm: _ = try Record.confirm(given, world)
        case .sendBack: _ = try Record.return(given, world)
        case .publish: _ = try Answer.report(given, world)
        }
    }

    /// What the verb is given besides the fields.
    var switches: [(String, [String])] {
        switch self {
        case .refuse: [("refuse", [])]
        case .publish: [("publish", [])]
        case .minute, .word, .agree, .approve, .confirm, .sendBack: []
        }
    }
}
