// One entry: its exact line, what it says, what it changed, and the proof that it stands.

import Ledger

extension LedgerSite {
    /// The pages and files of one entry: `entries/41`, `entries/41/proof`, `entries/41/line`.
    func entryPages(_ visit: Visit, _ parts: [String]) throws(CommandError) -> Response {
        let entries = try visit.edition().reading.history.entries
        guard parts.count > 1, let seq = Int(parts[1]), String(seq) == parts[1],
            (1...entries.count).contains(seq)
        else { return notFound(visit.visitor) }
        let entry = entries[seq - 1]
        switch parts.dropFirst(2) {
        case []: return entryPage(entry, try visit.reading(), visit)
        case ["proof"]: return try proof(of: seq, visit)
        case ["line"]:
            return .download(
                entry.format() + [0x0A],
                type: "application/json",
                name: "\(visit.plan)-entry-\(seq).json"
            )
        default: return notFound(visit.visitor)
        }
    }

    private func proof(of seq: Int, _ visit: Visit) throws(CommandError) -> Response {
        let proof: String
        do throws(LedgerError) {
            proof = try visit.open.ledger.proof(ofLine: seq).formatted
        } catch { throw CommandError(error) }
        return .download(
            Array(proof.utf8),
            type: "text/plain; charset=utf-8",
            name: "\(visit.plan)-entry-\(seq).tlog-proof"
        )
    }

    private func entryPage(_ entry: Entry, _ reading: Reading, _ visit: Visit) -> Response {
        let trail = AuditTrail(reading.history.entries)
        let changes = trail.changes.filter { $0.entry == entry.seq }
        let line = entry.format()
        let items = entry.act.events.map { "<li>\(lines: EntryWords.what($0))</li>\n" as HTML }
        let path = visit.path("entries/\(entry.seq)")
        let main: HTML = """
            \(neighbours(entry, reading, visit))<h2>What it says</h2>
            <ul>
            \(items)</ul>
            \(facts(entry, changes, line, visit))
            \(effects(entry, reading, visit))
            <h2>Field by field</h2>
            \(visit.changes(changes, "What entry \(entry.seq) recorded"))
            <h2>Its line in the journal</h2>
            <p><code>\(lines: String(decoding: line, as: UTF8.self))</code></p>
            <ul>
            <li><a href="\(path)/line">Download the line</a></li>
            <li><a href="\(path)/proof">Download the proof</a> that it stands in the journal of the \
            checkpoint, to be checked with <code>ledgerctl check</code> or any tool for C2SP \
            tlog-proof</li></ul>

            """
        return page(
            WebPage(title: "Entry \(entry.seq)", main: main, part: "history"),
            of: visit.plan.text,
            in: visit
        )
    }

    private func neighbours(_ entry: Entry, _ reading: Reading, _ visit: Visit) -> HTML {
        let link = { (words: String, seq: Int, relation: String) -> HTML in
            "<a rel=\"\(relation)\" href=\"\(visit.path("entries/\(seq)"))\">\(words): entry \(seq)</a>"
        }
        let count = reading.history.entries.count
        let before: HTML = entry.seq > 1 ? "\(link("Previous", entry.seq - 1, "prev")) · " : ""
        let after: HTML = entry.seq < count ? " · \(link("Next", entry.seq + 1, "next"))" : ""
        return "<p>\(before)\(entry.seq) of \(count)\(after)</p>\n"
    }

    private func facts(
        _ entry: Entry,
        _ changes: [AuditTrail.Change],
        _ line: [UInt8],
        _ visit: Visit
    ) -> HTML {
        let act = entry.act
        var terms: [(String, HTML)] = [
            ("Recorded", "\(HTML.when(entry.at)) (\(entry.at.description))")
        ]
        terms.append(("Happened", "\(act.on?.words ?? entry.at.londonDay.words)"))
        terms.append(("By", "\(act.by)\(act.behalf.map { " for \($0)" } ?? "")"))
        if let because = act.because { terms.append(("Because", "\(lines: because)")) }
        if let key = act.key { terms.append(("Sent under the key", "<code>\(key)</code>")) }
        terms.append(("Signed", entry.sig == nil ? "no" : "with the key of \(act.by)"))
        let link = { (seq: Int) -> HTML in
            "<a href=\"\(visit.path("entries/\(seq)"))\">entry \(seq)</a>"
        }
        for seq in Set(changes.compactMap { $0.struck?.seq }).sorted() {
            terms.append(("Struck by", link(seq)))
        }
        for seq in Set(changes.compactMap { $0.corrected?.stamp.seq }).sorted() {
            terms.append(("Corrected by", link(seq)))
        }
        terms.append(("SHA-256 of its line", "<code>\(lines: Digest(of: line).hex)</code>"))
        terms.append(("SHA-256 of the line before", "<code>\(lines: entry.prev.hex)</code>"))
        return HTML.terms(terms)
    }

    /// What was otherwise before it, on the day that is looked at.
    private func effects(_ entry: Entry, _ reading: Reading, _ visit: Visit) -> HTML {
        let before = Moment(reading.history, reading.asAt, known: entry.seq - 1)
        let after = Moment(reading.history, reading.asAt, known: entry.seq)
        return Self.differences(
            Changes.between(before, after),
            "What it changed: the plan as at \(reading.asAt.words), just before it and with it",
            of: visit
        )
    }

    /// Differences in a table; with links to the actions they are of, where the plan is given.
    static func differences(
        _ changes: [Changes.Change],
        _ caption: String,
        id: String = "differences",
        of visit: Visit? = nil
    ) -> HTML {
        HTML.table(
            caption,
            id: id,
            ["What", "Field", "Before", "After"],
            changes.map { cells($0, visit) },
            wide: [2, 3],
            empty: "Nothing."
        )
    }

    private static func cells(_ change: Changes.Change, _ visit: Visit?) -> [HTML] {
        let what = { (subject: Subject) -> HTML in
            guard let visit, let action = subject.action else { return "\(subject.plainWords)" }
            let page = visit.path("actions/\(action)")
            return "<a href=\"\(page)\">\(subject.plainWords)</a>"
        }
        switch change.detail {
        case .field(let difference):
            let (field, place) = Visit.part(difference.part, of: difference.field)
            return [
                what(difference.subject), field, HTML.value(difference.before),
                "\(HTML.value(difference.after))\(place)",
            ]
        case .rating(let code, let before, let after):
            return [
                what(.action(code)), "\(change.field)", before.map(HTML.tag) ?? "nothing",
                "\(after[action: code].map { HTML.tag($0.published) }) \(after.plainWhy(code))",
            ]
        }
    }
}
