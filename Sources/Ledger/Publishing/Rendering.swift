// The forms a report is written in, and the digest of what it says.

extension AssuranceReport {
    /// The program that writes reports, and its version: what a publication names as its renderer.
    /// Another version may write the same data in other bytes.
    public static let renderer = "ledgerctl 0.1.0"

    /// The bytes of the report in `format`; nil for PDF, which other programs make of its HTML.
    ///
    /// The same report gives the same bytes for as long as ``renderer`` is the same.
    public func render(as format: ReportFormat) -> [UInt8]? {
        switch format {
        case .html, .markdown, .docx: Document(self).render(as: format)
        case .csv: Array(ReportCSV.plan(self).utf8)
        case .json: Array(PlanJSON.report(self).indented().utf8)
        case .ics: Array(ReportCalendar.render(self).utf8)
        case .pdf: nil
        }
    }

    /// The SHA-256 of what the report says: of its data in canonical JSON (RFC 8785). It does not
    /// depend on the program that wrote the paper, nor on the form.
    public var dataDigest: Digest {
        var bytes: [UInt8] = []
        PlanJSON.report(self).format(into: &bytes)
        return Digest(of: bytes)
    }
}

extension Document {
    /// The bytes of the document in `format`; nil where that is no form for people to read, and
    /// for PDF, which other programs make of its HTML.
    public func render(as format: ReportFormat) -> [UInt8]? {
        switch format {
        case .html: Array(HTMLPaper.render(self).utf8)
        case .markdown: Array(MarkdownPaper.render(self).utf8)
        case .docx: WordPaper.render(self)
        case .csv, .json, .ics, .pdf: nil
        }
    }
}
