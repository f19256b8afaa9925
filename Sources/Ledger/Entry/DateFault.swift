// Why words that people wrote are no date.

/// Why words are no date, or could be more than one. Each case carries the words as they were
/// found.
public enum DateFault: Error, Hashable, Sendable {
    /// There are no words.
    case empty
    /// The words have no form of a date.
    case notUnderstood(String)
    /// A day, month or quarter of no year.
    case yearMissing(String)
    /// The words can be read in more than one way; `write` says how to be clear.
    case ambiguous(String, write: String)
    /// The month has no such day.
    case noSuchDay(String, day: Int, of: StatedDate.Point)
    /// No year has such a month; `write` says what to write instead.
    case noSuchMonth(String, month: Int, write: String)
    /// No year has such a quarter.
    case noSuchQuarter(String, quarter: Int)
    /// The two figures are not a year and the next one; `from` is the first.
    case notFinancialYear(String, from: Int)
    /// Two dates that are not of one kind, or not in order.
    case notAnInterval(String)

    static let dayFirst = "write the day first, as in 31/05/2018"
    static let yearFirst = "write year, month and day, as in 2018-05-31"

    /// What was found, what is wrong with it and what to write instead: one sentence.
    public var words: String {
        switch self {
        case .empty: "there is no date here; \(DateFault.forms)"
        case .notUnderstood(let found): "\(quoted(found)) is not a date; \(DateFault.forms)"
        case .yearMissing(let found):
            "\(quoted(found)) has no year; write it too, as in 31/05/2018, May 2018 or 2018-19 Q3"
        case .ambiguous(let found, let write):
            "\(quoted(found)) can be read in more than one way; write \(write)"
        case .noSuchDay(let found, let day, let month):
            "\(quoted(found)): there is no \(day) \(month.words); \(month.words) has "
                + "\(month.lastDay.civil.day) days; write one of them, as in \(month.lastDay.words)"
        case .noSuchMonth(let found, let month, let write):
            "\(quoted(found)): there is no month \(month); \(write)"
        case .noSuchQuarter(let found, let quarter):
            "\(quoted(found)): there is no quarter \(quarter); write one from Q1 (April to June) "
                + "to Q4 (January to March), as in 2018-19 Q3"
        case .notFinancialYear(let found, let year):
            "\(quoted(found)) is not a financial year; the one that begins in April \(year) is "
                + "written \(financialYear(from: year))"
        case .notAnInterval(let found):
            "\(quoted(found)) is not an interval; write two days, two months or two years, the "
                + "earlier first, as in 2018-05-31/2018-06-30 or October 2018 to December 2018"
        }
    }

    private static let forms =
        "write a day such as 31/05/2018 or 31 May 2018, a month such as May 2018 or 2018-05, "
        + "a year such as 2018, or a quarter such as 2018-19 Q3"
}

/// `text` in quotation marks, where it is short and fit to be shown.
private func quoted(_ text: String) -> String {
    text.utf8.count <= 60 && Text.fault(in: text, lines: false) == nil ? "\"\(text)\"" : "this"
}
