// Plans and reports as JSON objects: the words and shapes that other programs rely on.

/// Makes the JSON that other programs rely on. Absent values are null, dates stand in their own
/// precision, arrays in plan order, leads as they were recorded.
public enum PlanJSON {
    /// `list --json`: an array, one object an action: `action`, `under`, `title`, `accountable`,
    /// `responsible`, `rating` and `milestones`.
    public static func list(_ actions: [Action], _ ratings: Ratings) -> JSONValue {
        .array(actions.map { action($0, ratings) })
    }

    /// `show --json` of an action: what `list` has, with its `aim`, `notes`, the latest first,
    /// `parts`, `links`, `evidence`, `help`, `closure`, `risks`, `measures`, and
    /// `beside`, what it and other plans say of one another.
    public static func show(
        _ action: Action,
        _ ratings: Ratings,
        beside: [Crossing] = []
    ) -> JSONValue {
        guard case .object(let own) = PlanJSON.action(action, ratings) else { return .null }
        let links = ratings.plan.links.map(\.fact).filter {
            $0.from == action.code || $0.to == Reference(action.code)
        }
        return .object(
            own + [
                .init(name: "aim", value: text(action.aim)),
                .init(name: "parts", value: .array(action.parts.map { .string($0.text) })),
                .init(name: "notes", value: .array(action.notes.facts.reversed().map(note))),
                .init(
                    name: "links",
                    value: .array(links.map { event(.structure(.actionLinked($0))) })
                ),
                .init(
                    name: "evidence",
                    value: .array(
                        action.evidence.facts.map { event(.delivery(.evidenceFiled($0.fact))) }
                    )
                ),
            ] + concerns(of: action, ratings.plan)
                + [.init(name: "beside", value: crossings(beside))]
        )
    }

    /// `show --json` of a person or body: `key`, `name`, `role`, `organisation`, `members`, `left`
    /// and the actions it leads; nil where there is none of that key.
    public static func show(_ key: Key, _ ratings: Ratings) -> JSONValue? {
        let plan = ratings.plan
        let (person, body) = (plan.people[key], plan.bodies[key])
        guard person != nil || body != nil else { return nil }
        let led = plan.orderedActions.filter { action in
            [LeadRole.accountable, .responsible].contains {
                plan.leads(of: action.code, as: $0).contains(key)
            }
        }
        return .object([
            .init(name: "key", value: .string(key.text)),
            .init(name: "name", value: .string(plan.name(of: key))),
            .init(name: "role", value: text(person?.office.role)),
            .init(name: "organisation", value: text(plan.organisation(of: key))),
            .init(name: "members", value: keys(body?.members ?? [])),
            .init(name: "left", value: text(person?.left?.day)),
            .init(name: "actions", value: list(led, ratings)),
        ])
    }

    static func note(_ note: Stamped<Note>) -> JSONValue {
        .object([
            .init(name: "note", value: .string(note.fact.text)),
            .init(name: "on", value: text(note.stamp.on)),
            .init(name: "by", value: text(note.stamp.by)),
            .init(name: "for", value: text(note.stamp.behalf)),
            .init(name: "entry", value: .integer(note.stamp.seq)),
            .init(name: "line", value: note.fact.line.map { .integer($0.rawValue) } ?? .null),
            .init(name: "by-when", value: text(note.fact.byWhen)),
        ])
    }

    /// An event as the journal writes it, without its type.
    static func event(_ event: Event) -> JSONValue {
        guard case .object(let members) = event.json else { return .null }
        return .object(members.filter { $0.name != "type" })
    }

    static func action(_ action: Action, _ ratings: Ratings) -> JSONValue {
        let leads = { (role: LeadRole) in
            keys(action.leads[role]?.latest?.fact ?? [])
        }
        return .object([
            .init(name: "action", value: .string(action.code.text)),
            .init(name: "under", value: .string(action.under.text)),
            .init(name: "title", value: .string(action.title)),
            .init(name: "accountable", value: leads(.accountable)),
            .init(name: "responsible", value: leads(.responsible)),
            .init(name: "rating", value: ratings[action: action.code].map(rating) ?? .null),
            .init(
                name: "milestones",
                value: .array(
                    action.milestones.compactMap { milestone in
                        ratings[milestone: milestone.name].map { PlanJSON.milestone(milestone, $0) }
                    }
                )
            ),
        ])
    }

    /// A milestone: `milestone`, `label`, `written`, `original`, `current`, `forecast`,
    /// `delivered`, `confirmed`, `moves`, `slippage` and `rating`.
    ///
    /// `delivered` and `confirmed` are when the delivery that stands was declared to have happened
    /// and when it was confirmed, as precisely as that was stated; `slippage` is words, "2 months", with `, and running` where it still grows.
    static func milestone(_ milestone: Milestone, _ rating: MilestoneRating) -> JSONValue {
        .object([
            .init(name: "milestone", value: .string(milestone.name.number.description)),
            .init(name: "label", value: text(milestone.start.label)),
            .init(name: "written", value: text(milestone.start.written)),
            .init(name: "original", value: text(milestone.original)),
            .init(name: "current", value: text(milestone.current)),
            .init(name: "forecast", value: text(milestone.forecast)),
            .init(name: "delivered", value: text(rating.delivery?.declared.on)),
            .init(name: "confirmed", value: text(rating.delivery?.confirmed?.stamp.on)),
            .init(name: "moves", value: .integer(rating.moves.count)),
            .init(name: "slippage", value: text(words(ofSlippage: rating))),
            .init(name: "rating", value: PlanJSON.rating(rating.result)),
        ])
    }

    /// "2 months", "3 days, and running"; nil where there is no original date to slip from.
    static func words(ofSlippage rating: MilestoneRating) -> String? {
        rating.slippage.map { "\($0)\(rating.isRunning ? ", and running" : "")" }
    }

    /// A rating: `published`, `declared`, `computed` and `why`.
    public static func rating(_ result: RatingResult) -> JSONValue {
        .object([
            .init(name: "published", value: .string(result.published.rawValue)),
            .init(name: "declared", value: text(result.declared?.rawValue)),
            .init(name: "computed", value: .string(result.computed.rawValue)),
            .init(name: "why", value: .string(result.why)),
        ])
    }

    static func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
        value.map { .string($0.description) } ?? .null
    }

    static func keys(_ keys: [Key]) -> JSONValue { .array(keys.map { .string($0.text) }) }
}
