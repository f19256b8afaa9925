// A verb that reads, asked of several plans: each answers as it would alone, or is missing.

import Ledger

extension Command {
    /// Does what `given` asks: of one plan, or of several.
    func answer(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        guard kind == .reading else { return try run(given, world) }
        if let several = try SeveralPlans(given, world) {
            if let overSeveral, !several.asksJSON { return try overSeveral(several) }
            return try several.answer(run)
        }
        // What cannot be found here is refused where it is looked for.
        if let plan = try? given.plan(in: given.home(in: world)),
            let other = given.ledger(of: plan, in: world).otherPlan
        {
            world.say(
                "\(plan).jsonl says it is the journal of `\(other)`; it is read as it stands all the "
                    + "same. Move it to a folder of its own, under the name \(other).jsonl."
            )
        }
        return try run(given, world)
    }
}

/// What a verb that reads is asked of several plans.
///
/// One plan is read at a time, and nothing of it is kept but its answer.
struct SeveralPlans {
    /// The command line.
    let given: Invocation
    /// Where the whole answer goes.
    let world: World
    /// The plans, in the order of their answers: as they were named, or all of them by name.
    let plans: [Code]

    /// What `given` asks of several plans; nil where it asks of one.
    ///
    /// - Throws: before anything is read, that one of the plans is not there, or that what is
    ///   asked for is a file about one.
    init?(_ given: Invocation, _ world: World) throws(CommandError) {
        guard given.has("all") || given.all("plan").count > 1 else { return nil }
        if given.has("all"), given.has("plan") { throw given.usage(.together("--plan", "--all")) }
        if given.has("output") { throw given.usage(.onePlanAlone("--output")) }
        if let format = given["format"], format != "text", format != "json" {
            throw given.usage(.onePlanAlone("--format \(format)"))
        }
        try given.refuseEntryOfOnePlan()
        (self.given, self.world) = (given, world)
        plans =
            try given.has("all")
            ? given.everyPlan(in: world) : given.namedPlans(in: given.home(in: world))
    }

    /// Whether the answer is JSON.
    var asksJSON: Bool { given.has("json") || given["format"] == "json" }

    /// What came of asking.
    struct Outcome {
        /// How many plans answered.
        var answeredCount = 0
        /// The plans that did not, and why.
        var missing: [(plan: Code, error: CommandError)] = []
        /// The plans that were not open yet.
        var unopened: [Code] = []
        /// The plans in which nothing has the name that was asked for.
        var passedOver: [Code] = []
        /// That name.
        var name: String?
        /// What the command ends with.
        var code = ExitCode.done
    }

    /// Asks each plan in turn by `make`, with a command line that names it alone, and hands over
    /// what was made, or why it could not be, in `take`.
    ///
    /// - Throws: what is wrong with the command line, whichever plan is asked.
    func ask<Value>(
        _ make: (Invocation, World) throws(CommandError) -> Value,
        _ take: (Code, Result<Value, CommandError>) -> Void
    ) throws(CommandError) -> Outcome {
        var outcome = Outcome()
        for plan in plans {
            var world = world
            world.about = plan
            do throws(CommandError) {
                let value = try make(given.naming(plan), world)
                // Asked last: whoever changed a copy is told of the change.
                try given.refuseCopy(plan, world)
                outcome.answeredCount += 1
                take(plan, .success(value))
            } catch {
                if error.exitCode == .usage { throw error }
                switch error {
                case .nothing(let name, _):
                    outcome.passedOver.append(plan)
                    outcome.name = name
                case .unopened:
                    outcome.unopened.append(plan)
                    take(plan, .failure(error))
                case .stopped, .usage, .forbidden, .unavailable:
                    outcome.missing.append((plan, error))
                    outcome.code = outcome.code.orWorse(error.exitCode)
                    take(plan, .failure(error))
                }
            }
        }
        return outcome
    }

    /// Says on standard error which plans are missing, and where nothing at all was found.
    func finish(_ outcome: Outcome) -> ExitCode {
        for (plan, error) in outcome.missing {
            var world = world
            world.about = plan
            world.say(error)
        }
        if !outcome.unopened.isEmpty {
            let plans = outcome.unopened.map(\.text).joined(separator: ", ")
            world.say("Not open yet by the day or moment asked for: \(plans).")
            if outcome.answeredCount == 0, outcome.name == nil {
                return outcome.code.orWorse(.refused)
            }
        }
        guard outcome.answeredCount == 0, let name = outcome.name else { return outcome.code }
        let names = outcome.passedOver.map(\.text).joined(separator: ", ")
        world.say(
            "Nothing in \(names) is called `\(name)`. `ledgerctl list --all` shows the actions."
        )
        return outcome.code.orWorse(.refused)
    }

    /// Lets `run` answer for each plan, under a line that names it; in JSON as an object each.
    func answer(
        _ run: (Invocation, World) throws(CommandError) -> ExitCode
    ) throws(CommandError) -> ExitCode {
        var objects: [JSONValue] = []
        var isFirst = true
        let outcome = try ask { given, world throws(CommandError) in
            // Held back until it is whole: of a plan that stops halfway nothing is shown.
            var (text, json) = ("", JSONValue.null)
            var world = world
            world.output = { text += $0 }
            world.answer = { json = $0 }
            _ = try run(given, world)
            return (text: text, json: json)
        } _: { plan, result in
            if asksJSON {
                objects.append(SeveralPlans.json(plan, result.map(\.json)))
            } else if case .success(let answer) = result {
                if !isFirst { world.output("\n") }
                isFirst = false
                given.page(world).line("\(plan): \(title(of: plan))")
                world.output(answer.text)
            }
        }
        if !objects.isEmpty {
            world.show(.object([.init(name: "plans", value: .array(objects))]))
        }
        return finish(outcome)
    }

    private func title(of plan: Code) -> String {
        given.ledger(of: plan, in: world).opening?.title ?? "without a title"
    }

    private static func json(_ plan: Code, _ result: Result<JSONValue, CommandError>) -> JSONValue {
        var (answer, why, code) = (JSONValue.null, JSONValue.null, ExitCode.done)
        switch result {
        case .success(let json): answer = json
        case .failure(let error):
            (why, code) = (.string(error.lines.joined(separator: "\n")), error.exitCode)
            if case .unopened = error { code = .done }
        }
        return .object([
            .init(name: "plan", value: .string(plan.text)),
            .init(name: "answer", value: answer),
            .init(name: "why", value: why),
            .init(name: "exit", value: .integer(Int(code.rawValue))),
        ])
    }
}

extension ActionLedger {
    /// The plan that the journal says it is of, where that is not the one its file is named after:
    /// somebody copied or renamed it.
    fileprivate var otherPlan: Code? {
        opening.flatMap { $0.plan == plan ? nil : $0.plan }
    }
}

extension Invocation {
    /// Leaves out, beside other plans, a journal that says it is that of another than `plan`.
    func refuseCopy(_ plan: Code, _ world: World) throws(CommandError) {
        guard let other = ledger(of: plan, in: world).otherPlan else { return }
        throw .refused(
            "\(plan).jsonl says it is the journal of `\(other)`; it is left out, so that nothing "
                + "counts twice. Move it to a folder of its own, under the name \(other).jsonl; "
                + "alone, with --plan \(plan), it is read as it stands."
        )
    }

    /// Refuses a number as the moment that several plans are known at.
    func refuseEntryOfOnePlan() throws(CommandError) {
        guard let words = self["known-at"], Int(words) != nil else { return }
        throw .refused(
            "--known-at \(words) is an entry of one plan, and these are several. Give a day, or a "
                + "time with a zone."
        )
    }
}

extension Invocation {
    /// The same for `plan` alone.
    fileprivate func naming(_ plan: Code) -> Invocation {
        var given = given
        given["all"] = nil
        given["plan"] = [plan.text]
        return Invocation(verb: verb, usageLine: usageLine, given: given)
    }

    /// Every plan of the ledger, also one whose journal is gone and has left its checkpoint.
    fileprivate func everyPlan(in world: World) throws(CommandError) -> [Code] {
        let home = self.home(in: world)
        let plans = try plansOrTraces(in: home)
        return plans.isEmpty ? [try plan(in: home)] : plans
    }

    /// The plans of `home` that are named, each once, in that order.
    func namedPlans(in home: LedgerHome) throws(CommandError) -> [Code] {
        var named: [Code] = []
        for text in all("plan") {
            guard let plan = Code(text) else {
                throw usage(.wrongValue(text, of: "--plan", expected: Invocation.planExpected))
            }
            if !named.contains(plan) { named.append(plan) }
        }
        let there = try plans(in: home)
        if let missing = named.first(where: { !there.contains($0) }) {
            throw CommandError(
                .journal(.noSuchJournal(plan: missing, folder: home.description, there: there))
            )
        }
        return named
    }
}
