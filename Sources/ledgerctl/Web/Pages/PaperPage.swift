// The paper for a meeting: what it rests on, every form of it, and a look at it.

import Ledger

extension LedgerSite {
    func paperPage(_ visit: Visit) throws(CommandError) -> Response {
        var form = WebForm(["meeting", "as-at", "known-at"], visit.request.asked)
        let now = try Reading(
            Invocation(verb: "report", usageLine: "", given: ["plan": [visit.plan.text]]),
            visit.world()
        )
        guard let next = now.nextMeeting else {
            return noPaper(visit)
        }
        if form["meeting"] == nil { form["meeting"] = next.day.description }
        if form["as-at"] == nil { form["as-at"] = now.asAt.words }
        if form["known-at"] == nil { form["known-at"] = "\(now.known)" }
        var result: HTML = ""
        do throws(CommandError) {
            result = summary(try report(form, visit), visit)
        } catch {
            guard error.isOfForm else { throw error }
            let fields = ["as-at", "known-at", "meeting"]
            let named = fields.first { error.words.strung(" ").contains("--\($0):") }
            form.refuse(named ?? "meeting", error.webWords)
        }
        let days = now.boardMeetings.map { ($0.day.description, $0.day.words) }
        let main: HTML = """
            \(visit.warning(now))<form method="get" action="\(visit.path("paper"))">
            <div class="row">
            \(form.choice("meeting", "For the meeting of", "The meeting that it goes to", days))\
            \(form.line("as-at", "As at", "The day that it speaks of"))\
            \(form.line("known-at", "Known at", "The number of the last entry that it knows, or a day"))\
            </div><button class="second">Show</button></form>
            \(result)
            """
        return page(
            WebPage(
                title: Self.paperTitle,
                main: main,
                part: "meetings",
                status: form.status,
                problem: form.summary
            ),
            of: visit.plan.text,
            in: visit
        )
    }

    private func noPaper(_ visit: Visit) -> Response {
        let main: HTML = """
            <p>No meeting of the board is known, so there is no paper yet. An officer calls \
            one with <code>ledgerctl add meeting</code>.</p>

            """
        return page(
            WebPage(title: Self.paperTitle, main: main, part: "meetings"),
            of: visit.plan.text,
            in: visit
        )
    }

    private static let paperTitle = "The paper for a meeting"

    private func report(_ form: WebForm, _ visit: Visit) throws(CommandError) -> AssuranceReport {
        let given = form.values.map { ($0.key, [$0.value]) }
        let invocation = visit.given("report", given)
        return try Reading(invocation, visit.world(), hashesLeaves: true).report(invocation)
    }

    /// The report that the query asks for.
    private func report(_ visit: Visit) throws(CommandError) -> AssuranceReport {
        try report(WebForm(["meeting", "as-at", "known-at"], visit.request.asked), visit)
    }

    /// The forms that are made here; a PDF is made by a program where the ledger is.
    private static let formats = ReportFormat.allCases.filter { $0 != .pdf }

    private func summary(_ report: AssuranceReport, _ visit: Visit) -> HTML {
        let basis = report.basis
        let query: [(String, String?)] = [
            ("meeting", basis.meeting.day.description), ("as-at", basis.asAt.description),
            ("known-at", "\(basis.knownAt)"),
        ]
        let rows = Self.formats.map { format -> [HTML] in
            let bytes = report.render(as: format) ?? []
            let path = visit.path("paper/download", query + [("format", format.rawValue)])
            return [
                "<a href=\"\(path)\">\(format.webWords)</a>",
                "<span class=\"when\">\(bytes.count.byteWords)</span>",
                "<code>\(lines: Digest(of: bytes).hex)</code>",
            ]
        }
        let terms: [(String, HTML)] = [
            ("Meeting", "\(basis.meeting.day.words), \(basis.meeting.call.title)"),
            ("Position", "as at \(basis.asAt.words), known at entry \(basis.knownAt)"),
            (
                "Waiting for the board",
                "\(report.pending.isEmpty ? "nothing" : report.pending.words)"
            ),
        ]
        let checks: [(String, HTML)] = [
            ("Entry \(basis.knownAt) was recorded", "\(basis.knownUntil.description)"),
            ("SHA-256 of its line (head)", "<code>\(lines: basis.head.hex)</code>"),
            ("Merkle root (RFC 6962)", "<code>\(lines: basis.merkleRoot.hex)</code>"),
            ("SHA-256 of what it says", "<code>\(lines: report.dataDigest.hex)</code>"),
        ]
        let spoken = [
            query[0], ("as-at", basis.asAt.words), query[2],
        ]
        let tables = visit.path("paper/download", query + [("format", "tables")])
        return """
            <h2>\(basis.plan.title)</h2>
            \(HTML.terms(terms))\
            <div class="row"><p><a class="button second" href="\(visit.path("paper/look", query))">\
            Look at it</a></p>
            \(actLinks([(.publish, spoken)], visit))</div>
            <details><summary>What it rests on, to check it by</summary>
            \(HTML.terms(checks))</details>
            \(HTML.table("Every form of it, to download", id: "forms", ["Form", "Size", "SHA-256"], rows, numbers: [1]))
            <p><a href="\(tables)">Every table as a CSV file, in one archive (ZIP)</a>.</p>
            """
    }

    /// The paper in HTML, in the browser. Its style sheet stands in it, which no other page may.
    func paperShown(_ visit: Visit) throws(CommandError) -> Response {
        guard let bytes = try report(visit).render(as: .html) else {
            return notFound(visit.visitor)
        }
        return Response(
            headers: [
                ("Content-Type", "text/html; charset=utf-8"),
                (
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
                        + "form-action 'none'; base-uri 'none'"
                ),
                ("Cache-Control", "no-store"), ("Referrer-Policy", "same-origin"),
                ("Cross-Origin-Opener-Policy", "same-origin"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ],
            body: bytes
        )
    }

    /// The paper as a file, the same bytes that `report` writes.
    func paperFile(_ visit: Visit) throws(CommandError) -> Response {
        let words = visit.request.asked("format") ?? "html"
        let report = try report(visit)
        let stem = "\(visit.plan)-\(report.basis.meeting.day)"
        if words == "tables" {
            let files = ReportCSV.files(report).map { file in
                ZIP.File(name: "\(stem)/\(file.name)", bytes: Array(file.contents.utf8))
            }
            return .download(ZIP.archive(files), type: "application/zip", name: "\(stem).zip")
        }
        guard let format = ReportFormat(rawValue: words), let bytes = report.render(as: format)
        else { return notFound(visit.visitor) }
        let end = format == .markdown ? "md" : format.rawValue
        return .download(bytes, type: format.mediaType, name: "\(stem).\(end)")
    }
}

extension ReportFormat {
    /// What people call such a file.
    var webWords: String {
        switch self {
        case .html: "Web page (HTML)"
        case .markdown: "Plain text (Markdown)"
        case .docx: "Word (DOCX)"
        case .csv: "Table (CSV)"
        case .json: "Data (JSON)"
        case .ics: "Calendar (ICS)"
        case .pdf: "Pages (PDF)"
        }
    }

    /// The type of such a file (RFC 9110, section 8.3).
    fileprivate var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json"
        case .ics: "text/calendar; charset=utf-8"
        case .pdf: "application/pdf"
        }
    }
}
