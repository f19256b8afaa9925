// `import` takes in what was kept elsewhere.

import Ledger

extension Record {
    static func `import`(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        guard let plan = try given.optionalPlan() else {
            throw given.usage(
                .missing("--plan", meaning: "the code of the plan to import", verb: given.verb)
            )
        }
        let day = try given.requiredDay("on", in: world)
        let folder = given["FOLDER"] ?? ""
        let recording = try Recording(given, world, creating: plan)
        let files = try Files.csvFiles(in: folder)
        let title = try given.text("title")
        let imported: PlanImport
        do throws(PublishingError) {
            imported = try PlanImport(
                of: plan,
                from: files,
                by: recording.recorder,
                on: day,
                title: title,
                board: given["board"]
            )
        } catch { throw .stopped(.refused, words: error.words) }
        for note in imported.notes { world.say(note) }
        let recorded = try recording.record { _ throws(Refusal) -> [Entry.Act] in imported.acts }
        let events = recorded.new.reduce(0) { $0 + $1.act.events.count }
        let verb = recording.isDryRun ? "Would record" : "Recorded"
        world.output(
            "\(verb) \(recorded.new.count) entries with \(events) events in \(plan)"
                + (recorded.brought.isEmpty
                    ? ".\n" : "; \(recorded.brought.count) were there already.\n")
        )
        if recording.isDryRun {
            for entry in recorded.new {
                world.show("entry \(entry.seq), \(EntryWords.who(entry))")
                for event in entry.act.events { world.show("  \(EntryWords.what(event))") }
            }
        }
        return .done
    }
}
