// What other plans say, shown beside the plan of the paper where the board is to see that too.

extension Paper {
    /// 16. Other plans, each marked with its size and head; nothing where none is shown.
    var beside: [Document.Block] {
        if report.beside.isEmpty { return [] }
        let opening =
            "What stands here is said by other plans, as at \(report.basis.asAt.words). It enters "
            + "no rating and no count of this paper."
        let waiting = borrowedTable
        return [heading("beside", "16. Beside this plan"), says(opening)]
            + (waiting.rows.isEmpty ? [] : [.table(waiting)])
            + report.beside.map { .table(oversightTable($0)) }
    }

    /// What this plan's open milestones wait for in the plans shown.
    private var borrowedTable: Table {
        let waits = PlanIndex(report.beside, besides: .notShown).waits(of: report)
        return Table(
            id: "borrowed",
            caption: "Table 16. What waits for another plan, and what that says",
            columns: [
                Column("Milestone", namesRow: true), Column("Waits for"), Column("Said there"),
                Column("As known from"),
            ],
            rows: waits.map { wait in
                var basis = "not shown"
                if case .said(let borrowed) = wait.found {
                    basis = PortfolioWords.basis(of: borrowed)
                }
                return [
                    promise(wait.row, 60), Cell("\(wait.reference)".inWords),
                    Cell(PortfolioWords.words(wait.found, wait.reference)), Cell(basis),
                ]
            }
        )
    }

    /// Another plan's actions: leads, dates, rating, and what of this plan they are linked to.
    private func oversightTable(_ known: KnownPlan) -> Table {
        let rows = Dictionary(grouping: known.rows) { $0.milestone.name.action }
        let number = 17 + (report.beside.firstIndex { $0.code == known.code } ?? 0)
        return Table(
            id: "beside-\(known.code)",
            caption: "Table \(number). \(known.title) (\(PortfolioWords.basis(of: known)))",
            columns: [
                Column("Action", namesRow: true), Column("Leads"), Column("Due"),
                Column("Rating"), Column("Latest progress"), Column("Linked to"),
            ],
            rows: known.plan.orderedActions.map { action in
                let code = action.code
                let leads = [LeadRole.accountable, .responsible].flatMap {
                    known.plan.leads(of: code, as: $0)
                }
                let rating = known.ratings[action: code]?.published ?? .grey
                return [
                    Cell([[.strong(code.text), .plain(" \(cut(action.title, 72))")]]),
                    Cell(keys(leads.unique)),
                    Cell(PortfolioWords.dates(rows[code] ?? [])), Cell([[.rating(rating)]]),
                    Cell(action.notes.latest.map { cut($0.fact.text, 80) } ?? "none"),
                    Cell(linked(code, of: known)),
                ]
            }
        )
    }

    /// The codes of this plan to which `code` of another is linked.
    private func linked(_ code: Code, of known: KnownPlan) -> String {
        let own = report.basis.plan.plan
        let links = known.plan.links.map(\.fact).filter { $0.from == code && $0.to.plan == own }
        let words = links.compactMap { link in
            link.to.code.map { "\($0.text)\(link.inferred ? " (inferred)" : "")" }
        }
        return words.unique.joined(separator: ", ")
    }
}
