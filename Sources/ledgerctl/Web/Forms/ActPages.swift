// From a small form of a secretary or verifier to an entry: fill in, look, record once.

import Ledger

extension LedgerSite {
    /// The form with what holds filled in.
    func actForm(_ visit: Visit, _ name: String) throws(CommandError) -> Response {
        guard let act = BoardAct(rawValue: name) else { return notFound(visit.visitor) }
        let (_, reading) = try startAct(visit)
        guard act.isShown(to: visit.visitor.role) else {
            throw CommandError(.refused(.roleMustAllow(visit.visitor.role, type: act.type)))
        }
        var form = WebForm(act.fields.map(\.name), visit.request.asked)
        for (name, usual) in usual(act, form, reading) where form[name] == nil {
            form[name] = usual
        }
        form["form"] = Secret.random().text
        return actPage(act, form, reading, visit)
    }

    /// The form as it was sent: again where something is wrong, else a preview, else recorded.
    func actFilled(_ visit: Visit, _ name: String) throws(CommandError) -> Response {
        guard let act = BoardAct(rawValue: name) else { return notFound(visit.visitor) }
        let (key, reading) = try startAct(visit)
        var form = WebForm(act.fields.map(\.name) + ["form"], visit.request.given)
        let step = visit.request.given("step")
        if step == "change" { return actPage(act, form, reading, visit) }
        guard let secret = form["form"], Secret(secret) != nil else {
            form["form"] = Secret.random().text
            form.refuse(
                act.fields[0].name,
                "This form is too old. Look through it and send it again"
            )
            return actPage(act, form, reading, visit)
        }
        for field in act.fields where form[field.name] == nil {
            if let needed = field.needed { form.refuse(field.name, needed) }
        }
        if !form.faults.isEmpty { return actPage(act, form, reading, visit) }
        do throws(CommandError) {
            let recorded = try record(act, form, by: key, isDryRun: step != "record", visit)
            if step != "record", recorded.brought.isEmpty {
                return actPreview(act, form, recorded, reading, visit)
            }
            let meeting = meeting(form, reading)?.day.description
            let page = visit.path(act.page, [("meeting", meeting)])
            return recorded.told(on: page) ?? notFound(visit.visitor)
        } catch {
            guard error.isOfForm else { throw error }
            let words = error.webWords
            let named = act.fields.first { error.words.strung(" ").contains("--\($0.option)") }
            form.refuse((named ?? act.fields[0]).name, words)
            return actPage(act, form, reading, visit)
        }
    }

    /// Who records, and the plan as it stands.
    private func startAct(_ visit: Visit) throws(CommandError) -> (Key, Reading) {
        guard let key = visit.visitor.key else { throw .refused("Sign in to record anything.") }
        return (key, try visit.readingNow())
    }

    /// What stands in a form before anybody fills it in.
    private func usual(
        _ act: BoardAct,
        _ form: WebForm,
        _ reading: Reading
    ) -> [(String, String)] {
        var usual: [(String, String)] = []
        // What was decided is written down of a meeting that was held.
        let meeting = act.isDecided ? reading.lastMeeting : reading.nextMeeting
        if let meeting { usual.append(("meeting", meeting.day.description)) }
        if Key(reading.plan.board) != nil { usual.append(("agreed-by", reading.plan.board)) }
        if act == .agree, let target = form["milestone"].flatMap(Target.init),
            let name = try? reading.plan.milestone(target.number, of: target.action),
            let asked = reading.plan.milestone(name)?.openRequest
        {
            usual.append(("date", asked.fact.words))
        }
        if act == .publish {
            usual += [
                ("as-at", reading.asAt.words), ("known-at", "\(reading.known)"), ("format", "html"),
            ]
        }
        return usual.filter { name, _ in act.fields.contains { $0.name == name } }
    }

    private func record(
        _ act: BoardAct,
        _ form: WebForm,
        by key: Key,
        isDryRun: Bool,
        _ visit: Visit
    ) throws(CommandError) -> ActionLedger.Recorded {
        var given = act.switches
        for field in act.fields {
            if let value = form[field.name] { given.append((field.option, [value])) }
        }
        given += [("by", [key.text]), ("key", ["web-\(form["form"] ?? "")"])]
        if isDryRun { given.append(("dry-run", [])) }
        var recorded: ActionLedger.Recorded?
        var world = visit.world()
        world.recorded = { recorded = $0 }
        try act.record(visit.given(act.rawValue, given), world)
        guard let recorded else { throw .refused("Nothing was recorded.") }
        return recorded
    }

    /// The meeting of the board that was chosen.
    private func meeting(_ form: WebForm, _ reading: Reading) -> Meeting? {
        reading.boardMeetings.first { $0.day.description == form["meeting"] }
    }

    // MARK: Pages

    private func actPage(
        _ act: BoardAct,
        _ form: WebForm,
        _ reading: Reading,
        _ visit: Visit
    ) -> Response {
        let fields = act.fields.map { self.field($0, act, form, reading) }
        let main: HTML = """
            \(about(form, reading, visit))\
            <form method="post" action="\(visit.path("acts/\(act.rawValue)"))">
            \(visit.token)\(form.hidden(["form"]))\(fields)\
            <button name="step" value="preview">Preview</button>
            <a class="button second" href="\(visit.path(act.page))">Back without recording</a>
            </form>

            """
        return page(
            WebPage(
                title: act.title,
                main: main,
                part: act.page,
                status: form.status,
                problem: form.summary
            ),
            of: visit.plan.text,
            in: visit
        )
    }

    /// What the action is called that the form is about.
    private func about(_ form: WebForm, _ reading: Reading, _ visit: Visit) -> HTML {
        guard let target = form["milestone"].flatMap(Target.init),
            let action = reading.plan.actions[target.action]
        else { return "" }
        let path = visit.path("actions/\(action.code)")
        return "<p><a href=\"\(path)\">\(action.code)</a> \(lines: action.title)</p>\n"
    }

    private func field(
        _ field: BoardAct.Field,
        _ act: BoardAct,
        _ form: WebForm,
        _ reading: Reading
    ) -> HTML {
        let plan = reading.plan
        let (name, label, hint) = (field.name, field.label, field.hint)
        switch name {
        case "meeting":
            let days = reading.boardMeetings.map { ($0.day.description, $0.day.words) }
            return form.choice(name, label, hint, [("", "none")] + days)
        case "agreed-by":
            let keys = plan.keys.map { ($0.text, "\($0) \(plan.name(of: $0))") }
            return form.choice(name, label, hint, [("", "")] + keys)
        case "part":
            let parts = PaperPart.allCases.map { ($0.rawValue, $0.rawValue) }
            return form.choice(name, label, hint, [("", "")] + parts)
        case "format":
            let forms = ReportFormat.allCases.filter { $0 != .pdf }
            return form.choice(name, label, hint, forms.map { ($0.rawValue, $0.webWords) })
        case "line":
            let lines = ["1", "2", "3"].map { ($0, "line \($0)") }
            return form.choice(name, label, hint, [("", "not stated")] + lines)
        case "text", "because": return form.area(name, label, hint)
        default: return form.line(name, label, hint)
        }
    }

    /// Says that a decision would be recorded of a meeting that is ahead.
    private func notHeld(_ act: BoardAct, _ form: WebForm, _ reading: Reading) -> HTML {
        guard act.isDecided, let day = meeting(form, reading)?.day, day > reading.asAt else {
            return ""
        }
        return """
            <div class="note"><p>The meeting of \(day.words) has not been held yet.</p></div>

            """
    }

    private func actPreview(
        _ act: BoardAct,
        _ form: WebForm,
        _ recorded: ActionLedger.Recorded,
        _ reading: Reading,
        _ visit: Visit
    ) -> Response {
        var changes: HTML = ""
        if let change = recorded.change {
            let (before, after) = (Moment(change.before, today), Moment(change.after, today))
            let differences = Changes.between(before, after).filter(\.isRatingOrDate)
            if !differences.isEmpty {
                changes = Self.differences(differences, "What it changes")
            }
        }
        let by = recorded.new.first.map { " by \($0.act.by)" as HTML } ?? ""
        let main: HTML = """
            \(about(form, reading, visit))\(notHeld(act, form, reading))\
            <h2>What will be recorded\(by)</h2>
            \(recorded.list)\(changes)<p>Nobody can change or remove what is recorded.</p>
            <form method="post" action="\(visit.path("acts/\(act.rawValue)"))">
            \(visit.token)\(form.hidden(act.fields.map(\.name) + ["form"]))\
            <button name="step" value="record">Record</button>
            <button class="second" name="step" value="change">Change it</button>
            </form>

            """
        return page(
            WebPage(title: "Check: \(act.title)", main: main, part: act.page),
            of: visit.plan.text,
            in: visit
        )
    }
}

extension CommandError {
    /// Whether whoever filled in a form can mend it.
    var isOfForm: Bool {
        switch self {
        case .usage, .nothing, .unopened, .forbidden: true
        case .unavailable: false
        case .stopped(let code, _): code == .refused || code == .usage
        }
    }
}

extension Reading {
    /// The meetings of the plan's board that stand, in the order of their days.
    var boardMeetings: [Meeting] {
        plan.meetings.filter { $0.board == plan.board && $0.stands }.sorted { $0.day < $1.day }
    }

    /// The last meeting that stands and was held, today's included.
    var lastMeeting: Meeting? { boardMeetings.last { $0.day <= asAt } }

    /// The next meeting that stands, today's included; the last one, where none is ahead.
    var nextMeeting: Meeting? {
        boardMeetings.first { $0.day >= asAt } ?? boardMeetings.last
    }
}
