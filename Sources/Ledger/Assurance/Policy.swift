// The thresholds that ratings go by.

/// The thresholds in force on a day: those of the policy adopted last, and the built-in ones for
/// what it leaves out.
public struct Policy: Sendable {
    /// The adopted policy; nil where the built-in thresholds hold alone.
    public let adopted: Stamped<PolicyAdoption>?
    /// The words for levels of assurance, least first.
    public let levels: [String]

    /// The built-in thresholds, in days, and for the tolerance of months in months.
    public static let builtIn: OrderedMap<PolicyAdoption.Threshold, Int> = [
        .evidenceDays: 42, .toleranceDays: 30, .toleranceMonths: 1, .nearDays: 28, .quietDays: 35,
        .staleDays: 70, .startDays: 70,
    ]

    /// The policy in force on `day`: the last recorded among those whose day has come.
    public init(on day: Day, in plan: Plan) {
        let adopted = plan.policies.last { $0.stamp.day <= day }
        self.adopted = adopted
        levels =
            adopted.flatMap { $0.fact.levels.isEmpty ? nil : $0.fact.levels }
            ?? Plan.builtInLevels
    }

    /// The threshold, in days or months.
    public subscript(_ threshold: PolicyAdoption.Threshold) -> Int {
        adopted?.fact.thresholds[threshold] ?? Policy.builtIn[threshold] ?? 0
    }
}
