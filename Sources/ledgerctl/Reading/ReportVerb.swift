// `report`: the paper for a meeting, published or not, and what a file is to those published.

import Ledger

extension Answer {
    static func report(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        if let path = given["check"] { return try check(path, given, world) }
        if given.has("portfolio") { return try portfolio(given, world) }
        if given.has("highlight") { return try highlight(given, world) }
        if let lead = try given.optionalKey("for") { return try report(for: lead, given, world) }
        let reading = try Reading(given, world, hashesLeaves: true)
        let paper = try FinishedPaper(try reading.report(given), given, world)
        return given.has("publish") ? try paper.publish() : try paper.write()
    }

    /// Says what the file at `path` is to the reports that were published.
    private static func check(
        _ path: String,
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let bytes = try Files.read(path)
        let evidence = reading.ledger.evidence
        let check = PublicationCheck(of: bytes, in: reading.history) { digest in
            try? evidence.read(digest)
        } other: { other, asAt in
            given.known(other.plan, asAt: asAt, size: other.size, world)
        }
        if given.has("json") {
            reading.write(JSONValue(check))
        } else {
            world.show("\(path) \(check.words(of: reading.ledger.plan))")
        }
        if case .differs = check.verdict { return .refused }
        return check.entriesAgree ? .done : .refused
    }
}

extension Reading {
    /// The report for the meeting that `given` names.
    func report(_ given: Invocation) throws(CommandError) -> AssuranceReport {
        let meeting = try given.requiredDay("meeting", in: world)
        let beside = try beside(given)
        do throws(ReportError) {
            return try AssuranceReport(
                of: history,
                meeting: meeting,
                asAt: asAt,
                knownAt: known,
                beside: beside
            )
        } catch { throw .stopped(.refused, words: error.words + ".") }
    }
}

/// A report in the form that was asked for, to be written or published.
private struct FinishedPaper {
    let report: AssuranceReport
    let format: ReportFormat
    private let given: Invocation
    private let world: World
    private var path: String? { given["output"] }
    private var replaces: Bool { given.has("force") }

    init(
        _ report: AssuranceReport,
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) {
        self.report = report
        self.given = given
        self.world = world
        // What is published without a word about its form is the record, which is HTML.
        let usual: ReportFormat = given.has("publish") ? .html : .markdown
        format = given.has("json") ? .json : given["format"].flatMap(ReportFormat.init) ?? usual
        if path == nil, format == .pdf || format == .docx && !given.has("publish") {
            let name = format == .pdf ? "A PDF" : "A Word document"
            throw .refused("\(name) is a file, not text. Name it with -o FILE.")
        }
        if let path, !replaces, Files.isThere(path), format != .csv || given.has("publish") {
            throw .refused("\(path) is there already. Name another file, or give --force.")
        }
    }

    /// Writes the paper where it was asked for.
    func write() throws(CommandError) -> ExitCode {
        if format == .csv, let path {
            try Files.save(ReportCSV.files(report), in: path, replacing: replaces)
            return .done
        }
        guard let bytes = report.render(as: format) else {
            try print()
            return .done
        }
        if let path {
            try Files.save(bytes, at: path, replacing: replaces)
        } else {
            world.write(String(decoding: bytes, as: UTF8.self))
        }
        return .done
    }

    /// Has the paper printed to PDF by a program of the machine, and returns that program's name.
    @discardableResult
    private func print() throws(CommandError) -> String {
        try PDF.render(
            html: HTMLPaper.render(Document(report)),
            to: path ?? "",
            in: world,
            replacing: replaces
        )
    }

    /// Keeps the bytes of the paper with the ledger and records that they were published.
    func publish() throws(CommandError) -> ExitCode {
        let recording = try Recording(given, world)
        if let path, !recording.isDryRun { try Files.refuseUnwritable(path) }
        var renderer = AssuranceReport.renderer
        let bytes: [UInt8]
        if let own = report.render(as: format) {
            bytes = own
        } else if recording.isDryRun {
            throw .refused(
                "What a PDF will be is not known before it is made. Leave out --dry-run."
            )
        } else {
            renderer += " with \(try print())"
            bytes = try Files.read(path ?? "")
        }
        let publication = Publication(
            meeting: report.basis.meeting.day,
            asAt: report.basis.asAt,
            knownAt: report.basis.knownAt,
            format: format,
            bytes: Digest(of: bytes),
            data: report.dataDigest,
            renderer: renderer,
            others: report.beside.map(\.asOther)
        )
        let code = try recording.record(.board(.reportPublished(publication)), keeping: bytes)
        if !recording.isDryRun {
            world.show("Its bytes are kept as evidence/\(publication.bytes.hex).")
            if let path, format != .pdf {
                try Files.save(bytes, at: path, replacing: replaces)
            }
        }
        return code
    }
}

extension PublicationCheck {
    /// What the file is, to be read after its name.
    fileprivate func words(of plan: Code) -> String {
        guard let publication else {
            return "cannot be a published report: none was published in \(plan)."
        }
        let fact = publication.fact
        let report =
            "the report that entry \(publication.stamp.seq) published for the meeting of "
            + "\(fact.meeting.words) as \(fact.format.rawValue) (position on \(fact.asAt.words), known at "
            + "entry \(fact.knownAt))"
        switch verdict {
        case .published: return "is \(report), byte for byte. \(standing(fact))"
        case .sameContent(let format):
            let form =
                format == fact.format
                ? "in the same form by another renderer: that one by \(fact.renderer), this one as "
                    + "\(AssuranceReport.renderer) writes it"
                : "in another form, \(format.rawValue), as \(AssuranceReport.renderer) writes it"
            return "is not what was published, but has the same content as \(report), \(form)."
        case .differs(let difference):
            let count =
                publicationCount == 1
                ? "is not the one report" : "is none of the \(publicationCount) reports"
            let form =
                missing.isEmpty
                ? ", nor another form of one."
                : " byte for byte. \(missingWords) So it cannot be told whether it is another "
                    + "form of one."
            let start = "\(count) published in \(plan)\(form)"
            guard let difference else {
                return "\(start) The published bytes are not in the evidence folder, so where it "
                    + "differs cannot be told."
            }
            return "\(start) It comes nearest to \(report); they first differ at line "
                + "\(difference.line), byte \(difference.column): published is "
                + "`\(difference.published)`, and this file has `\(difference.found)`."
        }
    }

    /// Which plans it showed that are not there as they were.
    private var missingWords: String {
        let plans = missing.map { "\($0.plan) at entry \($0.size), head \($0.head.hex.prefix(16))" }
        return
            "It showed \(plans.joined(separator: "; ")), and that is not in this ledger as it was."
    }

    /// Whether what was published still follows from the entries, and who rendered it.
    private func standing(_ fact: Publication) -> String {
        if !missing.isEmpty {
            return "\(missingWords) So it cannot be told whether its content is what the ledger "
                + "says."
        }
        guard entriesAgree else {
            return "But entries 1 to \(fact.knownAt) do not make the data that it was published "
                + "with (SHA-256 \(fact.data.hex)): its content is not what the ledger says."
        }
        let content = "Entries 1 to \(fact.knownAt) make the same content"
        return fact.renderer == AssuranceReport.renderer
            ? "\(content)."
            : "\(content). It was written by \(fact.renderer); \(AssuranceReport.renderer) would "
                + "write the same content in other bytes."
    }
}
