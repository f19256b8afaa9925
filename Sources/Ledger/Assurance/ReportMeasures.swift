// The measures of a report: their readings, and how the latest stands against what is aimed at.

/// A measure with its readings, as a report shows it.
public struct MeasureRow: Sendable {
    /// The measure.
    public let measure: Measure
    /// Where it was added.
    public let added: Stamp
    /// Its readings, in the order of their days.
    public let readings: [Stamped<Quantity>]

    /// The last reading.
    public var latest: Stamped<Quantity>? { readings.last }
    /// The reading before the last.
    public var before: Stamped<Quantity>? { readings.dropLast().last }

    /// How the last reading differs from the one before it.
    public struct Change: Hashable, Sendable {
        /// What was added to the reading before; below zero where something was taken away.
        public let amount: Quantity
        /// Whether that is better or worse; nil where both readings say the same, or
        /// the plan does not say which way is better.
        public let isBetter: Bool?
    }

    /// Whether the last reading meets the target; nil where there is no target, no
    /// reading, or no direction.
    public var meetsTarget: Bool? {
        guard let target = measure.target, let latest else { return nil }
        return measure.isAsGood(latest.fact, as: target)
    }

    /// How the last reading differs from the one before it; nil where there are not two.
    public var change: Change? {
        guard let latest, let before else { return nil }
        return Change(
            amount: latest.fact.difference(from: before.fact),
            isBetter: ExactValue(latest.fact) == ExactValue(before.fact)
                ? nil : measure.isAsGood(latest.fact, as: before.fact)
        )
    }
}

extension Measure {
    /// Whether `value` is as good as `other` or better, by the direction of the measure; nil where
    /// it has none.
    fileprivate func isAsGood(_ value: Quantity, as other: Quantity) -> Bool? {
        switch direction {
        case .up: ExactValue(value) >= ExactValue(other)
        case .down: ExactValue(value) <= ExactValue(other)
        case nil: nil
        }
    }
}

extension AssuranceReport {
    /// The measures of the plan with their readings, in the order they were added.
    public var measures: [MeasureRow] {
        ratings.plan.measures.map {
            MeasureRow(measure: $0.measure, added: $0.added, readings: $0.readings.facts)
        }
    }
}
