// The tables of the report about risks, assurance, the quality of the record, and its figures.

extension ReportSheets {
    var risks: ReportSheet {
        ReportSheet(
            "risks",
            "Risks that are not closed",
            report.openRisks,
            [
                .text("risk", "The code of the risk.") { $0.code.text },
                .text("about", "The action or priority at risk.") { $0.about.text },
                .text("title", "What may happen.") { $0.title },
                .date("raised", "When it was raised.") { $0.raised.on },
                .text("mitigation", "What is done about it.") { $0.mitigations.latest?.fact },
                .date("mitigation-on", "When that was said.") { $0.mitigations.latest?.stamp.on },
            ]
        )
    }

    var dependencies: ReportSheet {
        ReportSheet(
            "dependencies",
            "Open milestones that wait for something else",
            report.dependencies,
            milestoneColumns.map { $0.at(\.name) } + [
                .text("waits-for", "The action, priority or plan that it waits for.") {
                    $0.start.depends?.description
                },
                .date("current", "The date agreed last.") { $0.current },
                .text("written", "The date as the source wrote it.") { $0.start.written },
            ]
        )
    }

    var assurance: ReportSheet {
        ReportSheet(
            "assurance",
            "How sure the board may be of each priority",
            report.assurance,
            [
                .text("priority", "The code of the priority.") { $0.priority.code.text },
                .text("title", "What the priority is called.") { $0.priority.title },
                .text("suggested", "The level that what is filed and confirmed suggests.") {
                    $0.suggested
                },
                .text("given", "The level that was given.") { $0.given?.fact.level },
                .day("given-meeting", "The meeting for which.") { $0.given?.fact.meeting },
                .count("line", "The highest line of assurance anything comes from, 1 to 3.") {
                    $0.line?.rawValue
                },
                .day("latest", "The latest day on which anything of that line counts.") {
                    $0.latest
                },
                .count("gaps", "How many gaps its record has: see gaps.csv.") { $0.gaps },
            ]
        )
    }

    /// Where exempt evidence is, and what it was called, is kept from the public.
    var evidence: ReportSheet {
        let url = { (row: EvidenceRow) -> String? in
            guard !row.evidence.exempt, case .url(let url) = row.evidence.place else { return nil }
            return url
        }
        typealias Kept = (sha256: Digest, name: String, bytes: Int)
        let file = { (row: EvidenceRow) -> Kept? in
            guard !row.evidence.exempt,
                case .file(let sha256, let name, let bytes) = row.evidence.place
            else { return nil }
            return (sha256, name, bytes)
        }
        return ReportSheet(
            "evidence",
            "The register of evidence, which is the list of background papers",
            report.evidence,
            partColumns.map { $0.at { ($0.evidence.action, $0.evidence.milestone) } } + [
                .text("title", "What it is.") { $0.evidence.title },
                .text("url", "Where it is on the web; nothing where it is exempt.") { url($0) },
                .text("sha256", "The SHA-256 of the file; nothing where it is exempt.") {
                    file($0)?.sha256.hex
                },
                .text("name", "What the file was called; nothing where it is exempt.") {
                    file($0)?.name
                },
                .count("bytes", "How long the file is; nothing where it is exempt.") {
                    file($0)?.bytes
                },
                .count("line", "The line of assurance it comes from, 1 to 3.") {
                    $0.evidence.line?.rawValue
                },
                .flag("exempt", "Whether it is kept from the public.") { $0.evidence.exempt },
            ] + stampColumns.map { $0.at(\.stamp) }
        )
    }

    // MARK: The quality of the record

    var gaps: ReportSheet {
        ReportSheet(
            "gaps",
            "What the plan ought to say and does not",
            report.gaps.list,
            partColumns.map { $0.at { ($0.action, $0.milestone) } } + [
                .text("gap", "What is missing, such as `undated` or `no-evidence`.") {
                    $0.kind.rawValue
                },
                .text("detail", "What was found.") { $0.detail },
            ]
        )
    }

    var recordedLate: ReportSheet {
        ReportSheet(
            "recorded-late",
            "Entries recorded long after the day they speak of",
            report.recordedLate,
            [
                .count("entry", "The number of the entry in the journal.") { $0.seq },
                .moment("recorded", "When it was recorded.") { $0.at },
                .day("day", "The day it counts from.") { $0.day },
                .count("days", "How many days lie between the two.") { $0.at.day - $0.day },
            ]
        )
    }

    var corrections: ReportSheet {
        ReportSheet(
            "corrections",
            "Dates that were corrected, and entries that were struck",
            report.corrections,
            [
                .count("entry", "The entry that corrects or strikes.") { $0.stamp.seq },
                .count("corrects", "The entry with the mistaken date.") { $0.date?.entry },
                .text("action", "The action whose date was corrected.") {
                    $0.date?.milestone.action.text
                },
                .count("milestone", "The number of the milestone within its action.") {
                    $0.date?.milestone.number.number
                },
                .date("due", "What the date should have been.") { $0.date?.due },
                .count("strikes", "The entry that was struck.") { $0.struck },
                .text("because", "Why.") { $0.stamp.because },
            ]
        )
    }

    var words: ReportSheet {
        ReportSheet(
            "words",
            "The words that officers supplied for the paper",
            PaperPart.allCases.compactMap { part in report.words[part].map { (part, $0) } },
            [
                .text("part", "The part of the paper.") { $0.0.rawValue },
                .text("words", "The words.") { $0.1 },
            ]
        )
    }

    // MARK: Figures

    /// Deliveries end with the month of the report; what is to come has no number.
    var deliveryCurve: ReportSheet {
        let curve = report.curve
        let at = { (values: [Int], index: Int) in
            values.indices.contains(index) ? values[index] : nil
        }
        return ReportSheet(
            "delivery-curve",
            "How many milestones were due, and delivered, by the end of each month",
            Array(curve.months.indices),
            [
                .date("month", "The month.") { curve.months[$0] },
                .count("original", "Due by its end by the original dates.") {
                    at(curve.original, $0)
                },
                .count("current", "Due by its end by the current dates.") { at(curve.current, $0) },
                .count("delivered", "Delivered by its end; nothing for months to come.") {
                    at(curve.delivered, $0)
                },
                .count("confirmed", "Confirmed by its end; nothing for months to come.") {
                    at(curve.confirmed, $0)
                },
            ]
        )
    }

    var slips: ReportSheet {
        typealias Line = (slip: SlipHistory, set: Day, due: StatedDate)
        let lines = report.slips.flatMap { slip -> [Line] in
            slip.dates.map { (slip, $0.set, $0.due) }
        }
        return ReportSheet(
            "slips",
            "Every date of each milestone that was moved, in the order they were set",
            lines,
            milestoneColumns.map { $0.at { $0.slip.milestone } } + [
                .day("set", "The day on which the date was set.") { $0.set },
                .date("date", "The date.") { $0.due },
                .day("delivered", "The day on which it was delivered.") { $0.slip.delivered },
            ]
        )
    }
}
