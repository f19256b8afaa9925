// What is declared delivered and waits for somebody independent, with what was filed to show it.

import Ledger

extension LedgerSite {
    func confirmPage(_ visit: Visit) throws(CommandError) -> Response {
        let reading = try visit.reading()
        let waiting = reading.plan.orderedActions.flatMap { action in
            action.milestones.compactMap { milestone -> (Action, Milestone, Delivery)? in
                guard let delivery = milestone.delivery, delivery.confirmed == nil else {
                    return nil
                }
                return (action, milestone, delivery)
            }
        }
        let cards = waiting.map { card($0, $1, $2, reading, visit) }
        let count = waiting.count == 1 ? "1 delivery waits" : "\(waiting.count) deliveries wait"
        let main: HTML = """
            \(recorded(visit))\(visit.warning(reading))\(visit.moment(reading))
            <p>\(count) for somebody independent to say whether it is done.</p>
            \(cards)
            """
        return page(
            WebPage(title: "Delivered, not confirmed", main: main, part: "confirm"),
            of: visit.plan.text,
            in: visit
        )
    }

    private func card(
        _ action: Action,
        _ milestone: Milestone,
        _ delivery: Delivery,
        _ reading: Reading,
        _ visit: Visit
    ) -> HTML {
        let name = milestone.name
        let id = "m-\(name.action)-\(name.number.description)"
        let items = evidenceItems(action, visit)
        let leads = reading.plan.leads(of: action.code, as: .accountable)
        let query = [("milestone", name.description as String?)]
        let because: HTML = delivery.declared.because.map { ": \(lines: $0)" } ?? ""
        let filed: HTML =
            items.isEmpty ? "<p>Nothing is filed that shows it.</p>\n" : "<ul>\n\(items)</ul>\n"
        return """
            <section class="card" aria-labelledby="\(id)">
            <h2 id="\(id)"><a href="\(visit.pathNow("actions/\(name.action)"))">\(name)</a> \
            \(lines: action.title)</h2>
            <p>Declared delivered \(delivery.declared.on.words) by \
            \(delivery.declared.by)\(because). Due \
            \(milestone.current?.words ?? "on no date"). Accountable: \(visit.leads(leads, reading.plan)).</p>
            \(filed)\(actLinks([(.confirm, query), (.sendBack, query)], visit))</section>

            """
    }
}
