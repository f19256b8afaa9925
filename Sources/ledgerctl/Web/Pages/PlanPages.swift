// The pages everybody sees: the plans, and one of them at a glance.

import Ledger

extension LedgerSite {
    /// The plans of the ledger; the only one, where there is one.
    func plansPage(_ visitor: Visitor) throws(CommandError) -> Response {
        let codes: [Code]
        do throws(JournalError) { codes = try home.plans() } catch {
            throw CommandError(.journal(error))
        }
        if codes.count == 1 { return .seeOther("/plans/\(codes[0])") }
        let items = codes.map { code -> HTML in
            let open = (try? plan(code)) ?? nil
            let title = (try? open?.edition().reading.history.plan.opening?.fact.title) ?? nil
            return "<li><a href=\"/plans/\(code)\">\(title ?? code.text)</a></li>\n"
        }
        let main: HTML =
            items.isEmpty
            ? "<p>There is no plan in this ledger yet. <code>ledgerctl add plan</code> opens one.</p>\n"
            : "<ul>\n\(items)</ul>\n"
        return page(WebPage(title: "Plans", main: main), for: visitor)
    }

    /// The plan by priority, worst first, on the day and as known at the moment asked for.
    func planPage(_ visit: Visit) throws(CommandError) -> Response {
        let reading = try visit.reading()
        let ratings = reading.ratings
        let position = Position(ratings)
        let main: HTML = """
            \(visit.warning(reading))\(visit.moment(reading))\(figures(position.counts))
            <h2 id="priorities">By priority</h2>
            \(priorities(position, visit))
            \(worst(position, ratings, visit))
            <h2 id="actions">All actions</h2>
            \(visit.actions(reading.plan.orderedActions, ratings, "Every action, in plan order"))
            """
        return page(WebPage(title: position.title, main: main), of: visit.plan.text, in: visit)
    }

    func figures(_ counts: Position.Counts) -> HTML {
        let figures = [
            (counts.milestones, "milestones"), (counts.overdue, "overdue"),
            (counts.moved, "moved"), (counts.undated, "without a date"),
            (counts.delivered, "delivered"), (counts.confirmed, "confirmed"),
        ]
        let items = figures.map { "<li><strong>\($0.0)</strong> \($0.1)</li>\n" as HTML }
        return "<ul class=\"figures\">\n\(items)</ul>\n"
    }

    func priorities(_ position: Position, _ visit: Visit) -> HTML {
        let rows = position.rows.map { row -> [HTML] in
            let counts = Rating.allCases.map { "\(row.counts[$0])" as HTML }
            let search = "search?q=\(HTML.encoded("priority:\(row.code)"))"
            return [
                "<a href=\"\(visit.path(search))\">\(row.code)</a> \(row.title)"
            ] + counts + ["\(row.counts.overdue)"]
        }
        return HTML.table(
            "Milestones of each priority by published rating",
            id: "priorities-table",
            ["Priority"] + Rating.allCases.map(\.rawValue.sentence) + ["Overdue"],
            rows,
            numbers: Set(1...(Rating.allCases.count + 1))
        )
    }

    func worst(_ position: Position, _ ratings: Ratings, _ visit: Visit) -> HTML {
        if position.worst.isEmpty { return "" }
        let rows = position.worst.map { bad -> [HTML] in
            let action = bad.name.action
            let leads = ratings.plan.leads(of: action, as: .accountable)
            let title = ratings.plan.actions[action]?.title ?? ""
            return [
                "<a href=\"\(visit.pathNow("actions/\(action)"))\">\(bad.name)</a> \(lines: title)",
                visit.leads(leads, ratings.plan), HTML.tag(bad.rating),
                "\(bad.due?.words ?? "no date")", "\(ratings[milestone: bad.name]?.plainWhy ?? "")",
            ]
        }
        let table = HTML.table(
            "The ten worst at most: red before amber, the longest due first",
            id: "worst-table",
            ["Milestone", "Accountable", "Rating", "Due", "Why"],
            rows,
            wide: [0, 4]
        )
        return "<h2 id=\"worst\">Worst first</h2>\n\(table)"
    }
}

extension Visit {
    /// What is said before all else where the journal is torn.
    func warning(_ reading: Reading) -> HTML {
        reading.read.warning.map { "<div class=\"note\"><p>\($0)</p></div>\n" } ?? ""
    }

    /// Which moment of the plan a page shows, by both clocks where it is not the present one.
    func moment(_ reading: Reading) -> HTML {
        let count = reading.history.entries.count
        if reading.asAt == site.today, reading.known == count {
            return """
                <p>The plan on \(reading.asAt.words), with everything recorded so far \
                (\(count) entries).</p>

                """
        }
        return """
            <div class="note"><p><strong>This is not today’s plan.</strong> It is the plan as at \
            \(reading.asAt.words), known at entry \(reading.known). \
            <a href="\(path())">Show the plan today</a></p></div>

            """
    }

    /// Actions in a table.
    func actions(_ actions: [Action], _ ratings: Ratings, _ caption: String) -> HTML {
        let plan = ratings.plan
        let rows = actions.map { action -> [HTML] in
            let rating = ratings[action: action.code]
            let dates = action.milestones.map { $0.current?.words ?? "no date" }
            let tag = rating.map { HTML.tag($0.published) } ?? ""
            return [
                "<a href=\"\(pathNow("actions/\(action.code)"))\">\(action.code)</a>", tag,
                "\(lines: action.title)",
                leads(plan.leads(of: action.code, as: .accountable), plan),
                leads(plan.leads(of: action.code, as: .responsible), plan),
                "\(dates.strung("; "))",
            ]
        }
        return HTML.table(
            caption,
            id: "actions-table",
            ["Code", "Rating", "Action", "Accountable", "Responsible", "Due"],
            rows,
            wide: [2]
        )
    }

    /// Leads by their names, each with its key.
    func leads(_ keys: [Key], _ plan: Plan) -> HTML {
        if keys.isEmpty { return "nobody" }
        let names = keys.map { key -> HTML in
            let name = plan.name(of: key)
            return name == key.text ? "\(key)" : "\(name) (\(key))"
        }
        let rest = names.dropFirst().map { ", \($0)" as HTML }
        return "\(names[0])\(rest)"
    }
}
