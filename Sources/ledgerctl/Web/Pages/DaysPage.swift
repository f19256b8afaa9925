// The plan on any day, by both clocks, and two moments side by side.

import Ledger

extension LedgerSite {
    func daysPage(_ visit: Visit) throws(CommandError) -> Response {
        var form = WebForm(["as-at", "known-at"], visit.request.asked)
        let history = try visit.edition().reading.history
        var result: HTML = ""
        do throws(CommandError) { result = try moment(visit) } catch {
            guard error.isOfForm else { throw error }
            form.refuse(isOfDay(visit) ? "as-at" : "known-at", error.webWords)
        }
        let main: HTML = """
            <form method="get" action="\(visit.path("days"))">
            \(slider(form, history))<div class="row">
            \(form.line("as-at", "As at", "The day spoken of, such as 13/11/2026; today if empty"))\
            \(form.line("known-at", "Known at", "A day, a time or the number of an entry; all if empty"))\
            </div><button>Show</button></form>
            <p><a href="\(visit.path("compare"))">Compare two days</a></p>
            \(result)
            """
        return page(
            WebPage(
                title: "The plan on any day",
                main: main,
                part: "days",
                status: form.status,
                problem: form.summary
            ),
            of: visit.plan.text,
            in: visit
        )
    }

    /// Whether it is the day that cannot be read.
    private func isOfDay(_ visit: Visit) -> Bool {
        do throws(CommandError) {
            _ = try visit.given("days").day("as-at", in: visit.world())
            return visit.request.asked("known-at") == nil
        } catch { return true }
    }

    private func moment(_ visit: Visit) throws(CommandError) -> HTML {
        let reading = try visit.reading()
        let position = Position(reading.ratings)
        return """
            \(visit.warning(reading))\
            <h2>As at \(reading.asAt.words), known at entry \(reading.known)</h2>
            \(figures(position.counts))\(priorities(position, visit))\
            \(worst(position, reading.ratings, visit))
            <p><a href="\(visit.pathNow())">The whole plan at this moment</a></p>

            """
    }

    /// A slider over the days on which something happened, for browsers that run scripts.
    private func slider(_ form: WebForm, _ history: History) -> HTML {
        let days = Set(history.entries.map(\.day)).sorted()
        guard days.count > 1 else { return "" }
        let asked =
            form["as-at"].flatMap { try? StatedDate.read($0, today: today).end } ?? today
        let place = max(0, (days.firstIndex { $0 > asked } ?? days.count) - 1)
        let list = days.map(\.description).strung(" ")
        return """
            <div class="field"><label for="slider">A day on which something happened</label>
            <p class="hint" id="slider-hint">From \(days[0].words) to \(days[days.count - 1].words). \
            It fills in the day below, in browsers that run scripts.</p>
            <input type="range" id="slider" min="0" max="\(days.count - 1)" value="\(place)" \
            data-field="as-at" data-days="\(list)" aria-valuetext="\(days[place].words)" \
            aria-describedby="slider-hint"/></div>

            """
    }

    /// Two moments side by side.
    func comparePage(_ visit: Visit) throws(CommandError) -> Response {
        var form = WebForm(["from", "to"], visit.request.asked)
        let reading = try Reading(
            Invocation(verb: "diff", usageLine: "", given: ["plan": [visit.plan.text]]),
            visit.world()
        )
        let before = moment("from", &form, reading)
        let after = moment("to", &form, reading)
        var result: HTML = ""
        if let before, let after { result = sideBySide(before, after, visit) }
        let hint =
            "A day, such as 1 September 2024; the number of an entry; or both, such as "
            + "1 September 2024@100: that day, as known at entry 100"
        let main: HTML = """
            <form method="get" action="\(visit.path("compare"))"><div class="row">
            \(form.line("from", "From", hint))\
            \(form.line("to", "To", "A day, the number of an entry, or both"))</div>
            <button>Compare</button></form>
            \(result)
            """
        return page(
            WebPage(
                title: "Two days side by side",
                main: main,
                part: "days",
                status: form.status,
                problem: form.summary
            ),
            of: visit.plan.text,
            in: visit
        )
    }

    private func moment(_ field: String, _ form: inout WebForm, _ reading: Reading) -> Moment? {
        guard let words = form[field] else { return nil }
        do throws(CommandError) { return try Answer.moment(words, reading) } catch {
            form.refuse(field, error.webWords)
            return nil
        }
    }

    private func sideBySide(_ before: Moment, _ after: Moment, _ visit: Visit) -> HTML {
        let (old, new) = (Position(before.ratings).counts, Position(after.ratings).counts)
        let rows = zip(Self.figures(old), Self.figures(new)).map { old, new -> [HTML] in
            ["\(old.1.sentence)", "\(old.0)", "\(new.0)"]
        }
        let changes = Changes.between(before, after)
        let figures = HTML.table(
            "The figures",
            id: "figures",
            ["Figure", before.words, after.words],
            rows,
            numbers: [1, 2]
        )
        let first =
            changes.filter(\.isOfRating) + changes.filter { !$0.isOfRating && $0.isRatingOrDate }
        let rest = changes.filter { !$0.isRatingOrDate }
        let more: HTML =
            rest.isEmpty
            ? ""
            : """
            <details><summary>Everything else: \(rest.count)</summary>
            \(Self.differences(rest, "Everything else that differs", id: "others", of: visit))</details>

            """
        let count = changes.count == 1 ? "1 difference" : "\(changes.count) differences"
        return """
            <h2>\(before.words), and \(after.words)</h2>
            \(figures)
            <p>\(count).</p>
            \(Self.differences(first, "Published ratings and dates", of: visit))\(more)
            """
    }

    private static func figures(_ counts: Position.Counts) -> [(Int, String)] {
        [(counts.milestones, "milestones")]
            + Rating.allCases.map { (counts[$0], $0.rawValue) }
            + [
                (counts.overdue, "overdue"), (counts.moved, "moved"),
                (counts.undated, "without a date"), (counts.delivered, "delivered"),
                (counts.confirmed, "confirmed"),
            ]
    }
}
