// What `demo` does: it has a story told, and records it by the rules with the story's own clock.

import Ledger
private import Synchronization

/// The demonstration: a plan of an invented county, recorded as any other plan is.
enum Demo {
    /// The plan's code.
    static let plan = Code(wellFormed: "moorland-2024")

    /// The most actions a made plan can have.
    static let actionsMax = 20_000

    static func run(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let folder = try given.required("FOLDER", expected: "a folder") { $0 }
        let story = try story(given)
        try Files.makeFolder(folder)
        let plans = try given.plans(in: LedgerHome(folder))
        guard !plans.contains(plan) else {
            throw .refused(
                "Not recorded: \(folder) holds a plan \(plan) already. Name another folder."
            )
        }
        try record(story, in: folder)
        world.show("Recorded \(story.size) entries of \(plan) in \(folder): an invented county.")
        world.show("Try `ledgerctl status --ledger \(folder) --as-at \(story.lastDay)`.")
        return .done
    }

    /// The story that the command line asks for.
    private static func story(_ given: Invocation) throws(CommandError) -> Story {
        let seed = try number("seed", given, in: 0...Int(UInt32.max)) ?? 1
        guard given.has("actions") || given.has("entries") else { return .moorland(seed: seed) }
        let entriesWanted = try number("entries", given, in: 1...10_000_000)
        let actions =
            try number("actions", given, in: 1...actionsMax)
            ?? min(actionsMax, max(1, (entriesWanted ?? 0) / 100))
        let made = LargePlan(actions: actions, seed: seed)
        let entries = entriesWanted ?? max(100 * actions, made.entriesMin)
        guard entries >= made.entriesMin else {
            throw given.usage(
                .wrongValue(
                    "\(entries)",
                    of: "--entries",
                    expected: "at least \(made.entriesMin), which \(actions) actions need"
                )
            )
        }
        return made.story(entries: entries)
    }

    private static func number(
        _ name: String,
        _ given: Invocation,
        in range: ClosedRange<Int>
    ) throws(CommandError) -> Int? {
        let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
        return try given.value(name, expected: expected) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Records every sitting of `story` at its own time.
    static func record(_ story: Story, in folder: String) throws(CommandError) {
        let clock = StoryClock()
        let ledger = ActionLedger(folder: folder, plan: plan, clock: { clock.time })
        var manner = ActionLedger.Manner()
        manner.creates = true
        for sitting in story.sittings {
            clock.time = sitting.at
            do throws(LedgerError) {
                _ = try ledger.record(how: manner) { _ in sitting.acts }
            } catch {
                throw CommandError(error)
            }
        }
    }
}

/// A clock that shows the story's time instead of the machine's.
private final class StoryClock: Sendable {
    private let shown = Mutex(Instant(seconds: 0))

    var time: Instant {
        get { shown.withLock(\.self) }
        set { shown.withLock { $0 = newValue } }
    }
}
