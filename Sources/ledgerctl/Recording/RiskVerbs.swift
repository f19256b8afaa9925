// Verbs that record risks, measures and calls for help.

import Ledger

extension Record {
    static func addRisk(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = ProgressEvent.riskRaised(
            try given.code("CODE"),
            about: try given.code("about"),
            title: try given.requiredText("TITLE")
        )
        return try Recording(given, world).record(.progress(event))
    }

    static func addMeasure(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let measure = Measure(
            code: try given.code("CODE"),
            about: try given.code("about"),
            title: try given.requiredText("TITLE"),
            unit: try given.requiredText("unit"),
            direction: try given.required(
                "direction",
                expected: "up or down",
                Measure.Direction.init
            ),
            target: try given.quantity("target"),
            due: try given.date("due", in: world)
        )
        return try Recording(given, world).record(.progress(.measureAdded(measure)))
    }

    static func measure(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let code = try given.code("MEASURE")
        guard let (value, unit) = try given.reading("VALUE") else {
            throw given.usage(.missing("VALUE", meaning: "what was measured", verb: given.verb))
        }
        return try Recording(given, world).record { plan throws(Refusal) in
            if let unit { try plan.expect(unit, of: code) }
            return [.progress(.measureRead(code, value: value))]
        }
    }

    /// Asks under the next number of the action.
    static func ask(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let code = try given.code("ACTION")
        let note = try given.requiredText("TEXT", lines: true)
        return try Recording(given, world).record { plan throws(Refusal) in
            let last = plan.actions[code]?.helps.keys.max()?.number ?? 0
            let help = Ordinal(last + 1) ?? .first
            return [.progress(.helpAsked(code, help: help, note: note))]
        }
    }

    /// Answers a call for help where the answer follows its number, and else a risk.
    static func answer(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let code = try given.code("CODE")
        let words = given.all("ANSWER")
        guard let last = words.last else {
            throw given.usage(
                .missing("ANSWER", meaning: "the answer, in quotation marks", verb: given.verb)
            )
        }
        if words.count > 2 { throw given.usage(.surplus(words[2], verb: given.verb, takes: 3)) }
        let text = try given.text(last, called: "answer", lines: true)
        guard words.count == 2 else { return try answer(risk: code, text, given, world) }
        guard let help = Ordinal(words[0]) else {
            throw given.usage(
                .wrongValue(
                    words[0],
                    of: "the number of a call for help",
                    expected: "1, 2 and so on, before the answer"
                )
            )
        }
        return try Recording(given, world)
            .record(.progress(.helpGiven(code, help: help, note: text)))
    }

    private static func answer(
        risk code: Code,
        _ text: String,
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> ExitCode {
        try Recording(given, world).record { plan throws(Refusal) in
            if let action = plan.actions[code] {
                throw .helpMustBeSaid(code, open: action.openHelps)
            }
            return [.progress(.riskAnswered(code, mitigation: text))]
        }
    }
}

extension Plan {
    /// Refuses a value that is given in another unit than that of the measure `code`; a measure
    /// that is not there is refused when the reading is.
    fileprivate func expect(_ unit: String, of code: Code) throws(Refusal) {
        guard let measure = measures.first(where: { $0.measure.code == code })?.measure,
            measure.unit != unit
        else { return }
        throw .readingMustBeInTheUnit(code, found: unit, unit: measure.unit)
    }
}

extension Action {
    /// The calls for help that nobody has answered.
    fileprivate var openHelps: [Ordinal] {
        helps.filter { _, steps in
            if case .asked? = steps.latest?.fact { true } else { false }
        }.map(\.key).sorted()
    }
}
