// When things happen in a made plan: working days, meetings, promised dates. All of it is past.

import Ledger

struct MadeCalendar {
    /// When the structure is recorded: January and February 2021.
    let opening = MadeCalendar.workingDays(from: 0, to: 53)
    /// When all else is: from the first meeting to the end of May 2025.
    let life = MadeCalendar.workingDays(from: 59, to: 1604)
    /// Every tenth Thursday from 4 March 2021.
    let meetings = (0..<22).map { MadeCalendar.start + (59 + $0 * 70) }

    /// Monday, 4 January 2021.
    static let start = Day(year: 2021, month: 1, day: 4) ?? Instant(seconds: 0).day

    private static func workingDays(from first: Int, to last: Int) -> [Day] {
        (first...last).map { start + $0 }.filter { (1...5).contains($0.weekday) }
    }

    /// The moment of the entry at `place` of `count` that are spread over `days`, between eight
    /// and eighteen o'clock.
    func moment(_ place: Int, of count: Int, over days: [Day]) -> Instant {
        let day = place * days.count / count
        // The first place that falls on the day, and the first that falls on the next.
        let first = (day * count + days.count - 1) / days.count
        let next = ((day + 1) * count + days.count - 1) / days.count
        let seconds = 36_000 * (place - first) / max(1, next - first)
        let midnight = (days[day] - Instant(seconds: 0).day) * 86_400
        return Instant(seconds: midnight + 28_800 + seconds)
    }

    /// A date between March 2021 and December 2025: mostly a month or a day, at times a quarter.
    func someDate(_ chance: inout Chance) -> StatedDate {
        let months = 2021 * 12 + 2 + chance.below(58)
        let (year, month) = (months / 12, months % 12 + 1)
        let dice = chance.below(100)
        let quarter = (month - 1) / 3 * 3 + 1
        if dice < 45, let day = Day(year: year, month: month, day: 1 + chance.below(28)) {
            return StatedDate(day)
        }
        if dice < 55 {
            return StatedDate(
                from: .month(year: year, month: quarter),
                to: .month(year: year, month: quarter + 2)
            ) ?? StatedDate(.year(year))
        }
        return StatedDate(dice < 57 ? .year(year) : .month(year: year, month: month))
    }

    /// A date one to four months after `due`, or in 2023 where there is none.
    func later(than due: StatedDate?, _ chance: inout Chance) -> StatedDate {
        let due = due ?? StatedDate(.month(year: 2023, month: 1))
        let (year, month, _) = due.end.civil
        let months = year * 12 + month + chance.below(4)
        let (laterYear, laterMonth) = (months / 12, months % 12 + 1)
        let day = Day(year: laterYear, month: laterMonth, day: 1 + chance.below(28))
        if due.precision == .day, let day { return StatedDate(day) }
        return StatedDate(.month(year: laterYear, month: laterMonth))
    }

    /// When it happened, stated as a day or a month up to three weeks before `day`.
    func happened(before day: Day, _ chance: inout Chance) -> StatedDate {
        let earlier = day - (1 + chance.below(21))
        guard chance.happens(300) else { return StatedDate(earlier) }
        let (year, month, _) = earlier.civil
        return StatedDate(.month(year: year, month: month))
    }
}
