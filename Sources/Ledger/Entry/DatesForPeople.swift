// Dates as people read them: months spelt out, "to" and no dash, quarters by their names.

/// The names of the months, January first.
let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]

/// The financial year that begins in April of `year`: `2019-20`.
func financialYear(from year: Int) -> String { "\(year)-\(padded((year + 1) % 100, 2))" }

extension Day {
    /// The day for people: "31 May 2018".
    public var words: String {
        let (year, month, day) = civil
        return "\(day) \(monthNames[month - 1]) \(padded(year, 4))"
    }
}

extension StatedDate.Point {
    /// The point for people: "31 May 2018", "May 2018", "2018".
    public var words: String {
        switch self {
        case .day(let day): day.words
        case .month(let year, let month): "\(monthNames[month - 1]) \(padded(year, 4))"
        case .year(let year): padded(year, 4)
        }
    }
}

extension StatedDate {
    /// The date for people, in its own precision: "31 May 2018", "May 2018", "2018",
    /// "2019-20 Q3", "April 2019 to March 2020".
    public var words: String {
        if first == last { return first.words }
        if let (year, quarter) = financialQuarter {
            return "\(financialYear(from: year)) Q\(quarter)"
        }
        return "\(first.words) to \(last.words)"
    }

    /// The date as an echo of what was read: as ``words``, and with the days that a quarter has:
    /// "2018-19 Q3, 1 October to 31 December 2018".
    public var understood: String {
        guard financialQuarter != nil else { return words }
        return "\(words), 1 \(monthNames[firstDay.civil.month - 1]) to \(end.words)"
    }

    /// The quarter of a financial year that the date is: the year it begins in, and 1 for April to
    /// June to 4 for January to March.
    private var financialQuarter: (year: Int, quarter: Int)? {
        guard case .month(let year, let month) = first, month % 3 == 1,
            case .month(let lastYear, let lastMonth) = last,
            12 * lastYear + lastMonth == 12 * year + month + 2
        else { return nil }
        let fromApril = 12 * year + month - 4
        return (fromApril / 12, fromApril % 12 / 3 + 1)
    }
}
