// What the ledger says exactly, in the words of people: moments, dates, fields, and why a rating is
// what it is.

import Ledger

extension HTML {
    /// A moment by the clock in London, with the exact one for whoever reads the markup.
    static func when(_ instant: Instant) -> HTML {
        "<time datetime=\"\(instant.description)\">\(instant.words)</time>"
    }

    /// What a field says: a date as people write it, anything else as it was recorded.
    static func value(_ value: FieldValue?, none: String = "nothing") -> HTML {
        switch value {
        case .date(let date): "\(date.words)"
        case .day(let day): "\(day.words)"
        case let value: "\(lines: value?.words ?? none)"
        }
    }
}

extension Field {
    /// What it is called on a page: its own word, where that is plain.
    var words: String {
        switch self {
        case .under: "part of"
        case .written: "as written"
        case .words: "words of the paper"
        case .sourceDigest: "SHA-256 of the source"
        case let field: field.rawValue.replacing("-", with: " ")
        }
    }
}

extension Subject {
    /// The subject in words, its day as people write it.
    var plainWords: String {
        guard case .meeting(let day, let board) = self else { return words }
        return "\(board) on \(day.words)"
    }

    /// The action whose page tells of it.
    var action: Code? {
        switch self {
        case .action(let code): code
        case .milestone(let name): name.action
        default: nil
        }
    }
}

extension MilestoneRating {
    /// Why it is rated so, beside its colour and its date.
    var plainWhy: String {
        let detail = test == .overdue ? nil : detailInWords
        let reason = test.name + (detail.map { ": \($0)" } ?? "")
        if result.published == result.computed { return reason.sentence }
        return "Declared so; its dates and facts say \(result.computed.rawValue), \(reason)"
    }
}

extension Ratings {
    /// Why an action is rated so, beside its colour: why the milestone is that decides it.
    func plainWhy(_ action: Code) -> String {
        guard let name = decidingMilestone(of: action), let rating = self[milestone: name] else {
            return "No open milestone"
        }
        let due = rating.test == .overdue ? plan.milestone(name)?.current : nil
        return "\(rating.plainWhy) (\(name)\(due.map { ", due \($0.words)" } ?? ""))"
    }
}

extension String {
    /// Words of the ledger's own, with a capital at their beginning.
    var sentence: String { prefix(1).uppercased() + dropFirst() }
}
