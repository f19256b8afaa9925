// Searching the plan: by the words of a query, by titles and by notes.

import Ledger

extension LedgerSite {
    func searchPage(_ visit: Visit) throws(CommandError) -> Response {
        let reading = try visit.reading()
        var form = WebForm(["q"], visit.request.asked)
        var found: HTML = ""
        if let asked = form["q"] {
            do throws(QueryError) {
                found = try results(of: Self.words(of: asked), reading, visit)
            } catch { form.refuse("q", error.words) }
        }
        let main: HTML = """
            \(visit.warning(reading))<form method="get" action="\(visit.path("search"))" \
            role="search">
            \(form.line("q", "What are you looking for?", "A word, or a code such as A1", short: false))\
            <button>Search</button></form>
            \(Self.help(isOpen: !form.faults.isEmpty))\(found)
            """
        return page(
            WebPage(
                title: "Search",
                main: main,
                part: "search",
                status: form.status,
                problem: form.summary
            ),
            of: visit.plan.text,
            in: visit
        )
    }

    /// The words of a query, as a command line has them: what stands in quotation marks is one.
    static func words(of asked: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in asked {
            if character == "\"" {
                isQuoted.toggle()
            } else if character.isWhitespace, !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return words + (word.isEmpty ? [] : [word])
    }

    private func results(
        of words: [String],
        _ reading: Reading,
        _ visit: Visit
    ) throws(QueryError) -> HTML {
        let query = try Query.parse(words, today: today)
        let ratings = reading.ratings
        let actions = query.actions(in: ratings.scope)
        let count = "\(actions.count) action\(actions.count == 1 ? "" : "s")"
        let plain = words.filter { !$0.contains(":") }.map { $0.lowercased() }
        var (noteCount, notes): (String, HTML) = ("", "")
        if !plain.isEmpty {
            let terms = try Query.parse(words.filter { $0.contains(":") }, today: today)
            let found = Self.notes(plain, terms.actions(in: ratings.scope))
            noteCount = ", \(found.count) note\(found.count == 1 ? "" : "s")"
            notes = table(found, visit)
        }
        return """
            <h2>\(count)\(noteCount)</h2>
            <p>Understood as: \(query.words.isEmpty ? "everything" : query.words).</p>
            \(visit.actions(actions, ratings, "Actions that match, in plan order"))\(notes)
            """
    }

    /// The notes on `actions` in which all of `words` stand.
    private static func notes(_ words: [String], _ actions: [Action]) -> [(Action, Stamped<Note>)] {
        actions.flatMap { action in
            action.notes.facts.compactMap { note in
                let text = note.fact.text.lowercased()
                return words.allSatisfy { text.contains($0) } ? (action, note) : nil
            }
        }
    }

    /// How many notes are shown at most.
    private static var notesMax: Int { 100 }

    private func table(_ found: [(Action, Stamped<Note>)], _ visit: Visit) -> HTML {
        let rows = found.prefix(Self.notesMax).map { action, note -> [HTML] in
            [
                "<a href=\"\(visit.pathNow("actions/\(action.code)"))\">\(action.code)</a>",
                "\(note.stamp.on.words)", "\(lines: note.fact.text)",
            ]
        }
        let most =
            found.count > rows.count ? ", the first \(rows.count) of \(found.count)" : ""
        return HTML.table(
            "Progress notes that have all of these words\(most)",
            id: "notes-table",
            ["Action", "Happened", "Note"],
            rows,
            wide: [2]
        )
    }

    private static func help(isOpen: Bool) -> HTML {
        let open: HTML = isOpen ? " open=\"open\"" : ""
        let terms: [(String, String)] = [
            (
                "word",
                "a word in the title, or the code of an action; notes that have it stand below"
            ),
            ("\"two words\"", "both together, as they stand"),
            ("priority:A", "what stands under priority A"),
            ("lead:KT", "what KT answers for or works on"),
            ("org:OCC", "what leads of an organisation answer for or work on"),
            ("rating:red,amber", "by published rating"),
            ("due:2018-11", "due in November 2018; due:..2018-09 by then, due:none undated"),
            ("moved:>0", "whose agreed date was moved"),
            ("slipped:>2m", "more than two months behind the original date"),
            ("stale:>35d", "without a progress note for more than 35 days"),
            ("evidence:none", "with nothing filed that shows it is done"),
            ("delivered:yes", "declared delivered"), ("confirmed:no", "not confirmed"),
            ("not:rating:green", "all but those"),
        ]
        return """
            <details\(open)><summary>Words that a search understands</summary>
            \(HTML.terms(terms.map { ($0.0, "\($0.1)") }))</details>

            """
    }
}
