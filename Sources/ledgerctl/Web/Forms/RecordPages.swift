// From the form of an action to its entries: fill in, look, record.

import Ledger

extension LedgerSite {
    /// The empty form.
    func recordForm(_ visit: Visit, _ name: String) throws(CommandError) -> Response {
        let (key, action, history) = try start(visit, name, on: try visit.edition())
        let seen = history.entries.last?.seq ?? 0
        let form = ProgressForm(action, by: key, today: today, seen: seen)
        return try formPage(form, visit)
    }

    /// The form as it was sent: again where something is wrong, else a preview, else recorded.
    func recordFilled(_ visit: Visit, _ name: String) throws(CommandError) -> Response {
        let step = visit.request.given("step")
        // What is recorded is decided again under the journal's lock.
        let edition = step == "record" ? try visit.lastEdition() : try visit.edition()
        let (key, action, history) = try start(visit, name, on: edition)
        var form = ProgressForm(action, by: key, today: today, visit.request)
        if let upload = form.droppedFile() { uploads.drop(upload, of: key) }
        if let file = form.file {
            form.take(try uploads.keep(file.bytes, of: key, at: clock()), file.bytes)
        }
        if step == "change" { return try formPage(form, visit) }
        let acts = form.acts(history.plan)
        if !form.fields.faults.isEmpty { return try formPage(form, visit) }
        do throws(LedgerError) {
            if step == "record" { return try record(acts, &form, visit) }
            return try preview(acts, &form, visit)
        } catch {
            switch error {
            case .refused(.actionMustBeAsSeen): break
            case .refused(let refusal):
                form.refuse(refusal)
                return try formPage(form, visit)
            default: throw CommandError(error)
            }
        }
        // Somebody else recorded meanwhile: that is shown first.
        do throws(LedgerError) { return try preview(acts, &form, visit) } catch {
            throw CommandError(error)
        }
    }

    private func start(
        _ visit: Visit,
        _ name: String,
        on edition: OpenPlan.Edition
    ) throws(CommandError) -> (Key, Action, History) {
        guard let key = visit.visitor.key else {
            throw .refused("Sign in to record progress.")
        }
        let history = edition.reading.history
        let plan = history.plan
        guard let code = Code(name), let action = plan.actions[code] else {
            // In the same words as every page.
            throw try visit.readingNow().nothing(called: name)
        }
        guard visit.visitor.role.mayFillIn(key, action.code, plan) else {
            let refusal: Refusal =
                visit.visitor.role == .leader
                ? .leaderMustLead(key, action.code)
                : .roleMustAllow(visit.visitor.role, type: "progress-noted")
            throw CommandError(.refused(refusal))
        }
        return (key, action, history)
    }

    private func formPage(
        _ form: ProgressForm,
        _ visit: Visit
    ) throws(CommandError) -> Response {
        let reading = try visit.readingNow()
        let action = form.action
        let rating = reading.ratings[action: action.code]
        let now: HTML =
            rating.map {
                "<p>It is \(HTML.tag($0.published)) now: \(reading.ratings.plainWhy(action.code)).</p>\n"
            } ?? ""
        let main: HTML = """
            <p>\(action.code) \(lines: action.title)</p>
            \(now)\(form.page(reading.history.plan, now: rating?.published, visit))
            """
        return page(
            WebPage(
                title: "Record progress on \(action.code)",
                main: main,
                part: "mine",
                status: form.fields.status,
                problem: form.fields.summary
            ),
            of: visit.plan.text,
            in: visit
        )
    }

    private func manner(_ visit: Visit) -> ActionLedger.Manner {
        var manner = ActionLedger.Manner()
        manner.role = visit.visitor.role
        return manner
    }

    /// Shows what would be recorded on the plan as it stands, and lets it be recorded on that.
    private func preview(
        _ acts: [Entry.Act],
        _ form: inout ProgressForm,
        _ visit: Visit
    ) throws(LedgerError) -> Response {
        var manner = manner(visit)
        manner.isDryRun = true
        manner.tellsChange = true
        let recorded = try visit.open.ledger.record(how: manner) { _ in acts }
        let page = visit.path("actions/\(form.action.code)")
        if !recorded.brought.isEmpty, let told = recorded.told(on: page) { return told }
        let entries = try visit.open.edition().reading.history.entries
        let others = entries[min(form.seen, entries.count)...].filter {
            $0.concerns(form.action.code)
        }
        form.seen = entries.last?.seq ?? 0
        let title = "Check what you will record on \(form.action.code)"
        return self.page(
            WebPage(title: title, main: form.preview(recorded, since: others, visit), part: "mine"),
            of: visit.plan.text,
            in: visit
        )
    }

    private func record(
        _ acts: [Entry.Act],
        _ form: inout ProgressForm,
        _ visit: Visit
    ) throws(LedgerError) -> Response {
        var manner = manner(visit)
        manner.seen = (form.action.code, form.seen)
        var bytes: [UInt8]?
        if let upload = form.fields["upload"], let key = visit.visitor.key {
            bytes = try? uploads.bytes(upload, of: key, at: clock())
        }
        if let bytes {
            guard Digest(of: bytes).hex == form.fields["upload-sha256"],
                String(bytes.count) == form.fields["upload-bytes"]
            else { return lostFile(&form, visit) }
            do throws(JournalError) { _ = try visit.open.ledger.evidence.keep(bytes) } catch {
                throw .journal(error)
            }
        } else if form.fields["upload"] != nil, !isRecorded(acts, visit) {
            return lostFile(&form, visit)
        }
        let recorded = try visit.open.ledger.record(how: manner) { _ in acts }
        if let upload = form.fields["upload"] { uploads.drop(upload, of: form.by) }
        return recorded.told(on: visit.path("actions/\(form.action.code)"))
            ?? notFound(visit.visitor)
    }

    /// Whether all of `acts` stand already, from the first time the form was sent.
    private func isRecorded(_ acts: [Entry.Act], _ visit: Visit) -> Bool {
        guard let history = try? visit.open.edition().reading.history else { return false }
        return acts.allSatisfy { ((try? history.recordedBefore($0)) ?? nil) != nil }
    }

    private func lostFile(_ form: inout ProgressForm, _ visit: Visit) -> Response {
        form.loseFile()
        return (try? formPage(form, visit)) ?? notFound(visit.visitor)
    }
}

extension RecorderRole {
    /// Whether somebody in this role is shown the form of the action.
    func mayFillIn(_ key: Key, _ action: Code, _ plan: Plan) -> Bool {
        switch self {
        case .officer: true
        case .leader: plan.leads(key, action)
        case .secretary, .verifier, .auditor, .reader: false
        }
    }
}
