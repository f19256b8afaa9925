// Risks, measures, calls for help and closures as JSON objects.

extension PlanJSON {
    /// `show --json` of a risk or a measure: what its event says, with its answers or readings, the
    /// latest first; nil where there is none of that code.
    public static func show(concern code: Code, _ plan: Plan) -> JSONValue? {
        plan.risks.first { $0.code == code }.map(risk)
            ?? plan.measures.first { $0.measure.code == code }.map(measure)
    }

    static func concerns(of action: Action, _ plan: Plan) -> [JSONValue.Member] {
        let risks = plan.risks.filter { $0.about == action.code }
        let measures = plan.measures.filter { $0.measure.about == action.code }
        return [
            .init(
                name: "help",
                value: .array(action.helps.sorted { $0.key < $1.key }.map(help))
            ),
            .init(name: "closure", value: plan.closure(of: action.code).map(closure) ?? .null),
            .init(name: "risks", value: .array(risks.map(risk))),
            .init(name: "measures", value: .array(measures.map(measure))),
        ]
    }

    private static func help(_ number: Ordinal, _ steps: Timeline<HelpStep>) -> JSONValue {
        var (asked, given): (String?, String?)
        for step in steps.facts {
            switch step.fact {
            case .asked(let words): asked = words
            case .given(let words): given = words
            }
        }
        return .object([
            .init(name: "help", value: text(number)),
            .init(name: "asked", value: text(asked)),
            .init(name: "given", value: text(given)),
        ])
    }

    private static func closure(_ closure: StandingClosure) -> JSONValue {
        guard case .object(let members) = event(.delivery(.closed(closure.closed.fact))) else {
            return .null
        }
        return .object(
            members + [
                .init(name: "on", value: text(closure.closed.stamp.on)),
                .init(name: "agreed-by", value: text(closure.approved?.fact.by)),
            ]
        )
    }

    static func risk(_ risk: Risk) -> JSONValue {
        .object([
            .init(name: "risk", value: text(risk.code)),
            .init(name: "about", value: text(risk.about)),
            .init(name: "title", value: text(risk.title)),
            .init(name: "closed", value: text(risk.closed?.on)),
            .init(
                name: "mitigations",
                value: .array(
                    risk.mitigations.facts.reversed().map { answer in
                        .object([
                            .init(name: "mitigation", value: text(answer.fact)),
                            .init(name: "on", value: text(answer.stamp.on)),
                        ])
                    }
                )
            ),
        ])
    }

    private static func measure(_ series: MeasureSeries) -> JSONValue {
        object(
            members(series.measure) + [
                (
                    "readings",
                    .array(
                        series.readings.facts.reversed().map { reading in
                            object([
                                ("value", value(reading.fact)), ("on", text(reading.stamp.on)),
                            ])
                        }
                    )
                )
            ]
        )
    }

    /// A measure as a report tells of it: what its event says, `added`, `latest` and `before`, the
    /// last reading and the one before it, `meets-target` (null where there is no target, no
    /// reading or no direction), `change` from the reading before, as `by` and `is` (better, worse
    /// or the same; null where no direction is stated), itself null where there are not two, and
    /// all `readings`, in the order of their days. The `day` of a reading is the one it counts from
    /// and is drawn at; `on` is as precise as was stated.
    static func measure(_ row: MeasureRow) -> JSONValue {
        object(
            members(row.measure) + [
                ("added", text(row.added.on)),
                ("latest", row.latest.map(reading) ?? .null),
                ("before", row.before.map(reading) ?? .null),
                ("meets-target", row.meetsTarget.map { .bool($0) } ?? .null),
                (
                    "change",
                    row.change.map { object([("by", value($0.amount)), ("is", text($0.word))]) }
                        ?? .null
                ),
                ("readings", .array(row.readings.map(reading))),
            ]
        )
    }

    private static func reading(_ reading: Stamped<Quantity>) -> JSONValue {
        object([
            ("value", value(reading.fact)), ("on", text(reading.stamp.on)),
            ("day", text(reading.stamp.day)), ("entry", .integer(reading.stamp.seq)),
        ])
    }

    private static func members(_ measure: Measure) -> [(String, JSONValue)] {
        [
            ("measure", text(measure.code)),
            ("about", text(measure.about)),
            ("title", text(measure.title)),
            ("unit", text(measure.unit)),
            ("direction", text(measure.direction?.rawValue)),
            ("target", measure.target.map(value) ?? .null),
            ("due", text(measure.due)),
        ]
    }

    /// Integers as numbers, decimals as text, as the journal writes them.
    private static func value(_ quantity: Quantity) -> JSONValue {
        FieldValue.quantity(quantity).json
    }
}

extension MeasureRow.Change {
    /// Whether it is better, worse or the same, in a word; nil where the plan does not say.
    var word: String? {
        if ExactValue(amount).units == 0 { return "same" }
        return isBetter.map { $0 ? "better" : "worse" }
    }
}
