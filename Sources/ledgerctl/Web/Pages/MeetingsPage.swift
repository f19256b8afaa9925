// The meetings of the board, what it must decide at the next, and who is asked for what before.

import Ledger

extension LedgerSite {
    func meetingsPage(_ visit: Visit) throws(CommandError) -> Response {
        let reading = try visit.reading()
        let meeting = try chosen(visit, reading)
        var about: HTML = "<p>No meeting of the board is known.</p>\n"
        let parts: HTML = """
            <nav class="screen" aria-label="On this page"><ul>
            \(meeting == nil ? "" : Self.partsOfMeeting)<li><a href="#meetings">All meetings</a></li>
            <li><a href="#published">Published papers</a></li>
            </ul></nav>

            """
        if let meeting { about = try self.about(meeting, reading, visit) }
        let decided = [("meeting", meeting.flatMap { held($0.day, reading.asAt) })]
        let main: HTML = """
            \(recorded(visit))\(visit.warning(reading))\(visit.moment(reading))\
            \(parts)\(actLinks([(.minute, decided), (.word, [])], visit))\(about)
            \(meetings(reading, visit))\(published(visit, reading))
            """
        return page(
            WebPage(title: "Meetings and paper", main: main, part: "meetings"),
            of: visit.plan.text,
            in: visit
        )
    }

    private static let partsOfMeeting: HTML = """
        <li><a href="#decisions">What the board must decide</a></li>
        <li><a href="#asks">What is asked of leads</a></li>

        """

    /// The meeting that is asked for, else the next.
    private func chosen(_ visit: Visit, _ reading: Reading) throws(CommandError) -> Meeting? {
        guard let words = visit.request.asked("meeting") else { return reading.nextMeeting }
        let given = visit.given("web", [("meeting", [words])])
        let day = try given.day("meeting", in: reading.world)
        guard let meeting = reading.boardMeetings.first(where: { $0.day == day }) else {
            throw .nothing(called: words, words: "No meeting of the board stands on \(words).")
        }
        return meeting
    }

    private func about(
        _ meeting: Meeting,
        _ reading: Reading,
        _ visit: Visit
    ) throws(CommandError) -> HTML {
        let day = meeting.day.description
        let report = try reading.report(visit.given("report", [("meeting", [day])]))
        var asks: HTML = "<p>It is not ahead, so nothing is asked of anybody before it.</p>\n"
        if meeting.day > reading.asAt {
            asks = chase(try reading.chase(visit.given("chase", [("meeting", [day])])), visit)
        }
        let papers = meeting.call.papers.map { ", papers due \($0.words)" } ?? ""
        return """
            <h2>\(meeting.call.title), \(meeting.day.words)\(papers)</h2>
            <p><a class="button" href="\(visit.path("paper", [("meeting", day)]))">The paper for this \
            meeting</a></p>
            \(minutes(of: meeting, reading, visit))\(decisions(report, reading.plan, visit))
            <h2 id="asks">What is asked of leads before this meeting</h2>
            \(asks)
            """
    }

    /// The meeting on `day` for the form of what it decided: nil where it is ahead.
    private func held(_ day: Day, _ asAt: Day) -> String? { day <= asAt ? day.description : nil }

    /// Links to small forms, for those who are shown them.
    func actLinks(_ acts: [(BoardAct, [(String, String?)])], _ visit: Visit) -> HTML {
        guard visit.visitor.key != nil else { return "" }
        let links = acts.filter { $0.0.isShown(to: visit.visitor.role) }.map { act, query -> HTML in
            let subject = query.compactMap(\.1).strung(" ")
            let unseen: HTML = subject.isEmpty ? "" : "<span class=\"unseen\"> \(subject)</span>"
            let path = visit.path("acts/\(act.rawValue)", query)
            let look: HTML = act == .publish ? "button" : "button second"
            return "<a class=\"\(look)\" href=\"\(path)\">\(act.title)\(unseen)</a>\n"
        }
        return links.isEmpty ? "" : "<p class=\"screen\">\n\(links)</p>\n"
    }

    /// What was minuted of `meeting`, in the order of the journal.
    private func minutes(of meeting: Meeting, _ reading: Reading, _ visit: Visit) -> HTML {
        let items = reading.plan.minutes.filter { $0.fact.meeting == meeting.day }.map {
            "<li>\(lines: $0.fact.text) (entry \(visit.link(entry: $0.stamp.seq)))</li>\n" as HTML
        }
        return items.isEmpty ? "" : "<h2>What was minuted</h2>\n<ul>\n\(items)</ul>\n"
    }

    // MARK: Decisions

    private func decisions(_ report: AssuranceReport, _ plan: Plan, _ visit: Visit) -> HTML {
        let pending = report.pending
        if pending.isEmpty {
            return
                "<h2 id=\"decisions\">What the board must decide</h2>\n<p>Nothing waits for it.</p>\n"
        }
        let meeting = held(report.basis.meeting.day, report.basis.asAt)
        let dates = pending.dates.map { change -> HTML in
            let name = change.milestone.name
            let query = [("milestone", name.description as String?), ("meeting", meeting)]
            let who = "\(change.stamp.behalf ?? change.stamp.by), \(change.stamp.on.words)"
            let move: HTML = change.isMove ? ", a move" : ""
            return """
                <li>Approve or refuse another date for \
                \(visit.link(name.action, name.description)) \
                \(lines: change.title): \(change.to.words) in place of \
                \(change.from?.words ?? "no date")\(move). \
                \(lines: change.stamp.because ?? "No reason") (\(who)).
                \(actLinks([(.agree, query), (.refuse, query)], visit))</li>

                """
        }
        let closures = pending.closures.map { decision($0, plan, meeting, visit) }
        let help = pending.help.map { call -> HTML in
            """
            <li>Agree the help asked for on \(call.note.stamp.on.words) with \
            \(visit.link(call.action, call.action.text)) \(lines: call.title): \
            \(lines: call.note.fact)
            \(actLinks([(.minute, [("meeting", meeting)])], visit))</li>

            """
        }
        return """
            <h2 id="decisions">What the board must decide</h2>
            <ul>
            \(dates)\(closures)\(help)</ul>

            """
    }

    private func decision(
        _ row: ClosureRow,
        _ plan: Plan,
        _ meeting: String?,
        _ visit: Visit
    ) -> HTML {
        let closure = row.closure
        let name = closure.milestone.map { "\(closure.action)/\($0)" } ?? closure.action.text
        let to = closure.to.map { called($0, plan) }
        let place = [to, closure.place].compactMap(\.self).strung(", ")
        let moved = place.isEmpty ? "" : " to \(place)"
        let query = [("milestone", name as String?), ("meeting", meeting)]
        return """
            <li>Approve the closure of \(visit.link(closure.action, name)) \
            \(lines: row.title): \(closure.way.rawValue)\(moved). \
            \(lines: row.stamp.because ?? "No reason") (\(row.stamp.by), \(row.stamp.on.words)).
            \(actLinks([(.approve, query), (.minute, [("meeting", meeting)])], visit))</li>

            """
    }

    /// What has a closed action now, a lead by name.
    private func called(_ reference: Reference, _ plan: Plan) -> String {
        guard reference.plan == nil, let key = reference.code.flatMap({ Key($0.text) }),
            plan.keys.contains(key)
        else { return reference.description }
        return "\(plan.name(of: key)) (\(key))"
    }

    // MARK: Asks

    private func chase(_ chase: Chase, _ visit: Visit) -> HTML {
        let query = [("meeting", chase.meeting?.day.description)]
        let blocks = chase.organisations.map { organisation -> HTML in
            let leads = organisation.leads.map { asked -> HTML in
                let items = asked.asks.map { ask -> HTML in
                    let path = visit.pathNow("actions/\(ask.action)")
                    return """
                        <li><a href="\(path)">\(ask.subject)</a> \(lines: ask.title): \(ask.words)</li>

                        """
                }
                let who = asked.lead.map { self.who($0, chase.ratings.plan) } ?? "Nobody named"
                return "<li>\(who)<ul>\n\(items)</ul></li>\n"
            }
            let count = Set(organisation.leads.flatMap(\.asks)).count
            return """
                <details><summary>\(organisation.organisation ?? "No organisation"): \
                \(count) thing\(count == 1 ? "" : "s")</summary>
                <ul>
                \(leads)</ul></details>

                """
        }
        let shared =
            chase.asks.contains { $0.leads.count > 1 }
            ? " What several leads share stands under each of them." : ""
        let csv = visit.path("chase", query + [("format", "csv")])
        let ics = visit.path("chase", query + [("format", "ics")])
        return """
            <p>\(chase.heading)\(shared)</p>
            <p>For letters: <a href="\(csv)">a list of recipients (CSV)</a>. For calendars: \
            <a href="\(ics)">what is asked (.ics)</a>.</p>
            \(blocks)
            """
    }

    /// Whom it is asked of, and whether they are still there to answer.
    private func who(_ lead: Key, _ plan: Plan) -> String {
        let left = plan.people[lead]?.left.map { ", left \($0.on.words): name a new lead" } ?? ""
        return "\(plan.name(of: lead)) (\(lead))\(left)"
    }

    /// What `chase` writes: for mail merge, or a calendar.
    func chaseFile(_ visit: Visit) throws(CommandError) -> Response {
        let format = visit.request.asked("format") ?? "csv"
        guard format == "csv" || format == "ics" else { return notFound(visit.visitor) }
        var given = [("format", [format])]
        if let meeting = visit.request.asked("meeting") { given.append(("meeting", [meeting])) }
        var text = ""
        _ = try Answer.chase(visit.given("chase", given), visit.world(output: { text += $0 }))
        let type = format == "csv" ? "text/csv" : "text/calendar"
        return .download(
            Array(text.utf8),
            type: "\(type); charset=utf-8",
            name: "\(visit.plan)-asks.\(format)"
        )
    }

    // MARK: Lists

    /// All meetings, the next first, then the others that are ahead, then the past, latest first.
    private func meetings(_ reading: Reading, _ visit: Visit) -> HTML {
        let all = reading.plan.meetings.filter { $0.board == reading.plan.board }
        let ahead = all.filter { $0.day >= reading.asAt }.sorted { $0.day < $1.day }
        let past = all.filter { $0.day < reading.asAt }.sorted { $0.day > $1.day }
        let rows = (ahead + past).map { meeting -> [HTML] in
            let day = meeting.day.description
            let moved = meeting.call.movedFrom.map { "moved here from \($0.words)" }
            let to = meeting.movedTo.map { "moved to \($0.words)" }
            let cancelled = meeting.cancelled.map { "cancelled, entry \($0.seq)" }
            let minutes = reading.plan.minutes.count { $0.fact.meeting == meeting.day }
            let minuted =
                minutes == 0 ? nil : "\(minutes) decision\(minutes == 1 ? "" : "s") minuted"
            let state = [moved, to, cancelled, minuted].compactMap(\.self).strung("; ")
            let name: HTML =
                meeting.stands
                ? "<a href=\"\(visit.path("meetings", [("meeting", day)]))\">\(meeting.day.words)</a>"
                : "\(meeting.day.words)"
            return [
                name, "\(meeting.call.title)", "\(meeting.call.papers?.words ?? "")", "\(state)",
            ]
        }
        let table = HTML.table(
            "Meetings of \(reading.plan.name(ofBoard: reading.plan.board))",
            id: "meetings-table",
            ["Day", "Title", "Papers due", "What became of it"],
            rows
        )
        return "<h2 id=\"meetings\">All meetings</h2>\n\(table)"
    }

    /// The papers that were published, latest first.
    private func published(_ visit: Visit, _ reading: Reading) -> HTML {
        let rows = reading.history.entries.prefix(reading.known).reversed().flatMap { entry in
            entry.act.events.compactMap { event -> [HTML]? in
                guard case .board(.reportPublished(let paper)) = event else { return nil }
                let (entryPath, filePath) = (
                    visit.path("entries/\(entry.seq)"),
                    visit.path("evidence/\(paper.bytes.hex)")
                )
                return [
                    "<a href=\"\(entryPath)\">\(entry.seq)</a>", "\(paper.meeting.words)",
                    "\(paper.asAt.words), known at entry \(paper.knownAt)",
                    """
                    <a href="\(filePath)">\(paper.format.webWords)<span class="unseen"> for \
                    \(paper.meeting.words)</span></a>
                    """, "<code>\(lines: paper.bytes.hex)</code>",
                ]
            }
        }
        let table = HTML.table(
            "Published papers, latest first",
            id: "published-table",
            ["Entry", "Meeting", "Position", "The file", "Its SHA-256"],
            Array(rows)
        )
        return "<h2 id=\"published\">Published papers</h2>\n\(table)"
    }
}

extension Visit {
    /// A link to an action on the day that is looked at.
    fileprivate func link(_ action: Code, _ words: String) -> HTML {
        "<a href=\"\(pathNow("actions/\(action)"))\">\(words)</a>"
    }
}
