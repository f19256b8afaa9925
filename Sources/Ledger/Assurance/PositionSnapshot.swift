// A position as a snapshot keeps it.

extension Position {
    /// The position as JSON. The inverse of ``init(_:)-(JSONValue)``.
    var json: JSONValue {
        .object([
            .init(name: "title", value: .string(title)),
            .init(name: "counts", value: counts.json),
            .init(
                name: "rows",
                value: .array(
                    rows.map { row in
                        .object([
                            .init(name: "code", value: row.code.member),
                            .init(name: "title", value: .string(row.title)),
                            .init(name: "counts", value: row.counts.json),
                        ])
                    }
                )
            ),
            .init(name: "worst", value: .array(worst.map(\.json))),
        ])
    }

    /// The position that `members` are; nil for anything else.
    init?(_ members: [JSONValue.Member]) {
        guard let title = members.text("title"), let counts = Counts(members.numbers("counts")),
            case .array(let rows)? = members.first(where: { $0.name == "rows" })?.value,
            case .array(let worst)? = members.first(where: { $0.name == "worst" })?.value
        else { return nil }
        self.title = title
        self.counts = counts
        self.rows = rows.compactMap(Row.init)
        self.worst = worst.compactMap(Bad.init)
        guard self.rows.count == rows.count, self.worst.count == worst.count else { return nil }
    }
}

extension Position.Counts {
    fileprivate var json: JSONValue {
        let numbers = [milestones, overdue, undated, delivered, confirmed, moved]
        return .array((numbers + Rating.allCases.map { self[$0] }).map { .integer($0) })
    }

    fileprivate init?(_ numbers: [Int]?) {
        guard let numbers, numbers.count == 6 + Rating.allCases.count else { return nil }
        (milestones, overdue, undated) = (numbers[0], numbers[1], numbers[2])
        (delivered, confirmed, moved) = (numbers[3], numbers[4], numbers[5])
        for (rating, count) in zip(Rating.allCases, numbers[6...]) { self[rating] = count }
    }
}

extension Position.Row {
    fileprivate init?(_ value: JSONValue) {
        guard case .object(let members) = value, let code = members.text("code"),
            let title = members.text("title"),
            let counts = Position.Counts(members.numbers("counts"))
        else { return nil }
        self.init(code: Code(wellFormed: code), title: title, counts: counts)
    }
}

extension Position.Bad {
    fileprivate var json: JSONValue {
        var members = [
            JSONValue.Member(name: "action", value: name.action.member),
            .init(name: "milestone", value: name.number.member),
            .init(name: "rating", value: .string(rating.rawValue)),
            .init(name: "why", value: .string(why)),
        ]
        if let due { members.append(.init(name: "due", value: due.member)) }
        return .object(members)
    }

    fileprivate init?(_ value: JSONValue) {
        guard case .object(let members) = value, let action = members.text("action"),
            let number = members.text("milestone").flatMap({ Ordinal($0) }),
            let rating = members.text("rating").flatMap(Rating.init), let why = members.text("why")
        else { return nil }
        name = MilestoneName(Code(wellFormed: action), number)
        due = members.text("due").flatMap { StatedDate($0) }
        (self.rating, self.why) = (rating, why)
    }
}

extension [JSONValue.Member] {
    /// The whole numbers of member `name`.
    fileprivate func numbers(_ name: String) -> [Int]? {
        guard let value = first(where: { $0.name == name })?.value else { return nil }
        return [Int](member: value)
    }
}
