// Queries read from words, and told in words.

extension Query {
    /// Reads a query. Dates may be written as people write them, see ``StatedDate/read(_:today:)``.
    ///
    /// - Throws: the first word that is no term, or has a value that cannot be read.
    public static func parse(_ words: [String], today: Day) throws(QueryError) -> Query {
        var query = Query()
        for word in words {
            let reader = TermReader(word: word, today: today)
            query.add(try reader.clause())
        }
        return query
    }

    /// Terms of one kind are alternatives; each `not:` stands by itself.
    private mutating func add(_ clause: Clause) {
        let same = clauses.firstIndex { $0.kind == clause.kind && !$0.isNegated }
        if let same, !clause.isNegated {
            clauses[same].tests += clause.tests
        } else {
            clauses.append(clause)
        }
    }

    /// How it was understood: "rating red or amber; due 2018-19 Q3, 1 October to
    /// 31 December 2018; except confirmed". Empty for a query that matches everything.
    public var words: String { clauses.map(\.words).joined(separator: "; ") }
}

/// One word of a query on its way in.
private struct TermReader {
    let word: String
    let today: Day

    func clause() throws(QueryError) -> Query.Clause {
        var rest = word[...]
        var isNegated = false
        if rest.hasPrefix("not:") {
            isNegated = true
            rest = rest.dropFirst(4)
        }
        guard let colon = rest.firstIndex(of: ":") else {
            guard rest.contains(where: { !$0.isWhitespace }) else { throw .valueMissing(word) }
            return .init(kind: nil, tests: [.word(String(rest))], isNegated: isNegated)
        }
        guard let kind = Query.Kind(rawValue: String(rest[..<colon])) else {
            throw .unknownTerm(word)
        }
        var tests: [Query.Test] = []
        let values = rest[rest.index(after: colon)...]
        for value in values.split(separator: ",", omittingEmptySubsequences: false) {
            guard value.contains(where: { !$0.isWhitespace }) else { throw .valueMissing(word) }
            tests.append(try test(kind, String(value)))
        }
        return .init(kind: kind, tests: tests, isNegated: isNegated)
    }

    private func test(_ kind: Query.Kind, _ value: String) throws(QueryError) -> Query.Test {
        switch kind {
        case .priority, .action, .under, .lead, .accountable, .responsible:
            guard Code(value) != nil else { throw .notAName(word) }
            return .name(kind, value)
        case .org: return .organisation(value)
        case .rating:
            let rating = Rating(rawValue: value.lowercased())
            guard let rating else {
                throw .notAChoice(word, choices: Rating.allCases.map(\.rawValue))
            }
            return .rating(rating)
        case .due: return try due(value)
        case .moved:
            let expected = "a number of moves, as in moved:>0 or moved:2"
            guard let (comparison, unit) = comparison(value), unit.isEmpty else {
                throw .notANumber(word, expected: expected)
            }
            return .moved(comparison)
        case .slipped: return try slipped(value)
        case .stale:
            let expected = "a number of days, as in stale:>35d"
            guard let (comparison, unit) = comparison(value), ["", "d"].contains(unit) else {
                throw .notANumber(word, expected: expected)
            }
            return .stale(comparison)
        case .evidence: return .hasEvidence(try choice(value, "some", "none"))
        case .delivered: return .isDelivered(try choice(value, "yes", "no"))
        case .confirmed: return .isConfirmed(try choice(value, "yes", "no"))
        }
    }

    private func choice(_ value: String, _ yes: String, _ no: String) throws(QueryError) -> Bool {
        guard value == yes || value == no else { throw .notAChoice(word, choices: [yes, no]) }
        return value == yes
    }

    private func slipped(_ value: String) throws(QueryError) -> Query.Test {
        let units: [Substring: StatedDate.Precision] = ["d": .day, "m": .month, "y": .year]
        guard let (comparison, letter) = comparison(value),
            let unit = letter.isEmpty && comparison.number == 0 ? .day : units[letter]
        else {
            throw .notANumber(
                word,
                expected: "an amount in days, months or years, as in slipped:>0, slipped:>30d, "
                    + "slipped:>=2m or slipped:>1y"
            )
        }
        return .slipped(comparison, unit: unit)
    }

    /// Reads `>0`, `>=2m` or `3`; what stands after the digits comes back. A number of more than
    /// six digits is none.
    private func comparison(_ value: String) -> (Query.Comparison, unit: Substring)? {
        let sign = Query.Comparison.Relation.allCases.first { value.hasPrefix($0.rawValue) }
        let rest = value.dropFirst(sign?.rawValue.count ?? 0)
        let figures = rest.prefix { ("0"..."9").contains($0) }
        guard (1...6).contains(figures.utf8.count), let number = Int(figures) else { return nil }
        let unit = rest[figures.endIndex...]
        return (Query.Comparison(relation: sign ?? .equal, number: number), unit)
    }

    private func due(_ value: String) throws(QueryError) -> Query.Test {
        if value == "none" { return .dueNone }
        guard let dots = value.indices.first(where: { value[$0...].hasPrefix("..") }) else {
            let date = try date(value[...])
            return .due(Query.DueSpan(first: date, last: date))
        }
        let first = try openDate(value[..<dots])
        let last = try openDate(value[dots...].dropFirst(2))
        if first == nil, last == nil { throw .valueMissing(word) }
        if let first, let last, first.firstDay > last.end { throw .notASpan(word) }
        return .due(Query.DueSpan(first: first, last: last))
    }

    private func openDate(_ text: Substring) throws(QueryError) -> StatedDate? {
        text.isEmpty ? nil : try date(text)
    }

    private func date(_ text: Substring) throws(QueryError) -> StatedDate {
        do throws(DateFault) {
            return try StatedDate.read(String(text), today: today)
        } catch {
            throw .notADate(word, why: error.words)
        }
    }
}

extension Query.Clause {
    fileprivate var words: String {
        let lead = tests.first?.lead ?? ""
        let values = tests.map(\.words).joined(separator: " or ")
        let all = lead.isEmpty ? values : "\(lead) \(values)"
        return isNegated ? "except \(all)" : all
    }
}

extension Query.Test {
    /// What the term asks about.
    fileprivate var lead: String {
        switch self {
        case .name(let kind, _): kind.rawValue
        case .organisation: "organisation"
        case .rating: "rating"
        case .dueNone, .due: "due"
        case .moved: "moved"
        case .slipped: "slipped"
        case .stale: "last progress note"
        case .hasEvidence, .isDelivered, .isConfirmed: ""
        case .word: "code or title"
        }
    }

    /// What it asks for.
    fileprivate var words: String {
        switch self {
        case .name(_, let name), .organisation(let name): name
        case .rating(let rating): rating.rawValue
        case .dueNone: "no date"
        case .due(let span): span.words
        case .moved(let comparison): comparison.words(of: "time")
        case .slipped(let comparison, let unit): comparison.words(of: "\(unit)")
        case .stale(let comparison):
            comparison.words(of: "day") + " ago"
                + (comparison.holds(for: .max) ? ", or no note at all" : "")
        case .hasEvidence(let wanted): wanted ? "some evidence" : "no evidence"
        case .isDelivered(let wanted): wanted ? "delivered" : "not delivered"
        case .isConfirmed(let wanted): wanted ? "confirmed" : "not confirmed"
        case .word(let word): "\"\(word)\""
        }
    }
}

extension Query.DueSpan {
    fileprivate var words: String {
        switch (first, last) {
        case (let first?, let last?):
            first == last
                ? first.understood : "from \(first.understood) to the end of \(last.understood)"
        case (let first?, nil): "from \(first.understood)"
        case (nil, let last?): "by the end of \(last.understood)"
        case (nil, nil): "at any time"
        }
    }
}

extension Query.Comparison {
    fileprivate func words(of unit: String) -> String {
        let sign =
            switch relation {
            case .atLeast: "at least "
            case .atMost: "at most "
            case .over: "more than "
            case .under: "less than "
            case .equal: ""
            }
        return "\(sign)\(number) \(unit)\(number == 1 ? "" : "s")"
    }
}
