// What every verb that records does: act, record, answer with what changed.

import Ledger

/// The way of a verb that records: what its command line says about the entry, and how the
/// answer is told.
struct Recording {
    let invocation: Invocation
    let world: World
    let plan: Code
    let ledger: ActionLedger
    private let by: Key
    private let behalf: Key?
    private let on: StatedDate?
    private let because: String?
    private let key: String?
    private var manner = ActionLedger.Manner()

    /// Reads what the command line says of the entry.
    init(
        _ invocation: Invocation,
        _ world: World,
        creating plan: Code? = nil
    ) throws(CommandError) {
        self.invocation = invocation
        self.world = world
        let home = invocation.home(in: world)
        if let plan { self.plan = plan } else { self.plan = try invocation.plan(in: home) }
        ledger = invocation.ledger(of: self.plan, in: world)
        let recorder = try invocation.recorder(in: world)
        guard let by = Key(recorder) else {
            throw invocation.usage(
                .wrongValue(recorder, of: "--by", expected: "a key such as KT")
            )
        }
        self.by = by
        behalf = try invocation.optionalKey("for")
        on = try invocation.date("on", in: world)
        because = try invocation.text("because", lines: true)
        key = try invocation.value(
            "key",
            expected: "1 to 64 letters, digits and . _ : -",
            { Entry.isIdempotencyKey($0) ? $0 : nil }
        )
        manner.creates = plan != nil
        manner.isDryRun = invocation.has("dry-run")
        manner.clockWasWrong = invocation.has("clock-was-wrong")
        manner.tellsChange = world.tellsChanges
        manner.role = world.role
        manner.store = invocation.optionalKeys(in: world)
        manner.keys = [by] + (behalf.map { [$0] } ?? [])
    }

    /// Records one entry of the events that `make` makes of the plan as it stands; of `action`
    /// alone, where one is given.
    func record(
        about action: Code? = nil,
        _ make: @escaping @Sendable (Plan) throws(Refusal) -> [Event]
    ) throws(CommandError) -> ExitCode {
        try answer(recorded(about: action, make))
    }

    /// Records one event that names a file, whose `bytes` are kept first: an entry never names what
    /// is not there. For an event that would be refused nothing is kept.
    func record(_ event: Event, keeping bytes: [UInt8]) throws(CommandError) -> ExitCode {
        if !isDryRun {
            var rehearsal = self
            rehearsal.manner.isDryRun = true
            _ = try rehearsal.recorded(about: nil) { _ in [event] }
            do throws(JournalError) {
                _ = try ledger.evidence.keep(bytes)
            } catch {
                throw CommandError(.journal(error))
            }
        }
        return try record(event)
    }

    private func recorded(
        about action: Code?,
        _ make: @escaping @Sendable (Plan) throws(Refusal) -> [Event]
    ) throws(CommandError) -> ActionLedger.Recorded {
        let act = Entry.Act(
            by: by,
            for: behalf,
            on: on,
            because: because,
            key: key,
            events: []
        )
        return try record(about: action) { plan throws(Refusal) -> [Entry.Act] in
            var act = act
            act.events = try make(plan)
            return [act]
        }
    }

    /// Records one event.
    func record(_ event: Event) throws(CommandError) -> ExitCode {
        try record(about: event.action) { _ in [event] }
    }

    /// Records acts; of `action` alone, where one is given.
    func record(
        about action: Code? = nil,
        _ make: @escaping @Sendable (Plan) throws(Refusal) -> [Entry.Act]
    ) throws(CommandError) -> ActionLedger.Recorded {
        defer { for notice in ledger.takeNotices() { world.say(notice.words) } }
        do throws(LedgerError) {
            var manner = manner
            manner.about = action
            return try ledger.record(how: manner, make)
        } catch {
            throw CommandError(error)
        }
    }

    var isDryRun: Bool { manner.isDryRun }
    var recorder: Key { by }

    /// Tells what was recorded, what changed, and what it did to the rating.
    func answer(_ recorded: ActionLedger.Recorded) -> ExitCode {
        if let take = world.recorded {
            take(recorded)
            return .done
        }
        if invocation.has("json") {
            world.output(json(recorded).indented())
            return .done
        }
        for entry in recorded.brought {
            world.show(
                "Entry \(entry.seq) recorded this already, at \(entry.at); nothing was written."
            )
        }
        for entry in recorded.new {
            let verb = isDryRun ? "Would record entry" : "Recorded entry"
            world.show("\(verb) \(entry.seq) of \(plan): \(EntryWords.who(entry)).")
            for event in entry.act.events { world.show("  \(EntryWords.what(event))") }
        }
        if !recorded.new.isEmpty { tellChanges(recorded) }
        if isDryRun {
            for entry in recorded.new {
                world.write(String(decoding: entry.format(), as: UTF8.self) + "\n")
            }
        }
        return .done
    }
}

extension Recording {
    /// What differs today, before and after.
    private func changes(_ recorded: ActionLedger.Recorded) -> (list: [Changes.Change], Moment)? {
        guard let change = recorded.change, !recorded.new.isEmpty else { return nil }
        let after = Moment(change.after, world.today)
        let changes = Changes.between(
            Moment(change.before, world.today),
            after,
            actionsAlone: recorded.isAlone
        )
        return (changes, after)
    }

    /// Tells what differs, and how the actions concerned are rated now.
    private func tellChanges(_ recorded: ActionLedger.Recorded) {
        guard let (changes, after) = changes(recorded) else { return }
        let page = Page(world, invocation)
        page.table(["", "field", "before", "after"], changes.map(\.cells))
        let rated = Set(changes.filter(\.isOfRating).map(\.subject))
        for action in after.plan.orderedActions {
            guard recorded.new.contains(where: { $0.concerns(action.code) }),
                !rated.contains("action \(action.code)"),
                let rating = after.ratings[action: action.code]
            else { continue }
            page.line(
                "The rating of \(action.code) stays \(rating.published.rawValue): \(rating.why)"
            )
        }
    }

    private func json(_ recorded: ActionLedger.Recorded) -> JSONValue {
        let numbers = { (entries: [Entry]) in JSONValue.array(entries.map { .integer($0.seq) }) }
        return .object([
            .init(name: "plan", value: .string(plan.text)),
            .init(name: "recorded", value: numbers(isDryRun ? [] : recorded.new)),
            .init(name: "would-record", value: numbers(isDryRun ? recorded.new : [])),
            .init(name: "recorded-before", value: numbers(recorded.brought)),
            .init(name: "verified", value: .integer(recorded.verified)),
            .init(
                name: "changes",
                value: world.tellsChanges
                    ? .array((changes(recorded)?.list ?? []).map(\.json)) : .null
            ),
        ])
    }
}

extension Entry {
    /// Whether one of its events is about the action or a milestone of it.
    func concerns(_ action: Code) -> Bool {
        act.events.contains { $0.action == action }
    }
}

extension Invocation {
    /// The plan `plan` of the ledger.
    func ledger(of plan: Code, in world: World) -> ActionLedger {
        world.open?(plan)?.ledger
            ?? ActionLedger(home(in: world), plan: plan, progress: world.progress)
    }

    /// The plan: the one named, or the only one there.
    func plan(in home: LedgerHome) throws(CommandError) -> Code {
        try plan(in: home, among: plans(in: home))
    }

    /// The plan: the one named, or the only one of `plans`.
    func plan(
        in home: LedgerHome,
        among plans: @autoclosure () throws(CommandError) -> [Code]
    ) throws(CommandError) -> Code {
        if let plan = try optionalPlan() { return plan }
        let plans = try plans()
        if let only = plans.first, plans.count == 1 { return only }
        let names = plans.map(\.text).joined(separator: ", ")
        throw .stopped(
            .refused,
            words: plans.isEmpty
                ? "There is no plan in \(home). Begin one with `ledgerctl add plan`, or name the "
                    + "folder with --ledger."
                : "\(home) holds several plans: \(names). Say which with --plan."
        )
    }

    /// The plans that have a journal at `home`.
    func plans(in home: LedgerHome) throws(CommandError) -> [Code] {
        do throws(JournalError) {
            return try home.plans()
        } catch {
            throw CommandError(.journal(error))
        }
    }

    /// The plans that have a journal at `home`, or a checkpoint of one.
    func plansOrTraces(in home: LedgerHome) throws(CommandError) -> [Code] {
        do throws(JournalError) {
            return try home.plans(endings: [".jsonl", ".checkpoint"])
        } catch {
            throw CommandError(.journal(error))
        }
    }

    func optionalPlan() throws(CommandError) -> Code? {
        try value("plan", expected: Invocation.planExpected, Code.init)
    }

    /// What stands as `--plan`.
    static let planExpected = "the code of a plan, such as cqc-2018"
}

extension CommandError {
    /// Why the ledger did not do what it was asked.
    init(_ error: LedgerError) {
        switch error {
        case .tampered, .journal(.damaged), .journal(.notAsSigned), .notAnchored(_, .tampered, _):
            self = .stopped(.tampered, words: error.words)
        case .journal(.tornBeforeSigning), .notAnchored(_, .torn, _):
            self = .stopped(.torn, words: error.words)
        case .refused(.roleMustAllow), .refused(.roleMustSpeakForItself),
            .refused(.leaderMustLead):
            self = .forbidden(words: error.words)
        case .journal(let fault) where fault.isOfTheMachine:
            self = .unavailable(words: error.words)
        case .journal, .refused, .unknown, .noCheckpoint, .nothingLost, .notAnchored, .notCovered,
            .notNamed, .proof, .nothingSigned, .lostMustBeSaid, .notAWitness, .checkpointOfAnother:
            self = .stopped(.refused, words: error.words)
        }
    }
}

extension JournalError {
    /// Whether the machine failed, and not what was asked of it.
    fileprivate var isOfTheMachine: Bool {
        switch self {
        case .noPermission, .diskFull, .system, .shorter, .unconfirmed, .poisoned, .notAFile,
            .database:
            true
        default: false
        }
    }
}
