// What every verb that reads does: open, replay on both clocks, answer.

import Ledger

/// The way of a verb that reads: the plan as at a day, as known at an entry.
struct Reading {
    let invocation: Invocation
    let world: World
    let ledger: ActionLedger
    /// All that stands in the journal.
    let read: ActionLedger.Reading
    /// The day spoken of.
    let asAt: Day
    /// The last entry known.
    let known: Int
    /// The plan as it stood and was known then.
    let plan: Plan

    /// Reads what the command line asks for, and warns where the journal is torn.
    init(
        _ invocation: Invocation,
        _ world: World,
        ledger: ActionLedger? = nil,
        hashesLeaves: Bool = false
    ) throws(CommandError) {
        self.invocation = invocation
        self.world = world
        let home = invocation.home(in: world)
        let ledger =
            if let ledger { ledger } else {
                invocation.ledger(of: try invocation.plan(in: home), in: world)
            }
        self.ledger = ledger
        let reading: ActionLedger.Reading
        do throws(LedgerError) {
            reading =
                if let open = world.open?(ledger.plan) { try open.edition().reading } else {
                    try ledger.read(hashesLeaves: hashesLeaves)
                }
        } catch { throw CommandError(error) }
        if let warning = reading.warning { world.say(warning) }
        read = reading
        let history = reading.history
        if history.entries.isEmpty {
            throw .refused(
                "\(ledger.plan) has no entries yet, so there is nothing to answer from. Open the "
                    + "plan with `ledgerctl add plan`."
            )
        }
        asAt = try invocation.day("as-at", in: world) ?? world.today
        known = try Reading.known(invocation["known-at"], history, world)
        plan = history.plan(known: known, asAt: asAt)
        if plan.opening == nil {
            throw .unopened(
                words: ReportError.planMustBeOpen(asAt: asAt, knownAt: known).words + "."
            )
        }
    }

    var history: History { read.history }
    var contents: JournalContents { read.contents }
    var ratings: Ratings { Ratings(plan, asAt: asAt) }

    /// The number of entries known at a moment: an entry number, a time with a zone, or a day,
    /// which means its end in London. All, where no moment is given.
    ///
    /// - Parameter orNone: whether that nothing was recorded by then is an answer, 0.
    static func known(
        _ words: String?,
        _ history: History,
        _ world: World,
        orNone: Bool = false
    ) throws(CommandError) -> Int {
        let count = history.entries.count
        guard let words else { return count }
        if let seq = Int(words) {
            guard (1...count).contains(seq) else {
                throw .refused(
                    "There is no entry \(seq); the journal has \(count). Give a number from 1 to "
                        + "\(count), a day, or a time with a zone."
                )
            }
            return seq
        }
        let until: Instant
        if let instant = Instant(zoned: words) {
            until = instant
        } else {
            do throws(DateFault) {
                until = .end(ofLondonDay: try StatedDate.read(words, today: world.today).end)
            } catch { throw .stopped(.usage, words: "--known-at: \(error.words)") }
        }
        guard let last = history.entries.last(where: { $0.at <= until }) else {
            if orNone { return 0 }
            let first = history.entries.first?.at.description ?? "nothing"
            throw .unopened(
                words:
                    "Nothing was recorded by \(until); the first entry was recorded at \(first). "
                    + "Give a later --known-at."
            )
        }
        return last.seq
    }

    /// Why there is no answer about `words`.
    func nothing(called words: String) -> CommandError {
        .nothing(
            called: words,
            words: "Nothing in \(ledger.plan) is called `\(words)` as at \(asAt.words). "
                + "`ledgerctl list` shows the actions."
        )
    }

    /// Writes JSON.
    func write(_ json: JSONValue) { world.show(json) }
}
