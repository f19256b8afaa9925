// The words that papers on several plans share: places in other plans, dates, leads.

/// How papers and answers speak of what another plan says.
public enum PortfolioWords {
    /// "aedb-2018, 7 entries, head c800b3f6793e151d": what is said rests on that.
    public static func basis(of known: KnownPlan) -> String {
        basis(known.code, known.size, known.head)
    }

    static func basis(_ plan: Code, _ size: Int, _ head: Digest) -> String {
        "\(plan), \(size) \(size == 1 ? "entry" : "entries"), head \(head.hex.prefix(16))"
    }

    /// The same for what is borrowed.
    public static func basis(of borrowed: Borrowed) -> String {
        borrowed.reference.plan.map { basis($0, borrowed.size, borrowed.head) } ?? ""
    }

    /// Keys as plans write them: "IH/KC"; "nobody".
    static func keys(_ keys: [Key]) -> String {
        keys.isEmpty ? "nobody" : keys.map(\.text).joined(separator: "/")
    }

    /// The dates of milestones, with their labels and what became of them: "March 2019 (overall
    /// match); May 2018 (winter plan), delivered".
    static func dates(_ rows: [AssuranceReport.MilestoneRow]) -> String {
        if rows.isEmpty { return "no milestone" }
        return rows.map { row in
            let milestone = row.milestone
            let date = milestone.current?.words ?? milestone.start.written ?? "no date"
            return date + (milestone.start.label.map { " (\($0))" } ?? "") + state(row.rating)
        }.joined(separator: "; ")
    }

    private static func state(_ rating: MilestoneRating) -> String {
        if rating.isClosed { return ", closed" }
        guard let delivery = rating.delivery else { return "" }
        return delivery.confirmed == nil ? ", delivered, not confirmed" : ", confirmed"
    }

    /// What stands at the end of a reference: its dates, rating and state; or why nothing is said.
    public static func words(_ found: Found, _ reference: Reference) -> String {
        let plan = reference.plan?.text ?? ""
        switch found {
        case .noPlan: return "\(plan) is no plan of this ledger"
        case .unopened: return "\(plan) was not open on that day, as far as was recorded by then"
        case .unreadable: return "\(plan) cannot be read"
        case .notShown: return "\(plan) is not shown here"
        case .nothing: return "that plan has nothing called \(reference.code?.text ?? "")"
        case .said(let borrowed): return words(borrowed)
        }
    }

    static func words(_ borrowed: Borrowed) -> String {
        let closed = borrowed.planClosed.map { ["the plan was closed on \($0.day.words)"] } ?? []
        if let closure = borrowed.closure {
            let approved = closure.approved == nil ? ", not approved" : ""
            let way = closure.closed.fact.way.rawValue
            return (["\(borrowed.title): \(way)\(approved)"] + closed).joined(separator: ", ")
        }
        return "\(borrowed.title): "
            + (rating(borrowed) + dates(borrowed) + closed).joined(separator: ", ")
    }

    private static func rating(_ borrowed: Borrowed) -> [String] {
        if let rating = borrowed.rating { return [rating.rawValue] }
        let count = borrowed.rows.count
        return [
            "\(count) milestone\(count == 1 ? "" : "s")", "\(borrowed.red) red",
            "\(borrowed.overdue) overdue",
        ]
    }

    private static func dates(_ borrowed: Borrowed) -> [String] {
        if borrowed.rows.isEmpty { return ["no milestone"] }
        let dates = borrowed.dates
        var words: [String] = []
        if dates.count > 3, let first = dates.first, let last = dates.last {
            words.append("due from \(first.words) to \(last.words)")
        } else if !dates.isEmpty {
            words.append("due \(dates.map(\.words).joined(separator: " and "))")
        }
        if borrowed.undated > 0 { words.append("\(borrowed.undated) without a date") }
        let delivered = borrowed.delivered
        if delivered.all > 0 {
            words.append("\(delivered.all) delivered, \(delivered.confirmed) of them confirmed")
        }
        let closed = borrowed.rows.count(where: \.rating.isClosed)
        if closed > 0 { words.append("\(closed) closed") }
        return words
    }

    /// What a crossing is, from its near end: "waits for aedb-2018:", "aedb-2018:U2 feeds this".
    public static func words(_ crossing: Crossing) -> String {
        let inferred = crossing.inferred ? " (inferred)" : ""
        switch (crossing.kind, crossing.isOutgoing) {
        case (.waits, true): return "waits for \(crossing.far)"
        case (.waits, false): return "\(crossing.far) waits for \(near(crossing))"
        case (.link(let kind), true): return "\(kind.rawValue) \(crossing.far)\(inferred)"
        case (.link(let kind), false):
            return "\(crossing.far) \(kind.rawValue) \(near(crossing))\(inferred)"
        }
    }

    private static func near(_ crossing: Crossing) -> String { crossing.near.code?.text ?? "" }

    /// What two places disagree about: "dates and accountable lead".
    static func words(_ conflict: Conflict) -> String {
        conflict.subjects.map { subject in
            switch subject {
            case .dates: "dates"
            case .state: "whether it is still to be done"
            case .accountable: "who is accountable"
            case .name: "whose key it is"
            case .order: "order: it waits for what is due later"
            }
        }.joined(separator: "; ")
    }

    /// A circle: "cqc-2018:E1 waits for aedb-2018:U1, which waits for cqc-2018:E1".
    public static func words(circle: [Reference]) -> String {
        guard let first = circle.first else { return "" }
        let rest = (circle.dropFirst() + [first]).map(\.description)
        return "\(first) waits for " + rest.joined(separator: ", which waits for ")
    }

    /// What a board is asked.
    static func words(_ what: BoardDecisions.What) -> String {
        switch what {
        case .date(let from, let to, let because):
            "another date, \(to.words) for \(from?.words ?? "none")"
                + (because.map { ": \($0)" } ?? "")
        case .closure(let closure, let because):
            "that it is \(closure.way.rawValue)" + (because.map { ": \($0)" } ?? "")
        case .help(let words): "help: \(words)"
        }
    }
}
