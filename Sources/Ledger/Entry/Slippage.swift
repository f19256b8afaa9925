// How far one date lies behind another, in the precision of the dates themselves.

/// An amount of time between two dates, in the coarser precision of the two: "2 months", never
/// "61 days", where a source said "May".
public struct Slippage: Hashable, Sendable {
    /// How many units; never negative as a slippage.
    public let amount: Int
    /// What is counted: days, months or years.
    public let unit: StatedDate.Precision

    /// `amount` of `unit`.
    public init(amount: Int, unit: StatedDate.Precision) {
        self.amount = amount
        self.unit = unit
    }

    /// From the end of `original` to the end of `later`: in days if both are days, in years if
    /// either is a year, else in months (12 times the years and the months of the two ends). Never
    /// below zero: early is on time.
    public init(from original: StatedDate, to later: StatedDate) {
        let unit = max(original.precision, later.precision)
        let from = original.end.civil
        let to = later.end.civil
        let amount =
            switch unit {
            case .day: later.end - original.end
            case .month: 12 * (to.year - from.year) + to.month - from.month
            case .year: to.year - from.year
            }
        self.init(amount: max(0, amount), unit: unit)
    }
}

extension Slippage: CustomStringConvertible {
    /// "2 months", "1 day".
    public var description: String { "\(amount) \(unit)\(amount == 1 ? "" : "s")" }
}
