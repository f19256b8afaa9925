// The form of an action as people see it, and the preview of what it will record.

import Ledger

extension ProgressForm {
    /// The form, with what is wrong at its top.
    func page(_ faults: [Fault], _ plan: Plan, _ visit: Visit) -> HTML {
        """
        \(ProgressForm.summary(faults))<form method="post" enctype="multipart/form-data" \
        action="\(visit.path("actions/\(action.code)/record"))">
        \(visit.token)\(hidden(["form", "seen", "upload", "upload-name", "upload-bytes", "upload-sha256"]))\
        \(area("note", "What happened?", "In words for the Board. Leave empty where nothing did.", faults))\
        \(ratings(faults))\
        \(area("because", "Why", "Needed with amber and red: what stands in the way, and what is done about it.", faults))\
        \(open(plan).map { milestone($0, faults) })\(evidence(faults))\(more(plan, visit, faults))\
        <button name="step" value="preview">Preview</button>
        <a class="button second" href="\(visit.path("actions/\(action.code)"))">Back without recording</a>
        </form>

        """
    }

    /// What is wrong, each with a link to its field.
    static func summary(_ faults: [Fault]) -> HTML {
        if faults.isEmpty { return "" }
        let items = faults.map { "<li><a href=\"#\($0.field)\">\($0.words)</a></li>\n" as HTML }
        return """
            <div class="problem" role="alert" aria-labelledby="problem" tabindex="-1">
            <h2 id="problem">There is a problem</h2>
            <ul>
            \(items)</ul></div>

            """
    }

    private func hidden(_ names: [String]) -> HTML {
        let fields = names.compactMap { name in
            self[name].map {
                "<input type=\"hidden\" name=\"\(name)\" value=\"\(kept: $0)\"/>\n" as HTML
            }
        }
        return "\(fields)"
    }

    private func fault(_ field: String, _ faults: [Fault]) -> (words: HTML, mark: HTML, box: HTML) {
        guard let fault = faults.first(where: { $0.field == field }) else { return ("", "", "") }
        return (
            """
            <p class="fault" id="\(field)-fault"><span class="unseen">Error: </span>\(fault.words)</p>

            """,
            " aria-invalid=\"true\"", " wrong"
        )
    }

    private func described(_ field: String, hint: Bool, _ faults: [Fault]) -> HTML {
        let ids = [
            hint ? "\(field)-hint" : nil,
            faults.contains { $0.field == field } ? "\(field)-fault" : nil,
        ].compactMap(\.self)
        return ids.isEmpty ? "" : " aria-describedby=\"\(ids.strung(" "))\""
    }

    private func area(
        _ field: String,
        _ label: String,
        _ hint: String,
        _ faults: [Fault]
    ) -> HTML {
        let fault = fault(field, faults)
        return """
            <div class="field\(fault.box)"><label for="\(field)">\(label)</label>
            <p class="hint" id="\(field)-hint">\(hint)</p>
            \(fault.words)<textarea id="\(field)" name="\(field)" rows="4"\
            \(described(field, hint: true, faults))\(fault.mark)>\(area: self[field] ?? "")</textarea></div>

            """
    }

    private func line(
        _ field: String,
        _ label: String,
        _ hint: String,
        _ faults: [Fault],
        short: Bool = true
    ) -> HTML {
        let fault = fault(field, faults)
        let width: HTML = short ? " class=\"short\"" : ""
        return """
            <div class="field\(fault.box)"><label for="\(field)">\(label)</label>
            <p class="hint" id="\(field)-hint">\(hint)</p>
            \(fault.words)<input type="text" id="\(field)" name="\(field)"\(width) \
            value="\(kept: self[field] ?? "")" autocomplete="off"\(described(field, hint: true, faults))\(fault.mark)/></div>

            """
    }

    private func ratings(_ faults: [Fault]) -> HTML {
        let fault = fault("rating", faults)
        let choices = [
            ("", "As it is"), ("green", "Green: on track"), ("amber", "Amber: at risk"),
            ("red", "Red: late, or will be"),
        ]
        let items = choices.map { value, words -> HTML in
            let id = value.isEmpty ? "rating" : "rating-\(value)"
            let chosen: HTML = (self["rating"] ?? "") == value ? " checked=\"checked\"" : ""
            return """
                <div class="choice"><input type="radio" id="\(id)" name="rating" value="\(value)"\(chosen)/>
                <label for="\(id)">\(words)</label></div>

                """
        }
        return """
            <fieldset class="\(fault.box)"\(described("rating", hint: true, faults))><legend>How does it stand?</legend>
            <p class="hint" id="rating-hint">What is published is the worse of this and what the dates say.</p>
            \(fault.words)\(items)</fieldset>

            """
    }

    private func milestone(_ milestone: Milestone, _ faults: [Fault]) -> HTML {
        let number = milestone.name.number.description
        let label = milestone.start.label.map { " (\($0))" } ?? ""
        let done: HTML = self["delivered-\(number)"] == nil ? "" : " checked=\"checked\""
        let due = milestone.current?.words ?? "no date yet"
        return """
            <fieldset><legend>Milestone \(milestone.name)\(label), due \(due)</legend>
            \(line("forecast-\(number)", "When do you expect \(milestone.name) to be done?",
                   "Such as 27/11/2026, November 2026 or 2026-27 Q3. It does not move the agreed date.", faults))\
            <div class="choice"><input type="checkbox" id="delivered-\(number)" \
            name="delivered-\(number)" value="yes"\(done)/>
            <label for="delivered-\(number)">\(milestone.name) is delivered; somebody independent \
            confirms it afterwards</label></div></fieldset>

            """
    }

    private func evidence(_ faults: [Fault]) -> HTML {
        let fault = fault("evidence", faults)
        let kept: HTML =
            self["upload-name"].map {
                """
                <p class="hint">Chosen: \($0), \(self["upload-bytes"] ?? "") bytes. Choose another to \
                replace it.</p>

                """
            } ?? ""
        let exempt: HTML = self["exempt"] == nil ? "" : " checked=\"checked\""
        let isOpen: HTML =
            !fault.box.text.isEmpty || self["evidence-url"] != nil || self["upload"] != nil
            ? " open=\"open\"" : ""
        return """
            <details\(isOpen)><summary>Add evidence: a file or an address</summary>
            <div class="field\(fault.box)"><label for="evidence">A file</label>
            <p class="hint" id="evidence-hint">Up to 10 MB. It is kept for good with the plan.</p>
            \(kept)\(fault.words)<input type="file" id="evidence" name="evidence"\
            \(described("evidence", hint: true, faults))\(fault.mark)/></div>
            \(line("evidence-url", "Or an address", "Such as https://example.org/minutes", faults, short: false))\
            \(line("evidence-title", "What it is", "Such as: The strategy as adopted", faults, short: false))\
            <div class="choice"><input type="checkbox" id="exempt" name="exempt" value="yes"\(exempt)/>
            <label for="exempt">It is kept from the public</label></div></details>

            """
    }

    private func more(_ plan: Plan, _ visit: Visit, _ faults: [Fault]) -> HTML {
        var behalf: HTML = ""
        if visit.visitor.role.recordsForOthers {
            let leads =
                plan.leads(of: action.code, as: .accountable)
                + plan.leads(of: action.code, as: .responsible)
            var shown: [Key] = []
            for lead in leads where !shown.contains(lead) && lead != by { shown.append(lead) }
            let options = shown.map { key -> HTML in
                let chosen: HTML = self["for"] == key.text ? " selected=\"selected\"" : ""
                return "<option value=\"\(key)\"\(chosen)>\(key) \(plan.name(of: key))</option>\n"
            }
            behalf = """
                <div class="field"><label for="for">For whom do you record this?</label>
                <select id="for" name="for"><option value="">In my own name</option>
                \(options)</select></div>

                """
        }
        let hint = "Leave empty for today. Otherwise such as 13/11/2026 or October 2026."
        return "\(behalf)\(line("on", "When did it happen?", hint, faults))"
    }

    // MARK: Preview

    /// What will be recorded, and what the rating becomes.
    func preview(
        _ recorded: ActionLedger.Recorded,
        since others: [Entry],
        _ visit: Visit
    ) -> HTML {
        let items = recorded.new.flatMap { entry in
            entry.act.events.map { event -> HTML in
                let why: HTML = entry.act.because.map { ", because: \(lines: $0)" } ?? ""
                return "<li>\(ProgressForm.words(event))\(why)</li>\n"
            }
        }
        let who =
            recorded.new.first.map { entry in
                let day = entry.act.on.map { ", as happened \($0.words)" } ?? ""
                return "by \(entry.act.by)\(entry.act.behalf.map { " for \($0)" } ?? "")\(day)"
            } ?? ""
        let path = visit.path("actions/\(action.code)/record")
        let names = values.keys.sorted()
        return """
            \(ProgressForm.meanwhile(others))<h2>What will be recorded \(who)</h2>
            <ul>
            \(items)</ul>
            \(rating(recorded, visit))
            <p>Nobody can change or remove what is recorded.</p>
            <form method="post" action="\(path)">
            \(visit.token)\(hidden(names))<button name="step" value="record">Record</button>
            <button class="second" name="step" value="change">Change it</button>
            </form>

            """
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
            new.differs
            ? "<p>You declare \(HTML.tag(new.declared ?? new.computed)); the dates say \(HTML.tag(new.computed)). The worse is published.</p>\n"
            : ""
        return """
            <h2>The rating</h2>
            <p>The published rating of \(action.code) \(words): \(new.why).</p>
            \(declared)
            """
    }
}
