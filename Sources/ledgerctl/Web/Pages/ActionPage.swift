// An action: its dates, its rating and why, and everything that was ever recorded of it.

import Ledger

extension LedgerSite {
    func actionPage(_ visit: Visit, _ name: String) throws(CommandError) -> Response {
        let reading = try visit.reading()
        let action = try visit.action(name, in: reading.plan, as: reading)
        let main: HTML = """
            \(recorded(visit, mine: visit.visitor.hasActions))\
            \(visit.moment(reading))\(facts(action, reading, visit))
            \(recordLink(action, reading, visit))
            \(milestones(action, reading))
            \(notes(action))\(helps(action))\(evidence(action, visit))\
            \(parts(action, reading, visit))
            \(history(action, reading, visit))
            """
        return page(
            WebPage(title: "\(action.code) \(EntryWords.oneLine(action.title))", main: main),
            of: visit.plan.text,
            in: visit
        )
    }

    /// Says that something was recorded, to whoever comes from the form; and where it is a lead's,
    /// `mine`, leads back to their list.
    func recorded(_ visit: Visit, mine: Bool = false) -> HTML {
        guard let first = visit.request.asked("recorded").flatMap({ Int($0) }),
            let last = visit.request.asked("to").flatMap({ Int($0) }), first <= last
        else { return "" }
        let words: HTML =
            first == last
            ? "Entry \(visit.link(entry: first)) is recorded"
            : "Entries \(visit.link(entry: first)) to \(visit.link(entry: last)) are recorded"
        let back: HTML =
            mine ? "\n<p><a href=\"\(visit.path("mine"))\">Back to My actions</a></p>" : ""
        return """
            <div class="done" role="status" tabindex="-1"><h2>Recorded</h2>
            <p>\(words). Nobody can change or remove what is recorded; a mistake is struck by an \
            officer, and stays visible.</p>\(back)</div>

            """
    }

    private func facts(_ action: Action, _ reading: Reading, _ visit: Visit) -> HTML {
        let plan = reading.plan
        var terms: [(String, HTML)] = []
        if let rating = reading.ratings[action: action.code] {
            let declared: HTML =
                rating.declared.map {
                    $0 > rating.published
                        ? "<br/>Declared \(HTML.tag($0)), computed \(HTML.tag(rating.computed))"
                        : ""
                } ?? ""
            terms.append(
                (
                    "Rating",
                    "\(HTML.tag(rating.published)) \(reading.ratings.plainWhy(action.code))\(declared)"
                )
            )
        }
        if let priority = plan.priority(plan.priorityCode(of: action.code)) {
            terms.append(("Priority", "\(priority.code) \(priority.title)"))
        }
        if action.under != plan.priorityCode(of: action.code) {
            let above = "actions/\(action.under)"
            terms.append(
                ("Part of", "<a href=\"\(visit.pathNow(above))\">\(action.under)</a>")
            )
        }
        for role in [LeadRole.accountable, .responsible] {
            let people = plan.leads(of: action.code, as: role).map { key -> HTML in
                let office = plan.people[key]?.office.role.map { ", \($0)" } ?? ""
                return "<li>\(plan.name(of: key)) (\(key))\(office)</li>"
            }
            let name = role == .accountable ? "Accountable" : "Responsible"
            terms.append((name, people.isEmpty ? "nobody" : "<ul class=\"bare\">\(people)</ul>"))
        }
        if let closure = plan.closure(of: action.code) {
            terms.append(
                ("Closed", "\(closure.closed.fact.way.rawValue), entry \(closure.closed.stamp.seq)")
            )
        }
        return HTML.terms(terms)
    }

    private func recordLink(_ action: Action, _ reading: Reading, _ visit: Visit) -> HTML {
        guard let key = visit.visitor.key,
            visit.visitor.role.mayFillIn(key, action.code, reading.history.plan)
        else { return "" }
        return """
            <p class="screen"><a class="button" href="\(visit.path("actions/\(action.code)/record"))">\
            Record progress</a></p>

            """
    }

    private func milestones(_ action: Action, _ reading: Reading) -> HTML {
        let rows = action.milestones.map { milestone -> [HTML] in
            let rating = reading.ratings[milestone: milestone.name]
            let moves = rating?.moves.count ?? 0
            let label: HTML = milestone.start.label.map { "<br/>\($0)" } ?? ""
            let asked: HTML =
                milestone.openRequest.map { "<br/>Asked for: \($0.fact.words)" } ?? ""
            return [
                "\(milestone.name)\(label)", rating.map { HTML.tag($0.result.published) } ?? "",
                "\(milestone.original?.words ?? "none")",
                "\(milestone.current?.words ?? "no date")\(asked)",
                "\(milestone.forecast?.words ?? "none")", "\(moves)",
                "\(rating?.slippage?.description ?? "none")",
                "\(rating?.plainWhy ?? "")",
            ]
        }
        return HTML.table(
            "Its dates: as first agreed, as agreed now, and as its lead expects",
            id: "dates",
            [
                "Milestone", "Rating", "Original", "Current", "Forecast", "Moves",
                "Behind the original date", "Why",
            ],
            rows,
            numbers: [5],
            wide: [7],
            empty: "No milestone."
        )
    }

    private func notes(_ action: Action) -> HTML {
        let items = action.notes.facts.reversed().map { note -> HTML in
            let stamp = note.stamp
            let behalf = stamp.behalf.map { " for \($0)" } ?? ""
            let next = note.fact.byWhen.map { " Next step by \($0.words)." } ?? ""
            return """
                <div class="note"><p>\(lines: note.fact.text)</p>
                <p class="hint">\(stamp.on.words), \(stamp.by)\(behalf), entry \(stamp.seq).\(next)</p>\
                </div>

                """
        }
        if items.isEmpty { return "<h2>Progress notes</h2>\n<p>None yet.</p>\n" }
        return "<h2>Progress notes</h2>\n\(items)"
    }

    private func helps(_ action: Action) -> HTML {
        let items = action.helps.sorted { $0.key < $1.key }.flatMap { help, steps in
            steps.facts.map { step -> HTML in
                switch step.fact {
                case .asked(let words): "<li>Asked (\(help.description)): \(lines: words)</li>\n"
                case .given(let words): "<li>Answered (\(help.description)): \(lines: words)</li>\n"
                }
            }
        }
        return items.isEmpty ? "" : "<h2>Calls for help</h2>\n<ul>\n\(items)</ul>\n"
    }

    private func evidence(_ action: Action, _ visit: Visit) -> HTML {
        let items = evidenceItems(action, visit)
        return items.isEmpty ? "" : "<h2>Evidence</h2>\n<ul>\n\(items)</ul>\n"
    }

    /// What was filed to show that it is done, each as an item of a list.
    func evidenceItems(_ action: Action, _ visit: Visit) -> [HTML] {
        action.evidence.facts.map { fact -> HTML in
            let line = fact.fact.line.map { ", line \($0.rawValue) of assurance" } ?? ""
            let end = "\(line), entry \(fact.stamp.seq)"
            if fact.fact.exempt, !visit.visitor.seesExempt {
                return "<li>\(fact.fact.title) (kept from the public)\(end)</li>\n"
            }
            switch fact.fact.place {
            case .url(let url):
                guard HTMLText.address(url) != nil else {
                    return "<li>\(fact.fact.title) (\(url))\(end)</li>\n"
                }
                return
                    "<li><a href=\"\(url)\" rel=\"noreferrer\">\(fact.fact.title)</a>\(end)</li>\n"
            case .file(let digest, let name, let bytes):
                return """
                    <li><a href="\(visit.path("evidence/\(digest.hex)"))">\(fact.fact.title)</a> \
                    (\(name), \(bytes) bytes)\(end)</li>

                    """
            }
        }
    }

    private func parts(_ action: Action, _ reading: Reading, _ visit: Visit) -> HTML {
        let parts = action.parts.compactMap { reading.plan.actions[$0] }
        if parts.isEmpty { return "" }
        return
            "<h2>Its parts</h2>\n\(visit.actions(parts, reading.ratings, "Actions under this one"))"
    }

    private func history(_ action: Action, _ reading: Reading, _ visit: Visit) -> HTML {
        let trail = AuditTrail(reading.history.entries, known: reading.known)
        let table = visit.changes(
            trail.changes(of: action.code),
            "Everything recorded of \(action.code), oldest first"
        )
        return "<h2 id=\"history\">Its whole history</h2>\n\(table)"
    }
}

extension Visit {
    /// The action called `name` in `plan`.
    func action(
        _ name: String,
        in plan: Plan,
        as reading: Reading
    ) throws(CommandError) -> Action {
        guard let code = Code(name), let action = plan.actions[code] else {
            throw reading.nothing(called: name)
        }
        return action
    }

    /// Changes of the audit trail in a table.
    func changes(_ changes: [AuditTrail.Change], _ caption: String) -> HTML {
        let rows = changes.map { change -> [HTML] in
            let stamp = change.stamp
            let struck = change.struck.map { " (struck by entry \($0.seq))" } ?? ""
            let corrected =
                change.corrected.map { " (corrected to \($0.fact.words) by entry \($0.stamp.seq))" }
                ?? ""
            let behalf = stamp.behalf.map { " for \($0)" } ?? ""
            let (field, place) = Self.part(change.part, of: change.field)
            return [
                "<a href=\"\(path("entries/\(stamp.seq)"))\">\(stamp.seq)</a>",
                HTML.when(stamp.at), "<span class=\"when\">\(stamp.on.words)</span>",
                "\(stamp.by)\(behalf)", "\(change.subject.plainWords)", field,
                HTML.value(change.before, none: ""),
                "\(HTML.value(change.value))\(place)\(struck)\(corrected)",
                "\(lines: stamp.because ?? "")",
            ]
        }
        return HTML.table(
            caption,
            id: "changes",
            [
                "Entry", "Recorded", "Happened", "By", "What", "Field", "Before", "Value",
                "Because",
            ],
            rows,
            wide: [6, 7, 8]
        )
    }

    /// A field with the one of several it is; the address or digest of evidence, which is long,
    /// stands with the value.
    static func part(_ part: String?, of field: Field) -> (field: HTML, place: HTML) {
        guard let part else { return ("\(field.words)", "") }
        return field == .evidence
            ? ("\(field.words)", " (\(lines: part))") : ("\(field.words) \(lines: part)", "")
    }
}

extension Visitor {
    /// Whether what is kept from the public is shown.
    var seesExempt: Bool { key != nil && role != .reader }
}
