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
        let measure = series.measure
        return .object([
            .init(name: "measure", value: text(measure.code)),
            .init(name: "about", value: text(measure.about)),
            .init(name: "title", value: text(measure.title)),
            .init(name: "unit", value: text(measure.unit)),
            .init(name: "direction", value: text(measure.direction?.rawValue)),
            .init(name: "target", value: measure.target.map(value) ?? .null),
            .init(name: "due", value: text(measure.due)),
            .init(
                name: "readings",
                value: .array(
                    series.readings.facts.reversed().map { reading in
                        .object([
                            .init(name: "value", value: value(reading.fact)),
                            .init(name: "on", value: text(reading.stamp.on)),
                        ])
                    }
                )
            ),
        ])
    }

    /// Integers as numbers, decimals as text, as the journal writes them.
    private static func value(_ quantity: Quantity) -> JSONValue {
        FieldValue.quantity(quantity).json
    }
}
