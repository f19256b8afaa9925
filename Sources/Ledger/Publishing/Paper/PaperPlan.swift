// Appendix A: the whole plan, a block an action.

extension Paper {
    /// A. Every action of the plan, a block each.
    var wholePlan: [Document.Block] {
        var whole = self
        whole.isCut = false
        let actions = Dictionary(grouping: plan.orderedActions) { plan.priorityCode(of: $0.code) }
        let rows = Dictionary(grouping: report.rows) { $0.milestone.name.action }
        return [heading("plan", "A. Full plan")]
            + plan.priorities.flatMap { priority -> [Document.Block] in
                let id = "priority-\(priority.code.text)"
                let title = "Priority \(priority.code): \(priority.title)"
                let blocks = (actions[priority.code] ?? []).flatMap {
                    whole.block($0, rows[$0.code] ?? [])
                }
                return [.heading(level: 3, id: id, title)] + blocks
            }
    }

    private func block(
        _ action: Action,
        _ rows: [AssuranceReport.MilestoneRow]
    ) -> [Document.Block] {
        let id = "action-\(action.code.text)"
        let aim = action.aim.map { [Document.Term("Aim", [.plain($0)])] } ?? []
        let terms =
            aim + leads(of: action) + rows.map(term) + progress(of: action) + evidence(of: action)
        return [.heading(level: 4, id: id, "\(action.code) \(action.title)"), .terms(terms)]
    }

    /// Who leads, by name, with the keys that the tables use.
    private func leads(of action: Action) -> [Document.Term] {
        let accountable = plan.leads(of: action.code, as: .accountable)
        let responsible = plan.leads(of: action.code, as: .responsible)
        func term(_ name: String, _ keys: [Key]) -> Document.Term {
            let names = keys.map { "\(plan.name(of: $0)) (\($0))" }.joined(separator: ", ")
            return Document.Term(name, [.plain(names.isEmpty ? "nobody named" : names)])
        }
        return [term("Accountable", accountable), term("Responsible", responsible)]
    }

    private func term(_ row: AssuranceReport.MilestoneRow) -> Document.Term {
        let label = row.milestone.start.label.map { "\($0.capitalised): " } ?? ""
        return Document.Term(
            "Milestone \(row.milestone.name.number)",
            [
                .plain(label), .rating(row.rating.result.published),
                .plain(" \(why(row.rating)). \(dates(row).capitalised)"),
            ]
        )
    }

    private func progress(of action: Action) -> [Document.Term] {
        guard let note = action.notes.latest else { return [] }
        let by = plan.name(of: note.stamp.behalf ?? note.stamp.by)
        let byWhen = note.fact.byWhen.map { "; by \($0.words)" } ?? ""
        return [
            Document.Term(
                "Latest progress",
                [.plain("\(note.fact.text) (\(by), \(note.stamp.on.words)\(byWhen))")]
            )
        ]
    }

    private func evidence(of action: Action) -> [Document.Term] {
        let titles = action.evidence.facts.map { filed in
            let about = filed.fact.milestone.map { "milestone \($0), " } ?? ""
            return "\(filed.fact.title) (\(about)\(filed.stamp.on.words))"
        }
        if titles.isEmpty { return [] }
        return [Document.Term("Evidence", [.plain(titles.joined(separator: "; "))])]
    }
}
