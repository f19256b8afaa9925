// A lead's own actions: what is asked before the next meeting, worst first.

import Ledger

extension LedgerSite {
    func minePage(_ visit: Visit) throws(CommandError) -> Response {
        guard let key = visit.visitor.key else { return notFound(visit.visitor) }
        let reading = try visit.reading()
        // An officer looks after any lead's list.
        let asked = visit.visitor.role.recordsForOthers ? visit.request.asked("lead") : nil
        let lead = asked.flatMap(Key.init) ?? key
        guard reading.plan.keys.contains(lead) else {
            let main: HTML = """
                <p>\(lead) is nobody in this plan, so nothing is asked of them.</p>
                \(leadChoice(lead, reading, visit))
                """
            return page(
                WebPage(title: "My actions", main: main, part: "mine"),
                of: visit.plan.text,
                in: visit
            )
        }
        let report: LeadReport
        do throws(ReportError) { report = try LeadReport(of: lead, reading.ratings) } catch {
            throw .refused(error.words + ".")
        }
        let main: HTML = """
            \(visit.warning(reading))<p>\(heading(report.chase, isOwn: lead == key))</p>
            \(leadChoice(lead, reading, visit))\(registered(key, reading))\
            \(report.rows.map { card($0, report, visit) })\(elsewhere(report, visit))
            """
        let title =
            lead == key ? "My actions" : "Actions of \(reading.plan.name(of: lead))"
        return page(
            WebPage(title: title, main: main, part: "mine"),
            of: visit.plan.text,
            in: visit
        )
    }

    /// How much is asked, of whoever reads it or of somebody else.
    private func heading(_ chase: Chase, isOwn: Bool) -> String {
        let count = chase.asks.count
        guard isOwn, count > 0 else { return chase.heading }
        return "You are asked for \(count) thing\(count == 1 ? "" : "s") \(chase.before)."
    }

    /// Whose list it is, for those who look after others.
    private func leadChoice(_ lead: Key, _ reading: Reading, _ visit: Visit) -> HTML {
        guard visit.visitor.role.recordsForOthers else { return "" }
        let options = reading.plan.keys.map { key -> HTML in
            let chosen: HTML = key == lead ? " selected=\"selected\"" : ""
            return
                "<option value=\"\(key)\"\(chosen)>\(key) \(reading.plan.name(of: key))</option>\n"
        }
        return """
            <form method="get" action="\(visit.path("mine"))" class="row">
            <div class="field"><label for="lead">Whose actions</label>
            <select id="lead" name="lead" class="short">\(options)</select></div>
            <button class="second">Show</button></form>

            """
    }

    /// Says to whoever has registered a key that nothing can be recorded here.
    private func registered(_ key: Key, _ reading: Reading) -> HTML {
        guard reading.history.plan.mustSign(key) else { return "" }
        return """
            <div class="note"><p>\(key) has registered a key, so what \(key) records must be signed \
            with it. A browser cannot sign: record with <code>ledgerctl</code> where the key \
            is.</p></div>

            """
    }

    private func card(
        _ row: AssuranceReport.MilestoneRow,
        _ report: LeadReport,
        _ visit: Visit
    ) -> HTML {
        let action = row.milestone.name.action
        let asks = report.asks(about: row).map { ask -> HTML in
            "<li><strong>\(ask.kind.words)</strong>: \(ask.why). \(ask.kind.request).</li>\n"
        }
        let moves = row.rating.moves.count
        let moved: HTML = moves == 0 ? "" : ", moved \(moves == 1 ? "once" : "\(moves) times")"
        let forecast: HTML = row.milestone.forecast.map { ", forecast \($0.words)" } ?? ""
        let note: HTML =
            row.note.map {
                "<p>Last note, \($0.stamp.on.words): \(lines: $0.fact.text)</p>\n"
            } ?? "<p>No progress note yet.</p>\n"
        let name = row.milestone.name
        // What is delivered waits for others.
        let second: HTML = row.milestone.delivery == nil ? "" : " second"
        return """
            <section class="card" aria-labelledby="m-\(action)-\(name.number.description)">
            <h2 id="m-\(action)-\(name.number.description)">\(HTML.tag(row.rating.result.published)) \
            <a href="\(visit.path("actions/\(action)"))">\(name)</a> \(row.title)</h2>
            <p>\(row.rating.plainWhy). Original \(row.milestone.original?.words ?? "none"), current \
            \(row.milestone.current?.words ?? "no date")\(forecast)\(moved).</p>
            \(asks.isEmpty ? "" : "<ul>\n\(asks)</ul>\n" as HTML)\(note)\
            <p class="screen"><a class="button\(second)" href="\(visit.path("actions/\(action)/record"))">\
            Record progress<span class="unseen"> on \(name)</span></a></p>
            </section>

            """
    }

    private func elsewhere(_ report: LeadReport, _ visit: Visit) -> HTML {
        let items = report.withoutMilestone.map { action -> HTML in
            "<li><a href=\"\(visit.path("actions/\(action.code)"))\">\(action.code)</a> \(lines: action.title)</li>\n"
        }
        if report.rows.isEmpty, items.isEmpty {
            return "<p>No milestone that is open or delivered.</p>\n"
        }
        return items.isEmpty
            ? "" : "<h2>Without a milestone of their own</h2>\n<ul>\n\(items)</ul>\n"
    }
}
