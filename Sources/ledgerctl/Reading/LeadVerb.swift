// `report --for KEY`: one lead's own list.

import Ledger

extension Answer {
    static func report(for lead: Key, _ given: Invocation, _ world: World) throws(CommandError)
        -> ExitCode
    {
        let reading = try Reading(given, world)
        let key = try reading.known(lead)
        let meeting = try given.day("meeting", in: world)
        let report: LeadReport
        do throws(ReportError) {
            report = try LeadReport(of: key, reading.ratings, meeting: meeting)
        } catch { throw .stopped(.refused, words: error.words + ".") }
        guard let format = given.has("json") ? .json : given["format"].flatMap(ReportFormat.init)
        else {
            try given.write(Array(report.words.utf8), world)
            return .done
        }
        if format == .docx, given["output"] == nil {
            throw .refused("A Word document is a file, not text. Name it with -o FILE.")
        }
        let last = reading.history.entries[reading.known - 1]
        guard
            let bytes = report.render(as: format, knownAt: reading.known, knownUntil: last.at)
        else {
            throw .refused(
                "One lead's list is not written as \(format.rawValue). Leave out --format for "
                    + "text, or take html, markdown, docx, csv, json or ics."
            )
        }
        try given.write(bytes, world)
        return .done
    }
}

extension LeadReport {
    /// The list as words: what is asked, then each milestone with its dates, rating and note.
    fileprivate var words: String {
        let opening = ["\(plan.name(of: lead)) (\(lead)), position on \(ratings.asAt.words)"]
        let without = withoutMilestone.map { "  \($0.code) \(EntryWords.oneLine($0.title))" }
        let lines =
            opening + [chase.heading] + chase.askedElsewhere(than: rows)
            + (rows.isEmpty ? ["", "No milestone that is open or delivered."] : [])
            + rows.flatMap(block)
            + (without.isEmpty ? [] : ["", "Without a milestone of their own:"] + without)
        return lines.joined(separator: "\n") + "\n"
    }

    private var plan: Plan { ratings.plan }

    private func block(_ row: AssuranceReport.MilestoneRow) -> [String] {
        let (milestone, result) = (row.milestone, row.rating.result)
        let moves = row.rating.moves.count
        let dates = [
            "original \(milestone.original?.words ?? "none")",
            "current \(milestone.current?.words ?? "none")",
            milestone.forecast.map { "forecast \($0.words)" },
            moves == 0 ? nil : "moved \(moves == 1 ? "once" : "\(moves) times")",
            milestone.openRequest.map { "\($0.fact.words) asked for and not answered" },
        ]
        let age = noteAge(of: row).map { "\($0) day\($0 == 1 ? "" : "s") old" } ?? ""
        let note = row.note.map { note in
            "latest note, \(note.stamp.on.words), \(age): \(EntryWords.oneLine(note.fact.text))"
        }
        let label = milestone.start.label.map { " (\($0))" } ?? ""
        return [
            "", EntryWords.oneLine("\(milestone.name) \(row.title)\(label)"),
            "    \(result.published.rawValue): \(result.why)",
            "    \(roles(in: row).joined(separator: " and ")); "
                + dates.compactMap(\.self).joined(separator: ", "),
            "    \(note ?? "no progress note")",
        ] + asks(about: row).map { "    asked: \($0.words)" }
    }
}

extension Chase.Ask {
    /// What was found and what is asked, on one line.
    var words: String { "\(kind.words): \(EntryWords.oneLine(why)). \(kind.request)." }
}

extension Chase {
    /// What is asked about actions of which none of `rows` is a milestone.
    fileprivate func askedElsewhere(than rows: [AssuranceReport.MilestoneRow]) -> [String] {
        asks.filter(\.milestones.isEmpty).map { "  \($0.action): asked: \($0.words)" }
    }
}
