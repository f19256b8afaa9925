// Dates as people write them: `31/05/18`, `Nov 18`, `2019-20 Q3`, `today`.

extension StatedDate {
    /// Reads a date as people in Britain write it, the day first; white space around it and the
    /// case of letters do not matter. Two-digit years are 2000 to 2099.
    ///
    /// - Days: `31/05/18`, `31/5/2018`, `31-05-2018`, `2018-05-31`, `31 May 2018`, `31st May 18`,
    ///   `today`, `yesterday`, `tomorrow`.
    /// - Months: `May 2018`, `Nov 18`, `05/2018`, `2018-05`.
    /// - Years: `2018`.
    /// - Financial years, April to March: `2019-20`, `2019/20`. Where the second figure can be a
    ///   month it is one: `2011-12` is December 2011, and `2011/12` the financial year.
    /// - Their quarters, April to June being Q1: `2019-20 Q3`, `Q3 2019/20`, `2019Q3` (the year
    ///   it began in), `thisquarter`, `lastquarter`, `nextquarter`.
    /// - Intervals: `2019-10/2019-12`, `October 2019 to December 2019`.
    ///
    /// Financial years and quarters are intervals of months. Reads back what ``words`` writes.
    ///
    /// - Throws: why the words are no date, or more than one.
    public static func read(_ words: String, today: Day) throws(DateFault) -> StatedDate {
        let parts = words.split(whereSeparator: \.isWhitespace)
        return try DateReader(found: parts.joined(separator: " "), today: today).date()
    }
}

/// The words for one date on their way in.
private struct DateReader {
    /// The words as they were written, with single spaces.
    let found: String
    let today: Day

    func date() throws(DateFault) -> StatedDate {
        let parts = found.lowercased().split(separator: " ")
        guard !parts.isEmpty else { throw .empty }
        if let date = try relative(parts.joined()) { return date }
        if let date = try quarter(parts) { return date }
        let sides = parts.split(separator: "to", omittingEmptySubsequences: false)
        if sides.count == 2 {
            return try interval(sides[0].joined(separator: " "), sides[1].joined(separator: " "))
        }
        return try parts.count == 1 ? figures(parts[0]) : named(parts)
    }

    private func relative(_ word: String) throws(DateFault) -> StatedDate? {
        let (year, month, _) = today.civil
        let quarter = 12 * year + (month - 1) / 3 * 3
        switch word {
        case "today": return StatedDate(today)
        case "yesterday": return StatedDate(today - 1)
        case "tomorrow": return StatedDate(today + 1)
        case "lastquarter": return try months(from: quarter - 3, count: 3)
        case "thisquarter": return try months(from: quarter, count: 3)
        case "nextquarter": return try months(from: quarter + 3, count: 3)
        default: return nil
        }
    }

    /// Reads `2019-20 Q3`, `Q3 2019/20` and `2019Q3`; nil where no quarter is meant.
    private func quarter(_ parts: [Substring]) throws(DateFault) -> StatedDate? {
        var parts = parts
        if parts.count == 1, let sign = parts[0].firstIndex(of: "q") {
            parts = [parts[0][..<sign], parts[0][sign...]].filter { !$0.isEmpty }
        }
        let place = parts.firstIndex { $0.first == "q" && number($0.dropFirst(), 1...2) != nil }
        guard let place, parts.count <= 2,
            let quarter = number(parts.remove(at: place).dropFirst(), 1...2)
        else { return nil }
        guard (1...4).contains(quarter) else { throw .noSuchQuarter(found, quarter: quarter) }
        guard let words = parts.first else { throw .yearMissing(found) }
        let figures = words.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
        guard let year = year(figures[0]), figures[0].utf8.count == 4, figures.count <= 2 else {
            throw .notUnderstood(found)
        }
        let isWhole = figures.count == 2
        if isWhole { try check(figures[1], endsFinancialYear: year) }
        return try months(from: 12 * year + 3 * quarter, count: 3)
    }

    private func check(_ words: Substring, endsFinancialYear year: Int) throws(DateFault) {
        guard let second = number(words, 2...2) else { throw .notUnderstood(found) }
        guard second == (year + 1) % 100 else { throw .notFinancialYear(found, from: year) }
    }

    /// Reads what is written in one piece.
    private func figures(_ text: Substring) throws(DateFault) -> StatedDate {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return try dashed(text)
        case 2 where parts.allSatisfy { $0.utf8.count >= 4 }:
            return try interval(String(parts[0]), String(parts[1]))
        case 2: return try pair(parts[0], parts[1])
        case 3:
            guard let day = number(parts[0], 1...2), let month = number(parts[1], 1...2),
                let year = year(parts[2])
            else { throw .notUnderstood(found) }
            return try self.day(day, month, year, write: DateFault.dayFirst)
        default: throw .notUnderstood(found)
        }
    }

    /// Reads `2019/20` and `05/2018`, and refuses `05/18`.
    private func pair(_ left: Substring, _ right: Substring) throws(DateFault) -> StatedDate {
        if left.utf8.count == 4, let year = year(left) {
            try check(right, endsFinancialYear: year)
            return try months(from: 12 * year + 3, count: 12)
        }
        guard let month = number(left, 1...2), let year = year(right) else {
            throw number(left, 1...2) == nil || number(right, 1...1) == nil
                ? .notUnderstood(found) : .yearMissing(found)
        }
        if right.utf8.count == 4 {
            return try self.month(month, year, write: "write the month first, as in 05/2018")
        }
        guard (1...12).contains(month) else { throw .yearMissing(found) }
        let point = StatedDate.Point.month(year: year, month: month)
        throw .ambiguous(found, write: "\(point.words) or \(point)")
    }

    /// Reads `2018`, `2018-05`, `2019-20`, `2018-05-31` and `31-05-2018`.
    private func dashed(_ text: Substring) throws(DateFault) -> StatedDate {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let counts = parts.map(\.utf8.count)
        let numbers = parts.compactMap { number($0, 1...4) }
        if numbers.count < parts.count { return try named([text]) }
        switch counts {
        case [4]:
            guard let year = year(text) else { throw .notUnderstood(found) }
            return StatedDate(.year(year))
        case [4, 2]: return try monthOrFinancialYear(numbers[0], numbers[1])
        case [4, 2, 2]:
            return try day(numbers[2], numbers[1], numbers[0], write: DateFault.yearFirst)
        case [1, 1, 4], [1, 2, 4], [2, 1, 4], [2, 2, 4]:
            return try day(numbers[0], numbers[1], numbers[2], write: DateFault.dayFirst)
        case [2, 2, 2]: throw .ambiguous(found, write: "31/05/2018 or 2018-05-31, year in full")
        default: throw .notUnderstood(found)
        }
    }

    private func monthOrFinancialYear(_ year: Int, _ part: Int) throws(DateFault) -> StatedDate {
        if part != (year + 1) % 100 || (1...12).contains(part) {
            return try month(
                part,
                year,
                write: "write a month as in 2018-05, a financial year as in 2018-19"
            )
        }
        return try months(from: 12 * year + 3, count: 12)
    }

    /// Reads `31 May 2018` and `May 2018`.
    private func named(_ parts: [Substring]) throws(DateFault) -> StatedDate {
        let place = parts.prefix(2).firstIndex { monthNumber($0) != nil }
        guard let place, let month = monthNumber(parts[place]), parts.count <= place + 2 else {
            throw .notUnderstood(found)
        }
        var day: Int?
        if place == 1 {
            let isOrdinal = ["st", "nd", "rd", "th"].contains { parts[0].hasSuffix($0) }
            day = number(isOrdinal ? parts[0].dropLast(2) : parts[0], 1...2)
            if day == nil { throw .notUnderstood(found) }
        }
        guard parts.count == place + 2 else { throw .yearMissing(found) }
        guard let year = year(parts[place + 1]) else { throw .notUnderstood(found) }
        if let day { return try self.day(day, month, year, write: DateFault.dayFirst) }
        return StatedDate(.month(year: year, month: month))
    }

    private func interval(_ from: String, _ to: String) throws(DateFault) -> StatedDate {
        let first = try DateReader(found: from, today: today).date()
        let last = try DateReader(found: to, today: today).date()
        guard first.first == first.last, last.first == last.last,
            let date = StatedDate(from: first.first, to: last.first)
        else { throw .notAnInterval(found) }
        return date
    }

    private func day(
        _ day: Int,
        _ month: Int,
        _ year: Int,
        write: String
    ) throws(DateFault) -> StatedDate {
        _ = try self.month(month, year, write: write)
        guard let found = Day(year: year, month: month, day: day) else {
            throw .noSuchDay(found, day: day, of: .month(year: year, month: month))
        }
        return StatedDate(found)
    }

    private func month(_ month: Int, _ year: Int, write: String) throws(DateFault) -> StatedDate {
        guard year >= 1000 else { throw .notUnderstood(found) }
        guard (1...12).contains(month) else {
            throw .noSuchMonth(found, month: month, write: write)
        }
        return StatedDate(.month(year: year, month: month))
    }

    /// The interval of `count` months from the month `index`, which counts from January of 0.
    private func months(from index: Int, count: Int) throws(DateFault) -> StatedDate {
        let last = index + count - 1
        let date = StatedDate(
            from: .month(year: index / 12, month: index % 12 + 1),
            to: .month(year: last / 12, month: last % 12 + 1)
        )
        guard let date else { throw .notUnderstood(found) }
        return date
    }

    private func number(_ text: Substring, _ widths: ClosedRange<Int>) -> Int? {
        widths.contains(text.utf8.count) ? digits(ArraySlice(text.utf8)) : nil
    }

    private func year(_ text: Substring) -> Int? {
        if let short = number(text, 2...2) { return 2000 + short }
        return number(text, 4...4).flatMap { $0 >= 1000 ? $0 : nil }
    }

    private func monthNumber(_ word: Substring) -> Int? {
        if word == "sept" { return 9 }
        let place = monthNames.firstIndex {
            let name = $0.lowercased()
            return word == name || word == name.prefix(3)
        }
        return place.map { $0 + 1 }
    }
}
