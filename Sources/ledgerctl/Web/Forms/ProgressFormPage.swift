// The form of an action as people see it, and the preview of what it will record.

import Ledger

extension ProgressForm {
    /// The form; `rating` is what is published now.
    func page(_ plan: Plan, now rating: Rating?, _ visit: Visit) -> HTML {
        let unseen = ["form", "seen"] + ProgressForm.ofFile
        let now = rating.map { " (now \($0.rawValue))" } ?? ""
        let ratings = [
            ("", "No change\(now)"), ("green", "Green: on track"), ("amber", "Amber: at risk"),
            ("red", "Red: late, or will be"),
        ]
        return """
            <form method="post" enctype="multipart/form-data" \
            action="\(visit.path("actions/\(action.code)/record"))">
            \(visit.token)\(fields.hidden(unseen))\
            \(fields.area("note", "What happened?", "In words for the board. Leave empty where nothing did."))\
            \(fields.line("on", "When did it happen?",
                "Leave empty for today. Otherwise such as 13/11/2026 or October 2026."))\
            \(fields.radios("rating", "How does it stand?",
                "What is published is the worse of this and what the dates say.", ratings))\
            \(fields.area("because", "Why",
                "Needed with amber and red: what stands in the way, and what is done about it. Also recorded with a new date that you expect."))\
            \(open(plan).map(milestone))\(evidenceFields)\(behalf(plan, visit))\
            <button name="step" value="preview">Preview</button>
            <a class="button second" href="\(visit.path("actions/\(action.code)"))">Back without recording</a>
            </form>

            """
    }

    private func milestone(_ milestone: Milestone) -> HTML {
        let number = milestone.name.number.description
        let label = milestone.start.label.map { " (\($0))" } ?? ""
        let due = milestone.current?.words ?? "no date yet"
        return """
            <fieldset><legend class="part">Milestone \(milestone.name)\(label), due \(due)</legend>
            \(fields.line("forecast-\(number)", "When do you expect \(milestone.name) to be done?",
                "Such as 27/11/2026, November 2026 or 2026-27 Q3. It does not move the agreed date."))\
            \(fields.tick("delivered-\(number)",
                "\(milestone.name) is delivered; somebody independent confirms it afterwards"))</fieldset>

            """
    }

    private var evidenceFields: HTML {
        let bytes = fields["upload-bytes"].flatMap { Int($0) } ?? 0
        let chosen: HTML =
            fields["upload-name"].map {
                """
                <p class="hint">Chosen: \($0), \(bytes.byteWords). Choose another to replace it.</p>

                """
            } ?? ""
        let drop = fields["upload"] == nil ? "" : fields.tick("drop", "Do not send this file")
        let file = fields.box(
            "evidence",
            "A file",
            "Up to 10 MB. It is kept for good with the plan."
        ) { "\(chosen)<input type=\"file\" id=\"evidence\" name=\"evidence\"\($0)/>" }
        let isOpen =
            fields["evidence-url"] != nil || fields["upload"] != nil
            || fields.faults.contains { $0.field.hasPrefix("evidence") }
        return """
            <details\(isOpen ? " open=\"open\"" : "")><summary>Add evidence: a file or an address</summary>
            \(file)\(drop)\
            \(fields.line("evidence-url", "Or an address", "Such as https://example.org/minutes", short: false))\
            \(fields.line("evidence-title", "What it is", "Such as: The strategy as adopted", short: false))\
            \(fields.tick("exempt", "Keep this from the public"))</details>

            """
    }

    /// For whom an officer records it.
    private func behalf(_ plan: Plan, _ visit: Visit) -> HTML {
        guard visit.visitor.role.recordsForOthers else { return "" }
        let leads =
            plan.leads(of: action.code, as: .accountable)
            + plan.leads(of: action.code, as: .responsible)
        var shown: [Key] = []
        for lead in leads where !shown.contains(lead) && lead != by { shown.append(lead) }
        let options = shown.map { ($0.text, "\($0) \(plan.name(of: $0))") }
        let none = [("", "In my own name")]
        return fields.choice("for", "For whom do you record this?", "", none + options)
    }

    // MARK: Preview

    /// What will be recorded, and what the rating becomes.
    func preview(
        _ recorded: ActionLedger.Recorded,
        since others: [Entry],
        _ visit: Visit
    ) -> HTML {
        let who =
            recorded.new.first.map { entry in
                let day = entry.act.on.map { ", as happened \($0.words)" } ?? ""
                return "by \(entry.act.by)\(entry.act.behalf.map { " for \($0)" } ?? "")\(day)"
            } ?? ""
        let path = visit.path("actions/\(action.code)/record")
        let names = fields.values.keys.sorted()
        return """
            <p>\(action.code) \(lines: action.title)</p>
            \(ProgressForm.meanwhile(others))<h2>What will be recorded \(who)</h2>
            \(recorded.list)\(rating(recorded, visit))
            <p>Nobody can change or remove what is recorded.</p>
            <form method="post" action="\(path)">
            \(visit.token)\(fields.hidden(names))<button name="step" value="record">Record</button>
            <button class="second" name="step" value="change">Change it</button>
            </form>

            """
    }

    /// What others recorded since the form was opened.
    private static func meanwhile(_ entries: [Entry]) -> HTML {
        if entries.isEmpty { return "" }
        let items = entries.map { entry -> HTML in
            let words = entry.act.events.map { "<br/>\(lines: EntryWords.what($0))" as HTML }
            return "<li>Entry \(entry.seq), \(EntryWords.who(entry)):\(words)</li>\n"
        }
        return """
            <div class="note" role="status" tabindex="-1"><h2>Recorded meanwhile</h2>
            <p>Since you opened this form somebody recorded this on the same action. Nothing of it \
            is lost if you go on.</p>
            <ul>
            \(items)</ul></div>

            """
    }

    private func rating(_ recorded: ActionLedger.Recorded, _ visit: Visit) -> HTML {
        guard let change = recorded.change else { return "" }
        let (before, after) = (Moment(change.before, today), Moment(change.after, today))
        guard let new = after.ratings[action: action.code] else { return "" }
        let old = before.ratings[action: action.code]
        let words: HTML =
            old?.published == new.published
            ? "stays \(HTML.tag(new.published))"
            : "becomes \(HTML.tag(new.published)), and was \(old.map { HTML.tag($0.published) } ?? "none")"
        let declared: HTML =
            new.differs && new.published == new.computed
            ? "<p>You declare \(HTML.tag(new.declared ?? new.computed)); the dates say \(HTML.tag(new.computed)). The worse is published.</p>\n"
            : ""
        return """
            <h2>The rating</h2>
            <p>The published rating of \(action.code) \(words): \
            \(after.ratings.plainWhy(action.code)).</p>
            \(declared)
            """
    }
}

extension ActionLedger.Recorded {
    /// What will be recorded, a line an event.
    var list: HTML {
        let items = new.flatMap { entry in
            entry.act.events.map { event -> HTML in
                let why: HTML = entry.act.because.map { ", because: \(lines: $0)" } ?? ""
                return "<li>\(Self.words(event))\(why)</li>\n"
            }
        }
        return "<ul>\n\(items)</ul>\n"
    }

    /// Where `page` says of what was recorded, now or when the form was sent before; nil where
    /// nothing was.
    func told(on page: String) -> Response? {
        let seqs = (new + brought).map(\.seq)
        guard let first = seqs.min(), let last = seqs.max() else { return nil }
        let mark = page.contains("?") ? "&" : "?"
        return .seeOther("\(page)\(mark)recorded=\(first)&to=\(last)")
    }

    /// What an event says to whoever filled in the form: their note in its lines, and their file
    /// by its name.
    private static func words(_ event: Event) -> HTML {
        switch event {
        case .progress(.noted(let code, let note, _, _)): return "\(code) note: \(lines: note)"
        case .delivery(.evidenceFiled(let evidence)):
            guard case .file(_, let name, let bytes) = evidence.place else { break }
            let exempt = evidence.exempt ? ", kept from the public" : ""
            return """
                Evidence for \(evidence.action): \(evidence.title) \
                (\(name), \(bytes) bytes\(exempt))
                """
        default: break
        }
        return "\(lines: EntryWords.what(event))"
    }
}
