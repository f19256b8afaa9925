// `show`: an action, priority, risk, measure, person or body, with all that is known of it.

import Ledger

extension Answer {
    static func show(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let words = given["CODE"] ?? ""
        let page = given.page(world)
        if let code = Code(words), let action = reading.plan.actions[code] {
            let ratings = reading.ratings
            let crossings = try reading.crossings(of: code)
            if given.has("json") {
                reading.write(PlanJSON.show(action, ratings, beside: crossings))
                return .done
            }
            show(action, ratings, page)
            show(crossings, page)
        } else if let code = Code(words), let priority = reading.plan.priority(code) {
            show(priority, reading, given, page)
            if !given.has("json") { show(try reading.crossings(of: code), page) }
        } else if let code = Code(words), let json = PlanJSON.show(concern: code, reading.plan) {
            if given.has("json") {
                reading.write(json)
                return .done
            }
            for risk in reading.plan.risks where risk.code == code { show(risk, page) }
            for series in reading.plan.measures where series.measure.code == code {
                show(series, page)
            }
        } else if let key = Key(words), let json = PlanJSON.show(key, reading.ratings) {
            if given.has("json") {
                reading.write(json)
                return .done
            }
            show(key, reading, page)
        } else {
            throw reading.nothing(called: words)
        }
        return .done
    }

    /// Shows what other plans say, marked with what it rests on.
    private static func show(_ crossings: [Crossing], _ page: Page) {
        if crossings.isEmpty { return }
        page.line("beside, from other plans, in no rating and no count of this one:")
        var told: Set<Reference> = []
        for crossing in crossings {
            page.line("  \(PortfolioWords.words(crossing))")
            if !told.insert(crossing.far).inserted { continue }
            page.line("    \(PortfolioWords.words(crossing.found, crossing.far))")
            if case .said(let borrowed) = crossing.found {
                page.line("    as known from \(PortfolioWords.basis(of: borrowed))")
            }
        }
    }

    private static func show(
        _ priority: Priority,
        _ reading: Reading,
        _ given: Invocation,
        _ page: Page
    ) {
        let (plan, ratings) = (reading.plan, reading.ratings)
        let own = plan.orderedActions.filter { plan.priorityCode(of: $0.code) == priority.code }
        if given.has("json") {
            reading.write(PlanJSON.list(own, ratings))
            return
        }
        page.line("Priority \(priority.code): \(priority.title)")
        if let aim = priority.aim { page.line("Aim: \(aim)") }
        if let assurance = plan.assurances[priority.code]?.latest {
            page.line(
                "assurance: \(assurance.fact.level), meeting of "
                    + "\(assurance.fact.meeting.words), entry \(assurance.stamp.seq)"
            )
        }
        showConcerns(of: priority.code, plan, page)
        page.table(
            ["", "rating", "title"],
            own.map {
                [$0.code.text, ratings[action: $0.code]?.published.rawValue ?? "", $0.title]
            }
        )
    }

    private static func show(_ action: Action, _ ratings: Ratings, _ page: Page) {
        let plan = ratings.plan
        page.line("\(action.code) \(action.title)")
        if let aim = action.aim { page.line("aim: \(aim)") }
        page.line("under \(action.under), added \(action.added.day.words)")
        for role in [LeadRole.accountable, .responsible] {
            let leads = plan.leads(of: action.code, as: role)
            let names = leads.map { "\($0) \(plan.name(of: $0))" }.joined(separator: ", ")
            let inherited = action.leads[role]?.latest?.fact.isEmpty ?? true
            let from = inherited && !leads.isEmpty ? " (from \(action.under))" : ""
            page.line("\(role.rawValue): \(names.isEmpty ? "nobody" : names)\(from)")
        }
        if let rating = ratings[action: action.code] {
            page.line("rating: \(rating.published.rawValue), \(rating.why)")
        }
        if let declared = action.declared {
            page.line("declared: \(declared.fact.rawValue) on \(declared.stamp.day.words)")
        }
        for milestone in action.milestones { show(milestone, ratings, page) }
        if !action.notes.facts.isEmpty { page.line("notes, latest first:") }
        for note in action.notes.facts.reversed() {
            let by = note.fact.byWhen.map { ", by \($0.words)" } ?? ""
            page.line("  \(note.stamp.on.words): \(EntryWords.oneLine(note.fact.text))\(by)")
        }
        for (help, steps) in action.helps.sorted(by: { $0.key < $1.key }) {
            for step in steps.facts {
                switch step.fact {
                case .asked(let text): page.line("help \(help) asked: \(EntryWords.oneLine(text))")
                case .given(let text): page.line("help \(help) given: \(EntryWords.oneLine(text))")
                }
            }
        }
        for evidence in action.evidence.facts {
            page.line(EntryWords.what(.delivery(.evidenceFiled(evidence.fact))))
        }
        for link in plan.links
        where link.fact.from == action.code || plan.ownCode(link.fact.to) == action.code {
            page.line("link: \(EntryWords.what(.structure(.actionLinked(link.fact))))")
        }
        if let closure = plan.closure(of: action.code) { show(closure, page) }
        showConcerns(of: action.code, plan, page)
        for part in action.parts { page.line("part: \(part) \(plan.actions[part]?.title ?? "")") }
    }

    private static func show(_ milestone: Milestone, _ ratings: Ratings, _ page: Page) {
        guard let rating = ratings[milestone: milestone.name] else { return }
        let label = milestone.start.label.map { " (\($0))" } ?? ""
        let written = milestone.start.written.map { ", written \"\($0)\"" } ?? ""
        page.line("milestone \(milestone.name)\(label)")
        page.line(
            "  original \(milestone.original?.words ?? "none"), current "
                + "\(milestone.current?.words ?? "none")"
                + (milestone.forecast.map { ", forecast \($0.words)" } ?? "") + written
        )
        for move in rating.moves {
            page.line(
                "  moved from \(move.from.words) to \(move.to.words) on \(move.stamp.day.words), "
                    + "entry \(move.stamp.seq): \(move.stamp.because ?? "no reason")"
            )
        }
        if let request = milestone.openRequest {
            page.line(
                "  \(request.fact.words) asked for on \(request.stamp.day.words), not answered"
            )
        }
        if let delivery = rating.delivery {
            let confirmed = delivery.confirmed.map { ", confirmed \($0.stamp.on.words)" }
            page.line("  delivered \(delivery.declared.on.words)\(confirmed ?? ", not confirmed")")
        }
        if let slippage = rating.slippage, slippage.amount > 0 {
            page.line("  slippage \(slippage)\(rating.isRunning ? ", and running" : "")")
        }
        if !milestone.closures.facts.isEmpty,
            let closure = ratings.plan.closure(of: milestone.name.action, milestone.name.number)
        {
            show(closure, page, indent: "  ")
        }
        page.line("  rating \(rating.result.published.rawValue), \(rating.result.why)")
    }

    private static func show(_ closure: StandingClosure, _ page: Page, indent: String = "") {
        let closed = closure.closed
        page.line(
            "\(indent)closed: \(EntryWords.what(.delivery(.closed(closed.fact)))), on "
                + "\(closed.stamp.day.words): \(closed.stamp.because ?? "no reason")"
        )
        let approved = closure.approved.map { "approved by \($0.fact.by)" }
        page.line("\(indent)closure \(approved ?? "not approved, so its dates still count")")
    }

    /// Shows the risks and the measures of an action or priority.
    private static func showConcerns(of code: Code, _ plan: Plan, _ page: Page) {
        for risk in plan.risks where risk.about == code { show(risk, page) }
        for series in plan.measures where series.measure.about == code { show(series, page) }
    }

    private static func show(_ risk: Risk, _ page: Page) {
        page.line(
            "risk \(risk.code): \(risk.title)"
                + (risk.closed.map { ", closed on \($0.day.words)" } ?? "")
        )
        for mitigation in risk.mitigations.facts.reversed() {
            page.line(
                "  \(mitigation.stamp.on.words): \(EntryWords.oneLine(mitigation.fact))"
            )
        }
    }

    private static func show(_ series: MeasureSeries, _ page: Page) {
        page.line(EntryWords.what(.progress(.measureAdded(series.measure))))
        for reading in series.readings.facts.reversed() {
            page.line("  \(reading.stamp.on.words): \(reading.fact) \(series.measure.unit ?? "")")
        }
    }

    /// Shows a person or body.
    private static func show(_ key: Key, _ reading: Reading, _ page: Page) {
        let plan = reading.plan
        if let person = plan.people[key] {
            for office in person.offices.map(\.fact) {
                let words = [office.name, office.role, office.organisation].compactMap(\.self)
                page.line("\(key) \(words.joined(separator: ", "))")
            }
            if let left = person.left { page.line("left, entry \(left.seq)") }
        } else if let body = plan.bodies[key] {
            page.line("\(key) \(body.name)")
            if !body.members.isEmpty { page.line("members: \(words(body.members))") }
        }
        let ratings = reading.ratings
        let led = plan.orderedActions.filter { action in
            [LeadRole.accountable, .responsible].contains {
                plan.leads(of: action.code, as: $0).contains(key)
            }
        }
        page.table(
            ["", "rating", "title"],
            led.map {
                [$0.code.text, ratings[action: $0.code]?.published.rawValue ?? "", $0.title]
            }
        )
    }
}
