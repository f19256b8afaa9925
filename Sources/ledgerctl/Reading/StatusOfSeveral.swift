// `status` of several plans: where each stands, on one page.

import Ledger

extension Answer {
    static func status(_ several: SeveralPlans) throws(CommandError) -> ExitCode {
        var glances: [Glance] = []
        let given = several.given
        let today = several.world.today
        let isToday = try given.day("as-at", in: several.world) ?? today == today
        let isPlain = isToday && given["known-at"] == nil
        let found = ActionLedger.standpoints(
            of: isPlain ? several.plans.map { given.ledger(of: $0, in: several.world) } : [],
            asAt: today
        )
        var next = found.makeIterator()
        let outcome = try several.ask { given, world throws(CommandError) in
            try Glance(given, world, found: next.next())
        } _: { _, result in
            if case .success(let glance) = result { glances.append(glance) }
        }
        let page = several.given.page(several.world)
        if let asAt = glances.first?.asAt {
            let count = several.plans.count
            let plans = "\(count) plan\(count == 1 ? "" : "s")"
            let known = several.given["known-at"].map { "known at \($0)" }
            page.line(
                "\(glances.count == count ? plans : "\(glances.count) of \(plans)"), as at "
                    + "\(asAt.words), \(known ?? "with all that is recorded")"
            )
            tell(glances, page)
            if !outcome.unopened.isEmpty {
                let plans = outcome.unopened.map(\.text).joined(separator: ", ")
                page.line("")
                page.line("Not open yet by then, and in none of these numbers: \(plans)")
            }
            if !outcome.missing.isEmpty {
                page.line("")
                page.line("Missing, and in none of these numbers:")
                page.table(
                    ["plan", "why"],
                    outcome.missing.map { [$0.plan.text, $0.error.lines.joined(separator: " ")] }
                )
            }
        }
        return several.finish(outcome)
    }

    private static func tell(_ glances: [Glance], _ page: Page) {
        var total = Position.Counts()
        for glance in glances { total.add(glance.position.counts) }
        page.table(
            ["plan", "title", "milestones"] + Rating.allCases.map(\.rawValue)
                + ["overdue", "undated", "delivered", "confirmed"],
            glances.map { [$0.plan.text, $0.position.title] + $0.position.counts.cells }
                + [["", "all of them"] + total.cells]
        )
        page.line(
            "The last row counts milestones and nothing else: what stands in two plans counts in "
                + "both."
        )
        let worst = Position.worst(of: glances.map { ($0.plan, $0.position) })
        if worst.isEmpty { return }
        page.line("")
        page.line("Worst first:")
        page.table(
            ["", "rating", "due", "why"],
            worst.map { plan, milestone in
                [
                    "\(plan):\(milestone.name)", milestone.rating.rawValue,
                    milestone.due?.words ?? "no date", milestone.why,
                ]
            }
        )
    }
}

extension Position.Counts {
    /// The numbers of one row.
    fileprivate var cells: [String] {
        let numbers =
            [milestones] + Rating.allCases.map { self[$0] }
            + [overdue, undated, delivered, confirmed]
        return numbers.map(String.init)
    }
}
