// `replay`: the entries one by one, each with what it changed; and those to come.

import Ledger

extension Answer {
    static func replay(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        for option in ["to", "known-at"] where given.has("follow") && given.has(option) {
            throw given.usage(.together("--follow", "--\(option)"))
        }
        let reading = try Reading(given, world)
        let first = given.has("from") ? try given.number("from") : 1
        let last = given.has("to") ? try given.number("to") : reading.known
        var history = History(of: reading.ledger.plan)
        var steps: [JSONValue] = []
        for entry in reading.history.entries.prefix(min(last, reading.known)) {
            let before = Moment(history, reading.asAt)
            history.append([entry])
            guard entry.seq >= first else { continue }
            let changes = Changes.between(before, Moment(history, reading.asAt))
            if given.has("json"), !given.has("follow") {
                steps.append(Changes.json(of: entry, changes))
            } else {
                tell(entry, changes, given, world)
            }
        }
        if given.has("follow") { try follow(&history, reading, given, world) }
        if given.has("json"), !given.has("follow") { reading.write(.array(steps)) }
        return .done
    }

    /// Plays entries as they are recorded, until the program is ended or nobody reads any more.
    private static func follow(
        _ history: inout History,
        _ reading: Reading,
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) {
        var growing = history
        do throws(LedgerError) {
            try reading.ledger.follow(behind: reading.read) { entries in
                for entry in entries {
                    let before = Moment(growing, reading.asAt)
                    growing.append([entry])
                    let changes = Changes.between(before, Moment(growing, reading.asAt))
                    tell(entry, changes, given, world)
                }
                return world.flush()
            }
        } catch { throw CommandError(error) }
        history = growing
    }

    /// One entry and what it changed.
    private static func tell(
        _ entry: Entry,
        _ changes: [Changes.Change],
        _ given: Invocation,
        _ world: World
    ) {
        if given.has("json") {
            var line: [UInt8] = []
            Changes.json(of: entry, changes).format(into: &line)
            world.output(String(decoding: line, as: UTF8.self) + "\n")
            return
        }
        let page = given.page(world)
        page.line("entry \(entry.seq), \(EntryWords.who(entry))")
        for event in entry.act.events { page.line("  \(EntryWords.what(event))") }
        for change in changes where change.isRatingOrDate {
            page.line("    \(change.subject) \(change.field): \(change.before) → \(change.after)")
        }
    }
}
