// The audit trail: everything recorded, newest first, by what an auditor asks for.

import Ledger

extension LedgerSite {
    func historyPage(_ visit: Visit) throws(CommandError) -> Response {
        let names = ["about", "field", "from", "to", "by", "words"]
        var form = WebForm(names, visit.request.asked)
        let reading = try visit.reading()
        var changes: [AuditTrail.Change] = []
        do throws(TrailFault) { changes = try trail(form, reading, visit) } catch {
            form.refuse(error.field, error.words)
        }
        if visit.request.asked("format") == "csv", form.faults.isEmpty {
            return .download(
                TrailCSV.render(changes),
                type: "text/csv; charset=utf-8",
                name: "\(visit.plan)-history.csv"
            )
        }
        let results = form.faults.isEmpty ? results(changes, form, names, visit) : ""
        let main: HTML = """
            \(visit.warning(reading))\(filters(form, visit))\(results)
            """
        return page(
            WebPage(
                title: "History",
                main: main,
                part: "history",
                status: form.status,
                problem: form.summary
            ),
            of: visit.plan.text,
            in: visit
        )
    }

    /// What is wrong with a filter, and which.
    private struct TrailFault: Error {
        let field: String
        let words: String
    }

    /// What was recorded and passes the filters, oldest first.
    private func trail(
        _ form: WebForm,
        _ reading: Reading,
        _ visit: Visit
    ) throws(TrailFault) -> [AuditTrail.Change] {
        var more: [(String, [String])] = []
        if let about = form["about"] { more.append(("CODE", [about])) }
        if let field = form["field"] { more.append(("field", [field])) }
        var changes: [AuditTrail.Change]
        do throws(CommandError) {
            changes = try Answer.changes(visit.given("history", more), reading)
        } catch {
            var isField = false
            if case .usage = error { isField = true }
            throw TrailFault(field: isField ? "field" : "about", words: error.webWords)
        }
        if let by = form["by"] {
            guard let key = Key(by) else {
                throw TrailFault(field: "by", words: "\(by) is no key; write one such as KT")
            }
            changes = changes.filter { $0.stamp.by == key || $0.stamp.behalf == key }
        }
        let count = reading.history.entries.count
        switch try bound("from", form, count) {
        case .entry(let seq): changes = changes.filter { $0.entry >= seq }
        case .date(let date): changes = changes.filter { $0.stamp.day >= date.firstDay }
        case nil: break
        }
        switch try bound("to", form, count) {
        case .entry(let seq): changes = changes.filter { $0.entry <= seq }
        case .date(let date): changes = changes.filter { $0.stamp.day <= date.end }
        case nil: break
        }
        guard let words = form["words"]?.lowercased() else { return changes }
        return changes.filter { $0.says(words) }
    }

    /// Where a stretch of the trail begins or ends.
    private enum Bound {
        case entry(Int)
        case date(StatedDate)
    }

    /// The number of an entry, or a date; a number beyond the last entry is a year.
    private func bound(
        _ field: String,
        _ form: WebForm,
        _ count: Int
    ) throws(TrailFault) -> Bound? {
        guard let words = form[field] else { return nil }
        if let seq = Int(words), (1...max(count, 1)).contains(seq) { return .entry(seq) }
        do throws(DateFault) { return .date(try StatedDate.read(words, today: today)) } catch {
            let words = "\(field.sentence): \(error.words), or the number of an entry"
            throw TrailFault(field: field, words: words)
        }
    }

    private func filters(_ form: WebForm, _ visit: Visit) -> HTML {
        let fields =
            [("", "every field")] + Field.allCases.map { ($0.rawValue, $0.words) }
        return """
            <form method="get" action="\(visit.path("history"))"><div class="row">
            \(form.line("about", "About", "A code or key, such as A1 or KT"))\
            \(form.choice("field", "Field", "What was changed", fields))\
            \(form.line("by", "By", "The key of who recorded it"))</div><div class="row">
            \(form.line("from", "From", "An entry number or a day"))\
            \(form.line("to", "To", "An entry number or a day"))\
            \(form.line("words", "Words", "In what it says or why"))</div>
            <button>Show</button></form>

            """
    }

    /// How many changes are on a page.
    static var changesOnPage: Int { 100 }

    private func results(
        _ changes: [AuditTrail.Change],
        _ form: WebForm,
        _ names: [String],
        _ visit: Visit
    ) -> HTML {
        let size = Self.changesOnPage
        let last = max(1, (changes.count + size - 1) / size)
        let number = min(last, max(1, visit.request.asked("page").flatMap { Int($0) } ?? 1))
        let shown = Array(changes.reversed().dropFirst((number - 1) * size).prefix(size))
        let count = changes.count == 1 ? "1 change" : "\(changes.count) changes"
        let path = { (more: [(String, String?)]) in
            visit.path("history", names.map { ($0, form[$0]) } + more)
        }
        let newer: HTML =
            number > 1
            ? "<a rel=\"prev\" href=\"\(path([("page", "\(number - 1)")]))\">Newer</a> " : ""
        let older: HTML =
            number < last
            ? " <a rel=\"next\" href=\"\(path([("page", "\(number + 1)")]))\">Older</a>" : ""
        let isFiltered = names.contains { form[$0] != nil }
        let what = isFiltered ? "What matches" : "Everything recorded"
        return """
            <p>\(count). <a href="\(path([("format", "csv")]))">Download these as CSV</a>, oldest \
            first. <a href="\(visit.path("journal"))">Download the journal itself</a>. \
            <a href="\(visit.path("bundle"))">Download the audit bundle</a>.</p>
            \(visit.changes(shown, "\(what), newest first, page \(number) of \(last)"))\
            <p>\(newer)Page \(number) of \(last)\(older)</p>

            """
    }
}

extension AuditTrail.Change {
    /// Whether `words`, in small letters, stand in what it says, said before, or why.
    fileprivate func says(_ words: String) -> Bool {
        let texts = [subject.words, part, value?.words, before?.words, stamp.because]
        return texts.contains { $0?.lowercased().contains(words) == true }
    }
}
