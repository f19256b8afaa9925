// What a change is about: the subject, the field, and the value as data and as plain words.

/// What a fact is about.
public enum Subject: Hashable, Sendable {
    /// The plan as a whole.
    case plan
    /// A strategic priority.
    case priority(Code)
    /// An action.
    case action(Code)
    /// A milestone of an action.
    case milestone(MilestoneName)
    /// A person.
    case person(Key)
    /// A body.
    case body(Key)
    /// The meeting that `board` holds, or was to hold, on a day.
    case meeting(Day, board: String)
    /// A risk.
    case risk(Code)
    /// A measure.
    case measure(Code)

    init(_ action: Code, _ milestone: Ordinal?) {
        self = milestone.map { .milestone(MilestoneName(action, $0)) } ?? .action(action)
    }

    /// The subject in words: "action A1", "milestone A1/2", "HWB on 2018-05-17".
    public var words: String {
        switch self {
        case .plan: "plan"
        case .priority(let code): "priority \(code)"
        case .action(let code): "action \(code)"
        case .milestone(let name): "milestone \(name)"
        case .person(let key): "person \(key)"
        case .body(let key): "body \(key)"
        case .meeting(let day, let board): "\(board) on \(day)"
        case .risk(let code): "risk \(code)"
        case .measure(let code): "measure \(code)"
        }
    }
}

/// Which of a subject's fields; the raw value is its plain word, and the order that of a page.
public enum Field: String, Hashable, Sendable, CaseIterable {
    case title, name, role, organisation, members, left, under, about, aim
    case signingKey = "signing-key"
    case board, place, source
    case sourceDigest = "source-sha256"
    case accountable, responsible, label, written, depends, meeting
    case due, original, request, forecast
    case rating, note, notes, help, answer
    case delivery, delivered, confirmed, evidence, closure
    case closureApproval = "closure-approval"
    case link, mitigation, unit, direction, target, reading
    case papers
    case movedFrom = "moved-from"
    case movedTo = "moved-to"
    case cancelled, decision, words, publication
    case approval, policy, assurance, restore, correction, strike
}

/// The value of a field, in its own type.
public enum FieldValue: Hashable, Sendable {
    /// Words, as recorded.
    case text(String)
    /// A date of stated precision.
    case date(StatedDate)
    /// A day.
    case day(Day)
    /// People and bodies in the order recorded; none is nobody yet.
    case keys([Key])
    /// A priority or an action.
    case code(Code)
    /// A count, or the number of an entry.
    case number(Int)
    /// A measured value.
    case quantity(Quantity)

    /// The value in plain words: "KT/JMW" for leads, "nobody yet" for none.
    public var words: String {
        switch self {
        case .text(let text): text
        case .date(let date): date.description
        case .day(let day): day.description
        case .keys(let keys):
            keys.isEmpty ? "nobody yet" : keys.map(\.text).joined(separator: "/")
        case .code(let code): code.text
        case .number(let number): String(number)
        case .quantity(let quantity): quantity.description
        }
    }

    /// The value as answers to people in JSON give it.
    public var json: JSONValue {
        switch self {
        case .text, .date, .day, .code: .string(words)
        case .keys(let keys): .array(keys.map { .string($0.text) })
        case .number(let number): .integer(number)
        case .quantity(let quantity): quantity.member
        }
    }

    /// Words where there are some.
    init?(_ text: String?) {
        guard let text else { return nil }
        self = .text(text)
    }

    init?(_ date: StatedDate?) {
        guard let date else { return nil }
        self = .date(date)
    }

    init?(_ day: Day?) {
        guard let day else { return nil }
        self = .day(day)
    }

    init?(_ reference: Reference?) {
        guard let reference else { return nil }
        self = .text(reference.description)
    }

    init?(_ code: Code?) {
        guard let code else { return nil }
        self = .code(code)
    }
}

extension Closure {
    /// How and whereto: "transferred to B2".
    var words: String {
        let to = [to?.description, place].compactMap(\.self).joined(separator: ", ")
        return to.isEmpty ? way.rawValue : "\(way.rawValue) to \(to)"
    }
}

extension Link {
    /// The kind and the end: "same-as C1".
    var words: String { "\(kind.rawValue) \(to)" }
}

extension Publication {
    /// The form and what it rests on: "html as at 2018-05-10, known at 41".
    var words: String { "\(format.rawValue) as at \(asAt), known at \(knownAt)" }
}

extension Evidence.Place {
    /// The address, or the digest of the file.
    var words: String {
        switch self {
        case .url(let url): url
        case .file(let sha256, _, _): sha256.hex
        }
    }
}
