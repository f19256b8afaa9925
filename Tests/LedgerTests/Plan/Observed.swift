// Everything that can be seen of a plan, as lines that can be compared.

@testable import Ledger

extension Plan {
    /// What can be seen of it, in an order of its own.
    var observed: [String] {
        boardLines + peopleLines + orderedActions.flatMap(lines)
            + orderedMilestones.flatMap(lines)
            + risks.map { "\($0.code) \($0.mitigations.facts.map(\.fact)) \($0.closed?.seq ?? 0)" }
            + measures.map { "\($0.measure.code) \($0.readings.facts.map(\.fact))" }
            + struck.sorted { $0.key < $1.key }.map { "\($0.key) struck by \($0.value.seq)" }
            + corrections.map { "\($0.milestone) \($0.due) of \($0.entry) by \($0.stamp.seq)" }
            + idempotency.sorted { $0.key < $1.key }.map { "\($0.key) is \($0.value)" }
    }

    private var boardLines: [String] {
        ["\(opening?.fact.plan.text ?? "none") closed \(closed?.stamp.seq ?? 0)"]
            + approvals.map { "approved \($0.stamp.seq)" }
            + meetings.map { "\($0.board) meets \($0.day) \($0.stands)" }
            + policies.map { "policy \($0.stamp.seq)" } + minutes.map { "minute \($0.stamp.seq)" }
            + publications.map { "published \($0.stamp.seq)" }
            + words.map { "\($0.key.part) \($0.value.facts.map(\.fact))" }.sorted()
            + assurances.map { "\($0.key) \($0.value.facts.map(\.fact.level))" }.sorted()
            + restores.map { "restored \($0.stamp.seq)" }
    }

    private var peopleLines: [String] {
        keys.map { key in
            "\(key) \(name(of: key)) left \(people[key]?.left?.seq ?? 0) "
                + "offices \(people[key]?.offices.count ?? 0) of \(bodies[key]?.members ?? []) "
                + "ever \((bodies[key]?.everMembers ?? []).sorted()) "
                + "signs \((signingKeys[key] ?? []).sorted())"
        }
            + priorities.map { "\($0.code) under \($0.under?.text ?? "-")" }
            + links.map { "\($0.fact.from) to \($0.fact.to)" }
    }

    private func lines(_ action: Action) -> [String] {
        [
            "\(action.code) \(action.title) under \(action.under) parts \(action.parts)",
            LeadRole.allCases.map { "\($0) \(leads(of: action.code, as: $0))" }.joined(),
            "ever led by \(everLed(action.code).sorted())",
            "notes \(action.notes.facts.map(\.fact.text)) declared \(action.declarations.facts)",
            "evidence \(action.evidence.facts.count) closures \(action.closures.facts)",
        ] + action.helps.map { "\($0.key): \($0.value.facts.count)" }.sorted()
    }

    private func lines(_ milestone: Milestone) -> [String] {
        [
            "\(milestone.name) \(milestone.first?.due.description ?? "-")",
            "original \(milestone.original?.description ?? "-")",
            "current \(milestone.current?.description ?? "-")",
            "agreed \(milestone.agreed.facts.map(\.fact.date.due))",
            "recorded \(milestone.datesRecorded)",
            "forecasts \(milestone.forecasts.facts.map(\.fact))",
            "asked \(milestone.openRequest?.fact.description ?? "-")",
            "moves \(milestone.moves.map { "\($0.from) \($0.to) by \($0.stamp.seq)" })",
            "delivered \(milestone.delivery?.declared.seq ?? 0)",
            "first \(milestone.delivery?.firstDeclared.seq ?? 0)",
            "confirmed \(milestone.delivery?.confirmed?.stamp.seq ?? 0)",
            "closed \(closure(of: milestone.name.action, milestone.name.number)?.closed.stamp.seq ?? 0)",
        ]
    }
}
