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
        let main: HTML = """
            \(recorded(visit))\(visit.warning(reading))\(visit.moment(reading))\
            \(parts)\(actLinks([(.minute, []), (.word, [])], visit))\(about)
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
            \(decisions(report, visit))
            <h2 id="asks">What is asked of leads before it</h2>
            \(asks)
            """
    }

    /// Links to small forms, for those who are shown them.
    func actLinks(_ acts: [(BoardAct, [(String, String?)])], _ visit: Visit) -> HTML {
        guard visit.visitor.key != nil else { return "" }
        let links = acts.filter { $0.0.isShown(to: visit.visitor.role) }.map { act, query -> HTML in
            let subject = query.compactMap(\.1).strung(" ")
            let unseen: HTML = subject.isEmpty ? "" : "<span class=\"unseen\"> \(subject)</span>"
            let path = visit.path("acts/\(act.rawValue)", query)
            return "<li><a href=\"\(path)\">\(act.title)\(unseen)</a></li>\n"
        }
        return links.isEmpty ? "" : "<ul class=\"screen\">\n\(links)</ul>\n"
    }

    // MARK: Decisions

    private func decisions(_ report: AssuranceReport, _ visit: Visit) -> HTML {
        let pending = report.pending
        if pending.isEmpty {
            return
                "<h2 id=\"decisions\">What the board must decide</h2>\n<p>Nothing waits for it.</p>\n"
        }
        let meeting = report.basis.meeting.day.description
        let dates = pending.dates.map { change -> HTML in
            let name = change.milestone.name
            let query = [("milestone", name.description), ("meeting", meeting)]
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
        let closures = pending.closures.map { decision($0, meeting, visit) }
        let help = pending.help.map { call -> HTML in
            """
            <li>Agree the help asked for on \(call.note.stamp.on.words) with \
            \(visit.link(call.action, call.action.text)) \(lines: call.title): \
            \(lines: call.note.fact)</li>

            """
        }
        return """
            <h2 id="decisions">What the board must decide</h2>
            <ul>
            \(dates)\(closures)\(help)</ul>

            """
    }

    private func decision(_ row: ClosureRow, _ meeting: String, _ visit: Visit) -> HTML {
        let closure = row.closure
        let name = closure.milestone.map { "\(closure.action)/\($0)" } ?? closure.action.text
        let place = [closure.to?.description, closure.place].compactMap(\.self).strung(", ")
        let to = place.isEmpty ? "" : " to \(place)"
        let query = [("milestone", name), ("meeting", meeting)]
        return """
            <li>Approve or refuse the closure of \(visit.link(closure.action, name)) \
            \(lines: row.title): \(closure.way.rawValue)\(to). \
            \(lines: row.stamp.because ?? "No reason") (\(row.stamp.by), \(row.stamp.on.words)).
            \(actLinks([(.approve, query)], visit))</li>

            """
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
                let who = asked.lead.map { "\(chase.ratings.plan.name(of: $0)) (\($0))" }
                return "<li>\(who ?? "Nobody named")<ul>\n\(items)</ul></li>\n"
            }
            return """
                <details open="open"><summary>\(organisation.organisation ?? "No organisation")</summary>
                <ul>
                \(leads)</ul></details>

                """
        }
        let csv = visit.path("chase", query + [("format", "csv")])
        let ics = visit.path("chase", query + [("format", "ics")])
        return """
            <p>\(chase.heading)</p>
            <p>For letters: <a href="\(csv)">a list of recipients (CSV)</a>. For calendars: \
            <a href="\(ics)">what is asked (.ics)</a>.</p>
            \(blocks)
            """
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
            let state = [moved, to, cancelled].compactMap(\.self).strung("; ")
            let name: HTML =
                meeting.stands
                ? "<a href=\"\(visit.path("meetings", [("meeting", day)]))\">\(meeting.day.words)</a>"
                : "\(meeting.day.words)"
            return [
                name, "\(meeting.call.title)", "\(meeting.call.papers?.words ?? "")", "\(state)",
            ]
        }
        let table = HTML.table(
            "Meetings of \(reading.plan.board)",
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
                    <a href="\(filePath)">\(paper.format.rawValue)<span class="unseen"> for \
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
