// What leads are asked for as JSON objects.

extension PlanJSON {
    /// `chase --json`: `plan`, `as-at`, `known-at`, `meeting` (null where none is ahead), `by`,
    /// `asks` (how many there are) and `organisations`, each with `organisation` and its `leads`.
    ///
    /// A lead has `lead` (null: nobody is named), `name`, `role`, `left` and `asks`: each `kind`
    /// (see ``Chase/Kind``), `action`, `title`, `milestones` (each `milestone` and `due`), `why`,
    /// `request`, `accountable` and `responsible`. An ask of several leads stands under each;
    /// `asks` above counts it once.
    public static func chase(_ chase: Chase, knownAt: Int) -> JSONValue {
        .object([
            .init(name: "plan", value: text(chase.ratings.plan.opening?.fact.plan)),
            .init(name: "as-at", value: text(chase.ratings.asAt)),
            .init(name: "known-at", value: .integer(knownAt)),
            .init(name: "meeting", value: text(chase.meeting?.day)),
            .init(name: "by", value: text(chase.by)),
            .init(name: "asks", value: .integer(chase.asks.count)),
            .init(
                name: "organisations",
                value: .array(
                    chase.organisations.map { organisation in
                        .object([
                            .init(name: "organisation", value: text(organisation.organisation)),
                            .init(
                                name: "leads",
                                value: .array(
                                    organisation.leads.map { lead($0, chase.ratings.plan) }
                                )
                            ),
                        ])
                    }
                )
            ),
        ])
    }

    private static func lead(_ asked: Chase.LeadAsks, _ plan: Plan) -> JSONValue {
        let person = asked.lead.flatMap { plan.people[$0] }
        return .object([
            .init(name: "lead", value: text(asked.lead)),
            .init(name: "name", value: text(asked.lead.map { plan.name(of: $0) })),
            .init(name: "role", value: text(person?.office.role)),
            .init(name: "left", value: text(person?.left?.day)),
            .init(name: "asks", value: .array(asked.asks.map(ask))),
        ])
    }

    static func ask(_ ask: Chase.Ask) -> JSONValue {
        .object([
            .init(name: "kind", value: .string(ask.kind.rawValue)),
            .init(name: "action", value: .string(ask.action.text)),
            .init(name: "title", value: .string(ask.title)),
            .init(
                name: "milestones",
                value: .array(
                    ask.milestones.map { milestone in
                        .object([
                            .init(name: "milestone", value: text(milestone.name.number)),
                            .init(name: "due", value: text(milestone.due)),
                        ])
                    }
                )
            ),
            .init(name: "why", value: .string(ask.why)),
            .init(name: "request", value: .string(ask.kind.request)),
            .init(name: "accountable", value: keys(ask.accountable)),
            .init(name: "responsible", value: keys(ask.responsible)),
        ])
    }
}
