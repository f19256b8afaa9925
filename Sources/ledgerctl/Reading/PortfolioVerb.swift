// Papers on several plans: the portfolio, highlight reports, and plans shown beside another.

import Ledger

extension Answer {
    /// `report --portfolio`: what every plan says, and which are missing.
    static func portfolio(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let home = given.home(in: world)
        let codes = try given.plansOrTraces(in: home)
        if codes.isEmpty { _ = try given.plan(in: home, among: codes) }
        let asAt = try given.day("as-at", in: world) ?? world.today
        try given.refuseEntryOfOnePlan()
        let shelf = try Shelf(codes, asAt: asAt, knownAt: given["known-at"], given, world)
        let portfolio = Portfolio(
            shelf.plans,
            missing: shelf.missing,
            warnings: shelf.warnings,
            unopened: shelf.unopened,
            placeBoard: given["board"],
            asAt: asAt
        )
        if let board = given["board"], !portfolio.meetings.contains(where: { $0.isOf(board) }) {
            throw .refused(
                "No plan of the ledger calls a meeting of a board `\(board)`. Give the key or the "
                    + "name of the board to which the others report."
            )
        }
        try given.write(world) { format in
            switch format {
            case .json: Array(PlanJSON.portfolio(portfolio).indented().utf8)
            case .ics: Array(ReportCalendar.render(portfolio).utf8)
            default: nil
            }
        } of: {
            Document(portfolio)
        }
        for missing in shelf.missing { world.say("\(missing.plan) is missing: \(missing.words)") }
        return shelf.exitCode
    }

    /// `report --highlight`: a programme of a plan, or all of them.
    static func highlight(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let known = KnownPlan(reading.history, asAt: reading.asAt, knownAt: reading.known)
        guard let known else { throw reading.nothing(called: reading.ledger.plan.text) }
        let quarter = try? StatedDate.read("thisquarter", today: reading.asAt)
        let period = try given.date("period", in: world) ?? quarter ?? StatedDate(reading.asAt)
        let programmes = Highlight.programmes(of: known)
        let code = given["highlight"] ?? ""
        let codes = code == "all" ? programmes : [Code(code)].compactMap(\.self)
        let highlights = codes.compactMap { Highlight(of: $0, in: known, period: period) }
        if highlights.isEmpty {
            let names = programmes.map(\.text).joined(separator: ", ")
            throw .refused(
                "\(known.code) has no programme called `\(code)` as at \(reading.asAt.words). "
                    + (names.isEmpty
                        ? "No priority of it has an action."
                        : "Its programmes are \(names); or give --highlight all.")
            )
        }
        world.say("period \(period.understood)")
        try given.write(world) { format in
            format == .json ? Array(PlanJSON.highlights(highlights).indented().utf8) : nil
        } of: {
            Document(highlights)
        }
        return .done
    }
}

/// Several plans of a ledger, as far as they can be read.
struct Shelf {
    private(set) var plans: [KnownPlan] = []
    private(set) var missing: [Portfolio.Remark] = []
    /// What is to be said of plans that could be read: that a journal is torn.
    private(set) var warnings: [Portfolio.Remark] = []
    /// The plans of which nothing had happened, or was known, by the moment asked for.
    private(set) var unopened: [Code] = []
    /// What the command ends with: the worst that happened to a plan.
    private(set) var exitCode = ExitCode.done

    /// Reads the plans `codes` one after the other, each as it was known at `moment`.
    init(
        _ codes: [Code],
        asAt: Day,
        knownAt moment: String?,
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) {
        for code in codes {
            do throws(CommandError) {
                let reading = try given.reading(of: code, world)
                try given.refuseCopy(code, world)
                if let warning = reading.warning { warnings.append(.init(code, warning)) }
                let seq = try Reading.known(moment, reading.history, world, orNone: true)
                if let known = KnownPlan(reading.history, asAt: asAt, knownAt: seq) {
                    plans.append(known)
                } else {
                    unopened.append(code)
                }
            } catch {
                if error.exitCode == .usage { throw error }
                missing.append(.init(code, error.lines.joined(separator: " ")))
                exitCode = exitCode.orWorse(error.exitCode)
            }
        }
    }
}

extension Invocation {
    /// What the journal of `plan` holds; a torn one answers with a warning.
    fileprivate func reading(
        of plan: Code,
        _ world: World
    ) throws(CommandError) -> ActionLedger.Reading {
        let reading: ActionLedger.Reading
        do throws(LedgerError) {
            reading = try ledger(of: plan, in: world).read()
        } catch { throw CommandError(error) }
        if let warning = reading.warning { world.say("\(plan): \(warning)") }
        if reading.history.entries.isEmpty { throw .refused("The journal has no entries yet.") }
        return reading
    }

    /// `plan` as at `asAt`, of its first `size` entries; nil where it has not so many.
    func known(_ plan: Code, asAt: Day, size: Int, _ world: World) -> KnownPlan? {
        guard let reading = try? reading(of: plan, world) else { return nil }
        return KnownPlan(reading.history, asAt: asAt, knownAt: size)
    }

    /// Writes a document in the form that `--format` asks for, to `-o` or standard output: what
    /// `own` makes of that form, else the document as people read it.
    fileprivate func write(
        _ world: World,
        _ own: (ReportFormat) -> [UInt8]?,
        of document: () -> Document
    ) throws(CommandError) {
        let format = has("json") ? .json : self["format"].flatMap(ReportFormat.init) ?? .markdown
        if let bytes = own(format) { return try write(bytes, world) }
        let path = self["output"]
        if path == nil, format == .docx || format == .pdf {
            throw .refused("A \(format.rawValue) is a file, not text. Name it with -o FILE.")
        }
        if format == .pdf {
            try PDF.render(
                html: HTMLPaper.render(document()),
                to: path ?? "",
                in: world,
                replacing: has("force")
            )
        } else if let bytes = document().render(as: format) {
            try write(bytes, world)
        } else {
            throw .refused(
                "There is no such report as \(format.rawValue). Give --format html, markdown, "
                    + "docx, json or pdf."
            )
        }
    }
}

extension Reading {
    /// The plans that `--beside` asks for, each as known at the entry it names, else by the time
    /// of the last entry of this plan that `--known-at` lets through.
    func beside(_ given: Invocation) throws(CommandError) -> [KnownPlan] {
        guard let words = given["beside"] else { return [] }
        try given.refuseCopy(ledger.plan, world)
        let home = given.home(in: world)
        let all = try given.plansOrTraces(in: home).filter { $0 != ledger.plan }
        let names = words == "all" ? all.map(\.text) : words.split(separator: "/").map(String.init)
        if names.isEmpty, words != "all" {
            throw given.usage(.wrongValue(words, of: "--beside", expected: "plans joined by /"))
        }
        var plans: [KnownPlan] = []
        for name in names {
            let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            guard let code = Code(parts[0]), all.contains(code) else {
                let known = all.map(\.text).joined(separator: ", ")
                throw .refused(
                    "\(home) has no other plan called `\(parts[0])`. "
                        + (known.isEmpty ? "There is no other." : "The others are \(known).")
                )
            }
            if plans.contains(where: { $0.code == code }) {
                throw .refused("--beside names \(code) twice. Name each plan once.")
            }
            let entry = parts.count == 2 ? String(parts[1]) : nil
            if let entry, Int(entry) == nil || entry.hasPrefix("+") {
                throw .refused("After `\(code)@` stands the number of an entry, such as \(code)@7.")
            }
            let (known, seq) = try beside(code, at: entry, given)
            if let known {
                plans.append(known)
            } else if words != "all" {
                throw .refused(
                    "\(code) was not open on \(asAt.words), as known at entry \(seq)."
                )
            }
        }
        return plans
    }

    private func beside(
        _ code: Code,
        at entry: String?,
        _ given: Invocation
    ) throws(CommandError) -> (KnownPlan?, seq: Int) {
        let reading: ActionLedger.Reading
        do throws(CommandError) {
            reading = try given.reading(of: code, world)
            try given.refuseCopy(code, world)
        } catch {
            throw .stopped(error.exitCode, words: "\(code): \(error.lines.joined(separator: " "))")
        }
        var words = entry
        if words == nil, given.has("known-at") {
            words = history.entries[known - 1].at.description
        }
        let isOwn = entry == nil
        let seq = try Reading.known(words, reading.history, world, orNone: isOwn)
        return (KnownPlan(reading.history, asAt: asAt, knownAt: seq), seq)
    }

    /// What other plans of the ledger say of `code`, and it of them.
    func crossings(of code: Code) throws(CommandError) -> [Crossing] {
        let codes = try invocation.plansOrTraces(in: invocation.home(in: world))
        let others = codes.filter { $0 != ledger.plan }
        guard !others.isEmpty || speaksOfOthers(code),
            let own = KnownPlan(history, asAt: asAt, knownAt: known)
        else { return [] }
        // An entry of this plan is no moment of another: there it is the time of that entry.
        let words = invocation["known-at"]
        let moment =
            words.flatMap(Int.init) == nil ? words : history.entries[known - 1].at.description
        let shelf = try Shelf(others, asAt: asAt, knownAt: moment, invocation, world)
        return Crossing.all(
            of: code,
            in: own.code,
            among: [own] + shelf.plans,
            missing: shelf.missing.map(\.plan),
            unopened: shelf.unopened
        )
    }

    private func speaksOfOthers(_ code: Code) -> Bool {
        plan.links.contains { $0.fact.from == code && $0.fact.to.plan != nil }
            || plan.actions[code]?.milestones.contains { $0.start.depends?.plan != nil } ?? false
    }
}
